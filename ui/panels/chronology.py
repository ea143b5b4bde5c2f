"""The chronology in the middle of the window: filters, the list or the timeline, and what keys do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.event_records import EventRow
from extraction.date_wording import day_words
from ui import chronology_words as wording
from ui.bar import bar, keep_height
from ui.chronology_arranged import Arranged, Wish, arrange
from ui.chronology_book import EventBook
from ui.chronology_filter import Picked
from ui.chronology_lines import EventLine, EventLines
from ui.chronology_picture import Picture
from ui.chronology_sizes import EventSizes
from ui.counted_list import width_to_be
from ui.elided_label import ElidedLabel
from ui.key_table import KeyTable
from ui.language import tr
from ui.messages import count
from ui.models.chronology import EventsModel
from ui.panels.chronology_delegate import EventDelegate
from ui.panels.chronology_filters import FilterBar
from ui.panels.chronology_list import EventList
from ui.panels.chronology_timeline import ChronologyTimeline
from ui.theme import Theme

__all__ = ["ChronologyPanel"]

_HINT_LIST = tr(
    "Enter opens the source · E your words · D disputed · U undisputed · Y admitted · + helps · − hurts"
    " · T tags · V the other account · R the answer · → other papers · L timeline"
)
_HINT_TIMELINE = tr(
    "Wheel, + and − zoom · dragging moves · ← → step · Enter opens the source · 0 whole · L list"
)
_AT_ONCE = 300
"""Up to how many events the window's own thread arranges them without anybody noticing."""
_EMPTY = tr(
    "No events yet. Every sentence that names a day appears here, in the order of the days."
)
_READING = tr("The events of all papers are being put together…")
_EMPTY_FILTERED = tr("No event passes these filters. Backspace clears them.")


Aside: TypeAlias = Callable[[Callable[[], Arranged], Callable[[Arranged], object]], object]


