"""A party's card: all that the case knows of it, put together from the findings in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge

from casefile.links import Image
from casefile.paper_links import TYPES, Linked, code_of
from casefile.party_records import (
    CardMention,
    CastRow,
    InDocument,
    MergeProposal,
    NameReason,
    Neighbour,
    PartOfWhole,
    PartyCard,
)
from casefile.records import PartyRow, Pin, QuoteRow, RefType, RelationKind, ReviewState
from casefile.relation_strength import unpacked
from casefile.resemblance import name_key
from casefile.row_order import date_place
from casefile.snapshot import DocumentImage, FoundAppearance, FoundMention
from casefile.ways import near
from extraction import names
from extraction.findings import DocumentKind, PartyKind, PartySource

__all__ = ["cast", "party_card"]

_KINDS = tuple(RelationKind)
_SECONDARY = (DocumentKind.ARTICLE, DocumentKind.EMAIL)
_IN = {
    PartySource.CAPTION: "in the caption of",
    PartySource.FORM: "in the form",
    PartySource.SIGNATURE: "in the signature block of",
    PartySource.BYLINE: "in the byline of",
    PartySource.BODY: "named in",
}


def party_card(
    image: Image, number: int, proposals: tuple[MergeProposal, ...], renamed: Collection[int]
) -> PartyCard:
    """Return the card of a party; ``renamed`` are parties that the attorney named himself.

    Raises:
        NoSuchFinding: if there is no such party.
    """
    row = image.party(number)
    papers = tuple(_papers(image, row))
    linked = near(image, RefType.PARTY, row.id)
    spoken, about = _quotes(linked)
    days = {code // len(TYPES) for code in linked.sentences if _is(code, RefType.DATE)}
    dates = [image.dates[number] for number in days if number in image.dates]
    return PartyCard(
        party=row,
        names=tuple(_names(image, row, renamed)),
        kinds=_kinds(image, row),
        documents=papers,
        counsel=_counsel(image, row),
        quotes_by=_in_order(image, spoken),
        quotes_about=_in_order(image, about),
        dates=tuple(
            sorted(
                (date for date in dates if date.state is not ReviewState.REJECTED), key=date_place
            )
        ),
        neighbours=_neighbours(image, row, linked),
        proposals=proposals,
        part_of=tuple(_wholes(image, row)),
    )


def _in_order(image: Image, quotes: Iterable[int]) -> tuple[QuoteRow, ...]:
    """Return quotes as the column has them, rejected ones left out."""
    rows = [image.quotes[number] for number in quotes if number in image.quotes]
    rows = [row for row in rows if row.state is not ReviewState.REJECTED]
    return tuple(sorted(rows, key=lambda row: (row.pin.document, row.pin.span, row.id)))


def cast(image: Image) -> tuple[CastRow, ...]:
    """Return every party with what a list tells of it; rejected ones are left out."""
    return tuple(
        CastRow(
            row,
            tuple(dict.fromkeys(each.whole or "" for _, each in _whole_ones(image, row))),
            _counsel(image, row),
            tuple(_numbers(image, row.id)),
            _first_cited(image, row),
        )
        for row in image.columns[0]
        if row.state is not ReviewState.REJECTED
    )


def _first_cited(image: Image, row: PartyRow) -> Pin | None:
    pins = (pin for pin in image.mentions(row.id) if pin.kind not in _SECONDARY and not pin.lost)
    return next(pins, row.first)


def _is(code: int, kind: RefType) -> bool:
    return TYPES[code % len(TYPES)] is kind


def _quotes(linked: Linked) -> tuple[set[int], set[int]]:
    """Return the quotes that a party says, and those of others whose words name it."""
    spoken: set[int] = set()
    about: set[int] = set()
    for code, relation in linked.direct.items():
        if _is(code, RefType.QUOTE):
            kind = _KINDS[unpacked(relation)[0]]
            if kind is RelationKind.SPEAKS:
                spoken.add(code // len(TYPES))
            elif kind is RelationKind.MENTIONED_IN:
                about.add(code // len(TYPES))
    return spoken, about


def _appearances(image: Image, party: int) -> Iterator[tuple[DocumentImage, FoundAppearance]]:
    """Yield where a party is listed, in the papers' order."""
    for number in _numbers(image, party):
        document = image.documents[number]
        for each in document.appearances:
            if image.roots[each.party] == party:
                yield document, each


def _kinds(image: Image, row: PartyRow) -> tuple[PartyKind, ...]:
    count = Counter(each.kind for _, each in _appearances(image, row.id))
    return tuple(sorted(count, key=lambda kind: (-count[kind], kind)))


def _numbers(image: Image, party: int) -> list[int]:
    """Return the papers that name a party or list it, in their order."""
    return image.listed.get(party, [])


def _wholes(image: Image, row: PartyRow) -> Iterator[PartOfWhole]:
    """Yield each body that papers say the party is a part of; what is only listed comes last."""
    seen: set[str] = set()
    for document, each in _whole_ones(image, row):
        whole = each.whole or ""
        key = names.name_key(whole)
        if key not in seen:
            seen.add(key)
            party = _bearer(image, document, whole)
            yield PartOfWhole(whole, party, each.whole_reason, document.document.id)


def _whole_ones(image: Image, row: PartyRow) -> list[tuple[DocumentImage, FoundAppearance]]:
    """Return where papers say that a party is a part of a body; what is only listed comes last."""
    found = [(document, each) for document, each in _appearances(image, row.id) if each.whole]
    return sorted(found, key=lambda pair: not pair[1].whole_reason.startswith("said"))


