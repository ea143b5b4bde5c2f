"""Drops are files or a sentence; settings survive, and damage to them harms nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from ui.drops import is_of_interest, read_drop
from ui.settings import RecentCase, Settings, SettingsFile
from ui.theme import ThemeMode


def mime(*urls: str, **formats: bytes) -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    for name, data in formats.items():
        made.setData(name, data)
    return made


def test_odd_file_names_arrive_whole():
    path = Path("/papers/Ex. §3 #2 50% Übergabe é.pdf")
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile("/papers/folder")])
    dropped = read_drop(made)
    assert dropped.paths == (path, Path("/papers/folder"))
    assert dropped.sentence == ""


def test_a_link_is_answered_with_the_next_step():
    made = mime("https://example.org/story")
    assert is_of_interest(made)
    dropped = read_drop(made)
    assert dropped.paths == ()
    assert "save the page as a file" in dropped.sentence


def test_files_beside_a_link_are_taken_and_the_link_is_explained():
    dropped = read_drop(mime("file:///a.pdf", "https://example.org/"))
    assert dropped.paths == (Path("/a.pdf"),)
    assert dropped.sentence


def test_outlooks_virtual_files_are_explained():
    made = QMimeData()
    made.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    assert is_of_interest(made)
    assert "desktop first" in read_drop(made).sentence


def test_plain_text_is_no_papers():
    made = QMimeData()
    made.setText("hello")
    assert not is_of_interest(made)


def test_settings_come_back(tmp_path):
    place = tmp_path / "deep" / "window.json"
    kept = Settings(theme=ThemeMode.DARK).with_recent(Path("/c/Ä.pincite"), "Ä v. B")
    SettingsFile(place).save(kept)
    assert SettingsFile(place).value == kept
    assert [path.name for path in place.parent.iterdir()] == ["window.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": "pink"}', "null", '{"theme": 3}'])
def test_damaged_settings_are_as_good_as_none(tmp_path, content):
    place = tmp_path / "window.json"
    place.write_text(content)
    assert SettingsFile(place).value == Settings()


def test_settings_that_cannot_be_written_do_not_stop_the_program(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    file = SettingsFile(blocked / "window.json")
    file.save(replace(file.value, theme=ThemeMode.DARK))
    assert file.value.theme is ThemeMode.DARK


def test_recent_cases_are_few_and_newest_first():
    settings = Settings()
    for number in range(20):
        settings = settings.with_recent(Path(f"/c/{number}"), str(number))
    settings = settings.with_recent(Path("/c/15"), "15")
    assert len(settings.recent) == 12
    assert settings.recent[0] == RecentCase("/c/15", "15")
    assert len({case.folder for case in settings.recent}) == 12
    assert settings.without_recent("/c/15").recent[0].name == "19"
