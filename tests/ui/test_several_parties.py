"""Several parties corrected, accepted or rejected at once, through the window, in a case on disk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from casefile.case import Case
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import ReviewFilter
from extraction.findings import PartyKind
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper
from tests.ui.conftest import RecordingReader
from tests.ui.driving import click, column, find, press, settled
from ui.case_doors import CaseDoors
from ui.dialogs.forms import PartyForm
from ui.dialogs.parties import AS_THEY_ARE, NO_ROLE, PartiesForm
from ui.main_window import MainWindow
from ui.settings import SettingsFile

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def real(qtbot, jobs, theme, tmp_path):
    """Show the window over a case with two papers."""
    workers, local = FakeWorkers(), tmp_path / "local"
    for name, text in (("a.txt", COMPLAINT), ("b.txt", ARTICLE)):
        paper(tmp_path / "papers", name, text)
    with Case.create(tmp_path / "x", workers, local=local) as case:
        list(case.ingest([tmp_path / "papers"]))
        folder = case.folder

    def open_(folder, name=""):
        return Case.open(folder, workers, local=local)

    settings = SettingsFile(tmp_path / "window.json")
    with theme.laid_on_last():
        made = MainWindow(jobs, theme, settings, CaseDoors(open_, open_), RecordingReader)
    qtbot.add_widget(made)
    made.resize(1440, 900)
    made.show()
    with qtbot.wait_signal(made.desk.columns_read):
        made.desk.open_case(folder)
    settled(made, qtbot)
    yield made
    with qtbot.wait_signal(made.desk.case_closed):
        made.desk.close_case()
    qtbot.wait_until(lambda: not jobs.busy)
    workers.close()


@pytest.fixture
def chosen(real, qtbot):
    """Open the review with every party selected."""
    real.reviewing.open_with(ReviewFilter(kind=RefType.PARTY))
    settled(real, qtbot)
    settled(real, qtbot)
    real.reviewing.panel.list.selectAll()
    assert len(real.reviewing.panel.list.chosen()) == 4
    return real


def state(window):
    rows = window.desk.case.view(include_rejected=True).parties
    return {row.name: (row.kind, row.role, row.state) for row in rows}


def sentences(window):
    return [change.sentence for change in window.desk.case.history()]


def form_of(window, qtbot, kind):
    qtbot.wait_until(lambda: find(window, kind) is not None)
    return find(window, kind)


def submitted(window, qtbot, form):
    form.submit()
    window.activateWindow()  # as a window manager does when a dialog has gone
    qtbot.wait_until(window.isActiveWindow)
    settled(window, qtbot)


def taken_back_at_once(window, qtbot, before):
    press(window, qtbot, Qt.Key.Key_Z, CONTROL)
    assert state(window) == before
    assert not window.desk.case.undo()


@pytest.mark.parametrize(
    ("key", "verb", "said"),
    [(Qt.Key.Key_A, "Accepted", ReviewState.ACCEPTED), (Qt.Key.Key_X, "Rejected", ReviewState.REJECTED)],
)  # fmt: skip
def test_several_are_accepted_or_rejected_in_one_step(chosen, qtbot, key, verb, said):
    before = state(chosen)
    press(chosen, qtbot, key)
    assert {each[2] for each in state(chosen).values()} == {said}
    assert sentences(chosen) == [f"{verb} 4 findings"]
    taken_back_at_once(chosen, qtbot, before)


def test_several_are_retyped_in_one_step(chosen, qtbot):
    before = state(chosen)
    press(chosen, qtbot, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    menu = form_of(chosen, qtbot, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_P)
    settled(chosen, qtbot)
    assert {each[0] for each in state(chosen).values()} == {PartyKind.PERSON}
    assert sentences(chosen) == ["Changed the kind of 3 parties to person"]  # one was a person
    taken_back_at_once(chosen, qtbot, before)


def test_several_get_a_role_in_one_step_and_their_kinds_stay(chosen, qtbot):
    before = state(chosen)
    press(chosen, qtbot, Qt.Key.Key_E)
    form = form_of(chosen, qtbot, PartiesForm)
    assert form.kind.currentText() == form.role.currentText() == AS_THEY_ARE
    submitted(chosen, qtbot, form)  # nothing was changed
    settled(chosen, qtbot)
    assert state(chosen) == before and not sentences(chosen)
    chosen.reviewing.panel.list.setFocus()
    press(chosen, qtbot, Qt.Key.Key_E)
    form = form_of(chosen, qtbot, PartiesForm)
    form.role.setCurrentText("intervenor")
    submitted(chosen, qtbot, form)
    assert {each[1] for each in state(chosen).values()} == {"intervenor"}
    kinds = {name: each[0] for name, each in state(chosen).items()}
    assert kinds == {name: each[0] for name, each in before.items()}
    assert sentences(chosen) == ["Gave 4 parties the role intervenor"]
    taken_back_at_once(chosen, qtbot, before)


def test_chips_are_corrected_together_and_one_alone_can_still_be_renamed(real, qtbot):
    rows = real.desk.case.view().parties[:2]
    click(real, qtbot, rows[0].ref)
    click(real, qtbot, rows[1].ref, CONTROL)
    press(real, qtbot, Qt.Key.Key_E)
    form = form_of(real, qtbot, PartiesForm)
    form.role.setCurrentText(NO_ROLE)
    submitted(real, qtbot, form)
    assert sentences(real) == ["Took the role from 2 parties"]
    column(real, RefType.PARTY).setFocus()
    press(real, qtbot, Qt.Key.Key_E)
    form = form_of(real, qtbot, PartiesForm)
    assert form.role.currentText() == NO_ROLE
    form.single_wanted.emit()
    form.reject()
    single = form_of(real, qtbot, PartyForm)
    single.name.setText("Marrow Lines")
    single.submit()
    settled(real, qtbot)
    assert "Marrow Lines" in state(real)


def test_a_party_outside_the_chips_is_corrected_alone(real, qtbot):
    rows = real.desk.case.view().parties
    click(real, qtbot, rows[0].ref)
    real.columns.go_to(rows[1].ref)
    other = real.columns.current_row()
    assert other.ref != Ref(RefType.PARTY, rows[0].id)
    press(real, qtbot, Qt.Key.Key_E)
    form_of(real, qtbot, PartyForm).reject()
