"""What else an attorney has under way when the program dies: work that comes back, tables, mending."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.reliability.operations import (
    Operation,
    Ready,
    drain,
    full,
    go_on,
    one_by_one,
    opened,
)
from benchmarks.reliability.place import Log, Place, said, secret_of, told
from casefile import case_key, exchange_file, protected_file, sealed_files
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.event_records import Standing
from casefile.protection import Cost, Protection
from casefile.questions import Question
from casefile.records import DocumentState
from casefile.table_records import TableSort
from casefile.workers import Workers
from extraction.extract import extract as extract_found
from extraction.findings import EventKind, Findings
from extraction.options import ExtractionContext
from importers import registry, sniff
from importers.document import ImportContext, ImportedDocument
from importers.source_text import Span
from tests.casefile.helpers import FakeWorkers, imported, paper
from tests.casefile.table_helpers import planned, table

__all__ = ["FURTHER"]

_ISSUE = "Notice of the closing"
_OTHER = "another lantern in the harbour"
"""The passphrase of what is handed out."""

_LOCKED = "locked: a letter of Marrow Ferry of 2026-04-02, that the berth was open.\n"
_ROWS = (
    ("Date", "Event", "Source"),
    ("2026-05-06", "The berth was opened again", ""),
    ("2026-05-09", "The first ferry came", ""),
)


# -- work that comes back


@contextmanager
def _colleague(place: Place, workers: Workers, case: Path) -> Iterator[Case]:
    """Open a case as a colleague does, on another computer."""
    with Case.open(
        case, workers, local=place.folder / "elsewhere", secret=secret_of(case)
    ) as theirs:
        yield theirs


def _theirs(place: Place) -> Path:
    return place.folder / "theirs.pincite"


def _handed_out(place: Place, workers: Workers) -> None:
    full(place, workers)
    with opened(place, workers) as case:
        drain(case.write_portion([1, 2], _theirs(place)))
    with _colleague(place, workers, _theirs(place)) as part:
        view = part.view()
        part.edit_party(view.parties[0].id, name="Marrow")
        part.reject([view.quotes[1].ref])
        part.add_note(view.quotes[0].ref, "Ask her.")
        part.tag([view.dates[0].ref], "damages")
        part.add_issue(_ISSUE)


def _brought_back(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        drain(case.merge(_theirs(place)))
        log.note("merged")


def _back_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if "merged" in log and "Marrow" not in {row.name for row in case.view().parties}:
        yield "the colleague's work was told to be in and is not"


def _bring_back(place: Place, case: Case) -> None:
    drain(case.resume())
    drain(case.merge(_theirs(place)))


def _sheet(place: Place) -> Path:
    return place.out / f"work{exchange_file.SUFFIX}"


def _export(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        for _ in range(2):  # the second time over the first
            case.export_review(_sheet(place))
            log.note("written")


def _export_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if log and not _sheet(place).exists():
        yield "the review work was told to be written and is not there"
    if _sheet(place).exists() and not exchange_file.read(_sheet(place)).words:
        yield "the review work says nothing"


def _in_conflict(place: Place, workers: Workers) -> None:
    full(place, workers)
    shutil.copytree(place.case, _theirs(place))
    for folder, name, day in ((_theirs(place), "Marrow", "2026-03"), (place.case, "M.", "2026")):
        with _colleague(place, workers, folder) as case:
            view = case.view()
            case.edit_party(view.parties[0].id, name=name)
            case.edit_date(view.dates[1].id, value=day)
    with opened(place, workers) as case:
        drain(case.merge(_theirs(place)))


def _settling(case: Case) -> tuple[Callable[[], object], ...]:
    first, second = case.conflicts()[:2]
    return (
        lambda: case.settle_conflict(first.id, theirs=True),
        case.undo,
        case.redo,
        lambda: case.settle_conflict(second.id, theirs=False),
    )


# -- decisions of further kinds


def _decided_once(place: Place, workers: Workers) -> None:
    full(place, workers)
    with opened(place, workers) as case:
        view = case.view()
        for title in (_ISSUE, "Damages"):
            case.add_issue(title)
        case.link_evidence(case.issues()[0].id, [view.quotes[0].ref])
        case.tag([view.quotes[0].ref], "damages")
        for text in ("Ask her.", "Ask him."):
            case.add_note(view.quotes[0].ref, text)
        case.save_view("The closing", Question())


def _further(case: Case) -> tuple[Callable[[], object], ...]:
    view, (first, second) = case.view(), case.issues()[:2]
    quotes, dates, parties = view.quotes, view.dates, view.parties
    one, other = (note.id for note in case.notes()[:2])
    saved = case.saved_views()[0].id
    return (
        lambda: case.edit_event([dates[0].id], kind=EventKind.FILING, short="Closed"),
        lambda: case.edit_event([dates[1].id], standing=Standing.DISPUTED),
        lambda: case.join_events(dates[0].id, dates[1].id),
        lambda: case.separate_events(dates[1].id),
        lambda: case.edit_quotes([quotes[0].id, quotes[1].id], speaker=parties[1].id),
        lambda: case.edit_parties([parties[0].id, parties[1].id], role="witness"),
        lambda: case.add_mention(parties[0].id, 1, Span(0, 9)),
        lambda: case.edit_note(one, "Ask her about the notice."),
        lambda: case.remove_notes([other]),
        lambda: case.rename_tag("damages", "harm"),
        lambda: case.merge_tags("harm", "notice"),
        lambda: case.untag([quotes[0].ref], "harm"),
        lambda: case.remove_tag("harm"),
        lambda: case.edit_issue(first.id, law="12 U.S.C. § 1"),
        lambda: case.move_issue(second.id, parent=first.id),
        lambda: case.unlink_evidence(first.id, [quotes[0].ref]),
        lambda: case.remove_issues([first.id]),
        lambda: case.save_view("Quotes alone", Question(), compares=True),
        lambda: case.rename_view(saved, "The berth"),
        lambda: case.remove_view(saved),
        lambda: case.undo_since(case.history()[5].id),
        lambda: case.redo_until(case.history()[0].id),
        lambda: case.save_search("berths", "berth"),
        lambda: case.note_search("notice"),
    )


# -- papers once more, and tables


def _stamp_papers() -> None:
    """Be a program whose reader sees a line more on each paper."""
    before = FakeWorkers.read

    def read(
        self: FakeWorkers, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        return imported(f"Stamped.\n{before(self, path, context, key).source.text}")

    FakeWorkers.read = read  # in a process that does one trial


def _read_again(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        for number in (1, 2):
            drain(case.read_again(number))
            log.note(str(number))


def _again_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    yield from (
        f"paper {number} was told to be read anew and is not"
        for number in log
        if not case.source(int(number)).text.startswith("Stamped.")
    )


def _read_on(place: Place, case: Case) -> None:
    drain(case.resume())
    for number in (1, 2):
        drain(case.read_again(number))


def _with_locked(place: Place, workers: Workers) -> None:
    full(place, workers)
    paper(place.papers, "Letter.txt", _LOCKED)
    paper(place.papers, "Second letter.txt", _LOCKED.replace("a letter", "a second letter"))
    with opened(place, workers) as case:
        drain(case.ingest([place.papers]))


def _unlock(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        for step in case.unlock(4, "open sesame"):
            if step.outcome is not None:
                log.note(str(step.outcome.document))


def _unlocked_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    for row in case.documents():
        if str(row.id) in log and (row.locked or row.state is not DocumentState.READY):
            yield f"paper {row.id} was told to be open and is not"


def _unlock_on(place: Place, case: Case) -> None:
    drain(case.resume())
    for row in case.documents():
        if row.locked:
            drain(case.unlock(row.id, "open sesame"))


def _read_tables() -> None:
    """Be a program that reads tables."""
    before_read, before_extract = FakeWorkers.read, FakeWorkers.extract

    def read(
        self: FakeWorkers, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        if not context.file_name.endswith(".csv"):
            return before_read(self, path, context, key)
        return registry.read_content(sealed_files.content(path, key), context)

    def extract(
        self: FakeWorkers, document: ImportedDocument, context: ExtractionContext
    ) -> Findings:
        is_table = document.media_type in sniff.TABLES
        return (
            extract_found(document, context)
            if is_table
            else before_extract(self, document, context)
        )

    FakeWorkers.read = read  # in a process that does one trial
    FakeWorkers.extract = extract


def _with_table(place: Place, workers: Workers) -> None:
    full(place, workers)
    place.out.mkdir(exist_ok=True)
    table(place.out, "Chronology.csv", _ROWS)


def _take(place: Place, case: Case) -> None:
    plan = planned(case, place.out / "Chronology.csv", TableSort.CHRONOLOGY)
    drain(case.take_table(plan, update=True))


def _take_table(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        _take(place, case)
        log.note("taken")


def _table_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    days = {row.value for row in case.view().dates}
    if log and not {"2026-05-06", "2026-05-09"} <= days:
        yield "the table was told to be taken in and is not"


def _take_on(place: Place, case: Case) -> None:
    drain(case.resume())
    _take(place, case)


# -- what goes out


def _binder(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    from reports.binder import make_binder
    from reports.binder_choice import Bates, BinderChoice

    with opened(place, workers) as case:
        ready()
        for at, name in enumerate(("one.pdf", "two.pdf")):
            choice = BinderChoice(documents=(1 + at,), bates=Bates("MF ", 1 + 100 * at))
            make_binder(case, place.out / name, choice)
            log.note(name)


def _binder_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    noted = {row.file for row in case.binders()}
    for name in ("one.pdf", "two.pdf"):
        file = place.out / name
        if name in log and not file.exists():
            yield f"{name} was told to be written and is not there"
        if file.exists() and not file.read_bytes().rstrip().endswith(b"%%EOF"):
            yield f"{name} is half a file"
        if file.exists() and name not in noted:
            yield f"the numbers of {name} could be given a second time"


def _cheap() -> None:
    """Be a program whose passphrases are tried in no time."""
    vars(protected_file).update(COST=Cost(iterations=1, lanes=1, memory=64))


def _out_protected(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        case.backup(place.out / "all.zip", Protection(_OTHER))
        log.note("all.zip")
        drain(case.write_portion([1], place.out / "some.zip", protection=Protection(_OTHER)))
        log.note("some.zip")


def _out_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    for name in ("all.zip", "some.zip"):
        file, back = place.out / name, place.out / f"{name}.pincite"
        if name in log and not file.exists():
            yield f"{name} was told to be written and is not there"
        if not file.exists():
            continue
        if any(word in file.read_bytes() for word in (b"Vantreese", b"Complaint")):
            yield f"{name} can be read without its passphrase"
        Case.restore(file, back, _OTHER)
        secret = _OTHER if case_key.is_protected(back) else None
        with Case.open(back, case.workers, local=place.local, secret=secret) as other:
            yield from (f"{name}: {problem.sentence}" for problem in other.check())


# -- a case put right, or forgotten


def _hurt(place: Place) -> Path:
    return place.out / "Hurt.pincite"


def _harmed(place: Place, workers: Workers) -> None:
    """Make a case with a good copy of its case file, and a damage in a row's words."""
    full(place, workers)
    for copy in (place.case / "backups").glob("*.db*"):
        copy.unlink()
    with opened(place, workers):
        pass  # makes the copy of the day
    shutil.copytree(place.case, _hurt(place))
    file = _hurt(place) / "case.db"
    content = bytearray(file.read_bytes())
    at = content.rindex(b"notice") if b"notice" in content else len(content) - 2000
    content[at] ^= 1
    file.write_bytes(content)


