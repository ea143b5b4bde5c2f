"""The part of the case in memory that holds notes and tags."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from casefile.note_records import OwnWords, Tag
from casefile.records import Note, Pin, Ref

AT = dt.datetime(2026, 3, 12, 9, 30, tzinfo=dt.UTC)


class FakeNotes:
    """Keeps notes and tags by what they are on; writes nothing down for undo."""

    def begin_notes(self) -> None:
        self.kept_notes: list[Note] = []
        self.kept_tags: dict[object, tuple[str, ...]] = {}

    def add_note(self, on: Ref | Pin, text: str) -> int:
        number = max((note.id for note in self.kept_notes), default=0) + 1
        ref, pin = (on, None) if isinstance(on, Ref) else (None, on)
        self.kept_notes.append(Note(number, text, ref, pin, (), "A. Marsh", AT))
        return number

    def write_note(self, on, text, *, note=None, put=(), off=()) -> None:
        if text and note is None:
            self.add_note(on, text)
        elif text:
            self.edit_note(note, text)
        elif text is not None:
            self.remove_notes((note,))
        self.retag((on,), put, off)

    def retag(self, on, put, off) -> None:
        for tag in put:
            self.tag(on, tag)
        for tag in off:
            self.untag(on, tag)

    def edit_note(self, number: int, text: str) -> None:
        self.kept_notes = [
            replace(note, text=text) if note.id == number else note for note in self.kept_notes
        ]

    def remove_notes(self, numbers) -> None:
        self.kept_notes = [note for note in self.kept_notes if note.id not in numbers]

    def notes(self, on=None, *, document=None) -> tuple[Note, ...]:
        return tuple(note for note in self.kept_notes if on is None or on in (note.ref, note.pin))

    def tag(self, on, name: str) -> None:
        for one in on:
            self.kept_tags[one] = (*self.kept_tags.get(one, ()), name)

    def untag(self, on, name: str) -> None:
        for one in on:
            self.kept_tags[one] = tuple(tag for tag in self.tags_on(one) if tag != name)

    def rename_tag(self, name: str, new: str) -> None:
        same = {name.casefold(), new.casefold()}
        for on, tags in self.kept_tags.items():
            called = (new if tag.casefold() in same else tag for tag in tags)
            self.kept_tags[on] = tuple(dict.fromkeys(called))

    def remove_tag(self, name: str) -> None:
        for on, tags in self.kept_tags.items():
            self.kept_tags[on] = tuple(tag for tag in tags if tag != name)

    def tags_on(self, on) -> tuple[str, ...]:
        return self.kept_tags.get(on, ())

    def tags(self) -> tuple[Tag, ...]:
        counted = Counter(tag for tags in self.kept_tags.values() for tag in tags)
        return tuple(Tag(name, number) for name, number in sorted(counted.items()))

    def own_words(self, document: int | None = None) -> tuple[OwnWords, ...]:
        things = dict.fromkeys([*(note.ref or note.pin for note in self.kept_notes),
                                *(one for one, tags in self.kept_tags.items() if tags)])  # fmt: skip
        return tuple(
            OwnWords(
                one if isinstance(one, Ref) else None,
                one if isinstance(one, Pin) else None,
                "its words",
                self.tags_on(one),
                self.notes(one),
                (),
            )
            for one in things
            if document is None or (isinstance(one, Pin) and one.document == document)
        )
