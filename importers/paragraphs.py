"""What paragraphs are: pleaded numbers, captions, headings and signature blocks, by their words.

Pure functions on a text and its paragraphs, shared by all formats. Where paragraphs begin is each
format's own business (a PDF's: ``page_paragraphs``).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from importers.source_text import Paragraph, Span, Zone

__all__ = [
    "captions",
    "ends_sentence",
    "is_heading",
    "is_numbered",
    "mark_captions",
    "mark_headings",
    "mark_signatures",
    "number_paragraphs",
]

# "12. ", "12) ", "¶ 12. ", "12a. "; a number without a stop, or with a comma that should be one, counts
# only where it is the very next one: "82 Defendants lack…", "6, Plaintiffs bring…".
_NUMBER = re.compile(
    r"\s*(?P<sign>¶+\s*|Paragraph\s+)?(?P<number>(?P<value>\d{1,4})(?P<letter>[a-z])?)"
    r"(?P<stop>[.):]|,)?(?=\s|[A-Z“\"])"
)
_MOST_MISSING = 6
_FEWEST_NUMBERED = 3
_FEWEST_NUMBERED_FROM_LATER = 4

# A court's or tribunal's name at the head of a paper: "IN THE SUPERIOR COURT OF THE STATE OF …",
# "United States Court of Appeals", "BEFORE THE PUBLIC UTILITIES COMMISSION", "General Court of Justice".
_COURT = re.compile(
    r"\bCOURTS?\b|\bBEFORE THE\b.{0,80}\b(?:COMMISSION|BOARD|AGENCY|AUTHORITY|TRIBUNAL|DEPARTMENT|PANEL)\b"
    r"|\bARBITRATION (?:ASSOCIATION|TRIBUNAL)\b|\bJUDICIAL PANEL\b",
    re.IGNORECASE,
)
# What only a caption has: the versus line ("v.", "-against-", U+FFFE for a line-end hyphen), or a
# matter's name.
_VERSUS = re.compile(
    r"(?:^|[\s-])(?:[vV]s?\.?|VS?\.?|versus|VERSUS)(?:[-\ufffe]|[\s):|§]*$|\s+[):|§]*\s*[A-Z\d])"
    r"|^[\s-]*(?:against|AGAINST)[-\ufffe\s):|§]*$"
    r"|^\W*(?i:in re|in the matter of)\b|\b(?i:ex parte) [A-Z]",
    re.MULTILINE,
)
_ROLE = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|claimant|debtor|relator)s?\b",
    re.IGNORECASE,
)
# The title of a paper, in capitals or alone on its line.
_TITLE = re.compile(
    r"\b(?:COMPLAINT|PETITION|ANSWER|MOTION|ORDER|OPINION|MEMORANDUM|NOTICE|SUMMONS|BRIEF|REPLY|RESPONSE"
    r"|OPPOSITION|DECLARATION|AFFIDAVIT|STIPULATION|JUDGMENT|INDICTMENT|SUBPOENA|INTERROGATORIES"
    r"|COUNTERCLAIMS?|CROSS-CLAIMS?|DECISION|DEMAND)\b"
)
# The first heading of a paper's body.
_FIRST_HEADING = re.compile(
    r"\W*(?:(?:I|1|A)[.)](?:\s|$)|(?:PRELIMINARY STATEMENT|INTRODUCTION|NATURE OF|(?:THE )?PARTIES|BACKGROUND"
    r"|JURISDICTION|(?:STATEMENT OF )?(?:THE )?FACTS?|FACTUAL|PROCEDURAL|FIRST (?:DEFENSE|CAUSE)|COUNT"
    r"|TABLE OF|SUMMARY|OVERVIEW|STATEMENT OF)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:(?i:COMES? NOW|NOW,? COMES?|TO THE HONORABLE)|Pursuant to"
    r"|For (?:his|her|its|their) (?:complaint|petition)"
    r"|(?:The )?(?:above-named )?(?:Plaintiff|Petitioner|Defendant)s?\b.{0,200}\b(?:by|through|alleges?"
    r"|avers?|brings?|complains?|states?|moves?|answers?|hereby|submits?)\b)"
)
_SIGNATURE = re.compile(
    r"\s*(?:Respectfully submitted|DATED?\s*(?:this|:|at\b)|Dated?\s*(?:this|:|at\b)|_*\s?/s/|s/\s?[A-Z]"
    r"|By:|BY:"
    r"|BY THE COURT|EXECUTED (?:this|on)|Executed (?:this|on)|Signed (?:this|on)|_{12,}"
    r"|(?:Chief |Senior )?(?:UNITED STATES|United States|U\.S\.) (?:DISTRICT|District|MAGISTRATE|Magistrate"
    r"|BANKRUPTCY|Bankruptcy|CIRCUIT|Circuit) J(?:UDGE|udge))"
)
_AFTER_SIGNATURE = re.compile(
    r"\W*(?:CERTIFICATE|VERIFICATION|EXHIBIT|APPENDIX|ATTACHMENT|SCHEDULE|PROOF OF SERVICE|JURY|DEMAND FOR"
    r"|PRAYER|NOTICE)\b",
    re.IGNORECASE,
)
# Abbreviations that end in a stop in the middle of a sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:Nos?|v|vs|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|Doc|Docs|Ex|Exs|Sec|Art|Para|Paras|Fed|Cir|Supp"
    r"|Compl|Am|al|cf|Id|e\.g|i\.e|U\.S|U\.S\.C|p|pp|[A-Z])\.|§+|¶+)\s*$"
)
# A footnote's mark after the end of a sentence: "as a partner.3"; not "Rule 4.1", not "No. 3".
_NOTE_MARK = re.compile(r"(?<=[^\d\s][.!?”\"’)\]])\n?\d{1,3}$")
_HEADING_START = re.compile(
    r"\s*(?:(?:[IVXL]{1,6}|[A-Z]|\d{1,2})[.)]\s+(?=[A-Z“\"])|(?:COUNT|CLAIM|PART|SECTION|ARTICLE|CHAPTER|CAUSE)\b"
    r"|(?:Count|Claim|Part|Section|Article|Chapter) (?:[IVXL]+|\d+|One|Two|Three|Four|Five)\b)"
)
_LONGEST_HEADING: Final = 220
_SMALL_WORDS: Final = frozenset(("of", "the", "for", "in", "and", "at", "to", "de"))


def is_numbered(words: str) -> bool:
    """Tell whether a line begins as a numbered paragraph does: "12. The …"."""
    match = _NUMBER.match(words)
    return bool(match and (match["sign"] or match["stop"] not in (None, ",")))


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends where a sentence, a list entry or a heading may end."""
    shut = _NOTE_MARK.sub("", words.rstrip()).rstrip().rstrip("”\"’')]")
    return shut[-1:] in (".", "!", "?", ":", ";") and not _ABBREVIATED.search(shut)


