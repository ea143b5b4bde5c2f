"""The list of counsel above an opinion: "Ida Holm, with whom Lena Marsh was on brief, for appellant".

Every sentence of such a list names lawyers and firms, and whom they speak for: a side, or friends of the
court by name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction import names
from extraction.roles import normal_role

__all__ = ["Listed", "find_listed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of the list: ``role`` is "counsel for appellant", "amicus curiae" and the like."""

    start: int
    end: int
    name: str
    role: str
    is_body: bool = False


_SENTENCE = re.compile(
    r"(?:,?\s+(?:was|were))?,?\s+on\s+(?:the\s+)?(?:\w+\s+)?briefs?,?\s+for\s+(?:the\s+)?"
    r"(?:(?P<side>(?:[Aa]ppell(?:ants?|ees?)|[Pp]laintiffs?|[Dd]efendants?|[Pp]etitioners?|[Rr]espondents?|[Ii]ntervenors?)"
    r"(?:[-–—](?:[Aa]ppell(?:ants?|ees?)|[Pp]etitioners?|[Rr]espondents?))?)\b[^.]{0,60}\."
    r"|(?P<friends>[A-Z](?:(?!\bon\s+(?:the\s+)?briefs?\b)[^()]){2,3000}?),?\s+(?:as\s+)?[Aa]mic(?:us|i)\s+[Cc]uriae\b[^.]{0,60}\.)"
)
_START = re.compile(r"(?:Judges?|Justices?|JUDGES?|JUSTICES?|JJ)\.\s+")
_LONGEST_HEAD = 900
_COMMA = re.compile(
    r",\s+(?!(?:Jr|Sr|II|III|IV|Inc|LLC|LLP|L\.L\.P|P\.C|Ltd|Esq)\b)(?:and\s+)?(?:with\s+whom\s+)?|;\s+(?:and\s+)?|\s+with\s+whom\s+"
)
# "and" parts names only where two words or more stand on either side: "Separation of Church and State"
_AND = re.compile(r"(?<=\w[.\w])\s+and\s+(?=(?:[Tt]he\s+)?[A-Z][\w.’'-]*\s+\S)")
_OFFICE = re.compile(
    r"(?i)\b(?:general|attorney|solicitor|counsel|director|chief|deputy|assistant|pro\s+hac\s+vice|city|argued|d\.c\.|washington)\b"
)
_TRAIL = re.compile(r"(?:,?\s+(?:was|were))?,?$")


def find_listed(text: str, start: int, end: int) -> Iterator[Listed]:
    """Yield the names of a list of counsel between two places, in order; none where there is no list."""
    floor = start
    for sentence in _SENTENCE.finditer(text, start, end):
        head = max(floor, sentence.start() - _LONGEST_HEAD)
        after = [m.end() for m in _START.finditer(text, head, sentence.start())]
        role = "counsel for amicus curiae"
        if sentence["side"]:
            role = f"counsel for {normal_role(sentence['side'])}"
        yield from _with_firm(list(_names(text, max([head, *after]), sentence.start(), role)))
        if sentence["friends"]:
            yield from _with_bodies(list(_names(text, *sentence.span("friends"), "amicus curiae")))
        floor = sentence.end()


_INITIAL = re.compile(r"\b[A-Z]\.\s")
_MANY = 3


def _with_firm(listed: list[Listed]) -> list[Listed]:
    """Mark the firm that ends a list of lawyers: it lacks the middle initial that all of them have."""
    if listed and _is_firm(listed[-1].name):
        return [*listed[:-1], replace(listed[-1], is_body=True)]
    lawyers = [one for one in listed[:-1] if not _is_firm(one.name)]
    if len(lawyers) < _MANY or _INITIAL.search(listed[-1].name):
        return listed
    if all(_INITIAL.search(one.name) for one in lawyers):
        return [*listed[:-1], replace(listed[-1], is_body=True)]
    return listed


def _with_bodies(listed: list[Listed]) -> list[Listed]:
    """Mark the friends of the court as bodies where most of a long list have a body's name."""
    bodies = sum(not names.looks_like_person(one.name) for one in listed)
    if len(listed) < _MANY or 2 * bodies <= len(listed):
        return listed
    return [one if _INITIAL.search(one.name) else replace(one, is_body=True) for one in listed]


def _names(text: str, start: int, end: int, role: str) -> Iterator[Listed]:
    at = start
    for comma in [*_COMMA.finditer(text, start, end), None]:
        stop = comma.start() if comma else end
        yield from _parted(text, at, stop, role)
        at = comma.end() if comma else end


def _parted(text: str, start: int, end: int, role: str) -> Iterator[Listed]:
    at = start
    for joint in [*_AND.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        if joint is None or len(text[at:stop].split()) > 1:
            listed = _listed(text, at, stop, role)
            if listed is not None:
                yield listed
            at = joint.end() if joint else end


def _listed(text: str, start: int, end: int, role: str) -> Listed | None:
    while start < end and not text[start].isalnum():
        start += 1
    lead = re.match(r"(?:and|with\s+whom|the|The)\s+", text[start:end])
    start += lead.end() if lead else 0
    end -= len(_TRAIL.search(text[start:end]).group()) if end > start else 0  # type: ignore[union-attr]
    name = " ".join(text[start:end].split())
    if not name[:1].isupper() or len(name.split()) < 2 or len(name) > 110:
        return None
    if role != "amicus curiae" and _OFFICE.search(name) and not _is_firm(name):
        return None
    return Listed(start, end, name, role)


def _is_firm(name: str) -> bool:
    """Tell whether a name with the word for an office is a firm's ("Harbor Counsel") and no office."""
    if names.has_organization_word(name) or re.search(r"\b(?:Firm|Group|LLP|P\.C\.|&)", name):
        return True
    counsel = re.fullmatch(r"([A-Z]\w+)\s+Counsel", name)
    if counsel is None or counsel[1] in ("Of", "General"):
        return False
    return not names.is_title(counsel[1])
