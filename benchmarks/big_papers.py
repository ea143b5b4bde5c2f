"""Invented papers of a long litigation, each with what stands in it: parties, quotations, dates, sentences.

Deterministic for a seed. A few parties are named everywhere and many seldom; a fifth of the quotations stand
in other papers too; days lie within six years, around the day of their paper. One paper has 1,000 pages.
"""

import datetime as dt
import itertools
import random
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extraction.findings import (
    Basis,
    Certainty,
    DateExpression,
    DocumentFacts,
    DocumentKind,
    Event,
    EventKind,
    Findings,
    Mention,
    Party,
    PartyKind,
    PartySource,
    Quote,
    QuoteKind,
    Speaker,
)
from importers.source_text import Span

__all__ = ["DOUBLE_SPACED", "LINES", "Draft", "drafts"]

LINES, DOUBLE_SPACED = 34, 24
"""Lines of a page."""

_COLUMNS = 88
_INK = re.compile(r"\S")
_FIRST_DAY, _DAYS = dt.date(2019, 1, 1), 6 * 365
_PARTIES, _QUOTES = 0.036, 0.31  # of all findings; the others are dates
_LONG_PAPER = 0.03  # of all findings stand in the paper of a thousand pages
_LONG_PAPER_PAGES = 1000
_LONG_PAPER_AT = 3
_IN_PDF = 0.2  # of the papers
_IN_PDF_WITH_PAGES = 0.6  # of the papers, where pages are asked for
_ON_A_LINE = 0.65  # sentences
_AGAIN = 0.2  # of the quotations have words that were quoted before
_KINDS = {
    DocumentKind.EMAIL: 44,
    DocumentKind.EXHIBIT: 17,
    DocumentKind.OTHER: 11,
    DocumentKind.ARTICLE: 8,
    DocumentKind.MOTION: 8,
    DocumentKind.ORDER: 7,
    DocumentKind.OPINION: 2,
    DocumentKind.ANSWER: 1,
    DocumentKind.COMPLAINT: 1,
    DocumentKind.SUBPOENA: 1,
}
_IN_COURT = frozenset(
    {DocumentKind.MOTION, DocumentKind.ORDER, DocumentKind.ANSWER, DocumentKind.COMPLAINT}
)


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words(
    "Odile Maren Tobias Ilse Corwin Henrike Basil Ottoline Jasper Mirela Anselm Petra Lucan"
    " Sabine Rufus Thessaly Gideon Alma Florian Ines Marius Junia Caspian Dorothea Ewan Felicity"
    " Hollis Imogen Jorah"
)
_BEGINNINGS = _words(
    "Van Mar Tide Hol Gren Thor Wis Quar Bel Cor Dun Far Hart Kel Lang Mor Nor Pem Ros"
)
_MIDDLES = _words("tre low wat ling den bur ken mel ber gar tin ver lo ra ni so du pe")
_ENDINGS = _words("ese man ford well more by ley stone wick combe field hurst ner dale ton")
_FIRMS = _words("Ferry Harbor Freight Salvage Dredging Marine Bonding Chartering Timber Lantern")
_FORMS = ("Company, Inc.", "Partners LLC", "Holdings Corp.", "Brothers Ltd.")
_COMMON = _words(
    "the of and to in a that for is on by with as was be this at not or from which an are has it"
    " his under any other no all been would there more than will their what so up out who about"
    " into only some"
)
_VERBS = ("wrote to", "met", "telephoned", "warned", "paid", "answered", "asked")
_ROLES = ("plaintiff", "defendant", "defendant", "counsel", "counsel", "judge", "witness")
_LATER = (
    ("two days later", 2),
    ("the next morning", 1),
    ("a week later", 7),
    ("the day before", -1),
)
_SOMETIME = ("recently", "for three years", "in those days")


@dataclass(frozen=True)
class _Being:
    """A party of the invented case; ``short`` is what it is called after its full name."""

    name: str
    kind: PartyKind
    short: str
    role: str | None = None


@dataclass(frozen=True)
class _Day:
    """A date as it was written, and how it is to be read."""

    value: str | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: Basis = Basis.STATED
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()
    kind: EventKind | None = EventKind.EVENT


@dataclass(frozen=True)
class _Said:
    span: Span
    speaker: str | None
    named_at: Span | None


