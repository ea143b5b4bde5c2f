"""Against going over all: the index names every paper and quotation that the fingerprints would."""

import random
import sqlite3
from array import array

import pytest

from casefile import same_words
from casefile.triple_index import TripleIndex

WORDS = 60  # of different triples, so that texts share many


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:")
    made.executescript(
        "CREATE TABLE document (id INTEGER PRIMARY KEY, layer INTEGER);"
        "CREATE TABLE layer (id INTEGER PRIMARY KEY, words BLOB);"
        "CREATE TABLE quote (id INTEGER PRIMARY KEY, document INTEGER, words BLOB);"
    )
    return made


def triples(numbers) -> bytes:
    return array("I", numbers).tobytes()


def give_text(connection, document: int, numbers) -> None:
    words = triples(sorted(set(numbers)))
    layer = connection.execute("INSERT INTO layer (words) VALUES (?)", (words,)).lastrowid
    connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (document, layer))


def quote(connection, document: int, numbers) -> int:
    added = connection.execute(
        "INSERT INTO quote (document, words) VALUES (?, ?)", (document, triples(numbers))
    )
    return added.lastrowid


def texts(connection) -> dict[int, bytes]:
    return dict(
        connection.execute(
            "SELECT document.id, words FROM document JOIN layer ON layer.id = document.layer"
        )
    )


def papers_that_hold(connection, quotes) -> set[int]:
    found = set()
    for document, words in texts(connection).items():
        counts = same_words.shared(quotes, words)
        if any(map(same_words.promises, quotes, counts)):
            found.add(document)
    return found


def papers_alike(connection, mine: bytes, share: float) -> set[int]:
    found = set()
    for document, words in texts(connection).items():
        shared = same_words.shared([mine], words)[0]
        if shared and shared >= share * min(len(mine), len(words)) / 4:
            found.add(document)
    return found


def quotes_in(connection, fingerprint: bytes) -> set[int]:
    rows = connection.execute("SELECT id, words FROM quote").fetchall()
    counts = same_words.shared([words for _, words in rows], fingerprint)
    return {
        number
        for (number, words), count in zip(rows, counts, strict=True)
        if count and same_words.promises(words, count)
    }


def test_it_names_all_that_going_over_everything_finds_while_the_case_grows(connection) -> None:
    chance, index = random.Random(11), TripleIndex()

    def some(most: int) -> list[int]:
        return [chance.randrange(WORDS) for _ in range(chance.randint(0, most))]

    for document in range(1, 41):
        give_text(connection, document, some(40))
        for _ in range(chance.randrange(4)):
            quote(connection, document, some(12))
        if document % 10 == 0:  # an earlier paper is read anew, with other words and quotations
            give_text(connection, document // 2, some(40))
            connection.execute("DELETE FROM quote WHERE document = ?", (document // 2,))
            quote(connection, document // 2, some(12))
        words = texts(connection)[document]
        mine = [
            row[0]
            for row in connection.execute("SELECT words FROM quote WHERE document = ?", (document,))
        ]
        assert index.papers_with(connection, mine) >= papers_that_hold(connection, mine)
        assert index.papers_like(connection, words, 0.4) >= papers_alike(connection, words, 0.4)
        assert index.quotes_in(connection, document, words) >= quotes_in(connection, words)


def test_it_names_few_others(connection) -> None:
    for document in range(1, 201):
        give_text(connection, document, range(document * 100, document * 100 + 50))
    quote(connection, 3, range(305, 325))
    quote(connection, 4, range(405, 425))
    index = TripleIndex()
    assert index.papers_with(connection, [triples(range(320, 335))]) == {3}
    assert index.papers_like(connection, triples(range(730, 760)), 0.4) == {7}
    assert index.quotes_in(connection, 9, triples(range(400, 500))) == {2}


def test_a_quote_that_was_changed_in_place_is_known_when_its_paper_is_compared(connection) -> None:
    give_text(connection, 1, range(50))
    give_text(connection, 2, range(100, 150))
    number = quote(connection, 2, range(200, 220))
    index = TripleIndex()
    assert index.quotes_in(connection, 2, texts(connection)[2]) == set()
    connection.execute("UPDATE quote SET words = ?", (triples(range(110, 130)),))
    assert index.quotes_in(connection, 2, texts(connection)[2]) == {number}


def test_a_text_that_a_thousand_papers_have_is_gathered_in_parts(
    connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.triple_index._AT_ONCE", 64)
    for document in range(1, 101):
        give_text(connection, document, range(30))
    index = TripleIndex()
    assert index.papers_like(connection, triples(range(30)), 1.0) == set(range(1, 101))


def test_a_case_without_papers_or_words_has_none(connection) -> None:
    index = TripleIndex()
    assert index.papers_with(connection, [b"", triples([1, 2, 3, 4])]) == frozenset()
    give_text(connection, 1, ())
    assert index.papers_like(connection, triples([1, 2, 3]), 0.4) == frozenset()
    assert index.quotes_in(connection, 1, b"") == frozenset()
