"""The tour: five small callouts that point at parts of the window, on the sample or the open case.

Next does what the callout tells of, unless the user has done it meanwhile; nothing is ever decided or
changed in the case, and the window can be used as always while a callout is up.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from casefile.records import RefType
from ui.callout import Callout
from ui.language import tr
from ui.models.rows import AnyRow

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.settings import SettingsFile

__all__ = ["Stop", "Tour", "stops"]

_LOOK_EVERY_MS = 250


@dataclass(frozen=True)
class Stop:
    """One callout. ``do`` does what it tells of; ``done`` tells whether that has been done."""

    title: str
    words: str
    where: Callable[[], QWidget | None]
    do: Callable[[], object]
    done: Callable[[], bool]


class Tour(QObject):
    """Leads through the window. Signal: ``ended(bool)``: true where it was gone through to its end."""

    ended = Signal(bool)

    def __init__(self, window: "MainWindow", settings: "SettingsFile") -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._stops: tuple[Stop, ...] = ()
        self._at = 0
        self._was_done = False
        self.callout: Callout | None = None
        # What was done by hand is looked for: it comes from the mouse, keys, menus and the palette alike.
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._advance_if_done)
        self._waiting = False
        window.desk.import_ended.connect(lambda _: self._begin_if_waiting())
        window.desk.columns_read.connect(lambda _: self._begin_if_waiting())
        window.desk.case_hidden.connect(self._case_hidden)

    def take(self) -> None:
        """Begin: on the open case, else on the sample case, once its papers are read."""
        if self._window.desk.case is None:
            self._waiting = True
            self._window.cases.sample()
        elif not _row(self._window, RefType.PARTY):
            self._waiting = True
            self._window.status.say(tr("The tour begins when the first papers are read"))
        else:
            self._begin()

    @property
    def is_on(self) -> bool:
        """Tell whether a callout is up."""
        return self.callout is not None

    def _begin_if_waiting(self) -> None:
        if self._waiting and not self._window.desk.importing and _row(self._window, RefType.PARTY):
            self._begin()

    def _begin(self) -> None:
        self._waiting = False
        self._close()
        self._window.navigator.show_columns()
        self._stops = stops(self._window)
        self.callout = Callout(self._window)
        self.callout.next_wanted.connect(self._next)
        self.callout.back_wanted.connect(self._back)
        self.callout.skip_wanted.connect(lambda: self._end(whole=False))
        self._look.start()
        self._show(0)

    def _show(self, at: int) -> None:
        self._at = at
        stop = self._stops[at]
        self._was_done = stop.done()
        if self.callout is not None:
            self.callout.show_step(stop.title, stop.words, at, len(self._stops), stop.where())

    def _next(self) -> None:
        stop = self._stops[self._at]
        if not stop.done():
            stop.do()
        self._go_on()

    def _go_on(self) -> None:
        if self._at + 1 < len(self._stops):
            self._show(self._at + 1)
        else:
            self._end(whole=True)

    def _back(self) -> None:
        if self._at:
            self._show(self._at - 1)

    def _advance_if_done(self) -> None:
        """Go on when the user did by hand what the callout tells of; follow what it points at."""
        if self.callout is not None:
            self.callout.follow()
        if self._was_done or not self.is_on:
            return
        if self._stops[self._at].done():
            self._go_on()

    def _end(self, *, whole: bool) -> None:
        self._close()
        self._settings.save(replace(self._settings.value, tour_taken=True))
        self._window.welcome.show_tour_taken(taken=True)
        if whole:
            self._window.status.say(tr("That was the tour; Help has the rest (F1)"))
        self.ended.emit(whole)

    def _case_hidden(self) -> None:
        self._close()

    def _close(self) -> None:
        self._look.stop()
        if self.callout is not None:
            held = self.callout.holds_keyboard
            self.callout.leave()
            self.callout = None
            if held:
                self._window.columns.focus_last()


def stops(window: "MainWindow") -> tuple[Stop, ...]:
    """Return the five stops of a window."""
    navigator, desk = window.navigator, window.desk
    shown: list[object] = []
    window_reader = window.reader

    def first_paper() -> None:
        if desk.documents:
            navigator.show_document(desk.documents[0].id)
            shown.append("paper")

    def first_party() -> None:
        row = _row(window, RefType.PARTY)
        if row is not None:
            navigator.go_to(row)

    def first_quote() -> None:
        row = _row(window, RefType.QUOTE) or _row(window, RefType.DATE)
        if row is not None:
            navigator.show_row(row)
            shown.append("quote")

    quotes = window.columns.columns[RefType.QUOTE]
    return (
        Stop(
            tr("The papers of the case"),
            tr("Every paper that came in, by kind. Choose one, and it opens in the reader."),
            lambda: window.documents,
            first_paper,
            lambda: "paper" in shown,
        ),
        Stop(
            tr("What is linked to what"),
            tr(
                "Parties, quotes and dates. Click a party: the other columns keep what is linked to it, "
                "and the chips above say so. Esc takes the last chip away."
            ),
            lambda: window.columns.columns[RefType.PARTY],
            first_party,
            lambda: bool(desk.narrowing.refs),
        ),
        Stop(
            tr("One key from its page"),
            tr(
                "Every row has its pin cite. Return opens the page at the very words; C copies them with it."
            ),
            lambda: quotes,
            first_quote,
            lambda: "quote" in shown,
        ),
        Stop(
            tr("You have the last word"),
            tr(
                "What the program found is a suggestion. A accepts it, X rejects it, E corrects it, "
                "Ctrl+Z takes any of it back. J and K go to the next and the previous row."
            ),
            lambda: window_reader,
            lambda: None,
            lambda: False,
        ),
        Stop(
            tr("On paper"),
            tr(
                "A chronology, who’s who, quote bank or dossier of a witness, each row with its "
                "pin cite: Ctrl+P."
            ),
            lambda: _button(window, tr("Report")),
            lambda: None,
            lambda: False,
        ),
    )


def _row(window: "MainWindow", kind: RefType) -> AnyRow | None:
    rows = window.columns.columns[kind].model.rows
    return next(iter(rows), None)


def _button(window: "MainWindow", name: str) -> QWidget:
    buttons = window.top.findChildren(QToolButton)
    return next((one for one in buttons if one.accessibleName() == name), window.top)