class ChronologyPanel(QWidget):
    """List and timeline of the same events under the same filters.

    Signals: ``visited(EventRow)`` when another event became current; ``opened(EventRow)``;
    ``words_given(int, str)``; ``menu_wanted(QPoint)``; ``list_export_wanted()``, ``picture_export_wanted()``;
    ``document_wanted(int)`` for a paper on the timeline; ``leave_wanted()``; ``mode_changed()`` when
    list or timeline is wanted instead of the other, or comes.
    """

    visited = Signal(object)
    opened = Signal(object)
    words_given = Signal(int, str)
    menu_wanted = Signal(QPoint)
    list_export_wanted = Signal()
    picture_export_wanted = Signal()
    document_wanted = Signal(int)
    leave_wanted = Signal()
    mode_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opened: set[int] = set()
        self._waiting: tuple[EventBook, Arranged | None] | None = None
        self.book = EventBook()
        self.picked = Picked()
        self.was_told = False
        """Whether the case has told all events."""
        self.aside: Aside | None = None
        """Runs what takes long off the window's thread; without one everything is done at once."""
        self.model = EventsModel(self._spoken, self)
        self.delegate = EventDelegate(theme, self)
        self.list = EventList(self.model, self.delegate)
        self.timeline = ChronologyTimeline(theme)
        self.filters = FilterBar(theme)
        self._build()
        self.filters.changed.connect(lambda _: self._arrange())
        self.filters.left.connect(self.take_keyboard)
        self.list.visited.connect(lambda line: self.visited.emit(line.event))
        self.list.opened.connect(lambda line: self.opened.emit(line.event))
        self.list.unfolded.connect(self._unfold)
        self.list.edited.connect(self._show_waiting)
        self.list.laying_out_wanted.connect(self._arrange)
        self.list.document_wanted.connect(self.document_wanted)
        self.list.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))
        )
        self.model.words_given.connect(self.words_given)
        self.timeline.visited.connect(self.visited)
        self.timeline.opened.connect(self.opened)
        self.timeline.document_wanted.connect(self.document_wanted)
        self.timeline.told.connect(self._tell)
        self.timeline.lanes_changed.connect(lambda: self._arrange(self._find_again))
        self.timeline.days_wanted.connect(self.only_days_on_screen)
        theme.changed.connect(self.list.viewport().update)

    # -- building

    def _build(self) -> None:
        self._title = QLabel(tr("Chronology"))
        self._title.setProperty("part", "title")
        self._numbers = ElidedLabel(end="")  # each number stands for itself
        self._numbers.setProperty("part", "secondary")
        self._numbers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._modes = QButtonGroup(self)
        for number, (words, hint) in enumerate(
            (
                (tr("List"), tr("One row for each event (L)")),
                (tr("Timeline"), tr("Drawn along an axis (L)")),
            )
        ):
            mode = QToolButton()
            mode.setText(words)
            mode.setToolTip(hint)
            mode.setCheckable(True)
            self._modes.addButton(mode, number)
        self._modes.buttons()[0].setChecked(True)
        self._modes.idClicked.connect(lambda number: self.show_timeline(number == 1))
        self._modes.buttons()[1].toggled.connect(lambda _on: self.mode_changed.emit())
        save = _link(
            tr("Save…"),
            tr("Save what is shown: the list for Word or Excel, the timeline as a drawing"),
        )
        save.clicked.connect(self._save)
        leave = _link(tr("Back to the columns"), tr("Leave the chronology (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        head = QWidget()
        head.setProperty("part", "bar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(head, 38)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._numbers, 1)
        for widget in (*self._modes.buttons(), save, leave):
            row.addWidget(widget)
        self._empty = QLabel(_READING)
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(30)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.views = QStackedWidget()
        for view in (self.list, self.timeline, self._empty):
            self.views.addWidget(view)
        self.views.setCurrentWidget(self._empty)
        self.views.currentChanged.connect(lambda _place: self.mode_changed.emit())
        self._hint = ElidedLabel()
        self._hint.setProperty("part", "secondary")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, self.filters):
            layout.addWidget(part)
        layout.addWidget(self.views, 1)
        layout.addWidget(bar("foot", (12, 3, 12, 3), (self._hint,), height=26))
        self._tell("")

    def take_keys(
        self,
        in_list: Mapping[str, Callable[[], object]],
        in_timeline: Mapping[str, Callable[[], object]],
    ) -> None:
        """Have keys act on the rows while the list or the timeline has the keyboard."""
        KeyTable(self.list, in_list)
        KeyTable(self._empty, {"Backspace": self.filters.clear_all})
        KeyTable(self.timeline.canvas, in_timeline)

    # -- what is shown

    def wish(self) -> Wish:
        """Return what is to be shown."""
        lanes = self.timeline.by if self.shows_timeline else None
        width = 0 if self.shows_timeline else width_to_be(self.list, self)
        return Wish(self.filters.filter, frozenset(self._opened), lanes, width)

    def sizes(self) -> EventSizes:
        """Return the measures of the list's rows, for those who lay them out off this thread."""
        return self.delegate.exact.counted()

    def to_lay_out(self) -> Callable[[Picture], object] | None:
        """Return what lays the timeline out, for those who do so off this thread; of a list nothing."""
        return self.timeline.to_lay_out(self.views.size()) if self.shows_timeline else None

    def show_book(self, book: EventBook, arranged: Arranged | None = None) -> None:
        """Show the case's answer; ``arranged`` where that was worked out already."""
        if self.list.is_editing:  # a paper that comes in must not take the field away
            self._waiting = book, arranged
            return
        self.book = book
        self.was_told = self.was_told or not book.is_beginning
        if arranged is not None and arranged.wish == self.wish():
            self._show(arranged)
        else:
            self._arrange()

    def forget(self) -> None:
        """Show nothing, with nothing hidden or unfolded, as another case may be next."""
        self._opened.clear()
        self._waiting = None
        self.show_book(EventBook())
        self.was_told = False
        self._empty.setText(_READING)
        self.filters.clear_all()
        self.timeline.forget()
        self.list.show_lines(EventLines())
        for view in (self.list, self.timeline.canvas):
            view.setAccessibleDescription("")  # of what was current

    def _arrange(self, then: Callable[[], object] | None = None) -> None:
        """Have what is shown worked out anew, and do ``then`` when it is there."""
        book, wish = self.book, self.wish()

        def tell(arranged: Arranged) -> None:
            if book is self.book and wish == self.wish():
                self._show(arranged)
                if then is not None:
                    then()

        # The timeline draws the papers' own days, too, however few events there are.
        is_large = len(book.events) + len(book.documents) >= _AT_ONCE
        if not is_large or self.aside is None:
            tell(arrange(book, wish, self.sizes() if is_large else None))
        else:
            sizes, lay_out = self.sizes(), self.to_lay_out()
            self.aside(lambda: arrange(book, wish, sizes, lay_out), tell)

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            (book, arranged), self._waiting = self._waiting, None
            self.show_book(book, arranged)

    def _show(self, arranged: Arranged) -> None:
        self.delegate.show_book(self.book)
        self.picked = arranged.picked
        self.filters.show_counts(self.book, self.picked, arranged.choices)
        if self.shows_timeline:
            self.timeline.show_events(self.book, arranged)
        else:
            laid = arranged.tops, arranged.wish.width
            self.list.show_lines(arranged.lines, laid)
        self._say_numbers(arranged)
        self._empty.setText(self._why_empty())
        view = self._view()
        had_keyboard = self._has_keyboard()
        self.views.setCurrentWidget(view)
        if had_keyboard:
            self.take_keyboard()

    def _why_empty(self) -> str:
        if self.book.is_beginning or not self.was_told:
            return _READING
        return _EMPTY_FILTERED if self.book.events else _EMPTY

    def _has_keyboard(self) -> bool:
        return any(view.hasFocus() for view in (self.list, self.timeline.canvas, self._empty))

    def _view(self) -> QWidget:
        if self.shows_timeline:  # papers and deadlines have their days without any event
            return self._empty if self.book.is_beginning else self.timeline
        return self.list if self.picked.shown else self._empty

    def _say_numbers(self, arranged: Arranged) -> None:
        shown, every = len(self.picked.shown), len(self.book.events)
        lines, undated = arranged.events, arranged.undated
        parts = [tr("{shown:,} of {every}", shown=shown, every=count(every, tr("dated sentence")))]
        if not self.shows_timeline and lines != shown:
            parts[0] = tr(
                "{lines} in {shown:,} of {every}",
                lines=count(lines, tr("event")),
                shown=shown,
                every=count(every, tr("sentence")),
            )
        parts += [tr("{undated:,} without a day", undated=undated)] if undated else []
        if self.book.is_beginning:
            parts = [tr("Comparing… first {shown:,} events of all papers", shown=shown)]
        words = " · ".join(parts) if every else ""
        self._numbers.setText(words)
        told = tr("Which events are one, which differ and what answers say is being worked out.")
        self._numbers.setToolTip(told if self.book.is_beginning else words)

    @property
    def shows_timeline(self) -> bool:
        """Tell whether the timeline is shown instead of the list."""
        return self._modes.checkedId() == 1

    @property
    def draws_days(self) -> bool:
        """Tell whether the timeline is wanted, or on screen until the list comes."""
        return self.shows_timeline or self.views.currentWidget() is self.timeline

    def show_timeline(self, timeline: bool) -> None:
        """Show the timeline, or the list, on the same event."""
        row = self.current()

        def then() -> None:
            if row is not None and timeline:
                self.timeline.mark(row.id)
            elif row is not None:
                self.go_to(row.id)
            self._tell("")
            self.take_keyboard()

        self._modes.buttons()[1 if timeline else 0].setChecked(True)
        self._arrange(then)

    def _find_again(self) -> None:
        row = self.timeline.current()
        if row is not None:
            self.timeline.mark(row.id)
        self.timeline.canvas.setFocus()

    def toggle_timeline(self) -> None:
        """Go from the list to the timeline or back."""
        self.show_timeline(not self.shows_timeline)

    def only_days_on_screen(self) -> None:
        """Show in the list only what lies in the stretch of the timeline on screen."""
        days = self.timeline.days()
        if days is not None:
            self._modes.buttons()[0].setChecked(True)
            self.filters.set_filter(replace(self.filters.filter, days=days))
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the rows, the first of which becomes current if none is."""
        view = self._view()
        # Not by a proxy of the timeline: Tab would not come to the buttons above the picture then.
        (self.timeline.canvas if view is self.timeline else view).setFocus()
        if view is self.list and self.list.current() is None:
            first = next((line.key for line in self.model.lines if line.event), "")
            self.list.go_to(first, quiet=True)  # the reader goes on showing what it shows

    # -- rows

    def current(self) -> EventRow | None:
        """Return the event that keys apply to."""
        if self.shows_timeline:
            return self.timeline.current()
        line = self.list.current()
        return line.event if line is not None else None

    def current_line(self) -> EventLine | None:
        """Return the line of the list that keys apply to."""
        return None if self.shows_timeline else self.list.current()

    def chosen(self) -> tuple[EventRow, ...]:
        """Return the events that a decision applies to."""
        if self.shows_timeline:
            row = self.timeline.current()
            return (row,) if row is not None else ()
        rows: dict[int, EventRow] = {}
        for line in self.list.selected():
            if line.event is not None:  # a folded row stands for all that tell it
                for row in line.members if not line.opened else (line.event,):
                    rows.setdefault(row.id, row)
        return tuple(rows.values())

    def go_to(self, event: int) -> bool:
        """Make an event current, unfolding its group where it stands inside; tell whether it is shown."""
        if self.shows_timeline:
            return self.timeline.go_to(event)
        if self.list.go_to(f"e{event}", quiet=True):
            return True
        row = self.book.events.get(event)
        if row is None or row.id not in self.picked.shown:
            return False
        self._opened.add(row.group)
        self._arrange(lambda: self.list.go_to(f"e{event}", quiet=True))
        return True

    def step(self, by: int) -> None:
        """Go to the next or previous event."""
        if self.shows_timeline:
            self.timeline.step(by)
        else:
            self.list.step(by)

    def _unfold(self, line: EventLine, unfold: bool) -> None:
        if line.event is None:
            return
        if unfold:
            self._opened.add(line.event.group)
            self._arrange(lambda: self.list.reveal(line.key, len(line.members) - 1))
        else:
            self._opened.discard(line.event.group)
            self._arrange()

    def _spoken(self, line: EventLine) -> str:
        if line.day is not None:
            return tr(
                "{words}: {day_words}. Click for the paper",
                words=line.words,
                day_words=day_words(line.day),
            )
        if line.event is None:
            return f"{line.words}, {count(line.count, tr('event'))}"
        others = self.book.conflicts(line.members)
        return wording.spoken(line.event, others, line.papers)

    def _tell(self, words: str) -> None:
        hint = _HINT_TIMELINE if self.shows_timeline else _HINT_LIST
        self._hint.setText(words or hint)
        self._hint.setToolTip(words or hint)

    def _save(self) -> None:
        if self.shows_timeline:
            self.picture_export_wanted.emit()
        else:
            self.list_export_wanted.emit()


def _link(words: str, hint: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("part", "link")
    made.setToolTip(hint)
    return made
