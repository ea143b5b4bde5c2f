"""The large timeline with its bar: what the lanes are, zoom, and the days on screen as a filter."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.event_records import EventRow
from ui import chronology_words as wording
from ui.bar import keep_height
from ui.chronology_arranged import Arranged
from ui.chronology_book import EventBook
from ui.chronology_picture import Drawn, LanesBy, Picture
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.messages import date_title
from ui.panels.chronology_canvas import ChronologyCanvas
from ui.panels.chronology_scene import Scene
from ui.theme import Theme

__all__ = ["ChronologyTimeline"]

_MOST_IN_MENU = 30
_LANES = {
    LanesBy.PARTY: tr("By party"),
    LanesBy.DOCUMENT: tr("By paper"),
    LanesBy.TOGETHER: tr("One lane"),
}


class ChronologyTimeline(QWidget):
    """Bar and canvas.

    Signals: ``visited(EventRow)``, ``opened(EventRow)``; ``document_wanted(int)`` for a paper or its
    deadline; ``days_wanted()`` to list only what is on screen; ``lanes_changed()``; ``told(str)``.
    """

    visited = Signal(object)
    opened = Signal(object)
    document_wanted = Signal(int)
    days_wanted = Signal()
    lanes_changed = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = EventBook()
        self.by = LanesBy.PARTY
        self._picture = Picture()
        self.canvas = ChronologyCanvas(theme, self._words)
        self.canvas.chosen.connect(self._chosen)
        self.canvas.opened.connect(self._opened)
        self.canvas.several.connect(self._offer)
        self.canvas.told.connect(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = self._bar()
        layout.addWidget(self._head)
        layout.addWidget(self.canvas, 1)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("part", "column-head")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(bar, 36)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(3)
        self.lanes = QButtonGroup(self)
        for number, words in enumerate(_LANES.values()):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tr("Lanes: {lower}", lower=words.lower()))
            button.setCheckable(True)
            self.lanes.addButton(button, number)
            row.addWidget(button)
        self.lanes.buttons()[0].setChecked(True)
        self.lanes.idClicked.connect(lambda number: self.show_lanes(tuple(_LANES)[number]))
        self._note = ElidedLabel()
        self._note.setProperty("part", "secondary")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._note, 1)
        for words, hint, act in (
            ("−", tr("More days (−)"), lambda: self.canvas.zoom(1.25)),
            ("+", tr("Fewer days (+)"), lambda: self.canvas.zoom(0.8)),
            (tr("Whole"), tr("The whole again (0)"), self.canvas.show_whole),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(hint)
            button.setAccessibleName(hint)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        only = QPushButton(tr("List these"))
        only.setProperty("part", "link")
        only.setToolTip(tr("The list of what is on screen (Shift+L)"))
        only.clicked.connect(self.days_wanted)
        row.addWidget(only)
        return bar

    # -- what is shown

    def show_events(self, book: EventBook, arranged: Arranged) -> None:
        """Draw the events that filters leave, and the papers' own days."""
        self._book = book
        self._picture = arranged.picture
        laid = arranged.laid
        self.canvas.show_picture(self._picture, laid if isinstance(laid, Scene) else None)
        undated = arranged.undated
        self._note.setText(
            tr("{undated:,} without a day: see the list", undated=undated) if undated else ""
        )

    def to_lay_out(self, place: QSize) -> Callable[[Picture], Scene | None]:
        """Return what lays a picture out, on any thread; ``place`` is the size that it is to be shown in."""
        canvas = self.canvas
        if canvas.isVisible():
            return canvas.to_lay_out(canvas.viewport().size())
        frame, bar = 2 * canvas.frameWidth(), canvas.verticalScrollBar().sizeHint().width()
        head = max(self._head.sizeHint().height(), self._head.minimumHeight())
        room = place - QSize(bar + frame, head + frame)
        return canvas.to_lay_out(room.expandedTo(QSize(1, 1)))

    def forget(self) -> None:
        """Draw nothing, with the lanes and the stretch of time as at first."""
        self.canvas.forget()

    def show_lanes(self, by: LanesBy) -> None:
        """Have the lanes stand for something else."""
        self.by = by
        self.lanes.buttons()[tuple(_LANES).index(by)].setChecked(True)
        self.lanes_changed.emit()

    def days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day on screen."""
        return self.canvas.window_days()

    def current(self) -> EventRow | None:
        """Return the event that keys apply to, also when its mark is one of a count."""
        key = self.canvas.current_key
        thing = self.canvas.thing(key)
        return thing.event if thing is not None else None

    def go_to(self, event: int) -> bool:
        """Bring an event into view; of several papers that tell it, the one that is drawn."""
        row = self._book.events.get(event)
        group = self._book.groups.get(row.group, ()) if row is not None else ()
        keys = [f"e{number}" for number in (event, *(one.id for one in group))]
        return any(self.canvas.go_to(key) for key in keys)

    def mark(self, event: int) -> None:
        """Make an event current; the stretch of time stays, also where the event is not in it."""
        row = self._book.events.get(event)
        days = self.canvas.window_days()
        if row is None or days is None or row.earliest is None:
            return
        if days[0] <= row.earliest <= days[1]:
            self.go_to(event)
        else:
            self.canvas.current_key = f"e{event}"

    def step(self, by: int) -> None:
        """Go to the next or previous event in the order of the days."""
        order = self._picture.order
        if not order:
            return
        row = self.current()
        place = order.index(row.id) + by if row is not None and row.id in order else 0
        thing = self.canvas.thing(f"e{order[min(max(place, 0), len(order) - 1)]}")
        if thing is not None:
            self.canvas.choose(thing)

    def _words(self, thing: Drawn) -> str:
        """Return all that is known of a mark."""
        row = thing.event
        if row is None:
            return thing.words
        members = self._book.groups.get(row.group, (row,))
        papers = len({member.pin.document for member in members})
        return wording.spoken(row, self._book.conflicts((row,)), papers)

    def _chosen(self, thing: Drawn) -> None:
        if thing.event is not None:
            self.visited.emit(thing.event)
        elif thing.document is not None:
            self.document_wanted.emit(thing.document)

    def _opened(self, thing: Drawn) -> None:
        if thing.event is not None:
            self.opened.emit(thing.event)
        elif thing.document is not None:
            self.document_wanted.emit(thing.document)

    def _offer(self, things: Sequence[Drawn]) -> None:
        """Offer by name what no zoom takes apart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for thing in things[:_MOST_IN_MENU]:
            day = f"{date_title(thing.event.date)}: " if thing.event is not None else ""
            words = f"{day}{thing.label}".replace("&", "&&")
            menu.addAction(words, lambda thing=thing: self.canvas.choose(thing))
        if len(things) > _MOST_IN_MENU:
            menu.addAction(
                tr("{things} more: in the list", things=len(things) - _MOST_IN_MENU)
            ).setEnabled(False)
        menu.popup(QCursor.pos())
