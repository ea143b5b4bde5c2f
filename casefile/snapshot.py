"""One document's findings as rows, read from the store; ``links`` puts the documents together.

Parties are numbered here as extraction attached them; what the attorney merged is united in ``links``.
"""

import datetime as dt
import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import Any

from casefile import layers, same_words
from casefile.answer_json import FoundAnswer, answer_from_json
from casefile.found_events import found_event
from casefile.found_rows import (
    DocumentImage,
    FoundAppearance,
    FoundDate,
    FoundMention,
    FoundQuote,
    Units,
    some_anew,
)
from casefile.marked import Marked
from casefile.quote_days import with_days
from casefile.records import (
    DateRow,
    DocumentRow,
    Pin,
    QuoteRow,
    ReviewState,
    SameWords,
    Verdict,
)
from casefile.splits import Splits
from extraction.findings import (
    Basis,
    Certainty,
    EventKind,
    PartyKind,
    PartySource,
    QuoteKind,
)
from importers.source_text import Page, Place, Span, Zone

__all__ = [
    "ALL",
    "DocumentImage",
    "FoundAppearance",
    "FoundDate",
    "FoundMention",
    "FoundQuote",
    "Part",
    "Units",
    "document_image",
    "document_pages",
    "some_rows",
    "stored_pin",
]

Pages = Mapping[int, tuple[Page, ...]]

Part = tuple[str, int]
"""What can be read anew alone: a document's "mentions", "quotes" or "dates", one by its number, 0 for all."""
ALL: frozenset[Part] = frozenset({("paper", 0)})

_SOME = (
    "WHERE document = ?1 AND (?2 IS NULL OR id IN (SELECT value FROM json_each (?2)))"
    ' ORDER BY "start", "end"'
)
# What is not read here, such as the words around a finding, is the larger part of a row.
_ANCHORED = (
    'id, "start", "end", text, lost, proposed, zone, place, first_sentence, last_sentence, first_paragraph,'
    " last_paragraph, confidence, origin, decision"
)
_QUOTE = (
    f"{_ANCHORED}, kind, reading, certainty, speaker, speaker_words, evidence, cited_start, cited_end,"
    " cited_place, cited_text, cited_authority, speaker_given"
)
_DATE = (
    f"{_ANCHORED}, value, earliest, latest, basis, anchor, alternatives, operator, reason, sentence,"
    " event_kind, value_given, earliest_given, latest_given, kind_event_given, short_given, standing_given,"
    " leaning_given, order_given, group_given"
)

_STATES = {each.value: each for each in ReviewState}  # a third faster than asking the enumeration
_ZONES = {each.value: each for each in Zone}
_FURNITURE = frozenset(each.value for each in Zone if each.is_furniture)
_QUOTE_KINDS = {each.value: each for each in QuoteKind}
_CERTAINTIES = {each.value: each for each in Certainty}
_BASES = {each.value: each for each in Basis}


