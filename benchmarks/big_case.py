"""A case of 5,000 invented papers and 200,000 findings, stored by the functions that an import stores with.

``python -m benchmarks.big_case FOLDER [--documents 5000 --findings 200000 --seed 1 --pages 0] [--index]``
makes it, in some two minutes; with ``--pages`` papers are longer than what they say. Findings are the
parties, quotations and dates that the columns list; mentions come on top. The same numbers make the same
case. What extraction and the comparison of papers would find is known from the writing and not looked for,
which would take hours.
"""

import argparse
import hashlib
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.big_papers import Draft, drafts
from benchmarks.timing import show
from casefile import appearances, documents, findings, layers
from casefile.appearances import Appearance
from casefile.case import Case
from casefile.opening import create, open_case
from casefile.paths import stored_name
from casefile.records import DocumentState, Ref, RefType, Verdict
from casefile.store import Store
from casefile.workers import Workers
from importers.document import ImportContext
from importers.registry import read_content
from importers.source_text import SourceText, Span

__all__ = ["Counts", "make", "pdf"]

_AT_ONCE = 100  # papers of one transaction
_LEFT, _TOP, _LEADING, _SIZE = 62, 740, 19, 11  # points
_DECIDED = 50  # one finding of so many
_TAGS = ("Notice", "Berth", "Damages", "Privilege", "Ask at trial", "Timeline")


@dataclass(frozen=True)
class Counts:
    """What a case holds."""

    documents: int
    parties: int
    quotes: int
    dates: int
    mentions: int
    same_words: int

    @property
    def findings(self) -> int:
        """What the columns list in all."""
        return self.parties + self.quotes + self.dates


@dataclass(frozen=True)
class _Quoted:
    """A quotation as stored, for those who quote the same words."""

    id: int
    document: int
    span: Span
    text: str
    place: str


def make(
    folder: Path, count: int = 5000, total: int = 200_000, seed: int = 1, pages: int = 0
) -> Path:
    """Make a case folder with so many papers and findings; returns it, with its suffix.

    ``pages`` are those of all papers, where these are to be longer than what they say.

    Raises:
        CaseExists: if the folder is there and not empty.
    """
    place, _ = create(folder, "Invented litigation")
    workers = Workers()
    opened = open_case(place, workers, place.parent / f"{place.stem} local")
    try:
        _fill(opened.store, count, drafts(count, total, seed, pages))
    finally:
        opened.store.database.close()
        opened.lock.release()
        workers.close()
    return place


def decide(folder: Path) -> None:
    """Decide on one finding of fifty, write notes and tag, as an attorney would have by then."""
    workers = Workers()
    with Case.open(folder, workers, local=folder.parent / f"{folder.stem} local") as case:
        view = case.view()
        refs = [row.ref for row in view.quotes] + [row.ref for row in view.dates]
        case.accept([row.ref for row in view.parties[:20]])
        case.accept(refs[:: _DECIDED * 2])
        case.reject(refs[_DECIDED :: _DECIDED * 2])
        noted = refs[7 :: max(1, len(refs) // 100)]
        for number, tag in enumerate(_TAGS):
            case.tag(noted[number::9], tag)
        for ref in noted[:40]:
            case.add_note(ref, f"Hold this against page {ref.id % 90} of the transcript.")
        case.add_note(Ref(RefType.DOCUMENT, 1), "The first paper that came in.")
    workers.close()


def counts(folder: Path) -> Counts:
    """Count what a case holds."""
    with sqlite3.connect(folder / "case.db") as connection:
        found = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("document", "party", "quote", "date_expression", "mention", "same_words")
        ]
    connection.close()
    return Counts(*found)


def _fill(store: Store, count: int, waiting: Iterator[Draft]) -> None:
    known: dict[str, list[_Quoted]] = {}
    done = 0
    while done < count:
        with store.database.write() as connection:
            for _ in range(min(_AT_ONCE, count - done)):
                _store(store, connection, next(waiting), known)
                done += 1


def _store(
    store: Store, connection: sqlite3.Connection, draft: Draft, known: dict[str, list[_Quoted]]
) -> None:
    """Keep a paper's file, read it and store what it says, each as an import does."""
    content = pdf(draft) if draft.pages else draft.text.encode()
    read = read_content(content, ImportContext(draft.name))
    document = documents.add(
        connection,
        name=draft.name,
        original_path=f"/invented/{draft.name}",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        parent=None,
        kind=None,
        date=None,
        password=None,
    )
    original = store.paths.original(stored_name(document, draft.name))
    original.write_bytes(content)
    original.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    layer = documents.set_layer(connection, document, read)
    found = draft.findings(read.source.text)
    findings.store(connection, document, layer, found)
    elsewhere = list(_same_words(connection, document, read.source, known))
    appearances.replace(connection, document, elsewhere)
    documents.set_state(connection, document, DocumentState.READY)


def _same_words(
    connection: sqlite3.Connection,
    document: int,
    source: SourceText,
    known: dict[str, list[_Quoted]],
) -> Iterator[Appearance]:
    """Yield where a paper's quotations stand in papers before it, and theirs in it."""
    rows = connection.execute(
        'SELECT id, reading, "start", "end" FROM quote WHERE document = ? ORDER BY "start"',
        (document,),
    ).fetchall()
    for row in rows:
        span = Span(row["start"], row["end"])
        place = layers.place_to_json(source, span)
        own = _Quoted(row["id"], document, span, span.of(source.text), place)
        others = known.setdefault(row["reading"], [])
        for other in others:
            yield _appearance(own, other)
            yield _appearance(other, own)
        others.append(own)


def _appearance(quote: _Quoted, place: _Quoted) -> Appearance:
    return Appearance(
        quote.id,
        place.document,
        place.span.start,
        place.span.end,
        place.text,
        place.place,
        Verdict.VERBATIM,
        0,
    )


def pdf(draft: Draft) -> bytes:
    """Return a PDF of the draft's lines, without the empty ones."""
    lines = [line for line in draft.text.split("\n") if line]
    pages = [lines[at : at + draft.lines] for at in range(0, len(lines), draft.lines)]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>>>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    for at, page in enumerate(pages):
        shown = b"BT /F %d Tf %d TL %d %d Td\n" % (_SIZE, _LEADING, _LEFT, _TOP)
        shown += b"".join(b"(%s) '\n" % line.encode("cp1252") for line in page) + b"ET"
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (5 + 2 * at))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    file, starts = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, table)
    return bytes(file)


def _index(folder: Path) -> None:
    """Write the full-text index where the program would look for it."""
    workers = Workers()
    with Case.open(folder, workers) as case:
        for _ in case.keep_index():
            pass
    workers.close()


def main() -> None:
    """Make a case from the command line, and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--findings", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--index", action="store_true", help="write the full-text index, too")
    asked = parser.parse_args()
    begun = time.perf_counter()
    folder = make(asked.folder, asked.documents, asked.findings, asked.seed, asked.pages)
    decide(folder)
    if asked.index:
        _index(folder)
    held = counts(folder)
    show(
        [
            ("seconds", f"{time.perf_counter() - begun:.0f}"),
            ("documents", f"{held.documents:,}"),
            ("parties, quotations and dates", f"{held.findings:,}"),
            ("parties", f"{held.parties:,}"),
            ("quotations", f"{held.quotes:,}"),
            ("dates", f"{held.dates:,}"),
            ("mentions on top", f"{held.mentions:,}"),
            ("places with the same words", f"{held.same_words:,}"),
        ]
    )


if __name__ == "__main__":
    main()
