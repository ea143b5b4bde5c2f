"""Ten tasks as an attorney does them in the hour before a deposition, by keys and clicks on the real window.

Each asserts what is then on the screen, and that it took as much as ``docs/walkthrough.md`` says.
"""

import re
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casefile.records import DateRow, QuoteRow, RefType, ReviewState
from extraction.findings import DocumentKind
from tests.walk.attorney import Attorney, Effort
from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_WRITTEN = Path(__file__).parents[2] / "docs" / "walkthrough.md"
_WITNESS = "Dorrance Pellwick"


@pytest.fixture
def attorney(walked: MainWindow, qtbot: QtBot) -> Attorney:
    """Sit down at the window, at the columns with nothing narrowed."""
    sitting = Attorney(walked, qtbot)
    sitting.settle()
    for _ in range(6):
        sitting.press("Esc")
    walked.columns.focus_last()
    assert not walked.desk.narrowing.question.constraints
    assert walked.columns.isVisible()
    return sitting


def took(number: int, effort: Effort) -> None:
    """Hold what a task took against what is written of it."""
    found = re.search(
        rf"^\| {number} \| .*? \| (\d+ \| \d+ \| \d+) \|$", _WRITTEN.read_text("utf-8"), re.M
    )
    assert found is not None, f"docs/walkthrough.md has no row for task {number}: {effort}"
    assert found[1] == str(effort), f"task {number} took {effort}"


def rows(attorney: Attorney, kind: RefType) -> list[object]:
    return list(attorney.window.columns.columns[kind].model.rows)


def pressed(over: QWidget | None, words: str) -> QPushButton:
    """Return the button of a dialogue that says these words."""
    assert isinstance(over, QDialog)
    return next(one for one in over.findChildren(QPushButton) if one.text() == words)


def test_1_everything_about_one_witness_each_item_a_key_from_its_page(attorney: Attorney) -> None:
    window = attorney.window
    with attorney.task("1 witness") as effort:
        attorney.press("Ctrl+K")
        attorney.type("pellw")
        attorney.look()
        attorney.press("Return")
        attorney.look()
        quotes = [row for row in rows(attorney, RefType.QUOTE) if isinstance(row, QuoteRow)]
        assert {row.speaker_name for row in quotes} >= {_WITNESS}
        assert all(row.relation is not None for row in quotes)
        attorney.press("Right", "Return")
        attorney.look()
    row = window.columns.current_row()
    assert isinstance(row, QuoteRow)
    assert window.reader.document == row.pin.document
    assert window.keys.reads
    took(1, effort)


def test_2_what_differs_from_the_paper_it_was_taken_from(attorney: Attorney) -> None:
    with attorney.task("2 quotes that differ") as effort:
        attorney.press("Ctrl+K")
        attorney.type("check quo")
        attorney.press("Return", "J")
        attorney.look()
        row = attorney.window.keys.current_row()
        assert isinstance(row, QuoteRow)
        assert row.same_words and row.same_words[0].words_changed
        attorney.press("Shift+Return")
        attorney.look()
    others = {same.pin.document for same in row.same_words} - {row.pin.document}
    assert attorney.window.reader.document in others
    took(2, effort)


def test_3_what_happened_in_march_in_complaints_only(attorney: Attorney) -> None:
    with attorney.task("3 march in complaints") as effort:
        attorney.press("F")
        attorney.type("march 2026")
        attorney.press("Return", "F")
        attorney.type("complaint")
        attorney.look()
        attorney.press("Return")
        attorney.look()
    days = [row for row in rows(attorney, RefType.DATE) if isinstance(row, DateRow)]
    assert 0 < len(days) < 20
    assert {day.pin.kind for day in days} == {DocumentKind.COMPLAINT}
    assert all(
        str(day.latest) >= "2026-03-01" and str(day.earliest) <= "2026-03-31" for day in days
    )
    took(3, effort)


def test_4_two_parties_side_by_side(attorney: Attorney) -> None:
    with attorney.task("4 side by side") as effort:
        attorney.press("Ctrl+K")
        attorney.type("pellw")
        attorney.press("Return", "Shift+C")
        attorney.type("brank")
        attorney.look()
        attorney.press("Return", "J")
        attorney.look()
    assert type(attorney.window.middle.currentWidget()).__name__ == "SideBySidePanel"
    took(4, effort)


