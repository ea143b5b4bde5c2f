"""Hand-labelled quotations of real court papers, and how they are compared with what was extracted.

``labelled_quotes.tsv`` holds facts only: where a quotation begins, how many letters and digits it has,
the first figures of their SHA-256, the words that name its speaker, and some words of the citation that
gives its source. A quotation is found again by its letters, so labels survive a change of the reader.
They were written by reading whole stretches: whatever stands between marks there and is not in the
table is a defined term, a title or a word spoken of, and no quotation.

In the column of the speaker "a/b" means that either will do, "-" that the text does not say, and "?"
that the words may be taken for a quotation or not (single words and terms with marks of distance). In
the column of the citation "*" means that no citation is judged, "-" that there is none.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extraction.captions import read_caption
from extraction.citations import cited_places, find_citations
from extraction.findings import Party, Quote
from extraction.kinds import recognise_kind
from extraction.parties import find_parties
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.document import ImportContext, ImportedDocument
from importers.registry import read_file
from importers.source_text import Span

__all__ = ["Figures", "Label", "Stretch", "measured", "stretches"]

_TABLE = Path(__file__).with_suffix(".tsv")
# How many letters before and behind its old place a quotation is looked for.
_REACH = 3000
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled quotation; ``start`` counts the text layer that it was labelled in."""

    start: int
    letters: int
    digest: str
    speakers: tuple[str, ...]
    cited: str

    @property
    def is_open(self) -> bool:
        """Tell whether finding it is neither right nor wrong."""
        return self.speakers == ("?",)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paper whose every quotation is labelled."""

    path: str
    span: Span
    labels: tuple[Label, ...]


@dataclass
class Figures:
    """Counts over one or several stretches; ``errors`` say in words what was wrong."""

    labels: int = 0
    extracted: int = 0
    exact: int = 0
    speaker_right: int = 0
    source_right: int = 0
    cited: int = 0
    cited_right: int = 0
    attributed: int = 0
    wrongly_attributed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Add the counts of another stretch."""
        for name in vars(other):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> float:
        """The share of labelled quotations found with exactly their span."""
        return self.exact / max(1, self.labels)

    @property
    def precision(self) -> float:
        """The share of extracted quotations that are labelled so."""
        return self.exact / max(1, self.extracted)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.exact / max(1, self.labels + self.extracted)

    @property
    def speakers(self) -> float:
        """The share of found quotations whose speaker is right, nobody where nobody is named."""
        return self.speaker_right / max(1, self.exact)

    @property
    def citations(self) -> float:
        """The share of found quotations with a labelled citation that have it."""
        return self.cited_right / max(1, self.cited)

    @property
    def sources(self) -> float:
        """The share of found quotations with both the right speaker and the right citation."""
        return self.source_right / max(1, self.exact)

    def row(self, name: str) -> str:
        """Return the figures as one line of a table."""
        return (
            f"{name:48s} {self.labels:4d} exact P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"
            f"  speaker {self.speakers:.3f} cited {self.citations:.3f} ({self.cited_right}/{self.cited})"
            f" source {self.sources:.3f}  wrongly attributed {self.wrongly_attributed}/{self.attributed}"
        )


def stretches() -> list[Stretch]:
    """Return all labelled stretches in the order of the table."""
    found: list[Stretch] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            path, start, end = line[2:].split("\t")
            found.append(Stretch(path, Span(int(start), int(end)), ()))
        else:
            last = found.pop()
            found.append(Stretch(last.path, last.span, (*last.labels, _label(line))))
    return found


def _label(line: str) -> Label:
    start, letters, digest, speakers, cited = line.split("\t")
    return Label(int(start), int(letters), digest, tuple(speakers.split("/")), cited)


def measured(of_one_paper: Sequence[Stretch], shared: Path) -> Figures:
    """Return the figures of the stretches of one paper, read and extracted anew.

    Raises:
        LookupError: if a labelled quotation's letters stand nowhere near their place.
    """
    file = shared / "documents" / of_one_paper[0].path
    document = read_file(file, ImportContext(file.name))
    parties, quotes = _found(document)
    figures = Figures()
    for stretch in of_one_paper:
        figures.add(_compared(stretch, quotes, parties, document.source.text))
    return figures


def _found(document: ImportedDocument) -> tuple[Sequence[Party], Sequence[Quote]]:
    reading = read(document.source)
    places = cited_places(reading)
    citations = find_citations(reading, places)
    kind, _ = recognise_kind(document)
    caption = read_caption(document.source, document.metadata)
    parties = find_parties(document, reading, kind, caption, citations)
    return parties, find_quotes(reading, parties, kind, places)


