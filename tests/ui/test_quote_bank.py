"""The quote bank in the window: rows and keys, filters, groups, the comparison, several rows at once."""

import csv
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QMenu

from casefile.quote_records import QuoteBank
from casefile.records import Highlight, Ref, RefType, ReviewState, Verdict
from casefile.word_steps import word_steps
from importers.source_text import Span
from tests.counting import counted, steps_of
from tests.ui.driving import calls, find, last_pin, press, settled
from tests.ui.fake_case import FakeCase, pin
from tests.ui.quote_rows import RULE, many, sample_bank
from tests.ui.report_saving import save_report
from ui import quote_lines
from ui.actions import COMMANDS
from ui.dialogs.forms import DateForm
from ui.dialogs.palette import CommandPalette
from ui.dialogs.quote_forms import AddDateForm, AddQuoteForm, DaysForm
from ui.models.quote_lines import QuoteLinesModel
from ui.narrowing import Narrowing
from ui.panels.quote_bank import QuoteBankPanel
from ui.panels.quote_delegate import QuoteLineDelegate
from ui.quote_arranged import BankWish, Laid, lay_out, show_bank, show_beginning
from ui.quote_filter import NOT_VERBATIM, BankFilter, Facet
from ui.quote_lines import Grouping, LineForm, arrange, make_book
from ui.quote_sizes import LineSizes
from ui.reader_menu import ReaderMenu
from ui.theme import ThemeMode

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class BankCase(FakeCase):
    """A case that also knows its quote bank."""

    bank: QuoteBank | None = None

    def quote_bank(self):
        self.calls.append(("quote_bank",))
        if self.bank is not None:
            return self.bank
        return sample_bank([row for row in self.quotes if row.state is not ReviewState.REJECTED])

    def word_steps(self, quote, place):
        self.calls.append(("word_steps", quote, place.pin.short_name))
        return word_steps(self.quote(quote).text, place.text)

    def add_quote(self, document, span, *, speaker=None):
        self.calls.append(("add_quote", document, span, speaker))
        return 9

    def add_date(self, document, span, value):
        self.calls.append(("add_date", document, span, value))
        return 9

    def steps_of(self, checked):
        places = checked.same_words
        return word_steps(checked.text, places[0].text) if places else ()


@pytest.fixture
def case_type():
    return BankCase


@pytest.fixture
def panel(qtbot, theme):
    made = QuoteBankPanel(theme)
    qtbot.add_widget(made)
    made.resize(740, 700)
    made.show()
    return made


@pytest.fixture
def bank(opened, qtbot):
    """Show the window with the bank in its middle."""
    press(opened, qtbot, Qt.Key.Key_Q)
    assert opened.quotes.is_shown
    return opened


def lines(window):
    return window.quotes.panel.list.lines.lines


def keys(window):
    return [line.key for line in lines(window)]


def current(window):
    return window.quotes.panel.list.current_line()


def told(window):
    return " ".join(window.quotes.panel.comparison.toPlainText().split())


def filled(panel, number):
    panel.show_book(
        make_book(many(number)),
        {at: f"Speaker {at}" for at in range(40)},
        {at: f"Paper {at}" for at in range(7)},
    )


# -- coming and going


def test_one_key_opens_it_at_the_first_quote_and_esc_leaves_it(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_Q)
    assert opened.quotes.is_shown and current(opened).quote.id == 1
    assert opened.quotes.panel.list.hasFocus()
    assert last_pin(opened)[1] == opened.desk.case.quotes[0].pin
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not opened.quotes.is_shown and opened.columns.isVisible()


@pytest.mark.parametrize(
    ("ref", "left"),
    [
        (Ref(RefType.PARTY, 4), [3]),
        (Ref(RefType.PARTY, 2), [1, 2]),
        (Ref(RefType.DOCUMENT, 5), [2]),
    ],
)
def test_it_opens_at_what_the_columns_are_narrowed_to(opened, qtbot, ref, left):
    opened.navigator.narrow(Narrowing.to(ref))
    settled(opened, qtbot)
    press(opened, qtbot, Qt.Key.Key_Q)
    assert [line.quote.id for line in lines(opened) if line.quote] == left
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert len([line for line in lines(opened) if line.quote]) == 4


