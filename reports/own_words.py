"""The attorney's own notes and tags by what they are on, for the columns that show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefile.case import Case
from casefile.records import Ref

__all__ = ["OwnWords", "own_words"]


@dataclass(frozen=True)
class OwnWords:
    """Tags and notes of findings and documents; nothing is there for what has none."""

    tags: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)


def own_words(case: Case) -> OwnWords:
    """Return the tags and notes of a case."""
    said = [(each.ref, each) for each in case.own_words() if each.ref is not None]
    return OwnWords(
        {ref: each.tags for ref, each in said if each.tags},
        {ref: tuple(note.text for note in each.notes) for ref, each in said if each.notes},
    )
