"""The words of a quotation paired with those of a paper, and what lies between two stretches that agree.

Words are paired by their longest common stretches; an editor's brackets and ellipses, words replaced, put
in and left out are told apart by what stands on either side of a gap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from casefile.quote_records import StepKind
from casefile.word_tokens import Likeness, Token, TokenKind, fits, resembles

__all__ = ["CHANGES", "Pair", "pair_words"]

CHANGES = (StepKind.REPLACED, StepKind.LEFT_OUT, StepKind.PUT_IN)
"""What a quotation may not do without saying so."""

_ALIKE = (
    50  # of 100: a word at a quotation's edge is the paper's word misquoted, not one put before it
)
_LONGEST_EDGE = 3
_LONE = 2  # words at an edge that may be others than those meant

_KINDS = {
    Likeness.SAME: StepKind.SAME,
    Likeness.CASE: StepKind.CASE,
    Likeness.PUNCTUATION: StepKind.PUNCTUATION,
    Likeness.BRACKETED: StepKind.BRACKETED,
}
_FROM_THE_OTHER_SIDE = {
    StepKind.PUT_IN: StepKind.LEFT_OUT,
    StepKind.LEFT_OUT: StepKind.PUT_IN,
}
_ABBREVIATED = (
    "nos",
    "art",
    "arts",
    "sec",
    "secs",
    "par",
    "pars",
    "vol",
    "app",
    "fig",
    "reg",
    "stat",
    "ann",
)
# Lower case words of citations, as the Bluebook has them; none that could carry a sentence's meaning.
_CITING = (
    "see also citing quoting cf at n nn id v vs ex rel re et al seq p pp supra infra cert accord internal"
    " quotation marks citation citations omitted alterations original emphasis added in the of and ed d th st"
)
_NOTE, _LINKED = re.compile(r"\d{1,3}"), re.compile(r"\[\d{1,3}\]")
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]+")
_NOTE_AFTER = re.compile(r"([a-z]{3,})[\"”’')\]]*[.,;:!?]+[\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the quotation and of the paper that belong together, either side empty."""

    kind: StepKind
    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]

    @property
    def changed(self) -> int:
        """Return how many words differ without the quotation's saying so."""
        if self.kind not in CHANGES:
            return 0
        return max(len(self.ours), len(self.theirs))


@dataclass(frozen=True, slots=True)
class _Block:
    """``length`` words that agree, from word ``ours`` of the quotation and ``theirs`` of the paper on."""

    ours: int
    theirs: int
    length: int


def pair_words(
    mine: Sequence[Token], other: Sequence[Token], theirs: str, *, omits: bool = False
) -> tuple[list[Pair], list[Token]]:
    """Return all words of a quotation with those of the place in a paper that has them, in order.

    ``theirs`` is the text of the paper's tokens, which may go on at both ends of the place. Apart from the
    pairs, those of its tokens between them that are numbers of footnotes. ``omits`` says that the quotation
    tells of citations left out: "(citations omitted)".
    """
    pairs: list[Pair] = []
    notes: list[Token] = []
    for pair in _pairs(mine, other, _blocks(mine, other)):
        if not pair.ours and _is_note(theirs, pair.theirs):
            notes += pair.theirs
        elif omits and pair.kind is StepKind.LEFT_OUT and _is_citation(pair.theirs):
            pairs.append(Pair(StepKind.ELLIPSIS, (), pair.theirs))
        else:
            pairs.append(pair)
    return pairs, notes


def _blocks(mine: Sequence[Token], other: Sequence[Token]) -> list[_Block]:
    """Return the stretches that agree, without lone words at the edges that stand too far off."""
    matcher = SequenceMatcher(
        None, [each.key for each in mine], [each.key for each in other], autojunk=False
    )
    blocks = [_Block(*block) for block in matcher.get_matching_blocks() if block.size]
    blocks = _from_the_back(_tightened(blocks, mine, other), mine, other)
    blocks = _tightened(blocks, mine[::-1], other[::-1])
    return _from_the_back(blocks, mine, other)


def _from_the_back(
    blocks: Sequence[_Block], mine: Sequence[Token], other: Sequence[Token]
) -> list[_Block]:
    return [
        _Block(
            len(mine) - block.ours - block.length,
            len(other) - block.theirs - block.length,
            block.length,
        )
        for block in reversed(blocks)
    ]


def _tightened(blocks: list[_Block], mine: Sequence[Token], other: Sequence[Token]) -> list[_Block]:
    """Let a quotation's first words be those next to the rest, not the same ones further off.

    Of "the … the landing permit" the first "the" may have been taken; and a lone "it" four words before
    the rest is more likely another one, so that the quotation's own counts as put in.
    """
    blocks = list(blocks)
    while len(blocks) > 1:
        one, two = blocks[0], blocks[1]
        between = mine[one.ours + one.length : two.ours]
        far = two.theirs - one.theirs - one.length
        nearer = two.theirs - one.length
        if not between and far and _same(mine, one.ours, other, nearer, one.length):
            blocks[:2] = [_Block(one.ours, nearer, one.length + two.length)]
        elif (
            one.length <= _LONE
            and one.length < far - len(between)
            and all(token.is_word for token in between)
        ):
            del blocks[0]
        else:
            break
    return blocks


def _same(mine: Sequence[Token], at: int, other: Sequence[Token], place: int, length: int) -> bool:
    return all(mine[at + step].key == other[place + step].key for step in range(length))


