import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casefile.helpers import ARTICLE, paper


def hits(case, query, **options):
    results = case.search(query, **options)
    return [
        (group.document.id, hit.pin.span.of(case.source(group.document.id).text))
        for group in results.documents
        for hit in group.hits
    ]


def papers_of(case, query):
    return {group.document.id for group in case.search(query).documents}


def test_hits_are_exact_and_say_where_they_stand(full):
    results = full.search('"any notice"')
    (group,) = results.documents
    (hit,) = group.hits
    assert hit.spans[0].of(full.source(1).text) == "any notice"
    assert hit.pin.place.first_paragraph == "3" and hit.pin.short_name == "Compl."
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["any notice"]
    assert results.total == group.count == 1 and results.warnings == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:complaint berth", {1}),
        ("kind:complaints berth", {1}),
        ("kind:article berth", {2}),
        ("title:fight berth", {2}),
        ('speaker:"Odile Vantreese"', {1}),
        ("speaker:vantreese notice", {1}),
        ("speaker:marrow notice", {2}),
        ("speaker:vantreese closing", set()),
        ("party:TidewaterPort service", {2}),
        ("party:commission berth", {1}),
        ("in:quotes berth", {1, 2}),
        ("in:quotes Nobody", set()),
        ("in:caption berth", set()),
        ("in:footnotes berth", set()),
        ("para:3 berth", {1}),
        ("¶:2 berth", {1, 2}),
        ("para:2-3 berth", {1, 2}),
        ("para:9 berth", set()),
        ("page:1 berth", set()),
        ("date:2026-03-07 berth", {1}),
        ("date:2026-03 service", {2}),
        ("date:2025 berth", set()),
        ("berth NOT kind:article", {1}),
    ],
)
def test_fields_are_answered_by_the_case(full, query, expected):
    assert papers_of(full, query) == expected


@pytest.mark.parametrize(
    "query", ["kind:novel berth", "party:Nobodyknown x", "date:soon x", "docket:99 x"]
)
def test_an_unknown_value_finds_nothing_and_says_so(full, query):
    results = full.search(query)
    assert results.total == 0 and results.warnings


def test_a_document_date_means_its_whole_text(full):
    import datetime as dt

    full.set_document(2, date=dt.date(2020, 5, 5))
    assert papers_of(full, "date:2020 court") == {2}


def test_a_merged_and_a_corrected_speaker_are_found(full):
    parties = {row.name: row.id for row in full.view().parties}
    full.merge_parties(parties["Marrow Ferry Company, Inc."], parties["Odile Vantreese"])
    assert papers_of(full, "speaker:Marrow notice") == {1, 2}
    full.undo()
    assert papers_of(full, "speaker:Marrow notice") == {2}


def test_a_rejected_quote_is_no_quote_to_search_in(full):
    row = next(row for row in full.view().quotes if "service" in row.text)
    full.reject([row.ref])
    assert papers_of(full, "in:quotes service") == set()


def test_the_number_of_rows_is_bounded_and_the_count_exact(full):
    results = full.search("the", limit=3)
    assert sum(len(group.hits) for group in results.documents) == 3
    assert results.total == sum(group.count for group in results.documents) > 3
    every = full.search("the", limit=None)
    assert sum(len(group.hits) for group in every.documents) == every.total == results.total


def test_a_lost_or_damaged_index_is_made_anew(full):
    folder = full._store.local.index
    before = hits(full, "berth")
    assert before
    full._search.close()
    shutil.rmtree(folder)
    assert hits(full, "berth") == before
    full._search.close()
    for file in folder.iterdir():
        if file.is_file():
            file.write_bytes(b"\0" * file.stat().st_size)
    assert hits(full, "berth") == before
    assert full.check() == ()


def test_a_copied_case_opens_elsewhere_with_its_index_made_anew(full, workers, tmp_path):
    from casefile.case import Case

    full.accept([full.view().quotes[0].ref])
    before = full.view()
    full.close()
    copy = tmp_path / "usb" / "Copy.pincite"
    shutil.copytree(full.folder, copy)
    with Case.open(copy, workers, local=tmp_path / "other computer") as there:
        assert there.view() == before
        assert there.unfinished() == 0
        assert there.search("berth").total == 3
        assert there.check() == ()
    assert not (copy / "index").exists() and not (copy / "cache").exists()


def test_searching_while_an_import_runs_says_what_is_missing(full, tmp_path, workers):
    steps = full.ingest([paper(tmp_path, "late.txt", ARTICLE + "late")])
    for step in steps:
        if step.message.startswith("Read “"):
            break
    results = full.search("berth")
    assert results.total > 0
    assert results.warnings == ("One paper is not searchable yet.",)
    list(steps)
    assert full.search("berth").warnings == ()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=40)
    | st.from_regex(r"(kind|party|date|speaker|in|docket|court):\S{0,8}( berth)?")
)
def test_nothing_that_can_be_typed_raises(full, query):
    results = full.search(query)
    assert results.query == query


@pytest.mark.parametrize("typed", ["2:26-cv-00381-LMS", "26-cv-381", "26CV00381", "00381", "381"])
def test_a_docket_number_is_found_with_and_without_its_zeros(full, monkeypatch, typed):
    image = full._store.memory.image()
    complaint = image.documents[1]
    row = replace(complaint.document, docket_number="2:26-cv-00381-LMS")
    monkeypatch.setitem(image.documents, 1, replace(complaint, document=row))
    assert papers_of(full, f"docket:{typed} berth") == {1}
    assert papers_of(full, "docket:26-cv-3810 berth") == set()
