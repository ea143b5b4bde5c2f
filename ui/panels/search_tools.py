"""The buttons above the hits: how the answer divides, its order, what the words reach, kept searches."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from casefile.search_records import Facet, KeptSearch, SearchOrder
from ui.flow_row import FlowRow
from ui.language import tr
from ui.pick_button import Choice, PickButton
from ui.search_words import REACHES, reach_of, with_condition, with_reach

__all__ = ["SearchTools"]

_ORDERS = {
    SearchOrder.RELEVANCE: tr("Best first"),
    SearchOrder.DATE: tr("Oldest first"),
    SearchOrder.DOCUMENT: tr("As imported"),
}
_FACETS = {
    "kind": (tr("Kind"), tr("Kinds of paper in this answer")),
    "year": (tr("Year"), tr("Years of the papers in this answer")),
    "party": (tr("Party"), tr("Parties that some of these papers name")),
}


class SearchTools(QWidget):
    """A row of buttons.

    Signals: ``query_wanted(str)`` for another query; ``order_wanted(SearchOrder)``; ``save_wanted(str)`` for
    a query to be kept under a name; ``forget_wanted(int)`` for a saved search; ``within_wanted()`` to search
    in the papers of this answer only.
    """

    query_wanted = Signal(str)
    order_wanted = Signal(object)
    save_wanted = Signal(str)
    forget_wanted = Signal(int)
    within_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = self._whole = ""
        self._facets: tuple[Facet, ...] = ()
        self._kept: tuple[KeptSearch, ...] = ()
        self.setProperty("part", "column-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.facets: dict[str, PickButton] = {}
        for field, (name, hint) in _FACETS.items():
            button = PickButton(name, hint, partial(self._facet_choices, field))
            button.picked.connect(self._narrow)
            self.facets[field] = button
        self.within = QPushButton(tr("Within these"))
        self.within.setProperty("part", "link")
        self.within.setToolTip(tr("Look for other words in the papers of this answer only"))
        self.within.setAccessibleName(tr("Search within these papers"))
        self.within.clicked.connect(self.within_wanted)
        self.words = PickButton(
            tr("Words"), tr("What a plain word stands for"), self._reach_choices
        )
        self.words.picked.connect(lambda reach: self._ask(with_reach(self._query, str(reach))))
        self.order = PickButton(tr("Order"), tr("The order of the papers"), self._order_choices)
        self.order.picked.connect(self._reorder)
        self.searches = PickButton(
            tr("Searches"), tr("Saved searches, and what was asked before"), self._kept_choices
        )
        self.searches.picked.connect(self._ask)
        self.save = QPushButton(tr("Save…"))
        self.save.setProperty("part", "link")
        self.save.clicked.connect(self._save_or_forget)
        rest = (self.within, self.words, self.order, self.searches, self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FlowRow((*self.facets.values(), *rest)))

    def show_answer(self, query: str, facets: Sequence[Facet], whole: str = "") -> None:
        """Offer what an answer divides into.

        ``query`` is what stands in the field, ``whole`` all that was asked, where that is more.
        """
        self._query, self._whole, self._facets = query, whole or query, tuple(facets)
        self.within.setEnabled(bool(query.strip()))
        for field, button in self.facets.items():
            button.setEnabled(any(facet.field == field for facet in facets))
        reach = reach_of(query)
        self.words.show_picked(REACHES[reach] if reach else None)
        self._name_save()

    def show_kept(self, kept: Sequence[KeptSearch]) -> None:
        """Offer the searches that the case remembers, saved ones first."""
        self._kept = tuple(sorted(kept, key=lambda each: each.name is None))
        self.searches.setEnabled(bool(kept))
        self._name_save()

    def _saved(self) -> KeptSearch | None:
        """Return the saved search that is shown, if it is one."""
        query = " ".join(self._whole.split())
        return next((each for each in self._kept if each.name and each.query == query), None)

    def _name_save(self) -> None:
        saved = self._saved()
        self.save.setText(tr("Save…") if saved is None else tr("Forget"))
        hint = (
            tr("Keep this search under a name")
            if saved is None
            else tr("Forget “{name}”", name=saved.name)
        )
        self.save.setToolTip(hint)
        self.save.setAccessibleName(hint)
        self.searches.show_picked(saved.name if saved is not None else None)

    # -- what the buttons offer

    def _facet_choices(self, field: str) -> list[Choice]:
        return [
            Choice(facet.label, f"{facet.documents:,}", facet.condition)
            for facet in self._facets
            if facet.field == field
        ]

    def _reach_choices(self) -> list[Choice]:
        now = reach_of(self._query)
        return [
            Choice(words, "✓" if reach == now else "", reach) for reach, words in REACHES.items()
        ]

    def _order_choices(self) -> list[Choice]:
        return [Choice(words, "", order) for order, words in _ORDERS.items()]

    def _kept_choices(self) -> list[Choice]:
        return [
            Choice(each.name or each.query, each.query if each.name else "", each.query)
            for each in self._kept
        ]

    # -- what was picked

    def _save_or_forget(self) -> None:
        saved = self._saved()
        if saved is not None:
            self.forget_wanted.emit(saved.id)
        elif self._whole.strip():
            self.save_wanted.emit(self._whole)

    def _narrow(self, condition: object) -> None:
        self._ask(with_condition(self._query, str(condition)))

    def _ask(self, query: object) -> None:
        self.query_wanted.emit(str(query))

    def _reorder(self, order: object) -> None:
        chosen = SearchOrder(str(order))
        self.order.show_picked(_ORDERS[chosen] if chosen is not SearchOrder.RELEVANCE else None)
        self.order_wanted.emit(chosen)
