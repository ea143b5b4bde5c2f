"""The forms for dates: what a lawyer types, how it is understood, and what is told."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialogButtonBox, QLabel

from extraction.findings import Basis
from tests.ui.fake_case import document, sample_dates, sample_parties
from ui.dialogs.forms import DateForm, DocumentForm, NewCaseForm, PartyForm
from ui.dialogs.merge import MergeForm
from ui.dialogs.passphrase import BackupForm, PassphraseForm
from ui.dialogs.protecting import ChangeForm, ProtectForm, SecretForm
from ui.dialogs.quote_forms import AddQuoteForm

AMBIGUOUS = next(row for row in sample_dates() if row.basis is Basis.AMBIGUOUS)


@pytest.fixture
def date_form(qtbot):
    def make(row):
        form = DateForm(row)
        qtbot.addWidget(form)
        form.told = []
        form.chosen.connect(form.told.append)
        form.show()
        return form

    return make


def asked_for(form):
    told = []
    form.chosen.connect(lambda folder, *_more: told.append(folder.name))
    form.submit()
    return told


def test_a_case_can_be_made_where_a_making_was_killed_and_nowhere_else_on_a_folder(qtbot, tmp_path):
    folder = tmp_path / "Doe.pincite"
    (folder / "documents").mkdir(parents=True)
    (folder / "case.db.new").write_bytes(b"half a case")
    again = NewCaseForm("Doe", tmp_path)
    qtbot.addWidget(again)
    assert asked_for(again) == ["Doe.pincite"]
    back = NewCaseForm("Doe", tmp_path, asks_passphrase=False)
    qtbot.addWidget(back)
    assert asked_for(back) == [] and "already there" in back.problem.text()
    (folder / "documents" / "0001 Complaint.txt").write_text("Complaint", encoding="utf-8")
    taken = NewCaseForm("Doe", tmp_path)
    qtbot.addWidget(taken)
    assert asked_for(taken) == [] and "already there" in taken.problem.text()


@pytest.mark.parametrize(
    ("typed", "understood", "value"),
    [
        ("March 2, 2026", "Mar. 2, 2026", "2026-03-02"),
        ("3/2/2026", "Mar. 2, 2026", "2026-03-02"),
        ("Mar. 2026", "Mar. 2026", "2026-03"),
        ("2026-03", "Mar. 2026", "2026-03"),
        ("March 2–9, 2026", "Mar. 2, 2026 – Mar. 9, 2026", "2026-03-02/2026-03-09"),
        ("2026-33", "Jan. 1, 2026 – Mar. 31, 2026", "2026-33"),
    ],
)
def test_a_date_is_shown_as_it_was_understood(date_form, typed, understood, value):
    form = date_form(AMBIGUOUS)
    form.value.setCurrentText(typed)
    assert form.understood.text() == f"Understood as {understood}"
    assert form.do_button.isEnabled()
    form.submit()
    assert form.told == [value]


def test_what_is_no_date_cannot_be_saved(date_form):
    form = date_form(AMBIGUOUS)
    form.value.setCurrentText("some Tuesday")
    assert "Not understood yet" in form.understood.text()
    form.submit()
    assert form.told == []
    assert form.isVisible()
    assert "some Tuesday" in form.problem.text()
    form.value.setCurrentText("")
    form.submit()
    assert "reject it instead" in form.problem.text()
    form.value.setCurrentText("May 5, 2026")
    assert not form.problem.isVisible()


def test_a_complaint_squeezes_no_field(date_form):
    form = date_form(AMBIGUOUS)
    at_ease = form.value.height()
    form.value.setCurrentText("no date at all, but a long sentence about one " * 3)
    form.submit()
    QApplication.processEvents()
    assert form.problem.height() >= form.problem.heightForWidth(form.problem.width())
    assert form.value.height() == at_ease


LONG = "Tarrow Sound Waterfront Licensing Authority of the Greater Northern Counties and Islands"


@pytest.mark.parametrize("kind", ["merge", "quote"])
def test_long_names_push_nothing_out_of_a_form(qtbot, kind):
    long = replace(sample_parties()[0], name=LONG)
    others = (long, *sample_parties()[1:])
    form = MergeForm((long,), others)
    if kind == "quote":
        names = [(row.id, row.name) for row in others]
        form = AddQuoteForm(f"we rely on the {LONG}", "Compl. ¶ 38", names, 1)
    qtbot.addWidget(form)
    form.show()
    QApplication.processEvents()
    labels = [one for one in form.findChildren(QLabel) if one.isVisible()]
    assert len(labels) >= 2
    for label in labels:
        assert label.width() >= label.minimumSizeHint().width(), label.text()
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    for box in form.findChildren(QComboBox):
        assert box.height() >= box.sizeHint().height()
        assert form.rect().contains(box.geometry())


def test_readings_are_offered_in_words_and_kept_as_they_are(date_form):
    form = date_form(AMBIGUOUS)
    offered = [form.value.itemText(at) for at in range(form.value.count())]
    assert offered == ["Mar. 7, 2026", "July 3, 2026"]
    form.value.setCurrentIndex(1)
    form.submit()
    assert form.told == ["2026-07-03"]
    odd = date_form(replace(AMBIGUOUS, value="2026-03?", alternatives=("2026-33",)))
    assert [odd.value.itemText(at) for at in range(2)] == ["2026-03?", "2026-33"]


@pytest.fixture
def paper_form(qtbot):
    form = DocumentForm(document(1))
    qtbot.addWidget(form)
    form.told = []
    form.chosen.connect(form.told.append)
    form.show()
    return form


def test_a_papers_day_may_be_typed_in_words(paper_form):
    assert paper_form.date.text() == "Mar. 9, 2026"
    paper_form.date.setText("3/10/2026")
    assert paper_form.understood.text() == "Understood as Mar. 10, 2026"
    paper_form.submit()
    assert paper_form.told == [{"date": dt.date(2026, 3, 10)}]


def test_a_papers_day_left_alone_is_no_change(paper_form):
    paper_form.submit()
    assert paper_form.told == [{}]


@pytest.mark.parametrize("typed", ["March 2026", "2026-03-02/2026-03-09", "soon"])
def test_a_paper_has_one_day(paper_form, typed):
    paper_form.date.setText(typed)
    paper_form.submit()
    assert paper_form.told == []
    assert f"“{typed}” is no day" in paper_form.problem.text()


FORMS = {
    "new case": lambda: NewCaseForm("Doe", Path("/cases")),
    "party": lambda: PartyForm(sample_parties()[0], ()),
    "date": lambda: DateForm(AMBIGUOUS),
    "document": lambda: DocumentForm(document(1)),
    "quote": lambda: AddQuoteForm("words", "Compl. ¶ 38", [(1, "Port Commission")], 1),
    "backup": BackupForm,
    "passphrase": lambda: PassphraseForm("Doe.pincite-backup"),
    "protected case": lambda: SecretForm.to_open("Doe"),
    "protect": lambda: ProtectForm("Doe"),
    "change": lambda: ChangeForm("Doe"),
}


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_the_keyboard_begins_in_the_first_field_and_comes_to_the_buttons_last(qtbot, theme, make):
    form = make()
    qtbot.addWidget(form)
    form.open()
    qtbot.wait_exposed(form)
    tabbed, at = [], form.focusWidget()
    while at not in tabbed:
        tabbed.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        at = form.focusWidget()
    box = form.findChild(QDialogButtonBox)
    at_foot = [isinstance(one, QAbstractButton) and box.isAncestorOf(one) for one in tabbed]
    assert len(tabbed) > 2 and at is tabbed[0] and not at_foot[0]
    assert at_foot == sorted(at_foot) and at_foot.count(True) == 2
    tops = [one.mapTo(form, one.rect().topLeft()).y() for one in tabbed]
    assert tops == sorted(tops)
    assert form.do_button.isDefault()


def test_a_form_is_as_high_as_its_words_and_fields_need(qtbot):
    form = PassphraseForm("Doe.pincite-backup")
    qtbot.addWidget(form)
    form.open()
    qtbot.wait_exposed(form)
    (lead,) = (each for each in form.findChildren(QLabel) if "protected" in each.text())
    assert lead.height() <= lead.heightForWidth(lead.width())
