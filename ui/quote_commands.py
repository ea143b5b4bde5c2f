"""The quote bank in the middle of the window: asks the case for it, follows its keys, saves what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casefile.quote_records import WordStep
from casefile.records import CheckedQuote, Pin, QuoteRow, Ref, RefType, SameWords
from casefile.turns import in_turns
from reports.options import EVERYTHING
from ui.desk import Desk
from ui.jobs import Lane
from ui.language import tr
from ui.middle_views import MiddleView
from ui.navigator import Navigator
from ui.panels.quote_bank import QuoteBankPanel
from ui.quote_arranged import ShownBank, show_bank, show_beginning
from ui.quote_comparison import Shown
from ui.quote_filter import BankFilter, Facet
from ui.quote_lines import Grouping, LineForm, QuoteBook, QuoteLine, make_book
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["QuoteCommands"]

_Answer: TypeAlias = tuple[QuoteBook, dict[int, str], ShownBank, BankFilter | None]

_MENU = ("open_source", "other_place", "narrow", "copy", "accept", "reject", "edit", "same_speaker")


_FACETS = {RefType.PARTY: Facet.SPEAKER, RefType.DOCUMENT: Facet.PAPER}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the bank is to show once the case has answered."""

    quote: int | None = None
    narrowed: tuple[Ref, ...] = ()
    first: bool = False


