"""A case is protected in place, all of it or nothing: as the disk stands at every step, the case opens."""

import datetime as dt
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casefile import backup, case_key, protecting
from casefile.case import Case
from casefile.case_key import KEYS
from casefile.errors import CaseDamaged, CaseDiskFull, CaseFailure, CaseInUse, PassphraseNeeded
from casefile.import_records import Progress
from casefile.paths import CasePaths
from casefile.protection import Cost, Protection, recovery_key
from tests.casefile.helpers import FakeWorkers

pytestmark = pytest.mark.plain("its tests protect cases themselves, or not")

CHEAP = Cost(iterations=1, lanes=1, memory=64)
SECRET = "walnut lantern harbour"
NOTE = "Ask her about the berth."
WORDS = ("Ferry", "Complaint", "Tidewater Port", NOTE)


@pytest.fixture
def folder(full: Case) -> Path:
    """A plain case with a note, a copy of the day, and nobody in it."""
    full.add_note(full.view().quotes[0].ref, NOTE)
    backup.daily(full._store.paths, dt.date(2026, 1, 5), full._store.database)
    full.close()
    return full.folder


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local"


def protect(folder: Path, local: Path, recovery: str | None = None) -> Iterator[Progress]:
    return protecting.protect(folder, Protection(SECRET, recovery), local, CHEAP)


def state(case: Case) -> tuple[object, ...]:
    view = case.view()
    notes = [note.text for note in case.notes()]
    return [row.text for row in view.quotes], [row.name for row in view.parties], notes


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "documents").iterdir()}


