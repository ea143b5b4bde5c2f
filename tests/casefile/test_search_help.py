"""What goes around a search: order, facets, suggestions, searches that are kept."""

import datetime as dt

import pytest

from casefile.errors import NoSuchFinding
from casefile.search_records import SearchOrder, SuggestionKind
from tests.casefile.helpers import ARTICLE, paper


def papers_of(results):
    return [group.document.id for group in results.documents]


@pytest.fixture
def dated(full):
    full.set_document(1, date=dt.date(2026, 4, 1))
    full.set_document(2, date=dt.date(2026, 3, 7))
    return full


def test_papers_come_in_the_order_asked_for(dated, tmp_path):
    list(
        dated.ingest([paper(tmp_path, "Third.txt", f"{ARTICLE}The berth, again: berth, berth.\n")])
    )
    relevance = papers_of(dated.search("berth"))
    assert sorted(relevance) == [1, 2, 3]
    assert papers_of(dated.search("berth", order=SearchOrder.DOCUMENT)) == [1, 2, 3]
    assert papers_of(dated.search("berth", order=SearchOrder.DATE))[:2] == [2, 1]


def test_hits_are_built_for_the_first_papers_of_the_order(dated):
    results = dated.search("berth", order=SearchOrder.DATE, limit=1)
    assert [(group.document.id, len(group.hits)) for group in results.documents] == [(2, 1), (1, 0)]


def test_facets_divide_the_answer(dated):
    found = {(each.field, each.label): each for each in dated.search("berth").facets}
    assert found["kind", "complaint"].documents == 1
    assert found["kind", "article"].condition == "kind:article"
    assert ("year", "2026") not in found  # both papers are of that year
    party = next(each for (field, _), each in found.items() if field == "party")
    narrowed = dated.search(f"berth {party.condition}")
    assert len(narrowed.documents) <= party.documents == 1


def test_facets_leave_out_parties_that_were_rejected(full):
    party = next(each for each in full.search("berth").facets if each.field == "party")
    row = next(row for row in full.view().parties if row.name == party.label)
    full.reject([row.ref])
    assert party.label not in {each.label for each in full.search("berth").facets}


def test_an_answer_of_one_paper_has_no_facets(full):
    assert full.search("kind:complaint berth").facets == ()


def test_the_last_word_is_a_beginning_while_somebody_types(full):
    assert full.search("ber").total == 0
    assert full.search("ber", typing=True).total == full.search("berth").total > 0


@pytest.mark.parametrize(
    ("typed", "kind", "query", "told"),
    [
        ("any noti", SuggestionKind.WORD, "any notice", "2 papers"),
        ("vantr", SuggestionKind.PARTY, 'party:"Odile Vantreese"', ""),
        ("speaker:vantr", SuggestionKind.PARTY, 'speaker:"Odile Vantreese"', ""),
        ('notice speaker:"Odile V', SuggestionKind.PARTY, 'notice speaker:"Odile Vantreese"', ""),
    ],
)
def test_words_and_parties_are_suggested(full, typed, kind, query, told):
    found = {each.query: each for each in full.suggest(typed)}
    assert found[query].kind is kind
    assert told in found[query].told


def test_nothing_is_suggested_for_nothing(full):
    assert full.suggest("") == full.suggest("   ") == ()


def test_searches_are_remembered_saved_and_forgotten(full):
    full.note_search("berth  notice")
    full.note_search("closing")
    full.note_search("berth notice")
    full.note_search("   ")
    assert [each.query for each in full.search_history()] == ["berth notice", "closing"]
    number = full.save_search("Notice", "berth notice")
    (saved,) = full.saved_searches()
    assert (saved.id, saved.name, saved.query) == (number, "Notice", "berth notice")
    suggested = full.suggest("noti")
    assert suggested[0].kind is SuggestionKind.SAVED
    assert (suggested[0].label, suggested[0].query) == ("Notice", "berth notice")
    full.forget_search(number)
    assert full.saved_searches() == ()
    with pytest.raises(NoSuchFinding):
        full.forget_search(number)


def test_a_name_stands_for_the_search_saved_last(full):
    full.save_search("Mine", "berth")
    full.save_search("Mine", "closing")
    (saved,) = full.saved_searches()
    assert saved.query == "closing"
    assert {each.query for each in full.search_history()} == {"berth", "closing"}


def test_only_the_newest_searches_are_remembered(full):
    full.save_search("Kept", "oldest")
    for number in range(205):
        full.note_search(f"word{number}")
    queries = [each.query for each in full.search_history(limit=500)]
    assert len(queries) == 201
    assert queries[0] == "word204" and "word0" not in queries and "oldest" in queries


def test_searches_asked_before_are_suggested(full):
    full.note_search("berth w/5 notice")
    assert ("berth w/5 notice", SuggestionKind.ASKED) in {
        (each.query, each.kind) for each in full.suggest("berth w")
    }
