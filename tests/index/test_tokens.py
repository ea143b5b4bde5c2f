from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.source_text import Span
from index.scanning import Scan, scan
from index.tokens import MARGIN_GAP, PARAGRAPH_MARK, SENTENCE_MARK, fold, variants


def words(text: str, found: Scan) -> list[str]:
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("Fraud", ("fraud",)),
        ("U.S.C.", ("usc",)),
        ("US", ("us", "US")),
        ("U.S.", ("us", "US")),
        ("us", ("us",)),
        ("e.g.", ("eg",)),
        ("plaintiff’s", ("plaintiff's", "plaintiff")),
        ("O’Brien", ("o'brien", "obrien")),
        ("O'Brien’s", ("o'brien's", "o'brien", "obriens", "obrien")),
        ("1,250.00", ("1250", "1250.00")),
        ("1,250", ("1250",)),
        ("3.14", ("3.14",)),
        ("2017.3", ("2017.3", "2017")),
        ("01916", ("1916", "01916")),
        ("000", ("0", "000")),
        ("naïve", ("naive",)),
        ("nai\u0308ve", ("naive",)),
        ("ﬁling", ("filing",)),
        ("Straße", ("strasse",)),
        ("court¹", ("court",)),
        ("¹", ("1",)),
        ("injunc\x1ftion", ("injunction", "injunc", "tion")),
        ("x" * 70, ("x" * 64,)),
        ("dismissed4", ("dismissed4", "dismissed")),
        ("4The", ("4the", "the")),
        ("12See", ("12see", "see")),
        ("4the", ("4the",)),
        ("W2", ("w2",)),
        ("5th", ("5th",)),
        ("10Q", ("10q",)),
        ("F3d", ("f3d",)),
        ("1990s", ("1990s",)),
        ("DOE0001234", ("doe0001234",)),
        ("\uff9e", ("\uff9e",)),  # a mark that joins another letter, alone
    ],
)
def test_forms_of_a_word(typed: str, forms: tuple[str, ...]) -> None:
    assert variants(typed) == forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith-Jones v. @ALT_USCIS", ["Smith", "Jones", "v", "ALT", "USCIS"]),
        ("No. 3:17-cv-01916-JD", ["No", "3", "17", "cv", "01916", "JD"]),
        ("$1,250.00, April 5,2017.", ["1,250.00", "April", "5", "2017"]),
        ("42 U.S.C. § 1983", ["42", "U.S.C.", "1983"]),
        ("123 F.3d 456 (9th Cir.)", ["123", "F", "3d", "456", "9th", "Cir"]),
        ("de\u00adnied de\u00ad\nnied", ["de\u00adnied", "de\u00ad\nnied"]),
        ("injunc\ufffe\r\ntion", ["injunc\ufffe\r\ntion"]),
        ("injunc-\ntion Smith-\nJones", ["injunc-\ntion", "Smith", "Jones"]),
        ("zero\u200bwidth", ["zero\u200bwidth"]),
        ("a\x01b\x02c\x1fd", ["a", "b", "c", "d"]),
        ("", []),
        ("— … “”", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text, scan(text)) == expected


def test_a_sign_has_no_width_and_stands_with_the_word_after_it() -> None:
    found = scan("see §§ 1983 and ¶ 12 §")
    assert found.positions()["§"].tolist() == found.positions()["1983"].tolist() == [1]
    assert found.positions()["¶"].tolist() == found.positions()["12"].tolist()


def test_excluded_spans_have_no_words_and_their_neighbours_touch() -> None:
    text = "preliminary injunc\ufffe\nPage 9 of 12\ntion was denied"
    start = text.index("Page")
    found = scan(text, excluded=[Span(start, start + len("Page 9 of 12\n"))])
    assert words(text, found) == [
        "preliminary",
        "injunc\ufffe\nPage 9 of 12\ntion",
        "was",
        "denied",
    ]
    assert found.positions()["injunction"].tolist() == [1]
    first = len(found.starts) + MARGIN_GAP
    assert found.positions()["page"].tolist() == [first]
    assert [text[a:b] for a, b in zip(found.margin_starts, found.margin_ends, strict=True)] == [
        "Page",
        "9",
        "of",
        "12",
    ]
    assert found.positions()[PARAGRAPH_MARK].tolist() == [0, first]


def test_sentences_and_paragraphs_begin_with_the_word_at_their_mark() -> None:
    text = "One v. Two sued. Three won $5.00. Four\n\nFive lost."
    found = scan(text)
    assert found.positions()[SENTENCE_MARK].tolist() == [0, 4, 7, 8]
    assert found.positions()[PARAGRAPH_MARK].tolist() == [0, 8]


def test_furniture_amid_a_sentence_parts_nothing() -> None:
    text = "The firm paid\n\n12.\nPage 9. Case closed.\n\nits fine. It left."
    start = text.index("12.")
    hole = Span(start, text.index("its"))
    found = scan(text, paragraphs=[Span(0, len(text))], excluded=[hole])
    assert found.positions()[SENTENCE_MARK].tolist() == [0, 5, 7 + MARGIN_GAP]


def test_given_paragraphs_are_taken_and_begin_sentences() -> None:
    text = "one two three four"
    found = scan(text, paragraphs=[Span(0, 8), Span(8, 18)])
    assert found.positions()[PARAGRAPH_MARK].tolist() == [0, 2]
    assert found.positions()[SENTENCE_MARK].tolist() == [0, 2]


pieces = st.sampled_from(
    [
        "fraud",
        "U.S.",
        "1,250.00",
        "’s",
        "-\n",
        "\ufffe\n",
        "\xad",
        " ",
        " ",
        ".",
        "\n\n",
        "§ ",
        "é",
        "̈",
        "\x01",
        "\u200b",
        "”",
        "ﬁ",
        "0",
        "A",
    ]
)


@given(st.lists(pieces, max_size=40), st.data())
def test_every_word_points_at_its_characters(parts: Sequence[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    excluded = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    found = scan(text, excluded=excluded)
    assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))
    assert all(end <= start for end, start in zip(found.ends, list(found.starts)[1:], strict=False))
    assert not len(found.ends) or found.ends[-1] <= len(text)
    for start, end in zip(found.margin_starts, found.margin_ends, strict=True):
        assert any(span.contains(Span(start, end)) for span in excluded)
    held = [set[str]() for _ in found.starts]
    for term, places in found.positions().items():
        assert list(places) == sorted(set(places))
        for place in places:
            if place < len(held):
                held[place].add(term)
            else:
                assert 0 <= place - len(held) - MARGIN_GAP < len(found.margin_starts)
    for start, end, terms in zip(found.starts, found.ends, held, strict=True):
        inside = [span for span in excluded if start < span.end and span.start < end]
        if inside:
            continue
        letters = [c for c in text[start:end] if c not in "\ufffe\u00ad\n\u200b "]
        shown = "".join(letters)
        # A control mark is read as white space, so that a line-end hyphen joins across it as well.
        shown = shown.replace("\x01", "")
        joined = fold(shown.replace("-", "") if "-\n" in text[start:end] else shown)
        plain = {term.replace(".", "").replace("'", "") for term in terms}
        whole = joined.replace(".", "").replace(",", "").replace("'", "")
        plain |= {term[:58] for term in plain}  # long words are cut
        whole = whole[:58]
        assert plain & {whole, whole.lstrip("0") or "0", whole.removesuffix("00")}


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    found = scan(text)
    count = len(found.starts)
    assert not len(found.margin_starts)
    assert all(place < count for places in found.positions().values() for place in places)
