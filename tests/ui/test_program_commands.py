"""About and the check of the program, as the window shows them."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from resources.version import VERSION
from tests.ui.driving import find
from ui import self_check as self_check_module
from ui.about_facts import details, facts
from ui.dialogs.about import AboutDialog
from ui.dialogs.self_check import SelfCheckDialog
from ui.self_check import STEPS, Outcome

FINE = [Outcome(step.title, True, f"{step.title} is fine") for step in STEPS]
BROKEN = Outcome(STEPS[1].title, False, "The disk is full. Make room and try again.")


@pytest.fixture
def checked(window, qtbot, monkeypatch):
    """Have the check say what is given, and return its dialog at the end."""

    def check(outcomes):
        monkeypatch.setattr(self_check_module, "self_check", lambda: (one for one in outcomes))
        window.actions_by_key["self_check"].trigger()
        dialog = find(window, SelfCheckDialog)
        close = QDialogButtonBox.StandardButton.Close
        qtbot.wait_until(lambda: dialog.buttons.button(close) is not None, timeout=60_000)
        return dialog

    return check


def shown(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_check_that_passes_says_so_and_can_be_copied(checked):
    dialog = checked(FINE)
    assert "works as it should" in dialog.head.text()
    assert all(outcome.sentence in shown(dialog) for outcome in FINE)
    assert shown(dialog).count("✓") == len(STEPS)
    assert dialog.bar.isHidden()
    dialog.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"Pincite {VERSION}"
    assert lines[1] == f"✓ {FINE[0].title}: {FINE[0].sentence}"
    assert len(lines) == 1 + len(STEPS)


def test_a_check_that_fails_says_which_step_and_what_was_not_tried(checked):
    dialog = checked([FINE[0], BROKEN])
    assert "does not work" in dialog.head.text()
    assert BROKEN.sentence in shown(dialog)
    assert (shown(dialog).count("✓"), shown(dialog).count("✗")) == (1, 1)
    assert shown(dialog).count("not tried") == len(STEPS) - 2


def test_closing_gives_the_check_up(window, qtbot, monkeypatch):
    go_on, left = threading.Event(), threading.Event()

    def check():
        try:
            yield FINE[0]
            go_on.wait(120)
            yield FINE[1]
            yield BROKEN
        finally:
            left.set()

    monkeypatch.setattr(self_check_module, "self_check", check)
    window.actions_by_key["self_check"].trigger()
    dialog = find(window, SelfCheckDialog)
    qtbot.wait_until(lambda: dialog.bar.value() == 1, timeout=60_000)
    window.actions_by_key["self_check"].trigger()  # again: the same one comes to the front
    assert len([one for one in window.findChildren(SelfCheckDialog) if one.isVisible()]) == 1
    dialog.close()
    go_on.set()
    qtbot.wait_until(left.is_set, timeout=60_000)
    qtbot.wait_until(lambda: not window.desk.jobs.busy, timeout=60_000)
    qtbot.wait_until(lambda: window.help.program._dialog is None, timeout=60_000)


def test_about_tells_version_places_and_licences(window, qtbot):
    window.actions_by_key["about"].trigger()
    dialog = find(window, AboutDialog)
    qtbot.wait_until(dialog.copy_button.isEnabled, timeout=60_000)
    assert any(VERSION in words for words in shown(dialog))
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert names[0] == f"Pincite {VERSION}"
    assert any(name.startswith("Whoosh-Reloaded") for name in names)
    assert "MIT License" in dialog.text.toPlainText()
    row = next(row for row, name in enumerate(names) if name.startswith("pypdf "))
    dialog.list.setCurrentRow(row)
    assert "Redistribution" in dialog.text.toPlainText()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert f"Version: {VERSION}" in copied
    window.actions_by_key["about"].trigger()
    assert len([one for one in window.findChildren(AboutDialog) if one.isVisible()]) == 1


def test_details_do_not_name_the_user(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    told = details(facts(tmp_path / "settings" / "window.json"))
    assert str(tmp_path) not in told
    assert f"Your settings: {Path('~/settings/window.json')}" in told


def test_a_damaged_file_of_licences_leaves_the_rest(monkeypatch):
    def damaged():
        raise ValueError("the file of licences is damaged")

    monkeypatch.setattr("ui.about_facts.licences", damaged)
    assert [licence.name for licence in facts(Path("x")).licences] == ["Pincite"]
