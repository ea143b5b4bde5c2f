"""What the chronology shows of its events: lines, filters, words, marks; all without a window."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.event_records import Chronology, Conflict, Response, Standing
from casefile.records import Due, RefType, ReviewState
from extraction.findings import Basis, EventKind
from tests.counting import steps_of
from tests.ui.chronology_rows import (
    ChronologyCase,
    answered,
    event,
    many_events,
    sample_events,
    sample_undated,
)
from tests.ui.fake_case import KINDS, document, party, sample_parties, sample_quotes
from ui import chronology_words as wording
from ui.chronology_arranged import Wish, arrange
from ui.chronology_book import make_book, marks_in
from ui.chronology_filter import EventFilter, Facet, Review, pick
from ui.chronology_lines import UNDATED, Look, event_lines
from ui.chronology_picture import LanesBy, make_picture


def book_of(rows, undated=(), conflicts=()):
    papers = [document(number) for number in KINDS]
    told = Chronology(tuple(rows), tuple(undated), tuple(conflicts))
    return make_book(told, sample_parties(), sample_quotes(), papers)


@pytest.fixture(scope="module")
def book():
    return book_of(sample_events(), sample_undated(), [Conflict(1, 15, "both adopt the rule")])


HUNDRED = book_of(many_events(120).rows)
EVERYTHING = EventFilter(hidden=frozenset())


# -- lines


def keys(lines):
    return [line.words if line.look is Look.HEADING else line.event.id for line in lines]


def test_years_with_few_events_share_a_heading_and_undated_ones_stay_visible(book):
    lines = event_lines(book, pick(book, EventFilter()).shown)
    assert keys(lines)[:3] == ["2014 – 2025", 11, 12]
    assert keys(lines)[-2:] == ["Without a day", 19]
    assert lines[-2].key == UNDATED
    assert [line.count for line in lines if line.look is Look.HEADING] == [2, 7, 1]


def test_the_same_event_of_several_papers_is_one_line_that_unfolds(book):
    shown = pick(book, EventFilter()).shown
    folded = next(line for line in event_lines(book, shown) if line.key == "e1")
    assert folded.folds
    assert folded.papers == 2
    assert [row.id for row in folded.members] == [1, 14]
    assert folded.differs
    lines = event_lines(book, shown, {1})
    at = [line.key for line in lines].index("e1")
    assert lines[at].opened
    assert (lines[at + 1].key, lines[at + 1].look) == ("e14", Look.MEMBER)


def test_what_was_reviewed_stands_for_its_group_then_what_is_exact():
    vague = event(1, "2026-03", "In March it met.", group=1)
    exact = event(2, "2026-03-02", "On March 2 it met.", group=1)
    accepted = event(3, "2026-03", "It met in March.", group=1, state=ReviewState.ACCEPTED)
    for rows, head in (((vague, exact), 2), ((vague, exact, accepted), 3)):
        told = book_of(rows)
        assert keys(event_lines(told, {row.id for row in rows}))[1:] == [head]


def test_months_are_named_in_full_years_and_vague_dates_stand_before_them():
    rows = [event(n, f"2026-{1 + n // 4:02}-{1 + n % 4:02}", "It met.") for n in range(1, 12)]
    rows.insert(4, event(90, "2026", "It met that year."))
    rows.insert(5, event(91, "2026-21", "It met in spring."))
    lines = event_lines(book_of(rows), {row.id for row in rows})
    assert keys(lines)[:4] == ["2026", 90, 91, "January 2026"]
    assert [line.words for line in lines if line.look is Look.HEADING] == [
        "2026", "January 2026", "February 2026", "March 2026",
    ]  # fmt: skip


@settings(max_examples=25)
@given(st.integers(0, 300), st.integers(0, 9), st.booleans())
def test_every_event_that_is_shown_has_a_line_or_is_folded_into_one(number, seed, unfolded):
    told = many_events(number, seed)
    big = book_of(told.rows)
    shown = pick(big, EventFilter()).shown
    groups = set(big.groups) if unfolded else set()
    lines = event_lines(big, shown, groups)
    assert {row.id for line in lines for row in line.members} == shown
    assert len({line.key for line in lines}) == len(lines)
    if unfolded:
        assert Counter(line.event.id for line in lines if line.event) == Counter(shown)
    place = {row.id: number for number, row in enumerate(told.rows)}
    for year in {row.earliest.year for row in told.rows}:
        exact = [
            place[line.event.id]
            for line in lines
            if line.look is Look.EVENT and line.event.earliest.year == year
            and line.event.date.earliest == line.event.date.latest
        ]  # fmt: skip
        assert exact == sorted(exact)


# -- filters


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (EventFilter(), {11, 12, 1, 14, 13, 2, 15, 4, 16, 17, 19}),
        (EVERYTHING, {11, 12, 1, 14, 13, 2, 15, 4, 16, 17, 18, 19}),
        (EventFilter(party=2), {11, 16}),
        (EventFilter(document=3), {14}),
        (EventFilter(standing=Standing.DISPUTED), {2}),
        (EventFilter(standing=Standing.ADMITTED), {12}),
        (EventFilter(review=Review.ACCEPTED), {1}),
        (EventFilter(conflicts=True), {1, 15}),
        (EventFilter(tag="liability"), {1}),
        (EventFilter(text="pier  LARKSPUR"), {11}),
        (EventFilter(text="harbor ledger"), {15}),
        (EventFilter(days=(dt.date(2026, 3, 3), dt.date(2026, 3, 6))), {2, 15}),
        (EventFilter(days=(dt.date(2014, 6, 30), dt.date(2014, 7, 1))), {11}),
        (EventFilter(party=1, document=5), {15}),
        (EventFilter(text="nowhere"), set()),
    ],
)
def test_filters(book, wanted, left):
    assert pick(book, wanted).shown == left


def test_each_control_counts_what_the_others_leave(book):
    picked = pick(book, EventFilter(party=1))
    assert picked.count(Facet.PARTY, 2) == 2  # as if no party were asked for
    assert picked.count(Facet.KIND, EventKind.FILING) == 0
    assert picked.count(Facet.DOCUMENT, 5) == 1
    assert picked.count(Facet.CONFLICT, True) == 2
    plain = pick(book, EventFilter())
    assert plain.count(Facet.KIND, EventKind.AUTHORITY) == 1  # although it is hidden
    assert plain.count(Facet.REVIEW, Review.UNREVIEWED) == 10


@settings(max_examples=30)
@given(
    st.sampled_from([None, 1, 2, 4]),
    st.sampled_from([None, 1, 3]),
    st.sampled_from([None, *Standing]),
    st.frozensets(st.sampled_from(list(EventKind)), max_size=3),
)
def test_a_count_is_what_choosing_it_leaves(party_id, paper, standing, hidden):
    told = HUNDRED
    wanted = EventFilter(hidden=hidden, party=party_id, document=paper, standing=standing)
    picked = pick(told, wanted)
    for other in (1, 2, 5):
        chosen = replace(wanted, party=other)
        assert len(pick(told, chosen).shown) == picked.count(Facet.PARTY, other)
    for other in Standing:
        chosen = replace(wanted, standing=other)
        assert len(pick(told, chosen).shown) == picked.count(Facet.STANDING, other)


# -- words


@pytest.mark.parametrize(
    ("row", "title", "basis", "doubt"),
    [
        (event(1, "2017-04-06", "x", text="April 6, 2017", operator="around"),
         "about Apr. 6, 2017", "", False),
        (event(1, "2014-06", "x", text="June 2014"), "June 2014", "", False),
        (event(1, "2017-04-07", "x", operator="before"), "before Apr. 7, 2017", "", False),
        (event(1, "2016-06/2018-03", "x"), "June 2016 – Mar. 2018", "", False),
        (sample_events()[5], "Mar. 3, 2026", "“The next day” ← Mar. 2, 2026", False),
        (event(1, "2017-08-12", "x", text="August 12", basis=Basis.RELATIVE, anchor="2017-01-01"),
         "Aug. 12, 2017", "", False),
        (event(1, "2017-08-12", "x", text="12th", basis=Basis.RELATIVE, anchor="2017-01-01"),
         "Aug. 12, 2017", "", False),
        (event(1, "2017-08-12", "x", text="Saturday the 12th", basis=Basis.RELATIVE, anchor="2017-08-11"),
         "Aug. 12, 2017", "“Saturday the 12th” ← Aug. 11, 2017", False),
        (sample_undated()[0], "A day after", "← filing of the suit", True),
        (sample_events()[7], "Mar. 7, 2026", "or July 3, 2026?", True),
        (replace(sample_events()[7], date=replace(sample_events()[7].date, state=ReviewState.EDITED)),
         "Mar. 7, 2026", "corrected", False),
    ],
)  # fmt: skip
def test_days_say_how_exact_and_how_sure_they_are(row, title, basis, doubt):
    assert wording.day_title(row) == title
    assert wording.basis_words(row) == (basis, doubt)


@pytest.mark.parametrize(
    ("standing", "responses", "words"),
    [
        (Standing.OPEN, (), ""),
        (Standing.ADMITTED, (answered("12"),), "← Answer ¶ 12"),
        (Standing.DISPUTED, (answered("12", Response.DENIED),), "← denied in Answer ¶ 12"),
        (Standing.DISPUTED, (answered("7", Response.NO_KNOWLEDGE),), "← lacks knowledge in Answer ¶ 7"),
        (Standing.OPEN, (answered("9", Response.PARTLY), answered("9")),
         "← admitted in part in Answer ¶ 9 and 1 more"),
    ],
)  # fmt: skip
def test_what_an_answer_says_is_shown_with_its_place(standing, responses, words):
    row = event(1, "2026", "x", standing=standing, responses=responses)
    assert wording.standing_source(row) == words


def test_the_other_account_is_named_with_its_day(book):
    others = book.conflicts((book.events[1], book.events[14]))
    assert [row.id for row in others] == [15]
    assert wording.conflict_words(others) == "≠ Mar. 5, 2026 in Harbor Ledger"
    spoken = wording.spoken(book.events[1], others, 2)
    assert "Told in 2 papers" in spoken
    assert "≠ Mar. 5, 2026" in spoken
    assert "liability" in spoken


def test_the_number_of_the_paragraph_is_left_to_the_cite():
    row = event(1, "2026", "12. It met.", paragraph="12")
    assert wording.event_sentence(row) == "It met."
    assert wording.event_sentence(replace(row, short="The meeting")) == "The meeting"


@pytest.mark.parametrize(
    ("text", "names", "quotes", "date", "marked"),
    [
        ("Osei met the Port on May 1.", ["Osei", "Port"], [], "May 1", ["Osei", "Port", "May 1"]),
        ("The Port Commission met.", ["Port", "Port Commission"], [], "", ["Port Commission"]),
        ("Ports are no Port.", ["Port"], [], "", ["Port"]),
        (
            "He said “no Port for us” then.",
            ["Port"],
            ["no Port for us"],
            "",
            ["no ", "Port", " for us"],
        ),
        ("Nothing here.", ["Osei"], ["some words"], "May 1", []),
        ("O. v. O.", ["O"], [], "", []),
    ],
)
def test_parties_quotes_and_the_date_are_marked(text, names, quotes, date, marked):
    found = marks_in(text, names, quotes, date)
    assert [mark.span.of(text) for mark in found] == marked


@given(
    st.text("ab. ", max_size=40),
    st.lists(st.text("ab ", max_size=4), max_size=4),
    st.text("ab", max_size=3),
)
def test_marks_never_overlap(text, names, date):
    found = marks_in(text, names, names[:1], date)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    assert {mark.kind for mark in found} <= {RefType.PARTY, RefType.QUOTE, RefType.DATE}


# -- the picture


def test_lanes_stand_for_parties_papers_or_nothing(book):
    shown = pick(book, EventFilter()).shown
    by_party = make_picture(book, shown, LanesBy.PARTY)
    assert by_party.lanes == (
        "Papers and deadlines", "Port Commission", "Larkspur Press LLC", "Harbormaster T. Osei",
        "No party named",
    )  # fmt: skip
    lease = [one.lane for one in by_party.drawn if one.key == "e11"]
    assert sorted(lease) == [1, 2]  # an event of two parties stands in the lanes of both
    by_paper = make_picture(book, shown, LanesBy.DOCUMENT)
    assert by_paper.lanes[:2] == ("Papers and deadlines", "Compl. · Mar. 9, 2026")
    assert {one.key for one in by_paper.drawn if one.event} == {
        f"e{number}" for number in shown - {19}
    }
    together = make_picture(book, shown, LanesBy.TOGETHER)
    events = [one.event.id for one in together.drawn if one.event]
    assert sorted(events) == sorted(shown - {14, 19})  # once, however many papers tell it
    assert together.conflicts == (("e1", "e15"),)
    between = {15: (14,), 14: (15,), 1: ()}
    folded = [replace(row, conflicts=between.get(row.id, row.conflicts)) for row in sample_events()]
    other = make_picture(book_of(folded), shown, LanesBy.TOGETHER)
    assert other.conflicts == (("e1", "e15"),)  # drawn from what stands for the group
    assert sum(one.document is not None for one in together.drawn) == 5


def test_arranging_is_what_lines_and_picture_say(book):
    listed = arrange(book, Wish())
    assert listed.lines == event_lines(book, listed.picked.shown)
    drawn = arrange(book, Wish(lanes=LanesBy.PARTY))
    assert drawn.picture.order
    narrow = arrange(book, Wish(EventFilter(document=3), lanes=LanesBy.PARTY)).picture
    assert {one.document for one in narrow.drawn} == {None, 3}
    assert not drawn.lines


@pytest.mark.parametrize("wish", [Wish(), Wish(lanes=LanesBy.PARTY)])
def test_the_work_of_arranging_grows_with_the_events(wish):
    """It runs off the window's thread; the double of events takes the double, not four times as much."""

    def steps(number):
        told = book_of(many_events(number).rows)
        return steps_of(lambda: arrange(told, wish))

    some, more = steps(1000), steps(2000)
    assert more < 2.3 * some
    assert more < 2000 * 400


