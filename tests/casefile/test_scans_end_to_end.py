"""A scan imported by the command line and read by the real engine: found, cited and marked on its ink."""

import pytest

from casefile.case import Case
from casefile.workers import Workers
from importers.source_text import PageSource, Span
from main import main
from reports.cites import pin_cite
from reports.to_json import row_json
from tests.casefile.scans import FIRST, LAST, SCANNED, SIZE, picture_of, write_pdf


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """Import a paper of text, a scan and text by the command line; return its folder."""
    folder = tmp_path_factory.mktemp("scans")
    paper = write_pdf(folder / "Log of the harbor.pdf", (FIRST, picture_of(SCANNED), LAST))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        assert main(["new", str(folder / "case")]) == 0
        assert main(["import", str(folder / "case"), str(paper)]) == 0
    return folder


@pytest.fixture(scope="module")
def read(imported):
    workers = Workers()
    with Case.open(imported / "case.pincite", workers, local=imported / "local") as case:
        yield case
    workers.close()


def ink(image, scale, left, top, right, bottom):
    """Count the dark pixels of a rectangle given in points."""
    rows = range(max(0, round(top * scale)), min(image.height, round(bottom * scale)))
    columns = range(max(0, round(left * scale)), min(image.width, round(right * scale)))
    return sum(
        image.pixels[row * image.stride + column * 4] < 128 for row in rows for column in columns
    )


def test_the_scan_is_part_of_the_paper(read):
    row = read.document(1)
    assert (row.state, row.pages_waiting, row.machine_read) == ("ready", 0, True)
    text, pages = read.source(1).text, read.source(1).pages
    assert [page.source for page in pages] == [
        PageSource.DIGITAL,
        PageSource.OCR,
        PageSource.DIGITAL,
    ]
    told = pages[1].span.of(text).translate({ord("“"): '"', ord("”"): '"'})
    assert told.split() == " ".join(SCANNED).replace("“", '"').replace("”", '"').split()
    assert any("read by a machine" in notice.sentence for notice in row.notices)
    assert read.check() == ()


@pytest.mark.parametrize(("word", "line"), [("gangway", 2), ("Commission", 0), ("crew", 1)])
def test_a_word_that_is_searched_for_is_marked_on_its_ink(read, word, line):
    hit = next(
        hit
        for found in read.search(word).documents
        for hit in found.hits
        if hit.pin.place.first_page.number == 2
    )
    assert pin_cite(hit.pin) == "Log of the harbor at 2 (machine-read)"
    assert row_json(hit)["pin"]["machine_read"] is True
    ((box,),) = read.boxes(1, 2, hit.spans[:1])
    top = 72 + 24 * line
    assert top - 4 < box.top < box.bottom < top + SIZE + 8
    scale = 3.0
    image = read.page_image(1, 2, scale)
    inside = ink(image, scale, box.left, box.top, box.right, box.bottom)
    width = (box.right - box.left) / len(word)
    around = ink(image, scale, box.left - width / 2, top - 4, box.right + width / 2, top + SIZE + 8)
    assert inside > 100 and inside > 0.85 * around


def test_part_of_a_line_and_words_over_two_lines_have_a_box_a_line(read):
    text = read.source(1).text
    start = text.index("nobody told")
    spans = (Span(start, start + 11), Span(start, text.index("gangway") + 7))
    (one,), (first, second) = read.boxes(1, 2, spans)
    assert (one.left, one.top) == pytest.approx((first.left, first.top), abs=2)
    assert one.right < first.right and second.top > first.bottom - 4
    assert second.left == pytest.approx(72, abs=5)


def test_words_of_the_other_pages_are_marked_as_ever(read):
    text = read.source(1).text
    at = text.index("gangway")
    last = text.index("first morning")
    (box,), none = read.boxes(1, 3, (Span(last, last + 13), Span(at, at + 7)))
    assert none == () and 72 + 48 - SIZE < box.top < box.bottom < 72 + 48 + 4


def test_findings_of_the_scan_say_that_a_machine_read_them(read):
    marked = {row.text: row.pin.machine_read for row in read.view().dates}
    assert marked["2026-02-01"] is True and marked["2026-03-07"] is False
