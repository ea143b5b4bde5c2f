"""Which part of the window a key means: the row, the list or the reader that it applies to."""

from typing import TYPE_CHECKING

from casefile.records import PartyRow, QuoteRow, Ref
from ui.models.rows import AnyRow

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Keys"]


class Keys:
    """Where the keys of the window go, by what it shows and where the keyboard is."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to, if it can be seen: of a finding walked to on a page its own."""
        if self._window.readers.standing:
            return self._window.readers.row
        if not self._window.columns.isVisible():
            view = self._window.views.shown()
            return view.current_row() if view is not None else self._found_row()
        return self._window.beside.current_row() or self._window.columns.current_row()

    def _found_row(self) -> AnyRow | None:
        """Return the party or quote among what a search found that keys apply to."""
        row = self._window.hits.current_row() if self._window.is_searching else None
        return row if isinstance(row, PartyRow | QuoteRow) else None

    @property
    def reads(self) -> bool:
        """Tell whether the reader has the keyboard."""
        return self._window.readers.reads

    def selected(self) -> tuple[Ref, ...]:
        """Return the rows that a decision applies to, where more than one is selected."""
        if self._window.readers.standing:
            return ()
        if (view := self._window.views.shown()) is not None:
            return view.selected()
        in_columns = self._window.columns.isVisible() and not self._window.beside.current_row()
        return self._window.columns.selected() if in_columns else ()

    def loosen(self) -> None:
        """Take the last step back: in the view that is shown, or of narrowing, a search first."""
        if self.reads and self._window.readers.active.close_find():
            return
        if self._window.readers.is_apart:
            return  # what the main window shows is loosened there
        if (view := self._window.views.shown()) is not None:
            view.step_back()
        elif self._window.is_searching and self._window.search.loosen():
            return
        elif self._window.is_searching or self._window.is_listing or self._window.top.search.text():
            self._window.leave_list()
            self._window.search.leave()
            self._window.columns.focus_last()
        elif not self._window.beside.close():
            self._window.navigator.loosen()

    def back(self) -> None:
        """Go to where the user was before, in the window that is in use."""
        apart = self._window.readers.apart
        if apart is not None:
            apart.trail.back()
        else:
            self._window.navigator.back()

    def forward(self) -> None:
        """Go to where Back came from, in the window that is in use."""
        apart = self._window.readers.apart
        if apart is not None:
            apart.trail.forward()
        else:
            self._window.navigator.forward()

    def open_source(self) -> None:
        """Show where the current row or hit stands."""
        if (view := self._window.views.shown()) is not None:
            view.open_source()
        elif not self._window.is_searching:
            self._window.navigator.open_current()
        else:
            self._window.hits.list.open_current()

    def copy(self) -> None:
        """Copy the current words with their pin cite."""
        line, view = self._window.hits.current(), self._window.views.shown()
        place = view.current_place() if view is not None else self._window.beside.current_place()
        if self.reads:
            self._window.readers.active.copy_current()
        elif place is not None:
            self._window.review.copy_place(place)
        elif not self._window.is_searching or self._found_row() is not None:
            self._window.review.copy()
        elif line is not None and line.hit is not None:
            self._window.review.copy_place(line.hit.pin)
        elif line is None:
            self._window.reader.copy_current()  # F3 went to a hit that is not listed

    def step(self, by: int) -> None:
        """Go to the next or previous row or hit."""
        if (view := self._window.views.shown()) is not None:
            view.step(by)
        elif self._window.is_searching:
            self._window.hits.step(by)
        elif self._window.is_listing:
            self._window.files.step(by)
        elif not self._window.beside.step(by):
            self._window.columns.step(by)

    def step_place(self, by: int) -> None:
        """Go to the next or previous place of what is shown."""
        if self._window.readers.active.is_finding:
            self._window.readers.active.step_hit(by, around=True)
        elif (view := self._window.views.shown()) is not None:
            view.step_place(by)
        elif not self._window.is_searching:
            self._window.navigator.step_place(by)
        elif said := self._window.walk.step(by):
            self._window.status.say(said)
