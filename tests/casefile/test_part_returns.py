"""Papers that were handed out as a case of their own come back into the whole case."""
# ruff: noqa: F811 - fixtures of another module are arguments here

import random
from contextlib import contextmanager

import pytest

from casefile import merge_plan
from casefile.case import Case
from casefile.errors import PassphraseNeeded
from casefile.exchange_words import inner_keys
from casefile.note_records import Side
from casefile.protection import Protection
from casefile.records import ReviewState
from tests.casefile.attorney import bring_in, in_conflict, sheet, words, work
from tests.casefile.helpers import paper
from tests.casefile.test_merge import _naming, base, copies, workers  # noqa: F401 - fixtures

LETTER = """A letter of Odile Vantreese to the Quay Watch.
Odile Vantreese wrote “the berth will open again next month” on 2026-04-01.
"""


@contextmanager
def handed_out(case, documents, folder, workers, **more):
    """Yield some papers of a case as a case of their own."""
    list(case.write_portion(documents, folder, **more))
    with Case.open(folder, workers, local=folder.with_suffix(".local")) as part:
        yield part


def some_papers(case, chooser):
    numbers = [row.id for row in case.documents()]
    return sorted(chooser.sample(numbers, chooser.randrange(1, len(numbers))))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_when_a_part_comes_back(seed, copies, tmp_path, workers):
    chooser = random.Random(f"papers {seed}")
    with copies.open("whole") as whole:
        work(whole, f"before {seed}")
        chosen, own_words = some_papers(whole, chooser), chooser.random() < 0.7
        target = tmp_path / "Part.pincite"
        with handed_out(whole, chosen, target, workers, own_words=own_words) as part:
            was, began = sheet(whole), sheet(part)
            for word, value in began.words.items():
                assert was.words[word] == value, word  # says there what it said in the whole case
            work(whole, f"whole {seed}")
            work(part, f"part {seed}")
            mine, theirs = sheet(whole), sheet(part)
            bring_in(whole, theirs)
            _check_whole(whole, was, began, mine, theirs)
            count, after, conflicts = len(whole.history()), words(whole), in_conflict(whole)
            assert bring_in(whole, sheet(part)).words == 0  # once more changes nothing
            assert (words(whole), len(whole.history())) == (after, count)
            assert not whole.check()
            _check_part(part, mine, after, conflicts, _naming(whole))
            assert not part.check()


def _check_whole(whole, was, began, mine, theirs):
    """What one side alone changed is taken; what the part never had stays as the whole case has it."""
    named, after, conflicts = _naming(whole), words(whole), in_conflict(whole)
    old, mine_now = was.translated(named).words, mine.translated(named).words
    theirs = theirs.translated(named)
    theirs_now = theirs.words
    there = {*began.translated(named).words, *theirs_now, *theirs.by_word}
    for word in (old.keys() | mine_now.keys() | theirs_now.keys()) - conflicts:
        # What was said and said back may be a word, too, that stands together with the other one.
        together = merge_plan.together(word, mine_now.get(word), theirs_now.get(word))
        if word not in there:
            assert after.get(word) == mine_now.get(word), word
        elif theirs_now.get(word) == old.get(word):
            assert after.get(word) in (mine_now.get(word), together), word
        elif mine_now.get(word) == old.get(word):
            assert after.get(word) in (theirs_now.get(word), together), word


def _check_part(part, mine, after, conflicts, named):
    """Brought in the other way round, what both have is said alike, and nothing of other papers came."""
    papers = sheet(part).papers
    bring_in(part, mine)
    other, differ = words(part), conflicts | in_conflict(part)
    there = sheet(part).translated(named)
    for word, value in there.words.items():
        waits = any(
            key[0] == "party" and key not in there.subjects for key in _named_in(after, word)
        )
        if word not in differ and not waits:
            assert after.get(word) == value, word
    assert sheet(part).papers == papers
    for word in other:
        for key in inner_keys(word[0]):
            assert key[0] != "document" or key[1] in papers


@pytest.mark.parametrize("seed", range(6))
def test_two_parts_come_back_alike_in_either_order(seed, copies, tmp_path, workers):
    chooser = random.Random(f"two {seed}")
    sheets = []
    with copies.open("one") as one, copies.open("other") as other:
        for name in ("first", "second"):
            documents = some_papers(one, chooser)
            with handed_out(one, documents, tmp_path / f"{name}.pincite", workers) as part:
                work(part, f"{name} {seed}")
                sheets.append(sheet(part))
        for each in sheets:
            bring_in(one, each)
        for each in reversed(sheets):
            bring_in(other, each)
        conflicts = in_conflict(one) | in_conflict(other)
        after, reverse = words(one), words(other)
        # Which new tag is the same as a known one is told by its name: where that is in conflict, it is open.
        is_open = any(key[0] == "tag" for key, _ in conflicts)
        for word in (after.keys() | reverse.keys()) - conflicts:
            named = {*_named_in(after, word), *_named_in(reverse, word)}
            if not (is_open and any(key[0] == "tag" for key in named)):
                assert after.get(word) == reverse.get(word), word


