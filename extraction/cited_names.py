"""The names of cited cases: who stands before "931 F.2d 980" is no party of the paper that cites it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction import names
from extraction.findings import Citation, CitationKind
from importers.source_text import Span

__all__ = ["CitedNames", "cited_names"]

_REACH = 220
"""Code points before a citation in which the name of its case is looked for."""

# "Quist", "Cnty.", "Inc.", "Ass’n"; a stop ends a long word's sentence ("Halyard. Rowe v. Marsh, …").
_SHORT = "|".join(rf"(?<=\b\w{{{n}}})" for n in range(1, 6))
_WORD = rf"(?:[A-Z0-9][\w&'’-]*(?:\.[\w&'’-]+)*(?:(?:{_SHORT})\.)?)"
_SMALL = r"(?:of|the|and|&|for|ex|rel\.|et|al\.|de|del|v\.|vs\.|v|in|re)"
# "In re Quist Fares", "Rowe v. Halyard Press, Inc.", "Rowe": what stands before the comma of a citation
_CASE = re.compile(rf"(?<![\w.]){_WORD}(?:,?\s+(?:{_SMALL}|{_WORD})){{0,16}},\s*$")
_SIGNAL = re.compile(
    r"^(?:(?:see|also|cf|but|e\.g|compare|accord|citing|quoting|in|re|ex|parte|under|and)\b[.,]*\s+)+",
    re.I,
)
_VERSUS = re.compile(r"\s+v(?:s?\.|s)?\s+")


@dataclass(frozen=True, slots=True)
class CitedNames:
    """Where names of cited cases stand in the text layer, and the words of each side's name."""

    spans: tuple[Span, ...] = ()
    sides: tuple[frozenset[str], ...] = ()

    def covers(self, span: Span) -> bool:
        """Tell whether a place lies in the name of a cited case."""
        return any(cited.overlaps(span) for cited in self.spans)

    def times(self, name: str) -> int:
        """Return how many cited names hold every word of ``name`` on one side."""
        words = frozenset(names.name_key(name).split())
        return sum(words <= side for side in self.sides) if words else 0


def cited_names(text: str, citations: Sequence[Citation]) -> CitedNames:
    """Return the names before the citations of cases in a text layer."""
    spans: list[Span] = []
    sides: list[frozenset[str]] = []
    before = 0
    for citation in sorted(citations, key=lambda c: c.span.start):
        floor = max(before, citation.span.start - _REACH)
        before = citation.span.end
        if citation.kind is not CitationKind.CASE:
            continue
        match = _CASE.search(text, floor, citation.span.start)
        if match is None:
            continue
        spans.append(Span(match.start(), match.end()))
        name = _SIGNAL.sub("", " ".join(match.group().split()).rstrip(","))
        keys = (names.name_key(side).split() for side in _VERSUS.split(name))
        sides += [frozenset(words) for words in keys if words]
    return CitedNames(tuple(spans), tuple(sides))
