"""Backup and restore step by step: how far they are, and nothing left where they are given up."""

import pytest

from casefile import backup
from casefile.case import Case
from casefile.errors import CaseExists, CaseFailure, NotACase, PassphraseNeeded
from casefile.protection import Cost, Protection

WORDS = "four words that do not belong"


def left(folder):
    return sorted(path.name for path in folder.rglob("*"))


def taken(steps, count):
    """Take so many steps and give the work up."""
    found = [next(steps) for _ in range(count)]
    steps.close()
    return found


@pytest.fixture
def archive(full, tmp_path):
    file = tmp_path / "Marrow.zip"
    full.backup(file)
    return file


def test_steps_count_up_and_only_the_last_is_whole(full, tmp_path):
    steps = list(full.backing_up(tmp_path / "Marrow.zip"))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert all(step.done < step.total for step in steps[:-1]) and steps[-1].done == steps[-1].total
    told = " ".join(step.message for step in steps)
    assert "Packing “0002 Ferry fight.txt”" in told and "Reading “0001 Complaint.txt” back" in told
    back = list(Case.restoring(tmp_path / "Marrow.zip", tmp_path / "Back"))
    assert all(step.done < step.total for step in back[:-1]) and back[-1].done == back[-1].total
    assert (tmp_path / "Back.pincite" / "case.db").is_file()


@pytest.mark.parametrize("protection", [None, Protection(WORDS)])
def test_a_backup_that_is_given_up_leaves_the_one_before(full, tmp_path, protection, monkeypatch):
    monkeypatch.setattr("casefile.protected_file.COST", Cost(1, 1, 64))
    file = tmp_path / "out" / "Marrow.zip"
    file.parent.mkdir()
    file.write_bytes(b"the one before")
    total = len(list(full.backing_up(tmp_path / "whole.zip", protection)))
    for count in range(1, total):
        taken(full.backing_up(file, protection), count)
        assert file.read_bytes() == b"the one before" and left(file.parent) == ["Marrow.zip"]
        assert not list((full.folder / "backups").glob(".*"))


def test_a_restore_that_is_given_up_leaves_nothing(archive, tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    total = len(list(Case.restoring(archive, tmp_path / "whole")))
    for count in range(1, total):
        taken(Case.restoring(archive, place / "Back"), count)
        assert left(place) == []


def test_long_originals_are_packed_and_unpacked_in_portions(full, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "_CHUNK", 16)
    monkeypatch.setattr(backup, "_CHUNKS_AT_ONCE", 2)
    few = len({step.message for step in full.backing_up(tmp_path / "a.zip")})
    assert len(list(full.backing_up(tmp_path / "a.zip"))) > 5 * few
    assert len(list(Case.restoring(tmp_path / "a.zip", tmp_path / "Back"))) > 5 * few


def test_what_is_wrong_is_said_as_before(archive, tmp_path):
    (tmp_path / "no.zip").write_bytes(b"no archive")
    with pytest.raises(NotACase):
        list(Case.restoring(tmp_path / "no.zip", tmp_path / "Back"))
    (tmp_path / "Full.pincite").mkdir()
    (tmp_path / "Full.pincite" / "x").touch()
    with pytest.raises(CaseExists):
        list(Case.restoring(archive, tmp_path / "Full"))


def test_a_backup_that_is_gone_is_told_with_a_next_step(tmp_path):
    with pytest.raises(CaseFailure, match=r"“Marrow\.zip” cannot be read .* choose another backup"):
        backup.needs_secret(tmp_path / "Marrow.zip")


def test_a_protected_one_asks_for_its_passphrase(full, tmp_path, monkeypatch):
    monkeypatch.setattr("casefile.protected_file.COST", Cost(1, 1, 64))
    file = tmp_path / "Marrow.pincite-backup"
    full.backup(file, Protection(WORDS))
    with pytest.raises(PassphraseNeeded):
        list(Case.restoring(file, tmp_path / "Back"))
    assert list(Case.restoring(file, tmp_path / "Back", WORDS))[-1].message == "Restored"
