"""Which document of the case a citation means: "Compl. ¶ 4", "Ex. C at 3", "Dkt. 12", an article's title.

A paper is named only where the citation fits one paper and no other; a court's reporter, a statute or a
rule never names one. Each way to cite has its own function, tried from the surest to the weakest.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from casefile.quote_records import CitedPaper
from casefile.records import DocumentRow, QuoteRow
from extraction.findings import DocumentKind

__all__ = ["cited_document", "cited_paper"]

_LAW = re.compile(
    r"\bvs?\. |\b(?:In re|Ex parte) |§|\bU\. ?S\. ?C|\bC\.F\.R|\bFed\. R|\bRules? \d|Const"
)
_ENTRY = re.compile(
    r"\b(?:ECF|Dkt\.?|Docket Entry|Doc\.|D\. ?E\.|CM/ECF) ?(?:Entry )?(?:Nos?\.? ?|# ?)?"
    r"(?P<entry>\d{1,5}(?:-\d{1,4})?)(?!\d)(?P<more> ?(?:,|&|and) ?\d)?"
)
_EXHIBIT = re.compile(
    r"\b(?:Exhibits?|Exhs?\.?|Exs?\.?) ?(?P<label>[A-Z]{1,2}|\d{1,4})\b(?![-–,&] ?\w)"
)
# Where the pinpoint begins: Compl. | ¶ 4    Order | at 3    Amended Complaint | p. 65
_PINPOINT = re.compile(r",? (?:at \d|¶|at ¶|pp?\. ?\d|\d+:\d+).*$")

_SPELLED_OUT = {
    "compl": "complaint",
    "am": "amended",
    "ans": "answer",
    "mot": "motion",
    "op": "opinion",
    "pet": "petition",
    "decl": "declaration",
    "aff": "affidavit",
    "dep": "deposition",
    "br": "brief",
    "mem": "memorandum",
    "fac": "first amended complaint",
    "sac": "second amended complaint",
    "tac": "third amended complaint",
}
_BY_KIND = {
    "complaint": DocumentKind.COMPLAINT,
    "answer": DocumentKind.ANSWER,
    "motion": DocumentKind.MOTION,
    "order": DocumentKind.ORDER,
    "opinion": DocumentKind.OPINION,
    "summons": DocumentKind.SUMMONS,
    "subpoena": DocumentKind.SUBPOENA,
}
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth"))
# Words that only say whose side a paper is: Pls.' Compl., Defs.' Answer, the Complaint
_SIDES = re.compile(
    r"(?:the|an?|this|court|plaintiffs?|pls?|defendants?|defs?|petitioners?|respondents?|verified|class|action)"
)
# 3:17-cv-00072-NKM and 17-CV-72 are one case.
_DOCKET = re.compile(
    r"(?P<year>\d{2})[- ]?(?P<type>cv|cr|md|mc|mj|bk|ap)[- ]?0*(?P<number>\d+)", re.I
)
# A title shorter than this, in words, is found in too many citations.
_SHORTEST_TITLE = 3


def cited_paper(row: QuoteRow, documents: Iterable[DocumentRow]) -> CitedPaper | None:
    """Return the citation of a quotation with the document of the case that it names, ``None`` without one.

    ``documents`` are all papers of the case. "Id. at 4" is shown with the citation that it repeats.
    """
    if row.cited_at is None or row.cited_words is None:
        return None
    papers = list(documents)
    citing = next((paper for paper in papers if paper.id == row.pin.document), None)
    authority = row.cited_authority
    text = f"{row.cited_words} ({authority})" if authority else row.cited_words
    return CitedPaper(
        row.cited_at, text, cited_document(authority or row.cited_words, citing, papers)
    )


def cited_document(
    citation: str, citing: DocumentRow | None, documents: Iterable[DocumentRow]
) -> int | None:
    """Return the number of the only document that a citation can mean, seen from the paper ``citing`` it."""
    others = [each for each in documents if citing is None or each.id != citing.id]
    entry = _ENTRY.search(citation)
    if entry is not None:
        return None if entry["more"] else _only(_at_entry(entry["entry"], citing, others))
    exhibit = _EXHIBIT.search(citation)
    if exhibit is not None:
        return _only(_exhibits(exhibit["label"], citing, others))
    if _LAW.search(citation):
        return None
    earlier = [each for each in others if not _is_later(each, citing)]
    return _only(_of_this_case(citation, citing, earlier)) or _only(_titled(citation, earlier))


def _only(found: Sequence[DocumentRow]) -> int | None:
    return found[0].id if len(found) == 1 else None


def _is_later(document: DocumentRow, citing: DocumentRow | None) -> bool:
    """Tell whether a paper was made after the one that would cite it."""
    if citing is None:
        return False
    day, ours = document.filed or document.date, citing.filed or citing.date
    return day is not None and ours is not None and day > ours


def _of_this_case(
    citation: str, citing: DocumentRow | None, documents: Sequence[DocumentRow]
) -> list[DocumentRow]:
    """Return what a short name can mean: papers of the docket, or one without a number that may be of it.

    A paper without a docket number is taken only where the docket has no other of its kind here.
    """
    if citing is None or not citing.docket_number:
        return _called(citation, documents)
    own = [each for each in documents if each.docket_number and _same_case(each, citing)]
    found = _called(citation, own)
    if found:
        return found
    kinds = {each.kind for each in own}
    unnumbered = [each for each in documents if not each.docket_number]
    return [each for each in _called(citation, unnumbered) if each.kind not in kinds]


def _same_case(document: DocumentRow, citing: DocumentRow | None) -> bool:
    """Tell whether two papers may be of one docket; a paper without a number may be of any."""
    ours = citing.docket_number if citing is not None else None
    if not ours or not document.docket_number:
        return True
    return _docket(ours) == _docket(document.docket_number)


def _docket(number: str) -> tuple[str, ...]:
    found = _DOCKET.search(number)
    return (
        (found["year"], found["type"].lower(), found["number"]) if found else (number.casefold(),)
    )


def _at_entry(
    entry: str, citing: DocumentRow | None, documents: Sequence[DocumentRow]
) -> list[DocumentRow]:
    return [each for each in documents if each.docket_entry == entry and _same_case(each, citing)]


def _exhibits(
    label: str, citing: DocumentRow | None, documents: Sequence[DocumentRow]
) -> list[DocumentRow]:
    """Return the exhibits with a letter or number: those that came with the citing paper before others."""
    found = [each for each in documents if _label_of(each) == label.upper()]
    if len(found) < 2 or citing is None:
        return found
    family = {citing.id, citing.parent} - {None}
    return [each for each in found if each.parent in family] or found


def _label_of(document: DocumentRow) -> str | None:
    for name in (document.short_name, document.title or "", Path(document.name).stem):
        found = re.search(r"\b(?:exhibit|exh?)\b[. _-]*(?P<label>[A-Z]{1,2}|\d{1,4})\b", name, re.I)
        if found is not None:
            return found["label"].upper()
    return None


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, abbreviations spelled out."""
    plain = re.sub(r"[’']s?\b", "", text.casefold())
    return tuple(
        word
        for each in re.findall(r"[^\W_]+", plain)
        for word in _SPELLED_OUT.get(each, each).split()
    )


