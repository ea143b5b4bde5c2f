"""Papers, copies and backups between protected and plain cases; within a protected one nothing lies plain."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile import backup, case_key, protected_file, protecting
from casefile.case import Case
from casefile.errors import CaseDamaged, PassphraseNeeded
from casefile.protection import Cost, Protection, recovery_key
from tests.casefile.helpers import FakeWorkers, paper

pytestmark = pytest.mark.plain("its tests protect cases and backups themselves, or not")

CHEAP = Cost(iterations=1, lanes=1, memory=64)
SECRET, OTHER = "walnut lantern harbour", "copper meadow violin"
REPLY = "Reply of Marrow Ferry. It paid the harbourmaster on 2026-04-01.\n"
WORDS = (b"harbourmaster", b"Tidewater Port", b"Complaint", b"Reply", b"Ask her")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (case_key, protected_file):
        monkeypatch.setattr(module, "COST", CHEAP)


@pytest.fixture
def plain(full: Case) -> Path:
    full.close()
    return full.folder


@pytest.fixture
def sealed(plain: Path, tmp_path: Path) -> Path:
    """A protected copy of the case."""
    return protected(shutil.copytree(plain, tmp_path / "Sealed.pincite"), SECRET, tmp_path)


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local"


def protected(folder: Path, secret: str, tmp_path: Path) -> Path:
    for _ in protecting.protect(folder, Protection(secret), tmp_path / "local"):
        pass
    return folder


def worked_on(folder: Path, workers: FakeWorkers, tmp_path: Path, secret: str | None) -> Path:
    """Have a colleague add a paper and a note to his copy."""
    with Case.open(folder, workers, local=tmp_path / "theirs", secret=secret) as case:
        list(case.ingest([paper(tmp_path / "new", "Reply.txt", REPLY)]))
        case.add_note(case.view().quotes[0].ref, "Ask her.")
    return folder


def names(case: Case) -> list[str]:
    return [row.name for row in case.documents()]


def looked_through(folder: Path) -> list[Path]:
    """Return the files in which a word stands, or whose names tell one."""
    return [
        file
        for file in folder.rglob("*")
        if file.is_file() and any(word in file.name.encode() + file.read_bytes() for word in WORDS)
    ]


@contextmanager
def nothing_plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """See before each change of a name in a folder that no word stands in any of its files."""
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        for file in folder.rglob("*"):
            content = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
            assert not [word for word in WORDS if word in content], file

    def looking(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*given: object, **named: object) -> None:
            look()
            change(*given, **named)

        return changed

    with monkeypatch.context() as watching:
        for name in ("replace", "unlink", "rmdir", "fsync"):
            watching.setattr(os, name, looking(getattr(os, name)))
        yield looks
    look()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("theirs", ["plain", "same key", "own key"])
def test_a_colleagues_copy_comes_into_a_protected_case(
    plain: Path,
    sealed: Path,
    local: Path,
    tmp_path: Path,
    workers: FakeWorkers,
    monkeypatch: pytest.MonkeyPatch,
    theirs: str,
    packed: bool,
) -> None:
    source = shutil.copytree(sealed if theirs == "same key" else plain, tmp_path / "Other.pincite")
    secret = {"plain": None, "same key": SECRET, "own key": OTHER}[theirs]
    if theirs == "own key":
        protected(source, OTHER, tmp_path)
    worked_on(source, workers, tmp_path, secret)
    if packed:
        with Case.open(source, workers, local=tmp_path / "theirs", secret=secret) as case:
            case.backup(source := tmp_path / "other.zip")
    with Case.open(sealed, workers, local=local, secret=SECRET) as case:
        if theirs == "own key" or (theirs == "same key" and packed):
            with pytest.raises(PassphraseNeeded):
                case.preview_merge(source)
        else:
            secret = None  # a copy of the folder has the key of this case
        with nothing_plain(sealed, monkeypatch) as looks:
            assert case.preview_merge(source, secret).decisions
            list(case.merge(source, secret))
        assert len(looks) > 5
        assert names(case)[-1] == "Reply.txt" and case.source(3).text == REPLY
        assert case.check() == () and len(case.notes()) == 1


def test_a_protected_copy_comes_into_a_plain_case(
    plain: Path, sealed: Path, local: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    worked_on(sealed, workers, tmp_path, SECRET)
    with Case.open(plain, workers, local=local) as case:
        for wrong in (None, OTHER):
            with pytest.raises(PassphraseNeeded):
                list(case.merge(sealed, wrong))
        list(case.merge(sealed, SECRET))
        assert names(case)[-1] == "Reply.txt" and case.check() == ()
        assert case.original(3).read_text(encoding="utf-8") == REPLY


@pytest.mark.parametrize("secret", [SECRET, OTHER])
def test_a_backup_of_a_protected_case_opens_with_its_passphrase_or_the_one_it_was_given(
    sealed: Path, local: Path, tmp_path: Path, workers: FakeWorkers, secret: str
) -> None:
    file = tmp_path / "backup.zip"
    with Case.open(sealed, workers, local=local, secret=SECRET) as case:
        before = case.view()
        case.backup(file, Protection(OTHER) if secret == OTHER else None)
    content = file.read_bytes()
    assert not [word for word in WORDS if word in content]
    assert protected_file.is_protected(file) is (secret == OTHER) and backup.needs_secret(file)
    wrong = OTHER if secret == SECRET else SECRET
    for given in (None, wrong):
        with pytest.raises(PassphraseNeeded):
            Case.restore(file, tmp_path / "Back", given)
    assert not (tmp_path / "Back.pincite").exists()
    Case.restore(file, tmp_path / "Back", secret)
    with Case.open(tmp_path / "Back.pincite", workers, local=local, secret=secret) as back:
        assert back.is_protected and back.view() == before and back.check() == ()


@pytest.mark.parametrize("of_its_own", [False, True])
def test_the_recovery_key_of_a_case_or_of_its_backup_restores_and_opens_it(
    papers: Path, local: Path, tmp_path: Path, workers: FakeWorkers, of_its_own: bool
) -> None:
    keys = Protection(SECRET, recovery_key()), Protection(OTHER, recovery_key())
    file, folder = tmp_path / "backup.zip", tmp_path / "Matter 7"
    with Case.create(folder, workers, local=local, protection=keys[0]) as case:
        list(case.ingest([papers]))
        case.add_note(case.view().quotes[0].ref, "Ask her.")
        before, originals = case.view(), [case.original(number).name for number in (1, 2)]
        case.backup(file, keys[1] if of_its_own else None)
    case_key.rewrap(folder, SECRET, Protection("the passphrase of a later day"))
    right, wrong = keys[of_its_own], keys[not of_its_own]
    for number, given in enumerate((right.passphrase, right.recovery)):
        back = tmp_path / f"Back {number}.pincite"
        Case.restore(file, back, given)
        assert case_key.is_protected(back) and not looked_through(back)
        assert sorted(each.name for each in (back / "documents").iterdir()) == sorted(originals)
        for secret in (right.passphrase, right.recovery):
            with Case.open(back, workers, local=tmp_path / f"{number}", secret=secret) as again:
                assert again.view() == before and again.check() == ()
                assert [note.text for note in again.notes()] == ["Ask her."]
                assert again.search("berth").documents
        with pytest.raises(PassphraseNeeded):
            Case.open(back, workers, local=tmp_path / f"{number}", secret=wrong.passphrase)
        assert not looked_through(back) and not looked_through(tmp_path / f"{number}")


def test_a_changed_byte_in_such_a_backup_is_noticed(
    sealed: Path, local: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    file = tmp_path / "backup.zip"
    with Case.open(sealed, workers, local=local, secret=SECRET) as case:
        case.backup(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    paper_of = next(name for name in parts if name.startswith("documents/"))
    for name in (paper_of, "case.keys"):
        damaged = bytearray(parts[name])
        damaged[-20] ^= 1
        with zipfile.ZipFile(file, "w") as archive:
            for each, content in parts.items():
                archive.writestr(each, bytes(damaged) if each == name else content)
        with pytest.raises(CaseDamaged):
            Case.restore(file, tmp_path / "Back", SECRET)
    assert not (tmp_path / "Back.pincite").exists()


@pytest.mark.parametrize("name", ["Part", "Part.zip", "Part.pincite-backup"])
def test_papers_go_out_of_a_protected_case_plain_or_protected(
    sealed: Path,
    local: Path,
    tmp_path: Path,
    workers: FakeWorkers,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    worked_on(sealed, workers, tmp_path, SECRET)
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / name
    secret = OTHER if name.endswith("backup") else None
    protection = Protection(OTHER) if secret is not None else None
    with Case.open(sealed, workers, local=local, secret=SECRET) as case:
        with nothing_plain(sealed, monkeypatch):
            list(case.write_portion([1, 3], target, protection=protection))
        before = [case.source(number).text for number in (1, 3)]
    assert not list((tmp_path / "out").glob(".*"))
    folder = tmp_path / "out" / "Part.pincite"
    if name != "Part":
        Case.restore(target, folder, secret)
    with Case.open(folder, workers, local=local, secret=secret) as part:
        assert part.is_protected is (secret is not None) and part.check() == ()
        assert [part.source(row.id).text for row in part.documents()] == before


def test_steps_of_a_backup_of_a_protected_case_tell_papers_and_no_hidden_names(
    sealed: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    with Case.open(sealed, workers, local=tmp_path / "local", secret=SECRET) as case:
        told = {step.message for step in case.backing_up(tmp_path / "Marrow.zip")}
        papers = [row.stored_name for row in case.documents()]
    assert told >= {f"{what} “{name}”" for name in papers for what in ("Packing",)}
    assert {"Packing the case file", "Packing the wrapped keys"} <= told
    hidden = [file.name for file in (sealed / "documents").iterdir()]
    assert hidden and not any(name in message for name in hidden for message in told)
