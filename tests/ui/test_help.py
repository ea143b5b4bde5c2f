"""Help: it opens at what the user is doing, finds words as they are typed, and leads nowhere else."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPalette
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from index.query import parse
from tests.ui.driving import find, press
from ui.actions import COMMANDS
from ui.dialogs.forms import PartyForm
from ui.dialogs.help import HelpDialog, show_help
from ui.dialogs.messages import MessagesDialog
from ui.help_search import found, plain_words
from ui.help_sheet import EXAMPLE, HelpSheet, print_topic
from ui.help_topics import (
    COMMANDS_TITLE,
    KEYS_TITLE,
    TOPICS,
    Place,
    Topic,
    help_topics,
    place_for,
    slug,
)
from ui.key_table import KeyTable
from ui.part_keys import PART_KEYS
from ui.theme import DARK, LIGHT

UI = Path(__file__).resolve().parents[2] / "ui"
GENERAL = {"Form", "SavingDialog", "WorkingDialog", "HelpDialog"}
"""Dialogues that others are made of, and the help itself."""


@pytest.fixture
def asked():
    return []


@pytest.fixture
def dialog(qtbot, asked):
    made = HelpDialog(ask=lambda query: asked.append(query) or True)
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(dialog):
    return dialog.page.toPlainText()


def select(dialog, title):
    rows = range(dialog.list.count())
    row = next(r for r in rows if dialog.list.item(r).text().partition("\n")[0] == title)
    dialog.list.setCurrentRow(row)


def test_every_command_is_in_the_help(dialog):
    dialog.show_title(COMMANDS_TITLE)
    said = words_of(dialog)
    for command in COMMANDS:
        assert command.name in said, command.key
        assert command.hint in said, command.key


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


def test_every_panel_and_dialogue_has_a_place_in_the_help():
    panels = {
        name for name in classes(UI / "panels") if name.endswith("Panel") and name != "KeyedPanel"
    }
    kinds = ("Form", "Dialog", "Palette")
    dialogs = {name for name in classes(UI / "dialogs") if name.endswith(kinds)} - GENERAL
    dialogs = {name for name in dialogs if not name.startswith("_")}
    assert len(dialogs) > 25
    missing = (panels | dialogs) - set(TOPICS)
    assert not missing, f"say in ui/help_topics.py where the help tells of {missing}"


def test_every_place_names_a_class_and_a_passage_that_there_are(dialog):
    there = {*classes(UI), *classes(UI / "panels"), *classes(UI / "dialogs")}
    assert set(TOPICS) <= there, set(TOPICS) - there
    for place in set(TOPICS.values()):
        assert place.topic in {topic.title for topic in help_topics()}, place
        dialog.show_place(place)
        assert dialog.topic == place.topic
        assert dialog.page.textCursor().block().text().lstrip().startswith(place.lead), place
        assert place.lead == "" or dialog.page.textCursor().block().blockNumber() > 0


def test_the_place_is_that_of_the_innermost_part(qtbot):
    class NetworkPanel(QWidget):
        pass

    class Special(NetworkPanel):
        pass

    outer = Special()
    qtbot.addWidget(outer)
    topics = help_topics()
    assert place_for(QWidget(outer), topics).topic == "Who with whom"
    assert place_for(None, topics).topic == "A case in five minutes"


def test_f1_opens_at_the_view_and_once(opened, qtbot):
    opened.actions_by_key["outline"].trigger()
    opened.outline.panel.setFocus()
    press(opened, qtbot, Qt.Key.Key_F1)
    dialog = find(opened, HelpDialog)
    assert dialog.topic == "Notes, tags and issues"
    again = show_help(opened.documents, opened)
    assert again is dialog
    assert dialog.topic == "Importing"
    assert dialog.page.textCursor().block().text().startswith("The list of papers")
    dialog.close()


def test_f1_in_a_form_tells_of_the_form(opened, qtbot):
    form = PartyForm(opened.desk.case.parties[0], (), opened)
    form.open()
    qtbot.keyClick(form, Qt.Key.Key_F1)
    dialog = find(form, HelpDialog)
    assert dialog.topic == "Who a party is, and why"
    dialog.close()
    form.close()


def test_a_dialogue_beside_the_work_takes_the_key_too(opened, qtbot):
    opened.actions_by_key["messages"].trigger()
    over = find(opened, MessagesDialog)
    opened.help._reach(None, over)  # as the keyboard comes into it
    assert opened.actions_by_key["help"] in over.actions()
    over.close()


def test_shift_f1_shows_the_keys(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    dialog = find(opened, HelpDialog)
    assert dialog.topic == KEYS_TITLE
    dialog.close()


# -- searching


def test_typing_finds_topics_and_marks_the_words(dialog, qtbot):
    qtbot.keyClicks(dialog.field, "bates")
    assert dialog.titles[0] == "The binder"
    assert "Who with whom" not in dialog.titles
    assert dialog.topic == "The binder"
    assert dialog.page.textCursor().selectedText().casefold() == "bates"
    marked = [each.cursor.selectedText().casefold() for each in dialog.page.extraSelections()]
    assert len(marked) > 2 and set(marked) == {"bates"}
    dialog.field.setText("dropbox")
    assert len(dialog.titles) == 1 and dialog.told.text() == "1 topic has all these words."
    dialog.field.setText("zzzz")
    assert dialog.list.count() == 0
    assert "Nothing in the help" in dialog.told.text()
    dialog.field.clear()
    assert set(dialog.titles) == {topic.title for topic in help_topics()}
    assert dialog.page.extraSelections() == []


def test_the_next_place_comes_with_f3_and_goes_around(dialog):
    dialog.field.setText("bates")
    first = dialog.page.textCursor().position()
    dialog.page.step(1)
    second = dialog.page.textCursor().position()
    assert second > first
    dialog.page.step(-1)
    dialog.page.step(-1)
    assert dialog.page.textCursor().position() > second
    dialog.page.step(1)
    assert dialog.page.textCursor().position() == first


def test_titles_come_first_and_what_only_lists_comes_last():
    topics = (
        Topic("One", "of dates"),
        Topic("Dates", "of one"),
        Topic("Two", "nothing"),
        Topic("Three", "dates, dates"),
        Topic("List", "dates dates dates dates", "To look things up"),
    )
    assert [each.topic.title for each in found(topics, "dates")] == [
        "Dates",
        "Three",
        "One",
        "List",
    ]


def test_the_passage_is_the_line_with_the_most_of_the_words():
    topic = Topic("One", "| of *bates* |\n| a | the `bates` and its numbers\n\nnumbers")
    [only] = found((topic,), "bates numbers")
    assert only.passage == "a the bates and its numbers"
    assert plain_words("see [Pin cites](#pin-cites), **bold**") == "see Pin cites, bold"


def test_what_stands_under_a_heading_is_not_cut_within_its_first_word():
    [only] = found((Topic("One", "word " * 30 + "needle " + "word " * 30),), "needle")
    assert only.passage.startswith("… word") and only.passage.endswith("…")
    assert "needle" in only.passage


# -- links


def links_of(topic):
    return re.findall(r"\]\(([^)]*)\)", topic.text)


@pytest.mark.parametrize("topic", help_topics(), ids=lambda topic: topic.title)
def test_every_link_leads_to_a_topic_or_a_heading_of_its_own_page(topic):
    topics = help_topics()
    names = {name for one in topics for name in (slug(one.title), one.name)}
    headings = {slug(words) for words in re.findall(r"(?m)^#+ (.+)$", topic.text)}
    for link in links_of(topic):
        assert link.startswith("#"), link
        assert link[1:] in names | headings, link


def test_links_lead_to_topics_and_back_leads_where_one_was(dialog):
    dialog.show_title("reports")
    assert dialog.topic == "Reports"
    dialog.page.go_down(120)
    down = dialog.page.down
    assert down > 0
    dialog.page.anchorClicked.emit(QUrl("#pin-cites"))
    assert dialog.topic == "Pin cites"
    assert dialog.page.down == 0
    dialog.back()
    assert (dialog.topic, dialog.page.down) == ("Reports", down)
    dialog.forward()
    assert dialog.topic == "Pin cites"
    assert not dialog.forward_button.isEnabled()
    select(dialog, "Versions")
    dialog.back()
    assert dialog.topic == "Pin cites"


def test_a_heading_of_the_same_page_is_gone_to(dialog):
    dialog.show_title("Command line")
    dialog.page.anchorClicked.emit(QUrl("#what-extract-prints"))
    assert dialog.topic == "Command line"
    assert dialog.page.textCursor().block().text() == "What extract prints"


def test_examples_are_typed_into_the_search_field(dialog, asked):
    dialog.show_title("Searching")
    html = dialog.page.toHtml()
    examples = re.findall(rf'href="({EXAMPLE}:[^"]+)"', html)
    assert len(examples) > 40
    for link in examples:
        dialog.page.anchorClicked.emit(QUrl(link.replace("&amp;", "&")))
    assert len(asked) == len(examples)
    assert 'party:"Harbor Board" permit' in asked
    assert "§ 1983" in asked and "date:2017-03..2017-04" in asked
    for query in asked:
        assert parse(query).tree is not None
        assert parse(query).warnings == ()


def test_without_a_case_an_example_says_what_is_missing(qtbot):
    dialog = HelpDialog(ask=lambda _query: False)
    qtbot.addWidget(dialog)
    dialog.page.anchorClicked.emit(QUrl(f"{EXAMPLE}:permit"))
    assert "Open a case first" in dialog.told.text()


def test_over_a_form_examples_are_no_links(qtbot):
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.show_title("Searching")
    assert f"{EXAMPLE}:" not in dialog.page.toHtml()
    assert "permit retaliation" in words_of(dialog)


def test_an_example_is_searched_in_the_window(opened, qtbot):
    assert opened.help.ask("permit w/5 revoked")
    assert opened.top.search.text() == "permit w/5 revoked"
    qtbot.wait_until(lambda: any("permit w/5 revoked" in call for call in opened.desk.case.calls))


# -- copying, printing, colours


def test_copy_takes_what_is_selected_else_the_page(dialog):
    dialog.show_title("Pin cites")
    dialog.copy()
    assert QGuiApplication.clipboard().text() == words_of(dialog)
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    dialog.field.setText("bluebook")
    dialog.copy()
    assert QGuiApplication.clipboard().text().casefold() == "bluebook"


def test_a_page_is_printed_in_dark_ink(qapp, tmp_path):
    from pypdf import PdfReader

    before = qapp.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Text, QColor(DARK.text))
    qapp.setPalette(dark)
    try:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "page.pdf"))
        topic = next(one for one in help_topics() if one.title == "Versions")
        print_topic(topic, printer)
    finally:
        qapp.setPalette(before)
    [page, *_] = PdfReader(tmp_path / "page.pdf").pages
    assert "Versions" in page.extract_text()
    light = [float(part) / 255 for part in QColor(DARK.text).getRgb()[:3]]
    inks = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", page.get_contents().get_data())
    assert inks
    assert not any(
        [round(float(n), 2) for n in ink] == [round(n, 2) for n in light] for ink in inks
    )


def test_the_page_is_set_anew_when_the_colours_change(qtbot):
    sheet = HelpSheet()
    qtbot.addWidget(sheet)
    sheet.mark("versions")
    for colours in (LIGHT, DARK):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colours.panel))
        sheet.setPalette(palette)
        sheet.show_topic(Topic("Versions", "words"))
        [mark] = sheet.extraSelections()
        assert mark.format.background().color() == QColor(colours.hit)


def test_nothing_is_asked_for_from_elsewhere(dialog):
    assert dialog.page.loadResource(2, QUrl("https://example.org/a.png")) is None
    assert all("](http" not in topic.text and "![" not in topic.text for topic in help_topics())


def test_a_place_that_is_not_there_leaves_the_page(dialog):
    dialog.show_title("Versions")
    dialog.show_place(Place("No such topic"))
    assert dialog.topic == "Versions"


# -- keys


def normal(keys):
    return QKeySequence(keys).toString()


def keys_of(part):
    lines = [line for one in PART_KEYS if one.part == part for line in one.lines]
    return {normal(key) for keys, _ in lines for key in keys}


def test_keys_that_a_part_takes_for_itself_are_told(opened):
    for view in ("chronology", "outline", "review", "quotes"):
        opened.actions_by_key[view].trigger()
    known = {one.part for one in PART_KEYS}
    everywhere = {normal(key) for command in COMMANDS for key in command.keys}
    seen = set()
    for table in opened.findChildren(KeyTable):
        widget = table.parent()
        while widget is not None and type(widget).__name__ not in known:
            widget = widget.parentWidget()
        assert widget is not None, table.parent()
        part = type(widget).__name__
        seen.add(part)
        for key in table._acts:
            assert key in keys_of(part) | everywhere, (part, key)
    assert {"ChronologyPanel", "OutlinePanel", "SearchField"} <= seen
