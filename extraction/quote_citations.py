"""The citations of a paper whole, as a quotation's source: with the case's name, and what "Id." repeats.

"550 U.S. at 556" alone is what a search finds; the source that a reader is told is "Twombly, 550 U.S. at
556". Authors with their works are no legal citations at all and are read here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extraction.citations import CitedPlace
from extraction.findings import CitationKind
from extraction.reading import Passage, Reading
from importers.source_text import Span, Zone
from resources import words

__all__ = ["Cite", "CiteKind", "authorities", "cites", "work_at"]


class CiteKind(StrEnum):
    """What a citation points to."""

    SAME = "same"
    """Whatever was cited last: Id. at 4."""
    LAW = "law"
    """An opinion, a statute or a rule, whose citation names no speaker."""
    RECORD = "record"
    """Another paper of the case: Compl. ¶ 4, Ex. C at 3, Dkt. 12."""
    WORK = "work"
    """A work with its author."""


@dataclass(frozen=True, slots=True, order=True)
class Cite:
    """One citation in the reading copy.

    ``author`` are the words that name whose work it is, of works alone. ``aside`` tells that it stands
    in another one's parenthesis (quoting, citing), so that no "Id." means it.
    """

    span: Span
    kind: CiteKind
    author: Span | None = None
    aside: bool = False


# How far back the name of a case or a paper may begin, in code points.
_NAME_REACH = 160
_MOST_NAME_WORDS = 24

_SAME = re.compile(r"(?:[Ii]d|[Ii]bid)\.")
# fmt: off
_SIGNALS = frozenset((
    "see", "accord", "cf", "compare", "e.g", "quoting", "citing", "cited", "cites", "also", "with", "in",
    "under", "by", "from", "but", "contra", "id", "than", "following", "per", "through", "although",
    "since", "because", "if", "that",
))
_JOINTS = frozenset((
    "of", "the", "and", "for", "&", "ex", "rel.", "re", "et", "al.", "de", "la", "van", "on", "to", "a",
    "v.", "vs.",
))
# Words that end a sentence where a stop follows them: no abbreviation of a case's name is spelled out.
_SPELLED_OUT = frozenset((
    "court", "courts", "act", "complaint", "plaintiff", "plaintiffs", "defendant", "defendants", "board",
    "code", "constitution", "state", "states", "congress", "order", "motion", "amendment", "clause",
    "government", "agreement", "contract", "rule", "rules", "claims", "chapel", "estate", "city",
))
# fmt: on
_VERSUS = frozenset({"v.", "vs."})
# AT&T. ends a sentence; Utils., INC. and S. do not.
_CAPITALS = re.compile(r"(?!INC|CORP|LTD|DIST|DEP)[A-Z&]{3,}\.")
_AFTER_YEAR = re.compile(r"\d\)[.,;]?$")
_EXPARTE = re.compile(r"(?:In re|Ex parte|Matter of) ")

# U.S. CONST. amend. 1; Federal Register/Vol. 61, No. 9, May 2, 1996 at 4547
_UNLISTED = re.compile(
    r"\bU\. ?S\. CONST\.,? (?:amends?|art)\. ?[IVX\d]+(?:, (?:§ ?\d+|cl\. ?\d+))*"
    r"|\b[Ii]d\. at \d+"
    r"|\bFederal Register/Vol\. ?\d+[^“”\"]{0,50}?\bat \d+"
)
# RJN Ex. 19 § VI; Amended Complaint p. 65 ¶ 202; Ex. 3 at 4
_RECORD_TAIL = re.compile(
    r"(?:,? (?:at )?(?:pp?\. ?|¶¶? ?|§§? ?)?(?:[IVX]+|\d+(?:[-–]\d+)?)\b){1,2}"
)
_NO_PAPERS = frozenset(
    ("the", "this", "indeed", "plaintiffs", "defendants", "plaintiff", "defendant")
)
_PAPER_ABBREVIATION = re.compile(
    r"(?:Am|Compl|Ans|Decl|Aff|Dep|Br|Mot|Opp|Supp|Pet|Mem|Tr|Hr|Stip|Resp)\."
)
_PAGE = re.compile(r"pp?\.\d+")
# Exhibit H.8 In order: the note's number stands right behind the letter
_NOTE_BEHIND = re.compile(r"(?<=[ .][A-Z])\.\d{1,2}$")
_PINPOINT = re.compile(r"(?:at\b|¶|§)")

_WORK = (
    r"(?P<first>[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|for|and|to|de|van)){0,12})(?:, | dated )"
    r"(?=[A-Z\d])(?:(?!\.\s+[A-Z]\w*\s+[a-z])[^\"“”;()]){2,240}?"
)
# Ana Ruiz, The Long Winter, May 2003, p. 2 | Ana Ruiz, The Long Winter, May 2003 | Roofers’ News, No. 22
_PAGED_WORK = re.compile(rf"{_WORK}(?:\bpp?|\b[Pp]gs?)\. ?\d+(?:[-–]\d+)?")
_DATED_WORK = re.compile(rf"{_WORK}(?:\bat \d+|\bNo\. ?\d+|\b(?:1[89]|20)\d\d\b)")
_LETTER = re.compile(r"(?:Letter|Memorandum|E-?mail|Notice|Report|Transcript|Minutes) ")


def cites(reading: Reading, places: Sequence[CitedPlace]) -> list[Cite]:
    """Return the legal citations of a paper in the order of the reading copy, dockets left out."""
    found: list[Cite] = []
    for place in (*places, *_unlisted(reading)):
        passage = reading.passages[place.passage]
        if place.kind is not CitationKind.DOCKET and not passage.zone.is_furniture:
            found.append(_whole(reading.text, place.span, passage, place.kind))
    return list(_joined(reading.text, sorted(found)))


def _unlisted(reading: Reading) -> Iterator[CitedPlace]:
    for number, passage in enumerate(reading.passages):
        for match in _UNLISTED.finditer(reading.text, passage.span.start, passage.span.end):
            yield CitedPlace(Span(*match.span()), number, CitationKind.STATUTE)


def _whole(text: str, span: Span, passage: Passage, kind: CitationKind) -> Cite:
    floor = max(passage.span.start, span.start - _NAME_REACH)
    start, end = span.start, span.end
    note = _NOTE_BEHIND.search(text, start, end)
    end = note.start() if note else end
    if _SAME.match(text, start, end):
        found = CiteKind.SAME
    elif kind is CitationKind.CASE:
        found, start = CiteKind.LAW, _case_start(text, floor, start)
    elif kind is CitationKind.RECORD:
        found, start = CiteKind.RECORD, _paper_start(text, floor, start)
        tail = _RECORD_TAIL.match(text, end, passage.span.end)
        end = tail.end() if tail else end
    else:
        found = CiteKind.LAW
        start = _code_start(text, floor, start) if text[start] == "§" else start
    return Cite(Span(start, end), found, aside=_is_aside(text, passage.span.start, start))


def _is_aside(text: str, floor: int, at: int) -> bool:
    """Tell whether a citation stands in a parenthesis of another: (quoting Hill v. Dale, 4 U.S. 1)."""
    before = text[max(floor, at - _NAME_REACH) : at]
    opened = before.rfind("(")
    if opened < 0 or before.count("(", opened) <= before.count(")", opened):
        return False
    return bool(
        re.match(r"\((?:quoting|citing|cited|collecting|discussing|citations?)\b", before[opened:])
    )


def _words_before(text: str, floor: int, at: int) -> Iterator[tuple[int, str]]:
    """Yield the words that end before ``at``, the nearest first, each with its place."""
    for match in reversed(list(re.finditer(r"\S+", text[floor:at]))):
        yield floor + match.start(), match.group()


def _case_start(text: str, floor: int, at: int) -> int:
    """Return where the case's name begins before its reporter, ``at`` itself if none stands there."""
    kept: list[tuple[int, str]] = []
    for start, word in _words_before(text, floor, at):
        if len(kept) >= _MOST_NAME_WORDS or not _is_name_part(word, kept):
            break
        kept.append((start, word))
    has_versus = any(word in _VERSUS for _, word in kept)
    if not has_versus:
        named = next((start for start, _ in kept if _EXPARTE.match(text, start)), None)
        if named is not None:
            return named
        kept = _short_name(kept)
    while kept and kept[-1][1].strip("(") in _JOINTS:
        kept.pop()
    if not kept:
        return at
    start, word = kept[-1]
    return start + len(word) - len(word.lstrip("([“\"'‘"))