def test_it_opens_at_the_quote_that_the_columns_stand_on(opened, qtbot):
    opened.navigator.click(opened.desk.case.quote(2), add=False)
    settled(opened, qtbot)
    press(opened, qtbot, Qt.Key.Key_Q)
    assert current(opened).quote.id == 2


def test_headings_are_papers_with_their_numbers(bank):
    headings = [(line.words, line.note) for line in lines(bank) if line.form is LineForm.HEADING]
    assert headings == [("Compl.", "2 quotes"), ("Harbor Ledger", "1 quote"), ("Ex. C", "1 quote")]


def test_every_row_says_who_where_and_how_it_compares(bank):
    rows = {line.quote.id: line for line in lines(bank) if line.quote is not None}
    assert rows[1].words == f"“{RULE}”" and rows[1].told == "verbatim in Order at 1"
    assert rows[1].note == "Port Commission · Compl. ¶ 38 · paper of Mar. 2, 2026"
    assert rows[2].told == "3 words differ from Compl. ¶ 38" and rows[2].verdict is Verdict.ALTERED
    assert rows[3].told == "in no other paper"
    assert rows[4].note == "unattributed · Ex. C at 1 · OCR" and rows[4].told == ""


def test_an_empty_case_says_what_comes_here(panel):
    panel.show_book(make_book(QuoteBank((), ())), {}, {})
    assert "Import an article" in panel._empty.text() and panel._empty.isVisible()


def test_closing_the_case_empties_it(bank, qtbot):
    bank.quotes.panel.ask(BankFilter(text="quay"))
    bank.desk.close_case()
    settled(bank, qtbot)
    assert not lines(bank) and bank.quotes.panel.filters.asked == BankFilter()
    assert bank.quotes.panel.comparison.toPlainText() == ""


def test_it_follows_changes_of_the_case(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_X)
    assert calls(bank, "reject")[-1][1] == (Ref(RefType.QUOTE, 1),)
    qtbot.wait_until(lambda: current(bank).quote.id != 1)
    assert current(bank).quote.id == 3, "the row in its place is the current one"
    assert last_pin(bank)[1] == current(bank).quote.pin


# -- keys


def test_arrows_and_letters_go_over_headings(bank, qtbot):
    seen = [current(bank).quote.id]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_Down):
        press(bank, qtbot, key)
        seen.append(current(bank).quote.id)
    assert seen == [1, 3, 2, 4]
    press(bank, qtbot, Qt.Key.Key_Up)
    press(bank, qtbot, Qt.Key.Key_K)
    assert current(bank).quote.id == 3
    press(bank, qtbot, Qt.Key.Key_Right)
    assert current(bank).quote.id == 2
    press(bank, qtbot, Qt.Key.Key_Left)
    assert current(bank).quote.id == 1


def test_enter_opens_where_it_stands_and_shift_enter_the_other_place(bank, qtbot):
    bank.quotes.panel.go_to(2)
    settled(bank, qtbot)
    press(bank, qtbot, Qt.Key.Key_Return)
    assert last_pin(bank)[1] == bank.desk.case.quote(2).pin
    bank.quotes.panel.list.setFocus()
    press(bank, qtbot, Qt.Key.Key_Return, SHIFT)
    assert last_pin(bank)[1].short_name == "Compl."


def test_shift_enter_says_where_there_is_no_other_place(bank, qtbot):
    bank.quotes.panel.go_to(3)
    settled(bank, qtbot)
    press(bank, qtbot, Qt.Key.Key_Return, SHIFT)
    assert "No other paper" in bank.status.said


def test_copy_with_cite_plain_and_rich(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_C)
    both = QGuiApplication.clipboard().mimeData()
    assert both.text() == f"“{RULE}” (Compl. ¶ 38)"
    assert both.html().startswith("<p>") and "¶" in both.html()


