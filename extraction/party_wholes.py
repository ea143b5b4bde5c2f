"""Of what a body is a part: "CBP, a component of the Department of Homeland Security"; subsidiaries too.

What the paper says comes first; of federal agencies our own list knows the rest.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import resources
from extraction import agencies

__all__ = ["Whole", "listed_whole", "wholes_said"]

Whole = tuple[int, int, int]
"""The number of the whole's draft, and the stretch of the reading copy that says so."""

_PART = (
    r"(?:component|constituent|agency|sub-?agency|bureau|division|office|unit|arm|branch|part|subsidiary|department|"
    r"subdivision|instrumentality|chapter|affiliate\s+and\s+subsidiary)"
)
# Between two names: ", a wholly owned subsidiary of ", " (“CBP”) is an agency within the ", " is part of "
_PART_OF = re.compile(
    r"[”\")]{0,3}(?:\s+\([^()]{1,60}\))?,?\s+(?:(?:which|that)\s+)?(?:(?:is|was|are|were)\s+)?(?:now\s+|also\s+|itself\s+)?"
    r"(?:(?:an?|one\s+of\s+the)\s+)?(?:[\w-]+,?\s+){0,3}?"
    rf"{_PART}s?(?:\s+(?:agency|agencies|company|corporation))?\s+(?:of|within|in|under)\s+(?:the\s+)?"
)
# "X’s parent company, Y," and "Y, the parent of X" or "Y, X’s parent corporation"
_HIS_PARENT = re.compile(
    r"['’]s?\s+(?:(?:corporate|ultimate|immediate|direct)\s+)*parent(?:\s+(?:company|corporation|agency|department|organization|entity))?,?\s+(?:the\s+)?"
)
_PARENT_OF = re.compile(
    r",\s+(?:which\s+is\s+)?(?:the|a)\s+(?:(?:corporate|ultimate|sole)\s+)*parent(?:\s+(?:company|corporation|agency|department|organization|entity))?\s+(?:of|to)\s+(?:the\s+)?"
)
_PARENT_AFTER = re.compile(
    r"['’]s?\s+(?:(?:corporate|ultimate)\s+)*parent(?:\s+(?:company|corporation|agency|department|organization))?\b"
)
# Code points that the words between the two names may take.
_REACH = 160


def wholes_said(
    text: str, named: Sequence[tuple[int, int, int]], bodies: frozenset[int]
) -> Mapping[int, Whole]:
    """Return of which body each body is said to be a part, with the place that says so first.

    ``named`` are mentions in order; ``bodies`` the numbers of drafts that can be a part or a whole.
    """
    found: dict[int, Whole] = {}
    for (start, end, one), (begin, stop, other) in pairwise(named):
        if one == other or one not in bodies or other not in bodies or begin - end > _REACH:
            continue
        between = text[end:begin]
        if _PART_OF.fullmatch(between) or _HIS_PARENT.fullmatch(between):
            found.setdefault(one, (other, start, stop))
        elif _PARENT_OF.fullmatch(between) or (
            re.fullmatch(r",\s+(?:the\s+)?", between) and _PARENT_AFTER.match(text, stop)
        ):
            found.setdefault(other, (one, start, stop))
    return {part: whole for part, whole in found.items() if found.get(whole[0], (-1,))[0] != part}


def listed_whole(name: str) -> str | None:
    """Return the department or agency of which a listed federal agency is a part, or ``None``.

    >>> listed_whole("CBP")
    'U.S. Department of Homeland Security'
    """
    canonical = agencies.canonical_agency(name)
    return _listed().get(canonical) if canonical is not None else None


@cache
def _listed() -> dict[str, str]:
    rows = (line.partition(" = ") for line in resources.words("agency_parents"))
    return {part.strip(): whole.strip() for part, _, whole in rows}
