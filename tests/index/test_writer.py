import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from importers.source_text import SourceText, Span
from index import durable, segments, storage, writer
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.snapshot import Snapshot
from index.writer import IndexDocument, remove, tidy, update

ROOT = Path(__file__).resolve().parents[2]


def document(number: int, text: str = "fraud", layer: str = "1") -> IndexDocument:
    return IndexDocument(number, layer, text)


def found(folder: Path, typed: str) -> list[int]:
    searcher = Searcher(Home(folder))
    try:
        answer = searcher.search(
            parse(typed), lambda _field, _value: None, lambda _number: SourceText(""), limit=0
        )
        return sorted(document.id for document in answer.documents)
    finally:
        searcher.close()


def test_generations_count_up(tmp_path: Path) -> None:
    first = update(Home(tmp_path), [document(1)])
    assert update(Home(tmp_path), [document(2)]) == first + 1
    assert remove(Home(tmp_path), [1]) == first + 2
    assert storage.read_manifest(Home(tmp_path)).generation == first + 2


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    first = update(Home(tmp_path), [document(1)])
    assert update(Home(tmp_path), []) == first
    assert remove(Home(tmp_path), [99]) == first


def test_an_empty_batch_makes_an_empty_index(tmp_path: Path) -> None:
    update(Home(tmp_path / "index"), [])
    assert storage.is_healthy(Home(tmp_path / "index"))
    assert found(tmp_path / "index", "fraud") == []


def test_replacing_and_removing(tmp_path: Path) -> None:
    update(Home(tmp_path), [document(1, "fraud"), document(2, "fraud"), document(3, "fraud")])
    update(Home(tmp_path), [document(2, "deceit", "2")])
    remove(Home(tmp_path), [3, 77])
    assert found(tmp_path, "fraud") == [1]
    assert found(tmp_path, "deceit") == [2]
    assert storage.indexed(Home(tmp_path)) == {1: "1", 2: "2"}


def test_an_empty_document_counts_as_indexed(tmp_path: Path) -> None:
    update(Home(tmp_path), [document(1, ""), document(2, "…"), document(3)])
    assert storage.indexed(Home(tmp_path)) == {1: "1", 2: "1", 3: "1"}
    assert found(tmp_path, "NOT fraud") == [1, 2]


@pytest.mark.parametrize(
    "bad",
    [
        IndexDocument(0, "1", "x"),
        IndexDocument(True, "1", "x"),
        IndexDocument("2", "1", "x"),  # type: ignore[arg-type]
        IndexDocument(2, "1", 5),  # type: ignore[arg-type]
        IndexDocument(2, None, "x"),  # type: ignore[arg-type]
        IndexDocument(2, "1", "x", paragraphs=(Span(0, 2),)),
        IndexDocument(2, "1", "x", excluded=(Span(0, 2),)),
    ],
)
def test_a_malformed_document_is_refused_before_anything_is_written(
    tmp_path: Path, bad: IndexDocument
) -> None:
    update(Home(tmp_path), [document(1)])
    with pytest.raises((TypeError, ValueError)):
        update(Home(tmp_path), [document(3), bad])
    assert storage.indexed(Home(tmp_path)) == {1: "1"}


def test_many_single_commits_leave_few_segments(tmp_path: Path) -> None:
    for number in range(1, 40):
        update(Home(tmp_path), [document(number, f"fraud number{number}")])
    assert len(list(tmp_path.glob("*.seg"))) <= writer._MOST_ALIKE
    assert found(tmp_path, "fraud") == list(range(1, 40))
    assert found(tmp_path, "number17") == [17]
    remove(Home(tmp_path), range(1, 40))
    assert found(tmp_path, "fraud") == []
    update(Home(tmp_path), [document(50)])
    assert len(list(tmp_path.glob("*.seg"))) == 1


