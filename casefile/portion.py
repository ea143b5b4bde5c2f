"""Some papers of a case as a case of its own: what is said of them goes along, nothing of the others does.

The new case file is made empty and filled table by table with rows of the chosen papers, so that nothing has
to be taken out of it. What was decided stands; how it came about (history), what was searched for, passwords,
views and conflicts stay behind. A party whose name other papers alone tell is called as the chosen ones do.
Its rows keep the names that they have in the whole case, so that what is done here can be brought back there.
"""

import datetime as dt
import json
import sqlite3
import tempfile
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from casefile import (
    backup,
    case_key,
    exchange_sheet,
    leftovers,
    parties,
    portion_log,
    sealed_files,
    splits,
)
from casefile.case_key import KEYS, CaseKey
from casefile.connecting import attach, connect, trouble
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, NoSuchFinding
from casefile.exchange_sheet import ABOUT
from casefile.exchange_words import Sheet
from casefile.import_records import Progress
from casefile.paths import CasePaths
from casefile.private import ORIGINAL, new_folder
from casefile.protection import Protection
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
_PAPERS_AT_ONCE, _AT_ONCE = 100, 100  # papers of a table, and parties, between two steps
_SHOWN = ("name", "kind", "role", "capacity", "post", "confidence")


def write(
    store: Store,
    documents: Collection[int],
    target: Path,
    name: str,
    *,
    own_words: bool = True,
    protection: Protection | None = None,
) -> Iterator[Progress]:
    """Write papers, by their numbers, to a new case folder, or to an archive if ``target`` ends in ".zip".

    With ``protection`` it is an archive that only that opens, whatever its name. Without ``own_words`` notes,
    tags and issues stay behind, too. Nothing is left when it fails or is given up.

    Raises:
        CaseExists: if the folder is there and not empty.
        CaseFailure: if an original is missing, or the place cannot be written.
        NoSuchFinding: if there is no document of one of the numbers, or none was given.
    """
    stored = _stored_names(store, documents)
    is_packed = target.suffix.lower() == ".zip" or protection is not None
    work = _Writing(store, stored, name, own_words, is_packed)
    try:
        if is_packed:
            target.parent.mkdir(parents=True, exist_ok=True)
            with _place(store, target, protection) as place:
                key, keys = _fresh_key(store, place, protection)
                files = key.files if key is not None else None
                paths = CasePaths(place / "case", files)
                yield from work.folder(paths, key)
                yield from work.archive(paths, target, protection, keys)
        else:
            with backup.new_case(target) as paths:
                yield from work.folder(paths, None)
    except trouble() as error:
        raise explained(error, target) or error from error
    yield Progress(1, 1, "Written")


@contextmanager
def _place(store: Store, target: Path, protection: Protection | None) -> Iterator[Path]:
    """Yield a place to make a case folder in that is packed then.

    It lies in the case folder, which is cleared after a kill: the target may lie on somebody's stick. What a
    protected case hands out plain never lies there, though.
    """
    is_here = store.key is None or protection is not None
    folder, prefix = (store.paths.backups, ".backup-") if is_here else (target.parent, ".new-")
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as place,
        nullcontext() if is_here else leftovers.noted(Path(place)),
    ):
        yield Path(place)


def _fresh_key(
    store: Store, place: Path, protection: Protection | None
) -> tuple[CaseKey | None, Path | None]:
    """Return a key for what a protected case hands out protected, and the file in which it is wrapped."""
    if store.key is None or protection is None:
        return None, None
    key, content = case_key.made(protection)
    (place / KEYS).write_bytes(content)
    return key, place / KEYS


def _stored_names(store: Store, documents: Collection[int]) -> dict[int, str]:
    rows = store.memory.documents()
    if not documents or not set(documents) <= rows.keys():
        raise NoSuchFinding("One of these papers is not in the case. Choose papers from its list.")
    return {number: rows[number].stored_name for number in documents}


