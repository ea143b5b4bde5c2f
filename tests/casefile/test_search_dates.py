"""A search for days alone shows the sentences of those days, in papers of those days too."""

import datetime as dt

import pytest

from tests.casefile.helpers import paper

STORY = "The berth was sold on 2026-03-05. Nobody came.\nThe gates were shut.\n"


@pytest.mark.parametrize(
    ("query", "snippets"),
    [
        ("date:2026-03", ["The berth was sold on 2026-03-05."]),
        ("date:2026-03 gates", ["The gates were shut."]),
        ("date:2026-04", []),
    ],
)
def test_days_alone_show_their_sentences(case, tmp_path, query, snippets):
    list(case.ingest([paper(tmp_path, "Story.txt", STORY)], date=dt.date(2026, 3, 30)))
    found = case.search(query)
    assert [hit.snippet.strip() for each in found.documents for hit in each.hits] == snippets


def test_a_paper_of_the_day_without_dates_is_still_found(case, tmp_path):
    list(case.ingest([paper(tmp_path, "Note.txt", "No day here.\n")], date=dt.date(2026, 3, 30)))
    found = case.search("date:2026-03")
    assert [each.document.name for each in found.documents] == ["Note.txt"]