def _mend(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    Case.mend(_hurt(place), local=place.local, secret=secret_of(_hurt(place)))
    log.note("mended")


def _mended_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    hurt = _hurt(place)
    for _ in range(2 - len(log)):  # mended by now, or once more
        with suppress(CaseFailure), _colleague(place, case.workers, hurt) as found:
            drain(found.resume())
            if not found.check():
                break
        if log:
            yield "the case was told to be mended and is not"
        Case.mend(hurt, local=place.local, secret=secret_of(hurt))
    else:
        yield "the case could not be mended"
    if found := told(said(place.case / "case.db"), said(hurt / "case.db")):
        yield f"the mended case says something else: {found[0]}"


def _original_gone(place: Place, workers: Workers) -> None:
    full(place, workers)
    with opened(place, workers) as case:
        file = case.original(1)
        file.chmod(0o600)
        file.write_bytes(b"spoiled")
        if len(case.check()) != 1:
            raise RuntimeError("the spoiled original was not named")


def _put_back(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        case.put_back(1, place.papers / case.document(1).name)
        log.note("put back")


def _put_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if log and case.document(1).notices:
        yield "the original was told to be put back and is not"


def _put_on(place: Place, case: Case) -> None:
    case.put_back(1, place.papers / case.document(1).name)


def _forget(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        list(case.keep_index())
    ready()
    Case.forget(place.case, local=place.local)
    log.note("forgotten")
    if left := [
        each for each in place.local.rglob("*.json") if str(place.case) in each.read_text()
    ]:
        raise RuntimeError(f"not forgotten: {left}")


def _nothing(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    return ()


def _looked_at(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    with opened(place, workers) as case:
        ready()
        today = dt.datetime.now().astimezone().date() + dt.timedelta(days=31)
        for each in range(3):
            drain(case.look_at_originals(today, 1))
            log.note(str(each))


FURTHER = (
    Operation("papers brought back", _handed_out, _brought_back, _back_amiss, _bring_back),
    Operation("review work alone", full, _export, _export_amiss, go_on, hands_out=True),
    Operation(
        "conflicts settled", _in_conflict, one_by_one(_settling), _nothing, go_on, states=True
    ),
    Operation(
        "further decisions", _decided_once, one_by_one(_further), _nothing, go_on, states=True
    ),
    Operation(
        "papers read again", full, _read_again, _again_amiss, _read_on, program=_stamp_papers
    ),
    Operation("papers unlocked", _with_locked, _unlock, _unlocked_amiss, _unlock_on),
    Operation(
        "table taken in", _with_table, _take_table, _table_amiss, _take_on, program=_read_tables
    ),
    Operation("binder with Bates numbers", full, _binder, _binder_amiss, go_on, hands_out=True),
    Operation(
        "backup and papers under a passphrase",
        full,
        _out_protected,
        _out_amiss,
        go_on,
        hands_out=True,
        program=_cheap,
    ),
    Operation("case file mended", _harmed, _mend, _mended_amiss, go_on, hands_out=True),
    Operation("original put back", _original_gone, _put_back, _put_amiss, _put_on),
    Operation("case forgotten", full, _forget, _nothing, go_on),
    Operation("originals looked at", full, _looked_at, _nothing, go_on),
)
"""What else is done with a case of either kind."""
