"""Is a sheet of words exactly what Pincite writes? Everything in it is looked at before it is used."""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping

from casefile import exchange_views
from casefile.errors import NotAValue
from casefile.event_records import Leaning, Standing
from casefile.exchange_words import ANCHORED, NAMED, WORDS, Entry, Key, Sheet, Subject, Value, Word
from casefile.review import typed_value
from extraction.findings import (
    Basis,
    Certainty,
    DocumentKind,
    EventKind,
    PartyKind,
    QuoteKind,
)
from importers.source_text import Zone

__all__ = ["check"]

_NAME, _TEXT = 1_000, 1_000_000  # characters
_LAST = 2**31
_LAST_GROUP = 2**53
_MOST_STEPS = 10_000
_HASH = re.compile("[0-9a-f]{64}")
_UID = re.compile("[0-9a-f]{24}")
_STEP = re.compile("[0-9a-f]{32}")
_ABOUT = ("party", "quote", "date_expression", "document", "passage", "note")

_Check = Callable[[object], None]


def check(sheet: Sheet) -> None:
    """Look through a whole sheet.

    Raises:
        ValueError: if anything in it is not what Pincite writes.
    """
    _matches(_STEP, sheet.case_id)
    if sheet.whole != "":
        _matches(_STEP, sheet.whole)
    _name(sheet.name)
    _name(sheet.who)
    for sha256, name in sheet.papers.items():
        _matches(_HASH, sha256)
        _name(name)
    for sha256, layer in sheet.layers.items():
        _matches(_HASH, sha256)
        _matches(_HASH, layer)
    for subject in sheet.subjects.values():
        _subject(subject)
    for entry in sheet.log:
        _entry(entry)
    for each in sheet.open:
        _word(each.word)
        if each.theirs is not None:
            _value(each.word[0][0], each.word[1], each.theirs)
        _name(each.their_who)
        _moment_or_nothing(each.their_at)


def _refuse(what: object) -> None:
    raise ValueError(f"not what Pincite writes: {what!r:.80}")


def _matches(pattern: re.Pattern[str], part: object) -> None:
    if not isinstance(part, str) or not pattern.fullmatch(part):
        _refuse(part)


def _string(part: object, longest: int) -> None:
    if not isinstance(part, str) or len(part) > longest or "\0" in part:
        _refuse(part)
    else:
        part.encode("utf-8")  # a ValueError of its own for what the store could not hold


def _name(part: object) -> None:
    _string(part, _NAME)


def _text(part: object) -> None:
    _string(part, _TEXT)


def _number(part: object) -> None:
    if not isinstance(part, int) or isinstance(part, bool) or not 0 <= part < _LAST:
        _refuse(part)


def _flag(part: object) -> None:
    if part not in (0, 1) or isinstance(part, (bool, float)):
        _refuse(part)


def _one_of(*known: str) -> _Check:
    def found(part: object) -> None:
        if not isinstance(part, str) or part not in known:
            _refuse(part)

    return found


def _or_nothing(found: _Check) -> _Check:
    return lambda part: None if part is None else found(part)


def _day(part: object) -> None:
    _name(part)
    dt.date.fromisoformat(str(part))


def _moment(part: object) -> None:
    _name(part)
    dt.datetime.fromisoformat(str(part))


def _moment_or_nothing(part: object) -> None:
    if part != "":
        _moment(part)


def _edtf(part: object) -> None:
    _name(part)
    try:
        typed_value(str(part))
    except NotAValue:
        _refuse(part)


def _list_of_values(part: object) -> None:
    _text(part)
    found = json.loads(str(part))
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        _refuse(part)


def _key_of(*tables: str) -> _Check:
    def found(part: object) -> None:
        if not isinstance(part, tuple) or not part or part[0] not in tables:
            _refuse(part)
        else:
            _key(part)

    return found


_any_key = _key_of(*_ABOUT, "tag", "issue")
_party = _key_of("party")


def _party_or_nobody(part: object) -> None:
    if part != 0 or isinstance(part, bool):
        _party(part)


def _group(part: object) -> None:
    if not isinstance(part, int) or isinstance(part, bool) or not 0 <= part <= _LAST_GROUP:
        _refuse(part)


def _key(key: Key) -> None:
    """Look at a key; those in it are of tables that hold no key, so it ends after one step or two."""
    table, *parts = key
    shapes = _SHAPES.get(str(table))
    if shapes is None or len(shapes) != len(parts):
        _refuse(key)
        return
    for shape, part in zip(shapes, parts, strict=True):
        shape(part)
    if table in ANCHORED and int(str(parts[2])) >= int(str(parts[3])):
        _refuse(key)


def _hash(part: object) -> None:
    _matches(_HASH, part)


def _uid(part: object) -> None:
    _matches(_UID, part)


_SHAPES: Mapping[str, tuple[_Check, ...]] = {
    "document": (_hash,),
    **dict.fromkeys(ANCHORED, (_hash, _hash, _number, _number)),
    **dict.fromkeys(NAMED, (_uid,)),
    "party_split": (_party, _or_nothing(_hash), _or_nothing(_name)),
    "party_apart": (_party, _party),
    "tagged": (_key_of("tag"), _key_of(*_ABOUT)),
    "evidence": (_key_of("issue"), _key_of(*_ABOUT)),
}

