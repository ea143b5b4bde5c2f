"""The command that prints what is found in files, without a case."""

import argparse
import csv
import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.command_line.doors import Doors
from ui.command_line.group import Group, add_engine, kinds, print_json

if TYPE_CHECKING:
    from casefile.workers import Workers
    from importers.document import ImportedDocument

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the command to the parser."""
    told = "print what is found in files, without a case"
    group.add("extract", _extract, told, case=False).add_late(_add_arguments)


def _add_arguments(extract: argparse.ArgumentParser) -> None:
    extract.add_argument("files", type=Path, nargs="+")
    extract.add_argument("--json", action="store_true", required=True)
    extract.add_argument("--dates", type=Path, help="a CSV of file name and document day")
    extract.add_argument("--kind", choices=kinds())
    extract.add_argument("--scans", action="store_true", help="read scans by machine first")
    add_engine(extract)


def _extract(options: argparse.Namespace, doors: Doors) -> int:
    dates = _date_table(options.dates) if options.dates else {}
    failed = False
    with doors.workers() as workers:
        for path in options.files:
            engine = options.engine if options.scans else None
            row = _extracted(workers, path, options.kind, dates.get(path.name), engine)
            failed |= "error" in row
            print_json(row)
    return 1 if failed else 0


def _extracted(
    workers: "Workers", path: Path, kind: str | None, date: dt.date | None, engine: str | None
) -> dict[str, Any]:
    """Return the row of one file; with an engine, its scans are read by machine first."""
    from extraction.findings import DocumentKind
    from extraction.options import ExtractionContext
    from importers.document import ImportContext, ImportFailure
    from reports.to_json import extraction_json

    context = ExtractionContext(kind=DocumentKind(kind) if kind else None, date=date)
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        document = workers.read(path, ImportContext(path.name))
        if engine:
            document = _with_scans(workers, path, document, engine)
        findings = workers.extract(document, context)
    except ImportFailure as failure:
        return {"file": str(path), "error": str(failure)}
    except OSError as error:
        sentence = (
            f"“{path.name}” cannot be opened ({error.strerror}): check the path and try again."
        )
        return {"file": str(path), "error": sentence}
    return extraction_json(str(path), sha256, document, findings)


def _with_scans(
    workers: "Workers", path: Path, document: "ImportedDocument", engine: str
) -> "ImportedDocument":
    """Return a document read anew with its scans read by machine; a page that cannot be is a warning."""
    from importers.document import ImportContext, ImportFailure, Notice
    from importers.machine_text import pages_to_recognize

    by_machine, unread = [], []
    for page in pages_to_recognize(document.source):
        try:
            by_machine.append(workers.recognize(path, page, engine))
        except ImportFailure as failure:
            unread.append(Notice("unread-pages", f"Page {page}: {failure}", (page,)))
    if by_machine:
        context = ImportContext(path.name, machine_pages=tuple(by_machine))
        document = workers.read(path, context)
    return replace(document, notices=(*document.notices, *unread))


def _date_table(path: Path) -> dict[str, dt.date]:
    """Return document days by file name from a CSV of two columns, name and ISO day."""
    with path.open(newline="", encoding="utf-8-sig") as table:
        return {row[0]: dt.date.fromisoformat(row[1]) for row in csv.reader(table) if len(row) == 2}
