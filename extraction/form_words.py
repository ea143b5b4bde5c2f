"""The printed words of a form, found though lines break elsewhere or a machine misread some.

Compared are letters and digits alone, without case; a long phrase may have a few letters wrong, since a
machine reads "A lawsuit hasbeen filed agalnst you". Short labels ("To:", "Date:") are patterns.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from importers.source_text import Span

__all__ = ["FormWords", "Label"]

Label = tuple[str, str | re.Pattern[str]]
"""What stands after some printed words ("" for nothing that matters), and the words or a pattern of them."""

_LEAST_FUZZY = 14  # letters of a phrase that is looked for with letters wrong
# The letter or number of the form's next block.
_ENUMERATOR = re.compile(r"\W*(?:\d{1,2}\.?|\(?[A-Z]\))?\W*(?:\(?[A-Z]\))?\W*")
_ENUMERATOR_LAST = re.compile(r"\n[ \t]*(?:\d{1,2}\.|\([A-Z]\))(?:\s*\([A-Z]\))?\s*$")
_SCORE = 88.0  # of 100: about one letter of eight may be wrong


class FormWords:
    """One paper's letters, with the way back to its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._letters = ""
        self._places: list[int] = []
        letters = []
        for at, character in enumerate(text):
            if character.isalnum():
                folded = character.casefold()
                letters.append(folded)
                self._places += [at] * len(folded)
        self._letters = "".join(letters)

    def find(self, phrase: str) -> Span | None:
        """Return where a phrase stands first, up to the punctuation after it."""
        return self._exactly(phrase) or self._nearly(phrase)

    def _exactly(self, phrase: str) -> Span | None:
        wanted = _folded(phrase)
        at = self._letters.find(wanted)
        if at < 0:
            return None
        return Span(self._places[at], self._after(self._places[at + len(wanted) - 1] + 1))

    def _nearly(self, phrase: str) -> Span | None:
        """Return where a phrase stands with some letters wrong, from the start of a word."""
        from rapidfuzz import fuzz

        wanted = _folded(phrase)
        if not _LEAST_FUZZY <= len(wanted) <= len(self._letters):
            return None
        found = fuzz.partial_ratio_alignment(wanted, self._letters, score_cutoff=_SCORE)
        if found is None or found.dest_end <= found.dest_start:
            return None
        start = self._places[found.dest_start]
        if start and self.text[start - 1].isalnum():
            begun = re.search(r"\b\w", self.text[start : start + 8])
            start += begun.start() if begun else 0
        end = self._places[found.dest_end - 1] + 1
        word = re.search(r"\w+$", self.text[start:end])
        rest = re.match(r"\w*", self.text[end:])
        if word and rest and len(rest.group()) > len(word.group()):  # the next word's first letters
            return Span(start, start + word.start())
        return Span(start, self._after(end))

    def has(self, *phrases: str) -> bool:
        """Tell whether one of some phrases stands in the paper."""
        return any(self.find(phrase) is not None for phrase in phrases)

    def labels(self, labels: Iterable[Label]) -> list[tuple[str, Span]]:
        """Return the labels that are there with their places, in order.

        Of two that overlap the surer stays: a phrase letter for letter, then nearly, then a short label.
        """
        exact: list[tuple[str, Span]] = []
        near: list[tuple[str, Span]] = []
        short: list[tuple[str, Span]] = []
        for meaning, words in labels:
            if not isinstance(words, str):
                found, place = short, self._match(words)
            elif (place := self._exactly(words)) is not None:
                found = exact
            else:
                found, place = near, self._nearly(words)
            if place is not None:
                found.append((meaning, place))
        kept: list[tuple[str, Span]] = []
        ranked = (each for row in (exact, near, short) for each in sorted(row, key=_longest))
        for meaning, place in ranked:
            if not any(place.overlaps(other) for _, other in kept):
                kept.append((meaning, place))
        return sorted(kept, key=lambda each: each[1].start)

    def values(self, labels: Sequence[tuple[str, Span]]) -> Mapping[str, Span]:
        """Return what stands between each label and the next one, by meaning; blanks are left out."""
        found: dict[str, Span] = {}
        for at, (meaning, place) in enumerate(labels):
            end = labels[at + 1][1].start if at + 1 < len(labels) else len(self.text)
            span = self.trimmed(Span(place.end, end))
            if meaning and meaning not in found and span is not None:
                found[meaning] = span
        return found

    def trimmed(self, span: Span) -> Span | None:
        """Return a stretch without the blanks, rules and brackets around it; ``None`` for nothing else."""
        words = _ENUMERATOR_LAST.sub("", span.of(self.text))
        inner = re.search(r"[\w(@“\"]", words)
        if inner is None or _ENUMERATOR.fullmatch(words):
            return None
        end = len(words.rstrip(" \t\r\n\f_:;,|[•*☐☒□■-–—"))
        start = inner.start()
        if "(" not in words[start:end]:
            while end > start and words[end - 1] in ") \n":
                end -= 1
        while start < end and words[start] in "_ ":
            start += 1
        return Span(span.start + start, span.start + end) if start < end else None

    def _match(self, pattern: re.Pattern[str]) -> Span | None:
        found = pattern.search(self.text)
        return None if found is None else Span(*found.span())

    def _after(self, end: int) -> int:
        """Return the end of a word begun, and of the marks behind it."""
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        while end < len(self.text) and self.text[end] in " .:;)?’'”\"":
            end += 1
        return end


def _folded(phrase: str) -> str:
    return "".join(c for c in phrase.casefold() if c.isalnum())


def _longest(label: tuple[str, Span]) -> int:
    return -len(label[1])
