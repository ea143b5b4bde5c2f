"""How fast the full-text index is written and asked, beside stock Whoosh on the same papers in the same run.

The papers are made of invented words whose frequencies fall as in any language (Zipf), so that nothing
but the project is needed. Run from the project's root: ``python -m benchmarks.searching [PAPERS]``.
"""

import itertools
import random
import sys
import tempfile
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


def run(count: int) -> dict[str, float]:
    """Return our time as a ratio to stock Whoosh's, for writing and for each query.

    Ours builds snippets with the words marked; stock returns document numbers.
    """
    texts = papers(count)
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

        mine, theirs = in_turns(1, write_ours, write_stock)
        ratios = {"writing": mine / theirs}
        searcher = Searcher(ours)
        with index.searcher() as asked:
            parser = QueryParser("text", schema)
            for typed in QUERIES:
                mine, theirs = in_turns(
                    5,
                    lambda typed=typed: searcher.search(
                        parse(typed), lambda *_: None, lambda n: SourceText(texts[n]), limit=20
                    ),
                    lambda typed=typed: asked.search(parser.parse(typed), limit=20),
                )
                ratios[typed] = mine / theirs
        searcher.close()
    return ratios


def _batches(numbers: list[int]) -> list[list[int]]:
    return [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]


if __name__ == "__main__":
    figures = run(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    show([(f"{what}, to stock Whoosh", f"{ratio:.2f}×") for what, ratio in figures.items()])
