"""Some papers of a case as a case of its own: what is said of them goes along, nothing of the others does.

The new case file is made empty and filled table by table with rows of the chosen papers, so that nothing has
to be taken out of it. What was decided stands; how it came about (history), what was searched for, passwords,
views and conflicts stay behind. A party whose name other papers alone tell is called as the chosen ones do.
"""

import datetime as dt
import json
import shutil
import sqlite3
import stat
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path

from casefile import backup, parties, splits
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, CaseExists, NoSuchFinding
from casefile.exchange_sheet import ABOUT
from casefile.paths import SUFFIX, CasePaths
from casefile.store import Store

__all__ = ["write"]

# The tables whose rows belong to one paper, by the column that names it.
_OF_PAPERS = (
    "layer",
    "machine_page",
    "extraction",
    "appearance",
    "party_key",
    "mention",
    "mention_given",
    "quote",
    "date_expression",
    "passage",
)
_CHOSEN = "(SELECT value FROM json_each (:chosen))"
_KEPT_INFO = ("cite_style",)


def write(
    store: Store, documents: Collection[int], target: Path, name: str, *, own_words: bool = True
) -> None:
    """Write papers, by their numbers, to a new case folder, or to an archive if ``target`` ends in ".zip".

    Without ``own_words`` notes, tags and issues stay behind, too. Nothing is left when it fails.

    Raises:
        CaseExists: if the folder is there and not empty.
        CaseFailure: if an original is missing, or the place cannot be written.
        NoSuchFinding: if there is no document of one of the numbers, or none was given.
    """
    stored = _stored_names(store, documents)
    is_archive = target.suffix.lower() == ".zip"
    if not is_archive and target.suffix != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    if not is_archive and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CaseExists(f"“{target.name}” is there already. Choose another name.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".portion-") as place:
            paths = CasePaths(Path(place) / "case")
            _fill(store, sorted(stored), paths, name, own_words=own_words)
            _copy_originals(store.paths, stored.values(), paths)
            if is_archive:
                originals = {file.name: file for file in sorted(paths.documents.iterdir())}
                with backup.packed(paths.database, originals, target):
                    pass  # its parts were copied a moment ago: there is nothing to compare them with
            else:
                if target.exists():
                    target.rmdir()
                paths.folder.replace(target)
    except OSError as error:
        raise explained(error, target) or error from error


def _stored_names(store: Store, documents: Collection[int]) -> dict[int, str]:
    rows = store.memory.documents()
    if not documents or not set(documents) <= rows.keys():
        raise NoSuchFinding("One of these papers is not in the case. Choose papers from its list.")
    return {number: rows[number].stored_name for number in documents}


def _fill(store: Store, chosen: list[int], paths: CasePaths, name: str, *, own_words: bool) -> None:
    paths.documents.mkdir(parents=True)
    paths.backups.mkdir()
    Database.create(paths.database).close()
    with closing(sqlite3.connect(paths.database, isolation_level=None, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = OFF")  # rows come before those they name
        source = store.paths.database.absolute().as_uri()
        connection.execute("ATTACH DATABASE ? AS source", (f"{source}?mode=ro",))
        connection.execute("BEGIN")
        work = _Copying(connection, json.dumps(chosen))
        work.papers()
        work.parties()
        if own_words:
            work.own_words()
        work.info(name)
        connection.execute("COMMIT")
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise CaseDamaged(
                "These papers name findings that the case file does not have. “Check the case” says more."
            )
        connection.execute("DETACH DATABASE source")
        connection.execute("PRAGMA journal_mode = WAL")


class _Copying:
    """Copies rows from the attached case into the new one."""

    def __init__(self, connection: sqlite3.Connection, chosen: str) -> None:
        self._connection = connection
        self._chosen = chosen

    def papers(self) -> None:
        """Copy the papers, their texts, and what was found in each."""
        self._copy(
            "document",
            f"id IN {_CHOSEN}",
            {
                "parent": f"CASE WHEN parent IN {_CHOSEN} THEN parent END",
                "password": "NULL",
                "original_path": "name",
            },
        )
        here = f"document IN {_CHOSEN}"
        for table in _OF_PAPERS:
            joined = {"joined": "''"} if table == "appearance" else {}  # tells how others spell it
            self._copy(table, here, joined)
        self._copy("machine_words", "layer IN (SELECT id FROM main.layer)")
        quotes = "quote IN (SELECT id FROM main.quote)"
        self._copy("same_words", f"{quotes} AND {here}")
        self._copy("likeness", f"document IN {_CHOSEN} AND other IN {_CHOSEN}")

    def parties(self) -> None:
        """Copy the parties that stand in the papers, each under a root that stands there, too."""
        execute = self._connection.execute
        present = {
            row[0]
            for row in execute(
                "SELECT party FROM main.appearance UNION SELECT party FROM main.party_key"
                " UNION SELECT party_given FROM main.mention_given WHERE party_given > 0"
                " UNION SELECT speaker FROM main.quote WHERE speaker IS NOT NULL"
                " UNION SELECT speaker_given FROM main.quote WHERE speaker_given > 0"
            )
        }
        rules = [row for row in execute("SELECT * FROM source.party_split") if self._says(row)]
        rules = [row for row in rules if row["party"] in present]
        present |= {row["party_given"] for row in rules if row["party_given"]}
        self._copy_numbers("party", present)
        self._copy_numbers("party_split", {row["id"] for row in rules})
        self._copy(
            "party_apart",
            "one IN (SELECT id FROM main.party) AND other IN (SELECT id FROM main.party)",
        )
        members: defaultdict[int, list[int]] = defaultdict(list)
        for number in sorted(present):
            members[self._root(number)].append(number)
        for root, those in members.items():
            self._unite(root, those)
        for number in present:
            parties.refresh(self._connection, number)

    def own_words(self) -> None:
        """Copy notes, tags and issues, as far as they are about what was copied."""
        about = " OR ".join(
            f"(about = '{kind}' AND number IN (SELECT id FROM main.{table}))"  # noqa: S608
            for kind, table in ABOUT.items()
            if kind != "note"
        )
        self._copy("note", f"words_given IS NOT NULL AND ({about})")
        about += " OR (about = 'note' AND number IN (SELECT id FROM main.note))"
        self._copy("tagged", f"tagged_given > 0 AND ({about})")
        self._copy("tag", "id IN (SELECT tag FROM main.tagged)")
        self._copy("evidence", f"side_given IS NOT NULL AND ({about})")
        wanted = {row[0] for row in self._connection.execute("SELECT issue FROM main.evidence")}
        parents = dict(
            self._connection.execute("SELECT id, parent_given FROM source.issue").fetchall()
        )
        for number in list(wanted):
            while (number := parents.get(number)) and number not in wanted:
                wanted.add(number)
        self._copy_numbers(
            "issue",
            wanted,
            {"passage": "CASE WHEN passage IN (SELECT id FROM main.passage) THEN passage END"},
        )

    def info(self, name: str) -> None:
        """Make it a case of its own."""
        told = {
            "case_id": uuid.uuid4().hex,
            "name": name,
            "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }
        for key in _KEPT_INFO:
            row = self._connection.execute(
                "SELECT value FROM source.info WHERE key = ?", (key,)
            ).fetchone()
            if row is not None:
                told[key] = row["value"]
        self._connection.executemany("INSERT INTO info (key, value) VALUES (?, ?)", told.items())

    # -- inside

    def _copy(self, table: str, where: str, other: Mapping[str, str] | None = None) -> None:
        """Copy the rows of a table that fit; ``other`` columns get something else instead."""
        columns = [
            row["name"] for row in self._connection.execute(f"PRAGMA main.table_info ({table})")
        ]
        values = ", ".join((other or {}).get(column, f'"{column}"') for column in columns)
        into = ", ".join(f'"{column}"' for column in columns)
        statement = (
            f"INSERT INTO main.{table} ({into}) SELECT {values} FROM source.{table} WHERE {where}"  # noqa: S608
        )
        if ":chosen" in statement:
            self._connection.execute(statement, {"chosen": self._chosen})
        else:
            self._connection.execute(statement)

    def _copy_numbers(
        self, table: str, numbers: Collection[int], other: Mapping[str, str] | None = None
    ) -> None:
        listed = ", ".join(map(str, sorted(numbers)))
        self._copy(table, f"id IN ({listed})", other)

    def _says(self, rule: sqlite3.Row) -> bool:
        """Tell whether a rule that splits a party is about the chosen papers."""
        if rule["document"] is not None:
            return rule["document"] in json.loads(self._chosen)
        return rule["name"] is None or rule["name"] in self._spellings()

    def _spellings(self) -> frozenset[str]:
        found: set[str] = set()
        for row in self._connection.execute("SELECT name, aliases FROM main.appearance"):
            found |= {splits.folded(each) for each in (row["name"], *json.loads(row["aliases"]))}
        for row in self._connection.execute("SELECT DISTINCT text FROM main.mention"):
            found.add(splits.folded(row["text"]))
        return frozenset(found)

    def _root(self, number: int) -> int:
        while True:
            row = self._connection.execute(
                "SELECT merged_into FROM source.party WHERE id = ?", (number,)
            ).fetchone()
            if row is None or row["merged_into"] is None:
                return number
            number = row["merged_into"]

    def _unite(self, root: int, members: list[int]) -> None:
        """Let members live on in their root; if that stands in none of the papers, in the first of them."""
        kept = root if root in members else members[0]
        execute = self._connection.execute
        for number in members:
            execute(
                "UPDATE main.party SET merged_into = ? WHERE id = ?",
                (None if number == kept else kept, number),
            )
        if kept != root:
            execute(
                "UPDATE main.party SET (name_given, kind_given, role_given, decision) = (SELECT"
                " ifnull (given.name_given, party.name_given), ifnull (given.kind_given, party.kind_given),"
                " ifnull (given.role_given, party.role_given), given.decision"
                " FROM source.party AS given WHERE given.id = ?) WHERE id = ?",
                (root, kept),
            )


def _copy_originals(source: CasePaths, stored: Collection[str], paths: CasePaths) -> None:
    for name in stored:
        original = source.original(name)
        if not original.is_file():
            raise CaseDamaged(
                f"The original “{name}” is missing, so the papers would not be whole. “Check the case” says"
                " what else is wrong."
            )
        copy = paths.original(name)
        shutil.copyfile(original, copy)
        copy.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)
