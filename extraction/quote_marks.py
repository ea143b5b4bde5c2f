"""Finds what stands between quotation marks within one passage.

Printed marks lie: straight marks have no direction, curly ones point the wrong way at line starts,
closers go missing and nested quotations use the same glyph as the outer one. A stack over marks whose
direction is read from their neighbours sorts all of that out; what cannot be balanced stops at the
last closing mark and says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Closure", "Marked", "marked", "primary_is_single", "starts_with_opener"]


class Closure(StrEnum):
    """How well a quotation's marks are balanced."""

    CLOSED = "closed"
    UNCLOSED = "unclosed"
    """No closer before the end of the passage, or before the next quotation's opener."""
    UNOPENED = "unopened"
    """A closer before any opener: the quotation began in an earlier passage, if anywhere."""
    UNBALANCED = "unbalanced"
    """A closer is missing between this quotation and the one inside it; both end at the last closer."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: ``[start, end)`` without them, ``[outer_start, outer_end)`` with them.

    Offsets count characters of the passage. ``depth`` is 0 for a quotation that is in no other one.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closure: Closure = Closure.CLOSED
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    width: int
    direction: str
    """"open" or "close"."""
    is_straight: bool = False

    @property
    def end(self) -> int:
        return self.at + self.width


# An opener, its closer, and how many openers stood open before it.
_Pair = tuple[_Mark, _Mark, int]


@dataclass(frozen=True, slots=True)
class _Glyphs:
    pattern: re.Pattern[str]
    opens: str
    closes: str


# “ ” „ ‟ « » " ＂ and the doubled single marks of wire copy and typewriters: '' ``
_DOUBLE = _Glyphs(re.compile(r"[“”„‟«»\"＂]|''|``|’’|‘‘"), "“„«`‘", "”‟»")
# ‘ ’ ‚ ‹ › and the typewriter's apostrophe, unless doubled
_SINGLE = _Glyphs(re.compile(r"(?<!')'(?!')|(?<!‘)‘(?!‘)|(?<!’)’(?!’)|[‚‹›]"), "‘‚‹", "›")

_STRAIGHT = ('"', "＂", "''", "'")

_SINGLE_CLOSER = re.compile(r"[‘’']")

_BEFORE_OPENER = " \t\u00a0\u2009\u202f([{—–-/:|>*•"
_AFTER_CLOSER = ".,;:!?)]}—–-…/|<*’'”\"\u00a0"

# Words that begin with an apostrophe: 'tis, 'em, 'til, 'cause, '90s
_ELIDED = re.compile(r"['‘’](?:tis|twas|em|til|till|cause|bout|n|round|\d0s|\d\d)\b", re.IGNORECASE)

# A leading paragraph number, bullet or list letter: "12. ", "(a) ", "• "
_LABEL = re.compile(r"\s*(?:(?:\(?\w{1,4}[.)]|¶+\s*\d+\.?|[•*·–—-])\s+)?")

_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s*$")

# Marks in code quote nobody: href="x.html" of a page's markup, {"name": "value"} of a data file
_CODE = re.compile(
    r"(?<=\w)=([\"“”])[^\"“”<>]*(?:[\"“”](?=[\s/>])|$)|[\"“”](?=/?>)"
    r"|\"[\w.-]+\":(?=\s*[\"\[{\d]|\s*(?:true|false|null)\b)"
)

# A closer that lost one of its halves: “The roof leaked.’ He left.
_HALF_CLOSER = re.compile(r"[.,!?]['’](?=\s|$)")
# What an author cites stands behind what he quotes: federal right, Hill v. Dale, 410 U.S. 12
_CITE = re.compile(
    r"[,.]\s+(?=(?:See |see )?[A-Z][\w.'’&]*(?:,? (?:[A-Z&][\w.'’&]*|of|the|and|ex|rel\.)){0,11} v\. [A-Z])"
)
_SINGLE_INSIDE = re.compile(r"(?<!\w)[‘'](?=\w)")
_SINGLE_OPENERS = ("'", "‘", "‚", "‹")


def starts_with_opener(text: str, *, single: bool = False) -> bool:
    """Tell whether a passage begins with an opening mark, after its number or bullet if it has one."""
    at = 0
    label = _LABEL.match(text)
    for begin in {at, label.end() if label else 0}:
        mark = (_SINGLE if single else _DOUBLE).pattern.match(text, begin)
        if mark and text[mark.end() : mark.end() + 1].strip():
            return True
    return False


def primary_is_single(text: str) -> bool:
    """Tell whether a text quotes with single marks, as British papers do."""
    doubles = sum(1 for _ in _DOUBLE.pattern.finditer(text))
    singles = len(
        re.findall(r"(?:^|[\s(])[‘'](?=\w)[^‘'\n]{2,300}?[^\s‘'][’'](?=[\s.,;:!?)]|$)", text)
    )
    return singles * 2 > doubles


def marked(text: str, *, single: bool = False, goes_on: bool = False) -> list[Marked]:
    """Return the marked stretches of one passage in order, outer ones before those inside them.

    ``single`` says that the paper's outer marks are single ones; the doubled ones then nest. ``goes_on``
    says that a quotation broke off in mid-sentence before this passage: it runs to the first closer that
    nothing here opens.
    """
    outer, inner = (_SINGLE, _DOUBLE) if single else (_DOUBLE, _SINGLE)
    found = _balanced(text, list(_marks(text, outer, is_single=single)), goes_on=goes_on)
    for whole in [m for m in found if m.depth == 0]:
        quoted = text[whole.start : whole.end]
        if any(m.depth for m in found if whole.start <= m.start and m.end <= whole.end):
            continue
        for part in _balanced(quoted, list(_marks(quoted, inner, is_single=not single))):
            if (
                part.closure is Closure.CLOSED
                and part.depth == 0
                and " " in quoted[part.start : part.end]
            ):
                found.append(_moved(part, whole.start))
    return sorted(found, key=lambda m: (m.start, -m.end))


def _moved(part: Marked, by: int) -> Marked:
    return Marked(
        part.start + by, part.end + by, part.outer_start + by, part.outer_end + by, part.closure, 1
    )


def _marks(text: str, glyphs: _Glyphs, *, is_single: bool) -> Iterator[_Mark]:
    depth = 0
    code = _code(text)
    visible = len(text.rstrip())
    for match in glyphs.pattern.finditer(text):
        if match.start() in code:
            continue
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if is_single:
            direction = _single_direction(text, match, before, after, depth)
        else:
            direction = _double_direction(match.group(), before, after, depth, glyphs)
        if direction is None:
            continue
        if depth and direction == "open" and match.end() >= visible:
            direction = "close"  # nothing is left that it could open
        depth = depth + 1 if direction == "open" else max(0, depth - 1)
        is_straight = match.group() in _STRAIGHT
        yield _Mark(match.start(), match.end() - match.start(), direction, is_straight)


def _code(text: str) -> frozenset[int]:
    """Return where the marks of code stand."""
    if not any(sign in text for sign in ("=", '":', ">")):
        return frozenset()
    return frozenset(
        at for found in _CODE.finditer(text) for at in range(*found.span()) if text[at] in '"“”'
    )


def _double_direction(
    glyph: str, before: str, after: str, depth: int, glyphs: _Glyphs
) -> str | None:
    spaced_before, spaced_after = before in _BEFORE_OPENER, after.isspace()
    if (before in ":([{" and not depth) or (before in "“„«" and not spaced_after):
        return "open"
    if glyph[0] in glyphs.opens:
        # a typesetter's slip: word“ at the end of the words it should close
        ends = spaced_after or (before in ".,!?" and after in "[(")
        return "close" if depth and ends and not before.isspace() else "open"
    if glyph[0] in glyphs.closes or glyph == "’’":
        # and the reverse: ”word at the start of a line
        return "open" if not depth and before.isspace() and after.isalnum() else "close"
    if before.isdigit() and not depth and (spaced_after or after in ".,;x)"):
        return None  # inches
    if spaced_before and not spaced_after and not (depth and after in ".,;!?)"):
        return "close" if before in "-—–…/" and depth and not after.isalnum() else "open"
    if spaced_after and not before.isspace():
        return "close"
    if after in _AFTER_CLOSER and not before.isspace():
        return "close"
    return "close" if depth else "open"


def _single_direction(
    text: str, match: re.Match[str], before: str, after: str, depth: int
) -> str | None:
    glyph = match.group()
    if glyph == "‘" or (glyph in "'’" and before in _BEFORE_OPENER + '“"' and not after.isspace()):
        return None if _ELIDED.match(text, match.start()) else "open"
    if before.isalnum() and after.isalnum():
        return None  # an apostrophe
    if not depth or before.isspace():
        return None
    if before in "sS" and after == " " and _closes_later(text, match.end()):
        return None  # the plural's possessive: the users' right
    return "close"


def _closes_later(text: str, at: int) -> bool:
    for later in _SINGLE_CLOSER.finditer(text, at):
        before, after = text[later.start() - 1], text[later.end() : later.end() + 1] or " "
        if not before.isspace() and not after.isalnum():
            return before in ".,!?" or after in ".,;:!?)"
        if before.isspace() and after.isalnum():
            return False
    return False


def _balanced(text: str, marks: list[_Mark], *, goes_on: bool = False) -> list[Marked]:
    stack: list[_Mark] = []
    pairs: list[_Pair] = []
    found: list[Marked] = []
    for mark in marks:
        if mark.direction == "open":
            stack.append(mark)
        elif stack:
            opener = stack.pop()
            pairs.append((opener, mark, len(stack)))
        elif not found and (goes_on or not pairs):
            found = [Marked(0, mark.at, 0, mark.end, Closure.UNOPENED)]
            found += [_pair(opener, closer, depth + 1) for opener, closer, depth in pairs]
            pairs = []
    if stack:
        found += _repaired(text, stack, pairs)
    else:
        found += [_pair(opener, closer, depth) for opener, closer, depth in pairs]
    return [m for m in found if any(map(str.isalnum, text[m.start : m.end]))]


def _pair(opener: _Mark, closer: _Mark, depth: int, closure: Closure = Closure.CLOSED) -> Marked:
    return Marked(opener.end, closer.at, opener.at, closer.end, closure, depth)


def _repaired(text: str, open_: list[_Mark], pairs: list[_Pair]) -> list[Marked]:
    """Settle a passage in which the marks ``open_`` were never closed."""
    first = open_[0]
    found = [_pair(o, c, d) for o, c, d in pairs if c.at < first.at]
    inside = sorted((p for p in pairs if p[0].at > first.at), key=lambda p: p[0].at)
    if not inside:
        return [*found, _unclosed(text, first, len(text))]
    if _runs_round(text, first, open_, inside):
        found.append(_unclosed(text, first, len(text)))
        return found + [_pair(o, c, d) for o, c, d in inside]
    if inside[0][0].at == first.end and len(open_) == 1:
        return found + [_pair(o, c, d - 1) for o, c, d in inside]  # the opener is typed twice
    lowest = min(depth for _, _, depth in inside)
    outermost = [p for p in inside if p[2] == lowest]
    between = text[first.end : outermost[0][0].at]
    ends = _SENTENCE_END.search(between) or _half_closer(text, first, outermost[0][0].at)
    if len(outermost) == 1 and len(open_) == 1 and not ends:
        opener, closer, _ = outermost[0]
        found.append(_pair(first, closer, 0, Closure.UNBALANCED))
        found.append(_pair(opener, closer, 1, Closure.UNBALANCED))
        return found + [_pair(o, c, d - lowest + 1) for o, c, d in inside if d > lowest]
    found.append(_unclosed(text, first, outermost[0][0].at))
    found += [_pair(o, c, d - lowest) for o, c, d in inside]
    later = [mark for mark in open_[1:] if mark.at > inside[-1][1].at]
    if later:
        found.append(_unclosed(text, later[0], len(text)))
    return found


def _runs_round(text: str, first: _Mark, open_: list[_Mark], inside: list[_Pair]) -> bool:
    """Tell whether an open quotation runs round those in it, which are printed with marks of another make.

    "He heard “No” and left. is what a paragraph looks like whose quotation goes on in the next one.
    """
    if len(open_) > 1 or any(c.isalnum() for c in text[: first.at]):
        return False
    if any(mark.is_straight is first.is_straight for pair in inside for mark in pair[:2]):
        return False
    return not _SENTENCE_END.search(text[first.end : inside[0][0].at])


def _half_closer(text: str, opener: _Mark, limit: int) -> re.Match[str] | None:
    """Return the single mark that stands where a doubled one should, unless a single one opened before."""
    if text[opener.at : opener.end] in _SINGLE_OPENERS:
        return None
    half = _HALF_CLOSER.search(text, opener.end, limit)
    opened = half is not None and _SINGLE_INSIDE.search(text, opener.end, half.start())
    return None if opened else half


def _unclosed(text: str, opener: _Mark, limit: int) -> Marked:
    """Return what an opener without a closer opens.

    It ends at half a closer, before the citation of a case, with the parenthesis around it, or where the
    text does.
    """
    half = _half_closer(text, opener, limit)
    if half is not None:
        return Marked(opener.end, half.start() + 1, opener.at, half.end(), Closure.UNCLOSED)
    cite = _CITE.search(text, opener.end, limit)
    end = cite.start() if cite else limit
    depth = 0
    for at in range(opener.end, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            end = at
            break
    end = opener.end + len(text[opener.end : end].rstrip())
    return Marked(opener.end, end, opener.at, end, Closure.UNCLOSED)