def test_several_are_copied_a_paragraph_each(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_Down, SHIFT)
    press(bank, qtbot, Qt.Key.Key_C)
    both = QGuiApplication.clipboard().mimeData()
    assert both.text().count("\n\n") == 1 and both.text().count("(Compl. ¶ 38)") == 2
    assert both.html().count("<p>") == 2 and "2 quotes" in bank.status.said


def test_space_narrows_the_columns_to_it(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_Space)
    assert not bank.quotes.is_shown
    assert bank.desk.narrowing.constraints == (Ref(RefType.QUOTE, 1),)


def test_several_selected_are_accepted_as_one_decision(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_Down, SHIFT)
    press(bank, qtbot, Qt.Key.Key_Down, SHIFT)
    press(bank, qtbot, Qt.Key.Key_A)
    assert calls(bank, "accept") == [
        ("accept", tuple(Ref(RefType.QUOTE, number) for number in (1, 3, 2)))
    ]
    assert len(bank.quotes.panel.list.selected_lines()) == 3, "they stay selected for the next key"


def test_speaker_from_a_list_for_several_then_again_by_one_key(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_R)
    assert "E chooses one" in bank.status.said
    press(bank, qtbot, Qt.Key.Key_Down, SHIFT)
    press(bank, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(bank, CommandPalette) is not None)
    popup = find(bank, CommandPalette)
    assert popup.field.accessibleName() == "Who says 2 quotes?"
    assert any(popup.list.topLevelItem(at).text(0) == "Nobody known" for at in range(7))
    qtbot.keyClicks(popup.field, "osei")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(bank, qtbot)
    assert calls(bank, "edit_quotes") == [("edit_quotes", (1, 3), 4)]
    assert "given to Harbormaster T. Osei" in bank.status.said
    bank.quotes.panel.go_to(4)
    press(bank, qtbot, Qt.Key.Key_R)
    assert calls(bank, "edit_quotes")[-1] == ("edit_quotes", (4,), 4)
    press(bank, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(bank, CommandPalette) is not None)
    popup = find(bank, CommandPalette)
    assert popup.list.topLevelItem(0).text(0) == "Harbormaster T. Osei", "the last one stands first"
    qtbot.keyClicks(popup.field, "nobody")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(bank, qtbot)
    assert calls(bank, "edit_quotes")[-1] == ("edit_quotes", (4,), None)


def test_the_menu_of_a_row(bank, qtbot):
    bank.quotes.panel.list.menu_wanted.emit(QPoint(300, 300))
    menu = find(bank, QMenu)
    words = [action.text() for action in menu.actions()]
    assert {"Open the other place", "Same speaker again", "Save these quotes…"} <= set(words)
    menu.close()


# -- filters


def choose(window, qtbot, facet, typed):
    window.quotes.panel.filters.buttons[facet].click()
    popup = find(window, CommandPalette)
    qtbot.keyClicks(popup.field, typed)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    window.activateWindow()  # without a screen nothing gives the keyboard back
    settled(window, qtbot)


def test_every_filter_by_keys_alone(bank, qtbot):
    filters = bank.quotes.panel.filters
    for facet, typed, left in (
        (Facet.SPEAKER, "osei", [3]),
        (Facet.SPEAKER, "nobody", [4]),
        (Facet.PAPER, "harbor", [2]),
        (Facet.KIND, "exhibit", [4]),
        (Facet.VERDICT, "altered", [2]),
        (Facet.VERDICT, "short", [4]),
        (Facet.NAMED, "ines", [3]),
        (Facet.REVIEW, "accepted", [1]),
    ):
        choose(bank, qtbot, facet, typed)
        assert [line.quote.id for line in lines(bank) if line.quote] == left
        button = filters.buttons[facet]
        assert button.isChecked() and button.text() not in ("", f"{facet.value} ▾")
        assert bank.quotes.panel._number.text() == f"{len(left)} of 4 quotes"
        assert bank.quotes.panel.list.hasFocus() and filters.clear()