def test_the_made_up_case_answers_as_the_real_one():
    case = ChronologyCase(Path("x"))
    assert case.chronology().conflicts[0].other == 15
    assert party(1, "x").id == 1


DUE = [
    (EventFilter(), 2),
    (EventFilter(document=2), 2),
    (EventFilter(document=1), 0),
    (EventFilter(party=1), 0),
    (EventFilter(text="answer"), 0),
    (EventFilter(days=(dt.date(2026, 4, 1), dt.date(2026, 4, 30))), 1),
    (EventFilter(hidden=frozenset({EventKind.DEADLINE})), 0),
]


@pytest.mark.parametrize(("wanted", "number"), DUE)
def test_days_to_act_by_stand_above_the_events(wanted, number):
    due = (Due(dt.date(2026, 5, 1), "Motion", True), Due(dt.date(2026, 4, 9), "Answer", False))
    papers = [replace(document(paper), due=due if paper == 2 else ()) for paper in KINDS]
    told = make_book(Chronology(tuple(sample_events()), (), ()), [], [], papers)
    lines = [line for line in arrange(told, Wish(wanted)).lines if line.look is Look.DUE]
    assert len(lines) == number
    if number == 2:
        assert [line.words for line in lines] == [
            "Answer · Summons (counted, to be verified)",
            "Motion · Summons (named by the paper)",
        ]
        assert {line.document for line in lines} == {2}


def test_what_is_told_again_is_the_very_same_book():
    told, parties, quotes = many_events(30), sample_parties(), sample_quotes()
    papers = [document(number) for number in range(1, 7)]
    book = make_book(told, parties, quotes, tuple(papers))
    assert make_book(told, parties, quotes, tuple(papers), book) is book
    assert make_book(many_events(30), parties, quotes, tuple(papers), book) is not book
    assert make_book(told, list(parties), quotes, tuple(papers), book) is not book
    papers[0] = replace(papers[0], short_name="First Am. Compl.")
    again = make_book(told, parties, quotes, tuple(papers), book)
    assert again.documents[1].short_name == "First Am. Compl."
