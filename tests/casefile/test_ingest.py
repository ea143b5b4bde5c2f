import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from casefile import feeding, ingest
from casefile.case import Case
from casefile.errors import CaseDiskFull
from casefile.import_records import Stage
from casefile.records import DocumentState, ReviewState
from casefile.workers import READERS, WorkerStopped
from extraction.extract import EXTRACTOR
from extraction.findings import DocumentKind
from importers.document import ReaderStopped, UnsupportedFormat
from tests.casefile.helpers import ARTICLE, COMPLAINT, original, paper
from tests.conftest import SECRET

ROOT = Path(__file__).parents[2]


def outcomes(steps):
    return [(step.outcome.status, step.outcome.sentence) for step in steps if step.outcome]


def statuses(steps):
    return [status for status, _ in outcomes(steps)]


def states(case):
    return [row.state for row in case.documents()]


def test_a_folder_of_papers_becomes_ready(case, papers):
    steps = list(case.ingest([papers]))
    assert statuses(steps) == ["imported", "imported"]
    assert steps[-1].done == steps[-1].total == 2
    assert states(case) == [DocumentState.READY] * 2
    assert case.unfinished() == 0
    assert case.source(1).text == COMPLAINT
    assert len(case.view().quotes) == 4
    assert case.search("berth").total > 0
    assert case.check() == ()


def test_each_document_is_searchable_before_its_findings_are_looked_for(case, papers, workers):
    found = []

    def look(document):
        with case._store.database.read() as connection:
            found.append(feeding.missing(case._store, connection))

    workers.on_extract = look
    list(case.ingest([papers / "Complaint.txt"]))
    assert found == [frozenset()]


def test_several_files_are_read_side_by_side_once_each_and_told_in_their_order(
    case, tmp_path, workers
):
    folder = tmp_path / "several"
    names = [f"{number}.txt" for number in range(6)]
    for name in names:
        locked = "locked, " if name in ("2.txt", "4.txt") else ""
        paper(folder, name, f"{locked}paper {name} of Odile Vantreese")
    meeting = threading.Barrier(READERS)

    def meet(path):
        if len(workers.read_paths) <= READERS:
            meeting.wait(timeout=20)

    workers.on_read = meet
    steps = list(case.ingest([folder], passwords={"4.txt": "open sesame"}))
    assert [Path(step.path).name for step in steps if step.stage is Stage.READ] == names
    assert statuses(steps) == ["imported"] * 6
    assert [row.name for row in case.documents()] == names
    assert states(case) == [DocumentState.READY] * 6
    assert len(set(workers.read_paths)) == 6
    assert len(workers.read_paths) == 6 + 1  # 2.txt was tried without a password first


def test_reading_goes_on_while_a_batch_is_made_searchable(case, tmp_path, workers, monkeypatch):
    monkeypatch.setattr(ingest, "_BATCH", 2)
    folder = tmp_path / "several"
    for number in range(6):
        paper(folder, f"{number}.txt", f"paper {number} of Odile Vantreese")
    read_on, feed = threading.Event(), feeding.feed

    def slow(store, wanted):
        assert read_on.wait(20)
        feed(store, wanted)

    def note(path):
        if len(workers.read_paths) >= 4:
            read_on.set()

    monkeypatch.setattr(feeding, "feed", slow)
    workers.on_read = note
    assert statuses(case.ingest([folder])) == ["imported"] * 6
    assert case.search("paper").total == 6


def test_every_file_gets_an_outcome_and_the_import_goes_on(case, tmp_path, workers):
    folder = tmp_path / "mixed"
    paper(folder, "a locked.txt", "locked")
    paper(folder, "b program.exe", "\x7fELF")
    paper(folder, "c empty.txt", "")
    paper(folder, "d hang.txt", "hang")
    paper(folder, "e good.txt", ARTICLE)
    paper(folder, "f copy.txt", ARTICLE)
    paper(folder, ".hidden", "x")
    steps = list(case.ingest([folder, tmp_path / "gone.txt"]))
    told = {Path(step.outcome.path).name: step.outcome for step in steps if step.outcome}
    assert {name: outcome.status for name, outcome in told.items()} == {
        ".hidden": "skipped",
        "a locked.txt": "failed",
        "b program.exe": "failed",
        "c empty.txt": "failed",
        "d hang.txt": "failed",
        "e good.txt": "imported",
        "f copy.txt": "duplicate",
        "gone.txt": "skipped",
    }
    assert all(outcome.sentence.endswith((".", "?")) for outcome in told.values())
    rows = {row.name: row for row in case.documents()}
    assert set(rows) == {"a locked.txt", "d hang.txt", "e good.txt"}
    assert rows["a locked.txt"].state is DocumentState.FAILED
    assert "with its password" in rows["a locked.txt"].failure
    assert original(case, rows["d hang.txt"].id) == b"hang"
    assert told["f copy.txt"].document == rows["e good.txt"].id
    assert case.unfinished() == 0 and case.check() == ()
    assert steps[-1].done == steps[-1].total == 8


