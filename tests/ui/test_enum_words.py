"""Kinds, states and verdicts are shown in the user's language; in this one as they are called below."""

import enum

import pytest

from casefile.compared import DifferenceKind
from casefile.event_records import Leaning, Standing
from casefile.records import RefType, ReviewState, Verdict
from extraction.findings import Certainty, DocumentKind, EventKind, PartyKind, QuoteKind
from extraction.responses import Response
from ui import chronology_filter, import_queue
from ui.enum_words import WORDS, enum_word
from ui.models.beside import Section


@pytest.mark.parametrize(
    "shown",
    [
        DocumentKind, PartyKind, QuoteKind, Certainty, EventKind, RefType, ReviewState, Verdict, Standing,
        Leaning, DifferenceKind, Response, Section, import_queue.Standing,
        chronology_filter.Review,
    ],
)  # fmt: skip
def test_every_member_has_a_word(shown: type[enum.StrEnum]) -> None:
    assert [enum_word(each) for each in shown] == [each.value for each in shown]


def test_no_word_is_left_over_and_what_is_not_shown_has_none() -> None:
    class Colour(enum.StrEnum):
        RED = "red"

    assert all(text and text == text.strip() for text in WORDS)
    with pytest.raises(KeyError):
        enum_word(Colour.RED)
