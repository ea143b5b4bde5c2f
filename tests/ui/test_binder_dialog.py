"""The dialog of binders: what can be chosen of papers, passages, highlights and numbers; a real one saved."""

import datetime as dt
from dataclasses import replace

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from casefile.binder_records import BinderRow, NumberedPages
from casefile.records import DocumentState
from reports.binder_choice import Bates, BinderChoice, Corner, MarkKind
from tests.casefile.rows import document_row
from ui.dialogs.binder import BinderDialog
from ui.dialogs.form import Form

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ROWS = tuple(replace(document_row(number), pages=number) for number in (1, 2, 3))


@pytest.fixture
def dialog(qtbot):
    made = BinderDialog(ROWS, (), ("hot", "cold"))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test's own to close
    qtbot.add_widget(made)
    made.show()
    qtbot.wait_exposed(made)
    return made


def test_all_papers_without_anything_on_them_is_the_usual(dialog):
    assert dialog.choice == BinderChoice(documents=(1, 2, 3))


def test_its_buttons_stand_in_the_order_of_those_of_forms(dialog, qtbot):
    form = Form("Note", "On a quotation.", "Save", None)
    qtbot.add_widget(form)
    for each in (dialog, form):
        each.show()
        qtbot.wait_exposed(each)
    leave = form._buttons.button(QDialogButtonBox.StandardButton.Cancel)
    saves_first = form.do_button.x() < leave.x()
    assert (dialog.save_button.x() < dialog.close_button.x()) is saves_first
    assert dialog.save_button.isDefault() and not dialog.close_button.autoDefault()


def test_one_paper_can_be_asked_for(qtbot):
    made = BinderDialog(ROWS, (2,), ())
    qtbot.add_widget(made)
    assert made.choice.documents == (2,)


def test_papers_stand_in_the_order_of_the_list(dialog):
    dialog.papers.insertItem(0, dialog.papers.takeItem(2))
    dialog.papers.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.choice.documents == (3, 2)


