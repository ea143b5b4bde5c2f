"""Counsel: the signature block at the end of a paper, and counsel's heading before a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"(?i)^\s*(?:\W*(?:lead\s+|local\s+|co-|pro\s+hac\s+vice\s+)*(?:attorneys?|counsel|solicitors?)\s+(?:for|of\s+record\s+for)\s+(?:the\s+)?(?P<side>[^\n]{3,80}))"
)
_SIGNED = re.compile(r"^\s*(?:(?:By|BY):?\s*)?(?:/s/|s/)\s*(?P<name>[A-Z][^\n(|]{3,40})")
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
                found.setdefault(names.name_key(counsel.name), counsel)
    for at in range(len(lines)):
        for counsel in _addressed(lines, at):
            found.setdefault(names.name_key(counsel.name), counsel)
    for at, (_, line) in enumerate(lines):
        signed = _SIGNED.match(line)
        if signed:
            name = signed["name"].strip(" ,_")
            name = _BAR_NUMBER.sub("", name).strip(" ,_")
            start = lines[at][0].start + line.index(name)
            if names.looks_like_person(name) and not _OFFICE_BELOW.search(_below(lines, at)):
                found.setdefault(
                    names.name_key(name),
                    Counsel(names.proper_case(name), Span(start, start + len(name)), False, None),
                )
    return sorted(found.values(), key=lambda c: c.span.start)


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
