"""Quotations held against a paper's words: verdicts, steps, and that the steps give back both texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.quote_records import StepKind
from casefile.records import Verdict
from casefile.word_steps import align, word_steps
from casefile.word_tokens import misreadable, tokens

V, R, B, S, A = (
    Verdict.VERBATIM,
    Verdict.RESPELLED,
    Verdict.BRACKETS,
    Verdict.SHORTER,
    Verdict.ALTERED,
)

PIER = "the company sold the old pier"
ROWS = [
    # the same words
    (f"{PIER}", f"In May {PIER} to the Board.", V, 0),
    (f"{PIER}", "the\ncompany   sold the\told\npier", V, 0),
    (f"{PIER}.", f"{PIER} to the Board", V, 0),
    (f"{PIER},", f"{PIER}; nobody knew", V, 0),
    (f"{PIER}.", f"{PIER}.", V, 0),
    (f"“{PIER}”", PIER, V, 0),
    ("the com\u00adpany sold the old pier", PIER, V, 0),
    (PIER, "the com\ufffe\npany sold the old pier", V, 0),
    (PIER, "the com-\npany sold the old pier", V, 0),
    ("sold its long-planned pier again", "sold its long-\nplanned pier again", V, 0),
    ("the ﬁrst oﬃcer ﬂed the pier", "the first officer fled the pier", V, 0),
    ("she said the city’s own pier sank", "she said the city's own pier sank", V, 0),
    ("he said “no boats” would sail that day", "he said ‘no boats’ would sail that day", V, 0),
    ("he said ''no boats'' would sail", 'he said "no boats" would sail', V, 0),
    ("the pier—an old one—was sold", "the pier -- an old one -- was sold", V, 0),
    # footnotes and layout
    (f"{PIER}. Nobody bid.", f"{PIER}.3 Nobody bid.", V, 0),
    (f"{PIER}. Nobody bid.", f"{PIER}.³ Nobody bid.", V, 0),
    (f"{PIER} today", f"{PIER}¹² today", V, 0),
    (f"{PIER} today", f"{PIER}[4] today", V, 0),
    ("under section 12 the pier was sold", "under section. 12 the pier was sold", R, 0),
    # case and punctuation
    (f"{PIER.capitalize()}", PIER, R, 0),
    ("the Company sold the old pier", PIER, R, 0),
    ("the company, sold the old pier", PIER, R, 0),
    (f"{PIER}?", f"{PIER}.", R, 0),
    (f"{PIER}?", f"{PIER}?", V, 0),
    ("its long planned pier was sold", "its long-planned pier was sold", R, 0),
    ("phone numbers and IP addresses", "phone numbers and I.P. addresses", R, 0),
    ("under the U.S. Code it was sold", "under the US Code it was sold", R, 0),
    ("a naïve buyer took the pier", "a naive buyer took the pier", R, 0),
    ("it paid 1,000 dollars for it", "it paid 1000 dollars for it", R, 0),
    ("piers & boats were sold off", "piers and boats were sold off", R, 0),
    ("they set it apart from the rest", "they set it a part from the rest", R, 0),
    ("the employees' boats were sold", "the employee's boats were sold", R, 0),
    # an editor's marks
    ("[t]he company sold the old pier", "The company sold the old pier", B, 0),
    ("[T]he company sold the old pier", "the company sold the old pier", B, 0),
    ("[T]he company sold the old pier", "[T]he company sold the old pier", V, 0),
    ("[it] sold the old pier again", "the company sold the old pier again", B, 0),
    ("the company sold [its own] pier again", "the company sold the old pier again", B, 0),
    ("the company sell[s] the old pier", "the company sold the old pier", A, 1),
    ("the company s[ells] the old pier", "the company sold the old pier", B, 0),
    ("employee[] sold the old pier", "employees sold the old pier", B, 0),
    ("the company sold [sic] the old pier", PIER, B, 0),
    ("the company … sold the old pier", "the company, in May, sold the old pier", B, 0),
    ("the company . . . sold the old pier", "the company, in May, sold the old pier", B, 0),
    ("the company * * * sold the old pier", "the company, in May, sold the old pier", B, 0),
    ("the company [...] sold the old pier", "the company, in May, sold the old pier", B, 0),
    ("the company sold the old pier. . . . Nobody bid.",
     "the company sold the old pier. It was May. Nobody bid.", B, 0),
    (f"{PIER} (emphasis added)", PIER, B, 0),
    (f"{PIER} [emphasis in original]", PIER, B, 0),
    (f"{PIER} (citations omitted)", PIER, B, 0),
    ("… the company sold the old pier …", PIER, B, 0),
    ("The company … sold the old pier", "the company, in May, sold the old pier", B, 0),
    ("the company in May sold the old pier", "the company … sold the old pier", S, 2),
    # words changed
    ("the company sold the new pier", PIER, A, 1),
    ("the company bought the new pier at the harbor", "the company sold the old pier at the harbor", A, 2),
    ("the companies sold the old pier", PIER, A, 1),
    ("the company never sold the old pier", PIER, A, 1),
    ("the company did sell the pier", "the company did not sell the pier", A, 1),
    ("it is permitted to sell it", "it isn’t permitted to sell it", A, 1),
    ("the company sold the pier", PIER, A, 1),
    ("quietly the company sold the old pier", PIER, A, 1),
    ("the company sold old the pier", PIER, A, 2),
    ("the companies sold the old piers to the Board", f"{PIER} to the Board", A, 2),
    ("[it] sold the new pier again", "the company sold the old pier again", A, 1),
    ("the company … sold the new pier", "the company, in May, sold the old pier", A, 1),
    ("the company sold the old IP (computer) pier", "the company sold the old I.P. pier", A, 1),
    # numbers
    ("it paid 1,500 dollars for it", "it paid 1,000 dollars for it", A, 1),
    ("it paid 3.5 dollars for it", "it paid 35 dollars for it", A, 1),
    ("it paid $5 million for it", "it paid 5 million for it", A, 1),
    ("it paid 5% of the price", "it paid 5 of the price", A, 1),
    ("sold 12 boats on that day", "sold 21 boats on that day", A, 1),
    ("at -5 degrees the pier froze", "at 5 degrees the pier froze", A, 1),
    ("the 5th of May was the day", "the 6th of May was the day", A, 1),
    ("was sold for him on May 4", "was sold for him on May 5", A, 1),
    ("at 10:30 the pier was sold", "at 10:80 the pier was sold", A, 1),
    ("sold in 2016 to the Board", "sold in to the Board", A, 1),
    ("sold No. 3 and No. 4 that day", "sold No. and No. 4 that day", A, 1),
    # the other paper quotes less
    (f"quietly {PIER}", f"it said “{PIER},” she wrote", S, 1),
    (f"{PIER} to the Board", f"it said “{PIER}” in May", S, 3),
    (f"quietly {PIER}", f"it said ‘{PIER}’", S, 1),
    (f"quietly {PIER}", f"it said it’s {PIER}", A, 1),
    ("quietly the company sold the new pier", "it said “the company sold the old pier”", A, 2),
    # not there
    ("back to the fields", "they went back to the pier", None, 0),
    ("the company sold piers", "the company sold boats", A, 1),
    ("nobody ever bid for this pier", "the boats sailed at night to the island", None, 0),
    ("the company", "the", None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "paper", "verdict", "changed"), ROWS)
def test_verdicts(quote, paper, verdict, changed):
    found = align(quote, paper)
    assert (found.verdict if found else None) is verdict
    if found:
        assert found.changed == changed
        assert "".join(step.ours for step in found.steps) == quote
        assert "".join(step.theirs for step in found.steps) == paper[found.start : found.end]


K = StepKind
STEPS = [
    (PIER, PIER, [(K.SAME, PIER, PIER)]),
    ("they did close it", "they did not close it",
     [(K.SAME, "they did", "they did"), (K.LEFT_OUT, "", " not"), (K.SAME, " close it", " close it")]),
    ("they shut … the pier", "they shut, in May, the pier",
     [(K.SAME, "they shut", "they shut"), (K.ELLIPSIS, " … ", ", in May, "),
      (K.SAME, "the pier", "the pier")]),
    ("[t]he pier, he said", "The pier he said",
     [(K.BRACKETED, "[t]he", "The"), (K.SAME, " pier", " pier"), (K.PUNCTUATION, ", ", " "),
      (K.SAME, "he said", "he said")]),
    ("the Board sold it", "The board sold it",
     [(K.CASE, "the", "The"), (K.SAME, " ", " "), (K.CASE, "Board", "board"),
      (K.SAME, " sold it", " sold it")]),
    ("sold the new pier", "sold the old pier",
     [(K.SAME, "sold the ", "sold the "), (K.REPLACED, "new", "old"), (K.SAME, " pier", " pier")]),
    ("sold the old", "we sold the old pier",
     [(K.LEFT_OUT, "", "we"), (K.SAME, "sold the old", " sold the old"), (K.LEFT_OUT, "", " pier")]),
    ("", "sold", [(K.LEFT_OUT, "", "sold")]),
    ("sold", "", [(K.PUT_IN, "sold", "")]),
    ("", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "steps"), STEPS)
def test_steps(ours, theirs, steps):
    assert [(step.kind, step.ours, step.theirs) for step in word_steps(ours, theirs)] == steps


PIECES = st.sampled_from(
    ["the", "The", "pier", "piers", "not", "[t]he", "[the city]", "sell[ing]", "…", ". . .", "12",
     "1,200", "$", "“", "”", "’", ",", ".", "-", "-\n", "\n", " ", "  ", "pier.3", "¹", "U.S.", "US",
     "(emphasis added)", "\ufffe", "ﬁ", "fi", "[", "]", "* * *"]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=24).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@given(TEXTS, TEXTS)
def test_the_steps_give_back_both_texts(ours, theirs):
    steps = word_steps(ours, theirs)
    assert "".join(step.ours for step in steps) == ours
    assert "".join(step.theirs for step in steps) == theirs
    found = align(ours, theirs)
    if found:
        assert "".join(step.ours for step in found.steps) == ours
        assert "".join(step.theirs for step in found.steps) == theirs[found.start : found.end]


@given(TEXTS, TEXTS)
def test_what_is_told_as_the_same_has_the_same_words(ours, theirs):
    for step in word_steps(ours, theirs):
        if step.kind is StepKind.SAME and step.ours and step.theirs:
            one, two = (
                re.sub(r"[^a-z$]", "", each.casefold().replace("ﬁ", "fi"))
                for each in (step.ours, step.theirs)
            )
            assert one == two


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(ours, theirs):
    steps = word_steps(ours, theirs)
    assert "".join(step.ours for step in steps) == ours
    assert "".join(step.theirs for step in steps) == theirs


@given(st.text(max_size=120))
def test_tokens_stand_in_order(text):
    before = 0
    for token in tokens(text):
        assert before <= token.start < token.end
        assert token.text == text[token.start : token.end]
        before = token.end


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("modern", "modem", True),
        ("all", "a11", True),
        ("Board", "8oard", True),
        ("close", "elose", True),
        ("not", "now", False),
        ("10", "1O", False),
        ("ill", "111", False),
        ("sold", "sell", False),
    ],
)
def test_what_a_machine_may_misread(one, two, told):
    assert misreadable(one, two) is told


def test_a_misread_letter_is_never_verbatim_and_a_changed_word_stays_altered():
    scan = "the cornpany sold the old pier to the Board"
    assert align(f"{PIER} to the Board", scan, machine_read=True).verdict is R
    assert align(f"{PIER} to the Board", scan).verdict is A
    assert align("the company sold the new pier to the Board", scan, machine_read=True).verdict is A


CITED = "A claim must be plausible, Bell Corp. v. Wren, 550 U.S. 544, 570 (2007), and not merely possible."


@pytest.mark.parametrize(
    ("quote", "omits", "verdict"),
    [
        ("A claim must be plausible, and not merely possible.", False, A),
        ("A claim must be plausible, and not merely possible.", True, B),
        ("A claim must be plausible, and merely possible.", True, A),
        ("A claim must plausible, and not merely possible.", True, A),
    ],
)
def test_citations_may_be_left_out_where_a_remark_says_so(quote, omits, verdict):
    assert align(quote, CITED, omits=omits).verdict is verdict


def test_a_word_beside_the_citation_is_no_part_of_it():
    paper = "A claim must be plausible, not 550 U.S. 544, 570 (2007), and possible at all times."
    assert (
        align("A claim must be plausible, and possible at all times.", paper, omits=True).verdict
        is A
    )
