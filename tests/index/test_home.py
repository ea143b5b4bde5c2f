"""An index whose files are sealed answers as a plain one does, and tells nothing without its key."""

import io
import pickle
import random
from pathlib import Path

import pytest
from whoosh.filedb.compound import CompoundStorage

from casefile.sealed_index import SealedIndex
from importers.source_text import SourceText
from index import durable, segments, storage
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.tables import Row
from index.writer import IndexDocument, remove, tidy, update

KEY, OTHER = SealedIndex(bytes(range(32))), SealedIndex(bytes(32))
WORDS = [
    "berth",
    "ferry",
    "tide",
    "harbor",
    "pilot",
    "notice",
    "closing",
    "lease",
    "dredge",
    "moor",
    "quay",
    "piling",
]
QUERIES = ("berth", "berth AND tide", '"ferry tide"', "har*", "pilto~", "lease /5 moor", "NOT quay")


def texts(count: int, seed: int = 7) -> dict[int, str]:
    chance = random.Random(seed)
    return {at: " ".join(chance.choices(WORDS, k=400)) for at in range(1, count + 1)}


def filled(home: Home) -> dict[int, str]:
    """Write papers in several commits, replace some, take some out, and make the parts fewer."""
    made = texts(40)
    for first in range(1, 41, 4):
        update(home, [IndexDocument(at, "1", made[at]) for at in range(first, first + 4)])
    made |= {at: f"{made[at]} spring tide" for at in (3, 17)}
    update(home, [IndexDocument(at, "2", made[at]) for at in (3, 17)])
    remove(home, [5, 6])
    del made[5], made[6]
    while tidy(home):
        pass
    return made


def answers(home: Home, made: dict[int, str]) -> list[object]:
    searcher = Searcher(home)
    try:
        found = [
            searcher.search(parse(query), lambda *_: None, lambda at: SourceText(made[at]))
            for query in QUERIES
        ]
        return [(each.total, tuple(each.documents)) for each in found]
    finally:
        searcher.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Home:
    return Home(tmp_path / "sealed", KEY)


def test_it_answers_as_a_plain_one(sealed: Home, tmp_path: Path) -> None:
    plain = Home(tmp_path / "plain")
    made = filled(plain)
    assert filled(sealed) == made
    assert answers(sealed, made) == answers(plain, made)
    assert storage.indexed(sealed) == storage.indexed(plain)
    assert storage.is_healthy(sealed)


def test_no_file_of_it_is_plain_at_any_moment(
    sealed: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, bytes] = {}
    removed = durable.DurableStorage.delete_file

    def note(self: durable.DurableStorage, name: str) -> None:
        seen[name] = (Path(self.folder) / name).read_bytes()
        removed(self, name)

    monkeypatch.setattr(durable.DurableStorage, "delete_file", note)
    filled(sealed)
    seen |= {file.name: file.read_bytes() for file in sealed.folder.iterdir()}
    assert {Path(name).suffix for name in seen} >= {".trm", ".pst", ".doc", ".plc", ".seg", ".toc"}
    assert seen.pop("writer.lock") == b""
    for name, content in seen.items():
        assert content.startswith(b"Pincite pieces 1"), name
        assert not any(word.encode() in content for word in (*WORDS, "generation", "whoosh")), name


def test_another_key_or_none_makes_it_anew(sealed: Home) -> None:
    filled(sealed)
    for home in (Home(sealed.folder, OTHER), Home(sealed.folder)):
        with pytest.raises(storage.IndexMissing):
            storage.read_manifest(home)
        assert storage.indexed(home) == {} and not storage.is_healthy(home)
    update(Home(sealed.folder, OTHER), [IndexDocument(1, "1", "berth")])
    assert storage.indexed(Home(sealed.folder, OTHER)) == {1: "1"}
    assert storage.indexed(sealed) == {}


def test_a_plain_one_is_not_taken_for_sealed(sealed: Home) -> None:
    filled(Home(sealed.folder))
    assert storage.indexed(sealed) == {}
    update(sealed, [IndexDocument(1, "1", "berth")])
    assert storage.indexed(sealed) == {1: "1"}
    files = [file for file in sealed.folder.iterdir() if file.name != storage.LOCK]
    assert all(file.read_bytes().startswith(b"Pincite pieces 1") for file in files)


def test_what_was_changed_is_refused_though_its_checksum_fits(sealed: Home) -> None:
    made = filled(sealed)
    manifest = storage.read_manifest(sealed)
    for name in manifest.files:
        file = sealed.folder / name
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[60] ^= 1
        file.write_bytes(changed)
        files = {**manifest.files, name: storage.checksum(file)}
        storage.publish(sealed, storage.Manifest(manifest.generation, files, manifest.documents))
        assert storage.is_healthy(sealed)  # as far as checksums tell
        with pytest.raises(storage.IndexMissing):
            answers(sealed, made)
        file.write_bytes(whole)


def test_the_key_is_not_told() -> None:
    assert "key" not in repr(KEY) and repr(KEY.key)[2:-1] not in repr(Home(Path("x"), KEY))
    assert pickle.loads(pickle.dumps(Home(Path("x"), KEY))) == Home(Path("x"), KEY)


def test_a_segment_is_laid_out_as_whoosh_does_it(tmp_path: Path) -> None:
    """Byte for byte: an index that was written before is read as before."""
    home = Home(tmp_path)
    folder = durable.DurableStorage(home)
    segment = durable.new_segment(folder)
    ours, theirs = io.BytesIO(), tmp_path / "theirs"
    assembled = segment.create_compound_file

    def make_one(made: object) -> None:
        names = segment.list_files(made)
        times = {name: made.file_modified(name) for name in names}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(folder, "delete_file", lambda name: None)
            assembled(made)
        (tmp_path / segment.make_filename(".seg")).rename(theirs)
        segment.compound = False
        assert times == {name: made.file_modified(name) for name in names}

    real = segments._make_one
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "_make_one", lambda made, each: (make_one(made), real(made, each)))
        segments.write_segment(folder, segment, [Row(1, 5, 1, b"12345")], [])
    ours.write((tmp_path / segment.make_filename(".seg")).read_bytes())
    assert ours.getvalue() == theirs.read_bytes()
    parts = CompoundStorage(folder.open_file(segment.make_filename(".seg")))
    assert parts.file_length(segment.make_filename(".plc")) == 5
    parts.close()
