"""A question of the linked view in the words of a report's heading."""

import datetime as dt

import pytest

from casefile.questions import Days, Noted, OnIssue, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from extraction.findings import DocumentKind
from reports.asked import question_words

IDA, BOARD, PAPER = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2), Ref(RefType.DOCUMENT, 3)
NAMES = {IDA: "Ida Voss", BOARD: "Harbor Board", PAPER: "Compl.", OnIssue(4): "Notice"}


def days(first: str, last: str) -> Days:
    return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question((IDA,)), "Only what is linked to Ida Voss."),
        (Question((IDA, PAPER)), "Only what is linked to Ida Voss and Compl."),
        (
            Question((IDA, BOARD), either=True),
            "Only what is linked to any one of Ida Voss or Harbor Board.",
        ),
        (
            Question((IDA,), relations=frozenset({RelationKind.SPEAKS, RelationKind.SAME_WORDS})),
            "Only what is linked to Ida Voss by “speaks” or “same words”.",
        ),
        (Question((days("2017-03-01", "2017-03-31"),)), "Only what is linked to Mar. 2017."),
        (Question((days("2017-01-01", "2017-12-31"),)), "Only what is linked to 2017."),
        (Question((days("2017-03-02", "2017-03-02"),)), "Only what is linked to Mar. 2, 2017."),
        (
            Question(
                (days("2017-03-02", "2017-04-02"),), relations=frozenset({RelationKind.SPEAKS})
            ),
            "Only what is linked to Mar. 2, 2017 to Apr. 2, 2017 by “speaks”.",
        ),
        (
            Question((PaperKind(DocumentKind.ORDER), PaperKind(DocumentKind.ANSWER))),
            "Only in papers of the kind order or answer.",
        ),
        (
            Question((Noted(), PaperKind(DocumentKind.ORDER))),
            "Only in papers of the kind order. Only with a note of yours.",
        ),
        (
            Question((Tagged("hot"), OnIssue(4), OnIssue(9)), unreviewed=True),
            "Only with the tag hot. Only with evidence on the issue “Notice”. Only with evidence on the issue"
            " “no longer in the case”. Only what nobody has reviewed.",
        ),
        (
            Question((Ref(RefType.QUOTE, 77),)),
            "Only what is linked to something that is no longer in the case.",
        ),
        (Question(), ""),
    ],
)
def test_each_constraint_has_its_words(question: Question, words: str) -> None:
    assert question_words(question, NAMES) == words
