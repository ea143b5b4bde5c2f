"""Two attorneys work on copies of one case, and bring their work together."""

import random
import shutil
from contextlib import contextmanager, suppress

import pytest

from casefile import exchange_sheet, merge_plan
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.event_records import Leaning, Standing
from casefile.note_records import Side
from casefile.questions import OnIssue, Question, Tagged
from casefile.records import Ref, RefType
from extraction.findings import PartyKind
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

ANSWER = """Answer of the Port Commission to Marrow Ferry.
Vantreese never spoke for the Port Commission. Marrow paid nobody on 2026-03-09 or 03/04/2026.
The Quay Watch stood by, and Vantreese said “the Quay Watch saw it all” to Marrow Ferry on 2026-03-07.
"""


@pytest.fixture(scope="module")
def workers():
    workers = FakeWorkers()
    yield workers
    workers.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory, workers):
    """The case as it was before it was copied, with two decisions in its history."""
    folder = tmp_path_factory.mktemp("base")
    papers = folder / "papers"
    paper(papers, "Complaint.txt", COMPLAINT)
    paper(papers, "Ferry fight.txt", ARTICLE)
    paper(papers, "Answer.txt", ANSWER)
    with Case.create(folder / "Marrow", workers, local=folder / "local") as case:
        list(case.ingest([papers]))
        view = case.view()
        case.accept([view.quotes[0].ref])
        case.edit_party(view.parties[1].id, name="The Commission")
        case.tag([view.dates[0].ref], "notice")
        case.add_note(view.quotes[1].ref, "Ask about this.")
        case.save_view("Before trial", Question((view.parties[0].ref, Tagged("notice"))))
    return folder / "Marrow.pincite"


class Copies:
    """Makes copies of the base case, all in one folder."""

    def __init__(self, base, folder, workers):
        self._base, self._folder, self._workers = base, folder, workers
        self.paths = {}

    @contextmanager
    def open(self, name):
        if name not in self.paths:
            self.paths[name] = shutil.copytree(self._base, self._folder / f"{name}.pincite")
        with Case.open(
            self.paths[name], self._workers, local=self._folder / f"local {name}"
        ) as case:
            yield case


@pytest.fixture
def copies(base, tmp_path, workers):
    return Copies(base, tmp_path, workers)


def sheet(case):
    with case._store.database.read() as connection:
        return exchange_sheet.read(connection)


def spans(case, chooser):
    row = chooser.choice(case.documents())
    text = case.source(row.id).text
    start = chooser.choice(
        [0, text.index(" ") + 1, text.rindex("the Quay") if "the Quay" in text else 3]
    )
    return row.id, Span(start, min(len(text), start + chooser.choice([4, 8, 15])))


