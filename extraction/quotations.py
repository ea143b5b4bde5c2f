"""Finds every quotation of a paper: marked ones passage by passage, and blocks set off without marks.

A quotation that runs on over paragraphs is one chain: each paragraph opens anew, only the last one
closes. Every paragraph of it is a quotation of its own here, with a note that it goes on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extraction.quote_blocks import begins_block, is_block
from extraction.quote_marks import Closure, Marked, marked, primary_is_single, starts_with_opener
from extraction.reading import Passage, Reading
from importers.source_text import Span, Zone

__all__ = ["Quotation", "find_quotations"]


# What the author adds behind a block: (emphasis added), [citations omitted]
_EDITED = re.compile(
    r"(?:\s*[(\[](?:some |all |internal )?(?:emphas[ie]s|alterations?|citations?|footnotes?|quotations?"
    r"|brackets?|cleaned)[^()\[\]]{0,80}[)\]][.,;]?)+\s*$",
    re.IGNORECASE,
)
_LONGEST_EDIT = 240
# A word that a page break parts keeps the hyphen that was printed.
_OPEN_HYPHEN = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation in the reading copy: ``span`` stands between the marks, ``outer`` includes them.

    ``passage`` indexes the reading's passages; ``nested_in`` indexes the list of quotations;
    ``continues`` says that the quotation before it in the list runs on here. ``credit`` is the name that
    the paper prints below the words, inside their marks. ``parts`` are its stretches where notes or
    furniture stand between them.
    """

    span: Span
    outer: Span
    passage: int
    closure: Closure = Closure.CLOSED
    nested_in: int | None = None
    continues: bool = False
    is_block: bool = False
    credit: Span | None = None
    parts: tuple[Span, ...] = ()

    def words(self, text: str) -> str:
        """Return its words in the reading copy ``text``, without what a page break puts between them."""
        said = ""
        for part in self.parts:
            joint = "" if _OPEN_HYPHEN.search(said) or not said else " "
            said += joint + part.of(text).strip()
        return said or self.span.of(text)


# The line under words pulled out of an article: Ana Ruiz, chair of the board."
_CREDIT = re.compile(
    r"(?P<who>(?:[Ff]ormer (?:[\w.&’'-]+ ){0,4}|[Ll]ate )?[A-Z][\w.&’'-]+"
    r"(?: (?:[A-Z][\w.&’'-]*|of|the|for|and)){1,7}?)(?:,[^.!?]{1,60})?\.?"
)

# A quotation that breaks off at the foot of a page: its last word has no stop behind it.
_BROKEN_OFF = re.compile(r"[^\W_][,;]?\s*$|[,;–—-]\s*$")
# Words whose opening mark was lost, behind their note's number if they have one: 1 [s]urely
_ALTERED_START = re.compile(r"\s*(?:\d{1,3}\s*)?(\[[^\W\d_]\][^\W\d_])")
# A footnote that the reader took for a paragraph: "2 Even if", "3See"
_NOTE = re.compile(r"\s*\d{1,3}\s?[A-Z“\"(\[]")


