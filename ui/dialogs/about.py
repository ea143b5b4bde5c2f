"""About: the version, what comes with the program, where things lie, and the licences of all its parts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from resources.licences import Licence
from resources.version import VERSION
from ui.about_facts import Facts, details
from ui.icons import application_icon
from ui.language import tr
from ui.theme import reading_font

__all__ = ["AboutDialog"]

_LETTERS = 120
"""So wide is the dialog, in letters, and a quarter as many lines high."""
_BESIDE_NAMES = 36
"""Room for the scroll bar and the edges beside the names of parts."""


class AboutDialog(QDialog):
    """Beside the work. Signals: ``check_wanted()``, ``left()``. ``show_facts`` fills it."""

    check_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Pincite"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._facts: Facts | None = None
        self._licences: tuple[Licence, ...] = ()
        self._rows = QFormLayout()
        self._rows.setSpacing(10)
        self._rows.setHorizontalSpacing(18)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Parts of the program"))
        self.list.setProperty("part", "field")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("License"))
        self.text.setProperty("part", "field")
        self.list.currentRowChanged.connect(self._show_licence)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("What is shown"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        pages = QStackedWidget()
        for name, page in (
            (tr("This program"), self._about_page()),
            (tr("Licenses"), self._licences_page()),
        ):
            self.tabs.addTab(name)
            pages.addWidget(page)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(14)
        layout.addLayout(self._head())
        layout.addWidget(self.tabs)
        layout.addWidget(pages, 1)
        layout.addWidget(self._buttons())
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * _LETTERS // 4)

    def show_facts(self, told: Facts) -> None:
        """Fill the dialog."""
        self._facts = told
        for label, value in (*told.about, *told.places):
            words = QLabel(value)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(tr("{label}: {value}", label=label, value=value))
            name = QLabel(label)
            name.setProperty("part", "secondary")
            self._rows.addRow(name, words)
        self._licences = told.licences
        for licence in told.licences:
            self.list.addItem(f"{licence.name} {licence.version}")
        wide = self.list.sizeHintForColumn(0) + _BESIDE_NAMES
        self._across.setSizes([wide, self.width() - wide])
        self.list.setCurrentRow(0)
        self.copy_button.setEnabled(True)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)

    @override
    def reject(self) -> None:
        self.close()

    def _head(self) -> QHBoxLayout:
        side = self.fontMetrics().height() * 3
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(side, side))
        picture.setAccessibleName(tr("The sign of Pincite"))
        name = QLabel(tr("Pincite {version}", version=VERSION))
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        told = QLabel(
            tr("Organizes the papers of a case on this computer. It sends nothing anywhere.")
        )
        told.setWordWrap(True)
        told.setProperty("part", "secondary")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(told)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _about_page(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(2, 12, 2, 0)
        rows.addLayout(self._rows)
        rows.addStretch(1)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setWidget(page)
        around.setAccessibleName(tr("Version and places"))
        return around

    def _licences_page(self) -> QWidget:
        self._across = across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        across.addWidget(self.text)
        across.setStretchFactor(1, 1)
        return across

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.setToolTip(tr("Version and places as text, without anything of a case"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(self._copy)
        check = buttons.addButton(tr("Check the program…"), QDialogButtonBox.ButtonRole.ActionRole)
        check.setToolTip(tr("Put every part of the program to work on the sample case"))
        check.setAutoDefault(False)
        check.clicked.connect(self.check_wanted)
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        return buttons

    def _copy(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(details(self._facts))

    def _show_licence(self, row: int) -> None:
        if not 0 <= row < len(self._licences):
            return
        licence = self._licences[row]
        terms = tr("{name} {version}", name=licence.name, version=licence.version)
        parts = [f"{terms}\n{licence.terms}".strip()]
        parts += [f"{text.title}\n\n{text.words}" for text in licence.texts]
        self.text.setFont(reading_font(self.font().pointSizeF()))
        self.text.setPlainText("\n\n".join(parts))
