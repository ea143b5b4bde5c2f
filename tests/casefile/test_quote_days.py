"""The day of a quote: its own sentence's, not the paper's, and not one it speaks of."""

import datetime as dt

import pytest

from tests.casefile.helpers import paper


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("On 2026-03-05 Odile Vantreese wrote “the permit is gone”.", "2026-03-05"),
        ("“The permit is gone”, Odile Vantreese wrote on 2026-03-05.", "2026-03-05"),
        ("Odile Vantreese wrote “it ends on 2026-03-05”.", None),
        ("On 2026-03-01 she left, and on 2026-03-05 wrote “the permit is gone” to all.", "2026-03-05"),
        ("The sale was on 2026-03-01. Odile Vantreese wrote “the permit is gone”.", None),
    ],
)  # fmt: skip
def test_a_quote_takes_the_day_of_its_sentence(case, tmp_path, sentence, said):
    list(case.ingest([paper(tmp_path, "Story.txt", f"{sentence}\n")], date=dt.date(2026, 3, 30)))
    (quote,) = case.view().quotes
    assert (quote.said.value if quote.said else None) == said
    assert quote.date == dt.date(2026, 3, 30)


def test_a_rejected_day_is_no_longer_the_quotes(case, tmp_path):
    text = "On 2026-03-05 Odile Vantreese wrote “the permit is gone”.\n"
    list(case.ingest([paper(tmp_path, "Story.txt", text)]))
    case.reject([case.view().dates[0].ref])
    assert case.view().quotes[0].said is None
    case.undo()
    assert case.view().quotes[0].said is not None


def test_hover_sentences_tell_days_in_words(case, tmp_path):
    list(case.ingest([paper(tmp_path, "Story.txt", "It closed on 03/07/2026.\n")]))
    (mark,) = case.highlights(1)
    assert mark.label == "Mar. 7, 2026, or July 3, 2026"