def _compared(
    stretch: Stretch, quotes: Sequence[Quote], parties: Sequence[Party], text: str
) -> Figures:
    figures = Figures()
    places = {_place(text, label): label for label in stretch.labels}
    found = [q for q in quotes if q.kind.is_quotation]
    found = [q for q in found if stretch.span.start <= q.span.start < stretch.span.end]
    by_edges = {_edges(text, quote.span): quote for quote in found}
    for edges, quote in by_edges.items():
        label = places.get(edges)
        near_open = any(other.is_open and at.overlaps(edges) for at, other in places.items())
        if label is None and not near_open:
            figures.errors.append(f"{_at(stretch, quote.span)} no quotation: {_words(quote.text)}")
        figures.extracted += not (near_open if label is None else label.is_open)
    for place, label in places.items():
        if label.is_open:
            continue
        figures.labels += 1
        if place not in by_edges:
            figures.errors.append(f"{_at(stretch, place)} missed: {_words(place.of(text))}")
            continue
        _judge(figures, label, by_edges[place], parties, text, _at(stretch, place))
    return figures


def _judge(
    figures: Figures, label: Label, quote: Quote, parties: Sequence[Party], text: str, at: str
) -> None:
    figures.exact += 1
    said = _is_said(label, quote, parties, text)
    figures.speaker_right += said
    if quote.speaker is not None:
        figures.attributed += 1
        figures.wrongly_attributed += not said
    if not said:
        got = "nobody" if quote.speaker is None else " | ".join(_names(quote, parties, text))
        figures.errors.append(
            f"{at} speaker {'/'.join(label.speakers)}, got {got}: {_words(quote.text)}"
        )
    cited = True
    if label.cited != "*":
        got = cited_words(quote, text)
        cited = got == "" if label.cited == "-" else _folded(label.cited) in _folded(got)
        if label.cited != "-":
            figures.cited += 1
            figures.cited_right += cited
        if not cited:
            figures.errors.append(
                f"{at} cited {label.cited}, got {got or 'nothing'}: {_words(quote.text)}"
            )
    figures.source_right += said and cited


def cited_words(quote: Quote, text: str) -> str:
    """Return the words of the citation that gives a quotation's source, with what it repeats, or ""."""
    spans = (span for span in (quote.citation, quote.authority) if span is not None)
    return " => ".join(" ".join(span.of(text).split()) for span in spans)


def _is_said(label: Label, quote: Quote, parties: Sequence[Party], text: str) -> bool:
    if quote.speaker is None:
        return "-" in label.speakers
    names = [_folded(name) for name in _names(quote, parties, text)]
    wanted = [_folded(who) for who in label.speakers if who != "-"]
    return any(who in name.split() or f" {who} " in f" {name} " for who in wanted for name in names)


def _names(quote: Quote, parties: Sequence[Party], text: str) -> Iterator[str]:
    if quote.speaker is None:
        return
    if quote.speaker.span is not None:
        yield quote.speaker.span.of(text)
    yield from (party.name for party in parties if party.id == quote.speaker.party)


def _folded(words: str) -> str:
    kept = "".join(
        c if c.isalnum() or c in "§¶" else " " for c in words.casefold().replace("’s", "")
    )
    return " ".join(word for word in kept.split() if word != "the")


def _edges(text: str, span: Span) -> Span:
    """Return a span without punctuation and spaces at its edges, which marks may stand within or not."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _place(text: str, label: Label) -> Span:
    window = text[max(0, label.start - 2 * _REACH) : label.start + 4 * _REACH + label.letters]
    base = max(0, label.start - 2 * _REACH)
    places = [base + at for at, c in enumerate(window) if c.isalnum()]
    letters = "".join(text[at] for at in places)
    nearest = sorted(
        range(len(places) - label.letters + 1), key=lambda n: abs(places[n] - label.start)
    )
    for n in nearest[: 2 * _REACH]:
        stretch = letters[n : n + label.letters]
        if hashlib.sha256(stretch.encode()).hexdigest()[:_DIGITS] == label.digest:
            return Span(places[n], places[n + label.letters - 1] + 1)
    raise LookupError(f"the quotation labelled at {label.start} stands nowhere near")


def _at(stretch: Stretch, span: Span) -> str:
    return f"{Path(stretch.path).stem} {span.start}"


def _words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:40]}…{words[-18:]}"
