"""Stops that end a sentence and stops that do not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading import read
from extraction.sentences import find_sentences, split
from importers.source_text import Paragraph, SourceText, Span, Zone


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. We left.", 2),
        ("12. Plaintiff Orchard Pipe, Inc. is a corporation. It sells pipe.", 2),
        ("See Hill Elec. Co. v. Dale, 410 U.S. 12, 14 (1999). We agree.", 2),
        ("He works for Orchard Inc. She does not.", 2),
        ("On Jan. 4, 2019, Mr. J. R. Poole of 4 Elm St. wrote to us.", 1),
        ("Fed. R. Civ. P. 12(b)(6) governs. So does Fed. R. Evid. 403.", 2),
        ("“We lost.” He left.", 2),
        ("(See Ex. A.) Then it rained.", 2),
        ("The hearing began at 5 p.m. and ended.", 1),
        ("¶ 4. Plaintiff repeats ¶¶ 1-3. No. 4 is moot.", 2),
        ("Was it? “Yes!” she said. No... never.", 3),
        ("The U.S. Supreme Court agreed.12 It did so twice.", 2),
        ("Id. at 4. Dale, supra, n. 3. He won.", 3),
        ("Dr. Ana Ruiz, Ph.D., testified. Sgt. Poole did not.", 2),
        ("It cost $3.50. It rose 4.5 percent.", 2),
        ("So held in Hill v. Dale, 4 F. Supp. 3d 2 (D. Me. 2020). We agree.", 2),
        ("He waited . . . and left.", 1),
        ("visit pipes.example.com. Thank you.", 2),
        ("a. first; b. second", 1),
        ("", 0),
        ("   ", 0),
        ("no stop at all", 1),
    ],
)
def test_number_of_sentences(text, count):
    assert len(sentences(text)) == count, sentences(text)


def test_closing_marks_go_with_their_sentence():
    assert sentences("He said “no.” She left.") == ["He said “no.”", "She left."]


def test_spans_lead_to_the_source_through_line_ends():
    text = "The roof\nleaked. It was\nold."
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    assert [s.span.of(text) for s in find_sentences(read(source))] == [
        "The roof\nleaked.",
        "It was\nold.",
    ]


def test_captions_and_page_furniture_have_no_sentences():
    text = "Poole v. Dale. No. 4.\n\nThe roof leaked."
    source = SourceText(
        text, (), (Paragraph(Span(0, 21), zone=Zone.CAPTION), Paragraph(Span(23, len(text))))
    )
    assert [s.span.of(text) for s in find_sentences(read(source))] == ["The roof leaked."]


@given(st.text(alphabet="aB .?!“”\"'12(),\n", max_size=80))
def test_sentences_are_in_order_trimmed_and_leave_only_white_space(text):
    spans = split(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() != "" for s in spans)
    covered = "".join(s.of(text) for s in spans)
    assert "".join(covered.split()) == "".join(text.split())
