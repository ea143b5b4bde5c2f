"""Which findings carry the attorney's notes, tags and evidence, for those who read findings."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casefile.history import Patch
from casefile.note_records import About

__all__ = ["QUIET", "Marked", "concerned", "marked", "marked_anywhere"]

QUIET = frozenset({"note", "tag", "tagged", "issue", "evidence", "saved_view"})
"""Tables of which the findings in memory know nothing, but for what ``concerned`` says."""

_TABLES = {About.QUOTE: "quote", About.DATE: "date_expression"}
_IN_DOCUMENTS = "SELECT id FROM {table} WHERE document IN (SELECT value FROM json_each (?2))"
_MARKED = f"""
    SELECT number FROM note WHERE words_given IS NOT NULL AND about = ?1 AND number IN ({_IN_DOCUMENTS})
    UNION SELECT number FROM tagged WHERE tagged_given > 0 AND about = ?1 AND number IN ({_IN_DOCUMENTS})
    UNION SELECT number FROM evidence JOIN issue ON issue.id = evidence.issue
    WHERE side_given IS NOT NULL AND title_given IS NOT NULL AND about = ?1 AND number IN ({_IN_DOCUMENTS})
"""  # noqa: S608 - our own names
_ALL_MARKED = """
    SELECT number FROM note WHERE words_given IS NOT NULL AND about = ?1
    UNION SELECT number FROM tagged WHERE tagged_given > 0 AND about = ?1
    UNION SELECT number FROM evidence JOIN issue ON issue.id = evidence.issue
    WHERE side_given IS NOT NULL AND title_given IS NOT NULL AND about = ?1
"""
_ALL_TAGS = """
    SELECT tagged.number, tag.name_given FROM tagged JOIN tag ON tag.id = tagged.tag
    WHERE about = 'date' AND tagged_given > 0 AND name_given IS NOT NULL
"""
_TAGS = f"""
    SELECT tagged.number, tag.name_given FROM tagged JOIN tag ON tag.id = tagged.tag
    WHERE about = ?1 AND tagged_given > 0 AND name_given IS NOT NULL AND number IN ({_IN_DOCUMENTS})
    ORDER BY tagged.number, tagged_given, tagged.id
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Marked:
    """The quotes and dates of some documents that carry a note, a tag or evidence; the tags of their dates.

    A date's tags are in the order that the attorney gave them.
    """

    quotes: frozenset[int]
    dates: frozenset[int]
    tags: Mapping[int, tuple[str, ...]]


def marked(connection: sqlite3.Connection, documents: Collection[int]) -> Marked:
    """Return what is marked in documents, in one look at all of them."""
    among = json.dumps(sorted(documents))
    tags: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(_TAGS.format(table="date_expression"), (About.DATE, among)):
        tags[row["number"]] = (*tags.get(row["number"], ()), row["name_given"])
    return Marked(
        _numbers(connection, About.QUOTE, among), _numbers(connection, About.DATE, among), tags
    )


def marked_anywhere(connection: sqlite3.Connection) -> Marked:
    """Return what is marked in the whole case, without a look at its papers."""
    tags: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(f"{_ALL_TAGS} ORDER BY number, tagged_given, tagged.id"):
        tags[row["number"]] = (*tags.get(row["number"], ()), row["name_given"])
    quotes, dates = (
        frozenset(row["number"] for row in connection.execute(_ALL_MARKED, (about,)))
        for about in (About.QUOTE, About.DATE)
    )
    return Marked(quotes, dates, tags)


def _numbers(connection: sqlite3.Connection, about: About, among: str) -> frozenset[int]:
    rows = connection.execute(_MARKED.format(table=_TABLES[about]), (about, among))
    return frozenset(row["number"] for row in rows)


def concerned(connection: sqlite3.Connection, patch: Patch) -> set[int]:
    """Return the documents whose rows a change to one of the tables above changes.

    Tags are shown on events; and a finding that extraction proposes no longer is shown while it carries
    anything.
    """
    if patch.table == "saved_view":
        return set()
    if patch.table == "tag":
        return _documents(connection, "SELECT about, number FROM tagged WHERE tag = ?", patch.id)
    if patch.table == "issue":
        return _documents(
            connection, "SELECT about, number FROM evidence WHERE issue = ?", patch.id
        )
    query = f"SELECT about, number FROM {patch.table} WHERE id = ?"  # noqa: S608 - history checked the name
    return _documents(connection, query, patch.id)


def _documents(connection: sqlite3.Connection, query: str, number: int) -> set[int]:
    found: set[int] = set()
    is_tag = "FROM tagged" in query
    for row in connection.execute(query, (number,)).fetchall():
        table = _TABLES.get(row["about"])
        if table is None:
            continue
        finding = connection.execute(
            f"SELECT document, proposed FROM {table} WHERE id = ?",  # noqa: S608 - our own names
            (row["number"],),
        ).fetchone()
        is_event = is_tag and row["about"] == About.DATE
        if finding is not None and (is_event or not finding["proposed"]):
            found.add(finding["document"])
    return found
