"""Citations to law, to the record and to dockets.

Reported cases and statutes are found by eyecite; rules of procedure, constitutions, docket numbers and
papers of the record by patterns of our own, since eyecite knows none of them.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extraction.findings import Citation, CitationKind
from extraction.reading import Passage, Reading
from importers.source_text import Span

__all__ = ["CitedPlace", "cited_places", "find_citations"]

# What an eyecite hit must be near; most passages of a paper have none of it and need no second look.
_WORTH_A_LOOK = re.compile(r"§|\b\d{1,4} (?:[A-Z]|[a-z]+ [A-Z])|\bId\b|\bIbid\b|\b[Ss]upra\b")

# What follows a case: , 570-71 & n.3 (2007) or (N.D. Cal. Apr. 6, 2017); a statute: (a)(1)(B), et seq.
_PIN = r"(?:(?:,| ?,? at) ?\*?\d+(?:[-–] ?\d+)?(?: ?(?:& )?nn?\. ?\d+)?)"
_CASE_TAIL = re.compile(rf"{_PIN}*(?:,? ?\((?:[^()]{{0,60}} )?(?:1[6-9]|20)\d\d\))?")
_SUBSECTION = r"(?:\([0-9A-Za-z]{1,5}\))"
_MORE_SECTIONS = (
    rf"{_SUBSECTION}*(?:(?:, ?(?:and )?){_SUBSECTION}+)*"
    r"(?:(?:, ?(?:and |& ?)?| and | ?& ?| ?[-–—] ?| to | through )"
    rf"(?:\d[\w.-]*\w|\d){_SUBSECTION}*(?! (?:U\.|C\.F|F\.|S\.|Fed)))*"
)
_STATUTE_TAIL = re.compile(
    rf"{_MORE_SECTIONS}(?:,? et seq\.?)?(?: ?\((?:[^()]{{0,30}} )?(?:1[6-9]|20)\d\d\))?"
)
_ONE_TAIL = re.compile(
    rf"{_SUBSECTION}*(?:,? et seq\.?)?(?: ?\((?:[^()]{{0,30}} )?(?:1[6-9]|20)\d\d\))?"
)

_NUMBER = r"\d+(?:[.-]\d+)*[a-z]?"
_RULE_SET = (
    r"(?:Fed(?:\.|eral) ?R(?:\.|ules?)(?: of)? ?"
    r"(?:Civ(?:\.|il)|Crim(?:\.|inal)|App(?:\.|ellate)|Bankr(?:\.|uptcy)|Evid(?:\.|ence))"
    r"(?: ?P(?:\.|rocedure))?"
    r"|F\.? ?R\.? ?(?:C\.? ?P|Cr\.? ?P|E|A\.? ?P)\.?"
    r"|(?:Civ\.|Civil|Crim\.|Criminal|Local)(?: Local)? ?(?:L\. ?)?(?:R\.|Rules?)(?: of Civil Procedure)?"
    r"|(?:[A-Z]\.){1,4} ?(?:[A-Z][a-z]*\. ?){0,3}(?:Civ|Crim|Bankr)\. ?(?:L\. ?)?R\."
    r"|L\. ?(?:Civ\. ?)?R\.|Sup\. ?Ct\. ?R\.|Local Rule)"
)

# A docket number: 3:17-cv-01916, 17-CV-1916 (JSC), 2:17-md-02785-DDC-TJJ, 16 Civ. 4567
_DIVISION_NUMBER = (
    r"(?:\d{1,2}:)?(?:\d{2}|\d{4})[-–—\ufffe ]{1,2}"
    r"(?:cv|cr|md|mc|mj|ml|ap|bk|ag|cvo?|civ|crim|po|sw)[-–—\ufffe.]{0,2} ?\d{2,6}"
    r"(?:[-–—]?\(?[A-Z]{2,4}\)?){0,3}(?![A-Za-z])"
)
_EXHIBIT = r"(?:Exhibits?|Exhs?\.|Exs?\.)"
_RECORD_NAME = (
    r"(?:(?:First|Second|Third|Fourth|Am(?:ended|\.)|Consol(?:idated|\.)|Supp(?:lemental|\.)|Verified|FAC|SAC)"
    r" ?){0,3}"
    r"(?:Compl(?:aint|\.)?|Answer|Ans\.|Pet(?:ition|\.)|FAC|SAC|TAC|[A-Z][a-z]+ (?:Decl|Aff|Dep|Tr)\.)"
)
_PILCROW = rf"¶{{1,2}} ?{_NUMBER}(?:(?:, ?|[-–—]| and | & ){_NUMBER})*"

# Every pattern with what it finds; an earlier one wins where two begin at the same place.
_OWN: tuple[tuple[CitationKind, re.Pattern[str]], ...] = (
    # Fed. R. Civ. P. 12(b)(6); Federal Rule of Civil Procedure 4; Local Rule 7-9; FRCP 26
    (
        CitationKind.RULE,
        re.compile(
            rf"\b{_RULE_SET} ?(?:Rules? )?(?:§§? ?)?\d+(?:[-.]\d+)*{_SUBSECTION}*"
            rf"(?:(?:, | and |, and | & )\d+(?:[-.]\d+)*{_SUBSECTION}+)*"
        ),
    ),
    # Rule 12(b)(6); Rules 8 and 9(b)
    (
        CitationKind.RULE,
        re.compile(
            rf"\bRules? \d+(?:[-.]\d+)*{_SUBSECTION}*"
            rf"(?:(?:, | and |, and | & |[-–])\d+(?:[-.]\d+)*{_SUBSECTION}*)*(?:,? Fed\. ?R\. ?\w+\. ?P\.)?"
        ),
    ),
    # U.S. Const. amend. XIV, § 1; U.S. Const. art. I, § 8, cl. 3
    (
        CitationKind.STATUTE,
        re.compile(
            r"\b(?:U\. ?S\.|[A-Z][a-z]+\.) Const\.,? (?:amends?|art)\. ?[IVX\d]+"
            r"(?:, (?:§§? ?\d+|cl\. ?\d+|pt\. ?\d+))*(?: (?:and|&) [IVX]+)?"
        ),
    ),
    # the Telecommunications Act of 1996
    (
        CitationKind.STATUTE,
        re.compile(
            r"\b[A-Z][\w'’-]+(?: (?:(?:and|of|for|the|to|in|on|against) )*[A-Z][\w'’-]+){0,8}"
            r" of (?:1[789]|20)\d\d\b(?<=Act of \d{4})|\bAct of (?:1[789]|20)\d\d\b"
        ),
    ),
    # Section 1509 of Title 19; Sections 1 and 2 of Title 18, United States Code
    (
        CitationKind.STATUTE,
        re.compile(
            rf"\b[Ss]ections? \d[\w.-]*{_SUBSECTION}*(?:(?:, | and |, and ){_NUMBER}{_SUBSECTION}*)*"
            r",? of [Tt]itle \d+(?:,? (?:of the )?(?:United States|U\. ?S\.) Code)?"
        ),
    ),
    # Title 19, United States Code, Section 1509
    (
        CitationKind.STATUTE,
        re.compile(
            r"\b[Tt]itle \d+,? (?:of the )?(?:United States Code|U\. ?S\. ?C\."
            rf"|Code of Federal Regulations),? (?:[Ss]ections?|§§?|[Pp]arts?) ?\d[\w.-]*{_SUBSECTION}*"
        ),
    ),
    # 2:17-cv-00345-JLR; 16 Civ. 4567 (ABC)
    (CitationKind.DOCKET, re.compile(rf"(?<![\w-]){_DIVISION_NUMBER}", re.IGNORECASE)),
    (
        CitationKind.DOCKET,
        re.compile(r"(?<![\w-])\d{2} (?:Civ|Cr|Crim|Misc|Cv)\. ?\d{2,5}(?: ?\([A-Z]{2,4}\))*"),
    ),
    # Case No. 17-1234; Docket Nos. 20-1507, 20-1508; Civil Action No. 7:08-36; Index No. 650123/2015
    (
        CitationKind.DOCKET,
        re.compile(
            r"\b(?:Case|Docket|Civil Action|Cause|Index|Adv(?:ersary|\.) Proc(?:eeding|\.)|Civil"
            r"|Crim(?:inal|\.)|Claim|File|Appeal|MDL|M\.D\.L\.)(?: Docket)? ?(?:Nos?\.?:?|#|Number:?) ?"
            r"(?:\d{1,2}:)?(?=[\w-]*\d)[A-Z0-9][\w/.-]*[\w](?:(?:, ?| and | & )\d{2,4}[-–]\d[\w-]*)*"
        ),
    ),
    # Nos. 20-1507, 20-1508 (the word "docket" is often left out)
    (
        CitationKind.DOCKET,
        re.compile(
            r"\bNos?\. ?\d{2,4}[-–—]\d{2,6}(?:(?:, ?| and |, and | & )\d{2,4}[-–—]\d{2,6})*\b"
        ),
    ),
    # ECF No. 12 at 3; Dkt. 45-1 ¶ 7; Doc. No. 3; D.E. 14
    (
        CitationKind.RECORD,
        re.compile(
            r"\b(?:ECF|Dkt\.?|Docket Entry|Doc\.|D\.? ?E\.|R\. ?Doc\.|CM/ECF)"
            r" ?(?:Entry )?(?:Nos?\.? ?|# ?)?\d+(?:-\d+)?(?:(?:, | & | and )\d+(?:-\d+)?(?! [A-Z]))*"
            rf"(?:,? (?:at \d+(?:[-–:]\d+)*|{_PILCROW}|{_EXHIBIT} ?[A-Z0-9]{{1,3}}))*"
        ),
    ),
    # Compl. ¶ 12; First Am. Compl. ¶¶ 3-5; Doe Decl. ¶ 4; Smith Dep. 14:3-9
    (CitationKind.RECORD, re.compile(rf"\b{_RECORD_NAME},? (?:{_PILCROW}|at \d+(?:[-–:]\d+)*)")),
    (
        CitationKind.RECORD,
        re.compile(
            r"\b(?:[A-Z][a-z]+ )?(?:Dep\.|Tr\.|Hr'?g Tr\.)(?: Tr\.)?(?: at)? ?\d+:\d+(?:[-–]\d+(?::\d+)?)?"
        ),
    ),
    # Ex. A at 3; Exhibit 14, ¶ 2; Exs. A-C
    (
        CitationKind.RECORD,
        re.compile(
            rf"\b{_EXHIBIT} ?(?:[A-Z]{{1,2}}|\d{{1,4}})(?:[-–.]\w{{1,3}})?\b"
            rf"(?:(?:, | and | & )(?:[A-Z]|\d{{1,3}})\b(?! ?[a-z]))*"
            rf"(?:,? (?:at \d+(?:[-–:]\d+)*|{_PILCROW}))?"
        ),
    ),
    # Id. ¶ 14; ¶¶ 12-15
    (CitationKind.RECORD, re.compile(rf"(?:\b[Ii]d\. )?(?:at )?{_PILCROW}")),
    # § 1983; §§ 1983, 1985
    (
        CitationKind.STATUTE,
        re.compile(rf"§{{1,2}} ?\d[\w.-]*{_MORE_SECTIONS}(?<=[\w)])(?: ?\((?:1[6-9]|20)\d\d\))?"),
    ),
    # Section 1983 (in law, not "Section 2 below")
    (
        CitationKind.STATUTE,
        re.compile(rf"\bSections? \d{{3,5}}\w?{_SUBSECTION}*(?:(?: and |, )\d{{3,5}}\b)*"),
    ),
)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation in the reading copy: ``span`` counts its characters, ``passage`` is the passage's number."""

    span: Span
    passage: int
    kind: CitationKind


