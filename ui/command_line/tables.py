"""The command that takes a chronology or a cast of characters from a spreadsheet."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ui.command_line.doors import Doors
from ui.command_line.group import Group

if TYPE_CHECKING:
    from casefile.table_columns import Columns
    from casefile.table_records import Field, ReadTable, RowPlan, TablePlan, TableSort
    from importers.tables import TableSheet

__all__ = ["add_commands"]

_LONGEST = 70  # code points of a row's words


def add_commands(group: Group) -> None:
    """Add the command to the parser."""
    add = group.add(
        "import-table", _import, "take a chronology or a cast of characters from Excel or CSV"
    )
    add.add_argument("file", type=Path)
    add.add_argument("--as", dest="sort", choices=("chronology", "cast"), help="what its rows are")
    add.add_argument("--sheet", help="the sheet's name; the first one without it")
    add.add_argument(
        "--columns",
        metavar="FIELD=HEADING,…",
        help="which column says what, by its heading or letter, where the guess is wrong: "
        "date=When,event=C,source=; a field without a heading is not taken",
    )
    add.add_argument(
        "--day-first",
        action="store_true",
        help="03/04/2026 is April 3, where the table leaves it open",
    )
    add.add_argument(
        "--add-only", action="store_true", help="take new rows alone, change nothing that stands"
    )
    add.add_argument("--dry-run", action="store_true", help="only say what each row would do")
    add.add_argument("--password", help="of a workbook that is locked")


def _import(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.table_columns import guessed, headings, sort_of
    from casefile.table_records import TableSort
    from reports.table_sources import source_finder

    with doors.case(options.case) as case:
        table = case.read_table(options.file, options.password)
        sheet = _sheet(table, options.sheet)
        sort = TableSort(options.sort) if options.sort else sort_of(sheet)
        columns = guessed(sheet, sort)
        titles = headings(sheet, columns.heading)
        fields = _given(options.columns, columns, titles, sort)
        plan = case.plan_table(
            table,
            sheet,
            sort,
            source_finder(case.documents(), case.source),
            columns=fields,
            heading=columns.heading,
            day_before_month=options.day_first,
        )
        told = ", ".join(f"{field.value} = {titles[at]}" for field, at in fields.items())
        print(f"{sort.value}: {told or 'no column could be told'}")
        _show(plan)
        if options.dry_run:
            return 0
        message = ""
        for step in case.take_table(plan, update=not options.add_only):
            message = step.message
    print(message)
    return 0


def _sheet(table: "ReadTable", name: str | None) -> "TableSheet":
    from casefile.errors import CaseFailure

    if name is None:
        return table.sheets[0]
    found = next((each for each in table.sheets if each.name.casefold() == name.casefold()), None)
    if found is None:
        known = ", ".join(each.name for each in table.sheets if each.name) or "one without a name"
        raise CaseFailure(f"There is no sheet “{name}”. The sheets are: {known}.")
    return found


def _given(
    told: str | None, columns: "Columns", titles: tuple[str, ...], sort: "TableSort"
) -> "Mapping[Field, int]":
    """Return the guessed columns with those put right that the command names."""
    from casefile.errors import CaseFailure
    from casefile.table_columns import fields_of, letter_of

    fields = dict(columns.fields)
    known = {field.value: field for field in fields_of(sort)}
    places = {letter_of(at).casefold(): at for at in range(len(titles))}
    places |= {title.casefold(): at for at, title in reversed([*enumerate(titles)])}
    for part in told.split(",") if told else ():
        name, _, heading = (each.strip() for each in part.partition("="))
        field = known.get(name.casefold())
        if field is None:
            raise CaseFailure(f"There is no field “{name}”. The fields are: {', '.join(known)}.")
        if not heading:
            fields.pop(field, None)
            continue
        if heading.casefold() not in places:
            raise CaseFailure(
                f"There is no column “{heading}”. The columns are: {', '.join(titles)}."
            )
        fields[field] = places[heading.casefold()]
    return fields


def _show(plan: "TablePlan") -> None:
    from casefile.table_records import RowState

    for row in plan.rows:
        if row.state is not RowState.SAME:
            print(f"{row.state.value:10s} row {row.row.number}: {_words(row)}")
        for change in row.changes:
            before = f"“{_short(change.before)}” → " if change.before else ""
            print(f"           {change.field.value}: {before}“{_short(change.after)}”")
        for remark in row.remarks:
            print(f"           {' '.join(remark.split())}")
    if plan.order_open:
        print("It does not tell whether 3/4/2026 is March 4 or April 3: see --day-first")
    counts = (f"{plan.count(state):,} {state.value}" for state in RowState)
    print(", ".join(counts))


def _words(row: "RowPlan") -> str:
    from casefile.table_records import EventWish

    if row.wish is None:
        return _short(" | ".join(cell.text for cell in row.row.cells if cell.text))
    if isinstance(row.wish, EventWish):
        return f"{row.wish.value or 'no day'}  {_short(row.wish.words)}"
    return row.wish.name


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
