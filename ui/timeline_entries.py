"""What stands on the timeline: one entry for each stretch of time, however many dates name it.

Knows no Qt.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from casefile.records import DateRow, DocumentRow, Due, Ref, ReviewState
from extraction.date_wording import day_words
from ui.messages import count, date_title, due_words, sentence_words, source_words

__all__ = ["Entry", "timeline_entries"]

_WORDS_IN_LABEL = 6
_LETTERS_IN_LABEL = 38
# A strip as wide as a screen has fewer places than this to put a mark.
_MOST_ENTRIES = 700


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark: what a click selects, its days (ordinals, ``last`` inclusive), label and hover words.

    ``refs`` are all findings that the mark stands for; ``weight`` says whose label comes first.
    """

    ref: Ref
    refs: tuple[Ref, ...]
    first: int
    last: int
    label: str
    words: str
    weight: float


def timeline_entries(
    dates: Sequence[DateRow], documents: Sequence[DocumentRow]
) -> tuple[Entry, ...]:
    """Return the entries in order of time; dates of one stretch are one entry, named by the surest."""
    stretches: dict[tuple[dt.date, dt.date], list[DateRow]] = {}
    for row in dates:
        if row.earliest is None or row.latest is None or row.state is ReviewState.REJECTED:
            continue
        stretches.setdefault((row.earliest, row.latest), []).append(row)
    best = [(max(rows, key=_weight), rows) for rows in stretches.values()]
    best.sort(key=lambda pair: -_weight(pair[0]) - min(len(pair[1]), 20) / 20)
    entries = [_date_entry(row, rows) for row, rows in best[:_MOST_ENTRIES]]
    entries += [_document_entry(row, row.date) for row in documents if row.date is not None]
    entries += [_due_entry(row, due) for row in documents for due in row.due]
    return tuple(sorted(entries, key=lambda entry: (entry.first, entry.last)))


def _weight(row: DateRow) -> float:
    sure = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    return (2.0 if sure else 0.0) + (1.0 if row.earliest == row.latest else 0.0) + row.confidence


def _date_entry(row: DateRow, rows: Sequence[DateRow]) -> Entry:
    first, last = row.earliest, row.latest
    if first is None or last is None:
        raise ValueError("a date without calendar time has no place on the timeline")
    sentence = sentence_words(row)[:200]
    others = f" (+{len(rows) - 1})" if len(rows) > 1 else ""
    more = f"\nand {count(len(rows) - 1, 'more mention')}" if len(rows) > 1 else ""
    return Entry(
        row.ref,
        tuple(other.ref for other in rows),
        first.toordinal(),
        last.toordinal(),
        (_label(sentence) or row.text) + others,
        "\n".join(filter(None, (f"{date_title(row)}: {sentence}{more}", source_words(row.pin)))),
        _weight(row) + min(len(rows), 20) / 20,
    )


def _document_entry(row: DocumentRow, date: dt.date) -> Entry:
    number = date.toordinal()
    name = row.short_name or row.name
    return Entry(row.ref, (row.ref,), number, number, name, f"{name}, {day_words(date)}", 1.5)


def _due_entry(row: DocumentRow, due: Due) -> Entry:
    """A deadline: marked as one to verify, and first among its neighbours' labels."""
    number = due.day.toordinal()
    mark = "" if due.stated else " (verify)"
    words = f"{due_words(due)}\n{row.short_name or row.name}"
    return Entry(row.ref, (row.ref,), number, number, f"Due: {due.act}{mark}", words, 4.0)


def _label(sentence: str) -> str:
    words = sentence.split()
    label = " ".join(words[:_WORDS_IN_LABEL])[:_LETTERS_IN_LABEL].rstrip(" ,;:")
    return label if len(label) == len(sentence) else f"{label}…"
