"""In which order the characters of one line stand on paper, for formats that place letters themselves.

The Unicode bidirectional algorithm (UAX #9) as far as reports need it: strong letters, numbers, and what
stands between them; embeddings that a text asks for by control characters are not honoured.
"""

import re
import unicodedata

__all__ = ["has_right_to_left", "runs_from_right", "visual_order"]

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def has_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that are written from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def runs_from_right(text: str) -> bool:
    """Tell whether a text as a whole is written from the right: its first letter is, and most are.

    A sentence in English that begins with a name from the right is read from the left.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    strong = [kind != "L" for kind in kinds if kind in ("L", "R", "AL")]
    return bool(strong) and strong[0] and 2 * sum(strong) >= len(strong)


def visual_order(text: str, *, from_right: bool) -> list[tuple[int, str]]:
    """Return the characters of a line from left to right, each with where it stands in the text.

    Brackets within words from the right are the mirrored ones.
    """
    levels = _levels(text, int(from_right))
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return [(at, _MIRRORED.get(text[at], text[at]) if levels[at] % 2 else text[at]) for at in order]


def _levels(text: str, base: int) -> list[int]:
    """Return the embedding level of every character: odd ones run from the right."""
    kinds = [_kind(character) for character in text]
    levels: list[int | None] = []
    strong = "R" if base else "L"
    for kind in kinds:
        if kind in ("L", "R"):
            strong = kind
        if kind == "number":
            levels.append(base if strong == "L" and not base else 2)
        elif kind == "":
            levels.append(None)
        else:
            levels.append(1 if kind == "R" else 2 * base)
    return _filled(levels, base)


def _filled(levels: list[int | None], base: int) -> list[int]:
    """Give what stands between letters the direction of both its neighbours, else the line's own."""
    made: list[int] = []
    at = 0
    while at < len(levels):
        end = at
        while end < len(levels) and levels[end] is None:
            end += 1
        if end > at:
            before = made[-1] if made else base
            after = levels[end] if end < len(levels) else base
            within = 1 if before and after else base
            if before == after == 2:
                within = 2
            made += [within] * (end - at)
        if end < len(levels):
            made.append(levels[end] or 0)
        at = end + 1
    return made


def _kind(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    if kind in ("R", "AL"):
        return "R"
    if kind in ("EN", "AN"):
        return "number"
    return "L" if kind == "L" else ""
