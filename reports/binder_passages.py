"""The passages of a binder: what was chosen, what is highlighted, and the words that stand beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.case import Case
from casefile.records import DocumentRow, RefType
from importers.source_text import SourceText, Span
from reports.binder_choice import BinderChoice, MarkKind
from reports.cites import pin_cite

__all__ = ["Passage", "Passages", "chosen_passages", "cite", "title", "told"]

_KINDS = {
    RefType.PARTY: MarkKind.PARTY,
    RefType.QUOTE: MarkKind.QUOTE,
    RefType.DATE: MarkKind.DATE,
}
_LONGEST_TITLE = 90  # letters of a passage
_FEW, _AHEAD = 30, 32  # letters of a passage that stands with words before it, and of these


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """A stretch of a paper's text: why it stands out, in words; ``chosen`` ones get a bookmark."""

    span: Span
    kind: MarkKind
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """What was found by a query or has a tag, for each paper by its number."""

    hits: dict[int, tuple[Passage, ...]]

    def of(
        self, case: Case, row: DocumentRow, source: SourceText, choice: BinderChoice
    ) -> tuple[Passage, ...]:
        """Return a paper's passages in order: the chosen ones, and what is highlighted besides."""
        found = list(self.hits.get(row.id, ()))
        wanted = choice.highlights
        found += [
            Passage(mark.span, _KINDS[mark.ref.type], mark.label)
            for mark in case.highlights(row.id)
            if _KINDS.get(mark.ref.type) in wanted
        ]
        if MarkKind.NOTE in wanted:
            found += [
                Passage(note.pin.span, MarkKind.NOTE, note.text)
                for note in case.notes(document=row.id)
                if note.pin is not None and not note.pin.lost and len(note.pin.span)
            ]
        return tuple(sorted(each for each in found if each.span.end <= len(source.text)))


def chosen_passages(case: Case, rows: Sequence[DocumentRow], choice: BinderChoice) -> Passages:
    """Return what the query finds and what has one of the tags, in the papers of ``rows``.

    Raises:
        NoSuchFinding: if nothing has such a tag.
    """
    papers = {row.id for row in rows}
    hits: dict[int, list[Passage]] = {}
    for document, passage in (*_found(case, choice), *_tagged(case, choice)):
        if document in papers:
            hits.setdefault(document, []).append(passage)
    return Passages({document: tuple(found) for document, found in hits.items()})


def _found(case: Case, choice: BinderChoice) -> Iterator[tuple[int, Passage]]:
    query = choice.query.strip()
    if not query:
        return
    for paper in case.search(query, limit=None).documents:
        for hit in paper.hits:
            for span in hit.spans:
                yield paper.document.id, Passage(span, MarkKind.HIT, f"Found: {query}", chosen=True)


def _tagged(case: Case, choice: BinderChoice) -> Iterator[tuple[int, Passage]]:
    for name in choice.tags:
        for each in case.tagged(name):
            pin = each.pin
            if pin is not None and not pin.lost and len(pin.span):
                words = f"Tagged “{name}”"
                yield pin.document, Passage(pin.span, MarkKind.TAGGED, words, chosen=True)


def told(passage: Passage, row: DocumentRow, source: SourceText) -> str:
    """Return what a highlight says: the place's cite, and why it stands out."""
    return f"{cite(passage, row, source)}: {passage.words}"


def cite(passage: Passage, row: DocumentRow, source: SourceText) -> str:
    """Return the cite of a passage."""
    return pin_cite(row.pin(passage.span, source.locate(passage.span)))


def title(passage: Passage, row: DocumentRow, source: SourceText) -> str:
    """Return a passage's bookmark: its cite, and how its words begin; of few words some before them, too."""
    paragraph = source.paragraph_at(passage.span.start)
    whole = paragraph.span if paragraph is not None else Span(0, len(source.text))
    start = passage.span.start
    before = ""
    if len(passage.span) < _FEW:
        ahead = _plain(source, Span(max(whole.start, start - _AHEAD), start))
        cut = whole.start < start - _AHEAD
        before = "… " + ahead.partition(" ")[2] if cut else ahead
        before += " " * source.text[:start][-1:].isspace()
    end = max(whole.end, passage.span.end)
    words = before + _plain(source, Span(start, min(end, start + 2 * _LONGEST_TITLE)))
    if len(words) > _LONGEST_TITLE:
        words = words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return f"{cite(passage, row, source)}: {words}"


def _plain(source: SourceText, span: Span) -> str:
    """Return the words at a span on one line, without lines that are page furniture."""
    lines, at = [], span.start
    for line in span.of(source.text).splitlines(keepends=True):
        inside = at + len(line) - len(line.lstrip())
        if not source.zone_at(min(inside, len(source.text) - 1)).is_furniture:
            lines.append(line)
        at += len(line)
    return " ".join("".join(lines).split())
