"""Random queries of every operator against what they must find, worked out word by word.

Queries are made as text and as the tree that it means, so that the parser is held to the definition,
too; the oracle (``benchmarks.search_oracle``) answers the tree. Documents, hits and each hit's code points
must be the same. Run from the project's root: ``python -m benchmarks.search_truth [QUERIES [PAGES]]``; texts
in ``../shared`` take part where they are.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import resources
from benchmarks.search_corpus import papers
from benchmarks.search_oracle import Oracle, Text, read
from benchmarks.timing import show
from importers.source_text import SourceText, Span
from index.home import Home
from index.query import parse
from index.query_tree import (
    And,
    Field,
    Form,
    Fuzzy,
    Kin,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Term,
    Unit,
    Words,
)
from index.searcher import Searcher
from index.tokens import surfaces, variants
from index.writer import IndexDocument, update

__all__ = ["Difference", "Figures", "Maker", "run"]

Typed = tuple[str, Node]
_MOST_EXPANSIONS = 2_000  # as the evaluator's
_JOINED = (
    "On Form W-2 the well-known Smith-Jones wrote to jane.roe@firm.example. Exhibit B-12 cites 42 U.S.C. "
    "§ 1983 and §§ 12, 14; see ¶ 38. Mr. O’Brien paid $1,250.00 in No. 3:17-cv-01916 by @HARBOR_ALT. "
    "The U.S. and the US agree between us. A naïve ﬁling of the plaintiff’s was re-read; the wellknown W2 "
    "follows and/or ends.\n\n"
)


@dataclass(frozen=True)
class Difference:
    """A query that found something else than it must."""

    typed: str
    understood: str
    document: int
    found: object
    expected: object


@dataclass(frozen=True)
class Figures:
    """What was asked and what was wrong."""

    pages: int
    queries: int
    answered: int
    """Queries that match at least one document."""
    hits: int
    operators: Mapping[str, int]
    differences: tuple[Difference, ...]


class Maker:
    """Makes queries about some texts: what is typed, and what it means."""

    def __init__(self, chance: random.Random, oracle: Oracle, values: Sequence[str]) -> None:
        self.chance = chance
        self.oracle = oracle
        self.values = values
        self.used: Counter[str] = Counter()
        self._kin: bool | None = None
        little = resources.words("little_words")
        known = [
            word
            for word in oracle.vocabulary
            if word.isascii() and word.isalpha() and len(word) > 2
        ]
        weights = [sum(map(len, oracle.places[word].values())) for word in known]
        self._words = [
            word
            for word in chance.choices(known, weights, k=1_500) + chance.choices(known, k=1_500)
            if word not in little and word not in ("and", "not", "with")
        ]
        self._places = [
            (number, len(text.spans)) for number, text in oracle.texts.items() if text.own > 20
        ]

    def query(self) -> Typed:
        """Return one query."""
        self._kin = self.chance.choice((None,) * 8 + (False, True))
        typed, node = self._either(2)
        if self._kin is not None:
            switch = "with:synonyms" if self._kin else "with:forms"
            self.used[switch] += 1
            typed = f"{switch} {typed}" if self.chance.random() < 0.5 else f"{typed} {switch}"
        return typed, node

    def _either(self, depth: int) -> Typed:
        if self.chance.random() < 0.75:
            return self._all(depth)
        parts = [self._all(depth) for _ in range(self.chance.choice((2, 2, 3)))]
        sign = self.chance.choice((" OR ", " or ", " | "))
        self.used["OR"] += 1
        return sign.join(typed for typed, _ in parts), Or(tuple(node for _, node in parts))

    def _all(self, depth: int) -> Typed:
        parts = [self._near(depth)]
        for _ in range(self.chance.choice((0, 0, 1, 1, 2))):
            kind = self.chance.random()
            if kind < 0.25:
                typed, node = self._near(depth)
                sign = self.chance.choice(("NOT ", "BUT NOT ", "% ", "and not ", "AND NOT "))
                self.used[sign.strip().upper()] += 1
                parts.append((f"{sign}{typed}", Not(node)))
            elif kind < 0.5:
                typed, condition = self._field()
                if self.chance.random() < 0.3:
                    self.used["NOT field:"] += 1
                    typed, condition = f"NOT {typed}", Not(condition)
                parts.append((typed, condition))
            else:
                sign = self.chance.choice(("", "AND ", "and ", "& "))
                typed, node = self._near(depth)
                self.used[sign.strip().upper() or "two words"] += 1
                parts.append((sign + typed, node))
        if self.chance.random() < 0.05:
            parts.insert(0, self._field())
        if len(parts) == 1 and self.chance.random() < 0.05:
            self.used["NOT"] += 1
            return f"NOT {parts[0][0]}", Not(parts[0][1])
        if len(parts) == 1:
            return parts[0]
        return " ".join(typed for typed, _ in parts), And(tuple(node for _, node in parts))

    def _near(self, depth: int) -> Typed:
        typed, node = self._atom(depth)
        for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2))):
            sign, near = self._relation()
            other, right = self._atom(depth)
            if isinstance(node, Near) and node.negated and near.negated:
                break
            typed = f"{typed} {sign} {other}"
            node = replace(near, left=node, right=right)
        return typed, node

    def _relation(self) -> tuple[str, Near]:
        blank = Words((), "")
        distance = self.chance.choice((1, 2, 3, 5, 10, 50, 400))
        is_ordered, is_negated = self.chance.random() < 0.3, self.chance.random() < 0.2
        unit = self.chance.choice((None, None, Unit.SENTENCE, Unit.PARAGRAPH))
        reach = str(distance) if unit is None else unit.value[0]
        if is_ordered:
            sign = self.chance.choice(("pre/", "PRE/", "+", "onear/"))
        else:
            sign = self.chance.choice(("w/", "W/", "/", "within/", "near/"))
        sign = f"{'not ' if is_negated else ''}{sign}{reach}"
        order = "pre" if is_ordered else "w"
        self.used[f"{'not ' if is_negated else ''}{order}/{'n' if unit is None else reach}"] += 1
        return sign, Near(blank, blank, 0 if unit else distance, unit, is_ordered, is_negated)

    def _atom(self, depth: int) -> Typed:
        kind = self.chance.random()
        if depth and kind < 0.15:
            self.used["( )"] += 1
            typed, node = self._either(depth - 1)
            return f"({typed})", node
        if kind < 0.45:
            return self._word()
        if kind < 0.65:
            return self._phrase()
        if kind < 0.8:
            return self._pattern()
        if kind < 0.85:
            return self._fuzzy()
        return self._copied()

    def _word(self) -> Typed:
        word = self.chance.choice(self._words)
        if self.chance.random() < 0.05:
            word = self.chance.choice(
                ("case", "document", "page", "paper")
            )  # stamped on every page
        typed = self.chance.choice((word, word, word.capitalize(), word.upper()))
        if self._kin is not None and not typed.isupper():
            return typed, _words((Kin(word, self._kin),))
        return typed, _words((Term(word),))

    def _phrase(self) -> Typed:
        """Return words as they stand side by side, now and then with a pattern or a wrong word among them."""
        number, _ = self.chance.choice(self._places)
        text = self.oracle.texts[number]
        count = self.chance.randrange(1, 6)
        first = self.chance.randrange(max(1, text.own - count))
        slots: list[Term | Pattern] = []
        typed = []
        for at in range(first, min(first + count, text.own)):
            word = min(text.terms[at])
            if not (word.isascii() and word.isalpha() and word.islower()):
                word = self.chance.choice(self._words)
            if self.chance.random() < 0.1 and len(word) > 4:
                shape = word[:4] + "*" if self.chance.random() < 0.5 else f"?{word[1:]}"
                typed.append(shape)
                slots.append(Pattern(shape))
            else:
                typed.append(word)
                slots.append(Term(word))
        marks = self.chance.choice(('""', "“”", "«»"))
        self.used["phrase"] += 1
        return f"{marks[0]}{' '.join(typed)}{marks[1]}", _words(tuple(slots))

    def _pattern(self) -> Typed:
        for _ in range(20):
            word = self.chance.choice(self._words)
            at = self.chance.randrange(1, len(word))
            typed = self.chance.choice(
                (
                    f"{word[:at]}*",
                    f"{word[:at]}!",
                    f"*{word[at:]}",
                    f"{word[:at]}?{word[at + 1 :]}a"[:-1],
                )
            )
            typed = typed if self.chance.random() < 0.8 else f"{word[0]}*{word[-1]}"
            slot = Pattern(typed.replace("!", "*"))
            is_one = typed[-1] != "?" and any(map(str.isalpha, typed))
            if is_one and 0 < len(self.oracle.expanded(slot)) <= _MOST_EXPANSIONS:
                self.used["wild card"] += 1
                return typed, _words((slot,))
        return self._word()

    def _fuzzy(self) -> Typed:
        word = self.chance.choice([each for each in self._words if len(each) > 5])
        at, edits = self.chance.randrange(1, len(word) - 1), self.chance.choice((1, 2))
        wrong = self.chance.choice(
            (
                word[:at] + word[at + 1 :],
                f"{word[:at]}q{word[at:]}",
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            )
        )
        self.used[f"~{edits}"] += 1
        return f"{wrong}~{edits}", _words((Fuzzy(wrong, edits),))

    def _copied(self) -> Typed:
        """Return words that punctuation joins, as they stand in a text."""
        for _ in range(50):
            number, _ = self.chance.choice(self._places)
            text = self.oracle.texts[number]
            at = self.chance.randrange(len(text.text) - 1)
            start, end = text.text.rfind(" ", 0, at) + 1, text.text.find(" ", at)
            typed = text.text[start : end if end > 0 else None].strip(".,;:()?!\"“”«»'’‘—–-")
            if (
                any(sign.isspace() or sign in '()"“”«»„*?!~\x01\x02' for sign in typed)
                or typed.isalpha()
            ):
                continue
            slots = _slots(typed)
            if (
                slots is None
                or typed.lower() in ("and/or",)
                or (":" in typed[:-1] and typed[0].isalpha())
            ):
                continue
            self.used["joined by punctuation"] += 1
            return typed, slots
        return self._word()

    def _field(self) -> tuple[str, Node]:
        if self.chance.random() < 0.1:
            self.used["in:stamps"] += 1
            return "in:stamps", Field("in", "stamps")
        name = self.chance.choice(("kind", "speaker", "party", "in", "title"))
        values = self.chance.sample(self.values, self.chance.choice((1, 1, 1, 2)))
        self.used["field:"] += 1
        if len(values) == 2:
            return f"{name}:({' OR '.join(values)})", Or(
                tuple(Field(name, each) for each in values)
            )
        return f"{name}:{values[0]}", Field(name, values[0])


def _words(slots: tuple[Term | Pattern | Fuzzy | Kin, ...]) -> Words:
    return Words((Form(tuple(enumerate(slots)), len(slots)),), "")


def _slots(typed: str) -> Words | None:
    """Return what words joined by punctuation mean: their first terms side by side, signs before them."""
    offset, slots = 0, []
    found = surfaces(typed)
    for match in found:
        forms = variants(match.group())
        if match.group() in "§¶" or (len(forms) > 1 and forms[-1].isupper()):
            return None  # tested by hand: a sign has no width, and US is a name
        slots.append((offset, Term(forms[0])))
        offset += 1
    if not slots:
        return None
    shapes = [Form(tuple(slots), offset)]
    if len(found) == 2 and typed.count("-") == 1 and typed.replace("-", "").isalnum():
        left, right = typed.split("-")
        if (left.isalpha() and right.isalpha()) or (
            len(left) == 1 and left.isalpha() and right.isdigit()
        ):
            shapes.append(Form(((0, Term(variants(left + right)[0])),), 1))
    return Words(tuple(shapes), "")


def run(pages: int, queries: int, seed: int = 1, folder: Path | None = None) -> Figures:
    """Ask that many queries about invented papers, and about the texts in a folder."""
    chance = random.Random(seed)
    documents = [_with_furniture(chance, paper.number, paper.pages) for paper in papers(pages)]
    if folder is not None:
        more = sorted(folder.glob("*.txt"))
        documents += [(path.read_text(encoding="utf-8"), ()) for path in more]
    texts = {at: read(text, furniture) for at, (text, furniture) in enumerate(documents, 1)}
    answers = {value: _scope(chance, texts) for value in "abcdefgh"}
    oracle = Oracle(texts, lambda _, value: answers[value])
    maker = Maker(chance, oracle, tuple(answers))
    differences: list[Difference] = []
    answered = hits = 0
    with tempfile.TemporaryDirectory() as place:
        index = Path(place)
        made = [IndexDocument(at, "1", text, excluded=furniture)
                for at, (text, furniture) in enumerate(documents, 1)]  # fmt: skip
        for first in range(0, len(made), 150):
            update(Home(index), made[first : first + 150])
        searcher = Searcher(Home(index))
        for _ in range(queries):
            typed, tree = maker.query()
            expected = oracle.answer(tree)
            answered += bool(expected)
            hits += sum(map(len, expected.values()))
            differences += _differences(searcher, oracle, typed, expected)
        searcher.close()
    return Figures(pages, queries, answered, hits, maker.used, tuple(differences))


def _differences(
    searcher: Searcher, oracle: Oracle, typed: str, expected: Mapping[int, list[tuple[Span, ...]]]
) -> list[Difference]:
    query = parse(typed)
    answer = searcher.search(
        query,
        lambda name, value, _: oracle.fields(name, value),
        lambda number: SourceText(oracle.texts[number].text),
        limit=1_000_000,
    )
    found = {each.id: [hit.spans for hit in each.hits] for each in answer.documents}
    wrong = [
        Difference(typed, query.understood, number, found.get(number), expected.get(number))
        for number in sorted(found.keys() | expected.keys())
        if found.get(number) != expected.get(number)
    ]
    return wrong[:1]


def _with_furniture(
    chance: random.Random, number: int, pages: Sequence[str]
) -> tuple[str, tuple[Span, ...]]:
    """Return a paper's text with a stamp on each page, and the stamps' spans; joined words here and there."""
    text, stamps = "", []
    for at, page in enumerate(pages):
        stamp = f"Case 3:17-cv-01916 Document {number} Page {at + 1} DOE{number:03d}{at:03d}\n"
        stamps.append(Span(len(text), len(text) + len(stamp)))
        text += stamp + (_JOINED if chance.random() < 0.2 else "") + page + "\f"
    return text, tuple(stamps)


def _scope(
    chance: random.Random, texts: Mapping[int, Text]
) -> Mapping[int, tuple[Span, ...] | None]:
    """Return a field's answer: some documents whole, stretches of others, the rest not at all."""
    answer: dict[int, tuple[Span, ...] | None] = {}
    share = chance.choice((0.0, 0.3, 1.0))
    for number, text in texts.items():
        if chance.random() < 0.5 or text.own < 2:
            continue
        spans = []
        for _ in range(chance.randrange(1, 6)):
            first = chance.randrange(text.own - 1)
            last = min(text.own - 1, first + chance.randrange(120))
            spans.append(Span(text.spans[first].start, text.spans[last].end))
        answer[number] = None if chance.random() < share else tuple(sorted(spans))
    return answer


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]] or [2_000]
    seeds = Path(__file__).parents[2] / "shared" / "seeds"
    figures = run(
        asked[1] if len(asked) > 1 else 2_000, asked[0], folder=seeds if seeds.is_dir() else None
    )
    for each in figures.differences[:10]:
        print(each)
    show(
        [
            ("pages, queries", f"{figures.pages:,}, {figures.queries:,}"),
            ("queries that find something", f"{figures.answered:,}"),
            ("hits compared", f"{figures.hits:,}"),
            ("differences", str(len(figures.differences))),
            *sorted((name, str(count)) for name, count in figures.operators.items()),
        ]
    )
