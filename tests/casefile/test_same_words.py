from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import same_words
from casefile.records import Verdict
from casefile.same_words import Text
from importers.source_text import Span

V, R, A, B, S = (
    Verdict.VERBATIM,
    Verdict.RESPELLED,
    Verdict.ALTERED,
    Verdict.BRACKETS,
    Verdict.SHORTER,
)


def places(quote, text, limit=5, **more):
    found = same_words.find(quote, Text(text), limit=limit, **more)
    return [(match.verdict, match.words_changed, match.span.of(text)) for match in found]


def found(quote, text):
    return next(iter(places(quote, text, 1)), None)


NOTICE = "closed without any notice"
FERRY = "closed without any notice to the ferry"
IT = "they closed it without any notice"

ROWS = [
    (NOTICE, f"It was {NOTICE}.", (V, 0, NOTICE)),
    # line ends and broken words do not count; case, marks and accents do
    (NOTICE, "was closed\nwithout any no\ufffe\ntice to", (V, 0, "closed\nwithout any no\ufffe\ntice")),
    ("the city’s own rules apply", "the city's own rules apply", (V, 0, "the city's own rules apply")),
    ("Closed without any notice", f"was {NOTICE} to", (R, 0, NOTICE)),
    ("a naïve and unfounded claim", "a naive and unfounded claim", (R, 0, "a naive and unfounded claim")),
    ("the long-planned closing was", "the long planned closing was", (R, 0, "the long planned closing was")),
    # words put in, left out, replaced
    ("closed without notice to the ferry", FERRY, (A, 1, FERRY)),
    (FERRY, "closed without notice to the ferry", (A, 1, "closed without notice to the ferry")),
    ("closed without fair notice to the ferry", FERRY, (A, 1, FERRY)),
    ("unlawfully closed without any notice", f"was {NOTICE} today", (A, 1, NOTICE)),
    ("unlawfully closed without any notice", f"it was “{NOTICE},” he said", (S, 1, NOTICE)),
    # the editor's own
    ("[the berth] was closed without any notice", f"it was {NOTICE}", (B, 0, f"was {NOTICE}")),
    ("they closed [the berth] without any notice", IT, (B, 0, IT)),
    ("they closed it . . . without any notice", "they closed it, as they say, without any notice",
     (B, 0, "they closed it, as they say, without any notice")),
    ("they closed it … without fair notice", "they closed it on Monday without any notice",
     (A, 1, "they closed it on Monday without any notice")),
    ("[t]hey closed it without any notice", "They closed it without any notice",
     (B, 0, "They closed it without any notice")),
    (IT, "[t]hey closed it without any notice", (R, 0, "[t]hey closed it without any notice")),
    ("[t]hey closed it without any notice", "[T]hey closed it without any notice",
     (B, 0, "[T]hey closed it without any notice")),
    ("they clos[ed] it without any notice", IT, (B, 0, IT)),
    # the words next to the rest are meant, not the same ones further off
    ("they closed it without any notice", "they said: they closed it without any notice", (V, 0, IT)),
    ("it was closed without any notice", "it is said, was closed without any notice",
     (A, 1, "was closed without any notice")),
    (f"{IT} to us", f"{IT} to us, nor to us", (V, 0, f"{IT} to us")),
    # too little, too different
    ("without any notice", "without any notice", None),
    (NOTICE, "the ferry ran as usual that day", None),
    ("the rules of the court were plainly broken", "in the rules of the court of tides nothing is", None),
    ("", "anything at all", None),
    (NOTICE, "", None),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "text", "expected"), ROWS)
def test_finding_the_same_words(quote, text, expected):
    assert found(quote, text) == expected


def test_the_best_of_several_places_comes_first():
    text = "closed without some notice to the ferry. " * 3 + f"{FERRY}."
    assert places(FERRY, text) == [
        (V, 0, FERRY),
        *[(A, 1, "closed without some notice to the ferry")] * 3,
    ]
    assert len(places(FERRY, text, 2)) == 2


def test_a_quotation_is_not_its_own_other_place():
    text = f"First {FERRY}; then “{FERRY}” again, and {NOTICE}."
    own = Span(text.index("“") + 1, text.index("”"))
    assert places(FERRY, text, without=own) == [(V, 0, FERRY)]
    assert same_words.find(FERRY, Text(text), without=own)[0].span.start == text.index("closed")
    assert places(FERRY, FERRY, without=Span(0, len(FERRY))) == []


def test_an_ellipsis_may_leave_out_a_long_stretch():
    long = "and so on and on " * 20
    text = f"They closed the berth on Monday {long} without any notice to us."
    for quote in (
        "closed the berth on Monday . . . without any notice to us",
        "the berth on Monday … without any notice to us",
    ):
        verdict, changed, words = found(quote, text)
        assert (verdict, changed) == (B, 0)
        assert words.endswith("notice to us") and long in words


def test_pages_that_a_machine_read():
    text = "Here begins the other page, which says: it was c1osed without any notice to the ferry"
    quote = "was closed without any notice to the ferry"
    assert same_words.find(quote, Text(text))[0].verdict is A
    assert same_words.find(quote, Text(text, (Span(40, 90),)))[0].verdict is R
    assert same_words.find(quote, Text(text, (Span(0, 2),)))[0].verdict is A


def test_fingerprints_find_what_is_shared():
    print_of = same_words.fingerprint("They closed the berth without any notice to the ferry.")
    quotes = ["closed the berth without notice", "nothing of the kind here", "", "closed the berth"]
    rows = [same_words.triples(same_words.fold_words(quote).folded).tobytes() for quote in quotes]
    assert same_words.shared(rows, print_of) == [2, 0, 0, 1]
    assert [same_words.promises(row, count) for row, count in zip(rows, [2, 0, 0, 1], strict=True)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert same_words.shared(rows, b"") == [0, 0, 0, 0]


@given(st.text(max_size=300))
def test_words_stand_at_their_spans_in_order(text):
    words = same_words.fold_words(text)
    assert len(words.folded) == len(words.starts) == len(words.ends)
    before = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert before <= start < end <= len(text)
        before = end


WORDS = ["the", "berth", "was", "closed", "without", "any", "notice", "to", "us", "all"]


@given(st.lists(st.sampled_from(WORDS), min_size=6), st.integers(1, 5))
def test_every_stretch_is_verbatim_in_its_own_text(words, limit):
    text = " ".join(["Before,", *words, "after."])
    result = places(" ".join(words), text, limit)
    assert result[0] == (V, 0, " ".join(words))
    assert len(result) <= limit


@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=120),
)
def test_places_never_overlap(words, others):
    text = Text(" ".join(others))
    spans = sorted(match.span for match in same_words.find(" ".join(words), text, limit=5))
    assert all(not one.overlaps(two) for one, two in pairwise(spans))
