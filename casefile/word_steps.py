"""A quotation held against a paper word by word: which words differ, and whether the quotation says so.

Pure functions on two texts. Words are paired by their longest common stretches; what lies between two
stretches is then told apart: an editor's brackets and ellipses, words replaced, put in and left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from casefile.quote_records import StepKind, WordStep
from casefile.records import Verdict
from casefile.word_pairs import CHANGES, Pair, pair_words
from casefile.word_tokens import Token, marks, misreadable, together

__all__ = ["Aligned", "align", "word_steps"]

_FEWEST_KEPT = 3
_ENOUGH_KEPT = 0.7  # of a quotation's words must stand in the place
_LONG_WORD = 4  # letters
_SHORT_KEPT = 4  # words of a place that quotes less of the same
_MARKED = (StepKind.BRACKETED, StepKind.ELLIPSIS)
_SLIGHT = (StepKind.CASE, StepKind.PUNCTUATION)
_OPENED = re.compile(r"(?:[\"“”„‟«»]|(?:^|[\s(])['‘‚‛‹`])[\[(…]*$")
_CLOSED = re.compile(r"[.,;:!?…)\]]*(?:[\"”“»«]|['’›](?!\w))")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A quotation beside the place with its words: ``[start, end)`` of the text searched.

    ``changed`` counts the words that differ without the quotation's saying so.
    """

    steps: tuple[WordStep, ...]
    start: int
    end: int
    verdict: Verdict
    changed: int


def word_steps(ours: str, theirs: str, *, omits: bool = False) -> tuple[WordStep, ...]:
    """Return what became of every word between a quotation and a paper's words, in order.

    Joined, the steps give back both texts. What the paper has before the quotation's first word and
    after its last one is told as left out. ``omits`` says that the quotation tells of citations left out.
    """
    mine, other = together(ours, theirs)
    pairs, notes = pair_words(mine, other, theirs, omits=omits)
    held = [token.start for pair in pairs for token in pair.theirs]
    lead = tuple(token for token in other if not held or token.start < held[0])
    tail = tuple(token for token in other if held and token.start > held[-1])
    if lead:
        pairs.insert(0, Pair(StepKind.LEFT_OUT, (), lead))
    if tail:
        pairs.append(Pair(StepKind.LEFT_OUT, (), tail))
    return _written_out(ours, theirs, pairs, notes)


def align(
    ours: str, theirs: str, *, machine_read: bool = False, omits: bool = False
) -> Aligned | None:
    """Hold a quotation against a stretch of a paper that may be longer; ``None`` if its words are not there.

    ``machine_read`` says that words of the stretch may be misread, ``omits`` that the quotation tells of
    citations left out.
    """
    mine, other = together(ours, theirs)
    pairs, notes = pair_words(mine, other, theirs, omits=omits)
    pairs = _quoted_part(pairs, ours, theirs)
    plain = sum(token.is_word for token in mine)
    kept = sum(len(pair.ours) for pair in pairs if pair.ours and pair.theirs and not pair.changed)
    held = [token for pair in pairs for token in pair.theirs]
    if not held:
        return None
    start, end = held[0].start, held[-1].end
    verdict = _verdict(pairs, theirs[:start], theirs[end:], machine_read)
    enough = _SHORT_KEPT if verdict is Verdict.SHORTER else max(_FEWEST_KEPT, _ENOUGH_KEPT * plain)
    if kept < enough or (verdict is Verdict.ALTERED and not _tells(pairs)):
        return None
    if pairs[0].theirs and _own(marks(ours[: mine[0].start])[-1:], theirs[start - 1 : start]):
        start -= 1
    if pairs[-1].theirs and _own(marks(ours[mine[-1].end :])[:1], theirs[end : end + 1]):
        end += 1
    steps = _written_out(ours, theirs[:end], pairs, notes, start)
    if verdict is Verdict.VERBATIM and any(step.kind in _SLIGHT for step in steps):
        verdict = Verdict.RESPELLED
    changed = sum(len(pair.ours) if _is_passed_over(pair) else pair.changed for pair in pairs)
    return Aligned(steps, start, end, verdict, changed)


