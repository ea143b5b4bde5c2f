"""The check of a brief in the window: chosen or dropped, with progress and cancel, and what comes of it."""

import csv
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from casefile.records import CheckedQuote, SameWords, Verdict
from casefile.word_steps import word_steps
from importers.document import DamagedFile
from importers.source_text import Span
from tests.ui.driving import drop, last_pin, press, settled
from tests.ui.fake_case import FakeCase, pin
from tests.ui.quote_rows import RULE
from ui.quote_lines import LineForm

OURS = "no paper critical of the quay shall be posted on Commission property"


class _Reader:
    """Stands where the worker processes stand."""

    def __init__(self, case):
        self._case = case

    def read(self, path, context):
        self._case.calls.append(("read", path.name, context))
        if self._case.gate is not None:
            assert self._case.gate.wait(10)
        if path.suffix == ".bad":
            raise DamagedFile("This file is damaged. Save it anew and try again.")
        return path


class BriefCase(FakeCase):
    """A case that can also hold a brief's quotations against its papers."""

    @property
    def workers(self):
        return _Reader(self)

    def check_quotes(self, brief):
        self.calls.append(("check_quotes", brief.name))
        if brief.name == "empty.txt":
            return ()
        same = SameWords(pin(1), Verdict.VERBATIM, 0, RULE)
        other = SameWords(pin(4), Verdict.VERBATIM, 0, RULE)
        changed = SameWords(pin(1), Verdict.ALTERED, 1, RULE)
        return (
            CheckedQuote(RULE, RULE, Span(0, 10), "p. 2, ¶ 4", (same, other)),
            CheckedQuote("not said at all here", "", Span(20, 30), "p. 3", ()),
            CheckedQuote(OURS, OURS, Span(40, 50), "p. 5", (changed,)),
            CheckedQuote("so ordered", "so ordered", Span(60, 70), "p. 9", ()),
        )

    def steps_of(self, checked):
        best = checked.same_words[0] if checked.same_words else None
        return word_steps(checked.text, best.text) if best is not None else ()


@pytest.fixture
def case_type():
    return BriefCase


@pytest.fixture
def brief(tmp_path):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"")
    return path


@pytest.fixture
def checked(opened, qtbot, brief):
    """Show the window with a brief that has been checked."""
    opened.actions_by_key["check_brief"].trigger()
    opened.briefs.panel.brief_dropped.emit(brief)
    qtbot.wait_until(lambda: opened.briefs.panel.has_result)
    settled(opened, qtbot)
    return opened


def lines(window):
    return window.briefs.panel.list.lines.lines


def told(window):
    return " ".join(window.briefs.panel.comparison.toPlainText().split())


def test_what_differs_stands_first_and_every_quotation_has_its_place(checked):
    assert [line.words for line in lines(checked) if line.form is LineForm.HEADING] == [
        "Altered", "In no other paper", "Too short to compare", "Verbatim",
    ]  # fmt: skip
    rows = [line for line in lines(checked) if line.can_be_current]
    assert [line.note for line in rows] == ["p. 5", "p. 3", "p. 9", "p. 2, ¶ 4"]
    assert rows[0].told == "1 word differs from Compl. ¶ 38"
    assert checked.briefs.panel._tally.text() == (
        "4 quotations · altered 1 · in no other paper 1 · too short to compare 1 · verbatim 1"
    )
    assert "Brief.docx" in checked.briefs.panel._title.text()


def test_the_first_one_is_compared_and_its_source_shown(checked, qtbot):
    assert "Compl. ¶ 38 says “notice”; the brief has “paper”" in told(checked)
    assert last_pin(checked)[1] == pin(1)
    press(checked, qtbot, Qt.Key.Key_J)
    assert "No other paper of this case" in told(checked)
    press(checked, qtbot, Qt.Key.Key_Return)
    assert "No paper of the case" in checked.status.said
    for _ in range(2):
        press(checked, qtbot, Qt.Key.Key_Down)
    assert "Also in Order at 1" in told(checked)
    checked.briefs.panel.comparison.link_wanted.emit("open:0")
    assert last_pin(checked)[1] == pin(4)
    checked.briefs.panel.comparison.link_wanted.emit("compare:0")
    settled(checked, qtbot)
    assert "Held against · Order at 1" in told(checked)


