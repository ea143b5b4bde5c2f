"""What a page's text layer is worth: words, a scan, a scan with only a stamp, or gibberish.

Thresholds were measured on 1,124 pages of real papers: 36 scans, 19 scans with a stamp, 45 pages of
gibberish (fonts that do not say which letters their shapes are), 46 with an OCR layer under a picture.
"""

import re
import unicodedata
from collections.abc import Sequence

import resources
from importers.source_text import PageVerdict

__all__ = ["common_words", "is_poorly_read", "judge"]

_FEWEST_CHARACTERS = 16
_FEWEST_WORDS = 12
_PICTURE_WITHOUT_WORDS = 0.05
# Less than a quarter of a page may hold all its words: forms printed as pictures under a running head
# took .095 of it, seals, maps and signatures among a few words up to .05.
_PICTURE_WITH_STAMP = 0.08
_PICTURE_UNDER_TEXT = 0.8
_MOST_STRANGE_CHARACTERS = 0.02
_WORDS_FOR_LANGUAGE = 40
_FEWEST_COMMON_WORDS = 0.02
_FEWEST_VOWELS = 0.2

# The most usual words of English, with the Spanish and French ones that filed exhibits come in: prose
# without any of them is no prose. Letters shifted by a broken font never make up so many of these.
_COMMON = frozenset(resources.words("common_words"))
_WORD = re.compile(r"[^\W\d_]{1,30}")
# Words that a machine read badly: run together, broken, mixed with signs. Measured on real papers: such
# pages had .02 to .11 common words and .26 to .56 odd ones; of 1,600 others none came near in both.
_FEW_COMMON_WORDS = 0.15
_MANY_ODD_WORDS = 0.2
_EDGES = re.compile(r"^[^\w$£€#§¶]+|\W+$")
_USUAL_WORD = re.compile(
    r"""[^\W\d_]{1,20} (?: ['’.&/–—-]+ [^\W\d_]{1,20} )*  # a word, or some joined
    | [$£€#]? \d [\d,./:;()–-]* (?: st | nd | rd | d | th )?
    | [§¶_]*""",
    re.VERBOSE,
)
_LINE_MARKS = "\r\n\t\f\ufffe"


def judge(text: str, own_text: str, image_cover: float) -> PageVerdict:
    """Judge a page by its text, its text without furniture, and the part pictures cover (0 to 1)."""
    visible = _visible(text)
    own_visible = _visible(own_text)
    words = _WORD.findall(own_text)
    scan = PageVerdict.STAMPED_SCAN if visible else PageVerdict.SCAN
    if own_visible < _FEWEST_CHARACTERS:
        if image_cover > _PICTURE_WITHOUT_WORDS:
            return scan
        return PageVerdict.TEXT if own_visible else PageVerdict.BLANK
    if len(words) < _FEWEST_WORDS and image_cover > _PICTURE_WITH_STAMP:
        return scan
    if _strange(text) > _MOST_STRANGE_CHARACTERS or _is_no_language(words, own_text):
        return PageVerdict.GARBLED
    return PageVerdict.OCR_LAYER if image_cover > _PICTURE_UNDER_TEXT else PageVerdict.TEXT


def is_poorly_read(text: str) -> bool:
    """Tell an OCR layer that is of no use: hardly a common word in it, and many that are no words at all."""
    words = _WORD.findall(text)
    if len(words) < _WORDS_FOR_LANGUAGE:
        return False
    if len(common_words(words)) >= _FEW_COMMON_WORDS * len(words):
        return False
    tokens = text.split()
    odd = sum(not _USUAL_WORD.fullmatch(_EDGES.sub("", token)) for token in tokens)
    return odd >= _MANY_ODD_WORDS * len(tokens)


def common_words(words: Sequence[str]) -> list[str]:
    """Return those of the words that are among the most usual ones, in lower case."""
    return [word for word in map(str.lower, words) if word in _COMMON]


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _strange(text: str) -> float:
    """Return the share of characters that are no writing: control, private or unassigned ones."""
    strange = sum(
        text.count(char)
        for char in set(text)
        if char == "\ufffd"
        or (unicodedata.category(char) in ("Cc", "Co", "Cn") and char not in _LINE_MARKS)
    )
    return strange / max(len(text), 1)


def _is_no_language(words: list[str], text: str) -> bool:
    """Tell letters that only look like writing: many words, hardly a common one, and few vowels."""
    if len(words) < _WORDS_FOR_LANGUAGE:
        return False
    if len(common_words(words)) >= _FEWEST_COMMON_WORDS * len(words):
        return False
    letters = sum(char.isalpha() for char in text)
    vowels = sum(char.lower() in "aeiouyáéíóúàèäöü" for char in text)
    return vowels < _FEWEST_VOWELS * letters