_DECISION = (_one_of("accepted", "edited", "rejected"),)
_VALUES: Mapping[tuple[str, str], tuple[_Check, ...]] = {
    ("document", "kind"): (_one_of(*DocumentKind),),
    ("document", "short name"): (_name,),
    ("document", "date"): (_day,),
    ("document", "order of day and month"): (_flag,),
    ("document", "day of service"): (_day,),
    ("document", "manner of service"): (_name,),
    ("document", "days to answer"): (_number,),
    ("party", "decision"): _DECISION,
    ("party", "name"): (_name,),
    ("party", "kind"): (_one_of(*PartyKind),),
    ("party", "role"): (_name,),
    ("party", "part of"): (_party,),
    ("quote", "decision"): _DECISION,
    ("quote", "speaker"): (_party_or_nobody,),
    ("date_expression", "decision"): _DECISION,
    ("date_expression", "date"): (_edtf, _or_nothing(_day), _or_nothing(_day)),
    ("date_expression", "kind"): (_one_of(*EventKind),),
    ("date_expression", "words"): (_text,),
    ("date_expression", "standing"): (_one_of(*Standing),),
    ("date_expression", "leaning"): (_one_of(*Leaning),),
    ("date_expression", "place in its day"): (_number,),
    ("date_expression", "same event"): (_group,),
    ("mention_given", "party"): (_party_or_nobody,),
    ("party_split", "party"): (_party,),
    ("party_apart", "apart"): (_flag,),
    ("note", "note"): (_text, _or_nothing(_name), _or_nothing(_moment)),
    ("tag", "name"): (_name,),
    ("tagged", "tagged"): (_flag,),
    ("issue", "title"): (_name,),
    ("issue", "law"): (_text,),
    ("issue", "note"): (_text,),
    ("issue", "place below"): (_key_of("issue"),),
    ("issue", "order"): (_number,),
    ("evidence", "side"): (_one_of("for", "against", "neutral"),),
    ("saved_view", "view"): (_name, lambda part: exchange_views.check(part, _any_key)),
}

_ORIGIN = _one_of("extracted", "given")
_PLACE: Mapping[str, _Check] = {
    "text": _text,
    "before": _name,
    "after": _name,
    "zone": _one_of(*Zone, ""),
    "lost": _flag,
}
_NAMES: Mapping[str, _Check] = {"uids": lambda part: _tuple_of(part, _uid)}
_BODIES: Mapping[str, Mapping[str, _Check]] = {
    "document": {"name": _name},
    "quote": {
        **_PLACE,
        "kind": _one_of(*QuoteKind),
        "reading": _text,
        "certainty": _one_of(*Certainty),
        "evidence": _text,
        "origin": _ORIGIN,
    },
    "date_expression": {
        **_PLACE,
        "value": _or_nothing(_edtf),
        "earliest": _or_nothing(_day),
        "latest": _or_nothing(_day),
        "basis": _one_of(*Basis),
        "anchor": _or_nothing(_text),
        "alternatives": _list_of_values,
        "operator": _or_nothing(_name),
        "reason": _text,
        "sentence": _text,
        "event_kind": _or_nothing(_one_of(*EventKind)),
        "origin": _ORIGIN,
    },
    "mention_given": _PLACE,
    "passage": _PLACE,
    "party": {
        **_NAMES,
        "name": _name,
        "kind": _one_of(*PartyKind),
        "role": _or_nothing(_name),
        "capacity": _or_nothing(_text),
        "post": _or_nothing(_text),
        "origin": _ORIGIN,
        "words": _or_nothing(_name),
        "appearances": lambda part: _tuple_of(part, _appearance),
    },
    "note": {**_NAMES, "about": _key_of(*_ABOUT)},
    "tag": _NAMES,
    "saved_view": _NAMES,
    "issue": {**_NAMES, "passage": _or_nothing(_key_of("passage"))},
}


def _tuple_of(part: object, found: _Check) -> None:
    if not isinstance(part, tuple):
        _refuse(part)
    else:
        for each in part:
            found(each)


def _appearance(part: object) -> None:
    if not isinstance(part, tuple) or len(part) != 3:
        _refuse(part)
    else:
        _hash(part[0])
        _name(part[1])
        _one_of(*PartyKind)(part[2])


def _subject(subject: Subject) -> None:
    _key(subject.key)
    wanted = _BODIES.get(subject.table, {})
    if subject.body.keys() != wanted.keys():
        _refuse(sorted(subject.body))
    for name, found in wanted.items():
        found(subject.body[name])
    for word, value in subject.words.items():
        _word((subject.key, word))
        _value(subject.table, word, value)


def _value(table: object, word: str, value: Value) -> None:
    wanted = _VALUES[str(table), word]
    if not isinstance(value, tuple) or len(value) != len(wanted):
        _refuse(value)
    for found, part in zip(wanted, value, strict=True):
        found(part)


def _word(word: Word) -> None:
    key, name = word
    if not isinstance(key, tuple) or not key or name not in WORDS.get(str(key[0]), {}):
        _refuse(word)
    _key(key)


def _entry(entry: Entry) -> None:
    if not 1 <= len(entry.steps) <= _MOST_STEPS or len(set(entry.steps)) < len(entry.steps):
        _refuse(entry.steps)
    for step in entry.steps:
        _matches(_STEP, step)
    _moment(entry.at)
    _name(entry.who)
    _text(entry.sentence)
    for word in entry.words:
        _word(word)
