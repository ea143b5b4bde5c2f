"""The invented big case, made small: it is a sound case, and every case of its numbers is the same."""

import sqlite3
from pathlib import Path

import pytest

from benchmarks import big_case, case_size, merging
from casefile import appearances
from casefile.case import Case
from casefile.workers import Workers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("big")
    made = big_case.make(place / "small", count=12, total=600)
    big_case.decide(made)
    return made


def test_it_holds_what_was_asked_for(folder: Path) -> None:
    held = big_case.counts(folder)
    assert held.documents == 12
    assert abs(held.findings - 600) < 6
    assert held.mentions > held.findings
    assert held.same_words > 0


def test_it_is_sound_and_has_been_worked_on(folder: Path, tmp_path: Path) -> None:
    workers = Workers()
    with Case.open(folder, workers, local=tmp_path) as case:
        assert [each for each in case.check() if "search" not in each.sentence] == []
        states = {row.state.value for row in (*case.view(include_rejected=True).dates,)}
        assert states >= {"suggested", "rejected"}
        assert case.notes()
        assert case.tags()
        assert {row.media_type for row in case.documents()} == {"text/plain", "application/pdf"}
    workers.close()


def test_the_places_of_its_quotations_are_those_that_an_import_finds(folder: Path) -> None:
    workers = Workers()
    with Case.open(folder, workers, local=folder.parent / "own") as case:
        store = case._store
        with store.database.read() as connection:
            kept = connection.execute("SELECT quote, document, start, place FROM same_words")
            known = {tuple(row) for row in kept if row["document"] == 12 or _in(connection, row)}
            found = appearances.compute(connection, 12, store.texts)
    workers.close()
    assert known
    assert {(each.quote, each.document, each.start, each.place) for each in found} >= known


def _in(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    quote = connection.execute("SELECT document FROM quote WHERE id = ?", (row["quote"],))
    return quote.fetchone()["document"] == 12


def test_it_is_asked_everything_and_stays_as_it_is(folder: Path) -> None:
    before = (folder / "case.db").read_bytes()
    figures, megabytes = case_size.run(folder)
    assert len(figures) > 15
    assert all(first >= 0 and again >= 0 for _, first, again in figures)
    assert set(megabytes) == {"the image of the case", "all that was asked, kept"}
    assert (folder / "case.db").read_bytes() == before


def test_the_same_numbers_make_the_same_case(folder: Path, tmp_path: Path) -> None:
    again = big_case.make(tmp_path / "again", count=12, total=600)
    names = [path.name for path in sorted((folder / "documents").iterdir())]
    assert names == [path.name for path in sorted((again / "documents").iterdir())]
    for name in names:
        assert (folder / "documents" / name).read_bytes() == (
            again / "documents" / name
        ).read_bytes()
    assert big_case.counts(folder) == big_case.counts(again)


def test_two_copies_of_it_come_together(folder: Path) -> None:
    taken = merging.measure(folder, 24)
    assert taken["decisions coming"] > 12
    assert taken["conflicts"] >= 1
    assert not list(folder.parent.glob("pincite-merging-*"))
