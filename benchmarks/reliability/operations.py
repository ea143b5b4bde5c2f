"""What an attorney has under way when the program dies, each as a process of its own does it.

An operation prepares a folder once, and is then run in copies of it. While it runs it notes what the program
has acknowledged; ``amiss`` says afterwards what of that is not so.
"""

import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.place import (
    Log,
    Place,
    connected,
    leaks,
    said,
    secret_of,
    told,
)
from casefile import feeding, migrations
from casefile.case import Case
from casefile.import_records import Progress
from casefile.records import DocumentState
from casefile.workers import Workers
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

__all__ = [
    "OPERATIONS",
    "Operation",
    "Ready",
    "decisions",
    "drain",
    "full",
    "go_on",
    "one_by_one",
    "opened",
    "prepared",
]

Ready = Callable[[], None]
"""Called when the steps begin to count."""

_ANSWER = """Answer of the Port Commission to Marrow Ferry.
Vantreese never spoke for the Port Commission. Marrow paid nobody on 2026-03-09 or 03/04/2026.
The Quay Watch stood by, and Vantreese said “the berth was closed without any notice” on 2026-03-07.
"""
_MAIL = "Mail of Odile Vantreese to Marrow Ferry on 2026-03-09 with an enclosure.\n"


@dataclass(frozen=True)
class Operation:
    """Something under way: how its folder is prepared, what it does, what must be so afterwards."""

    name: str
    prepare: Callable[[Place, Workers], None]
    run: Callable[[Place, Workers, Log, Ready], None]
    amiss: Callable[[Place, Case, list[str]], Iterable[str]]
    """Given the log; the case has just been opened again, nothing was resumed yet."""
    again: Callable[[Place, Case], None]
    """Goes on with what was broken off, as the attorney would."""
    states: bool = False
    """Whether each acknowledged step leaves the case in a state that is known from an undisturbed run."""
    hands_out: bool = False
    """Whether what it writes lies outside the case."""
    program: Callable[[], None] = lambda: None
    """Makes each process the program that is meant, as one with a newer schema."""


def opened(place: Place, workers: Workers) -> Case:
    """Open the trial's case as the window does."""
    return Case.open(place.case, workers, local=place.local, secret=secret_of(place.case))


def prepared(operation: Operation, folder: Path, *, protected: bool = False) -> Place:
    """Make the folder in which an operation begins, its case ``protected`` or not."""
    place = Place(folder)
    place.out.mkdir(parents=True)
    if protected:
        place.protect()
    workers = FakeWorkers()
    try:
        operation.prepare(place, workers)
    finally:
        workers.close()
    return place


# -- how it begins


def _write_papers(place: Place) -> None:
    paper(place.papers, "Complaint.txt", COMPLAINT)
    paper(place.papers, "Ferry fight.txt", ARTICLE)
    paper(place.papers, "Answer.txt", _ANSWER)


def _empty(place: Place, workers: Workers) -> None:
    _write_papers(place)
    paper(place.papers, "Letter.txt", _MAIL)
    with zipfile.ZipFile(place.papers / "Exhibits.zip", "w") as archive:
        archive.writestr("Exhibit A.txt", "Exhibit A. Marrow Ferry paid the fee on 2026-02-01.\n")
        archive.writestr("Exhibit B.txt", "Exhibit B. The berth was closed on 2026-03-07.\n")
    place.new_case(place.case, workers).close()


def full(place: Place, workers: Workers) -> None:
    """Make a case with three papers and a decision or two."""
    _write_papers(place)
    with place.new_case(place.case, workers) as case:
        list(case.ingest([place.papers]))
        case.accept([case.view().quotes[0].ref])
        case.tag([case.view().dates[0].ref], "notice")


def _two_copies(place: Place, workers: Workers) -> None:
    full(place, workers)
    other = Place(place.folder / "other")
    shutil.copytree(place.case, other.case)
    with opened(other, workers) as case:
        paper(other.papers, "Reply.txt", "Reply of Marrow Ferry. It paid on 2026-04-01.\n")
        list(case.ingest([other.papers]))
        view = case.view()
        case.edit_party(view.parties[0].id, name="Marrow")
        case.reject([view.quotes[1].ref])
        case.add_note(view.quotes[0].ref, "Ask her.")
        case.add_issue("Notice")
        case.add_quote(1, Span(0, 30))


def _with_backup(place: Place, workers: Workers) -> None:
    full(place, workers)
    with opened(place, workers) as case:
        case.backup(place.out / "Marrow.zip")


# -- import


