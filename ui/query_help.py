"""The language of searches on one small sheet, under the field in which they are typed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.language import tr

__all__ = ["LINES", "QueryHelp", "show_query_help"]

LINES = (
    ("permit retaliation", tr("papers with both words")),
    ('"time is of the essence"', tr("exactly these words")),
    ("permit OR license, permit NOT fishing", tr("either; one without the other")),
    ("retaliat*, organi?e, recieve~1", tr("a beginning; any letter; one letter different")),
    ("permit w/5 revoked, notice pre/3 hearing", tr("at most five words apart; in this order")),
    ("notice /s hearing, notice /p hearing", tr("in one sentence; in one paragraph")),
    ("kind:order, court:, docket:, title:", tr("only such papers")),
    ('party:"Harbor Board", speaker:Teague', tr("where a party is named; what somebody said")),
    ("date:2017-03, before 2016, since 2017", tr("sentences and papers of that time")),
    ("in:quotes, in:footnotes, page:12, para:38-41", tr("only there")),
    ("tag:damages, in:notes settlement", tr("what carries your tag; your own notes")),
    ("sue with:forms, attorney with:synonyms", tr("sued, suing; lawyer, counsel")),
)
"""What is typed, the same in every language, and what it finds."""

_FOOT = tr("Parentheses group: (permit OR license) w/5 fee. Up brings back what was asked before.")


class QueryHelp(QDialog):
    """Examples at the left, what they find at the right; Esc, or a click elsewhere, closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popup")
        self.setWindowTitle(tr("What can be typed here"))
        spoken = "; ".join(f"{typed}: {found}" for typed, found in LINES)
        self.setAccessibleName(tr("What can be typed here"))
        self.setAccessibleDescription(f"{spoken}. {_FOOT}")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(_words(tr("What can be typed here"), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(5)
        for row, (typed, found) in enumerate(LINES):
            example = _words(typed, "example")
            example.setFont(QFont("monospace", self.font().pointSize()))
            grid.addWidget(example, row, 0)
            grid.addWidget(_words(found, "secondary"), row, 1)
        column.addLayout(grid)
        column.addWidget(_words(_FOOT, "secondary"))


def show_query_help(field: QWidget) -> QueryHelp:
    """Show the sheet under a field, inside the screen."""
    sheet = QueryHelp(field)
    sheet.adjustSize()
    place = field.mapToGlobal(QPoint(0, field.height() + 4))
    room = field.screen().availableGeometry()
    left = max(room.left(), min(place.x(), room.right() - sheet.width()))
    sheet.move(left, max(room.top(), min(place.y(), room.bottom() - sheet.height())))
    sheet.open()
    return sheet


def _words(text: str, part: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("part", part)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
