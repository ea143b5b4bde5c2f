"""Who sues whom, told by the sentences of a paper that has no caption, and sides put before a name."""

import re
from collections.abc import Sequence

from extraction.roles import ROLE, normal_role

__all__ = ["Named", "role_before", "sides_in_prose"]

Named = tuple[int, int, str]
"""A mention in the reading copy: start, end, and its party's key."""

_DAY = r"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+\w+)?)?"
_PAPER = (
    r"(?:law-?suit|suit|complaint|action|petition|claim|case|legal\s+(?:challenge|action|papers))"
)
# "filed a federal lawsuit", "brought suit", "is suing", "took legal action"
_SUES = re.compile(
    rf"\b(?:(?:has\s+|had\s+|have\s+)?(?:file[sd]?|filing|brought|brings|bringing|lodged|launched|initiated|announced)\s+(?:(?:an?|its|his|her|their|the)\s+)?(?:[\w-]+\s+){{0,3}}?{_PAPER}\b"
    rf"|(?:is|are|was|were|has|have|had)?\s*(?:been\s+)?(?:suing|sued|sues|sue)\b(?!\s+by\b)"
    rf"|(?:takes?|took|taking|taken)\s+(?:[\w-]+\s+)?legal\s+action\b|(?:takes?|took|taking)\s+(?=[^.;]{{1,60}}\bto\s+court\b))"
)
_AGAINST = re.compile(r"\bagainst\s+(?:the\s+)?")
_SUED_BY = re.compile(r"\b(?:was|were|been|being|is|are)\s+sued\s+by\s+(?:the\s+)?")
_BETWEEN = re.compile(r"[.;!?]\s|\b(?:that|which|if|unless|whether|saying|said)\b")
_NEGATED = re.compile(
    r"(?i)\b(?:not|never|refused\s+to|declined\s+to|threatened\s+to|may|might|could|would)\s*$"
)
_SIDE = re.compile(rf"(?P<role>{ROLE})(?:\s*,)?\s+(?:the\s+)?$")


# "Attorneys for Appellee" above the names of lawyers gives them no side of their own.
_SIGNS_FOR = re.compile(
    r"(?i)\b(?:attorneys?|counsel|solicitors?)\s+(?:of\s+record\s+)?for\s+(?:the\s+)?$"
)


def role_before(text: str, start: int) -> str | None:
    """Return the side that stands directly before a name ("Plaintiff Nora Quist"), or ``None``."""
    before = text[max(0, start - 60) : start]
    match = _SIDE.search(before)
    if match is None or ("\n" in match.group() and _SIGNS_FOR.search(before[: match.start()])):
        return None
    return normal_role(match["role"])


def sides_in_prose(text: str, mentions: Sequence[Named]) -> dict[str, str]:
    """Return the side of each party that a sentence names as suing or as sued.

    ``mentions`` are in order. What only may happen ("could sue") gives nobody a side.
    """
    sides: dict[str, str] = {}
    for verb in _SUES.finditer(text):
        subject = _nearest_before(text, mentions, verb.start())
        if subject is None or _NEGATED.search(text[max(0, verb.start() - 14) : verb.start()]):
            continue
        against = _AGAINST.match(text, _skip_day(text, verb.end()))
        other = _nearest_after(text, mentions, against.end()) if against else None
        if other is None and re.search(r"su(?:e[sd]?|ing)$|tak\w*\s+$|took\s+$", verb.group()):
            other = _nearest_after(text, mentions, verb.end())
        for suing in (subject, *_joined_before(text, mentions, verb.start())):
            sides.setdefault(suing, "plaintiff")
        if other is not None and other != subject:
            sides.setdefault(other, "defendant")
    for verb in _SUED_BY.finditer(text):
        sued, by = (
            _nearest_before(text, mentions, verb.start()),
            _nearest_after(text, mentions, verb.end()),
        )
        if by is not None and sued != by:
            sides.setdefault(by, "plaintiff")
            if sued is not None:
                sides.setdefault(sued, "defendant")
    return sides


def _skip_day(text: str, at: int) -> int:
    match = re.compile(rf"{_DAY}\s*").match(text, at)
    return match.end() if match else at


def _nearest_before(text: str, mentions: Sequence[Named], at: int) -> str | None:
    """Return the party named last before ``at`` in the same clause, the verb's likely subject."""
    close = [m for m in mentions if m[1] <= at and at - m[1] <= 70]
    for start, end, key in reversed(close):
        between = text[end:at]
        if "\n" in between or _BETWEEN.search(between) or between.lstrip().startswith(("'s", "’s")):
            return None
        before = text[max(0, start - 12) : start]
        if re.search(r"\b(?:of|by|for|against|to|with)\s+(?:the\s+)?$", before):
            continue
        return key
    return None


def _joined_before(text: str, mentions: Sequence[Named], at: int) -> list[str]:
    """Return the parties that "and" joins to the subject of a verb: "Harbor Lines and Nora Quist sued"."""
    close = [m for m in mentions if m[1] <= at and at - m[1] <= 160]
    joined: list[str] = []
    for (_, end, key), (start, _, _) in zip(
        reversed(close[:-1]), reversed(close[1:]), strict=False
    ):
        if not re.fullmatch(
            r",?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?|,?\s+and\s+(?:its|his|her|their|the)\s+(?:\w+\s+){0,3}\w+,\s+",
            text[end:start],
        ):
            break
        joined.append(key)
    return joined


def _nearest_after(text: str, mentions: Sequence[Named], at: int) -> str | None:
    for start, _, key in mentions:
        if start >= at:
            between = text[at:start]
            close = start - at <= 12 and not re.search(r"[.;:,]", between) and "\n" not in between
            return key if close else None
    return None