def test_a_failed_paper_is_tried_again_when_it_comes_again(case, tmp_path):
    path = paper(tmp_path, "a.txt", "locked and secret of Odile Vantreese")
    assert statuses(case.ingest([path])) == ["failed"]
    assert statuses(case.ingest([path], passwords={"a.txt": "open sesame"})) == ["imported"]
    (row,) = case.documents()
    assert row.state is DocumentState.READY and row.failure is None


def test_attachments_become_child_documents(case, tmp_path):
    steps = list(case.ingest([paper(tmp_path, "mail.txt", "Mail with an enclosure")]))
    parent, child = case.documents()
    assert child.parent == parent.id and child.name == "Enclosure.txt"
    assert child.state is DocumentState.READY
    assert statuses(steps) == ["imported", "imported"]
    assert steps[-1].total == 2
    assert original(case, child.id) == b"The enclosed paper of Odile Vantreese."


def test_an_attachment_that_the_case_has_already_is_told(case, tmp_path):
    list(case.ingest([paper(tmp_path, "mail.txt", "Mail with an enclosure")]))
    again = paper(tmp_path, "reply.txt", "Mail again, with the same enclosure")
    outcomes = [step.outcome for step in case.ingest([again]) if step.outcome]
    assert [(Path(one.path).name, one.status) for one in outcomes] == [
        ("reply.txt → Enclosure.txt", "duplicate"),
        ("reply.txt", "imported"),
    ]
    assert "in the case already, as" in outcomes[0].sentence


def test_the_attorneys_kind_and_date_go_with_the_paper(case, tmp_path, workers):
    import datetime as dt

    day = dt.date(2026, 3, 9)
    list(case.ingest([paper(tmp_path, "a.txt", ARTICLE)], kind=DocumentKind.EXHIBIT, date=day))
    (row,) = case.documents()
    assert (row.kind, row.kind_confirmed, row.date) == (DocumentKind.EXHIBIT, True, day)
    assert workers.contexts[0].kind is DocumentKind.EXHIBIT and workers.contexts[0].date == day


def test_when_extraction_stops_the_paper_can_still_be_read(case, tmp_path, workers):
    def stop(document):
        raise ReaderStopped("Parties, quotes and dates could not be found: it took too long.")

    workers.on_extract = stop
    assert statuses(case.ingest([paper(tmp_path, "a.txt", ARTICLE)])) == ["imported"]
    (row,) = case.documents()
    assert row.state is DocumentState.SEARCHABLE and "it took too long" in row.failure
    assert case.unfinished() == 0
    assert case.search("ferry").total > 0


def test_a_finding_at_the_wrong_place_is_never_stored(case, tmp_path, workers, monkeypatch):
    from dataclasses import replace

    real = workers.extract

    def wrong(document, context):
        found = real(document, context)
        return replace(found, quotes=(replace(found.quotes[0], text="never said"),))

    monkeypatch.setattr(workers, "extract", wrong)
    list(case.ingest([paper(tmp_path, "a.txt", ARTICLE)]))
    (row,) = case.documents()
    assert "a fault in the program" in row.failure
    assert case.view().quotes == () and case.view().parties == ()


def test_an_index_that_cannot_be_written_does_not_stop_the_import(
    case, papers, workers, monkeypatch
):
    def broken(folder, documents):
        raise WorkerStopped("it ran out of memory")

    with monkeypatch.context() as patched:
        patched.setattr(workers, "index", broken)
        assert statuses(case.ingest([papers])) == ["imported", "imported"]
        results = case.search("berth")
        assert results.total == 0 and results.warnings == (
            "2 papers are not searchable yet.",
            "The search index could not be written: it ran out of memory.",
        )
    results = case.search("berth")
    assert results.total > 0 and results.warnings == ()
    assert case.unfinished() == 0


def test_cancelling_keeps_what_is_done_and_resume_finishes(case, tmp_path, workers):
    folder = tmp_path / "many"
    for at in range(5):
        paper(folder, f"{at}.txt", f"{ARTICLE}{at}")
    steps = case.ingest([folder])
    for step in steps:
        if step.message.startswith("Read “2"):
            break
    steps.close()
    assert len(case.documents()) == 5  # all were copied before the first was read
    left = case.unfinished()
    assert left > 0
    assert statuses(case.resume()) == ["imported"] * left
    assert states(case) == [DocumentState.READY] * 5
    ours = [thread for thread in threading.enumerate() if thread.name.startswith("pincite-")]
    for thread in ours:
        thread.join(5)  # a pool that was shut down ends its threads in its own time
    assert not any(thread.is_alive() for thread in ours)


def test_importing_the_same_folder_after_a_cancel_finishes_it(case, tmp_path):
    folder = tmp_path / "many"
    for at in range(5):
        paper(folder, f"{at}.txt", f"{ARTICLE}{at}")
    steps = case.ingest([folder])
    for step in steps:
        if step.message.startswith("Read “2"):
            break
    steps.close()
    left = case.unfinished()
    assert left > 0 and len(case.documents()) == 5
    assert statuses(case.ingest([folder])).count("imported") == left
    assert states(case) == [DocumentState.READY] * 5
    assert statuses(case.ingest([folder])) == ["duplicate"] * 5


