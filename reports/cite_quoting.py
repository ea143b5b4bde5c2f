"""Words and their cite as they go into a brief: in quotation marks, or as a block, plain and as rich text.

Quoted words stay verbatim but for their own double marks, which become single ones within double marks
(Bluebook B5.1, rule 5.1(b)); fifty words and more stand as a block without marks, where the inner ones
stay as they are, and the cite follows on a line of its own (B5.2, rule 5.1(a)).
"""

import re
from html import escape

from casefile.records import Pin
from reports.cites import pin_cite

__all__ = [
    "bound",
    "is_block",
    "nested",
    "quoted_with_cite",
    "quoted_with_cite_html",
    "unbroken",
    "with_cite",
    "with_cite_html",
]

_BLOCK_WORDS = 50
_LONGEST_UNBROKEN = 30
# What never parts from the word after it.
_BINDS = re.compile(
    r"(?<=¶) |\b((?:at|pages?|lines?|paragraphs?|ECF|Exs?\.|No\.|pp?\.|paras?\.|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|May|June|July|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)) (?=[\w])"
)
_NO_BREAK = "\N{NO-BREAK SPACE}"
_STRAIGHT_OPENING = re.compile(r'(?<![^\s(\[“‘—–-])"(?=\S)')


def quoted_with_cite(text: str, pin: Pin) -> str:
    """Return words in quotation marks, followed by their pin cite in parentheses; a block has no marks."""
    if is_block(text):
        return f"{text.strip()}\n{pin_cite(pin)}"
    return with_cite(f"“{nested(text)}”", pin)


def quoted_with_cite_html(text: str, pin: Pin) -> str:
    """Return what ``quoted_with_cite`` returns as rich text."""
    if not is_block(text):
        return with_cite_html(f"“{nested(text)}”", pin)
    cite = escape(unbroken(pin_cite(pin)), quote=False)
    return f"<blockquote>{_lines(text.strip())}</blockquote><p>{cite}</p>"


def with_cite(words: str, pin: Pin) -> str:
    """Return words followed by their pin cite in parentheses."""
    return f"{words} ({pin_cite(pin)})"


def with_cite_html(words: str, pin: Pin) -> str:
    """Return what ``with_cite`` returns as a paragraph of rich text. Line breaks stay."""
    return f"<p>{_lines(words)} ({escape(unbroken(pin_cite(pin)), quote=False)})</p>"


def is_block(text: str) -> bool:
    """Tell whether words are so many that they stand as a block (rule 5.1(a): fifty or more)."""
    return len(text.split()) >= _BLOCK_WORDS


def nested(text: str) -> str:
    """Return words as they stand between double quotation marks: double marks in them become single."""
    single = text.replace("“", "‘").replace("”", "’")
    return _STRAIGHT_OPENING.sub("‘", single).replace('"', "’")


def bound(cite: str) -> str:
    """Return a cite in which no line ends between a unit and its number, as between "para." and "7"."""
    return _BINDS.sub(lambda found: f"{found[1] or ''}{_NO_BREAK}", cite)


def unbroken(cite: str) -> str:
    """Return a cite in which no line ends between a unit and its number; a short one has no break at all."""
    if len(cite) <= _LONGEST_UNBROKEN:
        return cite.replace(" ", _NO_BREAK)
    return bound(cite)


def _lines(words: str) -> str:
    return "<br>".join(escape(words, quote=False).splitlines())
