"""What the attorney typed, cut into operators, quoted phrases, fields and words."""

import re
from dataclasses import dataclass
from enum import Enum

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
_OPERATORS = (
    rf"(?P<but_not>(?:%|(?:(?i:but|and)\s+(?i:not))){_ALONE})"  # % BUT NOT
    rf"|(?P<negation>NOT{_ALONE}|(?<![^\s(])-(?=[^\W\d_]|[\"“]))"  # NOT fraud, -fraud
    rf"|(?P<and>(?:&&?|AND|and){_ALONE})"
    rf"|(?P<or>(?:\|\|?|OR|or){_ALONE})"
)
_LEXEME = re.compile(
    rf"\s+|(?P<open>\()|(?P<close>\))|{_QUOTE}|(?i:{_NEAR})|{_CITE}|{_OPERATORS}|(?i:{_FIELD})"
    rf"|(?P<word>[^\s(){_MARKS}]+)"
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
