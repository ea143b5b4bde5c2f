"""What stands in a paper can be copied into the search field and is found where it stands."""

import random
from pathlib import Path

from importers.source_text import SourceText, Span
from index.home import Home
from index.query import parse
from index.scanning import scan
from index.searcher import Searcher
from index.writer import IndexDocument, update


def test_any_words_of_real_papers_are_found_where_they_stand(shared: Path, tmp_path: Path) -> None:
    texts = {
        number: path.read_text(encoding="utf-8")
        for number, path in enumerate(sorted((shared / "seeds").glob("*.txt")), 1)
    }
    assert texts
    update(Home(tmp_path), [IndexDocument(number, "1", text) for number, text in texts.items()])
    searcher = Searcher(Home(tmp_path))
    chance = random.Random(1)
    tried = 0
    for number, text in texts.items():
        words = scan(text)
        for _ in range(150):
            first = chance.randrange(len(words.starts))
            last = min(first + chance.randrange(6), len(words.starts) - 1)
            span = Span(words.starts[first], words.ends[last])
            typed = span.of(text)
            if any(sign in typed for sign in '"“”«»*?!~') or "-\n" in typed:
                continue
            tried += 1
            found = searcher.search(
                parse(f'"{typed}"'),
                lambda _field, _value: None,
                lambda asked: SourceText(texts[asked]),
                limit=100_000,
            )
            (document,) = [each for each in found.documents if each.id == number]
            spans = [found_span for hit in document.hits for found_span in hit.spans]
            assert any(found_span.contains(span) for found_span in spans), typed
            for hit in document.hits[:20]:
                shown = [mark.of(hit.snippet).split() for mark in hit.marks]
                assert shown
    searcher.close()
    assert tried > 100
