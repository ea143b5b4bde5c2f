"""Chooses what goes into a binder: papers in order, passages, highlights, Bates numbers.

Nothing here talks to the case: what is wanted is told by a signal, and what came of it is shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.binder_records import BinderRow
from casefile.records import DocumentRow, DocumentState
from importers.page_stamps import Corner
from reports.bates_register import next_number
from reports.binder_choice import Bates, BinderChoice, MarkKind, choice_from_json
from reports.report import ReportFailure
from ui.dialogs.form import Choice
from ui.dialogs.saving_dialog import SavingDialog
from ui.language import tr

__all__ = ["BinderDialog"]

_FIELD_INSET = 9
"""Pixels from a field's edge to its words."""
_NUMBER = Qt.ItemDataRole.UserRole
_LETTERS, _LINES = 136, 38  # of the dialog
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_MOST = 999_999_999
_MARKS = {
    MarkKind.PARTY: (tr("Parties"), tr("Every name of a party")),
    MarkKind.QUOTE: (tr("Quotes"), tr("Every quotation")),
    MarkKind.DATE: (tr("Dates"), tr("Every date")),
    MarkKind.HIT: (tr("What the search finds"), tr("Every hit of the search above")),
    MarkKind.TAGGED: (tr("What has the tag"), tr("Every passage with the tag above")),
    MarkKind.NOTE: (tr("My notes"), tr("Your notes go out with the binder: they are work product")),
}


