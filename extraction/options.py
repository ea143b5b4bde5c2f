"""What a caller knows about a paper before it is read for findings."""

import datetime as dt
from dataclasses import dataclass

from extraction.findings import DocumentKind

__all__ = ["ExtractionContext"]


@dataclass(frozen=True, slots=True)
class ExtractionContext:
    """The attorney's word on a paper; what is ``None`` is worked out from the paper.

    ``day_first`` tells whether its numeric dates have the day before the month.
    """

    kind: DocumentKind | None = None
    date: dt.date | None = None
    day_first: bool | None = None