def _tells(pairs: Sequence[Pair]) -> bool:
    """Tell whether the words that agree are more than a turn of speech, such as "back to the"."""
    kept = [token.key for pair in pairs if not pair.changed and pair.theirs for token in pair.ours]
    return len(kept) > _FEWEST_KEPT or sum(len(key) >= _LONG_WORD for key in kept) > 1


def _quoted_part(pairs: list[Pair], ours: str, theirs: str) -> list[Pair]:
    """Return the pairs of the part that the other paper quotes, if nothing differs within that part.

    Where it has “…using a ‘limited-purpose tool’” for "abusing a limited-purpose tool", it quotes less; its
    own words before the mark are none of the quotation's.
    """
    changes = [at for at, pair in enumerate(pairs) if pair.changed]
    if not changes:
        return pairs
    for at in range(changes[-1] + 1, len(pairs)):
        one, two = _gap(pairs[at - 1], pairs[at], ours, theirs)
        if _OPENED.search(two) and '"' not in marks(one) and len(pairs) - at >= _SHORT_KEPT:
            before = tuple(token for pair in pairs[:at] for token in pair.ours)
            return [Pair(StepKind.PUT_IN, before, ()), *pairs[at:]]
    for at in range(changes[0], 0, -1):
        one, two = _gap(pairs[at - 1], pairs[at], ours, theirs)
        if _CLOSED.match(two) and '"' not in marks(one) and at >= _SHORT_KEPT:
            after = tuple(token for pair in pairs[at:] for token in pair.ours)
            return [*pairs[:at], Pair(StepKind.PUT_IN, after, ())]
    return pairs


def _gap(before: Pair, after: Pair, ours: str, theirs: str) -> tuple[str, str]:
    """Return what stands between two pairs in both texts; "" where one of them has no words there."""
    mine = before.ours and after.ours and ours[before.ours[-1].end : after.ours[0].start]
    other = before.theirs and after.theirs and theirs[before.theirs[-1].end : after.theirs[0].start]
    return mine or "", other or ""


def _own(mark: str, theirs: str) -> bool:
    """Tell whether a mark at the quotation's edge is the paper's own."""
    return mark == theirs and mark not in ("", '"')


def _verdict(pairs: Sequence[Pair], before: str, after: str, machine_read: bool) -> Verdict:
    """Return the verdict on the words, punctuation aside."""
    changes = [pair for pair in pairs if pair.changed]
    if not changes:
        if any(_is_passed_over(pair) for pair in pairs):
            return Verdict.SHORTER
        if any(pair.kind in _MARKED for pair in pairs):
            return Verdict.BRACKETS
        slight = any(pair.kind in _SLIGHT for pair in pairs)
        return Verdict.RESPELLED if slight else Verdict.VERBATIM
    edges = [
        pair
        for pair, quoted in ((pairs[0], _opened(before)), (pairs[-1], _closed(after)))
        if quoted and pair.kind is StepKind.PUT_IN
    ]
    if all(pair in edges for pair in changes) and len(pairs) > len(edges):
        return Verdict.SHORTER
    if machine_read and all(_misread(pair) for pair in changes):
        return Verdict.RESPELLED
    return Verdict.ALTERED


def _is_passed_over(pair: Pair) -> bool:
    """Tell whether the other paper has an ellipsis for words of the quotation."""
    words = any(token.is_word for token in pair.ours)
    return pair.kind is StepKind.ELLIPSIS and words


def _opened(before: str) -> bool:
    """Tell whether the other paper's own quotation begins here."""
    return _OPENED.search(before[-8:]) is not None


def _closed(after: str) -> bool:
    """Tell whether the other paper's own quotation ends here."""
    return _CLOSED.match(after) is not None


def _misread(pair: Pair) -> bool:
    if len(pair.ours) != 1 or len(pair.theirs) != 1:
        return False
    return misreadable(pair.ours[0].text, pair.theirs[0].text)


# -- writing the steps out


