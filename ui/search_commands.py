"""The search of the window: asks while the query is typed, shows the answer, keeps searches."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import SearchResults
from casefile.search_records import KeptSearch, SearchOrder
from ui.desk import Desk
from ui.language import tr
from ui.panels.search import SearchPanel
from ui.search_field import SearchField
from ui.search_words import within

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["SearchCommands"]


class SearchCommands(QObject):
    """Signals: ``said(str)``; ``answered()`` when there are hits; ``left()`` once the field is empty."""

    said = Signal(str)
    answered = Signal()
    left = Signal()

    def __init__(self, desk: Desk, field: SearchField, hits: SearchPanel, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._field = field
        self._hits = hits
        self._window = window
        self._order = SearchOrder.RELEVANCE
        self._within: tuple[str, ...] = ()
        self._asked = ("", "", False)  # the whole query, the field's words, whether they were typed
        field.query_changed.connect(self._ask)
        field.suggestions_wanted.connect(self._suggest)
        desk.found.connect(self._found)
        desk.case_opened.connect(lambda _case: self._ask_kept())
        desk.case_hidden.connect(self._forget_all)
        hits.leave_wanted.connect(self.leave)
        hits.widen_wanted.connect(self._widen)
        hits.query_wanted.connect(field.ask_at_once)
        tools = hits.tools
        tools.query_wanted.connect(field.ask_at_once)
        tools.order_wanted.connect(self._reorder)
        tools.save_wanted.connect(self._ask_name)
        tools.forget_wanted.connect(self._forget)
        tools.within_wanted.connect(self._go_within)

    def focus(self) -> None:
        """Put the cursor into the field, its words selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def query(self) -> str:
        """All that is asked: the field's words, within the former answers."""
        return within(self._within, self._field.text().strip())

    def again(self) -> None:
        """Ask what was asked last once more: the papers have changed."""
        query, _words, typing = self._asked
        if query:
            self._desk.search(query, typing, self._order)

    def ask(self, query: str, typing: bool) -> None:
        """Ask all papers; ``typing`` has the last word stand for its beginning."""
        self._set_within(())
        self._field.ask_at_once(query, typing=typing)

    def leave(self) -> None:
        """Ask nothing any more."""
        self._set_within(())
        if self._field.text() or self._field.told[0]:
            self._field.ask_at_once()
        else:
            self._ask("", typing=False)

    def loosen(self) -> bool:
        """Search in what the last former answer was within; tell whether there was one."""
        if not self._within:
            return False
        self._widen(len(self._within) - 1)
        return True

    def _ask(self, words: str, typing: bool) -> None:
        query = within(self._within, words, typing=typing)
        self._asked = (query, words, typing)
        if not query:
            self._hits.stop_waiting()
            self._desk.drop_search()
            self.left.emit()
            return
        self._hits.show_waiting()
        self._desk.search(query, typing, self._order)
        if not typing:
            self._ask_kept(query)

    def _found(self, results: SearchResults) -> None:
        query, words, typing = self._asked
        if results.query == query and words == self._field.text().strip():
            self._hits.show_results(results, typing=typing, words=words)
            self.answered.emit()
            found = results.documents or self._hits.model.lines
            if words and not typing and found and self._field.hasFocus():
                self._hits.list.setFocus()
                if self._hits.current() is None:
                    self._hits.step_hit(1) or self._hits.step(1)

    # -- within a former answer

    def _go_within(self) -> None:
        """Keep what is asked now as a chip and empty the field for other words."""
        words = self._field.text().strip()
        if words:
            self._set_within((*self._within, words))
            self._field.show_query("", typing=False)
            self._ask("", typing=False)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widen(self, place: int) -> None:
        """Take a chip away; with nothing else asked, its query stands in the field again."""
        taken = self._within[place]
        self._set_within(self._within[:place] + self._within[place + 1 :])
        words = self._field.text().strip()
        if not words and not self._within:
            self._field.show_query(taken, typing=False)
            words = taken
        self._ask(words, typing=False)

    def _set_within(self, former: tuple[str, ...]) -> None:
        self._within = former
        self._hits.former.show_former(former)
        self._field.show_within(bool(former))

    def _suggest(self, typed: str) -> None:
        show = partial(self._field.show_suggestions, typed)
        self._desk.ask(lambda case: case.suggest(typed), show, "suggest")

    def _reorder(self, order: SearchOrder) -> None:
        self._order = order
        self.again()

    # -- searches that are kept

    def _ask_kept(self, noted: str = "") -> None:
        """Ask for the searches that the case remembers, once it has noted one that was asked now."""

        def ask(case: "Case") -> tuple[KeptSearch, ...]:
            if noted:
                case.note_search(noted)
            known = {each.id: each for each in (*case.saved_searches(), *case.search_history())}
            return tuple(known.values())

        self._desk.ask(ask, self._show_kept, "kept searches")

    def _show_kept(self, kept: tuple[KeptSearch, ...]) -> None:
        self._hits.tools.show_kept(kept)
        newest_first = sorted(kept, key=lambda each: each.asked, reverse=True)
        self._field.asked.show(each.query for each in newest_first)

    def _ask_name(self, query: str) -> None:
        from ui.dialogs.save_search import SaveSearchForm

        form = SaveSearchForm(query, self._window)
        form.chosen.connect(partial(self._save, query))
        form.open()

    def _save(self, query: str, name: str) -> None:
        def work(case: "Case") -> str:
            case.save_search(name, query)
            return tr("Saved as “{name}”", name=name)

        self._keep(work)

    def _forget(self, number: int) -> None:
        def work(case: "Case") -> str:
            case.forget_search(number)
            return tr("The search is forgotten")

        self._keep(work)

    def _keep(self, work: "Callable[[Case], str]") -> None:
        def tell(sentence: str) -> None:
            self.said.emit(sentence)
            self._ask_kept()

        self._desk.ask(work, tell)

    def _forget_all(self) -> None:
        self._order, self._asked = SearchOrder.RELEVANCE, ("", "", False)
        self._set_within(())
        self._field.show_query("", typing=False)
        self._hits.tools.show_answer("", ())
        self._show_kept(())
