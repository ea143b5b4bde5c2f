"""What a search finds beside the papers: quotations, parties by their names, and the attorney's notes.

The same query, by the same evaluator, over short texts in memory: words match within one quotation, one
name or one note. Conditions on papers (``kind:``, ``date:``, ``page:`` …) apply to the place where a
quotation or a note stands, and to the places that name a party.
"""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casefile import notes, scope, scope_marks, tags
from casefile.links import Image
from casefile.marks import Places
from casefile.note_records import About, Thing
from casefile.records import NoteHit, PartyRow, QuoteRow, Ref, RefType, ReviewState
from importers.source_text import Span

if TYPE_CHECKING:
    from index.evaluate import Evaluation
    from index.memory import Section, ShortTexts
    from index.query import Query
    from index.query_tree import Node

__all__ = ["Beside", "FoundBeside"]

_BLOCK = 64  # parties or notes, by number, whose texts are scanned together


@dataclass(frozen=True, slots=True)
class FoundBeside:
    """Quotations and parties, the best first, and notes with the words that matched."""

    quotes: tuple[QuoteRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    notes: tuple[NoteHit, ...] = ()


@dataclass
class _Kept:
    """Scanned texts by group; a group whose texts are as they were is not scanned again."""

    sections: "dict[int, tuple[tuple[str, ...], Section]]" = field(default_factory=dict)

    def texts(self, groups: Mapping[int, Sequence[str]]) -> "ShortTexts":
        from index.memory import ShortTexts, section

        kept: dict[int, tuple[tuple[str, ...], Section]] = {}
        for number, texts in groups.items():
            wanted = tuple(texts)
            known = self.sections.get(number)
            kept[number] = (
                known if known is not None and known[0] == wanted else (wanted, section(wanted))
            )
        self.sections = kept
        return ShortTexts([each for _, each in kept.values()])


@dataclass(frozen=True)
class _Ready:
    """What one image has to be asked: quotations, and parties by each of their names."""

    quotes: tuple[QuoteRow, ...]
    quote_texts: "ShortTexts"
    parties: tuple[PartyRow, ...]
    """The party of each name."""
    name_texts: "ShortTexts"


class Beside:
    """Keeps short texts of one open case from search to search. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._quotes, self._names, self._notes = _Kept(), _Kept(), _Kept()
        self._image: Callable[[], Image | None] = lambda: None
        self._ready: _Ready | None = None
        self._noted: tuple[tuple[tuple[int, str], ...], ShortTexts] | None = None

    def find(
        self, connection: sqlite3.Connection, query: "Query", image: Image, limit: int
    ) -> FoundBeside:
        """Return at most ``limit`` of each kind; nothing for a query that asks for papers alone."""
        tree = query.tree
        if tree is None or not _asks(tree):
            return FoundBeside()
        ready = self.ready(image)
        asked = _Asked(connection, image, tree, limit)
        quotes = asked.of(ready.quote_texts, lambda at: ready.quotes[at].ref)
        parties = asked.of(ready.name_texts, lambda at: ready.parties[at].ref)
        return FoundBeside(
            tuple(ready.quotes[at] for at in quotes.best[:limit]),
            tuple(dict.fromkeys(ready.parties[at] for at in parties.best))[:limit],
            self._find_notes(asked),
        )

    def ready(self, image: Image) -> _Ready:
        """Have an image's texts scanned; those of papers that did not change are there already."""
        with self._lock:
            if self._ready is None or self._image() is not image:
                self._ready = self._read(image)
                self._image = weakref.ref(image)
            return self._ready

    def _read(self, image: Image) -> _Ready:
        quotes = [row for row in image.columns[1] if row.state is not ReviewState.REJECTED]
        by_paper: dict[int, list[str]] = {}
        for quote in quotes:
            by_paper.setdefault(quote.pin.document, []).append(quote.reading)
        named: list[PartyRow] = []
        by_block: dict[int, list[str]] = {}
        for party in sorted(image.parties.values(), key=lambda party: party.id):
            if party.state is ReviewState.REJECTED:
                continue
            for name in (party.name, *party.aliases):
                named.append(party)
                by_block.setdefault(party.id // _BLOCK, []).append(name)
        return _Ready(
            tuple(quotes), self._quotes.texts(by_paper), tuple(named), self._names.texts(by_block)
        )

    def _find_notes(self, asked: "_Asked") -> tuple[NoteHit, ...]:
        from index.memory import marks

        written = tuple(
            (row["id"], row["words_given"])
            for row in asked.connection.execute(
                "SELECT id, words_given FROM note WHERE words_given IS NOT NULL ORDER BY id"
            )
        )
        if not written:
            return ()
        with self._lock:
            if self._noted is None or self._noted[0] != written:
                by_block: dict[int, list[str]] = {}
                for number, words in written:
                    by_block.setdefault(number // _BLOCK, []).append(words)
                self._noted = written, self._notes.texts(by_block)
            texts = self._noted[1]
        found = asked.of(texts, lambda at: written[at][0])
        best = found.best[: asked.limit]
        rows = {
            note.id: note
            for note in notes.rows(asked.connection, asked.image, {written[at][0] for at in best})
        }
        return tuple(
            NoteHit(rows[written[at][0]], marks(texts, found.evaluation, at))
            for at in best
            if written[at][0] in rows
        )


@dataclass(frozen=True, slots=True)
class _Matched:
    """Texts that match, the best first."""

    best: tuple[int, ...]
    evaluation: "Evaluation"


@dataclass
class _Asked:
    """One query, asked of one kind of short texts after the other."""

    connection: sqlite3.Connection
    image: Image
    tree: "Node"
    limit: int
    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        self._places = Places(self.connection, self.image)

    def of(self, texts: "ShortTexts", whose: Callable[[int], Ref | int]) -> _Matched:
        """Evaluate the query; ``whose`` gives a text's finding, or its note by number."""
        from index.evaluate import evaluate
        from index.memory import best_first

        def fields(name: str, value: str, numbers: Collection[int]) -> scope.Answer:
            return self._admitted(name, value, {number: whose(number) for number in numbers})

        found = evaluate(self.tree, texts, fields)
        hit = set(found.hits.documents.tolist())
        best = [each for each in best_first(texts, found) if each in hit or not found.leaves]
        return _Matched(tuple(best), found)

    def _admitted(self, name: str, value: str, among: Mapping[int, Ref | int]) -> scope.Answer:
        """Answer a field: which of these texts it admits, each as a whole."""
        special = _special(name, value)
        kinds = {type(each) if isinstance(each, int) else each.type for each in among.values()}
        if special == "notes":
            return dict.fromkeys(among) if kinds == {int} else {}
        if special == "tag":
            return self._tagged(value, among)
        if special == "party" and kinds == {RefType.PARTY}:
            wanted = scope.named(self.image, value)
            admitted = {at: None for at, each in among.items() if _number(each) in wanted}
            return admitted if wanted else None
        placed = {at: self._where(each) for at, each in among.items()}
        documents = {number for where in placed.values() for number in where}
        answer = scope.answer(self.connection, self.image, name, value, documents)
        if answer is None:
            return None
        return {at: None for at, where in placed.items() if _meets(where, answer)}

    def _where(self, each: Ref | int) -> Mapping[int, tuple[Span, ...] | None]:
        """Return where something stands: by document its spans, or ``None`` for all of it."""
        if isinstance(each, Ref) and each.type is RefType.QUOTE:
            own = self.image.quotes[each.id].pin
            return {} if own.lost else {own.document: (own.span,)}
        target = (
            notes.target(self.connection, each)
            if isinstance(each, int)
            else Thing(About(each.type), each.id)
        )
        ref, pin = self._places.of(target) or (None, None)
        if pin is not None:
            return {} if pin.lost else {pin.document: (pin.span,)}
        if ref is None:
            return {}
        return {ref.id: None} if ref.type is RefType.DOCUMENT else self._naming(ref.id)

    def _naming(self, party: int) -> Mapping[int, tuple[Span, ...]]:
        members = self.image.members.get(party, [party])
        return {
            number: tuple(
                pin.span
                for member in members
                for pin in self.image.papers[number].pins.get(member, ())
            )
            for number in self.image.listed.get(party, ())
        }

    def _tagged(self, value: str, among: Mapping[int, Ref | int]) -> scope.Answer:
        """Admit what carries a tag itself, or lies in what carries it; a note also by what it is on."""
        carrying = scope_marks.carrying(self.connection, self.image, value)
        if carrying is None:
            return None
        things = set(tags.things_tagged(self.connection, self.image, value))
        spans: dict[int, tuple[Span, ...] | None] = {
            number: tuple(found) for number, found in carrying.spans.items()
        }
        spans |= dict.fromkeys(carrying.documents)
        admitted: dict[int, None] = {}
        for at, each in among.items():
            own = (
                Thing(About.NOTE, each)
                if isinstance(each, int)
                else Thing(About(each.type), each.id)
            )
            on = notes.target(self.connection, each) if isinstance(each, int) else own
            is_party = on.about is About.PARTY
            if own in things or on in things or (not is_party and _meets(self._where(each), spans)):
                admitted[at] = None
        return admitted


def _special(name: str, value: str) -> str:
    """Return how a field is answered that means findings or notes themselves, "" for one of places."""
    if name == "in" and value.casefold() in scope_marks.NOTES:
        return "notes"
    if name in ("party", "speaker"):
        return "party"
    return name if name == "tag" else ""


def _number(each: Ref | int) -> int:
    return each if isinstance(each, int) else each.id


def _meets(
    where: Mapping[int, Sequence[Span] | None], answer: Mapping[int, Sequence[Span] | None]
) -> bool:
    """Tell whether one of the places lies in a document of the answer, and there at one of its spans."""
    for number, spans in where.items():
        if number not in answer:
            continue
        wanted = answer[number]
        if spans is None or wanted is None:
            return True
        if any(span.overlaps(other) for span in spans for other in wanted):
            return True
    return False


def _asks(node: "Node") -> bool:
    """Tell whether a query asks for words, for a tag or for notes; conditions on papers alone do not."""
    from index.query_tree import And, Field, Near, Not, Or, Words

    if isinstance(node, Words | Near):
        return True
    if isinstance(node, And | Or):
        return any(map(_asks, node.children))
    if isinstance(node, Not):
        return False
    return isinstance(node, Field) and _special(node.name, node.value) in ("tag", "notes")
