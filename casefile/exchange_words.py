"""What two copies of a case can say to each other: the attorney's words, each under a key that both know.

A key names a thing by what it is, not by its number in one copy: a document by its hash, a finding by the
words it stands at, a party by a name that a copy of the case keeps. Keys hold one another, so that the tag
of a quote is named by the tag and the quote.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = [
    "ANCHORED",
    "NAMED",
    "UNDECIDED",
    "WORDS",
    "Entry",
    "Key",
    "OpenConflict",
    "Sheet",
    "Subject",
    "Value",
    "Word",
    "inner_keys",
    "ordered",
    "renamed",
    "word_of_column",
]

Key = tuple[object, ...]
"""What a thing is: its table, then what tells it from others of that table; keys may hold keys."""

Value = tuple[object, ...]
"""What a word's columns hold; numbers of rows are keys here."""

Word = tuple[Key, str]
"""A thing, and which word about it."""

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "document": {
        "kind": ("kind_given",),
        "short name": ("short_name_given",),
        "date": ("date_given",),
        "order of day and month": ("day_first_given",),
        "day of service": ("served_given",),
        "manner of service": ("manner_given",),
        "days to answer": ("answer_days_given",),
    },
    "party": {
        "decision": ("decision",),
        "name": ("name_given",),
        "kind": ("kind_given",),
        "role": ("role_given",),
        "part of": ("merged_into",),
    },
    "quote": {"decision": ("decision",), "speaker": ("speaker_given",)},
    "date_expression": {
        "decision": ("decision",),
        "date": ("value_given", "earliest_given", "latest_given"),
        "kind": ("kind_event_given",),
        "words": ("short_given",),
        "standing": ("standing_given",),
        "leaning": ("leaning_given",),
        "place in its day": ("order_given",),
        "same event": ("group_given",),
    },
    "mention_given": {"party": ("party_given",)},
    "party_split": {"party": ("party_given",)},
    "party_apart": {"apart": ("apart_given",)},
    "note": {"note": ("words_given", "who_given", "at_given")},
    "tag": {"name": ("name_given",)},
    "tagged": {"tagged": ("tagged_given",)},
    "issue": {
        "title": ("title_given",),
        "law": ("law_given",),
        "note": ("note_given",),
        "place below": ("parent_given",),
        "order": ("order_given",),
    },
    "evidence": {"side": ("side_given",)},
    "saved_view": {"view": ("name_given", "question_given")},
}
"""By table, every word that an attorney can give, with its columns."""

UNDECIDED: Mapping[tuple[str, str], Value] = {
    ("party", "decision"): ("suggested",),
    ("quote", "decision"): ("suggested",),
    ("date_expression", "decision"): ("suggested",),
    ("party_apart", "apart"): (0,),
    ("tagged", "tagged"): (0,),
    ("issue", "order"): (0,),
}
"""What columns hold where nobody said anything; NULL elsewhere."""

ANCHORED = ("quote", "date_expression", "mention_given", "passage")
"""Tables whose rows stand at words of a paper."""

NAMED = ("party", "note", "tag", "issue", "saved_view")
"""Tables whose rows have names that no other row ever has."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing with the words that stand on it; ``body`` is what it takes to make its row elsewhere."""

    key: Key
    body: Mapping[str, object]
    words: Mapping[str, Value]

    @property
    def table(self) -> str:
        """Where its row is."""
        return str(self.key[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as history keeps it: a name for each time that it was done, undone, redone.

    It stands where their number is odd. ``words`` are those that it changes.
    """

    steps: tuple[str, ...]
    at: str
    who: str
    sentence: str
    words: frozenset[Word]


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A word on which its copy has yet to choose: its own stands, ``theirs`` is the other."""

    word: Word
    theirs: Value | None
    their_who: str
    their_at: str


@dataclass(frozen=True)
class Sheet:
    """All of an attorney's words on one copy of a case, with their history."""

    case_id: str
    name: str
    who: str
    papers: Mapping[str, str]
    """The names of the documents by hash."""
    layers: Mapping[str, str]
    """The key of each document's current text layer by hash; those that were read."""
    subjects: Mapping[Key, Subject]
    log: tuple[Entry, ...]
    open: tuple[OpenConflict, ...] = ()
    whole: str = ""
    """The case that this one is a part of; "" where it was none."""
    words: Mapping[Word, Value] = field(init=False)
    by_word: Mapping[Word, tuple[Entry, ...]] = field(init=False)
    """The entries that change each word, in the order of history."""

    def __post_init__(self) -> None:
        words = {
            (key, word): value
            for key, subject in self.subjects.items()
            for word, value in subject.words.items()
        }
        by_word: dict[Word, list[Entry]] = {}
        for entry in self.log:
            for word in entry.words:
                by_word.setdefault(word, []).append(entry)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "by_word", {word: tuple(rows) for word, rows in by_word.items()})

    def translated(self, rename: Callable[[Key], Key]) -> "Sheet":
        """Return the sheet with every key under the name that ``rename`` gives it."""
        subjects: dict[Key, Subject] = {}
        for subject in self.subjects.values():
            key = renamed(subject.key, rename)
            body = {name: _within(each, rename) for name, each in subject.body.items()}
            words = {word: renamed(value, rename) for word, value in subject.words.items()}
            known = subjects.get(key)
            if known is not None:
                words = {**words, **known.words}
            subjects[key] = Subject(key, body, words)
        log = tuple(
            Entry(
                entry.steps,
                entry.at,
                entry.who,
                entry.sentence,
                frozenset((renamed(key, rename), word) for key, word in entry.words),
            )
            for entry in self.log
        )
        waiting = tuple(
            OpenConflict(
                (renamed(each.word[0], rename), each.word[1]),
                None if each.theirs is None else renamed(each.theirs, rename),
                each.their_who,
                each.their_at,
            )
            for each in self.open
        )
        return Sheet(
            self.case_id,
            self.name,
            self.who,
            self.papers,
            self.layers,
            subjects,
            log,
            waiting,
            self.whole,
        )

    def is_kin(self, other: "Sheet") -> bool:
        """Tell whether two cases are copies of one, or parts of one, or one a part of the other."""
        return bool({self.case_id, self.whole} & {other.case_id, other.whole} - {""})


def renamed(key: Key, rename: Callable[[Key], Key]) -> Key:
    """Return a key with every key in it, and itself, under its new name."""
    inner = tuple(renamed(part, rename) if isinstance(part, tuple) else part for part in key)
    if inner and inner[0] == "party_apart":
        inner = (inner[0], *ordered(inner[1:]))
    return rename(inner)


def _within(part: object, rename: Callable[[Key], Key]) -> object:
    return renamed(part, rename) if isinstance(part, tuple) else part


def ordered(keys: Sequence[object]) -> tuple[object, ...]:
    """Return keys in an order that every copy has them in."""
    return tuple(sorted(keys, key=repr))


def inner_keys(key: Key) -> Iterator[Key]:
    """Yield a key and every key in it."""
    yield key
    for part in key:
        if isinstance(part, tuple):
            yield from inner_keys(part)


def word_of_column(table: str, column: str) -> str | None:
    """Return which word a column belongs to, ``None`` for one that is no word, such as "touched"."""
    for word, columns in WORDS.get(table, {}).items():
        if column in columns:
            return word
    return None
