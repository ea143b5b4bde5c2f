"""Questions that take long, one at a time: one that is under way is answered before the next is asked.

What changes every few seconds, as papers come in, would else throw each answer away before it is there.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ui.desk import Desk
from ui.jobs import Job, Lane

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["InTurn"]

T = TypeVar("T")


class InTurn:
    """Asks the case under one key; of those who ask meanwhile the last one is next."""

    def __init__(self, desk: Desk, key: str, lane: Lane) -> None:
        self._desk = desk
        self._key = key
        self._lane = lane
        self._job: Job | None = None
        self._next: tuple[Callable[[Case], Any], Callable[[Any], object]] | None = None
        desk.case_hidden.connect(self._forget)

    def ask(self, question: Callable[["Case"], T], tell: Callable[[T], object]) -> None:
        """Ask now, or as soon as the question under way is answered."""
        if self._job is not None:
            self._next = question, tell
            return
        job = self._job = self._desk.ask(question, tell, self._key, lane=self._lane)
        if job is not None:
            job.ended.connect(lambda: self._ended(job))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            following, self._next = self._next, None
            if following is not None:
                self.ask(*following)

    def _forget(self) -> None:
        self._job = self._next = None