def _bearer(image: Image, document: DocumentImage, name: str) -> PartyRow | None:
    """Return the party that goes by a name in a paper, else in the whole case."""
    here = (each.party for each in document.appearances if each.name == name)
    number = next(here, None)
    if number is not None:
        return image.parties.get(image.roots[number])
    key = name_key(name)
    return next((row for row in image.parties.values() if name_key(row.name) == key), None)


def _papers(image: Image, row: PartyRow) -> Iterator[InDocument]:
    listed: dict[int, list[FoundAppearance]] = {}
    for document, each in _appearances(image, row.id):
        listed.setdefault(document.document.id, []).append(each)
    for number in _numbers(image, row.id):
        paper = image.papers[number]
        document = paper.document
        found = [
            paper.mentions[member] for member in image.members[row.id] if member in paper.mentions
        ]
        found.append([each for each in document.lost if image.roots.get(each.party) == row.id])
        mentions = tuple(
            CardMention(each.pin, each.text, each.added) for each in merge(*found, key=_span)
        )
        shown = listed.get(number, [])
        best = next((each for each in shown if each.role), shown[0] if shown else None)
        if best is None and not mentions:
            continue
        yield InDocument(
            document=number,
            short_name=document.document.short_name,
            name=best.name if best else " ".join(mentions[0].text.split()),
            kind=best.kind if best else row.kind,
            role=best.role if best else None,
            capacity=next((each.capacity for each in shown if each.capacity), None),
            source=best.source if best else None,
            joined=best.joined if best else _by_words(mentions),
            mentions=mentions,
            post=next((each.post for each in shown if each.post), None),
            post_reason=next((each.post_reason for each in shown if each.post), ""),
            other_roles=tuple(
                dict.fromkeys(
                    each.role for each in shown if each.role and best and each.role != best.role
                )
            ),
        )


def _by_words(mentions: Sequence[CardMention]) -> str:
    """Return why a paper names a party that extraction does not find there."""
    return (
        "marked by you"
        if any(each.added for each in mentions)
        else "the words you marked elsewhere"
    )


def _span(mention: FoundMention) -> tuple[int, int]:
    return mention.pin.span.start, mention.pin.span.end


def _names(image: Image, row: PartyRow, renamed: Collection[int]) -> Iterator[NameReason]:
    """Yield every name with its reasons, its own first; "named in" only where nothing says more."""
    reasons = list(_reasons(image, row, renamed))
    folded = {name: names.fold(name) for name in {each.name for each, _ in reasons}}
    told = {folded[each.name] for each, plain in reasons if not plain}
    own = names.fold(row.name)
    seen: set[tuple[str, str]] = set()
    plainly: set[str] = set()
    for each, plain in sorted(reasons, key=lambda pair: folded[pair[0].name] != own):
        name = folded[each.name]
        if (plain and (name in told or name in plainly)) or (name, each.why) in seen:
            continue
        if plain:
            plainly.add(name)
        seen.add((name, each.why))
        yield each


def _reasons(
    image: Image, row: PartyRow, renamed: Collection[int]
) -> Iterator[tuple[NameReason, bool]]:
    """Yield every reason, and whether it says no more than that the name stands somewhere."""
    for member in image.members[row.id]:
        if member in renamed:
            yield NameReason(image.given_names[member], "named so by you", None), False
        if member != row.id:
            yield NameReason(image.given_names[member], "merged by you", None), False
    for document, each in _appearances(image, row.id):
        number, short = document.document.id, document.document.short_name
        yield NameReason(each.name, f"{_IN[each.source]} {short}", number), True
        if each.joined:
            yield NameReason(each.name, each.joined, number), False
        why = dict(each.reasons)
        for name, reason in why.items():
            yield NameReason(name, reason, number), False
        for alias in each.aliases:
            if alias not in why:
                yield NameReason(alias, f"in {short}", number), True
    yield from _marked(image, row.id)


def _marked(image: Image, party: int) -> Iterator[tuple[NameReason, bool]]:
    for number in _numbers(image, party):
        for member in image.members[party]:
            for mention in image.papers[number].mentions.get(member, ()):
                if mention.added:
                    words = " ".join(mention.text.split())
                    yield NameReason(words, "marked by you", number), False


def _neighbours(image: Image, row: PartyRow, linked: Linked) -> tuple[Neighbour, ...]:
    found: list[Neighbour] = []
    for code, paragraphs in linked.paragraphs.items():
        if _is(code, RefType.PARTY) and code != code_of(RefType.PARTY, row.id):
            other = image.parties.get(code // len(TYPES))
            if other is not None and other.state is not ReviewState.REJECTED:
                found.append(Neighbour(other, linked.sentences.get(code, 0), paragraphs))
    found.sort(key=lambda each: (-each.sentences, -each.paragraphs, each.party.name))
    return tuple(found)


def _counsel(image: Image, row: PartyRow) -> tuple[PartyRow, ...]:
    """Return who signs for the party, or for its side, in papers that give it a role."""
    found: dict[int, PartyRow] = {}
    key = names.name_key(row.name)
    for document, each in _appearances(image, row.id):
        for other in document.appearances:
            _, counsel, side = (other.role or "").partition("counsel for ")
            signs = counsel and (
                side in (each.role or "").split("-") or names.name_key(side) == key
            )
            who = image.parties.get(image.roots[other.party]) if signs else None
            if who is not None and who.id != row.id and who.state is not ReviewState.REJECTED:
                found[who.id] = who
    return tuple(found.values())