def test_no_paper_is_told(dialog, qtbot):
    wanted = []
    dialog.save_wanted.connect(wanted.append)
    qtbot.mouseClick(dialog.none_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert not wanted
    assert "at least one" in dialog.problem.text()
    qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert wanted == [BinderChoice(documents=(1, 2, 3))]
    assert dialog.problem.text() == ""


def test_highlights_follow_what_is_named(dialog):
    hits, tagged = dialog.marks[MarkKind.HIT], dialog.marks[MarkKind.TAGGED]
    assert not hits.isEnabled()
    dialog.query.setText("notice")
    assert hits.isEnabled()
    assert hits.isChecked()
    hits.setChecked(False)
    dialog.query.setText("notice of")  # what was unchecked stays so
    assert not hits.isChecked()
    dialog.tag.setCurrentIndex(1)
    assert tagged.isChecked()
    assert not dialog.marks[MarkKind.NOTE].isChecked()
    dialog.query.clear()
    assert dialog.choice == BinderChoice(
        documents=(1, 2, 3), tags=("hot",), highlights=frozenset({MarkKind.TAGGED})
    )


def test_numbers_are_shown_as_they_will_be(dialog):
    assert not dialog.prefix.isEnabled()
    dialog.numbered.setChecked(True)
    dialog.prefix.setText("HV ")
    dialog.first.setValue(41)
    dialog.digits.setValue(4)
    dialog.place.setCurrentIndex(list(Corner).index(Corner.TOP_LEFT))
    assert dialog.sample.text() == "HV 0041, HV 0042, …"
    assert dialog.choice.bates == Bates("HV ", 41, 4, Corner.TOP_LEFT)
    dialog.prefix.setText("Ä")
    assert "plain letters" in dialog.sample.text()


def made_before(choice, *pages, made=1):
    bates = choice.bates
    return BinderRow(
        made,
        dt.datetime(2026, 11, made, tzinfo=dt.UTC),
        "Ann",
        choice.title,
        "out.pdf",
        choice.to_json(),
        bates and bates.prefix,
        bates.digits if bates else 0,
        pages,
    )


def dialog_after(qtbot, *binders, chosen=(), query=""):
    made = BinderDialog(ROWS, chosen, ("hot", "cold"), query, binders)
    qtbot.add_widget(made)
    return made


def test_it_begins_as_the_last_binder_of_the_case(qtbot):
    choice = BinderChoice(
        "Served",
        (3, 1),
        "notice",
        ("cold",),
        only_pages=True,
        highlights=frozenset({MarkKind.HIT, MarkKind.DATE}),
        bates=Bates("HV ", 1, 4, Corner.TOP_LEFT),
    )
    before = made_before(choice, NumberedPages("a" * 64, "Complaint", 1, 1, 40))
    made = dialog_after(qtbot, before)
    assert made.choice == replace(choice, bates=Bates("HV ", 41, 4, Corner.TOP_LEFT))
    assert made.sample.text() == "HV 0041, HV 0042, …  ·  last given: HV 0040"
    made.prefix.setText("QX")
    assert made.first.value() == 1
    made.prefix.setText("hv")
    assert made.first.value() == 41
    made.again.setChecked(True)
    assert made.choice.again
    made.numbered.setChecked(False)
    assert not made.choice.again


def test_papers_and_a_search_that_are_handed_over_come_first(qtbot):
    before = made_before(BinderChoice("Served", (3, 1), "notice"))
    made = dialog_after(qtbot, before, chosen=(2,), query="ferry")
    assert made.choice.documents == (2,)
    assert made.choice.query == "ferry"
    assert MarkKind.HIT in made.choice.highlights


def test_what_had_all_papers_has_the_new_ones_too(qtbot):
    made = dialog_after(qtbot, made_before(BinderChoice("All", (2, 1))))
    assert made.choice.documents == (2, 1, 3)


def test_which_numbers_were_given_can_be_seen(qtbot):
    made = dialog_after(qtbot, made_before(BinderChoice(documents=(1,))))
    assert made.register_button.isHidden()
    made = dialog_after(qtbot, made_before(BinderChoice(documents=(1,), bates=Bates())))
    asked = []
    made.register_wanted.connect(lambda: asked.append(1))
    made.register_button.click()
    assert asked == [1]


def test_closing_cancels_what_is_being_written(dialog, qtbot):
    cancelled = []
    dialog.cancel_wanted.connect(lambda: cancelled.append(1))
    dialog.set_saving(True)
    dialog.show_progress(3, 10)
    assert dialog.bar.value() == 3
    assert not dialog.save_button.isEnabled()
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert cancelled == [1]
    assert dialog.isVisible()
    dialog.set_saving(False)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_paper_that_failed_says_so(qtbot):
    row = replace(ROWS[0], state=DocumentState.FAILED, failure="It is damaged.")
    made = BinderDialog((row,), (), ())
    qtbot.add_widget(made)
    assert "could not be read" in made.papers.item(0).text()
    assert made.papers.item(0).toolTip() == "It is damaged."


def test_a_binder_of_a_real_case(program_window, qtbot, tmp_path, monkeypatch):
    window = program_window
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "Note.txt").write_text("The pier closed on May 4, 2021.", encoding="utf-8")
    with qtbot.wait_signal(window.desk.import_ended, timeout=60_000):
        window.desk.create_case(tmp_path / "Pier.pincite", "Pier", [papers])
    qtbot.wait_until(lambda: not window.desk.jobs.busy, timeout=10_000)
    target = tmp_path / "out" / "Exhibits.pdf"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PDF (*.pdf)"))
    said = []
    window.reports.binder.said.connect(said.append)
    window.actions_by_key["binder"].trigger()
    qtbot.wait_until(lambda: window.reports.binder.dialog is not None, timeout=10_000)
    dialog = window.reports.binder.dialog
    dialog.open_after.setChecked(False)
    dialog.numbered.setChecked(True)
    dialog.ranges.setChecked(True)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: window.reports.binder.dialog is None, timeout=60_000)
    assert said[-1].startswith(f"Wrote {target}")
    assert pypdf.PdfReader(target).page_labels[2] == "000001"
    assert sorted(each.name for each in target.parent.iterdir()) == [
        "Exhibits Bates ranges.csv",
        "Exhibits.pdf",
    ]