def find_quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Return all quotations of a reading copy in order, outer ones before those nested in them."""
    walk = _Walk(reading, single=primary_is_single(reading.text))
    for at, passage in enumerate(reading.passages):
        if passage.zone is not Zone.PAGE_FURNITURE and any(
            sign.isalpha() for sign in passage.span.of(reading.text)
        ):
            walk.read(at, passage)
    return tuple(walk.found)


class _Walk:
    """What is known on the way through a paper: the quotation left open, and whether a block goes on."""

    def __init__(self, reading: Reading, *, single: bool) -> None:
        self.reading = reading
        self.single = single
        self.found: list[Quotation] = []
        self.open_from: int | None = None
        self.previous: int | None = None
        self.in_block = False
        self.first_line: int | None = None

    def read(self, at: int, passage: Passage) -> None:
        """Add the quotations of the next passage."""
        text = passage.span.of(self.reading.text)
        broken = self.open_from is not None and self._is_broken_off(self.open_from)
        goes_on = broken and not starts_with_opener(text, single=self.single)
        stretches = marked(text, single=self.single, goes_on=goes_on)
        if self._breaks_into(passage, text):
            _append(self.found, passage, at, _plausible(text, stretches, runs_on=False))
            return
        follows, previous, self.previous = self.in_block, self.previous, at
        self.in_block = self.first_line is not None or is_block(
            self.reading, at, previous, stretches, follows=follows
        )
        if begins_block(self.reading, at, previous, follows=follows):
            self.first_line, self.in_block, self.open_from = at, True, None
        elif self.in_block:
            self._add_block(at, passage, stretches)
        else:
            self._add_marked(at, passage, text, stretches)

    def _breaks_into(self, passage: Passage, text: str) -> bool:
        """Tell whether a passage is a note at the foot of a page over which a quotation runs on."""
        if self.open_from is None or not self._is_broken_off(self.open_from):
            return False
        around = self.reading.passages[self.found[self.open_from].passage].zone
        return passage.zone is not around or (passage.number is None and bool(_NOTE.match(text)))

    def _is_broken_off(self, number: int) -> bool:
        return bool(_BROKEN_OFF.search(self.found[number].span.of(self.reading.text)))

    def _goes_on(self, number: int, text: str) -> bool:
        """Tell whether a passage without marks is the middle of a quotation that broke off."""
        return self._is_broken_off(number) and text.lstrip()[:1].islower()

    def _add_block(self, at: int, passage: Passage, stretches: list[Marked]) -> None:
        block = _block(self.reading, passage, at, stretches)
        if self.first_line is not None:
            first = self.reading.passages[self.first_line].span
            text = first.of(self.reading.text)
            start = first.start + len(text) - len(text.lstrip(' \t\u00a0“"'))
            parts = (Span(start, first.start + len(text.rstrip())), block.span)
            span = Span(start, block.span.end)
            block = replace(block, span=span, outer=span, passage=self.first_line, parts=parts)
        self.found.append(block)
        self.open_from = self.first_line = None

    def _add_marked(self, at: int, passage: Passage, text: str, stretches: list[Marked]) -> None:
        found, open_from = self.found, self.open_from
        runs_on = open_from is not None and _runs_on(text, stretches, single=self.single)
        if open_from is not None and (who := _credit(text, stretches)):
            start = passage.span.start
            credit = Span(start + who.start, start + who.end)
            found[open_from] = replace(found[open_from], closure=Closure.CLOSED, credit=credit)
            self.open_from = None
            return
        if open_from is not None and self._is_broken_off(open_from) and _closes(stretches):
            found[open_from] = _joined(found[open_from], passage, stretches[0])
            end = stretches[0].end
            stretches = [stretch for stretch in stretches if stretch.start >= end]
            runs_on = False
        if open_from is not None and not stretches and self._goes_on(open_from, text):
            rest = Marked(0, len(text.rstrip()), 0, len(text.rstrip()), Closure.UNCLOSED)
            found[open_from] = replace(
                _joined(found[open_from], passage, rest), closure=Closure.UNCLOSED
            )
            return
        first = len(found)
        _append(found, passage, at, _plausible(text, stretches, runs_on=runs_on))
        if runs_on and len(found) > first:
            found[first] = replace(found[first], continues=True)
        self.open_from = self._left_open(first, passage)

    def _left_open(self, first: int, passage: Passage) -> int | None:
        for number in range(len(self.found) - 1, first - 1, -1):
            quotation = self.found[number]
            runs_out = quotation.span.end >= passage.span.end - 1
            if quotation.closure is Closure.UNCLOSED and runs_out:
                return number
        return None


def _closes(stretches: list[Marked]) -> bool:
    return bool(stretches) and stretches[0].closure is Closure.UNOPENED


def _joined(quotation: Quotation, passage: Passage, rest: Marked) -> Quotation:
    """Return a quotation that breaks off in one passage whole, with its end in another one."""
    end = Span(passage.span.start + rest.start, passage.span.start + rest.end)
    return replace(
        quotation,
        span=Span(quotation.span.start, end.end),
        outer=Span(quotation.outer.start, passage.span.start + rest.outer_end),
        closure=Closure.CLOSED,
        parts=(*(quotation.parts or (quotation.span,)), end),
    )


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


def _plausible(text: str, stretches: list[Marked], *, runs_on: bool) -> Iterator[Marked]:
    """A closer without an opener ends a quotation only where one was open, or where its words begin so.

    Nobody but an author who quotes writes "[s]urely": there only the opening mark was lost.
    """
    for stretch in stretches:
        altered = _ALTERED_START.match(text, stretch.start, stretch.end)
        if stretch.closure is not Closure.UNOPENED or runs_on:
            yield stretch
        elif altered:
            yield replace(stretch, start=altered.start(1), outer_start=altered.start(1))


def _append(found: list[Quotation], passage: Passage, at: int, stretches: Iterable[Marked]) -> None:
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


def _block(reading: Reading, passage: Passage, at: int, stretches: list[Marked]) -> Quotation:
    text = passage.span.of(reading.text)
    base = passage.span.start
    start = base + len(text) - len(text.lstrip())
    edited = _EDITED.search(text, max(0, len(text) - _LONGEST_EDIT))
    end = base + (edited.start() if edited else len(text.rstrip()))
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
