"""Words broken into lines are measured in the face that they are drawn in; widgets of a row stand level."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from casefile.records import RefType
from ui.flow_row import FlowRow
from ui.painting import draw_bars, draw_mark, draw_marks, font_key, right_within, wrapped
from ui.snippets import snippet_within

WORDS = "Nobody told the ferry company of the meeting on the pier."


def faces(qapp):
    """Return two installed faces whose letters differ in width, the wider one first."""
    widths = {
        name: QFontMetricsF(QFont([name], 11)).horizontalAdvance(WORDS)
        for name in QFontDatabase.families()
    }
    return max(widths, key=widths.__getitem__), min(widths, key=widths.__getitem__)


@pytest.mark.parametrize("first", ["No Such Face At All", None])
def test_a_missing_face_is_measured_as_the_one_that_stands_in_for_it(qapp, first):
    for name in faces(qapp):
        font = QFont([first, name] if first else [name], 11)
        width = QFontMetricsF(font).horizontalAdvance(WORDS)
        assert wrapped(WORDS, font_key(font), int(width) + 2, 3) == ((WORDS,), width)
        assert len(wrapped(WORDS, font_key(font), int(width * 0.9), 3)[0]) == 2


def test_low_and_high_widgets_of_a_row_have_one_middle(qtbot):
    widgets = [QPushButton("Kind"), QWidget(), QPushButton("Save…"), QWidget()]
    for widget, height in zip(widgets, (30, 12, 24, 40), strict=True):
        widget.setFixedSize(60, height)
    row = FlowRow(widgets)
    qtbot.addWidget(row)
    row.resize(220, 100)
    row.place()
    middles = [widget.geometry().center().y() for widget in widgets]
    assert max(middles[:3]) - min(middles[:3]) <= 1
    assert widgets[3].y() > widgets[0].geometry().bottom()


def drawn(paint):
    """Return the lightness of every pixel of what was painted on white."""
    picture = QImage(300, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    pen = painter.pen()
    paint(painter)
    assert painter.pen() == pen, "left as it was"
    painter.end()
    return [picture.pixelColor(x, y).lightness() for y in range(20) for x in range(300)]


@pytest.mark.parametrize(
    "kind", [RefType.PARTY, RefType.QUOTE, RefType.DATE, RefType.DOCUMENT], ids=str
)
def test_marks_drawn_at_once_look_as_those_drawn_one_by_one(qapp, kind):
    ink = QColor("#204060")
    centers = [QPointF(8 + 11.3 * n, 10) for n in range(25)]

    def singly(painter):
        for center in centers:
            draw_mark(painter, kind, center, 6, ink)

    apart = drawn(singly)
    assert min(apart) < 100 < apart.count(255)
    together = drawn(lambda painter: draw_marks(painter, kind, centers[::-1], 6, ink))
    assert max(abs(one - other) for one, other in zip(apart, together, strict=True)) <= 2


def test_bars_drawn_at_once_are_of_one_darkness(qapp):
    bars = [QRectF(10, 8, 100, 6), QRectF(60, 8, 100, 6), QRectF(200, 8, 40, 6)]
    found = drawn(lambda painter: draw_bars(painter, bars, QColor("black"), 0.5))
    row = found[11 * 300 : 12 * 300]
    assert {row[x] for x in (20, 80, 150, 220)} <= {127, 128}
    assert row[5] == row[180] == row[260] == 255


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("a clerk · Mar. 9, 2026 · Compl., Mar. 12, 2026, ¶ 38 · same sentence", "¶ 38"),
        ("a clerk · Mar. 9, 2026 · Compl., Mar. 12, 2026, ¶ 38 · same sentence", "Mar. 9, 2026"),
        ("Dorrance Pellwick · Compl., Mar. 12, 2026, ¶ 39 · same ¶", "same ¶"),
        ("Ottilie Brankovan · Maddox-Eyre, Night ferry, para. 5", "para. 5"),
        ("“The next day” ← Feb. 9, 2026", "← Feb. 9, 2026"),
        ("Between February 25 and March 8, 2026, Saltgrass turned away more", "March 8, 2026"),
        ("Dorrance Pellwick · Compl., Mar. 12, 2026, ¶ 39 · same ¶", "¶ 39 ·"),
    ],
)
def test_a_place_or_a_day_is_not_broken_in_two(qapp, words, whole):
    font = qapp.font()
    key = font_key(font)
    least = int(QFontMetricsF(font).horizontalAdvance(whole)) + 4
    for width in range(max(least, 90), 500, 3):
        lines, _ = wrapped(words, key, width, 9)
        assert any(whole in line for line in lines), (width, lines)


@pytest.mark.parametrize(
    "words",
    [
        "Maddox-Eyre, Night ferry tied up as…, Mar. 6, 2026, para. 6",
        "Maddox-Eyre, Night ferry tied up as…",
        "Ashgrove-Tull, Ferry company sues…, Mar. 14, 2026",
    ],
)
def test_what_stands_at_the_end_of_a_line_is_shortened_once(qapp, words):
    key, metrics = font_key(qapp.font()), QFontMetricsF(qapp.font())
    for width in range(60, 600, 7):
        shown = right_within(words, key, width)
        assert shown.count("…") <= 1, shown
        assert metrics.horizontalAdvance(shown) <= width
        assert "para" not in words or shown.endswith("para. 6")


def test_a_sentence_that_goes_on_says_so(qapp):
    font = qapp.font()
    words = "Plaintiffs and Ottilie Brankovan, by their attorneys, ¶ 12, bring this action. " * 3
    whole = int(QFontMetricsF(font).horizontalAdvance(words)) + 9
    assert snippet_within(words, font, whole, 1) == words
    for width in (100, 173, 240):
        shown = snippet_within(words, font, width, 3)
        assert shown.endswith("…") and words.startswith(shown[:-1]) and len(shown) > width / 8
        assert len(wrapped(shown, font_key(font), width, 9)[0]) == 3
    assert snippet_within("They left…", font, 240, 3) == "They left…"
