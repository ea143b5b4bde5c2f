"""Help: every view and every command is in it, and it opens at what the user is doing."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.driving import find, press
from ui.actions import COMMANDS
from ui.dialogs.forms import PartyForm
from ui.dialogs.help import HelpDialog, show_help
from ui.help_topics import COMMANDS_TITLE, TOPICS, Topic, found, help_topics, slug, topic_for

UI = Path(__file__).resolve().parents[2] / "ui"


@pytest.fixture
def dialog(qtbot):
    made = HelpDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(dialog):
    return dialog.page.toPlainText()


def test_every_command_is_in_the_help(dialog):
    dialog.show_title(COMMANDS_TITLE)
    said = words_of(dialog)
    for command in COMMANDS:
        assert command.name in said, command.key
        assert command.hint in said, command.key
        assert all(keys in said for keys in command.keys), command.key


def test_only_what_the_guide_lists_stands_in_a_list(dialog):
    dialog.show_title("What is in a row")
    head = dialog.page.document().begin()
    assert head.text() == "What is in a row"
    assert head.textList() is None
    assert head.next().textList() is not None


def classes(folder):
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (node.name for node in tree.body if isinstance(node, ast.ClassDef))


def test_every_panel_has_a_topic_that_the_guide_has():
    titles = {topic.title for topic in help_topics()}
    assert set(TOPICS.values()) <= titles
    panels = {
        name for name in classes(UI / "panels") if name.endswith("Panel") and name != "KeyedPanel"
    }
    assert panels <= set(TOPICS), panels - set(TOPICS)


def test_every_topic_names_a_class_that_there_is():
    there = {*classes(UI), *classes(UI / "panels"), *classes(UI / "dialogs")}
    assert set(TOPICS) <= there, set(TOPICS) - there


def test_the_topic_is_that_of_the_innermost_part(qtbot):
    class NetworkPanel(QWidget):
        pass

    class Special(NetworkPanel):
        pass

    outer = Special()
    qtbot.addWidget(outer)
    topics = help_topics()
    assert topic_for(QWidget(outer), topics).title == "Who with whom"
    assert topic_for(None, topics).title == "A case in five minutes"


def test_f1_opens_at_the_view_and_once(opened, qtbot):
    opened.actions_by_key["outline"].trigger()
    opened.outline.panel.setFocus()
    press(opened, qtbot, Qt.Key.Key_F1)
    dialog = find(opened, HelpDialog)
    assert dialog.topic == "Notes, tags and issues"
    again = show_help(opened.documents, opened)
    assert again is dialog
    assert dialog.topic == "Importing"
    dialog.close()


def test_f1_in_a_form_tells_of_the_form(opened, qtbot):
    form = PartyForm(opened.desk.case.parties[0], (), opened)
    form.open()
    qtbot.keyClick(form, Qt.Key.Key_F1)
    dialog = find(form, HelpDialog)
    assert dialog.topic == "Who a party is, and why"
    dialog.close()
    form.close()


def test_typing_finds_topics_and_goes_to_the_words(dialog, qtbot):
    qtbot.keyClicks(dialog.field, "bates")
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert "Reports" in titles and "Who with whom" not in titles
    assert dialog.page.textCursor().selectedText().casefold() == "bates"
    dialog.field.setText("zzzz")
    assert dialog.list.count() == 0
    assert "Nothing in the guide" in words_of(dialog)
    dialog.field.clear()
    assert dialog.list.count() == len(help_topics())


def test_titles_come_before_texts():
    topics = (Topic("One", "of dates"), Topic("Dates", "of one"), Topic("Two", "nothing"))
    assert [topic.title for topic in found(topics, "dates")] == ["Dates", "One"]


def test_links_lead_to_topics_and_pictures_are_not_asked_for(dialog):
    assert slug("Who a party is, and why") == "who-a-party-is-and-why"
    dialog.show_title("reports")
    assert dialog.topic == "Reports"
    for topic in help_topics():
        assert "![" not in topic.text
        assert "](http" not in topic.text
        for target in topic.text.split("](#")[1:]:
            title = target.partition(")")[0]
            assert title in {slug(one.title) for one in help_topics()}
