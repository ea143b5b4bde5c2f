"""Tells papers from people among the words for a speaker, and whose paper one is.

A rule, a letter or a notice has words but no mouth: its words belong to a party only where the text
makes its author plain, and even then by inference.
"""

import re
from functools import cache

from importers.source_text import Span
from resources import words

__all__ = ["heads_paper", "maker_of", "owned_by_another", "papers_before", "sending"]

# How far back the owner of a paper is looked for, in code points of the source.
_REACH = 600

_PREPOSITION = re.compile(r"\s(?:of|for|from|at|to|by|on|in|with|dated|under)\s")
_POSSESSIVE = re.compile(r"\w[’'](?:s\b|(?=\s))|s[’']\s")
# What may stand before a paper without making it somebody else's: the second amended complaint
_ADJECTIVES = (
    r"(?:first|second|third|fourth|fifth|original|amended|consolidated|corrected|verified|supplemental"
    r"|class|action|collective|federal|civil|criminal|legal|court|new|latest|recent|initial|proposed"
    r"|final|prior|previous|earlier|later|written|unanimous|\d+-page|plaintiffs?[’']?s?)"
)
# the court’s order, this Court's opinion: of the paper's own court, unless another one is about
_OWN_COURT = re.compile(r"court[’']s\s+")
# As papers cite each other: Second Am. Compl. ¶ 4
_SPELLED_OUT = {"am.": "amended", "compl.": "complaint", "ans.": "answer", "pet.": "petition"}
_ABBREVIATED = re.compile(r"\b(?:am|compl|ans|pet)\.")
_PREFIX = re.compile(rf"(?:{_ADJECTIVES}\s+)*")


@cache
def _makers() -> dict[str, str]:
    pairs = (line.partition(" = ") for line in words("cue_papers"))
    return {paper: maker for paper, _, maker in pairs}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(words("cue_paper_nouns")) | {paper.split()[-1] for paper in _makers()}


@cache
def _paper() -> re.Pattern[str]:
    """Match a paper with its article, and the preposition that makes it a mere circumstance."""
    nouns = "|".join(sorted(map(re.escape, _nouns()), key=len, reverse=True))
    return re.compile(
        r"(?P<aside>\b(?:in|by|under|after|with|on|to|for|per)\s+)?"
        r"\b(?:the|an?|this|that|its|their|his|her|[\w.]+[’']s?)\s+(?:[\w-]+\s+){0,2}?"
        rf"(?:{nouns})s?\b",
        re.IGNORECASE,
    )


def heads_paper(phrase: str) -> bool:
    """Tell whether the head of a noun phrase is a paper: the letter of the board, Rule 4 of the club."""
    head = _PREPOSITION.split(phrase.casefold())[0].split()
    last = next((word for word in reversed(head) if not any(c.isdigit() for c in word)), "")
    return (last[:-1] if last.endswith("s") and last not in _nouns() else last) in _nouns()


def maker_of(bare: str) -> str | None:
    """Return the role of whoever makes a paper, for its bare words in lower case, or ``None``.

    Words before the paper that may name another maker ("the Ohio court's order") leave it open.
    """
    bare = _ABBREVIATED.sub(lambda match: _SPELLED_OUT[match[0]], bare)
    rest = bare[_PREFIX.match(bare).end() :]  # type: ignore[union-attr]
    own = _OWN_COURT.match(rest)
    maker = _makers().get(bare) or _makers().get(rest[own.end() :] if own else rest)
    return maker if own is None or maker == "court" else None


def owned_by_another(text: str, span: Span) -> bool:
    """Tell whether the paper at ``span`` was last spoken of as somebody's: the Ohio court's order."""
    noun = span.of(text).split()[-1]
    before = text[max(0, span.start - _REACH) : span.start]
    earlier = list(re.finditer(rf"\b{re.escape(noun)}\b", before, re.IGNORECASE))
    if not earlier:
        return False
    owner = before[max(0, earlier[-1].start() - 30) : earlier[-1].start()]
    return bool(_POSSESSIVE.search(owner[owner.rfind(". ") + 1 :]))


def sending(noun: str) -> re.Pattern[str]:
    """Match what follows the name of whoever sends a paper: "sent Jo Dale a letter"."""
    return re.compile(
        r"(?:, [^.;!?]{1,40},)?(?: (?:has|have|had|then|later|also|\w+ly))*"
        r" (?:sent|wrote|mailed|posted|e-?mailed|issued|served|delivered|circulated|published|signed)"
        rf"\b[^.;!?]{{0,60}}?\b{re.escape(noun)}\b",
        re.IGNORECASE,
    )


def papers_before(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Return where papers are named in ``[start, end)``, and whether each is more than a circumstance."""
    return [
        (match.start(), match["aside"] is None) for match in _paper().finditer(text, start, end)
    ]
