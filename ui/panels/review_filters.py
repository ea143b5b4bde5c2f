"""What a review goes through: kind, state, paper, doubts, and whether only what the columns show."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.records import RefType, ReviewState
from casefile.review_records import ReviewFilter
from ui.flow_row import FlowRow
from ui.language import tr
from ui.pick_button import Choice, PickButton

__all__ = ["ReviewFilters"]

_SURE_BELOW = (0.9, 0.7, 0.5)


class ReviewFilters(QWidget):
    """The buttons. ``asked`` is the filter, ``narrowed`` whether only what the columns are narrowed to.

    Signals: ``changed()``; ``left()`` when the list is to have the keyboard.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = ReviewFilter()
        self.papers: Mapping[int, str] = {}
        self.paper_shown: int | None = None
        """The paper in the reader, which is offered first."""
        self.kind = PickButton(tr("Kind"), tr("Parties, quotes, dates, or all"), self._kinds)
        self.kind.picked.connect(lambda kind: self._take(replace(self.asked, kind=kind)))
        self.state = PickButton(tr("State"), tr("What was decided of them"), self._states)
        self.state.picked.connect(lambda state: self._take(replace(self.asked, state=state)))
        self.paper = PickButton(tr("Paper"), tr("Only what stands in one paper"), self._papers)
        self.paper.picked.connect(lambda paper: self._take(replace(self.asked, document=paper)))
        self.doubt = PickButton(tr("Doubt"), tr("Only what deserves a look"), self._doubts)
        self.doubt.picked.connect(self._take_doubt)
        self.scope = QToolButton()
        self.scope.setText(tr("As narrowed"))
        self.scope.setCheckable(True)
        self.scope.setProperty("part", "plain")
        self.scope.setToolTip(tr("Only what the columns are narrowed to"))
        self.scope.setAccessibleName(tr("Only what the columns are narrowed to"))
        self.scope.toggled.connect(lambda _on: self.changed.emit())
        self.clear_button = QPushButton(tr("All suggestions"))
        self.clear_button.setProperty("part", "link")
        self.clear_button.setToolTip(tr("Go through everything that nobody has decided on"))
        self.clear_button.clicked.connect(self.clear)
        row = FlowRow(
            (self.kind, self.state, self.paper, self.doubt, self.scope, self.clear_button)
        )
        row.setProperty("part", "column-head")
        row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self._name()

    @property
    def narrowed(self) -> bool:
        """Tell whether only what the columns are narrowed to is gone through."""
        return self.scope.isChecked()

    def ask(self, asked: ReviewFilter, *, narrowed: bool) -> None:
        """Show another filter, without telling of it."""
        self.asked = asked
        self.scope.blockSignals(True)
        self.scope.setChecked(narrowed)
        self.scope.blockSignals(False)
        self._name()

    def clear(self) -> bool:
        """Go through all suggestions again; tell whether it was otherwise before."""
        if self.asked == ReviewFilter() and not self.narrowed:
            return False
        self.ask(ReviewFilter(), narrowed=False)
        self.changed.emit()
        self.left.emit()
        return True

    def take_papers(self, papers: Mapping[int, str], shown: int | None) -> None:
        """Take the papers' names, and which one the reader shows."""
        self.papers, self.paper_shown = papers, shown
        self._name()

    def words(self) -> str:
        """Return what is gone through, where it is not simply all suggestions: "quotes, Compl., in doubt"."""
        asked = self.asked
        parts = [
            _kind_words(asked.kind) if asked.kind else "",
            "" if asked.state is ReviewState.SUGGESTED else _state_words(asked.state),
            self.papers.get(asked.document, "") if asked.document is not None else "",
            _doubt_words(asked) or "",
            tr("as the columns are narrowed") if self.narrowed else "",
        ]
        return ", ".join(part for part in parts if part)

    def _take(self, asked: ReviewFilter) -> None:
        self.asked = asked
        self._name()
        self.changed.emit()
        self.left.emit()

    def _take_doubt(self, value: object) -> None:
        below = value if isinstance(value, float) else None
        self._take(replace(self.asked, doubtful=value is True, below=below))

    def _name(self) -> None:
        asked = self.asked
        self.kind.show_picked(_kind_words(asked.kind) if asked.kind else None)
        is_usual = asked.state is ReviewState.SUGGESTED
        self.state.show_picked(None if is_usual else _state_words(asked.state))
        paper = asked.document
        self.paper.show_picked(None if paper is None else self.papers.get(paper, tr("one paper")))
        self.doubt.show_picked(_doubt_words(asked))
        self.clear_button.setVisible(asked != ReviewFilter() or self.narrowed)

    # -- choices

    def _kinds(self) -> list[Choice]:
        kinds = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
        every = Choice(tr("All kinds"), "", None)
        return [every, *(Choice(_kind_words(kind), "", kind) for kind in kinds)]

    def _states(self) -> list[Choice]:
        return [Choice(_state_words(state), "", state) for state in (*ReviewState, None)]

    def _papers(self) -> list[Choice]:
        shown = self.paper_shown
        found = [Choice(tr("All papers"), "", None)]
        if shown is not None and shown in self.papers:
            found.append(Choice(self.papers[shown], tr("this paper"), shown))
        found += [
            Choice(name, "", number) for number, name in self.papers.items() if number != shown
        ]
        return found

    def _doubts(self) -> list[Choice]:
        found = [Choice(tr("Anything"), "", None), Choice(tr("Only in doubt"), "", True)]
        return [*found, *(Choice(_sure_words(below), "", below) for below in _SURE_BELOW)]


def _kind_words(kind: RefType) -> str:
    return {
        RefType.PARTY: tr("Parties"),
        RefType.QUOTE: tr("Quotes"),
        RefType.DATE: tr("Dates"),
        RefType.DOCUMENT: tr("Papers"),
    }[kind]


def _state_words(state: ReviewState | None) -> str:
    return {
        ReviewState.SUGGESTED: tr("Unreviewed"),
        ReviewState.ACCEPTED: tr("Accepted"),
        ReviewState.EDITED: tr("Corrected"),
        ReviewState.REJECTED: tr("Rejected"),
        None: tr("Any state"),
    }[state]


def _doubt_words(asked: ReviewFilter) -> str | None:
    if asked.doubtful:
        return tr("Only in doubt")
    return None if asked.below is None else _sure_words(asked.below)


def _sure_words(below: float) -> str:
    return tr("Less than {share} sure", share=f"{below:.0%}")
