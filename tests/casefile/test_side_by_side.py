"""Two parties, two papers held against each other."""

import random

import pytest

from casefile import linked
from casefile.errors import NoSuchFinding
from casefile.questions import Question
from casefile.records import Ref, RefType
from casefile.side_by_side import side_by_side
from tests.casefile.test_linked import made_case


def refs_of(share):
    return [row.ref for row in (*share.parties, *share.quotes, *share.dates)]


@pytest.mark.parametrize("seed", range(40))
def test_every_row_of_either_stands_in_one_place(seed):
    source = random.Random(seed)
    image = made_case(source)
    kind = source.choice((RefType.PARTY, RefType.DOCUMENT))
    known = [row.id for row in image.columns[0]] if kind is RefType.PARTY else list(image.papers)
    if len(known) < 2:
        return
    one, other = (Ref(kind, number) for number in source.sample(known, 2))
    found = side_by_side(image, one, other)
    views = [linked.view(image, Question((ref,))) for ref in (one, other)]
    linked_to = [
        {row.ref for row in (*view.parties, *view.quotes, *view.dates)} - {one, other}
        for view in views
    ]
    about = [row.ref for each in found.about for row in each]
    listed = [*refs_of(found.only[0]), *refs_of(found.both), *refs_of(found.only[1])]
    assert len({*listed, *about}) == len(listed) + len(about)
    assert {*listed, *about} == linked_to[0] | linked_to[1]
    for at in (0, 1):
        assert {*refs_of(found.only[at])} <= linked_to[at] - linked_to[1 - at]
    assert linked_to[0] & linked_to[1] <= {*refs_of(found.both), *about}
    for at, ref in enumerate((one, other)):
        for row in found.about[at]:
            assert image.roots[row.speaker] == ref.id
    again = side_by_side(image, other, one)
    assert again.about == found.about[::-1]
    assert {*refs_of(again.both)} == {*refs_of(found.both)}


def test_in_the_words_of_the_papers(full):
    parties = {row.name: row.ref for row in full.view().parties}
    one, other = parties["Marrow Ferry Company, Inc."], parties["Tidewater Port Commission"]
    found, meetings = full.side_by_side(one, other)
    assert found.names == ("Marrow Ferry Company, Inc.", "Tidewater Port Commission")
    assert meetings and "against the Tidewater Port Commission" in meetings[0].snippet
    assert len(meetings) == len(found.meetings)
    papers, none = full.side_by_side(*(row.ref for row in full.documents()))
    assert papers.only[0].count and papers.only[1].count and none == ()
    days = [row.value for row in papers.both.dates]
    assert sorted(days) == ["2026-03-07", "2026-03-07"]
    assert {row.pin.document for row in papers.both.quotes} == {1, 2}
    with pytest.raises(NoSuchFinding):
        full.side_by_side(one, Ref(RefType.PARTY, 999))
