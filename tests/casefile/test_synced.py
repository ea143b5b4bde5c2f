"""Case folders that a service copies about: recognised, explained, never taken for whole too early."""

import json
import platform
import shutil

import pytest

from casefile import synced
from casefile.case import Case
from casefile.errors import CaseInUse, CaseOpenElsewhere, NotACase
from casefile.lock import CaseLock, disregard


@pytest.mark.parametrize(
    ("above", "service"),
    [
        ("OneDrive - Doe & Roe LLP/Matters", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Dropbox (Doe & Roe)", "Dropbox"),
        ("Dropbox-Personal", "Dropbox"),
        ("Library/CloudStorage/OneDrive-DoeRoe/Matters", "OneDrive"),
        ("Library/CloudStorage/Egnyte-doe", "Egnyte"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("GoogleDrive-jane@example.org", "Google Drive"),
        ("Box Sync/Matters", "Box"),
        ("Nextcloud", "Nextcloud"),
        ("Doe & Roe - SharePoint", "SharePoint"),
        ("Matters", None),
        ("Boxes of papers", None),
        ("Dropped", None),
        ("My OneDriveless folder", None),
    ],
)
def test_a_service_is_known_by_its_folders(tmp_path, above, service):
    assert synced.service_of(tmp_path / above / "Doe v. Roe.pincite") == service


@pytest.mark.parametrize(
    ("mark", "service"), [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing")]
)
def test_a_service_is_known_by_what_it_leaves(tmp_path, mark, service):
    (tmp_path / mark).mkdir()
    assert synced.service_of(tmp_path / "a" / "Doe v. Roe.pincite") == service


def test_the_name_of_the_case_itself_says_nothing(tmp_path):
    assert synced.service_of(tmp_path / "Dropbox" / "x").startswith("Dropbox")
    assert synced.service_of(tmp_path / "Dropbox") is None


COPIES = (
    "case (Jane's conflicted copy 2026-03-01).db",  # Dropbox
    "case-LAPTOP-7.db",  # OneDrive
    "case (1).db",  # Google Drive
    "case 2.db",  # iCloud
    "case (conflicted copy 2026-03-01 120000).db",  # Nextcloud
    "case.sync-conflict-20260301-120000-ABCDEFG.db",  # Syncthing
    "case (Jane Doe's conflict copy).db-wal",
)


@pytest.fixture
def folder(workers, tmp_path):
    with Case.create(tmp_path / "Doe", workers, local=tmp_path / "local") as case:
        return case.folder


@pytest.mark.parametrize("name", COPIES)
def test_conflict_copies_are_told_once_and_found_by_check(folder, workers, tmp_path, name):
    (folder / name).touch()
    with Case.open(folder, workers, local=tmp_path / "local") as case:
        (told,) = case.cautions()
        assert told.subject == name and "conflict copy" in told.sentence
        assert case.cautions() == ()
        assert [problem.subject for problem in case.check()] == [name]


def test_an_open_case_has_no_conflict_copies(folder, workers, tmp_path):
    with Case.open(folder, workers, local=tmp_path / "local") as case:
        case.keep_daily_copy()
        assert {"case.db-wal", "case.db-shm", "case.lock"} <= {p.name for p in folder.iterdir()}
        assert case.cautions() == () and case.check() == ()


def test_a_synchronised_place_is_told_once_and_is_no_fault(workers, tmp_path):
    place = tmp_path / "OneDrive - Doe" / "Doe"
    with Case.create(place, workers, local=tmp_path / "local") as case:
        (told,) = case.cautions()
        assert "OneDrive copies" in told.sentence
        assert case.check() == ()
        folder = case.folder
    with Case.open(folder, workers, local=tmp_path / "local") as case:
        assert case.cautions() == ()
    with Case.open(folder, workers, local=tmp_path / "another computer") as case:
        assert len(case.cautions()) == 1


def refused(folder, workers, tmp_path):
    with pytest.raises(NotACase) as told:
        Case.open(folder, workers, local=tmp_path / "local")
    assert not (folder / "case.db").exists() and not (folder / "case.lock").exists()
    return str(told.value)


def test_a_case_whose_file_has_not_come_yet_is_not_opened(folder, workers, tmp_path):
    place = tmp_path / "Dropbox" / "Doe.pincite"
    shutil.copytree(folder, place)
    (place / "case.lock").unlink()
    (place / "case.db").unlink()
    said = refused(place, workers, tmp_path)
    assert "Wait until Dropbox is synchronised" in said and "backups" in said
    (place / "case-LAPTOP-7.db").touch()
    assert "“case-LAPTOP-7.db”" in refused(place, workers, tmp_path)
    (place / ".case.db.icloud").touch()
    assert "kept online only" in refused(place, workers, tmp_path)


def test_a_folder_that_is_no_case_is_still_none(workers, tmp_path):
    (tmp_path / "x.txt").touch()
    assert "is no Pincite case" in refused(tmp_path, workers, tmp_path)


def note(folder, computer):
    told = {"user": "jane", "computer": computer, "since": "2026-03-01T10:00:00+00:00"}
    (folder / "case.holder.json").write_text(json.dumps(told))


def test_a_note_of_another_computer_is_the_attorneys_to_judge(folder, workers, tmp_path):
    note(folder, "OTHER-PC")
    with pytest.raises(CaseOpenElsewhere, match=r"open by jane on OTHER-PC since .*open it anyway"):
        Case.open(folder, workers, local=tmp_path / "local")
    with pytest.raises(CaseInUse):  # once more, since nothing was changed
        CaseLock(folder)
    disregard(folder)
    Case.open(folder, workers, local=tmp_path / "local").close()


def test_in_a_synchronised_folder_it_says_whom_to_wait_for(tmp_path):
    folder = tmp_path / "Dropbox" / "x"
    folder.mkdir(parents=True)
    note(folder, "OTHER-PC")
    with pytest.raises(CaseOpenElsewhere, match=r"wait until Dropbox has finished"):
        CaseLock(folder)


def test_this_computers_own_note_is_a_leftover_whatever_its_network(tmp_path):
    note(tmp_path, platform.node().upper() + ".office.example")
    CaseLock(tmp_path).release()


def test_what_a_computer_keeps_is_forgotten_though_another_has_the_case_open(
    folder, workers, tmp_path
):
    note(folder, "OTHER-PC")
    Case.forget(folder, local=tmp_path / "local")
    assert list((tmp_path / "local").iterdir()) == []
    assert (folder / "case.holder.json").exists()
