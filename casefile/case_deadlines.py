"""The part of the one door that is about papers that were served, and the days to answer them."""

import datetime as dt

from casefile import deadlines
from casefile.deadlines import DeadlineRow, ServedPaper
from casefile.deciding import Deciding
from casefile.sources import Sources
from extraction.response_deadlines import Manner, Service, ToAnswer

__all__ = ["CaseDeadlines"]


class CaseDeadlines(Deciding):
    """What ``Case`` can be asked about service and deadlines, and told of them."""

    _sources: Sources

    def served_paper(self, document: int) -> ServedPaper | None:
        """Return what a summons, subpoena or waiver says, and its service; ``None`` for other papers."""
        with self._store.database.read() as connection:
            return deadlines.served_paper(connection, document)

    def served(
        self,
        document: int,
        day: dt.date | None,
        *,
        manner: Manner = Manner.IN_PERSON,
        days: int | None = None,
    ) -> None:
        """Say when and how a paper was served; ``None`` takes it back.

        Of a request to waive service the day is that on which it was sent. ``days`` are the days to
        answer, where the paper leaves a choice and the one proposed is not right.

        Raises:
            NoSuchFinding: if there is no such document.
            CaseFailure: if it is nothing that is served, or the day cannot be.
        """
        with self._store.database.write() as connection:
            patches = deadlines.set_served(connection, document, day, manner, days)
        self._follow(patches)

    def deadlines(self) -> tuple[DeadlineRow, ...]:
        """Return what has to be done by when: proposals to verify, those that lack a day of service last."""
        with self._store.database.read() as connection:
            return deadlines.deadline_rows(connection, self._sources.get)

    def proposed_deadlines(self, document: int, service: Service) -> tuple[ToAnswer, ...]:
        """Return the days that would follow from a day of service, with every step; nothing is kept.

        Raises:
            NoSuchFinding: if there is no such document.
        """
        with self._store.database.read() as connection:
            return deadlines.proposed(connection, document, service)
