"""Zones by style, indent and outline level, however far up the chain of styles they are set."""

import pytest
from lxml import etree

from importers.elements import W
from importers.source_text import Zone
from importers.word_styles import Styles

NAMESPACE = f'xmlns:w="{W[1:-1]}"'
STYLES = f"""<w:styles {NAMESPACE}>
  <w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="Own"><w:name w:val="Firm Head"/><w:basedOn w:val="H1"/></w:style>
  <w:style w:styleId="Out"><w:name w:val="Point"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
  <w:style w:styleId="Body"><w:name w:val="Point"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
  <w:style w:styleId="Q"><w:name w:val="Block Text"/></w:style>
  <w:style w:styleId="In">
    <w:name w:val="Inset"/><w:pPr><w:ind w:start="720" w:end="720"/></w:pPr>
  </w:style>
  <w:style w:styleId="Round"><w:name w:val="a"/><w:basedOn w:val="About"/></w:style>
  <w:style w:styleId="About"><w:name w:val="b"/><w:basedOn w:val="Round"/></w:style>
</w:styles>"""


def zone(properties: str, *, labelled: bool = False, words: int = 20) -> Zone | None:
    paragraph = etree.fromstring(f"<w:p {NAMESPACE}><w:pPr>{properties}</w:pPr></w:p>")
    return Styles([etree.fromstring(STYLES)]).zone(paragraph, labelled=labelled, words=words)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", None),
        ('<w:pStyle w:val="H1"/>', Zone.HEADING),
        ('<w:pStyle w:val="Own"/>', Zone.HEADING),
        ('<w:pStyle w:val="Out"/>', Zone.HEADING),
        ('<w:pStyle w:val="Body"/>', None),
        ('<w:outlineLvl w:val="0"/>', Zone.HEADING),
        ('<w:pStyle w:val="Q"/>', Zone.BLOCK_QUOTE),
        ('<w:pStyle w:val="In"/>', Zone.BLOCK_QUOTE),
        ('<w:ind w:left="576" w:right="432"/>', Zone.BLOCK_QUOTE),
        ('<w:ind w:left="576" w:right="431"/>', None),
        ('<w:ind w:left="720"/>', None),
        ('<w:ind w:left="wide" w:right="720"/>', None),
        ('<w:pStyle w:val="In"/><w:ind w:left="0" w:right="0"/>', None),  # its own setting wins
        ('<w:pStyle w:val="Round"/>', None),  # a damaged file's circle ends
        ('<w:pStyle w:val="Missing"/>', None),
    ],
)
def test_a_paragraphs_zone(properties, expected):
    assert zone(properties) is expected


def test_an_indented_list_entry_or_a_few_words_are_no_quotation():
    assert zone('<w:pStyle w:val="In"/>', labelled=True) is None
    assert zone('<w:pStyle w:val="In"/>', words=7) is None


def test_a_file_without_styles():
    paragraph = etree.fromstring(f"<w:p {NAMESPACE}/>")
    assert Styles([]).zone(paragraph, labelled=False, words=20) is None
