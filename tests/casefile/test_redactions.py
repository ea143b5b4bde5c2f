"""Words under a redaction stay in the store's text layer and come out nowhere."""

import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casefile import layers
from casefile.case import Case
from casefile.records import DocumentState
from casefile.workers import Workers
from importers.source_text import COVERED, SourceText, Span
from tests.casefile.helpers import connected, imported

SECRET = "Zebediah Quill"
LINES = [
    "COMPLAINT",
    "1. On March 3, 2021, Maud Tregenza told the harbor board of the leak.",
    f"2. She said, “The pump was broken by {SECRET} on May 9, 2020, and nobody came.”",
    f"3. {SECRET} was born on June 7, 1971, and lives in Polwhele.",
    "4. The board of the harbor did not answer her letter for a year.",
]


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complaint with black boxes over a name, a day of birth and the words of a quote."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for at, line in enumerate(LINES):
        canvas.setFont("Courier", 10)
        canvas.drawString(60, 720 - 30 * at, line)
    for row, words in ((2, f"{SECRET} on May 9, 2020"), (3, f"{SECRET} was born on June 7, 1971")):
        start = LINES[row].index(words)
        canvas.rect(60 + 6 * start, 717 - 30 * row, 6 * len(words), 11, stroke=0, fill=1)
    canvas.save()
    path = tmp_path_factory.mktemp("papers") / "Complaint.pdf"
    path.write_bytes(target.getvalue())
    return path


def test_nothing_under_a_box_is_searched_found_or_shown(tmp_path: Path, covered: Path):
    workers = Workers()
    try:
        with Case.create(tmp_path / "Pump", workers, local=tmp_path / "local") as case:
            list(case.ingest([covered]))
            (row,) = case.documents()
            assert row.state is DocumentState.READY
            assert [notice.code for notice in row.notices].count("readable-redactions") == 1
            assert SECRET not in case.source(row.id).text
            assert [len(run) for run in re.findall(f"{COVERED}+", case.source(row.id).text)] == [
                29,
                39,
            ]
            for query in ("Zebediah", f'"{SECRET}"', "Quill", "1971"):
                assert case.search(query).total == 0, query
            assert case.search("Polwhele").total == 1
            view = case.view()
            said = [quote.text for quote in view.quotes]
            assert said == [f"The pump was broken by {COVERED * 29}, and nobody came."]
            assert SECRET not in str(view)
            assert not any(date.value in ("2020-05-09", "1971-06-07") for date in view.dates)
            assert any(date.value == "2021-03-03" for date in view.dates)
            assert case.check() == ()
            with closing(connected(case)) as connection:
                kept = _columns_with("Zebediah", connection)
    finally:
        workers.close()
    assert kept == {("layer", "text")}


def _columns_with(words: str, connection: sqlite3.Connection) -> set[tuple[str, str]]:
    found = set()
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    for table in tables:
        rows = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in rows.description]
        for row in rows:
            found |= {
                (table, name)
                for name, value in zip(names, row, strict=True)
                if words
                in (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
            }
    return found


def test_a_layer_keeps_its_redactions(full: Case):
    text = "The pilot was Maud Tregenza of Polwhele."
    source = SourceText(text, redactions=(Span(14, 27),))
    read = imported(text)
    with full._store.database.write() as connection:
        number = layers.add(connection, 1, type(read)(source, read.media_type, read.reader))
        kept = layers.source(connection, number)
    assert kept == source.as_shown()
    assert kept.redactions == source.redactions


def test_layers_of_readers_that_knew_no_redactions_are_read_as_before(full: Case):
    with full._store.database.write() as connection:
        row = dict(connection.execute("SELECT * FROM layer WHERE id = 1").fetchone())
        row |= {"id": 77, "key": "old", "structure": json.dumps(json.loads(row["structure"])[:3])}
        places = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO layer ({', '.join(row)}) VALUES ({places})", [*row.values()]
        )
        assert layers.source(connection, 77) == layers.source(connection, 1)