def document_pages(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> dict[int, tuple[Page, ...]]:
    """Return the pages of documents' current layers, () for one that was not read."""
    result: dict[int, tuple[Page, ...]] = {}
    for number in numbers:
        row = connection.execute(
            "SELECT layer.pages FROM document JOIN layer ON layer.id = document.layer"
            " WHERE document.id = ? AND layer.page_count > 0",
            (number,),
        ).fetchone()
        result[number] = layers.pages_from_json(row["pages"]) if row else ()
    return result


def document_image(
    connection: sqlite3.Connection,
    document: DocumentRow,
    documents: Mapping[int, DocumentRow],
    pages: Pages,
    marked: Marked,
    rules: Splits,
    before: DocumentImage | None = None,
    parts: Collection[Part] = ALL,
) -> DocumentImage:
    """Read one document's findings; ``documents`` and ``pages`` are those of the whole case.

    ``marked`` tells which of its findings carry the attorney's own words, ``rules`` which names were split
    off. ``parts`` are what has to be read anew, where the rest still stands as it was ``before``.
    """
    reader = _Reader(connection, document, documents, pages, rules, marked)
    if before is None or set(parts) >= ALL:
        dates, appearances = reader.dates(), reader.appearances()
        found, lost = reader.mentions()
        quotes, answer = reader.quotes(), reader.answer()
    else:
        dates = some_anew(before.dates, _numbers(parts, "dates"), reader.dates)
        quotes = some_anew(before.quotes, _numbers(parts, "quotes"), reader.quotes)
        anew = _numbers(parts, "mentions")
        found, lost = reader.mentions() if anew else (before.mentions, before.lost)
        appearances, answer = before.appearances, before.answer
    return DocumentImage(
        document,
        found,
        with_days(quotes, dates),
        dates,
        _names(appearances, reader, found),
        appearances,
        lost,
        answer,
    )


def some_rows(
    connection: sqlite3.Connection,
    document: DocumentRow,
    documents: Mapping[int, DocumentRow],
    pages: Pages,
    marked: Marked,
    rules: Splits,
    quotes: Collection[int],
    dates: Collection[int],
) -> tuple[tuple[FoundQuote, ...], tuple[FoundDate, ...]]:
    """Read some of a document's quotes and dates, by their numbers; else as ``document_image``.

    A quote's day is that of one of these dates.
    """
    reader = _Reader(connection, document, documents, pages, rules, marked)
    found = reader.dates(dates) if dates else ()
    return with_days(reader.quotes(quotes) if quotes else (), found), found


def stored_pin(document: DocumentRow, row: sqlite3.Row, pages: Pages) -> Pin:
    """Return the pin of a stored finding that stands where it was found."""
    place = layers.place_from_json(row["place"], pages.get(document.id, ()))
    return document.pin(Span(row["start"], row["end"]), place)


def _numbers(parts: Iterable[Part], what: str) -> set[int]:
    return {number for part, number in parts if part == what}


def _names(
    appearances: Iterable[FoundAppearance], reader: "_Reader", found: Iterable[FoundMention]
) -> tuple[tuple[int, str], ...]:
    """Return every name with the party that goes by it here: as extraction says, then as marked by hand."""
    names: dict[tuple[int, str], None] = {}
    for each in appearances:
        names[each.party, each.name] = None
        for alias in each.aliases:
            names[each.party, alias] = None
    shown = {party for party, _ in names}
    for mention in found:
        if mention.added or mention.party not in shown:
            names[mention.party, " ".join(mention.text.split())] = None
    return tuple(names)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one document's rows; places are kept as stored, since most findings share theirs."""

    _connection: sqlite3.Connection
    _document: DocumentRow
    _documents: Mapping[int, DocumentRow]
    _pages: Pages
    _splits: Splits
    _marked: Marked
    _places: dict[tuple[int, str], tuple[Place, bool]] = field(default_factory=dict)

    def party(self, attached: int, words: str | None) -> int:
        """Return whose a name is that extraction attached to a party."""
        return self._splits.party(attached, self._document.id, words)

    def appearances(self) -> tuple[FoundAppearance, ...]:
        """Return what the document shows of each party, aliases that were split off apart."""
        found: list[FoundAppearance] = []
        for row in self._connection.execute(
            "SELECT * FROM appearance WHERE document = ? ORDER BY id", (self._document.id,)
        ):
            attached, aliases = row["party"], _listed(row["aliases"])
            own = self.party(attached, row["name"])
            whose = {alias: self.party(attached, alias) for alias in aliases}
            reasons = tuple((name, why) for name, why in _listed(row["reasons"]))
            for party in dict.fromkeys((own, *whose.values())):
                here = tuple(alias for alias in aliases if whose[alias] == party)
                mine = party == own
                found.append(
                    FoundAppearance(
                        party,
                        row["name"] if mine else here[0],
                        PartyKind(row["kind"]),
                        row["role"] if mine else None,
                        row["capacity"] if mine else None,
                        PartySource(row["source"]),
                        here if mine else here[1:],
                        tuple(each for each in reasons if whose.get(each[0], own) == party),
                        row["joined"] if party == attached else "split off by you",
                        row["post"] if mine else None,
                        row["post_reason"] if mine else "",
                        row["whole"] if mine else None,
                        row["whole_reason"] if mine else "",
                    )
                )
        return tuple(found)

    def mentions(self) -> tuple[tuple[FoundMention, ...], tuple[FoundMention, ...]]:
        """Return the mentions in order, the attorney's own before what extraction says of their words.

        Apart from them those of his that are lost.
        """
        given, lost, marked = self._given_mentions()
        starts = [span.start for span in marked]
        document, place_of = self._document, self._place
        known = document.id, document.short_name, document.kind
        found = [
            FoundMention(
                self.party(party, text),
                Pin(*known, Span(start, end), *place_of(place, document), False, document.cite),
                zone in _FURNITURE,
                _shared(sentence, sentence, paragraph, paragraph),
                intern(text),
            )
            for party, text, start, end, place, zone, sentence, paragraph in self._connection.execute(
                'SELECT appearance.party, mention.text, mention."start", mention."end", mention.place,'
                " mention.zone, mention.sentence, mention.paragraph FROM mention"
                " JOIN appearance ON appearance.id = mention.appearance"
                ' WHERE mention.document = ? ORDER BY mention."start", mention."end"',
                (document.id,),
            )
            if not marked or not _covered(start, end, marked, starts)
        ]
        if given:
            found = sorted([*found, *given], key=lambda each: each.pin.span)
        return tuple(found), lost

    def _given_mentions(
        self,
    ) -> tuple[list[FoundMention], tuple[FoundMention, ...], list[Span]]:
        """Return the attorney's mentions, those that are lost, and every place that he decided on."""
        given: list[FoundMention] = []
        lost: list[FoundMention] = []
        marked: list[Span] = []
        for row in self._connection.execute(
            "SELECT mention_given.* FROM mention_given LEFT JOIN party ON party.id = party_given"
            " WHERE document = ? AND party_given IS NOT NULL"
            " AND (proposed = 0 OR party.decision <> 'suggested')"
            ' ORDER BY proposed, "start", "end"',
            (self._document.id,),
        ):
            place = Span(row["start"], row["end"])
            if row["proposed"] and any(place.overlaps(span) for span in marked):
                continue
            mention = FoundMention(
                row["party_given"],
                self._pin(
                    self._document, row["start"], row["end"], row["place"], lost=bool(row["lost"])
                ),
                furniture=False,
                units=_units(row),
                text=row["text"],
                added=not row["proposed"],
            )
            if not row["lost"]:
                marked.append(mention.pin.span)
            if row["party_given"]:
                (lost if row["lost"] else given).append(mention)
        return given, tuple(lost), sorted(marked)

    def quotes(self, numbers: Collection[int] = ()) -> tuple[FoundQuote, ...]:
        """Return the quotes in order: all, or those of some numbers."""
        same: dict[int, list[SameWords]] = {}
        for row in self._connection.execute(
            "SELECT same_words.* FROM same_words JOIN quote ON quote.id = same_words.quote"
            " WHERE quote.document = ?1 AND (?2 IS NULL OR quote.id IN (SELECT value FROM json_each (?2)))"
            ' ORDER BY same_words.document, same_words."start"',
            (self._document.id, _among(numbers)),
        ):
            other = self._documents.get(row["document"])
            if other is not None:
                same.setdefault(row["quote"], []).append(
                    SameWords(
                        self._pin(other, row["start"], row["end"], row["place"]),
                        Verdict(row["verdict"]),
                        row["words_changed"],
                        row["text"],
                    )
                )
        rows = self._connection.execute(
            f"SELECT {_QUOTE} FROM quote {_SOME}",  # noqa: S608 - our own words
            (self._document.id, _among(numbers)),
        )
        return tuple(
            self._quote(row, tuple(sorted(same.get(row["id"], ()), key=self._best_first)))
            for row in rows
        )

    def _best_first(self, same: SameWords) -> tuple[bool, tuple[int, int, int], int, Span]:
        """Return what sorts a quote's other appearances; those in its own paper come last."""
        standing = same_words.standing(same.verdict, same.words_changed)
        return same.pin.document == self._document.id, standing, same.pin.document, same.pin.span

    def dates(self, numbers: Collection[int] = ()) -> tuple[FoundDate, ...]:
        """Return the dates in order: all, or those of some numbers."""
        rows = self._connection.execute(
            f"SELECT {_DATE} FROM date_expression {_SOME}",  # noqa: S608 - our own words
            (self._document.id, _among(numbers)),
        )
        return tuple(self._date(row) for row in rows)

    def answer(self) -> FoundAnswer | None:
        """Return the responses of an answer."""
        row = self._connection.execute(
            "SELECT responses FROM extraction WHERE document = ?", (self._document.id,)
        ).fetchone()
        return answer_from_json(row and row["responses"], self._pin_at)

    def _quote(self, row: sqlite3.Row, same: tuple[SameWords, ...]) -> FoundQuote:
        (
            number, start, end, text, lost, proposed, zone_words, place, first_sentence, last_sentence,
            first_paragraph, last_paragraph, confidence, origin, decision, kind_words, reading,
            certainty_words, speaker, speaker_words, evidence, cited_start, cited_end, cited_place,
            cited_text, cited_authority, given,
        ) = row  # fmt: skip
        if given is not None:
            speaker = given or None
        elif speaker is not None:
            speaker = self.party(speaker, speaker_words)
        kind, zone = _QUOTE_KINDS[kind_words], _ZONES[zone_words]
        certainty = _CERTAINTIES[certainty_words]
        if given is not None:
            certainty = Certainty.STATED if given else Certainty.UNATTRIBUTED
        state = _STATES[decision]
        cited_at = None
        if cited_place is not None:
            cited_at = self._pin_at(Span(cited_start, cited_end), cited_place)
        quote = QuoteRow(
            id=number,
            text=text,
            reading=text if text == reading else reading,
            kind=kind,
            zone=zone,
            certainty=certainty,
            speaker=speaker,
            speaker_name=None,
            speaker_words=speaker_words,
            date=self._document.date,
            evidence=evidence if given is None else "said by you",
            state=state,
            confidence=confidence,
            pin=self._pin(self._document, start, end, place, lost=bool(lost)),
            same_words=same,
            added=origin == "given",
            cited_at=cited_at,
            cited_words=cited_text,
            cited_authority=cited_authority,
        )
        belongs = kind.is_quotation and zone_words not in _FURNITURE
        wanted = _wanted(state) or number in self._marked.quotes
        units = _shared(first_sentence, last_sentence, first_paragraph, last_paragraph)
        return FoundQuote(quote, units, bool(proposed or wanted) and (belongs or wanted))

    def _date(self, row: sqlite3.Row) -> FoundDate:
        (
            number, start, end, text, lost, proposed, zone_words, place, first_sentence, last_sentence,
            first_paragraph, last_paragraph, confidence, origin, decision, value, earliest, latest, basis,
            anchor, stored, operator, reason, sentence, _kind, given, earliest_given, latest_given,
            *_of_event,
        ) = row  # fmt: skip
        alternatives = () if stored == "[]" else tuple(json.loads(stored))
        if given is not None and given in alternatives:
            # The other readings, the machine's own among them.
            alternatives = tuple(
                reading for reading in (value, *alternatives) if reading and reading != given
            )
        if given is not None:
            said = reason if origin == "given" and decision != ReviewState.EDITED else "said by you"
            value, earliest, latest, reason = given, earliest_given, latest_given, said
        zone, state = _ZONES[zone_words], _STATES[decision]
        event = found_event(row, self._marked.tags.get(number, ()))
        date = DateRow(
            id=number,
            text=text,
            value=value,
            earliest=_day(earliest),
            latest=_day(latest),
            basis=_BASES[basis],
            anchor=anchor,
            alternatives=alternatives,
            operator=operator,
            reason=reason,
            zone=zone,
            sentence=sentence,
            state=state,
            confidence=confidence,
            pin=self._pin(self._document, start, end, place, lost=bool(lost)),
            added=origin == "given",
            is_deadline=event is not None and event.kind is EventKind.DEADLINE,
        )
        # Durations and "recently" name no time; "a day after" does, though it could not be resolved.
        is_furniture = zone_words in _FURNITURE
        belongs = not is_furniture and (value is not None or anchor is not None)
        kept = (event is not None and event.kept) or _wanted(state)
        noted = number in self._marked.dates
        shown = bool(proposed) or kept or noted
        own = shown and (not is_furniture or kept)
        units = _shared(first_sentence, last_sentence, first_paragraph, last_paragraph)
        return FoundDate(date, units, shown and (belongs or kept or noted), event if own else None)

    def _pin(
        self, document: DocumentRow, start: int, end: int, place: str, *, lost: bool = False
    ) -> Pin:
        known = self._places.get((document.id, place)) or self._place(place, document)
        name, kind = document.short_name, document.kind
        return Pin(document.id, name, kind, Span(start, end), *known, lost, document.cite)

    def _pin_at(self, span: Span, place: str) -> Pin:
        return self._document.pin(span, self._place(place, self._document)[0])

    def _place(self, stored: str, document: DocumentRow) -> tuple[Place, bool]:
        """Return a place, and whether a machine read its words."""
        known = self._places.get((document.id, stored))
        if known is None:
            place = layers.place_from_json(stored, self._pages.get(document.id, ()))
            known = self._places[document.id, stored] = place, place.is_machine_read
        return known


def _covered(start: int, end: int, marked: Sequence[Span], starts: Sequence[int]) -> bool:
    """Tell whether one of the disjoint spans in order overlaps ``[start, end)``."""
    at = bisect_left(starts, end) - 1
    return at >= 0 and marked[at].end > start


def _wanted(state: ReviewState) -> bool:
    return state in (ReviewState.ACCEPTED, ReviewState.EDITED)


def _among(numbers: Collection[int]) -> str | None:
    return json.dumps(sorted(numbers)) if numbers else None


def _units(row: sqlite3.Row) -> Units:
    return _shared(
        row["first_sentence"], row["last_sentence"], row["first_paragraph"], row["last_paragraph"]
    )


@lru_cache(maxsize=65_536)
def _shared(*units: int) -> Units:
    """Return the same object for the same units: findings of one sentence, and of many papers, share it."""
    return Units(*units)


@lru_cache(maxsize=16_384)
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@lru_cache(maxsize=16_384)
def _listed(stored: str) -> tuple[Any, ...]:
    """Return a list that is stored as JSON: a party's aliases are the same in many papers."""
    return tuple(json.loads(stored))
