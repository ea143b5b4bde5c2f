"""The review of suggested parties: one at a time with its evidence, or several at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QSplitter,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import HitRow, PartyRow, Ref
from ui import messages
from ui.models.rows import AnyRow, RowsModel
from ui.panels.party_head import (
    PartyName,
    as_panel,
    close_button,
    head,
    plain_label,
    standing_words,
)
from ui.panels.party_keys import KeyedPanel, key_button
from ui.panels.party_list import LineList
from ui.party_lines import CardView, review_lines
from ui.theme import Theme

__all__ = ["PartyReviewPanel"]

_DONE = "Every party has been reviewed. Esc goes back to quotes and dates."


class _Queue(QListView):
    """The suggestions in their order; Shift and Ctrl select several."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalnum() or event.key() == Qt.Key.Key_Space:
            event.ignore()  # letters are commands of the panel, not a search by first letter
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class PartyReviewPanel(KeyedPanel):
    """Signals, of which the first five carry the chosen rows as ``tuple[PartyRow, ...]``.

    ``accept_wanted``, ``reject_wanted``, ``edit_wanted``, ``merge_wanted``, ``kind_wanted``;
    ``row_shown(PartyRow)`` when another suggestion is up; ``place_wanted(Pin, Ref | None)``;
    ``contexts_wanted(tuple[Pin, ...])``; ``next_place_wanted()``; ``line_opened(Line)``; ``close_wanted()``.
    """

    accept_wanted = Signal(object)
    reject_wanted = Signal(object)
    edit_wanted = Signal(object)
    merge_wanted = Signal(object)
    kind_wanted = Signal(object)
    row_shown = Signal(object)
    place_wanted = Signal(object, object)
    contexts_wanted = Signal(object)
    next_place_wanted = Signal()
    line_opened = Signal(object)
    close_wanted = Signal()

    def __init__(
        self,
        delegate: QStyledItemDelegate,
        words: Callable[[AnyRow], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty review; ``delegate`` paints the rows to come, ``words`` says them."""
        super().__init__(parent)
        self._view: CardView | None = None
        self._seen: dict[Ref, None] = {}
        self.model = RowsModel(words, self)
        self.queue = _Queue()
        self.queue.setModel(self.model)
        self.queue.setItemDelegate(delegate)
        self.queue.setAccessibleName("Suggested parties, most useful first")
        self.queue.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.queue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.queue.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.queue.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.queue.setMouseTracking(True)
        self.queue.setUniformItemSizes(True)  # every row of a party is equally tall
        chosen = self.queue.selectionModel()
        chosen.currentChanged.connect(lambda *_: self._show_current())
        chosen.selectionChanged.connect(lambda *_: self._tell_progress())
        self.evidence = LineList(theme, "Evidence")
        self.evidence.place_wanted.connect(self.place_wanted)
        self.evidence.contexts_wanted.connect(self.contexts_wanted)
        self.evidence.opened.connect(self.line_opened)
        self._build(theme)
        self.keys = {
            Qt.Key.Key_A: lambda: self._tell(self.accept_wanted),
            Qt.Key.Key_R: lambda: self._tell(self.reject_wanted),
            Qt.Key.Key_X: lambda: self._tell(self.reject_wanted),
            Qt.Key.Key_E: lambda: self._tell(self.edit_wanted),
            Qt.Key.Key_M: lambda: self._tell(self.merge_wanted),
            Qt.Key.Key_K: lambda: self._tell(self.kind_wanted),
            Qt.Key.Key_N: lambda: self.step(1),
            Qt.Key.Key_J: lambda: self.step(1),
            Qt.Key.Key_P: lambda: self.step(-1),
            Qt.Key.Key_Space: self.next_place_wanted.emit,
        }

    def start(self) -> None:
        """Begin a review: what was decided before does not count into its progress."""
        self._seen.clear()
        self.model.set_rows(())
        self._view = None

    def show_queue(self, rows: Sequence[PartyRow]) -> None:
        """Show what is left to review; what came back by an undo is shown at once."""
        before = {row.ref for row in self.model.rows}
        back = [row for row in rows if row.ref in self._seen and row.ref not in before]
        current = self.current()
        place = max(0, self.queue.currentIndex().row())
        self._seen.update(dict.fromkeys(row.ref for row in rows))
        self.model.set_rows(rows)
        index = self.model.index(min(place, len(rows) - 1)) if rows else self.model.index(-1)
        if back and before:
            index = self.model.index_of(back[0].ref)
        elif current is not None and self.model.index_of(current.ref).isValid():
            index = self.model.index_of(current.ref)
        if index.isValid() and index != self.queue.currentIndex():
            self.queue.setCurrentIndex(index)
        elif index.isValid():
            self._show_current()
        had_keyboard = self.hasFocus() or self.isAncestorOf(self.focusWidget() or self)
        self._empty.setVisible(not rows)
        if not rows and had_keyboard:
            self._empty.setFocus()  # else the keyboard, and with it Ctrl+Z, would go to the search field
        self._body.setVisible(bool(rows))
        self._tell_progress()

    def show_card(self, view: CardView) -> None:
        """Show what is known of the current suggestion."""
        current = self.current()
        row = view.card.party
        if current is None or current.id != row.id:
            return
        same = self._view is not None and self._view.card.party.id == row.id
        self._view = view.after(self._view)
        self._name.show_party(row)
        said = [part for part in (row.role, row.kind.value, row.capacity, row.post) if part]
        self._what.setText(" · ".join([*said, standing_words(row)]))
        self.evidence.show_lines(review_lines(self._view), anew=not same)

    def add_contexts(self, rows: Sequence[HitRow]) -> None:
        """Take sentences of places that were asked for."""
        self.evidence.add_contexts(rows)

    def current(self) -> PartyRow | None:
        """Return the suggestion that is up."""
        row = self.model.row_at(self.queue.currentIndex())
        return row if isinstance(row, PartyRow) else None

    def chosen(self) -> tuple[PartyRow, ...]:
        """Return the selected suggestions, the one that is up first; at least that one."""
        current = self.current()
        places = sorted(index.row() for index in self.queue.selectedIndexes())
        rows = [self.model.rows[place] for place in places]
        parties = [row for row in rows if isinstance(row, PartyRow)]
        if current is not None:
            parties = [current, *(row for row in parties if row.id != current.id)]
        return tuple(parties)

    def step(self, by: int) -> None:
        """Go to the next or previous suggestion; after the last comes the first."""
        self.queue.setFocus()
        number = self.model.rowCount()
        if number:
            place = (self.queue.currentIndex().row() + by) % number
            self.queue.setCurrentIndex(self.model.index(place))

    def _build(self, theme: Theme) -> None:
        self._progress = QLabel("")
        self._progress.setProperty("part", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Parties reviewed")
        title = QLabel("Review")
        title.setProperty("part", "title")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title)
        top.addWidget(self._bar, 1)
        top.addWidget(self._progress)
        top.addWidget(close_button("Leave the review", self.close_wanted.emit))
        self._name, self._what = PartyName(theme), plain_label("secondary")
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(head((self._name, self._what, *self._key_rows())))
        column.addWidget(self.evidence, 1)
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(1)
        self._body.addWidget(detail)
        self._body.addWidget(self._rest())
        self._body.setSizes([460, 200])
        self._empty = QLabel(_DONE)
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setMargin(14)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._empty.hide()
        bar = QWidget()
        bar.setProperty("part", "column-head")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setLayout(top)
        top.setContentsMargins(14, 4, 10, 4)
        bar.setFixedHeight(34)
        layout = as_panel(self)
        layout.addWidget(bar)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._empty, 1)

    def _rest(self) -> QWidget:
        """Return the list of suggestions under a line of words that sets it off from the evidence."""
        words = QLabel("To review · Shift or Ctrl selects several")
        words.setProperty("part", "list-head")
        words.setIndent(0)  # a label with a border would be set in by half a letter more
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(self.queue, 1)
        return made

    def _key_rows(self) -> tuple[QHBoxLayout, ...]:
        """Return the buttons in two rows, so that they fit into a narrow window."""
        rows = (
            (
                ("Accept", "A", "This is a party", self.accept_wanted),
                ("Reject", "R", "This is no party; it is hidden", self.reject_wanted),
                ("Edit", "E", "Correct its name, kind or role", self.edit_wanted),
                ("Kind", "K", "Person, organization, agency …", self.kind_wanted),
            ),
            (("Merge", "M", "It is the same as another party", self.merge_wanted),),
        )
        made = []
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(2)
            for words, key, hint, signal in row:
                line.addWidget(key_button(words, key, hint, lambda s=signal: self._tell(s)))
            made.append(line)
        made[1].addWidget(key_button("Next", "N", "Decide later", lambda: self.step(1)))
        place = "Show the next place that names it"
        made[1].addWidget(key_button("Page", "Space", place, self.next_place_wanted.emit))
        for line in made:
            line.addStretch(1)
        return tuple(made)

    def _tell(self, signal: SignalInstance) -> None:
        rows = self.chosen()
        if rows:
            signal.emit(rows)

    def _tell_progress(self) -> None:
        left, total = self.model.rowCount(), len(self._seen)
        selected = len(self.queue.selectedIndexes())
        place = total - left + max(0, self.queue.currentIndex().row()) + 1
        words = f"{place:,} of {total:,}" if left else f"{total:,} of {total:,}"
        if selected > 1:
            words = f"{messages.count(selected, 'party', 'parties')} selected"
        self._progress.setText(words)
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(total - left)

    def _show_current(self) -> None:
        row = self.current()
        self._tell_progress()
        if row is not None:
            self.row_shown.emit(row)