@dataclass
class _Writing:
    """Steps as they are put together, each with the text that it takes of both."""

    ours: str
    theirs: str
    notes: Sequence[Token] = ()
    """The numbers of footnotes among their words."""
    at: int = 0
    place: int = 0
    steps: list[tuple[StepKind, str, str]] = field(default_factory=list)

    def add(self, kind: StepKind, ours: str, theirs: str) -> None:
        """Add a step; what is the same goes on the step before it, if that is the same too."""
        if not ours and not theirs:
            return
        if self.steps and self.steps[-1][0] is kind is StepKind.SAME:
            _, one, two = self.steps.pop()
            ours, theirs = one + ours, two + theirs
        self.steps.append((kind, ours, theirs))

    def gap(self, ours_end: int, theirs_end: int, kind: StepKind) -> None:
        """Add what stands between two words; beside a change it belongs to the change."""
        one, two = self.ours[self.at : ours_end], self.theirs[self.place : theirs_end]
        before = self.steps[-1][0] if self.steps else StepKind.SAME
        if marks(one) == marks(self._without_notes(self.place, theirs_end)):
            self.add(StepKind.SAME, one, two)
        elif before in CHANGES or before in _MARKED:
            _, old, new = self.steps.pop()
            self.steps.append((before, old + one, new + two))
        elif kind in CHANGES or kind in _MARKED:
            self.steps.append((kind, one, two))
        else:
            self.add(StepKind.PUNCTUATION, one, two)
        self.at, self.place = ours_end, theirs_end

    def _without_notes(self, start: int, end: int) -> str:
        kept, at = "", start
        for note in self.notes:
            if start <= note.start and note.end <= end:
                kept += self.theirs[at : note.start]
                at = note.end
        return kept + self.theirs[at:end]

    def words(self, kind: StepKind, ours_end: int, theirs_end: int) -> None:
        """Add words; a change whose punctuation was added just before takes it up."""
        one, two = self.ours[self.at : ours_end], self.theirs[self.place : theirs_end]
        if kind is not StepKind.SAME and self.steps and self.steps[-1][0] is kind:
            before = self.steps.pop()
            one, two = before[1] + one, before[2] + two
        self.add(kind, one, two)
        self.at, self.place = ours_end, theirs_end


def _written_out(
    ours: str, theirs: str, pairs: Sequence[Pair], notes: Sequence[Token], start: int = 0
) -> tuple[WordStep, ...]:
    """Return the pairs as steps that give back ``ours`` and ``theirs`` from ``start`` on."""
    writing = _Writing(ours, theirs, notes, place=start)
    for at, pair in enumerate(pairs):
        kind = pair.kind
        ours_at = pair.ours[0].start if pair.ours else writing.at
        theirs_at = pair.theirs[0].start if pair.theirs else writing.place
        if at == 0:
            _lead(writing, ours_at, theirs_at)
        elif pair.ours and pair.theirs:
            writing.gap(ours_at, theirs_at, kind)
        writing.words(
            kind,
            pair.ours[-1].end if pair.ours else writing.at,
            pair.theirs[-1].end if pair.theirs else writing.place,
        )
    _tail(writing)
    return tuple(WordStep(*step) for step in writing.steps)


def _lead(writing: _Writing, ours_end: int, theirs_end: int) -> None:
    """Add what stands before the first words: a mark of the quotation's own counts, unless it quotes."""
    one, two = writing.ours[:ours_end], writing.theirs[writing.place : theirs_end]
    own = marks(one).strip('"')
    kind = StepKind.SAME if not own or own == marks(two).strip('"') else StepKind.PUNCTUATION
    writing.add(kind, one, two)
    writing.at, writing.place = ours_end, theirs_end


def _tail(writing: _Writing) -> None:
    """Add what stands behind the last words.

    American usage puts a period or a comma inside the closing mark, whatever the paper has there.
    """
    one, two = writing.ours[writing.at :], writing.theirs[writing.place :]
    own, other = marks(one).replace('"', ""), marks(two).replace('"', "")
    told = other.startswith(own.rstrip(".,"))
    writing.add(StepKind.SAME if told else StepKind.PUNCTUATION, one, two)