def test_the_sources_own_words_are_copied(checked, qtbot):
    press(checked, qtbot, Qt.Key.Key_C)
    words = QGuiApplication.clipboard().text()
    assert words.endswith("(Compl. ¶ 38)") and OURS not in words


def test_decisions_do_not_reach_a_brief(checked, qtbot):
    for key in (Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_E, Qt.Key.Key_R):
        press(checked, qtbot, key)
    assert not [call for call in checked.desk.case.calls if call[0] in ("accept", "reject")]


def test_it_is_chosen_by_keys_and_left_by_esc(opened, qtbot, brief, monkeypatch):
    press(opened, qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert opened.briefs.is_shown and opened.briefs.panel.choose.hasFocus()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(brief), ""))
    press(opened, qtbot, Qt.Key.Key_Space)
    qtbot.wait_until(lambda: opened.briefs.panel.has_result)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not opened.briefs.is_shown
    press(opened, qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert opened.briefs.panel.has_result, "what was checked last is still there"


def test_a_brief_is_dropped_and_not_imported(opened, qtbot, brief):
    opened.briefs.open()
    event = drop(opened.briefs.panel, str(brief))
    assert event.isAccepted() and event.dropAction() is Qt.DropAction.CopyAction
    qtbot.wait_until(lambda: opened.briefs.panel.has_result)
    settled(opened, qtbot)
    assert not [call for call in opened.desk.case.calls if call[0] == "ingest"]
    drop(opened.briefs.panel, str(brief), str(brief.parent))
    assert "one brief at a time" in opened.status.said
    drop(opened.briefs.panel, "https://example.com/brief")
    assert "never goes online" in opened.status.said


def test_a_check_can_be_cancelled(opened, qtbot, brief):
    case = opened.desk.case
    case.gate = threading.Event()
    opened.briefs.open()
    opened.briefs.check(brief)
    qtbot.wait_until(lambda: "Reading Brief.docx" in opened.briefs.panel._words.text())
    opened.briefs.panel.cancel.click()
    case.gate.set()
    settled(opened, qtbot)
    assert not opened.briefs.panel.has_result and opened.briefs.panel.choose.isVisible()
    assert not [call for call in case.calls if call[0] == "check_quotes"]


def test_a_damaged_brief_is_said_in_its_own_words(opened, qtbot, tmp_path):
    opened.briefs.open()
    opened.briefs.check(tmp_path / "Brief.bad")
    settled(opened, qtbot)
    assert opened.troubles.bar.words.text().startswith("This file is damaged")
    assert opened.briefs.panel.choose.isVisible()


def test_a_brief_without_quotations_says_so(opened, qtbot, tmp_path):
    opened.briefs.open()
    opened.briefs.check(tmp_path / "empty.txt")
    qtbot.wait_until(lambda: opened.briefs.panel.has_result)
    assert "no quotation" in opened.briefs.panel._tally.text()
    assert not opened.briefs.panel._save.isVisible()


def test_closing_the_case_forgets_the_brief(checked, qtbot):
    checked.desk.close_case()
    settled(checked, qtbot)
    assert not checked.briefs.panel.has_result and checked.briefs.panel.checked == ()


@pytest.mark.parametrize("suffix", [".csv", ".docx"])
def test_the_list_is_saved(checked, qtbot, tmp_path, monkeypatch, suffix):
    target = tmp_path / "Checked"
    chosen = "CSV for Excel (*.csv)" if suffix == ".csv" else "Word (*.docx)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), chosen))
    written = tmp_path / f"Checked{suffix}"
    # However long the machine takes: the job that writes the file says so when it is done.
    with qtbot.wait_signal(checked.briefs.said, timeout=60_000) as told_of:
        checked.briefs.save()
    assert told_of.args == [f"Wrote {written}"]
    assert checked.status.said == f"Wrote {written}" and written.stat().st_size
    if suffix == ".csv":
        rows = list(csv.reader(written.read_text(encoding="utf-8-sig").splitlines()))
        assert any(OURS in " ".join(row) and "Compl. ¶ 38" in " ".join(row) for row in rows)
