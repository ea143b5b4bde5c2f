import pytest

from casefile.errors import NoSuchFinding
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import AlikeBy, Doubt, ReviewFilter
from tests.casefile.helpers import paper

COMPANY = "Marrow Ferry Company, Inc."
COMMISSION = "Tidewater Port Commission"


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def quote(case, words):
    return next(row for row in case.view(include_rejected=True).quotes if words in row.text)


def refs(case, only=None, limit=None, **asked):
    return [row.ref for row in case.review_queue(ReviewFilter(**asked), only, limit).rows]


@pytest.fixture
def dated(case, tmp_path):
    """A complaint's cast in prose, an ambiguous date, a stated one, and two written alike."""
    text = (
        "COMPLAINT of Marrow Ferry Company, Inc. against the Tidewater Port Commission.\n"
        "Odile Vantreese wrote on 03/07/2026. She wrote again on 04/08/2026 and on 2026-05-01.\n"
    )
    list(case.ingest([paper(tmp_path, "Complaint.txt", text)]))
    list(case.ingest([paper(tmp_path, "Mail of June.txt", "It came on 05/06/2026.\n")]))
    return case


# -- the order


def test_parties_of_the_caption_come_before_dates_and_quotes(full):
    first = full.review_queue().rows[0]
    assert first.ref.type is RefType.PARTY and first.role


def test_a_date_with_two_readings_comes_before_a_stated_one(dated):
    days = [row.text for row in dated.review_queue(ReviewFilter(kind=RefType.DATE)).rows]
    assert days == ["03/07/2026", "04/08/2026", "05/06/2026", "2026-05-01"]


def test_altered_words_come_before_a_quote_that_nothing_speaks_against(full):
    rows = full.review_queue(ReviewFilter(kind=RefType.QUOTE)).rows
    altered = {row.id for row in rows if Doubt.WORDS_ALTERED in full.review_item(row.ref).doubts}
    assert altered
    assert {row.id for row in rows[: len(altered)]} == altered


# -- the filters


def test_each_filter_leaves_what_it_names(dated):
    assert {ref.type for ref in refs(dated, kind=RefType.DATE)} == {RefType.DATE}
    assert refs(dated, kind=RefType.DATE, document=2) == [dated.view().dates[-1].ref]
    assert Ref(RefType.PARTY, party(dated, COMPANY).id) in refs(dated, document=1)
    assert Ref(RefType.PARTY, party(dated, COMPANY).id) not in refs(dated, document=2)
    doubtful = dated.review_queue(ReviewFilter(kind=RefType.DATE, doubtful=True)).rows
    assert {row.text for row in doubtful} == {"03/07/2026", "04/08/2026", "05/06/2026"}
    every = refs(dated)
    sure = {row.ref for row in dated.review_queue().rows if row.confidence >= 0.9}
    assert set(refs(dated, below=0.9)) == set(every) - sure


def test_only_what_a_view_shows(dated):
    shown = {row.ref for row in dated.view().dates}
    assert set(refs(dated, only=shown)) == shown


def test_states_and_counts(dated):
    first, second, third, _ = refs(dated, kind=RefType.DATE)
    dated.accept([first])
    dated.reject([second])
    dated.edit_date(third.id, value="2026-06-05")
    queue = dated.review_queue(ReviewFilter(kind=RefType.DATE), limit=0)
    assert (queue.rows, queue.left, queue.total, queue.decided) == ((), 1, 4, 3)
    assert refs(dated, kind=RefType.DATE, state=ReviewState.ACCEPTED) == [first]
    assert refs(dated, kind=RefType.DATE, state=ReviewState.REJECTED) == [second]
    assert refs(dated, kind=RefType.DATE, state=ReviewState.EDITED) == [third]
    assert len(refs(dated, kind=RefType.DATE, state=None)) == 4


def test_the_limit_leaves_the_best_of_the_whole_order(full):
    assert refs(full, limit=3) == refs(full)[:3]


