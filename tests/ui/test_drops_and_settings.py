"""Drops are files or a sentence; settings survive, and damage to them harms nothing."""

import json
from dataclasses import fields, replace
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


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\\x00\\x00", '{"theme": '])
def test_damaged_settings_are_put_aside_and_told(tmp_path, content):
    place = tmp_path / "window.json"
    place.write_text(content)
    file = SettingsFile(place)
    assert file.value == Settings()
    assert "“window.damaged.json”" in file.caution
    assert (tmp_path / "window.damaged.json").read_text() == content
    assert not place.exists()
    file.save(replace(file.value, tour_taken=True))
    again = SettingsFile(place)
    assert again.value.tour_taken
    assert again.caution == ""


def test_missing_settings_are_none(tmp_path):
    file = SettingsFile(tmp_path / "window.json")
    assert (file.value, file.caution) == (Settings(), "")


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"theme": "pink", "text_percent": 130}, Settings(text_percent=130)),
        ({"theme": 3, "person": "Ada"}, Settings(person="Ada")),
        ({"text_percent": "much", "theme": "dark"}, Settings(theme=ThemeMode.DARK)),
        ({"recent": [{"folder": "/c/1"}], "scans": ""}, Settings(scans="")),
        ({"recent": 7, "papers": [], "reading": 5}, Settings()),
        # As the first version of the program wrote them.
        (
            {
                "theme": "light",
                "recent": [{"folder": "/c", "name": "C"}],
                "geometry": "AA",
                "splitters": "",
            },
            Settings(theme=ThemeMode.LIGHT, recent=(RecentCase("/c", "C"),), geometry="AA"),
        ),
    ],
)
def test_what_can_be_read_of_other_versions_settings_is(tmp_path, content, wanted):
    place = tmp_path / "window.json"
    place.write_text(json.dumps(content))
    file = SettingsFile(place)
    assert (file.value, file.caution) == (wanted, "")


def test_what_a_later_version_wrote_is_kept(tmp_path):
    place = tmp_path / "window.json"
    place.write_text(json.dumps({"theme": "sepia", "person": "Ada", "margins": {"left": 3}}))
    file = SettingsFile(place)
    file.save(replace(file.value, tour_taken=True))
    told = json.loads(place.read_text())
    assert (told["theme"], told["margins"]) == ("sepia", {"left": 3})
    assert (told["person"], told["tour_taken"]) == ("Ada", True)
    file.save(replace(file.value, theme=ThemeMode.DARK))
    assert json.loads(place.read_text())["theme"] == "dark"


def test_two_windows_keep_each_others_settings(tmp_path):
    place = tmp_path / "window.json"
    SettingsFile(place).save(Settings().with_recent(Path("/c/old"), "Old"))
    one, two = SettingsFile(place), SettingsFile(place)
    one.save(one.value.with_recent(Path("/c/one"), "One"))
    two.save(replace(two.value, theme=ThemeMode.DARK))
    two.save(two.value.with_recent(Path("/c/two"), "Two"))
    one.save(one.value.without_recent("/c/old"))
    kept = SettingsFile(place).value
    assert kept.theme is ThemeMode.DARK
    assert {case.name for case in kept.recent} == {"One", "Two"}


def test_every_setting_is_read_again(tmp_path):
    told = {
        "theme": "dark", "recent": [{"folder": "/c", "name": "C", "case_id": "1", "protected": True}],
        "geometry": "a", "splitters": "b", "scans": "", "person": "c", "reports": {"1": {"a": 1}},
        "orders": {"1": {"b": 2}}, "papers": {"1": {"c": 3}}, "middles": {"1": {"d": 4}},
        "second_window": "d", "tour_taken": True, "text_percent": 120, "less_movement": True,
        "reading": {"e": 5}, "lock_after": 7,
    }  # fmt: skip
    assert set(told) == {each.name for each in fields(Settings)}
    place = tmp_path / "window.json"
    place.write_text(json.dumps(told))
    file = SettingsFile(place)
    for each in fields(Settings):
        assert getattr(file.value, each.name) != getattr(Settings(), each.name), each.name
    file.save(replace(file.value, person="f"))
    assert json.loads(place.read_text()) == {**told, "person": "f"}


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
