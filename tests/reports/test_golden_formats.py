"""One odd report in every format against files that a person has looked at.

After a deliberate change run ``pytest tests/reports/test_golden_formats.py --update-golden`` and read the
diff; of packages and PDF, the parts that hold the words and their looks are kept.
"""

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from reports.formats import FORMATS, format_of, written
from reports.report import Layout, ReportFailure

from .odd_report import ORIGIN, odd_report

GOLDEN = Path(__file__).parent / "golden/formats"
LAYOUTS = {"": Layout(), "-footnotes": Layout(landscape=False, footnotes=True, links=False)}


def parts(data: bytes, *names: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        told = [
            etree.tostring(
                etree.fromstring(package.read(name)), pretty_print=True, encoding="unicode"
            )
            for name in names
            if name in package.namelist()
        ]
    # Which names of schemas a library's own template declares is not ours.
    return re.sub(r' xmlns:\w+="[^"]+"', "", "".join(told))


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def readable(suffix: str, data: bytes) -> str:
    if suffix == ".docx":
        return parts(data, "word/document.xml", "word/footnotes.xml", "word/footer1.xml")
    if suffix == ".xlsx":
        return parts(data, "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
    if suffix == ".pdf":
        return pdf_text(data).replace("\r\n", "\n") + "\n"
    return data.decode("utf-8-sig").replace("\r\n", "\n")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_every_format_is_as_read(suffix: str, layout: str, request: pytest.FixtureRequest) -> None:
    text = readable(suffix, written(odd_report(), ORIGIN, LAYOUTS[layout], suffix))
    ending = {".docx": ".docx.xml", ".xlsx": ".xlsx.xml", ".pdf": ".pdf.txt"}.get(suffix, suffix)
    golden = GOLDEN / f"report{layout}{ending}"
    if request.config.getoption("update_golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".DOCX", ".Pdf"])
def test_endings_are_known_however_they_are_written(suffix: str) -> None:
    assert format_of(suffix).suffix == suffix.lower()


def test_an_unknown_ending_is_told_the_known_ones() -> None:
    with pytest.raises(ReportFailure, match=r"\.docx, .* or \.json: name the file so"):
        format_of(".odt")
