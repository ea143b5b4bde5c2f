"""Command line and window start; the only place that puts the parts together.

The module stays light to import: worker processes import it again, and the window should be on
screen before anything heavy is loaded.
"""

import argparse
import csv
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.sealed import seal

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.records import FileOutcome, Progress
    from casefile.workers import Workers
    from importers.document import ImportedDocument

__all__ = ["main"]

_LISTS = ("parties", "quotes", "dates", "documents")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none; return the exit status."""
    seal()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0] not in _COMMANDS and not given[0].startswith("-")):
        return _window(given)
    options = _parser().parse_args(given)
    run: Callable[[argparse.Namespace], int] = options.run
    return _told(run, options)


def _told(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command; a failure that the user can mend ends in one sentence and exit status 1."""
    from casefile.errors import CaseFailure
    from importers.document import ImportFailure
    from reports.export import ReportFailure

    try:
        return run(options)
    except (CaseFailure, ImportFailure, ReportFailure) as failure:
        print(f"pincite: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`): nothing is left to say.
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("pincite: stopped; what was reported as done is kept.", file=sys.stderr)
        return 130


def _window(given: Sequence[str]) -> int:
    if len(given) > 1:
        print("pincite: open one case at a time, as in `main.py CASE`.", file=sys.stderr)
        return 2
    from ui.app import run

    return run(Path(given[0]) if given else None)


# ------------------------------------------------------------------------------- the commands


def _new(options: argparse.Namespace) -> int:
    from casefile.case import Case

    with _workers() as workers, Case.create(options.case, workers) as case:
        print(f"Created the case “{case.name}” in {case.folder}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from extraction.findings import DocumentKind

    kind = DocumentKind(options.kind) if options.kind else None
    with _case(options.case) as case:
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


def _read_scans(options: argparse.Namespace) -> int:
    with _case(options.case) as case:
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


def _search(options: argparse.Namespace) -> int:
    from reports.cites import pin_cite
    from reports.to_json import row_json

    with _case(options.case) as case:
        results = case.search(options.query)
    if options.json:
        _print_json(row_json(results))
        return 0
    print(results.understood)
    for warning in results.warnings:
        print(f"  note: {warning}")
    for found in results.documents:
        print(f"\n{found.document.name}: {found.count}")
        for hit in found.hits:
            print(f"  {pin_cite(hit.pin)}: {' '.join(hit.snippet.split())}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from reports import content
    from reports.to_json import row_json

    with _case(options.case) as case:
        if options.what == "documents":
            documents = case.documents()
            if options.json:
                _print_json(row_json(documents))
                return 0
            for document in documents:
                told = document.failure or f"{document.kind.value}, {document.state.value}"
                if document.pages_waiting:
                    told += f", {document.pages_waiting} of {document.pages} pages unread"
                print(f"{document.id:4d}  {document.name}: {told}")
            return 0
        view = case.view()
    if options.json:
        _print_json(row_json(getattr(view, options.what)))
        return 0
    if options.what == "parties":
        table = content.parties(view.parties)
    elif options.what == "quotes":
        table = content.quotes(view.quotes)
    else:
        table = content.chronology(view.dates)
    for row in table.rows:
        print("  |  ".join(" ".join(cell.split()) for cell in row))
    return 0


def _report(options: argparse.Namespace) -> int:
    from reports.export import export

    with _case(options.case) as case:
        export(case, options.report, options.output, query=options.query)
    print(f"Wrote {options.output}")
    return 0


def _versions(options: argparse.Namespace) -> int:
    from reports import redline
    from reports.to_json import row_json

    with _case(options.case) as case:
        groups = case.version_groups()
    if options.json:
        _print_json(row_json(groups))
        return 0
    for line in redline.version_lines(groups):
        print(line)
    return 0


def _compare(options: argparse.Namespace) -> int:
    from casefile.naming import named
    from reports import redline
    from reports.to_json import row_json

    with _case(options.case) as case:
        first, second = (named(case.documents(), each) for each in (options.first, options.second))
        comparison, name = case.compare(first.id, second.id), case.name
    if options.output:
        redline.export_redline(comparison, name, options.output)
    if options.json:
        _print_json({**row_json(comparison), "counts": row_json(comparison.counts)})
        return 0
    for line in redline.lines(comparison):
        print(line)
    if options.output:
        print(f"Wrote {options.output}")
    return 0


def _check_quotes(options: argparse.Namespace) -> int:
    from importers.document import ImportContext
    from reports import content
    from reports.to_json import row_json

    with _case(options.case) as case:
        brief = case.workers.read(options.brief, ImportContext(options.brief.name))
        checked = case.check_quotes(brief)
    if options.json:
        _print_json(row_json(checked))
        return 0
    table = content.checked_quotes([(row.reading, row.cite, row.same_words) for row in checked])
    for words, where, verdict, theirs, source in table.rows:
        print(f"{verdict}: {words} ({where})" + (f"; {source} has {theirs}" if theirs else ""))
    return 0


def _deadlines(options: argparse.Namespace) -> int:
    """List the deadlines, of `serve` after keeping the day of service."""
    from casefile.naming import named
    from extraction.response_deadlines import Manner
    from reports.deadlines import deadline_lines
    from reports.to_json import row_json

    with _case(options.case) as case:
        if "document" in options:
            paper = named(case.documents(), options.document)
            manner = Manner[options.manner.upper()]
            case.served(paper.id, options.date, manner=manner, days=options.days)
        rows = case.deadlines()
    if options.json:
        _print_json(row_json(rows))
    else:
        print("\n".join(deadline_lines(rows)))
    return 0


def _check(options: argparse.Namespace) -> int:
    with _case(options.case) as case:
        problems = case.check()
    for problem in problems:
        print(f"{problem.subject}: {problem.sentence}")
    count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
    print(count if problems else "The case is clean.")
    return 1 if problems else 0


def _backup(options: argparse.Namespace) -> int:
    with _case(options.case) as case:
        case.backup(options.file)
    print(f"Wrote {options.file}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from casefile.case import Case

    Case.restore(options.file, options.case)
    print(f"Restored the case to {options.case}")
    return 0


def _extract(options: argparse.Namespace) -> int:
    dates = _date_table(options.dates) if options.dates else {}
    failed = False
    with _workers() as workers:
        for path in options.files:
            engine = options.engine if options.scans else None
            row = _extracted(workers, path, options.kind, dates.get(path.name), engine)
            failed |= "error" in row
            _print_json(row)
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


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


@contextmanager
def _workers() -> "Iterator[Workers]":
    from casefile.workers import Workers

    workers = Workers()
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def _case(folder: Path) -> "Iterator[Case]":
    from casefile.case import Case

    with _workers() as workers, Case.open(folder, workers) as case:
        yield case


# ------------------------------------------------------------------------------- the arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Pincite: an offline case-file organiser for attorneys. "
        "Without a command it opens the window; `main.py CASE` opens that case in it.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], told: str) -> Any:  # noqa: ANN401
        added = commands.add_parser(name, help=told, description=told)
        added.set_defaults(run=run)
        return added

    new = command("new", _new, "make a new, empty case")
    new.add_argument("case", type=Path)
    add = command("import", _import, "bring files and folders into a case")
    add.add_argument("case", type=Path)
    add.add_argument("paths", type=Path, nargs="+")
    add.add_argument("--kind", choices=_kinds(), help="what the papers are, where you know better")
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
    _add_engine(add)
    scans = command("read-scans", _read_scans, "read by machine what came in as pictures of pages")
    scans.add_argument("case", type=Path)
    _add_engine(scans)
    scans.add_argument("--again", action="store_true", help="try pages again that failed before")
    search = command("search", _search, "search a case in the syntax lawyers know")
    search.add_argument("case", type=Path)
    search.add_argument("query")
    search.add_argument("--json", action="store_true")
    listing = command("list", _list, "list what a case holds")
    listing.add_argument("case", type=Path)
    listing.add_argument("what", choices=_LISTS)
    listing.add_argument("--json", action="store_true")
    report = command("report", _report, "write a report to a file (.docx or .csv)")
    report.add_argument("case", type=Path)
    report.add_argument("report", choices=_reports())
    report.add_argument("--query", help="the search of a hit report")
    report.add_argument("-o", "--output", type=Path, required=True)
    quotes = command("check-quotes", _check_quotes, "check a brief's quotations against the case")
    quotes.add_argument("case", type=Path)
    quotes.add_argument("brief", type=Path)
    quotes.add_argument("--json", action="store_true")
    versions = command("versions", _versions, "list papers of which there are versions or copies")
    versions.add_argument("case", type=Path)
    versions.add_argument("--json", action="store_true")
    compare = command("compare", _compare, "tell what changed between two papers")
    compare.add_argument("case", type=Path)
    compare.add_argument("first", help="the earlier paper's number, short name or file name")
    compare.add_argument("second", help="the later paper's")
    compare.add_argument("--json", action="store_true")
    compare.add_argument("-o", "--output", type=Path, help="a redline in Word (.docx)")
    deadlines = command("deadlines", _deadlines, "list the days by which to answer papers")
    serve = command("serve", _deadlines, "say when a summons or subpoena was served")
    for each in (deadlines, serve):
        each.add_argument("case", type=Path)
        each.add_argument("--json", action="store_true")
    serve.add_argument("document", help="the paper's number, short name or file name")
    serve.add_argument("date", type=dt.date.fromisoformat, nargs="?", help="none takes it back")
    serve.add_argument("--manner", choices=("in_person", "waiver", "other"), default="in_person")
    serve.add_argument("--days", type=int, help="days to answer, where there is a choice")
    check = command("check", _check, "check that nothing in a case is lost or damaged")
    check.add_argument("case", type=Path)
    backup = command("backup", _backup, "write the whole case to one file")
    backup.add_argument("case", type=Path)
    backup.add_argument("file", type=Path)
    restore = command("restore", _restore, "unpack a case that was backed up")
    restore.add_argument("file", type=Path)
    restore.add_argument("case", type=Path)
    extract = command("extract", _extract, "print what is found in files, without a case")
    extract.add_argument("files", type=Path, nargs="+")
    extract.add_argument("--json", action="store_true", required=True)
    extract.add_argument("--dates", type=Path, help="a CSV of file name and document day")
    extract.add_argument("--kind", choices=_kinds())
    extract.add_argument("--scans", action="store_true", help="read scans by machine first")
    _add_engine(extract)
    return parser


def _add_engine(command: argparse.ArgumentParser) -> None:
    from importers.ocr import ENGINES

    command.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0], help="what reads scans by machine"
    )


def _kinds() -> list[str]:
    from extraction.findings import DocumentKind

    return [kind.value for kind in DocumentKind]


def _reports() -> tuple[str, ...]:
    from reports.export import REPORTS

    return REPORTS


_COMMANDS = (
    "new", "import", "read-scans", "search", "list", "report", "check-quotes", "versions", "compare",
    "deadlines", "serve", "check", "backup", "restore", "extract",
)  # fmt: skip

if __name__ == "__main__":
    raise SystemExit(main())
