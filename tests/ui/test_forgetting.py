"""Forgetting a case: what this computer keeps of it goes, its folder stays, and file dialogs tell nothing."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.driving import find, settled
from ui.dialogs.forget import ForgetForm
from ui.settings import RecentCase, Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(monkeypatch, tmp_path):
    """This user's data and settings, in a folder of their own."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home" / "Pincite"


def kept_of(data, case_id, folder):
    place = data / case_id
    (place / "index").mkdir(parents=True)
    (place / "where.json").write_text(json.dumps({"case": str(folder)}))
    return place


def agree(window, qtbot):
    find(window, ForgetForm).submit()
    settled(window, qtbot)


def test_the_open_case_is_closed_and_forgotten(opened, qtbot, data):
    window, case = opened, opened.desk.case
    case.folder.mkdir()
    place = kept_of(data, "a" * 32, case.folder)
    other = kept_of(data, "b" * 32, case.folder.parent)
    window.actions_by_key["forget"].trigger()
    agree(window, qtbot)
    assert window.desk.case is None
    assert not place.exists() and other.exists() and case.folder.is_dir()
    assert window._settings.value.recent == ()
    assert not window.actions_by_key["forget"].isEnabled()
    assert "forgotten" in window.status.said


def test_a_long_name_gives_way_to_the_first_screens_middle_and_an_ampersand_is_shown(window):
    long = "In re Consolidated Litigation of the Estate of T. W. Anstruther-Pemberton " * 3
    width = window.welcome.minimumSizeHint().width()
    window.welcome.show_recent((RecentCase("/c/long", long), RecentCase("/c/and", "Fox & Hale")))
    assert window.welcome.minimumSizeHint().width() == width
    buttons = {each.accessibleName(): each for each in window.welcome.findChildren(QPushButton)}
    assert buttons[long].text().endswith("…") and buttons[long].toolTip() == f"{long}\n/c/long"
    assert buttons["Fox & Hale"].text() == "Fox && Hale"
    assert buttons["Fox & Hale"].toolTip() == "/c/and"


def test_a_recent_case_is_forgotten_from_the_first_screen(window, qtbot, data, tmp_path):
    gone = tmp_path / "gone.pincite"
    place = kept_of(data, "c" * 32, gone)
    one = RecentCase(str(gone), "Gone v. Case", "c" * 32)
    other = RecentCase(str(tmp_path / "kept.pincite"), "Kept v. Case", "d" * 32)
    kept = Settings(recent=(one, other), papers={"c" * 32: {"open": [1]}, "d" * 32: {}})
    window._settings.save(kept)
    window.welcome.show_recent(kept.recent)
    buttons = window.welcome.findChildren(QPushButton)
    next(each for each in buttons if each.accessibleName() == "Forget Gone v. Case").click()
    agree(window, qtbot)
    assert not place.exists()
    assert window._settings.value.recent == (other,)
    assert window._settings.value.papers == {"d" * 32: {}}
    shown = [each for each in window.welcome.findChildren(QPushButton) if each.isVisible()]
    assert not any("Gone" in each.text() + each.accessibleName() for each in shown)


def test_what_cannot_be_removed_is_told(window, qtbot, data, tmp_path, monkeypatch):
    gone = tmp_path / "gone.pincite"
    kept_of(data, "e" * 32, gone)

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("casefile.paths.shutil.rmtree", refused)
    kept = replace(window._settings.value, recent=(RecentCase(str(gone), "Gone", "e" * 32),))
    window._settings.save(kept)
    with qtbot.wait_signal(window.desk.failed) as told:
        window.forgetting.ask_about(str(gone))
        agree(window, qtbot)
    assert "could be removed" in str(told.args[0])
    assert window._settings.value.recent  # still there, to try again


def test_a_case_in_two_folders_keeps_its_settings_until_the_last_is_forgotten(tmp_path):
    one, other = (RecentCase(str(tmp_path / name), name, "f" * 32) for name in "ab")
    kept = Settings(recent=(one, other), orders={"f" * 32: {"sort": 1}})
    left = kept.without_case(one.folder)
    assert left.recent == (other,) and left.orders
    assert left.without_case(other.folder) == Settings()


DIALOGS = """
import sys
from pathlib import Path
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.forget_commands import remove_all, keep_dialogs_folders
app = QApplication(["x"])
place, papers = Path(sys.argv[1]), sys.argv[2]
keep_dialogs_folders(place)
dialog = QFileDialog(None, "x", papers)
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setFileMode(QFileDialog.FileMode.Directory)
dialog.show()
dialog.accept()
shiboken6.delete(dialog)
QSettings(QSettings.Scope.UserScope, "QtProject").sync()
print(sorted(path.name for path in place.rglob("*") if path.is_file()))
remove_all(Path(papers) / "x.pincite")
print(sorted(path.name for path in place.rglob("*") if path.is_file()))
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="Qt writes files elsewhere only")
def test_folders_that_file_dialogs_showed_are_kept_with_pincites_settings_and_go(tmp_path):
    home, place, papers = (tmp_path / name for name in ("home", "place", "Doe v. Roe"))
    for folder in (home, place, papers):
        folder.mkdir()
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", DIALOGS, str(place), str(papers)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == ["['QtProject.conf']", "[]"], done.stderr
    left = [path for path in home.rglob("*") if path.is_file()]
    assert not any(b"Doe" in path.read_bytes() for path in left)
