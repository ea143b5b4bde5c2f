"""A typed word or phrase as the slots that the index is asked for.

Uses the tokenizer of the index, so that what is typed and what is printed meet: ``W-2``, ``§ 1983``,
``@HARBOR_ALT``, ``2:26-cv-00417`` and ``$1,250.00`` are each one phrase.
"""

import re
from enum import Enum
from itertools import product

from index.query_tree import Form, Fuzzy, Kin, Pattern, Slot, Term, Words
from index.tokens import ACRONYM_OR_WORD, fold, surfaces, variants

__all__ = ["Reach", "read_words"]

_Piece = tuple[tuple[Slot, bool], ...]  # slots with: has width (signs have none)

# What has forms: "sue", and not "US" or "W-2".
_PLAIN_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+")
_FUZZY = re.compile(r"([^\W\d_]{3,})~([12])?")  # recieve~1
_RUN = re.compile(r"(?:[^\W_]|['’*?])+!?")  # injunct*  wom?n  injunct!
_HYPHENATED = re.compile(r"([^\W\d_]+)-([^\W\d_]+)|([^\W\d_])-(\d+)")  # well-known, W-2
_CODED = re.compile(r"([A-Z])(\d{1,3})")  # W2
_PREFIXED = re.compile(  # pretrial, codefendant, reelect; "re" alone would find "In re Search" for "research"
    r"(?i:(anti|bi|co|counter|cross|extra|inter|intra|mid|multi|non|post|pre|re(?=e)|semi|sub|super|ultra|vice)"
    r"([^\W\d_]{4,})|(e)(mail(?:s|ed|ing)?|fil(?:e|ed|ing)|discovery|commerce|sign(?:ed|ature)))"
)
_MOST_SPELLINGS = 3  # hyphenated words in one phrase for which both spellings are tried


class Reach(Enum):
    """How far a word reaches that is typed plainly, outside quotation marks."""

    WORD = "word"
    FORMS = "forms"
    SYNONYMS = "synonyms"


def read_words(typed: str, *, quoted: bool, reach: Reach = Reach.WORD) -> Words | None:
    """Return the phrase that ``typed`` asks for, or ``None`` if it holds no word.

    In a quoted phrase ``!`` and a closing ``?`` are punctuation; elsewhere ``injunct!`` is ``injunct*``.
    """
    if reach is not Reach.WORD and not quoted and _PLAIN_WORD.fullmatch(typed):
        kin = Kin(fold(typed), reach is Reach.SYNONYMS)
        told = "and its synonyms, in any form" if kin.synonyms else "in any form"
        return Words((Form(((0, kin),), 1),), f"“{typed}” {told}")
    choices: list[tuple[_Piece, ...]] = []
    spellings = 0
    for raw in typed.split():
        piece = _piece(raw, quoted=quoted)
        other = _other_spelling(raw.strip(".,;:!?'’‘()[]"), piece)
        if other and spellings < _MOST_SPELLINGS:
            spellings += 1
            choices.append((piece, other))
        elif piece:
            choices.append((piece,))
    if not choices:
        return None
    forms = tuple(_form(pieces) for pieces in product(*choices))
    return Words(forms, _shown(typed, forms[0], quoted=quoted))


def _other_spelling(word: str, piece: _Piece) -> _Piece:
    """Return a hyphenated word as one, and what is often hyphenated as two; nothing for other words."""
    hyphenated = _HYPHENATED.fullmatch(word)
    if hyphenated and len(piece) == 2:
        return ((Term(fold("".join(part for part in hyphenated.groups() if part))), True),)
    joined = _CODED.fullmatch(word) or _PREFIXED.fullmatch(word)
    if joined and len(piece) == 1 and isinstance(piece[0][0], Term):
        return tuple((Term(fold(part)), True) for part in joined.groups() if part)
    return ()


def _form(pieces: tuple[_Piece, ...]) -> Form:
    slots: list[tuple[int, Slot]] = []
    offset = 0
    for slot, has_width in (slot for piece in pieces for slot in piece):
        slots.append((offset, slot))
        offset += has_width
    return Form(tuple(dict.fromkeys(slots)), max(1, offset))


def _piece(raw: str, *, quoted: bool) -> _Piece:
    fuzzy = _FUZZY.fullmatch(raw)
    if fuzzy:
        return ((Fuzzy(fold(fuzzy[1]), int(fuzzy[2] or 1)), True),)
    word = raw.rstrip("!?,;:") if quoted else raw.rstrip("?,;:")
    if not any(sign in word for sign in "*?!"):
        return tuple(_plain(word))
    slots: list[tuple[Slot, bool]] = []
    at = 0
    for run in _RUN.finditer(word):
        # "Yahoo!Inc": a mark within a word is part of a name.
        typed = run[0] if run.end() == len(word) else run[0].rstrip("!")
        if any(sign in typed for sign in "*?!") and any(map(str.isalnum, typed)):
            slots += _plain(word[at : run.start()])
            slots.append((_pattern(typed), True))
            at = run.end()
    return (*slots, *_plain(word[at:]))


def _plain(text: str) -> list[tuple[Slot, bool]]:
    return [(Term(_sought(match.group())), match.group() not in "§¶") for match in surfaces(text)]


def _sought(surface: str) -> str:
    """Return the term to look for: ``US`` and ``U.S.`` mean the country, ``us`` finds both."""
    forms = variants(surface)
    is_name = len(forms) > 1 and forms[0] in ACRONYM_OR_WORD and surface.isupper()
    return forms[1] if is_name else forms[0]


def _pattern(typed: str) -> Pattern:
    return Pattern(re.sub(r"\*{2,}", "*", fold(typed.strip("'’")).replace("!", "*")))


def _shown(typed: str, form: Form, *, quoted: bool) -> str:
    words = " ".join(typed.split())
    if len(form.slots) > 1 or quoted:
        return f"“{words}”"
    slot = form.slots[0][1]
    if isinstance(slot, Fuzzy):
        return f"words spelled like “{slot.text}”"
    if isinstance(slot, Pattern):
        stem = slot.text.rstrip("*")
        if stem + "*" == slot.text and not any(sign in stem for sign in "*?"):
            return f"words that begin with “{stem}”"
        return f"words of the form “{slot.text}”"
    return f"“{words}”"
