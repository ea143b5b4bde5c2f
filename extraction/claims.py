"""The claims that a complaint pleads, by their headings: "COUNT I", "First Claim for Relief: Retaliation".

An answer's counterclaims and affirmative defenses are read in the same way.

Only what the paper says is returned; the elements of a claim are seldom in it, and are not guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.source_text import Paragraph, SourceText, Span, Zone

__all__ = ["Claim", "claims"]

_LONGEST_HEADING = 400
_MOST_LINES = 3  # headings below a claim's number that still tell what it is

_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINAL = (
    rf"(?:(?:{'|'.join((*_UNITS.split(), *_TEENS.split(), 'twentieth', 'thirtieth'))})"
    rf"|(?:twenty|thirty)-(?:{'|'.join(_UNITS.split())})|\d{{1,2}}(?:st|nd|rd|th))"
)
_CARDINAL = (
    r"(?:[ivxl]{1,7}|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_DEFENSE = r"(?:(?:affirmative|separate|additional)\s+(?:and\s+)?){0,3}defen[sc]e"
_THING = (
    r"(?:(?:claims?|counterclaims?|cross-?claims?|causes?\s+of\s+action|counts?)(?:\s+for\s+relief)?"
    rf"|{_DEFENSE})"
)
_LABEL = re.compile(
    rf"\s*(?P<label>(?:as\s+and\s+)?(?:for\s+(?:an?|its|their|his|her)\s+)?(?:{_ORDINAL}\s+{_THING}"
    rf"|(?:{_DEFENSE}|count|claim|counterclaim|cause\s+of\s+action)\s+(?:no\.\s*)?{_CARDINAL}(?:\s+for\s+relief)?))"
    r"(?P<end>\s*(?:[:.;–—-]+|(?=\()|(?=\n)|\Z))",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b(?:of|for|and|as|an?|its|their|his|her)\b", re.IGNORECASE)
_ROMAN = re.compile(r"[ivxl]+", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}|(?:\t|\s{2,})\d{1,3}\s*\Z")  # a line of a table of contents
_SECTION = r"\d[\w.:/-]*(?:\([\w-]+\))*"
_SECTIONS = (
    rf"§{{1,2}}\s*{_SECTION}(?:(?:,\s*|[–-]|,?\s+and\s+|\s+to\s+){_SECTION})*(?:,?\s+et\s+seq\.?)?"
)
_CODE = re.compile(
    rf"\d{{1,3}}\s+(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?)(?:A\.)?\s*(?:{_SECTIONS}|{_SECTION})"
)
_ACT = re.compile(rf"(?:[A-Z][\w.&’']*\s+){{1,6}}{_SECTIONS}|{_SECTIONS}")
_VIOLATION = re.compile(r"violations?\s+of\s+(?:the\s+)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: ``span`` is its heading, number and words; ``law`` the statute that the heading cites.

    ``title`` is the heading on one line, its number in plain capitals: "Count II: Retaliation".
    """

    span: Span
    title: str
    law: str | None


def claims(source: SourceText) -> tuple[Claim, ...]:
    """Return the claims of a pleading in order; () for papers that plead none by headings."""
    paragraphs = [each for each in source.paragraphs if not each.zone.is_furniture]
    found: list[Claim] = []
    for at, paragraph in enumerate(paragraphs):
        label = _label(source.text, paragraph)
        if label is None:
            continue
        rest = _own_words(source, Span(paragraph.span.start + label.end(), paragraph.span.end))
        parts, end = [rest], paragraph.span.end
        for below in _below(source.text, paragraphs[at + 1 :], is_bare=not rest.strip()):
            parts.append(_own_words(source, below.span))
            end = below.span.end
        words = " ".join(" ".join(parts).split())
        start = paragraph.span.start + label.start("label")
        span = Span(start, start + len(source.text[start:end].rstrip()))
        bare = _IN_BRACKETS.fullmatch(words)
        words = bare[1] if bare else words
        title = f"{_capitals(label['label'])}: {words}" if words else _capitals(label["label"])
        found.append(Claim(span, title, _law(words)))
    return tuple(found)


def _law(words: str) -> str | None:
    """Return the first statute or rule that a heading cites by its section, one of a code before others."""
    law = _CODE.search(words) or _ACT.search(_VIOLATION.sub("", words))
    return law[0].strip() if law else None


def _own_words(source: SourceText, span: Span) -> str:
    """Return the words of a stretch without page furniture inside it."""
    at, kept = span.start, []
    for marked in source.zones:
        if marked.zone.is_furniture and marked.span.overlaps(span):
            kept.append(source.text[at : max(at, marked.span.start)])
            at = max(at, marked.span.end)
    kept.append(source.text[at : max(at, span.end)])
    return " ".join(kept)


def _label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    if len(paragraph.span) > _LONGEST_HEADING:
        return None
    words = paragraph.span.of(text)
    label = _LABEL.match(words)
    if (
        label is None and paragraph.zone is Zone.HEADING
    ):  # "CAUSES OF ACTION", and below it "COUNT I"
        lines = re.finditer(r"(?<=\n)", words)
        label = next(
            (found for line in lines if (found := _LABEL.match(words, line.start()))), None
        )
    if label is None or label["label"][0].islower() or _LEADER.search(words):
        return None
    # In running text "Count I. The court finds …" is no heading.
    is_heading = paragraph.zone is Zone.HEADING or label["label"].isupper()
    rest = words[label.end() :].strip()
    return label if is_heading or not rest.endswith(".") else None


def _below(text: str, following: Sequence[Paragraph], *, is_bare: bool) -> list[Paragraph]:
    """Return the headings that say what a claim is: all that follow a bare number, else those in brackets."""
    found: list[Paragraph] = []
    for paragraph in following[:_MOST_LINES]:
        words = paragraph.span.of(text).strip()
        is_heading = paragraph.zone is Zone.HEADING and paragraph.number is None
        if not is_heading or _LABEL.match(words) or len(words) > _LONGEST_HEADING:
            break
        if not is_bare and not words.startswith(("(", "[", "Against", "AGAINST")):
            break
        found.append(paragraph)
    return found


def _capitals(label: str) -> str:
    """Return "FIRST CLAIM FOR RELIEF" as "First Claim for Relief"; Roman numbers stay in capitals."""
    words = [
        word.upper()
        if _ROMAN.fullmatch(word) and at
        else word.lower()
        if _CAPITALS.fullmatch(word) and at
        else word.capitalize()
        for at, word in enumerate(label.split())
    ]
    return " ".join(words)
