"""A few findings and what is linked to them, before all of a large case has been read.

What is linked to a party or a date stands in the papers that name the one or hold the other. These are
found in the store and read alone; the same functions answer from them as from the whole case. Only how
often a party is named everywhere is asked of the store.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from casefile import linked, snapshot, splits
from casefile.first_rows import party_rows
from casefile.known_parties import KnownParty
from casefile.linked_rows import LinkedRows
from casefile.links import Image, build, roots_of
from casefile.marked import marked
from casefile.questions import LinkedView, Question
from casefile.records import DocumentRow, PartyRow, Ref, RefType, Totals
from casefile.row_order import party_order

__all__ = ["MOST", "can_be_told", "papers_of", "part", "view"]

MOST = 60
"""Papers that are read for one question."""
FIRST_OF_MORE = 20
"""Where it concerns more, so many are read, and the answer says that there are more."""

_NAMING = """
    SELECT document FROM appearance WHERE party IN (SELECT value FROM json_each (:parties))
    UNION SELECT document FROM mention_given WHERE party_given IN (SELECT value FROM json_each (:parties))
    UNION SELECT document FROM quote
        WHERE speaker IN (SELECT value FROM json_each (:parties)) AND speaker_given IS NULL
    UNION SELECT document FROM quote WHERE speaker_given IN (SELECT value FROM json_each (:parties))
"""
_REPEATED = """
    SELECT EXISTS (SELECT 1 FROM same_words WHERE quote = :number) OR EXISTS (
        SELECT 1 FROM same_words JOIN quote ON quote.id = :number
        WHERE same_words.document = quote.document
            AND same_words."start" < quote."end" AND same_words."end" > quote."start"
    )
"""


def can_be_told(question: Question) -> bool:
    """Tell whether a question asks for findings and papers alone."""
    return bool(question.refs) and len(question.refs) == len(question.constraints)


def papers_of(
    connection: sqlite3.Connection, known: Mapping[int, KnownParty], refs: Iterable[Ref]
) -> frozenset[int] | None:
    """Return every paper in which something can be linked to these; ``None`` where that may be in any.

    That is so of a quotation that has its words elsewhere: all that has them belongs to it.
    """
    roots, rules = roots_of(known), splits.load(connection)
    found: set[int] = set()
    for ref in refs:
        if ref.type is RefType.PARTY:
            root = roots.get(ref.id, ref.id)
            members = {number for number, each in roots.items() if each == root}
            attached = set().union(*(rules.sources(member) for member in members))
            told = {"parties": json.dumps(sorted(attached))}
            found.update(row["document"] for row in connection.execute(_NAMING, told))
        elif ref.type is RefType.DOCUMENT:
            found.add(ref.id)
        else:
            if (
                ref.type is RefType.QUOTE
                and connection.execute(_REPEATED, {"number": ref.id}).fetchone()[0]
            ):
                return None
            table = "quote" if ref.type is RefType.QUOTE else "date_expression"
            query = f"SELECT document FROM {table} WHERE id = ?"  # noqa: S608 - our own words
            found.update(row["document"] for row in connection.execute(query, (ref.id,)))
    return frozenset(found)


def part(
    connection: sqlite3.Connection,
    papers: Mapping[int, DocumentRow],
    known: Mapping[int, KnownParty],
    numbers: Collection[int],
) -> Image:
    """Return an image of the first of some papers; what quotations have in common is not looked for."""
    wanted = sorted(number for number in numbers if number in papers)
    if len(wanted) > MOST:
        wanted = wanted[:FIRST_OF_MORE]
    pages = snapshot.document_pages(connection, wanted)
    others = connection.execute(
        "SELECT DISTINCT same_words.document FROM same_words JOIN quote ON quote.id = same_words.quote"
        " WHERE quote.document IN (SELECT value FROM json_each (?))",
        (json.dumps(wanted),),
    )
    more = {row["document"] for row in others} - pages.keys()
    pages |= snapshot.document_pages(connection, sorted(more))
    marks, rules = marked(connection, wanted), splits.load(connection)
    image = build(
        {
            number: snapshot.document_image(connection, papers[number], papers, pages, marks, rules)
            for number in wanted
        },
        known,
    )
    image.__dict__["same_words"] = {}
    return image


def view(
    connection: sqlite3.Connection,
    image: Image,
    papers: Mapping[int, DocumentRow],
    question: Question,
    totals: Totals,
) -> LinkedView:
    """Answer a question from an image of papers that it concerns, in a case with these totals."""
    found = linked.view(image, question)
    rows: LinkedRows[PartyRow] | tuple[PartyRow, ...] = ()
    if isinstance(found.parties, LinkedRows):
        plain = found.parties.plain
        whole = party_rows(connection, papers, image.known, [row.id for row in plain])
        rows = LinkedRows([whole[row.id] for row in plain], found.parties.packed)
        rows = rows.sorted_by_link(party_order)
    return replace(found, parties=rows, totals=totals)
