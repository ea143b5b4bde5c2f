"""A second start shows what is open in the window that has it; links arrive there, too."""

import json
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog

from casefile.lock import holder_here
from tests.ui.driving import settled
from ui import handing_over, starting
from ui.callers import Callers
from ui.handing_over import Letter, hand_over, letters, new_box, sweep, take, windows
from ui.link_opening import folder_of
from ui.settings import Settings, SettingsFile

CASE = "0123456789abcdef" * 2
ELSEWHERE = 4_000_000
"""A number that no process has."""


@pytest.fixture
def data(monkeypatch, tmp_path):
    """This user's data, in a folder of their own."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def case(monkeypatch, tmp_path):
    """A case folder whose note says that another process has it open."""
    folder = tmp_path / "Open.pincite"
    folder.mkdir()
    monkeypatch.setattr("casefile.synced.platform.node", lambda: "here")
    note(folder, ELSEWHERE)
    return folder


def note(folder, process, computer="here"):
    told = {
        "user": "Ada",
        "computer": computer,
        "process": process,
        "since": "2026-11-22T10:00:00+00:00",
    }
    (folder / "case.holder.json").write_text(json.dumps(told))


def box_of(process):
    box = windows() / str(process)
    box.mkdir(parents=True)
    return box


def in_the_background(work):
    """Do work on a thread; return how to come by its result."""
    results = []
    thread = threading.Thread(target=lambda: results.append(work()))
    thread.start()

    def result():
        thread.join(120)
        return results[0]

    return result


def test_a_letter_that_is_taken_was_handed_over(data, case):
    box = box_of(ELSEWHERE)
    result = in_the_background(lambda: hand_over(case, "pincite:x", patience=120))
    found = []
    while not found:
        found = list(letters(box))
    path, letter = found[0]
    assert letter == Letter(str(case), "pincite:x")
    assert take(path)
    assert result() is True
    assert list(box.iterdir()) == []


def test_a_letter_that_nobody_takes_is_taken_back(data, case):
    box = box_of(ELSEWHERE)
    assert hand_over(case, patience=0) is False
    assert list(box.iterdir()) == []


def test_without_a_window_that_has_it_nothing_is_written(data, case, tmp_path):
    assert not hand_over(case)  # it has no folder: a command has the case open
    box = box_of(ELSEWHERE)
    note(case, ELSEWHERE, computer="another")
    assert not hand_over(case)
    note(case, os.getpid())
    box_of(os.getpid())
    assert not hand_over(case)
    (case / "case.holder.json").write_text("{")
    assert holder_here(case) is None
    assert not hand_over(case)
    assert not hand_over(tmp_path / "none.pincite")
    assert list(box.iterdir()) == []


def test_what_is_no_letter_is_removed_and_what_was_taken_back_is_not_taken(data):
    box = box_of(ELSEWHERE)
    for name, content in {"a.json": "{", "b.json": "[]", "c.json": '{"folder": 1}'}.items():
        (box / name).write_text(content)
    assert list(letters(box)) == []
    assert list(box.iterdir()) == []
    assert not take(box / "gone.json")


def test_folders_of_windows_that_are_gone_are_swept(data):
    own, gone, odd = new_box(), box_of(ELSEWHERE), windows() / "odd"
    odd.mkdir()
    (gone / "left.json").write_text("{}")
    sweep()
    assert list(windows().iterdir()) == [own]
    assert (own.stat().st_mode & 0o777) == 0o700
    (own / "left.json").write_text("{}")
    assert list(new_box().iterdir()) == []


# -- the window


@pytest.fixture
def callers(opened, data):
    made = Callers(opened, SettingsFile(data / "window.json"))
    yield made
    made.leave()


@pytest.fixture
def followed(monkeypatch):
    """Note which links were followed."""
    seen = []
    monkeypatch.setattr("ui.callers.LinkOpener.follow", lambda _self, words: seen.append(words))
    return seen


def put(letter):
    box = windows() / str(os.getpid())
    (box / "half.part").write_text(json.dumps({"folder": letter.folder, "link": letter.link}))
    return (box / "half.part").rename(box / f"{len(list(box.iterdir()))}.json")


def test_the_window_takes_letters_for_its_case_alone(opened, callers, followed, qtbot, tmp_path):
    other = put(Letter(str(tmp_path / "Other.pincite"), "pincite:other"))
    ours = put(Letter(str(opened.desk.case.folder), "pincite:ours"))
    qtbot.wait_until(lambda: not ours.exists(), timeout=60_000)
    qtbot.wait_until(lambda: followed == ["pincite:ours"], timeout=60_000)
    assert other.exists()
    plain = put(Letter(str(opened.desk.case.folder)))
    qtbot.wait_until(lambda: not plain.exists(), timeout=60_000)
    assert followed == ["pincite:ours"]


def test_a_link_waits_while_a_question_is_on_the_screen(opened, callers, followed, qtbot):
    question = QDialog(opened)
    question.setModal(True)
    question.show()
    ours = put(Letter(str(opened.desk.case.folder), "pincite:ours"))
    qtbot.wait_until(lambda: not ours.exists(), timeout=60_000)
    assert followed == []
    question.close()
    qtbot.wait_until(lambda: followed == ["pincite:ours"], timeout=60_000)


def test_a_window_that_is_left_takes_its_folder_along(opened, callers):
    box = windows() / str(os.getpid())
    assert box.is_dir()
    callers.leave()
    assert not box.exists()


def test_what_the_system_hands_over_is_opened(
    opened, callers, followed, qtbot, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(opened.desk, "open_case", asked.append)
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl(f"pincite:{CASE}/1")))
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(str(tmp_path / "Other.pincite")))
    assert followed == [f"pincite:{CASE}/1"]
    assert asked == [tmp_path / "Other.pincite"]


def test_a_link_into_the_open_case_is_followed_there(opened, qtbot, monkeypatch):
    from ui.link_opening import LinkOpener

    case = opened.desk.case
    case.case_id = CASE
    monkeypatch.setattr("ui.link_opening.linked_place", lambda _case, link: ("pin", link.document))
    monkeypatch.setattr(
        type(case), "document", lambda self, number: self.rows[number - 1], raising=False
    )
    shown = []
    monkeypatch.setattr(opened.navigator, "show_place", shown.append)
    LinkOpener(opened, Settings()).follow(f"pincite:{CASE}/1?start=2&end=5")
    qtbot.wait_until(lambda: shown == [("pin", 1)], timeout=60_000)
    settled(opened, qtbot)
    assert opened.desk.case is case


# -- the program


def test_a_second_start_ends_where_the_case_is_shown_already(data, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(starting, "default_place", lambda: tmp_path / "window.json")
    known = Settings().with_recent(tmp_path / "Known.pincite", "Known", CASE)
    SettingsFile(tmp_path / "window.json").save(known)
    monkeypatch.setattr(
        handing_over, "hand_over", lambda folder, link: asked.append((folder, link)) or True
    )
    link = f"pincite:{CASE}/1"
    assert starting.begin(Path("/c/One.pincite")) == 0
    assert starting.begin(None, link=link) == 0
    assert asked == [(Path("/c/One.pincite"), ""), (tmp_path / "Known.pincite", link)]
    assert folder_of("pincite:nothing", known) is None
    assert folder_of(f"pincite:{'f' * 32}/1", known) is None
