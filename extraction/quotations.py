"""Finds every quotation of a paper: marked ones passage by passage, and blocks set off without marks.

A quotation that runs on over paragraphs is one chain: each paragraph opens anew, only the last one
closes. Every paragraph of it is a quotation of its own here, with a note that it goes on.
"""

import re
from dataclasses import dataclass, replace

from extraction.quote_marks import Closure, Marked, marked, primary_is_single, starts_with_opener
from extraction.reading import Passage, Reading
from importers.source_text import Span, Zone
from resources import words

__all__ = ["Quotation", "find_quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation in the reading copy: ``span`` stands between the marks, ``outer`` includes them.

    ``passage`` indexes the reading's passages; ``nested_in`` indexes the list of quotations;
    ``continues`` says that the quotation before it in the list runs on here. ``credit`` is the name that
    the paper prints below the words, inside their marks.
    """

    span: Span
    outer: Span
    passage: int
    closure: Closure = Closure.CLOSED
    nested_in: int | None = None
    continues: bool = False
    is_block: bool = False
    credit: Span | None = None


# The line under words pulled out of an article: Ana Ruiz, chair of the board."
_CREDIT = re.compile(
    r"(?P<who>(?:[Ff]ormer (?:[\w.&’'-]+ ){0,4}|[Ll]ate )?[A-Z][\w.&’'-]+"
    r"(?: (?:[A-Z][\w.&’'-]*|of|the|for|and)){1,7}?)(?:,[^.!?]{1,60})?\.?"
)

# A passage ends so before words set off without marks: "… testified as follows:", "The notice reads:"
_INTRODUCES = re.compile(r"[:,]\s*(?:\[[^\]]*\]|\(\d+\))?\s*$")


# "II. Remand is required", "b. an award of costs"; a statute's own "(b)" stands in parentheses
_OUTLINE = re.compile(r"\s*(?:[IVXLC]{1,5}|[A-Za-z]|\d{1,2})[.)]\s+\S")


def find_quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Return all quotations of a reading copy in order, outer ones before those nested in them."""
    single = primary_is_single(reading.text)
    found: list[Quotation] = []
    open_from: int | None = None
    previous: int | None = None
    for at, passage in enumerate(reading.passages):
        if passage.zone is Zone.PAGE_FURNITURE:
            continue
        text = passage.span.of(reading.text)
        stretches = marked(text, single=single)
        if _is_block(reading, passage, previous, text, stretches):
            found.append(_block(reading, passage, at, stretches))
            open_from = None
        else:
            runs_on = open_from is not None and _runs_on(text, stretches, single=single)
            first = len(found)
            if open_from is not None and (who := _credit(text, stretches)):
                start = passage.span.start
                credit = Span(start + who.start, start + who.end)
                closed = replace(found[open_from], closure=Closure.CLOSED, credit=credit)
                found[open_from], open_from, previous = closed, None, at
                continue
            _append(found, passage, at, _plausible(stretches, runs_on=runs_on))
            if runs_on and len(found) > first:
                found[first] = replace(found[first], continues=True)
            open_from = next(
                (
                    n
                    for n in range(len(found) - 1, first - 1, -1)
                    if found[n].closure is Closure.UNCLOSED
                    and found[n].span.end >= passage.span.end - 1
                ),
                None,
            )
        previous = at
    return tuple(found)


def _runs_on(text: str, stretches: list[Marked], *, single: bool) -> bool:
    if stretches and stretches[0].closure is Closure.UNOPENED:
        return True
    return starts_with_opener(text, single=single)


def _credit(text: str, stretches: list[Marked]) -> Span | None:
    """Return the name in a passage that is nothing but a name and what closes the quotation above it."""
    if len(stretches) != 1 or stretches[0].closure is not Closure.UNOPENED:
        return None
    line = text[: stretches[0].end]
    found = _CREDIT.fullmatch(line.strip())
    if found is None or text[stretches[0].outer_end :].strip():
        return None
    start = line.index(found["who"])
    return Span(start, start + len(found["who"].rstrip(".")))


def _plausible(stretches: list[Marked], *, runs_on: bool) -> list[Marked]:
    """A closer without an opener ends a quotation only where one was open."""
    return [s for s in stretches if runs_on or s.closure is not Closure.UNOPENED]


def _append(found: list[Quotation], passage: Passage, at: int, stretches: list[Marked]) -> None:
    base = passage.span.start
    around: list[int] = []
    for stretch in stretches:
        while around and found[around[-1]].span.end < base + stretch.end:
            around.pop()
        del around[stretch.depth :]
        found.append(
            Quotation(
                Span(base + stretch.start, base + stretch.end),
                Span(base + stretch.outer_start, base + stretch.outer_end),
                at,
                stretch.closure,
                around[-1] if around else None,
            )
        )
        around.append(len(found) - 1)


def _is_block(
    reading: Reading, passage: Passage, previous: int | None, text: str, stretches: list[Marked]
) -> bool:
    if passage.zone is Zone.BLOCK_QUOTE:
        return not _is_item(reading, previous, text)
    if stretches or passage.zone is not Zone.BODY or passage.number or previous is None:
        return False
    if len(text.split()) < 8 or text.rstrip()[-1:] not in ".!?…)]":
        return False
    before = reading.passages[previous]
    if before.zone.is_furniture or before.zone is Zone.HEADING:
        return False
    intro = before.span.of(reading.text)[-160:]
    return bool(_INTRODUCES.search(intro) and intro.rstrip().endswith(":") and _speaks(intro))


def _is_item(reading: Reading, previous: int | None, text: str) -> bool:
    """Tell whether indented words are the paper's own list item or heading: "b. an award of costs; and"."""
    if not _OUTLINE.match(text) or previous is None:
        return False
    return not _INTRODUCES.search(reading.passages[previous].span.of(reading.text)[-160:])


def _speaks(intro: str) -> bool:
    """Tell whether the last clause before a colon says that somebody's very words follow."""
    clause = re.split(r"[.;!?]\s", intro)[-1].casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", clause) for word in words("cue_block_intros"))


def _block(reading: Reading, passage: Passage, at: int, stretches: list[Marked]) -> Quotation:
    text = passage.span.of(reading.text)
    base = passage.span.start
    start = base + len(text) - len(text.lstrip())
    end = base + len(text.rstrip())
    whole = next((s for s in stretches if s.depth == 0), None)
    if whole and whole.outer_start + base == start and whole.outer_end + base >= end - 1:
        return Quotation(
            Span(base + whole.start, base + whole.end),
            Span(start, end),
            at,
            whole.closure,
            is_block=True,
        )
    return Quotation(Span(start, end), Span(start, end), at, is_block=True)
