"""What the attorney rejected or corrected is remembered: a later paper with the same words is decided alike.

Parties are the case's own, so that a rejected name, a corrected role or kind holds in every paper that brings
it. Quotes and dates belong to their paper. When findings of a paper come in, those whose words he decided on
in another paper get the same word from him, as one decision that history tells of and that can be taken back:
the amended complaint need not be reviewed from its beginning.

It is done only where nothing speaks against it: at least four words are the same, all decisions on them
agree, and nobody has decided on the new finding. An accepted finding says nothing of the next paper: whether
it is there rightly is seen on its page alone.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from casefile import documents, history
from casefile.history import Patch, Value
from casefile.review import recorded, shortened
from casefile.turns import in_turns

__all__ = ["apply"]

_FEWEST_WORDS = 4

_Key = tuple[str, ...]

_QUOTES = (
    "SELECT id, document, text, reading AS words, speaker_words AS beside, decision, speaker_given, touched"
    " FROM quote"
)
_DATES = (
    "SELECT id, document, text, sentence AS words, text AS beside, decision, value_given, earliest_given,"
    " latest_given, touched FROM date_expression"
)
# Few of a case's findings are decided on at first: to find them through the index is worth being said.
_DECIDED = (
    " INDEXED BY {} WHERE document <> ? AND touched = 1"
    " AND decision IN ('accepted', 'edited', 'rejected') AND lost = 0"
)
_NEW = " WHERE document = ? AND touched = 0 AND decision = 'suggested' AND proposed = 1"


@dataclass(frozen=True, slots=True)
class _Word:
    """What the attorney said of some words, and a paper in which he did."""

    after: tuple[tuple[str, Value], ...]
    document: int


def apply(connection: sqlite3.Connection, document: int) -> tuple[Patch, ...]:
    """Decide on new findings of a paper as the attorney did on the same words in others."""
    patches: list[Patch | None] = []
    told: list[tuple[str, sqlite3.Row, _Word]] = []
    for table, query, index in (
        ("quote", _QUOTES, "quote_counted"),
        ("date_expression", _DATES, "date_counted"),
    ):
        new = [
            (row, key)
            for row in connection.execute(query + _NEW, (document,))
            if len((key := _key(row))[0].split()) >= _FEWEST_WORDS
        ]
        if not new:
            continue
        decided = connection.execute(query + _DECIDED.format(index), (document,))
        words = _said(decided, table, {key for _, key in new})
        for row, key in new:
            word = words.get(key)
            if word is not None:
                values = {**dict(word.after), "touched": 1}
                patches.append(history.patch(connection, table, row["id"], values))
                told.append((str(values["decision"]), row, word))
    if not told:
        return ()
    return recorded(connection, _sentence(connection, document, told), patches, by_itself=True)


def _said(
    rows: Iterable[sqlite3.Row], table: str, wanted: Collection[_Key]
) -> Mapping[_Key, _Word]:
    """Return the decisions by what they were made on, without those on which there were two minds."""
    found: dict[_Key, _Word] = {}
    doubtful: set[_Key] = set()
    for row in in_turns(rows):
        key = _key(row)
        if key not in wanted:
            continue
        after = _after(row, table)
        known = found.setdefault(key, _Word(after, row["document"]))
        if known.after != after:
            doubtful.add(key)
    return {
        key: word
        for key, word in found.items()
        if key not in doubtful and dict(word.after)["decision"] != "accepted"
    }


def _after(row: sqlite3.Row, table: str) -> tuple[tuple[str, Value], ...]:
    if row["decision"] != "edited":
        return (("decision", row["decision"]),)
    names = (
        ("speaker_given",)
        if table == "quote"
        else ("value_given", "earliest_given", "latest_given")
    )
    given = tuple((name, row[name]) for name in names)
    if given[0][1] is None:  # other words were given to it, of an event: they are of that paper
        return (("decision", "accepted"),)
    return (("decision", "edited"), *given)


def _key(row: sqlite3.Row) -> _Key:
    """Return what must be the same: a quote's words and who is named for them, a date and its sentence."""
    return _folded(row["words"]), _folded(row["beside"] or "")


@lru_cache(maxsize=20_000)
def _folded(words: str) -> str:
    """Return the words alone; those that were decided on are asked for again with each paper."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _sentence(
    connection: sqlite3.Connection, document: int, told: list[tuple[str, sqlite3.Row, _Word]]
) -> str:
    """Return what was done: "As in Compl., rejected 3 and corrected 2 findings in Am. Compl."."""
    papers = dict.fromkeys(word.document for _, _, word in told)
    called = {row.id: row.short_name for row in documents.rows(connection)}
    first = called[next(iter(papers))]
    where = first if len(papers) == 1 else f"{first} and {len(papers) - 1} more"
    here = called[document]
    rejected = sum(decision == "rejected" for decision, *_ in told)
    corrected = len(told) - rejected
    if len(told) == 1:
        done = f"{'rejected' if rejected else 'corrected'} “{shortened(told[0][1]['text'])}”"
    else:
        counts = [f"rejected {rejected}"] * bool(rejected) + [f"corrected {corrected}"] * bool(
            corrected
        )
        done = f"{' and '.join(counts)} findings"
    return f"As in {where}, {done} in {here}"
