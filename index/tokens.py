"""What a word is, and the terms under which it is found; the same for the index, queries and the display.

There is no stop list and no stemming: ``"breach of contract"`` must not find "breach the contract",
nor "Exhibit A" find "Exhibit B". Accents, ligatures, typographic apostrophes, dotted acronyms and
grouped numbers are folded, so that ``US`` finds "U.S." and ``filing`` finds "ﬁling".
"""

import re
import unicodedata

__all__ = [
    "ACRONYM_OR_WORD",
    "CONTROLS",
    "LINE_HYPHEN",
    "MARGIN_GAP",
    "PARAGRAPH_MARK",
    "SENTENCE_MARK",
    "SIGNS",
    "TOKEN",
    "TOKENIZER_VERSION",
    "fold",
    "surfaces",
    "variants",
]

TOKENIZER_VERSION = 3
"""Raised whenever the same text would give other words or positions: indexes are then rebuilt."""

SENTENCE_MARK, PARAGRAPH_MARK = "\x01", "\x02"
"""Terms of no width: at position p they say that a sentence or paragraph begins with word p."""

ACRONYM_OR_WORD = frozenset({"us", "it", "who", "am"})
"""Words that in capitals are most often a name; its term in capitals finds the name alone."""

MARGIN_GAP = 10_000
"""Positions between the paper's own words and those of its page furniture; more than any proximity."""

LINE_HYPHEN = "\x1f"
"""Stands in a copy that is read for a hyphen at a line's end that may join or part two words."""

SIGNS = "§¶"
"""Characters that are words of no width: each stands at the position of the word after it."""

CONTROLS = str.maketrans({SENTENCE_MARK: " ", PARAGRAPH_MARK: " ", LINE_HYPHEN: " "})
"""Takes out of a text what has a meaning of its own here."""

_LONGEST = 64

_WORD = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*|['’ʼ‘\x1f][^\W_]+)*"  # fraud, plaintiff’s, O'Brien, W
_ACRONYM = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S., U.S.C, e.g.
_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # 1,250.00
_DECIMAL = r"\d+\.\d+"  # 3.14
TOKEN = re.compile(f"({_ACRONYM}|{_GROUPED}|{_DECIMAL}|{_WORD}|[{SIGNS}])")
"""A word or a sign as it is printed, in group 1."""

_SUPERSCRIPTS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# The number of a note where no raised print parts it from its word: "dismissed4", "4The"; no "W2", no "5th".
_NOTE_MARK = re.compile(r"([^\W\d_]{4,})\d{1,2}|\d{1,3}([^\W\d_a-z][^\W\d_A-Z]+)")


def fold(word: str) -> str:
    """Return a word without case, accents, ligatures and superscript note marks."""
    if word.isascii():
        return word.lower()
    bare = word.translate(_SUPERSCRIPTS) or word
    folded = unicodedata.normalize("NFKD", bare.translate(_APOSTROPHES).casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()
    return letters or bare.casefold()  # a mark that stands alone is a word of its own


def variants(surface: str) -> tuple[str, ...]:
    """Return the terms under which a word is indexed; a query looks for the first of them."""
    word = fold(surface)
    if word.isalnum() and word[0] != "0" and word not in ACRONYM_OR_WORD:
        marked = None if word.isalpha() else _NOTE_MARK.fullmatch(surface)
        bare = fold(marked[1] or marked[2])[:_LONGEST] if marked else None
        return (word[:_LONGEST], bare) if bare else (word[:_LONGEST],)
    forms: tuple[str, ...]
    if word.isalnum():
        forms = (word.lstrip("0") or "0", word) if word[0] == "0" and word.isdigit() else (word,)
    elif LINE_HYPHEN in word:
        parts = word.split(LINE_HYPHEN)
        forms = ("".join(parts), *(form for part in parts for form in variants(part)))
    elif "'" in word:
        forms = _with_apostrophe(word)
    elif word[0].isdigit() and ("," in word or "." in word):
        forms = _number(word.replace(",", ""))
    else:
        word = word.replace(".", "")
        forms = (word, word.upper()) if word in ACRONYM_OR_WORD else (word,)
    if surface.isupper() and word in ACRONYM_OR_WORD:
        forms = (word, word.upper())
    return tuple(dict.fromkeys(form[:_LONGEST] for form in forms))


def _with_apostrophe(word: str) -> tuple[str, ...]:
    forms = [word]
    if word.endswith("'s"):
        forms.append(word[:-2])
    forms.extend(form.replace("'", "") for form in tuple(forms) if form.find("'") == 1)
    return tuple(forms)


def _number(word: str) -> tuple[str, ...]:
    whole, _, decimals = word.partition(".")
    if not decimals.strip("0"):
        return (whole.lstrip("0") or "0", word)
    # "in 2017.3 The" is a year with the number of a note.
    return (word, whole) if _YEAR.fullmatch(whole) else (word,)


def surfaces(text: str) -> list[re.Match[str]]:
    """Return the words of a short text as matches, signs included, as a query needs them."""
    return list(TOKEN.finditer(text.translate(CONTROLS)))