def cited_places(reading: Reading) -> tuple[CitedPlace, ...]:
    """Find the citations of a paper where they stand in the reading copy, passage by passage."""
    return tuple(
        CitedPlace(Span(start, end), number, kind)
        for number, passage in enumerate(reading.passages)
        for start, end, kind in _best(list(_candidates(reading.text, passage)), passage.span)
    )


def find_citations(
    reading: Reading, places: Sequence[CitedPlace] | None = None
) -> tuple[Citation, ...]:
    """Find the citations of a paper, in order and without overlaps; spans count the text layer.

    ``places`` are what ``cited_places`` found, where that was asked before.
    """
    found: list[Citation] = []
    for place in cited_places(reading) if places is None else places:
        span = reading.to_source(place.span.start, place.span.end)
        found.append(Citation(span, span.of(reading.source.text), place.kind))
    found.sort(key=lambda citation: citation.span)
    return tuple(_apart(found))


def _apart(found: list[Citation]) -> Iterator[Citation]:
    """Drop what overlaps its forerunner in the text layer: furniture may stand inside a paragraph."""
    end = 0
    for citation in found:
        if citation.span.start >= end:
            yield citation
            end = citation.span.end


def _best(
    candidates: list[tuple[int, int, CitationKind]], within: Span
) -> Iterator[tuple[int, int, CitationKind]]:
    """Keep the longest of what overlaps; among equals the one that was tried first."""
    taken = bytearray(len(within))
    for start, end, kind in sorted(candidates, key=lambda found: found[0] - found[1]):
        at, stop = start - within.start, end - within.start
        if not any(taken[at:stop]):
            taken[at:stop] = b"\1" * (stop - at)
            yield start, end, kind


