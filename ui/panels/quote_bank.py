"""The quote bank in the middle of the window: what it is narrowed by, its list, and the comparison."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.quote_records import BankRow
from ui.bar import bar, link_button
from ui.counted_list import width_to_be
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.messages import count
from ui.panels.quote_comparison import QuoteComparisonView
from ui.panels.quote_filters import QuoteFilters
from ui.panels.quote_list import QuoteList
from ui.quote_arranged import BankWish, ShownBank, show_bank
from ui.quote_filter import BankFilter, Facet, counts, kept
from ui.quote_lines import Grouping, QuoteBook
from ui.quote_verdicts import WORST_FIRST
from ui.theme import Theme

__all__ = ["QuoteBankPanel"]

_HINT = tr(
    "A accept · X reject · E speaker · R same speaker again · C copy with cite · Space narrow · "
    "Enter open · Shift+Enter the other place · ← → section · / words"
)
_EMPTY = tr(
    "No quotes yet. Import an article, a pleading or an opinion: what stands between quotation marks "
)
_EMPTY += tr("there comes here.")
_READING = tr("Comparing the quotes with the papers of the case…")
_NOTHING = tr("No quote fits all of that. Esc shows every quote again.")

_AT_ONCE = 300
"""Up to how many quotations the window's own thread goes through without anybody noticing."""

Aside: TypeAlias = Callable[[Callable[[], Any], Callable[[Any], object]], object]