class Attorney:
    """Decides on something, whatever the dice say."""

    def __init__(self, case, chooser):
        self.case, self.any = case, chooser.choice
        view = case.view(include_rejected=True)
        self.refs = [row.ref for rows in (view.parties, view.quotes, view.dates) for row in rows]
        self.party, self.other = self.any(view.parties), self.any(view.parties)
        self.quote, self.date = self.any(view.quotes), self.any(view.dates)
        events = case.chronology().rows
        self.event, self.second = self.any(events).id, self.any(events).id
        self.document, self.span = spans(case, chooser)
        self.number = chooser.random()

    def accept(self):
        self.case.accept([self.any(self.refs), self.any(self.refs)])

    def reject(self):
        self.case.reject([self.any(self.refs)])

    def rename(self):
        self.case.edit_party(self.party.id, name=self.any(["Ann", "Bea", "Cid"]))

    def retype(self):
        self.case.edit_party(self.party.id, kind=self.any(list(PartyKind)))

    def recast(self):
        self.case.edit_party(self.party.id, role=self.any(["", "witness", "counsel"]))

    def merge(self):
        self.case.merge_parties(self.party.id, self.other.id)

    def keep_apart(self):
        self.case.not_the_same(self.party.id, self.other.id)

    def split(self):
        name = self.any([self.party.name, *self.party.aliases])
        self.case.split_party(self.party.id, names=[name], to=self.any([None, self.other.id]))

    def speaker(self):
        self.case.edit_quote(self.quote.id, speaker=self.any([None, self.party.id]))

    def redate(self):
        self.case.edit_date(self.date.id, value=self.any(["2026-03-01", "2026-03", "2026~"]))

    def retell(self):
        words, leaning = self.any(["It closed", ""]), self.any(list(Leaning))
        self.case.edit_event([self.event], short=words, leaning=leaning)

    def stand(self):
        self.case.edit_event([self.event], standing=self.any(list(Standing)))

    def join(self):
        self.case.join_events(self.event, self.second)

    def separate(self):
        self.case.separate_events(self.event)

    def move(self):
        self.case.move_event(self.event, self.second)

    def add_party(self):
        self.case.add_party(self.document, self.span, PartyKind.PERSON)

    def add_quote(self):
        self.case.add_quote(self.document, self.span, speaker=self.any([None, self.party.id]))

    def add_date(self):
        self.case.add_date(self.document, self.span, "2026-05-05")

    def note(self):
        place = self.case.source(self.document).locate(self.span)
        pin = self.case.document(self.document).pin(self.span, place)
        on = self.any([pin, self.quote.ref, self.party.ref])
        self.case.add_note(on, f"Note {self.number}")

    def change_note(self):
        notes = self.case.notes()
        self.any([self.case.edit_note, lambda number, _: self.case.remove_notes([number])])(
            self.any(notes).id, f"Changed {self.number}"
        )

    def tag(self):
        self.case.tag([self.any(self.refs)], self.any(["notice", "damages", "Notice"]))

    def change_tag(self):
        for tag in self.case.tags()[:1]:
            self.any([self.case.remove_tag, lambda name: self.case.rename_tag(name, "harm")])(
                tag.name
            )

    def issue(self):
        self.case.add_issue(self.any(["Notice", "Damages", f"Issue {self.number}"]))

    def evidence(self):
        for issue in self.case.issues()[:1]:
            self.case.link_evidence(issue.id, [self.quote.ref], self.any(list(Side)))

    def drop_issue(self):
        for issue in self.case.issues()[:1]:
            self.case.remove_issues([issue.id])

    def save_view(self):
        named = [
            self.party.ref,
            self.quote.ref,
            self.date.ref,
            Ref(RefType.DOCUMENT, self.document),
        ]
        chips = [*named, Tagged("notice"), *(OnIssue(each.id) for each in self.case.issues()[:1])]
        question = Question((self.any(chips), self.any(named)), either=self.any([True, False]))
        self.case.save_view(self.any(["Witness", "Before trial"]), question)

    def change_view(self):
        for view in self.case.saved_views()[:1]:
            self.any(
                [self.case.remove_view, lambda number: self.case.rename_view(number, "Other")]
            )(view.id)

    def undo(self):
        self.case.undo()

    def redo(self):
        self.case.redo()


DECISIONS = tuple(
    name for name, found in vars(Attorney).items() if callable(found) and not name.startswith("_")
)


def edit(case, chooser):
    getattr(Attorney(case, chooser), chooser.choice(DECISIONS))()


def work(case, seed, most=9):
    chooser = random.Random(seed)
    for _ in range(chooser.randrange(1, most)):
        with suppress(CaseFailure, IndexError):
            edit(case, chooser)


def words(case):
    return dict(sheet(case).words)


def in_conflict(case):
    return {each.word for each in sheet(case).open}


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_whichever_copy_receives(seed, copies):
    with copies.open("base") as case:
        before = sheet(case)
    with copies.open("a") as a, copies.open("b") as b:
        work(a, f"a{seed}")
        work(b, f"b{seed}")
        mine, theirs = sheet(a), sheet(b)
        decisions = len(a.history())
        a.merge_sheet(theirs)
        merged = len(a.history()) > decisions
        b.merge_sheet(mine)
        after, other = words(a), words(b)
        conflicts = in_conflict(a) | in_conflict(b)
        assert after.keys() - conflicts == other.keys() - conflicts
        assert {w: v for w, v in after.items() if w not in conflicts} == {
            w: v for w, v in other.items() if w not in conflicts
        }
        named = _naming(a)
        one, two = mine.translated(named).words, theirs.translated(named).words
        old = before.translated(named).words
        for word in one.keys() | two.keys() | old.keys():
            was, mine_now, theirs_now = old.get(word), one.get(word), two.get(word)
            if word in conflicts:
                continue
            if mine_now == was:
                assert after.get(word) == theirs_now, word
            elif theirs_now == was:
                assert after.get(word) == mine_now, word
            elif mine_now != theirs_now and word[1] != "same event":
                assert merge_plan.together(word, mine_now, theirs_now) == after.get(word), word
        _check_conflicts(a, b, mine.translated(named), theirs.translated(named))
        # once more changes nothing
        count = len(a.history())
        assert a.merge_sheet(sheet(b)).words == 0
        a.merge_sheet(theirs)
        assert words(a) == after
        assert in_conflict(a) | in_conflict(b) == conflicts
        assert len(a.history()) == count
        # and undoing the merge leaves what was there before
        if merged:
            assert a.undo().startswith("Brought in")
            assert words(a) == mine.translated(named).words
            assert not in_conflict(a)


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
