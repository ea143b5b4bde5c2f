"""The workspace, driven as a user drives it: mouse, keys, drops."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
)

from casefile.errors import CaseInUse, CaseUnreachable
from casefile.records import DocumentState, Ref, RefType, ReviewState
from tests.ui.driving import calls, click, column, find, last_pin, press, settled, shown
from tests.ui.report_saving import save_report
from ui.actions import COMMANDS
from ui.case_doors import CaseDoors
from ui.dialogs.crash import CrashDialog
from ui.dialogs.forms import DateForm, DocumentForm, NewCaseForm, PartyForm
from ui.dialogs.merge import MergeForm
from ui.dialogs.palette import CommandPalette
from ui.shape import restore_shape

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)
RULE, MARCH = Ref(RefType.QUOTE, 1), Ref(RefType.DATE, 1)


# -- opening


def test_the_first_screen_invites_papers(window):
    assert window.pages.currentIndex() == 0
    assert window.welcome.isVisible()
    assert not window.actions_by_key["accept"].isEnabled()
    assert window.actions_by_key["new"].isEnabled()


def test_opening_fills_the_workspace(opened):
    assert opened.pages.currentIndex() == 1
    assert shown(opened, RefType.PARTY) == [1, 2, 3, 4, 5, 6]
    assert shown(opened, RefType.QUOTE) == [1, 2, 3, 4]
    assert shown(opened, RefType.DATE) == [1, 2, 3, 4, 5]
    assert opened.columns.current_row() is None
    assert not opened.reader.asked
    assert opened.windowTitle().startswith("Larkspur Press v. Port Commission")


def test_opened_cases_are_offered_next_time(opened, qtbot):
    opened.actions_by_key["close_case"].trigger()
    settled(opened, qtbot)
    assert opened.pages.currentIndex() == 0
    assert [case.name for case in opened._settings.value.recent] == [
        "Larkspur Press v. Port Commission"
    ]


def test_a_recent_case_opens_or_is_forgotten(window, qtbot, tmp_path):
    here = tmp_path / "here.pincite"
    here.mkdir()
    settings = window._settings.value.with_recent(here, "Here")
    window._settings.save(settings.with_recent(tmp_path / "gone.pincite", "Gone"))
    window.welcome.show_recent(window._settings.value.recent)
    window.welcome.recent_wanted.emit(str(tmp_path / "gone.pincite"))
    qtbot.wait_until(lambda: window.troubles.bar.isVisible())
    assert [case.name for case in window._settings.value.recent] == ["Here"]
    with qtbot.wait_signal(window.desk.columns_read):
        window.welcome.recent_wanted.emit(str(here))
    settled(window, qtbot)


def test_closing_a_case_closes_it_and_the_next_opens_after_it(opened, qtbot, doors, tmp_path):
    opened.desk.open_case(tmp_path / "y.pincite")
    qtbot.wait_until(lambda: len(doors.cases) == 2)
    assert doors.cases[0].closed
    settled(opened, qtbot)
    assert opened.desk.case is doors.cases[1]


def test_a_case_that_cannot_be_opened_is_a_sentence(window, qtbot, doors, tmp_path):
    def refuse(_folder):
        raise CaseInUse("Somebody else has this case open: ask them to close it.")

    window.desk.opening.doors = CaseDoors(refuse, refuse)
    window.desk.open_case(tmp_path)
    qtbot.wait_until(lambda: window.troubles.bar.isVisible())
    assert window.troubles.bar.words.text() == (
        "Somebody else has this case open: ask them to close it."
    )


def test_a_case_that_cannot_be_opened_leaves_the_one_before_open(opened, qtbot, doors, tmp_path):
    before, open_ = opened.desk.case.folder, doors.open

    def refuse(folder):
        if folder == before:
            return open_(folder)
        raise CaseInUse("Somebody else has this case open: ask them to close it.")

    opened.desk.opening.doors = CaseDoors(refuse, refuse)
    opened.desk.open_case(tmp_path / "other.pincite")
    qtbot.wait_until(lambda: opened.troubles.bar.isVisible())
    settled(opened, qtbot)
    assert opened.desk.case is not None and opened.desk.case.folder == before
    assert opened.pages.currentIndex() == 1


def test_a_fault_of_the_program_shows_no_case_content(opened, qtbot):
    def broken(*_arguments, **_named):
        raise RuntimeError("Ines Valdar's secret")

    opened.desk.case.accept = broken
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_A)
    qtbot.wait_until(lambda: find(opened, CrashDialog) is not None)
    dialog = find(opened, CrashDialog)
    assert "RuntimeError" in dialog.report.toPlainText()
    assert "secret" not in dialog.report.toPlainText()
    dialog.close()


# -- narrowing


def test_a_click_narrows_and_shows_the_place(opened, qtbot):
    click(opened, qtbot, PORT)
    assert shown(opened, RefType.QUOTE) == [1, 2]
    assert shown(opened, RefType.DATE) == [1]
    assert shown(opened, RefType.PARTY) == [1, 2, 3, 4, 5, 6]
    assert last_pin(opened)[2] == PORT
    assert opened.columns.columns[RefType.PARTY]._count.text() == "2 of 6"
    assert opened.columns.columns[RefType.QUOTE]._count.text() == "2 of 4"


def test_ctrl_click_keeps_both_and_esc_takes_the_last_away(opened, qtbot):
    click(opened, qtbot, PORT)
    click(opened, qtbot, MARCH, Qt.KeyboardModifier.ControlModifier)
    assert opened.desk.narrowing.constraints == (PORT, MARCH)
    assert shown(opened, RefType.QUOTE) == [1]
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert opened.desk.narrowing.constraints == (PORT,)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert opened.desk.narrowing.constraints == ()
    assert shown(opened, RefType.QUOTE) == [1, 2, 3, 4]


def test_reading_down_a_narrowed_column_keeps_it_still(opened, qtbot):
    click(opened, qtbot, PORT)
    click(opened, qtbot, RULE)
    assert shown(opened, RefType.QUOTE) == [1, 2]
    click(opened, qtbot, Ref(RefType.QUOTE, 2))
    assert shown(opened, RefType.QUOTE) == [1, 2]
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert opened.desk.narrowing.constraints == (PORT,)


def test_a_chip_is_taken_away_by_a_click(opened, qtbot):
    click(opened, qtbot, PORT)
    chip = opened.columns.chips._chips[0]
    assert chip.text() == "Port Commission"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == ()


def test_keys_visit_rows_without_narrowing(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_J)
    assert last_pin(opened)[2] == PRESS
    assert opened.desk.narrowing.constraints == (PORT,)
    press(opened, qtbot, Qt.Key.Key_K)
    assert last_pin(opened)[2] == PORT
    press(opened, qtbot, Qt.Key.Key_Down)
    press(opened, qtbot, Qt.Key.Key_Space)
    assert opened.desk.narrowing.constraints == (PRESS,)


def test_back_and_forward(opened, qtbot):
    click(opened, qtbot, PORT)
    click(opened, qtbot, RULE)
    press(opened, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.desk.narrowing.constraints == (PORT,)
    press(opened, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.desk.narrowing.constraints == ()
    press(opened, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(opened, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert opened.desk.narrowing.constraints == (RULE,)


def test_back_does_not_retrace_every_key(opened, qtbot):
    click(opened, qtbot, PORT)
    click(opened, qtbot, RULE)
    for _ in range(3):
        press(opened, qtbot, Qt.Key.Key_J)
    press(opened, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.desk.narrowing.constraints == (PORT,)


def test_f3_walks_through_a_partys_mentions(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_F3)
    assert last_pin(opened)[1].span.start == 410
    press(opened, qtbot, Qt.Key.Key_F3)
    press(opened, qtbot, Qt.Key.Key_F3)
    assert last_pin(opened)[1].span.start == 10


def test_a_highlight_in_the_reader_becomes_the_row_that_counts(opened, qtbot):
    opened.reader.ref_activated.emit(RULE)
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == (RULE,)
    assert opened.columns.current_row().ref == RULE
    assert shown(opened, RefType.PARTY) == [1]


def test_the_timeline_chooses_a_date(opened, qtbot):
    # The timeline follows a moment after the columns.
    qtbot.waitUntil(lambda: opened.timeline.center_of(MARCH) is not None)
    place = opened.timeline.center_of(MARCH)
    qtbot.mouseClick(opened.timeline, Qt.MouseButton.LeftButton, pos=place.toPoint())
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == (MARCH,)
    assert last_pin(opened)[2] == MARCH


def test_a_chip_whose_finding_is_gone_loosens_everything(opened, qtbot):
    click(opened, qtbot, PORT)
    opened.desk.case.parties = opened.desk.case.parties[1:]
    opened.desk.refresh()
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == ()
    assert shown(opened, RefType.PARTY) == [2, 3, 4, 5, 6]


def test_only_the_newest_question_is_answered(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    answers = []
    opened.desk.columns_read.connect(lambda answered: answers.append(answered.narrowing))
    opened.navigator.toggle(PORT)
    opened.navigator.toggle(RULE)
    case.gate.set()
    settled(opened, qtbot)
    assert [one.constraints for one in answers] == [(PORT, RULE)]


# -- documents


def test_a_document_is_shown_by_a_click(opened, qtbot):
    tree = opened.documents.tree
    place = tree.visualRect(opened.documents.model.index_of(4)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ("document", 4) in opened.reader.asked
    assert opened.desk.narrowing.constraints == ()


def test_a_document_form_corrects_kind_and_date(opened, qtbot):
    opened.review.edit_document(opened.desk.case.document(5))
    form = find(opened, DocumentForm)
    form.date.setText("last week")
    form.submit()
    assert form.isVisible()
    assert "Write it as" in form.problem.text()
    form.date.setText("2026-03-05")
    form.submit()
    settled(opened, qtbot)
    (call,) = calls(opened, "set_document")
    assert call[1] == 5
    assert list(call[2]) == ["date"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_document_menu_offers_what_fits(opened, qtbot):
    failed = replace(opened.desk.case.document(2), state=DocumentState.FAILED, failure="Locked.")
    for row, offered in ((opened.desk.case.document(1), False), (failed, True)):
        opened.document_menu.show(row, QPoint(50, 50))
        menu = next(menu for menu in opened.findChildren(QMenu) if menu.isVisible())
        assert ("Read again" in [action.text() for action in menu.actions()]) is offered
        menu.close()
        qtbot.wait(1)


# -- review


def test_accept_and_reject_by_key(opened, qtbot):
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_X)
    assert calls(opened, "reject") == [("reject", (PRESS,))]
    assert 2 not in shown(opened, RefType.PARTY)
    assert last_pin(opened)[2] == Ref(RefType.PARTY, 3)
    assert ("refresh", None) in opened.reader.asked
    click(opened, qtbot, Ref(RefType.PARTY, 3))
    press(opened, qtbot, Qt.Key.Key_A)
    assert calls(opened, "accept") == [("accept", (Ref(RefType.PARTY, 3),))]


def test_rejected_rows_can_be_shown_and_hidden(opened, qtbot):
    opened.desk.case.reject((PRESS,))
    opened.actions_by_key["rejected"].trigger()
    settled(opened, qtbot)
    rows = opened.columns.columns[RefType.PARTY].model.rows
    assert rows[1].state is ReviewState.REJECTED
    opened.actions_by_key["rejected"].trigger()
    settled(opened, qtbot)
    assert 2 not in shown(opened, RefType.PARTY)


def test_return_and_space_keep_their_meaning_elsewhere(opened, qtbot):
    click(opened, qtbot, PRESS)
    opened.top.search.setFocus()
    qtbot.keyClicks(opened.top.search, "pier 4")
    with qtbot.wait_signal(opened.desk.found):
        qtbot.keyClick(opened.top.search, Qt.Key.Key_Return)
    assert opened.top.search.text() == "pier 4"
    assert opened.top.search.told == ("pier 4", False), "asked by the key, not by a pause"
    press(opened, qtbot, Qt.Key.Key_Escape)
    button = opened.columns.chips._chips[0]
    button.setFocus()
    press(opened, qtbot, Qt.Key.Key_Space)
    assert opened.desk.narrowing.constraints == ()


def test_return_opens_the_source(opened, qtbot):
    click(opened, qtbot, PRESS)
    opened.reader.asked.clear()
    opened.reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    press(opened, qtbot, Qt.Key.Key_Return)
    assert last_pin(opened)[2] == PRESS
    assert opened.reader.hasFocus()


def test_letters_typed_in_the_search_field_are_words(opened, qtbot):
    opened.top.search.setFocus()
    qtbot.keyClicks(opened.top.search, "axe")
    settled(opened, qtbot)
    assert opened.top.search.text() == "axe"
    assert not calls(opened, "accept")
    assert not calls(opened, "reject")


def test_without_a_row_a_key_says_what_to_do(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_A)
    assert opened.status.said == "Select a party, quote or date first."
    assert not calls(opened, "accept")


def test_edit_a_party(opened, qtbot):
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(opened, PartyForm) is not None)
    form = find(opened, PartyForm)
    form.name.setText("  Larkspur   Press, LLC ")
    form.role.setCurrentText("petitioner")
    form.submit()
    settled(opened, qtbot)
    expected = {"name": "Larkspur Press, LLC", "role": "petitioner"}
    assert calls(opened, "edit_party") == [("edit_party", 2, expected)]


def test_a_party_needs_a_name(opened, qtbot):
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(opened, PartyForm) is not None)
    form = find(opened, PartyForm)
    form.name.setText(" ")
    form.submit()
    assert form.isVisible()
    assert "needs a name" in form.problem.text()
    form.reject()
    assert not calls(opened, "edit_party")


def test_correct_a_speaker(opened, qtbot):
    click(opened, qtbot, RULE)
    press(opened, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(opened, CommandPalette) is not None)
    popup = find(opened, CommandPalette)
    assert "Who says" in popup.windowTitle()
    qtbot.keyClicks(popup.field, "valdar")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert calls(opened, "edit_quotes") == [("edit_quotes", (1,), 3)]


def test_edit_a_date_and_switch_its_reading(opened, qtbot):
    click(opened, qtbot, Ref(RefType.DATE, 4))
    press(opened, qtbot, Qt.Key.Key_S)
    assert calls(opened, "switch_reading") == [("switch_reading", 4)]
    assert opened.status.said == "“03/07/2026” is now read as July 3, 2026"
    press(opened, qtbot, Qt.Key.Key_E)
    form = find(opened, DateForm)
    form.value.setCurrentText("2026-07-03")
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "edit_date") == [("edit_date", 4, "2026-07-03")]


def test_a_date_with_one_reading_cannot_be_switched(opened, qtbot):
    click(opened, qtbot, MARCH)
    press(opened, qtbot, Qt.Key.Key_S)
    assert not calls(opened, "switch_reading")
    assert "more than one reading" in opened.status.said


def test_merge_the_two_parties_among_the_chips(opened, qtbot):
    opened.desk.case.links[PRESS] = {PORT}
    click(opened, qtbot, PORT)
    click(opened, qtbot, PRESS, Qt.KeyboardModifier.ControlModifier)
    press(opened, qtbot, Qt.Key.Key_M)
    qtbot.wait_until(lambda: find(opened, MergeForm) is not None)
    form = find(opened, MergeForm)
    assert form.keep.currentText() == "Port Commission"
    assert "38 mentions go to it. Ctrl+Z" in form.told.text()
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "merge_parties") == [("merge_parties", 1, 2)]


def test_return_does_not_merge_two_strangers(opened, qtbot):
    opened.desk.case.alike = []
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_M)
    qtbot.wait_until(lambda: find(opened, MergeForm) is not None)
    form = find(opened, MergeForm)
    assert form.other is None and not form.do_button.isEnabled()
    form.submit()
    form.choose(2)
    assert form.do_button.isEnabled()
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "merge_parties") == [("merge_parties", 1, 2)]


def test_copy_with_cite(opened, qtbot):
    click(opened, qtbot, RULE)
    press(opened, qtbot, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == (
        "“no notice critical of the quay shall be posted on Commission property” (Compl. ¶ 38)"
    )
    rich = QGuiApplication.clipboard().mimeData().html()
    assert "“no notice critical of the quay" in rich and "¶\N{NO-BREAK SPACE}38)</p>" in rich


def test_copy_a_party_and_a_date_with_their_cites(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "Port Commission (Compl. ¶ 38)"
    assert "<p>Port Commission (Compl." in copied.html()
    click(opened, qtbot, MARCH)
    press(opened, qtbot, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().endswith(")") and ": " in copied.text()
    assert copied.html().startswith("<p>")


def test_the_reader_copies_verbatim_words(opened, qtbot):
    pin = opened.desk.case.parties[0].first
    opened.reader.copy_requested.emit(pin)
    settled(opened, qtbot)
    words = pin.span.of(opened.desk.case.source(1).text)
    assert QGuiApplication.clipboard().text() == f"“{words}” (Compl. ¶ 38)"


def test_undo_and_redo(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.status.said == "Undone: accepted Port Commission"
    press(opened, qtbot, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert opened.status.said == "Nothing to do again"


# -- searching


def test_search_replaces_the_columns_and_esc_brings_them_back(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert opened.top.search.hasFocus()
    with qtbot.wait_signal(opened.desk.found):
        qtbot.keyClicks(opened.top.search, "the boxes")
    assert calls(opened, "search") == [("search", "the boxes")]
    assert opened.middle.currentWidget() is opened.hits
    assert opened.hits._count.text() == "first 4 of 12 hits in 2 papers"
    assert "THE BOXES" in opened.hits._understood.text()
    assert opened.hits._warnings.isVisible()
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert opened.middle.currentWidget() is opened.columns
    assert opened.top.search.text() == ""


def test_f3_and_clicks_show_hits(opened, qtbot):
    with qtbot.wait_signal(opened.desk.found):
        opened.top.search.setText("boxes")
    press(opened, qtbot, Qt.Key.Key_F3)
    kind, document, spans, current = opened.reader.asked[-1]
    assert (kind, document, len(spans), current) == ("hits", 1, 3, 0)
    press(opened, qtbot, Qt.Key.Key_F3)
    assert opened.reader.asked[-1][3] == 1
    hits = opened.hits.list
    index = opened.hits.model.index(5)
    place = hits.visualRect(index).center()
    qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.reader.asked[-1][:2] == ("hits", 5)


# -- forms


@pytest.mark.parametrize(
    ("name", "folder"),
    [("A/B: “C”?", "A-B- “C”-.pincite"), (" Smith  v. Jones. ", "Smith v. Jones.pincite")],
)
def test_a_case_may_have_any_name(window, qtbot, tmp_path, name, folder):
    chosen = []
    form = NewCaseForm(name, tmp_path)
    qtbot.add_widget(form)
    form.chosen.connect(lambda path, *_more: chosen.append(path.name))
    form.submit()
    assert chosen == [folder]


def test_a_case_needs_a_name_and_a_free_place(window, qtbot, tmp_path):
    form = NewCaseForm(" . ", tmp_path)
    qtbot.add_widget(form)
    form.submit()
    assert "name" in form.problem.text()
    (tmp_path / "taken.pincite").mkdir()
    (tmp_path / "taken.pincite" / "case.db").write_bytes(b"somebody's")
    form.name.setText("taken")
    form.submit()
    assert "already there" in form.problem.text()


# -- reports, palette, theme


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_report_is_written_off_the_windows_thread(opened, qtbot, tmp_path, monkeypatch):
    written = []
    main = threading.get_ident()

    def export(case, report, path, options, layout, step):
        written.append((report, path.name, options.query, threading.get_ident() != main))

    monkeypatch.setattr("reports.export.export", export)
    answer = (str(tmp_path / "Chronology"), "Comma-separated values (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answer)
    opened.actions_by_key["report_parties"].trigger()
    save_report(opened, qtbot)
    settled(opened, qtbot)
    assert written == [("parties", "Chronology.csv", "", True)]
    assert opened.status.said.startswith("Wrote ")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_palette_without_a_case_says_what_needs_one(window, qtbot, tmp_path):
    (tmp_path / "here.pincite").mkdir()
    settings = window._settings.value.with_recent(tmp_path / "here.pincite", "Quill v. Port")
    window._settings.save(settings)
    window.actions_by_key["palette"].trigger()
    palette = find(window, CommandPalette)
    qtbot.wait_until(lambda: len(palette.choices) > 0)
    shown = {entry.name for entry in palette.choices}
    assert shown >= {command.name for command in COMMANDS if command.key != "palette"}
    qtbot.keyClicks(palette.field, "accept")
    assert palette._shown[0].why == "open a case first"
    assert palette.list.topLevelItem(0).text(1) == "open a case first"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.field.accessibleDescription().startswith("Accept")
    palette.field.setText("quill")
    with qtbot.wait_signal(window.desk.columns_read):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(window, qtbot)


def test_the_palette_finds_commands_papers_and_parties(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = find(opened, CommandPalette)  # there at once: what is typed goes nowhere else
    qtbot.wait_until(lambda: len(palette.choices) > 0)
    qtbot.keyClicks(palette.field, "ines")
    assert [entry.name for entry in palette._shown] == ["Ines Valdar", "Deadlines…"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == (Ref(RefType.PARTY, 3),)


def test_the_palette_waits_for_no_case_that_is_being_read(opened, qtbot):
    case, read = opened.desk.case, threading.Event()
    plain, case.has_been_read = case.view, lambda: False

    def view(*given, **named):
        assert read.wait(5)
        return plain(*given, **named)

    case.view = view
    opened.open_palette()
    palette = find(opened, CommandPalette)
    qtbot.wait_until(lambda: len(palette.choices) > 0)
    qtbot.keyClicks(palette.field, "ines")
    assert [entry.name for entry in palette._shown] == ["Deadlines…"]
    read.set()
    settled(opened, qtbot)
    assert [entry.name for entry in palette._shown] == ["Ines Valdar", "Deadlines…"]
    palette.close()


def test_keys_that_come_before_the_palette_has_entries_count(opened, qtbot):
    case, asked = opened.desk.case, threading.Event()
    plain = case.tags
    case.tags = lambda: asked.wait(5) and plain()
    opened.open_palette()
    palette = find(opened, CommandPalette)
    qtbot.keyClicks(palette.field, "ines")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible() and palette.list.topLevelItemCount() == 0
    asked.set()
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == (Ref(RefType.PARTY, 3),)


def test_of_a_case_that_gives_no_answer_the_palette_has_the_commands(opened, qtbot):
    def tags():
        raise CaseUnreachable("The disk is gone.")

    opened.desk.case.tags = tags
    opened.open_palette()
    palette = find(opened, CommandPalette)
    qtbot.wait_until(lambda: len(palette.choices) > 0)
    assert {entry.name for entry in palette.choices} >= {
        command.name for command in COMMANDS if command.key != "palette"
    }
    palette.close()


def test_every_control_has_a_name_and_a_hint(opened):
    for button in opened.top.findChildren(type(opened.top._icons[0][0])):
        assert button.accessibleName(), button
        assert button.toolTip(), button
    for kind in (QLineEdit, QComboBox):
        for widget in opened.findChildren(kind):
            assert widget.accessibleName(), widget
    for rows in (column(opened, kind) for kind in opened.columns.columns):
        assert rows.accessibleName()


@pytest.mark.parametrize("theme_key", ["theme_dark", "theme_light"])
def test_every_row_is_painted_in_both_themes(opened, qtbot, theme_key):
    opened.actions_by_key[theme_key].trigger()
    assert opened.actions_by_key[theme_key].isChecked()
    picture = opened.grab().toImage()
    palette = opened.theme.palette
    rows = column(opened, RefType.PARTY).viewport()
    corner = rows.mapTo(opened, QPoint(rows.width() // 2, rows.height() - 5))
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(corner * ratio).name() == palette.panel
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height() // 2, 2)
    }
    assert {palette.party_ink, palette.quote_ink, palette.date_ink} <= colours


def test_window_closes_and_remembers_its_shape(opened, qtbot):
    opened.close()
    kept = opened._settings.value
    assert kept.geometry
    assert kept.splitters.count(",") == 2
    other = replace(kept, geometry="§", splitters="AAAA,%%%,")
    restore_shape(other, opened, (opened.across, opened.down))
    assert opened.across.sizes()[0] > 0


def test_a_long_sentence_does_not_widen_the_window(opened, qtbot):
    before = opened.minimumSizeHint().width()
    opened.status.say("A sentence of many words about what has just happened. " * 6)
    opened.status.show_work("Reading a paper with a very long name. " * 6, 1, 2)
    qtbot.wait(5)
    assert opened.minimumSizeHint().width() <= before + 160
    opened.status.end_work()
