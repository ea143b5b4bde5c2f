"""The words of a quotation and of a paper, made ready to be compared; editors' marks are told apart.

Two texts are cut with an eye on each other: a paper breaks "investi-/gatory" at a line's end, glues a
footnote's number to a word or prints "U.S." for "US", and which of the two is meant only the other tells.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

__all__ = [
    "Likeness",
    "Token",
    "TokenKind",
    "fits",
    "marks",
    "misreadable",
    "resembles",
    "together",
    "tokens",
]


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    BRACKET = "bracket"
    """An editor's words: "[the city]", "(emphasis added)"."""
    MENDED = "mended"
    """A word in part an editor's: "inquir[ing]". The rest of it is to be the paper's."""
    ELLIPSIS = "ellipsis"


class Likeness(Enum):
    """How two tokens with the same key differ."""

    SAME = "same"
    CASE = "case"
    PUNCTUATION = "punctuation"
    BRACKETED = "bracketed"
    """The quotation brackets a letter whose case it changed: "[n]o"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or an editor's mark at ``[start, end)`` of its text; tokens with one ``key`` are one word."""

    key: str
    text: str
    start: int
    end: int
    kind: TokenKind = TokenKind.WORD

    @property
    def is_word(self) -> bool:
        """Tell whether it claims to be a word of the paper, an editor's ending aside."""
        return self.kind in (TokenKind.WORD, TokenKind.MENDED)


_ELLIPSIS = (
    r"\[\s*(?:…|\.(?:\s?\.){1,3})\s*\]|…(?:\s?\.(?!\w))?|\.(?:\s?\.){2,}|\*(?:\s{0,3}\*){2,}"
)
_REMARK = (
    r"\((?:(?:some|all|internal|original)\s)?(?:emphas[ie]s|citations?|footnotes?|alterations?|brackets?"
    r"|quotation\smarks?|ellips[ei]s|quotations?)\b[^()]{0,80}\)|\(cleaned\sup\)"
)
_BRACKET = r"(?:[^\W_]*\[[^\[\]]{0,200}\])+(?:[^\W_]+|['’]s(?!\w))?"
_NUMBER = r"(?:(?<![^\s(\[“\"'‘])[-−])?\d+(?:[.,:/]\d+)*[^\W_]*"
_WORD = r"[^\W_](?:[^\W_]|['’ʼ‘](?=[^\W_])|[\ufffe\u00ad]\s*(?=[^\W_]))*"
_SYMBOL = r"[$£€¥¢%§&+=<>°×]"
_TOKEN = re.compile(
    rf"(?P<ellipsis>{_ELLIPSIS})|(?P<remark>(?i:{_REMARK}))|(?P<bracket>{_BRACKET})"
    rf"|{_NUMBER}|{_WORD}|{_SYMBOL}"
)
_RECASED = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_NOTED = re.compile(r"([^\W\d_¹²³⁰⁴-⁹]{3,})(\d{1,3}|[¹²³⁰⁴-⁹]+|\[(?:\d{1,3}|\w)\])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPOKEN = {"&": "and", "%": "percent", "§": "section"}
_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»‘’‚‛‹›'`´\u2032\u2033", '"') | dict.fromkeys("—–‒‐‑―−", "-")
)
_IGNORED = dict.fromkeys(map(ord, "\u00ad\ufffe\u200b\u200c\u200d\ufeff"))
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘\u00ad\ufffe"))
_BROKEN = re.compile(r"[\u00ad\ufffe]\s*|[-‐‑]\s*\n\s*")
_JOINT = re.compile(r"[\s.\-‐‑–\u00ad\ufffe]{0,600}")  # a page may end in the midst of a word
_CONFUSED = str.maketrans("1i|!j0582z", "lllllosbzz")
_CONFUSED_PAIRS = (("rn", "m"), ("vv", "w"), ("ii", "u"), ("c", "e"), ("el", "d"))
_MOST_JOINED = 4  # "U.S.C.A" is four tokens


