"""Page labels of the file against the numbers printed on its pages: a pin cite follows the print."""

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle

from importers.document import ImportContext
from importers.pdf import PdfImporter


def labels(content: bytes) -> list[str]:
    source = PdfImporter().read(content, ImportContext("paper.pdf")).source
    return [page.label for page in source.pages]


@pytest.fixture
def numbered(drawn, changed):
    """Return a maker of papers with numbers printed at the foot and labels that count from a start."""

    def make(
        printed: list[str], start: int, style: str = PageLabelStyle.DECIMAL, prefix: str = ""
    ) -> bytes:
        def page(at: int, number: str):
            def draw(canvas):
                for row in range(3):
                    canvas.drawString(72, 700 - 28 * row, f"The ferry left the harbor {at} {row}.")
                canvas.drawCentredString(306, 40, number)

            return draw

        def edit(writer: PdfWriter) -> None:
            last = len(printed) - 1
            writer.set_page_label(0, last, style=style, start=start, prefix=prefix or None)

        return changed(drawn(*(page(at, number) for at, number in enumerate(printed))), edit)

    return make


@pytest.mark.parametrize(
    ("printed", "start", "wanted"),
    [
        (
            ["", "2", "3", "4"],
            2,
            ["1", "2", "3", "4"],
        ),  # the labels of another version of the paper
        (["", "2", "3", "4"], 1, ["1", "2", "3", "4"]),
        (
            ["17", "18", "19"],
            17,
            ["17", "18", "19"],
        ),  # part of a longer paper, labels and print agree
        (["- 7 -", "- 8 -", "- 9 -"], 7, ["7", "8", "9"]),
        (["", "", ""], 5, ["5", "6", "7"]),  # nothing in print says otherwise
        (["", "", "3"], 5, ["5", "6", "7"]),  # one number alone is too little
    ],
)
def test_labels_yield_to_what_is_printed(numbered, printed, start, wanted):
    assert labels(numbered(printed, start)) == wanted


def test_labels_in_roman_or_with_a_prefix_agree_with_the_print(numbered):
    roman = numbered(["i", "ii", "iii"], 1, PageLabelStyle.LOWERCASE_ROMAN)
    assert labels(roman) == ["i", "ii", "iii"]
    assert labels(numbered(["4", "5", "6"], 4, prefix="A-")) == ["A-4", "A-5", "A-6"]


def test_the_labels_of_a_real_paper_are_the_numbers_on_its_pages(shared: Path):
    """By eye: the second page of the complaint bears a 2, although the file calls it 3."""
    path = shared / "documents/pleadings/sines-second-amended-complaint.pdf"
    assert labels(path.read_bytes()) == [str(number) for number in range(1, 112)]
