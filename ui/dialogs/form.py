"""What the small forms are made of: the form itself, boxes of choices, and how a typed date is understood."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from extraction.typed_dates import parse_typed
from ui import messages
from ui.dialogs.help import show_help
from ui.elided_label import ElidedLabel
from ui.language import tr

__all__ = ["Box", "Choice", "Form", "Understood", "cancel_and", "problem_line"]

_FEWEST_LETTERS = 20


def problem_line() -> QLabel:
    """Return a line that says what is wrong, hidden while nothing is."""
    line = QLabel("")
    line.setProperty("part", "warning")
    line.setWordWrap(True)
    line.hide()
    return line


def cancel_and(do: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Return Cancel beside a button that says what it does, which Enter presses, and that button."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    do_button = buttons.addButton(do, QDialogButtonBox.ButtonRole.AcceptRole)
    do_button.setDefault(True)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
    return buttons, do_button


class Form(QDialog):
    """A title, a sentence, fields, and Cancel beside a button that says what it does."""

    def __init__(self, title: str, lead: str, do: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        lead_label = QLabel(lead)
        lead_label.setWordWrap(True)
        lead_label.setProperty("part", "secondary")
        self.fields = QFormLayout()
        self.fields.setSpacing(10)
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.problem = problem_line()
        self._buttons, self.do_button = cancel_and(do)
        self._buttons.accepted.connect(self.submit)
        self._buttons.rejected.connect(self.reject)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(20, 18, 20, 16)
        self._rows.setSpacing(14)
        self._rows.addWidget(lead_label)
        self._rows.addLayout(self.fields)
        self._rows.addWidget(self.problem)
        self._rows.addWidget(self._buttons)
        self._begun = False
        self.finished.connect(self.deleteLater)

    def add_field(self, name: str, widget: QWidget) -> None:
        """Add a field with its name, for the eye and for screen readers."""
        widget.setAccessibleName(name)
        typed_in = widget.lineEdit() if isinstance(widget, QComboBox) else None
        if typed_in is not None:  # the keyboard is in there
            typed_in.setAccessibleName(name)
        self.fields.addRow(name, widget)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the fields; the form stays open."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.fit()

    def submit(self) -> None:
        """Tell the answer and close; overridden by each form."""
        self.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            show_help(self, self)
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._begin()
        self.fit()

    def _begin(self) -> None:
        """Begin in the first field, as high as the words need.

        The buttons were there before the fields: left alone, Qt begins with them, and Tab comes from the
        fields to the default one, past those before it. And Qt asks for the height of words that wrap before
        it knows the width.
        """
        fields = [each for each in _chain(self) if not self._buttons.isAncestorOf(each)]
        others = [each for each in self._buttons.buttons() if each is not self.do_button]
        for before, after in pairwise((self.do_button, *others)):
            QWidget.setTabOrder(before, after)
        for each in fields:
            if isinstance(each, QPushButton):
                each.setAutoDefault(False)  # else Enter in a field stays with it once it was passed
        first = next((each for each in fields if each.isEnabled() and each.isVisible()), None)
        if self.focusWidget() is None and first is not None:
            first.setFocus()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))

    def fit(self) -> None:
        """Make room for words that wrap and for wide fields: a dialog squeezes these instead."""
        width = max(self.width(), self._rows.totalMinimumSize().width())
        needed = max(self.height(), self._rows.totalHeightForWidth(width))
        if (width, needed) != (self.width(), self.height()):
            self.resize(width, needed)


def _chain(form: QWidget) -> list[QWidget]:
    """Return what Tab comes to in a form, in that order."""
    found: list[QWidget] = []
    at = form.nextInFocusChain()
    while at is not None and at is not form:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    return found


class Box(QComboBox):
    """A box of choices that is never wider than its form, however long a name in it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_FEWEST_LETTERS)


class Choice(Box):
    """One of several values by their words; typing finds an entry by its first letters.

    The values stay in Python: Qt would hand a ``StrEnum`` back as a plain string.
    """

    def __init__(self, entries: Sequence[tuple[str, object]], current: object) -> None:
        super().__init__()
        self.setMaxVisibleItems(16)
        self._values: list[object] = []
        self.set_entries(entries, current)

    def set_entries(self, entries: Sequence[tuple[str, object]], current: object) -> None:
        """Offer other values; ``current`` is chosen where it is among them, else the first."""
        self.clear()
        self._values = [value for _, value in entries]
        self.addItems([words for words, _ in entries])
        if current in self._values:
            self.setCurrentIndex(self._values.index(current))

    @property
    def value(self) -> Any:  # noqa: ANN401 - each form knows the type of its own values
        """The chosen value, or ``None`` where there is nothing to choose."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None


class Understood(ElidedLabel):
    """Says below a field how the date in it is understood."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "secondary")
        self.setAccessibleName(tr("How the date is understood"))

    def show_typed(self, typed: str) -> None:
        """Say what was understood; nothing where nothing was typed."""
        try:
            words = tr(
                "Understood as {value_title}", value_title=messages.value_title(parse_typed(typed))
            )
        except ValueError:
            words = tr("Not understood yet. Try March 2, 2026, or March 2026")
        self.setText(words if typed.strip() else "")
