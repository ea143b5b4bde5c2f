"""What joins two parties, sentence by sentence with its pin cite, under the picture."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casefile.records import DocumentHits, DocumentRow, HitRow, SearchResults
from ui.bar import keep_height
from ui.elided_label import ElidedLabel
from ui.hit_list import HitList
from ui.language import tr
from ui.models.hits import HitLine
from ui.theme import Theme

__all__ = ["NetworkEvidence", "by_document"]


def by_document(
    rows: Sequence[HitRow], documents: Mapping[int, DocumentRow], total: int
) -> SearchResults:
    """Return sentences as the answer to a search has them: by their papers, in the order given."""
    found: dict[int, list[HitRow]] = {}
    for row in rows:
        if row.pin.document in documents:
            found.setdefault(row.pin.document, []).append(row)
    papers = tuple(
        DocumentHits(documents[number], len(hits), tuple(hits)) for number, hits in found.items()
    )
    return SearchResults("", "", (), papers, total)


class NetworkEvidence(QWidget):
    """The list and its heading.

    Signals: ``hit_wanted(HitLine)`` to show one in the reader; ``source_wanted(HitLine)`` to show it and
    go there; ``left()`` when it was closed.
    """

    hit_wanted = Signal(object)
    source_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel()
        self._title.setProperty("part", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._left_out = QLabel("")
        self._left_out.setProperty("part", "secondary")
        close = QPushButton(tr("Close"))
        close.setProperty("part", "link")
        close.setToolTip(tr("Close the list (Esc)"))
        close.clicked.connect(self.left)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(bar, 34)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 2, 8, 2)
        row.addWidget(self._title, 1)
        row.addWidget(self._left_out)
        row.addWidget(close)
        self.list = HitList(theme, tr("Sentences that join the two parties"), self)
        self.list.hit_wanted.connect(self.hit_wanted)
        self.list.opened.connect(self.source_wanted)
        self.model = self.list.hits
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.list, 1)
        theme.changed.connect(self.update)

    def show_waiting(self, title: str) -> None:
        """Name two parties whose evidence is being looked for."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._left_out.setText("")
        self.model.set_results(None)

    def show_rows(
        self, rows: Sequence[HitRow], documents: Iterable[DocumentRow], total: int
    ) -> None:
        """Show the sentences found; ``total`` may be more than the rows."""
        known = {row.id: row for row in documents}
        self.model.set_results(by_document(rows, known, total))
        left = (
            tr("first {rows:,} of {total:,}", rows=len(rows), total=total)
            if len(rows) < total
            else ""
        )
        self._left_out.setText(left)

    def take_keyboard(self) -> None:
        """Give the list the keyboard, at its first sentence, which the reader shows."""
        # Before the focus: a list that gets it without a current row takes its first, which is a heading.
        if not self.list.currentIndex().isValid():
            self.step(1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> bool:
        """Go to the next or previous sentence; tell whether there was one."""
        return self.list.step(by)

    def current(self) -> HitLine | None:
        """Return the sentence that keys apply to."""
        return self.list.current()
