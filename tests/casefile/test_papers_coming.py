"""While papers come into a large case it is told as it stood a moment ago, unless it must be now."""

import pytest

from casefile import store
from casefile.case import Case
from tests.casefile.helpers import ARTICLE, COMPLAINT, paper


@pytest.fixture
def case(tmp_path, workers, monkeypatch):
    monkeypatch.setattr(store, "_MANY", 1)
    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as case:
        list(case.ingest([paper(tmp_path / "one", "Complaint.txt", COMPLAINT)]))
        case.view()
        yield case


@pytest.fixture
def coming(case, tmp_path):
    """An import that has found what stands in its paper, and still runs."""
    steps = case.ingest([paper(tmp_path / "two", "Ferry fight.txt", ARTICLE)])
    for step in steps:
        if step.outcome is not None:
            break
    yield steps
    list(steps)


def papers(case):
    return list(case._store.memory.image().documents)


def test_the_image_rests_while_papers_come_and_is_whole_when_they_have_come(case, coming):
    before = case._store.memory.image()
    assert papers(case) == [1] and len(case.documents()) == 2
    list(coming)
    assert papers(case) == [1, 2]
    assert case._store.memory.image() is not before


@pytest.mark.usefixtures("coming")
def test_a_decision_is_seen_at_once_with_all_that_came(case):
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    assert case.quote(quote.id).state == "accepted"
    assert papers(case) == [1, 2]


@pytest.mark.usefixtures("coming")
def test_what_stands_in_a_paper_that_just_came_is_marked(case):
    assert papers(case) == [1]
    assert case.highlights(2)


@pytest.mark.usefixtures("coming")
def test_it_does_not_rest_for_long(case, monkeypatch):
    moment = store.time.monotonic()
    monkeypatch.setattr(store.time, "monotonic", lambda: moment + store._REST - 5)
    assert papers(case) == [1]
    monkeypatch.setattr(store.time, "monotonic", lambda: moment + store._REST + 1)
    assert papers(case) == [1, 2]


@pytest.mark.usefixtures("coming")
def test_a_small_case_never_rests(case, monkeypatch):
    monkeypatch.setattr(store, "_MANY", 100)
    assert papers(case) == [1, 2]
