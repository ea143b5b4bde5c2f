"""A query's tree against one snapshot → the documents and stretches that match."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from importers.source_text import Span
from index.corrections import Correction
from index.proximity import in_unit, within
from index.query_tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Unit,
    Words,
    shown_value,
)
from index.readable import Readable
from index.spans import (
    SHIFT,
    Flags,
    Integers,
    Spans,
    is_in,
    is_inside,
    joined,
    none,
    overlaps,
)
from index.tokens import PARAGRAPH_MARK, SENTENCE_MARK
from index.word_places import WordPlaces

__all__ = ["Evaluation", "Scope", "evaluate"]

Scope = Callable[[str, str, Collection[int]], Mapping[int, tuple[Span, ...] | None] | None]
"""Answers a field: document → spans in which words must stand, or ``None`` for the whole document.

The collection holds the documents that come into question; others need not be looked at. ``None`` instead of
a mapping: the case knows no such field or value.
"""

_MOST_SPREAD = 100  # proximities that one between two groups is made into
_STAMPS = frozenset({"stamp", "stamps", "headers", "footers"})
_MARKS = {Unit.SENTENCE: SENTENCE_MARK, Unit.PARAGRAPH: PARAGRAPH_MARK}
_Test = Callable[[Integers, Integers, Integers, Integers], Flags]


@dataclass(frozen=True)
class Match:
    """What a node matches: documents, and stretches in some of them."""

    documents: Integers
    spans: Spans


@dataclass
class Evaluation:
    """The answer: ``hits`` share no word with one another and lie in ``documents``.

    ``leaves`` are the places of each word and phrase asked for, for ranking; ``exact`` gives the
    code points of stretches that a field named, where they are hits themselves.
    """

    documents: Integers
    hits: Spans
    leaves: list[Spans]
    warnings: list[str]
    exact: dict[tuple[int, int], Span]
    has_signs: bool
    corrections: list[Correction] = field(default_factory=list)


@dataclass(frozen=True)
class _Region:
    """Where a field lets words stand: anywhere in ``whole``, only inside ``spans`` elsewhere."""

    whole: Integers
    spans: Spans

    @property
    def documents(self) -> Integers:
        return np.union1d(self.whole, self.spans.documents)

    def admits(self, spans: Spans, test: _Test) -> Spans:
        keep = test(spans.starts, spans.ends, self.spans.starts, self.spans.ends)
        return spans.where(keep | is_in(spans.starts >> SHIFT, self.whole))

    def rejects(self, spans: Spans) -> Spans:
        return spans.where(
            ~overlaps(spans.starts, spans.ends, self.spans.starts, self.spans.ends)
            & ~is_in(spans.starts >> SHIFT, self.whole)
        )


def evaluate(tree: Node, snapshot: Readable, scope: Scope) -> Evaluation:
    """Return all that matches, exactly counted."""
    words = WordPlaces(snapshot)
    evaluator = _Evaluator(snapshot, scope, words)
    match = evaluator.match(tree)
    if isinstance(tree, Words):
        words.tell_of_stamps(tree)
    return Evaluation(
        match.documents,
        joined([match.spans]),
        words.leaves,
        list(dict.fromkeys((*words.warnings, *evaluator.warnings))),
        evaluator.exact,
        words.has_signs,
        words.corrections,
    )


@dataclass
class _Evaluator:
    snapshot: Readable
    scope: Scope
    words: WordPlaces
    warnings: list[str] = field(default_factory=list)
    exact: dict[tuple[int, int], Span] = field(default_factory=dict)
    _negated: int = 0
    _inside: tuple[_Region, ...] = ()
    _outside: tuple[_Region, ...] = ()
    _in_stamps: bool = False
    _context: int = 0
    _contexts: int = 0
    _matched: dict[tuple[int, int, bool], tuple[Node, Match]] = field(default_factory=dict)

    def match(self, node: Node) -> Match:
        """Match a node; asked again in the same surroundings, as by ``_spread``, the answer is at hand."""
        key = id(node), self._context, self._negated > 0
        if key not in self._matched:
            self._matched[key] = node, self._match(node)
        return self._matched[key][1]

    def _match(self, node: Node) -> Match:
        if isinstance(node, Words):
            spans = self._confined(self._places(node), is_inside)
            return Match(spans.documents, spans)
        if isinstance(node, Near):
            spread = _spread(node)
            if len(spread) > 1:
                return self._all(spread)
            spans = self._near(node)
            return Match(spans.documents, spans)
        if isinstance(node, Or):
            matches = [self.match(child) for child in dict.fromkeys(node.children)]
            documents = np.unique(np.concatenate([match.documents for match in matches]))
            return Match(documents, joined([match.spans for match in matches]))
        return self._all(node.children if isinstance(node, And) else (node,))

    def _confined(self, spans: Spans, test: _Test) -> Spans:
        """Return the stretches that the fields of all groups around them admit."""
        for region in self._inside:
            spans = region.admits(spans, test)
        for region in self._outside:
            spans = region.rejects(spans)
        return spans

    def _unwanted(self, node: Node) -> Match:
        """Match what must not be there, wherever it stands: fields around a NOT do not confine it."""
        around = self._inside, self._outside, self._in_stamps, self._context
        self._inside, self._outside, self._in_stamps, self._context = (), (), False, 0
        self._negated += 1
        found = self.match(node)
        self._negated -= 1
        self._inside, self._outside, self._in_stamps, self._context = around
        return found

    def _places(self, node: Words) -> Spans:
        return self.words.find(node, negated=self._negated > 0, in_stamps=self._in_stamps)

    # -- proximity

    def _near(self, node: Near) -> Spans:
        left = self.match(node.left).spans
        right = (self._unwanted if node.negated else self.match)(node.right).spans
        if node.unit is None:
            return within(left, right, node.distance, ordered=node.ordered, negated=node.negated)
        marks = self.snapshot.keys(_MARKS[node.unit])
        return in_unit(left, right, marks, ordered=node.ordered, negated=node.negated)

    # -- and, not, fields

    def _all(self, children: tuple[Node, ...]) -> Match:
        children = tuple(dict.fromkeys(_flat(children)))
        others = tuple(each for each in children if not _names_stamps(each))
        if any(_names_stamps(each) and not isinstance(each, Not) for each in children):
            return self._all_in_stamps(others)
        children = others or children
        sought = [each for each in children if not isinstance(each, Not) and not _is_region(each)]
        documents = self.snapshot.documents
        if any(_is_region(each.child if isinstance(each, Not) else each) for each in children):
            documents = self._candidates(And(children))
        for child in children:
            if isinstance(child, Not) and not _is_region(child.child):
                documents = documents[~is_in(documents, self._unwanted(child.child).documents)]
        inside, outside, documents = self._regions(children, documents, is_bare=not sought)
        if inside and not sought:
            return self._bare(inside, outside, documents)
        matches = self._matches_within(sought, inside, outside)
        for match in matches:
            documents = documents[is_in(documents, match.documents)]
        if not matches:
            for region in outside:
                documents = documents[~is_in(documents, region.documents)]
        return Match(documents, joined([match.spans.in_documents(documents) for match in matches]))

    def _all_in_stamps(self, children: tuple[Node, ...]) -> Match:
        """Match words that stand in page headers, footers and stamps, and nowhere else."""
        if not children:
            self.warnings.append("“in:stamps” needs a word beside it.")
            return Match(self.snapshot.documents[:0], none())
        around = self._in_stamps, self._context
        self._contexts += 1
        self._in_stamps, self._context = True, self._contexts
        found = self._all(children)
        self._in_stamps, self._context = around
        return found

    def _matches_within(
        self, sought: Sequence[Node], inside: list[_Region], outside: list[_Region]
    ) -> list[Match]:
        if not inside and not outside:
            return [self.match(child) for child in sought]
        around = self._inside, self._outside, self._context
        self._inside, self._outside = (*around[0], *inside), (*around[1], *outside)
        self._contexts += 1
        self._context = self._contexts
        matches = [self.match(child) for child in sought]
        self._inside, self._outside, self._context = around
        return matches

    def _candidates(self, node: Node) -> Integers:
        """Return the documents that hold the words at all, and perhaps more, before fields are asked."""
        if isinstance(node, Words):
            return self._places(node).documents
        if isinstance(node, Or):
            return np.unique(np.concatenate([self._candidates(each) for each in node.children]))
        documents = self.snapshot.documents
        needed: tuple[Node, ...] = node.children if isinstance(node, And) else ()
        if isinstance(node, Near):
            needed = (node.left,) if node.negated else (node.left, node.right)
        for each in needed:
            documents = documents[is_in(documents, self._candidates(each))]
        return documents

    def _bare(self, inside: list[_Region], outside: list[_Region], documents: Integers) -> Match:
        """Fields alone: hits are the spans of the first that has some there, where they meet the others."""
        held, several = np.empty(0, np.int64), []
        for region in inside:
            more = region.spans.in_documents(documents)
            several.append(more.where(~is_in(more.starts >> SHIFT, held)))
            held = np.union1d(held, more.documents)
        spans = _together(several)
        before = spans.documents
        for region in inside:
            spans = region.admits(spans, overlaps)
        for region in outside:
            spans = region.rejects(spans)
        spans = self._confined(spans, overlaps)
        lost = is_in(documents, before) & ~is_in(documents, spans.documents)
        documents = documents[~lost]
        return Match(documents, joined([spans.in_documents(documents)]))

    def _regions(
        self, children: tuple[Node, ...], documents: Integers, *, is_bare: bool
    ) -> tuple[list[_Region], list[_Region], Integers]:
        """Return where words must and must not stand, and the documents that are left."""
        inside: list[_Region] = []
        outside: list[_Region] = []
        for child in children:
            if _is_region(child):
                inside.append(self._region(child, documents, is_bare=is_bare))
                documents = documents[is_in(documents, inside[-1].documents)]
        for child in children:
            if isinstance(child, Not) and _is_region(child.child):
                outside.append(self._region(child.child, documents, is_bare=False))
                documents = documents[~is_in(documents, outside[-1].whole)]
        return inside, outside, documents

    def _region(self, node: Node, documents: Integers, *, is_bare: bool) -> _Region:
        if isinstance(node, Or):
            regions = [self._region(child, documents, is_bare=is_bare) for child in node.children]
            whole = np.unique(np.concatenate([region.whole for region in regions]))
            return _Region(whole, _together([region.spans for region in regions]))
        if not isinstance(node, Field):
            raise TypeError(f"not a field: {node!r}")
        wanted = set(documents.tolist())
        numbers = {int(self.snapshot.numbers[document]) for document in wanted}
        answer = self.scope(node.name, node.value, numbers)
        if answer is None:
            self.warnings.append(
                f"Nothing in this case is known as {node.name} “{shown_value(node)}”."
            )
            answer = {}
        whole_documents: list[int] = []
        stretches: list[tuple[int, int]] = []
        for number, spans_there in answer.items():
            document = self.snapshot.by_number.get(number)
            if document is None or document not in wanted:
                continue
            if spans_there is None:
                whole_documents.append(document)
                continue
            for span in spans_there:
                stretch = self.snapshot.stretch(document, span.start, span.end)
                if stretch is not None:
                    stretches.append(stretch)
                    if is_bare:
                        self.exact.setdefault(stretch, span)
        edges = np.array(sorted(stretches), dtype=np.int64).reshape(-1, 2)
        return _Region(
            np.array(sorted(whole_documents), dtype=np.int64),
            Spans(np.ascontiguousarray(edges[:, 0]), np.ascontiguousarray(edges[:, 1])),
        )


def _together(several: list[Spans]) -> Spans:
    starts = np.concatenate([some.starts for some in several])
    ends = np.concatenate([some.ends for some in several])
    order = np.lexsort((ends, starts))
    return Spans(starts[order], ends[order])


def _is_region(node: Node) -> bool:
    if isinstance(node, Or):
        return all(_is_region(child) for child in node.children)
    return isinstance(node, Field)


def _names_stamps(node: Node) -> bool:
    field = node.child if isinstance(node, Not) else node
    return isinstance(field, Field) and field.name == "in" and field.value.lower() in _STAMPS


def _flat(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Put the fields of a group that holds nothing else beside those of the group around it."""
    flat: list[Node] = []
    for child in children:
        is_fields = isinstance(child, And) and all(
            _is_region(each.child if isinstance(each, Not) else each) for each in child.children
        )
        flat += child.children if isinstance(child, And) and is_fields else (child,)
    return tuple(flat)


def _spread(node: Near) -> tuple[Node, ...]:
    """Return what a group joined by AND means beside a proximity: each of its words near the other side."""
    lefts, others = _apart(node.left)
    rights, more = ((node.right,), ()) if node.negated else _apart(node.right)
    if not 1 < len(lefts) * len(rights) <= _MOST_SPREAD:
        return (node,)
    nears = [replace(node, left=left, right=right) for left in lefts for right in rights]
    return (*nears, *others, *more)


def _apart(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the parts of a group joined by AND, and what must not be there; fields hold it together."""
    if not isinstance(node, And):
        return (node,), ()
    unwanted = tuple(each for each in node.children if isinstance(each, Not))
    wanted = tuple(each for each in node.children if not isinstance(each, Not))
    if not wanted or any(_is_region(each) for each in wanted):
        return (node,), ()
    if any(_is_region(each.child) for each in unwanted):
        return (node,), ()
    return wanted, unwanted
