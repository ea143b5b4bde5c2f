"""Several papers in one reader, a tab for each: those used last stay open, the others keep their place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import DocumentRow
from ui.enum_words import enum_word
from ui.jobs import Jobs
from ui.language import tr
from ui.messages import on_button
from ui.panels.reader import ReaderPanel
from ui.panels.reader_actions import SelectionAct, SelectionBar
from ui.panels.reader_base import PapersBase
from ui.panels.reader_drag import drag_paper
from ui.panels.reader_tab_bar import PaperTab, TabBar
from ui.panels.reader_wishes import Wish
from ui.reader_places import KeptPapers, PaperPlace
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ReaderTabs", "TabEntries"]

_MOST_LIVE = 4
"""Papers that stay laid out, pictures and all; going to another one reads it anew."""
_MOST_CLOSED = 20
_AHEAD_MS = 400

TabEntries = Callable[[int], tuple[tuple[str, Callable[[], object]], ...]]
"""Adds entries to a tab's menu, by its document: each with its words and what it does."""


@dataclass(eq=False)
class _Open:
    """An open paper. ``panel`` is there while it is laid out, ``place`` where it was left otherwise."""

    number: int
    document: int
    kept: bool
    place: PaperPlace | None = None
    panel: ReaderPanel | None = None
    used: int = 0
    stale: bool = False


