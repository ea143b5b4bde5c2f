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
    tags: dict[Ref, list[str]] = {}
    for tag in case.tags():
        for each in case.tagged(tag.name):
            if each.ref is not None and each.note is None:
                tags.setdefault(each.ref, []).append(tag.name)
    notes: dict[Ref, list[str]] = {}
    for note in case.notes():
        if note.ref is not None:
            notes.setdefault(note.ref, []).append(note.text)
    return OwnWords(
        {ref: tuple(names) for ref, names in tags.items()},
        {ref: tuple(texts) for ref, texts in notes.items()},
    )
