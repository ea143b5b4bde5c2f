"""Which papers become a case of their own, to be handed to somebody."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from casefile.errors import CaseFailure
from casefile.records import DocumentRow
from ui import messages
from ui.dialogs.form import Form
from ui.dialogs.passphrase import ProtectionFields
from ui.language import tr

__all__ = ["PartForm"]

_LINES, _LETTERS = 16, 70  # of the list
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PartForm(Form):
    """A list of papers to check. Signal: ``chosen(tuple[int, ...], str, bool, Protection | None)``.

    These are their numbers, the name of the new case, whether notes, tags and issues go along, and how it is
    protected.
    """

    chosen = Signal(object, str, bool, object)

    def __init__(
        self,
        rows: Sequence[DocumentRow],
        checked: Collection[int],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Papers as a case of their own"),
            tr(
                "What was found in these papers and decided on them goes along. Nothing of the other papers "
                "does, no history, no searches and no passwords."
            ),
            tr("Save…"),
            parent,
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Words of a name"))
        self.words.setClearButtonEnabled(True)
        self.papers = QListWidget()
        self.papers.setProperty("part", "field")
        self.papers.setSpacing(1)
        self.papers.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.papers.setUniformItemSizes(True)
        self.papers.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names differ at their ends
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        metrics = self.fontMetrics()
        self.papers.setMinimumSize(
            metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * _LINES
        )
        self._numbers: list[int] = []
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setToolTip(row.name)
            item.setCheckState(_ON if row.id in checked else _OFF)
            self.papers.addItem(item)
            self._numbers.append(row.id)
        self.all_button, self.none_button = QPushButton(tr("Check all")), QPushButton(tr("None"))
        both = QHBoxLayout()
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            both.addWidget(button)
        both.addStretch(1)
        self.name = QLineEdit(name)
        self.notes = QCheckBox(tr("With my notes, tags and issues on them"))
        self.notes.setToolTip(tr("Read them before you hand them out: they say what you wrote"))
        self.add_field(tr("Find"), self.words)
        self.add_field(tr("Papers"), self.papers)
        self.fields.addRow("", both)
        self.add_field(tr("Name of the case"), self.name)
        self.fields.addRow("", self.notes)
        self.protection = ProtectionFields(self)
        self.words.textChanged.connect(self._narrow)
        self.papers.itemChanged.connect(lambda _item: self._tell())
        self.all_button.clicked.connect(lambda: self._check_shown(_ON))
        self.none_button.clicked.connect(lambda: self._check_shown(_OFF))
        self._tell()
        self.words.setFocus()

    def numbers(self) -> tuple[int, ...]:
        """Return the papers that are checked, hidden ones among them."""
        return tuple(
            number
            for at, number in enumerate(self._numbers)
            if self.papers.item(at).checkState() is _ON
        )

    def submit(self) -> None:
        """Tell what was chosen; the form stays open until there is a file for it."""
        if not self.numbers():
            self.complain(tr("No paper is checked. Check those that are to go along."))
            return
        try:
            protection = self.protection.chosen()
        except CaseFailure as failure:
            self.complain(str(failure))
            return
        name = self.name.text().strip()
        self.chosen.emit(self.numbers(), name, self.notes.isChecked(), protection)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for at in range(self.papers.count()):
            item = self.papers.item(at)
            name = item.text().casefold()
            item.setHidden(not all(word in name for word in words))

    def _check_shown(self, state: Qt.CheckState) -> None:
        """Check or uncheck the papers that the field above leaves on screen."""
        self.papers.blockSignals(True)
        for at in range(self.papers.count()):
            item = self.papers.item(at)
            if not item.isHidden():
                item.setCheckState(state)
        self.papers.blockSignals(False)
        self.papers.viewport().update()
        self._tell()

    def _tell(self) -> None:
        count = len(self.numbers())
        self.do_button.setEnabled(bool(count))
        papers = messages.count(count, tr("paper"))
        self.do_button.setText(tr("Save {papers}…", papers=papers) if count else tr("Save…"))
        if count:
            self.complain("")