def _pairs(mine: Sequence[Token], other: Sequence[Token], blocks: Sequence[_Block]) -> list[Pair]:
    """Return all of the quotation's words with those of the place, in order."""
    if not blocks:
        return [Pair(StepKind.PUT_IN, tuple(mine), ())] if mine else []
    pairs = list(_front(mine[: blocks[0].ours], other[: blocks[0].theirs]))
    for block, following in pairwise([*blocks, None]):
        if block is None:
            break
        for step in range(block.length):
            one, two = mine[block.ours + step], other[block.theirs + step]
            pairs.append(Pair(_KINDS[resembles(one, two)], (one,), (two,)))
        end, place = block.ours + block.length, block.theirs + block.length
        if following is None:
            pairs += _back(mine[end:], other[place:])
        else:
            pairs += _between(mine[end : following.ours], other[place : following.theirs])
    return pairs


def _front(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Pair]:
    """Yield the quotation's words before the first that agrees; ``theirs`` may be any number more."""
    reversed_pairs = list(_back(ours[::-1], theirs[::-1]))
    yield from (
        Pair(pair.kind, pair.ours[::-1], pair.theirs[::-1]) for pair in reversed(reversed_pairs)
    )


def _back(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Pair]:
    """Yield the quotation's words after the last that agrees.

    A word of the paper is taken in only where it is plainly the one that was changed.
    """
    if not ours:
        return
    at = 0
    while at < min(len(ours), len(theirs)):
        one, two = ours[at], theirs[at]
        if fits(one, two):
            yield Pair(StepKind.BRACKETED, (one,), (two,))
        elif len(ours) <= _LONGEST_EDGE and _alike(one, two):
            yield Pair(StepKind.REPLACED, (one,), (two,))
        else:
            break
        at += 1
    yield from _between(ours[at:], ())


def _alike(one: Token, two: Token) -> bool:
    from rapidfuzz.fuzz import ratio

    if one.kind is not TokenKind.WORD or two.kind is not TokenKind.WORD:
        return False
    numbers = one.key[0].isdigit() and two.key[0].isdigit()
    return numbers or ratio(one.key, two.key) >= _ALIKE


def _between(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Pair]:
    """Yield what became of words between two stretches that agree."""
    for at, one in enumerate(ours):
        for place, two in enumerate(theirs):
            if fits(one, two) or fits(two, one):
                yield from _between(ours[:at], theirs[:place])
                yield Pair(StepKind.BRACKETED, (one,), (two,))
                yield from _between(ours[at + 1 :], theirs[place + 1 :])
                return
    if all(token.is_word for token in (*ours, *theirs)):
        yield from _plain(ours, theirs)
    elif any(not token.is_word for token in ours):
        yield from _edited(ours, theirs)
    else:  # the other paper's editor tells of a change
        for pair in _edited(theirs, ours):
            kind = _FROM_THE_OTHER_SIDE.get(pair.kind, pair.kind)
            yield Pair(kind, pair.theirs, pair.ours)


def _plain(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Pair]:
    if ours and theirs:
        yield Pair(StepKind.REPLACED, tuple(ours), tuple(theirs))
    elif ours:
        yield Pair(StepKind.PUT_IN, tuple(ours), ())
    elif theirs:
        yield Pair(StepKind.LEFT_OUT, (), tuple(theirs))


def _edited(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Pair]:
    """Yield words with an editor's mark among them: what stands beside the mark was changed without one."""
    first = next(at for at, token in enumerate(ours) if not token.is_word)
    last = max(at for at, token in enumerate(ours) if not token.is_word)
    after = len(ours) - last - 1
    head = theirs[: min(first, len(theirs))]
    rest = theirs[len(head) :]
    tail = rest[len(rest) - min(after, len(rest)) :]
    yield from _plain(ours[:first], head)
    middle = ours[first : last + 1]
    told = rest[: len(rest) - len(tail)]
    edge = len(middle)
    for at, token in enumerate(middle):  # "[the city] and [its board]" for one stretch
        if token.is_word:
            edge = at
            break
    yield Pair(_editors(middle[:edge]), tuple(middle[:edge]), tuple(told))
    if edge < len(middle):
        yield from _edited(middle[edge:], ())
    yield from _plain(ours[len(ours) - after :], tail)


def _editors(row: Sequence[Token]) -> StepKind:
    kinds = {token.kind for token in row}
    return StepKind.BRACKETED if TokenKind.BRACKET in kinds else StepKind.ELLIPSIS


def _is_citation(row: Sequence[Token]) -> bool:
    """Tell whether words are a citation and nothing else: names, figures, and what introduces them."""
    citing = _CITING.split()
    texts = [token.text for token in row]
    running = [text for text in texts if text.islower() and text not in citing]
    cites = any(text.isdigit() or text == "§" for text in texts) or "Id" in texts
    return cites and not running


def _is_note(text: str, row: Sequence[Token]) -> bool:
    """Tell whether a token is a footnote's number: right behind a word and its mark, a blank after it."""
    if len(row) != 1:
        return False
    (token,) = row
    behind = text[token.end : token.end + 1]
    if behind and not behind.isspace():
        return False
    if _RAISED.fullmatch(token.text):
        return True
    if _LINKED.fullmatch(token.text):  # as articles on the web number their notes
        return not text[token.start - 1 : token.start].isspace()
    before = _NOTE_AFTER.search(text[max(0, token.start - 30) : token.start])
    if before is None or before[1] in _ABBREVIATED:
        return False
    return _NOTE.fullmatch(token.text) is not None
