"""The wrapped keys of a protected case: opened by two secrets, changed in one step, kept twice."""

import os
import pickle
from pathlib import Path

import pytest

from casefile import case_key
from casefile.case_key import KEYS, CaseKey
from casefile.errors import CaseDamaged, CaseFailure, PassphraseNeeded
from casefile.protection import Cost, Protection, recovery_key

CHEAP = Cost(iterations=1, lanes=1, memory=64)
SECRET = "walnut lantern harbour"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "Larkspur v Dunmore.pincite"
    case.mkdir()
    return case


def _kept(folder: Path, protection: Protection) -> CaseKey:
    key, content = case_key.made(protection, CHEAP)
    case_key.put(folder / KEYS, content)
    case_key.settle(folder)
    return key


def test_both_secrets_open_it_and_no_other_does(folder: Path) -> None:
    recovery = recovery_key()
    key = _kept(folder, Protection(SECRET, recovery))
    assert case_key.unlock(folder, SECRET) == case_key.unlock(folder.with_suffix(""), SECRET) == key
    assert case_key.unlock(folder, recovery.lower()) == key
    with pytest.raises(PassphraseNeeded, match="That is not the passphrase of “Larkspur v Dunmore"):
        case_key.unlock(folder, "walnut lantern harbor")
    with pytest.raises(PassphraseNeeded, match="is protected"):
        case_key.unlock(folder, None)


def test_a_key_tells_nothing_of_itself_and_goes_to_a_worker() -> None:
    key = CaseKey(bytes(range(32)))
    parts = {key.database, key.files, key.index, key.key}
    assert len(parts) == 4 and all(len(part) == 32 for part in parts)
    assert repr(key) == "CaseKey()"
    assert pickle.loads(pickle.dumps(key)) == key


def test_another_passphrase_takes_the_place_of_the_first(folder: Path) -> None:
    recovery = recovery_key()
    key = _kept(folder, Protection(SECRET, recovery))
    case_key.rewrap(folder, SECRET, Protection("copper meadow violin"), CHEAP)
    assert case_key.unlock(folder, "copper meadow violin") == key
    for old in (SECRET, recovery):
        with pytest.raises(PassphraseNeeded):
            case_key.unlock(folder, old)
    (folder / KEYS).unlink()
    with pytest.raises(PassphraseNeeded):
        case_key.unlock(folder, SECRET)
    assert case_key.unlock(folder, "copper meadow violin") == key


def test_a_wrong_secret_changes_nothing(folder: Path) -> None:
    _kept(folder, Protection(SECRET))
    before = (folder / KEYS).read_bytes()
    with pytest.raises(PassphraseNeeded):
        case_key.rewrap(folder, "not the right one", Protection("copper meadow violin"), CHEAP)
    assert (folder / KEYS).read_bytes() == before


def test_what_breaks_off_the_change_leaves_one_passphrase(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _kept(folder, Protection(SECRET))

    def fails(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(CaseFailure, match="full"):
        case_key.rewrap(folder, SECRET, Protection("copper meadow violin"), CHEAP)
    monkeypatch.undo()
    assert case_key.unlock(folder, SECRET) == key
    assert [file.name for file in folder.iterdir() if file.is_file()] == [KEYS]


def test_what_a_killed_change_left_goes_with_the_next_opening(folder: Path) -> None:
    key = _kept(folder, Protection(SECRET))
    for place in (folder, folder / "backups"):
        (place / f"{KEYS}.part").write_bytes(b"half")
    assert case_key.of_case(folder, SECRET) == key
    assert not list(folder.rglob("*.part"))


@pytest.mark.parametrize("at", [0, 20, 60, 100, 200, -1])
def test_a_damaged_file_gives_way_to_its_copy(folder: Path, at: int) -> None:
    key = _kept(folder, Protection(SECRET))
    assert case_key.well_kept(folder)
    damaged = bytearray((folder / KEYS).read_bytes())
    damaged[at] ^= 1
    (folder / KEYS).write_bytes(damaged)
    assert not case_key.well_kept(folder)
    assert case_key.unlock(folder, SECRET) == key
    case_key.settle(folder)
    assert case_key.well_kept(folder)
    for file in (folder / KEYS, folder / "backups" / KEYS):
        file.write_bytes(damaged)
    with pytest.raises(CaseDamaged, match="Nothing opens the case without them"):
        case_key.unlock(folder, SECRET)


def test_a_folder_without_keys_is_plain(folder: Path) -> None:
    assert not case_key.is_protected(folder.with_name("nowhere"))
    assert not case_key.is_protected(folder)
    _kept(folder, Protection(SECRET))
    assert case_key.is_protected(folder.with_suffix(""))
    assert case_key.is_protected(folder)
    (folder / KEYS).unlink()
    (folder / "case.db").write_bytes(b"\x91" * 4096)
    assert case_key.is_protected(folder)  # by the copy in “backups”
    (folder / "case.db").write_bytes(b"SQLite format 3\0".ljust(4096))
    assert not case_key.is_protected(folder)
