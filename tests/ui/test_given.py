"""The folder of a case is found from whatever a desktop hands over."""

from pathlib import Path

from ui.given import case_folder


def test_a_folder_is_itself(tmp_path: Path) -> None:
    assert case_folder(str(tmp_path / "Tern.pincite")) == tmp_path / "Tern.pincite"
    assert case_folder("Tern") == Path("Tern")


def test_the_case_file_names_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Tern v. Harbor.pincite"
    folder.mkdir()
    assert case_folder(str(folder / "case.db")) == folder / "case.db"  # there is none
    (folder / "case.db").write_bytes(b"")
    assert case_folder(str(folder / "case.db")) == folder


def test_an_address_of_a_file_is_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "Straße & Söhne 100%.pincite"
    assert case_folder(folder.as_uri()) == folder
    folder.mkdir()
    (folder / "case.db").write_bytes(b"")
    assert case_folder((folder / "case.db").as_uri()) == folder
