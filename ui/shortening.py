"""Shorter forms of what has no room: whole parts are left out, words are not cut in two.

Knows no Qt: ``fits`` tells whether some words have room.
"""

import re
from collections.abc import Callable

__all__ = ["fitting_cite", "fitting_note", "fitting_parts"]

_BETWEEN = " · "
_PLACE = re.compile(r"(.*[^\s,])((?:,? (?:¶|para|at |p\.|\()).*)", re.DOTALL)
"""What stands before a pin cite's place, and the place: "Compl., Mar. 12, 2026" and ", ¶ 47"."""
_DAY = re.compile(r", (?:[A-Z][a-z]+\.? \d{1,2}, )?\d{4}$")

Fits = Callable[[str], bool]


def fitting_parts(text: str, fits: Fits, end: str = "") -> str:
    """Return as many parts of a line, which stand between "·", as have room before ``end``.

    The whole where it fits; the first part is never left out.
    """
    if fits(text):
        return text
    parts = text.split(_BETWEEN)
    for kept in range(len(parts) - 1, 0, -1):
        shown = _BETWEEN.join(parts[:kept]) + end
        if fits(shown):
            return shown
    return text if len(parts) == 1 else parts[0] + end


def fitting_cite(cite: str, fits: Fits) -> str:
    """Return a pin cite, or a shorter one that has room: without its day, its title, its paper.

    The place is kept whole: half a paragraph's number would be another's.
    """
    if fits(cite):
        return cite
    found = _PLACE.fullmatch(cite)
    if found is None:
        return cite
    paper, place = found.groups()
    bare = _DAY.sub("", paper)
    short = bare.partition(", ")[0]
    bare_place = place.lstrip(", ")
    shorter = [bare + place] if short != bare else []
    for shown in (*shorter, f"{short} {bare_place}"):
        if fits(shown):
            return shown
    return bare_place


def fitting_note(note: str, cite: str, fits: Fits) -> str:
    """Return a line of parts in which a pin cite stands: the cite is shortened, what follows left out."""
    if fits(note) or cite not in note:
        return note
    head, _, rest = note.partition(cite)
    shorter = head + fitting_cite(cite, lambda shown: fits(head + shown))
    shown = fitting_parts(shorter + rest, fits)
    return shown if len(shown) > len(shorter) else shorter
