"""While papers come into a large case it is told without them, until they are taken in or it must be now."""

import threading

import pytest

from casefile import chronology, store
from casefile.case import Case
from casefile.records import Ref, RefType
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
def test_a_decision_is_seen_at_once_and_waits_for_nothing_that_came(case, monkeypatch):
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    assert case.quote(quote.id).state == "accepted"
    assert papers(case) == [1]
    monkeypatch.setattr(case._store.memory, "_rests_until", 0.0)
    assert case.take_in()
    assert papers(case) == [1, 2]
    assert case.quote(quote.id).state == "accepted"
    assert not case.take_in()


@pytest.mark.usefixtures("coming")
def test_what_is_decided_while_papers_are_taken_in_is_seen_before_and_after(case, monkeypatch):
    memory = case._store.memory
    monkeypatch.setattr(memory, "_rests_until", 0.0)
    one, other = case.view().quotes[:2]
    read, seen = store.snapshot.document_image, []

    def decided_meanwhile(connection, document, *rest):
        if document.id == 2:
            case.accept([one.ref])
            seen.append((case.quote(one.id).state, papers(case)))
            case.reject([other.ref])
        return read(connection, document, *rest)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store.snapshot, "document_image", decided_meanwhile)
        assert case.take_in()
    assert seen == [("accepted", [1])]
    assert papers(case) == [1, 2]
    states = {each: case.quote(each).state for each in (one.id, other.id)}
    assert states == {one.id: "accepted", other.id: "rejected"}
    before = memory.image()
    memory.__init__(memory._database)
    after = memory.image()
    assert before.documents == after.documents
    assert before.columns == after.columns
    assert before.live == after.live


