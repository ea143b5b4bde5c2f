"""What changed between two papers: paragraph by paragraph, and word by word inside those that changed.

Pure functions on text layers. What is layout alone is no change (see ``paper_words``); which paragraphs
belong together is ``alignment``'s business.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casefile.alignment import Block, Pairing, equal_blocks, pair_paragraphs
from casefile.compared import (
    ComparedParagraph,
    ComparedSide,
    Comparison,
    DifferenceKind,
    Piece,
)
from casefile.errors import NothingToCompare
from casefile.paper_words import Paper, PaperParagraph, is_word, paper
from casefile.records import DocumentRow
from extraction.reading import Reading
from importers.page_notices import page_range
from importers.source_text import PageSource, PageVerdict, SourceText, Span

__all__ = ["compare", "same_words"]

_UNREAD = (PageVerdict.SCAN, PageVerdict.STAMPED_SCAN, PageVerdict.GARBLED)


def compare(
    first: DocumentRow, first_source: SourceText, second: DocumentRow, second_source: SourceText
) -> Comparison:
    """Return what changed from the first paper to the second.

    Raises:
        NothingToCompare: if one of them has no words that could be read.
    """
    papers = paper(first_source), paper(second_source)
    for row, read in zip((first, second), papers, strict=True):
        if not read.paragraphs:
            raise NothingToCompare(
                f"“{row.name}” has no readable text to compare. Have it read by machine, or look at it."
            )
    ours, theirs = _settled(*papers)
    pairings = pair_paragraphs(
        [paragraph.keys for paragraph in ours.paragraphs],
        [paragraph.keys for paragraph in theirs.paragraphs],
    )
    made = [_compared(_Side(first, ours), _Side(second, theirs), pairing) for pairing in pairings]
    same = sum(words for _, words in made)
    total = sum(is_word(key) for side in (ours, theirs) for key in side.all_keys())
    return Comparison(
        first,
        second,
        tuple(row for row, _ in made),
        2 * same / total if total else 1.0,
        (*_unread(first, first_source), *_unread(second, second_source)),
    )


def _unread(row: DocumentRow, source: SourceText) -> Iterator[str]:
    """Yield a sentence on the pages whose words nothing has read yet: they would seem to be gone."""
    pages = [
        page.number
        for page in source.pages
        if page.verdict in _UNREAD and page.source is PageSource.DIGITAL
    ]
    if pages:
        has, them = ("has", "it") if len(pages) == 1 else ("have", "them")
        yield (
            f"{page_range(pages)} of {row.short_name} {has} no readable text and could not be compared: "
            f"have {them} read by machine, or look at {them}."
        )


def same_words(first: SourceText, second: SourceText) -> bool:
    """Tell whether two papers have the same words, figures and marks in the same order."""
    ours, theirs = _settled(paper(first), paper(second))
    return ours.all_keys() == theirs.all_keys()


def _settled(first: Paper, second: Paper) -> tuple[Paper, Paper]:
    """Read words that were broken at a line's end as the other paper has them, where it has them."""
    known = set(first.all_keys()), set(second.all_keys())
    return _read_as(first, known[1]), _read_as(second, known[0])