def found(places: tuple[Path, ...]) -> set[str]:
    """Return which words stand anywhere under some folders, in names too."""
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    whole = b"\0".join(file.name.encode() + file.read_bytes() for file in files)
    return {
        word
        for word in WORDS
        for form in (word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le"))
        if form in whole
    }


def test_a_protected_case_tells_no_word_and_comes_back_as_it_was(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    with Case.open(folder, workers, local=local) as case:
        before = state(case)
    originals = content(folder)
    assert found((folder,)) == set(WORDS)
    (folder / "documents" / "Thumbs.db").write_bytes(b"pictures of the Complaint")
    recovery = recovery_key()
    steps = list(protect(folder, local, recovery))
    assert [step.done for step in steps] == [*sorted(step.done for step in steps[:-1]), 1]
    assert any("Complaint" in step.message for step in steps)
    assert found((folder, local)) == set()
    assert not list(local.iterdir())  # the index was of plain words
    assert case_key.is_protected(folder) and case_key.well_kept(folder)
    with pytest.raises(PassphraseNeeded):
        Case.open(folder, workers, local=local)
    for secret in (SECRET, recovery):
        with Case.open(folder, workers, local=local, secret=secret) as case:
            assert case.is_protected and state(case) == before and case.check() == ()
            assert case.search("berth").documents
    assert found((folder, local)) == set()
    list(protecting.unprotect(folder, recovery, local))
    assert content(folder) == originals and not case_key.is_protected(folder)
    assert sorted(file.name for file in folder.iterdir()) == [
        "backups",
        "case.db",
        "case.lock",
        "documents",
    ]
    with Case.open(folder, workers, local=local) as case:
        assert not case.is_protected and state(case) == before and case.check() == ()


def test_copies_of_the_case_file_go_along_and_what_else_lies_there(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    paths = CasePaths(folder)
    (paths.backups / "damaged 2026-01-04 120000.db").write_bytes(b"Complaint" * 900)
    (paths.backups / "case 2026-01-03.db").write_bytes(b"Complaint" * 900)  # is no copy any more
    before = [copy.name for copy in backup.good_copies(paths)]
    list(protect(folder, local))
    assert found((folder,)) == set()
    key = case_key.unlock(folder, SECRET)
    assert [copy.name for copy in backup.good_copies(paths, key.database)] == before
    assert backup.good_copies(paths) == ()
    assert (paths.backups / "damaged 2026-01-04 120000.db.sealed").is_file()
    list(protecting.unprotect(folder, key, local))
    assert [copy.name for copy in backup.good_copies(paths)] == before
    damaged = paths.backups / "damaged 2026-01-04 120000.db"
    assert damaged.read_bytes() == b"Complaint" * 900
    assert not (paths.backups / KEYS).exists()


@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_given_up_at_any_step_it_is_as_it_was(
    folder: Path, local: Path, workers: FakeWorkers, way: str
) -> None:
    begin: Callable[[], Iterator[Progress]] = lambda: protect(folder, local)  # noqa: E731
    if way == "unprotect":
        list(begin())
        begin = lambda: protecting.unprotect(folder, SECRET, local)  # noqa: E731
    before = content(folder)
    for taken in range(1, 6):
        changing = begin()
        for _ in range(taken):
            assert "protected" not in next(changing).message
        changing.close()  # type: ignore[attr-defined]
        assert content(folder) == before
        assert not [file for file in folder.iterdir() if file.name.startswith(".")]
        assert case_key.is_protected(folder) is (way == "unprotect")
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        assert case.check() == ()


@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_any_step_it_opens_and_nothing_is_lost(
    folder: Path,
    local: Path,
    tmp_path: Path,
    workers: FakeWorkers,
    way: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a kill leaves is the disk as it stands: it is copied before each change of a name."""
    with Case.open(folder, workers, local=local) as case:
        before = state(case)
    if way == "unprotect":
        list(protect(folder, local))
    kept: list[Path] = []

    def watched(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*given: object, **named: object) -> None:
            if str(folder) in str(given[0]) or named.get("dir_fd") is not None:
                kept.append(tmp_path / "killed" / str(len(kept)) / folder.name)
                shutil.copytree(folder, kept[-1])
            change(*given, **named)

        return changed

    with monkeypatch.context() as watching:
        for name in ("replace", "unlink", "rmdir"):
            watching.setattr(os, name, watched(getattr(os, name)))
        change = (
            protect(folder, local)
            if way == "protect"
            else protecting.unprotect(folder, SECRET, local)
        )
        list(change)
    stands = [case_key.is_protected(each) for each in kept]
    assert len(kept) > 15 and stands == sorted(stands, reverse=way == "unprotect")
    assert set(stands) == {False, True}
    for each, is_protected in list(zip(kept, stands, strict=True))[::2]:  # opening takes its time
        secret = SECRET if is_protected else None
        with Case.open(each, workers, local=tmp_path / "other", secret=secret) as case:
            assert state(case) == before and case.is_protected is is_protected
            assert case.check() == ()
        assert not [file for file in each.iterdir() if file.name.startswith(".")]
        if is_protected:
            assert found((each,)) == set() and case_key.well_kept(each)
        else:
            assert not [
                file for file in each.rglob("*") if file.name == KEYS or "sealed" in file.name
            ]


def test_what_would_be_lost_or_left_plain_is_refused(
    folder: Path, local: Path, workers: FakeWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(folder)
    strange = folder / "documents" / "My notes.txt"
    for place in (strange, folder / "case (Ada's copy).db", folder / "backups" / "old"):
        place.mkdir() if place.suffix == "" else place.write_bytes(b"mine")
        with pytest.raises(CaseFailure, match="not part of the case"):
            list(protect(folder, local))
        place.rmdir() if place.suffix == "" else place.unlink()
    incoming = folder / "documents" / f".incoming-{'0' * 64}"
    incoming.touch()
    with pytest.raises(CaseFailure, match="broken off"):
        list(protect(folder, local))
    incoming.unlink()
    with (
        Case.open(folder, workers, local=local),
        pytest.raises(CaseInUse),
    ):
        list(protect(folder, local))
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 1_000_000))
        with pytest.raises(CaseDiskFull, match="Nothing was changed"):
            list(protect(folder, local))
    with pytest.raises(CaseFailure, match="not protected"):
        list(protecting.unprotect(folder, SECRET, local))
    assert content(folder) == before and found((folder,)) == set(WORDS)
    list(protect(folder, local))
    with pytest.raises(CaseFailure, match="protected already"):
        list(protect(folder, local))
    with pytest.raises(PassphraseNeeded):
        list(protecting.unprotect(folder, "not the passphrase", local))


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_damaged_paper_is_told_before_anything_is_changed(
    folder: Path, local: Path, workers: FakeWorkers, damage: str
) -> None:
    paper = min((folder / "documents").iterdir())
    paper.chmod(0o600)
    if damage == "missing":
        paper.unlink()
    else:
        paper.write_bytes(b"other words")
    with pytest.raises(CaseDamaged, match="Put it back from a backup"):
        list(protect(folder, local))
    assert not case_key.is_protected(folder)
    Case.open(folder, workers, local=local).close()


def test_a_folder_of_the_change_that_comes_back_does_no_harm(
    folder: Path, local: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    """As where a service that copies the folder about puts back what had been removed."""
    changing = protect(folder, local)
    while "in its place" not in next(changing).message:
        pass
    stage = folder / ".protecting"
    shutil.copytree(stage, tmp_path / "stage")
    list(changing)
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        case.add_note(case.view().quotes[0].ref, "A later word.")
        after = state(case)
    shutil.copytree(tmp_path / "stage", stage)
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        assert state(case) == after and case.check() == ()
    assert not stage.exists()


def test_links_in_the_folder_of_the_change_are_refused(
    folder: Path, local: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    (folder / ".protecting" / "documents").mkdir(parents=True)
    (folder / ".protecting" / "documents" / "a.sealed").symlink_to(tmp_path)
    with pytest.raises(CaseDamaged, match="link"):
        Case.open(folder, workers, local=local)


@pytest.mark.parametrize(
    "listed",
    [
        '{"": ["../mine.txt"], "documents": ["../../mine.txt"], "backups": [], "../": ["mine.txt"]}',
        '{"": [7]}',
        "[]",
        "noise",
    ],
)
def test_names_of_what_is_to_go_lead_nowhere_else(
    folder: Path, local: Path, tmp_path: Path, workers: FakeWorkers, listed: str
) -> None:
    """The folder may come from anybody."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    list(protect(folder, local))
    stage = folder / ".protecting"
    stage.mkdir()
    (stage / "old.json").write_text(listed, encoding="utf-8")
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        assert case.check() == ()
    assert mine.exists() and not stage.exists()


def test_the_check_tells_of_keys_that_are_kept_once_and_opening_mends_it(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    list(protect(folder, local))
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        (folder / "backups" / KEYS).write_bytes(b"noise")
        (problem,) = case.check()
        assert problem.subject == KEYS and "open it again" in problem.sentence
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        assert case.check() == ()


def test_another_passphrase_opens_the_case_and_the_old_one_no_longer_does(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    list(protect(folder, local))
    case_key.rewrap(folder, SECRET, Protection("copper meadow violin"), CHEAP)
    with pytest.raises(PassphraseNeeded):
        Case.open(folder, workers, local=local, secret=SECRET)
    with Case.open(folder, workers, local=local, secret="copper meadow violin") as case:
        assert case.check() == ()


def test_without_any_keys_it_is_said_that_they_are_missing(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    list(protect(folder, local))
    (folder / KEYS).unlink()
    with Case.open(folder, workers, local=local, secret=SECRET) as case:
        assert case.check() == ()
    for place in (folder, folder / "backups"):
        (place / KEYS).unlink()
    with pytest.raises(CaseDamaged, match="wrapped keys"):
        Case.open(folder, workers, local=local, secret=SECRET)


def test_a_changed_bit_anywhere_in_a_protected_case_file_is_told(
    folder: Path, local: Path, workers: FakeWorkers
) -> None:
    list(protect(folder, local))
    key = case_key.unlock(folder, SECRET)
    with Case.open(folder, workers, local=local, secret=key) as case:
        assert case.check() == ()
    file, chance = folder / "case.db", random.Random(4)
    whole, sums = file.read_bytes(), (folder / "case.sums").read_bytes()
    told = 0
    for _ in range(8):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        (folder / "case.sums").write_bytes(sums)
        try:
            with Case.open(folder, workers, local=local, secret=key, copy=False) as case:
                problems = case.check()
        except CaseDamaged:
            continue
        assert problems[0].subject == "case.db" and "changed without" in problems[0].sentence
        told += 1
    assert told
