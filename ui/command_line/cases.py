"""Commands that make, fill, check and keep a case."""

import argparse
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.command_line.binding import document_numbers
from ui.command_line.doors import Doors
from ui.command_line.group import Group, add_engine, kinds

if TYPE_CHECKING:
    from casefile.import_records import FileOutcome, Progress

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    group.add("new", _new, "make a new, empty case")
    _add_import(group)
    scans = group.add(
        "read-scans", _read_scans, "read by machine what came in as pictures of pages"
    )
    add_engine(scans)
    scans.add_argument("--again", action="store_true", help="try pages again that failed before")
    group.add("check", _check, "check that nothing in a case is lost or damaged")
    backup = group.add("backup", _backup, "write the whole case to one file")
    backup.add_argument("file", type=Path)
    part = group.add("part", _part, "write some papers as a case of its own, to hand to somebody")
    part.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER|FILE.zip")
    part.add_argument(
        "--documents", type=document_numbers, required=True, metavar="1,3-5", help="their numbers"
    )
    part.add_argument("--name", help="of the new case; the file's without it")
    part.add_argument(
        "--without-notes", action="store_true", help="notes, tags and issues stay behind"
    )
    restore = group.add("restore", _restore, "unpack a case that was backed up", case=False)
    restore.add_argument("file", type=Path)
    restore.add_argument("case", type=Path)


def _add_import(group: Group) -> None:
    add = group.add("import", _import, "bring files and folders into a case")
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

    with doors.workers() as workers, Case.create(options.case, workers) as case:
        print(f"Created the case “{case.name}” in {case.folder}")
    return 0


def _import(options: argparse.Namespace, doors: Doors) -> int:
    from extraction.findings import DocumentKind

    kind = DocumentKind(options.kind) if options.kind else None
    with doors.case(options.case) as case:
        # Asked for first: an engine that is not there is told before an hour of importing.
        scans = case.read_scans(options.engine) if options.scans else iter(())
        outcomes = _shown(case.resume()) if case.unfinished() else []
        words = {f"password {at}": word for at, word in enumerate(options.password, 1)}
        steps = case.ingest(options.paths, kind=kind, date=options.date, passwords=words)
        outcomes += _shown(steps)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        imported = sum(outcome.status == "imported" for outcome in outcomes)
        left_out = sum(outcome.status in ("duplicate", "skipped") for outcome in outcomes)
        print(f"{imported} imported, {left_out} left out, {failed} failed")
        unread = _shown_scans(scans)
        waiting = case.pages_to_read()
    if waiting:
        count = "1 page waits" if waiting == 1 else f"{waiting:,} pages wait"
        print(f"{count} to be read by machine: `main.py read-scans CASE` does that")
    return 1 if failed or unread else 0


def _read_scans(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        unread = _shown_scans(case.read_scans(options.engine, retry=options.again))
    return 1 if unread else 0


def _shown_scans(steps: Iterable["Progress"]) -> int:
    """Read scans, say what came of it, and return how many papers could not be read by machine."""
    outcomes = _shown(steps)
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    if outcomes:
        print(f"{len(outcomes) - failed} read by machine, {failed} failed")
    return failed


def _shown(steps: Iterable["Progress"]) -> "list[FileOutcome]":
    """Drain long work, print one line per file as it ends, and show progress on a terminal."""
    from rich.console import Console

    outcomes: list[FileOutcome] = []
    console = Console(stderr=True)
    with console.status("Starting…") as status:
        for step in steps:
            status.update(f"[{step.done}/{step.total}] {step.message}", spinner="line")
            if step.outcome:
                outcomes.append(step.outcome)
                # A file's name may hold line breaks; an outcome is one line.
                sentence = " ".join(step.outcome.sentence.split())
                print(f"{step.outcome.status:10s} {sentence}", flush=True)
    return outcomes


def _check(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        problems = case.check()
    for problem in problems:
        print(f"{problem.subject}: {problem.sentence}")
    count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
    print(count if problems else "The case is clean.")
    return 1 if problems else 0


def _backup(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        case.backup(options.file)
    print(f"Wrote {options.file}")
    return 0


def _part(options: argparse.Namespace, doors: Doors) -> int:
    with doors.case(options.case) as case:
        case.write_portion(
            options.documents,
            options.output,
            name=options.name,
            own_words=not options.without_notes,
        )
    count = (
        "1 paper" if len(set(options.documents)) == 1 else f"{len(set(options.documents))} papers"
    )
    print(f"Wrote {count} to {options.output}")
    return 0


def _restore(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.case import Case

    Case.restore(options.file, options.case)
    print(f"Restored the case to {options.case}")
    return 0