@dataclass
class Draft:
    """One paper: its text, with lines broken in place, and all that was written into it."""

    name: str
    facts: DocumentFacts
    pages: int
    """0 for a paper that is plain text, else how many pages it has at the least."""
    lines: int = LINES
    """Lines of each page."""
    sure: Sequence[float] = ()
    text: str = ""
    named: dict[_Being, list[Span]] = field(default_factory=dict)
    quotes: list[_Said] = field(default_factory=list)
    dates: list[tuple[Span, _Day]] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)

    def findings(self, read: str) -> Findings:
        """Return what extraction would propose for the paper's text as it was read.

        Raises:
            ValueError: if other words were read than were written.
        """
        place, sure = _places(self.text, read), itertools.cycle(self.sure)
        ids = {being.name: f"p{at}" for at, being in enumerate(self.named, 1)}
        source = PartySource.CAPTION if self.facts.kind in _IN_COURT else PartySource.BODY
        parties = [
            Party(
                ids[being.name],
                being.name,
                being.kind,
                being.role,
                source if being.role else PartySource.BODY,
                (being.short,),
                tuple(Mention(place(span), place(span).of(read)) for span in spans),
                confidence=next(sure),
            )
            for being, spans in self.named.items()
        ]
        quotes = [_quote(each, place, read, ids, next(sure)) for each in self.quotes]
        dates = [_date(day, place(span), read, next(sure)) for span, day in self.dates]
        sentences = [place(span) for span in self.sentences]
        events = [
            Event(at, sentence, day.kind)
            for at, (_, day) in enumerate(self.dates)
            for sentence in _around(dates[at].span, sentences)
            if day.kind is not None
        ]
        return Findings(
            self.facts,
            tuple(parties),
            tuple(quotes),
            tuple(dates),
            events=tuple(events),
            sentences=tuple(sentences),
            extractor="invented 1",
        )


def _places(draft: str, read: str) -> Callable[[Span], Span]:
    """Return what places a draft's spans in the text that was read of it: only white space may differ."""
    if draft == read:
        return lambda span: span
    inked = [match.start() for match in _INK.finditer(read)]
    before = [match.start() for match in _INK.finditer(draft)]
    if len(before) != len(inked):
        raise ValueError("The paper was read with other words than were written.")

    def place(span: Span) -> Span:
        first, last = bisect_left(before, span.start), bisect_left(before, span.end) - 1
        return Span(inked[first], inked[last] + 1)

    return place


def _quote(
    said: _Said, place: Callable[[Span], Span], read: str, ids: dict[str, str], sure: float
) -> Quote:
    span = place(said.span)
    text = span.of(read)
    speaker, certainty = None, Certainty.UNATTRIBUTED
    if said.speaker is not None:
        speaker = Speaker(place(said.named_at) if said.named_at else None, ids[said.speaker])
        certainty = Certainty.STATED if sure > 0.4 else Certainty.INFERRED
    return Quote(
        span,
        text,
        QuoteKind.DIRECT,
        certainty,
        speaker,
        reading=" ".join(text.split()),
        evidence="its own sentence names the speaker" if speaker else "",
        confidence=sure,
    )


def _date(day: _Day, span: Span, read: str, sure: float) -> DateExpression:
    return DateExpression(
        span,
        span.of(read),
        day.value,
        day.earliest,
        day.latest,
        day.basis,
        day.anchor,
        day.alternatives,
        confidence=sure,
    )


def _around(span: Span, sentences: Sequence[Span]) -> Iterator[Span]:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if sentences[middle].end <= span.start else (low, middle)
    if low < len(sentences) and sentences[low].contains(span):
        yield sentences[low]


def drafts(documents: int, findings: int, seed: int, pages: int = 0) -> Iterator[Draft]:
    """Yield so many papers with about so many parties, quotations and dates in all.

    With ``pages`` more papers are PDF files, of about so many double-spaced pages in all; else each is as
    long as what it says.
    """
    chance = random.Random(seed)
    beings = _beings(chance, max(8, round(findings * _PARTIES)))
    words = _vocabulary(chance)
    quoted: list[str] = []
    left = max(0, findings - len(beings))
    weights = [chance.lognormvariate(0, 0.8) for _ in range(documents)]
    long_paper = min(_LONG_PAPER_AT, documents - 1)
    weights[long_paper] = 0.0
    total = sum(weights) / (1 - _LONG_PAPER)
    weights[long_paper] = total * _LONG_PAPER
    carried, first = 0.0, 0
    share = _IN_PDF_WITH_PAGES if pages else _IN_PDF
    each = max(0, pages - _LONG_PAPER_PAGES * (documents >= 1000)) / (share * documents)
    for number, weight in enumerate(weights):
        carried += left * weight / total
        count = round(carried)
        carried -= count
        until = len(beings) * (number + 1) // documents
        length = _LONG_PAPER_PAGES if number == long_paper and documents >= 1000 else 0
        if number == long_paper or chance.random() < share:
            length = length or max(1, round(each * _length(chance)) if pages else 1)
        lines = DOUBLE_SPACED if pages else LINES
        yield _Writer(chance, words, quoted, _facts(chance, number), length, number, lines).paper(
            beings, beings[first:until], count
        )
        first = until


