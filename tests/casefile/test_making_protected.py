"""A case that is protected from the beginning: nothing of it is ever on the disk that could be read."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile import case_key
from casefile.case import Case
from casefile.case_key import KEYS
from casefile.errors import CaseExists, PassphraseNeeded
from casefile.protection import Cost, Protection, recovery_key
from tests.byte_scan import found_words
from tests.casefile.helpers import FakeWorkers

SECRET = "walnut lantern harbour"
NAME = "Quillfeather v. Marrowgate"
QUOTED = "we regret the closing"
WORDS = (
    "Quillfeather",
    "Marrowgate",
    "Vantreese",
    "Tidewater",
    "Ferry fight",
    QUOTED,
    "Commission",
    SECRET,
)
"""Long ones: a megabyte of encrypted bytes now and then holds any four letters by chance."""


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_key, "COST", Cost(iterations=1, lanes=1, memory=64))


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local"


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Have something done before every change of a name on the disk."""

    def watch(look: Callable[[], object]) -> None:
        for name in ("replace", "unlink", "rmdir"):
            change = getattr(os, name)

            def changed(
                *given: object, change: Callable[..., None] = change, **named: object
            ) -> None:
                look()
                change(*given, **named)

            monkeypatch.setattr(os, name, changed)

    return watch


def test_no_word_is_on_the_disk_at_any_moment(
    papers: Path,
    tmp_path: Path,
    local: Path,
    workers: FakeWorkers,
    watching: Callable[[Callable[[], object]], None],
) -> None:
    folder, looks = tmp_path / "Matter 7.pincite", []

    def look() -> None:
        looks.append(True)
        assert found_words(folder, WORDS) == found_words(local, WORDS) == []

    watching(look)
    recovery = recovery_key()
    protection = Protection(SECRET, recovery)
    with Case.create(folder, workers, name=NAME, local=local, protection=protection) as case:
        look()
        assert case.is_protected and case.name == NAME and case_key.well_kept(folder)
        for _ in case.ingest([papers]):
            look()
        case.add_note(case.view().quotes[0].ref, "Ask about Quillfeather.")
        assert case.search("berth").documents and case.check() == ()
        look()
    look()
    assert len(looks) > 20 and sum(len(words) for words in found_words(papers, WORDS)) > 3
    with pytest.raises(PassphraseNeeded):
        Case.open(folder, workers, local=local)
    for secret in (SECRET, recovery):
        with Case.open(folder, workers, local=local, secret=secret) as case:
            assert len(case.documents()) == 2 and case.check() == ()
    look()


@pytest.mark.plain("it makes cases of either kind itself")
def test_a_making_that_was_killed_is_a_case_or_can_be_done_again(
    tmp_path: Path,
    local: Path,
    workers: FakeWorkers,
    watching: Callable[[Callable[[], object]], None],
) -> None:
    folder, kept = tmp_path / "Matter 7.pincite", list[Path]()

    def keep() -> None:
        kept.append(tmp_path / "killed" / str(len(kept)) / folder.name)
        shutil.copytree(folder, kept[-1])

    watching(keep)
    Case.create(folder, workers, local=local, protection=Protection(SECRET)).close()
    stands = [(each / "case.db").is_file() for each in kept]
    assert stands == sorted(stands) and set(stands) == {False, True}
    assert any(
        (each / KEYS).is_file() for each, is_case in zip(kept, stands, strict=True) if not is_case
    )
    for number, (each, is_case) in enumerate(list(zip(kept, stands, strict=True))):
        other = tmp_path / f"local {number}"
        if is_case:
            with Case.open(each, workers, local=other, secret=SECRET) as case:
                assert case.is_protected and case.check() == ()
            continue
        again = shutil.copytree(each, tmp_path / "again" / str(number) / folder.name)
        with Case.create(again, workers, local=other) as case:
            assert not case.is_protected and case.check() == ()
        with Case.create(each, workers, local=other, protection=Protection("other words")) as case:
            assert case.is_protected and case.check() == ()
        Case.open(again, workers, local=other).close()
        Case.open(each, workers, local=other, secret="other words").close()


def test_keys_without_a_case_file_are_not_written_over(
    tmp_path: Path, local: Path, workers: FakeWorkers
) -> None:
    folder = tmp_path / "Matter 7.pincite"
    folder.mkdir()
    (folder / KEYS).write_bytes(b"somebody's")
    for protection in (None, Protection(SECRET)):
        with pytest.raises(CaseExists):
            Case.create(folder, workers, local=local, protection=protection)
    assert (folder / KEYS).read_bytes() == b"somebody's"
