"""The outline in the middle of the window: the tree of issues, and below it the evidence of one."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from casefile.issue_records import EvidenceRow, IssueRow
from ui.bar import bar, link_button, splitter
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.messages import count
from ui.models.outline import EvidenceModel, OutlineModel
from ui.panels.outline_delegates import EvidenceDelegate, IssueDelegate
from ui.theme import Theme

__all__ = ["OutlinePanel"]

_EMPTY = tr(
    "What has to be shown, and what shows it.\nDraft the outline from the counts of the "
    "complaint (D),\nor write the first issue yourself (+)."
)
_READING = tr("Reading the outline…")
_NO_EVIDENCE = tr(
    "○ No evidence yet. Select a quote, a date or words in the reader and press Shift+I to link "
    "them here."
)
_HINT = tr(
    "+ issue · Shift+N element below · E edit · Alt+↑↓ move · Alt+→← in, out · Delete remove · D draft · "
    "Tab evidence: F for, G against, B bears on, Enter open, Delete take away"
)


class OutlinePanel(QWidget):
    """Shows an outline.

    Signals: ``leave_wanted()``, ``draft_wanted()``, ``add_wanted()``; ``evidence_visited(EvidenceRow)`` when
    another piece is the current one; ``evidence_opened(EvidenceRow)``; ``issue_opened(IssueRow)``;
    ``menu_wanted(QPoint)`` over an issue or evidence.
    """

    leave_wanted = Signal()
    draft_wanted = Signal()
    add_wanted = Signal()
    evidence_visited = Signal(object)
    evidence_opened = Signal(object)
    issue_opened = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.evidence_model = OutlineModel(self), EvidenceModel(self)
        self.tree = QTreeView()
        self.evidence = QListView()
        self._folded: set[int] = set()
        self._quiet = False
        self._set_up_tree(theme)
        self._set_up_evidence(theme)
        self._build()
        self.model.modelReset.connect(lambda: self._count())
        self.model.dataChanged.connect(lambda *_: self._count())
        self._count()
        theme.changed.connect(self.tree.viewport().update)
        theme.changed.connect(self.evidence.viewport().update)

    def _set_up_tree(self, theme: Theme) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(IssueDelegate(theme, tree))
        tree.setAccessibleName(tr("Issues"))
        tree.setHeaderHidden(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setExpandsOnDoubleClick(False)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(tree.viewport().mapToGlobal(at))
        )
        tree.collapsed.connect(lambda index: self._fold(index, folded=True))
        tree.expanded.connect(lambda index: self._fold(index, folded=False))
        tree.selectionModel().currentChanged.connect(lambda _now, _before: self._show_evidence())
        tree.doubleClicked.connect(lambda index: self.issue_opened.emit(self.model.row_at(index)))

    def _set_up_evidence(self, theme: Theme) -> None:
        rows = self.evidence
        rows.setModel(self.evidence_model)
        rows.setItemDelegate(EvidenceDelegate(theme, rows))
        rows.setAccessibleName(tr("Evidence"))
        rows.setMouseTracking(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(rows.viewport().mapToGlobal(at))
        )
        rows.selectionModel().currentChanged.connect(lambda now, _before: self._visit(now))
        rows.doubleClicked.connect(
            lambda index: self.evidence_opened.emit(self.evidence_model.row_at(index))
        )

    def _build(self) -> None:
        title = QLabel(tr("Issues and evidence"))
        title.setProperty("part", "title")
        self.counted = ElidedLabel(least=0)
        self.counted.setProperty("part", "secondary")
        self.counted.setSizePolicy(
            self.counted.sizePolicy().Policy.Ignored, self.counted.sizePolicy().Policy.Preferred
        )
        add = link_button(tr("New issue…"), tr("Write an issue (+)"))
        add.clicked.connect(self.add_wanted)
        draft = link_button(tr("Draft…"), tr("From the counts of the complaint (D)"))
        draft.clicked.connect(self.draft_wanted)
        leave = link_button(tr("Back to the columns"), tr("Leave the outline (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._teach())
        self._nothing = QLabel(_NO_EVIDENCE)
        self._nothing.setProperty("part", "secondary")
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(14)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._evidence_stack = QStackedWidget()
        self._evidence_stack.addWidget(self.evidence)
        self._evidence_stack.addWidget(self._nothing)
        self.head = ElidedLabel(least=0)
        self.head.setProperty("part", "list-head")
        lower = self._lower = QWidget()
        lower.setProperty("part", "panel")
        lower.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(lower)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self._evidence_stack, 1)
        self.down = splitter(Qt.Orientation.Vertical, (self._stack, lower))
        self.down.setSizes([360, 260])
        hint = ElidedLabel()
        hint.setProperty("part", "secondary")
        hint.setText(_HINT)
        hint.setToolTip(_HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar("bar", (12, 4, 8, 4), (title, self.counted, add, draft, leave)))
        column.addWidget(self.down, 1)
        column.addWidget(bar("foot", (12, 3, 12, 3), (hint,), height=26))

    def _teach(self) -> QWidget:
        """Return what stands where there is no outline yet."""
        self._words = QLabel(_READING)
        self._words.setProperty("part", "secondary")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.draft_button = QPushButton(tr("Draft from the complaint’s counts"))
        self.draft_button.setToolTip(tr("Nothing is kept before you accept it (D)"))
        self.draft_button.clicked.connect(self.draft_wanted)
        self.draft_button.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 20, 40, 20)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self.draft_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    # -- what is shown

    def show_rows(self, rows: tuple[IssueRow, ...]) -> None:
        """Show an outline; the current issue and evidence stay, and what was folded stays folded."""
        issue, evidence = self.current_issue(), self.current_evidence()
        at = self.tree.currentIndex().row()
        known = {row.id for row in self.model.rows}
        self._quiet = True
        self.model.set_rows(rows)
        for row in rows:
            self.tree.setExpanded(self.model.index_of(row.id), row.id not in self._folded)
        index = self.model.index_of(issue.id) if issue is not None else QModelIndex()
        fresh = [row.id for row in rows if row.id not in known]
        if known and len(fresh) == 1:  # it has just been written
            index = self.model.index_of(fresh[0])
        if not index.isValid() and rows:
            index = self.model.index(min(max(at, 0), self.model.rowCount() - 1), 0)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self._words.setText(_EMPTY)
        self.draft_button.show()
        self._stack.setCurrentIndex(0 if rows else 1)
        self._lower.setVisible(bool(rows))
        self._show_evidence()
        if evidence is not None:
            self.evidence.setCurrentIndex(self.evidence_model.index_of(evidence.id))
        self._quiet = False

    def forget(self) -> None:
        """Show nothing, as the case is closed."""
        self._folded.clear()
        self.show_rows(())
        self._words.setText(_READING)
        self.draft_button.hide()

    def current_issue(self) -> IssueRow | None:
        """Return the issue that keys apply to."""
        return self.model.row_at(self.tree.currentIndex())

    def current_evidence(self) -> EvidenceRow | None:
        """Return the evidence that keys apply to."""
        return self.evidence_model.row_at(self.evidence.currentIndex())

    def selected_evidence(self) -> tuple[EvidenceRow, ...]:
        """Return the selected evidence, from top to bottom."""
        rows = sorted(index.row() for index in self.evidence.selectionModel().selectedIndexes())
        return tuple(self.evidence_model.rows[at] for at in rows)

    def take_keyboard(self) -> None:
        """Get the keyboard: in the tree, or on the button that drafts one."""
        if self._stack.currentIndex() == 0:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.draft_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_evidence_focus(self) -> bool:
        """Tell whether keys are for the evidence, not for the tree."""
        return self.window().focusWidget() is self.evidence

    def step(self, by: int) -> None:
        """Go to the next or previous issue, or piece of evidence while that has the keyboard."""
        if self.has_evidence_focus:
            at = self.evidence.currentIndex().row() + by
            index = self.evidence_model.index(min(max(at, 0), len(self.evidence_model.rows) - 1))
            self.evidence.setCurrentIndex(index)
            return
        now = self.tree.currentIndex()
        index = self.tree.indexBelow(now) if by > 0 else self.tree.indexAbove(now)
        if index.isValid():
            self.tree.setCurrentIndex(index)

    def _show_evidence(self) -> None:
        issue = self.current_issue()
        rows = issue.evidence if issue is not None else ()
        was_quiet, self._quiet = self._quiet, True
        self.evidence_model.set_rows(rows)
        self._quiet = was_quiet
        self.head.setText(
            tr("Evidence of {number} {title}", number=issue.number, title=issue.title)
            if issue
            else tr("Evidence")
        )
        self._nothing.setText(_NO_EVIDENCE if issue is not None else "")
        self._evidence_stack.setCurrentIndex(0 if rows else 1)

    def _visit(self, index: QModelIndex) -> None:
        row = self.evidence_model.row_at(index)
        if row is not None and not self._quiet:
            self.evidence_visited.emit(row)

    def _fold(self, index: QModelIndex, *, folded: bool) -> None:
        row = self.model.row_at(index)
        if row is not None and not self._quiet:
            (self._folded.add if folded else self._folded.discard)(row.id)

    def _count(self) -> None:
        rows = self.model.rows
        bare = sum(row.is_bare for row in rows)
        words = count(len(rows), tr("issue"))
        self.counted.setText(
            tr("{words} · ○ {bare:,} without evidence", words=words, bare=bare) if bare else words
        )
