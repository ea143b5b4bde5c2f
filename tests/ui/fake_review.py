"""What the case in memory answers to the review."""

import datetime as dt

from casefile.records import DateRow, HitRow, PartyRow, QuoteRow, Ref, ReviewState
from casefile.review_records import (
    Alike,
    AlikeBy,
    Change,
    ChangeFilter,
    Doubt,
    PaperProgress,
    ReviewFilter,
    ReviewItem,
    ReviewQueue,
)
from extraction.findings import Basis
from importers.source_text import Span


def queue(case, asked: ReviewFilter, only, limit) -> ReviewQueue:
    """The parties by their mentions, then quotes, then dates."""
    parties = sorted(case.parties, key=lambda row: -row.mentions)
    among = [
        row
        for row in (*parties, *case.quotes, *case.dates)
        if asked.kind in (None, row.ref.type)
        and (asked.document is None or paper_of(row) == asked.document)
        and (only is None or row.ref in only)
        and (not asked.doubtful or doubts(row))
        and (asked.below is None or row.confidence < asked.below)
    ]
    rows = tuple(row for row in among if asked.state in (None, row.state))
    decided = sum(row.state is not ReviewState.SUGGESTED for row in among)
    return ReviewQueue(rows[:limit], len(rows), len(among), decided)


def paper_of(row) -> int:
    return (row.first if isinstance(row, PartyRow) else row.pin).document


def doubts(row) -> tuple[Doubt, ...]:
    is_ambiguous = isinstance(row, DateRow) and row.basis is Basis.AMBIGUOUS
    nobody = isinstance(row, QuoteRow) and row.speaker is None
    return (Doubt.SEVERAL_READINGS,) * is_ambiguous + (Doubt.NO_SPEAKER,) * nobody


def item(case, ref: Ref) -> ReviewItem:
    case.calls.append(("review_item", ref))
    row = case._find(ref)
    if isinstance(row, PartyRow):
        return ReviewItem(row, doubts(row), None, case.party_card(row.id), ())
    words = row.reading if isinstance(row, QuoteRow) else row.text
    hit = HitRow(row.pin, f"So it was: {words}.", (Span(11, 11 + len(words)),), (row.pin.span,))
    return ReviewItem(row, doubts(row), hit, None, (case.parties[0],))


def alike(case, ref: Ref) -> tuple[Alike, ...]:
    row = case._find(ref)
    if isinstance(row, QuoteRow) and row.speaker is not None:
        refs = tuple(
            each.ref
            for each in case.quotes
            if each.speaker == row.speaker and each.state is ReviewState.SUGGESTED
        )
        return (Alike(AlikeBy.SPEAKER, refs),) if len(refs) > 1 else ()
    return ()


def progress(case) -> dict[int, PaperProgress]:
    rows = (*case.parties, *case.quotes, *case.dates)
    found = {}
    for document in case.rows:
        own = [row for row in rows if paper_of(row) == document.id]
        decided = sum(row.state is not ReviewState.SUGGESTED for row in own)
        found[document.id] = PaperProgress(decided, len(own))
    return found


def history(case, limit: int, asked: ChangeFilter | None):
    """Two decisions of one day, one of the day before that was taken back."""
    asked = asked or ChangeFilter()
    when = dt.datetime(2026, 3, 31, 17, 5, tzinfo=dt.UTC)
    quote, party = case.quotes[0].ref, case.parties[0].ref
    every = (
        Change(2, when, "ab", "Rejected “no notice”", undone=False, ref=quote),
        Change(1, when, "ab", "Accepted Port Commission", undone=False, ref=party),
        Change(0, when - dt.timedelta(days=1), "A. Marsh", "Renamed X", undone=True),
    )
    case.calls.append(("history", asked))
    return tuple(
        change
        for change in every
        if asked.who in (None, change.who)
        and asked.text.casefold() in change.sentence.casefold()
        and (asked.about is None or (change.ref is not None and change.ref.type == asked.about))
    )[:limit]