def test_tidying_leaves_one_segment_and_the_same_answers(tmp_path: Path) -> None:
    assert not tidy(Home(tmp_path / "none"))
    for number in range(1, 7):
        update(Home(tmp_path), [document(number, f"fraud number{number}")])
    remove(Home(tmp_path), [2])
    generation = storage.read_manifest(Home(tmp_path)).generation
    assert tidy(Home(tmp_path))
    assert not tidy(Home(tmp_path))
    assert storage.read_manifest(Home(tmp_path)).generation == generation + 1
    assert len(list(tmp_path.glob("*.seg"))) == 1
    assert storage.is_healthy(Home(tmp_path))
    assert found(tmp_path, "fraud") == [1, 3, 4, 5, 6]
    assert found(tmp_path, "number2") == []
    assert found(tmp_path, "number5") == [5]


def test_a_segment_of_which_half_is_gone_is_rewritten(tmp_path: Path) -> None:
    update(Home(tmp_path), [document(number) for number in range(1, 5)])
    update(Home(tmp_path), [document(9)])
    remove(Home(tmp_path), [1, 2, 3])
    assert len(list(tmp_path.glob("*.seg"))) == 2
    index = Snapshot(Home(tmp_path), storage.read_manifest(Home(tmp_path)))
    assert len(index.numbers) == 2
    index.close()
    assert found(tmp_path, "fraud") == [4, 9]


def test_a_batch_too_large_for_memory_is_written_in_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_MOST_PLACES", 100)
    update(Home(tmp_path), [document(number, f"fraud no{number} " * 40) for number in range(1, 6)])
    assert len(list(tmp_path.glob("*.seg"))) == 3
    assert found(tmp_path, '"fraud no3 fraud"') == [3]


@pytest.mark.parametrize("step", ["commit", "merge", "publish", "write_segment", "checksum"])
def test_a_full_disk_keeps_the_last_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    update(Home(tmp_path), [document(1), document(3), document(4)])
    before = {path.name for path in tmp_path.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        room = segments if step == "write_segment" else durable
        patch.setattr(room, step, full)
        with pytest.raises(OSError, match="No space"):
            # Most of the first segment goes, so that it is rewritten.
            update(
                Home(tmp_path),
                [document(1, "deceit"), document(2, "deceit"), document(3, "deceit")],
            )
    assert {path.name for path in tmp_path.iterdir()} == before
    assert storage.is_healthy(Home(tmp_path))
    assert found(tmp_path, "fraud") == [1, 3, 4]
    update(Home(tmp_path), [document(2)])
    assert found(tmp_path, "fraud") == [1, 2, 3, 4]


def test_a_commit_stands_though_a_file_that_is_done_with_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError("a virus scanner holds it")

    with monkeypatch.context() as patch:
        patch.setattr(durable.FileStorage, "delete_file", held)
        update(Home(tmp_path), [document(1)])
    assert found(tmp_path, "fraud") == [1]
    update(Home(tmp_path), [document(2)])
    assert found(tmp_path, "fraud") == [1, 2]
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".lock", ".seg", ".toc"}


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_LOCK_SECONDS", 0.05)
    with FileLock(tmp_path / storage.LOCK), pytest.raises(storage.IndexBusy):
        update(Home(tmp_path), [document(1)])


WRITE_FOREVER = """
import sys
from pathlib import Path
from index.home import Home
from index.writer import IndexDocument, update
for number in range(1, 10_000):
    update(Home(Path(sys.argv[1])), [IndexDocument(number, "1", "fraud " * 200 + f"number{number}")])
    print(number, flush=True)
"""


@pytest.mark.parametrize("tenths", [1, 2, 3])
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path: Path, tenths: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOREVER, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    time.sleep(tenths / 10)
    process.send_signal(signal.SIGKILL)
    acknowledged = [1, *(int(line) for line in process.stdout.read().split())]
    process.wait()
    process.stdout.close()
    assert storage.is_healthy(Home(tmp_path))
    held = sorted(storage.indexed(Home(tmp_path)))
    assert held[: len(acknowledged)] == acknowledged
    assert len(held) <= len(acknowledged) + 1
    assert found(tmp_path, "fraud") == held
    update(Home(tmp_path), [document(99_999)])
    assert found(tmp_path, "fraud") == [*held, 99_999]
