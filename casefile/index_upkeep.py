"""Keeps the full-text index in step with the case, in the background; searches answer from what is there.

On opening, and whenever a search finds something amiss, the index is looked over: its files by their
checksums, its documents against the case. A damaged one is taken away; what it lacks is written in
batches, and can be broken off between two of them.
"""

import threading
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, TypeVar

from casefile import feeding
from casefile.feeding import Current
from casefile.import_records import Progress
from casefile.import_run import HEARTBEAT
from casefile.store import Store
from casefile.workers import IndexUnwritable, WorkersClosed, WorkerStopped

if TYPE_CHECKING:
    from index.home import Home
    from index.writer import IndexDocument

__all__ = ["Upkeep"]

_R = TypeVar("_R")

# What a search may have written before it answers: some ten pages, as of a paper that has just come in.
_FEW_DOCUMENTS = 3
_FEW_CHARACTERS = 100_000
_MOST_DOUBTS = 2
_FEW_PARTS = 4  # fewer are not worth starting the process that would merge them


class Upkeep:
    """The care of one open case's index. Thread-safe; one call does the work, others wait or pass."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._working = threading.Lock()
        self._noting = threading.Lock()
        self._damaged = False
        self._trouble = ""
        self._refused: dict[int, tuple[str, str]] = {}
        self._wanted = False
        self._doubts = 0

    @property
    def is_wanted(self) -> bool:
        """Tell whether a search found something amiss that ``complete`` has not looked at yet."""
        with self._noting:
            return self._wanted

    def want(self) -> None:
        """Note that the index is to be looked over."""
        with self._noting:
            self._wanted = True

    def note_damage(self) -> None:
        """Note that a search could not read the index, though it is there: it is to be made anew."""
        with self._noting:
            self._wanted = True
            # Where the checksums agree all the same, making it anew again and again would not help.
            if not self._damaged and self._doubts < _MOST_DOUBTS:
                self._doubts += 1
                self._damaged = True

    def lacking(self, current: Mapping[int, Current], held: Mapping[int, str]) -> tuple[int, ...]:
        """Return the documents whose current text is not ``held``, in order."""
        return tuple(number for number, each in current.items() if held.get(number) != each.key)

    def at_once(self, lacking: Collection[int], current: Mapping[int, Current]) -> bool:
        """Write a few short documents now, if nobody else is about to; tell whether they were written.

        For a search that would miss them; more are left to ``complete``.
        """
        store = self._store
        wanted = [number for number in lacking if not self._is_refused(number, current[number])]
        characters = sum(current[number].characters for number in wanted)
        if not wanted:
            return False
        if len(wanted) > _FEW_DOCUMENTS or characters > _FEW_CHARACTERS:
            self.want()
            return False
        if store.importing.locked() or not self._working.acquire(blocking=False):
            return False
        try:
            if self._take_damage():
                store.workers.clear_index(feeding.home_of(store))
            feeding.feed(store, wanted)
        except WorkerStopped as stopped:
            self._note_trouble(stopped.reason)
            return False
        finally:
            self._working.release()
        self._note_trouble("")
        return True

    def told(self, lacking: Collection[int], current: Mapping[int, Current]) -> tuple[str, ...]:
        """Return what an answer that lacks these documents must say."""
        if not lacking:
            return ()
        with self._noting:
            damaged, trouble = self._damaged, self._trouble
        refused = sum(self._is_refused(number, current[number]) for number in lacking)
        waiting = len(lacking) - refused
        told = []
        if damaged:
            told.append("The search index was damaged and is being made anew.")
        if waiting:
            told.append(
                f"{waiting:,} papers are not searchable yet."
                if waiting > 1
                else "One paper is not searchable yet."
            )
        if refused:
            told.append(
                f"{refused:,} papers could not be made searchable."
                if refused > 1
                else "One paper could not be made searchable."
            )
        if trouble and waiting:
            told.append(f"The search index could not be written: {trouble}.")
        return tuple(told)

    def complete(self) -> Iterator[Progress]:
        """Look the index over and write what it lacks; ``done`` and ``total`` of a step count documents.

        No step is made where nothing is amiss. Papers that an import has in hand are left to it. Close the
        generator to stop; the next call goes on there.
        """
        while not self._working.acquire(timeout=HEARTBEAT):
            yield Progress(0, 0, "Waiting for the search index")
        writer = ThreadPoolExecutor(1, "pincite-upkeep")
        try:
            with self._noting:
                self._wanted = False
            yield from self._complete(writer)
            self._note_trouble("")
        except WorkersClosed:  # the program is ending: the next opening goes on from here
            return
        except WorkerStopped as stopped:
            self._note_trouble(stopped.reason)
            yield Progress(0, 0, f"The search index could not be written: {stopped.reason}.")
        finally:
            writer.shutdown(wait=False, cancel_futures=True)
            self._working.release()

    def tidy(self) -> Iterator[Progress]:
        """Make small parts of the index one while nothing comes in: the fewer, the faster it answers."""
        store = self._store
        if not _has_many_parts(feeding.home_of(store)) or not self._working.acquire(blocking=False):
            return
        writer = ThreadPoolExecutor(1, "pincite-upkeep")
        step = Progress(0, 0, "Tidying the search index")
        try:
            while not store.importing.locked():
                merging = writer.submit(store.workers.tidy_index, feeding.home_of(store))
                if not (yield from _waiting(merging, step, at_once=False)):
                    return
        except WorkerStopped:
            return  # nothing is lost: the parts stay as they are
        finally:
            writer.shutdown(wait=False, cancel_futures=True)
            self._working.release()

    # -- inside

    def _complete(self, writer: ThreadPoolExecutor) -> Iterator[Progress]:
        from index.storage import indexed

        store = self._store
        anew = self._is_damaged()
        if anew:
            step = Progress(0, 0, "The search index was damaged and is being made anew")
            yield from _waiting(
                writer.submit(store.workers.clear_index, feeding.home_of(store)), step
            )
            self._take_damage()
        with store.database.read() as connection:
            surplus = feeding.surplus(store, connection)
            total = len(feeding.current(connection))
        if surplus:
            step = Progress(0, 0, "Bringing the search index up to date")
            forgetting = writer.submit(store.workers.forget, feeding.home_of(store), surplus)
            yield from _waiting(forgetting, step)
        tried: set[int] = set()
        while wanted := [number for number in self._wanted_now() if number not in tried]:
            message = "Making the search index anew" if anew else "Making papers searchable"
            step = Progress(len(indexed(feeding.home_of(store))), total, message)
            batch = next(feeding.batches(store, wanted), None)
            if batch is None:
                return
            tried.update(document.id for document in batch)
            yield from self._write(writer, batch, step)

    def _write(
        self, writer: ThreadPoolExecutor, batch: "Sequence[IndexDocument]", step: Progress
    ) -> Iterator[Progress]:
        """Write a batch; where that fails, its documents one by one, so that one alone is left out."""
        store = self._store
        try:
            yield from _waiting(
                writer.submit(store.workers.index, feeding.home_of(store), batch), step
            )
        except (WorkersClosed, IndexUnwritable):
            raise
        except WorkerStopped as stopped:
            if len(batch) > 1:
                for document in batch:
                    yield from self._write(writer, [document], step)
                return
            with self._noting:
                self._refused[batch[0].id] = batch[0].layer, stopped.reason

    def _wanted_now(self) -> tuple[int, ...]:
        """Return what is to be written as the case and the index stand now."""
        from index.storage import indexed

        store = self._store
        held = indexed(feeding.home_of(store))
        with store.database.read() as connection:
            current = feeding.current(connection)
        importing = store.importing.locked()
        return tuple(
            number
            for number in self.lacking(current, held)
            if not (importing and current[number].is_coming_in)
            and not self._is_refused(number, current[number])
        )

    def _is_damaged(self) -> bool:
        """Tell whether there is an index that cannot be trusted, by its checksums or by what a search saw."""
        damaged = feeding.is_damaged(feeding.home_of(self._store))
        with self._noting:
            self._damaged = self._damaged or damaged
            return self._damaged

    def _take_damage(self) -> bool:
        with self._noting:
            damaged, self._damaged = self._damaged, False
            return damaged

    def _note_trouble(self, reason: str) -> None:
        with self._noting:
            self._trouble = reason

    def _is_refused(self, number: int, current: Current) -> bool:
        with self._noting:
            refused = self._refused.get(number)
        return refused is not None and refused[0] == current.key


def _has_many_parts(home: "Home") -> bool:
    from index.storage import IndexMissing, read_manifest

    try:
        return len(read_manifest(home).files) > _FEW_PARTS  # one of the files names the others
    except IndexMissing:
        return False


def _waiting(
    future: "Future[_R]", step: Progress, *, at_once: bool = True
) -> Generator[Progress, None, _R]:
    """Yield until the worker is done, so that the work can be broken off; returns its value.

    The first time ``at_once``, or only when it takes a while.
    """
    if at_once:
        yield step
    while True:
        try:
            future.exception(timeout=HEARTBEAT)
        except NotYet:
            yield step
        else:
            return future.result()