def _called(citation: str, documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """Return the papers that a short name can mean: Compl.; Second Am. Compl.; Vale Decl.; Doe Answer."""
    name = _words(_PINPOINT.sub("", citation))
    named = [each for each in documents if name and _words(each.short_name) == name]
    if len(named) == 1:
        return named
    kind = _BY_KIND.get(name[-1]) if name else None
    if kind is None:
        return _of_person(name, documents)
    ordinal = set(name) & _ORDINALS
    amended = "amended" in name
    owners = [
        w for w in name[:-1] if w not in _ORDINALS and w != "amended" and not _SIDES.fullmatch(w)
    ]
    found = []
    for each in documents:
        own = {*_words(each.short_name), *_words(each.title or ""), *_words(Path(each.name).stem)}
        if each.kind is not kind or not set(owners) <= own:
            continue
        if amended != ("amended" in own) or (ordinal and not ordinal <= own):
            continue
        found.append(each)
    return found


def _of_person(name: Sequence[str], documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """Return the papers of one person: Vale Decl., Poole Dep."""
    if len(name) < 2 or name[-1] not in ("declaration", "affidavit", "deposition"):
        return []
    return [
        each
        for each in documents
        if set(name) <= {*_words(each.title or ""), *_words(each.short_name), *_words(each.name)}
    ]


def _titled(citation: str, documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """Return the papers whose title a citation holds whole; of several, those whose author it names too."""
    cited = f" {' '.join(_words(citation))} "
    found = []
    for each in documents:
        title = _words(each.title or "")
        if len(title) >= _SHORTEST_TITLE and f" {' '.join(title)} " in cited:
            found.append(each)
    if len(found) < 2:
        return found
    by_author = [
        each for each in found if each.author and f" {' '.join(_words(each.author)[-1:])} " in cited
    ]
    by_day = [
        each for each in by_author or found if each.date and str(each.date.year) in cited.split()
    ]
    return by_day if len(by_day) == 1 else by_author or found
