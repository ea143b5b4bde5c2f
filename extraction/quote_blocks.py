"""Tells quotations set off in paragraphs of their own, by layout or by the words that bring them in.

What a paper sets in may be a list, a heading or a form's instructions as well; what it does not set in
may still be a quotation, where the paragraph before ends "testified as follows:".
"""

import re

from extraction.quote_marks import Marked
from extraction.reading import Passage, Reading
from importers.source_text import Zone
from resources import words

__all__ = ["begins_block", "is_block"]

# A passage ends so before words set off without marks: "… testified as follows:", "The notice reads:"
_INTRODUCES = re.compile(r"[:,]\s*(?:\[[^\]]*\]|\(\d+\))?\s*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\d{0,2}\s*$")

# "II. Remand is required", "b. an award of costs", "I.(a) Names"; a statute's own "(b)" stands in parentheses
_OUTLINE = re.compile(r"\s*(?:[IVXLC]{1,5}|[A-Za-z]|\d{1,2})[.)](?:\s*\(\w\))?\s+\S")
# "Federal question. (3) This refers to …": the entry of a list, with its own heading
_ENTRY = re.compile(r"\s*(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,4}\.\s+(?:\(\d+\)|[A-Z]))")

_BULLET = re.compile(r"\s*[●•▪■◦○*–—-]\s")
# "on behalf of the following class:", "Those channels included:", and the label of a form: "Comments:"
_LISTS = re.compile(
    r"\b(?:(?:sub)?class(?:es)?|groups?|claims|reasons|grounds|elements|factors|issues|questions|relief"
    r"|channels|categories|persons|counts|included?|includes|including)\b(?: \w+){0,2}:\s*$"
    r"|^\s*(?:[\w’']+ ?){1,2}:\s*$",
    re.IGNORECASE,
)
# Marks that cover most of what is set in are the paper's own: Tyrone: "I shall come."
_COVERED = 0.7

# The first line of a block's paragraph, set in deeper than the rest, may come as a passage of its own.
_LONGEST_LINE = 110
# A line with less is the end of a paragraph that the block goes on from: "The court held that".
_FULL_LINE = 45
# What an introduction says last, in code points.
_REACH = 160


def is_block(
    reading: Reading, at: int, previous: int | None, stretches: list[Marked], *, follows: bool
) -> bool:
    """Tell whether a passage is a quotation set off; ``stretches`` are the marked ones in it.

    ``follows`` says that the passage before was one.
    """
    passage = reading.passages[at]
    text = passage.span.of(reading.text)
    before = None if previous is None else reading.passages[previous]
    if passage.zone is Zone.BLOCK_QUOTE:
        if _BULLET.match(text) or _is_marked(text, stretches):
            return False
        return follows or not _is_item(reading, before, text)
    if stretches or passage.zone is not Zone.BODY or passage.number or before is None:
        return False
    if len(text.split()) < 8 or text.rstrip()[-1:] not in ".!?…)]":
        return False
    if before.zone.is_furniture or before.zone is Zone.HEADING:
        return False
    return _speaks(_intro(reading, before))


def begins_block(reading: Reading, at: int, previous: int | None, *, follows: bool) -> bool:
    """Tell whether a passage is only the first line of the block quotation that the next one goes on with."""
    passage = reading.passages[at]
    text = passage.span.of(reading.text).strip()
    if passage.zone is not Zone.BODY or previous is None or len(text) > _LONGEST_LINE:
        return False
    following = _next(reading, at)
    if following is None or following.zone is not Zone.BLOCK_QUOTE:
        return False
    if passage.number != reading.passages[previous].number or _OUTLINE.match(text):
        return False
    goes_on = following.span.of(reading.text).lstrip()[:1]
    if follows:
        return bool(goes_on) and not text.endswith(":")
    if not goes_on.islower() or _SENTENCE_END.search(text):
        return False
    introduced = _intro(reading, reading.passages[previous]).rstrip().endswith(":")
    is_full = len(text) >= _FULL_LINE and (text[0].isupper() or text[0] in '[“"')
    return introduced or (is_full and not text.endswith("that"))


def _next(reading: Reading, at: int) -> Passage | None:
    rest = reading.passages[at + 1 : at + 8]
    return next((passage for passage in rest if not passage.zone.is_furniture), None)


def _intro(reading: Reading, before: Passage) -> str:
    return before.span.of(reading.text)[-_REACH:]


def _is_item(reading: Reading, before: Passage | None, text: str) -> bool:
    """Tell whether words set in are the paper's own: an item of a list, or what goes on from one."""
    if before is None:
        return False
    intro = _intro(reading, before)
    if _LISTS.search(intro) and not _speaks(intro):
        return True
    if _INTRODUCES.search(intro):
        return False
    if _OUTLINE.match(text) or before.zone is Zone.HEADING:
        return True
    if _OUTLINE.match(before.span.of(reading.text)) and before.number is None:
        return True
    return bool(_SENTENCE_END.search(intro) and _ENTRY.match(text))


def _is_marked(text: str, stretches: list[Marked]) -> bool:
    """Tell whether marks cover a passage but for a speaker's label before them."""
    outer = [stretch for stretch in stretches if stretch.depth == 0]
    covered = sum(stretch.outer_end - stretch.outer_start for stretch in outer)
    labelled = bool(outer) and bool(text[: outer[0].outer_start].strip())
    return labelled and covered >= _COVERED * len(text.strip())


def _speaks(intro: str) -> bool:
    """Tell whether the last clause says that somebody's very words follow its colon."""
    if not intro.rstrip().endswith(":"):
        return False
    clause = re.split(r"[.;!?]\s", intro)[-1].casefold().rstrip(": \n")
    return any(_says(clause, word) for word in words("cue_block_intros"))


def _says(clause: str, word: str) -> bool:
    """Tell whether a clause has a word of saying; "in part" says so only right before the colon."""
    end = "$" if word.startswith("in ") else r"\b"
    return re.search(rf"\b{re.escape(word)}{end}", clause) is not None
