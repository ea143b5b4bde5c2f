"""Every file of an import with what is being done with it and what became of it. Knows no Qt.

Steps of the import come in; each tells which rows have changed. The queue lives until an import begins
after everything before it had ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath

from casefile.import_records import FileOutcome, Progress, Stage
from ui.enum_words import enum_word
from ui.language import tr

__all__ = ["ImportQueue", "QueueRow", "Standing"]

_INSIDE = " → "
"""Between a file and what lies inside it, as the case writes it: "mail.eml → exhibit.pdf"."""


class Standing(StrEnum):
    """How far a file has come; the row shows the word of it."""

    WAITING = "waiting"
    COPYING = "copying"
    COPIED = "copied"
    READING = "reading"
    READ = "read"
    FINDING = "searchable"
    READY = "ready"
    DOUBTFUL = "with a warning"
    DUPLICATE = "already here"
    LEFT_OUT = "left out"
    UNPACKED = "unpacked"
    STOPPED = "stopped"
    FAILED = "not read"
    LOCKED = "locked"


_STAGES = {
    Stage.COPYING: Standing.COPYING,
    Stage.COPIED: Standing.COPIED,
    Stage.READING: Standing.READING,
    Stage.READ: Standing.READ,
    Stage.FINDING: Standing.FINDING,
}
_STATUSES = {
    "imported": Standing.READY,
    "read": Standing.READY,
    "duplicate": Standing.DUPLICATE,
    "skipped": Standing.LEFT_OUT,
    "unpacked": Standing.UNPACKED,
    "cancelled": Standing.STOPPED,
}
_UNDER_WAY = frozenset({Standing.COPYING, Standing.READING})
_NOT_ENDED = frozenset({Standing.WAITING, *_STAGES.values()})
_NEEDING = frozenset({Standing.FAILED, Standing.LOCKED})


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One file. ``sentence`` is what became of it; ``document`` its number in the case, if it has one."""

    path: str
    standing: Standing = Standing.WAITING
    sentence: str = ""
    document: int | None = None

    @property
    def name(self) -> str:
        """The file's name, without where it lies."""
        return PurePath(self.path.rpartition(_INSIDE)[2]).name or self.path

    @property
    def where(self) -> str:
        """The folder it came from, or the file it lay in."""
        outer, arrow, _ = self.path.rpartition(_INSIDE)
        return (
            tr("in {name}", name=PurePath(outer).name) if arrow else str(PurePath(self.path).parent)
        )

    @property
    def file(self) -> Path:
        """The file itself, or the one that it lies in."""
        return Path(self.path.partition(_INSIDE)[0])

    @property
    def note(self) -> str:
        """What became of it in its own line, which has the name already; else where it came from."""
        if not self.sentence or self.sentence == f"“{self.name}” is ready.":
            return self.where
        told = self.sentence.removeprefix(f"“{self.name}” ")
        return told[:1].upper() + told[1:]

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is done with it by itself."""
        return self.standing not in _NOT_ENDED

    @property
    def under_way(self) -> bool:
        """Tell whether it is in hand at this moment."""
        return self.standing in _UNDER_WAY

    @property
    def needs_you(self) -> bool:
        """Tell whether the attorney can do something about it."""
        return self.standing in _NEEDING


class ImportQueue:
    """The files of the imports since the last quiet moment, in the order they came."""

    def __init__(self) -> None:
        self.clear()

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.rows)

    @property
    def ended(self) -> int:
        """How many of them nothing more is done with by itself."""
        return self._ended

    @property
    def stopped(self) -> int:
        """How many a cancelled import has left."""
        return sum(row.standing is Standing.STOPPED for row in self.rows)

    @property
    def needing(self) -> int:
        """How many need the attorney."""
        return len(self._needing)

    def clear(self) -> None:
        """Forget everything."""
        self.rows: list[QueueRow] = []
        self._at: dict[str, int] = {}
        self._of_document: dict[int, int] = {}
        self._dropped: set[str] = set()
        self._before: dict[str, QueueRow] = {}
        self._ended = 0
        self._needing: set[int] = set()

    def wait(self, paths: Iterable[Path]) -> set[int]:
        """Line up what was dropped; returns the rows that are new or changed."""
        names = [str(path) for path in paths]
        self._dropped.update(names)
        return {self._set(QueueRow(name)) for name in names}

    def take(self, step: Progress) -> set[int]:
        """Note what a step of the import tells; returns the rows that are new or changed."""
        if step.waiting:
            self._open_up(step.waiting)
        changed = {self._set(QueueRow(path)) for path in step.waiting}
        if step.outcome is not None:
            changed.add(self._end(step.outcome))
        elif step.path is not None and step.stage is not None:
            at = self._find(step.path, step.document)
            row = self.rows[at] if at is not None else QueueRow(step.path)
            fresh = replace(
                row,
                standing=_STAGES[step.stage],
                sentence="",
                document=step.document if step.document is not None else row.document,
            )
            if fresh != row or at is None:
                changed.add(self._set(fresh))
        return changed

    def rest(self) -> set[int]:
        """Note that nothing goes on: what has not ended is as it was before, or waits to be gone on with."""
        stopped = tr("Not finished yet.")
        return {
            self._set(
                self._before.get(row.path)
                or replace(row, standing=Standing.STOPPED, sentence=stopped)
            )
            for row in list(self.rows)
            if not row.ended
        }

    def as_text(self) -> str:
        """Return the list as lines for a letter or mail: name, what became of it, the sentence."""
        return "\n".join(
            f"{row.name}\t{enum_word(row.standing)}" + (f"\t{row.sentence}" if row.sentence else "")
            for row in self.rows
        )

    def _open_up(self, waiting: tuple[str, ...]) -> None:
        """Let folders that were dropped give way to the files in them."""
        opened = {
            path
            for path in self._dropped.difference(waiting)
            if any(inside.startswith((f"{path}/", f"{path}\\")) for inside in waiting)
        }
        if opened:
            rows, dropped = self.rows, self._dropped - opened
            self.clear()
            for row in rows:
                if row.path not in opened:
                    self._set(row)
            self._dropped = dropped

    def _end(self, outcome: FileOutcome) -> int:
        standing = _STATUSES.get(outcome.status, Standing.FAILED)
        # A duplicate names the paper that the case has already, which may be another row's.
        same = None if standing is Standing.DUPLICATE else outcome.document
        at = self._find(outcome.path, same)
        path = self.rows[at].path if at is not None else outcome.path
        if standing is Standing.DUPLICATE:
            # It may have come in before this import was stopped and gone on with.
            before = self._before.get(path)
            if before is not None and before.document == outcome.document:
                return self._set(before)
        if outcome.locked:
            standing = Standing.LOCKED
        elif outcome.doubtful and standing is Standing.READY:
            standing = Standing.DOUBTFUL
        return self._set(QueueRow(path, standing, outcome.sentence, outcome.document))

    def _find(self, path: str, document: int | None) -> int | None:
        at = self._at.get(path)
        if at is None and document is not None:
            at = self._of_document.get(document)
        return at

    def _set(self, row: QueueRow) -> int:
        at = self._at.get(row.path)
        if at is None:
            at = self._at[row.path] = len(self.rows)
            self.rows.append(row)
        else:
            before = self.rows[at]
            self._ended -= before.ended
            self.rows[at] = row
            if (before.needs_you or before.standing is Standing.READY) and not row.ended:
                self._before[row.path] = before
        if row.ended:
            self._before.pop(row.path, None)
        self._ended += row.ended
        (self._needing.add if row.needs_you else self._needing.discard)(at)
        if row.document is not None and row.standing is not Standing.DUPLICATE:
            self._of_document[row.document] = at
        return at