@pytest.mark.usefixtures("coming")
def test_what_could_not_be_taken_in_is_taken_in_the_next_time(case, monkeypatch):
    monkeypatch.setattr(case._store.memory, "_rests_until", 0.0)
    with monkeypatch.context() as broken:
        broken.setattr(store.snapshot, "document_image", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            case.take_in()
    assert papers(case) == [1]
    assert case.take_in()
    assert papers(case) == [1, 2]


@pytest.mark.usefixtures("coming")
def test_a_decision_on_a_paper_that_was_read_anew_has_all_taken_in(case):
    quote = case.view().quotes[0]
    case._store.memory.came({quote.pin.document})
    assert papers(case) == [1]
    case.accept([quote.ref])
    assert papers(case) == [1, 2]


@pytest.mark.usefixtures("coming")
def test_a_finding_that_came_a_moment_ago_can_be_decided_on(case):
    with case._store.database.read() as connection:
        row = connection.execute("SELECT id FROM quote WHERE document = 2").fetchone()
    assert papers(case) == [1]
    case.accept([Ref(RefType.QUOTE, row["id"])])
    assert case.quote(row["id"]).state == "accepted"


@pytest.mark.usefixtures("coming")
def test_what_stands_in_a_paper_that_just_came_is_marked(case):
    assert papers(case) == [1]
    assert case.highlights(2)


@pytest.mark.usefixtures("coming")
def test_papers_are_not_taken_in_all_the_time(case, monkeypatch):
    moment = case._store.memory._rests_until
    monkeypatch.setattr(store.time, "monotonic", lambda: moment - 5)
    assert not case.take_in()
    assert papers(case) == [1]
    monkeypatch.setattr(store.time, "monotonic", lambda: moment + 1)
    assert case.take_in()
    assert papers(case) == [1, 2]
    case._store.memory.came({2})
    monkeypatch.setattr(store.time, "monotonic", lambda: moment + store._REST - 1)
    assert not case.take_in()


@pytest.mark.usefixtures("coming")
def test_a_small_case_never_rests(case, monkeypatch):
    monkeypatch.setattr(store, "_MANY", 100)
    assert papers(case) == [1, 2]


@pytest.mark.usefixtures("coming")
def test_what_a_question_would_wait_for_is_worked_out_as_papers_are_taken_in(case, monkeypatch):
    memory = case._store.memory
    assert memory.image().same_words is not None
    case.merge_proposals()
    monkeypatch.setattr(memory, "_rests_until", 0.0)
    assert case.take_in()
    image = memory.image()
    assert "same_words" in vars(image)
    assert image.resembling is not None


@pytest.fixture
def told(case, monkeypatch):
    """The papers whose events were made, in order; what is put into ``meanwhile`` happens in the first."""
    made, meanwhile, make = [], [], chronology.paper_events

    def making(document, *rest):
        made.append(document.document.id)
        while meanwhile:
            meanwhile.pop()()
        return make(document, *rest)

    monkeypatch.setattr(chronology, "paper_events", making)
    return made, meanwhile


def test_a_chronology_that_is_told_while_papers_are_taken_in_is_not_begun_again(
    case, told, tmp_path, monkeypatch
):
    made, meanwhile = told
    monkeypatch.setattr(case._store.memory, "_rests_until", 0.0)
    words = "Roof\nOn 2021-05-03 the roof of a warehouse at the far end of the quay fell in."
    steps = case.ingest([paper(tmp_path / "two", "Roof.txt", words)])
    next(step for step in steps if step.outcome is not None)
    taken_in = []
    meanwhile.append(lambda: taken_in.append(case.take_in()))
    first = case.chronology()
    accounts = case._store.memory.image().telling._last.accounts
    assert taken_in == [True]
    assert made == [1]
    whole = case.chronology()
    assert made == [1, 2]
    assert case._store.memory.image().told.accounts is accounts
    assert {row.id for row in first.rows} < {row.id for row in whole.rows}
    list(steps)
    case._store.memory.__init__(case._store.memory._database)
    assert case.chronology() == whole


def test_a_chronology_that_is_told_while_something_is_decided_is_not_begun_again(case, told):
    _made, meanwhile = told
    quote = case.view().quotes[0]
    meanwhile.append(lambda: (case.accept([quote.ref]), case.view()))
    case.chronology()
    first = case._store.memory.image().telling._last
    case.chronology()
    assert case._store.memory.image().told.accounts is first.accounts


def test_two_who_ask_for_the_chronology_at_once_have_it_told_once(case, told):
    made, meanwhile = told
    answers, other = [], threading.Thread(target=lambda: answers.append(case.chronology()))
    meanwhile.append(lambda: (other.start(), other.join(0.3)))
    first = case.chronology()
    other.join()
    assert answers == [first]
    assert made == [1]


def asked_meanwhile(case, quote, monkeypatch):
    """Return how a quotation stands for somebody who asks while another's question reads the decision."""
    read, told, threads = store.snapshot.document_image, [], []

    def reading(*given):
        if not threads:
            threads.append(threading.Thread(target=lambda: told.append(case.quote(quote).state)))
            threads[0].start()
            threads[0].join(0.3)  # whoever does not wait has been told by then
        return read(*given)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store.snapshot, "document_image", reading)
        assert case.quote(quote).state == "accepted"
    threads[0].join()
    return told[0]


def test_whoever_asks_while_a_decision_is_read_is_told_of_it(case, monkeypatch):
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    assert asked_meanwhile(case, quote.id, monkeypatch) == "accepted"


@pytest.mark.usefixtures("coming")
def test_whoever_asks_while_papers_come_and_a_decision_is_read_is_told_of_it(case, monkeypatch):
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    assert asked_meanwhile(case, quote.id, monkeypatch) == "accepted"
    assert papers(case) == [1]


def test_a_decision_that_could_not_be_read_is_read_the_next_time(case, monkeypatch):
    quote = case.view().quotes[0]
    case.accept([quote.ref])
    with monkeypatch.context() as broken:
        broken.setattr(store.snapshot, "document_image", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            case.quote(quote.id)
    assert case.quote(quote.id).state == "accepted"


def test_what_stood_before_goes_in_pieces_when_nobody_reads_it_any_more(case, monkeypatch):
    gone = []
    monkeypatch.setattr(store, "take_apart", lambda images: gone.extend(map(id, images)))
    before = case._store.memory.image()
    number = id(before)
    case.accept([case.view().quotes[0].ref])
    assert case._store.memory.image() is not before
    assert gone == []
    assert before.quotes.keys() == case._store.memory.image().quotes.keys()
    del before
    case._store.memory.let_go()
    assert gone == [number]
