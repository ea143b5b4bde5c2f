"""A query's tree against one snapshot → the documents and stretches that match."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from importers.source_text import Span
from index.query_tree import (
    And,
    Field,
    Form,
    Fuzzy,
    Kin,
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
from index.snapshot import Snapshot
from index.spans import (
    SHIFT,
    Flags,
    Integers,
    Spans,
    has_after,
    has_before,
    is_in,
    is_inside,
    joined,
    merged,
    none,
    overlaps,
    pairs,
)
from index.tokens import PARAGRAPH_MARK, SENTENCE_MARK
from index.word_forms import forms, synonyms

__all__ = ["Evaluation", "Scope", "evaluate"]

Scope = Callable[[str, str, Collection[int]], Mapping[int, tuple[Span, ...] | None] | None]
"""Answers a field: document → spans in which words must stand, or ``None`` for the whole document.

The collection holds the documents that come into question; others need not be looked at. ``None`` instead of
a mapping: the case knows no such field or value.
"""

_MOST_EXPANSIONS = 2_000
_SHORTEST_MISSPELLED = 5
_MOST_SUGGESTED = 2
_MOST_TOLD = 12
_MARKS = {Unit.SENTENCE: SENTENCE_MARK, Unit.PARAGRAPH: PARAGRAPH_MARK}
_SIGNS = frozenset("§¶")


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


@dataclass(frozen=True)
class _Region:
    """Where a field lets words stand: anywhere in ``whole``, only inside ``spans`` elsewhere."""

    whole: Integers
    spans: Spans

    @property
    def documents(self) -> Integers:
        return np.union1d(self.whole, self.spans.documents)

    def admits(
        self, spans: Spans, test: Callable[[Integers, Integers, Integers, Integers], Flags]
    ) -> Spans:
        keep = test(spans.starts, spans.ends, self.spans.starts, self.spans.ends)
        return spans.where(keep | is_in(spans.starts >> SHIFT, self.whole))

    def rejects(self, spans: Spans) -> Spans:
        return spans.where(
            ~overlaps(spans.starts, spans.ends, self.spans.starts, self.spans.ends)
            & ~is_in(spans.starts >> SHIFT, self.whole)
        )


def evaluate(tree: Node, snapshot: Snapshot, scope: Scope) -> Evaluation:
    """Return all that matches, exactly counted."""
    evaluator = _Evaluator(snapshot, scope)
    match = evaluator.match(tree)
    hits = joined([match.spans])
    return Evaluation(
        match.documents,
        hits,
        evaluator.leaves,
        list(dict.fromkeys(evaluator.warnings)),
        evaluator.exact,
        evaluator.has_signs,
    )


@dataclass
class _Evaluator:
    snapshot: Snapshot
    scope: Scope
    leaves: list[Spans] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    exact: dict[tuple[int, int], Span] = field(default_factory=dict)
    has_signs: bool = False
    _negated: int = 0

    def match(self, node: Node) -> Match:
        if isinstance(node, Words):
            spans = self._words(node)
            if not self._negated:
                self.leaves.append(spans)
            return Match(spans.documents, spans)
        if isinstance(node, Near):
            spans = self._near(node)
            return Match(spans.documents, spans)
        if isinstance(node, Or):
            matches = [self.match(child) for child in node.children]
            documents = np.unique(np.concatenate([match.documents for match in matches]))
            return Match(documents, joined([match.spans for match in matches]))
        return self._all(node.children if isinstance(node, And) else (node,))

    # -- words

    def _words(self, node: Words) -> Spans:
        """Return the places of a word or phrase; those in page furniture only if there are no others."""
        spans = self._anywhere(node)
        if not len(spans) and not self._negated:
            self._suggest(node)
        in_margins = self.snapshot.in_margins(spans.starts)
        if not in_margins.any():
            return spans
        own = spans.where(~in_margins)
        if len(own) or self._negated:
            return own
        self.warnings.append(f"{node.shown} found only in page headers, footers and stamps.")
        return spans

    def _suggest(self, node: Words) -> None:
        """Say which words are spelled like one that does not occur."""
        slots = node.forms[0].slots
        word = slots[0][1].text if len(slots) == 1 and isinstance(slots[0][1], Term) else ""
        if len(word) < _SHORTEST_MISSPELLED or not word.isalpha():
            return
        alike = self.snapshot.spelled_like(word, 1)
        alike.sort(key=lambda other: -len(self.snapshot.keys(other)))
        if alike:
            words = " and ".join(f"“{other}”" for other in alike[:_MOST_SUGGESTED])
            verb = "does" if len(alike) == 1 else "do"
            self.warnings.append(f"{node.shown} does not occur; {words} {verb}.")

    def _anywhere(self, node: Words) -> Spans:
        found = [self._form(form) for form in node.forms]
        if len(found) == 1:
            return found[0]
        starts = np.concatenate([spans.starts for spans in found])
        ends = np.concatenate([spans.ends for spans in found])
        order = np.lexsort((ends, starts))
        return Spans(starts[order], ends[order])

    def _form(self, form: Form) -> Spans:
        columns: list[tuple[int, Integers]] = []
        for offset, slot in form.slots:
            places = self._slot(slot)
            if not len(places):
                return none()
            columns.append((offset, places))
        columns.sort(key=lambda column: len(column[1]))
        offset, places = columns[0]
        starts = places - offset
        for offset, places in columns[1:]:
            starts = starts[is_in(starts + offset, places)]
        return Spans(starts, starts + (form.length - 1))

    def _slot(self, slot: Slot) -> Integers:
        if isinstance(slot, Term):
            self.has_signs |= slot.text in _SIGNS
            return self.snapshot.keys(slot.text)
        if isinstance(slot, Pattern):
            words, typed = self.snapshot.of_form(slot.text), slot.text
        elif isinstance(slot, Fuzzy):
            words = self.snapshot.spelled_like(slot.text, slot.edits)
            typed = f"{slot.text}~{slot.edits}"
            self._tell(typed, words)
        else:
            words, typed = self.snapshot.known(_kin(slot)), slot.text
            self._tell(typed, words)
        if len(words) > _MOST_EXPANSIONS:
            self.warnings.append(
                f"“{typed}” stands for {len(words):,} words; "
                f"only the first {_MOST_EXPANSIONS:,} were searched for."
            )
        return self.snapshot.union(words[:_MOST_EXPANSIONS])

    def _tell(self, typed: str, words: list[str]) -> None:
        """Say for which words one stood, so that nobody relies on a word that he did not mean."""
        if words and words != [typed]:
            told = ", ".join(words[:_MOST_TOLD])
            more = f" and {len(words) - _MOST_TOLD:,} more" if len(words) > _MOST_TOLD else ""
            self.warnings.append(f"“{typed}” was searched for as: {told}{more}.")

    # -- proximity

    def _near(self, node: Near) -> Spans:
        left = self.match(node.left).spans
        self._negated += node.negated
        right = self.match(node.right).spans
        self._negated -= node.negated
        if node.unit is not None:
            return self._in_unit(node, self.snapshot.keys(_MARKS[node.unit]), left, right)
        at_left, at_right = pairs(left, right, node.distance, ordered=node.ordered)
        if node.negated:
            alone = np.ones(len(left), dtype=np.bool_)
            alone[at_left] = False
            return left.where(alone)
        if not len(at_left):
            return none()
        starts, ends = merged(
            np.minimum(left.starts[at_left], right.starts[at_right]),
            np.maximum(left.ends[at_left], right.ends[at_right]),
        )
        return _with_parts(starts, ends, _pick(left, at_left), _pick(right, at_right))

    def _in_unit(self, node: Near, marks: Integers, left: Spans, right: Spans) -> Spans:
        left_has = has_after(left, right, marks)
        right_has = has_before(right, left, marks)
        if not node.ordered:
            left_has |= has_before(left, right, marks)
            right_has |= has_after(right, left, marks)
        if node.negated:
            return left.where(~left_has)
        left, right = left.where(left_has), right.where(right_has)
        if not len(left):
            return none()
        starts = np.concatenate([left.starts, right.starts])
        ends = np.concatenate([left.ends, right.ends])
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
        units = np.searchsorted(marks, starts, "right")
        first = np.flatnonzero(
            np.concatenate(([True], (np.diff(units) != 0) | (np.diff(starts >> SHIFT) != 0)))
        )
        starts, ends = merged(starts[first], np.maximum.reduceat(ends, first))
        return _with_parts(starts, ends, left, right)

    # -- and, not, fields

    def _all(self, children: tuple[Node, ...]) -> Match:
        matches = [
            self.match(child)
            for child in children
            if not isinstance(child, Not) and not _is_region(child)
        ]
        documents = self.snapshot.documents
        for match in matches:
            documents = documents[is_in(documents, match.documents)]
        for child in children:
            if isinstance(child, Not) and not _is_region(child.child):
                self._negated += 1
                documents = documents[~is_in(documents, self.match(child.child).documents)]
                self._negated -= 1
        inside, outside, documents = self._regions(children, documents, is_bare=not matches)
        if inside and not matches:
            return _bare(inside, outside, documents)
        kept: list[Spans] = []
        for match in matches:
            spans = match.spans.in_documents(documents)
            confined = spans
            for region in inside:
                confined = region.admits(confined, is_inside)
            for region in outside:
                confined = region.rejects(confined)
            lost = is_in(documents, spans.documents) & ~is_in(documents, confined.documents)
            documents = documents[~lost]
            kept.append(confined)
        if not matches:
            for region in outside:
                documents = documents[~is_in(documents, region.documents)]
        return Match(documents, joined([spans.in_documents(documents) for spans in kept]))

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
            spans = [region.spans for region in regions]
            starts = np.concatenate([some.starts for some in spans])
            ends = np.concatenate([some.ends for some in spans])
            order = np.lexsort((ends, starts))
            return _Region(whole, Spans(starts[order], ends[order]))
        if not isinstance(node, Field):
            raise TypeError(f"not a field: {node!r}")
        wanted = set(documents.tolist())
        numbers = {int(self.snapshot.numbers[document]) for document in wanted}
        answer = self.scope(node.name, node.value, numbers)
        if answer is None:
            self.warnings.append(f"Nothing in this case is known as {node.name} “{node.value}”.")
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


def _kin(slot: Kin) -> frozenset[str]:
    """Return what a word reaches: its forms, and those of its synonyms where they are wanted."""
    bases = {slot.text} | (synonyms(slot.text) if slot.synonyms else set())
    return frozenset(form for base in bases for form in forms(base))


def _is_region(node: Node) -> bool:
    if isinstance(node, Or):
        return all(_is_region(child) for child in node.children)
    return isinstance(node, Field)


def _bare(regions: list[_Region], outside: list[_Region], documents: Integers) -> Match:
    """Fields alone: the hits are the first field's spans where they meet those of the others."""
    shown = next((region for region in regions if len(region.spans)), regions[0])
    spans = shown.spans.in_documents(documents)
    before = spans.documents
    for region in regions:
        if region is not shown:
            spans = region.admits(spans, overlaps)
    for region in outside:
        spans = region.rejects(spans)
    lost = is_in(documents, before) & ~is_in(documents, spans.documents)
    documents = documents[~lost]
    return Match(documents, joined([spans.in_documents(documents)]))


def _pick(spans: Spans, at: Integers) -> Spans:
    keep = np.zeros(len(spans), dtype=np.bool_)
    keep[at] = True
    return spans.where(keep)


def _with_parts(starts: Integers, ends: Integers, left: Spans, right: Spans) -> Spans:
    parts = np.unique(
        np.stack(
            [
                np.concatenate([left.parts[0], right.parts[0]]),
                np.concatenate([left.parts[1], right.parts[1]]),
            ],
            axis=1,
        ),
        axis=0,
    )
    return Spans(starts, ends, (parts[:, 0], parts[:, 1]))
