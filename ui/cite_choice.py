"""In which style a case's papers are cited: chosen in the menu, kept with the case."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from casefile.cite_form import CiteStyle
from ui.desk import Desk
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["CiteChoice"]

_EXAMPLES = {
    CiteStyle.BLUEBOOK: tr("Compl. ¶ 38"),
    CiteStyle.PLAIN: tr("Complaint, paragraph 38"),
    CiteStyle.DOCKET: tr("ECF No. 1 ¶ 38"),
}


class CiteChoice(QObject):
    """Keeps the menu and the open case in step. Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(
        self, desk: Desk, actions: Mapping[str, QAction], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        desk.case_opened.connect(lambda _case: self._look())

    def choose(self, style: CiteStyle) -> None:
        """Cite the papers of the open case in a style from now on, wherever they are cited."""

        def work(case: "Case") -> str:
            case.set_cite_style(style)
            return tr("Papers are cited like this now: {examples}", examples=_EXAMPLES[style])

        self._desk.change(work)

    def _look(self) -> None:
        self._desk.ask(lambda case: case.cite_style(), self._show, "cite-style")

    def _show(self, style: CiteStyle) -> None:
        self._actions[f"cites_{style}"].setChecked(True)
