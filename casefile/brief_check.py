"""Quotations of a paper outside the case, such as a brief about to be filed, held against the case."""

from casefile import appearances, documents, layers, snapshot
from casefile.records import CheckedQuote, SameWords, Verdict
from casefile.running_text import words_at
from casefile.store import Store
from extraction.options import ExtractionContext
from importers.document import ImportedDocument
from importers.source_text import SourceText, Span

__all__ = ["check_quotes"]


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
        places = appearances.look_up(connection, words, store.texts)
        rows = {row.id: row for row in documents.rows(connection)}
        pages = snapshot.document_pages(
            connection, {each.document for row in places for each in row}
        )
    return tuple(
        CheckedQuote(
            quote.text,
            quote.reading or quote.text,
            quote.span,
            _cite(brief.source, quote.span),
            tuple(
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
            ),
        )
        for quote, row in zip(quotes, places, strict=True)
    )


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
