"""Asking the linked view in the window: chips of every kind, how they are joined, saved views, ways back."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from casefile.questions import Days, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from casefile.saved_views import SavedView
from extraction.findings import DocumentKind
from tests.ui.driving import click, find, press, settled, shown
from tests.ui.fake_case import FakeCase
from ui.dialogs.palette import CommandPalette
from ui.dialogs.save_view import ViewNameForm
from ui.narrowing import Narrowing
from ui.panels.linked_chips import ChipBar
from ui.question_choices import choices, month_of, typed_days, year_of
from ui.question_words import constraint_words, days_words, question_words

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)
RULE, MARCH = Ref(RefType.QUOTE, 1), Ref(RefType.DATE, 1)
IN_MARCH = month_of(dt.date(2026, 3, 9))
ORDERS = PaperKind(DocumentKind.ORDER)
CTRL = Qt.KeyboardModifier.ControlModifier


def menu_entries(window):
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    return menu, {action.text(): action for action in menu.actions() if action.text()}


def act(window, qtbot, key):
    window.actions_by_key[key].trigger()
    settled(window, qtbot)


def question(window):
    return window.desk.narrowing.question


# -- in words


@pytest.mark.parametrize(("days", "words"), [
    (year_of(2026), "2026"),
    (month_of(dt.date(2024, 2, 3)), "Feb. 2024"),
    (Days(dt.date(2026, 3, 9), dt.date(2026, 3, 9)), "Mar. 9, 2026"),
    (Days(dt.date(2026, 3, 1), dt.date(2026, 4, 30)), "Mar. 1, 2026 – Apr. 30, 2026"),
])  # fmt: skip
def test_days_have_the_shortest_words(days, words):
    assert days_words(days) == words


def test_a_question_is_said_on_one_line():
    names = {PORT: "the Port", PRESS: "the Press"}
    asked = Question(
        (PORT, IN_MARCH, PRESS, Tagged("Hot"), RULE), True, frozenset({RelationKind.SPEAKS}), True
    )
    assert question_words(asked, names) == (
        "the Port or the Press or No longer in the case, Mar. 2026, tag No longer in the case,"
        " by speaks, unreviewed"
    )
    assert constraint_words(ORDERS, {}) == "Orders"


@pytest.mark.parametrize(("typed", "days"), [
    ("2026-03", IN_MARCH),
    (" 2026 ", year_of(2026)),
    ("2026-03-09/2026-04-02", Days(dt.date(2026, 3, 9), dt.date(2026, 4, 2))),
    ("Port", None),
    ("", None),
    ("2026-13", None),
])  # fmt: skip
def test_days_can_be_typed(typed, days):
    found = typed_days(typed)
    assert (found.constraint if found else None) == days


def test_what_can_be_added_is_counted_where_one_more_would_count(tmp_path):
    case = FakeCase(tmp_path)
    found = {each.constraint: each for each in choices(case, Question((PORT, ORDERS)))}
    assert ORDERS not in found and PORT not in found
    assert PRESS in found and Ref(RefType.DOCUMENT, 1) in found
    everything = {each.constraint: each.told for each in choices(case, Question())}
    assert " date" in everything[IN_MARCH] and everything[ORDERS] == "1 paper"


# -- the bar


@pytest.fixture
def bar(qtbot, theme):
    made = ChipBar(theme)
    qtbot.addWidget(made)
    made.resize(700, 60)
    made.show()
    return made


def test_the_bar_offers_what_fits_the_question(bar):
    assert not bar.join.isVisible() and not bar.relations.isVisible()
    bar.show_narrowing(Narrowing.to(PORT), {PORT: "the Port"})
    assert bar.relations.isVisible() and not bar.join.isVisible()
    bar.show_narrowing(Narrowing.to(PORT, PRESS), {PORT: "the Port", PRESS: "the Press"})
    assert bar.join.isVisible() and bar.join.accessibleName() == "Linked to all of these"
    bar.show_narrowing(Narrowing(Question((PORT, PRESS), either=True)), {})
    assert bar.join.accessibleName() == "Linked to any of these"
    bar.show_narrowing(Narrowing.to(ORDERS), {})
    assert not bar.relations.isVisible()
    assert [chip.accessibleName() for chip in bar.chips] == ["papers of the kind Orders"]


def test_a_long_row_of_chips_goes_on_below_and_squeezes_none(bar, qtbot):
    refs = [Ref(RefType.PARTY, number) for number in range(1, 13)]
    low = bar.sizeHint().height()
    names = {ref: f"A party with a longish name, {ref.id}" for ref in refs}
    bar.show_narrowing(Narrowing.to(*refs), names)
    qtbot.wait_until(lambda: bar.sizeHint().height() > 3 * low)
    assert len({chip.y() for chip in bar.chips}) > 3
    assert all(chip.width() >= chip.sizeHint().width() for chip in bar.chips)
    assert all(chip.geometry().right() <= bar.width() for chip in bar.chips)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete])
def test_a_chip_taken_away_by_key_leaves_the_keyboard_in_the_bar(bar, qtbot, key):
    bar.show_narrowing(Narrowing.to(PORT, PRESS), {PORT: "the Port", PRESS: "the Press"})
    bar.activateWindow()
    bar.chips[1].setFocus()
    with qtbot.wait_signal(bar.chip_removed) as told:
        qtbot.keyClick(bar.chips[1], key)
    assert told.args == [PRESS]
    bar.show_narrowing(Narrowing.to(PORT), {PORT: "the Port"})
    assert bar.chips[0].hasFocus()
    bar.show_narrowing(Narrowing(), {})
    assert bar.more.hasFocus()


def test_a_lost_chip_is_struck_out_and_says_so(bar):
    bar.show_narrowing(Narrowing.to(PORT), {PORT: "the Port"}, (PORT,))
    (chip,) = bar.chips
    assert chip.font().strikeOut()
    assert chip.accessibleName() == "party the Port, no longer in the case"


# -- in the window


def test_several_findings_are_joined_by_all_or_any(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_B)  # says what it is for
    click(opened, qtbot, RULE)
    click(opened, qtbot, Ref(RefType.QUOTE, 2), CTRL)
    opened.desk.case.links[RULE].add(Ref(RefType.PARTY, 3))
    opened.desk.refresh()
    settled(opened, qtbot)
    linked = {ref.id for ref in (PORT, Ref(RefType.PARTY, 3))}
    assert set(shown(opened, RefType.PARTY)) == {1}
    press(opened, qtbot, Qt.Key.Key_B)
    assert question(opened).either and set(shown(opened, RefType.PARTY)) == linked
    press(opened, qtbot, Qt.Key.Key_B)
    assert not question(opened).either and set(shown(opened, RefType.PARTY)) == {1}


def test_months_and_kinds_stay_while_one_clicks_through_witnesses(opened, qtbot):
    opened.questions.narrow_to(IN_MARCH)
    settled(opened, qtbot)
    click(opened, qtbot, PORT)
    assert question(opened).constraints == (IN_MARCH, PORT)
    click(opened, qtbot, PRESS)
    assert question(opened).constraints == (IN_MARCH, PRESS)
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert question(opened).constraints == (IN_MARCH,)
    press(opened, qtbot, Qt.Key.Key_Backspace)
    assert question(opened) == Question()


def test_another_chip_is_found_by_typing(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_F)
    palette = find(opened, CommandPalette)
    qtbot.keyClicks(palette.field, "march 2026")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert question(opened).constraints == (PORT, IN_MARCH)


def test_relations_are_chosen_with_their_numbers(opened, qtbot):
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    menu, entries = menu_entries(opened)
    assert entries["Any relation"].isChecked()
    near = next(words for words in entries if words.startswith("same paragraph"))
    assert near.endswith("4 rows") and entries[near].isEnabled()
    assert not next(entries[words] for words in entries if words.startswith("speaks")).isEnabled()
    entries[near].trigger()
    menu.close()
    settled(opened, qtbot)
    assert question(opened).relations == {RelationKind.SAME_PARAGRAPH}
    assert opened.columns.chips.relations.accessibleName() == "by same paragraph"
    click(opened, qtbot, RULE)  # other relations are those of a quote
    assert question(opened).relations == frozenset()


def test_only_what_is_unreviewed(opened, qtbot):
    opened.desk.case.accept([PORT])
    press(opened, qtbot, Qt.Key.Key_U)
    assert question(opened).unreviewed and 1 not in shown(opened, RefType.PARTY)
    assert opened.columns.chips.unreviewed.isChecked()
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert question(opened) == Question()


def test_a_heading_of_the_papers_narrows_to_its_kinds_and_counts(opened, qtbot):
    model, tree = opened.documents.model, opened.documents.tree
    heading = model.index(0, 0)
    place = tree.visualRect(heading).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    settled(opened, qtbot)
    assert question(opened).kinds == tuple(kind.kind for kind in model.groups[0].kinds)
    assert " of " in model.data(heading, Qt.ItemDataRole.AccessibleTextRole)
    opened.documents.kinds_menu_wanted.emit(model.groups[0].kinds, QPoint(0, 0))
    menu, entries = menu_entries(opened)
    entries["Narrow to these papers no longer"].trigger()
    menu.close()
    settled(opened, qtbot)
    assert question(opened) == Question()
    assert " of " not in model.data(heading, Qt.ItemDataRole.AccessibleTextRole)


def test_the_axis_of_the_timeline_narrows_to_a_month(opened, qtbot):
    qtbot.wait_until(lambda: opened.timeline.center_of(MARCH) is not None)
    x = opened.timeline.center_of(MARCH).x()
    place = QPointF(x, opened.timeline.height() - 6).toPoint()
    qtbot.mouseClick(opened.timeline, Qt.MouseButton.LeftButton, pos=place)
    settled(opened, qtbot)
    (days,) = question(opened).days
    row = opened.desk.case.date(MARCH.id)
    assert days.earliest <= row.earliest <= days.latest


# -- back and forward


def test_back_walks_through_whole_questions_and_views(opened, qtbot):
    click(opened, qtbot, PORT)
    click(opened, qtbot, PRESS, CTRL)
    press(opened, qtbot, Qt.Key.Key_B)
    either = question(opened)
    opened.actions_by_key["quotes"].trigger()
    settled(opened, qtbot)
    assert opened.views.shown() is opened.quotes
    opened.quotes.leave()
    settled(opened, qtbot)
    back = opened.actions_by_key["back"].trigger
    back()
    settled(opened, qtbot)
    assert opened.views.shown() is opened.quotes and question(opened) == either
    back()
    settled(opened, qtbot)
    assert opened.views.shown() is None and question(opened) == either
    back()
    settled(opened, qtbot)
    assert question(opened) == replace(either, either=False)
    opened.actions_by_key["forward"].trigger()
    settled(opened, qtbot)
    assert question(opened) == either


def test_the_side_buttons_of_a_mouse_go_back_and_forward(opened, qtbot):
    click(opened, qtbot, PORT)
    handle, place = opened.windowHandle(), QPoint(400, 300)
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, place)
    settled(opened, qtbot)
    assert question(opened) == Question()
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, place)
    settled(opened, qtbot)
    assert question(opened).constraints == (PORT,)


# -- saved views


def test_a_view_is_saved_opened_from_menu_and_palette_renamed_and_removed(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_S, CTRL)  # nothing to save
    assert find(opened, ViewNameForm) is None
    click(opened, qtbot, PORT)
    press(opened, qtbot, Qt.Key.Key_S, CTRL)
    form = find(opened, ViewNameForm)
    qtbot.keyClicks(form.name, "The Port")
    form.accept()
    settled(opened, qtbot)
    act(opened, qtbot, "loosen")
    assert question(opened) == Question()
    act(opened, qtbot, "views")
    menu, entries = menu_entries(opened)
    entries["The Port"].trigger()
    menu.close()
    settled(opened, qtbot)
    assert question(opened).constraints == (PORT,)
    act(opened, qtbot, "loosen")
    act(opened, qtbot, "palette")
    palette = find(opened, CommandPalette)
    qtbot.keyClicks(palette.field, "the port")
    assert palette.list.topLevelItem(0).text(1) == "saved view"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert question(opened).constraints == (PORT,)
    (view,) = opened.desk.case.views
    opened.questions.rename_view(view, "Port alone")
    settled(opened, qtbot)
    assert [each.name for each in opened.desk.case.views] == ["Port alone"]
    opened.questions.remove_view(view)
    settled(opened, qtbot)
    assert opened.desk.case.views == []


def test_a_view_whose_finding_is_gone_says_so_and_shows_nothing(opened, qtbot):
    gone = Ref(RefType.PARTY, 77)
    view = SavedView(1, "Gone", Question((gone,)), ((gone, "the Ferry"),))
    opened.questions.open_view(view)
    settled(opened, qtbot)
    assert question(opened).constraints == (gone,)
    assert shown(opened, RefType.QUOTE) == []
    (chip,) = opened.columns.chips.chips
    assert chip.text() == "the Ferry" and "no longer in the case" in chip.accessibleName()
    assert "the Ferry" in opened.columns.chips.told


def test_the_form_warns_of_a_name_that_is_taken(qtbot, opened):
    form = ViewNameForm("the Port", opened, taken=("Port",))
    form.name.setText("port")
    assert form.note.text()
    form.name.setText("—")
    assert not form._save.isEnabled() and not form.note.text()
    form.reject()
