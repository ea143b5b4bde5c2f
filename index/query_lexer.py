"""What the attorney typed, cut into operators, quoted phrases, fields and words."""

import re
from dataclasses import dataclass
from enum import Enum

__all__ = ["FIELDS", "MOST_CHARACTERS", "MOST_LEXEMES", "Kind", "Lexeme", "lex"]

FIELDS = ("kind", "party", "speaker", "date", "title", "author", "court", "docket", "in")
"""The names that stand before a colon; ``before:`` and ``after:`` are short for ``date:``."""

MOST_CHARACTERS = 20_000
MOST_LEXEMES = 2_000

_QUOTE = (
    r"[\"“”„«»](?P<quoted>[^\"“”„«»]*)(?P<closed>[\"“”„«»]?)(?P<slop>~\d*)?"  # "breach of contract"
)
_NEAR = (
    r"(?P<near>(?:not[ \t]+)?(?:(?:w|within|near|pre|onear)?/|\+)(?:\d{1,4}|[sp]))"  # w/5 pre/3 /s +5
    r"(?![^\s()\"“”])"
)
# 42 U.S.C. § 1983, 550 U.S. 544, 45 F. Supp. 2d 100, 15 USC 1: a citation is one phrase
_CITE = (
    r"(?P<cite>\d{1,4}[ \t]+(?:U\.?[ ]?S\.?[ ]?C\.?|C\.?[ ]?F\.?[ ]?R\.?|[A-Z][A-Za-z]{0,4}\."
    r"(?:[ ]?(?:[A-Z][A-Za-z]{0,4}\.|\d[a-z]{1,2}\.?))*)[ \t]+(?:§{1,2}[ \t]*)?\d[\w.:-]*(?:\(\w+\))*)"
)
_FIELD = rf"(?P<field>{'|'.join(FIELDS)}|before|after):[ ]?(?=[^\s:/]|$)"  # speaker:Twitter
_OPERATORS = (
    r"(?P<but_not>(?:%|(?:(?i:but|and)\s+(?i:not)))(?![^\s()\"“”]))"
    r"|(?P<negation>NOT(?![^\s()\"“”])|(?<![^\s(])-(?=[^\W\d_]|[\"“]))"  # NOT fraud, -fraud
    r"|(?P<and>(?:&&?|AND|and)(?![^\s()\"“”]))"
    r"|(?P<or>(?:\|\|?|OR|or)(?![^\s()\"“”]))"
)
_LEXEME = re.compile(
    rf"\s+|(?P<open>\()|(?P<close>\))|{_QUOTE}|(?i:{_NEAR})|{_CITE}|{_OPERATORS}|(?i:{_FIELD})"
    r"|(?P<word>[^\s()\"“”„«»]+)"
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
    "word": Kind.WORD,
}


def lex(text: str) -> tuple[list[Lexeme], list[str]]:
    """Return the pieces of a query and, in the user's words, what was left out or mended."""
    warnings: list[str] = []
    if len(text) > MOST_CHARACTERS:
        warnings.append(f"Only the first {MOST_CHARACTERS:,} characters were searched for.")
    lexemes: list[Lexeme] = []
    for match in _LEXEME.finditer(text[:MOST_CHARACTERS]):
        if match["quoted"] is not None:
            lexemes.append(Lexeme(Kind.QUOTE, match["quoted"]))
            if not match["closed"]:
                warnings.append("A closing quotation mark is missing; the phrase runs to the end.")
            if match["slop"]:
                warnings.append(
                    f"“{match['slop']}” after a phrase was ignored; write breach w/5 damages instead."
                )
        elif match.lastgroup is not None:
            lexemes.append(Lexeme(_GROUPS[match.lastgroup], match[match.lastgroup]))
        if len(lexemes) > MOST_LEXEMES:
            warnings.append(f"Only the first {MOST_LEXEMES:,} words were searched for.")
            return lexemes[:MOST_LEXEMES], warnings
    return lexemes, warnings
