"""Parties in the window: their card, the review, possible duplicates, merging, splitting, adding."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from casefile.records import Ref, RefType
from extraction.findings import PartyKind
from importers.source_text import Span
from tests.ui.driving import calls, click, column, find, last_pin, press, settled
from tests.ui.fake_case import pin
from ui.dialogs.add_party import AddPartyForm
from ui.dialogs.forms import PartyForm
from ui.dialogs.merge import MergeForm
from ui.dialogs.split import SplitForm
from ui.panels.linked_drag import PARTY_MIME
from ui.party_lines import CardView

PORT, PRESS, OSEI = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2), Ref(RefType.PARTY, 4)
RULE = Ref(RefType.QUOTE, 1)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def card(opened, qtbot):
    """Open the card of the Port Commission, with the keyboard in it."""
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_P)
    qtbot.wait_until(lambda: opened.beside.up is opened.beside.card)
    settled(opened, qtbot)
    opened.beside.card.list.setFocus()
    return opened.beside.card


def go_to(card, key):
    card.list.setCurrentIndex(card.list.lines.index_of(key))


def form_of(opened, qtbot, kind):
    qtbot.wait_until(lambda: find(opened, kind) is not None)
    return find(opened, kind)


# -- the card


def test_the_card_takes_the_place_of_quotes_and_dates_and_esc_gives_it_back(opened, qtbot, card):
    assert card.isVisible() and card.party.id == 1
    assert not column(opened, RefType.QUOTE).isVisible()
    assert column(opened, RefType.PARTY).isVisible()
    narrowed = opened.desk.narrowing.constraints
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert column(opened, RefType.QUOTE).isVisible() and column(opened, RefType.DATE).isVisible()
    assert opened.desk.narrowing.constraints == narrowed


def test_the_head_counts_the_names_that_stand_below_it(opened, qtbot, card):
    assert "· 4 names" in card._standing.text()
    names = card.card.names
    card.show_card(CardView.of(replace(card.card, names=names * 2)))
    assert "· 8 names" in card._standing.text(), "whatever number the row has"
    card.show_card(CardView.of(replace(card.card, names=names[:1])))
    assert "name" not in card._standing.text()


def test_every_line_is_one_key_from_its_page(opened, qtbot, card):
    press(opened, qtbot, Qt.Key.Key_J)
    assert last_pin(opened)[2] == OSEI  # "may be the same as" shows the other one
    go_to(card, "at:3:100:108")
    assert last_pin(opened)[1] == pin(3, 100, 8, "12")
    press(opened, qtbot, Qt.Key.Key_K)  # past the heading of the paper, to "6 more"
    press(opened, qtbot, Qt.Key.Key_K)
    assert last_pin(opened)[1].document == 1


def test_sentences_come_when_they_are_shown_and_are_asked_for_once(opened, qtbot, card):
    assert [count for _, count in calls(opened, "in_context")] == [5]
    opened.desk.refresh()
    settled(opened, qtbot)
    assert len(calls(opened, "in_context")) == 1
    go_to(card, "more:paper:1")
    press(opened, qtbot, Qt.Key.Key_Return)
    assert [count for _, count in calls(opened, "in_context")] == [5, 6]
    assert not card.list.lines.index_of("more:paper:1").isValid()


def test_evidence_of_two_parties_opens_below_the_other_and_closes(opened, qtbot, card):
    go_to(card, "with:2")
    press(opened, qtbot, Qt.Key.Key_Return)
    assert card.list.lines.index_of("with:2:1").isValid()
    go_to(card, "with:2")
    press(opened, qtbot, Qt.Key.Key_Return)
    assert not card.list.lines.index_of("with:2:1").isValid()


def test_p_on_another_party_goes_to_its_card_and_on_itself_closes(opened, qtbot, card):
    go_to(card, "with:2")
    press(opened, qtbot, Qt.Key.Key_P)
    assert card.party.id == 2
    assert opened.columns.current_row().id == 2
    column(opened, RefType.PARTY).setFocus()
    press(opened, qtbot, Qt.Key.Key_P)
    assert not card.isVisible()


def test_the_card_follows_the_row(opened, qtbot, card):
    click(opened, qtbot, PRESS)
    assert card.party.id == 2
    press(opened, qtbot, Qt.Key.Key_J)
    assert card.party.id == 3


def test_narrowing_to_a_quote_brings_the_columns_back(opened, qtbot, card):
    opened.reader.ref_activated.emit(RULE)
    settled(opened, qtbot)
    assert not card.isVisible()
    assert column(opened, RefType.QUOTE).isVisible()


def test_keys_decide_on_the_party_of_the_card_and_it_stays(opened, qtbot, card):
    press(opened, qtbot, Qt.Key.Key_A)
    assert calls(opened, "accept") == [("accept", (PORT,))]
    press(opened, qtbot, Qt.Key.Key_C)
    assert card.isVisible()


def test_a_card_whose_party_is_gone_closes(opened, qtbot, card):
    opened.desk.case.parties = opened.desk.case.parties[1:]
    opened.desk.refresh()
    settled(opened, qtbot)
    assert not card.isVisible()


def test_without_a_party_the_key_says_what_to_do(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_P)
    assert "Select a party first" in opened.status.said
    press(opened, qtbot, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert "Select a party first" in opened.status.said


def test_the_columns_keep_their_widths(opened, qtbot):
    before = opened.columns.splitter.sizes()
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_P)
    qtbot.wait_until(lambda: opened.beside.up is not None)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert opened.columns.splitter.sizes()[:3] == before[:3]


# -- correcting


def test_a_role_is_typed_ahead_from_the_roles_of_the_case(opened, qtbot):
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_E)
    form = form_of(opened, qtbot, PartyForm)
    offered = [form.role.itemText(place) for place in range(form.role.count())]
    assert "plaintiff’s editor" in offered[:7] and "intervenor" in offered
    completer = form.role.completer()
    completer.setCompletionPrefix("editor")
    assert completer.currentCompletion() == "plaintiff’s editor"
    form.reject()


def test_the_kind_is_two_keys_away(opened, qtbot):
    click(opened, qtbot, PRESS)
    press(opened, qtbot, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    menu = form_of(opened, qtbot, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_P)
    settled(opened, qtbot)
    assert calls(opened, "edit_parties") == [("edit_parties", (2,), {"kind": PartyKind.PERSON})]
    assert "Ctrl+Z" in opened.status.said


def test_merge_offers_the_likeliest_first_with_its_reason(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_M)
    form = form_of(opened, qtbot, MergeForm)
    first = form.list.topLevelItem(0)
    assert (first.text(0), first.text(1)) == ("Harbormaster T. Osei", "same office")
    assert form.other.id == 4 and "9 mentions go to it" in form.told.text()
    form.field.setFocus()
    qtbot.keyClicks(form.field, "valdar")
    assert form.other.id == 3
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert calls(opened, "merge_parties") == [("merge_parties", 1, 3)]


def test_split_takes_names_and_papers_out(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_M, SHIFT)
    form = form_of(opened, qtbot, SplitForm)
    form.submit()
    assert "Check a name or a paper first" in form.problem.text()
    form.check(names=["PCAB"], documents=[3])
    assert form.told.text() == (
        "“PCAB” in Answer becomes a party of its own. Ctrl+Z takes it back."
    )
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "split_party") == [("split_party", 1, (3,), ("PCAB",), None)]


def test_a_party_cannot_be_taken_out_of_itself(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_M, SHIFT)
    form = form_of(opened, qtbot, SplitForm)
    form.check(documents=[1, 3])
    form.submit()
    assert form.isVisible() and form.problem.text()
    form.reject()
    assert not calls(opened, "split_party")


# -- dragging


def dropped(opened, dragged, target, mime=None):
    rows = column(opened, RefType.PARTY)
    if mime is None:
        mime = QMimeData()
        mime.setData(PARTY_MIME, str(dragged.id).encode())
    place = rows.visualRect(rows.model().index_of(target)).center()
    event = QDropEvent(
        QPointF(place), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    rows.dropEvent(event)
    return event


def test_a_drop_asks_in_one_line_and_return_merges(opened, qtbot):
    assert dropped(opened, PRESS, PORT).isAccepted()
    banner = opened.beside.banner
    assert "“Larkspur Press LLC” will be “Port Commission” (agency): 38" in banner.question.text()
    assert "Ctrl+Z" in banner.question.text()
    assert not calls(opened, "merge_parties")
    press(opened, qtbot, Qt.Key.Key_Return)
    assert calls(opened, "merge_parties") == [("merge_parties", 1, 2)]
    assert not banner.is_asking


def test_esc_forgets_a_drop(opened, qtbot):
    dropped(opened, PRESS, PORT)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not opened.beside.banner.is_asking
    assert not calls(opened, "merge_parties")


def test_a_party_dropped_on_itself_and_a_file_are_not_taken(opened, qtbot):
    assert not dropped(opened, PORT, PORT).isAccepted()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/papers/a.pdf")])
    assert not dropped(opened, PRESS, PORT, mime).isAccepted()
    entering = QDragEnterEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    column(opened, RefType.PARTY).dragEnterEvent(entering)
    assert not entering.isAccepted()  # so that the window below takes the file


def test_a_drag_begins_on_the_row_that_was_pressed_and_is_no_click(opened, qtbot, monkeypatch):
    carried = []
    monkeypatch.setattr(
        "ui.panels.linked_list.start_drag", lambda _view, row: carried.append(row.id)
    )
    rows = column(opened, RefType.PARTY)
    start = rows.visualRect(rows.model().index_of(PRESS)).center()
    qtbot.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for far in (1, 60):  # a trembling hand drags nothing
        place = QPointF(start + QPoint(0, far))
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, rows.viewport().mapToGlobal(place),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        rows.mouseMoveEvent(move)
        assert carried == ([2] if far > 1 else [])
    qtbot.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 60))
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == ()


# -- possible duplicates


def test_possible_duplicates_are_one_quiet_line_and_one_key_each(opened, qtbot):
    banner = opened.beside.banner
    qtbot.wait_until(lambda: banner.link.text() == "2 possible duplicates")
    banner.link.click()
    panel = opened.beside.duplicates
    assert panel.isVisible() and panel.list.current().words.startswith("Harbormaster T. Osei")
    assert last_pin(opened)[2] == OSEI
    press(opened, qtbot, Qt.Key.Key_Space)
    assert last_pin(opened)[2] == PORT
    press(opened, qtbot, Qt.Key.Key_N)
    assert calls(opened, "not_the_same") == [("not_the_same", 1, 4)]
    qtbot.wait_until(lambda: banner.link.text() == "1 possible duplicate")
    press(opened, qtbot, Qt.Key.Key_M)
    assert calls(opened, "accept_proposal") == [("accept_proposal", 2, 6)]
    qtbot.wait_until(lambda: not banner.isVisible())
    assert not find(opened, MergeForm)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not panel.isVisible()


# -- adding by hand


def test_selected_words_become_a_party(opened, qtbot):
    opened.reader.selected = pin(1, 10, 5)
    press(opened, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    form = form_of(opened, qtbot, AddPartyForm)
    assert form.name.currentText() == "klmno"
    form.name.setCurrentText("  Greta   Lind ")
    form.kind.setCurrentText("person")
    form.role.setCurrentText("witness")
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "add_party") == [
        ("add_party", 1, Span(10, 15), PartyKind.PERSON, "witness", "Greta Lind")
    ]


def test_selected_words_may_name_a_party_of_the_case(opened, qtbot):
    opened.reader.selected = pin(1, 10, 5)
    press(opened, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    form = form_of(opened, qtbot, AddPartyForm)
    form.name.setCurrentText("the port")
    assert form.known.id == 1 and not form.kind.isEnabled()
    assert form.do_button.text() == "Add mention"
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "add_mention") == [("add_mention", 1, 1, Span(10, 15))]


def test_without_selected_words_the_key_says_what_to_do(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert "Select words" in opened.status.said


# -- by keyboard alone


def stops(opened, qtbot):
    """Press Tab until it comes round; return the widgets it stopped at."""
    seen = []
    while (here := QApplication.focusWidget()) not in seen:
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return seen


def test_tab_comes_to_every_button_and_list_and_out_again(opened, qtbot, card):
    opened.activateWindow()
    qtbot.wait_until(lambda: QApplication.focusWidget() is card.list)
    reached = stops(opened, qtbot)
    buttons = [button for button in card.findChildren(QToolButton) if button.isVisible()]
    assert len(buttons) == 6 and {*buttons, card.list, opened.top.search} <= set(reached)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
