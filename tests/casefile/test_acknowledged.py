"""What was acknowledged and is lost, as by damage in a killed session's log, is told; nothing else is."""

import shutil

import pytest

from casefile import protecting
from casefile.acknowledged import NAME
from casefile.case import Case
from casefile.page_sums import Run
from casefile.protection import Cost, Protection
from tests.casefile.helpers import paper

LOG = "case.db-wal"


@pytest.fixture
def decided(full):
    """The case, open, some of its decisions in the log alone."""
    full.check()  # all that was written before is in the file
    for text in ("Ask her.", "Ask him.", "Ask them."):
        full.add_note(full.view().quotes[0].ref, text)
    return full


@pytest.fixture
def again(tmp_path, workers, is_protected):
    """Opens a case folder as the next start does; returns what is told, and the notes that are there."""

    def opened(folder):
        secret = "as the tide turns" if is_protected else None
        with Case.open(folder, workers, local=tmp_path / "local", secret=secret) as case:
            told = [each.sentence for each in case.cautions()]
            assert [each.sentence for each in case.check()] == told
            return told, sorted(note.text for note in case.notes())

    return opened


@pytest.fixture
def killed(decided, tmp_path):
    """The case folder as a kill leaves it."""
    folder = tmp_path / "killed" / decided.folder.name
    shutil.copytree(decided.folder, folder)
    return folder


def place(folder, part):
    """Return where a part of the log ends, without what an earlier run of it left behind."""
    with (folder / "case.db-shm").open("rb") as index:
        run = Run.read(index)
    return int((run.page_bytes + 24) * run.last * part)


def damage(folder, part):
    """Change a bit of the log after a part of it."""
    log = folder / LOG
    content = bytearray(log.read_bytes())
    content[place(folder, part)] ^= 1
    log.write_bytes(content)


def cut(folder, part):
    log = folder / LOG
    log.write_bytes(log.read_bytes()[: place(folder, part)])


def gone(folder, part):
    (folder / LOG).unlink()


def test_a_killed_session_lost_nothing_and_nothing_is_told(killed, again):
    assert again(killed) == ([], ["Ask her.", "Ask him.", "Ask them."])


@pytest.mark.parametrize("harm", [damage, cut, gone])
def test_what_the_log_has_lost_is_told_once_with_its_number(killed, again, harm):
    harm(killed, 0.1)
    (sentence,), notes = again(killed)
    assert notes == [] and "3 entries of its history" in sentence
    assert again(killed) == ([], [])


def test_what_stands_before_the_damage_is_there(killed, again):
    damage(killed, 0.99)
    (sentence,), notes = again(killed)
    assert notes == ["Ask her.", "Ask him."] and "one entry of its history" in sentence


def test_a_loss_that_nobody_read_is_told_after_the_next_kill_too(
    killed, again, workers, tmp_path, is_protected
):
    gone(killed, 0)
    secret, later = "as the tide turns" if is_protected else None, tmp_path / "later.pincite"
    with Case.open(killed, workers, local=tmp_path / "local", secret=secret) as case:
        case.add_note(case.view().quotes[0].ref, "Ask us.")
        shutil.copytree(killed, later)
    for folder in (killed, later):
        (sentence,), notes = again(folder)
        assert notes == ["Ask us."] and "3 entries of its history" in sentence


def test_an_undo_that_is_lost_is_told_without_a_number(decided, tmp_path, again):
    decided.check()
    decided.undo()
    folder = shutil.copytree(decided.folder, tmp_path / "killed" / decided.folder.name)
    gone(folder, 0)
    (sentence,), notes = again(folder)
    assert len(notes) == 3 and "is missing from the case file. The disk" in sentence


def test_a_copy_put_in_place_by_hand_is_no_loss(decided, again):
    for copy in (decided.folder / "backups").glob("*.db*"):
        copy.unlink()
    decided.keep_daily_copy()
    (copy,) = (decided.folder / "backups").glob("*.db")
    whole = copy.read_bytes()
    decided.add_note(decided.view().quotes[0].ref, "Ask us.")
    decided.close()
    (decided.folder / "case.db").write_bytes(whole)
    assert again(decided.folder)[0] == []


def test_a_case_that_was_mended_restored_or_is_a_part_lacks_nothing(
    decided, again, tmp_path, is_protected
):
    secret = "as the tide turns" if is_protected else None
    for copy in (decided.folder / "backups").glob("*.db*"):
        copy.unlink()
    decided.keep_daily_copy()
    decided.backup(tmp_path / "case.zip")
    list(decided.write_portion([1], tmp_path / "Part.pincite"))
    decided.add_note(decided.view().quotes[0].ref, "Ask us.")
    decided.close()
    Case.mend(decided.folder, local=tmp_path / "local", secret=secret)
    Case.restore(tmp_path / "case.zip", tmp_path / "Back.pincite", secret)
    for folder in (decided.folder, tmp_path / "Back.pincite"):
        assert again(folder)[0] == []
    assert not (tmp_path / "Part.pincite" / NAME).exists()


def test_an_older_a_foreign_and_a_damaged_note_say_nothing(decided, again, tmp_path):
    """As when a service that copies folders has brought one file and not yet the other."""
    file = decided.folder / NAME
    older = file.read_bytes()
    decided.add_note(decided.view().quotes[0].ref, "Ask us.")
    decided.close()
    newest = file.read_bytes()
    for content in (older, b"", b"noise" * 200, newest[:-1], newest[:99] + b"x" + newest[100:]):
        file.write_bytes(content)
        assert again(decided.folder)[0] == []


def test_a_protected_case_tells_nobody_how_much_was_decided(decided, is_protected):
    content = (decided.folder / NAME).read_bytes()
    assert (b"reached" in content) is not is_protected


def test_a_case_that_is_protected_and_made_plain_again_lacks_nothing(
    decided, workers, tmp_path, is_protected
):
    if is_protected:
        pytest.skip("it begins with a plain case")
    decided.close()
    local, words = tmp_path / "local", "as the tide turns"
    for secret in (words, None):
        cheap = Cost(iterations=1, lanes=1, memory=64)
        way = protecting.protect(decided.folder, Protection(words), local, cheap)
        for _ in way if secret else protecting.unprotect(decided.folder, words, local):
            pass
        assert not (decided.folder / NAME).exists()
        with Case.open(decided.folder, workers, local=local, secret=secret) as case:
            assert case.cautions() == ()
            case.add_note(case.view().quotes[0].ref, "Ask us.")


def test_work_of_many_kinds_and_sessions_never_cries_wolf(
    full, workers, tmp_path, is_protected, again
):
    secret = "as the tide turns" if is_protected else None
    full.close()
    for session in range(4):
        with Case.open(full.folder, workers, local=tmp_path / "local", secret=secret) as case:
            assert case.cautions() == ()
            case.accept([case.view().quotes[session % 3].ref])
            case.undo()
            case.redo()
            new = paper(tmp_path / "new", f"{session}.txt", f"Paper {session}, 2026-04-01.\n")
            list(case.ingest([new]))
            if session % 2:
                case.keep_daily_copy()
                case.check()
            later = shutil.copytree(full.folder, tmp_path / f"kill {session}.pincite")
        assert again(later)[0] == []