def _candidates(text: str, passage: Passage) -> Iterator[tuple[int, int, CitationKind]]:
    begin, stop = passage.span.start, passage.span.end
    if _WORTH_A_LOOK.search(text, begin, stop):
        yield from _of_eyecite(text, begin, stop)
    for kind, pattern in _OWN:
        for match in pattern.finditer(text, begin, stop):
            yield match.start(), match.end(), kind


def _of_eyecite(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, CitationKind]]:
    for found in _eyecite(text[begin:stop]):
        name = type(found).__name__
        if name in ("UnknownCitation", "FullJournalCitation", "ReferenceCitation"):
            continue
        start, end = found.span()
        start, end = start + begin, end + begin
        if name == "FullLawCitation":
            tail = _STATUTE_TAIL if "§§" in text[start:end] else _ONE_TAIL
            yield start, _to_tail(tail, text, end, stop), CitationKind.STATUTE
        else:
            yield start, _to_tail(_CASE_TAIL, text, end, stop), CitationKind.CASE


def _to_tail(tail: re.Pattern[str], text: str, end: int, stop: int) -> int:
    match = tail.match(text, end, stop)
    return match.end() if match else end


def _eyecite(text: str) -> list[Any]:
    return list(_load_eyecite()(text))


@cache
def _load_eyecite() -> Any:  # noqa: ANN401 - eyecite has no types of its own
    # Loaded late: half a second, and needed in the worker alone. It warns through logging of overlapping
    # hits, which _best settles anyway.
    from eyecite import get_citations

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    return get_citations
