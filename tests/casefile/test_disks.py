"""A disk that is full, read-only, closed to us or away, a lock that is held: a sentence, nothing lost."""

import errno
import os
from contextlib import closing

import pytest

from casefile.case import Case
from casefile.errors import (
    CaseDiskFull,
    CaseInUse,
    CaseReadOnly,
    CaseUnreachable,
)
from tests.casefile.helpers import connected, paper

NOTE = "Ask her about the berth. " * 4000


def told(case, statement):
    """Set something on the one connection that the case has."""
    with case._store.database._borrowed() as connection:
        return connection.execute(statement).fetchone()


def is_whole(case):
    """Tell whether the case is as it was before, and can be worked with."""
    before = len(case.history())
    case.add_note(case.view().quotes[0].ref, "Later.")
    return len(case.history()) == before + 1 and case.check() == ()


def test_a_full_disk_takes_nothing_and_work_goes_on_when_there_is_room(full):
    pages = told(full, "PRAGMA page_count")[0]
    told(full, f"PRAGMA max_page_count = {pages}")
    with pytest.raises(
        CaseDiskFull, match=r"is full\. Nothing was lost; make room and try again\."
    ):
        full.add_note(full.view().quotes[0].ref, NOTE)
    assert full.notes() == ()
    told(full, "PRAGMA max_page_count = 100000")
    assert is_whole(full)


def test_a_case_that_became_read_only_is_told_and_can_still_be_read(full):
    told(full, "PRAGMA query_only = ON")
    with pytest.raises(CaseReadOnly, match="Copy the case to a folder of your own"):
        full.add_note(full.view().quotes[0].ref, "Ask.")
    assert full.search("berth").total and full.view().quotes and full.notes() == ()
    told(full, "PRAGMA query_only = OFF")
    assert is_whole(full)


@pytest.mark.parametrize(
    ("number", "kind", "sentence"),
    [
        (errno.ENOSPC, CaseDiskFull, "is full. Nothing was lost"),
        (errno.EACCES, CaseReadOnly, "Copy the case to a folder of your own"),
        (errno.EIO, CaseUnreachable, "does not answer. What was saved is not affected"),
        (errno.ENODEV, CaseUnreachable, "plugged in and connected"),
    ],
    ids=["full", "permission lost", "failing", "unplugged"],
)
def test_an_import_that_the_disk_refuses_is_told_and_can_be_done_again(
    full, tmp_path, monkeypatch, number, kind, sentence
):
    file = paper(tmp_path / "more", "Reply.txt", "Reply of Marrow Ferry. It paid on 2026-04-01.\n")

    def refuse(_handle):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr("casefile.receive.os.fsync", refuse)
        with pytest.raises(kind) as failure:
            list(full.ingest([file]))
    assert sentence in str(failure.value) and "Errno" not in str(failure.value)
    list(full.resume())
    list(full.ingest([file]))
    assert [row.state.value for row in full.documents()] == ["ready"] * 3
    assert is_whole(full)


def test_a_case_file_that_another_program_holds_is_told(full):
    told(full, "PRAGMA busy_timeout = 0")
    with closing(connected(full)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseInUse, match="Another program holds the case file"):
            full.add_note(full.view().quotes[0].ref, "Ask.")
        other.execute("ROLLBACK")
    told(full, "PRAGMA busy_timeout = 10000")
    assert is_whole(full)


def test_a_drive_on_which_nothing_can_be_locked_is_told(full, workers, tmp_path, monkeypatch):
    full.close()

    def refuse(_self, *_given, **_more):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with monkeypatch.context() as broken:
        broken.setattr("filelock.FileLock.acquire", refuse)
        with pytest.raises(CaseReadOnly, match="Copy the case to a folder of your own"):
            Case.open(full.folder, workers, local=tmp_path / "local")
    with Case.open(full.folder, workers, local=tmp_path / "local") as case:
        assert is_whole(case)
