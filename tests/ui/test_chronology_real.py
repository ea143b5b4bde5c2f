"""The chronology over a real case: what was counted from a paper's date moves when that is corrected."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from casefile.event_records import Standing
from tests.ui.driving import find, press
from ui.dialogs.event_forms import PaperDateForm

ARTICLE = """Racks gone from the quay

By Nora Quill
March 6, 2026

BRACKEN HARBOR - The Bracken Harbor Authority removed eleven racks on Wednesday.

Yesterday the Authority told Larkspur Ferry Company to keep away from the quay.

On February 24, 2026 the Authority had suspended the permit of Larkspur Ferry Company.
"""


@pytest.fixture
def real(program_window, qtbot, jobs, tmp_path):
    """Show the window over a case with one article."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "Article.txt").write_text(ARTICLE)
    window = program_window
    window.resize(1440, 900)
    with qtbot.wait_signal(window.desk.import_ended, timeout=60_000):
        window.desk.create_case(tmp_path / "x.pincite", "Larkspur", [tmp_path / "papers"])
    qtbot.wait_until(lambda: not jobs.busy, timeout=20_000)
    return window


def days(window):
    book = window.chronology.panel.book
    return {row.date.text.casefold(): row.earliest for row in book.events.values()}


def test_what_was_counted_moves_with_the_date_of_its_paper(real, qtbot):
    window = real
    panel = window.chronology.panel
    window.actions_by_key["chronology"].trigger()
    qtbot.wait_until(lambda: len(panel.book.events) >= 3, timeout=10_000)
    assert days(window)["yesterday"] == dt.date(2026, 3, 5)
    assert days(window)["wednesday"] == dt.date(2026, 3, 4)
    row = next(row for row in panel.book.rows if row.date.text == "Yesterday")
    panel.go_to(row.id)
    press(window, qtbot, Qt.Key.Key_D)
    qtbot.wait_until(lambda: panel.current().standing is Standing.DISPUTED, timeout=10_000)

    press(window, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    qtbot.wait_until(lambda: find(window, PaperDateForm) is not None)
    form = find(window, PaperDateForm)
    form.date.setText("March 13, 2026")
    said = []
    window.desk.changed.connect(said.append)
    form.submit()
    qtbot.wait_until(lambda: days(window).get("yesterday") == dt.date(2026, 3, 12), timeout=30_000)
    assert days(window)["wednesday"] == dt.date(2026, 3, 11)
    assert days(window)["february 24, 2026"] == dt.date(2026, 2, 24)
    assert said[0].endswith("is of Mar. 13, 2026 now: 2 dates moved")
    moved = next(row for row in panel.book.rows if row.date.text == "Yesterday")
    assert moved.standing is Standing.DISPUTED  # what was said of it moves along
