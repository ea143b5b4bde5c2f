"""Which reports there are: what each is called, what can be chosen of it, and how it is made of a case."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from casefile.case import Case
from casefile.issue_records import EvidenceRow
from casefile.records import RefType
from reports import (
    checked_quotes,
    chronology,
    deadlines,
    documents,
    dossier,
    hits,
    outline,
    overview,
    quote_bank,
    whos_who,
)
from reports.arranging import Column, noted
from reports.asked import linked
from reports.content import date_words, sentence_words, speaker_words
from reports.options import EVERYTHING, ReportOptions
from reports.own_words import own_words
from reports.report import Report, ReportFailure
from reports.told_options import told_options

__all__ = ["KINDS", "Choice", "ReportKind", "kind_of", "make_report"]


class Choice(StrEnum):
    """What of the options a report heeds."""

    QUESTION = "question"
    QUERY = "query"
    PARTY = "party"
    PARTIES = "parties"
    DOCUMENTS = "documents"
    KINDS = "kinds"
    TAGS = "tags"
    DAYS = "days"
    TEXT = "text"
    ACCEPTED = "accepted"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report. ``key`` is its name on the command line, ``title`` in the window, ``told`` what it is.

    ``is_wide``: its tables want a page that lies. ``has_days``: a calendar can take of it. ``rows`` are of
    the kind that the linked view is asked for, where the report heeds its question.
    """

    key: str
    title: str
    told: str
    make: Callable[[Case, ReportOptions], Report]
    choices: frozenset[Choice] = frozenset()
    columns: tuple[Column, ...] = ()
    groupings: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    is_wide: bool = True
    has_days: bool = False
    rows: RefType | None = None


def make_report(case: Case, key: str, options: ReportOptions = EVERYTHING) -> Report:
    """Return a report of a case; its note tells what was chosen and what was left out.

    Raises:
        ReportFailure: for an unknown report, column or grouping, or where a search or a party is missing.
    """
    kind = kind_of(key)
    if options.question is not None and kind.rows is None:
        options = replace(options, question=None)
    asked = options
    if options.question is not None and kind.rows is not None:
        asked = replace(options, linked=linked(case, options.question, kind.rows))
    made = kind.make(case, asked)
    told = told_options(case, options)
    # Calendars tell entries apart by this alone, those of two cases too.
    entries = tuple(replace(entry, uid=f"{case.case_id}/{entry.uid}") for entry in made.entries)
    return replace(made, note=noted(told, made.note), entries=entries)


def kind_of(key: str) -> ReportKind:
    """Return a report by its name.

    Raises:
        ReportFailure: if there is no such report.
    """
    found = next((kind for kind in KINDS if kind.key == key), None)
    if found is None:
        names = ", ".join(kind.key for kind in KINDS)
        raise ReportFailure(f"There is no report {key!r}: choose one of {names}.")
    return found


def _chronology(case: Case, options: ReportOptions) -> Report:
    return chronology.chronology(_story(case), options)


def _documents(case: Case, options: ReportOptions) -> Report:
    return documents.documents(case.documents(), options, own_words(case))


def _dossier(case: Case, options: ReportOptions) -> Report:
    if options.party is None:
        raise ReportFailure("A dossier is about one party: name it with --party.")
    witness = dossier.Witness(
        case.party_card(options.party), case.quote_bank().rows, _story(case), own_words(case)
    )
    return dossier.dossier(witness, options)


def _overview(case: Case, options: ReportOptions) -> Report:
    state = overview.State(
        case.documents(), _people(case), case.quote_bank().rows, _story(case), dt.date.today()
    )
    return overview.overview(state, options)


def _outline(case: Case, options: ReportOptions) -> Report:
    return outline.outline(case.issues(), options, lambda row: _proof(case, row))


def _proof(case: Case, row: EvidenceRow) -> outline.Proof:
    """Return what a piece of evidence says; a rejected one is not looked for."""
    if row.rejected or row.note is not None or row.ref is None:
        return outline.Proof(row.words)
    if row.ref.type is RefType.QUOTE:
        quote = case.quote(row.ref.id)
        words = f"{speaker_words(quote)}: {quote_bank.quotation(quote).text}"
        return outline.Proof(words, quote.state)
    if row.ref.type is RefType.DATE:
        date = case.date(row.ref.id)
        told = sentence_words(" ".join(date.sentence.split()), date.pin)
        return outline.Proof(f"{date_words(date)}: {told}", date.state)
    if row.ref.type is RefType.PARTY:
        return outline.Proof(row.words, case.party(row.ref.id).state)
    return outline.Proof(row.words)


def _parties(case: Case, options: ReportOptions) -> Report:
    return whos_who.whos_who(_people(case), options)


def _quotes(case: Case, options: ReportOptions) -> Report:
    return quote_bank.quote_bank(case.quote_bank().rows, options, _names(case), own_words(case))


