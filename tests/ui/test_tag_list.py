"""The window of the case's tags."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from casefile.records import Ref, RefType
from tests.ui.driving import calls, find, settled
from ui.dialogs.tag_list import TagListDialog
from ui.dialogs.tags import TagsForm

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)


@pytest.fixture
def tags(opened, qtbot):
    case = opened.desk.case
    case.tag((PORT, PRESS), "berth")
    case.tag((PORT,), "notice")
    opened.actions_by_key["all_tags"].trigger()
    settled(opened, qtbot)
    return find(opened, TagListDialog)


def shown(tags):
    items = (tags.list.topLevelItem(at) for at in range(tags.list.topLevelItemCount()))
    return [(item.text(0), item.text(1)) for item in items]


def test_every_tag_with_how_many_things_carry_it(tags):
    assert shown(tags) == [("berth", "2"), ("notice", "1")]
    assert tags.current() == "berth" and tags.name.text() == "berth"
    assert not tags.rename.isEnabled()


def test_f2_and_return_rename(opened, qtbot, tags):
    qtbot.keyClick(tags.list, Qt.Key.Key_F2)
    qtbot.keyClicks(tags.name, "Quay")
    qtbot.keyClick(tags.name, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert shown(tags) == [("Quay", "2"), ("notice", "1")]
    assert tags.current() == "Quay"
    assert "Ctrl+Z" in opened.status.said


def test_a_name_that_is_there_already_makes_the_two_one_and_says_so(opened, qtbot, tags):
    tags.name.setText("NOTICE")
    assert tags.rename.text() == "Make one"
    assert "“notice” is there already, on 1: the two become one" in tags.told.text()
    tags.rename.click()
    settled(opened, qtbot)
    assert [name for name, _ in shown(tags)] == ["NOTICE"]
    assert tags.current() == "NOTICE" and tags.told.text() == ""


def test_delete_takes_a_tag_off_everything(opened, qtbot, tags):
    qtbot.keyClick(tags.list, Qt.Key.Key_Delete)
    settled(opened, qtbot)
    assert shown(tags) == [("notice", "1")] and tags.current() == "notice"
    tags.remove.click()
    settled(opened, qtbot)
    assert shown(tags) == [] and not tags.remove.isEnabled()
    assert "No tags yet" in tags.told.text()


def test_return_searches_for_what_carries_it(opened, qtbot, tags):
    qtbot.keyClick(tags.list, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert calls(opened, "search")[-1] == ("search", 'tag:"berth"')


def test_it_is_reached_from_the_form_of_tags_and_goes_with_the_case(opened, qtbot, tags):
    tags.close()
    settled(opened, qtbot)
    opened.columns.go_to(PORT)
    opened.actions_by_key["tags"].trigger()
    settled(opened, qtbot)
    form = find(opened, TagsForm)
    next(one for one in form.findChildren(QPushButton) if "All tags" in one.text()).click()
    settled(opened, qtbot)
    assert find(opened, TagListDialog) is not None
    form.reject()
    with qtbot.wait_signal(opened.desk.case_closed):
        opened.desk.close_case()
    settled(opened, qtbot)
    assert find(opened, TagListDialog) is None
