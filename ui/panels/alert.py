"""The bar at the foot of the window: what went wrong, in a sentence, with the next step as a button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.language import tr

__all__ = ["AlertBar"]


class AlertBar(QWidget):
    """Shows one message at a time and stays until it is taken away. ``message`` is what it shows.

    Signals: ``details_wanted()``, ``list_wanted()``, ``closed()``.
    """

    details_wanted = Signal()
    list_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: object = None
        self._act: Callable[[], object] | None = None
        self.setProperty("part", "alert")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Message"))
        mark = QLabel("!")
        mark.setProperty("part", "alert-mark")
        mark.setAccessibleName(tr("Attention"))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.step = _button("", self._take_step)
        self.details = _button(tr("Details"), self.details_wanted.emit)
        self.details.setToolTip(tr("Where in the program it was; nothing of your case"))
        self.list = _button(tr("Messages"), self.list_wanted.emit)
        self.list.setToolTip(tr("Everything that was said since the program started (F8)"))
        self.close_button = _button(tr("Dismiss"), self.dismiss)
        self.close_button.setToolTip(tr("Take this message away (Esc while the keyboard is here)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(self.words, 1)
        for button in self._buttons():
            button.installEventFilter(self)
            row.addWidget(button)
        self.hide()

    def show_message(
        self,
        message: object,
        sentence: str,
        *,
        step: tuple[str, Callable[[], object]] | None = None,
        details: bool = False,
    ) -> None:
        """Show a sentence, the next step with its words where there is one, and Details where there are."""
        self.message = message
        self.words.setText(sentence)
        self._act = step[1] if step is not None else None
        self.step.setText(step[0] if step is not None else "")
        self.step.setVisible(step is not None)
        self.details.setVisible(details)
        self.setAccessibleDescription(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Take the message away; the keyboard goes back to the window."""
        held = any(button.hasFocus() for button in self._buttons())
        self.message, self._act = None, None
        self.words.clear()
        self.setAccessibleDescription("")
        self.hide()
        if held:
            self.closed.emit()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.step, self.details, self.list, self.close_button)

    def _take_step(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dismiss on Esc while the keyboard is here; elsewhere Esc loosens."""
        kind = event.type()
        pressed = kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if kind is QEvent.Type.KeyPress:
                self.dismiss()
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("part", "alert")
    button.clicked.connect(lambda _checked=False: act())
    return button
