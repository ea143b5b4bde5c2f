"""What a query must find, worked out word by word: the definitions of the query language, and no speed.

Shares with the product the tokenizer, the forms of words and the dataclasses of a query's tree, nothing that
searches: no numpy, no index. Documents are looked at one at a time.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from importers.source_text import Span
from index.query_tree import (
    And,
    Field,
    Form,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Slot,
    Term,
    Unit,
    Words,
)
from index.scanning import scan
from index.tokens import MARGIN_GAP, PARAGRAPH_MARK, SENTENCE_MARK
from index.word_forms import forms, synonyms

__all__ = ["Fields", "Oracle", "Text", "read"]

Stretch = tuple[int, int]
Hit = tuple[int, int, tuple[Stretch, ...]]  # first word, last word, the matched words and phrases
Fields = Callable[[str, str], Mapping[int, tuple[Span, ...] | None]]
_MOST_SPREAD = 100


@dataclass
class Text:
    """One document: the terms, span, sentence and paragraph of each position."""

    text: str
    terms: dict[int, set[str]]
    spans: dict[int, Span]
    units: dict[Unit, dict[int, int]]
    own: int


def read(text: str, furniture: Iterable[Span] = ()) -> Text:
    """Return a document's words, by the tokenizer of the index."""
    found = scan(text, excluded=furniture)
    own = len(found.starts)
    spans = {
        at: Span(*edges)
        for at, edges in enumerate(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    }
    margin = zip(found.margin_starts.tolist(), found.margin_ends.tolist(), strict=True)
    spans |= {own + MARGIN_GAP + at: Span(*edges) for at, edges in enumerate(margin)}
    terms: dict[int, set[str]] = {at: set() for at in spans}
    marks: dict[str, set[int]] = {SENTENCE_MARK: set(), PARAGRAPH_MARK: set()}
    for term, positions in found.positions().items():
        for at in positions.tolist():
            if term in marks:
                marks[term].add(at)
            else:
                terms[at].add(term)
    units: dict[Unit, dict[int, int]] = {}
    for unit, mark in ((Unit.SENTENCE, SENTENCE_MARK), (Unit.PARAGRAPH, PARAGRAPH_MARK)):
        count, units[unit] = 0, {}
        for at in sorted(spans):
            count += at in marks[mark]
            units[unit][at] = count
    return Text(text, terms, spans, units, own)


class Oracle:
    """Answers trees over some documents; ``fields`` answers a field by name and value."""

    def __init__(self, texts: Mapping[int, Text], fields: Fields) -> None:
        self.texts = texts
        self.fields = fields
        self.places: dict[str, dict[int, list[int]]] = {}
        for number, text in texts.items():
            for at in sorted(text.terms):
                for term in text.terms[at]:
                    self.places.setdefault(term, {}).setdefault(number, []).append(at)
        self.vocabulary = sorted(term for term in self.places if term[0].isalnum())
        self._expanded: dict[Slot, list[str]] = {}
        self._found: dict[Words, dict[int, set[Hit]]] = {}
        self._held: dict[tuple[Field, int], list[Stretch]] = {}

    def answer(self, tree: Node) -> dict[int, list[tuple[Span, ...]]]:
        """Return each matching document's hits, each the spans of its matched words."""
        answered = {}
        for number in self.texts:
            hits = self._match(tree, number, (), ())
            if hits is not None:
                answered[number] = [self._shown(number, hit) for hit in sorted(_merged(hits))]
        return answered

    def expanded(self, slot: Slot) -> list[str]:
        """Return the words of the documents that a slot admits."""
        if slot not in self._expanded:
            self._expanded[slot] = self._admitted(slot)
        return self._expanded[slot]

    def _admitted(self, slot: Slot) -> list[str]:
        if isinstance(slot, Term):
            return [slot.text]
        if isinstance(slot, Pattern):
            shape = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in slot.text)
            return [word for word in self.vocabulary if re.fullmatch(shape, word, re.DOTALL)]
        if isinstance(slot, Fuzzy):
            near = [
                word for word in self.vocabulary if abs(len(word) - len(slot.text)) <= slot.edits
            ]
            return [word for word in near if _edits(word, slot.text) <= slot.edits]
        bases = {slot.text} | (synonyms(slot.text) if slot.synonyms else set())
        reached = {form for base in bases for form in forms(base)}
        return [word for word in self.vocabulary if word in reached]

    # -- each kind of node: the hits in one document, ``None`` where it does not match

    def _match(
        self,
        node: Node,
        number: int,
        inside: tuple[Field | Or, ...],
        outside: tuple[Field | Or, ...],
    ) -> set[Hit] | None:
        if isinstance(node, Words):
            hits = {
                hit
                for hit in self._words(node).get(number, set())
                if all(self._stands_in(field, number, hit) for field in inside)
                and not any(self._touches(field, number, hit) for field in outside)
            }
            return hits or None
        if isinstance(node, Or):
            several = [self._match(child, number, inside, outside) for child in node.children]
            found = [hits for hits in several if hits is not None]
            return _merged(set().union(*found)) if found else None
        if isinstance(node, Near):
            return self._near(node, number, inside, outside)
        return self._all(
            node.children if isinstance(node, And) else (node,), number, inside, outside
        )

    def _all(
        self,
        children: tuple[Node, ...],
        number: int,
        inside: tuple[Field | Or, ...],
        outside: tuple[Field | Or, ...],
    ) -> set[Hit] | None:
        members: list[Node] = []
        for child in children:
            is_fields = isinstance(child, And) and all(
                _is_field(each.child if isinstance(each, Not) else each) for each in child.children
            )
            members += child.children if isinstance(child, And) and is_fields else [child]
        if _STAMPS in members:
            others = (each for each in members if each not in (_STAMPS, Not(_STAMPS)))
            stamped = tuple(_in_stamps(each) for each in others)
            return self._all(stamped, number, inside, outside) if stamped else None
        members = [each for each in members if each != Not(_STAMPS)] or members
        own = tuple(each for each in members if _is_field(each))
        banned = tuple(
            each.child for each in members if isinstance(each, Not) and _is_field(each.child)
        )
        unwanted = [
            each.child for each in members if isinstance(each, Not) and not _is_field(each.child)
        ]
        sought = [each for each in members if not isinstance(each, Not) and not _is_field(each)]
        if any(self._unwanted(each, number) is not None for each in unwanted):
            return None
        if any(self._field(each, number) == [] for each in own):
            return None
        if any(self._field(each, number) is None for each in banned):
            return None
        if sought:
            several = [
                self._match(each, number, (*inside, *own), (*outside, *banned)) for each in sought
            ]
            if any(hits is None for hits in several):
                return None
            return _merged(set().union(*(hits for hits in several if hits is not None)))
        if not own:
            return None if any(self._field(each, number) for each in banned) else set()
        shown = next((spans for each in own if (spans := self._stretches(each, number))), [])
        hits = {
            (start, end, ((start, end),))
            for start, end in shown
            if all(self._touches(each, number, (start, end, ())) for each in (*own, *inside))
            and not any(
                self._touches(each, number, (start, end, ())) for each in (*banned, *outside)
            )
        }
        return None if shown and not hits else _merged(hits)

    def _unwanted(self, node: Node, number: int) -> set[Hit] | None:
        """Match what must not be there: fields around do not confine it, page furniture does not count."""
        return self._match(_bodily(node), number, (), ())

    def _words(self, node: Words) -> dict[int, set[Hit]]:
        """Return the hits of a word or phrase in all documents; see the user guide on page furniture."""
        if node not in self._found:
            everywhere: dict[int, set[Hit]] = {}
            for form in node.forms:
                for number in self.texts:
                    for start in self._starts(form, number):
                        end = start + form.length - 1
                        everywhere.setdefault(number, set()).add((start, end, ((start, end),)))
            bodily = {
                number: {hit for hit in hits if hit[0] < self.texts[number].own}
                for number, hits in everywhere.items()
            }
            bodily = {number: hits for number, hits in bodily.items() if hits}
            stamped = {
                number: {hit for hit in hits if hit[0] >= self.texts[number].own}
                for number, hits in everywhere.items()
            }
            kept = bodily if bodily or node.shown == _BODILY else everywhere
            if node.shown == _STAMPED:
                kept = {number: hits for number, hits in stamped.items() if hits}
            self._found[node] = {number: _merged(hits) for number, hits in kept.items()}
        return self._found[node]

    def _starts(self, form: Form, number: int) -> list[int]:
        """Return where in a document a phrase begins."""
        offset, first = form.slots[0]
        begins = {
            at - offset
            for word in self.expanded(first)
            for at in self.places.get(word, {}).get(number, ())
        }
        terms = self.texts[number].terms
        return [
            start
            for start in begins
            if all(
                terms.get(start + offset, set()) & set(self.expanded(slot))
                for offset, slot in form.slots[1:]
            )
        ]

    # -- proximity

    def _near(
        self,
        node: Near,
        number: int,
        inside: tuple[Field | Or, ...],
        outside: tuple[Field | Or, ...],
    ) -> set[Hit] | None:
        lefts, others = _apart(node.left)
        rights, more = ((node.right,), ()) if node.negated else _apart(node.right)
        if 1 < len(lefts) * len(rights) <= _MOST_SPREAD:
            nears = (
                Near(left, right, node.distance, node.unit, node.ordered, node.negated)
                for left in lefts
                for right in rights
            )
            return self._all((*nears, *others, *more), number, inside, outside)
        left = self._match(node.left, number, inside, outside) or set()
        if node.negated:
            right = self._unwanted(node.right, number) or set()
        else:
            right = self._match(node.right, number, inside, outside) or set()
        if node.unit is not None:
            hits = self._in_unit(node, node.unit, number, left, right)
        else:
            hits = _within(node, left, right)
        return hits or None

    def _in_unit(
        self, node: Near, unit: Unit, number: int, left: set[Hit], right: set[Hit]
    ) -> set[Hit]:
        units = self.texts[number].units[unit]
        groups: dict[int, set[Hit]] = {}
        accompanied: set[Hit] = set()
        for one in left:
            for other in right:
                for a in one[2]:
                    for b in other[2]:
                        for before, after in ((a, b),) if node.ordered else ((a, b), (b, a)):
                            if before[1] < after[0] and units[before[1]] == units[after[0]]:
                                groups.setdefault(units[after[0]], set()).update((one, other))
                                accompanied.add(one)
        if node.negated:
            return left - accompanied
        return _merged({_hull(group) for group in groups.values()})

    # -- fields

    def _field(self, node: Node, number: int) -> list[Stretch] | None:
        """Return the stretches of a field in a document: none if it does not fit, ``None`` for all of it."""
        if isinstance(node, Or):
            is_whole = any(self._field(child, number) is None for child in node.children)
        else:
            assert isinstance(node, Field)
            is_whole = self.fields(node.name, node.value).get(number, ()) is None
        return None if is_whole else self._stretches(node, number)

    def _stretches(self, node: Node, number: int) -> list[Stretch]:
        if isinstance(node, Or):
            several = (self._stretches(child, number) for child in node.children)
            return sorted({stretch for each in several for stretch in each})
        assert isinstance(node, Field)
        key = node, number
        if key in self._held:
            return self._held[key]
        text = self.texts[number]
        found = set()
        for span in self.fields(node.name, node.value).get(number) or ():
            held = [at for at in range(text.own) if span.contains(text.spans[at])]
            if held:
                found.add((held[0], held[-1]))
        self._held[key] = sorted(found)
        return self._held[key]

    def _stands_in(self, field: Node, number: int, hit: Hit) -> bool:
        stretches = self._field(field, number)
        return stretches is None or any(s <= hit[0] and hit[1] <= e for s, e in stretches)

    def _touches(self, field: Node, number: int, hit: Hit) -> bool:
        stretches = self._field(field, number)
        return stretches is None or any(s <= hit[1] and hit[0] <= e for s, e in stretches)

    def _shown(self, number: int, hit: Hit) -> tuple[Span, ...]:
        """Return the matched words of a hit as spans of the text; those that overlap are one."""
        spans = self.texts[number].spans
        shown: list[Span] = []
        for first, last in sorted(hit[2]):
            start, end = spans[first].start, spans[last].end
            if shown and start < shown[-1].end:
                shown[-1] = Span(shown[-1].start, max(end, shown[-1].end))
            else:
                shown.append(Span(start, end))
        return tuple(shown)


