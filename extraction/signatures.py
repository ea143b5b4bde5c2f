"""Counsel: the signature block at the end of a paper, and counsel's heading before a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction import names
from importers.source_text import SourceText, Span

__all__ = ["Counsel", "find_counsel"]


@dataclass(frozen=True, slots=True)
class Counsel:
    """A lawyer or a firm with the place of the name in the text layer, and for which side they sign."""

    name: str
    span: Span
    is_firm: bool
    side: str | None


_FOR = re.compile(
    r"(?i)^\s*(?:\W*(?:lead\s+|local\s+|trial\s+|of\s+|co-|pro\s+hac\s+vice\s+)*(?:attorneys?|counsel|solicitors?)\s+(?:for|of\s+record\s+for)\s+(?:the\s+)?(?P<side>[^\n]{3,80}))"
)
_SIGNED = re.compile(r"^\s*(?:(?:By|BY):?\s*)?(?:/?[sS]/)\s*(?P<name>[A-Z][^\n(|]{3,40})")
_BAR_NUMBER = re.compile(
    r"\s*[\[(,]?\s*(?:(?:[A-Z]{2}\s+)?(?:S?BN|Bar|State\s+Bar|Cal\.\s+Bar|WSBA|ARDC|OSB|BBO|Atty\.?)\b[^\n]*|"
    r"\(?[A-Z]{2}[- ]?\d{4,6}\)?|\(pro\s+hac[^\n]*)$",
    re.I,
)
_FIRM = re.compile(
    r"(?:\b(?:LLP|L\.L\.P\.|PLLC|P\.C\.|PC|P\.A\.|P\.L\.L\.C\.|LLC|LPA|APC)\.?$|\b(?:LAW|Law)\s+(?:OFFICES?|Offices?|GROUP|Group|FIRM|Firm)\b|\s&\s|\b(?:CENTER|Center|FOUNDATION|Foundation|UNION|Union)$)"
)
_NO_NAME = re.compile(
    r"(?i)\d|@|\b(?:street|avenue|suite|floor|road|tel|fax|telephone|email|dated|date|court|complaint|page|attorney|counsel|plaintiffs?|defendants?|demand|respectfully|submitted)\b"
)
_REACH = 14
# A judge's or a clerk's signature is not counsel's.
_OFFICE_BELOW = re.compile(r"(?i)\b(?:judge|justice|clerk|notary)\b")


def find_counsel(source: SourceText) -> list[Counsel]:
    """Return the lawyers and firms that sign a paper, each once, in the order of the text."""
    lines = [(Span(m.start(), m.end()), m.group()) for m in re.finditer(r"[^\n\r\f]+", source.text)]
    found: dict[str, Counsel] = {}
    for at, (_, line) in enumerate(lines):
        mark = _FOR.match(line)
        if mark:
            for counsel in _block(lines, at, _side(mark["side"])):
                _note(found, counsel)
    for counsel in _admitted(lines):
        _note(found, counsel)
    for at in range(len(lines)):
        for counsel in _addressed(lines, at):
            _note(found, counsel)
    for at, (_, line) in enumerate(lines):
        signed = _SIGNED.match(line)
        if signed:
            name = signed["name"].strip(" ,_")
            name = _BAR_NUMBER.sub("", name).strip(" ,_")
            start = lines[at][0].start + line.index(name)
            if names.looks_like_person(name) and not _OFFICE_BELOW.search(_below(lines, at)):
                place = Span(start, start + len(name))
                _note(found, Counsel(names.proper_case(name), place, False, None))
    return sorted(found.values(), key=lambda c: c.span.start)


def _note(found: dict[str, Counsel], counsel: Counsel) -> None:
    """Keep a lawyer once, where the name stands first, with the side that any place tells."""
    key = names.name_key(counsel.name)
    known = found.setdefault(key, counsel)
    if known.side is None and counsel.side is not None:
        found[key] = replace(known, side=counsel.side)


# A name, and behind it: (pro hac vice); (VSB 12345); SBN 123456; (NQ-1234) as in New York; (P12345).
_ADMITTED = re.compile(
    r"^\s*(?:(?:By|BY):?\s*)?(?:/?[sS]/+\s*)?"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,4}?(?:,\s+(?:Jr|Sr)\.)?),?\s+(?:Esq\.?,?\s*)?"
    r"(?:[(\[#]?(?i:(?:admitted\s+)?(?:pro\s+hac\s+vice|phv\b)"
    r"|(?:(?:[a-z]{2,5}\.?|state)\s+)?(?:bar|s?bn|vsb|wsba|osb|ardc|bbo|atty\.?|attorney)\b[^\n]{0,30}?\d{4})"
    r"|\((?:[A-Z]{2}[- \ufffe\u00ad]?\d{4}|P\d{5}|\d{5,8})\))"
)
_ENDS_BLOCK = re.compile(r"(?i)^\W*(?:respectfully|certificate\s+of|dated?\b)")


def _admitted(lines: list[tuple[Span, str]]) -> Iterator[Counsel]:
    """Yield lawyers told by their admission or bar number, and the firm on the line beside them.

    The side is that of the heading above ("Of counsel for all plaintiffs:"), else of the words below.
    """
    side: str | None = None
    for at, (span, line) in enumerate(lines):
        heading = _FOR.match(line)
        if heading and line.rstrip().endswith(":"):
            side = _side(heading["side"])
        elif _ENDS_BLOCK.match(line):
            side = None
        lawyer = _ADMITTED.match(line)
        if lawyer is None or not names.looks_like_person(lawyer["name"]):
            continue
        theirs = side or _side_under(lines, at)
        start = span.start + lawyer.start("name")
        place = Span(start, start + len(lawyer["name"]))
        yield Counsel(names.proper_case(lawyer["name"]), place, False, theirs)
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(lines) and _FIRM.search(lines[beside][1].strip(" ,\t")):
                yield from _firm(*lines[beside], theirs)


def _side_under(lines: list[tuple[Span, str]], at: int) -> str | None:
    for _, line in lines[at + 1 : at + _REACH]:
        below = _FOR.match(line)
        if below is not None and not line.rstrip().endswith(":"):
            return _side(below["side"])
        if _ENDS_BLOCK.match(line):
            return None
    return None


def _firm(span: Span, line: str, side: str | None) -> Iterator[Counsel]:
    name = re.sub(r"^\W*(?i:and)[-\ufffe]\s*", "", line).strip(" ,\t")
    if name and not _NO_NAME.search(name) and len(name) < 70:
        start = span.start + line.index(name)
        yield Counsel(names.proper_case(name), Span(start, start + len(name)), True, side)


_ESQUIRE = re.compile(
    r"^\s*(?:(?:By|BY):?\s*)?(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,4}),?\s+(?:Esq(?:uire)?|ESQ(?:UIRE)?)\b\.?"
)
_ADDRESS = re.compile(r"^\s*(?:\d+\s|P\.?\s?O\.?\s|One\s|Suite\s|[\w.+-]+@)")


def _addressed(lines: list[tuple[Span, str]], at: int) -> Iterator[Counsel]:
    """Yield "Nora Quist, Esq." and the firm on the line between the name and the street."""
    span, line = lines[at]
    esquire = _ESQUIRE.match(line)
    if esquire is None or not names.looks_like_person(esquire["name"]):
        return
    start = span.start + esquire.start("name")
    name = esquire["name"]
    yield Counsel(names.proper_case(name), Span(start, start + len(name)), False, None)
    if at + 2 >= len(lines) or not _ADDRESS.match(lines[at + 2][1]):
        return
    span, line = lines[at + 1]
    firm = line.strip(" ,\t")
    if firm and not _ADDRESS.match(line) and not _NO_NAME.search(firm) and "Esq" not in firm:
        start = span.start + line.index(firm)
        yield Counsel(names.proper_case(firm), Span(start, start + len(firm)), True, None)


def _below(lines: list[tuple[Span, str]], at: int) -> str:
    return " ".join(line for _, line in lines[at + 1 : at + 3])


def _side(words: str) -> str | None:
    match = re.search(
        r"(?i)\b(plaintiff|defendant|petitioner|respondent|appellant|appellee|intervenor)", words
    )
    return match[1].casefold() if match else None


def _block(lines: list[tuple[Span, str]], at: int, side: str | None) -> Iterator[Counsel]:
    """Yield the names in the lines just above "Attorneys for …"."""
    for index in range(at - 1, max(-1, at - _REACH), -1):
        span, line = lines[index]
        bare = _BAR_NUMBER.sub("", re.sub(r"^\s*(?:(?:By|BY):?|/s/|s/)\s*", "", line)).strip(
            " ,_\t"
        )
        if re.match(
            r"(?i)^\s*(?:respectfully|dated?\b|wherefore|prayer|.*\bdemand)", line
        ) or _FOR.match(line):
            if not names.looks_like_person(bare.split("Respectfully")[0]):
                return
            continue
        if len(line) > 90 or (line.rstrip().endswith(".") and len(line) > 50):
            return
        if not bare or _NO_NAME.search(bare) or re.search(r"\b\d{5}\b", line):
            continue
        is_firm = bool(_FIRM.search(bare))
        if not is_firm and not names.looks_like_person(bare):
            continue
        start = span.start + line.index(bare)
        yield Counsel(names.proper_case(bare), Span(start, start + len(bare)), is_firm, side)
