"""Notes and tags in the window: from a key to the case, and back onto rows and pages."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QToolButton

from casefile.note_records import OwnWords
from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Span
from tests.ui.driving import click, column, find, press, settled
from tests.ui.fake_case import pin
from tests.ui.fake_notes import AT
from ui.dialogs.note import NoteForm
from ui.dialogs.palette import CommandPalette
from ui.dialogs.tags import TagField, TagsForm
from ui.models.roles import OWN_ROLE
from ui.own_marks import OwnMark, own_sentence, with_own_words
from ui.panels.reader_card import HoverCard
from ui.panels.reader_marks import Mark, mark_at, paint_marks

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)
QUOTE = Ref(RefType.QUOTE, 1)
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened_form(window, qtbot, key=Qt.Key.Key_N, kind=NoteForm):
    """Press a key in the window, which may have lost the keyboard to a form that has just closed."""
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    press(window, qtbot, key)
    return find(window, kind)


def note_on(window, qtbot, words, tags=""):
    form = opened_form(window, qtbot)
    form.text.setPlainText(words)
    if tags:
        form.tags.setText(tags)
    qtbot.keyClick(form.text, Qt.Key.Key_Return, CONTROL)
    settled(window, qtbot)


def test_a_note_is_two_keys_and_its_words(opened, qtbot):
    click(opened, qtbot, PORT)
    note_on(opened, qtbot, "Ask about the\nMarch letter", "damages, notice")
    case = opened.desk.case
    assert [(note.ref, note.text) for note in case.kept_notes] == [
        (PORT, "Ask about the\nMarch letter")
    ]
    assert case.tags_on(PORT) == ("damages", "notice")
    assert "Kept the note" in opened.status.said and "Ctrl+Z" in opened.status.said


def test_enter_goes_on_writing(opened, qtbot):
    click(opened, qtbot, PORT)
    form = opened_form(opened, qtbot)
    qtbot.keyClicks(form.text, "one")
    qtbot.keyClick(form.text, Qt.Key.Key_Return)
    qtbot.keyClicks(form.text, "two")
    assert form.isVisible() and form.text.toPlainText() == "one\ntwo"
    qtbot.keyClick(form.text, Qt.Key.Key_Escape)
    assert not opened.desk.case.kept_notes


def test_the_row_carries_a_mark_and_the_words(opened, qtbot):
    click(opened, qtbot, PORT)
    rows = column(opened, RefType.PARTY).model()
    before = opened.columns.grab().toImage()
    note_on(opened, qtbot, "Hostile witness")
    index = rows.index_of(PORT)
    assert "Hostile witness" in index.data(OWN_ROLE)
    assert "Hostile witness" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not rows.index_of(PRESS).data(OWN_ROLE)
    assert opened.columns.grab().toImage() != before


def test_the_second_time_the_note_is_offered_and_can_be_emptied(opened, qtbot):
    click(opened, qtbot, PORT)
    note_on(opened, qtbot, "First thought")
    form = opened_form(opened, qtbot)
    assert form.text.toPlainText() == "First thought"
    assert form.which.itemText(0) == "First thought (A. Marsh, Mar 12)"
    form.which.setCurrentIndex(1)
    assert form.text.toPlainText() == ""
    form.text.setPlainText("Second thought")
    form.submit()
    settled(opened, qtbot)
    assert [note.text for note in opened.desk.case.kept_notes] == [
        "First thought",
        "Second thought",
    ]
    note_on(opened, qtbot, "Second thought, changed")
    assert opened.desk.case.kept_notes[1].text == "Second thought, changed"
    note_on(opened, qtbot, "")
    assert [note.text for note in opened.desk.case.kept_notes] == ["First thought"]


def test_nothing_written_is_no_note(opened, qtbot):
    click(opened, qtbot, PORT)
    form = opened_form(opened, qtbot)
    form.submit()
    assert form.isVisible() and "Write something first" in form.problem.text()
    form.reject()


def test_words_selected_in_the_reader_come_first_while_it_is_read(opened, qtbot):
    click(opened, qtbot, PORT)
    opened.reader.selected = pin(1, 200, 30)
    opened.reader.setFocus()
    note_on(opened, qtbot, "Contradicts the letter")
    assert opened.desk.case.kept_notes[0].pin == pin(1, 200, 30)
    column(opened, RefType.PARTY).setFocus()
    note_on(opened, qtbot, "Of the party")
    assert opened.desk.case.kept_notes[1].ref == PORT


def test_a_paper_is_meant_while_its_list_has_the_keyboard(opened, qtbot):
    opened.documents.mark(3)
    opened.documents.tree.setFocus()
    note_on(opened, qtbot, "Late")
    assert opened.desk.case.kept_notes[0].ref == Ref(RefType.DOCUMENT, 3)


def test_without_a_selection_the_keys_say_what_to_do(opened, qtbot):
    for key in (Qt.Key.Key_N, Qt.Key.Key_T):
        press(opened, qtbot, key)
        assert "Select a row, a paper, or words" in opened.status.said


def test_tags_of_several_keep_those_that_only_some_have(opened, qtbot):
    case = opened.desk.case
    case.tag((PORT, PRESS), "notice")
    case.tag((PORT,), "agency")
    click(opened, qtbot, PRESS)
    click(opened, qtbot, PORT, CONTROL)
    press(opened, qtbot, Qt.Key.Key_T)
    form = find(opened, TagsForm)
    assert form.tags.text() == "notice"
    form.tags.setText("Damages, damages")
    form.submit()
    settled(opened, qtbot)
    assert case.tags_on(PORT) == ("agency", "Damages")
    assert case.tags_on(PRESS) == ("Damages",)


@pytest.mark.parametrize(
    ("typed", "taken", "whole"),
    [
        ("dam", "damages", "damages"),
        ("notice, DAM", "damages", "notice, damages"),
        ("notice,  lia", "punitive liability", "notice, punitive liability"),
    ],
)
def test_the_tag_that_is_typed_is_completed(qtbot, theme, typed, taken, whole):
    field = TagField((), ["damages", "punitive liability", "notice"])
    qtbot.add_widget(field)
    field.show()
    qtbot.keyClicks(field, typed)
    assert field.offers.isVisible()
    assert field._completer.currentCompletion() == taken
    qtbot.keyClick(field.offers, Qt.Key.Key_Tab)
    assert field.text() == whole


def own(place, words="", tags=(), ref=None):
    from casefile.records import Note

    notes = (Note(1, words, ref, place, (), "A. Marsh", AT),) if words else ()
    return OwnWords(ref, place, "the words", tags, notes, ())


def test_marks_of_the_reader_carry_what_was_said():
    finding = Highlight(QUOTE, Span(40, 60), ReviewState.SUGGESTED, "Quote of the Port")
    passage, tagged = pin(1, 10, 20), own(pin(1, 40, 20), "", ("notice",), QUOTE)
    lost = own(pin(1, 70, 5), "gone")
    lost = OwnWords(None, lost.pin.__class__(**{**_fields(lost.pin), "lost": True}), "", (), (), ())
    marks = with_own_words((finding,), (own(passage, "Mine"), tagged, lost))
    assert [type(mark) for mark in marks] == [OwnMark, OwnMark]
    assert marks[0].is_passage and marks[0].span == passage.span and marks[0].words == "✎ Mine"
    assert not marks[1].is_passage and marks[1].ref == QUOTE and marks[1].words == "Tags: notice"
    assert with_own_words((finding,), ()) == (finding,)


def test_a_partys_note_is_carried_wherever_it_is_named():
    named = [Highlight(PORT, Span(at, at + 4), ReviewState.ACCEPTED, "Port") for at in (0, 50)]
    other = Highlight(Ref(RefType.PARTY, 77), Span(20, 24), ReviewState.ACCEPTED, "Quay")
    marks = with_own_words((named[0], other, named[1]), (own(None, "Ask", ref=PORT),))
    assert [isinstance(mark, OwnMark) for mark in marks] == [True, False, True]
    assert {mark.words for mark in marks if isinstance(mark, OwnMark)} == {"✎ Ask"}


def _fields(place):
    return {name: getattr(place, name) for name in place.__dataclass_fields__}


def test_a_passage_has_a_shape_of_its_own_and_a_sheet_in_the_margin(theme):
    def painted(mark):
        image = QImage(200, 60, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_marks(painter, [mark], QPointF(0, 0), 1.0, theme.paper)
        painter.end()
        return image

    boxes = (QRectF(50, 20, 80, 14),)
    span = Span(0, 10)
    passage = OwnMark(Ref(RefType.DOCUMENT, 1), span, ReviewState.ACCEPTED, "the words", "✎ Mine")
    plain = Highlight(QUOTE, span, ReviewState.ACCEPTED, "Quote")
    noted = OwnMark(QUOTE, span, ReviewState.ACCEPTED, "Quote", "✎ Mine")
    images = [painted(Mark(one, boxes)) for one in (passage, plain, noted)]
    margins = [image.copy(0, 0, 40, 60) for image in images]
    white = QImage(40, 60, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    assert margins[0] != white and margins[1] == white and margins[2] == margins[0]
    assert images[0].copy(45, 0, 90, 60) != images[1].copy(45, 0, 90, 60)
    # A party carries the corner wherever it is named, the sheet only where it is named first.
    party = OwnMark(PORT, span, ReviewState.ACCEPTED, "Port", "✎ Mine")
    bare = Highlight(PORT, span, ReviewState.ACCEPTED, "Port")
    assert painted(Mark(party, boxes)).copy(45, 0, 90, 60) != painted(Mark(bare, boxes)).copy(
        45, 0, 90, 60
    )
    assert mark_at([Mark(passage, boxes)], QPointF(60, 25)).highlight is passage


def test_the_card_says_the_words(qtbot, theme):
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    qtbot.add_widget(page)
    page.resize(600, 400)
    card = HoverCard(theme, page)
    mark = OwnMark(Ref(RefType.DOCUMENT, 1), Span(0, 4), ReviewState.ACCEPTED, "x", "✎ Ask him")
    card.show_finding(mark, lambda _: "Compl. ¶ 12", page.rect().center(), at_once=True)
    assert card._head.text() == "✎ Your passage" and card._own.text() == "✎ Ask him"
    assert "Compl. ¶ 12" in card._foot.text()


def test_all_that_was_said_is_one_sentence_each():
    said = own(None, "One", ("a", "b"), PORT)
    said = OwnWords(said.ref, None, "", said.tags, said.notes, ((1, "for"), (2, "against")))
    assert own_sentence(said) == "✎ One\nTags: a, b\nEvidence of 2 issues"


def test_a_tag_is_looked_for_from_the_palette(opened, qtbot):
    opened.desk.case.tag((PORT,), "punitive damages")
    opened.open_palette()
    settled(opened, qtbot)
    palette = find(opened, CommandPalette)
    palette.field.setText("punit")
    assert palette.list.topLevelItem(0).text(1) == "tag of 1 thing"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert opened.top.search.text() == 'tag:"punitive damages"'


def test_tags_that_are_on_are_chips_that_are_on(opened, qtbot):
    opened.desk.case.tag((PORT,), "punitive damages")
    opened.desk.case.tag((PRESS,), "notice")
    opened.notes.tag_on((PORT,))
    settled(opened, qtbot)
    form = find(opened, TagsForm)
    chips = {one.text(): one for one in form.findChildren(QToolButton) if one.isCheckable()}
    assert {tag: chip.isChecked() for tag, chip in chips.items()} == {
        "notice": False, "punitive damages": True,
    }  # fmt: skip
    chips["notice"].click()
    assert form.tags.typed == ("punitive damages", "notice") and chips["notice"].isChecked()
    form.tags.setText("Notice")
    assert chips["notice"].isChecked() and not chips["punitive damages"].isChecked()
    form.reject()
