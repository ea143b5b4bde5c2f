"""The texts that were asked for last."""

import pytest

from casefile import sources
from casefile.errors import NoSuchFinding
from tests.casefile.helpers import COMPLAINT


def test_a_text_is_read_once_and_dropped_when_others_are_asked_for(full, monkeypatch):
    monkeypatch.setattr(sources, "_KEPT", 1)
    kept = sources.Sources(full._store.database)
    first = kept.get(1)
    assert first.text == COMPLAINT and kept.get(1) is first
    kept.get(2)
    assert kept.get(1) is not first and kept.get(1) == first


def test_few_texts_are_kept_where_they_are_long(full, monkeypatch):
    kept = sources.Sources(full._store.database)
    first, second = kept.get(1), kept.get(2)
    assert kept.get(1) is first and kept.get(2) is second
    monkeypatch.setattr(sources, "_KEPT_CHARACTERS", len(first.text))
    assert kept.get(2) is second  # the newest one stays, however long
    assert kept.get(1) is not first


def test_a_new_layer_gives_the_new_text(full):
    kept = sources.Sources(full._store.database)
    before = kept.get(1)
    with full._store.database.write() as connection:
        connection.execute(
            "UPDATE document SET layer = (SELECT layer FROM document WHERE id = 2) WHERE id = 1"
        )
    assert kept.get(1).text == kept.get(2).text != before.text


def test_a_document_that_was_not_read_has_no_text(full):
    with full._store.database.write() as connection:
        connection.execute("UPDATE document SET layer = NULL WHERE id = 2")
    assert sources.Sources(full._store.database).get(2).text == ""


def test_a_document_that_is_gone(full):
    with pytest.raises(NoSuchFinding):
        sources.Sources(full._store.database).get(99)