# -- one finding with its evidence


def test_a_quote_comes_with_its_sentence_and_who_stands_in_it(full):
    row = quote(full, "without any notice")
    item = full.review_item(row.ref)
    assert item.row == row and item.card is None
    assert item.context.snippet.startswith("Odile Vantreese said")
    assert [span.of(item.context.snippet) for span in item.context.marks] == [row.text]
    assert party(full, "Odile Vantreese") in item.linked


def test_a_party_comes_with_its_card(full):
    row = party(full, COMPANY)
    item = full.review_item(row.ref)
    assert item.card.party == row and item.context is None


def test_doubts_are_told(dated, full):
    ambiguous = dated.view().dates[0]
    assert dated.review_item(ambiguous.ref).doubts == (Doubt.SEVERAL_READINGS,)
    assert full.review_item(quote(full, "regret").ref).doubts == ()


def test_what_was_decided_on_the_same_words_is_told(case, tmp_path):
    line = "Odile Vantreese said “the berth was closed without any notice to the ferry at all”.\n"
    list(
        case.ingest(
            [paper(tmp_path, "one.txt", line), paper(tmp_path, "two.txt", f"Mr. X: {line}")]
        )
    )
    one, two = case.view().quotes
    assert case.review_item(two.ref).before == ()
    case.reject([one.ref])
    case.accept([two.ref])
    case.undo()
    case.undo()
    case.accept([one.ref])
    assert [row.id for row in case.review_item(two.ref).before] == [one.id]


def test_what_is_gone_is_said(full):
    for kind in RefType:
        with pytest.raises(NoSuchFinding):
            full.review_item(Ref(kind, 999))


# -- what is like it


def test_dates_written_alike(dated):
    first = dated.review_queue(ReviewFilter(kind=RefType.DATE)).rows[0]
    found = {each.by: each.refs for each in dated.alike_to(first.ref)}
    assert {by: len(group) for by, group in found.items()} == {
        AlikeBy.FORM_IN_PAPER: 2,
        AlikeBy.FORM: 3,
    }
    assert all(group[0] == first.ref for group in found.values())
    dated.reject(found[AlikeBy.FORM])
    assert dated.history()[0].sentence == "Rejected 3 findings"
    assert [row.text for row in dated.view().dates] == ["2026-05-01"]
    dated.undo()
    assert len(dated.view().dates) == 4


def test_what_was_decided_is_not_like_anything_any_more(dated):
    first, second, *_ = refs(dated, kind=RefType.DATE)
    dated.accept([second])
    assert [(each.by, len(each.refs)) for each in dated.alike_to(first)] == [(AlikeBy.FORM, 2)]


def test_quotes_of_one_speaker_and_parties_of_one_role(full):
    row = quote(full, "without any notice")
    assert AlikeBy.SPEAKER not in {each.by for each in full.alike_to(row.ref)}
    full.edit_quotes([quote(full, "without notice").id], speaker=row.speaker)
    full.undo()
    assert full.alike_to(party(full, COMPANY).ref) == ()


# -- how far a paper is


def test_every_paper_tells_how_much_of_it_was_decided_on(full):
    before = full.review_progress()
    assert set(before) == {1, 2} and all(not each.decided for each in before.values())
    view = full.view()
    for number, each in before.items():
        named = [
            row for row in view.parties if number in {p.document for p in full.mentions(row.id)}
        ]
        here = [row for row in (*view.quotes, *view.dates) if row.pin.document == number]
        assert each.total == len(named) + len(here)
    full.accept([party(full, COMPANY).ref])  # named in both
    full.reject([quote(full, "regret").ref])  # in the complaint
    after = full.review_progress()
    assert (after[1].decided, after[2].decided) == (2, 1)
    assert {number: each.total for number, each in after.items()} == {
        number: each.total for number, each in before.items()
    }
