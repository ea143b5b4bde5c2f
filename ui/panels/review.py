"""The review: one suggestion large with its evidence, what each key does, and the next ones below."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from casefile.records import HitRow, Ref, RefType
from casefile.review_records import Finding, ReviewItem, ReviewQueue
from ui.bar import HEAD, keep_height, link_button
from ui.elided_label import ElidedLabel
from ui.flow_row import FlowRow
from ui.keyed_panel import KeyedPanel
from ui.language import tr
from ui.line_list import LineList
from ui.panels.review_filters import ReviewFilters
from ui.panels.review_list import ReviewList
from ui.panels.review_parts import (
    KEYS,
    SHIFTED,
    FindingMark,
    fits,
    review_bar,
    review_buttons,
    stacked,
)
from ui.party_lines import CardView
from ui.plain_label import plain_label
from ui.review_words import item_lines, kind_words, title, under_title
from ui.theme import Theme, reading_font

__all__ = ["ReviewPanel"]

_LONGEST_TITLE = 600


class ReviewPanel(KeyedPanel):
    """Shows a queue and the item that is up.

    Signals: ``wanted(str)`` with what a key or a button asks for: "accept", "reject", "edit", "speaker",
    "again", "role", "kind", "date", "switch", "merge", "later", "undo", "accept alike", "reject alike",
    "page", "leave"; ``row_shown(Finding)`` when another suggestion is up.
    """

    wanted = Signal(str)
    row_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: CardView | None = None
        self._shown: Ref | None = None
        self._left = self._total = self._decided = 0
        self.list = ReviewList(theme)
        self.filters = ReviewFilters()
        self.filters.left.connect(self.take_keyboard)
        self.evidence = LineList(theme, tr("Evidence"))
        self._buttons = review_buttons(self.wanted)
        self._build(theme)
        chosen = self.list.selectionModel()
        chosen.currentChanged.connect(lambda *_: self._show_current())
        chosen.selectionChanged.connect(lambda *_: self._tell_progress())
        for key, what in KEYS.items():
            self.keys[key] = partial(self.wanted.emit, what)
        for key, what in SHIFTED.items():
            self.shifted[key] = partial(self.wanted.emit, what)
        self.keys[Qt.Key.Key_J] = lambda: self.step(1)
        self.keys[Qt.Key.Key_K] = lambda: self.step(-1)

    # -- the queue

    def show_queue(self, queue: ReviewQueue, up: Ref | None = None) -> None:
        """Show what is left to review; ``up`` is to be the one that is up, else the one that is."""
        self._left, self._total, self._decided = queue.left, queue.total, queue.decided
        place = max(0, self.list.currentIndex().row())
        wanted = [up] if up is not None else []
        if (now := self.current()) is not None:
            wanted.append(now.ref)
        self.list.findings.set_rows(queue.rows)
        found = (self.list.findings.index_of(ref) for ref in wanted)
        index = next((index for index in found if index.isValid()), None)
        self._go_on(index.row() if index is not None else place)

    def take_out(self, refs: Collection[Ref]) -> None:
        """Let findings go that were decided on; the next one is up at once."""
        places = [self.list.findings.index_of(ref).row() for ref in refs]
        place = min((each for each in places if each >= 0), default=0)
        self.list.findings.remove(frozenset(refs))
        self._left = max(0, self._left - len(refs))
        self._decided += len(refs)
        self._go_on(place)

    def put_up(self, row: Finding) -> None:
        """Have a finding that is not in the list be up, before the one that is."""
        index = self.list.findings.index_of(row.ref)
        place = index.row() if index.isValid() else max(0, self.list.currentIndex().row())
        if not index.isValid():
            self.list.findings.insert(place, row)
        self._go_on(place)

    def put_last(self, ref: Ref) -> None:
        """Move a finding to the end of the list; the next one is up."""
        rows, index = self.list.findings.rows, self.list.findings.index_of(ref)
        if index.isValid() and len(rows) > 1:
            place, row = index.row(), rows[index.row()]
            self.list.findings.remove((ref,))
            self.list.findings.insert(len(rows), row)
            self._go_on(place)

    def current(self) -> Finding | None:
        """Return the suggestion that is up."""
        return self.list.current()

    def step(self, by: int) -> None:
        """Go to the next or previous suggestion."""
        self.list.go_to(self.list.currentIndex().row() + by)

    def ahead(self, number: int) -> tuple[Ref, ...]:
        """Return the suggestions that come next."""
        place = self.list.currentIndex().row()
        return tuple(row.ref for row in self.list.findings.rows[place + 1 : place + 1 + number])

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to the sentence that stands in its place."""
        (self._empty if self._empty.isVisible() else self.list).setFocus()

    # -- what is up

    def show_item(
        self, item: ReviewItem, view: CardView | None, contexts: Sequence[HitRow] = ()
    ) -> None:
        """Show the evidence of the suggestion that is up, with the sentences of places that are known."""
        current = self.current()
        if current is None or current.ref != item.row.ref:
            return
        same = (
            self._view is not None and view is not None and self._view.card.party == view.card.party
        )
        if view is not None:
            view = view.after(self._view)
        self._view = view
        self._show_head(item.row)
        self.evidence.show_lines(item_lines(item, view), anew=not same, contexts=contexts)

    def tell(self, sentence: str) -> None:
        """Say quietly what was done."""
        self._foot.setVisible(bool(sentence))
        self._told.setText(sentence)
        self._told.setToolTip(sentence)

    def say_empty(self, sentence: str) -> None:
        """Say what stands in the place of an empty list."""
        self._empty.setText(sentence)

    def forget(self) -> None:
        """Show nothing, as the case is closed."""
        self.tell("")
        self.list.findings.set_rows(())
        self._left = self._total = self._decided = 0
        self._view = self._shown = None
        self.evidence.show_lines((), anew=True)
        for label in (self._title, self._under):
            label.setText("")
            label.setAccessibleName("")
        self._go_on(0)

    # -- inside

    def _go_on(self, place: int) -> None:
        """Have the finding at a place be up, and show whether there is any."""
        has_rows = bool(self.list.findings.rows)
        had_keyboard = self.has_keyboard
        self._body.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        if has_rows:
            before = self.list.currentIndex()
            self.list.go_to(place)
            if self.list.currentIndex() == before or self._shown != self._ref():
                self._show_current()
            if had_keyboard and not self.has_keyboard:  # it was where the sentence is hidden now
                self.list.setFocus()
        else:
            self._shown = None
            if had_keyboard:
                self._empty.setFocus()  # else the keyboard, and Z with it, would go elsewhere
        self._tell_progress()

    @property
    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is somewhere in the review."""
        focus = self.window().focusWidget()
        return focus is not None and focus.isVisible() and self.isAncestorOf(focus)

    def _ref(self) -> Ref | None:
        row = self.current()
        return row.ref if row is not None else None

    def _show_current(self) -> None:
        row = self.current()
        if row is None:
            return
        self._tell_progress()
        if row.ref != self._shown:
            self._view = None
            self.evidence.show_lines((), anew=True)
        self._shown = row.ref
        self._show_head(row)
        self.row_shown.emit(row)

    def _show_head(self, row: Finding) -> None:
        self._mark.show_finding(row)
        words = title(row)
        long = len(words) > _LONGEST_TITLE
        self._title.setText(f"{words[:_LONGEST_TITLE].rstrip()}…" if long else words)
        size = self.font().pointSizeF()
        is_quote = row.ref.type is RefType.QUOTE
        font = reading_font(size * 1.2) if is_quote else self.font()
        if not is_quote:
            font.setPointSizeF(size * 1.3)
            font.setBold(True)
        self._title.setFont(font)
        self._title.setAccessibleName(f"{kind_words(row.ref.type)}: {words}")
        self._under.setText(under_title(row))
        for what, button in self._buttons.items():
            button.setVisible(fits(what, row))
        self._row.place()

    def _tell_progress(self) -> None:
        selected = len(self.list.selectedIndexes())
        if selected > 1:
            words = tr("{number} selected", number=f"{selected:,}")
        else:
            words = tr(
                "{decided} of {total} reviewed",
                decided=f"{self._decided:,}",
                total=f"{self._total:,}",
            )
        self._progress.setText(words)
        self._bar.setMaximum(max(1, self._total))
        self._bar.setValue(self._decided)
        self._rest.setText(
            tr(
                "{number} to go, most useful first · Shift or Ctrl selects several",
                number=f"{self._left:,}",
            )
        )

    def _build(self, theme: Theme) -> None:
        self._progress = QLabel("")
        self._progress.setProperty("part", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Reviewed"))
        name = QLabel(tr("Review"))
        name.setProperty("part", "title")
        leave = link_button(tr("Back to the columns"), tr("Leave the review (Esc)"))
        leave.clicked.connect(lambda: self.wanted.emit("leave"))
        self._mark = FindingMark(theme)
        self._title, self._under = plain_label(), plain_label("secondary")
        self._row = FlowRow(self._buttons.values())
        head = QWidget()
        head.setProperty("part", "card-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._under)
        both = QHBoxLayout()
        both.setContentsMargins(14, 12, 14, 0)
        both.setSpacing(10)
        both.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        both.addLayout(words, 1)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(4)
        column.addLayout(both)
        column.addWidget(self._row)
        detail = stacked((head, self.evidence))
        self._rest = QLabel("")
        self._rest.setProperty("part", "list-head")
        self._rest.setIndent(0)
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(1)
        self._body.addWidget(detail)
        self._body.addWidget(stacked((self._rest, self.list)))
        self._body.setStretchFactor(0, 3)
        self._body.setStretchFactor(1, 2)
        self._body.setSizes([420, 240])
        self._empty = QLabel("")
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setMargin(30)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._empty.hide()
        self._told = ElidedLabel()
        self._told.setProperty("part", "secondary")
        self._told.setAccessibleName(tr("What was decided last"))
        heading = review_bar("bar", (name, self._bar, self._progress, leave), stretch=1)
        keep_height(heading, HEAD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.filters)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._empty, 1)
        self._foot = review_bar("foot", (self._told,), stretch=0)
        self._foot.hide()
        layout.addWidget(self._foot)
