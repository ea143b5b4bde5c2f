"""Web pages: every word is text, nothing is loaded, tables are told to those who listen."""

import pytest
from lxml import html

from reports.report import Cell, Layout, Report, Section, clean
from reports.to_html import to_html

from .odd_report import ORIGIN, odd_report, one_row


def page(report: Report, layout: Layout | None = None) -> html.HtmlElement:
    return html.document_fromstring(to_html(report, ORIGIN, layout).decode())


def test_the_page_reads_back_as_the_report() -> None:
    report = odd_report()
    found = page(report)
    assert found.findtext("head/title") == "Chronology, Voss v. Harbor Board"
    assert [each.text for each in found.iter("h1", "h2", "h3")] == [
        "Chronology",
        "Events [2026]",
        "Events: 2026?",
        "What is left",
    ]
    days, numbers = found.iter("table")
    for table, section in zip((days, numbers), report.sections, strict=False):
        assert [each.text for each in table.iter("th")] == [one.title for one in section.columns]
        read = [[cell.text_content() for cell in row.iter("td")] for row in table.find("tbody")]
        assert read == [[clean(cell.text) for cell in row] for row in section.rows]


def test_tables_are_told_to_those_who_listen() -> None:
    found = page(odd_report())
    assert found.get("lang") == "en"
    assert [each.text for each in found.iter("caption")] == ["Events [2026]", "Events: 2026?"]
    assert all(each.get("scope") == "col" for each in found.iter("th"))
    assert {each.get("dir") for each in found.iter("td")} == {"auto", "ltr"}
    assert [each.get("datetime") for each in found.iter("time")] == [
        "2026-03-07",
        "2026-03-01",
        "1899-01-01",
    ]


HOSTILE = "</td></table><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;<!--]]>"


def test_hostile_words_stay_words() -> None:
    section = one_row(Cell(HOSTILE)).sections[0]
    report = Report(HOSTILE, (Section(HOSTILE, section.columns, section.rows, HOSTILE),), HOSTILE)
    found = page(report)
    assert not list(found.iter("script", "img"))
    assert found.findtext(".//td") == HOSTILE
    assert found.findtext(".//h1") == HOSTILE
    (table,) = found.iter("table")
    assert len(list(table.iter("tr"))) == 2


def test_nothing_is_loaded_from_anywhere() -> None:
    found = page(odd_report())
    assert not list(found.iter("link", "script", "img", "iframe", "object", "embed", "base"))
    assert "url(" not in "".join(each.text or "" for each in found.iter("style"))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert all(link.startswith("pincite:") for link in found.xpath("//@href | //@src"))


def test_cites_open_their_passages() -> None:
    place = "pincite:0123456789abcdef0123456789abcdef/1?start=0&end=9"
    assert page(odd_report()).xpath("//a/@href")[:3] == [place] * 3
    assert not page(odd_report(), Layout(links=False)).xpath("//a")


@pytest.mark.parametrize(("landscape", "size"), [(True, "letter landscape"), (False, "letter")])
def test_it_prints_as_it_is_laid_out(landscape: bool, size: str) -> None:
    assert f"size: {size};" in to_html(odd_report(), ORIGIN, Layout(landscape=landscape)).decode()
