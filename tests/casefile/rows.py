"""Rows made by hand, for tests that need no case."""

from typing import Any

from casefile.records import DocumentRow, DocumentState
from extraction.findings import DocumentKind


def document_row(number: int, **changes: Any) -> DocumentRow:
    """Return a paper that was read, called "Paper 1" by its number."""
    known: dict[str, Any] = {
        "id": number,
        "name": f"Paper {number}.pdf",
        "short_name": f"Paper {number}",
        "stored_name": f"{number:04} Paper {number}.pdf",
        "original_path": f"/papers/Paper {number}.pdf",
        "sha256": f"{number:064}",
        "media_type": "application/pdf",
        "kind": DocumentKind.COMPLAINT,
        "kind_reason": "",
        "kind_confirmed": False,
        "state": DocumentState.READY,
        "failure": None,
        "pages": 1,
        "characters": 100,
        "title": None,
        "author": None,
        "court": None,
        "docket_number": None,
        "filed": None,
        "date": None,
        "date_reason": "",
        "machine_read": False,
    }
    return DocumentRow(**{**known, **changes})