# -- pleaded numbers ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph that begins with a number; ``sure`` if the number has its stop."""

    at: int
    value: int
    printed: str
    sure: bool

    @property
    def is_lettered(self) -> bool:
        return not self.printed.isdecimal()


def number_paragraphs(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give paragraphs their pleaded numbers.

    Of all paragraphs that begin with a number, the longest sequence that counts upwards is taken, so
    that a list in the prayer for relief or a number that a line happens to begin with is none. A
    caption begins another paper, which counts anew. What stands between a numbered paragraph and the
    next (a block quote, a list), with no heading between, is cited by the same number and is given it.
    """
    found = []
    for at, paragraph in enumerate(paragraphs):
        match = _NUMBER.match(text, paragraph.span.start, paragraph.span.end)
        if match and paragraph.zone in (Zone.BODY, Zone.HEADING, Zone.BLOCK_QUOTE):
            sure = match["sign"] is not None or match["stop"] not in (None, ",")
            found.append(_Numbered(at, int(match["value"]), match["number"], sure))
    papers = _papers(paragraphs)
    chain: list[_Numbered] = []
    for paper in papers:
        titled = paragraphs[paper.start].zone is Zone.CAPTION
        chain.extend(_longest_count([entry for entry in found if entry.at in paper], titled))
    numbered = list(paragraphs)
    for entry in chain:
        numbered[entry.at] = replace(numbered[entry.at], number=entry.printed, zone=Zone.BODY)
    for entry, after in pairwise(chain):
        if not any(entry.at in paper and after.at in paper for paper in papers):
            continue
        for at in range(entry.at + 1, after.at):
            if numbered[at].zone not in (Zone.BODY, Zone.BLOCK_QUOTE):
                break
            numbered[at] = replace(numbered[at], number=entry.printed)
    return tuple(numbered)


def _papers(paragraphs: Sequence[Paragraph]) -> list[range]:
    """Divide paragraphs at the captions: a file may hold a complaint and its exhibits."""
    starts = [
        at
        for at, paragraph in enumerate(paragraphs)
        if paragraph.zone is Zone.CAPTION
        and (at == 0 or paragraphs[at - 1].zone is not Zone.CAPTION)
    ]
    edges = sorted({0, *starts, len(paragraphs)})
    return [range(start, end) for start, end in pairwise(edges)]


def _longest_count(found: Sequence[_Numbered], titled: bool) -> list[_Numbered]:
    """Return the best-scored sequence that counts upwards; a missing number costs, a few are allowed.

    ``titled`` tells that the paper has a caption, so that even two numbered paragraphs are pleaded.
    """
    best: dict[tuple[int, bool], int] = {}
    scores: list[float] = []
    before: list[int | None] = []
    for at, entry in enumerate(found):
        score, link = (1.0 if entry.value == 1 else 0.2) if entry.sure else -9.0, None
        for step in range(_MOST_MISSING + 1):
            # "12a" may follow "12" and "12a" itself; after either comes "13".
            if step == 0 and not entry.is_lettered:
                continue
            for lettered in (False, True):
                last = best.get((entry.value - step, lettered))
                if last is None or not (entry.sure or step == 1):
                    continue
                linked = scores[last] + 1.0 - 0.4 * max(step - 1, 0)
                if linked > score:
                    score, link = linked, last
        scores.append(score)
        before.append(link)
        key = entry.value, entry.is_lettered
        if key not in best or score > scores[best[key]]:
            best[key] = at
    if not scores:
        return []
    chain: list[_Numbered] = []
    at_last: int | None = max(range(len(scores)), key=lambda at: scores[at])
    while at_last is not None:
        chain.append(found[at_last])
        at_last = before[at_last]
    chain.reverse()
    if chain[0].value == 1:
        return chain if len(chain) >= (2 if titled else _FEWEST_NUMBERED) else []
    # Pages out of the middle of a paper: believed only where no number is missing.
    unbroken = all(after.value == before.value + 1 for before, after in pairwise(chain))
    return chain if unbroken and len(chain) >= _FEWEST_NUMBERED_FROM_LATER else []


# -- captions ----------------------------------------------------------------------------------


def captions(text: str, units: Sequence[Span], openings: Sequence[int] = (0,)) -> list[range]:
    """Return the units (lines or paragraphs) of each caption, from the court's name to the title.

    ``openings`` are the units at which a paper may begin: the first one, and each page's first.
    """
    found: list[range] = []
    for opening in openings:
        if found and opening < found[-1].stop:
            continue
        court = next(
            (
                at
                for at in range(opening, min(opening + 25, len(units)))
                if _names_court(units[at].of(text))
            ),
            None,
        )
        if court is None:
            found.extend(_short_caption(text, units) if opening == 0 else ())
            continue
        body = _body_after(text, units, court)
        inside = Span(units[court].start, units[body - 1].end).of(text)
        if _VERSUS.search(inside) and (_ROLE.search(inside) or body - court < 30):
            found.append(range(court, _title_end(text, units, court, body)))
    return found


def _short_caption(text: str, units: Sequence[Span]) -> list[range]:
    """Return the caption of a paper that names no court: the parties with their roles, then the title."""
    body = _body_after(text, units, -1)
    if not 1 < body < 30:
        return []
    end = _title_end(text, units, -1, body)
    title = any(_TITLE.search(unit.of(text)) for unit in units[:end])
    parties = Span(units[0].start, units[end - 1].end).of(text)
    return [range(end)] if title and _ROLE.search(parties) else []


def _names_court(words: str) -> bool:
    if not _COURT.search(words):
        return False
    parts = [part for part in words.split() if part[0].isalpha()]
    lower = sum(part[0].islower() and part not in _SMALL_WORDS for part in parts)
    speaks = words.rstrip().endswith(":")  # "THE COURT:" in a transcript
    return len(parts) <= 14 and not lower and not speaks


def _body_after(text: str, units: Sequence[Span], court: int) -> int:
    """Return the first unit after a court's name that is no caption: a heading, ¶ 1, or prose."""
    last = min(len(units), court + 160)
    share = _MUCH
    for at in range(court + 1, last):
        words = units[at].of(text)
        count = len(words.split())
        if _FIRST_HEADING.match(words) and count < 14 and at > court + 3:
            return at
        if _OPENING.match(words) and count > 5:
            return at
        follows = units[at + 1].of(text) if at + 1 < last else ""
        if _is_prose(words, 12, share) or (
            _is_prose(words, 7, share) and _is_prose(follows, 7, share)
        ):
            return at
        if _TITLE.search(words) and words.isupper():
            share = _SOME  # the parties are done: names in a sentence no longer make it a caption
    return last


_MUCH, _SOME = 0.6, 0.25  # parts of a line's words that are in lower case


def _is_prose(words: str, fewest: int, share: float) -> bool:
    parts = [part for part in words.split() if part[0].isalpha()]
    lower = sum(part[0].islower() for part in parts)
    return len(parts) >= fewest and lower >= share * len(parts)


def _title_end(text: str, units: Sequence[Span], court: int, body: int) -> int:
    """Return where the caption ends: after the title's lines if the parties are named before it."""
    titles = [
        at
        for at in range(court + 1, body)
        if _TITLE.search(units[at].of(text)) and len(units[at].of(text)) < 200
    ]
    if not titles:
        return body
    end = titles[-1] + 1
    while end < body and _in_capitals(units[end].of(text)):
        end += 1
    rest = Span(units[end - 1].end, units[body - 1].end).of(text)
    if _ROLE.search(rest) or _VERSUS.search(rest) or rest.count(")") > 3:
        return body
    return end


def _in_capitals(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.7 * len(letters)


def mark_captions(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Mark the paragraphs of a paper's caption, if it has one."""
    marked = list(paragraphs)
    for caption in captions(text, [paragraph.span for paragraph in paragraphs]):
        for at in caption:
            marked[at] = replace(marked[at], zone=Zone.CAPTION)
    return tuple(marked)


# -- headings and signatures ---------------------------------------------------------------------


def is_heading(words: str) -> bool:
    """Tell a heading by its words alone: short, no sentence, in capitals or numbered and in title case."""
    line = " ".join(words.split())
    if not line or len(line) > _LONGEST_HEADING or not any(map(str.isalpha, line)):
        return False
    letters = list(filter(str.isalpha, line))
    capitals = sum(map(str.isupper, letters)) / len(letters)
    start = _HEADING_START.match(line)
    if capitals > 0.85 and len(letters) > 3 and line[-1] not in ",;":
        return len(line.split()) <= 25 and (start is not None or line[-1] != ".")
    if not start or line[-1] in ".,;:?!":
        return False
    rest = [word for word in line[start.end() :].split() if len(word) > 3 and word[0].isalpha()]
    return len(line.split()) <= 20 and sum(word[0].isupper() for word in rest) >= 0.7 * len(rest)


def mark_headings(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Mark body paragraphs that are headings by their words."""
    return tuple(
        replace(paragraph, zone=Zone.HEADING)
        if paragraph.zone is Zone.BODY and is_heading(paragraph.span.of(text))
        else paragraph
        for paragraph in paragraphs
    )


def mark_signatures(
    text: str, paragraphs: Sequence[Paragraph], elsewhere: Collection[int] = ()
) -> tuple[Paragraph, ...]:
    """Mark signature blocks: from "Respectfully submitted", "Dated:" or "/s/" to the next long text.

    ``elsewhere`` are the paragraphs that stand somewhere else on the page than the one before them, as
    what was typed into a form does; they end a block.
    """
    marked = list(paragraphs)
    body = 0
    inside = False
    for at, paragraph in enumerate(paragraphs):
        words = paragraph.span.of(text)
        if paragraph.zone not in (Zone.BODY, Zone.HEADING, Zone.BLOCK_QUOTE):
            inside = inside and paragraph.zone is not Zone.CAPTION
            continue
        long = len(words.split()) > 40 or paragraph.number is not None
        if inside and (long or at in elsewhere or _AFTER_SIGNATURE.match(words)):
            inside = False
        elif not inside and body >= 2 and not long and _SIGNATURE.match(words):
            inside = True
        if inside:
            marked[at] = replace(paragraph, zone=Zone.SIGNATURE)
        else:
            body += 1
    return tuple(marked)
