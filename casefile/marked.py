"""Which findings carry the attorney's notes, tags and evidence, for those who read findings."""

import sqlite3
from collections.abc import Sequence

from casefile.history import Patch
from casefile.note_records import About

__all__ = ["QUIET", "concerned", "marked", "tags_of_dates"]

QUIET = frozenset({"note", "tag", "tagged", "issue", "evidence"})
"""Tables of which the findings in memory know nothing, but for what ``concerned`` says."""

_TABLES = {About.QUOTE: "quote", About.DATE: "date_expression"}

_OWN = "about = ?1 AND number IN (SELECT id FROM {table} WHERE document = ?2)"
_MARKED = f"""
    SELECT number FROM note WHERE words_given IS NOT NULL AND {_OWN}
    UNION SELECT number FROM tagged WHERE tagged_given > 0 AND {_OWN}
    UNION SELECT number FROM evidence JOIN issue ON issue.id = evidence.issue
    WHERE side_given IS NOT NULL AND title_given IS NOT NULL AND {_OWN}
"""  # noqa: S608 - our own names


def marked(connection: sqlite3.Connection, about: About, document: int) -> frozenset[int]:
    """Return the quotes or dates of a document that carry a note, a tag or evidence."""
    rows = connection.execute(_MARKED.format(table=_TABLES[about]), (about, document))
    return frozenset(row["number"] for row in rows)


def tags_of_dates(connection: sqlite3.Connection, document: int) -> dict[int, tuple[str, ...]]:
    """Return the tags of a document's dates, each date's in the order that the attorney gave them."""
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(
        "SELECT tagged.number, tag.name_given FROM tagged JOIN tag ON tag.id = tagged.tag"
        " WHERE about = 'date' AND tagged_given > 0 AND name_given IS NOT NULL"
        " AND number IN (SELECT id FROM date_expression WHERE document = ?)"
        " ORDER BY tagged.number, tagged_given, tagged.id",
        (document,),
    ):
        found[row["number"]] = (*found.get(row["number"], ()), row["name_given"])
    return found


def concerned(connection: sqlite3.Connection, patch: Patch) -> set[int]:
    """Return the documents whose rows a change to one of the tables above changes.

    Tags are shown on events; and a finding that extraction proposes no longer is shown while it carries
    anything.
    """
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
    rows: Sequence[sqlite3.Row] = connection.execute(query, (number,)).fetchall()
    for row in rows:
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
