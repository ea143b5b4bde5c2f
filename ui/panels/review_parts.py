"""What the review is made of: its buttons, which of them fit a finding, the mark of what is up, bars."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, SignalInstance
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import DateRow, PartyRow, RefType
from casefile.review_records import Finding
from ui.keyed_panel import key_button
from ui.language import tr
from ui.painting import draw_mark
from ui.party_kinds import draw_kind
from ui.review_words import kind_words
from ui.theme import Theme

__all__ = ["KEYS", "SHIFTED", "FindingMark", "fits", "review_bar", "review_buttons", "stacked"]

_MARK = 13

KEYS = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_X: "reject",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_R: "speaker",
    Qt.Key.Key_T: "role",
    Qt.Key.Key_D: "date",
    Qt.Key.Key_S: "switch",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_Space: "later",
    Qt.Key.Key_Z: "undo",
    Qt.Key.Key_F: "page",
}
SHIFTED = {
    Qt.Key.Key_A: tr("accept alike"),
    Qt.Key.Key_X: tr("reject alike"),
    Qt.Key.Key_R: "again",
    Qt.Key.Key_T: "kind",
}


def review_buttons(wanted: SignalInstance) -> dict[str, QToolButton]:
    """Return a small button for everything that a key does, under what it asks for."""
    said = {
        "accept": (tr("Accept"), "A", tr("This finding is right")),
        "reject": (tr("Reject"), "X", tr("This finding is wrong; it is hidden")),
        "edit": (tr("Edit"), "E", tr("Correct it")),
        "speaker": (tr("Speaker"), "R", tr("Say who says it")),
        "again": (tr("Same speaker"), "Shift+R", tr("Who was chosen last says this, too")),
        "role": (tr("Role"), "T", tr("Say what this party is in the case")),
        "kind": (tr("Kind"), "Shift+T", tr("Person, organization, agency …")),
        "date": (tr("Date"), "D", tr("Give it a day of your own")),
        "switch": (tr("Switch"), "S", tr("Read it the other way")),
        "merge": (tr("Merge"), "M", tr("It is the same as another party")),
        "later": (tr("Later"), "Space", tr("Decide at the end")),
        "page": (tr("Next place"), "F", tr("Show the next place where it stands")),
        "undo": (tr("Undo"), "Z", tr("Take the last decision back")),
        "accept alike": (tr("Accept all like this"), "Shift+A", tr("Accept all that are alike")),
        "reject alike": (tr("Reject all like this"), "Shift+X", tr("Reject all that are alike")),
    }
    return {
        what: key_button(words, key, hint, partial(wanted.emit, what))
        for what, (words, key, hint) in said.items()
    }


def fits(what: str, row: Finding) -> bool:
    """Tell whether a command makes sense for a finding."""
    if what in ("speaker", "again"):
        return row.ref.type is RefType.QUOTE
    if what in ("role", "kind", "merge"):
        return row.ref.type is RefType.PARTY
    if what == "edit":
        return row.ref.type is RefType.PARTY
    if what == "date":
        return row.ref.type is RefType.DATE
    return what != "switch" or (isinstance(row, DateRow) and bool(row.alternatives))


def stacked(widgets: Sequence[QWidget]) -> QWidget:
    """Return widgets below one another, the last of which takes the room."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for place, widget in enumerate(widgets, 1):
        column.addWidget(widget, 1 if place == len(widgets) else 0)
    return made


def review_bar(part: str, widgets: Sequence[QWidget], stretch: int) -> QWidget:
    """Return widgets side by side, as tall as their words; the one at ``stretch`` takes the room."""
    made = QWidget()
    made.setProperty("part", part)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 4, 10, 4)
    row.setSpacing(10)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0)
    made.setMinimumHeight(QFontMetrics(made.font()).lineSpacing() + 8)
    return made


class FindingMark(QWidget):
    """The shape of the finding that is up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: Finding | None = None
        self.setFixedSize(QSize(_MARK + 4, _MARK + 8))
        theme.changed.connect(self.update)

    def show_finding(self, row: Finding) -> None:
        """Show another finding's."""
        self._row = row
        self.setToolTip(kind_words(row.ref.type))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        kind = row.ref.type
        middle = QPointF(self.width() / 2, self.height() / 2)
        if isinstance(row, PartyRow):
            draw_kind(painter, row.kind, middle, _MARK - 1, self._theme.palette.ink(kind))
        else:
            draw_mark(painter, kind, middle, _MARK - 2, self._theme.palette.ink(kind))
        painter.end()
