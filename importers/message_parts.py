"""Which parts of a message's body are its sender's own, and which are quoted, forwarded or signed.

Mail programs mark earlier messages by ">" before each line, by a line that ends in "wrote:", by a
divider ("-----Original Message-----") or by a block of headers; "-- " alone on a line opens a
signature (RFC 3676, 4.3).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import resources
from importers.source_text import Span

__all__ = ["Line", "Part", "divide", "is_standing_notice"]

_MARKED: Final = re.compile(r"\s{0,3}>")
# Such as: On Mon, 6 Sep 2010 at 10:02, Jane Roe <jane@roe.example> wrote:
_WROTE: Final = re.compile(
    r"\s*(?P<said>(?:On|Am|Le|El|Il|Op|Em|Den)\s.{6,240}?\b(?:wrote|writes|schrieb.{0,80}|a\s+écrit|escribió|ha\s+scritto|"
    r"schreef.{0,80}|escreveu|skrev.{0,80})\s*:|.{3,120}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|writes|schrieb)\s*:)\s*",
    re.I | re.S,
)
_ADDRESS_OR_CLOCK: Final = re.compile(r"\S@\S|\b\d{1,2}[:.h]\d\d\b")
# Such as: -----Original Message-----, ---------- Forwarded message ---------, Begin forwarded message:
_DIVIDER: Final = re.compile(
    r"\s*(?:[-_=*]{2,}\s*(?P<named>original message|original appointment|forwarded message|forwarded by\b.*|"
    r"ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|mensaje original)\s*[-_=*]{0,60}"
    r"|(?P<begin>begin forwarded message)\s*:)\s*",
    re.I,
)
_FORWARDED: Final = re.compile(r"forwarded|weitergeleitet", re.I)
_FORWARD_SUBJECT: Final = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s*:", re.I)
_FROM: Final = re.compile(r"\s*\*?(?:From|Von|De|Da)\s*:\*?\s*\S", re.I)
_OTHER_HEADER: Final = re.compile(
    r"\s*\*?(?P<name>Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto)\s*:\*?",
    re.I,
)
_RULE: Final = re.compile(r"\s*[-_]{20,}\s*")
_SIGNATURE: Final = re.compile(r"-- ?")
_HEADER_REACH: Final = 9
_LONGEST_SIGNATURE: Final = 15
_LONGEST_NOTICE_START: Final = 200


class Part(StrEnum):
    """Whose words a stretch of the body is."""

    OWN = "own"
    REPLY = "quoted reply"
    FORWARD = "forwarded message"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body; ``is_set_in`` tells that the message's HTML puts it into a quotation."""

    span: Span
    words: str
    is_set_in: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands on the line."""
        return not self.words.strip()


def divide(lines: Sequence[Line], subject: str) -> tuple[Part, ...]:
    """Return for each line whose words it is; ``subject`` tells a forward from a reply."""
    found: list[Part] = []
    rest: Part | None = None
    signed = quotes_set_in = False
    at = 0
    while at < len(lines):
        line = lines[at]
        marked = bool(_MARKED.match(line.words))
        wrote = 0 if marked or rest else _attribution(lines, at)
        if not marked and rest is not Part.REPLY:
            rest = _rest_from(lines, at, subject) or rest
        quotes_set_in = quotes_set_in and (line.is_set_in or line.is_blank)
        if rest:
            found.append(Part.REPLY if marked else rest)
        elif marked or (line.is_set_in and quotes_set_in):
            signed = False
            found.append(Part.REPLY)
        elif wrote:
            # The line that says who wrote stays the sender's: it names person and day.
            found.extend([Part.OWN] * wrote)
            at += wrote
            following = _next_full(lines, at)
            quotes_set_in = bool(following and following.is_set_in)
            signed = False
            said = "".join(row.words for row in lines[at - wrote : at])
            if following and not quotes_set_in and not _MARKED.match(following.words):
                rest = Part.REPLY if _ADDRESS_OR_CLOCK.search(said) else None
            continue
        else:
            signed = signed or _opens_signature(lines, at)
            found.append(Part.SIGNATURE if signed else Part.OWN)
        at += 1
    return tuple(found)


def is_standing_notice(words: str) -> bool:
    """Tell whether a paragraph is the notice of confidentiality that firms put under every message."""
    start = " ".join(words[:_LONGEST_NOTICE_START].lower().split()).lstrip("*-_ ")
    return start.startswith(resources.words("mail_notices"))


def _attribution(lines: Sequence[Line], at: int) -> int:
    """Return how many lines, up to three, say that somebody wrote what follows; 0 if they do not."""
    joined = ""
    for count, line in enumerate(lines[at : at + 3], 1):
        if line.is_blank:
            return 0
        joined += line.words + " "
        if _WROTE.fullmatch(joined):
            return count
    return 0


def _rest_from(lines: Sequence[Line], at: int, subject: str) -> Part | None:
    """Return what all lines from here on are, if a divider or a block of headers opens here."""
    divider = _DIVIDER.fullmatch(lines[at].words)
    if divider:
        forwarded = _FORWARDED.search(divider.group()) or _FORWARD_SUBJECT.match(subject)
        return Part.FORWARD if forwarded else Part.REPLY
    start = at
    if _RULE.fullmatch(lines[at].words):
        start = at + 1
    if start < len(lines) and _FROM.match(lines[start].words) and _is_header_block(lines, start):
        return Part.FORWARD if _FORWARD_SUBJECT.match(subject) else Part.REPLY
    return None


def _is_header_block(lines: Sequence[Line], at: int) -> bool:
    names: set[str] = set()
    for line in lines[at + 1 : at + _HEADER_REACH]:
        header = _OTHER_HEADER.match(line.words)
        if header:
            names.add(header["name"].lower())
    return len(names) >= 2


def _next_full(lines: Sequence[Line], at: int) -> Line | None:
    return next((line for line in lines[at:] if not line.is_blank), None)


def _opens_signature(lines: Sequence[Line], at: int) -> bool:
    if not _SIGNATURE.fullmatch(lines[at].words):
        return False
    below = 0
    for line in lines[at + 1 :]:
        if _MARKED.match(line.words) or _DIVIDER.fullmatch(line.words):
            break
        below += not line.is_blank
    return 0 < below <= _LONGEST_SIGNATURE
