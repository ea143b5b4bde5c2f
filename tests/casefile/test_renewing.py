"""The image after a change is the one that would be built from nothing."""

import random
import re
from dataclasses import replace

import pytest

from casefile import links
from casefile.chronology import event_papers
from casefile.errors import CaseFailure
from casefile.known_parties import all_parties
from casefile.party_network import party_network
from casefile.records import Ref, RefType
from casefile.renewing import renewed
from casefile.store import Memory
from extraction.findings import DocumentKind
from importers.source_text import Span
from tests.casefile.helpers import COMPLAINT, paper
from tests.casefile.test_links import large
from tests.counting import steps_of

PARTS = (
    "roots", "parties", "quotes", "dates", "members", "where", "listed", "merged", "columns", "live",
    "totals", "given_names", "documents", "groups", "same_words",
)  # fmt: skip


def assert_as_anew(case):
    now, anew = case._store.memory.image(), Memory(case._store.database).image()
    for name in PARTS:
        assert getattr(now, name) == getattr(anew, name), name
    assert list(now.documents) == list(anew.documents)
    assert list(now.roots) == list(anew.roots) and list(now.known) == list(anew.known)
    for at, column in enumerate(now.columns):
        assert list(links.column_numbers(now, at)) == [row.id for row in column]
    for live, column in zip(now.live, now.columns, strict=True):
        assert (live is column) == (len(live) == len(column))
    assert event_papers(now) == event_papers(anew)
    assert party_network(now, 200) == party_network(anew, 200)
    for number, paper_of in anew.papers.items():
        assert dict(now.papers[number].names) == dict(paper_of.names)
        assert dict(now.papers[number].by_sentence) == dict(paper_of.by_sentence)


