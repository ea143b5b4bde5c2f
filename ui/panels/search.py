"""What a search found: by document, each hit with its sentence, the found words marked."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.records import DocumentHits, SearchResults
from index.corrections import put_right
from ui.answer_notice import AnswerNotice
from ui.bar import keep_height
from ui.hit_list import HitList
from ui.language import tr
from ui.messages import count
from ui.models.beside import BesideRow, section_words
from ui.models.hits import HitLine
from ui.panels.search_tools import SearchTools
from ui.search_chips import WithinChips
from ui.theme import Theme

__all__ = ["SearchPanel"]

_SLOW_MS = 300
_NOTHING = tr(
    "No paper has this.\n\nFewer words, OR between them, an ending left open (retaliat*) or a letter spelled"
    " otherwise (recieve~1) find more; Words above has them stand for all their forms."
)
_NO_QUESTION = tr("Nothing to search for. Type a word, or a phrase in quotation marks.")


class SearchPanel(QWidget):
    """The answer to the search field.

    Signals: ``hit_wanted(HitLine)`` to show one in the reader; ``leave_wanted()`` to go back to the columns;
    ``widen_wanted(int)`` to search in all papers again instead of within a former answer, by its place;
    ``query_wanted(str)`` for the question put right.
    """

    hit_wanted = Signal(object)
    leave_wanted = Signal()
    widen_wanted = Signal(int)
    query_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked: tuple[str, bool] = ("", False)
        """The query whose answer is shown, and whether its last word stood for its beginning."""
        self._understood = QLabel("")
        self._understood.setProperty("part", "secondary")
        self._understood.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        leave = QPushButton(tr("Back to the columns"))
        leave.setProperty("part", "link")
        leave.setToolTip(tr("Leave the search (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(bar, 38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        self.former = WithinChips()
        self.former.widen_wanted.connect(self.widen_wanted)
        row.setSpacing(14)
        row.addWidget(self._count)
        row.addWidget(self._understood, 1)
        row.addWidget(leave)
        self._warnings = AnswerNotice(self)
        self._warnings.query_wanted.connect(self.query_wanted)
        self.list = HitList(theme, tr("Search hits"), self)
        self.list.hit_wanted.connect(self.hit_wanted)
        self.model = self.list.hits
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.tools = SearchTools()
        layout.addWidget(bar)
        layout.addWidget(self.former)
        layout.addWidget(self.tools)
        layout.addWidget(self._warnings)
        self._nothing = QLabel("")
        self._nothing.setProperty("part", "secondary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(30)
        self._waiting = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._waiting.timeout.connect(lambda: self._count.setText(tr("Searching…")))
        self.answer = QStackedWidget()
        self.answer.addWidget(self.list)
        self.answer.addWidget(self._nothing)
        layout.addWidget(self.answer, 1)
        theme.changed.connect(self.update)

    def show_waiting(self) -> None:
        """The case is being asked; said only if that takes its time, so that nothing flickers."""
        self._waiting.start()

    def show_results(
        self, results: SearchResults, *, typing: bool = False, words: str | None = None
    ) -> None:
        """Show an answer; the same query's newer answer keeps the current hit and the place in the list.

        ``typing`` says that the last word stood for its beginning. ``words`` is what stands in the field,
        where more was asked.
        """
        self._waiting.stop()
        is_same, self.asked = results.query == self.asked[0], (results.query, typing)
        self.list.show_results(results, same=is_same, typing=typing)
        self._count.setText(_how_many(results))
        self._understood.setText(
            tr("understood as {understood}", understood=results.understood)
            if results.understood
            else ""
        )
        self._understood.setToolTip(results.understood)
        field = results.query if words is None else words
        self._warnings.show_answer(results.warnings, field, put_right(field, results.corrections))
        self.tools.show_answer(field, results.facets, results.query)
        self._nothing.setText(_NOTHING if results.understood else _NO_QUESTION)
        self.answer.setCurrentWidget(self.list if self.model.lines else self._nothing)

    def stop_waiting(self) -> None:
        """No answer will come."""
        self._waiting.stop()

    def step(self, by: int) -> bool:
        """Go to the next or previous line; tell whether there was one."""
        return self.list.step(by)

    def step_hit(self, by: int) -> bool:
        """Go to the next or previous hit that is listed; tell whether there was one."""
        return self.list.step_hit(by)

    def next_paper(self, document: int, by: int) -> DocumentHits | None:
        """Return the next paper of the answer that has hits, after or before one."""
        return self.model.next_paper(document, by)

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        return self.list.current()

    def current_row(self) -> BesideRow | None:
        """Return the party, quote or note that keys apply to."""
        return self.list.current_row()


def _how_many(results: SearchResults) -> str:
    """Return "first 200 of 312 hits in 14 papers · 2 parties"."""
    listed = sum(len(found.hits) for found in results.documents)
    hits = count(results.total, tr("hit"))
    first = (
        tr("first {listed:,} of {hits}", listed=listed, hits=hits)
        if listed < results.total
        else hits
    )
    papers = (
        tr(
            "{first} in {documents}",
            first=first,
            documents=count(len(results.documents), tr("paper")),
        )
        if results.total
        else tr("no hits in papers")
    )
    return " · ".join((papers, *section_words(results)))