def _read_as(side: Paper, known: set[str]) -> Paper:
    paragraphs = list(side.paragraphs)
    for (at, word), other in side.joined.items():
        paragraph = paragraphs[at]
        if paragraph.keys[word] not in known and other in known:
            keys = (*paragraph.keys[:word], other, *paragraph.keys[word + 1 :])
            paragraphs[at] = replace(paragraph, keys=keys)
    return replace(side, paragraphs=tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two papers."""

    row: DocumentRow
    paper: Paper


@dataclass(frozen=True)
class _Part:
    """The paragraphs of one side that belong together: their words, and where each stands."""

    shown: ComparedSide
    keys: tuple[str, ...]
    places: tuple["array[int]", "array[int]"]
    """Starts and ends in the text shown."""
    copied: tuple["array[int]", "array[int]"]
    """Starts and ends in the paper's reading copy."""
    reading: Reading

    @property
    def whole(self) -> tuple[Span | None, Span | None]:
        """Where all the words stand."""
        return self.spans(0, len(self.keys))

    def spans(self, start: int, end: int) -> tuple[Span | None, Span | None]:
        """Return where the words from ``start`` up to ``end`` stand, in the text shown and in the layer."""
        if start == end:
            return None, None
        return (
            Span(self.places[0][start], self.places[1][end - 1]),
            self.reading.to_source(self.copied[0][start], self.copied[1][end - 1]),
        )


def _part(side: _Side, numbers: Sequence[int]) -> _Part | None:
    if not numbers:
        return None
    paragraphs = [side.paper.paragraphs[at] for at in numbers]
    reading = side.paper.reading
    text = ""
    places = array("L"), array("L")
    copied = array("L"), array("L")
    for paragraph in paragraphs:
        text += "\n" if text else ""
        words = paragraph.span.of(reading.text)
        shown = words.lstrip()
        shift = len(text) - (paragraph.span.end - len(shown))
        text += shown.rstrip()
        for side_places, side_copied, ends in zip(
            places, copied, (paragraph.starts, paragraph.ends), strict=True
        ):
            side_places.extend(end + shift for end in ends)
            side_copied.extend(ends)
    span = Span(
        min(_source_span(side, paragraph).start for paragraph in paragraphs),
        max(_source_span(side, paragraph).end for paragraph in paragraphs),
    )
    pin = side.row.pin(span, reading.source.locate(span))
    number = next((paragraph.number for paragraph in paragraphs if paragraph.number), None)
    keys = tuple(key for paragraph in paragraphs for key in paragraph.keys)
    return _Part(ComparedSide(text, number, pin), keys, places, copied, reading)


def _source_span(side: _Side, paragraph: PaperParagraph) -> Span:
    return side.paper.reading.to_source(paragraph.span.start, paragraph.span.end)


def _compared(first: _Side, second: _Side, pairing: Pairing) -> tuple[ComparedParagraph, int]:
    """Return a row of the comparison, and how many words are the same in it."""
    ours, theirs = _part(first, pairing.first), _part(second, pairing.second)
    if ours is None or theirs is None:
        return _alone(ours, theirs), 0
    blocks = equal_blocks(ours.keys, theirs.keys)
    blocks = _slid(ours.keys, theirs.keys, _telling(ours.keys, theirs.keys, blocks))
    pieces = tuple(_pieces(ours, theirs, blocks))
    same = sum(is_word(key) for block in blocks for key in ours.keys[block.first :][: block.length])
    kind = _kind(ours, theirs, pairing)
    return ComparedParagraph(kind, ours.shown, theirs.shown, pieces), same


def _alone(ours: _Part | None, theirs: _Part | None) -> ComparedParagraph:
    """Return the row of a paragraph that one paper lacks."""
    kind = DifferenceKind.REMOVED if theirs is None else DifferenceKind.ADDED
    nowhere = None, None
    piece = _piece(False, ours.whole if ours else nowhere, theirs.whole if theirs else nowhere)
    return ComparedParagraph(
        kind, ours.shown if ours else None, theirs.shown if theirs else None, (piece,)
    )


def _kind(ours: _Part, theirs: _Part, pairing: Pairing) -> DifferenceKind:
    if pairing.moved:
        return DifferenceKind.MOVED
    if ours.keys != theirs.keys:
        return DifferenceKind.CHANGED
    numbers = ours.shown.number, theirs.shown.number
    renumbered = None not in numbers and numbers[0] != numbers[1]
    return DifferenceKind.RENUMBERED if renumbered else DifferenceKind.SAME


def _pieces(ours: _Part, theirs: _Part, blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph: what agrees, and what stands between."""
    one = two = 0
    for block in (*blocks, Block(len(ours.keys), len(theirs.keys), 0)):
        if (one, two) != (block.first, block.second):
            yield _piece(False, ours.spans(one, block.first), theirs.spans(two, block.second))
        one, two = block.first + block.length, block.second + block.length
        if block.length:
            yield _piece(True, ours.spans(block.first, one), theirs.spans(block.second, two))


def _piece(
    same: bool,
    first: tuple[Span | None, Span | None],
    second: tuple[Span | None, Span | None],
) -> Piece:
    return Piece(same, first[0], second[0], first[1], second[1])


def _telling(first: Sequence[str], second: Sequence[str], blocks: Sequence[Block]) -> list[Block]:
    """Drop short agreements between larger changes: an "of the" that two other sentences share by chance.

    After the semantic cleanup of N. Fraser's diff-match-patch: what agrees must be longer than
    the changes on one of its sides.
    """
    kept = list(blocks)
    at = 0
    while at < len(kept):
        block = kept[at]
        length = _letters(first[block.first : block.first + block.length])
        before, after = _gap(first, second, kept, at - 1), _gap(first, second, kept, at)
        if length <= before and length <= after:
            del kept[at]
            at = max(at - 1, 0)
        else:
            at += 1
    return kept


def _slid(first: Sequence[str], second: Sequence[str], blocks: Sequence[Block]) -> list[Block]:
    """Let what came in or went out begin with a word: "ZENK," and not ", ZENK", where both are true."""
    slid = list(blocks)
    for at in range(len(slid) - 1):
        while slid[at + 1].length > 1:
            block, following = slid[at], slid[at + 1]
            one, two = _end(block)
            lone = (first, one) if two == following.second else (second, two)
            if one != following.first and two != following.second:
                break
            keys, start = lone
            if is_word(keys[start]) or keys[start] != first[following.first]:
                break
            slid[at] = replace(block, length=block.length + 1)
            slid[at + 1] = Block(following.first + 1, following.second + 1, following.length - 1)
    return slid


def _gap(first: Sequence[str], second: Sequence[str], blocks: Sequence[Block], after: int) -> int:
    """Return how many letters differ between a block and the next one, on the side with more."""
    one, two = (0, 0) if after < 0 else _end(blocks[after])
    if after + 1 < len(blocks):
        one_end, two_end = blocks[after + 1].first, blocks[after + 1].second
    else:
        one_end, two_end = len(first), len(second)
    return max(_letters(first[one:one_end]), _letters(second[two:two_end]))


def _end(block: Block) -> tuple[int, int]:
    return block.first + block.length, block.second + block.length


def _letters(keys: Sequence[str]) -> int:
    return sum(map(len, keys))
