"""Everything that is found in one paper, in the order in which one thing needs another.

Citations come first, since numbers in them are no dates; the kind and the caption before the parties;
parties before quotations, whose speakers they are; dates and sentences before the events they make.
"""

from dataclasses import replace

from extraction.answers import read_answer
from extraction.captions import read_caption
from extraction.citations import cited_places, find_citations
from extraction.date_anchors import document_date
from extraction.dates import find_dates, tells_a_story
from extraction.events import find_events
from extraction.facts import document_facts
from extraction.findings import DocumentKind, Findings
from extraction.kinds import recognise_kind
from extraction.options import ExtractionContext
from extraction.parties import find_parties
from extraction.process_reading import find_process
from extraction.quotes import find_quotes
from extraction.reading import read
from extraction.sentences import find_sentences
from importers.document import ImportedDocument
from importers.sniff import TABLES

__all__ = ["EXTRACTOR", "ExtractionContext", "extract"]

EXTRACTOR = "pincite 1"
"""Stored with all findings; a case extracts its papers anew when it changes."""


def extract(document: ImportedDocument, context: ExtractionContext) -> Findings:
    """Return everything proposed for one paper; every finding's text stands at its span.

    Words under a redaction are not read: what is found across one has ``COVERED`` in its text there. Nothing
    is proposed of a table: its cells are no sentences, and each day would be a row of the chronology.

    Raises:
        OSError: if the language model is not installed.
    """
    if document.media_type in TABLES:
        return _table(document, context)
    source = document.source.as_shown()
    document = replace(document, source=source)
    reading = read(source)
    places = cited_places(reading)
    citations = find_citations(reading, places)
    kind, kind_reason = recognise_kind(document)
    if context.kind is not None:
        kind, kind_reason = context.kind, "set by hand"
    caption = read_caption(source, document.metadata)
    day, day_reason = document_date(document, context.date, day_first=context.day_first)
    sentences = tuple(sentence.span for sentence in find_sentences(reading))
    dates = find_dates(
        reading,
        citations=citations,
        document_date=day,
        day_first=context.day_first,
        narrative=tells_a_story(kind, reading),
    )
    parties = find_parties(document, reading, kind, caption, citations)
    process = find_process(document, kind)
    return Findings(
        facts=document_facts(
            document,
            kind,
            caption,
            process,
            kind_reason=kind_reason,
            date=day,
            date_reason=day_reason,
        ),
        parties=parties,
        quotes=find_quotes(reading, parties, kind, places),
        dates=dates,
        citations=citations,
        events=find_events(reading, dates, sentences),
        sentences=sentences,
        extractor=EXTRACTOR,
        process=process,
        answer=read_answer(reading) if kind is DocumentKind.ANSWER else None,
    )


def _table(document: ImportedDocument, context: ExtractionContext) -> Findings:
    """Return what is known of a table: each row stands for a sentence, so that what is in it is linked."""
    by_hand = context.kind is not None
    facts = document_facts(
        document,
        context.kind or DocumentKind.OTHER,
        None,
        kind_reason="set by hand" if by_hand else "it is a table",
        date=context.date,
        date_reason="set by hand" if context.date else "",
    )
    sentences = tuple(row.span for row in document.source.paragraphs)
    return Findings(facts=facts, sentences=sentences, extractor=EXTRACTOR)
