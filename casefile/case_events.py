"""The part of the one door that is about the chronology, and about the days of events."""

from collections.abc import Collection, Mapping, Sequence

from casefile import admissions, chronology, events, review
from casefile.deciding import Deciding
from casefile.event_records import Chronology, Leaning, ResponseRow, Standing
from casefile.first_events import FirstEvents, Wanted, first_events
from casefile.first_rows import is_large
from casefile.links import Image
from casefile.sources import Sources
from extraction.findings import EventKind

__all__ = ["CaseEvents"]


class CaseEvents(Deciding):
    """What ``Case`` can be asked about its events, and told of them."""

    _sources: Sources

    def chronology(
        self, documents: Collection[int] | None = None, *, include_rejected: bool = False
    ) -> Chronology:
        """Return the events of all papers, or of some, in the order of their days.

        What was asked for is kept while the case stays as it is.
        """
        return self._chronology(
            self._store.memory.image(), documents, include_rejected=include_rejected
        )

    def first_events(self, wanted: Wanted) -> FirstEvents | None:
        """Return the first events of a large case while all of them are still to be compared.

        ``None`` where the whole takes no longer: the case is small, or was compared before.
        """
        memory = self._store.memory
        if memory.stands and memory.image().telling.has_told:
            return None
        with self._store.database.read() as connection:
            if not is_large(connection):
                return None
            return first_events(connection, memory.documents_of(connection), wanted)

    def edit_event(
        self,
        ids: Collection[int],
        *,
        kind: EventKind | None = None,
        short: str | None = None,
        standing: Standing | None = None,
        leaning: Leaning | None = None,
        tags: Sequence[str] | Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        """Say something of one event or of several, as one decision; ``None`` leaves a field as it is.

        An empty ``short`` gives back the paper's words, empty ``tags`` takes the tags away; ``tags``
        may be another for each event, by its number.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        self._review(
            lambda connection, image: events.edit(
                connection,
                image,
                ids,
                kind=kind,
                short=short,
                standing=standing,
                leaning=leaning,
                tags=tags,
            )
        )

    def move_event(self, id: int, before: int | None) -> None:  # noqa: A002 - the door's own word
        """Put an event before another one of its day; ``None`` puts it after all others of the day.

        Raises:
            CaseFailure: if the two are not of one day.
            NoSuchFinding: if one of them is not in the chronology.
        """
        self._review(
            lambda connection, image: events.move(
                connection, image, self._chronology(image), id, before
            )
        )

    def join_events(self, keep: int, *others: int) -> None:
        """Say that events are one, each with all that it was one with before.

        Raises:
            CaseFailure: if they are one already.
            NoSuchFinding: if one of them is not in the chronology.
        """
        self._review(
            lambda connection, image: events.join(
                connection, image, self._chronology(image), keep, others
            )
        )

    def separate_events(self, id: int) -> None:  # noqa: A002 - the door's own word
        """Say that an event is like no other: it leaves its group, and is in conflict with none.

        Raises:
            NoSuchFinding: if it is not in the chronology.
        """
        self._review(
            lambda connection, image: events.separate(
                connection, image, self._chronology(image), id
            )
        )

    def switch_reading(self, id: int, *, whole_document: bool = False) -> None:  # noqa: A002
        """Give an ambiguous date its next reading.

        With ``whole_document`` every ambiguous date of its paper is read in that order of day and month,
        as one decision.

        Raises:
            NotAValue: if the date can be read in one way only.
        """
        self._review(
            lambda connection, image: review.switch_reading(
                connection, image, id, whole_document=whole_document
            )
        )

    def responses(self, document: int) -> tuple[ResponseRow, ...]:
        """Return what answers say to a complaint, or what an answer says, in the order of the complaint.

        () for other papers, and where no complaint of the case was found that an answer fits.
        """
        said = admissions.responses(self._store.memory.image(), self._sources.get)
        return tuple(
            row
            for complaint, paragraphs in said.items()
            for rows in paragraphs.values()
            for row in rows
            if document in (complaint, row.answer.document)
        )

    # -- inside

    def _chronology(
        self,
        image: Image,
        documents: Collection[int] | None = None,
        *,
        include_rejected: bool = False,
    ) -> Chronology:
        return chronology.chronology(
            image, self._sources.get, documents, include_rejected=include_rejected
        )
