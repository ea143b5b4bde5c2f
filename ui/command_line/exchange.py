"""Commands that bring together what two attorneys did on copies of one case."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.command_line import passphrases
from ui.command_line.doors import Doors
from ui.command_line.group import Group

if TYPE_CHECKING:
    from casefile.exchange_records import ConflictRow, MergePreview

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    export = group.add(
        "export-review", _export, "write your review work alone, without papers, to a file"
    )
    export.add_argument("file", type=Path)
    merge = group.add("merge", _merge, "bring in what a colleague did on a copy of the case")
    merge.add_argument("other", type=Path, help="a case folder, a backup or a file of review work")
    merge.add_argument("--preview", action="store_true", help="only say what would come in")
    passphrases.add_file_option(merge)
    group.add("conflicts", _conflicts, "list what two attorneys decided differently")
    settle = group.add("settle", _settle, "choose one of the two words of a conflict")
    settle.add_argument("number", type=int)
    settle.add_argument("whose", choices=("mine", "theirs"))


def _export(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        case.export_review(options.file)
    print(f"Wrote your review work to {options.file}")
    return 0


def _merge(options: argparse.Namespace, doors: Doors) -> int:
    secret = passphrases.given(options)
    if secret is None and _asks(options.other):
        secret = passphrases.asked(twice=False, of=f" of “{options.other.stem}”")
    with doors.case(options.case) as case:
        if options.preview:
            _show(case.preview_merge(options.other, secret))
            return 0
        message = ""
        for step in case.merge(options.other, secret):
            message = step.message
            if step.outcome:
                print(f"{step.outcome.status:10s} {' '.join(step.outcome.sentence.split())}")
        print(message)
        _list(case.conflicts())
    return 0


def _asks(other: Path) -> bool:
    """Tell whether a passphrase is needed for what is to be brought in."""
    from casefile.backup import needs_secret
    from casefile.case_key import is_protected

    return needs_secret(other) if other.is_file() else is_protected(other)


def _show(preview: "MergePreview") -> None:
    if preview.another_case:
        print(f"“{preview.name}” is no copy of this case; what is in both is compared.")
    for each in preview.decisions:
        day = f"{each.at:%Y-%m-%d}" if each.at else ""
        print(f"{day:10s}  {each.who}: {' '.join(each.sentence.split())}")
    for name in preview.papers:
        print(f"comes with it: {name}")
    for name in preview.absent:
        print(f"not here, nor in the file: {name}")
    _list(preview.conflicts)
    if preview.is_empty:
        print("Nothing new.")


def _conflicts(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        found = case.conflicts()
    _list(found)
    if not found:
        print("No conflicts.")
    return 0


def _list(found: "tuple[ConflictRow, ...]") -> None:
    for row in found:
        number = f"{row.id}  " if row.id else ""
        print(f"{number}conflict about {row.about}: {row.word}")
        print(f"    mine    {row.mine}{_by(row.my_who)}")
        print(f"    theirs  {row.theirs}{_by(row.their_who)}")


def _by(who: str) -> str:
    return f" ({who})" if who else ""


def _settle(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        case.settle_conflict(options.number, theirs=options.whose == "theirs")
        left = len(case.conflicts())
    print(f"Settled; {left} left")
    return 0
