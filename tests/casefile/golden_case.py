"""Golden cases: small case folders of every schema that was ever released, and of today's, kept as SQL text.

Each lies in ``golden/schema N`` as ``case.sql`` with its originals. How one is added or renewed stands in
``docs/reliability.md``; ``test_migrations.py`` builds and opens them.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from casefile.case import Case
from casefile.person import this_user
from casefile.workers import Workers
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, paper

__all__ = ["GOLDEN", "build", "keep", "make", "shape", "versions"]

GOLDEN = Path(__file__).parent / "golden"
_NAME = "schema {}"
_PRAGMAS = ("application_id", "user_version")


def versions() -> list[int]:
    """Return the schemas of which there is a golden case."""
    return sorted(int(folder.name.split()[1]) for folder in GOLDEN.glob(_NAME.format("*")))


def make(folder: Path, workers: Workers) -> Path:
    """Make a case with something of everything in it, by the present program; returns its folder."""
    papers = folder / "papers"
    paper(papers, "Complaint.txt", COMPLAINT)
    paper(papers, "Ferry fight.txt", ARTICLE)
    paper(papers, "Letter.txt", "Mail of Odile Vantreese on 2026-03-09 with an enclosure.\n")
    with Case.create(folder / "Golden", workers, local=folder / "local") as case:
        case.be_called("Ida Moss")
        list(case.ingest([papers]))
        view = case.view()
        quote, other, date = view.quotes[0].ref, view.quotes[1].ref, view.dates[0].ref
        case.accept([quote])
        case.reject([other])
        case.edit_party(view.parties[0].id, name="Marrow")
        case.add_note(quote, "Ask her about this.")
        case.tag([quote, date], "notice")
        issue = case.add_issue("Notice")
        case.add_quote(1, Span(0, 30))
        case.undo()
        case.redo()
        case.set_document(2, short_name="Fight")
        case.link_evidence(issue, [quote])
        return case.folder


def keep(case: Path, version: int) -> None:
    """Write a closed case down as the golden one of a schema, in the place of the one before."""
    target = GOLDEN / _NAME.format(version)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(case / "documents", target / "documents")
    with closing(sqlite3.connect(case / "case.db")) as connection:
        pragmas = [
            f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in _PRAGMAS
        ]
        dumped = "\n".join([*pragmas, *connection.iterdump(), ""])
    # Where it happened to be made, and by whom, is nobody's business.
    dumped = dumped.replace(f"{case.parent}/", "").replace(f"name of {this_user()}", "name of ida")
    (target / "case.sql").write_text(dumped, encoding="utf-8")


def build(version: int, folder: Path) -> Path:
    """Make the case folder of a golden case again."""
    case = folder / "Golden.pincite"
    shutil.copytree(GOLDEN / _NAME.format(version) / "documents", case / "documents")
    (case / "backups").mkdir()
    script = (GOLDEN / _NAME.format(version) / "case.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(case / "case.db")) as connection:
        connection.executescript(script)
        connection.execute("PRAGMA journal_mode = WAL")
    return case


def shape(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return what a case file is made of, by name: equal for equal schemas, however each came to be.

    Of a table that is its columns and constraints, in whatever order, since a step can add columns only at
    the end; of all else its statement. Comments and blanks count for nothing.
    """
    found = {}
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    )
    for kind, name, statement in rows:
        plain = " ".join(re.sub(r"--[^\n]*", "", statement).split()).replace('"', "")
        parts = _parts(plain) if kind == "table" else [plain]
        found[f"{kind} {name}"] = frozenset(parts)
    return found


def _parts(statement: str) -> list[str]:
    """Return the definitions inside a CREATE TABLE, and what stands behind them."""
    body, _, behind = statement.partition("(")[2].rpartition(")")
    parts, depth = [""], 0
    for letter in body:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [*(part.strip() for part in parts), f"behind: {behind.strip()}"]
