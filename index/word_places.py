"""Where a word or phrase of a query stands, and which words one stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from index.corrections import Correction
from index.query_tree import Form, Fuzzy, Kin, Pattern, Slot, Term, Words
from index.readable import Readable
from index.spans import Flags, Integers, Spans, is_in, joined, none
from index.word_forms import forms, synonyms

__all__ = ["WordPlaces"]

_MOST_EXPANSIONS = 2_000
_SHORTEST_MISSPELLED = 5
_LONG_WORD = 8  # letters from which on two of them may be wrong
_MOST_SUGGESTED = 2
_MOST_TOLD = 12
_MOST_CORRECTED = 3  # words of one query for which others are proposed
_MOST_SCANS = 20  # times that one query may go through the word list
_LONGEST_PATTERN = 80
_SIGNS = frozenset("§¶")


@dataclass
class WordPlaces:
    """Finds the words and phrases of one query, each once.

    ``leaves`` are the places of those that are wanted; ``warnings`` say what stood for what,
    ``corrections`` which words stand nowhere and what they were likely meant to be.
    """

    snapshot: Readable
    leaves: list[Spans] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    has_signs: bool = False
    _known: dict[tuple[Words, bool, bool], Spans] = field(default_factory=dict)
    _found: dict[Words, Spans] = field(default_factory=dict)
    _stamped: dict[Words, Flags] = field(default_factory=dict)
    _places: dict[Slot, Integers] = field(default_factory=dict)
    _scans: int = 0
    _suggested: int = 0

    def find(self, node: Words, *, negated: bool, in_stamps: bool = False) -> Spans:
        """Return the places of a word or phrase; those in page furniture only if there are no others.

        Of what is ``negated`` nothing is said, and page furniture does not count; with ``in_stamps``
        nothing else counts.
        """
        key = node, negated, in_stamps
        if key not in self._known:
            self._known[key] = self._sought(node, negated=negated, in_stamps=in_stamps)
            if not negated:
                self.leaves.append(self._known[key])
        return self._known[key]

    def tell_of_stamps(self, node: Words) -> None:
        """Say of a word that was asked for alone how many papers more have it in page furniture."""
        if not self._in_margins(node).any():
            return
        own, stamped = self.find(node, negated=True), self.find(node, negated=True, in_stamps=True)
        count = int((~is_in(stamped.documents, own.documents)).sum())
        if len(own) and count:
            papers = f"{count:,} more papers" if count > 1 else "one more paper"
            self.warnings.append(
                f"{node.shown} also stands in page headers, footers or stamps of {papers}; add in:stamps."
            )

    def _sought(self, node: Words, *, negated: bool, in_stamps: bool) -> Spans:
        spans = self._anywhere(node)
        if not len(spans):
            if not negated:
                self._suggest(node)
            return spans
        in_margins = self._in_margins(node)
        if in_stamps:
            return spans.where(in_margins)
        if not in_margins.any():
            return spans
        own = spans.where(~in_margins)
        if len(own) or negated:
            return own
        self.warnings.append(f"{node.shown} found only in page headers, footers and stamps.")
        return spans

    def _in_margins(self, node: Words) -> Flags:
        """Flag the places of a word or phrase that are in page furniture."""
        if node not in self._stamped:
            self._stamped[node] = self.snapshot.in_margins(self._anywhere(node).starts)
        return self._stamped[node]

    def _suggest(self, node: Words) -> None:
        """Say which words are spelled like one that does not occur, and a phrase with such words in it."""
        terms = _terms(node.forms[0])
        wrong = [at for at, term in enumerate(terms) if self._is_unknown(term)]
        if not wrong or len(wrong) > _MOST_CORRECTED or self._suggested >= _MOST_CORRECTED:
            return
        self._suggested += len(wrong)
        alike = {at: self._alike(terms[at]) for at in wrong}
        right = {at: words[0] for at, words in alike.items() if words}
        if len(terms) == 1:
            told = [f"“{other}”" for other in alike[0][:_MOST_SUGGESTED]]
        elif (phrase := self._corrected(node.forms[0], alike)) is not None:
            right = {at: _terms(phrase)[at] for at in wrong}
            told = [f"“{' '.join(slot.text for _, slot in phrase.slots)}”"]
        else:
            told = [f"“{word}”" for word in right.values()]
        self.corrections += [Correction(terms[at], word) for at, word in right.items()]
        if told:
            verb = "does" if len(told) == 1 else "do"
            self.warnings.append(f"{node.shown} does not occur; {' and '.join(told)} {verb}.")

    def _is_unknown(self, term: str) -> bool:
        is_word = len(term) >= _SHORTEST_MISSPELLED and term.isalpha()
        return is_word and not len(self.snapshot.keys(term))

    def _alike(self, word: str) -> list[str]:
        """Return words that occur and are spelled like one, the most frequent first."""
        alike = self.snapshot.spelled_like(word, 1)
        if not alike and len(word) >= _LONG_WORD:
            alike = self.snapshot.spelled_like(word, 2)
        return sorted(alike, key=lambda other: -len(self.snapshot.keys(other)))

    def _corrected(self, form: Form, alike: dict[int, list[str]]) -> Form | None:
        """Return a phrase with its wrong words put right; ``None`` if it does not occur then, either."""
        choices = [alike[at][:_MOST_SUGGESTED] for at in alike]
        for words in product(*choices):
            right = dict(zip(alike, words, strict=True))
            slots = tuple(
                (offset, Term(right[at]) if at in right else slot)
                for at, (offset, slot) in enumerate(form.slots)
            )
            if len(self._form(Form(slots, form.length))):
                return Form(slots, form.length)
        return None

    def _anywhere(self, node: Words) -> Spans:
        if node not in self._found:
            found = [self._form(form) for form in node.forms]
            is_word = len(found) == 1 and node.forms[0].length == 1
            self._found[node] = found[0] if is_word else joined(found)
        return self._found[node]

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
            if not len(starts):
                break
            starts = starts[is_in(starts + offset, places)]
        return Spans(starts, starts + (form.length - 1))

    def _slot(self, slot: Slot) -> Integers:
        if isinstance(slot, Term):
            self.has_signs |= slot.text in _SIGNS
            return self.snapshot.keys(slot.text)
        if slot not in self._places:
            self._places[slot] = self._wide(slot)
        return self._places[slot]

    def _wide(self, slot: Pattern | Fuzzy | Kin) -> Integers:
        """Return the places of all words that one stands for."""
        if isinstance(slot, Pattern):
            words, typed = self._of_form(slot.text), slot.text
        elif isinstance(slot, Fuzzy):
            words = self.snapshot.spelled_like(slot.text, slot.edits) if self._may_scan() else []
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

    def _of_form(self, pattern: str) -> list[str]:
        if len(pattern) > _LONGEST_PATTERN:
            self.warnings.append(f"“{pattern[:20]}…” is too long for a word with wild cards.")
            return []
        is_prefix = pattern.endswith("*") and not any(sign in pattern[:-1] for sign in "*?")
        return self.snapshot.of_form(pattern) if is_prefix or self._may_scan() else []

    def _may_scan(self) -> bool:
        """Tell whether the word list may be gone through once more; says where that ends."""
        self._scans += 1
        if self._scans > _MOST_SCANS:
            self.warnings.append(
                f"Only the first {_MOST_SCANS} words with ~ or with wild cards before their end "
                "were searched for."
            )
        return self._scans <= _MOST_SCANS

    def _tell(self, typed: str, words: list[str]) -> None:
        """Say for which words one stood, so that nobody relies on a word that he did not mean."""
        if words and words != [typed]:
            told = ", ".join(words[:_MOST_TOLD])
            more = f" and {len(words) - _MOST_TOLD:,} more" if len(words) > _MOST_TOLD else ""
            self.warnings.append(f"“{typed}” was searched for as: {told}{more}.")


def _kin(slot: Kin) -> frozenset[str]:
    """Return what a word reaches: its forms, and those of its synonyms where they are wanted."""
    bases = {slot.text} | (synonyms(slot.text) if slot.synonyms else set())
    return frozenset(form for base in bases for form in forms(base))


def _terms(form: Form) -> list[str]:
    """Return the plain words of a form, "" where a pattern stands."""
    return [slot.text if isinstance(slot, Term) else "" for _, slot in form.slots]
