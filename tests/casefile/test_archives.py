"""Archives come into a case as the files inside, with the attorney's choice; passwords are asked once."""

import io
import zipfile
from pathlib import Path

import pytest

from casefile import sealed_files
from casefile.case import Case
from casefile.errors import CaseDiskFull
from casefile.records import DocumentState
from importers.document import DamagedFile, ReaderStopped
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, original, paper
from tests.importers.test_archive import locked, taped, zipped


def production(folder: Path, name: str = "production.zip", **more: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    members = {"Vol 1/Complaint.txt": COMPLAINT.encode(), "Vol 2/a.txt": ARTICLE.encode(), **more}
    path.write_bytes(zipped(members))
    return path


def told(steps):
    """Return status and sentence by the last part of each path."""
    found = {}
    for step in steps:
        if step.outcome:
            name = step.outcome.path.rpartition("/papers/")[2]
            assert name not in found, "one outcome for each file"
            found[name] = (step.outcome.status, step.outcome.sentence)
    return found


def statuses(steps):
    return {name: status for name, (status, _) in told(steps).items()}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "papers"
    made.mkdir()
    return made


def test_the_files_inside_become_documents_with_their_whole_origin(case, folder):
    path = production(folder)
    steps = list(case.ingest([path]))
    assert statuses(steps) == {
        "production.zip → Vol 1/Complaint.txt": "imported",
        "production.zip → Vol 2/a.txt": "imported",
        "production.zip": "unpacked",
    }
    assert told(steps)["production.zip"][1] == "“production.zip” held 2 files: 2 were imported."
    assert [(row.name, row.state) for row in case.documents()] == [
        ("Complaint.txt", DocumentState.READY),
        ("a.txt", DocumentState.READY),
    ]
    assert case.documents()[0].original_path == f"{path} → Vol 1/Complaint.txt"
    assert original(case, 1) == COMPLAINT.encode()
    assert case.original(1).stat().st_mode & 0o222 == 0
    assert steps[-1].done == steps[-1].total == 3
    assert case.check() == () and case.unfinished() == 0
    named = {case._store.paths.original(name) for name in ("0001 Complaint.txt", "0002 a.txt")}
    assert set((case.folder / "documents").iterdir()) == named


def test_only_what_was_chosen_is_taken(case, folder):
    path = production(folder)
    steps = list(case.ingest([path], members={path: ["Vol 2/a.txt"]}))
    assert statuses(steps) == {
        "production.zip → Vol 2/a.txt": "imported",
        "production.zip": "unpacked",
    }
    assert "held 2 files: 1 was imported, 1 was left out." in told(steps)["production.zip"][1]
    assert [row.name for row in case.documents()] == ["a.txt"]


def test_an_archive_in_a_folder_and_archives_inside(case, folder):
    inner = taped({"deep/b.txt": b"Marrow Ferry again"}, "w:gz")
    path = production(folder, **{"inner.tar.gz": inner})
    paper(folder, "z.txt", "Marrow Ferry")
    assert case.archives([folder]) == (path,)
    assert statuses(case.ingest([folder])) == {
        "production.zip → Vol 1/Complaint.txt": "imported",
        "production.zip → Vol 2/a.txt": "imported",
        "production.zip → inner.tar.gz → deep/b.txt": "imported",
        "production.zip": "unpacked",
        "z.txt": "imported",
    }


def test_a_choice_is_offered_with_its_refusals(case, folder):
    path = production(folder, **{"../evil.txt": b"x", "none.pdf": b""})
    assert [
        (each.name, each.what, each.refusal is None) for each in case.archive_contents(path)
    ] == [
        ("Vol 1/Complaint.txt", "Text", True),
        ("Vol 2/a.txt", "Text", True),
        ("../evil.txt", "Text", False),
        ("none.pdf", "PDF", False),
    ]
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(DamagedFile, match="was cut off"):
        case.archive_contents(path)


def test_what_is_refused_damaged_or_there_already_is_told_and_the_rest_comes_in(case, folder):
    list(case.ingest([paper(folder, "mine.txt", ARTICLE)]))
    content = bytearray(
        zipped(
            {
                "a.txt": ARTICLE.encode(),
                "bad.txt": b"damaged words",
                "../e.txt": b"x",
                "c.txt": b"C",
            },
            zipfile.ZIP_STORED,
        )
    )
    content[content.index(b"damaged words")] ^= 0xFF
    path = folder / "p.zip"
    path.write_bytes(content)
    found = told(case.ingest([path]))
    assert {name: status for name, (status, _) in found.items()} == {
        "p.zip → a.txt": "duplicate",
        "p.zip → bad.txt": "skipped",
        "p.zip → ../e.txt": "skipped",
        "p.zip → c.txt": "imported",
        "p.zip": "unpacked",
    }
    assert found["p.zip → bad.txt"][1] == (
        "“bad.txt” in “p.zip” was left out. It is damaged inside the archive. Ask for it again, or try to "
        "unpack it yourself."
    )
    assert found["p.zip"][1] == (
        "“p.zip” held 4 files: 1 was imported, 1 was in the case already, 2 were left out."
    )


def test_a_broken_archive_is_one_sentence_and_the_import_goes_on(case, folder):
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    paper(folder, "good.txt", ARTICLE)
    found = told(case.ingest([folder]))
    assert found["broken.zip"] == (
        "failed",
        "“broken.zip” was not imported. This archive is damaged or was cut off. Ask for it again, or try "
        "to unpack it yourself and import the papers that come out.",
    )
    assert found["good.txt"][0] == "imported"


def test_a_hostile_name_never_becomes_a_path(case, folder):
    name = "C:\\Windows\\photo\u202egpj.txt"
    path = folder / "p.zip"
    path.write_bytes(zipped({name: b"words", "/etc/x\x01y.txt": b"more"}))
    list(case.ingest([path]))
    kept = {each.name for each in (case.folder / "documents").iterdir()}
    assert len(kept) == 2 and not any(mark in each for each in kept for mark in "\\/\u202e\x01")
    assert [row.name for row in case.documents()] == ["photo gpj.txt", "x y.txt"]
    assert case.check() == ()


def test_a_locked_archive_asks_once_and_its_password_opens_the_next(case, folder):
    first, second = folder / "one.zip", folder / "two.zip"
    first.write_bytes(locked("a.txt", ARTICLE.encode(), b"sesame"))
    second.write_bytes(locked("b.txt", b"other words", b"sesame"))
    steps = list(case.ingest([first]))
    (outcome,) = [step.outcome for step in steps if step.outcome]
    assert outcome.locked and outcome.status == "failed" and case.documents() == ()
    assert outcome.sentence == (
        "“one.zip” was not imported. It is locked with a password. Enter its password, or unpack it "
        "yourself and import the papers inside."
    )
    wrong = told(case.ingest([first], passwords={"one.zip": "wrong"}))
    assert "That password does not open it." in wrong["one.zip"][1]
    assert statuses(case.ingest([first], passwords={str(first): "sesame"}))["one.zip"] == "unpacked"
    assert case.archive_contents(second)[0].refusal is None
    assert statuses(case.ingest([second]))["two.zip → b.txt"] == "imported"


def test_a_password_that_opened_one_paper_is_tried_on_the_next(case, folder):
    one = paper(folder, "one.txt", "locked: first")
    paper(folder, "two.txt", "locked: second")
    assert statuses(case.ingest([one], passwords={"one.txt": "open sesame"})) == {
        "one.txt": "imported"
    }
    assert statuses(case.ingest([folder / "two.txt"])) == {"two.txt": "imported"}
    with case._store.database.read() as connection:
        rows = connection.execute("SELECT password FROM document").fetchall()
    assert [row["password"] for row in rows] == ["open sesame"] * 2


def test_any_password_given_is_tried_on_whatever_is_locked(case, folder):
    paper(folder, "one.txt", "locked: first")
    paper(folder, "two.txt", "locked: second")
    given = {str(folder): "open sesame"}
    assert set(statuses(case.ingest([folder], passwords=given)).values()) == {"imported"}


def test_unlock_reads_the_paper_and_the_others_that_its_password_opens(case, folder, workers):
    for name in ("one", "two", "three"):
        paper(folder, f"{name}.txt", f"locked: {name}")
    list(case.ingest([folder]))
    assert [row.locked for row in case.documents()] == [True] * 3
    wrong = list(case.unlock(2, "wrong"))
    assert [(step.outcome.status, step.outcome.locked) for step in wrong if step.outcome] == [
        ("failed", True)
    ]
    assert [row.locked for row in case.documents()] == [True] * 3
    steps = list(case.unlock(2, "open sesame"))
    assert [step.outcome.status for step in steps if step.outcome] == ["imported"] * 3
    assert steps[-1].done == steps[-1].total == 3
    assert [(row.locked, row.state) for row in case.documents()] == [
        (False, DocumentState.READY)
    ] * 3
    assert case.search("first OR three").total > 0


def test_unlock_leaves_what_another_password_locks_as_it_was(case, folder, workers, monkeypatch):
    from importers.document import EncryptedFile

    real = workers.read

    def read(path, context, key):
        if b"other" in sealed_files.content(path, key) and context.password != "another":
            raise EncryptedFile("This one has another password.")
        return real(path, context, key)

    monkeypatch.setattr(workers, "read", read)
    paper(folder, "one.txt", "locked: one")
    paper(folder, "two.txt", "the other lock")
    list(case.ingest([folder]))
    steps = list(case.unlock(1, "open sesame"))
    assert [step.outcome.document for step in steps if step.outcome] == [1]
    assert [row.locked for row in case.documents()] == [False, True]
    assert "another password" in (case.document(2).failure or "")


def test_a_sealed_paper_is_not_said_to_want_a_password(case, folder, workers, monkeypatch):
    from importers.document import SealedFile

    def read(path, context, _key):
        raise SealedFile("This e-mail is encrypted. Save it unencrypted.")

    monkeypatch.setattr(workers, "read", read)
    (outcome,) = [
        step.outcome for step in case.ingest([paper(folder, "a.txt", "x")]) if step.outcome
    ]
    assert outcome.status == "failed" and not outcome.locked and not case.document(1).locked


def test_stopped_while_unpacking_leaves_no_trace_and_can_be_done_again(case, folder, monkeypatch):
    from casefile import taking

    monkeypatch.setattr(taking, "_BATCH_FILES", 1)
    path = production(folder)
    steps = case.ingest([path])
    for step in steps:
        if step.message.startswith("Received"):
            break
    steps.close()
    assert [row.state for row in case.documents()] == [DocumentState.RECEIVED]
    assert len(list((case.folder / "documents").iterdir())) == 1
    assert statuses(case.ingest([path])) == {
        "production.zip → Vol 1/Complaint.txt": "imported",
        "production.zip → Vol 2/a.txt": "imported",
        "production.zip": "unpacked",
    }


def test_a_kill_leaves_half_unpacked_files_that_the_next_opening_removes(tmp_path, folder):
    workers = FakeWorkers()
    with Case.create(tmp_path / "C", workers, local=tmp_path / "local") as case:
        left = case.folder / "documents" / ".unpacked-0123"
        left.write_bytes(b"half")
        home = case.folder
    with Case.open(home, workers, local=tmp_path / "local"):
        assert not left.exists()
    workers.close()


def test_unpacking_that_stops_is_told_for_each_file(case, folder, workers):
    def stop(path):
        raise ReaderStopped("It could not be unpacked: it took longer than 60 seconds.")

    workers.on_unpack = stop
    found = told(case.ingest([production(folder)]))
    assert found["production.zip → Vol 2/a.txt"] == (
        "skipped",
        "“a.txt” in “production.zip” was left out. It could not be unpacked: it took longer than 60 "
        "seconds.",
    )
    assert "held 2 files: 2 were left out" in found["production.zip"][1]


def test_no_room_on_the_disk_is_said_before_anything_is_unpacked(case, folder, monkeypatch):
    from casefile import taking

    monkeypatch.setattr(taking, "_SPARE_BYTES", 1 << 62)
    with pytest.raises(CaseDiskFull, match="no room to unpack"):
        list(case.ingest([production(folder)]))
    assert case.documents() == ()


def test_an_archive_that_vanishes_while_it_is_unpacked(case, folder, workers):
    path = production(folder)
    workers.on_unpack = lambda archive: archive.unlink(missing_ok=True)
    assert statuses(case.ingest([path]))["production.zip → Vol 2/a.txt"] == "imported"


def test_files_are_copied_before_the_first_is_read(case, folder, workers):
    for at in range(3):
        paper(folder, f"{at}.txt", f"{ARTICLE}{at}")

    def vanish(path):
        for each in folder.iterdir():
            each.unlink()

    workers.on_read = vanish
    assert set(statuses(case.ingest([folder])).values()) == {"imported"}


def test_after_some_seconds_of_copying_reading_begins(case, folder, workers, monkeypatch):
    from casefile import ingest

    monkeypatch.setattr(ingest, "_COPY_FIRST", -1.0)
    monkeypatch.setattr(ingest, "_is_fleeting", lambda path: False)
    for at in range(2):
        paper(folder, f"{at}.txt", f"{ARTICLE}{at}")
    said = [step.message for step in case.ingest([folder])]
    assert said.index("Read “0.txt”") < said.index("Copying “1.txt”")


def test_all_that_may_vanish_is_copied_before_the_first_is_read(case, folder, monkeypatch):
    from casefile import ingest

    monkeypatch.setattr(ingest, "_COPY_FIRST", -1.0)
    monkeypatch.setattr(ingest, "_is_fleeting", lambda path: path.name.startswith("mail"))
    for at in range(3):
        paper(folder, f"a{at}.txt", f"{ARTICLE} a{at}")
        paper(folder, f"mail{at}.txt", f"{ARTICLE} mail{at}")
    said = [step.message for step in case.ingest([folder])]
    copied = [said.index(f"Copying “mail{at}.txt”") for at in range(3)]
    read = [said.index(f"Read “{name}{at}.txt”") for name in ("a", "mail") for at in range(3)]
    assert max(copied) < min(read)
    assert said.index("Copying “a2.txt”") > min(read)  # the others wait for nobody
    assert case.unfinished() == 0


def test_the_first_paper_that_is_read_waits_for_no_batch(case, folder, monkeypatch):
    from casefile import ingest

    fed, feed = [], ingest.feeding.feed

    def note(store, documents):
        fed.append(len(documents))
        feed(store, documents)

    monkeypatch.setattr(ingest.feeding, "feed", note)
    for at in range(20):
        paper(folder, f"{at:02}.txt", f"{ARTICLE}{at}")
    list(case.ingest([folder]))
    assert fed[0] == 1
    assert sum(fed) == 20


def test_a_file_that_vanishes_during_the_import_is_told(case, folder):
    paper(folder, "a.txt", ARTICLE)
    gone = paper(folder, "b.txt", ARTICLE)
    steps = case.ingest([folder])
    next(steps)
    gone.unlink()
    assert told(steps)["b.txt"] == (
        "failed",
        "“b.txt” is not there any more: it was moved, or the program that held it has removed it. Save it "
        "to a folder of your own and import it from there.",
    )


@pytest.mark.parametrize("name", ["renamed.zip", "report"])
def test_a_zipped_paper_under_another_name_is_read_as_a_paper(
    case, folder, name, workers, monkeypatch
):
    from tests.casefile.helpers import imported

    monkeypatch.setattr(
        workers, "read", lambda path, context, _key: imported("words of Odile Vantreese")
    )
    path = folder / name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
    path.write_bytes(buffer.getvalue())
    assert statuses(case.ingest([path])) == {name: "imported"}
    assert case.archive_contents(path) == ()