def decisions(case, chance):
    """Return what an attorney may do, each ready to be done."""
    view = case.view(include_rejected=True)
    quote, date = chance.choice(view.quotes), chance.choice(view.dates)
    one, other = chance.sample(view.parties, 2)
    refs = [row.ref for row in (quote, date, one)]
    document = chance.choice(case.documents())
    words = case.source(document.id).text
    start = words.index(" ", chance.randrange(len(words) // 2))
    span = Span(start + 1, words.index(" ", start + 1))
    return (
        lambda: case.accept([chance.choice(refs)]),
        lambda: case.reject([chance.choice(refs)]),
        lambda: case.accept(refs),
        lambda: case.edit_quote(quote.id, speaker=chance.choice([None, one.id])),
        lambda: case.edit_date(date.id, value=f"20{chance.randrange(10, 40)}-03"),
        lambda: case.edit_party(one.id, name=f"Somebody {chance.randrange(9)}"),
        lambda: case.merge_parties(one.id, other.id),
        lambda: case.split_party(one.id, documents=[document.id]),
        lambda: case.split_party(one.id, names=[chance.choice((one.name, *one.aliases))], to=other.id),
        lambda: case.add_party(document.id, span, one.kind),
        lambda: case.add_mention(one.id, document.id, span),
        lambda: case.remove_mention(document.id, one.first.span),
        lambda: case.add_quote(document.id, span, speaker=one.id),
        lambda: case.add_date(document.id, span, "2026-05-01"),
        lambda: case.add_note(chance.choice(refs), "A note"),
        lambda: case.tag(refs, "Harbor"),
        lambda: case.set_document(document.id, short_name=f"Ex. {chance.randrange(9)}"),
        lambda: case.set_document(document.id, kind=DocumentKind.EXHIBIT),
        case.undo,
        case.undo,
        case.redo,
    )  # fmt: skip


def decided(case, chance, times):
    """Do what an attorney may do so many times, and yield after each that could be done."""
    for _ in range(times):
        try:
            chance.choice(decisions(case, chance))()
        except (CaseFailure, AttributeError):  # no such place, or nothing to be done
            continue
        yield


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_decided_the_image_is_as_if_built_anew(full, seed):
    chance = random.Random(seed)
    done = 0
    for _ in decided(full, chance, 25):
        done += 1
        assert_as_anew(full)
    assert done > 12


def test_another_paper_is_put_to_the_others(full, tmp_path):
    full.view()
    list(full.ingest([paper(tmp_path, "More.txt", COMPLAINT.replace("2026-03-07", "2025-12-01"))]))
    assert_as_anew(full)
    assert 3 in full._store.memory.image().documents


def coming(folder, chance, count):
    """Write papers with some sentences of the complaint, each of them changed a little."""
    sentences = [each for each in COMPLAINT.splitlines() if len(each) > 20]
    for number in range(count):
        some = chance.sample(sentences, len(sentences) // 2)
        at = chance.randrange(len(some))
        some[at] = some[at].replace("2026-03-07", f"2026-0{chance.randrange(1, 9)}-11")
        some.append(f"Osric Bellweather {number} wrote to Odile Vantreese on 2026-04-1{number}.")
        yield paper(folder, f"Coming {number}.txt", "\n\n".join(some))


@pytest.mark.parametrize("seed", range(2))
def test_papers_that_come_between_decisions_are_put_to_the_others(full, tmp_path, seed):
    chance = random.Random(seed)
    for file in coming(tmp_path, chance, 5):
        list(full.ingest([file]))
        assert_as_anew(full)
        for _ in decided(full, chance, 3):
            assert_as_anew(full)
    assert len(full.documents()) > 5


def test_a_paper_without_words_of_others_leaves_their_groups_as_they_are(full, tmp_path):
    memory = full._store.memory
    groups = memory.image().groups
    assert groups
    alone = "Osric Bellweather wrote: \u201cThe anvil ships at noon on Friday.\u201d"
    for step in full.ingest([paper(tmp_path, "Alone.txt", alone)]):
        assert memory.image().groups is groups, step.message
    assert any("anvil" in row.text for row in memory.image().columns[1])
    assert_as_anew(full)
    list(full.ingest([paper(tmp_path, "Again.txt", COMPLAINT + "\nOnce more.")]))
    assert memory.image().groups != groups
    assert_as_anew(full)


def test_what_was_handed_out_does_not_change(full):
    before = full._store.memory.image()
    quotes, columns = dict(before.quotes), before.columns
    full.reject([quotes[next(iter(quotes))].ref])
    full.merge_parties(*(row.id for row in columns[0][:2]))
    after = full._store.memory.image()
    assert before.quotes == quotes and before.columns == columns
    assert after is not before and after.columns != columns


def test_what_a_decision_does_not_touch_is_taken_over(full):
    before = full._store.memory.image()
    groups = before.groups
    one, other = full.view().dates[:2]
    full.accept([one.ref])
    after = full._store.memory.image()
    assert after.groups is groups
    assert after.columns[0] is before.columns[0] and after.columns[1] is before.columns[1]
    assert after.papers[other.pin.document].mentions == before.papers[other.pin.document].mentions
    full.reject([full.view().quotes[0].ref])
    assert full._store.memory.image().groups == Memory(full._store.database).image().groups


def test_a_decision_reads_its_own_row_alone(full):
    quote = full.view().quotes[0]
    full.accept([quote.ref])
    asked = []
    with full._store.database.write() as connection:  # the one that will be borrowed again
        connection.set_trace_callback(asked.append)
    full.view()
    for statement in asked:
        assert not re.search(r"FROM (mention|party|document|appearance)\b", statement), statement


def test_a_decision_in_the_double_of_a_case_takes_no_more_steps_but_for_copies():
    """Python's own steps: the tables are copied at one step each, however long they are."""

    def steps(papers):
        images, known = large(papers=papers)
        image = links.build(images, known)
        paper_of = images[7]
        changed = replace(
            paper_of,
            quotes=(replace(paper_of.quotes[0], shown=False), *paper_of.quotes[1:]),
        )
        return steps_of(lambda: renewed(image, {**images, 7: changed}, known))

    assert steps(400) < steps(100) + 400 * 12


def test_nothing_but_parties_is_asked_for_parties(full):
    with full._store.database.read() as connection:
        known = all_parties(connection)
    assert known.keys() == full._store.memory.image().known.keys()
    assert full._store.memory.image().party(1).ref == Ref(RefType.PARTY, 1)
