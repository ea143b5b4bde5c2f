"""Which papers somebody may mean who types a short cite: "Compl. ¶ 24" where a case has three complaints.

The words before the place need not be a paper's whole name: "Compl." means every complaint, "¶ 24" alone any
paper. Whether a paper has the place is for ``places_typed`` to say.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from casefile.records import DocumentRow
from extraction.findings import DocumentKind

__all__ = ["CitedPapers", "Offer", "parted"]

_MOST = 30
_SAYS_UNIT = re.compile(
    r"(?:(?:¶+|at|pdf|pages?|pgs?|pp?|par|paras?|paragraphs?|fn|foot ?notes?)\.?\s*)+"
    r"(?:\d[\d\s:,;&–-]*(?:\b[a-z]\b)?|[ivxlc]+\b)(?:[\s,]*¶+\s*\d[\d\s,&–-]*)?"
)
_BARE = re.compile(r"\d+[a-z]?(?:[–-]\d+)?|\d+:\d+(?:[–-](?:\d+:)?\d+)?")
_NUMBER = re.compile(r"\d+[a-z]?(?:[–-]\d+)?")
_WORD = re.compile(r"\w+")
_COURTS = (
    DocumentKind.COMPLAINT,
    DocumentKind.ANSWER,
    DocumentKind.MOTION,
    DocumentKind.ORDER,
    DocumentKind.OPINION,
)
_LONGER_BY = 3  # letters: "complaint" is "compl", but "no" is not "n"


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that may be meant, and the place as it was typed."""

    document: DocumentRow
    place: str


def parted(typed: str) -> tuple[str, str]:
    """Return what was typed as a paper's name and a place in it; ``("", "")`` where it names no place.

    A number that nothing calls a page or paragraph is a place only behind a name: "Answer 7".
    """
    words = " ".join(typed.replace("\N{NO-BREAK SPACE}", " ").split()).strip(" .,;")
    starts = [0, *(match.end() for match in re.finditer(r"\s|(?<=\w)(?=¶)|(?<=\.)(?=¶)", words))]
    for start in starts:
        name, place = words[:start].strip(" ,"), words[start:]
        folded = place.casefold()
        if _SAYS_UNIT.fullmatch(folded) or (_BARE.fullmatch(folded) and (name or ":" in place)):
            return name, place
    return "", ""


@dataclass(frozen=True, slots=True)
class _Called:
    """What a paper is called, in lower case: ``own`` are its own names, ``names`` its kind's, too."""

    own: tuple[str, ...]
    names: tuple[str, ...]
    text: str


class CitedPapers:
    """The papers of a case, to be asked for with every letter that is typed."""

    def __init__(self, documents: Sequence[DocumentRow]) -> None:
        self._documents = documents
        self._called: list[_Called] = []
        self._last: tuple[str, int | None, tuple[tuple[int, DocumentRow], ...]] | None = None

    def meant(self, typed: str, reading: int | None = None) -> tuple[Offer, ...]:
        """Return the papers that may be meant, best first; () where no place is named.

        Best is the paper that has the very name, then those whose kind is called so, whose name begins so,
        and that have all the words in it; of equals the one that is being read, then the oldest. At most
        thirty are told.
        """
        name, place = parted(typed)
        if not place:
            return ()
        folded = name.casefold()
        if self._last is None or self._last[:2] != (folded, reading):
            self._last = folded, reading, self._ranked(folded, reading)
        # "Doe 1" is a party rather than page 1 of a deposition: a lone number wants more of the name.
        loosest = 1 if _NUMBER.fullmatch(place.casefold()) else 3
        return tuple(Offer(row, place) for rank, row in self._last[2] if rank <= loosest)

    def _ranked(self, name: str, reading: int | None) -> tuple[tuple[int, DocumentRow], ...]:
        if not self._called:
            self._called = [_called(row) for row in self._documents]
        words = _WORD.findall(name)
        if name and not words:
            return ()
        hint = words[0][:_LONGER_BY] if words else ""
        fitting = [
            (rank, row)
            for row, called in zip(self._documents, self._called, strict=True)
            if hint in called.text and (rank := _rank(name, words, called)) is not None
        ]
        return tuple(nsmallest(_MOST, fitting, key=lambda pair: _order(pair[0], pair[1], reading)))


def _order(
    rank: int, row: DocumentRow, reading: int | None
) -> tuple[int, bool, bool, dt.date, int]:
    other = row.kind not in _COURTS
    return rank, row.id != reading, other, row.date or dt.date.max, row.id


def _called(row: DocumentRow) -> _Called:
    from casefile.short_names import kind_names

    own = _folded((row.cite.name, row.short_name, row.cite.also))
    names = dict.fromkeys((*own, *_folded(kind_names(row.kind))))
    return _Called(own, tuple(names), "\n".join(names))


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.casefold().removesuffix(".") for name in names if name)


def _rank(name: str, words: Sequence[str], called: _Called) -> int | None:
    """Return how well a name fits a paper, 0 best; ``None`` where it does not."""
    plain = name.removesuffix(".")
    if plain in called.own or not name:
        return 0
    if plain in called.names:
        return 1
    if any(_WORD.findall(each)[: len(words)] == words for each in called.names):
        return 2
    known = set(_WORD.findall(called.text))
    return 3 if all(_is_known(word, known) for word in words) else None


def _is_known(word: str, known: set[str]) -> bool:
    """Tell whether a word begins one that the paper is called by, or is the whole of one cut short."""
    return any(
        each.startswith(word) or (len(each) >= _LONGER_BY and word.startswith(each))
        for each in known
    )
