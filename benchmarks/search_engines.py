"""Full-text engines that the benchmark of searching holds beside each other, behind one plain face.

Ours finds papers with exact places and snippets; the others index pages, since a page is what they can show.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.search_corpus import Paper
from casefile.sealed_index import SealedIndex
from importers.source_text import SourceText
from index.home import Home

__all__ = ["ENGINES", "Engine", "Question", "Years"]

Years = tuple[int, int]
BATCH = 200
_SEALED = SealedIndex(bytes(range(32)))
SHOWN = 20


@dataclass(frozen=True)
class Question:
    """A query in our words and in those of the others; ``None`` for an engine that has no such query.

    ``years`` narrows the answer to papers of these years.
    """

    kind: str
    ours: str
    fts5: str | None
    stock: str | None
    tantivy: str | None
    years: Years | None = None


@dataclass(frozen=True)
class Engine:
    """``write`` makes an index of papers in a folder; ``ask`` opens it and returns what answers questions."""

    name: str
    write: Callable[[Path, Sequence[Paper]], None]
    ask: Callable[[Path, Mapping[int, Paper]], Callable[[Question], object]]


def _write_ours(folder: Path, papers: Sequence[Paper], sealing: SealedIndex | None = None) -> None:
    from index.writer import IndexDocument, tidy, update

    home = Home(folder, sealing)
    for at in range(0, len(papers), BATCH):
        batch = papers[at : at + BATCH]
        update(home, [IndexDocument(paper.number, "1", paper.text) for paper in batch])
    while len(papers) > 1 and tidy(home):
        pass


def _ask_ours(
    folder: Path, papers: Mapping[int, Paper], sealing: SealedIndex | None = None
) -> Callable[[Question], object]:
    from index.query import parse
    from index.searcher import Searcher

    searcher = Searcher(Home(folder, sealing))
    searcher.renew()  # as the case does after opening

    def scope(_name: str, value: str, _documents: object) -> dict[int, None]:
        first, last = (int(year) for year in value.split(".."))
        return {number: None for number, paper in papers.items() if first <= paper.year <= last}

    def ask(question: Question) -> object:
        typed = question.ours
        if question.years is not None:
            typed = f"{typed} date:{question.years[0]}..{question.years[1]}"
        return searcher.search(
            parse(typed), scope, lambda number: SourceText(papers[number].text), limit=SHOWN
        )

    return ask


def _write_fts5(folder: Path, papers: Sequence[Paper]) -> None:
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / "fts.db")
    connection.execute("CREATE TABLE paper (number INTEGER PRIMARY KEY, year INTEGER)")
    connection.execute("CREATE VIRTUAL TABLE page USING fts5 (text, paper UNINDEXED)")
    connection.executemany(
        "INSERT INTO paper VALUES (?, ?)", [(paper.number, paper.year) for paper in papers]
    )
    connection.executemany(
        "INSERT INTO page (text, paper) VALUES (?, ?)",
        [(page, paper.number) for paper in papers for page in paper.pages],
    )
    connection.commit()
    connection.close()


def _ask_fts5(folder: Path, _papers: Mapping[int, Paper]) -> Callable[[Question], object]:
    connection = sqlite3.connect(folder / "fts.db")

    def ask(question: Question) -> object:
        narrowed = ""
        if question.years is not None:
            first, last = question.years
            narrowed = (
                f" AND paper IN (SELECT number FROM paper WHERE year BETWEEN {first} AND {last})"
            )
        return connection.execute(
            "SELECT paper, snippet (page, 0, '[', ']', '…', 24) FROM page WHERE page MATCH ?"
            f"{narrowed} ORDER BY rank LIMIT {SHOWN}",
            (question.fts5,),
        ).fetchall()

    return ask


def _write_stock(folder: Path, papers: Sequence[Paper]) -> None:
    from whoosh import fields
    from whoosh.analysis import StandardAnalyzer
    from whoosh.index import create_in

    folder.mkdir(parents=True)
    schema = fields.Schema(
        text=fields.TEXT(analyzer=StandardAnalyzer(stoplist=None, minsize=1)),
        paper=fields.STORED,
        year=fields.NUMERIC,
    )
    writer = create_in(str(folder), schema).writer()
    for paper in papers:
        for page in paper.pages:
            writer.add_document(text=page, paper=paper.number, year=paper.year)
    writer.commit()


def _ask_stock(folder: Path, _papers: Mapping[int, Paper]) -> Callable[[Question], object]:
    from whoosh import query as queries
    from whoosh.index import open_dir
    from whoosh.qparser import FuzzyTermPlugin, QueryParser

    index = open_dir(str(folder))
    searcher = index.searcher()
    parser = QueryParser("text", index.schema, plugins=None)
    parser.add_plugin(FuzzyTermPlugin())

    def ask(question: Question) -> object:
        tree = parser.parse(question.stock)
        years = question.years
        only = queries.NumericRange("year", *years) if years is not None else None
        return searcher.search(tree, limit=SHOWN, filter=only)

    return ask


def _write_tantivy(folder: Path, papers: Sequence[Paper]) -> None:
    tantivy = _tantivy()
    folder.mkdir(parents=True)
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("text", stored=True)
        .add_integer_field("paper", stored=True)
        .add_integer_field("year", indexed=True, fast=True)
        .build()
    )
    writer = tantivy.Index(schema, path=str(folder)).writer(num_threads=1)
    for paper in papers:
        for page in paper.pages:
            document = tantivy.Document()
            document.add_text("text", page)
            document.add_integer("paper", paper.number)
            document.add_integer("year", paper.year)
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _ask_tantivy(folder: Path, _papers: Mapping[int, Paper]) -> Callable[[Question], object]:
    tantivy = _tantivy()
    index = tantivy.Index.open(str(folder))
    index.reload()
    searcher = index.searcher()

    def ask(question: Question) -> object:
        typed = question.tantivy or ""
        if question.years is not None:
            typed = f"+({typed}) +year:[{question.years[0]} TO {question.years[1]}]"
        if (pattern := re.fullmatch(r"(\w+)\*", typed)) is not None:
            tree = tantivy.Query.regex_query(index.schema, "text", f"{pattern[1]}.*")
        elif (fuzzy := re.fullmatch(r"(\w+)~1", typed)) is not None:
            tree = tantivy.Query.fuzzy_term_query(index.schema, "text", fuzzy[1], distance=1)
        else:
            tree = index.parse_query(typed, ["text"])
        found = searcher.search(tree, SHOWN)
        snippets = tantivy.SnippetGenerator.create(searcher, tree, index.schema, "text")
        return [snippets.snippet_from_doc(searcher.doc(place)) for _, place in found.hits]

    return ask


def _tantivy() -> Any:  # noqa: ANN401 - an optional library without types
    import tantivy

    return tantivy


ENGINES = (
    Engine("ours", _write_ours, _ask_ours),
    Engine(
        "ours, sealed",
        partial(_write_ours, sealing=_SEALED),
        partial(_ask_ours, sealing=_SEALED),
    ),
    Engine("SQLite FTS5", _write_fts5, _ask_fts5),
    *((Engine("tantivy", _write_tantivy, _ask_tantivy),) if find_spec("tantivy") else ()),
    Engine("stock Whoosh", _write_stock, _ask_stock),
)
