"""PDF files: their text is the report's, in its order; pages, links and bookmarks stand where they should."""

import io
import re
import unicodedata

import pypdf
import pypdfium2
import pytest

from reports.report import Cell, ColumnSort, Layout, Mark, Report, ReportColumn, Run, Section
from reports.to_pdf import to_pdf

from .odd_report import ORIGIN, long_report, odd_report, one_row

LINK = "pincite:0123456789abcdef0123456789abcdef"


def pdfium_pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pypdf_pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def squeezed(text: str) -> str:
    """Return a text without white space, compatibility forms undone as readers of PDF undo them."""
    return re.sub(r"[\s\x01\x0b\ufffe]", "", unicodedata.normalize("NFKC", text))


def report_words(report: Report) -> str:
    """Return every word of a report in reading order."""
    parts = [report.title, f"{ORIGIN.case}, March 9, 2026", report.note]
    for section in report.sections:
        parts += [section.heading, section.note]
        parts += [column.title for column in section.columns]
        parts += [cell.text for row in section.rows for cell in row]
    return squeezed("".join(parts))


@pytest.mark.parametrize("read", [pdfium_pages, pypdf_pages])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_text_is_the_report(read, landscape: bool) -> None:
    report = odd_report()
    (page,) = read(to_pdf(report, ORIGIN, Layout(landscape=landscape)))
    foot = squeezed(f"{ORIGIN.case} · Chronology · Mar. 9, 2026") + "1of1"
    # The row written from the right stands in another order of lines; its words are looked at below.
    found = squeezed(page).replace(foot, "")
    assert sorted(found) == sorted(report_words(report))
    for row in (report.sections[0].rows[0], *report.sections[1].rows):
        assert squeezed("".join(cell.text for cell in row)) in found


def test_words_from_the_right_read_back_in_their_order() -> None:
    (page,) = pdfium_pages(to_pdf(one_row(Cell("שלום עולם")), ORIGIN))
    assert "שלום עולם" in page


def test_many_pages_repeat_the_heading_and_count() -> None:
    report = long_report(60)
    pages = pdfium_pages(to_pdf(report, ORIGIN))
    assert len(pages) > 3
    heading = squeezed("".join(column.title for column in report.sections[0].columns))
    for number, page in enumerate(pages, start=1):
        assert heading in squeezed(page)
        assert f"{number} of {len(pages)}" in page
    days = re.findall(r"Day (\d+)", "".join(pages))
    assert days == [str(at) for at in range(1, 61)]


def test_a_row_that_fits_on_a_page_is_never_cut() -> None:
    for page in pdfium_pages(to_pdf(long_report(60, words=90), ORIGIN)):
        for day in re.findall(r"Day (\d+)", page):
            assert page.count(f"word{day} ") + page.count(f"word{day}\r") == 90


def test_a_row_of_several_pages_is_told_whole() -> None:
    words = [f"word{at}" for at in range(4000)]
    pages = pdfium_pages(to_pdf(one_row(Cell(" ".join(words)), Cell("beside")), ORIGIN))
    assert len(pages) > 2
    assert re.findall(r"word\d+", "".join(pages)) == words


def test_a_word_wider_than_its_column_is_broken_not_lost() -> None:
    pages = pdfium_pages(to_pdf(one_row(*[Cell("x" * 400)] * 5), ORIGIN))
    assert "".join(pages).count("x") == 5 * 400


def test_footnotes_stand_on_the_page_of_their_row() -> None:
    pages = pdfium_pages(to_pdf(long_report(60), ORIGIN, Layout(footnotes=True)))
    assert len(pages) > 2
    for page in pages:
        days = re.findall(r"Day (\d+)", page)
        cites = [each.replace("\xa0", " ") for each in re.findall(r"Compl\.\s¶\s\d+", page)]
        assert cites == [f"Compl. ¶ {day}" for day in days]
        assert "Source" not in page


def annotations(data: bytes) -> list[list[str]]:
    return [
        [str(each.get_object()["/A"]["/URI"]) for each in page.get("/Annots", [])]
        for page in pypdf.PdfReader(io.BytesIO(data)).pages
    ]


def test_cites_open_their_passages() -> None:
    place = f"{LINK}/1?start=0&end=9"
    (links,) = annotations(to_pdf(odd_report(), ORIGIN))
    assert links == [place, place, place, f"{LINK}/2"]
    assert annotations(to_pdf(odd_report(), ORIGIN, Layout(footnotes=True)))[0].count(place) == 3
    assert annotations(to_pdf(odd_report(), ORIGIN, Layout(links=False))) == [[]]


