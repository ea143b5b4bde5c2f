"""What is known about a paper as a whole, gathered from its metadata, its caption and its date."""

import datetime as dt
import re

from extraction.captions import Caption
from extraction.docket_entries import docket_entry
from extraction.findings import DocumentFacts, DocumentKind
from extraction.process import Process
from extraction.summons import Summons, read_summons
from extraction.written_days import first_day
from importers.document import ImportedDocument, Metadata

__all__ = ["document_facts"]

# Titles that programs write into a file's properties say nothing about the paper.
_PROGRAM_TITLES = ("microsoft word", "untitled", "document1", ".doc", ".pdf", ".wpd")


def document_facts(
    document: ImportedDocument,
    kind: DocumentKind,
    caption: Caption | None,
    process: Process | None = None,
    *,
    kind_reason: str = "",
    date: dt.date | None = None,
    date_reason: str = "",
) -> DocumentFacts:
    """Return the facts of a paper; caption and form outrank what the file says about itself."""
    metadata = document.metadata
    summons = read_summons(document) if kind is DocumentKind.SUMMONS else None
    court_paper = caption is not None or summons is not None or process is not None
    author = metadata.first("author")
    numbers = _docket_numbers(metadata, caption, summons, process)
    return DocumentFacts(
        kind=kind,
        kind_reason=kind_reason,
        title=_title(metadata, caption),
        author=None if court_paper or author is None else author.value,
        published=None if court_paper else _day(metadata, "published"),
        court=_court(caption, summons, process) or _text(metadata, "court"),
        docket_number=next(iter(numbers), None),
        docket_numbers=numbers,
        docket_entry=docket_entry(document.source),
        judge=caption.judge if caption else None,
        jury_demand=caption.jury_demand if caption else False,
        filed=caption.filed if caption and caption.filed else _day(metadata, "filed"),
        date=date,
        date_reason=date_reason,
    )


def _court(caption: Caption | None, summons: Summons | None, process: Process | None) -> str | None:
    if process is not None and process.court_name:
        return caption.court if caption and caption.court else process.court_name
    if summons is not None and summons.court:
        return summons.court
    return caption.court if caption else None


def _docket_numbers(
    metadata: Metadata,
    caption: Caption | None,
    summons: Summons | None,
    process: Process | None,
) -> tuple[str, ...]:
    found = [summons.docket_number] if summons is not None and summons.docket_number else []
    if not found and process is not None and process.docket:
        found = [process.docket]
    found += caption.docket_numbers if caption else [v.value for v in metadata.all("docket_number")]
    return tuple(dict.fromkeys(found))


def _text(metadata: Metadata, field: str) -> str | None:
    value = metadata.first(field)
    return value.value if value else None


def _day(metadata: Metadata, field: str) -> dt.date | None:
    value = metadata.first(field)
    return first_day(value.value) if value else None


def _title(metadata: Metadata, caption: Caption | None) -> str | None:
    if caption is not None and caption.title:
        return caption.title
    for value in metadata.all("title"):
        if re.search(r"[^\W\d_]{3}", value.value) and not any(
            word in value.value.casefold() for word in _PROGRAM_TITLES
        ):
            return value.value
    return None
