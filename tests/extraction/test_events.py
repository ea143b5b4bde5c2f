"""Events: which dates tell one, and with which sentence."""

import datetime as dt
import re

from extraction.dates import find_dates
from extraction.events import find_events
from extraction.findings import EventKind
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone


def events(text, zone=Zone.BODY):
    source = SourceText(text, paragraphs=(Paragraph(Span(0, len(text)), zone=zone),))
    reading = read(source)
    sentences = [Span(*match.span()) for match in re.finditer(r"[^.\n]+\.?", text)]
    dates = find_dates(reading, document_date=dt.date(2017, 4, 7))
    return [
        (dates[event.date].text, event.sentence.of(text).strip())
        for event in find_events(reading, dates, sentences)
    ]


def test_a_date_with_its_sentence():
    text = "It rained. On March 3, 2017, Osei sued Lund in court. They settled."
    assert events(text) == [("March 3, 2017", "On March 3, 2017, Osei sued Lund in court.")]


def test_two_dates_of_one_sentence_are_two_events():
    text = "Osei came on March 3, 2017 and left Lowell on March 5, 2017."
    assert [words for words, _ in events(text)] == ["March 3, 2017", "March 5, 2017"]


def test_relative_dates_that_are_resolved_tell_events():
    assert events("Osei filed the papers on Thursday.")[0][0] == "Thursday"


def test_durations_tell_none():
    assert events("Osei worked there for three years. Osei was ill recently, as was known.") == []


def test_what_is_counted_from_an_unknown_day_is_told_without_one():
    found = events("Osei left a day after Lund came to town.")
    assert [words for words, _ in found] == ["a day after"]


def test_a_bare_date_tells_nothing():
    assert events("April 7, 2017") == []
    assert events("Dated: April 7, 2017") == []


def test_other_zones_tell_nothing():
    text = "On March 3, 2017, Osei sued Lund in court."
    for zone in (
        Zone.CAPTION,
        Zone.SIGNATURE,
        Zone.PAGE_FURNITURE,
        Zone.SITE_FURNITURE,
        Zone.UNRELATED,
    ):
        assert events(text, zone) == []
    assert len(events(text, Zone.FOOTNOTE)) == 1


def test_an_event_has_its_kind():
    text = "Osei filed this action on March 3, 2017."
    dates = find_dates(read(SourceText(text)))
    (event,) = find_events(read(SourceText(text)), dates, (Span(0, len(text)),))
    assert event.kind is EventKind.FILING


def test_dates_of_a_citation_are_told_apart():
    text = "See the page of the firm for this (last visited April 6, 2017)."
    dates = find_dates(read(SourceText(text)))
    (event,) = find_events(read(SourceText(text)), dates, (Span(0, len(text)),))
    assert event.kind is EventKind.AUTHORITY


def test_a_date_outside_every_sentence():
    text = "On March 3, 2017, Osei sued Lund in court."
    reading = read(SourceText(text))
    dates = find_dates(reading)
    assert find_events(reading, dates, ()) == ()
    assert find_events(reading, dates, (Span(0, 8),)) == ()
