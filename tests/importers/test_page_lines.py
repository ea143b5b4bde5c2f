"""Lines of a page, and what holes leave of a span."""

from hypothesis import given
from hypothesis import strategies as st

from importers.page_lines import PageLine, gaps
from importers.source_text import Span, disjoint

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(*sorted(ends)))


@given(SPANS, st.lists(SPANS))
def test_gaps_are_what_the_holes_leave(span, several):
    holes = [hole for hole in disjoint(several) if hole.overlaps(span)]
    left = list(gaps(span, holes))
    covered = {at for hole in holes for at in range(hole.start, hole.end)}
    assert [at for gap in left for at in range(gap.start, gap.end)] == [
        at for at in range(span.start, span.end) if at not in covered
    ]


def test_a_moved_line_keeps_its_place_on_the_paper():
    line = PageLine(Span(2, 9), 72.0, 200.0, 96.0, 12.0, upright=False)
    moved = line.moved(100)
    assert moved.span == Span(102, 109)
    assert (moved.left, moved.right, moved.baseline, moved.size, moved.upright) == (
        72.0,
        200.0,
        96.0,
        12.0,
        False,
    )
