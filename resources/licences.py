"""The licences of all that the program is made of: name, version, terms and texts of each part.

A built program carries them in one file that was written with it; in a checkout they are asked of the
libraries installed there. Both take a moment: ask off the window's thread.
"""

import importlib.metadata
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["FILE", "Licence", "Text", "as_json", "licences", "of_distribution", "pinned"]

FILE = Path(__file__).resolve().parent / "licences.json"
"""Written when the program is built; a checkout has none."""

_REQUIREMENTS = FILE.parents[1] / "requirements.txt"
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.M)
_IS_TEXT = re.compile(r"licen[sc]e|copying|copyright|notice|authors", re.I)
_CODE = (".py", ".pyc", ".pyi", ".json")


@dataclass(frozen=True, slots=True)
class Text:
    """A licence or a notice in its own words; ``title`` is the name of its file."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms a part of the program stands; ``terms`` as its makers put them ("MIT")."""

    name: str
    version: str
    terms: str
    texts: tuple[Text, ...]


def licences() -> tuple[Licence, ...]:
    """Return the licence of each part, by name.

    Raises:
        ValueError: if the built program's file is damaged.
    """
    if not FILE.exists():
        found = (of_distribution(name) for name in pinned(_REQUIREMENTS))
        return tuple(licence for licence in found if licence is not None)
    try:
        return tuple(
            Licence(
                str(part["name"]),
                str(part["version"]),
                str(part["terms"]),
                tuple(Text(str(text["title"]), str(text["words"])) for text in part["texts"]),
            )
            for part in json.loads(FILE.read_text(encoding="utf-8"))
        )
    except (KeyError, TypeError) as error:
        raise ValueError("the file of licences is damaged") from error


def as_json(found: Iterable[Licence]) -> str:
    """Return what the built program's file holds."""
    by_name = sorted(found, key=lambda licence: licence.name.casefold())
    return json.dumps([asdict(licence) for licence in by_name], indent=1, ensure_ascii=False) + "\n"


def pinned(requirements: Path) -> tuple[str, ...]:
    """Return the names of the distributions that a file of requirements pins, by the alphabet."""
    return tuple(sorted(set(_PIN.findall(requirements.read_text(encoding="utf-8")))))


def of_distribution(name: str) -> Licence | None:
    """Return the licence of an installed distribution, ``None`` where it is not installed."""
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    return Licence(found.name, found.version, _terms(found), tuple(_texts(found)))


def _terms(found: importlib.metadata.Distribution) -> str:
    """Return the terms in a line: those stated, else those among its classifiers."""
    about = found.metadata
    for field in ("License-Expression", "License"):
        stated = (about[field] or "").strip() if field in about else ""
        if stated and "\n" not in stated:
            return stated
    classified = about.get_all("Classifier") or []
    named = [line.rpartition(" :: ")[2] for line in classified if line.startswith("License ::")]
    return ", ".join(named)


def _texts(found: importlib.metadata.Distribution) -> Iterator[Text]:
    seen = set()
    for file in found.files or ():
        inside = Path(str(file))
        if inside.suffix in _CODE or not (
            _IS_TEXT.search(inside.name) or "licenses" in (part.lower() for part in inside.parts)
        ):
            continue
        path = Path(str(file.locate()))
        words = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
        if words and words not in seen:
            seen.add(words)
            yield Text(inside.name, words)