def _import(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        drain(case.ingest([place.papers]), log)


def drain(steps: Iterable[Progress], log: Log | None = None) -> None:
    """Take long work to its end; papers that are told to be ready are written down."""
    for step in steps:
        if log is not None and step.outcome is not None and step.outcome.status == "imported":
            log.note(str(step.outcome.document))
        sentence = step.outcome.sentence if step.outcome is not None else step.message
        if leaks(sentence):
            raise RuntimeError(f"the text of an exception in “{sentence}”")


def _imported_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    states = {str(row.id): row.state for row in case.documents()}
    for number in log:
        if states.get(number) is not DocumentState.READY:
            yield f"paper {number} was told to be ready and is {states.get(number)}"


def _import_on(place: Place, case: Case) -> None:
    drain(case.resume())
    drain(case.ingest([place.papers]))


# -- decisions, one after the other


def decisions(case: Case) -> tuple[Callable[[], object], ...]:
    """Return decisions of many kinds, each of which the program acknowledges by coming back."""
    view = case.view()
    quotes, dates, parties = view.quotes, view.dates, view.parties
    pin = case.document(1).pin(Span(0, 9), case.source(1).locate(Span(0, 9)))
    return (
        lambda: case.accept([quotes[1].ref, dates[0].ref]),
        lambda: case.reject([quotes[2].ref]),
        lambda: case.edit_quote(quotes[0].id, speaker=parties[0].id),
        lambda: case.edit_date(dates[1].id, value="2026-03"),
        lambda: case.edit_party(parties[1].id, name="The Commission"),
        lambda: case.add_note(pin, "Ask about this."),
        lambda: case.tag([quotes[0].ref, parties[0].ref], "damages"),
        lambda: case.add_issue("Notice of the closing"),
        lambda: case.link_evidence(case.issues()[0].id, [quotes[0].ref]),
        lambda: case.add_quote(1, Span(0, 30), speaker=parties[0].id),
        lambda: case.add_date(1, Span(10, 20), "2026-05-05"),
        lambda: case.set_document(1, short_name="Compl."),
        lambda: _re_date(case),
        lambda: case.undo(),
        lambda: case.redo(),
    )


def _re_date(case: Case) -> None:
    """Correct a paper's day, by which it is looked through anew."""
    import datetime as dt

    case.set_document(1, date=dt.date(2026, 4, 1))


def _merges(case: Case) -> tuple[Callable[[], object], ...]:
    parties = case.view().parties
    return (
        lambda: case.merge_parties(parties[0].id, parties[2].id),
        lambda: case.undo(),
        lambda: case.redo(),
        lambda: case.split_party(parties[0].id, names=[parties[0].aliases[0]], to=None),
        lambda: case.not_the_same(parties[0].id, parties[1].id),
        lambda: case.undo(),
        lambda: case.add_party(1, Span(0, 9), parties[1].kind),
        lambda: case.remove_mention(1, case.mentions(parties[1].id)[0].span),
        lambda: case.undo_since(case.history()[1].id),
    )


def one_by_one(
    work: Callable[[Case], tuple[Callable[[], object], ...]],
) -> Callable[[Place, Workers, Log, Ready], None]:
    """Return what opens a case and takes decisions, each written down when the program came back."""

    def run(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
        with opened(place, workers) as case:
            taken = work(case)
            ready()
            for number, decide in enumerate(taken, 1):
                decide()
                log.note(str(number))

    return run


# -- another copy


def _merge_copy(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        drain(case.merge(Place(place.folder / "other").case))
        log.note("merged")


def _merged_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if "merged" in log and ("Marrow" not in {row.name for row in case.view().parties}):
        yield "the colleague's work was told to be in and is not"


def _merge_on(place: Place, case: Case) -> None:
    drain(case.resume())
    drain(case.merge(Place(place.folder / "other").case))


# -- what goes out, and backups


def _report(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    from reports.export import export

    with opened(place, workers) as case:
        ready()
        for name in ("chronology.docx", "quotes.xlsx", "parties.pdf", "chronology.ics"):
            for _ in range(2):  # the second time over the first
                export(case, name.partition(".")[0], place.out / name)
                log.note(name)


def _reports_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    for name in ("chronology.docx", "quotes.xlsx", "parties.pdf", "chronology.ics"):
        file = place.out / name
        if not file.exists():
            if name in log:
                yield f"{name} was told to be written and is not there"
            continue
        end = {"pdf": b"%%EOF", "ics": b"END:VCALENDAR"}.get(file.suffix[1:])
        is_whole = file.read_bytes().rstrip().endswith(end) if end else zipfile.is_zipfile(file)
        if not is_whole:
            yield f"{name} is half a file"


def _backup(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        for name in ("new.zip", "new.zip"):
            case.backup(place.out / name)
            log.note(name)


def _backup_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    file = place.out / "new.zip"
    if log and not file.exists():
        yield "the backup was told to be written and is not there"
    if file.exists():
        Case.restore(file, place.out / "Back", secret_of(place.case))
        if found := told(said(place.case / "case.db"), said(place.out / "Back.pincite/case.db")):
            yield f"the backup says something else: {found[0]}"


def _restore(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    back = place.out / "Back.pincite"
    Case.restore(place.out / "Marrow.zip", back, secret_of(place.case))
    log.note("restored")
    Case.open(back, workers, local=place.local, secret=secret_of(back)).close()
    log.note("opened")


def _restored_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    back = place.out / "Back.pincite"
    if log and not back.exists():
        yield "the case was told to be restored and is not there"
    if not back.exists():
        Case.restore(place.out / "Marrow.zip", back, secret_of(place.case))
    if found := told(said(place.case / "case.db"), said(back / "case.db")):
        yield f"what was restored says something else: {found[0]}"
    if secret_of(back) != secret_of(place.case):
        yield "what was restored is protected otherwise than the case"
    with Case.open(back, case.workers, local=place.local, secret=secret_of(back)) as other:
        yield from (f"restored: {problem.sentence}" for problem in other.check())


def _create(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    with place.new_case(place.out / "New", workers) as case:
        log.note("made")
        drain(case.ingest([place.papers / "Answer.txt"]), log)


def _created_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    new, workers = place.out / "New.pincite", case.workers
    if log or (new / "case.db").exists():
        other = Case.open(new, workers, local=place.local, secret=secret_of(new))
    else:
        other = place.new_case(new, workers)
    with other:
        if other.is_protected is not place.is_protected:
            yield "the new case is protected, or plain, and was not to be"
        states = {str(row.id): row.state for row in other.documents()}
        yield from (f"paper {n} is {states.get(n)}" for n in log[1:] if states.get(n) != "ready")
        drain(other.resume())
        yield from (f"new case: {problem.sentence}" for problem in other.check())


def _portion(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        list(case.write_portion([1, 2], place.out / "Part"))
        log.note("folder")
        list(case.write_portion([1], place.out / "Part.zip"))
        log.note("archive")


def _portion_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    part, archive = place.out / "Part.pincite", place.out / "Part.zip"
    if ("folder" in log) > part.exists() or ("archive" in log) > archive.exists():
        yield "papers were told to be written and are not there"
    if archive.exists():
        Case.restore(archive, place.out / "Back.pincite")
    for folder in (part, place.out / "Back.pincite"):
        if folder.exists():
            with Case.open(folder, case.workers, local=place.local) as other:
                drain(other.resume())
                yield from (f"papers written: {problem.sentence}" for problem in other.check())


# -- opening


def _open(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    for copy in (place.case / "backups").iterdir():
        copy.unlink()
    ready()
    with opened(place, workers) as case:
        log.note("opened")
        case.be_called("Ida Moss")
        log.note("named")


def _opened_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if "named" in log and case.person().name != "Ida Moss":
        yield "the name was told to be kept and is not"


def _next_schema(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE tried (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO tried (words) SELECT name FROM document")
    connection.execute("ALTER TABLE note ADD COLUMN tried TEXT")


def _be_newer() -> None:
    """Be a program whose schema is one further."""
    vars(migrations).update(
        STEPS={migrations.CURRENT: _next_schema}, CURRENT=migrations.CURRENT + 1
    )


def _migrate(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    opened(place, workers).close()
    log.note("brought up to date")


def _migrated_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    with closing(connected(place.case / "case.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != migrations.CURRENT:
            yield "it was opened without being brought up to date"
    (copy,) = (place.case / "backups").glob("*before update.db")
    with closing(connected(copy)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] != version - 1:
            yield "the copy made before is not of the schema before"
    if found := told(said(copy), said(place.case / "case.db")):
        yield f"the copy made before says something else: {found[0]}"


# -- the index


def _index(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        list(case.keep_index())
        ready()
        for _ in range(2):
            workers.clear_index(feeding.home_of(case._store))  # noqa: SLF001 - as its care does
            list(case.keep_index())
            log.note("written")
            workers.forget(feeding.home_of(case._store), [2])  # noqa: SLF001
            list(case.keep_index())
            log.note("tidied")


def _nothing_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    return ()


def go_on(place: Place, case: Case) -> None:
    """Finish what was broken off."""
    drain(case.resume())


OPERATIONS = (
    Operation("import", _empty, _import, _imported_amiss, _import_on),
    Operation("review", full, one_by_one(decisions), _nothing_amiss, go_on, states=True),
    Operation(
        "parties merged, split, undone",
        full,
        one_by_one(_merges),
        _nothing_amiss,
        go_on,
        states=True,
    ),
    Operation("colleague's copy", _two_copies, _merge_copy, _merged_amiss, _merge_on),
    Operation("reports", full, _report, _reports_amiss, go_on, hands_out=True),
    Operation("backup", full, _backup, _backup_amiss, go_on),
    Operation("restore", _with_backup, _restore, _restored_amiss, go_on, hands_out=True),
    Operation("new case", full, _create, _created_amiss, go_on, hands_out=True),
    Operation("papers as a case", full, _portion, _portion_amiss, go_on, hands_out=True),
    Operation("opening, copy of the day", full, _open, _opened_amiss, go_on),
    Operation("migration", full, _migrate, _migrated_amiss, go_on, program=_be_newer),
    Operation("search index", full, _index, _nothing_amiss, go_on),
)
"""What is done with a case of either kind."""