@dataclass(frozen=True)
class _Writing:
    """One writing of papers; its steps are counted by tables and papers."""

    store: Store
    stored: Mapping[int, str]
    """The files of the papers by their numbers."""
    name: str
    own_words: bool
    is_packed: bool

    def folder(self, paths: CasePaths, key: CaseKey | None) -> Iterator[Progress]:
        """Make the case folder, protected by a key or plain."""
        raw = key.database if key is not None else None
        new_folder(paths.folder)
        paths.documents.mkdir()
        paths.backups.mkdir()
        yield self._step(0, "Reading what was decided")
        with self.store.database.read() as connection:
            sheet = exchange_sheet.read(connection)
        Database.create(paths.database, raw).close()
        for _table in self._fill(paths, raw, sheet):
            yield self._step(0, "Copying what was found in the papers")
        for at, name in enumerate(self.stored.values()):
            yield self._step(1 + at, f"Copying “{name}”")
            _copy_original(self.store.paths, name, paths)

    def archive(
        self, paths: CasePaths, target: Path, protection: Protection | None, keys: Path | None
    ) -> Iterator[Progress]:
        """Pack a case folder that was made, with the wrapped keys of a protected one."""
        originals = {name: paths.original(name) for name in self.stored.values()}
        packed = backup.packing(paths.database, originals, target, protection=protection, keys=keys)
        for at, words in packed:
            yield self._step(1 + len(self.stored) + at, words)

    def _step(self, done: int, message: str) -> Progress:
        """Tell how far it is: the case file, then every paper once, and once more where it is packed."""
        return Progress(done, 2 + len(self.stored) * (1 + self.is_packed), message)

    def _fill(self, paths: CasePaths, key: bytes | None, sheet: Sheet) -> Iterator[str]:
        """Fill the new case file; yields each table that comes next."""
        source = self.store.database
        is_sealed = source.key is not None
        with closing(connect(paths.database, key, with_sealed=is_sealed)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")  # rows come before those they name
            attach(connection, source.file, "source", source.key, read_only=True)
            connection.execute("BEGIN")
            work = _Copying(connection, sorted(self.stored))
            yield from work.papers()
            yield from work.parties()
            if self.own_words:
                yield "note"
                work.own_words()
            work.info(self.name, sheet)
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

    def __init__(self, connection: sqlite3.Connection, papers: Sequence[int]) -> None:
        self._connection = connection
        self._papers = papers
        self._chosen = json.dumps(papers)

    def papers(self) -> Iterator[str]:
        """Copy the papers, their texts, and what was found in each; yields each table that comes next."""
        yield "document"
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
            for at in range(0, len(self._papers), _PAPERS_AT_ONCE):
                yield table
                some = json.dumps(self._papers[at : at + _PAPERS_AT_ONCE])
                self._copy(table, here, joined, some)
        yield "same_words"
        self._copy("machine_words", "layer IN (SELECT id FROM main.layer)")
        quotes = "quote IN (SELECT id FROM main.quote)"
        self._copy("same_words", f"{quotes} AND {here}")
        self._copy("likeness", f"document IN {_CHOSEN} AND other IN {_CHOSEN}")

    def parties(self) -> Iterator[str]:
        """Copy the parties that stand in the papers, with those that they live on in; yields now and then."""
        yield "party"
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
        given = splits.load(self._connection)
        for at, number in enumerate(sorted(present)):
            if at % _AT_ONCE == 0:
                yield "party"
            parties.refresh(self._connection, number, given)
        for number in sorted(present):
            self._copy_above(number)
        self._copy(
            "party_apart",
            "one IN (SELECT id FROM main.party) AND other IN (SELECT id FROM main.party)",
        )

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

    def info(self, name: str, sheet: Sheet) -> None:
        """Make it a case of its own that can go back; ``sheet`` says what was decided in the whole case."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        told = {
            "case_id": uuid.uuid4().hex,
            "part_of": sheet.whole or sheet.case_id,
            "name": name,
            "created": now,
        }
        for key in _KEPT_INFO:
            row = self._connection.execute(
                "SELECT value FROM source.info WHERE key = ?", (key,)
            ).fetchone()
            if row is not None:
                told[key] = row["value"]
        self._connection.executemany("INSERT INTO info (key, value) VALUES (?, ?)", told.items())
        portion_log.keep(self._connection, sheet.log, now)

    # -- inside

    def _copy(
        self,
        table: str,
        where: str,
        other: Mapping[str, str] | None = None,
        chosen: str | None = None,
    ) -> None:
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
            self._connection.execute(statement, {"chosen": chosen or self._chosen})
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
            return rule["document"] in self._papers
        return rule["name"] is None or rule["name"] in self._spellings()

    def _spellings(self) -> frozenset[str]:
        found: set[str] = set()
        for row in self._connection.execute("SELECT name, aliases FROM main.appearance"):
            found |= {splits.folded(each) for each in (row["name"], *json.loads(row["aliases"]))}
        for row in self._connection.execute("SELECT DISTINCT text FROM main.mention"):
            found.add(splits.folded(row["text"]))
        return frozenset(found)

    def _copy_above(self, number: int) -> None:
        """Copy the parties that one lives on in; those that none of the papers name, under its own words."""
        execute = self._connection.execute
        shown = execute("SELECT * FROM main.party WHERE id = ?", (number,)).fetchone()
        above = shown["merged_into"]
        while above is not None:
            if execute("SELECT 1 FROM main.party WHERE id = ?", (above,)).fetchone() is None:
                self._copy_numbers("party", {above})
                execute(
                    "UPDATE main.party SET name = ?, kind = ?, role = ?, capacity = ?, post = ?,"
                    " confidence = ?, origin = 'extracted', words = NULL, touched = 1 WHERE id = ?",
                    (*(shown[column] for column in _SHOWN), above),
                )
            row = execute("SELECT merged_into FROM main.party WHERE id = ?", (above,)).fetchone()
            above = row["merged_into"]


def _copy_original(source: CasePaths, name: str, paths: CasePaths) -> None:
    original = source.original(name)
    if not original.is_file():
        raise CaseDamaged(
            f"The original “{name}” is missing, so the papers would not be whole. “Check the case” says"
            " what else is wrong."
        )
    copy = paths.original(name)
    sealed_files.copied(original, source.key, copy, paths.key)
    copy.chmod(ORIGINAL)
