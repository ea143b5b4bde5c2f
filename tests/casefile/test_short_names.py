"""What a paper is called in cites before the attorney names it otherwise."""

import datetime as dt

import pytest

from casefile.documents import short_name_of
from extraction.findings import DocumentKind

DAY = dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("kind", "title", "name", "author", "day", "called"),
    [
        (DocumentKind.COMPLAINT, None, "scan 12.pdf", None, DAY, "Compl."),
        (DocumentKind.COMPLAINT, "First Amended Complaint", "a.pdf", None, DAY, "First Am. Compl."),
        (DocumentKind.COMPLAINT, "SECOND AMENDED COMPLAINT", "a", None, DAY, "Second Am. Compl."),
        (DocumentKind.COMPLAINT, "Amended Complaint", "a.pdf", None, DAY, "Am. Compl."),
        (DocumentKind.EXHIBIT, None, "Exhibit C.pdf", None, DAY, "Ex. C"),
        (
            DocumentKind.ARTICLE,
            "The tide turns",
            "a.txt",
            "Mara Quill",
            DAY,
            "Quill, The tide turns, Mar. 4, 2026",
        ),
        (
            DocumentKind.ARTICLE,
            "Night ferry tied up as harbor board weighs its rule",
            "a.txt",
            None,
            None,
            "Night ferry tied up as…",
        ),
        (DocumentKind.ARTICLE, None, "clipping.html", "Ida Voss, Staff", None, "Voss, clipping"),
        (DocumentKind.OTHER, None, "Notes of a call.txt", None, DAY, "Notes of a call"),
        (DocumentKind.OTHER, "19113662701", "Second complaint.pdf", None, DAY, "Second complaint"),
        (DocumentKind.OTHER, r"Y:\TS\CIVIL~1\FORMS.wpd", "forms.pdf", None, DAY, "forms"),
        (
            DocumentKind.OTHER,
            "Microsoft Word - Letter to Dale.docx",
            "x.pdf",
            None,
            DAY,
            "Letter to Dale",
        ),
    ],
)
def test_short_name(
    kind: DocumentKind,
    title: str | None,
    name: str,
    author: str | None,
    day: dt.date | None,
    called: str,
) -> None:
    assert short_name_of(kind, title, name, author, day) == called
