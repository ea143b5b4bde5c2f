"""The first screen: drop papers here, New, Open, Recent, Sample case."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import RefType
from importers.built_in import reads_scans
from ui.icons import icon
from ui.language import tr
from ui.messages import on_button
from ui.painting import draw_mark
from ui.settings import RecentCase
from ui.theme import Theme

__all__ = ["WelcomePanel"]


_LETTERS = 86
_LINK_EDGE = 4
"""What the style sheet keeps beside a link's words."""


class WelcomePanel(QWidget):
    """What is shown while no case is open.

    Signals: ``new_wanted()``, ``open_wanted()``, ``sample_wanted()``, ``recent_wanted(str)``,
    ``forget_wanted(str)``, ``tour_wanted()``.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)
    forget_wanted = Signal(str)
    tour_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._locked: list[QPushButton] = []
        theme.changed.connect(self._paint_locks)
        self._area = _DropArea(theme)
        new = QPushButton(tr("New case…"))
        new.setToolTip(tr("Start a case in a folder of its own (Ctrl+N)"))
        new.setDefault(True)
        new.clicked.connect(self.new_wanted)
        other = QPushButton(tr("Open…"))
        other.setToolTip(tr("Open a case folder (Ctrl+O)"))
        other.clicked.connect(self.open_wanted)
        sample = QPushButton(tr("Sample case"))
        sample.setToolTip(tr("A small made-up case to try things on"))
        sample.clicked.connect(self.sample_wanted)
        self._tour = QPushButton()
        self._tour.setToolTip(tr("Five steps through the window, on the sample case"))
        self._tour.clicked.connect(self.tour_wanted)
        self.show_tour_taken(taken=False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (new, other, sample, self._tour):
            button.setMinimumWidth(110)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        middle = QVBoxLayout()
        middle.setSpacing(18)
        middle.addStretch(2)
        middle.addWidget(self._area)
        middle.addLayout(buttons)
        middle.addLayout(self._recent)
        middle.addStretch(3)
        note = QLabel(tr("Everything stays on this computer. Pincite never goes online."))
        note.setProperty("part", "secondary")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)

    def show_tour_taken(self, *, taken: bool) -> None:
        """Offer the tour, or to take it again."""
        self._tour.setText(tr("Take the tour again") if taken else tr("Take the tour"))

    def show_recent(self, cases: tuple[RecentCase, ...]) -> None:
        """List the cases that were open on this computer."""
        self._locked.clear()
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not cases:
            return
        heading = QLabel(tr("Recent"))
        heading.setProperty("part", "secondary")
        heading.setIndent(_LINK_EDGE)
        self._recent.addWidget(heading)
        for case in cases[:8]:
            button = QPushButton()
            button.setProperty("part", "link")
            place = case.folder
            if case.protected:
                self._locked.append(button)
                place = tr("{folder}, protected with a passphrase", folder=case.folder)
            button.setAccessibleName(case.name)
            button.setAccessibleDescription(place)
            button.clicked.connect(
                lambda _checked=False, folder=case.folder: self.recent_wanted.emit(folder)
            )
            away = QPushButton(tr("Forget…"))
            away.setProperty("part", "plain")
            away.setToolTip(tr("Remove what this computer keeps of it; its folder stays"))
            away.setAccessibleName(tr("Forget {name}", name=case.name))
            room = self._area.width() - away.sizeHint().width() - 3 * self.fontMetrics().height()
            name = self.fontMetrics().elidedText(case.name, Qt.TextElideMode.ElideRight, room)
            button.setText(on_button(name))
            button.setToolTip(place if name == case.name else f"{case.name}\n{place}")
            away.clicked.connect(
                lambda _checked=False, folder=case.folder: self.forget_wanted.emit(folder)
            )
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(button)
            line.addStretch(1)
            line.addWidget(away)
            self._recent.addWidget(row)
        self._paint_locks()

    def _paint_locks(self) -> None:
        """Show a lock beside the name of each protected case."""
        for button in self._locked:
            button.setIcon(icon("lock", self._theme.palette.secondary))
            side = button.fontMetrics().height()
            button.setIconSize(QSize(side, side))


class _DropArea(QWidget):
    """A dashed sheet that says what to do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumSize(600, 220)
        self.setFixedWidth(max(600, self.fontMetrics().averageCharWidth() * _LETTERS))
        headline = QLabel(tr("Drop the papers of a case here"))
        headline.setProperty("part", "headline")
        below = QLabel(
            tr(
                "Complaints, summonses, orders, articles, mail. Minutes later you have a first draft of "
                "who is who, who said what, and what happened when, each pinned to its place. {scans}",
                scans=tr("Scans are read by machine, on this computer.")
                if reads_scans()
                else tr("Reading scans is not part of this variant of Pincite."),
            )
        )
        below.setProperty("part", "secondary")
        below.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 82, 48, 20)
        for label in (headline, below):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addStretch(1)
        self.setAccessibleName(headline.text())
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("secondary"), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(palette.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        kinds = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
        for number, kind in enumerate(kinds):
            center = QPointF(self.width() / 2 + (number - 1) * 34, 48)
            draw_mark(painter, kind, center, 17, palette.ink(kind))
        painter.end()
