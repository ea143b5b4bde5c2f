"""Review work in a file of its own: JSON that another copy of the case can bring in, checked before use.

Whoever writes such a file may be a stranger, and so may whoever made a case file: whatever is not exactly
what Pincite writes is refused as a whole.
"""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from casefile.database import explained
from casefile.errors import CaseDamaged, CaseTooNew
from casefile.exchange_check import check
from casefile.exchange_sheet import entries_from_json, entries_to_json, frozen
from casefile.exchange_words import OpenConflict, Sheet, Subject
from casefile.leftovers import noted

__all__ = ["SUFFIX", "checked", "is_review", "read", "write"]

SUFFIX = ".pincite-review"
"""How the name of a file of review work ends."""

_FORMAT = "Pincite review work"
_VERSION = 1
_LARGEST = 128 * 1024**2  # bytes; 50,000 decisions take some 40 MB
_HEAD = b'{"format": "Pincite review work"'


def write(sheet: Sheet, file: Path) -> None:
    """Write a sheet to a file; an older one of that name is replaced when it is whole.

    Raises:
        CaseFailure: if it cannot be written there.
    """
    found = {
        "format": _FORMAT,
        "version": _VERSION,
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "case_id": sheet.case_id,
        "whole": sheet.whole,
        "name": sheet.name,
        "who": sheet.who,
        "papers": dict(sheet.papers),
        "layers": dict(sheet.layers),
        "subjects": [
            [subject.key, dict(subject.body), dict(subject.words)]
            for subject in sheet.subjects.values()
        ],
        "log": entries_to_json(sheet.log),
        "open": [[*each.word, each.theirs, each.their_who, each.their_at] for each in sheet.open],
    }
    half = file.with_name(f".{file.name}.part")
    try:
        with noted(half):
            with half.open("w", encoding="utf-8", newline="\n") as target:
                json.dump(found, target)
                target.flush()
                os.fsync(target.fileno())
            half.replace(file)
    except OSError as error:
        raise explained(error, file) or error from error


def is_review(file: Path) -> bool:
    """Tell by its first bytes whether a file is review work.

    Raises:
        OSError: if it cannot be read.
    """
    with file.open("rb") as source:
        return source.read(len(_HEAD)) == _HEAD


def read(file: Path) -> Sheet:
    """Return the sheet in a file.

    Raises:
        CaseTooNew: if a later version of Pincite wrote it.
        CaseDamaged: if it is not exactly what Pincite writes.
        OSError: if it cannot be read.
    """
    if file.stat().st_size > _LARGEST:
        raise CaseDamaged(f"“{file.name}” is too large to be review work of one case.")
    try:
        found = json.loads(file.read_bytes())
        if found["version"] != _VERSION:
            raise CaseTooNew(
                f"“{file.name}” was written by another version of Pincite. Update Pincite, then try again."
            )
        return checked(_sheet(found))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, IndexError) as wrong:
        raise CaseDamaged(
            f"“{file.name}” is not as Pincite writes review work, or damaged. Ask for it once more."
        ) from wrong


def checked(sheet: Sheet) -> Sheet:
    """Return a sheet that holds nothing but what Pincite writes.

    Raises:
        ValueError: if it is no such sheet.
    """
    check(sheet)
    return sheet


def _sheet(found: Any) -> Sheet:  # noqa: ANN401 - JSON of a stranger; ``check`` looks at all of it
    if found["format"] != _FORMAT:
        raise ValueError("no review work")
    subjects = {}
    for key, body, words in found["subjects"]:
        subject = Subject(
            frozen(key),
            {name: frozen(part) if isinstance(part, list) else part for name, part in body.items()},
            {word: frozen(value) for word, value in words.items()},
        )
        subjects[subject.key] = subject
    return Sheet(
        found["case_id"],
        found["name"],
        found["who"],
        found["papers"],
        found["layers"],
        subjects,
        entries_from_json(found["log"]),
        tuple(
            OpenConflict((frozen(key), word), None if theirs is None else frozen(theirs), who, at)
            for key, word, theirs, who, at in found["open"]
        ),
        found["whole"],
    )
