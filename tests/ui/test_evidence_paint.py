"""As much of a sentence as has room, with the words that link it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter

from casefile.evidence_records import EvidenceMark, RowEvidence
from casefile.records import RefType
from importers.source_text import Span
from tests.ui.fake_case import pin
from ui.evidence_paint import draw_evidence, fitted, without_number
from ui.theme import LIGHT

SENTENCE = (
    "On March 2 the Port Commission, which had met behind closed doors for most of the winter, told "
    "every newspaper on the quay, and Larkspur Press before all others, to take its boxes away."
)


def mark(words, kind=RefType.PARTY, *, own=False, text=SENTENCE):
    start = text.index(words)
    return EvidenceMark(Span(start, start + len(words)), kind, own)


def shown_words(shown):
    text, marks = shown
    return [each.span.of(text) for each in marks]


def test_what_fits_stays_whole():
    marks = (mark("Port Commission", own=True),)
    assert fitted(SENTENCE, marks, 400) == (SENTENCE, marks)


def test_words_far_from_each_other_are_both_shown():
    marks = (mark("Port Commission", own=True), mark("Larkspur Press"))
    text, _ = shown = fitted(SENTENCE, marks, 80)
    assert shown_words(shown) == ["Port Commission", "Larkspur Press"]
    assert " … " in text and text.endswith("…") and len(text) <= 86


def test_of_rows_that_show_their_own_words_the_others_count():
    marks = (mark("On March 2", RefType.DATE, own=True), mark("Larkspur Press"))
    text, _ = shown = fitted(SENTENCE, marks, 50, own_is_shown=True)
    assert "Larkspur Press" in shown_words(shown) and text.startswith("…")


def test_the_number_of_a_paragraph_is_left_out():
    words = "38. The Port Commission met."
    evidence = RowEvidence(words, (mark("Port Commission", text=words),), pin())
    text, marks = without_number(evidence)
    assert text == "The Port Commission met." and marks[0].span.of(text) == "Port Commission"


@given(
    st.lists(
        st.sampled_from(("the", "Port", "agreement", "a", "Larkspur", "of")),
        min_size=3,
        max_size=90,
    ),
    st.data(),
)
def test_marks_stay_on_their_words(words, data):
    text = " ".join(words)
    places = []
    for own in (True, False):
        first = data.draw(st.integers(0, len(words) - 1))
        start = len(" ".join(words[:first])) + (first > 0)
        end = start + len(words[first])
        start += data.draw(st.integers(0, len(words[first]) - 1))  # post-|September
        places.append(EvidenceMark(Span(start, end), RefType.PARTY, own))
    letters = data.draw(st.integers(12, 300))
    shown, marks = fitted(text, places, letters)
    assert len(shown) <= max(letters + 20, len(text) if len(text) <= letters else 0)
    for each in marks:
        whole = next(one for one in places if one.own == each.own)
        assert whole.span.of(text).startswith(each.span.of(shown)) or each.span.of(shown) in text
        assert 0 <= each.span.start < each.span.end <= len(shown)
    assert {each.own for each in marks} == {True, False}


@pytest.mark.parametrize("width", [90, 180, 300])
def test_it_stays_in_its_lines_and_keeps_room_for_a_cite(qapp, width):
    evidence = RowEvidence(
        SENTENCE.replace("Port", "🚢 Port"), (mark("Port Commission", own=True),), pin()
    )
    image = QImage(400, 200, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    end = draw_evidence(
        painter, QRectF(5, 5, width, 40), evidence, QFont(), LIGHT.color("text"), LIGHT, 2, spare=40
    )
    painter.end()
    assert end.x() <= 5 + width - 40 + 1 or end.y() == 5
