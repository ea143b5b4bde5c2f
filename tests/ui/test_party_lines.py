"""What a card says: every line with its reason and the page it leads to."""

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.party_records import PartOfWhole
from casefile.records import HitRow
from importers.source_text import Span
from tests.ui.fake_case import FakeCase
from ui.party_lines import (
    CardView,
    Look,
    card_lines,
    proposal_line,
    review_lines,
    spoken,
    wanted_contexts,
    with_context,
)


@pytest.fixture
def card():
    return FakeCase(Path("x.pincite")).party_card(1)


def texts(lines, prefix):
    return [line.words for line in lines if line.key.startswith(prefix)]


def test_the_sections_stand_in_the_order_of_the_questions(card):
    heads = texts(card_lines(CardView.of(card)), "head:")
    assert heads == [
        "May be the same as",
        "Roles",
        "Names",
        "Counsel",
        "In the same sentences",
        "Quotes of this party",
        "Quotes that name it",
        "Dates in the same sentence",
        "Compl.",
        "Answer",
    ]


def test_nothing_known_is_no_section(card):
    bare = replace(
        card, names=(), documents=(), counsel=(), quotes_by=(), quotes_about=(), dates=(),
        neighbours=(), proposals=(),
    )  # fmt: skip
    assert list(card_lines(CardView.of(bare))) == []


def test_every_line_but_headings_and_openers_leads_to_a_page(card):
    leading = [
        line
        for line in card_lines(CardView.of(card))
        if line.look is not Look.HEADING and not line.opens and not line.key.startswith("name:")
    ]
    assert leading and all(line.pin is not None for line in leading)


def test_keys_tell_lines_apart(card):
    again = replace(card.names[0], document=3, why="same name")
    card = replace(card, names=(*card.names, again))
    keys = [line.key for line in card_lines(CardView.of(card))]
    assert len(keys) == len(set(keys))


def test_a_name_says_why_and_leads_to_where_it_is_spelled_so(card):
    lines = {line.words: line for line in card_lines(CardView.of(card)) if line.key[:5] == "name:"}
    assert lines["the Port"].note == "defined in ¶ 3"
    assert lines["the Port"].pin is None
    assert lines["Port Commission"].pin == card.documents[0].mentions[0].pin


def test_a_role_stands_once_for_each_paper_with_its_capacity(card):
    roles = [line for line in card_lines(CardView.of(card)) if line.key.startswith("role:")]
    assert [line.words for line in roles] == ["defendant", "defendant, in its official capacity"]
    assert [line.pin.document for line in roles] == [1, 3]


def test_a_whole_leads_to_its_card_where_it_is_a_party_and_says_why(card):
    other = FakeCase(Path("x.pincite")).party(2)
    wholes = (
        PartOfWhole("Larkspur", other, "said in ¶ 3", 1),
        PartOfWhole("City of Bracken", None, "listed below it", 3),
    )
    lines = list(card_lines(CardView.of(replace(card, part_of=wholes))))
    heads = texts(lines, "head:")
    assert heads.index("Part of") == heads.index("Roles") + 1
    party, listed = (line for line in lines if line.key.startswith("whole:"))
    assert (party.words, party.party, party.note, party.right) == (
        "Larkspur Press LLC", 2, "said in ¶ 3", "Compl.",
    )  # fmt: skip
    assert (listed.words, listed.party, listed.right) == ("City of Bracken", None, "Answer")


def test_an_office_stands_once_with_the_first_paper_that_gives_it(card):
    first, second = card.documents
    papers = (
        replace(first, post="harbormaster", post_reason="said in ¶ 9"),
        replace(second, post="harbormaster", post_reason="said in ¶ 2"),
    )
    lines = list(card_lines(CardView.of(replace(card, documents=papers))))
    (post,) = (line for line in lines if line.key.startswith("post:"))
    assert (post.words, post.note, post.pin.document) == ("harbormaster", "said in ¶ 9", 1)


def test_a_long_section_opens_step_by_step(card):
    lines = list(card_lines(CardView.of(card)))
    more = next(line for line in lines if line.key == "more:paper:1")
    assert more.words == "6 more"
    opened = list(card_lines(replace(CardView.of(card), opened={more.opens: 60})))
    assert len(texts(opened, "at:1:")) == 9
    assert "more:paper:1" not in [line.key for line in opened]


def test_one_left_over_is_shown_rather_than_announced(card):
    paper = card.documents[0]
    four = replace(card, documents=(replace(paper, mentions=paper.mentions[:4]),))
    lines = list(card_lines(CardView.of(four)))
    assert len(texts(lines, "at:1:")) == 4
    assert not texts(lines, "more:paper")


def test_sentences_are_wanted_of_the_places_that_are_shown(card):
    lines = list(card_lines(CardView.of(card)))
    wanted = wanted_contexts(lines)
    assert [pin.document for pin in wanted] == [1, 1, 1, 3, 3]
    at = next(line for line in lines if line.key.startswith("at:1:"))
    known = with_context(at, HitRow(at.pin, "It rained.", (Span(0, 2),), (at.pin.span,)))
    assert (known.words, known.marks, known.key) == ("It rained.", (Span(0, 2),), at.key)
    assert wanted_contexts([known]) == ()


def test_what_was_opened_stays_open_in_the_same_partys_newer_view_only(card):
    opened = replace(CardView.of(card), opened={"by": 60}, evidence={2: ()})
    assert CardView.of(card).after(opened).opened == {"by": 60}
    assert CardView.of(card).after(opened).evidence == {2: ()}
    other = FakeCase(Path("x.pincite")).party_card(2)
    assert CardView.of(other).after(opened).opened == {}
    assert CardView.of(card).after(None).opened == {}


def test_evidence_stands_below_the_other_party(card):
    hit = HitRow(card.documents[0].mentions[0].pin, "Both came.", (Span(0, 4),), ())
    other = card.neighbours[0].party.id
    lines = list(card_lines(replace(CardView.of(card), evidence={other: (hit,)})))
    at = next(place for place, line in enumerate(lines) if line.key == f"with:{other}")
    assert lines[at + 1].words == "Both came." and lines[at + 1].indent
    assert lines[at].right == f"{card.neighbours[0].sentences}×"


def test_the_review_shows_places_of_every_paper_first(card):
    places = [line.pin for line in review_lines(CardView.of(card)) if line.key.startswith("at:")]
    assert [pin.document for pin in places] == [1, 3, 1]


def test_a_proposal_is_a_question_with_its_reason():
    proposal = FakeCase(Path("x.pincite")).merge_proposals()[0]
    line = proposal_line(proposal)
    assert spoken(line).splitlines() == [
        "Harbormaster T. Osei",
        "9 + 42",
        "= Port Commission? same office",
    ]
