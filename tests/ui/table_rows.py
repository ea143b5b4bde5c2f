"""Tables for tests of the window: read for real, held against a case of made-up parties and events."""

from pathlib import Path

from casefile.event_records import Chronology
from casefile.table_events import Known, event_plans
from casefile.table_parties import KnownCast, party_plans
from casefile.table_records import CitedSources, ReadTable, TablePlan, TableSort
from importers.document import ImportContext
from importers.spreadsheet import SpreadsheetImporter
from importers.tables import sheets_of
from tests.ui.chronology_rows import sample_events
from tests.ui.fake_case import sample_parties

EVENTS = (
    "Date,Fact Text,Source(s),Notes\r\n"
    "March 2026,The permits are printed,,\r\n"
    "2014-06,In June 2014 the Port Commission leased Pier 4 to Larkspur Press LLC.,,Ask for it\r\n"
    "2025,The rule was first drafted in 2025.,,\r\n"
    "soon,Boxes come back,,\r\n"
    "2026-05-01,,,\r\n"
)
CAST = "Name,Role,Type\r\nInes Valdar,managing editor,Person\r\nOda Brandt,witness,\r\n,,\r\n"


def read_table(text: str, name: str = "Chronology.csv") -> ReadTable:
    read = SpreadsheetImporter().read(text.encode(), ImportContext(name))
    sheets = sheets_of(read.source, read.media_type)
    return ReadTable(Path(name), read.source, read.media_type, sheets)


def plan_of(table: ReadTable, wish) -> TablePlan:
    """Do what ``Case.plan_table`` does, with the made-up case."""
    rows = wish.sheet.rows[0 if wish.heading is None else wish.heading + 1 :]
    if wish.sort is TableSort.CAST:
        plans = party_plans(rows, wish.columns, KnownCast(sample_parties()))
    else:
        events = sample_events()
        known = Known(Chronology(tuple(events), (), ()))
        plans = event_plans(
            rows,
            wish.columns,
            known,
            lambda _cell, _words: CitedSources(),
            day_before_month=wish.day_before_month,
        )
    return TablePlan(wish.sort, table, tuple(plans), wish.columns)
