"""The stand-in for a quotation, and the way back from it."""

import pytest

from extraction.quotations import find_quotations
from extraction.quote_masks import mask
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span


def masked(text: str):
    reading = read(SourceText(text, (), (Paragraph(Span(0, len(text))),)))
    quotations = [q for q in find_quotations(reading) if q.nested_in is None]
    return mask(reading.text, reading.passages[0].span, quotations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We lost," Ruiz said.', "Something, Ruiz said."),
        ('"Lost?" Ruiz asked.', "Something, Ruiz asked."),
        ('"Lost!" he said.', "Something, he said."),
        ('Ruiz said she "lost it all".', "Ruiz said she something."),
        ('Ruiz said: "We lost." Poole left.', "Ruiz said: Something. Poole left."),
        ('He said it was "Mexican." Poole called.', "He said it was something. Poole called."),
        ('the "rogue"account', "the something account"),
        ('"A," "B."', "Something, something."),
        ('He wrote "keep it', "He wrote something"),
        (
            'Ruiz left.  She wrote:  "We lost."  Poole left.',
            "Ruiz left. She wrote: Something. Poole left.",
        ),
        ("He wrote “keep ‘all of it.’” Poole left.", "He wrote something. Poole left."),
    ],
)
def test_the_words_for_a_quotation(text, expected):
    assert masked(text).text == expected


def test_every_character_knows_its_place():
    text = 'Ana   Ruiz, "the lessee,"  said so.'
    made = masked(text)
    at = made.text.index("said")
    span = made.to_reading(at, at + 4)
    assert span.of(text) == "said"
    assert made.text[made.places[0] :].startswith("something")
    assert len(made.origin) == len(made.text)
