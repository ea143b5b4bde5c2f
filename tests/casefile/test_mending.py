"""Copies of the day are proved; a damaged case file gives way to the newest good one, with what is newer."""

import datetime as dt
from contextlib import closing

import pytest

from casefile import backup
from casefile.case import Case
from casefile.connecting import connect
from casefile.errors import CaseDamaged, CaseDiskFull, CaseFailure, CaseInUse
from casefile.paths import CasePaths
from tests.casefile.helpers import paper

DAY = dt.date(2026, 1, 1)


def flip(file, words):
    """Change a bit in some words; of a protected file, where none stand, in its last page."""
    content = bytearray(file.read_bytes())
    content[content.index(words) + 2 if words in content else -3000] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)


def copy_of(case, day):
    backup.daily(case._store.paths, day, case._store.database)


def good(case):
    return backup.good_copies(case._store.paths, case._store.database.key)


def copies(case):
    return sorted(file.name for file in CasePaths(case.folder).backups.iterdir())


def test_a_copy_of_the_day_carries_its_hash(case):
    copy_of(case, DAY)
    assert "case 2026-01-01.db.sha256" in copies(case)
    assert [copy.name for copy in good(case)][-1:] == ["case 2026-01-01.db"]


def test_no_copy_is_made_of_a_damaged_file(full):
    full.add_note(full.view().quotes[0].ref, "Ask her about the berth.")
    assert full.check() == ()
    flip(full.folder / "case.db", b"Ask her about")
    with pytest.raises(CaseDamaged, match="no copy of the day"):
        copy_of(full, DAY)
    assert not any("2026-01-01" in name for name in copies(full))


def test_a_damaged_copy_is_none(full):
    paths = full._store.paths
    for day in (1, 2):
        copy_of(full, dt.date(2026, 1, day))
        full.add_note(full.view().quotes[0].ref, f"Ask her, {day}.")
    first, second = (paths.backups / f"case 2026-01-0{day}.db" for day in (1, 2))
    assert [copy for copy in good(full) if "2026-01" in copy.name] == [second, first]
    flip(second, b"Ask her, 1")
    assert [copy for copy in good(full) if "2026-01" in copy.name] == [first]
    first.write_bytes(b"noise" * 999)
    assert not [copy for copy in good(full) if "2026-01" in copy.name]


def test_a_clock_that_was_set_back_costs_no_copy_and_does_not_make_an_old_one_the_newest(full):
    for day in range(1, 16):
        copy_of(full, dt.date(2027, 1, day))
    full.add_note(full.view().quotes[0].ref, "Ask her.")
    copy_of(full, dt.date(2020, 5, 5))
    assert good(full)[0].name == "case 2020-05-05.db"
    assert sum(name.endswith(".db") for name in copies(full)) == 14
    assert sum(name.endswith(".sha256") for name in copies(full)) == 14


