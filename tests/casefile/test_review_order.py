import pytest

from casefile import usefulness
from casefile.records import Ref, RefType, ReviewState
from casefile.review_order import ReviewOrder
from casefile.review_records import ReviewFilter
from tests.casefile.helpers import paper

EVERY = [
    ReviewFilter(),
    ReviewFilter(state=None),
    ReviewFilter(state=ReviewState.ACCEPTED),
    ReviewFilter(document=1),
    ReviewFilter(doubtful=True),
    ReviewFilter(below=0.9, state=None),
    *(ReviewFilter(kind=kind) for kind in (RefType.PARTY, RefType.QUOTE, RefType.DATE)),
]


def image_of(case):
    return case._store.memory.image()


def agree(case):
    """What was kept through a decision is what is worked out anew."""
    for asked in EVERY:
        assert case.review_queue(asked) == ReviewOrder().queue(image_of(case), asked)


def test_what_is_kept_through_decisions_is_what_would_be_worked_out_anew(full, tmp_path):
    agree(full)
    view = full.view()
    full.accept([view.parties[0].ref, view.quotes[0].ref])
    agree(full)
    full.reject([view.dates[0].ref, view.parties[-1].ref])
    agree(full)
    full.edit_quote(view.quotes[1].id, speaker=view.parties[0].id)
    agree(full)
    full.merge_parties(view.parties[0].id, view.parties[1].id)
    agree(full)
    full.undo()
    agree(full)
    more = "Odile Vantreese said “nobody had told the ferry anything about it” on 03/07/2026.\n"
    list(full.ingest([paper(tmp_path, "more.txt", more)]))
    agree(full)


def test_a_decision_costs_its_own_paper_alone(full, monkeypatch):
    full.review_queue()
    counted = []
    for name in ("quote_worth", "date_worth"):
        plain = getattr(usefulness, name)

        def count(row, *more, plain=plain):
            counted.append(row.pin.document)
            return plain(row, *more)

        monkeypatch.setattr(usefulness, name, count)
    date = full.view().dates[0]
    full.accept([date.ref])
    assert date.ref not in {row.ref for row in full.review_queue().rows}
    assert set(counted) == {date.pin.document}
    counted.clear()
    full.review_queue(ReviewFilter(kind=RefType.DATE))
    full.accept([full.view().parties[0].ref])
    full.review_queue()
    assert counted == []


def test_parties_that_may_be_one_are_not_looked_for_again_after_a_party_is_accepted(
    full, monkeypatch
):
    full.review_queue()
    monkeypatch.setattr("casefile.resemblance.pairs", lambda *_: pytest.fail("looked again"))
    full.accept([full.view().parties[0].ref])
    full.review_queue()


def test_the_quick_doubt_is_that_which_is_told(full):
    image = image_of(full)
    doubted = usefulness.doubted(image)
    rows = [row for column in image.columns for row in column]
    assert any(usefulness.doubts(image, row) for row in rows)
    for row in rows:
        told = bool(usefulness.doubts(image, row))
        assert usefulness.is_doubtful(row, doubted) is told, row


def test_only_some_and_a_limit(full):
    every = [row.ref for row in full.review_queue().rows]
    some = every[1::2]
    queue = full.review_queue(only=[*some, Ref(RefType.DOCUMENT, 1)], limit=2)
    assert [row.ref for row in queue.rows] == some[:2]
    assert (queue.left, queue.total, queue.decided) == (len(some), len(some), 0)
