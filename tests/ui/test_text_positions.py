"""Code points and Qt positions agree with what a real Qt text document counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from ui.text_positions import TextPositions

TEXTS = st.text(alphabet=st.sampled_from("ab \r\n\f\u2029\ufffe\ufdd0\0é𝔸🙂"), max_size=40)


@given(TEXTS)
def test_every_place_is_where_qt_shows_it(text: str) -> None:
    positions = TextPositions(text)
    document = QTextDocument()
    document.setPlainText(positions.shown)
    assert document.characterCount() - 1 == positions.to_qt(len(text))
    for offset, character in enumerate(text):
        if character == "\r" and text[offset + 1 : offset + 2] == "\n":
            assert positions.to_qt(offset) == positions.to_qt(offset + 1)
            continue
        at = positions.to_qt(offset)
        shown = document.characterAt(at)
        if character in "ab é":
            assert shown == character
        elif character in "\n\r\f\u2029":
            assert shown == "\u2029"
        assert positions.from_qt(at) == offset


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [("a🙂b", 2, 3), ("a\r\nb", 3, 2), ("a\r\n🙂b", 4, 4), ("plain", 5, 5), ("", 0, 0)],
)
def test_to_qt(text: str, offset: int, position: int) -> None:
    assert TextPositions(text).to_qt(offset) == position


def test_a_position_inside_a_pair_of_units_is_the_character() -> None:
    assert TextPositions("a🙂b").from_qt(2) == 1
