"""The bar at the top: the case, the search field, Import, Report, undo and redo, and the menu."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.elided_label import ElidedLabel
from ui.icons import icon
from ui.theme import Theme

__all__ = ["TopBar"]

_TYPING_PAUSE_MS = 250
_WIDEST_NAME = 280


class TopBar(QWidget):
    """Signals: ``query_changed(str)`` after a pause in typing, at once on Return; "" when cleared."""

    query_changed = Signal(str)

    def __init__(
        self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.setProperty("part", "top-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(46)
        self._name = _label("title")
        self._docket = _label("secondary")
        self.search = QLineEdit()
        self.search.setProperty("part", "search")
        self.search.setAcceptDrops(False)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search the papers"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setToolTip(
            self.tr('Words, "phrases", AND OR NOT, fraud w/10 damages, kind:order, speaker:name')
        )
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(620)
        clear = self.search.findChild(QToolButton)
        if clear is not None:
            clear.setAccessibleName(self.tr("Clear the search"))
            clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._hint = QLabel("Ctrl F", self.search)
        self._hint.setProperty("part", "secondary")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignRight)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._tell)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._tell)
        self._icons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._docket)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        row.addWidget(self._menu_button(
            self.tr("Import"),
            "import",
            _import_menu(actions),
        ))  # fmt: skip
        reports = [actions[key] for key in actions if key.startswith("report_")]
        row.addWidget(self._menu_button(self.tr("Report"), "report", reports))
        for key in ("undo", "redo"):
            row.addWidget(self._icon_button(actions[key], key))
        menu = self._menu_button("", "menu", _case_menu(actions))
        menu.setAccessibleName(self.tr("Menu"))
        menu.setToolTip(self.tr("Case, history, backup, colours, keys"))
        row.addWidget(menu)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_case(self, name: str, docket: str) -> None:
        """Name the case and its docket number and court."""
        for label, words in ((self._name, name), (self._docket, docket)):
            label.setText(words)
            label.setToolTip(words)

    def clear_search(self) -> None:
        """Empty the search field and say so at once."""
        self.search.clear()
        self._tell()

    def _typed(self, text: str) -> None:
        self._hint.setVisible(not text)
        self._typing.start()

    def _tell(self) -> None:
        self._typing.stop()
        query = self.search.text().strip()
        if query != self._told:
            self._told = query
            self.query_changed.emit(query)

    def _menu_button(self, words: str, name: str, actions: Sequence[QAction | None]) -> QToolButton:
        button = QToolButton()
        button.setText(f"{words} ▾" if words else "")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if words
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        # Shown by hand: a button with a menu of its own keeps room for a second arrow.
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        button.setAccessibleDescription(self.tr("Opens a menu"))
        self._icons.append((button, name))
        return button

    def _icon_button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        self._icons.append((button, name))
        return button

    def _paint_icons(self) -> None:
        color = self._theme.palette.text
        for button, name in self._icons:
            action: QAction | None = button.defaultAction()
            if action is not None:
                action.setIcon(icon(name, color))
            else:
                button.setIcon(icon(name, color))


def _import_menu(actions: Mapping[str, QAction]) -> list[QAction | None]:
    """Return the entries of the menu of imports; ``None`` stands for a line between groups."""
    come_in = [actions[key] for key in ("import_files", "import_folder")]
    under_way = [actions[key] for key in ("pause", "stop_import", "finish_import", "outcomes")]
    return [*come_in, None, *under_way]


def _case_menu(actions: Mapping[str, QAction]) -> list[QAction | None]:
    """Return the menu's entries; ``None`` stands for a line between groups."""
    groups = (
        ("new", "open", "sample", "close_case"),
        ("review_parties", "duplicate_parties"),
        ("palette", "rejected"),
        ("history", "check", "backup"),
        ("scans_rapidocr", "scans_tesseract", "scans_off", "scans_again"),
        ("theme_system", "theme_light", "theme_dark"),
        ("keys", "quit"),
    )
    made: list[QAction | None] = []
    for group in groups:
        if made:
            made.append(None)
        made.extend(actions[key] for key in group)
    return made


def _label(part: str) -> ElidedLabel:
    label = ElidedLabel()
    label.setProperty("part", part)
    label.setMaximumWidth(_WIDEST_NAME)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label
