"""How often a list is asked for again while papers come in. Knows no widgets.

Each paper changes what the window shows, but to ask a large case after each would leave the import and the
window's thread no time: what is asked takes at most a fifth of it. What the attorney does is answered at once
and does not pass through here.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal

__all__ = ["Pace"]

_LEAST_MS = 350
_MOST_MS = 15_000
_REST = 4
"""Times as long as the last answer took nothing is asked."""


class Pace(QObject):
    """Signal: ``due()`` when it is time to ask again."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun: dict[str, float] = {}
        self._took: dict[str, float] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    @property
    def pause_ms(self) -> int:
        """How long nothing is asked after a wish."""
        return min(_MOST_MS, max(_LEAST_MS, round(_REST * 1000 * sum(self._took.values()))))

    def wish(self) -> None:
        """Note that something has changed."""
        if not self._timer.isActive():
            self._timer.start(self.pause_ms)

    def begin(self, what: str) -> None:
        """Note that something is asked."""
        self._begun[what] = time.monotonic()

    def end(self, what: str) -> None:
        """Note that it was answered, or could not be."""
        begun = self._begun.pop(what, None)
        if begun is not None:
            self._took[what] = time.monotonic() - begun

    def clear(self) -> None:
        """Forget everything, as another case is opened."""
        self._timer.stop()
        self._begun.clear()
        self._took.clear()

    def _look(self) -> None:
        if self._begun:  # to ask again would throw away what is nearly answered
            self._timer.start(_LEAST_MS)
        else:
            self.due.emit()