def test_filters_combine_and_one_key_clears_them(bank, qtbot):
    choose(bank, qtbot, Facet.NAMED, "larkspur")
    assert [line.quote.id for line in lines(bank) if line.quote] == [1, 2]
    choose(bank, qtbot, Facet.VERDICT, "anything")
    assert [line.quote.id for line in lines(bank) if line.quote] == [2]
    bank.quotes.panel.filters.field.setText("nothing of the sort")
    qtbot.wait_until(lambda: not lines(bank))
    assert bank.quotes.panel._empty.isVisible()
    press(bank, qtbot, Qt.Key.Key_Escape)
    assert bank.quotes.is_shown and len([line for line in lines(bank) if line.quote]) == 4
    press(bank, qtbot, Qt.Key.Key_Escape)
    assert not bank.quotes.is_shown


def test_slash_types_and_enter_goes_back_to_the_list(bank, qtbot):
    press(bank, qtbot, Qt.Key.Key_Slash)
    field = bank.quotes.panel.filters.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Stall agit")
    qtbot.wait_until(lambda: [line.quote.id for line in lines(bank) if line.quote] == [3])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bank.quotes.panel.list.hasFocus() and current(bank).quote.id == 3


def test_letters_typed_into_the_field_are_no_commands(bank, qtbot):
    field = bank.quotes.panel.filters.field
    field.setFocus()
    qtbot.keyClicks(field, "axr")
    settled(bank, qtbot)
    assert field.text() == "axr" and not calls(bank, "accept") and not calls(bank, "reject")


def test_days_are_typed_and_told_back(bank, qtbot):
    bank.quotes.panel.filters.days.click()
    form = find(bank, DaysForm)
    form.days.setText("soon")
    form.submit()
    assert form.isVisible() and form.problem.text()
    form.days.setText("February 2026 – March 2026")
    assert "Understood as" in form.understood.text()
    form.submit()
    settled(bank, qtbot)
    assert [line.quote.id for line in lines(bank) if line.quote] == [1]
    assert "2026" in bank.quotes.panel.filters.days.text()
    bank.quotes.panel.filters.days.click()
    form = find(bank, DaysForm)
    form.days.clear()
    form.submit()
    assert bank.quotes.panel.filters.asked.days is None


def test_choices_tell_how_many_each_would_leave(bank, qtbot):
    choose(bank, qtbot, Facet.NAMED, "larkspur")
    bank.quotes.panel.filters.buttons[Facet.VERDICT].click()
    popup = find(bank, CommandPalette)
    shown = [
        (popup.list.topLevelItem(at).text(0), popup.list.topLevelItem(at).text(1))
        for at in range(popup.list.topLevelItemCount())
    ]
    assert shown == [("Anything but verbatim", "1"), ("Altered", "1"), ("Verbatim", "1")]
    popup.close()


# -- groups


def test_same_words_stand_under_their_source(bank, qtbot):
    bank.quotes.panel.group_by(Grouping.WORDS)
    settled(bank, qtbot)
    forms = [(line.form, line.verdict) for line in lines(bank)]
    assert forms[:3] == [
        (LineForm.SOURCE, None),
        (LineForm.MEMBER, Verdict.VERBATIM),
        (LineForm.MEMBER, Verdict.ALTERED),
    ]
    assert lines(bank)[1].note == "Order at 1 · paper of Mar. 20, 2026 · without quotation marks"
    assert lines(bank)[3].words == "In one place only"
    assert current(bank).key == "g1.0", "the quotation stays the current one"
    assert "The source" in told(bank)


