"""Finding inside one document: the same places as a search of the case has there."""

import pytest

from casefile.errors import NoSuchFinding
from tests.casefile.helpers import ARTICLE, paper


def words(case, document, query, **options):
    text = case.source(document).text
    found = case.find_in(document, query, **options)
    return [[span.of(text) for span in hit] for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("berth", [["berth"], ["berth"]]),
        ("berth w/5 notice", [["berth", "notice"]]),
        ('"any notice"', [["any notice"]]),
        ("speaker:vantreese berth", [["berth"]]),
        ("berth NOT ferry", []),  # the paper names the ferry
        ("posted", []),
        ("clos*", [["closed"], ["closed"], ["closing"]]),
        ("", []),
        ("((", []),
    ],
)
def test_hits_stand_where_their_words_are(full, query, expected):
    assert words(full, 1, query) == expected


@pytest.mark.parametrize(
    "query", ["berth", "the", "ferry OR port", "berth w/9 closed", "in:quotes notice", "2026-03-07"]
)
def test_a_search_of_the_case_finds_the_same(full, query):
    for group in full.search(query).documents:
        found = full.find_in(group.document.id, query)
        assert found.hits == tuple(hit.spans for hit in group.hits)
        assert found.total == group.count


def test_the_last_word_stands_for_its_beginning_while_somebody_types(full):
    assert words(full, 1, "clos", typing=True) == [["closed"], ["closed"], ["closing"]]
    assert words(full, 1, "clos") == []
    assert words(full, 1, '"clos"', typing=True) == []


def test_other_papers_with_a_hit_are_counted(full):
    assert full.find_in(1, "posted").elsewhere == 1
    assert full.find_in(2, "posted").elsewhere == 0
    assert full.find_in(1, "berth").elsewhere == 1


def test_what_was_understood_and_what_was_not_is_told(full):
    found = full.find_in(1, "berth w/5 notice (")
    assert found.understood == "“berth” within 5 words of “notice”"
    assert found.warnings


def test_a_paper_that_is_not_in_the_index_says_so(case, tmp_path):
    steps = case.ingest([paper(tmp_path, "late.txt", ARTICLE)])
    for step in steps:
        if step.message.startswith("Read “"):
            break
    found = case.find_in(1, "berth")
    assert not found.searchable and found.hits == ()
    list(steps)
    found = case.find_in(1, "berth")
    assert found.searchable and found.total == 1


def test_there_is_nothing_to_find_in_a_paper_that_is_gone(full):
    with pytest.raises(NoSuchFinding):
        full.find_in(99, "berth")


def test_a_long_answer_is_cut_and_counted(full, monkeypatch):
    monkeypatch.setattr("casefile.search._MOST_IN_DOCUMENT", 2)
    found = full.find_in(1, "the")
    assert len(found.hits) == 2 < found.total
