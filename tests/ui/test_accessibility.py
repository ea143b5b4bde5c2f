"""Every view can be told by a screen reader, walked by keyboard, and shows where the keyboard is."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from tests.ui import accessibility
from tests.ui.driving import settled
from tests.ui.whole_case import WholeDoors, views
from ui.panels.chronology_canvas import ChronologyCanvas
from ui.panels.chronology_list import EventList
from ui.panels.network_picture import NetworkPicture


@pytest.fixture
def doors():
    return WholeDoors()


def test_every_view_is_told_walked_and_shows_the_keyboard(opened, qtbot):
    faults = []
    for view in views(opened, qtbot):
        faults += [f"{view}: {fault}" for fault in _faults_of(opened)]
    troubles = [one for one in opened.troubles.messages if one.trouble]
    assert not troubles, "\n".join(one.report or one.sentence for one in troubles)
    assert not faults, "\n".join(faults)


def _faults_of(window):
    yield from accessibility.faults_of_names(window)
    wanted = accessibility.reachable(window)
    assert len(wanted) > 3
    forth = accessibility.walked(window)
    back = accessibility.walked(window, back=True)
    for widget in wanted:
        if widget not in forth:
            yield f"Tab does not reach {accessibility.named(widget)}"
        if widget not in back:
            yield f"Shift+Tab does not reach {accessibility.named(widget)}"
        if accessibility.focus_changes(widget) < 60:
            yield f"nothing shows the keyboard on {accessibility.named(widget)}"
    for rows in window.findChildren(QAbstractItemView):
        if rows.isVisible() and not all(accessibility.spoken_rows(rows)):
            yield f"a row of {accessibility.named(rows)} says nothing"


def test_what_a_user_cannot_be_told_is_found(qtbot):
    """The looks above can fail."""
    bare = QWidget()
    qtbot.addWidget(bare)
    row = QHBoxLayout(bare)
    for words in ("", "Save", "Save"):
        row.addWidget(QPushButton(words))
    trap = QPlainTextEdit()
    trap.setAccessibleName("Words")
    row.addWidget(trap)
    painted = QWidget()
    painted.setAccessibleName("Picture")
    painted.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    row.addWidget(painted)
    bare.show()
    qtbot.wait_exposed(bare)
    faults = accessibility.faults_of_names(bare)
    assert [fault.partition(":")[0] for fault in sorted(faults)] == [
        "2 siblings of one name",
        "no name",
        "no role",
    ]
    bare.findChildren(QPushButton)[0].setFocus()
    assert painted not in accessibility.walked(bare)
    assert accessibility.focus_changes(painted) == 0


def test_painted_lists_and_pictures_say_what_is_selected(opened, qtbot):
    for key, kind, spoken in (
        ("chronology", EventList, QWidget.accessibleDescription),
        ("network", NetworkPicture, QWidget.accessibleName),
        ("timeline", ChronologyCanvas, QWidget.accessibleDescription),
    ):
        opened.actions_by_key[key].trigger()
        settled(opened, qtbot)
        qtbot.wait(60)
        (painted,) = (one for one in opened.findChildren(kind) if one.isVisible())
        said = []
        for _ in range(3):
            qtbot.keyClick(painted, Qt.Key.Key_Down if key == "chronology" else Qt.Key.Key_Right)
            settled(opened, qtbot)
            said.append(spoken(painted))
        assert all(said) and len(set(said)) > 1, key


def test_every_dialogue_is_opened_by_a_test():
    """Those that tests open are looked at by ``dialogs_can_be_told``."""
    here = Path(__file__).resolve()
    tests = "\n".join(path.read_text(encoding="utf-8") for path in here.parent.glob("test_*.py"))
    known, found = {"QDialog", "Form", "SavingDialog"}, set()
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((here.parents[2] / "ui").rglob("*.py"))
    ]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in range(3):  # what is derived from something derived
        for node in classes:
            if {base.id for base in node.bases if isinstance(base, ast.Name)} & (known | found):
                found.add(node.name)
    found -= known
    assert len(found) > 25
    missing = sorted(name for name in found if not re.search(rf"\b{name}\b", tests))
    assert not missing
