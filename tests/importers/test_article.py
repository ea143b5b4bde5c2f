"""Saved web pages: all text kept, the article told from the site, claims with their origin."""

import pytest

from importers import limits
from importers.article import ArticleImporter
from importers.document import EmptyFile, ImportContext
from importers.source_text import Zone

HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Board stops night ferry | Harbour Ledger</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta name="author" content="By Osk Palmgren">
<meta property="article:author" content="https://ledger.example/osk">
<meta property="article:published_time" content="2026-03-08T09:10:00Z">
<meta property="article:modified_time" content="20260309">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
"headline":"Board stops night ferry","datePublished":"2026-03-08",
"author":[{"name":"Osk Palmgren"}]}]}</script>
<script type="application/ld+json">{broken</script>
<style>p {color: red}</style></head>"""

BODY = """<body><nav><a href="/">Home</a> <a href="/n">News of the islands</a></nav>
<article><h1>Board stops night ferry</h1><p class="byline">By Osk Palmgren</p><p><time>8 March 2026</time></p>
<p>The ferry board on Friday stopped   every night run between the islands, saying that crews had
worked “past every limit” over the winter months of this year.</p>
<p>People on the outer island said that they had been given <i>no</i> warning, and a petition against
the order of the board had gathered four hundred names by the evening.</p>
<div>Advertisement</div>
<blockquote><p>Nobody asked us.<br>Nobody ever does, and nobody will, said one of the captains who have
worked the night run for more than twenty years.</p></blockquote>
<p>The board said <q>safety comes first</q> and that the night runs would be looked at again in spring,
when new crews had been found and trained by the company that runs them.</p>
<p>The ferry company declined to comment on the order, but its lawyers have asked the board for all the
papers on which it was founded, and for the names of those who wrote them.</p></article>
<aside><h3>Most read</h3><ul><li><a href="x">Ten best pies of the harbour</a></li>
<li>Gull steals wig</li></ul>
</aside><p style="display: none">a hidden trace</p>
<footer>© 2026 Harbour Ledger</footer><script>alert("never text")</script></body></html>"""


def read(content: bytes | str):
    raw = content.encode("utf-8") if isinstance(content, str) else content
    document = ArticleImporter().read(raw, ImportContext("a.html"))
    document.source.validate()
    return document


def test_article_is_told_from_the_site():
    source = read(HEAD + BODY).source
    furniture = [p.span.of(source.text) for p in source.paragraphs if p.zone.is_furniture]
    assert furniture == [
        "Home News of the islands",
        "Advertisement",
        "Most read",
        "Ten best pies of the harbour",
        "Gull steals wig",
        "a hidden trace",
        "© 2026 Harbour Ledger",
    ]
    assert {zone.span for zone in source.zones} == {
        p.span for p in source.paragraphs if p.zone.is_furniture
    }
    assert all(zone.reason for zone in source.zones)


def test_text_is_as_a_browser_shows_it():
    text = read(HEAD + BODY).source.text
    assert "stopped every night run between" in text, "white space collapses"
    assert "given no warning" in text, "inline tags do not part words"
    assert "Nobody asked us.\nNobody ever does" in text, "a line break stays one"
    assert "said “safety comes first” and" in text, "a browser prints the marks of a q element"
    assert "never text" not in text
    assert "color" not in text


def test_zones_by_tag():
    source = read(HEAD + BODY).source
    zones = {p.span.of(source.text)[:12]: p.zone for p in source.paragraphs}
    assert zones["Board stops "] is Zone.HEADING
    assert zones["Nobody asked"] is Zone.BLOCK_QUOTE
    assert zones["By Osk Palmg"] is Zone.BODY


def test_claims_with_origin():
    metadata = read(HEAD + BODY).metadata
    first = {
        field: metadata.first(field)
        for field in ("title", "author", "published", "modified", "outlet")
    }
    assert {field: value.value for field, value in first.items()} == {
        "title": "Board stops night ferry",
        "author": "Osk Palmgren",
        "published": "2026-03-08",
        "modified": "2026-03-09",
        "outlet": "Harbour Ledger",
    }
    assert first["title"].origin == "JSON-LD headline"
    assert first["modified"].origin == "meta tag article:modified_time"
    assert all("https" not in value.value for value in metadata.all("author"))
    assert metadata.first("author").span is not None, "found again in the byline"


ENCODED = [
    ('<meta charset="windows-1252"><p>“q” §', "cp1252", "“q” §"),
    (
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“q”',
        "cp1252",
        "“q”",
    ),
    ("<html><p>“q” §", "utf-8", "“q” §"),
    ("<html><p>“q” §", "utf-16", "“q” §"),
    ('<meta charset="no-such-code"><p>“q”', "utf-8", "“q”"),
    ('<?xml version="1.0" encoding="utf-8"?><html><p>“q”', "utf-8", "“q”"),
    ("<html><p>a&nbsp;&sect;&#8239;5 &lt;b&gt;", "ascii", "a\u00a0§\u202f5 <b>"),
]


@pytest.mark.parametrize(("markup", "encoding", "expected"), ENCODED)
def test_encodings(markup, encoding, expected):
    assert read(markup.encode(encoding)).source.text == expected


def test_depth_trap_keeps_the_words():
    deep = (
        "<html><body>"
        + "<div>" * 60_000
        + "the words in the deep " * 50
        + "</div>" * 60_000
        + "</html>"
    )
    document = read(deep)
    assert document.source.text.count("the words in the deep") == 50
    assert [notice.code for notice in document.notices] == ["layout-lost"]


def test_long_page_is_read_without_the_slow_step(monkeypatch):
    monkeypatch.setattr(limits, "MAX_FURNITURE_HTML_BYTES", 100)
    document = read(HEAD + BODY)
    assert [notice.code for notice in document.notices] == ["article-not-told"]
    furniture = {
        p.span.of(document.source.text) for p in document.source.paragraphs if p.zone.is_furniture
    }
    assert {"Advertisement", "Most read", "Gull steals wig", "a hidden trace"} <= furniture


def test_table_and_list_text_is_kept():
    text = read(
        "<table><tr><td>Pilot<td>Hours<tr><td>Vesk<td>71</table><ul><li>one<li>two</ul>"
    ).source.text
    assert text.split() == ["Pilot", "Hours", "Vesk", "71", "one", "two"]


@pytest.mark.parametrize(
    "content", ["<html></html>", "<html><script>x</script>", "<!-- only this -->"]
)
def test_page_without_words(content):
    with pytest.raises(EmptyFile, match="no words"):
        read(content)


def test_paper_of_a_case_on_the_web_is_no_article():
    page = """<html><body><nav>Menu</nav><p>IN THE SUPERIOR COURT OF NORTH TARN</p>
    <p>HALDORA VESK, Plaintiff,</p>
    <p>v.</p><p>BOARD OF PIERS, Defendant.</p><p>ORDER</p><p>1. The motion to dismiss is denied for the
    reasons that the court gave at the hearing.</p><p>2. The board shall answer by the end of next month.</p>
    <p>3. No costs are awarded.</p></body></html>"""
    source = read(page).source
    assert [p.number for p in source.paragraphs if p.number] == ["1", "2", "3"]
    assert [p.span.of(source.text) for p in source.paragraphs if p.zone.is_furniture] == ["Menu"]
    assert (
        next(p for p in source.paragraphs if "COURT" in p.span.of(source.text)).zone is Zone.CAPTION
    )


def test_article_in_several_columns_is_kept_whole():
    sentence = (
        "In column {} the board told the crews of boat {} that every night run had been stopped."
    )
    columns = "".join(
        "<div class='grid'><div class='text'>"
        + "".join(f"<p>{sentence.format(part, part * 10 + row)}</p>" for row in range(5))
        + "</div></div><div class='promo'><span>Advertisement</span></div>"
        for part in range(4)
    )
    source = read(f"<html><body><h1>Board stops night ferry</h1>{columns}</body></html>").source
    own = [p.span.of(source.text) for p in source.paragraphs if not p.zone.is_furniture]
    assert sum("In column" in words for words in own) == 20


@pytest.mark.parametrize("piece", ["<", "<!--", "<script>", "<b x='", "-->", "<!---->"])
def test_broken_markup_takes_no_long_time(piece):
    page = "<html><body>words of the page " + piece * 100_000
    assert read(page).source.text.startswith("words of the page")
