import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import same_words
from casefile.records import Verdict

V, A, B = Verdict.VERBATIM, Verdict.ALTERED, Verdict.BRACKETS


def found(quote, text):
    match = same_words.find(same_words.fold_words(quote), same_words.fold_words(text))
    return None if match is None else (match.verdict, match.words_changed, match.span.of(text))


NOTICE = "closed without any notice"
FERRY = "closed without any notice to the ferry"
IT = "they closed it without any notice"

ROWS = [
    (NOTICE, f"It was {NOTICE}.", (V, 0, NOTICE)),
    # case, marks, line ends and broken words do not count
    ("Closed without any Notice", "was closed\nwithout any no\ufffe\ntice to",
     (V, 0, "closed\nwithout any no\ufffe\ntice")),
    ("the city’s own rules apply", "the city's own rules apply", (V, 0, "the city's own rules apply")),
    ("a naïve and unfounded claim", "a naive and unfounded claim", (V, 0, "a naive and unfounded claim")),
    ("the long-planned closing was", "the long planned closing was", (V, 0, "the long planned closing was")),
    # words put in, left out, replaced
    ("closed without notice to the ferry", FERRY, (A, 1, FERRY)),
    (FERRY, "closed without notice to the ferry", (A, 1, "closed without notice to the ferry")),
    ("closed without fair notice to the ferry", FERRY, (A, 1, FERRY)),
    ("unlawfully closed without any notice", f"was {NOTICE} today", (A, 1, NOTICE)),
    # the editor's own
    ("[the berth] was closed without any notice", f"it was {NOTICE}", (B, 0, f"was {NOTICE}")),
    ("they closed [the berth] without any notice", IT, (B, 0, IT)),
    ("they closed it . . . without any notice", "they closed it, as they say, without any notice",
     (B, 0, "they closed it, as they say, without any notice")),
    ("they closed it … without fair notice", "they closed it on Monday without any notice",
     (A, 1, "they closed it on Monday without any notice")),
    ("[t]hey closed it without any notice", IT, (B, 0, IT)),
    (IT, "[t]hey closed it without any notice", (V, 0, "[t]hey closed it without any notice")),
    ("[t]hey closed it without any notice", "[T]hey closed it without any notice",
     (V, 0, "[T]hey closed it without any notice")),
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


def test_the_best_of_several_places_is_taken():
    text = "closed without some notice here. " * 3 + "closed without any notice here."
    assert found("closed without any notice here", text) == (V, 0, "closed without any notice here")


def test_an_ellipsis_may_leave_out_a_long_stretch():
    text = (
        "They closed the berth on Monday " + "and so on and on " * 8 + "without any notice to us."
    )
    verdict, changed, words = found(
        "closed the berth on Monday . . . without any notice to us", text
    )
    assert (verdict, changed) == (B, 0)
    assert words.startswith("closed the berth") and words.endswith("notice to us")


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


@given(st.lists(st.sampled_from(WORDS), min_size=6))
def test_every_stretch_is_verbatim_in_its_own_text(words):
    text = " ".join(["Before,", *words, "after."])
    result = found(" ".join(words), text)
    assert result is None or result[0] is not V or result[2].split() == words
