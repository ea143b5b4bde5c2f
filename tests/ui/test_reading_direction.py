"""From which side texts are laid out: a foreign name at the beginning turns no English sentence round."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from ui.panels.reader_text_pieces import TextPieces
from ui.reading_direction import breaking, direct
from ui.text_positions import TextPositions

FROM_LEFT, FROM_RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
NAMED = "3. שרה כהן wrote on March 7, 2026, that nobody had paid."
WHOLE = "שרה כהן כתבה מכתב"


@pytest.mark.parametrize(("text", "side"), [(NAMED, FROM_LEFT), (WHOLE, FROM_RIGHT)])
def test_most_letters_decide(text, side):
    assert breaking(text).textDirection() == side


def test_other_texts_are_left_to_qt():
    assert breaking("plain").textDirection() == breaking("").textDirection()


@pytest.mark.parametrize(
    ("text", "side"),
    [(f"plain\n{NAMED}\n{WHOLE}", FROM_LEFT), (f"{WHOLE}\nplain", FROM_RIGHT), ("", FROM_LEFT)],
)
def test_a_paper_is_read_from_one_side(qapp, text, side):
    view = QPlainTextEdit(text)
    direct(view.document(), text)
    assert view.document().defaultTextOption().textDirection() == side


def test_the_readers_text_keeps_a_name_at_the_left_of_its_sentence(qtbot):
    view = QPlainTextEdit()
    qtbot.addWidget(view)
    pieces = TextPieces(view)
    pieces.set_text(TextPositions(f"plain\n{NAMED}"))
    pieces.begin(0)
    qtbot.wait_until(lambda: pieces.is_complete)
    view.resize(900, 200)
    view.show()
    block = view.document().lastBlock()
    line = block.layout().lineAt(0)
    assert line.cursorToX(0)[0] < line.cursorToX(len(NAMED) - 1)[0]
