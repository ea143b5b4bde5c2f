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
from itertools import islice
from operator import is_not
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

# How many are scanned together: a change costs a new scan of so many, a word a look at each block.
_PAPERS = 8
_PARTIES = 128
_NOTES = 64


@dataclass(frozen=True, slots=True)
class FoundBeside:
    """Quotations and parties, the best first, and notes with the words that matched.

    ``warnings`` are there for a query of notes alone, and hold instead of those about the papers' words.
    """

    quotes: tuple[QuoteRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    warnings: tuple[str, ...] | None = None


@dataclass
class _Kept:
    """Scanned texts by group; a group whose texts are as they were is not scanned again."""

    sections: "dict[int, tuple[tuple[str, ...], Section]]" = field(default_factory=dict)
    last: "ShortTexts | None" = None

    def texts(self, groups: Mapping[int, Sequence[str]]) -> "ShortTexts":
        from index.memory import ShortTexts, section

        kept: dict[int, tuple[tuple[str, ...], Section]] = {}
        for number, texts in groups.items():
            wanted = tuple(texts)
            known = self.sections.get(number)
            kept[number] = (
                known if known is not None and known[0] == wanted else (wanted, section(wanted))
            )
        sections = [each for _, each in kept.values()]
        before = [each for _, each in self.sections.values()]
        self.sections = kept
        if self.last is None or any(map(is_not, sections, before)) or len(sections) != len(before):
            self.last = ShortTexts(sections)
        return self.last


@dataclass(frozen=True)
class _Row:
    """Texts, and for each what it belongs to: a finding, or a note by its number."""

    texts: "ShortTexts"
    owners: Sequence[Ref | int]


@dataclass(frozen=True)
class _Ready:
    """What one image has to be asked: quotations, and parties by each of their names."""

    quotes: _Row
    names: _Row


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
        asked = _Asked(connection, image, tree)
        quotes, _ = asked.of(ready.quotes)
        names, _ = asked.of(ready.names)
        parties = dict.fromkeys(_number(ready.names.owners[at]) for at in names)
        return FoundBeside(
            tuple(image.quotes[_number(ready.quotes.owners[at])] for at in quotes[:limit]),
            tuple(image.parties[number] for number in islice(parties, limit)),
            *self._find_notes(asked, query, limit),
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
            by_paper.setdefault(quote.pin.document // _PAPERS, []).append(quote.reading)
        named: list[Ref] = []
        by_block: dict[int, list[str]] = {}
        for party in sorted(image.parties.values(), key=lambda party: party.id):
            if party.state is not ReviewState.REJECTED:
                names = (party.name, *party.aliases)
                named += [party.ref] * len(names)
                by_block.setdefault(party.id // _PARTIES, []).extend(names)
        return _Ready(
            _Row(self._quotes.texts(by_paper), [quote.ref for quote in quotes]),
            _Row(self._names.texts(by_block), named),
        )

    def _find_notes(
        self, asked: "_Asked", query: "Query", limit: int
    ) -> tuple[tuple[NoteHit, ...], tuple[str, ...] | None]:
        from index.memory import marks

        written = tuple(
            (row["id"], row["words_given"])
            for row in asked.connection.execute(
                "SELECT id, words_given FROM note WHERE words_given IS NOT NULL ORDER BY id"
            )
        )
        with self._lock:
            if self._noted is None or self._noted[0] != written:
                by_block: dict[int, list[str]] = {}
                for number, words in written:
                    by_block.setdefault(number // _NOTES, []).append(words)
                self._noted = written, self._notes.texts(by_block)
            texts = self._noted[1]
        numbers = [number for number, _ in written]
        best, found = asked.of(_Row(texts, numbers))
        best = best[:limit]
        wanted = [numbers[at] for at in best]
        rows = {note.id: note for note in notes.rows(asked.connection, asked.image, wanted)}
        hits = tuple(
            NoteHit(rows[number], marks(texts, found, at))
            for at, number in zip(best, wanted, strict=True)
            if number in rows
        )
        is_alone = _is_of_notes(asked.tree)
        return hits, (*query.warnings, *found.warnings) if is_alone else None


@dataclass
class _Asked:
    """One query, asked of one kind of short texts after the other."""

    connection: sqlite3.Connection
    image: Image
    tree: "Node"
    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        self._places = Places(self.connection, self.image)

    def of(self, row: _Row) -> "tuple[list[int], Evaluation]":
        """Return the texts that match, the best first, and how they do."""
        from index.evaluate import evaluate
        from index.memory import best_first

        found = evaluate(
            self.tree,
            row.texts,
            lambda name, value, numbers: self._admitted(name, value, row.owners, numbers),
        )
        return best_first(row.texts, found).tolist(), found

    def _admitted(
        self, name: str, value: str, owners: Sequence[Ref | int], among: Collection[int]
    ) -> scope.Answer:
        """Answer a field: which of these texts it admits, each as a whole."""
        special = _special(name, value)
        owner = owners[next(iter(among))] if among else 0
        if special == "notes":
            return dict.fromkeys(among) if isinstance(owner, int) else {}
        if special == "tag":
            return self._tagged(value, owners, among)
        if special == "party" and isinstance(owner, Ref) and owner.type is RefType.PARTY:
            wanted = scope.named(self.image, value)
            found = dict.fromkeys(at for at in among if _number(owners[at]) in wanted)
            return found if wanted else None
        answer = scope.answer(self.connection, self.image, name, value, self.image.documents.keys())
        if answer is None:
            return None
        return dict.fromkeys(at for at in among if _meets(self._where(owners[at]), answer))

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

    def _tagged(
        self, value: str, owners: Sequence[Ref | int], among: Collection[int]
    ) -> scope.Answer:
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
        for at in among:
            each = owners[at]
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


def _is_of_notes(node: "Node") -> bool:
    """Tell whether only notes can answer a query."""
    from index.query_tree import And, Field

    if isinstance(node, And):
        return any(map(_is_of_notes, node.children))
    return isinstance(node, Field) and _special(node.name, node.value) == "notes"


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
