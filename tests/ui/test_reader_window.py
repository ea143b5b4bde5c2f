"""The window's readers as a user drives them: tabs by key, papers beside each other, the second window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Page, SourceText, Span
from tests.ui.driving import calls, click, settled
from tests.ui.fake_case import FakeCase, pin
from ui.case_doors import CaseDoors
from ui.dialogs.palette import CommandPalette
from ui.main_window import MainWindow
from ui.panels.reader_sides import ReaderSides
from ui.settings import SettingsFile

TEXT = "The ferry left the pier; the ferryman waited for the tide.\n" * 60
RULE = Ref(RefType.PARTY, 1)


class Library(FakeCase):
    """Papers without pictures of their pages; a party is named at the head of each."""

    def source(self, document):
        text = f"Paper number {document}.\n{TEXT}"
        return SourceText(text, (Page(1, "1", Span(0, len(text))),))

    def page_sizes(self, document):
        return ()

    def highlights(self, document):
        return (Highlight(RULE, Span(0, 5), ReviewState.SUGGESTED, "Paper"),)


class Doors:
    """Open the same case again and again, as one on disk would be."""

    def __init__(self):
        self.cases = []

    def open(self, folder):
        self.cases.append(Library(folder))
        return self.cases[-1]


@pytest.fixture
def settings(tmp_path):
    return SettingsFile(tmp_path / "settings" / "window.json")


@pytest.fixture
def window(qtbot, jobs, theme, settings, tmp_path):
    doors = Doors()
    with theme.laid_on_last():
        made = MainWindow(jobs, theme, settings, CaseDoors(doors.open, doors.open), ReaderSides)
    made.resize(1440, 900)
    made.show()
    qtbot.wait_exposed(made)
    with qtbot.wait_signal(made.desk.columns_read):
        made.desk.open_case(tmp_path / "x.pincite")
    settled(made, qtbot)
    yield made
    # By hand: what is still being worked out is to be heard of before the window goes.
    settled(made, qtbot)
    with qtbot.wait_signal(made.desk.case_closed):
        made.desk.close_case()
    settled(made, qtbot)
    made.close()
    made.deleteLater()


def press(window, qtbot, keys):
    """Press keys where the keyboard is, in whichever window."""
    active = QApplication.activeWindow() or window
    target = active.focusWidget() or active
    combination = QKeySequence(keys)[0]
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
    settled(window, qtbot)


def apart(window, qtbot):
    window.readers.open_second()
    settled(window, qtbot)
    second = window.readers.second
    qtbot.wait_until(second.isActiveWindow)
    return second


def back_in(window, qtbot):
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)


def test_ctrl_enter_opens_a_rows_paper_in_a_tab_of_its_own(window, qtbot):
    window.navigator.show_document(4)
    settled(window, qtbot)
    click(window, qtbot, Ref(RefType.QUOTE, 1))
    window.reader.show_document(4)
    press(window, qtbot, "Ctrl+Return")
    quote = next(row for row in window.desk.case.quotes if row.id == 1)
    assert set(window.reader.tabs.documents) == {4, quote.pin.document}
    assert window.reader.document == quote.pin.document
    assert window.reader.paper._shown == quote.pin.span


def test_keys_walk_close_and_bring_back_tabs(window, qtbot):
    for document in (1, 2, 3):
        window.reader.open_tab(document)
        settled(window, qtbot)
    press(window, qtbot, "Ctrl+Tab")
    assert window.reader.document == 1
    press(window, qtbot, "Ctrl+Shift+Backtab")
    assert window.reader.document == 3
    press(window, qtbot, "Ctrl+W")
    assert window.reader.tabs.documents == (1, 2)
    press(window, qtbot, "Ctrl+Shift+T")
    assert window.reader.tabs.documents == (1, 2, 3) and window.reader.document == 3


def test_back_returns_to_the_tab_one_was_in(window, qtbot):
    window.navigator.show_place(pin(1, 30, 5))
    window.reader.tabs.keep_current()
    settled(window, qtbot)
    window.reader.open_tab(2)
    press(window, qtbot, "Ctrl+Tab")
    press(window, qtbot, "Ctrl+Tab")
    assert window.reader.document == 2
    press(window, qtbot, "Alt+Left")
    assert window.reader.document == 1
    press(window, qtbot, "Alt+Right")
    assert window.reader.document == 2
    assert window.documents.current().id == 2


def test_a_paper_stands_beside_another_by_key(window, qtbot):
    window.navigator.show_document(1)
    settled(window, qtbot)
    press(window, qtbot, "Ctrl+Shift+B")
    assert [side.document for side in window.reader.sides] == [1, 1]
    press(window, qtbot, "F6")
    assert window.reader.tabs is window.reader.sides[0]
    press(window, qtbot, "Ctrl+W")
    assert not window.reader.is_split


def test_ctrl_g_goes_to_a_page_and_says_what_there_is(window, qtbot):
    window.navigator.show_document(1)
    settled(window, qtbot)
    press(window, qtbot, "Ctrl+G")
    bar = window.reader.paper._going
    assert bar.field.hasFocus() and bar.told.text() == "page 1"
    qtbot.keyClicks(bar.field, "p. 9")
    press(window, qtbot, "Return")
    assert bar.told.text() == "There is no “p. 9” in this paper. It has page 1."
    bar.field.clear()
    qtbot.keyClicks(bar.field, "1")
    press(window, qtbot, "Return")
    assert bar.isHidden() and window.reader.paper._shown == Span(0, len(TEXT) + 16)
    assert window.keys.reads


# -- the second window


def test_the_second_window_shows_the_same_paper_at_the_same_place(window, qtbot):
    window.navigator.show_place(pin(1, 900, 10))
    settled(window, qtbot)
    top = window.reader.paper._text.top_offset
    press(window, qtbot, "Ctrl+Shift+O")
    second = window.readers.second
    settled(window, qtbot)
    assert second.isActiveWindow() and second.reader.document == 1
    assert abs(second.reader.paper._text.top_offset - top) < 200
    assert window.desk.case.name in second.windowTitle()


def test_keys_in_the_second_window_act_on_what_it_shows(window, qtbot):
    click(window, qtbot, RULE)
    narrowed = window.desk.narrowing
    window.reader.open_tab(1)
    settled(window, qtbot)
    second = apart(window, qtbot)
    second.reader.open_tab(2)
    settled(window, qtbot)
    press(window, qtbot, "Ctrl+F")
    assert second.reader.is_finding and not window.reader.is_finding
    press(window, qtbot, "Esc")
    assert not second.reader.is_finding and window.readers.is_apart
    press(window, qtbot, "Esc")
    assert window.desk.narrowing == narrowed, "what the main window shows is loosened there"
    press(window, qtbot, "Ctrl+W")
    assert second.reader.tabs.documents == (1,) and window.reader.tabs.documents == (1,)


def test_back_and_forward_there_are_its_own(window, qtbot):
    window.navigator.show_document(1)
    window.navigator.show_document(3)
    settled(window, qtbot)
    second = apart(window, qtbot)
    second.reader.show_document(2)
    second.reader.show_pin(pin(4, 900, 10))
    second.reader.show_pin(pin(4, 30, 5))
    settled(window, qtbot)
    press(window, qtbot, "Alt+Left")
    assert second.reader.document == 4 and second.reader.paper._shown == Span(900, 910)
    press(window, qtbot, "Alt+Left")
    assert second.reader.document == 2 and window.reader.document == 3
    press(window, qtbot, "Alt+Right")
    assert second.reader.paper._shown == Span(900, 910)
    window.desk.text_changed.emit(4)
    for side in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
        qtbot.mouseClick(second.windowHandle(), side)
        settled(window, qtbot)
    assert second.reader.document == 4
    for _ in range(9):
        press(window, qtbot, "Alt+Left")
    assert second.reader.document == 3, "where it began"
    second.reader.open_tab(5)
    second.reader.open_tab(6)
    press(window, qtbot, "Ctrl+Tab")
    back_in(window, qtbot)
    press(window, qtbot, "Alt+Left")
    assert window.reader.document == 1, "tabs chosen in the second window are no steps of the first"


def palette_of(qtbot, parent):
    qtbot.wait_until(lambda: any(one.isVisible() for one in parent.findChildren(CommandPalette)))
    return next(one for one in parent.findChildren(CommandPalette) if one.isVisible())


def test_the_palette_opens_papers_and_places_where_it_was_asked_for(window, qtbot):
    window.navigator.show_document(1)
    settled(window, qtbot)
    second = apart(window, qtbot)
    press(window, qtbot, "Ctrl+K")
    palette = palette_of(qtbot, second)
    palette.field.setText("answer")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert second.reader.document == 3 and window.reader.document == 1
    press(window, qtbot, "Ctrl+K")
    palette = palette_of(qtbot, second)
    palette.field.setText("at 1")
    assert palette._shown[0].name == "Answer at 1", "the paper that this window shows comes first"
    palette.field.setText("order at 1")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert second.reader.document == 4 and window.reader.document == 1
    press(window, qtbot, "Ctrl+K")
    palette = palette_of(qtbot, second)
    palette.field.setText("close the paper")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert 4 not in second.reader.tabs.documents and window.reader.document == 1
    press(window, qtbot, "Ctrl+K")
    palette = palette_of(qtbot, second)
    palette.field.setText("ines")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert window.isActiveWindow() and window.desk.narrowing.constraints


def test_what_is_clicked_there_is_what_keys_decide_about(window, qtbot):
    window.reader.open_tab(1)
    settled(window, qtbot)
    second = apart(window, qtbot)
    second.reader.ref_activated.emit(RULE)
    settled(window, qtbot)
    press(window, qtbot, "A")
    assert calls(window, "accept")[-1][1] == (RULE,)
    assert "Accepted" in second.said.text()


def test_words_selected_there_are_copied_and_noted_with_their_place(window, qtbot):
    window.reader.open_tab(1)
    settled(window, qtbot)
    second = apart(window, qtbot)
    second.setGeometry(1500, 200, 700, 600)
    text = second.reader.paper._text
    cursor = text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    press(window, qtbot, "C")
    assert QApplication.clipboard().text() == "“Paper” (Compl. at 1)"
    press(window, qtbot, "N")
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("Compl. at 1" in words for words in [dialog.windowTitle(), *labels])
    middle = dialog.frameGeometry().center() - second.frameGeometry().center()
    assert middle.manhattanLength() < 40, "the dialogue comes to the window where it was asked for"
    dialog.reject()


def test_it_follows_the_main_window_when_asked_to_and_is_refreshed_with_it(window, qtbot):
    window.reader.open_tab(1)
    settled(window, qtbot)
    second = apart(window, qtbot)
    back_in(window, qtbot)
    window.navigator.show_document(2)
    settled(window, qtbot)
    assert second.reader.document == 1
    second.follow.setChecked(True)
    window.navigator.show_place(pin(3, 100, 5))
    settled(window, qtbot)
    assert second.reader.document == 3 and second.reader.paper._shown == Span(100, 105)
    assert window.reader.document == 3
    changed = Highlight(RULE, Span(0, 5), ReviewState.ACCEPTED, "Paper")
    window.desk.case.highlights = lambda _document: (changed,)
    window.desk.changed.emit("")
    settled(window, qtbot)
    assert tuple(second.reader.paper._opened.highlights) == (changed,)


def test_it_closes_with_the_case_and_comes_back_with_it(window, qtbot, tmp_path, settings):
    window.reader.open_tab(1)
    window.reader.open_tab(2)
    settled(window, qtbot)
    second = apart(window, qtbot)
    second.reader.open_tab(4)
    second.setGeometry(60, 80, 640, 480)
    second.follow.setChecked(True)
    settled(window, qtbot)
    with qtbot.wait_signal(window.desk.case_closed):
        window.desk.close_case()
    assert window.readers.second is None and window.reader.tabs.documents == ()
    with qtbot.wait_signal(window.desk.columns_read):
        window.desk.open_case(tmp_path / "x.pincite")
    settled(window, qtbot)
    assert window.reader.tabs.documents == (1, 2) and window.reader.document == 2
    assert window.readers.second.reader.tabs.documents == (2, 4)
    assert window.readers.second.size().width() == 640
    assert window.readers.second.follow.isChecked()
    assert "Compl" not in str(settings.value.papers)


def test_a_second_window_that_was_closed_stays_closed(window, qtbot, tmp_path):
    window.reader.open_tab(1)
    settled(window, qtbot)
    apart(window, qtbot).close()
    assert window.readers.second is None and window.readers.active is window.reader
    with qtbot.wait_signal(window.desk.case_closed):
        window.desk.close_case()
    with qtbot.wait_signal(window.desk.columns_read):
        window.desk.open_case(tmp_path / "x.pincite")
    settled(window, qtbot)
    assert window.readers.second is None and window.reader.tabs.documents == (1,)


def test_a_finding_walked_to_on_a_page_is_what_keys_apply_to(window, qtbot, monkeypatch):
    click(window, qtbot, Ref(RefType.QUOTE, 1))
    window.reader.setFocus()
    settled(window, qtbot)
    mark = Highlight(Ref(RefType.DATE, 1), Span(0, 5), ReviewState.SUGGESTED, "x")
    views = type(window.reader.paper.views)
    monkeypatch.setattr(views, "standing", property(lambda _self: mark.ref))
    window.reader.reached.emit(mark)
    settled(window, qtbot)
    assert window.keys.current_row().ref == mark.ref
    window.review.reject()
    settled(window, qtbot)
    assert calls(window, "reject")[-1][1] == (mark.ref,)


def test_the_middle_button_opens_a_row_or_paper_in_a_tab_and_a_double_click_keeps_it(window, qtbot):
    tree = window.documents.tree
    middle = Qt.MouseButton.MiddleButton
    for document in (2, 3):
        place = tree.visualRect(window.documents.model.index_of(document)).center()
        qtbot.mouseClick(tree.viewport(), middle, pos=place)
        settled(window, qtbot)
    assert window.reader.tabs.documents == (2, 3) and window.documents.current().id == 3
    rows = window.columns.columns[RefType.QUOTE].list
    at = rows.visualRect(rows.model().index_of(Ref(RefType.QUOTE, 1))).center()
    qtbot.mouseClick(rows.viewport(), middle, pos=at)
    settled(window, qtbot)
    assert window.reader.document == 1 and not window.desk.narrowing.constraints
    window.navigator.show_document(4)
    settled(window, qtbot)
    place = tree.visualRect(window.documents.model.index_of(4)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.navigator.show_document(5)
    settled(window, qtbot)
    assert window.reader.tabs.documents == (2, 3, 1, 4, 5)


def test_the_list_of_papers_stands_on_the_paper_in_use(window, qtbot):
    window.navigator.show_document(1)
    settled(window, qtbot)
    window.readers.open_beside(2)
    settled(window, qtbot)
    assert window.documents.current().id == 2
    press(window, qtbot, "F6")
    assert window.documents.current().id == 1
    window.readers.open_second(4)
    settled(window, qtbot)
    assert window.documents.current().id == 4
