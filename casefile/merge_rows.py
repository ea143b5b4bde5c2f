"""Rows of the receiving case for things that a colleague's copy names: found, or made where there is none.

A row that is made says nothing by itself: no column of the attorney's word is written here, so that taking
a merge back leaves nothing to be seen.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from casefile import exchange_views
from casefile.exchange_sheet import ABOUT, BODY
from casefile.exchange_words import ANCHORED, NAMED, UNDECIDED, WORDS, Key, Subject, Value, Word
from casefile.findings import Column, Paper, anchored, insert, paper_of
from casefile.history import Value as Held
from casefile.same_words import fold_words, triples
from extraction.findings import QuoteKind
from importers.source_text import Span

__all__ = ["Rows"]

_KINDS = {table: word for word, table in ABOUT.items()}
_TOUCHED = ("party", "quote", "date_expression")
_GONE: Mapping[str, dict[str, Held]] = {
    "note": {"words_given": None},
    "saved_view": {"name_given": None},
}


@dataclass
class Rows:
    """The numbers of things in the receiving case."""

    connection: sqlite3.Connection
    subjects: Mapping[Key, Subject]
    """What the other copy says of them, under the names that both know."""
    made: set[Key] = field(default_factory=set)
    """What had no row before."""
    _uids: dict[tuple[str, str], int] = field(default_factory=dict)
    _names: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    _papers: dict[int, Paper] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in NAMED:
            for row in self.connection.execute(f"SELECT id, uids FROM {table}"):  # noqa: S608
                self._names[table, row["id"]] = frozenset(json.loads(row["uids"]))
                for uid in self._names[table, row["id"]]:
                    self._uids[table, uid] = row["id"]

    def learn_names(self, subjects: Iterable[Subject]) -> None:
        """Note with each party, note, tag and issue the names that copies have for it."""
        for subject in subjects:
            found = subject.body.get("uids")
            if subject.table not in NAMED or not isinstance(found, tuple):
                continue
            uids = {str(uid) for uid in (*found, subject.key[1])}
            rows = {
                self._uids[subject.table, uid] for uid in uids if (subject.table, uid) in self._uids
            }
            for number in sorted(rows)[:1]:
                known = self._names[subject.table, number]
                if uids - known:
                    self._name(subject.table, number, known | uids)

    def _name(self, table: str, number: int, uids: frozenset[str]) -> None:
        self.connection.execute(
            f"UPDATE {table} SET uids = ? WHERE id = ?",  # noqa: S608 - a table of ours
            (json.dumps(sorted(uids)), number),
        )
        self._names[table, number] = uids
        for uid in uids:
            self._uids[table, uid] = number

    def number(self, key: Key) -> int:
        """Return the row of a thing, made where there is none.

        Raises:
            KeyError: if there is none and the other copy does not say what it is.
        """
        found = self.find(key)
        if found is None:
            found = self._make(key)
            self.made.add(key)
        return found

    def find(self, key: Key) -> int | None:
        """Return the row of a thing, ``None`` where the case has none."""
        table = str(key[0])
        if table in NAMED:
            return self._uids.get((table, str(key[1])))
        if table == "document":
            return self._one("SELECT id FROM document WHERE sha256 = ?", key[1])
        if table in ANCHORED:
            drawn = " AND proposed = 0" if table == "mention_given" else ""
            return self._one(
                f"SELECT {table}.id FROM {table} JOIN document ON document.id = {table}.document"  # noqa: S608
                f" JOIN layer ON layer.id = {table}.layer WHERE sha256 = ? AND layer.key = ?"
                f' AND "start" = ? AND "end" = ?{drawn} ORDER BY lost, {table}.id',
                *key[1:],
            )
        columns = self._columns(key, self.find)
        if columns is None:
            return None
        wanted = " AND ".join(f"{name} IS ?" for name in columns)
        return self._one(f"SELECT id FROM {table} WHERE {wanted}", *columns.values())  # noqa: S608

    def _one(self, query: str, *values: object) -> int | None:
        row = self.connection.execute(query, values).fetchone()
        return None if row is None else int(row["id"])

    def _columns(self, key: Key, number: Callable[[Key], int | None]) -> dict[str, Column] | None:
        """Return what tells a row that joins others from the rest of its table; ``None`` without these."""
        table, first, *rest = key
        one = number(first) if isinstance(first, tuple) else None
        if one is None:
            return None
        if table == "party_split":
            paper = None if rest[0] is None else self.find(("document", rest[0]))
            if rest[0] is not None and paper is None:
                return None
            return {
                "party": one,
                "document": paper,
                "name": None if rest[1] is None else str(rest[1]),
            }
        about = rest[0]
        other = number(about) if isinstance(about, tuple) else None
        if other is None or not isinstance(about, tuple):
            return None
        if table == "party_apart":
            return {"one": min(one, other), "other": max(one, other)}
        whole = "tag" if table == "tagged" else "issue"
        return {whole: one, "about": _KINDS[str(about[0])], "number": other}

    def _make(self, key: Key) -> int:
        table = str(key[0])
        if table in ANCHORED:
            return self._make_anchored(table, self.subjects[key])
        if table in NAMED:
            return self._make_named(table, self.subjects[key])
        columns = self._columns(key, self.number)
        if columns is None:
            raise KeyError(key)
        return insert(self.connection, table, columns)

    def _make_anchored(self, table: str, subject: Subject) -> int:
        _, sha256, _, start, end = subject.key
        document = self.find(("document", sha256))
        paper = None if document is None else self._paper(document)
        if document is None or paper is None:
            raise KeyError(subject.key)
        values = anchored(
            paper, Span(int(str(start)), int(str(end))), str(subject.body["zone"]), 1.0
        )
        own = {name: _plain(subject.body[name]) for name in BODY[table]}
        values = {**values, **own, "document": document, "proposed": 0}
        if table in _TOUCHED:
            values["touched"] = 1
        if table == "quote":
            values["parts"] = "[]"
            said = triples(fold_words(str(own["reading"])).folded).tobytes()
            values["words"] = said if QuoteKind(str(own["kind"])).is_quotation else b""
        return insert(self.connection, table, values)

    def _paper(self, document: int) -> Paper | None:
        if document not in self._papers:
            found = paper_of(self.connection, document)
            if found is None:
                return None
            self._papers[document] = found
        return self._papers[document]

    def _make_named(self, table: str, subject: Subject) -> int:
        found = subject.body["uids"]
        uids = {str(uid) for uid in (*(found if isinstance(found, tuple) else ()), subject.key[1])}
        values: dict[str, Column] = {"uids": json.dumps(sorted(uids))}
        if table == "party":
            values |= {name: _plain(subject.body[name]) for name in BODY[table]}
            values |= {"confidence": 1.0, "touched": 1}
        elif table == "note":
            about = subject.body["about"]
            if not isinstance(about, tuple):
                raise KeyError(subject.key)
            values |= {"about": _KINDS[str(about[0])], "number": self.number(about)}
        elif table == "issue":
            passage = subject.body.get("passage")
            values["passage"] = self.number(passage) if isinstance(passage, tuple) else None
        number = insert(self.connection, table, values)
        for uid in uids:
            self._uids[table, uid] = number
        return number

    def columns(self, word: Word, value: Value | None) -> dict[str, Held]:
        """Return what the columns of a word are to hold; keys become numbers of rows here."""
        key, name = word
        table = str(key[0])
        columns = WORDS[table][name]
        if value is None:
            if table in _GONE:
                return _GONE[table]
            value = UNDECIDED.get((table, name), (None,) * len(columns))
        if table == "saved_view":
            question = exchange_views.written(value[1], self._named_by_view)  # type: ignore[arg-type]
            return {"name_given": str(value[0]), "question_given": question}
        if table == "tagged" and value[0]:
            return {"tagged_given": self._last_tag(key) + 1}
        after = {column: self._held(part) for column, part in zip(columns, value, strict=True)}
        return {**after, "touched": 1} if table in _TOUCHED else after

    def _held(self, part: object) -> Held:
        if not isinstance(part, tuple):
            return part if isinstance(part, int) or part is None else str(part)
        number = self.number(part)
        if part[0] == "party":
            self.connection.execute("UPDATE party SET touched = 1 WHERE id = ?", (number,))
        return number

    def _named_by_view(self, key: Key) -> int | None:
        """Return the row of what a saved view names: extraction removes it no more."""
        number = self.number(key) if key in self.subjects else self.find(key)
        if number is not None and key[0] in _TOUCHED:
            self.connection.execute(
                f"UPDATE {key[0]} SET touched = 1 WHERE id = ?",  # noqa: S608 - a table of ours
                (number,),
            )
        return number

    def _last_tag(self, key: Key) -> int:
        about = key[2]
        if not isinstance(about, tuple):
            raise KeyError(key)
        row = self.connection.execute(
            "SELECT ifnull (max (tagged_given), 0) AS last FROM tagged WHERE about = ? AND number = ?",
            (_KINDS[str(about[0])], self.number(about)),
        ).fetchone()
        return int(row["last"])


def _plain(part: object) -> Column:
    return part if isinstance(part, (str, int, float, bytes)) or part is None else str(part)
