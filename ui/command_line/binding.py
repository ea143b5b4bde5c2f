"""The command that puts papers together as one PDF."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.command_line.asking import complete_index
from ui.command_line.doors import Doors
from ui.command_line.group import Group

if TYPE_CHECKING:
    from reports.binder_choice import MarkKind

__all__ = ["add_commands", "document_numbers"]


def add_commands(group: Group) -> None:
    """Add the command to the parser."""
    told = "put papers together as one PDF: cover, index, bookmarks, page labels"
    group.add("binder", _binder, told).add_late(_add_arguments)
    numbers = group.add("bates", _numbers, "list which Bates numbers pages of the case have got")
    numbers.add_argument("-o", "--output", type=Path, metavar="FILE", help="as a report instead")


def _add_arguments(binder: argparse.ArgumentParser) -> None:
    from importers.page_stamps import Corner
    from reports.binder_choice import MarkKind

    kinds = ",".join(MarkKind)
    binder.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    binder.add_argument("--title", default="", help="instead of “Binder”")
    chosen = binder.add_argument_group("what goes in")
    chosen.add_argument(
        "--documents",
        type=document_numbers,
        default=(),
        metavar="1,3-5",
        help="the numbers of the papers, in the order wanted; without it all",
    )
    chosen.add_argument("--query", default="", help="passages that a search finds get bookmarks")
    chosen.add_argument(
        "--tag", action="append", default=[], help="passages with this tag, too; may be given again"
    )
    chosen.add_argument(
        "--only-pages", action="store_true", help="only the pages of these passages"
    )
    put = binder.add_argument_group("what is put on the copies")
    put.add_argument(
        "--highlights",
        nargs="?",
        type=_kinds,
        const=_kinds(""),
        default=frozenset(),
        metavar="A,B",
        help=f"of {kinds}; without a value all but notes",
    )
    put.add_argument("--bates", metavar="PREFIX", help="number the pages: “HV ”")
    put.add_argument(
        "--from",
        dest="first",
        type=int,
        metavar="N",
        help="first number; without it the one after the last that was given with this prefix",
    )
    put.add_argument(
        "--again", action="store_true", help="pages may get numbers that other pages have"
    )
    put.add_argument("--digits", type=int, default=6)
    put.add_argument(
        "--place", choices=tuple(Corner), default=Corner.BOTTOM_RIGHT, help="where the number goes"
    )
    put.add_argument(
        "--ranges", type=Path, metavar="FILE.csv", help="the index as a table of its own"
    )


def _numbers(options: argparse.Namespace, doors: Doors) -> int:
    from reports.bates_register import register_report
    from reports.export import origin_of, write_report

    with doors.case(options.case) as case:
        report = register_report(case)
        if options.output is not None:
            write_report(report, origin_of(case), options.output)
            print(f"Wrote {options.output}")
            return 0
    for section in report.sections:
        print(section.heading)
        for row in section.rows:
            print("  " + "  ".join(cell.text for cell in row))
    if not report.sections:
        print("No Bates numbers were given yet.")
    return 0


def document_numbers(given: str) -> tuple[int, ...]:
    """Read "1,3-5".

    Raises:
        ArgumentTypeError: if these are no numbers.
    """
    found: list[int] = []
    for part in given.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise argparse.ArgumentTypeError(f"not numbers of papers: {given}")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def _kinds(given: str) -> "frozenset[MarkKind]":
    """Read what is highlighted.

    Raises:
        ArgumentTypeError: for a kind that there is not.
    """
    from reports.binder_choice import USUAL_KINDS, MarkKind

    names = [part.strip() for part in given.split(",") if part.strip()]
    wrong = [name for name in names if name not in tuple(MarkKind)]
    if wrong:
        raise argparse.ArgumentTypeError(f"not one of {', '.join(MarkKind)}: {wrong[0]}")
    return frozenset(map(MarkKind, names)) or USUAL_KINDS


def _binder(options: argparse.Namespace, doors: Doors) -> int:
    from reports.bates_register import next_number
    from reports.binder import make_binder
    from reports.binder_choice import Bates, BinderChoice, Corner

    with doors.case(options.case) as case:
        bates = None
        if options.bates is not None:
            first = options.first
            if first is None:
                first = next_number(case.binders(), options.bates)
            bates = Bates(options.bates, first, options.digits, Corner(options.place))
        choice = BinderChoice(
            options.title,
            options.documents,
            options.query,
            tuple(options.tag),
            options.only_pages,
            options.highlights,
            bates,
            options.again,
        )
        if options.query:
            complete_index(case)
        made = make_binder(case, options.output, choice, ranges=options.ranges)
    for paper in made.papers:
        first, last = paper.labels
        print(
            f"{first} – {last}  {paper.row.name}" if first != last else f"{first}  {paper.row.name}"
        )
    for left in made.left_out:
        print(f"left out: {left.row.name}: {left.reason}")
    print(f"Wrote {options.output} ({made.pages:,} pages)")
    return 0
