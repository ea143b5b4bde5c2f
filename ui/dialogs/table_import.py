"""A table that becomes the chronology or cast: which column says what, and each row as it would come in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.table_columns import Columns, Guess, fields_of, headings
from casefile.table_records import Field, ReadTable, RowState, TablePlan, TableSort
from importers.tables import TableSheet
from ui import messages
from ui.dialogs.form import Choice, cancel_and, problem_line
from ui.dialogs.help import show_help
from ui.language import tr
from ui.models.table_rows import TableRowsModel
from ui.table_words import FIELDS, SORTS, STATES, detail

__all__ = ["PlanWish", "TableImportDialog"]

_HEADING_ROWS = 15
_LETTERS, _LINES = 190, 44  # of the dialog, where the screen has room
_BOX_LETTERS = 16
_ROW_ROOM = 10  # above and below a row's letters together
_DETAIL_LINES = 6
# Letters that the columns are wide at first; the fourth takes what is left.
_WIDTHS = (18, 7, 22, 0, 26, 30)
_WIDE = 3


@dataclass(frozen=True)
class PlanWish:
    """How a sheet is to be read."""

    sheet: TableSheet
    sort: TableSort
    columns: Mapping[Field, int]
    heading: int | None
    day_before_month: bool


class _Rows(QTableView):
    """The rows; Space takes those selected or leaves them out.

    A table and no tree: that would ask for every row of ten thousands before it shows the first.
    """

    def __init__(self, model: TableRowsModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ROW_ROOM)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            chosen = [self._model.row_at(index) for index in self.selectionModel().selectedRows()]
            self._model.toggle([row for row in chosen if row is not None])
        else:
            super().keyPressEvent(event)


class TableImportDialog(QDialog):
    """Signals: ``plan_wanted(PlanWish)`` when the rows have to be looked at anew.

    ``chosen(TablePlan, bool, frozenset[int])`` with whether what stands is changed, and the rows left out.
    """

    plan_wanted = Signal(object)
    chosen = Signal(object, bool, object)

    def __init__(
        self, table: ReadTable, guesses: Sequence[Guess], parent: QWidget | None = None
    ) -> None:
        """Show a file that was read, with a guess for each sheet; ``ask`` asks for the first plan."""
        super().__init__(parent)
        self._table = table
        self._guesses = guesses
        self._plan: TablePlan | None = None
        self._fitted: TableSort | None = None
        self._numbers: dict[RowState, frozenset[int]] = {}
        self._in_table: frozenset[int] = frozenset()
        self.setWindowTitle(tr("Import a table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheets = [(each.name or table.path.name, at) for at, each in enumerate(table.sheets)]
        longest = max(range(len(sheets)), key=lambda at: len(table.sheets[at].rows))
        self.sheet = Choice(sheets, longest)
        sorts = [(words, sort) for sort, words in SORTS.items()]
        self.sort = Choice(sorts, guesses[longest].sort)
        self.heading = Choice([], None)
        self.order = Choice([(tr("Month first"), False), (tr("Day first"), True)], False)
        self.order.setToolTip(tr("What 3/4/2026 is, where the table itself does not tell"))
        self.places: dict[Field, Choice] = {}
        self.columns = QFormLayout()
        self.model = TableRowsModel(self)
        self.shown = Choice([(tr("All rows"), None)], None)
        self.rows = self._make_rows()
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(tr("What the row on screen does"))
        self.detail.setFixedHeight(self.fontMetrics().lineSpacing() * _DETAIL_LINES + 12)
        self.updates = QCheckBox(tr("Change what stands where a row differs"))
        self.updates.setToolTip(
            tr("Without it only new rows come in; with it each change below is made as shown")
        )
        self.told = QLabel("")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.problem = problem_line()
        buttons, self.do_button = cancel_and(tr("Import"))
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._connect()
        self._offer_headings()
        self._offer_columns()

    # -- what is chosen

    def wish(self) -> PlanWish:
        """Return how the sheet is to be read."""
        columns = {field: box.value for field, box in self.places.items() if box.value is not None}
        return PlanWish(
            self._sheet(), self.sort.value, columns, self.heading.value, bool(self.order.value)
        )

    def ask(self) -> None:
        """Have the rows looked at."""
        self._plan = None
        self.do_button.setEnabled(False)
        self.told.setText(tr("Looking at the rows…"))
        self.plan_wanted.emit(self.wish())

    def submit(self) -> None:
        """Tell what comes in, and close."""
        if self._plan is not None and self.do_button.isEnabled():
            self.chosen.emit(self._plan, self.updates.isChecked(), frozenset(self.model.without))
            self.accept()

    # -- what is shown

    def show_plan(self, plan: TablePlan) -> None:
        """Show what every row would do."""
        self._plan = plan
        self._numbers = {
            state: frozenset(row.row.number for row in plan.rows if row.state is state)
            for state in RowState
        }
        self._in_table = frozenset(row.row.number for row in plan.rows if row.in_table)
        self.model.show(plan.sort, plan.rows)
        kept = self.shown.value
        counted = [
            (tr("{state}: {number:,}", state=words, number=len(self._numbers[state])), state)
            for state, words in STATES.items()
        ]
        self.shown.set_entries(
            [(tr("All rows: {number:,}", number=len(plan.rows)), None), *counted], kept
        )
        if self._fitted is not plan.sort:
            self._fit_columns()
            self._fitted = plan.sort
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0, 0))
        else:
            self.detail.setPlainText("")
        self._tell()

    def complain(self, sentence: str) -> None:
        """Say what went wrong; the dialog stays open."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.told.setText("")

    # -- inside

    def _make_rows(self) -> _Rows:
        rows = _Rows(self.model)
        rows.setAccessibleName(tr("Rows as they would come in"))
        return rows

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self._general = general = _form(
            (tr("Sheet"), self.sheet),
            (tr("Its rows are a"), self.sort),
            (tr("Headings"), self.heading),
            (tr("3/4/2026 is"), self.order),
        )
        heading = QLabel(tr("Which column says what"))
        heading.setProperty("part", "secondary")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, letter, 0)
        column.setSpacing(12)
        column.addLayout(general)
        column.addWidget(heading)
        column.addLayout(self.columns)
        column.addStretch(1)
        self.columns.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(left)
        self._scroll, self._fields = scroll, left
        self.shown.setAccessibleName(tr("Which rows are shown"))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.shown)
        right.addWidget(self.rows, 1)
        right.addWidget(self.detail)
        right.addWidget(self.updates)
        right.addWidget(self.told)
        across = QHBoxLayout()
        across.setSpacing(18)
        across.addWidget(scroll)
        across.addLayout(right, 1)
        lead = QLabel(
            tr("“{name}”: nothing comes in before you say so.", name=self._table.path.name)
        )
        lead.setTextFormat(Qt.TextFormat.PlainText)
        lead.setWordWrap(True)
        lead.setProperty("part", "secondary")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 16, 18, 14)
        rows.setSpacing(12)
        rows.addWidget(lead)
        rows.addLayout(across, 1)
        rows.addWidget(self.problem)
        rows.addWidget(buttons)
        room = self.screen().availableSize()
        lines = self.fontMetrics().lineSpacing() * _LINES
        self.resize(
            min(letter * _LETTERS, room.width() - letter), min(lines, room.height() - 4 * letter)
        )

    def _connect(self) -> None:
        self.sheet.currentIndexChanged.connect(lambda _at: self._sheet_changed())
        self.sort.currentIndexChanged.connect(lambda _at: self._sort_changed())
        self.heading.activated.connect(lambda _at: self._heading_changed())
        self.order.currentIndexChanged.connect(lambda _at: self.ask())
        self.shown.activated.connect(lambda _at: self.model.show_only(self.shown.value))
        self.updates.toggled.connect(self.model.set_updates)
        self.updates.toggled.connect(lambda _on: self._tell())
        self.model.taken_changed.connect(self._tell)
        self.rows.selectionModel().currentChanged.connect(self._visited)

    def _sheet(self) -> TableSheet:
        return self._table.sheets[self.sheet.value or 0]

    def _guess(self) -> Columns:
        return self._guesses[self.sheet.value or 0].columns[self.sort.value]

    def _sheet_changed(self) -> None:
        self.model.without.clear()
        with QSignalBlocker(self.sort):
            self.sort.setCurrentIndex([*SORTS].index(self._guesses[self.sheet.value or 0].sort))
        self._offer_headings()
        self._offer_columns()
        self.ask()

    def _sort_changed(self) -> None:
        self._offer_headings()
        self._offer_columns()
        self.ask()

    def _heading_changed(self) -> None:
        self._offer_columns(keep=True)
        self.ask()

    def _offer_headings(self) -> None:
        entries = [
            (tr("Row {number}", number=row.number), at)
            for at, row in enumerate(self._sheet().rows[:_HEADING_ROWS])
        ]
        self.heading.set_entries([*entries, (tr("None"), None)], self._guess().heading)

    def _offer_columns(self, *, keep: bool = False) -> None:
        """Offer the columns of the sheet for each field, the guessed one chosen."""
        told = headings(self._sheet(), self.heading.value)
        titles = [(title, at) for at, title in enumerate(told)]
        before = {field: box.value for field, box in self.places.items()}
        guess = before if keep else self._guess().fields
        while self.columns.rowCount():
            self.columns.removeRow(0)
        self.places = {}
        for field in fields_of(self.sort.value):
            box = Choice([(tr("–"), None), *titles], guess.get(field))
            box.setAccessibleName(tr("Column of: {field}", field=FIELDS[field]))
            box.setToolTip(tr("“–”: the table does not say this, or it is not taken"))
            box.setMinimumContentsLength(_BOX_LETTERS)
            box.activated.connect(lambda _at: self.ask())
            self.places[field] = box
            self.columns.addRow(FIELDS[field], box)
        for before_box, box in _neighbours([self.order, *self.places.values(), self.shown]):
            QWidget.setTabOrder(before_box, box)
        self.columns.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.order.setEnabled(self.sort.value is TableSort.CHRONOLOGY)
        _align(self._general, self.columns)
        inside = self._fields.minimumSizeHint().width()
        self._scroll.setFixedWidth(inside + self._scroll.verticalScrollBar().sizeHint().width())

    def _fit_columns(self) -> None:
        header = self.rows.horizontalHeader()
        letter = self.fontMetrics().averageCharWidth()
        header.setStretchLastSection(False)
        for section, letters in enumerate(_WIDTHS):
            if section == _WIDE:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
            else:
                header.resizeSection(section, letter * letters)

    def _visited(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index)
        self.detail.setPlainText("" if row is None else detail(row))

    def _coming(self, state: RowState) -> frozenset[int]:
        """Return the numbers of the rows of a state that come in."""
        if state is RowState.CHANGES and not self.updates.isChecked():
            return frozenset()
        return self._numbers.get(state, frozenset()) - self.model.without

    def _tell(self) -> None:
        """Say what would come in, and where it would be pinned."""
        if self._plan is None:
            return
        new, changed = self._coming(RowState.NEW), self._coming(RowState.CHANGES)
        waiting = 0 if self.updates.isChecked() else len(self._numbers[RowState.CHANGES])
        told = [tr("{new:,} new, {changed:,} changed.", new=len(new), changed=len(changed))]
        if self._plan.order_open:
            told.append(tr("The table does not tell whether 3/4/2026 is March 4 or April 3."))
        if waiting:
            told.append(
                tr("1 row that differs stays as the case has it.")
                if waiting == 1
                else tr("{rows:,} rows that differ stay as the case has them.", rows=waiting)
            )
        in_table = self._in_table & (new | changed)
        if in_table:
            told.append(
                tr(
                    "1 row has no place in a paper: the table comes in as one, and it is pinned to it."
                )
                if len(in_table) == 1
                else tr(
                    "{rows:,} rows have no place in a paper: the table comes in as one, and they are "
                    "pinned to it.",
                    rows=len(in_table),
                )
            )
        self.told.setText(" ".join(told))
        self.problem.hide()
        coming = len(new) + len(changed)
        self.do_button.setEnabled(bool(coming))
        self.do_button.setText(tr("Import {rows}", rows=messages.count(coming, tr("row"))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            show_help(self, self)
        else:
            super().keyPressEvent(event)


def _form(*fields: tuple[str, Choice]) -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for name, box in fields:
        box.setAccessibleName(name)
        box.setMinimumContentsLength(_BOX_LETTERS)
        form.addRow(name, box)
    return form


def _align(*forms: QFormLayout) -> None:
    """Have the fields of forms begin at one place."""
    labels = [
        label
        for form in forms
        for row in range(form.rowCount())
        if (item := form.itemAt(row, QFormLayout.ItemRole.LabelRole)) is not None
        and (label := item.widget()) is not None
    ]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)


def _neighbours(widgets: list[Choice]) -> Iterator[tuple[Choice, Choice]]:
    return pairwise(widgets)
