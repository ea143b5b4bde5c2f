"""How fast the full-text index is written and asked, beside stock Whoosh on the same papers in the same run.

The papers are made of invented words whose frequencies fall as in any language (Zipf), so that nothing
but the project is needed. Run from the project's root: ``python -m benchmarks.searching [PAPERS]``.
"""

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from whoosh import fields
from whoosh.analysis import StandardAnalyzer
from whoosh.index import create_in
from whoosh.qparser import QueryParser

from benchmarks.timing import in_turns, show
from importers.source_text import SourceText
from index.query import parse
from index.searcher import Searcher
from index.writer import IndexDocument, update

QUERIES = ("word3", "word900", "word3 AND word40", '"word1 word0 word2"', "word9*", '"word5 word3"')
BATCH = 200


def papers(count: int) -> dict[int, str]:
    """Return texts of 2,000 words each."""
    chance = random.Random(7)
    words = [f"word{number}" for number in range(30_000)]
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    made = {}
    for number in range(1, count + 1):
        drawn = chance.choices(words, cum_weights=weights, k=2_000)
        made[number] = " ".join(
            word + ("." if at % 20 == 19 else "") for at, word in enumerate(drawn)
        )
    return made


def seconds(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    texts = papers(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    megabytes = sum(map(len, texts.values())) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder) / "ours", Path(folder) / "stock"
        stock.mkdir()
        schema = fields.Schema(text=fields.TEXT(analyzer=StandardAnalyzer(stoplist=None)))
        index = create_in(str(stock), schema)

        def write_ours() -> None:
            for batch in _batches(list(texts)):
                update(ours, [IndexDocument(number, "1", texts[number]) for number in batch])

        def write_stock() -> None:
            writer = index.writer()
            for text in texts.values():
                writer.add_document(text=text)
            writer.commit()

        rows = [
            ("writing, MB of text a second", f"{megabytes / seconds(write_ours):.2f}"),
            ("writing with stock Whoosh", f"{megabytes / seconds(write_stock):.2f}"),
        ]
        searcher = Searcher(ours)
        with index.searcher() as asked:
            parser = QueryParser("text", schema)
            for typed in QUERIES:
                mine, theirs = in_turns(
                    5,
                    lambda typed=typed: searcher.search(
                        parse(typed), lambda _f, _v: None, lambda n: SourceText(texts[n]), limit=20
                    ),
                    lambda typed=typed: asked.search(parser.parse(typed), limit=20),
                )
                rows.append(
                    (
                        f"{typed}, with snippets; stock without",
                        f"{mine * 1e3:.1f} ms; {theirs * 1e3:.1f} ms",
                    )
                )
        searcher.close()
    show(rows)


def _batches(numbers: list[int]) -> list[list[int]]:
    return [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]


if __name__ == "__main__":
    main()
