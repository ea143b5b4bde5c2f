"""The history of the case: every decision with who and when, narrowed, shown, taken back to a point."""

import datetime as dt
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casefile.review_records import Change, ChangeFilter, Person
from extraction.date_values import bounds
from extraction.date_wording import day_words
from extraction.typed_dates import parse_typed
from ui import messages
from ui.bar import link_button
from ui.dialogs.form import Choice
from ui.language import tr
from ui.line_list import LineList
from ui.party_lines import Line, Look
from ui.theme import Theme

__all__ = ["HistoryDialog"]

_TYPING_PAUSE_MS = 200
_FIELD_LETTERS = 16


class HistoryDialog(QDialog):
    """A list beside the work.

    Signals: ``asked(ChangeFilter)`` when other entries are wanted, ``more_wanted()`` for older ones;
    ``change_shown(Change)`` when the keyboard or a click came to one; ``travel_asked(Change)`` for its
    button, ``back_wanted(int)`` and ``again_wanted(int)`` once it was confirmed; ``name_wanted()``.
    """

    asked = Signal(object)
    more_wanted = Signal()
    change_shown = Signal(object)
    travel_asked = Signal(object)
    back_wanted = Signal(int)
    again_wanted = Signal(int)
    name_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 520)
        self._changes: dict[str, Change] = {}
        self._travel: tuple[bool, int] | None = None
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Find words"))
        self.text.setAccessibleName(tr("Words of the decision"))
        self.text.setClearButtonEnabled(True)
        self.days = QLineEdit()
        self.days.setPlaceholderText(tr("Any day"))
        self.days.setAccessibleName(tr("Days: a day, a month, or a period"))
        self.days.setToolTip(tr("A day, a month, or a period such as March 2 – April 9, 2026"))
        self.days.setMinimumWidth(self.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
        self.who = Choice([(tr("Anybody"), None)], None)
        self.who.setAccessibleName(tr("Who decided"))
        self.who.setMinimumContentsLength(10)
        self.about = Choice(_about_choices(), None)
        self.about.setAccessibleName(tr("What about"))
        self.about.setMinimumContentsLength(10)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._ask)
        for field in (self.text, self.days):
            field.textChanged.connect(lambda _text: self._typing.start())
        for box in (self.who, self.about):
            box.activated.connect(lambda _at: self._ask())
        self.list = LineList(theme, tr("Decisions, the newest first"), self)
        self.list.visited.connect(self._visited)
        self.list.opened.connect(self._opened)
        self.travel = QPushButton(tr("Take back to here…"))
        self.travel.setEnabled(False)
        self.travel.clicked.connect(self._ask_travel)
        self.question = QLabel("")
        self.question.setWordWrap(True)
        self.yes = QPushButton(tr("Yes"))
        self.yes.clicked.connect(self._confirm)
        self.no = QPushButton(tr("No"))
        self.no.clicked.connect(lambda: self._drop())
        self.person = link_button(tr("Your name here"), tr("Change what history calls you"))
        self.person.clicked.connect(self.name_wanted)
        self._build()
        self._drop()

    def _build(self) -> None:
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        for button in (self.travel, self.yes, self.no, close):
            button.setAutoDefault(False)
        fields = _row((self.text, self.who, self.about, self.days), stretch=0)
        asking = _row((self.question, self.yes, self.no), stretch=0)
        buttons = _row((self.person, self.travel, close), stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(fields)
        layout.addWidget(self.list, 1)
        layout.addLayout(asking)
        layout.addLayout(buttons)
        self.text.setFocus()

    # -- what is shown

    def show_people(self, people: Sequence[str], person: Person) -> None:
        """Offer everybody who decided something, and say what history calls this user."""
        chosen = self.who.value
        self.who.set_entries([(tr("Anybody"), None), *((name, name) for name in people)], chosen)
        self.person.setText(tr("You are called “{name}” here", name=person.name))

    def show_changes(self, changes: Sequence[Change], *, more: bool) -> None:
        """Show entries, the newest first; ``more`` tells that there are older ones."""
        self._changes = {str(change.id): change for change in changes}
        asked = self.filter() not in (None, ChangeFilter())
        self.list.show_lines(list(_lines(changes, more=more, asked=asked)))
        self._offer()

    def current(self) -> Change | None:
        """Return the entry that the keyboard is on."""
        line = self.list.current()
        return self._changes.get(line.key) if line is not None else None

    def ask_travel(self, change: Change, back: int, again: int) -> None:
        """Ask whether to take back, or do again, as many entries as that comes to."""
        sentence = change.sentence
        if change.undone:
            number = messages.count(again, tr("decision"))
            words = tr("Do {number} again, up to: {sentence}?", number=number, sentence=sentence)
        elif back == 1:
            words = tr("Take this back: {sentence}?", sentence=sentence)
        else:
            number = messages.count(back, tr("decision"))
            words = tr(
                "Take back {number}, from here on: {sentence}?", number=number, sentence=sentence
            )
        self._travel = change.undone, change.id
        self.question.setText(words)
        for widget in (self.question, self.yes, self.no):
            widget.show()
        self.yes.setFocus()

    # -- inside

    def filter(self) -> ChangeFilter | None:
        """Return what the fields ask for; ``None`` while the days cannot be understood."""
        earliest = latest = None
        if typed := self.days.text().strip():
            try:
                found = bounds(parse_typed(typed))
            except ValueError:
                found = None
            if found is None:
                return None
            earliest, latest = found
        return ChangeFilter(self.who.value, self.about.value, earliest, latest, self.text.text())

    def _ask(self) -> None:
        self._typing.stop()
        wanted = self.filter()
        self.days.setProperty("wrong", wanted is None)
        if wanted is not None:
            self._drop()
            self.asked.emit(wanted)

    def _visited(self, line: Line) -> None:
        self._drop()
        self._offer()
        change = self._changes.get(line.key)
        if change is not None:
            self.change_shown.emit(change)

    def _opened(self, line: Line) -> None:
        if line.look is Look.MORE:
            self.more_wanted.emit()

    def _offer(self) -> None:
        change = self.current()
        self.travel.setEnabled(change is not None)
        undone = change is not None and change.undone
        self.travel.setText(tr("Do again up to here…") if undone else tr("Take back to here…"))
        self.travel.setToolTip(
            tr("Do again this decision and those before it that were taken back")
            if undone
            else tr("Take back this decision and everything after it")
        )

    def _ask_travel(self) -> None:
        change = self.current()
        if change is not None:
            self.travel_asked.emit(change)

    def _confirm(self) -> None:
        travel = self._travel
        self._drop()
        if travel is not None:
            undone, number = travel
            (self.again_wanted if undone else self.back_wanted).emit(number)

    def _drop(self) -> None:
        """Forget a question."""
        had_keyboard = self.yes.hasFocus() or self.no.hasFocus()
        self._travel = None
        for widget in (self.question, self.yes, self.no):
            widget.hide()
        if had_keyboard:
            self.list.setFocus()


def _lines(changes: Sequence[Change], *, more: bool, asked: bool) -> Iterator[Line]:
    """Yield a heading for each day, and its entries; ``asked`` tells that not all of them are shown."""
    day: dt.date | None = None
    for change in changes:
        at = change.at.astimezone()
        if at.date() != day:
            day = at.date()
            yield Line(Look.HEADING, f"day:{day}", day_words(day))
        undone = tr("taken back") if change.undone else ""
        things = messages.count(change.things, tr("change")) if change.things > 1 else ""
        yield Line(
            Look.PLAIN,
            str(change.id),
            change.sentence,
            note=" · ".join(part for part in (f"{at:%H:%M}", change.who, things, undone) if part),
            is_faint=change.undone,
        )
    if more:
        yield Line(Look.MORE, "more", tr("Older decisions"), opens="more")
    if not changes:
        words = tr("No decision fits all of that") if asked else tr("Nothing was decided yet")
        yield Line(Look.HEADING, "none", words)


def _about_choices() -> list[tuple[str, object]]:
    return [
        (tr("Anything"), None),
        (tr("Parties"), "party"),
        (tr("Quotes"), "quote"),
        (tr("Dates"), "date"),
        (tr("Papers"), "document"),
        (tr("Notes and tags"), tr("own words")),
        (tr("Issues"), "issues"),
        (tr("Other"), "other"),
    ]


def _row(widgets: Sequence[QWidget], stretch: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0)
    return row
