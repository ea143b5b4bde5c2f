"""Commands that make, fill, check and keep a case."""

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.frozen import program_name
from ui.command_line import passphrases
from ui.command_line.binding import document_numbers
from ui.command_line.doors import Doors
from ui.command_line.group import Group, add_engine, kinds
from ui.command_line.progress import shown

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.import_records import Progress
    from casefile.records import Problem

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    make = group.add("new", _new, "make a new, empty case", case=False)
    make.add_argument("case", type=Path)
    make.add_argument(
        "--protect", action="store_true", help="with a passphrase, which is asked for"
    )
    passphrases.add_case_options(make)
    group.add("import", _import, "bring files and folders into a case").add_late(_add_import)
    scans = group.add(
        "read-scans", _read_scans, "read by machine what came in as pictures of pages"
    )
    scans.add_late(add_engine)
    scans.add_argument("--again", action="store_true", help="try pages again that failed before")
    group.add("mend", _mend, "put the newest good copy in place of a damaged case file")
    group.add("check", _check, "check that nothing in a case is lost or damaged")
    back = group.add("put-back", _put_back, "put a missing or damaged original back")
    back.add_argument("document", type=int, help="the number of the paper")
    back.add_argument("file", type=Path, help="what it was imported from")
    backup = group.add("backup", _backup, "write the whole case to one file")
    backup.add_argument("file", type=Path)
    passphrases.add_new_options(backup)
    part = group.add("part", _part, "write some papers as a case of its own, to hand to somebody")
    part.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER|FILE.zip")
    part.add_argument(
        "--documents", type=document_numbers, required=True, metavar="1,3-5", help="their numbers"
    )
    part.add_argument("--name", help="of the new case; the file's without it")
    part.add_argument(
        "--without-notes", action="store_true", help="notes, tags and issues stay behind"
    )
    passphrases.add_new_options(part)
    restore = group.add("restore", _restore, "unpack a case that was backed up", case=False)
    restore.add_argument("file", type=Path)
    restore.add_argument("case", type=Path)
    passphrases.add_file_option(restore)
    group.add("forget", _forget, "remove what this computer keeps of a case beside its folder")


def _add_import(add: argparse.ArgumentParser) -> None:
    add.add_argument("paths", type=Path, nargs="+")
    add.add_argument("--kind", choices=kinds(), help="what the papers are, where you know better")
    add.add_argument(
        "--date", type=dt.date.fromisoformat, help="the papers' own day, as 2026-03-09"
    )
    add.add_argument(
        "--password",
        action="append",
        default=[],
        help="tried on whatever is locked, and kept in the case; may be given several times",
    )
    add.add_argument(
        "--scans",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="read scans by machine after the import (some seconds a page)",
    )
    add_engine(add)


def _new(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.case import Case

    wanted = options.protect or options.passphrase_file is not None
    protection = passphrases.for_case(options) if wanted else None
    with (
        doors.workers() as workers,
        Case.create(options.case, workers, protection=protection) as case,
    ):
        print(f"Created the case “{case.name}” in {case.folder}")
    passphrases.tell_recovery_key(protection)
    return 0


def _import(options: argparse.Namespace, doors: Doors) -> int:
    from extraction.findings import DocumentKind

    kind = DocumentKind(options.kind) if options.kind else None
    with doors.case(options.case) as case:
        # Asked for first: an engine that is not there is told before an hour of importing.
        scans = case.read_scans(options.engine) if options.scans else iter(())
        outcomes = shown(case.resume()) if case.unfinished() else []
        words = {f"password {at}": word for at, word in enumerate(options.password, 1)}
        steps = case.ingest(options.paths, kind=kind, date=options.date, passwords=words)
        outcomes += shown(steps)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        imported = sum(outcome.status == "imported" for outcome in outcomes)
        left_out = sum(outcome.status in ("duplicate", "skipped") for outcome in outcomes)
        print(f"{imported} imported, {left_out} left out, {failed} failed")
        unread = _shown_scans(scans)
        waiting = case.pages_to_read()
    if waiting:
        count = "1 page waits" if waiting == 1 else f"{waiting:,} pages wait"
        print(f"{count} to be read by machine: `{program_name()} read-scans CASE` does that")
    return 1 if failed or unread else 0


def _read_scans(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        unread = _shown_scans(case.read_scans(options.engine, retry=options.again))
    return 1 if unread else 0


def _shown_scans(steps: Iterable["Progress"]) -> int:
    """Read scans, say what came of it, and return how many papers could not be read by machine."""
    outcomes = shown(steps)
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    if outcomes:
        print(f"{len(outcomes) - failed} read by machine, {failed} failed")
    return failed


def _check(options: argparse.Namespace, doors: Doors) -> int:
    problems: list[Problem] = []

    def checked(case: "Case") -> Iterator["Progress"]:
        problems[:] = yield from case.checking()

    with doors.case(options.case) as case:
        shown(checked(case))
    for problem in problems:
        print(f"{problem.subject}: {problem.sentence}")
    count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
    print(count if problems else "The case is clean.")
    return 1 if problems else 0


def _put_back(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        case.put_back(options.document, options.file)
        name = case.document(options.document).name
    print(f"The original of “{name}” is whole again")
    return 0


def _backup(options: argparse.Namespace, doors: Doors) -> int:
    protection = passphrases.new(options)
    with doors.case(options.case) as case:
        shown(case.backing_up(options.file, protection))
    print(f"Wrote {options.file}")
    passphrases.tell_recovery_key(protection)
    return 0


def _part(options: argparse.Namespace, doors: Doors) -> int:
    protection = passphrases.new(options)
    with doors.case(options.case) as case:
        steps = case.write_portion(
            options.documents,
            options.output,
            name=options.name,
            own_words=not options.without_notes,
            protection=protection,
        )
        shown(steps)
    count = (
        "1 paper" if len(set(options.documents)) == 1 else f"{len(set(options.documents))} papers"
    )
    print(f"Wrote {count} to {options.output}")
    passphrases.tell_recovery_key(protection)
    return 0


def _mend(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.case import Case

    mended = Case.mend(options.case, secret=doors.secret(options.case))
    print(f"Put “{mended.copy.name}” in place; the damaged file is kept as “{mended.aside.name}”.")
    if mended.decisions is None:
        print("Which decisions are newer cannot be read any more.")
    for sentence in mended.decisions or ():
        print(f"Newer than the copy, to be taken again: {sentence}")
    with doors.case(options.case) as case:
        shown(case.resume())
    return 0


def _restore(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.case import Case
    from casefile.errors import PassphraseNeeded

    secret = passphrases.given(options)
    try:
        shown(Case.restoring(options.file, options.case, secret))
    except PassphraseNeeded:
        if secret is not None:
            raise
        shown(Case.restoring(options.file, options.case, passphrases.asked(twice=False)))
    print(f"Restored the case to {options.case}")
    return 0


def _forget(options: argparse.Namespace, _doors: Doors) -> int:
    from ui.forget_commands import keep_dialogs_folders, remove_all
    from ui.settings import SettingsFile, default_place

    folder = options.case.expanduser().absolute()
    settings = SettingsFile(default_place())
    keep_dialogs_folders(default_place().parent)
    remove_all(folder)
    if any(case.folder == str(folder) for case in settings.value.recent):
        settings.save(settings.value.without_case(str(folder)))
    print("Forgotten on this computer; the case folder is untouched.")
    return 0