def tokens(text: str) -> list[Token]:
    """Return a text's words and editor's marks in order; what stands between them is punctuation."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: "re.Match[str]") -> Token:
    text, (start, end) = match.group(), match.span()
    if match["ellipsis"]:
        return Token("…", text, start, end, TokenKind.ELLIPSIS)
    if match["remark"]:
        return Token("[" + _folded(text), text, start, end, TokenKind.BRACKET)
    if match["bracket"]:
        plain = _RECASED.sub(r"\1", text)
        if "[" not in plain:
            return Token(_folded(plain), text, start, end)
        outside = text.partition("[")[0] or text.rpartition("]")[2].removesuffix("s").strip("'’")
        kind = TokenKind.MENDED if outside else TokenKind.BRACKET
        return Token("[" + "".join(_folded(text).split()), text, start, end, kind)
    return Token(_folded(text), text, start, end)


def _folded(text: str) -> str:
    """Return a word as it is compared: no capitals, accents, apostrophes, nor commas of thousands."""
    if text in _SPOKEN:
        return _SPOKEN[text]
    if text.isascii() and text.isalpha():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", _THOUSANDS.sub("", text).casefold())
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(kept.translate(_APOSTROPHES).replace("−", "-").split()) or text


def together(ours: str, theirs: str) -> tuple[list[Token], list[Token]]:
    """Return the tokens of both; those that the other text prints as one are joined."""
    mine, other = tokens(ours), tokens(theirs)
    my_keys, their_keys = {each.key for each in mine}, {each.key for each in other}
    return _fitted(ours, mine, their_keys), _fitted(theirs, other, my_keys)


def _fitted(text: str, row: Sequence[Token], wanted: Collection[str]) -> list[Token]:
    made: list[Token] = []
    at = 0
    while at < len(row):
        count = _joined(text, row, at, wanted)
        first, last = row[at], row[at + count - 1]
        if count > 1:
            key = "".join(each.key for each in row[at : at + count])
            made.append(Token(key, text[first.start : last.end], first.start, last.end))
        else:
            made.append(_without_note(first, wanted))
        at += count
    return made


def _joined(text: str, row: Sequence[Token], at: int, wanted: Collection[str]) -> int:
    """Return how many tokens from ``at`` on are one word of the other text."""
    if row[at].key in wanted and (at + 1 == len(row) or row[at + 1].key in wanted):
        return 1
    for count in range(min(_MOST_JOINED, len(row) - at), 1, -1):
        part = row[at : at + count]
        if (
            "".join(each.key for each in part) in wanted
            and all(each.key.isalpha() for each in part)
            and all(_JOINT.fullmatch(text, one.end, two.start) for one, two in pairwise(part))
        ):
            return count
    return 1


def _without_note(token: Token, wanted: Collection[str]) -> Token:
    """Return a word without the footnote's number that hangs on it, if the other text has it so."""
    match = None if token.key in wanted else _NOTED.fullmatch(token.text)
    if match is None or (stem := _folded(match[1])) not in wanted:
        return token
    # A small figure in the line may be a part of the word, as in "Covid19"; a raised one is a note.
    told = match[1] if not match[2].isascii() or match[2].startswith("[") else token.text
    return replace(token, key=stem, text=told, kind=TokenKind.WORD)


def resembles(ours: Token, theirs: Token) -> Likeness:
    """Return how two tokens with one key differ."""
    mine, other = _written(ours.text), _written(theirs.text)
    if mine & other:
        return Likeness.SAME
    if _RECASED.search(ours.text):
        plain = {_RECASED.sub(r"\1", each).casefold() for each in mine}
        if plain & {_RECASED.sub(r"\1", each).casefold() for each in other}:
            return Likeness.BRACKETED
    if {each.casefold() for each in mine} & {each.casefold() for each in other}:
        return Likeness.CASE
    return Likeness.PUNCTUATION


def _written(text: str) -> set[str]:
    """Return how a word may be written: broken at a line's end, with or without its own hyphen."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'").replace("‘", "'")
    if text.isalpha():
        return {text}
    return {_BROKEN.sub("", text), _BROKEN.sub("-", text).replace("−", "-")}


def marks(gap: str) -> str:
    """Return the punctuation between two words: white space aside, one shape of quotation mark and dash."""
    if gap == " ":
        return ""
    kept = unicodedata.normalize("NFKC", "".join(gap.split()).translate(_MARKS))
    kept = re.sub("-+", "-", kept.translate(_IGNORED))
    return re.sub('"+', '"', kept)


def fits(ours: Token, theirs: Token) -> bool:
    """Tell whether an editor made one word of the other: "inquir[ing]" of "inquire", "law[]" of "laws".

    The letters outside the brackets must begin, or end, the word of the paper.
    """
    if ours.kind is not TokenKind.MENDED or theirs.kind is not TokenKind.WORD:
        return False
    before, _, rest = ours.text.partition("[")
    after = rest.rpartition("]")[2]
    before, after = _folded(before) if before else "", _folded(after) if after else ""
    return (
        theirs.key.startswith(before)
        and theirs.key.endswith(after)
        and len(before) + len(after) <= len(theirs.key)
    )


def misreadable(one: str, two: str) -> bool:
    """Tell whether a machine may take one word on a page's picture for the other.

    They differ by letters of one shape ("rn" and "m", "l" and "1"); a number is never taken for another.
    """
    if any(letter.isdigit() for letter in one) or not any(letter.isalpha() for letter in two):
        return False
    return _shape(one) == _shape(two)


def _shape(word: str) -> str:
    word = word.casefold().translate(_CONFUSED)
    for pair, single in _CONFUSED_PAIRS:
        word = word.replace(pair, single)
    return word
