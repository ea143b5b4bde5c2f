"""Back and Forward in a window that has a reader and nothing else."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.narrowing import Trail
from ui.panels.reader_wishes import Wish

if TYPE_CHECKING:
    from ui.panels.reader_sides import ReaderSides

__all__ = ["ReaderTrail"]


class ReaderTrail(QObject):
    """Where one reader has been: the papers that came on top in it, and the places that were shown there."""

    def __init__(self, reader: "ReaderSides") -> None:
        super().__init__(reader)
        self._reader = reader
        self._trail: Trail[Wish | None] = Trail(None)
        self._came_up = False
        """The paper came on top a moment ago; a place shown in it is no second step."""
        self._walks = False
        reader.paper_changed.connect(self._paper_changed)
        reader.shown.connect(self._shown)

    def back(self) -> None:
        """Show what the reader showed before."""
        self._show(self._trail.back())

    def forward(self) -> None:
        """Show what Back came from."""
        self._show(self._trail.forward())

    def text_changed(self, document: int) -> None:
        """Forget places in a document that was read anew: its words may stand elsewhere now."""

        def without_place(wish: Wish | None) -> Wish | None:
            return Wish(document) if wish is not None and wish.document == document else wish

        self._trail.amend(without_place)

    def _paper_changed(self) -> None:
        document = self._reader.tabs.document  # its panel has not been told yet
        if document is not None:
            self._visit(Wish(document), instead=False)
            self._came_up = True

    def _shown(self, wish: Wish) -> None:
        here = self._trail.here
        self._visit(wish, instead=self._came_up and here == Wish(wish.document))
        self._came_up = False

    def _visit(self, wish: Wish, *, instead: bool) -> None:
        if self._walks:
            return
        if instead or self._trail.here is None:
            self._trail.replace(wish)
        else:
            self._trail.visit(wish)

    def _show(self, wish: Wish | None) -> None:
        if wish is None:
            return
        self._walks = True
        try:
            self._reader.show_wish(wish)
        finally:
            self._walks = False
