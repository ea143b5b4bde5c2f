"""A page's claims about itself, with rows that claim nothing usable."""

import pytest
from lxml import html

from importers.web_metadata import page_metadata

ROWS = [
    (
        '<meta property="og:title" content="Night  ferry">',
        [("title", "Night ferry", "meta tag og:title")],
    ),
    ("<title>Night ferry</title>", [("title", "Night ferry", "title of the browser window")]),
    ('<meta name="author" content="by Ida Tveit">', [("author", "Ida Tveit", "meta tag author")]),
    ('<meta property="article:author" content="https://x.example/ida">', []),
    ('<meta name="date" content="20260308">', [("published", "2026-03-08", "meta tag date")]),
    ('<meta name="date" content="March 8">', []),
    ('<meta name="date" content="2026-13-45">', []),
    ('<meta name="author">', []),
    (
        '<span itemprop="datePublished" content="2026-03-08T01:00Z">x</span>',
        [("published", "2026-03-08", "itemprop datePublished")],
    ),
    (
        '<a rel="author">Ida <b>Tveit</b></a>',
        [("author", "Ida Tveit", "link marked as the author's")],
    ),
    ('<time pubdate datetime="2026-03-08">today</time>', [("published", "2026-03-08", "time tag")]),
    ('<time datetime="2026-03-08">some other day</time>', []),
    ('<meta property="og:locale" content="en_GB">', [("language", "en-GB", "meta tag og:locale")]),
    (
        '<script type="application/ld+json">[{"@type":["NewsArticle","x"],"headline":"Night ferry",'
        '"author":["Ida Tveit",{"name":"Osk Palmgren"},7],"publisher":{"name":"Ledger"}}]</script>',
        [
            ("title", "Night ferry", "JSON-LD headline"),
            ("author", "Ida Tveit", "JSON-LD author"),
            ("author", "Osk Palmgren", "JSON-LD author"),
            ("outlet", "Ledger", "JSON-LD publisher"),
        ],
    ),
    ('<script type="application/ld+json">{"@type":"Person","name":"Ida"}</script>', []),
    ('<script type="application/ld+json">{"@graph": 7}</script>', []),
    (
        '<script type="application/ld+json">{"@graph": {"@type": "Article", "headline": 5}}</script>',
        [],
    ),
    ('<script type="application/ld+json">not json</script>', []),
    ('<script type="application/ld+json"></script>', []),
]


@pytest.mark.parametrize(("markup", "expected"), ROWS)
def test_claims(markup, expected):
    root = html.document_fromstring(f"<html><body>{markup}<p>x</p></body></html>")
    assert [(value.field, value.value, value.origin) for value in page_metadata(root)] == expected


def test_records_come_before_tags_and_repeats_are_left_out():
    root = html.document_fromstring(
        '<html lang="en"><head><title>Night ferry</title><meta property="og:title" content="Night ferry">'
        '<script type="application/ld+json">{"@type":"Article","headline":"Night ferry"}</script>'
        "</head></html>"
    )
    claims = [(value.field, value.origin) for value in page_metadata(root)]
    assert claims == [("title", "JSON-LD headline"), ("language", "lang attribute")]