def _length(chance: random.Random) -> float:
    """Return how many times the usual length a paper has, 1 on the average."""
    return min(20.0, chance.lognormvariate(-0.5, 1.0))


def _beings(chance: random.Random, count: int) -> list[_Being]:
    surnames = [
        f"{one}{two}{three}" for one in _BEGINNINGS for two in _MIDDLES for three in _ENDINGS
    ]
    chance.shuffle(surnames)
    beings = []
    for number in range(count):
        surname, again = surnames[number % len(surnames)], number // len(surnames)
        role = _ROLES[number] if number < len(_ROLES) else None
        if number % 3 == 1:
            short = f"{surname} {_FIRMS[(number + again) % len(_FIRMS)]}"
            name = f"{short} {_FORMS[number % len(_FORMS)]}"
            beings.append(_Being(name, PartyKind.ORGANIZATION, short, role))
        else:
            given = _GIVEN[(number + again * 7) % len(_GIVEN)]
            beings.append(_Being(f"{given} {surname}", PartyKind.PERSON, surname, role))
    return beings


def _vocabulary(chance: random.Random) -> list[str]:
    made = {
        f"{chance.choice(_BEGINNINGS).lower()}{chance.choice(_MIDDLES)}{chance.choice(_ENDINGS)}"
        for _ in range(2000)
    }
    return [*_COMMON * 40, *sorted(made)]


def _facts(chance: random.Random, number: int) -> DocumentFacts:
    kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
    day = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
    in_court = kind in _IN_COURT
    return DocumentFacts(
        kind,
        "invented so",
        f"{kind.value.capitalize()} {number + 1}",
        court="Tidewater District Court" if in_court else None,
        docket_number="4:19-cv-00881" if in_court else None,
        docket_entry=str(number + 1) if in_court else None,
        filed=day if in_court else None,
        date=day,
        date_reason="invented so",
    )


