"""The bar at the top: the case, the search field, Import, Report, undo and redo, and the menu."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.bar import keep_height
from ui.elided_label import ElidedLabel
from ui.icons import icon
from ui.language import tr
from ui.search_field import SearchField
from ui.theme import Theme

__all__ = ["TopBar"]

_WIDEST_NAME = 280
_LEAST_ICON = 16


class TopBar(QWidget):
    """Case, search field (``search``), and the commands that are used most. Signal: ``lock_wanted()``."""

    lock_wanted = Signal()

    def __init__(
        self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("part", "top-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(self, 46)
        self._name = _label("title")
        self._docket = _label("secondary")
        self.search = SearchField(theme)
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(620)
        self._icons: list[tuple[QToolButton, str]] = []
        self.lock = QToolButton()
        self.lock.setProperty("part", "plain")
        self.lock.setAccessibleName(tr("Lock the case"))
        self.lock.setToolTip(
            tr("Protected with a passphrase; a click locks the case (Ctrl+Shift+L)")
        )
        self.lock.clicked.connect(self.lock_wanted)
        self.lock.hide()
        self._keep_icon(self.lock, "lock")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self.lock)
        row.addWidget(self._name)
        row.addWidget(self._docket)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addWidget(_help_button(self.search))
        row.addStretch(1)
        row.addWidget(self._menu_button(
            tr("Import"),
            "import",
            _import_menu(actions),
        ))  # fmt: skip
        reports = [actions[key] for key in actions if key.partition("_")[0] == "report"]
        row.addWidget(self._menu_button(tr("Report"), "report", reports))
        for key in ("undo", "redo"):
            row.addWidget(self._icon_button(actions[key], key))
        menu = self._menu_button("", "menu", _case_menu(actions))
        menu.setAccessibleName(tr("Menu"))
        menu.setToolTip(tr("Case, history, backup, colors, keys"))
        row.addWidget(menu)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_case(self, name: str, docket: str) -> None:
        """Name the case and its docket number and court."""
        for label, words in ((self._name, name), (self._docket, docket)):
            label.setText(words)
            label.setToolTip(words)

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
        if words:
            button.setProperty("beside", "icon")
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        # Shown by hand: a button with a menu of its own keeps room for a second arrow.
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        button.setAccessibleDescription(tr("Opens a menu"))
        self._keep_icon(button, name)
        return button

    def _icon_button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        # Undo and redo are named after what they would do.
        action.changed.connect(lambda: button.setAccessibleName(action.text()))
        self._keep_icon(button, name)
        return button

    def _keep_icon(self, button: QToolButton, name: str) -> None:
        side = max(_LEAST_ICON, button.fontMetrics().height() + 2)  # as high as the words
        button.setIconSize(QSize(side, side))
        self._icons.append((button, name))

    def _paint_icons(self) -> None:
        color = self._theme.palette.text
        for button, name in self._icons:
            action: QAction | None = button.defaultAction()
            if action is not None:
                action.setIcon(icon(name, color))
            else:
                button.setIcon(icon(name, color))


def _help_button(field: SearchField) -> QToolButton:
    button = QToolButton()
    button.setText("?")
    button.setProperty("part", "plain")
    button.setToolTip(tr("What can be typed in the search (F1 in the field)"))
    button.setAccessibleName(tr("Help on the search"))
    button.clicked.connect(field.show_help)
    return button


def _import_menu(actions: Mapping[str, QAction]) -> list[QAction | None]:
    """Return the entries of the menu of imports; ``None`` stands for a line between groups."""
    come_in = [actions[key] for key in ("import_files", "import_folder", "import_table")]
    under_way = [actions[key] for key in ("pause", "stop_import", "finish_import", "outcomes")]
    return [*come_in, None, *under_way]


def _case_menu(actions: Mapping[str, QAction]) -> list[QAction | None]:
    """Return the menu's entries; ``None`` stands for a line between groups."""
    groups = (
        ("new", "open", "sample", "close_case"),
        ("chronology", "timeline", "quotes", "check_quotes", "check_brief"),
        ("review", "review_paper", "next_unreviewed", "duplicate_parties", "all_tags"),
        ("palette", "rejected"),
        ("history", "check", "backup", "restore", "forget"),
        ("protect", "change_passphrase", "unprotect", "lock"),
        ("lock_soon", "lock_quarter", "lock_hour", "lock_never"),
        ("bring_in", "hand_out", "part", "settle"),
        ("cites_bluebook", "cites_plain", "cites_docket"),
        ("scans_rapidocr", "scans_tesseract", "scans_off", "scans_again"),
        ("theme_system", "theme_light", "theme_dark"),
        ("larger_text", "smaller_text", "usual_text", "less_movement"),
        ("help", "tour", "keys", "messages"),
        ("self_check", "about", "quit"),
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
