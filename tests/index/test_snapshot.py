from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.home import Home
from index.snapshot import Snapshot, _Cache
from index.storage import read_manifest
from index.writer import IndexDocument, remove, update


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    update(Home(tmp_path), [IndexDocument(5, "1", "receive recieve women woman § 12 café U.S. us")])
    update(
        Home(tmp_path),
        [IndexDocument(3, "1", "womb receiver [woman] ü"), IndexDocument(9, "1", "gone")],
    )
    remove(Home(tmp_path), [9])
    made = Snapshot(Home(tmp_path), read_manifest(Home(tmp_path)))
    yield made
    made.close()


def test_the_word_list_holds_words_only(snapshot: Snapshot) -> None:
    assert snapshot.lexicon.words == sorted(snapshot.lexicon.words)
    assert {"receive", "cafe", "us", "US", "12", "u"} <= set(snapshot.lexicon.words)
    assert not {"§", "\x01", "\x02"} & set(snapshot.lexicon.words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("wom*", ["woman", "womb", "women"]),
        ("wom?n", ["woman", "women"]),
        ("*man", ["woman"]),
        ("re*v?", ["receive", "recieve"]),
        ("w[o]man", []),
        ("zz*", []),
    ],
)
def test_patterns(snapshot: Snapshot, pattern: str, words: list[str]) -> None:
    assert snapshot.of_form(pattern) == words


def test_spelling(snapshot: Snapshot) -> None:
    assert snapshot.spelled_like("recieve", 1) == ["receive", "recieve"]
    assert snapshot.spelled_like("receive", 2) == ["receive", "receiver", "recieve"]
    assert snapshot.spelled_like("zzzzzz", 2) == []


def test_word_lists_of_known_segments_are_taken_over(tmp_path: Path) -> None:
    update(Home(tmp_path), [IndexDocument(1, "1", "alpha beta")])
    first = Snapshot(Home(tmp_path), read_manifest(Home(tmp_path)))
    assert first.lexicon.words == ["alpha", "beta"]
    first.close()
    update(Home(tmp_path), [IndexDocument(2, "1", "beta gamma")])
    second = Snapshot(Home(tmp_path), read_manifest(Home(tmp_path)), first)
    assert set(first._tables.values()) < set(second._tables.values())
    assert second.lexicon.words == ["alpha", "beta", "gamma"]
    second.close()


def test_places_of_removed_documents_are_gone(snapshot: Snapshot) -> None:
    assert snapshot.keys("gone").tolist() == []
    assert sorted(snapshot.by_number) == [3, 5]


def test_stretches(snapshot: Snapshot) -> None:
    document = snapshot.by_number[5]
    base = document << 32
    assert snapshot.stretch(document, 0, 15) == (base, base + 1)
    assert snapshot.stretch(document, 1, 15) == (base + 1, base + 1)
    assert snapshot.stretch(document, 1, 6) is None
    assert snapshot.stretch(document, 0, 0) is None


def test_the_cache_drops_what_was_not_used_for_longest() -> None:
    cache = _Cache(200)
    for name in "abc":
        cache.put(name, (np.zeros(10, np.int64),))
        cache.get("a")
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.get("c") is not None
