"""Links of reports open passages of cases that this computer knows, and nothing else."""

import pytest

from casefile.case import Case
from importers.source_text import Span
from reports.links import Link, link_to, read_link
from tests.ui.fake_case import FakeCase
from ui.link_opening import LinkOpener, linked_place
from ui.settings import RecentCase, Settings, SettingsFile

CASE = "0123456789abcdef" * 2


@pytest.fixture
def known(tmp_path):
    return Settings().with_recent(tmp_path / "x.pincite", "X", CASE)


@pytest.fixture
def sentences(window, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(window, "show_sentence", said.append)
    return said


def test_a_link_opens_its_case_at_the_passage(window, qtbot, known, sentences, monkeypatch):
    made = FakeCase.__init__

    def with_number(self, *given):
        made(self, *given)
        self.case_id = CASE

    monkeypatch.setattr(FakeCase, "__init__", with_number)
    monkeypatch.setattr("ui.link_opening.linked_place", lambda _case, link: ("pin", link.document))
    shown: list[object] = []
    monkeypatch.setattr(window.navigator, "show_place", shown.append)
    monkeypatch.setattr(
        FakeCase, "document", lambda self, number: self.rows[number - 1], raising=False
    )
    LinkOpener(window, known).follow(f"pincite:{CASE}/1?start=2&end=5")
    qtbot.wait_until(lambda: bool(shown))
    assert shown == [("pin", 1)]
    assert not sentences


def test_another_case_in_the_folder_is_told(window, qtbot, known, sentences):
    LinkOpener(window, known).follow(f"pincite:{CASE}/1")
    qtbot.wait_until(lambda: bool(sentences))
    assert "another case" in sentences[0]


@pytest.mark.parametrize(
    "words",
    [
        f"pincite:{'f' * 32}/1",
        "pincite:/etc/passwd",
        f"pincite:{CASE}/1?start=1&end=2&run=x",
        f"pincite:{CASE}/../2",
        "pincite:--help",
    ],
)
def test_nothing_else_is_opened(window, known, sentences, doors, words):
    LinkOpener(window, known).follow(words)
    assert len(sentences) == 1
    assert not doors.cases


def test_a_link_cannot_name_a_case_whose_number_is_not_known(window, sentences, doors):
    old = Settings(recent=(RecentCase("/somewhere", "Old"),))
    LinkOpener(window, old).follow(f"pincite:{CASE}/1")
    assert len(sentences) == 1
    assert not doors.cases


def test_the_number_of_a_case_is_remembered(tmp_path):
    file = SettingsFile(tmp_path / "window.json")
    file.save(Settings().with_recent(tmp_path / "x", "X", CASE))
    assert SettingsFile(tmp_path / "window.json").value.recent == (
        RecentCase(str(tmp_path / "x"), "X", CASE),
    )


def test_every_cite_of_a_real_case_leads_back_to_its_words(tmp_path, workers):
    paper = tmp_path / "Statement.txt"
    paper.write_text(
        "The board met on March 3, 2026.\n\nIda Voss said, “No boats today.”\n", "utf-8"
    )
    with Case.create(tmp_path / "x", workers, local=tmp_path / "local") as case:
        list(case.ingest([paper]))
        (document,) = case.documents()
        text = case.source(document.id).text
        view = case.view()
        pins = [row.pin for row in (*view.quotes, *view.dates)]
        assert pins
        for pin in pins:
            found = linked_place(case, read_link(link_to(case.case_id, pin)))
            assert found is not None
            assert (found.span, found.place) == (pin.span, pin.place)
        assert linked_place(case, Link(case.case_id, document.id)) is None
        beyond = Link(case.case_id, document.id, Span(0, len(text) + 1))
        assert linked_place(case, beyond) is None
