"""A long text comes into its view piece by piece, beginning where it is looked at."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from importers.source_text import SourceText, Span
from ui.panels.reader_text import TextView
from ui.panels.reader_text_pieces import TextPieces
from ui.text_positions import TextPositions
from ui.theme import Theme, ThemeMode

TEXT = "".join(f"Line {number} of the long account of the quay.\n" for number in range(9000))
PAIRS = "".join(f"Line {number} of the 𝄞 account.\r\n" for number in range(9000))


@pytest.fixture
def view(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


@pytest.mark.parametrize("text", [TEXT, PAIRS])
def test_the_place_that_is_wanted_comes_first_and_stays(
    qtbot: QtBot, view: QPlainTextEdit, text: str
) -> None:
    pieces = TextPieces(view)
    positions = TextPositions(text)
    pieces.set_text(positions)
    wanted = text.index("Line 6000 ")
    pieces.begin(wanted)
    assert pieces.holds(wanted) and not pieces.is_complete and not pieces.holds(10)
    document = view.document()
    block = document.findBlock(pieces.to_qt(wanted))
    assert block.text().startswith("Line 6000 ")
    view.verticalScrollBar().setValue(block.firstLineNumber())
    with qtbot.waitSignal(pieces.completed):
        pass
    assert view.toPlainText() == positions.shown
    top = view.cursorForPosition(QPoint(0, 0)).block().text()
    assert top.startswith("Line 6000 ")
    for number in (0, 17, 5999, 8999):
        offset = text.index(f"Line {number} ")
        assert document.findBlock(pieces.to_qt(offset)).text().startswith(f"Line {number} ")
        assert pieces.from_qt(pieces.to_qt(offset)) == offset


def test_a_short_text_is_there_at_once(view: QPlainTextEdit) -> None:
    pieces = TextPieces(view)
    pieces.set_text(TextPositions("One line."))
    assert not pieces.holds(0)
    pieces.begin(5)
    assert pieces.is_complete and view.toPlainText() == "One line."
    pieces.set_text(TextPositions(""))
    pieces.begin(0)
    assert pieces.is_complete and view.toPlainText() == ""


def test_a_text_that_is_not_on_screen_is_not_loaded_until_it_is(qtbot: QtBot) -> None:
    view = TextView(Theme(ThemeMode.LIGHT))
    qtbot.addWidget(view)
    view.resize(500, 300)
    source = SourceText(TEXT)
    view.set_source(source, TextPositions(TEXT))
    at = TEXT.index("Line 7000 ")
    view.go_to(Span(at, at + 9))
    assert view.document().characterCount() == 1
    assert view.top_offset == at
    view.show()
    assert view.current_is_shown
    qtbot.waitUntil(lambda: view._pieces.is_complete)
    assert view.current_is_shown


def test_the_text_is_set_larger_around_its_place(qtbot: QtBot) -> None:
    view = TextView(Theme(ThemeMode.LIGHT))
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.set_source(SourceText(TEXT), TextPositions(TEXT))
    qtbot.waitUntil(lambda: view._pieces.is_complete)
    at = TEXT.index("Line 4000 ")
    view.scroll_to(at)
    with qtbot.waitSignal(view.zoomed):
        view.zoom_in()
    assert view.percent > 100
    assert view.top_offset == at
    view.set_percent(100)
    assert view.percent == 100 and view.top_offset == at
