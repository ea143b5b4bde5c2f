"""What the attorney typed, cut into operators, quoted phrases, fields and words."""

import re
from dataclasses import dataclass
from enum import Enum

from index.query_dates import DAY

__all__ = ["FIELDS", "MOST_CHARACTERS", "MOST_LEXEMES", "Kind", "Lexeme", "lex"]

FIELDS = (
    "kind", "party", "speaker", "date", "title", "author", "court", "docket", "page", "para", "in",
    "tag", "with",
)  # fmt: skip
"""The names that stand before a colon. ``before:`` and ``after:`` stand for ``date:``, ``¶:`` for ``para:``.

``with:`` is no condition: it widens the words of the whole query.
"""

MOST_CHARACTERS = 20_000
MOST_LEXEMES = 2_000

_MARKS = '"“”„«»'  # whatever a keyboard or another program gives for quotation marks
_ALONE = r"(?![^\s()\"“”])"  # the operator ends here: "or" is one, the "or" of "order" is not
_QUOTE = (  # "breach of contract", "breach contract"~3
    rf"[{_MARKS}](?P<quoted>[^{_MARKS}]*)(?P<closed>[{_MARKS}]?)(?P<slop>~\d*)?"
)
_NEAR = (  # w/5 pre/3 /s +5 not w/5
    rf"(?P<near>(?:not[ \t]+)?(?:(?:w|within|near|pre|onear)?/|\+)(?:\d{{1,4}}|[sp])){_ALONE}"
)
_CODE = r"U\.?[ ]?S\.?[ ]?C\.?|C\.?[ ]?F\.?[ ]?R\.?"  # U.S.C., USC, C.F.R.
_REPORTER_WORD = r"[A-Z][A-Za-z]{0,4}\."  # F.  Supp.
_REPORTER = rf"{_REPORTER_WORD}(?:[ ]?(?:{_REPORTER_WORD}|\d[a-z]{{1,2}}\.?))*"  # U.S.  F. Supp. 2d
_SECTION = r"(?:§{1,2}[ \t]*)?\d[\w.:-]*(?:\(\w+\))*"  # § 1983, 544, 1509(a)(1)
# 42 U.S.C. § 1983, 550 U.S. 544, 45 F. Supp. 2d 100, 15 USC 1: a citation is one phrase
_CITE = rf"(?P<cite>\d{{1,4}}[ \t]+(?:{_CODE}|{_REPORTER})[ \t]+{_SECTION})"
_FIELD = rf"(?P<field>{'|'.join(FIELDS)}|before|after|¶):[ ]?(?=[^\s:/]|$)"  # speaker:Teague
_TO = r"\s+(?:to|through|until|-|–)\s+"
_DATED = (  # before 2016, since March 2017, between 2016 and 2018, from 2016 to 2018, date:March 6, 2017
    rf"(?i:(?P<relation>(?:date|before|after):\s?|(?:before|after|since|until)\s)\s*(?P<day>{DAY}(?:{_TO}{DAY})?)"
    rf"|(?:between\s+(?P<first>{DAY})\s+and|from\s+(?P<from>{DAY})\s+(?:to|through|until))\s+(?P<last>{DAY}))"
    r"(?:[.,;](?!\S))?"
)
# A number with its subsections: 1509(a)(1) of a statute, 12(b)(6) of the Rules.
# Lengths are bounded, or a long word would be tried from each of its letters.
_SUBSECTION = r"(?P<subsection>[\w.:$§¶-]{0,30}\d[\w.:-]{0,12}(?:\([0-9A-Za-z]{1,5}\)){1,9}(?!\w))"
_OPERATORS = (
    rf"(?P<but_not>(?:%|(?:(?i:but|and)\s+(?i:not))){_ALONE})"  # % BUT NOT
    rf"|(?P<negation>NOT{_ALONE}|(?<![^\s(])-(?=[^\W\d_]|[\"“]))"  # NOT fraud, -fraud
    rf"|(?P<and>(?:&&?|AND|and){_ALONE})"
    rf"|(?P<or>(?:\|\|?|OR|or){_ALONE})"
)
_LEXEME = re.compile(
    rf"\s+|(?P<open>\()|(?P<close>\))|{_QUOTE}|(?i:{_NEAR})|{_CITE}|{_DATED}|{_OPERATORS}|(?i:{_FIELD})"
    rf"|{_SUBSECTION}|(?P<word>[^\s(){_MARKS}]+)"
)


class Kind(Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"
    FIELD = "field"
    QUOTE = "quote"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece: a field's name without its colon, a phrase without its marks, else as typed."""

    kind: Kind
    text: str


_GROUPS = {
    "open": Kind.OPEN,
    "close": Kind.CLOSE,
    "near": Kind.NEAR,
    "but_not": Kind.NOT,
    "negation": Kind.NOT,
    "and": Kind.AND,
    "or": Kind.OR,
    "field": Kind.FIELD,
    "cite": Kind.QUOTE,
    "subsection": Kind.WORD,
    "word": Kind.WORD,
}
_SIGNS_OF_DAYS = {"since": ">=", "until": "<="}


def _plain(text: str) -> str:
    """Return a query with pasted spaces, wide signs and characters without width made plain."""
    return _WITHOUT_WIDTH.sub("", _SPACES.sub(" ", text)).translate(_WIDE)


_WITHOUT_WIDTH = re.compile(r"[\ufffe\u00ad]\s*|[\u200b-\u200d\u2060\ufeff]+")
_SPACES = re.compile(r"[^\S\n ]")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if not chr(code).isalnum()} | {
    0x2033: '"',
    0x301D: '"',
    0x301E: '"',
}


def lex(text: str) -> tuple[list[Lexeme], list[str]]:
    """Return the pieces of a query and, in the user's words, what was left out or mended."""
    warnings: list[str] = []
    if len(text) > MOST_CHARACTERS:
        warnings.append(f"Only the first {MOST_CHARACTERS:,} characters were searched for.")
    lexemes: list[Lexeme] = []
    for match in _LEXEME.finditer(_plain(text[:MOST_CHARACTERS])):
        if match["quoted"] is not None:
            lexemes.append(Lexeme(Kind.QUOTE, match["quoted"]))
            if not match["closed"]:
                warnings.append("A closing quotation mark is missing; the phrase runs to the end.")
            if match["slop"]:
                warnings.append(
                    f"“{match['slop']}” after a phrase was ignored; write breach w/5 damages instead."
                )
        elif match["day"] or match["last"]:
            lexemes += _dated(match)
        elif match.lastgroup is not None:
            lexemes.append(Lexeme(_GROUPS[match.lastgroup], match[match.lastgroup]))
        if len(lexemes) > MOST_LEXEMES:
            warnings.append(f"Only the first {MOST_LEXEMES:,} words were searched for.")
            return lexemes[:MOST_LEXEMES], warnings
    return lexemes, warnings


def _dated(match: re.Match[str]) -> tuple[Lexeme, Lexeme]:
    """Return a time that is told in words as a field and its value."""
    if match["last"]:
        first = match["first"] or match["from"]
        return Lexeme(Kind.FIELD, "date"), Lexeme(Kind.QUOTE, f"{first}..{match['last']}")
    relation = match["relation"].strip().rstrip(":").lower()
    sign = _SIGNS_OF_DAYS.get(relation)
    if sign is not None:
        return Lexeme(Kind.FIELD, "date"), Lexeme(Kind.QUOTE, sign + match["day"])
    return Lexeme(Kind.FIELD, relation), Lexeme(Kind.QUOTE, match["day"])
