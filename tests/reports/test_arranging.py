"""Columns, groups and order of a report, and its first rows for a preview."""

import pytest

from reports.arranging import Column, Line, arranged, first_rows, picked, section
from reports.options import EVERYTHING, ReportOptions
from reports.report import Cell, ColumnSort, Report, ReportFailure

COLUMNS = (
    Column("name", "Name", ColumnSort.TEXT, 10),
    Column("place", "Place", ColumnSort.TEXT, 5),
    Column("note", "Note", ColumnSort.TEXT, 5, usual=False),
)


def line(name: str, place: str, note: str = "") -> Line:
    made = {"name": Cell(name), "place": Cell(place), "note": Cell(note)}
    return Line(made, {"place": place}, {"name": name.casefold()})


LINES = [line("Voss", "pier"), line("adler", "ferry"), line("Brandt", "pier", "late")]


def rows(options: ReportOptions) -> list[tuple[str, list[list[str]]]]:
    return [
        (part.heading, [[cell.text for cell in row] for row in part.rows])
        for part in arranged(COLUMNS, LINES, options)
    ]


def test_usual_columns_in_the_order_given() -> None:
    assert rows(EVERYTHING) == [("", [["Voss", "pier"], ["adler", "ferry"], ["Brandt", "pier"]])]


def test_columns_asked_for_stand_in_the_order_asked_each_once() -> None:
    (part,) = arranged(COLUMNS, LINES, ReportOptions(columns=("note", "name", "note")))
    assert [column.title for column in part.columns] == ["Note", "Name"]
    assert [cell.text for cell in part.rows[2]] == ["late", "Brandt"]


def test_groups_stand_in_the_order_in_which_they_appear() -> None:
    grouped = rows(ReportOptions(grouping="place"))
    assert [heading for heading, _ in grouped] == ["pier", "ferry"]
    assert [row[0] for row in grouped[0][1]] == ["Voss", "Brandt"]


def test_order_comes_before_groups() -> None:
    grouped = rows(ReportOptions(grouping="place", order="name"))
    assert [heading for heading, _ in grouped] == ["ferry", "pier"]
    assert [row[0] for row in grouped[1][1]] == ["Brandt", "Voss"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (ReportOptions(columns=("zebra",)), "no column “zebra”: choose among name, place, note"),
        (ReportOptions(grouping="zebra"), "“zebra”: choose among place"),
        (ReportOptions(order="zebra"), "“zebra”: choose among name"),
    ],
)
def test_what_there_is_not_is_refused_in_words(options: ReportOptions, told: str) -> None:
    with pytest.raises(ReportFailure, match=told):
        arranged(COLUMNS, LINES, options)


def test_a_report_without_rows_keeps_its_columns() -> None:
    (part,) = arranged(COLUMNS, [], ReportOptions(grouping="place"))
    assert [column.title for column in part.columns] == ["Name", "Place"] and not part.rows
    assert picked(COLUMNS, ()) == COLUMNS[:2]


def test_first_rows_run_over_sections() -> None:
    sections = arranged(COLUMNS, LINES, ReportOptions(grouping="place"))
    report = Report("Places", sections)
    for most, kept in ((1, [1]), (2, [2]), (3, [2, 1]), (9, [2, 1])):
        shortened, total = first_rows(report, most)
        assert [len(part.rows) for part in shortened.sections] == kept
        assert total == 3


@pytest.mark.parametrize(
    ("cite", "told"),
    [("Compl. ¶ 3", "Compl. ¶ 3."), ("Id.", "Id."), ("Compl.", "Compl."), ("", "")],
)
def test_a_footnote_ends_with_one_stop(cite: str, told: str) -> None:
    columns = (COLUMNS[0], Column("source", "Source", ColumnSort.CITE, 5))
    made = section("", columns, [Line({"name": Cell("Voss"), "source": Cell(cite)})])
    assert "".join(run.text for run in made.footnote_of(made.rows[0])) == told


def test_a_spare_column_goes_where_nothing_would_stand_in_it() -> None:
    columns = (COLUMNS[0], Column("note", "Note", ColumnSort.TEXT, 5, spare=True))
    (part,) = arranged(columns, LINES, EVERYTHING)
    assert len(part.columns) == 2
    (part,) = arranged(columns, LINES[:2], EVERYTHING)
    assert [column.title for column in part.columns] == ["Name"]
    (part,) = arranged(columns, LINES[:2], ReportOptions(columns=("name", "note")))
    assert len(part.columns) == 2
