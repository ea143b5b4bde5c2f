"""The quote bank of cases whose quotations stand between curly marks, and of two real articles."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casefile import quote_bank as kept
from casefile.case import Case
from casefile.quote_bank import quote_bank
from casefile.quote_groups import quote_groups
from casefile.quote_records import BankRow, QuoteBank, StepKind
from casefile.records import QuoteRow, SameWords, Verdict
from casefile.store import Memory
from casefile.workers import Workers
from extraction.findings import DocumentKind
from importers.source_text import Span
from tests.casefile.helpers import paper

PLEADED = "the harbor board closed the north berth without any notice to the ferry"
FILES = {
    "1 Post.txt": f"Post\nThe ferry said “{PLEADED.replace('any ', '')}” in a post.\n",
    "2 Complaint.txt": (
        f"COMPLAINT of Marrow Ferry Company, Inc.\nOn that day {PLEADED}.\nThe Board wrote “we regret it”.\n"
        "Odile Vantreese said “closed the north berth without any notice” to Marrow Ferry.\n"
    ),
    "3 Story.txt": (
        f"Story\n“[T]he harbor board closed the north berth … to the ferry,” it says.\n“{PLEADED}.”\n"
        "“No such words stand in any other paper here,” said Odile Vantreese.\n"
    ),
}


@pytest.fixture
def told(case: Case, tmp_path: Path) -> Case:
    for name, text in FILES.items():
        paper(tmp_path / "told", name, text)
    list(case.ingest([tmp_path / "told"]))
    case.set_document(2, kind=DocumentKind.COMPLAINT, date=dt.date(2026, 3, 9))
    case.set_document(1, kind=DocumentKind.ARTICLE, date=dt.date(2026, 3, 1))
    case.set_document(3, kind=DocumentKind.ARTICLE, date=dt.date(2026, 3, 4))
    return case


def test_every_quotation_has_its_verdict_and_its_source(told: Case) -> None:
    rows = [
        (row.verdict, row.source.pin.document if row.source else None)
        for row in told.quote_bank().rows
    ]
    assert rows == [
        (
            Verdict.ALTERED,
            2,
        ),  # it left out a word: the complaint's own words come before the story's
        (None, None),  # three words are not compared
        (Verdict.VERBATIM, 3),  # its own paper has them too, and proves nothing
        (Verdict.BRACKETS, 2),
        (Verdict.VERBATIM, 2),
        (Verdict.NOT_FOUND, None),
    ]


def test_the_same_words_are_one_group_with_the_primary_paper_first(told: Case) -> None:
    (group,) = told.quote_bank().groups
    source, *others = group.members
    assert (source.quote, source.pin.document, source.verdict) == (None, 2, Verdict.VERBATIM)
    assert source.text == f"{PLEADED}."  # with the mark that a quotation of them has
    assert source.day == dt.date(2026, 3, 9)
    # of one rank the earliest paper first
    assert [(member.pin.document, member.verdict) for member in others] == [
        (2, Verdict.VERBATIM),
        (1, Verdict.ALTERED),
        (3, Verdict.BRACKETS),
        (3, Verdict.VERBATIM),
    ]
    assert group.source == source
    quotes = {member.quote for member in others}
    assert group.id == min(quotes)
    assert {row.quote.id for row in told.quote_bank().rows if row.group == group.id} == quotes


def test_steps_join_to_both_texts(told: Case) -> None:
    row = told.quote_bank().rows[0]
    steps = told.word_steps(row.quote.id, row.source)
    assert [step.kind for step in steps] == [StepKind.SAME, StepKind.LEFT_OUT, StepKind.SAME]
    assert "".join(step.ours for step in steps) == row.quote.text
    assert "".join(step.theirs for step in steps) == row.source.text


def test_parties_named_in_a_quotation(full: Case) -> None:
    names = {row.id: row.name for row in full.view().parties}
    assert all(row.mentioned == () for row in full.quote_bank().rows)
    full.edit_quote(full.quote_bank().rows[0].quote.id, speaker=None)
    place = full.source(1).text.index("The Tidewater Port Commission closed")
    added = full.add_quote(1, Span(place, place + 44))
    row = next(row for row in full.quote_bank().rows if row.quote.id == added)
    assert [names[number] for number in row.mentioned] == ["Tidewater Port Commission"]


def test_a_quotation_added_by_hand_is_compared_at_once(told: Case) -> None:
    text = told.source(2).text
    start = text.index(PLEADED)
    added = told.add_quote(2, Span(start, start + len(PLEADED)))
    row = next(row for row in told.quote_bank().rows if row.quote.id == added)
    assert row.verdict is Verdict.VERBATIM
    assert row.source.pin.document == 3
    (group,) = told.quote_bank().groups
    assert group.source.quote == added  # what was plain words is a quotation now


def test_the_bank_is_kept_until_something_changes(told: Case) -> None:
    bank = told.quote_bank()
    assert told.quote_bank() is bank
    last = bank.rows[-1]
    told.reject([last.quote.ref])
    assert told.quote_bank().rows == tuple(
        row for row in bank.rows if row.quote.id != last.quote.id
    )
    told.undo()
    assert [row.quote.id for row in told.quote_bank().rows] == [row.quote.id for row in bank.rows]


def agree(case: Case) -> None:
    """What was kept through a decision is what would be put together anew."""
    assert case.quote_bank() == quote_bank(case._store.memory.image())


def test_the_bank_kept_through_decisions_is_what_would_be_put_together_anew(
    told: Case, tmp_path: Path
) -> None:
    agree(told)
    first, *_, last = told.quote_bank().rows
    told.accept([first.quote.ref])
    agree(told)
    told.reject([last.quote.ref])
    agree(told)
    told.undo()
    agree(told)
    one, other, *_ = told.view().parties
    told.edit_quote(first.quote.id, speaker=one.id)
    agree(told)
    told.edit_party(one.id, name="Marrow Ferries")
    agree(told)
    assert any(row.quote.speaker_name == "Marrow Ferries" for row in told.quote_bank().rows)
    told.merge_parties(other.id, one.id)
    agree(told)
    told.set_document(2, kind=DocumentKind.ARTICLE, date=dt.date(2026, 4, 9))
    agree(told)
    text = f"It cites “{PLEADED}.” (Compl. ¶ 4)\n“No such words stand in any other paper here,” she said.\n"
    list(told.ingest([paper(tmp_path, "4 Brief.txt", text)]))
    agree(told)


def test_a_decision_renews_the_rows_of_its_own_paper_alone(
    told: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = told.quote_bank()
    made: list[int] = []
    plain = kept._row

    def count(row: QuoteRow, *more: Any) -> BankRow:
        made.append(row.pin.document)
        return plain(row, *more)

    monkeypatch.setattr(kept, "_row", count)
    told.accept([bank.rows[-1].quote.ref])
    told.quote_bank()
    assert set(made) == {3}
    made.clear()
    told.accept([told.view().parties[0].ref, *(date.ref for date in told.view().dates[:1])])
    before = told.quote_bank()
    told.undo()
    assert told.quote_bank() is before and made == []


def test_words_that_stand_nowhere_else_do_not_move_the_groups(told: Case) -> None:
    groups = told.quote_bank().groups
    lone = next(row for row in told.quote_bank().rows if row.verdict is Verdict.NOT_FOUND)
    told.reject([lone.quote.ref])
    assert told.quote_bank().groups is groups
    told.undo()
    assert told.quote_bank().groups is groups
    shared = next(row for row in told.quote_bank().rows if row.group is not None)
    told.reject([shared.quote.ref])
    left = told.quote_bank().groups
    assert left is not groups
    assert left == quote_groups(told._store.memory.image().documents)


def test_a_large_case_begins_with_the_first_rows_of_its_bank(
    told: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told.quote_bank().rows and told.first_quotes() is None
    whole = told.quote_bank().rows
    told._store.memory.__init__(told._store.database)  # type: ignore[misc] - as it was opened
    monkeypatch.setattr(Memory, "image", lambda _: pytest.fail("the whole case was read"))
    found = told.first_quotes()
    assert found is not None
    bank, more = found
    assert bank.rows == tuple(replace(row, group=None, mentioned=()) for row in whole)
    assert (bank.groups, more) == ((), 0)


def test_the_view_links_quotes_of_one_group(told: Case) -> None:
    first = told.quote_bank().rows[0].quote
    linked = told.view([first.ref]).quotes
    assert {row.id for row in linked} >= {
        member.quote for member in told.quote_bank().groups[0].members if member.quote
    }


def test_the_case_checks_its_own_quotations(told: Case) -> None:
    checked = told.check_own_quotes()
    assert [row.same_words[0].verdict if row.same_words else None for row in checked] == [
        Verdict.ALTERED, None, Verdict.VERBATIM, Verdict.BRACKETS, Verdict.VERBATIM, None,
    ]  # fmt: skip
    assert all(row.pin is not None for row in checked)
    assert {row.pin.document for row in told.check_own_quotes([3])} == {3}
    left_out = [step.theirs for step in told.steps_of(checked[0]) if step.kind is StepKind.LEFT_OUT]
    assert left_out == [" any"]
    assert told.steps_of(checked[1]) == ()


# -- two articles about one lawsuit, read and extracted by the real workers


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("seeds")
    workers = Workers()
    with Case.create(folder / "Seeds", workers, local=folder / "local") as case:
        list(case.ingest([shared / "seeds"]))
        yield case
    workers.close()


def occurrence(case: Case, bank: QuoteBank, name: str, words: str, number: int) -> QuoteRow:
    """Return the quotation of some words in a paper, of a repeated one the occurrence of that number."""
    papers = {row.name: row.id for row in case.documents()}
    text, at = case.source(papers[name]).text, -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return next(
        row.quote
        for row in bank.rows
        if row.quote.pin.document == papers[name]
        and row.quote.pin.span.contains(Span(at, at + len(words)))
    )


def test_real_papers_have_the_groups_that_a_reader_found(seeds: Case, shared: Path) -> None:
    bank = seeds.quote_bank()
    relations = {
        "same words": (Verdict.VERBATIM, Verdict.RESPELLED),
        "same words, altered": (Verdict.ALTERED,),
        "same words, shorter": (Verdict.SHORTER,),
    }
    gold = json.loads((shared / "gold" / "seeds" / "cross.json").read_text(encoding="utf-8"))
    assert gold
    for pair in gold:
        one = occurrence(seeds, bank, pair["a"], pair["a_text"], 1)
        two = occurrence(seeds, bank, pair["b"], pair["b_text"], pair.get("occurrence", 1))
        places = [same for same in one.same_words if same.pin.span.overlaps(two.pin.span)]
        assert [same.pin.document for same in places] == [two.pin.document]
        assert places[0].verdict in told_of(
            one, pair["a_text"], places[0], relations[pair["relation"]]
        )
        groups = [
            group.id
            for group in bank.groups
            if {one.id, two.id} <= {member.quote for member in group.members}
        ]
        assert len(groups) == 1, pair


def told_of(
    row: QuoteRow, words: str, place: SameWords, wanted: tuple[Verdict, ...]
) -> tuple[Verdict, ...]:
    """Return the verdicts that fit a relation of ``words``: their quotation may hold more than they."""
    longer = len(row.text) > len(words) + 3
    return (*wanted, Verdict.SHORTER) if longer else wanted
