"""Site furniture is marked by general rules, and no line of an article is."""

import json

import pytest

from importers.document import ImportContext
from importers.plain import PlainImporter
from importers.site_furniture import furniture_phrase, mark
from importers.source_text import Span, Zone

PHRASES = [
    ("Advertisement", True),
    ("Advertisement - Article continues below", True),
    ("ADVERTISEMENT", True),
    ("Download now", True),
    ("Read more: Gulls of the outer island »", True),
    ("Sign up for our newsletter and never miss a story.", True),
    ("This website uses cookies to make your visit better.", True),
    ("© 2026 Harbour Ledger. All rights reserved", True),
    ("Share this article", True),
    ("Photo: Ida Tveit", True),
    ("Related: what the pilots want", True),
    # Sentences of an article that begin alike.
    ("More in sorrow than in anger, he resigned.", False),
    ("Share prices fell by a fifth on Monday after the board had met.", False),
    ("Sign language was used throughout the hearing.", False),
    ("Menu prices on the ferry have doubled, a passenger said.", False),
    ("“Learn how to swim,” the pilot said.", False),
    ("", False),
]


@pytest.mark.parametrize(("line", "expected"), PHRASES)
def test_phrases(line, expected):
    assert bool(furniture_phrase(line)) is expected


def marked(lines: list[tuple[str, Zone | None]]) -> tuple[str, list[Zone | None]]:
    text, spans = "", []
    for line, _ in lines:
        spans.append(Span(len(text), len(text) + len(line)))
        text += line + "\n\n"
    zones = {zone.span: zone for zone in mark(text, spans)}
    assert all(zone.reason for zone in zones.values())
    return text, [zones[span].zone if span in zones else None for span in spans]


SITE, OTHER = Zone.SITE_FURNITURE, Zone.UNRELATED
HEADLINE = "Board stops the night ferry over crew hours"
FIRST = (
    "The ferry board on Friday stopped every night run between the islands, saying that its crews had "
    "worked past all limits over the winter."
)
SECOND = (
    "Pilots of the night ferry said that the board had never asked the crews, and that the hours it "
    "complained of were of the board's own making."
)
THIRD = (
    "The board will meet the crews again on Monday, and the night ferry may return in spring if enough "
    "pilots have been trained by then."
)
FOURTH = (
    "Orla Quist, who speaks for the board, said that the night runs cost more than the islands pay for "
    "them and that the crews knew it."
)
FOREIGN = (
    "Growers in the Madrake Valley say that frost has taken two thirds of the apricots, and that cider "
    "makers will have to look to Brennar for fruit this autumn."
)

PAGES = {
    "link list at the end": [
        (HEADLINE, None),
        (FIRST, None),
        (SECOND, None),
        ("Most Popular", SITE),
        ("Ten pies to try before the summer", SITE),
        ("12 May 2026", SITE),
        ("Gull steals wig", SITE),
        ("9 May 2026", SITE),
    ],
    "link list in the middle": [
        (HEADLINE, None),
        (FIRST, None),
        ("Related stories", SITE),
        ("Ten pies to try before the summer", SITE),
        ("Gull steals the wig of a judge", SITE),
        ("What comes next", None),
        (THIRD, None),
        (SECOND, None),
    ],
    "dated list without a heading": [
        (HEADLINE, None),
        (FIRST, None),
        (SECOND, None),
        ("Ten pies to try before the summer", SITE),
        ("May 12, 2026", SITE),
        ("Gull steals the wig of a judge", SITE),
        ("May 9, 2026", SITE),
    ],
    "headline printed twice": [(HEADLINE, None), (HEADLINE, SITE), (FIRST, None), (SECOND, None)],
    "story in between": [
        (HEADLINE, None),
        (FIRST, None),
        (SECOND, None),
        ("Late frost empties orchards of the valley", OTHER),
        (FOREIGN, OTHER),
        (FOURTH, None),
        (THIRD, None),
    ],
    "foreign paragraph without a headline is left alone": [
        (HEADLINE, None),
        (FIRST, None),
        (SECOND, None),
        (FOREIGN, None),
        (FOURTH, None),
        (THIRD, None),
    ],
    "subheading of the article itself": [
        (HEADLINE, None),
        (FIRST, None),
        (SECOND, None),
        ("Pilots and their hours", None),
        (FOURTH, None),
        (THIRD, None),
    ],
    "interview with repeated speakers": [
        (HEADLINE, None),
        (FIRST, None),
        ("Harbour Ledger:", None),
        (SECOND, None),
        ("Harbour Ledger:", None),
        (THIRD, None),
    ],
    "chronology of short sentences with dates": [
        (HEADLINE, None),
        (FIRST, None),
        ("March 3, 2026", None),
        ("The board writes its letter.", None),
        ("March 4, 2026", None),
        ("The pilots answer it.", None),
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name):
    lines = PAGES[name]
    _, found = marked(lines)
    assert list(zip([line for line, _ in lines], found, strict=True)) == lines


LEGAL = """IN THE SUPERIOR COURT OF NORTH TARN

HALDORA VESK v. BOARD OF PIERS

ORDER

Advertisement

The plaintiff says that an advertisement of the board misled her.

See also

Sponsored

The motion is denied.
"""


def test_nothing_is_marked_in_a_paper_of_a_case():
    document = PlainImporter().read(LEGAL.encode(), ImportContext("order.txt"))
    assert document.source.zones == ()
    assert not any(row.zone.is_furniture for row in document.source.paragraphs)


def test_gold_articles(shared):
    for gold_file in sorted((shared / "gold" / "seeds").glob("0*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        content = (shared / "seeds" / gold["file"]).read_bytes()
        document = PlainImporter().read(content, ImportContext(gold["file"]))
        source = document.source
        wanted = [Span(row["start"], row["end"]) for row in gold["boilerplate"]]
        title = source.text[: source.text.index("\n")]
        for paragraph in source.paragraphs:
            words = paragraph.span.of(source.text)
            expected = any(span.contains(paragraph.span) for span in wanted)
            if words == title and paragraph.span.start:
                expected = True  # the headline printed again
            assert paragraph.zone.is_furniture is expected, words
        for field in ("title", "author", "published"):
            value = document.metadata.first(field)
            assert (value.value if value else None) == gold["document"][field]
