import hashlib
import os

import pytest

from casefile import receive, sealed_files
from tests.casefile.helpers import paper


def walked(*paths):
    return [(each.path.name, bool(each.skipped)) for each in receive.walk(paths)]


def test_folders_are_walked_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "A.txt", "deep/er/c.txt"):
        paper(tmp_path, name, "x")
    assert walked(tmp_path) == [("A.txt", False), ("b.txt", False), ("c.txt", False)]


def test_hidden_and_system_files_are_named_and_left_out(tmp_path):
    for name in (
        ".DS_Store",
        "~$Draft.docx",
        "Thumbs.db",
        "desktop.ini",
        "__MACOSX/x.txt",
        "ok.txt",
    ):
        paper(tmp_path, name, "x")
    found = dict(walked(tmp_path))
    assert [name for name, skipped in found.items() if not skipped] == ["ok.txt"]
    assert len(found) == 6


def test_a_hidden_file_that_was_handed_over_itself_is_taken(tmp_path):
    assert walked(paper(tmp_path, ".notes.txt", "x")) == [(".notes.txt", False)]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = paper(tmp_path, "outside/secret.txt", "x")
    inside = tmp_path / "inside"
    kept = paper(inside, "kept.txt", "x")
    (inside / "in.txt").symlink_to(kept)
    (inside / "out.txt").symlink_to(outside)
    (inside / "folder").symlink_to(outside.parent)
    (inside / "loop").symlink_to(inside)
    (inside / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert dict(walked(inside)) == {
        "broken.txt": True,
        "folder": True,
        "in.txt": False,
        "kept.txt": False,
        "out.txt": True,
    }


def test_missing_files_and_cases_are_said(tmp_path):
    paper(tmp_path, "Old.pincite/case.db", "x")
    assert walked(tmp_path / "gone.txt", tmp_path / "Old.pincite") == [
        ("gone.txt", True),
        ("Old.pincite", True),
    ]


def content_of(case, number):
    return sealed_files.content(case.original(number), case._store.paths.key)


def test_the_copy_is_exact_read_only_and_the_original_untouched(case, is_protected, tmp_path):
    path = tmp_path / "Complaint.txt"
    path.write_bytes(b"exact\r\nbytes\xff")
    before = path.stat()
    received = receive.receive(case._store, path)
    kept = case.original(received.document)
    if is_protected:
        assert kept.suffix == ".sealed" and b"exact" not in kept.read_bytes()
        assert kept.stat().st_mtime_ns != before.st_mtime_ns
    else:
        assert kept.name == "0001 Complaint.txt" and kept.stat().st_mtime_ns == before.st_mtime_ns
    assert content_of(case, 1) == b"exact\r\nbytes\xff"
    assert kept.stat().st_mode & 0o222 == 0
    assert case.document(1).sha256 == hashlib.sha256(b"exact\r\nbytes\xff").hexdigest()
    assert (
        path.read_bytes() == b"exact\r\nbytes\xff" and path.stat().st_mtime_ns == before.st_mtime_ns
    )
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_the_same_bytes_under_another_name_are_a_duplicate(case, tmp_path):
    first = receive.receive(case._store, paper(tmp_path, "a.txt", "same"))
    again = receive.receive(case._store, paper(tmp_path, "b.txt", "same"))
    assert again.duplicate and again.document == first.document
    assert len(case.documents()) == 1
    assert len(list((case.folder / "documents").iterdir())) == 1


def test_a_lost_original_comes_back_with_its_duplicate(case, tmp_path):
    path = paper(tmp_path, "a.txt", "same")
    receive.receive(case._store, path)
    kept = case.original(1)
    kept.chmod(0o600)
    kept.unlink()
    assert receive.receive(case._store, path).duplicate
    assert content_of(case, 1) == b"same"


def test_settle_finishes_what_was_received_and_removes_the_rest(case, tmp_path):
    receive.receive(case._store, paper(tmp_path, "a.txt", "same"))
    kept = case.original(1)
    told = case._store.paths.hidden(case.document(1).sha256)
    kept.rename(kept.with_name(f".incoming-{told}"))
    (kept.parent / ".incoming-1234.part").write_text("half")
    (kept.parent / f".incoming-{'0' * 64}").write_text("nobody's")
    receive.settle(case._store)
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_a_file_that_cannot_be_copied_leaves_nothing(case, tmp_path, monkeypatch):
    path = paper(tmp_path, "a.txt", "same")
    monkeypatch.setattr(receive.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        receive.receive(case._store, path)
    assert case.documents() == ()
    assert list((case.folder / "documents").iterdir()) == []


def full_disk(descriptor):
    raise OSError(28, "No space left on device")
