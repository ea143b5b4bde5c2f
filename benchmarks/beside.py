"""How fast a search finds quotations, parties by name and notes beside the papers.

Run from the project's root: ``python -m benchmarks.beside [QUOTES]``; 20,000 invented quotations of 1,000
papers without a number, a tenth as many notes, and names.
"""

import itertools
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.search_corpus import papers
from benchmarks.timing import show
from casefile.database import Database
from casefile.found_beside import Beside
from casefile.links import Image
from casefile.records import DocumentRow, DocumentState, PartyRow, QuoteRow, ReviewState
from casefile.snapshot import DocumentImage
from extraction.findings import Certainty, DocumentKind, PartyKind, QuoteKind
from importers.source_text import Place, Span, Zone
from index.query import parse

__all__ = ["run"]

_IN_A_PAPER = 20
_WORDS_A_QUOTE = 30
_ROUNDS = 5
_NOWHERE = Place(None, None, None, None, None, None)


def run(quotes: int = 20_000) -> list[tuple[str, float]]:
    """Return what was asked with its milliseconds: the first question, which scans, and others' medians."""
    words = list(itertools.islice(_words(quotes), quotes * _WORDS_A_QUOTE))
    image = _image(words, quotes)
    common, rare = words[0], words[-1]
    asked = {
        "a word": words[len(words) // 2],
        "a common word": common,
        "the beginning of a word": f"{rare[:3]}*",
        "two words": f"{common} {words[3]}",
        "a phrase": f'"{words[7]} {words[8]}"',
        "within five words": f"{common} w/5 {words[3]}",
        "one letter different": f"{rare}~1",
        "a word in papers of a kind": f"kind:complaint {words[len(words) // 2]}",
        "a common word in papers of a kind": f"kind:complaint {common}",
    }
    with tempfile.TemporaryDirectory() as folder:
        database = Database.create(Path(folder) / "case.db")
        with database.write() as connection:
            _write_notes(connection, words, quotes // 10)
        beside = Beside()
        with database.read() as connection:
            first = _milliseconds(beside, connection, image, rare)
            found = [("the first question", first)]
            for what, query in asked.items():
                times = [_milliseconds(beside, connection, image, query) for _ in range(_ROUNDS)]
                found.append((what, sorted(times)[_ROUNDS // 2]))
        database.close()
    return found


def _words(seed: int) -> Iterator[str]:
    for paper in papers(max(10, seed), seed=7):
        yield from (word for word in paper.text.split() if word.isalpha() and len(word) > 2)


def _milliseconds(
    beside: Beside, connection: sqlite3.Connection, image: Image, query: str
) -> float:
    start = time.perf_counter()
    beside.find(connection, parse(query), image, 200)
    return (time.perf_counter() - start) * 1000


def _image(words: list[str], quotes: int) -> Image:
    image = Image({}, {})
    for number in range(1, quotes // _IN_A_PAPER + 2):
        image.documents[number] = DocumentImage(_document(number), (), (), (), ())
    rows: list[QuoteRow] = []
    for at in range(quotes):
        said = " ".join(words[at * _WORDS_A_QUOTE : (at + 1) * _WORDS_A_QUOTE])
        document = image.documents[at // _IN_A_PAPER + 1].document
        place = Span(at % _IN_A_PAPER * 1000, at % _IN_A_PAPER * 1000 + len(said))
        rows.append(_quote(at + 1, said, document, place))
    image.quotes = {row.id: row for row in rows}
    image.columns = ((), tuple(rows), ())
    for number in range(1, quotes // 10 + 1):
        names = [" ".join(words[number * 5 + at : number * 5 + at + 2]).title() for at in range(3)]
        image.roots[number] = number
        image.parties[number] = PartyRow(
            number, names[0], PartyKind.PERSON, None, None, tuple(names[1:]),
            ReviewState.SUGGESTED, 1, 1, 1.0, None,
        )  # fmt: skip
    return image


def _quote(number: int, said: str, document: DocumentRow, place: Span) -> QuoteRow:
    return QuoteRow(
        number, said, said, QuoteKind.DIRECT, Zone.BODY, Certainty.STATED, None, None, None, None, "",
        ReviewState.SUGGESTED, 1.0, document.pin(place, _NOWHERE),
    )  # fmt: skip


def _document(number: int) -> DocumentRow:
    kind = DocumentKind.COMPLAINT if number % 2 else DocumentKind.ORDER
    name = f"Paper {number}"
    return DocumentRow(
        number, name, name, name, name, "", "text/plain", kind, "", False, DocumentState.READY, None,
        1, 1000, None, None, None, None, None, None, "", False,
    )  # fmt: skip


def _write_notes(connection: sqlite3.Connection, words: list[str], notes: int) -> None:
    connection.executemany(
        "INSERT INTO note (about, number, words_given, who_given, at_given)"
        " VALUES ('document', 1, ?, 'somebody', '2026-01-01T00:00:00+00:00')",
        [(" ".join(words[at * 20 : at * 20 + 20]),) for at in range(notes)],
    )


if __name__ == "__main__":
    show(
        [
            (what, f"{took:.1f} ms")
            for what, took in run(int(*sys.argv[1:]) if sys.argv[1:] else 20_000)
        ]
    )