class QuoteCommands(MiddleView):
    """The bank.

    Signal: ``report_wanted(str, ReportOptions, frozenset[int] | None, str)`` with the key of a report, what
    is asked of it, the rows that the filters leave, and the filters in words.
    """

    report_wanted = Signal(str, object, object, str)

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        panel = QuoteBankPanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._window = window
        self._wish: _Wish | None = None
        self.panel = panel
        self.actions: Mapping[str, QAction] = {}
        """The window's commands, for the menu of a row."""
        panel.leave_wanted.connect(self.leave)
        panel.save_wanted.connect(self.save)
        rows = panel.list
        rows.visited.connect(self._visit)
        rows.opened.connect(self._open)
        rows.other_wanted.connect(lambda _line: self.open_other())
        rows.narrow_wanted.connect(self._narrow)
        rows.menu_wanted.connect(self._show_menu)
        panel.comparison.link_wanted.connect(self._follow_link)
        desk.columns_read.connect(lambda _answered: self.refresh())
        panel.aside = lambda work, tell: desk.ask(lambda _case: work(), tell, "quote-bank-aside")
        desk.case_hidden.connect(panel.forget)

    # -- coming and going

    def open(self) -> None:
        """Show the bank as it was left; where the columns are narrowed, what is narrowed to.

        Of a party these are its quotations, else those that name it; of a paper those that stand in it.
        """
        chips = self._desk.narrowing.refs
        quote = next((ref.id for ref in reversed(chips) if ref.type is RefType.QUOTE), None)
        self._open_at(_Wish(quote, tuple(ref for ref in chips if ref.type in _FACETS)))

    def show_quote(self, quote: int) -> None:
        """Show the bank at a quotation, whatever was asked for before."""
        self._open_at(_Wish(quote))

    def _open_at(self, wish: _Wish) -> None:
        self.show()
        self._wish = wish
        self.refresh()
        self.panel.list.take_keyboard()

    def _fulfil(self, asked: BankFilter | None) -> None:
        """Show what was wished for when the bank was opened, the keyboard in its list."""
        wish, self._wish = self._wish, None
        if wish is None:
            return

        def go() -> None:
            if wish.first:
                self.panel.list.go_to_first()
            elif wish.quote is not None:
                self._go_to(wish.quote)
            self.panel.list.take_keyboard()

        if wish.narrowed and asked is not None:
            self.panel.ask(asked, go)
        else:
            go()

    def _go_to(self, quote: int) -> None:
        """Make a quotation the current one, where need be in a list of all."""
        if not self.panel.go_to(quote):
            self.panel.ask(BankFilter(), lambda: self.panel.go_to(quote))

    def check(self) -> None:
        """Show every quotation, those first whose words differ from another paper of the case."""
        self.panel.ask(BankFilter())
        self.panel.group_by(Grouping.VERDICT)
        self._open_at(_Wish(first=True))

    def refresh(self) -> None:
        """Ask again, if the bank is shown: something in the case has changed."""
        if not self.is_shown:
            return

        before, wish, sizes = self.panel.book, self.panel.wish(), self.panel.list.sizes
        narrowed = self._wish.narrowed if self._wish is not None else ()

        def ask(case: "Case") -> _Answer:
            book = make_book(case.quote_bank(), before)
            parties = {row.id: row.name for row in case.view().parties}
            asked = _asked(book, narrowed) if narrowed else None
            return book, parties, show_beginning(book, wish, sizes), asked

        def tell(answer: _Answer) -> None:
            book, parties, shown, asked = answer
            self.panel.show_book(book, parties, self._papers(), shown, lambda: self._fulfil(asked))
            if book is not before:
                warm_up = partial(_warm_up, book)
                self._desk.ask(warm_up, lambda _: None, "quote-bank-warm-up", lane=Lane.WHOLE)

        def ask_first(case: "Case") -> _Answer:
            first = None if case.has_been_read() else case.first_quotes()
            if first is None:
                return ask(case)
            book = make_book(first[0], before, more=first[1])
            names = {row.row.quote.speaker: row.row.quote.speaker_name for row in book.rows}
            parties = {number: name for number, name in names.items() if number and name}
            return book, parties, show_bank(book, wish, sizes), None

        def tell_first(answer: _Answer) -> None:
            book, parties, shown, _ = answer
            if not book.more:
                tell(answer)
                return
            self.panel.show_book(book, parties, self._papers(), shown)
            self._desk.ask(ask, tell, "quote-bank", lane=Lane.WHOLE)

        self._desk.ask(ask_first, tell_first, "quote-bank", lane=Lane.WHOLE)

    def _papers(self) -> dict[int, str]:
        return {row.id: row.short_name or row.name for row in self._desk.documents}

    # -- what keys do

    @override
    def step(self, by: int) -> None:
        self.panel.list.step(by)

    @override
    def step_back(self) -> None:
        if not self.panel.step_back():
            self.leave()

    @override
    def step_place(self, by: int) -> None:
        """Go on to the same words in the next paper."""
        self.navigator.step_place(by)

    @override
    def open_source(self) -> None:
        line = self.panel.list.current_line()
        if line is not None:
            self._open(line)

    @override
    def current_row(self) -> QuoteRow | None:
        line = self.panel.list.current_line()
        return line.quote if line is not None else None

    @override
    def selected(self) -> tuple[Ref, ...]:
        return tuple(row.ref for row in self.panel.list.selected_quotes())

    @override
    def current_place(self) -> Pin | None:
        """Return the place of words that are no quotation, which are copied as they stand."""
        line = self.panel.list.current_line()
        return line.pin if line is not None and line.quote is None else None

    @override
    def follow(self, ref: Ref) -> bool:
        if ref.type is not RefType.QUOTE:
            return False
        self._go_to(ref.id)
        return True

    def quotes(self) -> tuple[QuoteRow, ...]:
        """Return the quotations that a speaker is given to, or that are copied."""
        return self.panel.list.selected_quotes()

    def open_other(self) -> None:
        """Show the place that the current words are held against, and go there."""
        shown = self.panel.comparison.shown
        against = shown.against if shown is not None else None
        if against is None:
            self.said.emit(tr("No other paper of the case has these words."))
            return
        self.navigator.show_place(against.pin)
        self.source_shown.emit()

    # -- rows

    def _visit(self, line: QuoteLine) -> None:
        """Show where a line stands, and how its words compare."""
        if line.quote is not None:
            self.navigator.pass_by(line.quote)
        elif line.pin is not None:
            self.navigator.show_mention(line.pin, None)
        self._compare(line, line.against)

    def _open(self, line: QuoteLine) -> None:
        if line.quote is not None:
            self.navigator.show_row(line.quote)
        elif line.pin is not None:
            self.navigator.show_place(line.pin)
        self.source_shown.emit()

    def _narrow(self, line: QuoteLine) -> None:
        if line.quote is not None:
            ref = line.quote.ref
            self.leave()
            self.navigator.narrow(self._desk.narrowing.clicked(ref))

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.actions[key] for key in _MENU])
        menu.addSeparator()
        menu.addAction(tr("Save these quotes…"), self.save)
        menu.popup(at)

    # -- comparing

    def _compare(self, line: QuoteLine, against: SameWords | None) -> None:
        others = _others(line, against)
        self.panel.comparison.show_comparison(Shown(line, against, (), others))
        if against is None:
            return

        def ask(case: "Case") -> tuple[WordStep, ...]:
            if line.quote is not None:
                return case.word_steps(line.quote.id, against)
            plain = CheckedQuote(line.text, line.text, against.pin.span, "", (against,))
            return case.steps_of(plain)

        def tell(steps: tuple[WordStep, ...]) -> None:
            if self.panel.list.current_line() == line:
                self.panel.comparison.show_comparison(Shown(line, against, steps, others))

        self._desk.ask(ask, tell, "word-steps")

    def _follow_link(self, name: str) -> None:
        shown = self.panel.comparison.shown
        if shown is None:
            return
        what, _, number = name.partition(":")
        if what == "compare":
            self._compare(shown.line, shown.others[int(number)])
        elif what == "cited" and shown.line.row is not None and shown.line.row.cited is not None:
            cited = shown.line.row.cited.document
            if cited is not None:
                self.navigator.show_document(cited)
        elif (pin := _pin_of(shown, what, number)) is not None:
            self.navigator.show_place(pin)

    # -- saving

    def save(self) -> None:
        """Have a report made of the quotations that are shown; grouped by verdict, with their verdicts."""
        rows = self.panel.shown_rows()
        if not rows:
            self.said.emit(tr("There is no quote to save."))
            return
        filters = self.panel.filters
        key = "checked-quotes" if self.panel.grouping is Grouping.VERDICT else "quotes"
        only = frozenset(row.quote.id for row in rows) if filters.asked != BankFilter() else None
        self.report_wanted.emit(key, EVERYTHING, only, filters.words())


def _warm_up(book: QuoteBook, _case: "Case") -> None:
    """Work out in the background what the first letter typed would ask for."""
    for row in in_turns(book.rows):
        row.prepare()


def _asked(book: QuoteBook, refs: tuple[Ref, ...]) -> BankFilter:
    """Return the filter for what the columns are narrowed to."""
    asked = BankFilter()
    for ref in refs:
        speaks = any(ref.id in row.values[Facet.SPEAKER] for row in book.rows)
        named = ref.type is RefType.PARTY and not speaks
        asked = asked.with_value(Facet.NAMED if named else _FACETS[ref.type], ref.id)
    return asked


def _others(line: QuoteLine, against: SameWords | None) -> tuple[SameWords, ...]:
    """Return the further places with the same words."""
    if line.form is LineForm.SOURCE or line.row is None:
        return ()
    same = line.row.quote.same_words
    return tuple(place for place in same if against is None or place.pin != against.pin)


def _pin_of(shown: Shown, what: str, number: str) -> Pin | None:
    if what == "ours":
        return shown.line.pin
    if what == "theirs":
        return shown.against.pin if shown.against is not None else None
    return shown.others[int(number)].pin if what == "open" else None
