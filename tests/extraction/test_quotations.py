"""Quotations over paragraphs, in blocks, and in what is not the author's text."""

import pytest

from extraction.quotations import find_quotations
from extraction.quote_marks import Closure
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone


def paper(*paragraphs: str, zones: tuple[Zone, ...] = ()) -> SourceText:
    text = "\n\n".join(paragraphs)
    found, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        zone = zones[number] if number < len(zones) else Zone.BODY
        found.append(Paragraph(Span(at, at + len(paragraph)), zone=zone))
        at += len(paragraph) + 2
    return SourceText(text, (), tuple(found))


def quotations(source: SourceText) -> list[str]:
    reading = read(source)
    return [q.span.of(reading.text) for q in find_quotations(reading)]


def test_each_paragraph_of_a_long_quotation_is_marked_as_going_on():
    reading = read(paper("“The roof leaked.", "“It leaked again.", "“It fell,” she said.", "“So?”"))
    found = find_quotations(reading)
    assert [q.continues for q in found] == [False, True, True, False]
    assert [q.span.of(reading.text) for q in found] == [
        "The roof leaked.",
        "It leaked again.",
        "It fell,",
        "So?",
    ]


def test_a_closer_ends_the_quotation_of_the_paragraph_before():
    source = paper('He wrote: "The roof leaked.', 'It fell in May." Nobody answered.')
    assert quotations(source) == ["The roof leaked.", "It fell in May."]


def test_a_closer_that_nothing_opened_is_no_quotation():
    assert quotations(paper('It fell in May." Nobody answered.')) == []


def test_page_furniture_between_paragraphs_breaks_no_chain():
    source = paper(
        "“The roof leaked.",
        "Page 4",
        "“It fell.”",
        zones=(Zone.BODY, Zone.PAGE_FURNITURE, Zone.BODY),
    )
    assert [q.continues for q in find_quotations(read(source))] == [False, True]


def test_quotations_run_over_line_ends_and_hyphens():
    text = 'She wrote, "the roof\nof the ware\u00adhouse\nleaked."'
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    assert quotations(source) == ["the roof of the warehouse leaked."]


@pytest.mark.parametrize(
    ("paragraphs", "zones", "expected"),
    [
        (
            ("The lease says:", "Tenant shall pay."),
            (Zone.BODY, Zone.BLOCK_QUOTE),
            ["Tenant shall pay."],
        ),
        (("It says:", "“Tenant shall pay.”"), (Zone.BODY, Zone.BLOCK_QUOTE), ["Tenant shall pay."]),
        (
            ("Ruiz testified as follows:", "I saw the roof fall in on the first of May."),
            (),
            ["I saw the roof fall in on the first of May."],
        ),
        (
            (
                "Plaintiff brings these claims:",
                "The roof fell in on the first of May, to her harm.",
            ),
            (),
            [],
        ),
        (("Ruiz testified as follows:", "EXHIBIT A"), (), []),
        (
            ("She said:", "Heading of a page that is not hers to say or sign."),
            (Zone.BODY, Zone.PAGE_FURNITURE),
            [],
        ),
    ],
)
def test_blocks_without_marks(paragraphs, zones, expected):
    assert quotations(paper(*paragraphs, zones=zones)) == expected


def test_nested_quotations_know_the_one_around_them():
    found = find_quotations(read(paper("“He said, ‘Pay me now,’ and left,” she wrote. “Yes.”")))
    assert [q.nested_in for q in found] == [None, 0, None]


def test_an_unclosed_quotation_says_so():
    assert find_quotations(read(paper('He wrote "keep it')))[0].closure is Closure.UNCLOSED


def test_british_papers_quote_with_single_marks():
    source = paper("'The roof leaked,' she said. 'It fell.'", "'When?' he asked. 'In May.'")
    assert quotations(source) == ["The roof leaked,", "It fell.", "When?", "In May."]


@pytest.mark.parametrize(
    ("before", "words", "is_quotation"),
    [
        ("The appeal fails.", "II. Remand is required to mend the clerical error in it.", False),
        ("Wherefore they ask for the costs; and", "c. such other relief as is just and proper.", False),
        ("The contract provides:", "5. No commission shall be payable on a gift of the works.", True),
        ("Nobody disputes it.", "No commission shall be payable on a gift of the works.", True),
        ("Nobody disputes it.", "(a) No commission shall be payable on a gift of the works.", True),
    ],
)  # fmt: skip
def test_a_list_item_set_in_is_no_quotation(before, words, is_quotation):
    source = paper(before, words, zones=(Zone.BODY, Zone.BLOCK_QUOTE))
    assert bool(quotations(source)) is is_quotation


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ('Ana Ruiz."', "Ana Ruiz"),
        ('Former roofer Ana Ruiz."', "Former roofer Ana Ruiz"),
        ('Ana Ruiz, chair of the board."', "Ana Ruiz"),
        ('Then it fell in."', None),
        ('Ana Ruiz saw it fall."', None),
        ('Ana Ruiz," said Poole.', None),
    ],
)
def test_the_name_under_words_pulled_out_is_no_part_of_them(line, who):
    reading = read(paper("It rained.", '"The roof has leaked since May.', line))
    found = find_quotations(reading)
    assert found[0].span.of(reading.text) == "The roof has leaked since May."
    assert (found[0].credit and found[0].credit.of(reading.text)) == who
    assert len(found) == (1 if who else 2)
