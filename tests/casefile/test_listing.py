"""The list of documents is read again for what changed alone."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from casefile import documents, short_names
from casefile.documents import Lister
from extraction.findings import DocumentKind


def read(case, lister):
    with case._store.database.read() as connection:
        return lister.rows(connection)


def test_a_list_read_again_is_that_read_for_the_first_time(full, tmp_path):
    lister = Lister()
    first = read(full, lister)
    full.set_document(first[0].id, short_name="The Complaint")
    full.set_document(first[1].id, kind=DocumentKind.EXHIBIT)
    again = read(full, lister)
    assert again == read(full, Lister()) == full.documents()
    assert again[0].short_name == "The Complaint"


def test_only_the_paper_that_changed_is_made_anew(full, monkeypatch):
    lister = Lister()
    before = read(full, lister)
    full.set_document(before[1].id, short_name="Ferry piece")
    made, named = [], []
    row, proposal = documents._row, short_names._cited_proposal
    monkeypatch.setattr(
        documents, "_row", lambda found, *a: made.append(found["id"]) or row(found, *a)
    )
    monkeypatch.setattr(
        short_names, "_cited_proposal", lambda each: named.append(each.id) or proposal(each)
    )
    after = read(full, lister)
    assert made == named == [before[1].id]
    assert after[0] is before[0]
    assert after[1].short_name == "Ferry piece"


def test_what_is_no_matter_of_names_names_nobody_anew(full, monkeypatch):
    lister = Lister()
    before = read(full, lister)
    monkeypatch.setattr(short_names, "_unique", lambda *_: pytest.fail("all were named again"))
    with full._store.database.write() as connection:
        documents.fail(connection, before[1].id, "It fell over.", before[1].state)
    after = read(full, lister)
    assert after[0] is before[0]
    assert (after[1].short_name, after[1].failure) == (before[1].short_name, "It fell over.")


def test_who_asks_at_the_same_time_waits_for_one_reading(full, monkeypatch):
    memory = full._store.memory
    full.set_document(full.documents()[0].id, short_name="One")
    reads, begun = [], threading.Barrier(3)
    rows = Lister.rows

    def slow(self, connection):
        reads.append(1)
        time.sleep(0.05)
        return rows(self, connection)

    monkeypatch.setattr(Lister, "rows", slow)

    def ask():
        begun.wait()
        return memory.documents()

    with ThreadPoolExecutor(3) as pool:
        found = [each.result() for each in [pool.submit(ask) for _ in range(3)]]
    assert len(reads) == 1
    assert found[0] is found[1] is found[2]


def test_what_nobody_said_anything_of_is_told_without_the_findings(full, monkeypatch):
    full.view()
    memory = full._store.memory
    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "image", lambda self: 1 / 0)
        assert full.own_words() == ()
    full.tag([full.view().quotes[0].ref], "Hot")
    assert full.own_words()