def test_5_ten_suggestions_and_one_taken_back(attorney: Attorney) -> None:
    before = _unreviewed(attorney)
    with attorney.task("5 review") as effort:
        attorney.press("Ctrl+R")
        attorney.look()
        attorney.press(*["A"] * 10, "Z")
        attorney.look()
    assert _unreviewed(attorney) == before - 9
    took(5, effort)


def test_6_a_speaker_corrected_is_corrected_everywhere(attorney: Attorney) -> None:
    case = attorney.window.desk.case
    assert case is not None
    with attorney.task("6 speaker") as effort:
        attorney.press("Q", "/")
        attorney.type("gulls")
        attorney.press("Return")
        row = attorney.window.keys.current_row()
        assert isinstance(row, QuoteRow) and row.speaker_name == "Ottilie Brankovan"
        attorney.press("E")
        attorney.type("ansel")
        attorney.look()
        attorney.press("Return")
        attorney.look()
    assert case.quote(row.id).speaker_name == "Ansel Dry"
    assert case.quote(row.id).state is ReviewState.EDITED
    shown = attorney.window.keys.current_row()
    assert isinstance(shown, QuoteRow) and shown.speaker_name == "Ansel Dry"
    attorney.press("Esc", "Esc")
    column = [
        one
        for one in rows(attorney, RefType.QUOTE)
        if isinstance(one, QuoteRow) and one.id == row.id
    ]
    assert [one.speaker_name for one in column] == ["Ansel Dry"]
    attorney.press("Ctrl+Z")
    assert case.quote(row.id).speaker_name == "Ottilie Brankovan"
    took(6, effort)


def test_7_words_near_words_copied_with_their_cite(attorney: Attorney) -> None:
    with attorney.task("7 search") as effort:
        attorney.press("Ctrl+Shift+F")
        attorney.type("racks w/5 boat")
        attorney.press("Return")
        attorney.look()
        attorney.press("C")
    assert QApplication.clipboard().text() == (
        "“racks out before the Saturday boat” (Compl., Mar. 12, 2026, ¶ 29)"
    )
    took(7, effort)


def test_8_an_outline_of_what_must_be_shown_and_evidence_for_it(attorney: Attorney) -> None:
    case = attorney.window.desk.case
    assert case is not None
    with attorney.task("8 issues") as effort:
        attorney.press("I", "D")
        attorney.look()
        attorney.press("Return")
        attorney.look()
        attorney.press("Esc", "Right", "Shift+I")
        assert QApplication.activeModalWidget() is not None
        attorney.look()
        attorney.press("Return")
    issues = case.issues()
    assert len(issues) > 3
    assert sum(not row.is_bare for row in issues) >= 1
    assert sum(row.is_bare for row in issues) >= 1
    took(8, effort)


def test_9_the_chronology_of_a_witness_in_word(
    attorney: Attorney, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "Chronology.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(written), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    with attorney.task("9 chronology") as effort:
        attorney.press("H", "F")
        attorney.type("pellwick")
        attorney.press("Return")
        attorney.look()
        attorney.press("Ctrl+P")
        over = QApplication.activeModalWidget()
        attorney.look()
        attorney.click(pressed(over, "Save…"))
        attorney.wait_for(written.exists)
        attorney.settle()
        attorney.press("Esc")
    document = docx.Document(str(written))
    words = "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert "Pellwick" in words
    assert "sculpture" not in words  # of another case's complaint, in which he is not named
    assert "¶" in words
    took(9, effort)


def test_10_a_passage_noted_and_found_again(attorney: Attorney) -> None:
    case = attorney.window.desk.case
    assert case is not None
    with attorney.task("10 note") as effort:
        attorney.press("Ctrl+K")
        attorney.type("pellw")
        attorney.press("Return", "Right", "N")
        attorney.type("Ask who wrote this")
        attorney.look()
        attorney.press("Ctrl+Return")
        attorney.press("Ctrl+Shift+F")
        attorney.type("in:notes wrote")
        attorney.press("Return")
        attorney.look()
    assert [note.text for note in case.notes()] == ["Ask who wrote this"]
    assert attorney.window.hits.list.model().rowCount() >= 1
    took(10, effort)


def _unreviewed(attorney: Attorney) -> int:
    case = attorney.window.desk.case
    assert case is not None
    return case.view().totals.unreviewed
