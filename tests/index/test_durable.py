"""Whoosh's own machinery on our format: its queries, its merges, against our reading of the same files."""

import random
from pathlib import Path

from whoosh.index import FileIndex
from whoosh.query import And, Term

from index.durable import NAME, DurableStorage
from index.home import Home
from index.snapshot import Snapshot
from index.spans import Integers
from index.storage import read_manifest
from index.writer import IndexDocument, remove, update

WORDS = [f"word{number}" for number in range(30)]


def places(snapshot: Snapshot, term: str) -> list[tuple[int, int]]:
    keys: Integers = snapshot.keys(term)
    return sorted((int(snapshot.numbers[key >> 32]), int(key & 0xFFFFFFFF)) for key in keys)


def test_whoosh_finds_the_same_and_merging_changes_nothing(tmp_path: Path) -> None:
    chance = random.Random(3)
    texts: dict[int, list[str]] = {}
    for number in range(1, 120):
        texts[number] = chance.choices(WORDS, k=chance.randrange(60))
        update(Home(tmp_path), [IndexDocument(number, "1", " ".join(texts[number]))])
        if number % 10 == 0:
            gone = chance.choice(sorted(texts))
            remove(Home(tmp_path), [gone])
            del texts[gone]
    snapshot = Snapshot(Home(tmp_path), read_manifest(Home(tmp_path)))
    index = FileIndex(DurableStorage(Home(tmp_path)), indexname=NAME)
    with index.searcher() as searcher:
        for term in WORDS:
            expected = sorted(
                (number, at)
                for number, words in texts.items()
                for at, word in enumerate(words)
                if word == term
            )
            assert places(snapshot, term) == expected
            found = searcher.docs_for_query(Term("text", term))
            assert {int(snapshot.numbers[document]) for document in found} == {
                number for number, _ in expected
            }
        both = searcher.docs_for_query(And([Term("text", "word1"), Term("text", "word2")]))
        assert {int(snapshot.numbers[document]) for document in both} == {
            number for number, words in texts.items() if {"word1", "word2"} <= set(words)
        }
    snapshot.close()


def test_a_word_of_many_documents(tmp_path: Path) -> None:
    count = 4096 + 500
    update(Home(tmp_path), [IndexDocument(number, "1", "fraud") for number in range(1, count + 1)])
    snapshot = Snapshot(Home(tmp_path), read_manifest(Home(tmp_path)))
    assert len(snapshot.keys("fraud")) == count
    assert places(snapshot, "fraud") == [(number, 0) for number in range(1, count + 1)]
    snapshot.close()
