import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.paths import forget_missing, local_paths, stored_name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Complaint.pdf", "0007 Complaint.pdf"),
        ("Complaint.PDF", "0007 Complaint.pdf"),
        ("§ 12 Klage – Größe.docx", "0007 § 12 Klage – Größe.docx"),
        ("a/b\\c:d*?.txt", "0007 a b c d.txt"),
        ("CON.txt", "0007 _CON.txt"),
        ("con", "0007 _con"),
        ("  spaced   out .pdf", "0007 spaced out.pdf"),
        (".pdf", "0007 pdf"),
        ("...", "0007 document"),
        ("", "0007 document"),
        ("No. 3:26-cv-12", "0007 No. 3 26-cv-12"),
        ("x" * 300 + ".pdf", "0007 " + "x" * 100 + ".pdf"),
        ("evil\u202efdp.exe", "0007 evil fdp.exe"),
    ],
)
def test_stored_names(name, stored):
    assert stored_name(7, name) == stored


@given(st.text(max_size=200))
def test_stored_names_are_safe_everywhere(name):
    stored = stored_name(1, name)
    assert stored.startswith("0001 ") and len(stored) < 130
    assert not set(stored) & set('<>:"/\\|?*\0\n')
    assert stored == stored.rstrip(" .")


def case_at(folder):
    folder.mkdir(parents=True)
    (folder / "case.db").touch()
    return folder


def test_a_copy_of_a_case_gets_its_own_place(tmp_path):
    first, second = case_at(tmp_path / "a.pincite"), case_at(tmp_path / "b.pincite")
    root = tmp_path / "local"
    one = local_paths(root, "id", first)
    two = local_paths(root, "id", second)
    assert one.folder != two.folder
    assert local_paths(root, "id", first) == one
    assert local_paths(root, "id", second) == two


def test_a_moved_case_keeps_its_place(tmp_path):
    first = case_at(tmp_path / "a.pincite")
    root = tmp_path / "local"
    one = local_paths(root, "id", first)
    moved = first.rename(tmp_path / "b.pincite")
    assert local_paths(root, "id", moved) == one


def test_what_is_kept_of_a_case_goes_with_its_folder(tmp_path):
    first, second = case_at(tmp_path / "a.pincite"), case_at(tmp_path / "b.pincite")
    root = tmp_path / "local"
    one, two = local_paths(root, "1", first), local_paths(root, "2", second)
    (root / "not ours").mkdir()
    shutil.rmtree(first)
    forget_missing(root)
    assert not one.folder.exists() and two.folder.exists() and (root / "not ours").exists()
    forget_missing(tmp_path / "nothing here")