def test_plain_words_of_a_paper_are_opened_and_copied_as_they_stand(bank, qtbot):
    bank.quotes.panel.group_by(Grouping.WORDS)
    press(bank, qtbot, Qt.Key.Key_Down)
    assert current(bank).quote is None
    assert last_pin(bank)[1].short_name == "Order"
    press(bank, qtbot, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().endswith("(Order at 1)")
    press(bank, qtbot, Qt.Key.Key_A)
    assert not calls(bank, "accept"), "plain words are no finding"


def test_a_group_is_shown_whole_though_one_of_it_was_asked_for(bank, qtbot):
    bank.quotes.panel.group_by(Grouping.WORDS)
    choose(bank, qtbot, Facet.PAPER, "harbor")
    assert keys(bank) == ["g1.0", "g1.1", "g1.2"]


def test_the_menu_of_groupings_and_the_order_of_speakers(bank, qtbot):
    menu = bank.quotes.panel.offer_groupings()
    action = next(one for one in menu.actions() if one.text() == "By speaker")
    action.trigger()
    menu.close()
    words = [line.words for line in lines(bank) if line.form is LineForm.HEADING]
    assert words == ["Port Commission", "Harbormaster T. Osei", "Nobody known"]


def test_check_quotes_puts_what_differs_first(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_Q)
    opened.quotes.panel.go_to(4)
    opened.actions_by_key["check_quotes"].trigger()
    settled(opened, qtbot)
    words = [line.words for line in lines(opened) if line.form is LineForm.HEADING]
    assert words == ["Altered", "In no other paper", "Too short to compare", "Verbatim"]
    assert current(opened).quote.id == 2


# -- the comparison


def test_the_difference_is_told_in_words_and_marked_on_both_sides(bank, qtbot):
    bank.quotes.panel.go_to(2)
    settled(bank, qtbot)
    assert "Altered." in told(bank)
    assert "Compl. ¶ 38 says “notice”; Harbor Ledger" in told(bank)
    assert "This quotation · Harbor Ledger" in told(bank) and "Held against · Compl. ¶ 38" in told(
        bank
    )
    html = bank.quotes.panel.comparison.toHtml()
    assert "underline" in html and "line-through" in html


def test_one_click_opens_either_place(bank, qtbot):
    bank.quotes.panel.go_to(2)
    settled(bank, qtbot)
    view = bank.quotes.panel.comparison
    view.link_wanted.emit("theirs")
    assert last_pin(bank)[1].short_name == "Compl."
    view.link_wanted.emit("ours")
    assert last_pin(bank)[1].short_name == "Harbor Ledger"


def test_another_appearance_is_opened_or_compared(bank, qtbot):
    view = bank.quotes.panel.comparison
    assert "Also in Harbor Ledger" in told(bank) and "Ex. C" in told(bank)
    view.link_wanted.emit("open:1")
    assert last_pin(bank)[1].short_name == "Ex. C"
    view.link_wanted.emit("compare:0")
    settled(bank, qtbot)
    assert "Held against · Harbor Ledger" in told(bank)
    assert calls(bank, "word_steps")[-1] == ("word_steps", 1, "Harbor Ledger")


def test_speaker_evidence_and_cited_paper(bank, qtbot):
    assert "Said by Port Commission (the clause “the Commission said”)" in told(bank)
    assert "It cites Order at 4" in told(bank)
    bank.quotes.panel.comparison.link_wanted.emit("cited")
    assert ("document", 4) in bank.reader.asked


def test_words_of_a_paper_are_no_markup(bank, qtbot):
    case = bank.desk.case
    case.quotes = [
        replace(case.quotes[0], text="<b>x</b> & <img src=y>", reading=""),
        *case.quotes[1:],
    ]
    bank.desk.refresh()
    settled(bank, qtbot)
    bank.quotes.panel.go_to(2)
    bank.quotes.panel.go_to(1)
    settled(bank, qtbot)
    assert "<b>x</b> & <img src=y>" in told(bank)


def test_in_the_columns_shift_enter_steps_through_the_same_words(opened, qtbot):
    rows = opened.columns.columns[RefType.QUOTE].list
    rows.setFocus()
    opened.columns.go_to(Ref(RefType.QUOTE, 1))
    opened.navigator.show_row(opened.desk.case.quotes[0])
    press(opened, qtbot, Qt.Key.Key_Return, SHIFT)
    assert last_pin(opened)[1].short_name == "Harbor Ledger"


# -- in the reader


def test_a_click_on_a_marked_quote_stays_in_the_bank(bank, qtbot):
    bank.quotes.panel.ask(BankFilter(text="stall"))
    bank.reader.ref_activated.emit(Ref(RefType.QUOTE, 2))
    settled(bank, qtbot)
    assert bank.quotes.is_shown and current(bank).quote.id == 2
    bank.reader.ref_activated.emit(Ref(RefType.PARTY, 2))
    settled(bank, qtbot)
    assert not bank.quotes.is_shown, "a party has no row here"


def from_menu(window, qtbot, mark, words, place=None):
    ReaderMenu(window).show(place, mark, QPoint(100, 100))
    menu = find(window, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    settled(window, qtbot)


def test_selected_words_become_a_quote_with_its_speaker(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_Q, SHIFT)
    assert "Select words in the reader first" in opened.status.said
    opened.reader.selected = pin(1, 10, 20)
    from_menu(opened, qtbot, None, "Add as quote…", opened.reader.selected)
    qtbot.wait_until(lambda: find(opened, AddQuoteForm) is not None)
    form = find(opened, AddQuoteForm)
    assert form.speaker.currentText() == "nobody"
    form.speaker.setCurrentText("Somebody Else")
    form.submit()
    assert "is no party of this case" in form.problem.text()
    (add_party,) = next(one.keys for one in COMMANDS if one.key == "add_party")
    assert form.problem.text().endswith(f"press {add_party}.")
    form.speaker.setCurrentText("ines valdar")
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "add_quote") == [("add_quote", 1, Span(10, 30), 3)]
    assert opened.speakers.recent == [3]


def test_selected_words_become_a_date(opened, qtbot):
    opened.reader.selected = pin(1, 10, 20)
    press(opened, qtbot, Qt.Key.Key_D, SHIFT)
    qtbot.wait_until(lambda: find(opened, AddDateForm) is not None)
    form = find(opened, AddDateForm)
    form.submit()
    assert form.isVisible() and form.problem.text()
    form.value.setText("March 2, 2026")
    assert "Understood as Mar. 2, 2026" in form.understood.text()
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "add_date") == [("add_date", 1, Span(10, 30), "2026-03-02")]