def _short_name(kept: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep the name of a case cited before: Twombly, 550 U.S. at 556."""
    short: list[tuple[int, str]] = []
    for start, word in kept[:4]:
        if short and word.endswith((",", ":")):
            break
        short.append((start, word))
    return short


def _is_name_part(word: str, kept: Sequence[tuple[int, str]]) -> bool:
    bare = word.lstrip("([‘'")
    if not bare or bare[-1] in '”";' or bare[0] in '“"' or _AFTER_YEAR.search(bare):
        return False
    lower = bare.rstrip(".,:").casefold()
    if lower in _SIGNALS:
        return lower == "in" and bool(kept) and kept[-1][1] == "re"
    if bare in _JOINTS:
        return True
    if not (bare[0].isupper() or (bare[0].isdigit() and not bare.rstrip(".,").isdigit())):
        return False
    ends = bare.endswith(".") and (lower in _SPELLED_OUT or bool(_CAPITALS.fullmatch(bare)))
    return not (kept and ends)


def _paper_start(text: str, floor: int, at: int) -> int:
    """Return where the name of a paper of the record begins: Singer Compl. ¶ 2; Amended Complaint at ¶ 4."""
    start = at
    for place, word in _few_words_before(text, floor, at, 4):
        bare = word.lstrip("([")
        lower = bare.rstrip(".,").casefold()
        if not bare or lower in _SIGNALS or lower in _NO_PAPERS or bare[-1] in ',;:”")’':
            break
        if not (bare[0].isupper() or _PAGE.fullmatch(bare)):
            break
        if not bare[-1].isalnum() and not _PAPER_ABBREVIATION.fullmatch(bare):
            break
        start = place + len(word) - len(bare)
    return start


def _code_start(text: str, floor: int, at: int) -> int:
    """Return where the name of a code begins before its section: TEX. INS. CODE § 4; 21 C.F.R. § 1."""
    start = at
    for place, word in _few_words_before(text, floor, at, 6):
        bare = word.lstrip("([")
        is_volume = bare.rstrip(".").isdigit()
        if not bare or bare[-1] in ',;:”")' or bare.rstrip(".").casefold() in _SIGNALS:
            break
        is_code = len(bare) > 1 and bare[0].isupper() and (bare.isupper() or bare.endswith("."))
        if not (is_code or bare in ("Code", "&") or (is_volume and start < at)):
            break
        start = place + len(word) - len(bare)
        if is_volume:
            break
    return start


def _few_words_before(text: str, floor: int, at: int, most: int) -> Iterator[tuple[int, str]]:
    """Yield at most ``most`` of the words before ``at``, the nearest first."""
    for count, pair in enumerate(_words_before(text, floor, at)):
        if count >= most:
            return
        yield pair


def _joined(text: str, found: Sequence[Cite]) -> Iterator[Cite]:
    """Put a pinpoint to the citation right before it, and drop what a longer citation holds."""
    last: Cite | None = None
    for cite in found:
        if last is None:
            last = cite
        elif cite.span.start < last.span.end or (
            cite.span.start - last.span.end <= 2 and _PINPOINT.match(text, cite.span.start)
        ):
            last = replace(last, span=Span(last.span.start, max(last.span.end, cite.span.end)))
        else:
            yield last
            last = cite
    if last is not None:
        yield last


def work_at(text: str, start: int, limit: int) -> Cite | None:
    """Return the work cited at ``start``: Ana Ruiz, The Long Winter, May 2003, p. 2; Letter to …, p. 4."""
    for pattern in (_PAGED_WORK, _DATED_WORK):
        match = pattern.match(text, start, limit)
        if match is not None and _is_titled(match.group()):
            author = None if _LETTER.match(text, start) else Span(*match.span("first"))
            return Cite(Span(start, match.end()), CiteKind.WORK, author)
    return None


def _is_titled(work: str) -> bool:
    """Tell whether the words are set in capitals, as authors and titles are and sentences are not."""
    longer = [word for word in re.findall(r"[^\W\d_]+", work) if len(word) > 3]
    small = [w for w in longer if w[0].islower() and w not in words("title_small_words")]
    return len(longer) >= len(small) * 4 and len(small) <= 2


def authorities(reading: Reading, found: Sequence[Cite]) -> dict[Span, Cite]:
    """Return, for each "Id." by its span, the citation that it repeats; notes are read for themselves."""
    passages = [passage.span.start for passage in reading.passages]
    repeated: dict[Span, Cite] = {}
    last: dict[bool, Cite] = {}
    for cite in found:
        zone = reading.passages[max(0, bisect_right(passages, cite.span.start) - 1)].zone
        in_note = zone is Zone.FOOTNOTE
        if cite.kind is CiteKind.SAME:
            if in_note in last:
                repeated[cite.span] = last[in_note]
        elif not cite.aside and _is_citable(reading.text, cite):
            last[in_note] = cite
    return repeated


def _is_citable(text: str, cite: Cite) -> bool:
    """Tell whether "Id." can mean a citation: no law that a sentence merely names, as Section 251."""
    words_of = cite.span.of(text)
    if cite.kind is not CiteKind.LAW:
        return True
    return not re.match(r"(?:Sections?|Rules?|§|the Act|[Tt]itle)|.* Act of \d{4}$", words_of)