def _hits(case: Case, options: ReportOptions) -> Report:
    if not options.query.strip():
        raise ReportFailure("A hit report needs a search: give the words with --query.")
    return hits.hits(case.search(options.query, limit=None), options, case.sentences_beside)


def _checked(case: Case, options: ReportOptions) -> Report:
    rows = [
        checked_quotes.of_bank(row)
        for row in checked_quotes.worst_first(case.quote_bank().rows)
        if all(
            numbers is None or row.quote.id in numbers for numbers in (options.only, options.linked)
        )
    ]
    # The numbers are those of quotations, which have done their work.
    every = replace(options, only=None, linked=None)
    return checked_quotes.checked_quotes([(row, case.steps_of(row)) for row in rows], every)


def _deadlines(case: Case, options: ReportOptions) -> Report:
    return deadlines.deadlines(case.deadlines(), options)


def _story(case: Case) -> chronology.Story:
    found = case.chronology()
    return chronology.Story(found.rows, found.undated, case.deadlines(), _names(case))


def _people(case: Case) -> list[whos_who.Person]:
    return whos_who.persons(case.cast(), case.view().quotes, own_words(case))


def _names(case: Case) -> dict[int, str]:
    return {row.id: row.name for row in case.view().parties}


_ROWS = frozenset({Choice.DOCUMENTS, Choice.KINDS, Choice.TEXT})

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "chronology",
        "Chronology",
        "What happened when, who disputes it, and where each paper says so",
        _chronology,
        _ROWS
        | {Choice.QUESTION, Choice.PARTIES, Choice.TAGS, Choice.DAYS, Choice.ACCEPTED}
        | {Choice.AUTHORITY},
        chronology.COLUMNS,
        chronology.GROUPINGS,
        has_days=True,
        rows=RefType.DATE,
    ),
    ReportKind(
        "parties",
        "Who’s who",
        "Everybody in the case: role, office, names, and where they are first named",
        _parties,
        frozenset({Choice.QUESTION, Choice.DOCUMENTS, Choice.PARTIES, Choice.TAGS, Choice.TEXT})
        | {Choice.ACCEPTED},
        whos_who.COLUMNS,
        whos_who.GROUPINGS,
        whos_who.ORDERS,
        rows=RefType.PARTY,
    ),
    ReportKind(
        "quotes",
        "Quote bank",
        "Who said what and when, verbatim, each with its pin cite",
        _quotes,
        _ROWS | {Choice.QUESTION, Choice.PARTIES, Choice.TAGS, Choice.DAYS, Choice.ACCEPTED},
        quote_bank.COLUMNS,
        quote_bank.GROUPINGS,
        quote_bank.ORDERS,
        rows=RefType.QUOTE,
    ),
    ReportKind(
        "checked-quotes",
        "Quotations checked",
        "Every quotation held against the other papers, words that differ marked",
        _checked,
        _ROWS | {Choice.QUESTION},
        checked_quotes.COLUMNS,
        checked_quotes.GROUPINGS,
        checked_quotes.ORDERS,
        rows=RefType.QUOTE,
    ),
    ReportKind(
        "hits",
        "Hits of a search",
        "Every passage that a search finds, with its cite and a count by paper",
        _hits,
        _ROWS | {Choice.QUERY, Choice.DAYS},
        hits.COLUMNS,
        hits.GROUPINGS,
    ),
    ReportKind(
        "deadlines",
        "Deadlines",
        "What has to be done by when, how it was counted, and what to verify",
        _deadlines,
        frozenset({Choice.DOCUMENTS, Choice.DAYS, Choice.TEXT}),
        deadlines.COLUMNS,
        deadlines.GROUPINGS,
        has_days=True,
    ),
    ReportKind(
        "documents",
        "Papers of the case",
        "Every paper with its kind, day, pages, fingerprint, copies and versions",
        _documents,
        _ROWS | {Choice.QUESTION, Choice.TAGS, Choice.DAYS},
        documents.COLUMNS,
        documents.GROUPINGS,
        documents.ORDERS,
        rows=RefType.DOCUMENT,
    ),
    ReportKind(
        "dossier",
        "Dossier of a party",
        "All about one witness: who, what he said, what is said of him, what happened",
        _dossier,
        frozenset({Choice.PARTY, Choice.ACCEPTED}),
        is_wide=False,
        has_days=True,
    ),
    ReportKind(
        "overview",
        "Overview of the case",
        "Numbers, cast, key dates, deadlines, and what is still to be done",
        _overview,
        frozenset({Choice.ACCEPTED}),
        is_wide=False,
        has_days=True,
    ),
    ReportKind(
        "outline",
        "Issues and evidence",
        "Every issue and element with the evidence for and against it, and what has none",
        _outline,
        frozenset({Choice.ACCEPTED}),
        is_wide=False,
    ),
)
