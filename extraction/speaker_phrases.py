"""Judges the words that a parse offers for a speaker: what cannot speak, and what is no part of them."""

import re
from functools import cache

from extraction.cues import NAME, cue_nouns
from importers.source_text import Span
from resources import words

__all__ = ["cannot_speak", "trimmed"]

_PREPOSITION = re.compile(r"\s(?:of|for|from|at|to|by|on|in|with|under)\s")
_QUANTITY = re.compile(
    r"all|any|both|anyone|anybody|anything|nothing|none|each|either", re.IGNORECASE
)

# What a text layer runs together with a name: Exhibit F. Andrew; h) Defendants
_LEAD = re.compile(
    r"(?:(?:Exhibits?|Exhs?\.|Exs?\.|Appendix|App\.|Tab|Attachment) [A-Z\d]{1,3}\."
    r"|\(?[a-z\d]{1,3}\))\s+(?=\w)"
)
# Section | 9 of the Act: the number stands behind the noun, where a parse leaves it out
_PART = re.compile(r"(?:Section|Rule|Article|Paragraph|Clause|Exhibit|Part|Regulation|Order)$")
_NUMBER = re.compile(
    r" [\dA-Z][\w.()-]*(?: of (?:the|this|that|its|their)(?: [A-Z][\w-]+){1,5}"
    r"| of (?:the|this|that|its|their) [a-z]\w+)?"
)
# co|-conspirator; LeaseFiles|.Org website
_JOINED = re.compile(r"(?:-[a-z]\w+|\.[A-Za-z]\w{1,5}(?: (?:website|site|page))?(?=[\s,;:]))")
# A co-|conspirator
_JOINED_BEFORE = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) )?\b[A-Za-z]+-$")
_OWNER = re.compile(rf" (?:from|by|for) (?:the )?{NAME}")
_CASE_WORD = r"(?:[A-Z][\w.&’'-]*|of|the|and|&|et|al\.)"
# Vale Tiles, Ltd. v. Orr
_SIDE_AFTER = re.compile(
    rf"(?P<rest>(?:,? {_CASE_WORD}){{0,8}},? vs?\. (?P<other>[A-Z][\w.&’'-]*(?: {_CASE_WORD}){{0,6}}))"
)
_SIDE_BEFORE = re.compile(
    rf"(?<![\w.])[A-Z][\w.&’'-]*(?:,? {_CASE_WORD}){{0,8}},? vs?\. (?:{_CASE_WORD},? ){{0,8}}$"
)
_CITED = re.compile(r"(?:,? (?:Inc|Ltd|Co|Corp|LLC|L\.P)\.?)*,? (?:\d{1,4} [A-Z]|No\. |\()")
# How far a case's name may run on either side of the words, in code points.
_REACH = 120


def trimmed(text: str, span: Span) -> Span | None:
    """Return the words for a speaker without a label run into them; a side of a case becomes its name.

    ``None`` where the words stand in a citation, which says nothing of who speaks.
    """
    lead = _LEAD.match(text, span.start, span.end)
    start, end = (lead.end() if lead else span.start), _whole_end(text, span.end)
    if _PART.search(text, start, end):
        number = _NUMBER.match(text, end)
        return Span(start, number.end() if number else end)
    joined = _JOINED_BEFORE.search(text, max(0, start - 30), start)
    start = joined.start() if joined else start
    if " v. " in text[start:end] or not text[start:end][:1].isupper():
        return Span(start, end)
    after = _SIDE_AFTER.match(text, end, end + _REACH)
    before = _SIDE_BEFORE.search(text, max(0, start - _REACH), start)
    end = after.end() if after else end
    start = before.start() if before else start
    if (after or before) and _CITED.match(text, end):
        return None
    return Span(start, end)


def _whole_end(text: str, end: int) -> int:
    """Return where words end that a parse cut short: One co-|conspirator; a statement | from the board."""
    joined = _JOINED.match(text, end)
    end = joined.end() if joined else end
    last = re.search(r"[\w-]+$", text[max(0, end - 40) : end])
    noun = last[0].casefold() if last else ""
    if noun in cue_nouns() or noun in words("cue_representatives"):
        owner = _OWNER.match(text, end)
        return owner.end() if owner else end
    return end


def cannot_speak(text: str, span: Span) -> bool:
    """Tell whether nobody and no paper can be meant: an interest, a test, all."""
    phrase = span.of(text)
    head = _PREPOSITION.split(phrase)[0].split()
    if not head or _QUANTITY.fullmatch(phrase):
        return True
    bare = _abstract().get(head[-1].casefold())
    if bare is None:
        return False
    if not head[-1][0].isupper():
        return True
    # In capitals it is a name (the Public Interest), but for a mass noun that begins a sentence.
    starts = not text[: span.start].strip() or text[: span.start].rstrip()[-1] in ".!?:;"
    return len(head) == 1 and bare and starts


@cache
def _abstract() -> dict[str, bool]:
    """Return the nouns, each with whether it stands without an article: Equity demands."""
    pairs = (line.partition(" = ") for line in words("cue_abstract"))
    return {noun: kind == "bare" for noun, _, kind in pairs}