class ReaderTabs(PapersBase):
    """The papers open in one reader.

    A paper is shown in its own tab, or else in the one tab in preview, which the next paper takes over
    unless it is kept. Further signal: ``emptied()`` when the last tab was closed.
    """

    emptied = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._case: Case | None = None
        self._rows: dict[int, DocumentRow] = {}
        self._tabs: dict[int, _Open] = {}
        self._closed: list[tuple[PaperPlace, int]] = []
        self._numbers = count(1)
        self._clock = count(1)
        self._spare: list[ReaderPanel] = []
        self._bars: list[SelectionBar] = []
        self._acts: Sequence[SelectionAct] = ()
        self.more: list[TabEntries] = []
        """What other parts of the window add to a tab's menu."""
        self.bar = TabBar(theme, self)
        self.list_button = QToolButton(self)
        self.list_button.setProperty("part", "plain")
        self.list_button.setText("▾")
        self.list_button.setToolTip(tr("All open papers"))
        self.list_button.setAccessibleName(tr("All open papers"))
        # Making a panel takes some 40 ms: the next one is made before it is needed, in a moment of rest.
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._make_ahead)
        self._stack = QStackedWidget(self)
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.bar, 1)
        row.addWidget(_line_end(self.list_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._empty = self._new_panel()
        self._spare.append(self._empty)
        self._current: _Open | None = None
        self._put_up(self._empty)
        self._head.hide()
        self.bar.chosen.connect(self._chosen)
        self.bar.close_wanted.connect(self.close_tab)
        self.bar.keep_wanted.connect(self.keep)
        self.bar.menu_wanted.connect(self._show_menu)
        self.bar.moved.connect(self.altered)
        self.bar.dragged_off.connect(self._drag)
        self.list_button.clicked.connect(self._show_list)

    # -- the case

    def set_case(self, case: "Case | None") -> None:
        """Read from this case from now on, with no paper open."""
        self._case = case
        for number in list(self._tabs):
            self.bar.remove(number)
        self._spare += [tab.panel for tab in self._tabs.values() if tab.panel is not None]
        self._tabs.clear()
        self._closed.clear()
        self._rows = {}
        self._current = None
        for panel in self._spare:
            panel.set_case(case)
        self._put_up(self._spare[0])
        self._head.hide()

    def name_papers(self, rows: Sequence[DocumentRow]) -> None:
        """Take over what the papers of the case are called."""
        self._rows = {row.id: row for row in rows}
        for tab in self._tabs.values():
            self._show_face(tab)

    def offer(self, acts: Sequence[SelectionAct]) -> None:
        """Offer these at selected words."""
        self._acts = acts
        for bar in self._bars:
            bar.offer(acts)

    # -- showing papers

    @property
    def paper(self) -> ReaderPanel:
        """The paper on top; an empty one where none is open."""
        panel = self._stack.currentWidget()
        assert isinstance(panel, ReaderPanel)  # noqa: S101 - nothing else is ever put there
        return panel

    @property
    def document(self) -> int | None:
        """The document on top, if one is open."""
        return self._current.document if self._current is not None else None

    @property
    def documents(self) -> tuple[int, ...]:
        """The open documents, in the order of their tabs."""
        return tuple(self._tabs[number].document for number in self.bar.numbers())

    def has(self, document: int) -> bool:
        """Tell whether a document has a tab."""
        return self._tab_of(document) is not None

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a place in a document, hits in it, or the document where it was left."""
        if self._case is None:
            return
        tab = self._tab_of(wish.document)
        if tab is None:
            tab = next((each for each in self._tabs.values() if not each.kept), None)
            if tab is not None:
                tab.document, tab.place, tab.stale = wish.document, None, False
                self._show_face(tab)
            else:
                tab = self._add(wish.document, kept=False)
        self._activate(tab, go=wish == Wish(wish.document))
        self.paper.show_wish(wish)

    def show_place(self, place: PaperPlace) -> None:
        """Show a document where it was left, in a tab that is kept."""
        self.open_tab(place.document)
        self.paper.show_wish(Wish(place.document, place=place))

    def open_tab(self, document: int) -> None:
        """Show a document in a tab that is kept, beside those that are open."""
        if self._case is None:
            return
        tab = self._tab_of(document)
        if tab is None:
            tab = self._add(document, kept=True)
        self.keep(tab.number)
        self._activate(tab)

    def refresh(self, document: int | None = None) -> None:
        """Show what has changed in a document, or in all for ``None``."""
        for tab in self._tabs.values():
            if document in (None, tab.document):
                if tab is self._current and tab.panel is not None:
                    tab.panel.refresh(document)
                else:
                    tab.stale = True

    # -- tabs

    def keep(self, number: int) -> None:
        """Keep a tab open when another paper is shown."""
        tab = self._tabs[number]
        if not tab.kept:
            tab.kept = True
            self._show_face(tab)
            self._ahead.start()
            self.altered.emit()

    def keep_current(self) -> None:
        """Keep the paper on top open."""
        if self._current is not None:
            self.keep(self._current.number)

    def step(self, by: int) -> None:
        """Go to the next or previous tab, around at the ends."""
        numbers = self.bar.numbers()
        if self._current is None or len(numbers) < 2:
            return
        at = (numbers.index(self._current.number) + by) % len(numbers)
        self._chosen(numbers[at])

    def close_current(self) -> None:
        """Close the paper on top."""
        if self._current is not None:
            self.close_tab(self._current.number)

    def close_tab(self, number: int) -> None:
        """Close a tab; the one used before comes on top."""
        tab = self._tabs.get(number)
        if tab is None:
            return
        had_keyboard = self._has_keyboard()
        place = tab.panel.place() if tab.panel is not None else tab.place
        self._closed.append(
            (place or PaperPlace(tab.document), self.bar.place_of(number)),
        )
        del self._closed[:-_MOST_CLOSED]
        del self._tabs[number]
        self.bar.remove(number)
        if tab.panel is not None:
            tab.panel.set_case(self._case)
            self._spare.append(tab.panel)
        if tab is self._current:
            self._current = None
            rest = sorted(self._tabs.values(), key=lambda each: each.used)
            if rest:
                self._activate(rest[-1])
            else:
                self._put_up(self._spare[-1])
                self._head.hide()
                self.emptied.emit()
        if had_keyboard:
            self.setFocus()
        self.altered.emit()

    def close_others(self, number: int) -> None:
        """Close all tabs but one."""
        for other in [each for each in self.bar.numbers() if each != number]:
            self.close_tab(other)

    def reopen(self) -> bool:
        """Open the paper that was closed last, where it was left; tell whether there was one."""
        while self._closed:
            place, at = self._closed.pop()
            if self._tab_of(place.document) is None and self._case is not None:
                tab = self._add(place.document, kept=True, at=min(at, len(self._tabs)))
                tab.place = place
                self._activate(tab)
                self.chosen.emit(place.document)
                return True
        return False

    def _drag(self, number: int) -> None:
        """Have a tab dragged elsewhere; where it is taken over it is closed here."""
        tab = self._tabs[number]
        place = (tab.panel.place() if tab.panel is not None else tab.place) or PaperPlace(
            tab.document
        )
        if drag_paper(self, place):
            self.close_tab(number)

    # -- what is remembered

    def papers(self) -> KeptPapers:
        """Return which papers are open, and where each was left."""
        tabs = [self._tabs[number] for number in self.bar.numbers()]
        places = [
            (tab.panel.place() if tab.panel is not None else None)
            or tab.place
            or PaperPlace(tab.document)
            for tab in tabs
        ]
        current = tabs.index(self._current) if self._current is not None else 0
        preview = next((at for at, tab in enumerate(tabs) if not tab.kept), None)
        return KeptPapers(tuple(places), current, preview)

    def restore(self, papers: KeptPapers) -> None:
        """Open the papers that were open before, each where it was left; only the one on top is read."""
        if self._case is None:
            return
        tabs = []
        for at, place in enumerate(papers.places):
            if self._tab_of(place.document) is None:
                tab = self._add(place.document, kept=at != papers.preview)
                tab.place = place
                tabs.append(tab)
        wanted = [tab for tab in tabs if tab.place is papers.places[papers.current]]
        if tabs and self._current is None:
            self._activate((wanted or tabs)[0])

    # -- inside

    def _tab_of(self, document: int) -> _Open | None:
        return next((tab for tab in self._tabs.values() if tab.document == document), None)

    def _add(self, document: int, *, kept: bool, at: int | None = None) -> _Open:
        tab = _Open(next(self._numbers), document, kept)
        self._tabs[tab.number] = tab
        self.bar.add(tab.number, self._face(tab), at)
        self._head.show()
        return tab

    def _activate(self, tab: _Open, *, go: bool = True) -> None:
        """Bring a tab on top; without ``go`` it is about to be told where to go."""
        had_keyboard = self._has_keyboard()
        view = self.paper.views.wanted
        changed = tab is not self._current
        tab.used = next(self._clock)
        self._current = tab
        if tab.panel is None:
            tab.panel = self._free_panel()
            place, tab.place = tab.place, None
            tab.panel.adopt(place.view if place else view, place.zoom if place else None)
            if place is not None and go:
                tab.panel.show_wish(Wish(place.document, place=place))
            elif go:
                tab.panel.show_wish(Wish(tab.document))
        elif tab.stale:
            tab.panel.refresh()
        tab.stale = False
        self._put_up(tab.panel)
        self.bar.show_current(tab.number)
        if had_keyboard:
            tab.panel.setFocus()
        self._ahead.start()
        if changed:
            self.paper_changed.emit()
            self.altered.emit()

    def _has_keyboard(self) -> bool:
        """Tell whether the paper on top has the keyboard, so that the next one gets it."""
        widget = self.window().focusWidget()
        return widget is not None and self._stack.isAncestorOf(widget)

    def _chosen(self, number: int) -> None:
        tab = self._tabs.get(number)
        if tab is not None:
            self._activate(tab)
            self.chosen.emit(tab.document)

    # -- panels

    def _new_panel(self) -> ReaderPanel:
        panel = ReaderPanel(self._jobs, self._theme, self)
        panel.hide_title()
        panel.set_case(self._case)
        self.tell_of(panel)
        for view in (panel.views.pages, panel.views.text):
            view.finding_reached.connect(self.reached)
        bar = SelectionBar(panel.views)
        bar.offer(self._acts)
        self._bars.append(bar)
        panel.opened.connect(lambda: self._opened(panel))
        self._stack.addWidget(panel)
        return panel

    def _make_ahead(self) -> None:
        """Have a panel ready for the next paper, where that will need one of its own."""
        live = sum(tab.panel is not None for tab in self._tabs.values())
        wanted = live < _MOST_LIVE and all(tab.kept for tab in self._tabs.values())
        if wanted and self._tabs and not self._spare:
            self._spare.append(self._new_panel())

    def _free_panel(self) -> ReaderPanel:
        """Return a panel to lay a paper out in, that of the paper used longest ago if there are enough."""
        if self._spare:
            return self._spare.pop()
        live = [tab for tab in self._tabs.values() if tab.panel is not None]
        if len(live) < _MOST_LIVE:
            return self._new_panel()
        oldest = min(live, key=lambda tab: tab.used)
        panel, oldest.panel = oldest.panel, None
        assert panel is not None  # noqa: S101 - live ones have one
        oldest.place = panel.place()
        panel.set_case(self._case)
        return panel

    def _put_up(self, panel: ReaderPanel) -> None:
        self._stack.setCurrentWidget(panel)
        self.setFocusProxy(panel)

    def _opened(self, panel: ReaderPanel) -> None:
        row = panel.row
        tab = next((each for each in self._tabs.values() if each.panel is panel), None)
        if tab is not None and row is not None and row.id == tab.document:
            self._rows[row.id] = row
            self._show_face(tab)

    # -- words and menus

    def _face(self, tab: _Open) -> PaperTab:
        row = self._rows.get(tab.document)
        if row is None:
            return PaperTab("…", "", not tab.kept)
        title = row.short_name or row.name
        told = (
            f"{row.name}\n{enum_word(row.kind)}"
            if row.name != title
            else f"{title}\n{enum_word(row.kind)}"
        )
        return PaperTab(title, told, not tab.kept)

    def _show_face(self, tab: _Open) -> None:
        self.bar.show_face(tab.number, self._face(tab))

    def _show_menu(self, number: int, at: QPoint) -> None:
        tab = self._tabs[number]
        menu = self._menu()
        if not tab.kept:
            menu.addAction(tr("Keep open"), lambda: self.keep(number))
        menu.addAction(tr("Close"), lambda: self.close_tab(number))
        others = menu.addAction(tr("Close the others"), lambda: self.close_others(number))
        others.setEnabled(len(self._tabs) > 1)
        again = menu.addAction(tr("Open the last closed again"), self.reopen)
        again.setEnabled(bool(self._closed))
        entries = [entry for more in self.more for entry in more(tab.document)]
        if entries:
            menu.addSeparator()
        for words, act in entries:
            menu.addAction(words, act)
        menu.popup(at)

    def show_menu(self) -> None:
        """Show the menu of the tab on top, as for the key."""
        if self._current is not None:
            rect = self.bar.tabRect(self.bar.place_of(self._current.number))
            self._show_menu(self._current.number, self.bar.mapToGlobal(rect.bottomLeft()))

    def _show_list(self) -> None:
        menu = self._menu()
        for number in self.bar.numbers():
            face = self._face(self._tabs[number])
            kind = face.told.rpartition("\n")[2]
            entry = menu.addAction(
                on_button(f"{face.title}  ·  {kind}" if kind else face.title),
                lambda number=number: self._chosen(number),
            )
            entry.setCheckable(True)
            entry.setChecked(self._current is self._tabs[number])
        menu.popup(self.list_button.mapToGlobal(self.list_button.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _line_end(button: QToolButton) -> QFrame:
    """Return a button at the end of the tabs, with the line below them drawn on to the edge."""
    end = QFrame()
    end.setProperty("part", "bar")
    row = QHBoxLayout(end)
    row.setContentsMargins(2, 0, 4, 0)
    row.addWidget(button)
    return end
