from hypothesis import given
from hypothesis import strategies as st

from importers.source_text import SourceText, Span, Zone, ZoneSpan
from index.hits import Snippet, snippet


def shown(text: str, *words: str, bounds: Span | None = None) -> tuple[str, list[str]]:
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    made = snippet(SourceText(text), bounds or Span(0, len(text)), spans)
    return made.text, [mark.of(made.text) for mark in made.marks]


def test_lines_are_unwrapped() -> None:
    assert shown("The breach\n   of\ncontract was\t clear.", "breach\n   of\ncontract") == (
        "The breach of contract was clear.",
        ["breach of contract"],
    )


def test_broken_words_are_joined() -> None:
    text = "An injunc\ufffe\ntion, a de\u00adnial, a mo-\ntion, Smith-\nJones."
    assert shown(text, "injunc\ufffe\ntion", "de\u00adnial", "mo-\ntion") == (
        "An injunction, a denial, a mo-tion, Smith- Jones.",
        ["injunction", "denial", "mo-tion"],
    )


def test_quotation_marks_and_stops_beside_the_sentence_are_shown() -> None:
    text = "He left. “You lied,” she said. (Then he came.) End."
    bounds = Span(text.index("You"), text.index("said") + 4)
    assert shown(text, "lied", bounds=bounds) == ("“You lied,” she said.", ["lied"])


def test_page_furniture_is_left_out() -> None:
    text = "breach of\nPage 9 of 12\ncontract"
    start = text.index("Page")
    source = SourceText(
        text, zones=(ZoneSpan(Span(start, start + 13), Zone.PAGE_FURNITURE, "test"),)
    )
    made = snippet(source, Span(0, len(text)), [Span(0, len(text))])
    assert made == Snippet("breach of contract", (Span(0, 18),), (Span(0, len(text)),))


def test_much_furniture_leaves_one_space() -> None:
    text = "the yogurt \f3 \n1 \n2 \n28 \nproducts"
    holes = [Span(text.index(mark), text.index(mark) + len(mark)) for mark in ("3", "1", "28")]
    holes.insert(2, Span(text.index("2 "), text.index("2 ") + 1))
    zones = tuple(ZoneSpan(hole, Zone.PAGE_FURNITURE, "test") for hole in holes)
    made = snippet(SourceText(text, zones=zones), Span(0, len(text)), [Span(4, 10)])
    assert made == Snippet("the yogurt products", (Span(4, 10),), (Span(4, 10),))


def test_a_long_sentence_is_cut_around_the_words() -> None:
    text = "start " + "alpha " * 200 + "needle " + "beta " * 200 + "pin " + "gamma " * 200 + "end."
    made, marks = shown(text, "needle", "pin")
    assert marks == ["needle", "pin"]
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert made.count("…") == 3
    assert len(made) < 450
    assert all(word in {"alpha", "beta", "gamma", "needle", "pin", "…"} for word in made.split())


def test_a_long_match_is_cut() -> None:
    text = "word " * 1_000
    made = snippet(SourceText(text), Span(0, len(text)), [Span(10, 4_000)])
    assert len(made.text) < 600
    assert len(made.marks) == 1
    assert made.marks[0].end <= len(made.text)


pieces = st.sampled_from(
    ["fraud", "x", " ", "\n", "  \n", "-\n", "\ufffe\n", "\u00ad", ".", "“", "word "]
)


@given(st.lists(pieces, min_size=1, max_size=300), st.data())
def test_marks_show_the_characters_of_their_spans(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [
        Span(start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if text[start:end].strip("\ufffe\u00ad \n")
        and not text[start].isspace()
        and not text[end - 1].isspace()
    ]
    if not spans:
        return
    made = snippet(SourceText(text), Span(spans[0].start, spans[-1].end), spans)
    assert made.marks

    def letters(some: str) -> str:
        return "".join(c for c in some if not c.isspace() and c not in "\ufffe\u00ad…")

    for mark in made.marks:
        assert letters(mark.of(made.text)) in letters(text)
    first = letters(made.marks[0].of(made.text))
    assert letters(spans[0].of(text)).startswith(first)
    if len(text) < 300:
        assert [letters(mark.of(made.text)) for mark in made.marks] == [
            letters(span.of(text)) for span in spans
        ]
