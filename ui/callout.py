"""A small sheet beside a part of the window, with a line around that part; the window goes on under it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.language import tr

__all__ = ["Callout"]

_WIDTH_LETTERS = 46
_GAP = 10


class Callout(QFrame):
    """Signals: ``next_wanted()``, ``back_wanted()``, ``skip_wanted()``.

    Return and Right go on, Left goes back, Esc leaves.
    """

    next_wanted = Signal()
    back_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._target: QWidget | None = None
        self._ring = QFrame(window)
        self._ring.setProperty("part", "ring")
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("part", "callout")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.words, self._count = QLabel(), QLabel(), QLabel()
        self.title.setProperty("part", "title")
        self._count.setProperty("part", "secondary")
        self.words.setWordWrap(True)
        self.back = _button(tr("Back"), tr("The step before (Left)"))
        self.skip = _button(tr("Skip"), tr("Leave the tour (Esc); Help takes it up again"))
        self.next = _button(tr("Next"), tr("The next step (Return)"))
        self.back.clicked.connect(self.back_wanted)
        self.skip.clicked.connect(self.skip_wanted)
        self.next.clicked.connect(self.next_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        for button in (self.skip, self.back, self.next):
            button.installEventFilter(self)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(buttons)
        window.installEventFilter(self)

    @property
    def holds_keyboard(self) -> bool:
        """Tell whether the keyboard is in one of the buttons."""
        return any(button.hasFocus() for button in (self.back, self.skip, self.next))

    def show_step(
        self, title: str, words: str, at: int, total: int, target: QWidget | None
    ) -> None:
        """Show a step beside what it points at, and take the keyboard."""
        self._target = target
        self.title.setText(title)
        self.words.setText(words)
        self._count.setText(tr("{at} of {total}", at=at + 1, total=total))
        self.back.setEnabled(at > 0)
        self.next.setText(tr("Done") if at + 1 == total else tr("Next"))
        self.setAccessibleName(
            tr("Tour, {at} of {total}: {title}", at=at + 1, total=total, title=title)
        )
        self.setAccessibleDescription(words)
        self._place()
        self.show()
        self.raise_()
        self.next.setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def follow(self) -> None:
        """Stay beside what the callout points at, which may have moved or changed its size."""
        target = self._target
        if (
            target is not None
            and target.isVisible()
            and self._ring.geometry() != self._around(target)
        ):
            self._place()

    def leave(self) -> None:
        """Go away, with the line around the target."""
        self._ring.hide()
        self.hide()
        self._ring.deleteLater()
        self.deleteLater()

    def _place(self) -> None:
        window = self._over
        self.setFixedWidth(
            min(self.fontMetrics().averageCharWidth() * _WIDTH_LETTERS, window.width() - 2 * _GAP)
        )
        self.setFixedHeight(self.heightForWidth(self.width()))
        target = self._target
        if target is None or not target.isVisible():
            self._ring.hide()
            self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)
            return
        around = self._around(target)
        self._ring.setGeometry(around)
        self._ring.show()
        self._ring.raise_()
        self.move(self._beside(around, window.rect()))

    def _around(self, target: QWidget) -> QRect:
        return QRect(target.mapTo(self._over, QPoint()), target.size())

    def _beside(self, around: QRect, room: QRect) -> QPoint:
        """Return a place right of the target, left of it, below it, or within it: the first with room."""
        top = max(_GAP, min(around.top() + 40, room.bottom() - self.height() - _GAP))
        right, left = around.right() + _GAP, around.left() - _GAP - self.width()
        if around.height() < 80:  # a button: below it, not over its neighbours
            return QPoint(
                max(_GAP, min(around.left(), room.right() - self.width() - _GAP)),
                around.bottom() + _GAP,
            )
        if right + self.width() + _GAP < room.right():
            return QPoint(right, top)
        if left > _GAP:
            return QPoint(left, top)
        return QPoint(
            max(_GAP, around.center().x() - self.width() // 2),
            max(_GAP, around.bottom() - self.height() - 40),
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._over:
            if kind is QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(
            event, QKeyEvent
        ):
            act = {
                Qt.Key.Key_Escape: self.skip_wanted,
                Qt.Key.Key_Left: self.back_wanted,
                Qt.Key.Key_Right: self.next_wanted,
                Qt.Key.Key_Return: None,
                Qt.Key.Key_Enter: None,
            }
            key = Qt.Key(event.key())
            if key in act:
                event.accept()
                if kind is QEvent.Type.KeyPress:
                    wanted = act[key]
                    if wanted is not None:
                        wanted.emit()
                    elif isinstance(watched, QPushButton):
                        watched.click()
                return True
        return super().eventFilter(watched, event)


def _button(words: str, told: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(told)
    return button
