"""The command that writes a report, with everything that can be chosen of it."""

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.frozen import program_name
from ui.command_line.asking import complete_index
from ui.command_line.doors import Doors
from ui.command_line.group import Group, kinds

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.questions import Question
    from casefile.records import PartyRow
    from reports.options import ReportOptions

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the command to the parser."""
    group.add("report", _report, "write a report to a file").add_late(_add_arguments)


def _add_arguments(report: argparse.ArgumentParser) -> None:
    from casefile.cite_form import CiteStyle
    from reports.export import FORMATS, REPORTS

    report.description = f"write a report to a file ({', '.join(FORMATS[:-1])} or {FORMATS[-1]})"
    report.add_argument("report", choices=REPORTS)
    report.add_argument("-o", "--output", type=Path, required=True)
    report.add_argument("--title", default="", help="instead of the report’s own")
    chosen = report.add_argument_group("which rows")
    chosen.add_argument("--query", default="", help="the search of a report of hits")
    chosen.add_argument(
        "--view", default="", metavar="NAME", help="only what a saved view asks for"
    )
    _several(chosen, "--party", "NAME", "only with this party; of a dossier whom it is about")
    _several(chosen, "--document", "NAME", "only from this paper")
    chosen.add_argument("--kind", action="append", default=[], choices=kinds())
    _several(chosen, "--tag", "TAG", "only with this tag")
    chosen.add_argument("--from", dest="first", type=dt.date.fromisoformat, metavar="DATE")
    chosen.add_argument("--to", dest="last", type=dt.date.fromisoformat, metavar="DATE")
    chosen.add_argument("--text", default="", metavar="WORDS", help="only with all these words")
    chosen.add_argument(
        "--limit", type=_count, metavar="N", help="so many hits of a search at most"
    )
    chosen.add_argument("--only-accepted", action="store_true", help="no suggestions")
    chosen.add_argument("--authority", action="store_true", help="dates of cited law, too")
    put = report.add_argument_group("how it is put")
    put.add_argument(
        "--columns", type=_keys, default=(), metavar="A,B", help="instead of the usual"
    )
    put.add_argument("--group-by", default="", metavar="WHAT")
    put.add_argument("--order-by", default="", metavar="WHAT")
    put.add_argument("--landscape", action="store_true", default=None, help="a page that lies")
    put.add_argument("--portrait", dest="landscape", action="store_false", help="one that stands")
    put.add_argument("--footnotes", action="store_true", help="cites below the page (Word, PDF)")
    put.add_argument(
        "--links",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="cites open their passage in Pincite",
    )
    put.add_argument(
        "--cites",
        choices=tuple(CiteStyle),
        help="how papers are cited from now on, in this case",
    )
    put.add_argument(
        "--id", dest="ids", action="store_true", help="“Id.” for repeated cites (Word, PDF, HTML)"
    )
    put.add_argument("--casemap", action="store_true", help="CSV with the columns of CaseMap")


def _several(group: argparse._ArgumentGroup, flag: str, metavar: str, told: str) -> None:
    group.add_argument(
        flag, action="append", default=[], metavar=metavar, help=f"{told}; may be given again"
    )


def _count(given: str) -> int:
    number = int(given)
    if number < 1:
        raise ValueError(given)
    return number


def _keys(given: str) -> tuple[str, ...]:
    return tuple(key for key in (part.strip() for part in given.split(",")) if key)


def _report(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.cite_form import CiteStyle
    from reports.catalogue import kind_of
    from reports.export import export
    from reports.report import Layout

    wide = kind_of(options.report).is_wide if options.landscape is None else options.landscape
    layout = Layout(wide, options.footnotes, options.links, options.casemap, options.ids)
    with doors.case(options.case) as case:
        if options.report == "hits":
            complete_index(case)
        if options.cites:
            case.set_cite_style(CiteStyle(options.cites))
        export(case, options.report, options.output, _wanted(options, case), layout)
    print(f"Wrote {options.output}")
    return 0


def _wanted(options: argparse.Namespace, case: "Case") -> "ReportOptions":
    """Return what was asked for, names resolved.

    Raises:
        NoSuchFinding: if a party or paper is not in the case, or several are called so.
    """
    from casefile.naming import named
    from extraction.findings import DocumentKind
    from reports.options import ReportOptions

    rows = case.view().parties if options.party else ()
    parties = [_party(rows, typed).id for typed in options.party]
    papers = [named(case.documents(), typed).id for typed in options.document]
    days = None
    if options.first or options.last:
        days = (options.first or dt.date.min, options.last or dt.date.max)
    about_one = options.report == "dossier"
    return ReportOptions(
        title=options.title,
        question=_view(case, options.view) if options.view else None,
        query=options.query,
        party=parties[0] if about_one and parties else None,
        parties=frozenset(() if about_one else parties),
        documents=frozenset(papers),
        kinds=frozenset(map(DocumentKind, options.kind)),
        tags=frozenset(options.tag),
        days=days,
        text=options.text,
        accepted_only=options.only_accepted,
        authority=options.authority,
        columns=options.columns,
        grouping=options.group_by,
        order=options.order_by,
        most=options.limit,
    )


def _view(case: "Case", typed: str) -> "Question":
    """Return what a saved view asks.

    Raises:
        NoSuchFinding: if no view has this name.
    """
    from casefile.errors import NoSuchFinding

    views = case.saved_views()
    folded = " ".join(typed.casefold().split())
    found = next((view for view in views if view.name.casefold() == folded), None)
    if found is None:
        names = ", ".join(view.name for view in views) or "none is saved yet"
        raise NoSuchFinding(f"No saved view is called “{typed}” (there are: {names}).")
    return found.question


def _party(rows: "Sequence[PartyRow]", typed: str) -> "PartyRow":
    """Return the party of a name: its own, else one of its other names, else a part of one name.

    Raises:
        NoSuchFinding: if there is none, or several are called so.
    """
    from casefile.errors import NoSuchFinding

    folded = " ".join(typed.casefold().split())
    found: list[PartyRow] = []
    for fits in (
        lambda row: folded == row.name.casefold(),
        lambda row: folded in (alias.casefold() for alias in row.aliases),
        lambda row: folded in row.name.casefold(),
    ):
        found = found or [row for row in rows if fits(row)]
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(row.name for row in found[:5])
        raise NoSuchFinding(f"Several parties are called “{typed}”: {names}. Give the whole name.")
    raise NoSuchFinding(
        f"No party is called “{typed}”. `{program_name()} list CASE parties` shows all."
    )
