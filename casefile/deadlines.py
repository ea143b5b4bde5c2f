"""The days by which papers that were served have to be answered, and the attorney's word on service.

Nothing is counted before the attorney says when a paper was served. His word stands with the document and
outlives every re-extraction; the days are counted anew whenever they are asked for.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from casefile import documents, history
from casefile.errors import CaseFailure
from casefile.history import Patch, Value
from casefile.process_json import process_from_json, service_of
from casefile.records import DocumentRow, Pin
from extraction.date_wording import day_words
from extraction.process import Process, ProcessKind, Written
from extraction.response_deadlines import Manner, Service, ToAnswer, response_deadlines
from importers.source_text import SourceText

__all__ = [
    "DeadlineRow",
    "ServedPaper",
    "deadline_rows",
    "proposed",
    "served_paper",
    "set_served",
]


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """A summons, subpoena or waiver of the case, with what the attorney said of its service."""

    document: int
    process: Process
    service: Service | None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One thing to do by a day. ``day`` is ``None`` while nobody has said when the paper was served.

    ``stated`` tells that the paper names the day. Every other one was counted, step by step, and is a
    proposal to verify; ``cautions`` say what may move it. ``pin`` is where the paper gives the time.
    """

    document: int
    short_name: str
    kind: ProcessKind
    act: str
    to: tuple[str, ...]
    day: dt.date | None
    time: str | None
    rule: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    stated: bool
    served: dt.date | None
    manner: Manner | None
    pin: Pin | None

    @property
    def verify(self) -> bool:
        """Whether the day is to be verified: always."""
        return True


def served_paper(connection: sqlite3.Connection, document: int) -> ServedPaper | None:
    """Return what a document demands and when it was served, ``None`` for one that is not served."""
    row = connection.execute(
        "SELECT extraction.process, document.served_given, document.manner_given,"
        " document.answer_days_given FROM document"
        " LEFT JOIN extraction ON extraction.document = document.id WHERE document.id = ?",
        (document,),
    ).fetchone()
    process = process_from_json(row["process"]) if row is not None else None
    if process is None:
        return None
    given = (row["served_given"], row["manner_given"], row["answer_days_given"])
    return ServedPaper(document, process, service_of(*given))


def deadline_rows(
    connection: sqlite3.Connection, source: Callable[[int], SourceText]
) -> tuple[DeadlineRow, ...]:
    """Return every deadline of the case in order of the days, those without a day last.

    ``source`` gives a document's text with its places.
    """
    found: list[DeadlineRow] = []
    for document in documents.rows(connection):
        paper = served_paper(connection, document.id) if document.is_process else None
        if paper is not None:
            found += _rows_of(document, paper, source)
    return tuple(sorted(found, key=lambda row: (row.day is None, row.day or dt.date.max)))


def proposed(connection: sqlite3.Connection, number: int, service: Service) -> tuple[ToAnswer, ...]:
    """Return what would follow from a day of service; () for papers that are not served."""
    document = documents.row(connection, number)
    paper = served_paper(connection, number)
    return response_deadlines(paper.process, service, document.court) if paper else ()


def set_served(
    connection: sqlite3.Connection,
    number: int,
    day: dt.date | None,
    manner: Manner,
    days: int | None,
) -> tuple[Patch, ...]:
    """Keep when and how a document was served; ``None`` takes the day back.

    Raises:
        NoSuchFinding: if there is no such document.
        CaseFailure: if it is nothing that is served, or the day cannot be.
    """
    document = documents.row(connection, number)
    paper = served_paper(connection, number)
    if paper is None:
        raise CaseFailure(
            f"“{document.short_name}” is no summons, subpoena or request to waive service that could be "
            "read, so no deadline can be counted. Set its kind, or count the deadline yourself."
        )
    issued = paper.process.issued_on
    if day is not None and issued is not None and day < issued:
        raise CaseFailure(
            f"“{document.short_name}” was issued on {day_words(issued)}: it cannot have been served on "
            f"{day_words(day)}. Check the day."
        )
    if days is not None and not 1 <= days <= 365:
        raise CaseFailure("Give the days to answer as a number from 1 to 365.")
    after: dict[str, Value] = {
        "served_given": day.isoformat() if day else None,
        "manner_given": str(manner) if day else None,
        "answer_days_given": days if day else None,
    }
    change = history.patch(connection, "document", number, after)
    if change is None:
        return ()
    told = (
        f"“{document.short_name}” was served on {day_words(day)} ({manner})"
        if day
        else f"“{document.short_name}” has no day of service"
    )
    history.record(connection, told, (change,))
    return (change,)


def _rows_of(
    document: DocumentRow, paper: ServedPaper, source: Callable[[int], SourceText]
) -> list[DeadlineRow]:
    process, service = paper.process, paper.service
    found = response_deadlines(process, service, document.court)
    rows = [_row(document, paper, each, source) for each in found]
    awaits = process.kind is not ProcessKind.ADMINISTRATIVE and service is None
    if awaits:
        sent = process.kind in (ProcessKind.WAIVER, ProcessKind.WAIVER_REQUEST)
        missing = "when the request was sent" if sent else "when it was served"
        waiting = ToAnswer(
            "Serve objections" if process.kind.is_subpoena else "Answer", dt.date.max, ""
        )
        steps = (f"Say {missing}, and the last day is counted.",)
        rows.append(_row(document, paper, waiting, source, steps))
    return rows


def _row(
    document: DocumentRow,
    paper: ServedPaper,
    found: ToAnswer,
    source: Callable[[int], SourceText],
    waiting: tuple[str, ...] = (),
) -> DeadlineRow:
    service = paper.service
    return DeadlineRow(
        document=document.id,
        short_name=document.short_name,
        kind=paper.process.kind,
        act=found.act,
        to=tuple(each.name.line for each in paper.process.to),
        day=None if waiting else found.day,
        time=found.time,
        rule=found.rule,
        steps=waiting or found.steps,
        cautions=found.cautions,
        stated=found.stated,
        served=service.day if service else None,
        manner=service.manner if service else None,
        pin=_pin(document, found.written or _first(paper.process), source),
    )


def _first(process: Process) -> Written | None:
    """Return the words to open where a deadline has none of its own."""
    period = next((each.written for each in process.answer), None)
    return period or process.when or process.docket_number or process.court


def _pin(
    document: DocumentRow, written: Written | None, source: Callable[[int], SourceText]
) -> Pin | None:
    if written is None or written.span is None:
        return None
    text = source(document.id)
    if (
        written.span.of(text.text) != written.text
    ):  # the document was read anew, and its findings not yet
        return None
    return document.pin(written.span, text.locate(written.span))