class _Writer:
    """Writes one paper, sentence by sentence."""

    def __init__(
        self,
        chance: random.Random,
        words: Sequence[str],
        quoted: list[str],
        facts: DocumentFacts,
        pages: int,
        number: int,
        lines: int,
    ) -> None:
        self._chance, self._words, self._quoted = chance, words, quoted
        suffix = "pdf" if pages else "txt"
        name = f"{(facts.kind.value).capitalize()} {number + 1}.{suffix}"
        sure = [round(chance.uniform(0.3, 0.99), 2) for _ in range(17)]
        self._draft = Draft(name, facts, pages, lines, sure)
        self._pieces: list[str] = []
        self._at = 0
        self._day = facts.date or _FIRST_DAY

    def paper(self, beings: Sequence[_Being], newcomers: Sequence[_Being], findings: int) -> Draft:
        """Write so many quotations and dates; every newcomer is named."""
        chance = self._chance
        quotes = round(findings * _QUOTES / (1 - _PARTIES))
        dates = findings - quotes
        cast = [*newcomers, *self._cast(beings)]
        fillers = self._fillers(findings)
        sentences: list[Callable[[Sequence[_Being]], None]] = []
        sentences += [self._saying] * quotes + [self._dated] * dates
        sentences += [self._meeting] * (findings // 5) + [self._plain] * fillers
        chance.shuffle(sentences)
        self._write(f"{self._draft.facts.title}\n\n")
        for at, sentence in enumerate([*[self._introduction] * len(newcomers), *sentences]):
            begun = self._at
            sentence(cast[at:] if sentence == self._introduction else cast)
            self._draft.sentences.append(Span(begun, self._at))
            self._write(" " if chance.random() < 0.6 else "\n\n")
        self._draft.text = _broken("".join(self._pieces).rstrip())
        return self._draft

    def _fillers(self, findings: int) -> int:
        """Return how many sentences say nothing: as many as fill the paper's pages."""
        pages = self._draft.pages
        if pages == _LONG_PAPER_PAGES:
            return pages * 20 + 2
        said = findings + findings // 5
        needed = round(pages * self._draft.lines * _ON_A_LINE) - said
        return (findings // 3 if pages < 2 else max(0, needed)) + 2

    def _cast(self, beings: Sequence[_Being]) -> Iterator[_Being]:
        """Yield the parties of one paper: the number falls off with their rank."""
        size = len(beings)
        for _ in range(self._chance.randint(4, 12)):
            yield beings[min(size - 1, int(size ** self._chance.random()) - 1)]

    def _write(self, text: str) -> Span:
        self._pieces.append(text)
        start, self._at = self._at, self._at + len(text)
        return Span(start, self._at)

    def _name(self, being: _Being) -> Span:
        known = self._draft.named.setdefault(being, [])
        known.append(self._write(being.short if known else being.name))
        return known[-1]

    def _some(self, least: int, most: int) -> str:
        return " ".join(self._chance.choices(self._words, k=self._chance.randint(least, most)))

    def _introduction(self, cast: Sequence[_Being]) -> None:
        self._name(cast[0])
        self._write(f" was there for {self._some(3, 8)}.")

    def _plain(self, cast: Sequence[_Being]) -> None:
        del cast
        self._write(f"{self._some(8, 22).capitalize()}.")

    def _meeting(self, cast: Sequence[_Being]) -> None:
        self._name(self._chance.choice(cast))
        self._write(f" {self._chance.choice(_VERBS)} ")
        self._name(self._chance.choice(cast))
        self._write(f" about {self._some(3, 12)}.")

    def _dated(self, cast: Sequence[_Being]) -> None:
        chance = self._chance
        if chance.random() < 0.04:
            self._write("The papers are due by ")
            self._date(EventKind.DEADLINE)
            self._write(f" from {self._some(3, 8)}.")
        elif chance.random() < 0.5:
            self._write("On or about ")
            self._date()
            self._write(" ")
            self._meeting(cast)
        else:
            self._name(chance.choice(cast))
            self._write(f" {chance.choice(_VERBS)} them {self._some(2, 9)} ")
            self._date()
            self._write(".")

    def _saying(self, cast: Sequence[_Being]) -> None:
        chance, words = self._chance, self._quotation()
        speaker = chance.choice(cast) if chance.random() < 0.85 else None
        named = self._name(speaker) if speaker else None
        self._write(" said “" if speaker else "It was said “")
        span = self._write(words)
        self._write(f"” of {self._some(2, 6)}.")
        self._draft.quotes.append(_Said(span, speaker.name if speaker else None, named))

    def _quotation(self) -> str:
        if self._quoted and self._chance.random() < _AGAIN:
            at = int(self._chance.expovariate(1 / 400))  # what was said lately is quoted most
            known = self._quoted
            return known[-1 - at] if at < len(known) else self._chance.choice(known)
        words = self._some(7, 24)
        if self._chance.random() < 0.3:
            self._quoted.append(words)
        return words

    def _date(self, kind: EventKind | None = None) -> None:
        chance = self._chance
        day = self._day + dt.timedelta(days=round(chance.gauss(-20, 60)))
        if kind is None:
            kind = chance.choice((EventKind.EVENT, EventKind.EVENT, EventKind.FILING, None))
        draw = chance.random()
        if draw < 0.72:
            words = f"{day:%B} {day.day}, {day.year}"
            read = _Day(day.isoformat(), day, day, kind=kind)
        elif draw < 0.82:
            words = f"{day:%B} {day.year}"
            first = day.replace(day=1)
            last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            read = _Day(f"{day:%Y-%m}", first, last, kind=kind)
        elif draw < 0.86:
            day = day.replace(day=min(day.day, 12))
            words, other = f"{day:%m/%d/%Y}", day.replace(month=day.day, day=day.month)
            read = _Day(
                day.isoformat(), day, day, Basis.AMBIGUOUS, None, (other.isoformat(),), kind
            )
        elif draw < 0.96:
            words, days = chance.choice(_LATER)
            then = day + dt.timedelta(days=days)
            read = _Day(then.isoformat(), then, then, Basis.RELATIVE, day.isoformat(), kind=kind)
        else:
            words, read = (
                chance.choice(_SOMETIME),
                _Day(None, None, None, Basis.RELATIVE, kind=None),
            )
        self._draft.dates.append((self._write(words), read))


def _broken(text: str) -> str:
    """Return a text with spaces made line breaks, so that no line is too long and no offset changes."""
    signs, begun = list(text), 0
    while begun < len(text):
        end = text.find("\n", begun)
        end = len(text) if end < 0 else end
        if end - begun <= _COLUMNS:
            begun = end + 1
            continue
        space = text.rfind(" ", begun + 1, begun + _COLUMNS + 1)
        if space < 0:
            space = text.find(" ", begun + _COLUMNS + 1, end)
        if space >= 0:
            signs[space] = "\n"
        begun = (end if space < 0 else space) + 1
    return "".join(signs)
