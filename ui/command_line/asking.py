"""Commands that ask a case something and print or write the answer."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from ui.command_line import own_words
from ui.command_line.doors import Doors
from ui.command_line.group import Group, print_json

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.event_records import Chronology

__all__ = ["add_commands", "complete_index"]

_LISTS = ("parties", "quotes", "dates", "events", "documents", *own_words.LISTS)


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    search = group.add("search", _search, "search a case in the syntax lawyers know", json=True)
    search.add_argument("query")
    listing = group.add("list", _list, "list what a case holds", json=True)
    listing.add_argument("what", choices=_LISTS)
    quotes = group.add(
        "check-quotes", _check_quotes, "check quotations against the papers of the case", json=True
    )
    quotes.add_argument("brief", type=Path, nargs="?", help="none checks the case's own papers")
    quotes.add_argument("-o", "--output", type=Path, help="a report (.docx or .csv)")
    group.add("versions", _versions, "list papers of which there are versions or copies", json=True)
    compare = group.add("compare", _compare, "tell what changed between two papers", json=True)
    compare.add_argument("first", help="the earlier paper's number, short name or file name")
    compare.add_argument("second", help="the later paper's")
    compare.add_argument("-o", "--output", type=Path, help="a redline in Word (.docx)")
    group.add("deadlines", _deadlines, "list the days by which to answer papers", json=True)
    serve = group.add("serve", _deadlines, "say when a summons or subpoena was served", json=True)
    serve.add_argument("document", help="the paper's number, short name or file name")
    serve.add_argument("date", type=dt.date.fromisoformat, nargs="?", help="none takes it back")
    serve.add_argument("--manner", choices=("in_person", "waiver", "other"), default="in_person")
    serve.add_argument("--days", type=int, help="days to answer, where there is a choice")


def _search(options: argparse.Namespace, doors: Doors) -> int:
    from reports.cites import pin_cite
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        complete_index(case)
        results = case.search(options.query)
        notes = [own_words.note_line(case, hit.note) for hit in results.notes]
    if options.json:
        print_json(row_json(results))
        return 0
    print(results.understood)
    for warning in results.warnings:
        print(f"  note: {warning}")
    for found in results.documents:
        print(f"\n{found.document.name}: {found.count}")
        for hit in found.hits:
            print(f"  {pin_cite(hit.pin)}: {' '.join(hit.snippet.split())}")
    quotes = [f"{pin_cite(row.pin)}: “{' '.join(row.reading.split())}”" for row in results.quotes]
    parties = [" = ".join((row.name, *row.aliases)) for row in results.parties]
    for name, lines in (("Quotations", quotes), ("Parties", parties), ("Notes", notes)):
        if lines:
            print(f"\n{name}: {len(lines)}", *lines, sep="\n  ")
    return 0


def complete_index(case: "Case") -> None:
    """Have every paper searchable first: here nobody looks on while the rest is written."""
    for _ in case.keep_index():
        pass


def _list(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.quote_records import BankRow
    from reports.dates import dates
    from reports.quote_bank import quote_bank
    from reports.to_json import row_json
    from reports.whos_who import persons, whos_who

    with doors.case(options.case) as case:
        if options.what == "documents":
            documents = case.documents()
            if options.json:
                print_json(row_json(documents))
                return 0
            for document in documents:
                told = document.failure or f"{document.kind.value}, {document.state.value}"
                if document.pages_waiting:
                    told += f", {document.pages_waiting} of {document.pages} pages unread"
                print(f"{document.id:4d}  {document.name}: {told}")
            return 0
        if options.what in own_words.LISTS:
            own_words.list_own_words(case, options.what, as_json=options.json)
            return 0
        if options.what == "events":
            return _events(case.chronology(), as_json=options.json)
        view = case.view()
        cast = case.cast()
    if options.json:
        print_json(row_json(getattr(view, options.what)))
        return 0
    if options.what == "quotes":
        report = quote_bank([BankRow(row, None, None) for row in view.quotes])
    elif options.what == "parties":
        report = whos_who(persons(cast, view.quotes))
    else:
        report = dates(view.dates)
    for row in report.sections[0].rows:
        print("  |  ".join(" ".join(cell.text.split()) for cell in row))
    return 0


def _events(story: "Chronology", *, as_json: bool) -> int:
    from reports.chronology import event_lines
    from reports.to_json import row_json

    if as_json:
        print_json(row_json(story))
        return 0
    for line in event_lines(story.rows, story.undated):
        print(line)
    return 0


def _versions(options: argparse.Namespace, doors: Doors) -> int:
    from reports import redline
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        groups = case.version_groups()
    if options.json:
        print_json(row_json(groups))
        return 0
    for line in redline.version_lines(groups):
        print(line)
    return 0


def _compare(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.naming import named
    from reports import redline
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        first, second = (named(case.documents(), each) for each in (options.first, options.second))
        comparison, name = case.compare(first.id, second.id), case.name
    if options.output:
        redline.export_redline(comparison, name, options.output)
    if options.json:
        print_json({**row_json(comparison), "counts": row_json(comparison.counts)})
        return 0
    for line in redline.lines(comparison):
        print(line)
    if options.output:
        print(f"Wrote {options.output}")
    return 0


def _check_quotes(options: argparse.Namespace, doors: Doors) -> int:
    """Check a brief's quotations; without a brief those of all papers of the case."""
    from importers.document import ImportContext
    from reports.checked_quotes import checked_quotes, lines
    from reports.export import origin_of, write_report
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        if options.brief is None:
            checked = case.check_own_quotes()
        else:
            brief = case.workers.read(options.brief, ImportContext(options.brief.name))
            checked = case.check_quotes(brief)
        rows = [(row, case.steps_of(row)) for row in checked]
        origin = origin_of(case)
    if options.output:
        write_report(checked_quotes(rows), origin, options.output)
    if options.json:
        print_json([{**row_json(row), "steps": row_json(steps)} for row, steps in rows])
        return 0
    for line in lines(rows):
        print(line)
    if options.output:
        print(f"Wrote {options.output}")
    return 0


def _deadlines(options: argparse.Namespace, doors: Doors) -> int:
    """List the deadlines, of `serve` after keeping the day of service."""
    from casefile.naming import named
    from extraction.response_deadlines import Manner
    from reports.deadlines import deadline_lines
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        if "document" in options:
            paper = named(case.documents(), options.document)
            manner = Manner[options.manner.upper()]
            case.served(paper.id, options.date, manner=manner, days=options.days)
        rows = case.deadlines()
    if options.json:
        print_json(row_json(rows))
    else:
        print("\n".join(deadline_lines(rows)))
    return 0
