"""The index in the life of a case: made anew in the background, while searches say what they lack."""

import shutil
import threading

import pytest

from casefile import feeding
from casefile.worker_answers import IndexUnwritable, WorkersClosed, WorkerStopped
from index.storage import indexed, is_healthy
from tests.casefile.helpers import paper

PAPERS = 8


@pytest.fixture
def many(case, tmp_path):
    """A case of more papers than a search would wait for, each with a word of its own."""
    for number in range(1, PAPERS + 1):
        paper(tmp_path / "in", f"{number}.txt", f"Letter {number} about the berth.\nMark{number}.")
    list(case.ingest([tmp_path / "in"]))
    assert len(case.documents()) == PAPERS
    return case


@pytest.fixture
def in_small_batches(monkeypatch):
    monkeypatch.setattr(feeding, "_BATCH_DOCUMENTS", 2)


def folder_of(case):
    return case._store.local.index


def damage(case):
    for file in folder_of(case).glob("*.seg"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0x40
        file.write_bytes(content)


def test_a_search_does_not_wait_for_many_papers_and_says_so(many):
    shutil.rmtree(folder_of(many))
    results = many.search("berth")
    assert results.total == 0 and results.documents == ()
    assert results.warnings == ("8 papers are not searchable yet.",)
    assert many.index_wanting and not indexed(feeding.home_of(many._store))


def test_searches_answer_from_what_is_there_while_the_rest_is_written(many, in_small_batches):
    shutil.rmtree(folder_of(many))
    seen = []
    for step in many.keep_index():
        assert (step.total, step.message) == (PAPERS, "Making papers searchable")
        results = many.search("berth")
        seen.append((step.done, len(results.documents), results.warnings))
    assert [done for done, _, _ in seen] == [0, 2, 4, 6]
    assert all(found >= done for done, found, _ in seen)
    for _, found, warnings in seen:
        left = PAPERS - found
        assert warnings == ((f"{left} papers are not searchable yet.",) if left else ())
    assert many.search("berth").total == PAPERS and many.search("berth").warnings == ()
    assert list(many.keep_index()) == []


def test_broken_off_it_goes_on_where_it_was(many, in_small_batches, workers):
    shutil.rmtree(folder_of(many))
    steps = many.keep_index()
    for step in steps:
        if step.done == 4:
            break
    steps.close()
    written = []
    before = workers.index
    workers.index = lambda folder, documents: (
        written.extend(each.id for each in documents),
        before(folder, documents),
    )[1]
    list(many.keep_index())
    assert set(indexed(feeding.home_of(many._store))) == set(range(1, PAPERS + 1))
    assert set(written) <= set(range(5, PAPERS + 1))


def test_a_damaged_index_is_taken_away_told_and_made_anew(many):
    before = many.search("berth")
    many._search.close()
    damage(many)
    results = many.search("berth")
    assert results.total == 0 and results.warnings == (
        "The search index was damaged and is being made anew.",
        "8 papers are not searchable yet.",
    )
    assert many.index_wanting
    messages = [step.message for step in many.keep_index()]
    assert messages[0] == "The search index was damaged and is being made anew"
    assert is_healthy(feeding.home_of(many._store)) and not many.index_wanting
    assert many.search("berth") == before


def test_damage_is_found_by_looking_after_it_without_any_search(many):
    before = many.search("berth")
    many._search.close()
    damage(many)
    assert list(many.keep_index())
    assert is_healthy(feeding.home_of(many._store)) and many.search("berth") == before


def test_what_a_search_could_not_read_is_made_anew_though_its_checksums_agree(many, monkeypatch):
    import zlib

    def broken(*_arguments):
        raise zlib.error("invalid block")

    before = many.search("berth")
    with monkeypatch.context() as patched:
        patched.setattr("index.answer.Answer.documents", broken)
        assert many.search("berth").warnings[0].startswith("The search index was damaged")
        for _ in range(4):  # not for ever: a fault of the program is not mended so
            many.search("berth")
            made_anew = [step.message for step in many.keep_index()]
    assert made_anew == []
    assert many.search("berth") == before


def test_a_folder_that_vanishes_under_an_open_case_is_made_anew(many):
    before = many.search("berth")
    shutil.rmtree(folder_of(many))
    assert many.search("berth").total == 0
    list(many.keep_index())
    assert many.search("berth") == before


def test_one_paper_that_cannot_be_written_does_not_keep_out_the_others(many, workers):
    def index(folder, documents):
        if any(each.id == 3 for each in documents):
            raise WorkerStopped("it took longer than 60 seconds")
        return before(folder, documents)

    before, workers.index = workers.index, index
    shutil.rmtree(folder_of(many))
    list(many.keep_index())
    assert set(indexed(feeding.home_of(many._store))) == {1, 2, 4, 5, 6, 7, 8}
    results = many.search("berth")
    assert results.total == PAPERS - 1
    assert results.warnings == ("One paper could not be made searchable.",)
    assert list(many.keep_index()) == []  # not tried again and again


@pytest.mark.parametrize(
    ("stopped", "told"),
    [
        (IndexUnwritable("the disk is full"), "the disk is full"),
        (WorkersClosed(), None),
    ],
)
def test_what_keeps_the_index_from_being_written_ends_the_work(many, workers, stopped, told):
    calls = []

    def index(folder, documents):
        calls.append(len(documents))
        raise stopped

    workers.index = index
    shutil.rmtree(folder_of(many))
    steps = list(many.keep_index())
    assert calls == [PAPERS]
    warnings = many.search("berth").warnings
    assert warnings[0] == "8 papers are not searchable yet."
    if told:
        assert steps[-1].message == f"The search index could not be written: {told}."
        assert warnings[1:] == (f"The search index could not be written: {told}.",)


def test_papers_of_an_import_under_way_are_left_to_it(many, tmp_path, workers):
    shutil.rmtree(folder_of(many))
    steps = many.ingest([paper(tmp_path, "late.txt", "A late letter about the berth.")])
    for step in steps:
        if step.message.startswith("Read “"):
            break
    list(many.keep_index())
    assert set(indexed(feeding.home_of(many._store))) == set(range(1, PAPERS + 1))
    assert many.search("berth").warnings == ("One paper is not searchable yet.",)
    list(steps)
    assert many.search("berth").total == PAPERS + 1


def test_a_paper_that_was_read_anew_is_not_shown_by_its_former_words(many):
    """Its hits would stand at the wrong characters until it is indexed again."""
    with many._store.database.write() as connection:
        text = "An altogether other letter, and a longer one. Nothing of ports."
        connection.execute(
            "INSERT INTO layer (document, reader, made, key, text, pages, structure, about, notices,"
            " page_count, characters, machine_read, repaired, scans, words)"
            " SELECT document, reader, made, 'other', ?, '[]', '[[], [], [], []]', about, notices,"
            " 0, ?, 0, 0, '[]', words FROM layer WHERE document = 2",
            (text.encode(), len(text)),
        )
        connection.execute("UPDATE document SET layer = last_insert_rowid() WHERE id = 2")
    with many._store.importing:  # the import that read it is about to index it
        results = many.search("berth")
        assert {group.document.id for group in results.documents} == {1, 3, 4, 5, 6, 7, 8}
        assert results.warnings == ("One paper is not searchable yet.",)
        assert not many.find_in(2, "berth").searchable
    assert many.find_in(2, "altogether").total == 1  # one short paper is written at once
    assert many.search("altogether").total == 1
    assert many.search("berth").total == PAPERS - 1


def test_batches_are_cut_by_the_length_of_the_texts(many, monkeypatch):
    with many._store.database.read() as connection:
        lengths = {number: each.characters for number, each in feeding.current(connection).items()}
    monkeypatch.setattr(feeding, "_BATCH_CHARACTERS", 2 * max(lengths.values()))
    cut = [[each.id for each in batch] for batch in feeding.batches(many._store, range(1, 9))]
    assert [number for batch in cut for number in batch] == list(range(1, 9)) and len(cut) == 4
    monkeypatch.setattr(feeding, "_BATCH_CHARACTERS", 1)
    assert [len(batch) for batch in feeding.batches(many._store, range(1, 9))] == [1] * 8


def test_small_parts_are_made_one_when_nothing_comes_in(case, tmp_path):
    from index.storage import read_manifest

    def parts():
        return len(read_manifest(feeding.home_of(case._store)).files) - 1

    for number in range(1, 10):
        list(case.ingest([paper(tmp_path / "in", f"{number}.txt", f"Letter {number}: berth.")]))
    assert parts() == 9
    with case._store.importing:
        list(case.keep_index())
    assert parts() == 9  # an import comes first
    before = case.search("berth")
    list(case.keep_index())
    assert parts() < 4
    assert case.search("berth") == before


def test_what_is_tidy_starts_no_process(many, workers, monkeypatch):
    monkeypatch.setattr(workers, "tidy_index", lambda folder: pytest.fail("asked for"))
    list(many.keep_index())


def test_two_who_look_after_it_at_once_do_not_write_twice(many, workers):
    written, threads = [], []
    before = workers.index

    def index(folder, documents):
        written.extend(each.id for each in documents)
        return before(folder, documents)

    workers.index = index
    shutil.rmtree(folder_of(many))
    for _ in range(3):
        threads.append(threading.Thread(target=lambda: list(many.keep_index())))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert sorted(written) == list(range(1, PAPERS + 1))
