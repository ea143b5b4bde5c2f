"""Things of a text, found by place: against the plain way of looking at each."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from importers.source_text import Span
from ui.by_span import BySpan


@dataclass(frozen=True)
class Thing:
    span: Span


spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda at: Span(at[0], at[0] + at[1]))


@given(st.lists(spans), spans)
def test_what_lies_in_an_area_is_found_as_by_looking_at_each(all_of_them, area):
    things = sorted(map(Thing, all_of_them), key=lambda thing: (thing.span.start, thing.span.end))
    found = BySpan(things)
    assert found.within(area) == [each for each in things if each.span.overlaps(area)]
    assert list(found) == things and len(found) == len(things)
    after = [each for each in things if each.span.start >= area.start]
    before = [each for each in things if each.span.start < area.start]
    assert found.next(1, area.start) == (after[0] if after else None)
    assert found.next(-1, area.start) == (before[-1] if before else None)
    assert found.starting_at(area.start) == tuple(
        each for each in things if each.span.start == area.start
    )
