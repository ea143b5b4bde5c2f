"""Rows in the user's words."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile.import_records import FileOutcome, Progress
from casefile.records import DocumentState, Relation, RelationKind, ReviewState, SameWords, Verdict
from extraction.findings import Basis, Certainty
from importers.source_text import PageSource
from tests.ui.fake_case import date, document, party, pin, quote
from ui import messages
from ui.import_queue import ImportQueue


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("2026-03-02", "Mar. 2, 2026"),
        ("2026-05-31", "May 31, 2026"),
        ("2026-03", "Mar. 2026"),
        ("2026", "2026"),
        ("2026-21", "Spring 2026"),
        ("2026-24", "Winter 2026"),
        ("2026-03~", "about Mar. 2026"),
        ("2026-03-02/2026-03-09", "Mar. 2, 2026 – Mar. 9, 2026"),
        ("2026-03-02/..", "from Mar. 2, 2026"),
        ("../2026-03", "until Mar. 2026"),
        ("199X", "the words themselves"),
        ("2026-13", "the words themselves"),
        ("2026-XX-02", "the words themselves"),
        ("", "the words themselves"),
        ("/", "the words themselves"),
        ("2026-03-02T10:30", "Mar. 2, 2026, 10:30 a.m."),
    ],
)
def test_a_dates_heading(value, title):
    assert (
        messages.date_title(replace(date(1, "the words themselves", None, "s"), value=value))
        == title
    )


def test_an_operator_stands_before_the_day():
    row = date(1, "on or before March 2", "2026-03-02", "s", operator="before")
    assert messages.date_title(row) == "before Mar. 2, 2026"


def test_about_is_said_once():
    row = date(1, "on or about March 2", "2026-03-02", "s", operator="around")
    assert messages.date_title(row) == "about Mar. 2, 2026"
    assert messages.date_title(replace(row, value="2026-03-02~")) == "about Mar. 2, 2026"


def test_a_paragraphs_own_number_is_not_part_of_the_sentence():
    row = date(1, "March 2", "2026-03-02", "36. On March 2\nthe rule was adopted.")
    assert messages.sentence_words(row) == "On March 2 the rule was adopted."
    other = replace(row, sentence="12. On March 2 the rule was adopted.")
    assert messages.sentence_words(other).startswith("12. On")


def test_a_date_without_value_shows_its_own_words():
    assert messages.date_title(date(1, "for two years", None, "s")) == "for two years"


@pytest.mark.parametrize(
    ("changes", "words", "doubtful"),
    [
        ({}, "stated", False),
        ({"basis": Basis.RELATIVE, "text": "the next day"}, "“the next day”", False),
        ({"basis": Basis.RELATIVE, "value": None}, "relative", True),
        ({"basis": Basis.AMBIGUOUS, "alternatives": ("2026-07-03",)}, "or July 3, 2026?", True),
        ({"basis": Basis.AMBIGUOUS}, "ambiguous", True),
        ({"basis": Basis.AMBIGUOUS, "state": ReviewState.EDITED}, "corrected", False),
        ({"value": None, "earliest": None, "latest": None}, "no day", False),
        ({"value": "2026-03", "latest": dt.date(2026, 4, 1)}, "month", False),
        ({"value": "2026", "latest": dt.date(2027, 3, 1)}, "year", False),
        ({"value": "2026-03-02/2026-03-09", "latest": dt.date(2026, 3, 9)}, "period", False),
    ],
)
def test_how_a_date_was_read(changes, words, doubtful):
    row = replace(date(1, "x", "2026-03-02", "s"), **changes)
    assert messages.basis_words(row) == (words, doubtful)


def test_a_partys_note_prefers_its_relation():
    row = party(1, "Port", aliases=("a", "b"), documents=2)
    assert messages.party_note(row) == "organization · 3 names · 2 papers"
    linked = party(1, "Port", relation=Relation(RelationKind.SAME_PARAGRAPH, 11))
    assert messages.party_note(linked) == "same ¶ 11×"


@pytest.mark.parametrize(
    ("verdicts", "badge"),
    [
        ([], None),
        ([Verdict.VERBATIM], "verbatim"),
        ([Verdict.VERBATIM, Verdict.VERBATIM, Verdict.VERBATIM], "verbatim ×3"),
        ([Verdict.VERBATIM, Verdict.ALTERED], "verbatim, altered"),
        ([Verdict.ALTERED, Verdict.BRACKETS], "brackets, altered"),
        (
            [Verdict.ALTERED, Verdict.VERBATIM, Verdict.ALTERED, Verdict.VERBATIM],
            "verbatim ×2, altered ×2",
        ),
        ([Verdict.ALTERED, Verdict.ALTERED], "altered"),
        ([Verdict.VERBATIM, Verdict.BRACKETS], "verbatim"),
        ([Verdict.BRACKETS], "brackets"),
        ([Verdict.NOT_FOUND], "not in any paper"),
    ],
)
def test_the_badge_names_the_best_place_and_tells_of_altered_ones(verdicts, badge):
    same = tuple(SameWords(pin(at), verdict, 0, "") for at, verdict in enumerate(verdicts, 2))
    found = messages.verdict_badge(quote(1, "words", same_words=same))
    assert (found[0] if found else None) == badge


def test_a_badge_that_tells_of_an_alteration_wears_its_colour():
    both = (SameWords(pin(2), Verdict.VERBATIM, 0, ""), SameWords(pin(3), Verdict.ALTERED, 1, ""))
    assert messages.verdict_badge(quote(1, "words", same_words=both))[1] is Verdict.ALTERED


def test_a_badge_counts_each_other_paper_once():
    places = [
        (1, Verdict.VERBATIM),
        (2, Verdict.ALTERED),
        (2, Verdict.VERBATIM),
        (2, Verdict.VERBATIM),
    ]
    same = tuple(SameWords(pin(paper), verdict, 0, "") for paper, verdict in places)
    assert messages.verdict_badge(quote(1, "words", same_words=same)) == (
        "verbatim",
        Verdict.VERBATIM,
    )
    assert messages.verdict_badge(quote(1, "words", same_words=same[:1])) is None


def test_a_quotes_note_names_speaker_cite_and_difference():
    same = (SameWords(pin(3, paragraph="12"), Verdict.ALTERED, 4, ""),)
    row = quote(1, "words", same_words=same, date=dt.date(2026, 3, 2), certainty=Certainty.INFERRED)
    assert (
        messages.quote_note(row)
        == "Port Commission (inferred) · Compl. ¶ 38 · differs in 4 words from Answer ¶ 12"
        " · paper of Mar. 2, 2026"
    )


def test_a_quotes_own_day_is_told_apart_from_its_papers():
    said = date(1, "March 1", "2026-03-01", "On March 1 she wrote.")
    row = quote(1, "words", date=dt.date(2026, 3, 9), said=said)
    assert messages.quote_note(row) == "Port Commission · Mar. 1, 2026 · Compl. ¶ 38"
    about = replace(row, said=replace(said, operator="around"))
    assert "about Mar. 1, 2026" in messages.quote_note(about)


def test_a_day_that_the_cite_has_is_not_said_twice():
    row = quote(1, "words", date=dt.date(2026, 3, 9))
    dated = replace(row, pin=replace(row.pin, short_name="Ledger, Mar. 9, 2026"))
    assert messages.quote_note(dated).count("Mar. 9, 2026") == 1


def test_a_paper_left_by_a_stopped_import_is_not_said_to_be_read():
    row = document(1, state=DocumentState.READ)
    assert messages.document_note(row) == "reading"
    assert messages.document_note(row, importing=False) == "unfinished"
    assert messages.document_note(document(1), importing=False) == "24 p"
    assert messages.stopped(1).startswith("Stopped with 1 paper unfinished.")


def test_a_doubtful_speaker_is_not_named():
    assert messages.speaker_words(quote(1, "x", certainty=Certainty.UNATTRIBUTED)) == "unattributed"


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, "24 p"),
        ({"pages": 0}, ""),
        ({"machine_read": True}, "OCR · 24 p"),
        ({"state": DocumentState.FAILED, "failure": "It is damaged."}, "not read"),
        ({"state": DocumentState.SEARCHABLE}, "searchable"),
    ],
)
def test_a_documents_state(changes, note):
    assert messages.document_note(document(1, **changes)) == note


def test_a_documents_tooltip_says_why_it_failed():
    words = messages.document_tooltip(document(1, failure="It is damaged: ask for a new copy."))
    assert "It is damaged: ask for a new copy." in words
    assert "Kind: complaint (its caption)" in words


def test_an_imports_summary():
    queue = ImportQueue()
    for path, status in (("a", "imported"), ("b", "failed"), ("c", "duplicate"), ("d", "skipped")):
        queue.take(Progress(0, 0, "", FileOutcome(path, status, "s")))
    told = "1 paper imported · 1 already here · 1 left out · 1 needs you"
    assert messages.queue_summary(queue, busy=False) == told
    assert messages.queue_offer(queue) == "1 needs you"
    assert messages.queue_summary(queue, busy=True).startswith("4 of 4 done · 0 to go")
    assert messages.queue_summary(ImportQueue(), busy=True) == "Getting ready…"


def test_a_moment_is_told_in_words():
    moment = dt.datetime(2026, 3, 2, 14, 5).astimezone()
    assert messages.moment_words(moment) == "Mar. 2, 2026, 2:05 p.m."


@pytest.mark.parametrize(
    ("source", "machine_read", "mark"),
    [
        (PageSource.DIGITAL, False, ""),
        (PageSource.OCR, True, "OCR"),
        (PageSource.OCR, False, "OCR"),
        (PageSource.REPAIRED, False, "repaired"),
    ],
)
def test_words_that_did_not_come_with_the_file_are_marked_in_rows(source, machine_read, mark):
    place = pin(1).place
    page = replace(place.first_page, source=source)
    marked = replace(
        pin(1), place=replace(place, first_page=page, last_page=page), machine_read=machine_read
    )
    assert messages.source_mark(marked) == mark
    assert messages.marked_cite(marked) == "Compl. ¶ 38" + (f" · {mark}" if mark else "")
    assert bool(messages.source_words(marked)) is bool(mark)
    assert messages.quote_note(quote(1, "words", pin=marked)).endswith(mark or "38")


def test_a_paper_whose_pages_wait_says_how_many():
    row = document(4, pages_waiting=3)
    assert messages.document_note(row) == "3 unread"
    assert "3 of 9 pages" in messages.document_tooltip(row)
    assert messages.document_note(document(4, state=DocumentState.FAILED, locked=True)) == "locked"