class QuoteBankPanel(QWidget):
    """Shows a book. Signals: ``leave_wanted()``; ``save_wanted()`` for the rows that are shown."""

    leave_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = QuoteBook()
        self.grouping = Grouping.PAPER
        self._read = False
        self.list = QuoteList(theme, tr("Quotes"))
        self.aside: Aside | None = None
        """Runs what takes long off the window's thread; without one everything is done at once."""
        self._counted: dict[Facet, Mapping[object, int]] = {}
        self.filters = QuoteFilters(self._count, self._prepare_count)
        self._after: Callable[[], object] | None = None
        self.filters.changed.connect(lambda _asked: self._asked_otherwise())
        self.list.laying_out_wanted.connect(self._arrange)
        self.filters.left.connect(self.list.take_keyboard)
        self.list.typing_wanted.connect(self._type)
        self.comparison = QuoteComparisonView(theme)
        self._build()

    def _build(self) -> None:
        title = QLabel(tr("Quote bank"))
        title.setProperty("part", "title")
        self._number = ElidedLabel(least=0)
        self._number.setProperty("part", "secondary")
        self._number.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.order = QToolButton()
        self.order.setProperty("part", "plain")
        self.order.setToolTip(tr("What the list is put together by"))
        self.order.clicked.connect(lambda: self.offer_groupings())
        save = link_button(tr("Save…"), tr("Save these quotes as Word or CSV"))
        save.clicked.connect(self.save_wanted)
        leave = link_button(tr("Back to the columns"), tr("Leave the quote bank (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        heading = bar("bar", (12, 4, 8, 4), (title, self._number, self.order, save, leave))
        self._empty = QLabel(_EMPTY)
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(30)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.setHandleWidth(1)
        self.down.setChildrenCollapsible(False)
        self.down.addWidget(self._stack)
        self.down.addWidget(self.comparison)
        self.down.setSizes([390, 260])
        self.down.setStretchFactor(0, 3)
        self.down.setStretchFactor(1, 2)
        hint = ElidedLabel()
        hint.setProperty("part", "secondary")
        hint.setText(_HINT)
        hint.setToolTip(_HINT)
        foot = bar("foot", (12, 3, 12, 3), (hint,), height=26)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self.filters)
        column.addWidget(self.down, 1)
        column.addWidget(foot)
        self._name_order()

    # -- what is shown

    def wish(self) -> BankWish:
        """Return what is to be shown."""
        return BankWish(self.filters.asked, self.grouping, width_to_be(self.list, self))

    def show_book(
        self,
        book: QuoteBook,
        parties: Mapping[int, str],
        papers: Mapping[int, str],
        shown: ShownBank | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Show what the case answered, chosen and put together as before, and do ``then``.

        ``shown`` is what is to be shown of it, where that was worked out already, or how that begins.
        """
        self.book, self._read = book, True
        self.filters.take_names(parties, papers)
        if shown is None or shown.wish != self.wish():
            self._arrange(then)
            return
        if (
            shown.is_beginning and self.list.lines.rowCount()
        ):  # what is shown is more than a beginning
            self._arrange(then)
            return
        self._show(shown)
        if shown.is_beginning:
            self._arrange(then)
        else:
            then()

    def forget(self) -> None:
        """Show nothing, as the case is closed."""
        self.book, self._read = QuoteBook(), False
        self.filters.clear()
        self.filters.take_names({}, {})
        self.group_by(Grouping.PAPER)
        self.comparison.show_comparison(None)
        self._arrange()

    def shown_rows(self) -> tuple[BankRow, ...]:
        """Return the rows that are asked for: in the order of the papers, or what differs first."""
        rows = [each.row for each in kept(self.book.rows, self.filters.asked)]
        if self.grouping is Grouping.VERDICT:
            rows.sort(key=lambda row: WORST_FIRST.index(row.verdict))
        return tuple(rows)

    def group_by(self, grouping: Grouping) -> None:
        """Put the list together otherwise; the current quotation stays the current one."""
        if grouping is self.grouping:
            return
        self.grouping = grouping
        before = self.list.current_line()
        quote = before.quote if before is not None else None
        self._name_order()
        self._arrange(lambda: self.go_to(quote.id) if quote is not None else None)

    def go_to(self, quote: int) -> bool:
        """Make a quotation the current one; tell whether it is shown."""
        lines = self.list.lines
        row = self.book.row(quote)
        group = self.book.groups.get(row.group) if row is not None and row.group else None
        keys = [f"q{quote}"]
        if group is not None:
            places = enumerate(group.members)
            keys += [f"g{group.id}.{at}" for at, each in places if each.quote == quote]
        return any(self.list.go_to(key) for key in keys if lines.index_of(key).isValid())

    def _arrange(self, then: Callable[[], object] = lambda: None) -> None:
        """Have what is shown worked out anew, and do ``then`` when it is there."""
        book, wish, sizes = self.book, self.wish(), self.list.sizes

        def tell(shown: ShownBank) -> None:
            if book is self.book and wish == self.wish():
                self._show(shown)
                then()

        if len(book.rows) < _AT_ONCE or self.aside is None:
            tell(show_bank(book, wish, sizes))
        else:
            self.aside(lambda: show_bank(book, wish, sizes), tell)

    def _show(self, shown: ShownBank) -> None:
        self._counted.clear()
        total = len(self.book.rows) + self.book.more
        words = tr("{rows:,} of {total}", rows=shown.rows, total=count(total, tr("quote")))
        if self.book.more:
            words = tr("{words}; the others are being read…", words=words)
        self._number.setText(count(total, tr("quote")) if shown.rows == total else words)
        had_keyboard = self.list.hasFocus()
        self.list.show_laid(shown.laid)
        has_lines = bool(len(shown.laid.lines))
        self._empty.setText(
            _READING
            if self.book.more
            else _NOTHING
            if self.book.rows
            else _EMPTY
            if self._read
            else _READING
        )
        self._stack.setCurrentWidget(self.list if has_lines else self._empty)
        if not has_lines:
            self.comparison.show_comparison(None)
            if had_keyboard and self.book.rows:
                self.filters.clear_button.setFocus()

    def _count(self, facet: Facet) -> Mapping[object, int]:
        if facet not in self._counted:
            self._counted[facet] = counts(self.book.rows, self.filters.asked, facet)
        return self._counted[facet]

    def _prepare_count(self, facet: Facet, then: Callable[[], object]) -> None:
        """Have a facet's values counted, and do ``then``."""
        book, asked = self.book, self.filters.asked

        def tell(counted: Mapping[object, int]) -> None:
            if book is self.book and asked == self.filters.asked:
                self._counted[facet] = counted
                then()

        if len(book.rows) < _AT_ONCE or self.aside is None:
            then()
        else:
            self.aside(lambda: counts(book.rows, asked, facet), tell)

    # -- keys and menus

    def step_back(self) -> bool:
        """Take back what is asked for; tell whether there was anything."""
        was = self.filters.clear()
        if was:
            self.list.take_keyboard()
        return was

    def ask(self, asked: BankFilter, then: Callable[[], object] = lambda: None) -> None:
        """Ask for some quotations, and do ``then`` when they are shown."""
        if asked == self.filters.asked:
            then()
            return
        self._after = then
        self.filters.ask(asked)

    def _asked_otherwise(self) -> None:
        then, self._after = self._after, None
        self._arrange(then or (lambda: None))

    def offer_groupings(self) -> QMenu:
        """Show what the list can be put together by."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for grouping in Grouping:
            action = QAction(grouping.value, menu)
            action.setCheckable(True)
            action.setChecked(grouping is self.grouping)
            action.triggered.connect(lambda _=False, grouping=grouping: self.group_by(grouping))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.order.mapToGlobal(QPoint(0, self.order.height())))
        return menu

    def _name_order(self) -> None:
        self.order.setText(f"{self.grouping.value} ▾")
        self.order.setAccessibleName(tr("Put together {lower}", lower=self.grouping.value.lower()))

    def _type(self) -> None:
        self.filters.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.selectAll()
