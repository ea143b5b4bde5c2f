"""The chronology in the middle of the window: asks the case for it, follows its keys, saves what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casefile.event_records import EventRow, Leaning, Standing
from casefile.first_events import Wanted
from casefile.questions import Tagged
from casefile.records import DateRow, Ref, RefType
from extraction.date_wording import day_words
from extraction.findings import EventKind
from reports.cite_quoting import with_cite, with_cite_html
from reports.options import ReportOptions
from ui import chronology_words as wording
from ui.chronology_arranged import Arranged, arrange
from ui.chronology_book import EventBook, make_book
from ui.chronology_edits import EventEdits
from ui.chronology_filter import EventFilter, filter_words
from ui.clipboard import copy_both
from ui.desk import Desk
from ui.in_turn import InTurn
from ui.jobs import Lane
from ui.language import tr
from ui.middle_views import MiddleView
from ui.navigator import Navigator
from ui.panels.chronology import ChronologyPanel
from ui.picture_export import draw_picture
from ui.saving import ask_picture_file
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ChronologyCommands"]

Act = Callable[[], object]


class ChronologyCommands(MiddleView):
    """The chronology.

    Signal: ``report_wanted(str, ReportOptions, frozenset[int] | None, str)`` with the key of a report, what
    is asked of it, the rows that the filters leave, and the filters in words.
    """

    report_wanted = Signal(str, object, object, str)

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        panel = ChronologyPanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._whole = InTurn(desk, "chronology", Lane.WHOLE)
        self._window = window
        self.panel = panel
        self.edits = EventEdits(desk, panel, window)
        self.edits.said.connect(self.said)
        self._answered = (0, 0)
        self.actions: Mapping[str, QAction] = {}
        """The window's commands, for the menu of a row."""
        panel.visited.connect(lambda row: navigator.pass_by(row.date))
        panel.opened.connect(self._open)
        panel.menu_wanted.connect(self._show_menu)
        panel.document_wanted.connect(navigator.show_document)
        panel.list_export_wanted.connect(self.save_list)
        panel.picture_export_wanted.connect(self.save_picture)
        panel.leave_wanted.connect(self.leave)
        panel.mode_changed.connect(self.drawn_otherwise)
        panel.aside = self._arrange_aside
        panel.filters.changed.connect(self._ask_first)
        panel.take_keys(self._list_keys(), self._timeline_keys())
        desk.columns_read.connect(lambda _answered: self.refresh())
        desk.case_hidden.connect(self._forget)

    # -- coming and going

    def open(self) -> None:
        """Show the chronology; where the columns are narrowed to a party or paper, that one's."""
        wanted = self._asked_for()
        if wanted is not None:
            self.panel.filters.set_filter(wanted)
        self.show()
        self.refresh()
        self.panel.take_keyboard()

    def open_timeline(self) -> None:
        """Show the chronology drawn along an axis; there, go back to its list."""
        if self.is_shown:
            self.panel.toggle_timeline()
        else:
            self.open()
            self.panel.show_timeline(True)

    @property
    @override
    def draws_days(self) -> bool:
        return self.panel.draws_days

    def _asked_for(self) -> EventFilter | None:
        """Return the filter for the last chip that is a party or paper, and for days and a tag; if any."""
        question = self._desk.narrowing.question
        wanted = EventFilter()
        for ref in reversed(question.refs):
            if ref.type is RefType.PARTY:
                wanted = replace(wanted, party=ref.id)
                break
            if ref.type is RefType.DOCUMENT:
                wanted = replace(wanted, document=ref.id)
                break
        if len(question.days) == 1:  # the chronology shows one stretch at a time
            (days,) = question.days
            wanted = replace(wanted, days=(days.earliest, days.latest))
        for mark in question.marks:
            if isinstance(mark, Tagged):
                wanted = replace(wanted, tag=mark.tag)
        return wanted if wanted.is_set else None

    def _forget(self) -> None:
        self.panel.forget()

    def refresh(self) -> None:
        """Ask again, if the chronology is shown: something in the case has changed."""
        if not self.is_shown:
            return
        rejected, wish = self._desk.rejected, self.panel.wish()
        before, sizes, lay_out = self.panel.book, self.panel.sizes(), self.panel.to_lay_out()

        def ask(case: "Case") -> tuple[EventBook, Arranged]:
            view = case.view()
            told = case.chronology(include_rejected=rejected)
            book = make_book(told, view.parties, view.quotes, case.documents(), before)
            return book, arrange(book, wish, sizes, lay_out)

        self._ask_first(self.panel.filters.filter)
        self._whole.ask(ask, lambda answer: self._show(*answer))

    def _ask_first(self, wanted: EventFilter) -> None:
        """Show the first events of a large case until all are compared, where a filter can be asked for."""
        book = self.panel.book
        if not self.is_shown or (book.events and not book.is_beginning):
            return
        plain = replace(wanted, hidden=frozenset(), party=None, document=None, days=None)
        if plain != EventFilter(hidden=frozenset()):
            return
        asked = Wanted(wanted.hidden, wanted.party, wanted.document, wanted.days)
        wish, sizes, lay_out = self.panel.wish(), self.panel.sizes(), self.panel.to_lay_out()

        def ask(case: "Case") -> tuple[EventBook, Arranged] | None:
            first = case.first_events(asked)
            if first is None:
                return None
            made = make_book(first.chronology, first.parties, (), case.documents())
            book = replace(made, is_beginning=True)
            return book, arrange(book, wish, sizes, lay_out)

        def show(answer: tuple[EventBook, Arranged] | None) -> None:
            now = self.panel.book
            if answer is not None and (now.is_beginning or not now.events):
                self._show(*answer)

        self._desk.ask(ask, show, "chronology-first")

    def _show(self, book: EventBook, arranged: Arranged) -> None:
        was, shown = self.panel.book, self.navigator.shown
        is_first = was.is_beginning or not was.events
        self.panel.show_book(book, arranged)
        if not is_first or shown is None or shown.type is not RefType.DATE:
            return
        if shown.id not in was.events:  # else it was gone to, and stays where it is
            self.panel.go_to(shown.id)

    def _arrange_aside(
        self, work: Callable[[], Arranged], tell: Callable[[Arranged], object]
    ) -> None:
        self._desk.ask(lambda _case: work(), tell, "chronology-arranged")

    # -- what keys do

    @override
    def step(self, by: int) -> None:
        self.panel.step(by)

    @override
    def step_place(self, by: int) -> None:
        """Go to the next place of the same event: another account, else the next row."""
        if not self.other_account():
            self.panel.step(by)

    @override
    def step_back(self) -> None:
        if self.panel.filters.filter.is_set:
            self.panel.filters.clear_all()
        elif self.panel.shows_timeline:
            self.panel.show_timeline(False)
        else:
            self.leave()

    @override
    def open_source(self) -> None:
        row = self.panel.current()
        if row is not None:
            self._open(row)

    @override
    def current_row(self) -> DateRow | None:
        row = self.panel.current()
        return row.date if row is not None else None

    @override
    def selected(self) -> tuple[Ref, ...]:
        return tuple(row.date.ref for row in self.panel.chosen())

    def _open(self, row: EventRow) -> None:
        self.navigator.show_row(row.date)
        self.source_shown.emit()

    def other_account(self) -> bool:
        """Go to the event of another day that looks like this one; tell whether there is one."""
        row = self.panel.current()
        line = self.panel.current_line()
        members = line.members if line is not None else (row,) if row is not None else ()
        others = self.panel.book.conflicts(members)
        if row is None or not others:
            return False
        order = self.panel.book.places
        later = (other for other in others if order[other.id] > order[row.id])
        target = next(later, others[0])  # round in a circle
        if self.panel.go_to(target.id):
            self.navigator.pass_by(target.date)
            self.said.emit(self.panel.book.reasons.get((row.id, target.id), ""))
        else:
            self.said.emit(tr("The other account is hidden by a filter. Backspace clears them"))
        return True

    def _is_known(self) -> bool:
        """Tell whether all events were compared; says so where they were not."""
        if self.panel.book.is_beginning:
            self.said.emit(tr("All papers are still being compared: a moment, please."))
        return not self.panel.book.is_beginning

    def _to_account(self) -> None:
        if self._is_known() and not self.other_account():
            self.said.emit(tr("No other paper puts this event on another day."))

    def show_answer(self) -> None:
        """Show in the reader what an answer says to the event's paragraph; again, what the next one says."""
        row = self.panel.current()
        if not self._is_known():
            return
        if row is None or not row.responses:
            self.said.emit(tr("No answer in the case says anything to this paragraph."))
            return
        last, place = self._answered
        at = (place + 1) % len(row.responses) if last == row.id else 0
        self._answered = row.id, at
        self.navigator.show_place(row.responses[at].answer)
        self.said.emit(wording.response_words(row.responses[at]))

    def narrow(self) -> None:
        """Go back to the columns, narrowed to the current event."""
        row = self.panel.current()
        if row is not None:
            self.navigator.go_to(row.date)

    def copy(self) -> None:
        """Put the selected events with their pin cites on the clipboard, one a line."""
        rows = self.panel.chosen()
        if not rows:
            return
        told = [
            (f"{wording.day_title(row)}: {wording.event_sentence(row)}", row.pin) for row in rows
        ]
        copy_both(
            "\n".join(with_cite(words, pin) for words, pin in told),
            "".join(with_cite_html(words, pin) for words, pin in told),
        )
        many = "" if len(rows) == 1 else tr("{rows} events ", rows=len(rows))
        self.said.emit(
            tr(
                "Copied {many}with {value}",
                many=many,
                value=tr("its pin cite") if not many else tr("their pin cites"),
            )
        )

    def _list_keys(self) -> dict[str, Act]:
        edits, panel = self.edits, self.panel
        return {
            "E": panel.list.edit_current,
            "F2": panel.list.edit_current,
            "Shift+E": edits.edit_date,
            **self._decision_keys(),
            "+": partial(edits.lean, Leaning.HELPS),
            "-": partial(edits.lean, Leaning.HURTS),
            "Alt+Up": partial(edits.move, -1),
            "Alt+Down": partial(edits.move, 1),
            "M": edits.join,
            "Shift+M": edits.separate,
            "1": partial(edits.be, EventKind.EVENT),
            "2": partial(edits.be, EventKind.FILING),
            "3": partial(edits.be, EventKind.DEADLINE),
            "4": partial(edits.be, EventKind.AUTHORITY),
        }

    def _timeline_keys(self) -> dict[str, Act]:
        canvas = self.panel.timeline.canvas
        return {
            **self._decision_keys(),
            "Left": partial(self.panel.step, -1),
            "Right": partial(self.panel.step, 1),
            "+": partial(canvas.zoom, 0.8),
            "=": partial(canvas.zoom, 0.8),
            "-": partial(canvas.zoom, 1.25),
            "0": canvas.show_whole,
            "Shift+L": self.panel.only_days_on_screen,
        }

    def _decision_keys(self) -> dict[str, Act]:
        edits, panel = self.edits, self.panel
        return {
            "D": partial(edits.stand, Standing.DISPUTED),
            "U": partial(edits.stand, Standing.UNDISPUTED),
            "Y": partial(edits.stand, Standing.ADMITTED),
            "O": partial(edits.stand, Standing.OPEN),
            "T": edits.tag,
            "S": partial(edits.switch, whole_paper=False),
            "Shift+S": partial(edits.switch, whole_paper=True),
            "Shift+P": edits.date_paper,
            "Space": self.narrow,
            "C": self.copy,
            "V": self._to_account,
            "R": self.show_answer,
            "L": panel.toggle_timeline,
            "F": lambda: panel.filters.text.setFocus(),
            "Backspace": panel.filters.clear_all,
        }

    # -- the menu of a row

    def _show_menu(self, at: QPoint) -> None:
        row = self.panel.current()
        if row is None:
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in ("open_source", "accept", "reject"):
            if key in self.actions:
                menu.addAction(self.actions[key])
        for section in self._menu_sections(row):
            menu.addSeparator()
            for words, keys, act in section:
                _entry(menu, words, keys, act)
        kinds = menu.addMenu(tr("Kind"))
        for number, (kind, name) in enumerate(wording.KIND_NAMES.items(), 1):
            _entry(kinds, name, f"{number}", partial(self.edits.be, kind))
        menu.popup(at)

    def _menu_sections(self, row: EventRow) -> tuple[list[tuple[str, str, Act]], ...]:
        edits = self.edits
        paper = self.panel.book.documents.get(row.pin.document)
        day = f": {day_words(paper.date)}" if paper is not None and paper.date else ""
        words: list[tuple[str, str, Act]] = [
            (tr("Your words for it…"), "E", self.panel.list.edit_current),
            (tr("Tags…"), "T", edits.tag),
            (tr("Disputed"), "D", partial(edits.stand, Standing.DISPUTED)),
            (tr("Undisputed"), "U", partial(edits.stand, Standing.UNDISPUTED)),
            (tr("Admitted"), "Y", partial(edits.stand, Standing.ADMITTED)),
            (tr("Open"), "O", partial(edits.stand, Standing.OPEN)),
            (tr("Helps"), "+", partial(edits.lean, Leaning.HELPS)),
            (tr("Hurts"), "-", partial(edits.lean, Leaning.HURTS)),
        ]
        dates: list[tuple[str, str, Act]] = [(tr("Edit the day…"), "Shift+E", edits.edit_date)]
        if row.date.alternatives:
            dates.append((tr("Switch reading"), "S", partial(edits.switch, whole_paper=False)))
            whole = tr("Switch all such dates of {short_name}", short_name=row.pin.short_name)
            dates.append((whole, "Shift+S", partial(edits.switch, whole_paper=True)))
        dates.append(
            (
                tr("Date of {short_name}{day}…", short_name=row.pin.short_name, day=day),
                "Shift+P",
                edits.date_paper,
            )
        )
        if row.conflicts:
            dates.append((tr("The other account"), "V", self._to_account))
        if row.responses:
            dates.append((tr("What the answer says"), "R", self.show_answer))
        others: list[tuple[str, str, Act]] = [
            (tr("These are one event"), "M", edits.join),
            (tr("Not the same as the others"), "Shift+M", edits.separate),
            (tr("Earlier within the day"), "Alt+Up", partial(edits.move, -1)),
            (tr("Later within the day"), "Alt+Down", partial(edits.move, 1)),
            (tr("Copy with cite"), "C", self.copy),
            (tr("Narrow the columns to it"), "Space", self.narrow),
        ]
        return words, dates, others

    # -- saving

    def save_list(self) -> None:
        """Have a report made of the events that the filters leave."""
        panel = self.panel
        if not self._is_known():
            return
        if not panel.picked.shown:
            self.said.emit(tr("There is no event to save."))
            return
        wanted = panel.filters.filter
        law = EventKind.AUTHORITY not in wanted.hidden
        options = ReportOptions(authority=law)
        whole = replace(wanted, hidden=wanted.hidden - {EventKind.AUTHORITY})
        if whole == EventFilter(hidden=frozenset()):
            self.report_wanted.emit("chronology", options, None, "")
        else:
            words = filter_words(wanted, panel.book)
            self.report_wanted.emit("chronology", options, frozenset(panel.picked.shown), words)

    def save_picture(self) -> None:
        """Ask where to, and write the timeline as it is shown."""
        case = self._desk.case
        if case is None or not self.panel.timeline.canvas.whole().height():
            return
        path = ask_picture_file(self._window, tr("Timeline"))
        if path is None:
            return
        write = draw_picture(
            self.panel.timeline.canvas, path, tr("{name}: timeline", name=case.name)
        )
        self._desk.long_work(
            lambda _case: write(), lambda _: self.said.emit(tr("Wrote {path}", path=path))
        )


def _entry(menu: QMenu, words: str, keys: str, act: Act) -> None:
    """Add an entry that names its key; the key itself works in the list alone."""
    shown = keys.replace("-", "−") if keys == "-" else keys
    action = menu.addAction(f"{words.replace('&', '&&')}\t{shown}")
    action.triggered.connect(lambda _checked=False: act())
