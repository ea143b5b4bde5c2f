"""Two attorneys work on copies of one case, and bring their work together."""

import inspect
import random
import re
from contextlib import suppress

import pytest

from casefile import exchange_sheet, merge_plan
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.exchange_words import WORDS
from tests.casefile.attorney import (
    DECISIONS,
    Attorney,
    Copies,
    ProcessWorkers,
    bring_in,
    in_conflict,
    make_base,
    sheet,
    words,
    work,
)

NO_REVIEW = {
    "be_called": "how the user is called",
    "forget_search": "searches are each copy's own",
    "merge": "what is tested here",
    "merge_sheet": "what is tested here",
    "note_binder": "binders are each copy's own",
    "note_search": "searches are each copy's own",
    "save_search": "searches are each copy's own",
    "set_cite_style": "how cites are written is each copy's own",
    "settle_conflict": "has tests of its own",
    "take_table": "is made of the decisions here, with tests of its own",
}
"""What writes to a case and is no decision of those that the dice take."""


@pytest.fixture(scope="module")
def workers():
    workers = ProcessWorkers()
    yield workers
    workers.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory, workers):
    """The case as it was before it was copied."""
    return make_base(tmp_path_factory.mktemp("base"), workers)


@pytest.fixture
def copies(base, tmp_path, workers):
    return Copies(base, tmp_path, workers)


def _deciding():
    """Return the names of the methods of the one door that write the attorney's word."""
    sources = {
        name: inspect.getsource(found)
        for name, found in inspect.getmembers(Case, inspect.isfunction)
    }
    writing = {name for name, source in sources.items() if "database.write(" in source}
    while True:
        more = {
            name
            for name, source in sources.items()
            if any(re.search(rf"self\.{other}\b", source) for other in writing)
        }
        if more <= writing:
            return {name for name in writing if not name.startswith("_")}
        writing |= more


def test_the_dice_take_every_kind_of_decision():
    """A decision that is new at the one door has to be among those that merging is tested with."""
    taken = set(re.findall(r"self\.case\.(\w+)", inspect.getsource(Attorney)))
    assert _deciding() - taken - NO_REVIEW.keys() == set()


def test_the_dice_give_every_word_that_copies_exchange(copies):
    """Each word is changed by one of the decisions, so that none goes untested between copies."""
    wanted = {(table, word) for table, those in WORDS.items() for word in those}
    with copies.open("a") as case:
        for at in range(60):
            chooser = random.Random(at)
            for name in chooser.sample(DECISIONS, len(DECISIONS)):
                with suppress(CaseFailure, IndexError):
                    getattr(Attorney(case, chooser), name)()
            changed = {(key[0], word) for entry in sheet(case).log for key, word in entry.words}
            if wanted <= changed:
                return
    assert wanted - changed == set()


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_whichever_copy_receives(seed, copies):
    with copies.open("base") as case:
        before = sheet(case)
    with copies.open("a") as a, copies.open("b") as b:
        work(a, f"a{seed}")
        work(b, f"b{seed}")
        mine, theirs = sheet(a), sheet(b)
        decisions = len(a.history())
        bring_in(a, theirs)
        merged = len(a.history()) > decisions
        bring_in(b, mine)
        after, other = words(a), words(b)
        conflicts = in_conflict(a) | in_conflict(b)
        assert after.keys() - conflicts == other.keys() - conflicts
        assert {w: v for w, v in after.items() if w not in conflicts} == {
            w: v for w, v in other.items() if w not in conflicts
        }
        named = _naming(a)
        of_mine, of_theirs = mine.translated(named), theirs.translated(named)
        one, two = of_mine.words, of_theirs.words
        old = before.translated(named).words
        for word in one.keys() | two.keys() | old.keys():
            was, mine_now, theirs_now = old.get(word), one.get(word), two.get(word)
            if word in conflicts:
                continue
            together = merge_plan.together(word, mine_now, theirs_now)
            if _untouched(word, of_mine, before):
                assert after.get(word) == theirs_now, word
            elif _untouched(word, of_theirs, before):
                assert after.get(word) == mine_now, word
            elif mine_now == was:  # said, and said back: that may be a word, too
                assert after.get(word) in (theirs_now, together), word
            elif theirs_now == was:
                assert after.get(word) in (mine_now, together), word
            elif mine_now != theirs_now and word[1] != "same event":
                assert together == after.get(word), word
        _check_conflicts(a, b, of_mine, of_theirs)
        # once more changes nothing
        count = len(a.history())
        assert bring_in(a, sheet(b)).words == 0
        bring_in(a, theirs)
        assert words(a) == after
        assert in_conflict(a) | in_conflict(b) == conflicts
        assert len(a.history()) == count
        # and undoing the merge leaves what was there before
        if merged:
            assert a.undo().startswith("Brought in")
            assert words(a) == mine.translated(named).words
            assert not in_conflict(a)


def _untouched(word, sheet, before):
    """Tell whether no decision on a word was made, undone or redone since the case was copied."""
    known = {step for entry in before.log for step in entry.steps}
    return all(known.issuperset(entry.steps) for entry in sheet.by_word.get(word, ()))


def _naming(case):
    with case._store.database.read() as connection:
        return exchange_sheet.Keys(connection).settled


def _check_conflicts(a, b, mine, theirs):
    """Conflicts are what both changed differently, or what cannot stand beside the other's word."""
    contradicting = {"part of", "apart", "name", "place below", "title"}
    for case in (a, b):
        for word in in_conflict(case):
            both = merge_plan.changed(word, mine, theirs) and merge_plan.changed(word, theirs, mine)
            assert both or word[1] in contradicting, word
    for word in mine.words.keys() & theirs.words.keys():
        both = merge_plan.changed(word, mine, theirs) and merge_plan.changed(word, theirs, mine)
        one, two = mine.words[word], theirs.words[word]
        if (
            both
            and one != two
            and word[1] != "same event"
            and merge_plan.together(word, one, two) is None
        ):
            assert word in in_conflict(a), word
            assert word in in_conflict(b), word