def test_a_marked_quote_in_the_reader_has_a_menu(opened, qtbot):
    mark = Highlight(Ref(RefType.QUOTE, 2), Span(300, 350), ReviewState.SUGGESTED, "x")
    opened.quotes.panel.ask(BankFilter(text="stall"))
    from_menu(opened, qtbot, mark, "Show in the quote bank")
    assert opened.quotes.is_shown and current(opened).quote.id == 2, "the filter gave way"
    from_menu(opened, qtbot, mark, "Who says it…")
    qtbot.wait_until(lambda: find(opened, CommandPalette) is not None)
    find(opened, CommandPalette).close()
    from_menu(opened, qtbot, mark, "Reject")
    assert calls(opened, "reject") == [("reject", (Ref(RefType.QUOTE, 2),))]


def test_a_marked_date_in_the_reader_has_a_menu(opened, qtbot):
    mark = Highlight(Ref(RefType.DATE, 1), Span(300, 350), ReviewState.SUGGESTED, "x")
    from_menu(opened, qtbot, mark, "Correct the date…")
    qtbot.wait_until(lambda: find(opened, DateForm) is not None)
    find(opened, DateForm).reject()
    from_menu(opened, qtbot, mark, "Accept")
    assert calls(opened, "accept") == [("accept", (Ref(RefType.DATE, 1),))]


