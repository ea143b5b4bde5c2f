"""What the attorney said of things, as words for a row or a card, and as marks for the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.highlights import in_order
from casefile.note_records import OwnWords
from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Span
from ui.language import tr

__all__ = ["SIGN", "OwnMark", "own_sentence", "said_of", "shortened", "with_own_words"]

SIGN = "✎"
"""Before the attorney's own words, wherever they are shown among others."""
_IN_CARD = 400


@dataclass(frozen=True, slots=True)
class OwnMark(Highlight):
    """A finding that carries a note, a tag or evidence; or a passage, whose ``ref`` is its document.

    ``words`` are what was said of it.
    """

    words: str

    @property
    def is_passage(self) -> bool:
        """Tell whether these are selected words that are no finding."""
        return self.ref.type is RefType.DOCUMENT


def own_sentence(own: OwnWords) -> str:
    """Return the notes, each on a line, then the tags, then how many issues it is linked to."""
    lines = [f"{SIGN} {note.text}" for note in own.notes]
    if own.tags:
        lines.append(tr("Tags: {tags}", tags=", ".join(own.tags)))
    if own.issues:
        number = len(own.issues)
        lines.append(
            tr(
                "Evidence of {value}",
                value=tr("an issue") if number == 1 else tr("{number} issues", number=number),
            )
        )
    return "\n".join(lines)


def shortened(words: str) -> str:
    """Return as much of what was said as a card holds."""
    return words if len(words) <= _IN_CARD else f"{words[:_IN_CARD].rstrip()}…"


def said_of(all_of_them: Iterable[OwnWords]) -> dict[Ref, str]:
    """Return what was said of each finding and document."""
    return {own.ref: own_sentence(own) for own in all_of_them if own.ref is not None}


def with_own_words(
    highlights: Sequence[Highlight], all_of_them: Iterable[OwnWords]
) -> tuple[Highlight, ...]:
    """Return a document's marks with what was said of them, and its passages among them, in order."""
    said: dict[tuple[Ref, Span | None], str] = {}
    passages: list[Highlight] = []
    for own in all_of_them:
        words = own_sentence(own)
        if own.ref is not None and own.ref.type is RefType.PARTY:
            said[own.ref, None] = words  # wherever it is named
            continue
        if own.pin is None or own.pin.lost:
            continue
        if own.ref is not None:
            said[own.ref, own.pin.span] = words
        else:
            ref = Ref(RefType.DOCUMENT, own.pin.document)
            state = ReviewState.ACCEPTED
            passages.append(OwnMark(ref, own.pin.span, state, own.words, words))
    if not said and not passages:
        return tuple(highlights)
    marked = [_with_words(mark, said) for mark in highlights] if said else [*highlights]
    return tuple(sorted([*marked, *passages], key=in_order) if passages else marked)


def _with_words(mark: Highlight, said: Mapping[tuple[Ref, Span | None], str]) -> Highlight:
    place = None if mark.ref.type is RefType.PARTY else mark.span
    words = said.get((mark.ref, place))
    return OwnMark(mark.ref, mark.span, mark.state, mark.label, words) if words else mark