def test_a_second_import_waits_for_the_first(case, papers):
    first = case.ingest([papers / "Complaint.txt"])
    next(first)
    second = case.ingest([papers / "Ferry fight.txt"])
    assert "Waiting" in next(second).message
    list(first)
    assert statuses(second) == ["imported"]


def test_a_full_disk_ends_the_import_with_a_sentence(case, papers, monkeypatch):
    from casefile import receive

    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(receive.os, "fsync", full)
        with pytest.raises(CaseDiskFull, match=r"is full\. Nothing was lost"):
            list(case.ingest([papers]))
    assert statuses(case.ingest([papers])) == ["imported", "imported"]


@pytest.mark.parametrize("state", ["received", "read", "searchable"])
def test_resume_goes_on_from_every_state(full, state):
    with full._store.database.write() as connection:
        connection.execute("UPDATE document SET state = ? WHERE id = 1", (state,))
        if state == "received":
            connection.execute("UPDATE document SET layer = NULL WHERE id = 1")
    before = full.view()
    assert full.unfinished() == 1
    assert statuses(full.resume()) == ["imported"]
    after = full.view()
    assert [row.pin.span for row in after.quotes] == [row.pin.span for row in before.quotes]
    assert len(after.parties) == len(before.parties)
    assert full.check() == () and full.unfinished() == 0


def test_a_lost_index_is_made_anew(full):
    import shutil

    shutil.rmtree(full._store.local.index)
    assert full.unfinished() == 0
    assert [step.done for step in full.keep_index()][:1] == [0]
    assert full.search("berth").total > 0 and not list(full.keep_index())


def test_what_an_earlier_version_found_is_looked_for_anew(case, papers, workers):
    workers.extractor = "pincite 0"
    list(case.ingest([papers]))
    quote = case.view().quotes[0]
    case.reject([quote.ref])
    workers.extractor = EXTRACTOR
    assert case.unfinished() == 2
    read = len(workers.read_paths)
    assert statuses(case.resume()) == ["imported", "imported"]
    assert case.unfinished() == 0 and len(workers.read_paths) == read
    assert case.quote(quote.id).state is ReviewState.REJECTED


def test_what_an_earlier_reader_read_is_read_anew(case, papers, workers):
    workers.reader = "plain 0"
    list(case.ingest([papers]))
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    workers.reader = "plain 1"
    assert case.unfinished() == 2
    assert statuses(case.resume()) == ["imported", "imported"]
    assert case.unfinished() == 0 and case.check() == ()
    assert case.quote(quote.id).state is ReviewState.ACCEPTED
    with case._store.database.read() as connection:
        assert connection.execute("SELECT COUNT(*) FROM layer").fetchone()[0] == 4


def test_a_paper_that_cannot_be_read_anew_stays_as_it_was(case, papers, workers):
    workers.reader = "plain 0"
    list(case.ingest([papers]))
    before = case.view()

    def refuse(path):
        raise UnsupportedFormat("This is of a kind that Pincite does not know.")

    workers.on_read = refuse
    told = outcomes(case.resume())
    assert [status for status, _ in told] == ["failed", "failed"]
    assert "stays as it was read before" in told[0][1]
    assert case.view() == before and case.original(1).exists()
    assert states(case) == [DocumentState.READY] * 2


KILLED = """
import sys, time
from pathlib import Path
from casefile.case import Case
from tests.casefile.helpers import FakeWorkers

workers = FakeWorkers()
slow = lambda *args: time.sleep(0.02)
workers.on_read = slow
workers.on_extract = slow
case = Case.open(Path(sys.argv[1]), workers, local=Path(sys.argv[3]), secret=sys.argv[4])
for step in case.ingest([Path(sys.argv[2])]):
    if step.outcome:
        print(step.outcome.status, step.outcome.document, flush=True)
"""


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.25, 0.5])
def test_kill_at_any_moment_and_go_on(tmp_path, workers, moment):
    folder, target, local = tmp_path / "papers", tmp_path / "k.pincite", tmp_path / "local"
    for at in range(12):
        paper(folder, f"{at:02d}.txt", f"{ARTICLE if at % 2 else COMPLAINT}{at}")
    Case.create(target, workers, local=local).close()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(target), str(folder), str(local), SECRET],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()
    rest, _ = process.communicate()
    reported = [line.split() for line in (first + rest).splitlines() if len(line.split()) == 2]
    assert reported
    with Case.open(target, workers, local=local) as case:
        ready = {row.id for row in case.documents() if row.state is DocumentState.READY}
        assert {int(number) for _, number in reported} <= ready
        list(case.resume())
        assert case.unfinished() == 0
        told = statuses(case.ingest([folder]))
        assert len(told) == 12 and set(told) <= {"imported", "duplicate"}
        assert states(case) == [DocumentState.READY] * 12
        assert case.check() == ()
        assert len({row.sha256 for row in case.documents()}) == 12


def test_a_found_again_document_keeps_its_findings_numbers(full):
    before = {row.id: row.text for row in full.view().quotes}
    ingest.extract_again(full._store, 1)
    assert {row.id: row.text for row in full.view().quotes} == before