# -- saving


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("suffix", [".csv", ".docx"])
def test_what_is_shown_is_saved(bank, qtbot, tmp_path, monkeypatch, suffix):
    target = tmp_path / f"quotes{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    bank.quotes.panel.ask(BankFilter(((Facet.VERDICT, NOT_VERBATIM),)))
    bank.quotes.save()
    save_report(bank, qtbot)
    settled(bank, qtbot)
    assert str(target) in bank.status.said
    if suffix == ".csv":
        rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
        assert sum("no paper critical" in " ".join(row) for row in rows) == 1
        assert not any("agitators" in " ".join(row) for row in rows)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_check_is_saved_with_verdicts_what_differs_first(bank, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "checked.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    bank.quotes.check()
    settled(bank, qtbot)
    bank.quotes.save()
    save_report(bank, qtbot)
    settled(bank, qtbot)
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    told = [" ".join(row) for row in rows]
    first = next(at for at, row in enumerate(told) if "no paper critical" in row)
    assert "altered" in told[first] and "“paper” for “notice”" in told[first]
    assert first < next(at for at, row in enumerate(told) if RULE in row and "verbatim" in row)


def test_nothing_to_save_is_said(bank, qtbot):
    bank.quotes.panel.ask(BankFilter(text="zebra"))
    bank.quotes.save()
    assert "no quote" in bank.status.said


# -- many rows


def test_each_of_thousands_of_rows_is_measured_once_and_few_are_made_and_painted(
    qtbot, theme, monkeypatch
):
    measured = counted(monkeypatch, LineSizes, "height")
    made = counted(monkeypatch, quote_lines, "_line")
    painted = counted(monkeypatch, QuoteLineDelegate, "_paint_line")
    panel = QuoteBankPanel(theme)
    qtbot.add_widget(panel)
    panel.resize(740, 700)
    panel.show()
    filled(panel, 3000)
    acts = [lambda g=grouping: panel.group_by(g) for grouping in reversed(Grouping)]
    for act in (*acts, lambda: panel.ask(BankFilter(text="ferry")), panel.step_back):
        measured.clear()
        act()
        assert 0 < len(measured) <= len(panel.list.lines.lines)
    qtbot.wait_until(lambda: bool(painted))
    measured.clear()
    painted.clear()
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    panel.list.viewport().grab()
    assert not measured
    assert 0 < len(painted) < 40
    assert len(made) < 300


def test_very_many_rows_are_put_together_aside_and_the_newest_wish_wins(panel):
    waiting = []
    panel.aside = lambda work, tell: waiting.append((work, tell))
    filled(panel, 3000)
    assert not panel.list.lines.lines
    panel.ask(BankFilter(text="ferry"))
    for work, tell in waiting:
        tell(work())
    assert 0 < len(panel.list.lines.lines) < 2500
    assert all("ferry" in line.words for line in panel.list.lines.lines if line.quote)
    waiting.clear()
    panel.resize(panel.width() + 200, panel.height())
    panel.grab()
    assert len(waiting) == 1  # the heights at the new width
    work, tell = waiting.pop()
    tell(work())
    assert panel.list.lines.laid.width == panel.list.viewport().width()


def test_a_row_keeps_what_was_worked_out_while_it_stays_the_same():
    bank = many(20)
    before = make_book(bank)
    changed = replace(bank.rows[3], verdict=Verdict.SHORTER)
    after = make_book(replace(bank, rows=(*bank.rows[:3], changed, *bank.rows[4:])), before)
    assert [one is other for one, other in zip(before.rows, after.rows, strict=True)] == [
        at != 3 for at in range(20)
    ]


def test_the_work_of_each_step_grows_with_the_rows(panel):
    def steps(number):
        filled(panel, number)
        for row in panel.book.rows:  # as the window has it done in the background
            row.prepare()
        acts = {grouping: lambda g=grouping: panel.group_by(g) for grouping in reversed(Grouping)}
        acts["text"] = lambda: panel.ask(BankFilter(text="ferry"))
        acts["clear"] = panel.step_back
        acts["counts"] = lambda: panel._count(Facet.SPEAKER)
        return {name: steps_of(act) for name, act in acts.items()}

    steps(100)  # a width is known, and a line is the current one
    some, more = steps(1500), steps(3000)
    for name, number in more.items():
        assert number < 2.3 * some[name], name
        assert number < 3000 * 120, name


def test_lines_keep_the_models_contract(qapp, theme):
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    model, sizes = QuoteLinesModel(), LineSizes(6, 7, 5, 18, 14, 30)
    tester = QAbstractItemModelTester(model, mode)
    book = make_book(many(30))
    for grouping in Grouping:
        model.set_laid(lay_out(arrange(book.rows, book, grouping), sizes, 300))
    model.set_laid(Laid())
    assert isinstance(tester.model(), QAbstractItemModel) and model.rowCount() == 0


def test_what_is_laid_out_says_where_lines_begin_and_whether_they_are_the_same():
    sizes = LineSizes(6, 7, 5, 18, 14, 30)

    def laid(number, width):
        book = make_book(many(number))
        return lay_out(arrange(book.rows, book, Grouping.PAPER), sizes, width)

    some, narrower, more = laid(30, 300), laid(30, 120), laid(31, 300)
    assert some.tops == [sum(some.heights[:at]) for at in range(len(some.heights) + 1)]
    assert narrower.shows_lines_of(some) and not more.shows_lines_of(some)
    other = replace(some, order=more.order)
    assert not other.shows_lines_of(some) and Laid().shows_lines_of(Laid())


def test_the_place_is_kept_when_the_case_answers_anew(panel, qtbot):
    filled(panel, 400)
    panel.go_to(301)
    at = panel.list.verticalScrollBar().value()
    filled(panel, 400)
    assert panel.list.current_line().quote.id == 301
    assert panel.list.verticalScrollBar().value() == at > 0


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
@pytest.mark.parametrize("size", [(480, 420), (1000, 800)])
def test_it_paints_in_both_themes_and_any_size(panel, qtbot, theme, mode, size):
    filled(panel, 40)
    theme.set_mode(mode)
    panel.resize(*size)
    panel.group_by(Grouping.WORDS)
    qtbot.wait(20)
    picture = panel.grab().toImage()
    assert picture.width() == size[0]
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, size[0], 2) for y in range(100, 300, 3)
    }
    assert len(colours) > 5
    for button in panel.filters.buttons.values():
        assert panel.filters.rect().contains(button.geometry().translated(button.parent().pos()))


