"""What the attorney says of events in the chronology: each decision one step of undo, however many rows."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.event_records import EventRow, Leaning, Standing
from casefile.questions import LinkedView
from casefile.records import DocumentRow, Ref, RefType
from extraction.date_wording import day_words
from extraction.findings import Basis, EventKind
from ui import messages
from ui.chronology_lines import EventLine
from ui.desk import Desk
from ui.dialogs.event_forms import PaperDateForm, TagsForm
from ui.dialogs.forms import DateForm
from ui.language import tr
from ui.panels.chronology import ChronologyPanel

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["EventEdits"]

_NONE = tr("Select an event first.")


class EventEdits(QObject):
    """Acts on the rows that are selected. Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(self, desk: Desk, panel: ChronologyPanel, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._window = window
        panel.words_given.connect(self.give_words)

    # -- one word on each

    def stand(self, standing: Standing) -> None:
        """Say how events stand; what was said already is taken back to "open"."""
        rows = self._rows()
        if rows and all(row.standing is standing and row.standing_given for row in rows):
            standing = Standing.OPEN
        self._edit(rows, f"{_these(rows)}: {standing.value}", standing=standing)

    def lean(self, leaning: Leaning) -> None:
        """Say whom events help; what was said already is taken back."""
        rows = self._rows()
        if rows and all(row.leaning is leaning for row in rows):
            leaning = Leaning.NONE
        words = leaning.value or tr("neither helps nor hurts")
        self._edit(rows, f"{_these(rows)}: {words}", leaning=leaning)

    def be(self, kind: EventKind) -> None:
        """Say of what kind events are."""
        rows = self._rows()
        self._edit(rows, f"{_these(rows)}: {kind.value}", kind=kind)

    def give_words(self, event: int, words: str) -> None:
        """Tell an event in the attorney's own words; "" gives back the paper's."""
        row = self._panel.book.events.get(event)
        if row is None or words == row.words:
            return
        short = "" if words == row.text else words
        sentence = (
            tr("Kept your words for the event") if short else tr("The event has the paper’s words")
        )
        self._edit((row,), sentence, short=short)

    def tag(self) -> None:
        """Open the form for tags."""
        rows = self._rows()
        if not rows:
            return
        common = [tag for tag in rows[0].tags if all(tag in row.tags for row in rows)]
        form = TagsForm(len(rows), common, self._panel.book.tags, self._window)
        form.chosen.connect(lambda tags: self._tag(rows, common, tags))
        form.open()

    def _tag(self, rows: Sequence[EventRow], before: Sequence[str], wanted: Sequence[str]) -> None:
        gone = set(before) - set(wanted)
        tags = {
            row.id: tuple(dict.fromkeys((*(t for t in row.tags if t not in gone), *wanted)))
            for row in rows
        }
        if any(tags[row.id] != row.tags for row in rows):
            self._edit(rows, tr("Tagged {these}", these=_these(rows, lower=True)), tags=tags)

    def _edit(self, rows: Sequence[EventRow], sentence: str, **changes: object) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]

        def work(case: "Case") -> str:
            case.edit_event(ids, **changes)  # type: ignore[arg-type]
            return sentence

        self._desk.change(work)

    # -- the day

    def edit_date(self) -> None:
        """Open the form for the day of the current event."""
        row = self._one()
        if row is None:
            return
        form = DateForm(row.date, self._window)

        def save(value: str) -> None:
            def work(case: "Case") -> str:
                case.edit_date(row.id, value=value)
                return tr("Edited “{text}”", text=row.date.text)

            self._desk.change(work)

        form.chosen.connect(save)
        form.open()

    def switch(self, *, whole_paper: bool) -> None:
        """Read an ambiguous date the other way, or all such dates of its paper."""
        row = self._one()
        if row is None:
            return
        if not row.date.alternatives:
            self.said.emit(tr("Only a date with more than one reading can be switched."))
            return

        def work(case: "Case") -> str:
            before = _values(case.view((_paper(row),)))
            case.switch_reading(row.id, whole_document=whole_paper)
            moved = _moved(before, _values(case.view((_paper(row),))))
            if whole_paper:
                name = row.pin.short_name
                if moved == 1:
                    return tr("1 date of {name} now reads the other way", name=name)
                return tr(
                    "{dates:,} dates of {name} now read the other way", dates=moved, name=name
                )
            return tr(
                "“{text}” is now read as {label}",
                text=row.date.text,
                label=case.label(row.date.ref),
            )

        self._desk.change(work)

    def date_paper(self) -> None:
        """Open the form for the day of the current event's paper."""
        row = self._one()
        paper = self._panel.book.documents.get(row.pin.document) if row is not None else None
        if paper is None:
            return

        def show(view: LinkedView) -> None:
            counted = sum(date.basis is Basis.RELATIVE for date in view.dates)
            form = PaperDateForm(paper, counted, self._window)
            form.chosen.connect(lambda day: self._date_paper(paper, day))
            form.open()

        self._desk.ask(lambda case: case.view((paper.ref,)), show)

    def _date_paper(self, paper: DocumentRow, day: dt.date) -> None:
        def work(case: "Case") -> str:
            before = _values(case.view((paper.ref,)))
            case.set_document(paper.id, date=day)
            moved = _moved(before, _values(case.view((paper.ref,))))
            name = paper.short_name or paper.name
            return tr(
                "{name} is of {day_words} now: {moved} moved",
                name=name,
                day_words=day_words(day),
                moved=messages.count(moved, tr("date")),
            )

        self.said.emit(tr("Reading the paper’s dates again…"))
        self._desk.change(work)

    # -- order and sameness

    def move(self, by: int) -> None:
        """Move the current event up or down among those of its day."""
        line = self._panel.current_line()
        lines = [each for each in self._panel.model.lines if each.event is not None]
        lines = [each for each in lines if each is line or each.key not in self._members(lines)]
        if line is None or line.event is None or line not in lines:
            self.said.emit(_NONE)
            return
        here = lines.index(line)
        beside = lines[here + by] if 0 <= here + by < len(lines) else None
        if beside is None or not _same_day(line, beside):
            self.said.emit(tr("Only events of one day can change places."))
            return
        after = lines[here + 2] if here + 2 < len(lines) else None
        target = beside if by < 0 else after if after and _same_day(line, after) else None
        before = target.event.id if target is not None and target.event is not None else None
        row = line.event

        def work(case: "Case") -> str:
            case.move_event(row.id, before)
            return tr("Moved within the day")

        self._desk.change(work)

    @staticmethod
    def _members(lines: Sequence[EventLine]) -> set[str]:
        """Return the keys of lines that stand unfolded under another one."""
        return {f"e{row.id}" for line in lines if line.folds for row in line.members} - {
            line.key for line in lines if line.folds
        }

    def join(self) -> None:
        """Say that the selected events are one."""
        rows = self._rows()
        if len({row.group for row in rows}) < 2:
            self.said.emit(
                tr("Select the events that are one first (Shift or Ctrl with arrows or clicks)")
            )
            return

        def work(case: "Case") -> str:
            case.join_events(rows[0].id, *(row.id for row in rows[1:]))
            return tr("{these} told as one", these=_these(rows))

        self._desk.change(work)

    def separate(self) -> None:
        """Say that the current event is like no other."""
        row = self._one()
        if row is None:
            return
        if len(self._panel.book.groups.get(row.group, ())) < 2 and not row.conflicts:
            self.said.emit(tr("This event stands alone already."))
            return

        def work(case: "Case") -> str:
            case.separate_events(row.id)
            return tr("The event stands by itself now")

        self._desk.change(work)

    # -- inside

    def _rows(self) -> tuple[EventRow, ...]:
        rows = self._panel.chosen()
        if not rows:
            self.said.emit(_NONE)
        return rows

    def _one(self) -> EventRow | None:
        row = self._panel.current()
        if row is None:
            self.said.emit(_NONE)
        return row


Values = dict[tuple[int, int, str], str | None]


def _values(view: LinkedView) -> Values:
    """Return how each date of a view is read, by its place."""
    return {(row.pin.span.start, row.pin.span.end, row.text): row.value for row in view.dates}


def _moved(before: Values, after: Values) -> int:
    return sum(key in before and before[key] != value for key, value in after.items())


def _paper(row: EventRow) -> Ref:
    return Ref(RefType.DOCUMENT, row.pin.document)


def _same_day(one: EventLine, other: EventLine) -> bool:
    a, b = one.event, other.event
    if a is None or b is None:
        return False
    return (a.date.earliest, a.date.latest) == (b.date.earliest, b.date.latest)


def _these(rows: Sequence[EventRow], *, lower: bool = False) -> str:
    if len(rows) == 1:
        return tr("the event") if lower else tr("The event")
    return messages.count(len(rows), tr("event"))


Act = Callable[[], object]
