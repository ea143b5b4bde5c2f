"""The week on a large case in its short form: nothing is lost, and the driver notices what would be."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import big_case
from benchmarks.big_papers import drafts
from benchmarks.load.model import Act, Journal, Kind, Model
from benchmarks.load.sitting import bring_in
from benchmarks.load.standing import amiss, said
from benchmarks.load.week import Plan, live
from casefile.case import Case
from casefile.records import Ref, RefType
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

_BEGUN = Act("accept", Kind.DECIDED, {("decision", "quote", 1): "accepted"})


def test_two_days_of_a_small_case_lose_nothing(tmp_path: Path) -> None:
    case = big_case.make(tmp_path / "small", count=16, total=500, pages=40)
    plan = Plan(days=2, acts=14, papers=3, colleague=4, handed_out=4, is_simple=True)
    (tmp_path / "week").mkdir()
    figures = live(case, tmp_path / "week", plan, lambda _: None)
    assert figures.faults == []
    assert [each.day for each in figures.samples] == [1, 2]
    assert len(figures.kills) == 1
    assert figures.acts > 28
    assert figures.samples[-1].temporary == 0


def test_papers_can_be_longer_than_what_they_say() -> None:
    usual, longer = list(drafts(30, 300, 1)), list(drafts(30, 300, 1, pages=600))
    assert sum(each.pages for each in longer) == pytest.approx(600, rel=0.5)
    assert sum(len(each.text) for each in longer) > 3 * sum(len(each.text) for each in usual)
    assert all(each.text.count("\n") >= each.pages * 15 for each in longer)


def test_undo_and_redo_of_the_model() -> None:
    model, key = Model(), ("note", "Ask her.")
    model.take(Act("note", Kind.DECIDED, {key: "quote 1"}))
    model.take(Act("note", Kind.DECIDED, {key: None, ("note", "Ask him."): "quote 1"}))
    model.take(Act("undo", Kind.BACK))
    assert model.keys("note") == [key]
    assert model.after(Act("undo", Kind.BACK, times=3)) == (0, 2)
    model.take(Act("undo", Kind.BACK))
    assert model.keys("note") == []
    model.take(Act("redo", Kind.AGAIN, times=2))
    assert model.keys("note") == [("note", "Ask him.")]
    model.take(Act("papers", Kind.HAPPENED, {("paper", "A.txt"): 1}))
    model.take(Act("undo", Kind.BACK, times=2))
    assert model.get("paper", "A.txt") == 1
    again = Model.from_json(model.to_json())
    assert vars(again) == vars(model)


def test_what_was_there_first_is_not_undone() -> None:
    model = Model()
    model.begin({("note", "Of old."): "quote 1"}, 3)
    assert model.after(Act("undo", Kind.BACK)) == (2, 1)
    assert len(model.done) == model.unknown == 3


def test_the_journal_tells_what_was_acknowledged_and_what_was_under_way(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin(_BEGUN)
    journal.done(_BEGUN)
    journal.begin(_BEGUN)
    journal.refused(_BEGUN)
    assert Journal.read(journal.file) == ([_BEGUN], None)
    journal.begin(_BEGUN)
    with journal.file.open("ab") as file:
        file.write(b'did ["acc')  # it died in the midst of writing
    assert Journal.read(journal.file) == ([_BEGUN], _BEGUN)
    journal.close()
    assert Journal.read(tmp_path / "none") == ([], None)


@pytest.fixture
def standing(tmp_path: Path) -> Iterator[tuple[Case, Model]]:
    """Return a case that was worked on, and the model of what stands in it."""
    papers, model = tmp_path / "papers", Model()
    paper(papers, "Complaint.txt", COMPLAINT)
    paper(papers, "Ferry fight.txt", ARTICLE)
    journal, workers = Journal(tmp_path / "journal"), FakeWorkers()
    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as case:
        assert bring_in(case.ingest([papers]), model, journal) == []
        quote = case.view().quotes[0].ref
        case.accept([quote])
        model.take(Act("accept", Kind.DECIDED, {("decision", "quote", quote.id): "accepted"}))
        case.add_note(quote, "Ask her.")
        model.take(Act("note", Kind.DECIDED, {("note", "Ask her."): f"quote {quote.id}"}))
        yield case, model
    workers.close()
    journal.close()


def test_nothing_is_amiss_where_everything_stands(standing: tuple[Case, Model]) -> None:
    case, model = standing
    assert amiss(case, model, random.Random(1)) == []
    assert said(case)["note", "Ask her."]


def test_a_note_on_a_party_that_was_merged_stands_on_the_one_it_lives_on_in(
    standing: tuple[Case, Model],
) -> None:
    case, model = standing
    keep, other = case.view().parties[:2]
    case.add_note(other.ref, "Who is this?")
    model.take(Act("note", Kind.DECIDED, {("note", "Who is this?"): f"party {other.id}"}))
    case.merge_parties(keep.id, other.id)
    decided = {("merged", other.id): keep.id, ("decision", "party", keep.id): "edited"}
    model.take(Act("merge", Kind.DECIDED, decided))
    assert amiss(case, model, random.Random(1)) == []
    case.undo()
    model.take(Act("undo", Kind.BACK))
    assert amiss(case, model, random.Random(1)) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE quote SET decision = 'suggested'", "should be 'accepted' and is None"),
        ("UPDATE note SET words_given = 'Ask him.'", "nobody said so"),
        ("DELETE FROM history WHERE id = 1", "history has (1, 0)"),
        ("UPDATE document SET state = 'received'", "should be 1 and is None"),
        ("UPDATE mention SET text = 'Nobody'", "do not stand where they should"),
        ("", "is not shown"),
    ],
)
def test_what_is_lost_is_noticed(standing: tuple[Case, Model], damage: str, told: str) -> None:
    case, model = standing
    if "is not shown" in told:  # the attorney's word on what the case does not show any more
        model.stands["decision", "quote", 999] = "accepted"
    else:
        with case._store.database.write() as connection:
            connection.execute(damage)
        case._store.memory.changed(row.id for row in case.documents())
    assert any(told in each for each in amiss(case, model, random.Random(1)))


def test_a_search_that_finds_too_little_is_noticed(
    standing: tuple[Case, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, model = standing
    search = case.search
    monkeypatch.setattr(
        case, "search", lambda query, **more: search("notaword" if query else query, **more)
    )
    assert any("hits in" in each for each in amiss(case, model, random.Random(1)))


def test_a_paper_that_the_linked_view_leaves_out_is_noticed(
    standing: tuple[Case, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, model = standing
    view = case.view
    monkeypatch.setattr(
        case,
        "view",
        lambda asked=(), **more: view([Ref(RefType.DOCUMENT, 2)] if asked else (), **more),
    )
    assert any("does not show" in each for each in amiss(case, model, random.Random(1)))