def test_a_large_case_shows_how_its_bank_begins_while_it_is_read(opened, qtbot):
    window, case = opened, opened.desk.case
    whole, read = case.quote_bank(), threading.Event()
    case.has_been_read = lambda: False
    case.first_quotes = lambda: (QuoteBank(whole.rows[:2], ()), len(whole.rows) - 2)

    def wait_for_all():
        assert read.wait(5)
        return whole

    case.quote_bank = wait_for_all
    window.actions_by_key["quotes"].trigger()
    panel = window.quotes.panel
    qtbot.wait_until(lambda: panel.list.lines.rowCount() > 0)
    numbers = {line.quote.id for line in panel.list.lines.lines if line.quote is not None}
    assert numbers == {row.quote.id for row in whole.rows[:2]}
    assert panel._number.text() == f"2 of {len(whole.rows)} quotes; the others are being read…"
    read.set()
    settled(window, qtbot)
    assert panel.book.bank is whole
    assert panel._number.text() == f"{len(whole.rows)} quotes"


def test_the_beginning_of_a_long_bank_is_shown_before_all_of_it_is_measured():
    book, sizes = make_book(many(900)), LineSizes(7, 8, 6, 20, 16, 30)
    wish = BankWish(BankFilter(), Grouping.PAPER, 500)
    first = show_beginning(book, wish, sizes)
    assert first.is_beginning and first.rows == 900 and len(first.laid.lines) < 400
    every = show_bank(book, wish, sizes)
    assert not every.is_beginning and len(every.laid.lines) > 900
    quotes = [each for each in first.laid.lines.entries if isinstance(each, int)]
    assert quotes == [each for each in every.laid.lines.entries if isinstance(each, int)][:300]
    assert not show_beginning(book, wish, sizes).is_beginning  # it is measured by now


def test_lines_are_measured_once_for_a_width(monkeypatch):
    bank = QuoteBank(many(50).rows, ())
    book, sizes = make_book(bank), LineSizes(7, 8, 6, 20, 16, 30)
    measured = []
    plain = quote_lines.letters_of
    monkeypatch.setattr(quote_lines, "letters_of", lambda row: measured.append(row) or plain(row))
    for grouping in Grouping:
        show_bank(book, BankWish(BankFilter(), grouping, 500), sizes)
    assert len(measured) == 50
    other = replace(bank.rows[7], mentioned=(77,))
    renewed = make_book(QuoteBank((*bank.rows[:7], other, *bank.rows[8:]), ()), book)
    show_bank(renewed, BankWish(BankFilter(), Grouping.PAPER, 500), sizes)
    assert measured[50:] == [other]
    assert make_book(renewed.bank, renewed) is renewed
