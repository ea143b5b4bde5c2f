"""A folded corner on what carries a note, a tag or evidence: in the quote bank and the chronology, too."""

import pytest
from PySide6.QtCore import QRect, Qt

from tests.ui.chronology_rows import ChronologyCase
from tests.ui.driving import press, settled
from tests.ui.test_quote_bank import BankCase
from ui.models.roles import OWN_ROLE


class BothCase(BankCase, ChronologyCase):
    """One with a quote bank and a chronology."""


@pytest.fixture
def case_type():
    return BothCase


def corner(view, index):
    """Return the colours at a row's top right corner."""
    rect = view.visualRect(index)
    picture = view.viewport().grab(QRect(rect.right() - 9, rect.top(), 10, 10)).toImage()
    return {picture.pixelColor(x, y).name() for x in range(10) for y in range(10)}


def is_marked_by_a_note(window, qtbot, view, ref):
    """Write a note on the current row; tell whether its corner, tooltip and spoken words say so."""
    ink = window.theme.palette.color("own_ink").name()
    assert ink not in corner(view, view.currentIndex())
    window.desk.change(lambda case: case.write_note(ref, "Ask him."))
    qtbot.wait_until(lambda: bool(view.currentIndex().data(OWN_ROLE)))
    settled(window, qtbot)
    index = view.currentIndex()
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    return ink in corner(view, index) and all("✎ Ask him." in index.data(role) for role in roles)


def test_a_quote_with_a_note_has_a_corner_in_the_bank(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_Q)
    settled(opened, qtbot)
    opened.quotes.panel.list.step(1)
    row = opened.quotes.current_row()
    assert is_marked_by_a_note(opened, qtbot, opened.quotes.panel.list, row.ref)


def test_an_event_with_a_note_has_a_corner_in_the_chronology(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_H)
    settled(opened, qtbot)
    row = opened.chronology.current_row()
    assert is_marked_by_a_note(opened, qtbot, opened.chronology.panel.list, row.ref)