@pytest.mark.parametrize("damage", ["noise", "cut", "missing", "bit"])
def test_a_damaged_case_is_mended_and_what_is_newer_comes_back(full, workers, tmp_path, damage):
    paths = full._store.paths
    full.accept([full.view().quotes[0].ref])
    copy_of(full, dt.date(2026, 6, 1))
    quotes = len(full.view().quotes)
    full.add_note(full.view().quotes[0].ref, "Ask her about the berth.")
    list(full.ingest([paper(tmp_path / "new", "Reply.txt", "Reply. Paid on 2026-04-01.\n")]))
    full.close()
    whole = paths.database.read_bytes()
    if damage == "missing":
        paths.database.unlink()
    elif damage == "bit":
        flip(paths.database, b"Ask her about")
    else:
        paths.database.write_bytes(b"noise" * 99 if damage == "noise" else whole[: len(whole) // 2])
    key = full._store.key
    mended = Case.mend(full.folder, local=tmp_path / "local", secret=key)
    assert mended.copy.name == "case 2026-06-01.db"
    (newer,) = (path.name for path in mended.papers)
    assert newer == "0003 Reply.txt" or (key and newer.startswith("Recovered"))  # nothing names it
    if damage == "bit" and not key:
        assert len(mended.decisions) == 1 and "note" in mended.decisions[0].lower()
    if damage != "missing":
        assert mended.aside.parent == paths.backups and mended.aside.exists()
    with Case.open(full.folder, workers, local=tmp_path / "local", secret=key) as case:
        assert case.unfinished() == 1
        list(case.resume())
        assert case.documents()[-1].name == newer.removeprefix("0003 ")
        assert len(case.view().quotes) == quotes and case.undo() is not None
        assert case.check() == () and case.unfinished() == 0


def test_a_mending_that_was_broken_off_leaves_a_damage_that_is_told(
    full, workers, tmp_path, monkeypatch
):
    """Killed just before the copy takes the place of the damaged file."""

    def killed(*_):
        raise KeyboardInterrupt

    def problems():
        try:
            with Case.open(full.folder, workers, local=tmp_path / "local", secret=key) as case:
                return case.check()
        except CaseFailure as failure:
            return (failure,)

    key = full._store.key
    copy_of(full, dt.date(2026, 6, 1))
    full.add_note(full.view().quotes[0].ref, "Ask her about the berth.")
    assert full.check() == ()
    full.close()
    flip(full.folder / "case.db", b"Ask her about")
    with monkeypatch.context() as patch:
        patch.setattr(type(full.folder), "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            Case.mend(full.folder, local=tmp_path / "local", secret=key)
    assert problems()
    Case.mend(full.folder, local=tmp_path / "local", secret=key)
    assert problems() == ()


def test_a_disk_that_is_full_while_a_case_is_mended_is_told(full, tmp_path, monkeypatch):
    def refuse(*_):
        with closing(connect(tmp_path / "full.db")) as connection:
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("CREATE TABLE words (word TEXT)")

    key = full._store.key
    full.close()
    monkeypatch.setattr("casefile.mending._enter", refuse)
    with pytest.raises(CaseDiskFull, match="is full"):
        Case.mend(full.folder, local=tmp_path / "local", secret=key)


def test_a_copy_of_the_same_session_that_is_put_in_place_by_hand_is_no_damage(
    full, workers, tmp_path
):
    paths, key = full._store.paths, full._store.key
    copy_of(full, dt.date(2026, 6, 1))
    full.add_note(full.view().quotes[0].ref, "Ask her about the berth.")
    full.close()
    paths.database.write_bytes((paths.backups / "case 2026-06-01.db").read_bytes())
    with Case.open(full.folder, workers, local=tmp_path / "local", secret=key) as case:
        assert not case.notes() and case.check() == ()


def test_a_case_that_is_open_or_has_no_good_copy_is_not_mended(full, workers, tmp_path):
    with pytest.raises(CaseInUse):
        Case.mend(full.folder, local=tmp_path / "local")
    full.close()
    for copy in full._store.paths.backups.glob("*.db*"):
        copy.unlink()
    before = (full.folder / "case.db").read_bytes()
    with pytest.raises(CaseDamaged, match="no good copy"):
        Case.mend(full.folder, local=tmp_path / "local", secret=full._store.key)
    assert (full.folder / "case.db").read_bytes() == before


def test_an_original_is_never_taken_for_another_of_its_name(full, workers, tmp_path):
    """After an older copy was put in place by hand a file lies where the next paper's original would."""
    paths = full._store.paths
    if paths.key is not None:
        pytest.skip("by hand nobody puts a file where a sealed one would lie")
    stray = paths.documents / "0003 Reply.txt"
    stray.write_text("somebody else's reply")
    list(full.ingest([paper(tmp_path / "new", "Reply.txt", "Reply. Paid on 2026-04-01.\n")]))
    kept = full.original(3)
    assert kept.read_text().startswith("Reply. Paid") and stray.read_text().startswith("somebody")
    assert [problem.subject for problem in full.check()] == ["0003 Reply.txt"]
    assert kept.name == "0003 Reply (2).txt"


def test_a_file_that_sqlite_calls_damaged_opens_with_a_sentence(full, workers, tmp_path):
    full.close()
    file = full.folder / "case.db"
    with closing(connect(file, full._store.database.key)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'document'")
    with pytest.raises(CaseFailure, match=r"is damaged|“backups”"):
        Case.open(full.folder, workers, local=tmp_path / "local", secret=full._store.key)
