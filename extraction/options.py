"""What a caller knows about a paper before it is read for findings."""

import datetime as dt
from dataclasses import dataclass

from extraction.findings import DocumentKind

__all__ = ["ExtractionContext"]


@dataclass(frozen=True, slots=True)
class ExtractionContext:
    """The attorney's word on a paper's kind and day; what is ``None`` is worked out from the paper."""

    kind: DocumentKind | None = None
    date: dt.date | None = None
