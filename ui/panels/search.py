"""What a search found: by document, each hit with its sentence, the found words marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.records import SearchResults
from ui.hit_list import HitList
from ui.messages import count
from ui.models.hits import HitLine
from ui.panels.search_tools import SearchTools
from ui.theme import Theme

__all__ = ["SearchPanel"]

_NOTHING = (
    "No paper has this.\n\nFewer words, OR between them, an ending left open (retaliat*) or a letter spelled"
    " otherwise (recieve~1) find more; Words above has them stand for all their forms."
)
_NO_QUESTION = "Nothing to search for. Type a word, or a phrase in quotation marks."


class SearchPanel(QWidget):
    """The answer to the search field.

    Signals: ``hit_wanted(HitLine)`` to show one in the reader; ``leave_wanted()`` to go back to the
    columns.
    """

    hit_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = ""
        self._understood = QLabel("")
        self._understood.setProperty("part", "secondary")
        self._understood.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        leave = QPushButton(self.tr("Back to the columns"))
        leave.setProperty("part", "link")
        leave.setToolTip(self.tr("Leave the search (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(self._count)
        row.addWidget(self._understood, 1)
        row.addWidget(leave)
        self._warnings = QLabel("")
        self._warnings.setProperty("part", "notice")
        self._warnings.setWordWrap(True)
        self._warnings.setMargin(8)
        self._warnings.setTextFormat(Qt.TextFormat.PlainText)
        self._warnings.hide()
        self.list = HitList(theme, self.tr("Search hits"), self)
        self.list.hit_wanted.connect(self.hit_wanted)
        self.model = self.list.hits
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.tools = SearchTools()
        layout.addWidget(bar)
        layout.addWidget(self.tools)
        layout.addWidget(self._warnings)
        self._nothing = QLabel("")
        self._nothing.setProperty("part", "secondary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(30)
        self.answer = QStackedWidget()
        self.answer.addWidget(self.list)
        self.answer.addWidget(self._nothing)
        layout.addWidget(self.answer, 1)
        theme.changed.connect(self.update)

    def show_waiting(self, query: str) -> None:
        """Say that the case is being asked."""
        self._count.setText(self.tr("Searching…"))
        self._understood.setText(query)

    def show_results(self, results: SearchResults) -> None:
        """Show an answer; the same query's newer answer keeps the current hit and the place in the list."""
        is_same, self._query = results.query == self._query, results.query
        self.list.show_results(results, same=is_same)
        listed = sum(len(found.hits) for found in results.documents)
        hits = count(results.total, "hit")
        papers = count(len(results.documents), "paper")
        first = f"first {listed:,} of {hits}" if listed < results.total else hits
        self._count.setText(f"{first} in {papers}")
        self._understood.setText(
            f"· understood as {results.understood}" if results.understood else ""
        )
        self._understood.setToolTip(results.understood)
        self._warnings.setText("\n".join(results.warnings))
        self._warnings.setVisible(bool(results.warnings))
        self.tools.show_answer(results.query, results.facets)
        self._nothing.setText(_NOTHING if results.understood else _NO_QUESTION)
        self.answer.setCurrentWidget(self.list if results.documents else self._nothing)

    def step(self, by: int) -> bool:
        """Go to the next or previous hit; tell whether there was one."""
        return self.list.step(by)

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        return self.list.current()
