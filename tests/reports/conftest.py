"""Rows that several report tests share."""

import pytest

from casefile.records import DocumentRow, DocumentState
from extraction.findings import DocumentKind


@pytest.fixture
def document_row() -> DocumentRow:
    """Return an invented complaint."""
    return DocumentRow(
        id=1,
        name="Complaint",
        short_name="Compl.",
        stored_name="0001 Complaint.pdf",
        original_path="Complaint.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        kind=DocumentKind.COMPLAINT,
        kind_reason="",
        kind_confirmed=False,
        state=DocumentState.READY,
        failure=None,
        pages=9,
        characters=100,
        title=None,
        author=None,
        court=None,
        docket_number=None,
        filed=None,
        date=None,
        date_reason="",
        machine_read=False,
    )