def test_a_link_lies_over_its_words() -> None:
    data = to_pdf(odd_report(), ORIGIN)
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    left, bottom, right, top = map(float, page["/Annots"][0].get_object()["/Rect"])
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_bounded(left, bottom, right, top)
    document.close()
    assert squeezed(text) == "Compl.¶38"


def test_bookmarks_lead_to_the_sections() -> None:
    def titles(outline: list[object]) -> list[object]:
        return [titles(each) if isinstance(each, list) else each.title for each in outline]  # type: ignore[attr-defined]

    outline = pypdf.PdfReader(io.BytesIO(to_pdf(odd_report(), ORIGIN))).outline
    assert titles(outline) == ["Chronology", ["Events [2026]", "Events: 2026?", ["What is left"]]]


def test_the_same_report_gives_the_same_bytes_and_names_nobody() -> None:
    first, second = (to_pdf(odd_report(), ORIGIN) for _ in range(2))
    assert first == second
    reader = pypdf.PdfReader(io.BytesIO(first))
    assert reader.metadata is not None
    assert reader.metadata.title == "Chronology, Voss v. Harbor Board"
    assert not reader.metadata.author
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260309")
    assert reader.trailer["/Root"]["/Lang"] == "en-US"


def test_every_letter_of_european_scripts_is_embedded() -> None:
    report = one_row(
        Cell("¶ § “x” ‘y’ – — … ½ © € é ñ č ş ő Ω Ж ю א ☐ ☒ ✓ →"),
        Cell("Петров", (Run("Петров", Mark.TOLD),)),
        sorts=(ColumnSort.QUOTATION, ColumnSort.TEXT),
    )
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(report, ORIGIN)))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    used = [font.get_object() for font in fonts]
    shipped = [
        font for font in used if "Liberation" in font["/BaseFont"] or "DejaVu" in font["/BaseFont"]
    ]
    assert shipped and all("/FontFile2" in font["/FontDescriptor"] for font in shipped)
    (page,) = pdfium_pages(to_pdf(report, ORIGIN))
    assert "no letters" not in page
    assert all(each in page for each in "¶§“”–…½€éñčşőΩЖюא☐☒✓→")


def test_characters_without_letters_are_named_or_stand_as_boxes_and_the_report_says_so() -> None:
    (page,) = pypdf_pages(to_pdf(one_row(Cell("a \U0001f9ff b กข c")), ORIGIN))
    assert "a [nazar amulet] b □□ c" in page
    assert "(U+0E01, U+0E02, U+1F9FF)" in page


def test_marks_are_drawn() -> None:
    runs = (Run("plain ", None), Run("bold", Mark.CHANGED), Run(" told", Mark.TOLD))
    report = one_row(Cell("plain bold told", runs), sorts=(ColumnSort.QUOTATION,))
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(report, ORIGIN)))
    names = {
        font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()
    }
    assert any("Serif-Bold" in name for name in names)
    assert any("Serif-Italic" in name for name in names)


def test_a_report_of_nothing_is_one_page() -> None:
    (page,) = pdfium_pages(to_pdf(Report("Empty", ()), ORIGIN))
    assert "Empty" in page
    table = Report("Empty", (Section("", (ReportColumn("A", ColumnSort.TEXT, 1),), ()),))
    assert len(pdfium_pages(to_pdf(table, ORIGIN))) == 1


def test_progress_is_told_and_what_it_raises_ends_the_writing() -> None:
    told: list[tuple[int, int]] = []
    to_pdf(long_report(40), ORIGIN, Layout(), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (80, 80)

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        to_pdf(long_report(5), ORIGIN, Layout(), stop)


@pytest.mark.parametrize("before", range(3, 10))
def test_a_heading_stays_with_the_first_row_of_its_table(before: int) -> None:
    """However full a page is, the last thing on it is a row, and what follows a heading stands below it."""
    long = long_report(before, words=40).sections[0]
    high = Section(
        "What follows", long.columns, long_report(2, words=110).sections[0].rows, "A note."
    )
    document = pypdfium2.PdfDocument(to_pdf(Report("R", (long, high)), ORIGIN))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    (told,) = [text for text in texts if "What follows" in text]
    assert "Day 1" in told[told.index("What follows") :]
