"""A case of a few papers in an index, and a plain way to ask it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from importers.source_text import SourceText, Span
from index.evaluate import Scope
from index.hits import Found
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.writer import IndexDocument, update

Answer = Mapping[int, tuple[Span, ...] | None] | None


class Papers:
    """Texts by number, indexed; ``find`` gives the matched words of every hit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder)
        self.texts: dict[int, str] = {}
        self.searcher = Searcher(self.home)

    def add(self, texts: Mapping[int, str]) -> None:
        self.texts.update(texts)
        update(self.home, [IndexDocument(number, "1", text) for number, text in texts.items()])

    def search(self, typed: str, scope: Scope | None = None, limit: int = 200) -> Found:
        return self.searcher.search(
            parse(typed),
            scope or (lambda *_: None),
            lambda number: SourceText(self.texts[number]),
            limit=limit,
        )

    def find(self, typed: str, scope: Scope | None = None) -> list[str]:
        """Return the words of each hit, parts joined by " + ", documents by number."""
        found = self.search(typed, scope)
        return [
            " + ".join(span.of(self.texts[document.id]) for span in hit.spans)
            for document in sorted(found.documents, key=lambda document: document.id)
            for hit in document.hits
        ]

    def documents(self, typed: str, scope: Scope | None = None) -> list[int]:
        return sorted(document.id for document in self.search(typed, scope).documents)


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Papers]:
    made = Papers(tmp_path / "index")
    yield made
    made.searcher.close()
