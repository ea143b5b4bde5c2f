"""Where a row is linked to what the view asks about: the places, the strongest first, with their words.

A place is a quote with its speaker or a name inside it, a sentence that both stand in, or a paragraph.
Among several things asked about, a place that joins the row to more of them comes first. Words are looked
up only of the places that are wanted: two parties may share thousands.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from casefile.evidence_records import EvidenceMark
from casefile.linked_days import dates_in
from casefile.links import Image
from casefile.paper_links import TYPES, PaperLinks, code_of
from casefile.questions import USUAL_RELATIONS, Question
from casefile.records import Pin, Ref, RefType, RelationKind
from casefile.relation_strength import STRENGTH, unpacked
from casefile.snapshot import FoundDate, FoundQuote, Units
from importers.source_text import Span

__all__ = ["EvidencePlace", "Joins", "joins"]

_Codes = Mapping[int, tuple[int, ...]]
"""By paper, the codes that a thing has there: a party those of all that live on in it."""

_STEP = len(TYPES)
_NOTHING: frozenset[int] = frozenset()
_PARTY, _QUOTE = code_of(RefType.PARTY, 0), code_of(RefType.QUOTE, 0)
_SPEAKS = STRENGTH[RelationKind.SPEAKS]
_MENTIONED = STRENGTH[RelationKind.MENTIONED_IN]
_SAME_WORDS = STRENGTH[RelationKind.SAME_WORDS]
_DOCUMENT = STRENGTH[RelationKind.IN_DOCUMENT]
_SENTENCE = STRENGTH[RelationKind.SAME_SENTENCE]
_PARAGRAPH = STRENGTH[RelationKind.SAME_PARAGRAPH]


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """One place: where it opens, and the words to mark; ``marks`` count in the paper's text, in order."""

    pin: Pin
    marks: tuple[EvidenceMark, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A place that names a party, a quote or a date, with the units that it touches."""

    pin: Pin
    kind: RefType
    units: Units

    def mark(self, *, own: bool) -> EvidenceMark:
        return EvidenceMark(self.pin.span, self.kind, own)


@dataclass(frozen=True, slots=True, order=True)
class _Joint:
    """A stretch of one paper that joins the row to ``targets``: a quote, a sentence, a paragraph.

    ``missing`` is how many of all targets it lacks, ``unit`` the stretch's number in the paper.
    """

    missing: int
    rank: int
    paper: int
    unit: int
    targets: tuple[int, ...] = field(compare=False, default=())


class _Thing:
    """A finding, or several dates together, within one paper."""

    def __init__(self, paper: PaperLinks, codes: Sequence[int]) -> None:
        self.paper = paper
        self.codes = codes

    def units(self, units: Mapping[int, AbstractSet[int]]) -> AbstractSet[int]:
        """Return the sentences or paragraphs that it stands in."""
        if len(self.codes) == 1:
            return units.get(self.codes[0], _NOTHING)
        return _NOTHING.union(*(units.get(code, _NOTHING) for code in self.codes))

    @cached_property
    def words(self) -> list[_Word]:
        """Every place of it in the paper."""
        found: list[_Word] = []
        numbers = {code // _STEP for code in self.codes if code % _STEP != _PARTY}
        for code in self.codes:
            if code % _STEP == _PARTY:
                mentions = self.paper.mentions.get(code // _STEP, ())
                found += (_Word(each.pin, RefType.PARTY, each.units) for each in mentions)
        if numbers:
            kind = TYPES[self.codes[0] % _STEP]
            document = self.paper.document
            rows: Iterable[FoundQuote | FoundDate] = (
                document.quotes if kind is RefType.QUOTE else document.dates
            )
            for row in rows:
                if row.row.id in numbers:
                    found.append(_Word(row.row.pin, kind, row.units))
        return sorted(found, key=lambda word: word.pin.span)

    @cached_property
    def by_sentence(self) -> dict[int, list[_Word]]:
        """Its places by the sentences that they touch."""
        return _by_unit(
            (word.units.first_sentence, word.units.last_sentence, word) for word in self.words
        )

    @cached_property
    def by_paragraph(self) -> dict[int, list[_Word]]:
        """Its places by the paragraphs that they touch."""
        return _by_unit(
            (word.units.first_paragraph, word.units.last_paragraph, word) for word in self.words
        )


def _by_unit(words: Iterable[tuple[int, int, _Word]]) -> dict[int, list[_Word]]:
    found: dict[int, list[_Word]] = {}
    for first, last, word in words:
        for unit in range(first, last + 1) if first >= 0 else ():
            found.setdefault(unit, []).append(word)
    return found


class Joins:
    """The places that link one row to what is asked about; ``count`` of them."""

    def __init__(
        self,
        image: Image,
        own: _Codes,
        targets: Sequence[_Codes],
        papers: Collection[int] | None = None,
        relations: Collection[RelationKind] = USUAL_RELATIONS,
    ) -> None:
        """Look for what joins a row to ``targets`` in some papers by some relations; in all for ``None``."""
        self._image = image
        self._ranks = {STRENGTH[kind] for kind in relations}
        self._own, self._targets = own, targets
        self._things: dict[tuple[int, int], _Thing] = {}
        # Of a quote alone it matters that other papers have its words; it stands in one.
        self._everywhere = [
            set(chain.from_iterable(each.values())) if len(each) == 1 else _NOTHING
            for each in targets
        ]
        wanted: Iterable[int] = own if papers is None else own.keys() & papers
        if targets and len(own) > 1:  # a quote stands in one paper, its words perhaps in others
            wanted = set(wanted).intersection(chain.from_iterable(targets))
        numbers = sorted(wanted)
        if targets:
            found = (self._joints(number) for number in numbers)
        else:
            found = (self._alone(number) for number in numbers)
        self._found = sorted(chain.from_iterable(found))

    @property
    def count(self) -> int:
        """At how many places the row is linked to what is asked about."""
        return len(self._found)

    def places(self, most: int | None = None) -> tuple[EvidencePlace, ...]:
        """Return the places, the strongest first; of several the first ``most``, where it is given."""
        found: dict[tuple[int, Span], EvidencePlace] = {}
        for place in islice(map(self._place, self._found), most):
            found.setdefault((place.pin.document, place.pin.span), place)
        return tuple(found.values())

    # -- what joins, by numbers alone

    def _thing(self, paper: int, target: int = -1) -> _Thing:
        """Return the row, or one of what is asked about, within a paper."""
        key = (paper, target)
        if key not in self._things:
            codes = (self._own if target < 0 else self._targets[target]).get(paper, ())
            self._things[key] = _Thing(self._image.papers[paper], codes)
        return self._things[key]

    def _alone(self, number: int) -> Iterator[_Joint]:
        """Yield where the row stands in a paper that is itself what is asked about."""
        for place in range(len(self._thing(number).words)):
            yield _Joint(0, _DOCUMENT, number, place)

    def _joints(self, number: int) -> Iterator[_Joint]:
        paper, own = self._image.papers[number], self._thing(number)
        found: dict[tuple[int, int], list[int]] = {}
        sentences, paragraphs = own.units(paper.sentences), own.units(paper.paragraphs)
        for at, everywhere in enumerate(self._everywhere):
            thing = self._thing(number, at)
            for rank, quote in self._direct(own, thing, everywhere):
                found.setdefault((rank, quote), []).append(at)
            for unit in sentences & thing.units(paper.sentences):
                found.setdefault((_SENTENCE, unit), []).append(at)
            for unit in paragraphs & thing.units(paper.paragraphs):
                found.setdefault((_PARAGRAPH, unit), []).append(at)
        found = {key: targets for key, targets in found.items() if key[0] in self._ranks}
        if not found and _DOCUMENT in self._ranks:
            yield from self._beside(number)
        covered = self._covered(number, found)
        for (rank, unit), targets in found.items():
            if rank != _PARAGRAPH or not covered.get(unit, set()).issuperset(targets):
                missing = len(self._targets) - len(set(targets))
                yield _Joint(missing, rank, number, unit, tuple(dict.fromkeys(targets)))

    def _beside(self, number: int) -> Iterator[_Joint]:
        """Yield where the row stands in a paper that holds what is asked about, too."""
        here = tuple(at for at, target in enumerate(self._targets) if number in target)
        for place in range(len(self._thing(number).words)) if here else ():
            yield _Joint(len(self._targets) - len(here), _DOCUMENT, number, place, here)

    def _direct(
        self, own: _Thing, thing: _Thing, everywhere: AbstractSet[int]
    ) -> Iterator[tuple[int, int]]:
        """Yield the quotes that link a row by who says them or who is named in them, with the rank of that.

        Also those whose words another quote has, too, in whatever paper.
        """
        for code in own.codes:
            linked = own.paper.direct.get(code)
            for other in thing.codes if linked is not None else ():
                relation = linked.direct.get(other) if linked is not None else None
                if relation is not None:
                    quote = (other if code % _STEP == _PARTY else code) // _STEP
                    rank = unpacked(relation)[0]
                    yield rank, quote
                    if rank == _SPEAKS and _names_itself(own, thing, quote):
                        yield _MENTIONED, quote
            same = self._image.same_words.get(code, ()) if code % _STEP == _QUOTE else ()
            if not everywhere.isdisjoint(same):
                yield _SAME_WORDS, code // _STEP

    def _covered(
        self, number: int, found: Mapping[tuple[int, int], Sequence[int]]
    ) -> dict[int, set[int]]:
        """Return what each paragraph is joined to by a sentence or a quote in it already."""
        own = self._thing(number)
        covered: dict[int, set[int]] = {}
        paragraphs = own.units(own.paper.paragraphs)
        if len(paragraphs) == 1:  # as mostly: then no word has to be looked up
            is_party = own.codes[0] % _STEP == _PARTY
            inside = (
                targets
                for (rank, _), targets in found.items()
                if rank == _SENTENCE or (rank != _PARAGRAPH and not is_party)
            )
            return {next(iter(paragraphs)): set(chain.from_iterable(inside))}
        for (rank, unit), targets in found.items():
            if rank == _PARAGRAPH:
                continue
            words = own.by_sentence.get(unit, ()) if rank == _SENTENCE else own.words
            for word in words:
                if rank == _SENTENCE or word.kind is not RefType.PARTY:
                    first, last = word.units.first_paragraph, word.units.last_paragraph
                    for paragraph in range(first, last + 1):
                        covered.setdefault(paragraph, set()).update(targets)
        return covered

    # -- words

    def _place(self, joint: _Joint) -> EvidencePlace:
        own = self._thing(joint.paper)
        if joint.rank == _DOCUMENT:
            word = own.words[joint.unit]
            return EvidencePlace(word.pin, (word.mark(own=True),))
        mine = _within(own, joint)
        theirs = [_within(self._thing(joint.paper, at), joint) for at in joint.targets]
        near = _nearest(mine, list(chain.from_iterable(theirs)))
        if (
            joint.rank == _PARAGRAPH
        ):  # a paragraph may name things often: those nearest to each other
            theirs = [[_nearest(words, [near])] for words in theirs if words]
        marks = {word.pin.span: word.mark(own=False) for word in chain.from_iterable(theirs)}
        marks[near.pin.span] = near.mark(own=True)
        return EvidencePlace(near.pin, tuple(marks[span] for span in sorted(marks)))


def joins(image: Image, question: Question, refs: Iterable[Ref]) -> Iterator[tuple[Ref, Joins]]:
    """Yield for each row what links it to what is asked about."""
    asked = {each: _codes(image, each) for each in (_root(image, ref) for ref in question.findings)}
    days = [_of_days(image, question)] if question.days else []
    papers = _papers(image, question)
    for ref in refs:
        own = _root(image, ref)
        targets = [codes for each, codes in asked.items() if each != own]
        relations = question.relations or USUAL_RELATIONS
        yield ref, Joins(image, _codes(image, own), [*targets, *days], papers, relations)


def _root(image: Image, ref: Ref) -> Ref:
    """Return a finding, for a merged party the one it lives on in."""
    if ref.type is RefType.PARTY:
        return Ref(ref.type, image.roots.get(ref.id, ref.id))
    return ref


def _codes(image: Image, ref: Ref) -> _Codes:
    """Return the codes of a finding by the papers that it stands in."""
    if ref.type is RefType.PARTY:
        found: dict[int, tuple[int, ...]] = {}
        for member in image.members.get(ref.id, ()):
            for number in image.where.get(member, ()):
                found[number] = (*found.get(number, ()), code_of(ref.type, member))
        return found
    row = (image.quotes if ref.type is RefType.QUOTE else image.dates).get(ref.id)
    return {} if row is None else {row.pin.document: (code_of(ref.type, ref.id),)}


def _of_days(image: Image, question: Question) -> _Codes:
    """Return the dates in the stretches of days that are asked about, by their papers."""
    found: dict[int, list[int]] = {}
    for row in dates_in(image, question.days):
        found.setdefault(row.pin.document, []).append(code_of(RefType.DATE, row.id))
    return {number: tuple(codes) for number, codes in found.items()}


def _papers(image: Image, question: Question) -> Collection[int] | None:
    """Return the papers that evidence may stand in; ``None`` for all."""
    papers: set[int] | None = None
    if question.documents and not (question.either and question.findings):
        papers = set(question.documents)
    if question.kinds:
        kinds = {
            number
            for number, paper in image.papers.items()
            if paper.document.document.kind in question.kinds
        }
        papers = kinds if papers is None else papers & kinds
    return papers


def _names_itself(one: _Thing, other: _Thing, quote: int) -> bool:
    """Tell whether a quote names the party that says it."""
    words = (*one.words, *other.words)
    found = next(each.row.pin.span for each in one.paper.document.quotes if each.row.id == quote)
    return any(found.contains(word.pin.span) for word in words if word.kind is RefType.PARTY)


def _within(thing: _Thing, joint: _Joint) -> list[_Word]:
    """Return the places of a thing in a stretch; those of a party in a quote, or nearest around it."""
    if joint.rank == _SENTENCE:
        return thing.by_sentence.get(joint.unit, [])
    if joint.rank == _PARAGRAPH:
        return thing.by_paragraph.get(joint.unit, [])
    quotes = thing.paper.document.quotes
    found = next(each for each in quotes if each.row.id == joint.unit)
    quote = _Word(found.row.pin, RefType.QUOTE, found.units)
    words = thing.words
    if any(word.kind is RefType.QUOTE for word in words):
        return [word for word in words if word.pin.span == quote.pin.span]
    near = [word for word in words if quote.pin.span.contains(word.pin.span)]
    units = found.units
    if not near or joint.rank == _SPEAKS:
        around = range(max(units.first_sentence, 0), units.last_sentence + 1)
        outside = chain.from_iterable(thing.by_sentence.get(unit, ()) for unit in around)
        near = [word for word in outside if not quote.pin.span.contains(word.pin.span)] or near
    if not near:
        around = range(max(units.first_paragraph, 0), units.last_paragraph + 1)
        near = list(chain.from_iterable(thing.by_paragraph.get(unit, ()) for unit in around))
    return near or [quote]


def _nearest(words: Sequence[_Word], others: Sequence[_Word]) -> _Word:
    """Return the place nearest to some others, the first of equally near ones."""

    def distance(word: _Word) -> int:
        return min((abs(word.pin.span.start - each.pin.span.start) for each in others), default=0)

    return min(words, key=distance)
