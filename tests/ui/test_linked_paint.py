"""Rows of the columns as they are painted: the room that is counted for them, and what stands in it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.ui.fake_case import sample_quotes
from ui.column_lines import letters_of, unpacked
from ui.panels.linked_paint import Brush, QuotePaint, RowFonts

WIDTH = 245


@pytest.fixture
def fonts(qapp):
    return RowFonts(qapp.font())


def said(words, badge=True):
    row = next(row for row in sample_quotes() if row.same_words)
    return replace(row, text=words, reading="", same_words=row.same_words if badge else ())


def counted(row, fonts):
    return QuotePaint().counted_height(unpacked(letters_of(row)), WIDTH, fonts)


def blank_above_and_below(row, height, fonts, theme):
    """Return how many lines of pixels are empty above and below what is painted."""
    picture = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    ground = theme.palette.color("panel")
    picture.fill(ground)
    painter = QPainter(picture)
    QuotePaint().paint(row, Brush(painter, QRectF(0, 0, WIDTH, height), fonts, theme.palette))
    painter.end()
    inked = [
        y for y in range(height) if any(picture.pixel(x, y) != ground.rgb() for x in range(WIDTH))
    ]
    return inked[0], height - 1 - inked[-1]


def test_no_room_is_counted_for_a_badge_that_is_not_there(fonts):
    words = "They left the church bulletins"
    assert counted(said(words, badge=False), fonts) < counted(said(words), fonts)


def test_what_a_row_has_to_spare_is_above_and_below_it(fonts, theme):
    row = said("a courtesy")
    exact = round(QuotePaint().height(row, WIDTH, fonts))
    above, below = blank_above_and_below(row, exact, fonts, theme)
    more_above, more_below = blank_above_and_below(row, exact + 16, fonts, theme)
    assert (more_above - above, more_below - below) == (8, 8)
