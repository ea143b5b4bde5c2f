"""Quotations held against the papers of the case: those of a brief about to be filed, or the case's own."""

from collections.abc import Collection

from casefile import appearances, documents, layers, snapshot
from casefile.links import Image
from casefile.quote_bank import best_places
from casefile.quote_records import QuoteBank
from casefile.records import CheckedQuote, SameWords, Verdict
from casefile.running_text import omits_citations, words_at
from casefile.store import Store
from extraction.options import ExtractionContext
from importers.document import ImportedDocument
from importers.source_text import SourceText, Span

__all__ = ["check_own", "check_quotes"]


def check_quotes(store: Store, brief: ImportedDocument) -> tuple[CheckedQuote, ...]:
    """Return every quotation of ``brief``, each with the same words in the case; nothing is stored.

    Raises:
        ImportFailure: if its quotations could not be found.
    """
    found = store.workers.extract(brief, ExtractionContext())
    quotes = [
        quote for quote in found.quotes if quote.kind.is_quotation and not quote.zone.is_furniture
    ]
    with store.database.read() as connection:
        words = [quote.reading or words_at(brief.source, quote.span) for quote in quotes]
        omits = [omits_citations(brief.source, quote.span) for quote in quotes]
        asked = list(zip(words, omits, strict=True))
        places = appearances.look_up(connection, asked, store.texts)
        rows = {row.id: row for row in documents.rows(connection)}
        pages = snapshot.document_pages(
            connection, {each.document for row in places for each in row}
        )
    found_places = [
        [
            SameWords(
                rows[each.document].pin(
                    Span(each.start, each.end),
                    layers.place_from_json(each.place, pages.get(each.document, ())),
                ),
                Verdict(each.verdict),
                each.words_changed,
                each.text,
            )
            for each in row
        ]
        for row in places
    ]
    return tuple(
        CheckedQuote(
            quote.text,
            reading,
            quote.span,
            _cite(brief.source, quote.span),
            best_places(row, rows),
            omits=told,
        )
        for quote, reading, row, told in zip(quotes, words, found_places, omits, strict=True)
    )


def check_own(
    bank: QuoteBank, image: Image, wanted: Collection[int] = ()
) -> tuple[CheckedQuote, ...]:
    """Return the quotations of the case's papers, or of the ``wanted`` ones, in order."""
    papers = {number: each.document for number, each in image.documents.items()}
    return tuple(
        CheckedQuote(
            row.quote.text,
            row.quote.reading or row.quote.text,
            row.quote.pin.span,
            "",
            _from_the_source_on(
                row.source, best_places(row.quote.same_words, papers, row.quote.pin.document)
            ),
            row.quote.pin,
        )
        for row in bank.rows
        if not wanted or row.quote.pin.document in wanted
    )


def _from_the_source_on(
    source: SameWords | None, places: tuple[SameWords, ...]
) -> tuple[SameWords, ...]:
    """Return the places with that first which the quotation cites, if the case has the paper."""
    if source is None:
        return ()
    return source, *(place for place in places if place != source)


def _cite(source: SourceText, span: Span) -> str:
    place = source.locate(span)
    parts = []
    if place.first_page is not None:
        parts.append(f"p. {place.first_page.label}")
    if place.first_paragraph is not None:
        parts.append(f"¶ {place.first_paragraph}")
    if not parts and place.first_ordinal is not None:
        parts.append(f"paragraph {place.first_ordinal}")
    return ", ".join(parts)
