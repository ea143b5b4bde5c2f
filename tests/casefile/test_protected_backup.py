"""Protected backups: one file that tells nothing without its passphrase, and the whole case with it."""

import pytest

from casefile import protected_file
from casefile.case import Case
from casefile.errors import CaseDamaged, PassphraseNeeded
from casefile.protection import Cost, Protection, recovery_key

pytestmark = pytest.mark.plain("its tests protect cases and backups themselves, or not")

WORDS = "four words that do not belong"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(protected_file, "COST", Cost(1, 1, 8))


def test_a_protected_backup_restores_the_whole_case_by_either_secret(full, workers, tmp_path):
    full.reject([full.view().quotes[0].ref])
    before, documents = full.view(), full.documents()
    recovery = recovery_key()
    file = tmp_path / "case.pincite-backup"
    full.backup(file, Protection(WORDS, recovery))
    for number, secret in enumerate((WORDS, recovery)):
        folder = tmp_path / f"{number}.pincite"
        Case.restore(file, folder, secret)
        with Case.open(folder, workers, local=tmp_path / f"local {number}") as back:
            assert back.view() == before and back.documents() == documents
            assert back.check() == ()


def test_no_word_and_no_name_of_a_paper_can_be_read_in_it(full, tmp_path):
    words = set()
    for row in full.documents():
        words.add(row.name.encode())
        words.update(word.encode() for word in full.source(row.id).text.split() if len(word) > 5)
    plain, file = tmp_path / "plain.zip", tmp_path / "x"
    full.backup(plain)
    full.backup(file, Protection(WORDS))
    assert any(word in plain.read_bytes() for word in words)  # names, at the least
    content = file.read_bytes()
    assert not [word for word in words if word in content]
    assert b"case.db" not in content and b"SQLite" not in content and b"PK\x01\x02" not in content
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_without_the_secret_nothing_is_restored_and_nothing_left(full, tmp_path):
    file = tmp_path / "x"
    full.backup(file, Protection(WORDS))
    there = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(PassphraseNeeded, match="is protected"):
        Case.restore(file, tmp_path / "Back")
    with pytest.raises(PassphraseNeeded, match="not the passphrase"):
        Case.restore(file, tmp_path / "Back", WORDS + "!")
    assert sorted(path.name for path in tmp_path.iterdir()) == there


def test_a_passphrase_for_a_plain_backup_does_no_harm(full, tmp_path):
    full.backup(tmp_path / "plain.zip")
    Case.restore(tmp_path / "plain.zip", tmp_path / "Back", WORDS)
    assert (tmp_path / "Back.pincite").is_dir()


@pytest.mark.parametrize("part", [0.2, 0.5, 0.999])
def test_a_damaged_one_is_refused_and_nothing_left(full, tmp_path, part):
    file = tmp_path / "x"
    full.backup(file, Protection(WORDS))
    content = bytearray(file.read_bytes())
    at = max(4096, int(len(content) * part))
    content[at] ^= 1
    file.write_bytes(content)
    there = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(CaseDamaged, match="Use another copy"):
        Case.restore(file, tmp_path / "Back", WORDS)
    assert sorted(path.name for path in tmp_path.iterdir()) == there


def test_a_colleague_s_protected_backup_is_opened_by_its_passphrase(full, tmp_path):
    full.backup(tmp_path / "x", Protection(WORDS))
    for secret in (None, "other words"):
        with pytest.raises(PassphraseNeeded):
            full.preview_merge(tmp_path / "x", secret)
    assert full.preview_merge(tmp_path / "x", WORDS).is_empty


def test_papers_handed_out_are_protected_alike_and_leave_nothing_plain_beside(full, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "part.pincite-backup"
    seen = set()
    steps = full.write_portion([1], file, protection=Protection(WORDS, recovery_key()))
    for _ in steps:
        seen |= {path.name for path in stick.rglob("*")}
    assert seen <= {file.name, f".{file.name}.part"}
    assert protected_file.is_protected(file) and b"Complaint" not in file.read_bytes()
    Case.restore(file, tmp_path / "Back", WORDS)
    assert [path.name for path in (tmp_path / "Back.pincite" / "documents").iterdir()] == [
        "0001 Complaint.txt"
    ]
    assert not [path for path in full._store.paths.backups.iterdir() if path.is_dir()]
