"""The part of the one door that is about the attorney's own words: notes and tags."""

from collections.abc import Collection, Sequence

from casefile import notes, own_words, tags
from casefile.deciding import Deciding
from casefile.marks import Carrier
from casefile.note_records import OwnWords, Tag, Tagged
from casefile.records import Note, Pin, Ref, RefType

__all__ = ["CaseNotes"]


class CaseNotes(Deciding):
    """What ``Case`` can be told in the attorney's own words, and asked about them.

    What carries them stands in the case from then on, whatever extraction finds later. A ``Pin`` is a
    passage: the words at its span, found again in a new text layer where that is certain.
    """

    def add_note(self, on: Ref | Pin, text: str) -> int:
        """Write a note on a party, quote, date, document or passage; returns its number.

        Raises:
            CaseFailure: if the note, or the passage, holds no words.
            NoSuchFinding: if what it is on is no longer in the case.
        """
        return self._made(lambda connection, image: notes.add(connection, image, on, text))

    def write_note(
        self,
        on: Carrier,
        text: str | None,
        *,
        note: int | None = None,
        put: Sequence[str] = (),
        off: Sequence[str] = (),
    ) -> None:
        """Write a note on something and change its tags, as one decision.

        ``note`` is one that is there, to be written anew. ``text`` is ``None`` where only tags change, empty
        to take the note away.

        Raises:
            CaseFailure: if a tag has neither letter nor figure, or a passage no words.
            NoSuchFinding: if the note, or what it is on, is no longer in the case.
        """
        self._say_of(
            lambda connection, image: notes.write(connection, image, on, note, text, put, off)
        )

    def edit_note(self, id: int, text: str) -> None:  # noqa: A002 - the door's own word
        """Write a note anew.

        Raises:
            CaseFailure: if it holds no words.
            NoSuchFinding: if there is no such note.
        """
        self._say_of(lambda connection, _: notes.edit(connection, id, text))

    def remove_notes(self, ids: Collection[int]) -> None:
        """Take notes away, as one decision.

        Raises:
            NoSuchFinding: if one of them is no longer there.
        """
        self._say_of(lambda connection, _: notes.remove(connection, ids))

    def notes(
        self, on: Ref | Pin | None = None, *, document: int | None = None
    ) -> tuple[Note, ...]:
        """Return the notes in the order in which they were first written.

        Those on one thing, a party with all that were merged into it; those on a ``document``, its findings
        and its passages; or all.

        Raises:
            NoSuchFinding: if what they are on is no longer in the case.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return notes.of(connection, image, on, document)

    def own_words(self, document: int | None = None) -> tuple[OwnWords, ...]:
        """Return all that was said of the things of the case, or of a document and what stands in it.

        Each thing once, with its tags, its notes and the issues that it is linked to: parties first, then
        papers, each before its findings and passages in their order.
        """
        with self._store.database.read() as connection:
            if not own_words.is_anything_said(connection):
                return ()
        memory = self._store.memory
        image = (
            memory.image()
            if document is None
            else memory.holding((Ref(RefType.DOCUMENT, document),))
        )
        with self._store.database.read() as connection:
            return own_words.own_words(connection, image, document)

    def tag(self, on: Sequence[Carrier], name: str) -> None:
        """Put a tag on findings, documents, passages or notes, as one decision.

        Raises:
            CaseFailure: if the tag has neither letter nor figure, or a passage no words.
            NoSuchFinding: if one of them is no longer in the case.
        """
        self._say_of(lambda connection, image: tags.put_on(connection, image, on, name))

    def untag(self, on: Sequence[Carrier], name: str) -> None:
        """Take a tag off, as one decision; what does not have it stays as it is.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        self._say_of(lambda connection, image: tags.take_off(connection, image, on, name))

    def retag(self, on: Sequence[Carrier], put: Sequence[str], off: Sequence[str]) -> None:
        """Put tags on and take others off, as one decision.

        Raises:
            CaseFailure: if a tag has neither letter nor figure, or a passage no words.
            NoSuchFinding: if one of the things is no longer in the case.
        """
        self._say_of(lambda connection, image: tags.retag(connection, image, on, put, off))

    def tags(self) -> tuple[Tag, ...]:
        """Return every tag that something carries, by name; those of events are among them."""
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return tags.rows(connection, image)

    def tags_on(self, on: Carrier) -> tuple[str, ...]:
        """Return the tags of one thing in the order that they were given.

        Raises:
            NoSuchFinding: if it is no longer in the case.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return tags.of(connection, image, on)

    def tagged(self, name: str) -> tuple[Tagged, ...]:
        """Return what carries a tag, in the order in which it got it.

        Raises:
            NoSuchFinding: if nothing carries such a tag.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return tags.carriers(connection, image, name, notes.rows(connection, image))

    def rename_tag(self, name: str, new: str) -> None:
        """Call a tag otherwise wherever it is; if another tag is called so, the two become one.

        Raises:
            CaseFailure: if the new name has neither letter nor figure.
            NoSuchFinding: if nothing carries such a tag.
        """
        self._review(lambda connection, _: tags.rename(connection, name, new))

    def merge_tags(self, keep: str, *others: str) -> None:
        """Make other tags one with ``keep``.

        Raises:
            CaseFailure: if they are one already.
            NoSuchFinding: if nothing carries such a tag.
        """
        self._review(lambda connection, _: tags.merge(connection, keep, others))

    def remove_tag(self, name: str) -> None:
        """Take a tag off everything.

        Raises:
            NoSuchFinding: if nothing carries such a tag.
        """
        self._review(lambda connection, _: tags.remove(connection, name))
