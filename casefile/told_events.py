"""What the chronology was when it was last asked for: what did not change since is taken over from it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casefile.event_groups import Proposals, Story
from casefile.event_records import Chronology, EventRow, ResponseRow, Responses
from casefile.found_rows import DocumentImage
from casefile.kept_accounts import KeptAccounts
from casefile.letting_go import take_apart
from casefile.paper_events import PaperEvents

__all__ = ["Beside", "Telling", "Told"]

Beside = tuple[int, tuple[int, ...], tuple[ResponseRow, ...]]
"""The group of an event, those that are in conflict with it, and what answers say to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the whole chronology rests on, and the chronology.

    ``accounts`` hold events against each other, for this and all that come after it. ``pleadings`` are the
    papers that ``responses`` were read from. ``own`` is what answers say to the events of each complaint, by
    their numbers; ``beside`` what others make of events: group, conflicts and answers, of those alone that
    are told otherwise for it. ``rows`` are all events as they are told, ``live`` those of the
    chronology that were not rejected.
    """

    papers: Mapping[int, PaperEvents] = field(default_factory=dict)
    accounts: KeptAccounts = field(default_factory=KeptAccounts)
    proposals: Proposals = field(default_factory=Proposals)
    story: Story = field(default_factory=Story)
    pleadings: Mapping[int, DocumentImage] = field(default_factory=dict)
    responses: Responses = field(default_factory=dict)
    own: Mapping[int, Mapping[int, tuple[ResponseRow, ...]]] = field(default_factory=dict)
    beside: Mapping[int, Beside] = field(default_factory=dict)
    rows: Mapping[int, EventRow] = field(default_factory=dict)
    chronology: Chronology = field(default_factory=lambda: Chronology((), (), ()))
    live: tuple[EventRow, ...] = ()


class Telling:
    """The last chronology that was told of a case, whichever image it was of. Thread-safe.

    The first takes seconds, in which papers come and decisions are made. An image that took over only what
    was told by then would have all events compared from the beginning once more, and so would whoever asks
    at the same time: with papers coming in, none would ever be shown. Each waits for the one under way
    instead, and is told anew only what differs from it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = Told()

    @property
    def has_told(self) -> bool:
        """Whether all events were compared once: the next chronology takes no longer than what changed."""
        return bool(self._last.papers)

    def tell(self, known: Callable[[], Told | None], tell: Callable[[Told], Told]) -> Told:
        """Return what is ``known`` when it is this one's turn, else ``tell`` it after the last one."""
        with self._lock:
            found = known()
            if found is not None:
                return found
            before = [self._last]
            found = self._last = tell(self._last)
        take_apart(before)
        return found