_BODILY, _STAMPED = "\x00", "\x01"
_STAMPS = Field("in", "stamps")


def _in_stamps(node: Node) -> Node:
    """Return the tree with the words that are sought marked to be looked for in page furniture only."""
    if isinstance(node, Words):
        return Words(node.forms, _STAMPED)
    if isinstance(node, And | Or):
        return type(node)(tuple(map(_in_stamps, node.children)))
    if isinstance(node, Near):
        right = node.right if node.negated else _in_stamps(node.right)
        return replace(node, left=_in_stamps(node.left), right=right)
    return node


def _bodily(node: Node) -> Node:
    """Return the tree with its words marked to be looked for outside page furniture only."""
    if isinstance(node, Words):
        return Words(node.forms, _BODILY)
    if isinstance(node, And | Or):
        return type(node)(tuple(map(_bodily, node.children)))
    if isinstance(node, Not):
        return Not(_bodily(node.child))
    if isinstance(node, Near):
        return replace(node, left=_bodily(node.left), right=_bodily(node.right))
    return node


def _is_field(node: Node) -> bool:
    if isinstance(node, Or):
        return all(map(_is_field, node.children))
    return isinstance(node, Field)


def _apart(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the parts of a group of words joined by AND, and what it excludes."""
    if not isinstance(node, And):
        return (node,), ()
    unwanted = tuple(each for each in node.children if isinstance(each, Not))
    wanted = tuple(each for each in node.children if not isinstance(each, Not))
    fields = [each for each in wanted if _is_field(each)]
    fields += [each for each in unwanted if _is_field(each.child)]
    return ((node,), ()) if fields or not wanted else (wanted, unwanted)


def _within(node: Near, left: set[Hit], right: set[Hit]) -> set[Hit]:
    """Join each matched word or phrase with its nearest partner after and before it."""

    def gap(first: Stretch, second: Stretch) -> bool:
        return 0 < second[0] - first[1] <= node.distance

    lefts = [(part, hit) for hit in left for part in hit[2]]
    rights = [(part, hit) for hit in right for part in hit[2]]
    turned = ((lefts, rights),) if node.ordered else ((lefts, rights), (rights, lefts))
    found: set[tuple[Hit, Hit]] = set()
    for firsts, seconds in turned:
        pairs: set[tuple[Hit, Hit]] = set()
        for part, hit in firsts:
            after = [(other, its) for other, its in seconds if gap(part, other)]
            nearest = min((other[0] for other, _ in after), default=0)
            pairs |= {(hit, its) for other, its in after if other[0] == nearest}
        for part, hit in seconds:
            before = [(other, its) for other, its in firsts if gap(other, part)]
            nearest = max((other[1] for other, _ in before), default=0)
            pairs |= {(its, hit) for other, its in before if other[1] == nearest}
        found |= pairs if firsts is lefts else {(one, other) for other, one in pairs}
    if node.negated:
        return left - {one for one, _ in found}
    return _merged({_hull(pair) for pair in found})


def _hull(hits: Iterable[Hit]) -> Hit:
    some = list(hits)
    parts = sorted({part for hit in some for part in hit[2]})
    return min(hit[0] for hit in some), max(hit[1] for hit in some), tuple(parts)


def _merged(hits: set[Hit]) -> set[Hit]:
    """Make hits that share a word one."""
    merged: list[Hit] = []
    for hit in sorted(hits):
        if merged and hit[0] <= merged[-1][1]:
            merged[-1] = _hull((merged[-1], hit))
        else:
            merged.append(hit)
    return set(merged)


def _edits(one: str, other: str) -> int:
    """Return the letters to be changed, added, lost or swapped with their neighbour (each once)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and one[i - 2 : i] == wanted + other[j - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
