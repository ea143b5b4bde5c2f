"""Which case comes onto the desk: opened from its folder, by a passphrase where one is needed, or made anew.

Knows no widgets. Where a case cannot be opened the one before is opened again.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.case_doors import CaseDoors
from ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["CaseOpening"]


class CaseOpening(QObject):
    """Opens cases one after the other; ``close`` clears the desk and then does what it was given.

    Signals: ``opened(Case, tuple[Path, ...])`` with the papers that a new one was made for;
    ``secret_wanted(Path)`` where a passphrase opens the case; ``failed(Exception)``.
    """

    opened = Signal(object, object)
    secret_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        doors: CaseDoors,
        close: Callable[[Callable[[], object]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.doors = doors
        self._close = close
        self.wanted: Path | None = None
        """The case that was to be opened last."""
        self._on_desk: tuple[Path, Callable[[], Case]] | None = None
        """The case on the desk, and what opens it once more."""

    def open(self, folder: Path) -> None:
        """Close the case on the desk and open another.

        Where a passphrase opens it, that is asked for first, and the case on the desk stays till then.
        """
        self.wanted = folder
        protected = self.doors.protected
        if protected is None:
            self.open_by(folder, lambda: self.doors.open(folder))
            return

        def told(asked: bool) -> None:
            if asked:
                self.secret_wanted.emit(folder)
            else:
                self.open_by(folder, lambda: self.doors.open(folder))

        self._jobs.latest(
            "opening", lambda: protected.asks(folder), told, on_error=self.failed.emit
        )

    def open_by(
        self, folder: Path, door: "Callable[[], Case]", papers: Iterable[Path] = ()
    ) -> None:
        """Close the case on the desk and open another as ``door`` does, for papers to be imported into it."""
        self.wanted = folder
        before, files = self._on_desk, tuple(papers)

        def go_back() -> None:
            if before is not None and before[0] != folder:
                self._take(before[1], again=before[1])

        self._close(lambda: self._take(door, papers=files, again=door, otherwise=go_back))

    def try_secret(
        self,
        folder: Path,
        secret: str,
        tell: "Callable[[Callable[[], Case]], object]",
        refused: Callable[[Exception], object],
    ) -> None:
        """Try what is to open a case; ``tell`` is given what opens it then, for ``open_by``."""
        protected = self.doors.protected
        if protected is not None:
            self._jobs.latest(
                "secret",
                lambda: protected.unlock(folder, secret),
                tell,
                on_error=refused,
                lane=Lane.WHOLE,
            )

    def drop_secret(self) -> None:
        """Forget a passphrase that is being tried."""
        self._jobs.drop("secret")

    def create(self, folder: Path, name: str, papers: Iterable[Path]) -> None:
        """Close the case on the desk and make a new one, for papers to be imported into it."""
        files = tuple(papers)
        self._close(lambda: self._take(lambda: self.doors.create(folder, name), papers=files))

    @property
    def door(self) -> "Callable[[], Case] | None":
        """What opens the case on the desk once more, by its passphrase if it has one."""
        return self._on_desk[1] if self._on_desk is not None else None

    def remember(self, folder: Path, door: "Callable[[], Case]") -> None:
        """Keep what opens the case on the desk once more."""
        self._on_desk = (folder, door)

    def forget(self) -> None:
        """Forget what opens the case on the desk: it is closed, or locked."""
        self._on_desk = None

    def _take(
        self,
        make: "Callable[[], Case]",
        *,
        papers: tuple[Path, ...] = (),
        again: "Callable[[], Case] | None" = None,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            self.failed.emit(error)
            if otherwise is not None:
                otherwise()

        def taken(case: "Case") -> None:
            self.remember(case.folder, again or (lambda: self.doors.open(case.folder)))
            self.opened.emit(case, papers)

        # The lane of writes, so that the case before has been closed when this one is opened.
        self._jobs.run(make, taken, on_error=failed, lane=Lane.WRITE)
