"""The columns' orders, kept for each case, and the evidence of the rows on screen."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from casefile.evidence_records import RowEvidence
from casefile.records import Ref, RefType
from ui.column_order import GROUPS, SORTS, Group, Orders, Sort, orders_from, orders_to
from ui.desk import Desk
from ui.language import tr
from ui.order_words import group_words, sort_words
from ui.panels.linked_view import LinkedViewPanel
from ui.settings import SettingsFile

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ColumnCommands"]


class ColumnCommands(QObject):
    """Asks the case in the orders that were chosen. Signal: ``said(str)`` for the line of status."""

    said = Signal(str)

    def __init__(
        self, desk: Desk, columns: LinkedViewPanel, settings: SettingsFile, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._columns = columns
        self._settings = settings
        self._window = window
        desk.case_opened.connect(self._case_opened)
        columns.order_wanted.connect(self.offer)
        columns.evidence_wanted.connect(self._ask_evidence)

    # -- orders

    def _case_opened(self, case: "Case") -> None:
        self._desk.orders = orders_from(self._settings.value.orders_of(case.case_id))
        self._show()

    def _show(self) -> None:
        for kind in SORTS:
            self._columns.show_order(kind, self._desk.orders.of(kind))

    def choose(self, orders: Orders) -> None:
        """Put the columns in other orders, and remember them for this case."""
        case = self._desk.case
        if case is None:
            return
        self._desk.reorder(orders)
        self._show()
        value = self._settings.value.with_orders(case.case_id, orders_to(orders))
        self._settings.save(value)

    def offer(self, kind: RefType, at: QPoint) -> QMenu:
        """Show what a column can be sorted and grouped by."""
        order = self._desk.orders.of(kind)
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("Sort and group"))
        self._head(menu, tr("Sort by"))
        sorts = QActionGroup(menu)
        for sort in SORTS[kind]:
            words = sort_words(kind, sort)
            if sort is order.sort and order.turned:
                words = tr("{sort}, from the end", sort=words)
            entry = self._entry(menu, sorts, words, checked=sort is order.sort)
            entry.triggered.connect(partial(self._sort, kind, sort))
        menu.addSeparator()
        self._head(menu, tr("Group by"))
        groups = QActionGroup(menu)
        for group in GROUPS[kind]:
            entry = self._entry(menu, groups, group_words(group), checked=group is order.group)
            entry.triggered.connect(partial(self._group, kind, group))
        menu.addSeparator()
        if order.group is not Group.NONE:
            menu.addAction(tr("Fold or unfold all groups"), self._columns.fold_all)
        usual = menu.addAction(
            tr("Usual order"), lambda: self.choose(self._desk.orders.usual(kind))
        )
        usual.setEnabled(not order.is_usual)
        menu.popup(at)
        return menu

    def _head(self, menu: QMenu, words: str) -> None:
        menu.addAction(words).setEnabled(False)

    def _entry(self, menu: QMenu, group: QActionGroup, words: str, *, checked: bool) -> QAction:
        entry = menu.addAction(words)
        entry.setCheckable(True)
        group.addAction(entry)
        entry.setChecked(checked)
        return entry

    def _sort(self, kind: RefType, sort: Sort) -> None:
        self.choose(self._desk.orders.sorted_by(kind, sort))

    def _group(self, kind: RefType, group: Group) -> None:
        self.choose(self._desk.orders.grouped_by(kind, group))

    # -- evidence

    def _ask_evidence(self, kind: RefType, refs: tuple[Ref, ...]) -> None:
        question = self._columns.question

        def told(found: Mapping[Ref, RowEvidence]) -> None:
            if self._columns.question == question:
                self._columns.add_evidence(kind, refs, found)

        self._desk.ask(
            lambda case: case.evidence(question, refs), told, f"evidence of {kind.value}"
        )
