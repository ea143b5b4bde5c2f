"""The strip of pages: where each page stands and which ones show."""

import pytest

from ui.panels.reader_layout import HEAD, PAGE_GAP, layout

LETTER = (612.0, 792.0)


def test_fitting_the_width_leaves_a_gap_at_both_sides() -> None:
    strip = layout((LETTER, (306.0, 396.0)), (640, 800))
    assert strip.sizes[0] == (612, 792)
    assert strip.zoom == 1.0
    assert strip.lefts == (PAGE_GAP, 167)
    assert strip.height == 792 + 396 + 3 * PAGE_GAP


def test_a_zoomed_page_may_be_wider_than_the_view() -> None:
    strip = layout((LETTER,), (300, 400), 2.0)
    assert strip.width == 1224 + 2 * PAGE_GAP
    assert strip.lefts == (PAGE_GAP,)


@pytest.mark.parametrize(
    ("top", "height", "pages"),
    [(0, 100, [1]), (0, 900, [1, 2]), (806, 20, [1, 2]), (820, 100, [2]), (5000, 10, [3])],
)
def test_visible_pages(top: int, height: int, pages: list[int]) -> None:
    assert list(layout((LETTER,) * 3, (640, 800)).visible(top, height)) == pages


def test_no_pages() -> None:
    strip = layout((), (640, 800))
    assert (strip.height, strip.page_at(3), list(strip.visible(0, 100))) == (0, 0, [])


def test_pages_of_which_something_is_said_have_room_above_them() -> None:
    strip = layout((LETTER,) * 3, (640, 800), headed={2})
    assert strip.tops == (PAGE_GAP, 2 * PAGE_GAP + HEAD + 792, 3 * PAGE_GAP + HEAD + 2 * 792)
    assert strip.height == 3 * 792 + 4 * PAGE_GAP + HEAD
