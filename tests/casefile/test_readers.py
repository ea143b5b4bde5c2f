"""Those who ask at once do not wait for one another, and keep the generation that they began with."""

import threading

import pytest

from tests.casefile.helpers import paper


@pytest.fixture
def slow(full, monkeypatch):
    """A search that stands still in its first text until it is let go."""
    stands, go = threading.Event(), threading.Event()
    of_layer = full._sources.of_layer

    def text(document, layer):
        if threading.current_thread().name == "slow":
            stands.set()
            assert go.wait(20)
        return of_layer(document, layer)

    monkeypatch.setattr(full._sources, "of_layer", text)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(full.search("berth")), name="slow")
    thread.start()
    assert stands.wait(20)
    yield lambda: (go.set(), thread.join(20), answers)[2][0]
    go.set()
    thread.join(20)


def test_a_long_search_holds_up_nobody(full, slow):
    assert full.search("notice").total > 0
    assert full.find_in(1, "berth").total > 0
    assert full.suggest("ber")
    assert slow().total > 0


def test_a_search_keeps_its_generation_while_newer_ones_are_written(full, slow, tmp_path):
    before = full.search("berth")
    for number in range(12):  # more than are merged: its files are replaced and removed
        text = f"Late letter {number} about the berth."
        list(full.ingest([paper(tmp_path / "late", f"{number}.txt", text)]))
        assert full.search("berth").total == before.total + number + 1
    assert slow() == before
    assert full.search("berth").total == before.total + 12


def test_closing_waits_for_the_question_under_way(full, slow):
    closing = threading.Thread(target=full._search.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    assert slow().total > 0
    closing.join(5)
    assert not closing.is_alive()


def test_no_more_readers_are_opened_than_ask_at_once(full):
    for _ in range(5):
        full.search("berth")
        full.suggest("ber")
    assert len(full._search._readers._free) == 1