def _named_in(said, word):
    """Return all keys that a word names: what it is about, and what it says."""
    return [
        key
        for part in (word[0], said.get(word) or ())
        for key in inner_keys(part)
        if key and isinstance(key[0], str)
    ]


def numbers(case):
    return {row.name: row.id for row in case.documents()}


def test_a_part_is_known_as_a_part_and_brings_its_work_and_its_papers(copies, tmp_path, workers):
    with copies.open("whole") as whole:
        known = numbers(whole)
        chosen = [known["Complaint.txt"], known["Answer.txt"]]
        issue = whole.add_issue("Notice")
        quote = next(row for row in whole.view().quotes if row.pin.document == chosen[0])
        whole.link_evidence(issue, [quote.ref], Side.FOR)
        folder = tmp_path / "For Ann.pincite"
        with handed_out(whole, chosen, folder, workers) as part:
            assert part.preview_merge(whole.folder).another_case is False
            list(part.ingest([paper(tmp_path / "new", "Letter.txt", LETTER)]))
            letter = numbers(part)["Letter.txt"]
            said = next(row for row in part.view().quotes if row.pin.document == letter)
            part.accept([said.ref])
            (row,) = part.issues()
            part.link_evidence(row.id, [said.ref], Side.AGAINST)
            part.edit_issue(row.id, title="Notice of the closing")
        preview = whole.preview_merge(folder)
        assert not preview.another_case and not preview.conflicts
        assert preview.papers == ("Letter.txt",)
        assert len(preview.decisions) == 3
        list(whole.merge(folder))
        (row,) = whole.issues()
        assert row.title == "Notice of the closing"
        assert {each.side for each in row.evidence} == {Side.FOR, Side.AGAINST}
        letter = numbers(whole)["Letter.txt"]
        (said,) = (each for each in whole.view().quotes if each.pin.document == letter)
        assert said.state is ReviewState.ACCEPTED
        assert len(whole.documents()) == 5 and not whole.check()


def test_what_was_decided_before_is_no_contradiction(copies, tmp_path, workers):
    """The part was handed out with an accepted quote; the colleague rejects it, nobody else touched it."""
    with copies.open("whole") as whole:
        quote = whole.view().quotes[0]
        assert quote.state is ReviewState.ACCEPTED
        folder = tmp_path / "Part.pincite"
        with handed_out(whole, [quote.pin.document], folder, workers) as part:
            part.reject([quote.ref])
        list(whole.merge(folder))
        assert whole.conflicts() == ()
        (now,) = (row for row in whole.view(include_rejected=True).quotes if row.id == quote.id)
        assert now.state is ReviewState.REJECTED


def test_both_deciding_since_is_a_conflict(copies, tmp_path, workers):
    with copies.open("whole") as whole:
        party = next(row for row in whole.view().parties if row.name.startswith("Marrow"))
        folder = tmp_path / "Part.pincite"
        with handed_out(whole, [numbers(whole)["Complaint.txt"]], folder, workers) as part:
            part.edit_party(party.id, name="The Ferry")
        whole.edit_party(party.id, name="Marrow")
        list(whole.merge(folder))
        (row,) = whole.conflicts()
        assert (row.word, row.mine, row.theirs) == ("name", "Marrow", "The Ferry")


def test_a_word_on_a_party_that_lives_on_in_one_of_other_papers_reaches_it(
    copies, tmp_path, workers
):
    """The party of the paper was merged into one that no paper of the part names: it is still that one."""
    with copies.open("whole") as whole:
        known = numbers(whole)
        account = next(row for row in whole.view().parties if row.name == "@TidewaterPort")
        person = next(row for row in whole.view().parties if "Vantreese" in row.name)
        whole.edit_party(account.id, kind=person.kind)
        whole.merge_parties(account.id, person.id)
        folder = tmp_path / "Part.pincite"
        with handed_out(whole, [known["Complaint.txt"]], folder, workers) as part:
            names = {row.name: row.id for row in part.view().parties}
            assert "@TidewaterPort" not in names
            part.edit_party(names["Odile Vantreese"], name="O. Vantreese")
        list(whole.merge(folder))
        assert "O. Vantreese" in {row.name for row in whole.view().parties}


def test_a_protected_part_comes_back_by_its_passphrase(copies, tmp_path, workers):
    with copies.open("whole") as whole:
        quote = whole.view().quotes[1]
        folder, file = tmp_path / "Part.pincite", tmp_path / "Back.pincite-backup"
        with handed_out(whole, [quote.pin.document], folder, workers) as part:
            part.reject([quote.ref])
            part.backup(file, Protection("four quiet words here"))
        for secret in (None, "not these words at all"):
            with pytest.raises(PassphraseNeeded):
                whole.preview_merge(file, secret)
        assert len(whole.preview_merge(file, "four quiet words here").decisions) == 1
        list(whole.merge(file, "four quiet words here"))
        (now,) = (row for row in whole.view(include_rejected=True).quotes if row.id == quote.id)
        assert now.state is ReviewState.REJECTED