class BinderDialog(SavingDialog):
    """Begins as the last binder of the case did; numbers go on after those that pages have got.

    Signals: ``save_wanted(BinderChoice)``; ``cancel_wanted()`` while it is being written;
    ``register_wanted()`` to see which numbers were given.
    """

    register_wanted = Signal()

    def __init__(
        self,
        rows: Sequence[DocumentRow],
        chosen: Collection[int],
        tags: Sequence[str],
        query: str = "",
        binders: Sequence[BinderRow] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer papers, all or those ``chosen`` checked; ``binders`` were made before, the newest first."""
        super().__init__(parent)
        self.setWindowTitle(tr("Binder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._binders = tuple(binders)
        last = choice_from_json(binders[0].choice) if binders else BinderChoice()
        order = {number: at for at, number in enumerate(last.documents)}
        rows = sorted(rows, key=lambda row: order.get(row.id, len(order)))
        self._make_papers(rows, chosen or _checked(rows, last))
        self._make_fields(tags, query)
        self._begin_as(last, tags, query)
        self._arrange()
        self._go_on_numbering()
        self._show_sample()
        self._follow_passages()

    # -- building

    def _make_papers(self, rows: Sequence[DocumentRow], chosen: Collection[int]) -> None:
        self.papers = QListWidget()
        self.papers.setAccessibleName(tr("Papers"))
        self.papers.setSpacing(1)
        self.papers.setResizeMode(QListWidget.ResizeMode.Adjust)  # to what the style keeps free
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # how many pages is at the end
        self.papers.setProperty("part", "field")
        self.papers.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.papers.setToolTip(tr("Check what goes in; drag to order"))
        for row in rows:
            words = row.name
            if row.pages:
                words += f"  ·  {row.pages:,} {'page' if row.pages == 1 else 'pages'}"
            if row.state is DocumentState.FAILED:
                words += tr("  ·  could not be read")
            item = QListWidgetItem(words)
            item.setData(_NUMBER, row.id)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setToolTip(row.failure or row.name)
            item.setCheckState(_ON if not chosen or row.id in chosen else _OFF)
            self.papers.addItem(item)
        self.all_button = QPushButton(tr("Check all"))
        self.none_button = QPushButton(tr("None"))
        self.all_button.clicked.connect(lambda: self._check_all(_ON))
        self.none_button.clicked.connect(lambda: self._check_all(_OFF))
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)

    def _make_fields(self, tags: Sequence[str], query: str) -> None:
        self.headline = QLineEdit()
        self.headline.setPlaceholderText(tr("Binder"))
        self.query = QLineEdit(query)
        self.query.setPlaceholderText(tr("Passages that a search finds"))
        self.tag = Choice([(tr("No tag"), ""), *((tag, tag) for tag in tags)], "")
        self.only_pages = QCheckBox(tr("Only the pages of these passages"))
        self.marks = {kind: QCheckBox(words) for kind, (words, _) in _MARKS.items()}
        for kind, box in self.marks.items():
            box.setToolTip(_MARKS[kind][1])
            box.setEnabled(kind not in (MarkKind.HIT, MarkKind.TAGGED))  # of passages, once named
        self.numbered = QCheckBox(tr("Bates numbers"))
        self.prefix = QLineEdit()
        self.prefix.setPlaceholderText(tr("Prefix"))
        self.prefix.setMaxLength(40)
        self.first = QSpinBox(minimum=0, maximum=_MOST, value=1)
        self.digits = QSpinBox(minimum=1, maximum=12, value=6)
        for number in (self.first, self.digits):  # whose words a style sheet does not move
            number.lineEdit().setTextMargins(_FIELD_INSET, 0, 0, 0)
        places = [(corner.replace("-", " ").capitalize(), corner) for corner in Corner]
        self.place = Choice(places, Corner.BOTTOM_RIGHT)
        self.ranges = QCheckBox(tr("Write the ranges as a table (CSV) beside it, too"))
        self.again = QCheckBox(tr("Numbers may be given again"))
        self.again.setToolTip(
            tr("Without it no page gets a number that another page of the case has got before")
        )
        self.register_button = QPushButton(tr("Numbers given so far…"))
        self.register_button.setAutoDefault(False)
        self.register_button.setToolTip(
            tr("A report: which pages got which numbers, in which binder")
        )
        self.register_button.setVisible(any(each.prefix is not None for each in self._binders))
        self.register_button.clicked.connect(self.register_wanted)
        self.sample = QLabel("")
        self.sample.setProperty("part", "secondary")
        self.sample.setWordWrap(True)
        self.open_after.setChecked(True)
        self.query.textChanged.connect(lambda _text: self._follow_passages())
        self.tag.currentIndexChanged.connect(lambda _at: self._follow_passages())
        self.prefix.textChanged.connect(lambda _text: self._go_on_numbering())
        self.prefix.textChanged.connect(lambda _text: self._show_sample())
        self.first.valueChanged.connect(lambda _value: self._show_sample())
        self.digits.valueChanged.connect(lambda _value: self._show_sample())
        self.numbered.toggled.connect(lambda _on: self._show_sample())

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(QLabel(tr("Papers, in the order of the binder")))
        left.addWidget(self.papers, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        row.addStretch(1)
        left.addLayout(row)
        fields = QFormLayout()
        fields.setSpacing(8)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, widget in (
            (tr("Title"), self.headline), (tr("Search"), self.query), (tr("Tag"), self.tag),
            ("", self.only_pages),
        ):  # fmt: skip
            widget.setAccessibleName(name or self.only_pages.text())
            fields.addRow(name, widget)
        marks = QGridLayout()
        for at, box in enumerate(self.marks.values()):
            marks.addWidget(box, at // 2, at % 2)
        fields.addRow(tr("Highlights"), marks)
        fields.addRow(tr("Numbers"), self.numbered)
        numbers: tuple[tuple[str, QWidget], ...] = (
            (tr("Prefix"), self.prefix), (tr("First number"), self.first), (tr("Digits"), self.digits),
            (tr("Place"), self.place), ("", self.sample), ("", self.again), ("", self.ranges),
        )  # fmt: skip
        for name, field in numbers:
            field.setAccessibleName(name or getattr(field, "text", str)())
            fields.addRow(name, field)
        given = QHBoxLayout()
        given.addWidget(self.register_button)
        given.addStretch(1)
        fields.addRow("", given)
        right = QVBoxLayout()
        right.addLayout(fields)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(left, 1)
        across.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(14)
        rows.addLayout(across, 1)
        rows.addLayout(self.foot())

    # -- what is chosen

    @property
    def choice(self) -> BinderChoice:
        """What was chosen.

        Raises:
            ReportFailure: for numbers that cannot be stamped, and where no paper is chosen.
        """
        items = [self.papers.item(at) for at in range(self.papers.count())]
        papers = tuple(item.data(_NUMBER) for item in items if item.checkState() is _ON)
        if not papers:
            raise ReportFailure(tr("Check at least one paper."))
        bates = None
        if self.numbered.isChecked():
            place = Corner(self.place.value)
            bates = Bates(self.prefix.text(), self.first.value(), self.digits.value(), place)
        return BinderChoice(
            " ".join(self.headline.text().split()),
            papers,
            self.query.text().strip(),
            (self.tag.value,) if self.tag.value else (),
            self.only_pages.isChecked(),
            frozenset(kind for kind, box in self.marks.items() if box.isChecked()),
            bates,
            self.again.isChecked() and bates is not None,
        )

    def _begin_as(self, last: BinderChoice, tags: Sequence[str], query: str) -> None:
        """Choose what the last binder of the case had; a search that is handed over comes before its own."""
        self.headline.setText(last.title)
        if not query:
            self.query.setText(last.query)
        if last.tags and last.tags[0] in tags:
            self.tag.setCurrentIndex(1 + list(tags).index(last.tags[0]))
        self.only_pages.setChecked(last.only_pages)
        self._follow_passages()
        for kind, box in self.marks.items():
            if box.isEnabled() and not (query and kind is MarkKind.HIT):
                box.setChecked(kind in last.highlights)
        if last.bates is not None:
            self.numbered.setChecked(True)
            self.prefix.setText(last.bates.prefix)
            self.digits.setValue(last.bates.digits)
            self.place.setCurrentIndex(list(Corner).index(last.bates.corner))

    def _go_on_numbering(self) -> None:
        """Begin after the last number that was given with this prefix."""
        self.first.setValue(next_number(self._binders, self.prefix.text()))

    def _check_all(self, state: Qt.CheckState) -> None:
        for at in range(self.papers.count()):
            self.papers.item(at).setCheckState(state)

    def _follow_passages(self) -> None:
        """Offer the highlights of passages where such are named, and choose them at first."""
        for kind, named in (
            (MarkKind.HIT, bool(self.query.text().strip())),
            (MarkKind.TAGGED, bool(self.tag.value)),
        ):
            box = self.marks[kind]
            if box.isEnabled() != named or not named:
                box.setChecked(named)
            box.setEnabled(named)

    def _show_sample(self) -> None:
        on = self.numbered.isChecked()
        for widget in (self.prefix, self.first, self.digits, self.place, self.again, self.ranges):
            widget.setEnabled(on)
        told = ""
        if on:
            try:
                bates = Bates(self.prefix.text(), self.first.value(), self.digits.value())
                told = f"{bates.label(0)}, {bates.label(1)}, …"
                given = next_number(self._binders, bates.prefix) - 1
                if given:
                    last = replace(bates, first=given).label(0)
                    told = tr("{sample}  ·  last given: {last}", sample=told, last=last)
            except ReportFailure as wrong:
                told = str(wrong)
        self.sample.setText(told)

    # -- saving and leaving

    @override
    def _save(self) -> None:
        try:
            choice = self.choice
        except ReportFailure as wrong:
            self.complain(str(wrong))
            return
        self.complain("")
        self.save_wanted.emit(choice)

    @override
    def sizeHint(self) -> QSize:
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        room = self.screen().availableSize() - QSize(4 * letter, 4 * line)
        wanted = QSize(_LETTERS * letter, _LINES * line).expandedTo(super().sizeHint())
        return wanted.boundedTo(room)


def _checked(rows: Sequence[DocumentRow], last: BinderChoice) -> frozenset[int]:
    """Return the papers of the last binder; none, which means all, where it had all of its time."""
    kept = frozenset(last.documents)
    newest = max(kept, default=0)
    if all(row.id in kept for row in rows if row.id <= newest):
        return frozenset()
    return kept & {row.id for row in rows}
