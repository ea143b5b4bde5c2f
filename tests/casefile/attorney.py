"""An attorney who decides on whatever the dice say, and copies of a case for two of them."""

import datetime as dt
import random
import shutil
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import pairwise

from casefile import exchange_sheet
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.event_records import Leaning, Standing
from casefile.issue_records import IssueDraft
from casefile.note_records import Side
from casefile.party_records import MergeProposal
from casefile.questions import Noted, OnIssue, Question, Tagged
from casefile.records import Ref, RefType
from extraction.findings import DocumentKind, EventKind, PartyKind
from extraction.process_reading import read_process
from extraction.response_deadlines import Manner
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

ANSWER = """Answer of the Port Commission to Marrow Ferry.
Vantreese never spoke for the Port Commission. Marrow paid nobody on 2026-03-09 or 03/04/2026.
The Quay Watch stood by, and Vantreese said “the Quay Watch saw it all” to Marrow Ferry on 2026-03-07.
"""
SUMMONS = """SUMMONS IN A CIVIL ACTION
UNITED STATES DISTRICT COURT
for the
District of Oregon
Civil Action No. 3:26-cv-00031-QR
To: (Defendant’s name and address) Tidewater Port Commission
1 Quay
Within 21 days after service of this summons on you, or 60 days if you are the United States, you must serve
on the plaintiff an answer or a motion under Rule 12.
If you fail to respond, judgment by default will be entered against you.
"""


class ProcessWorkers(FakeWorkers):
    """Reads summonses as the real extraction does, the rest by simple rules."""

    def extract(self, document, context):
        return replace(super().extract(document, context), process=read_process(document))


def make_base(folder, workers):
    """Make the case as it was before it was copied, with decisions in its history."""
    papers = folder / "papers"
    paper(papers, "Complaint.txt", COMPLAINT)
    paper(papers, "Ferry fight.txt", ARTICLE)
    paper(papers, "Answer.txt", ANSWER)
    paper(papers, "Summons.txt", SUMMONS)
    names = ("Complaint.txt", "Ferry fight.txt", "Answer.txt", "Summons.txt")
    with Case.create(folder / "Marrow", workers, local=folder / "local") as case:
        list(case.ingest([papers / name for name in names]))
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


def sheet(case):
    with case._store.database.read() as connection:
        return exchange_sheet.read(connection)


def bring_in(case, theirs):
    """Merge another copy's sheet; returns what came of it."""
    steps = case.merge_sheet(theirs)
    while True:
        try:
            next(steps)
        except StopIteration as whole:
            return whole.value


def words(case):
    return dict(sheet(case).words)


def in_conflict(case):
    return {each.word for each in sheet(case).open}


def spans(case, chooser):
    row = chooser.choice(case.documents())
    text = case.source(row.id).text
    start = chooser.choice(
        [0, text.index(" ") + 1, text.rindex("the Quay") if "the Quay" in text else 3]
    )
    return row.id, Span(start, min(len(text), start + chooser.choice([4, 8, 15])))


class Attorney:
    """Decides on something, whatever the dice say. Each public method is one kind of decision."""

    def __init__(self, case, chooser):
        self.case, self.any = case, chooser.choice
        view = case.view(include_rejected=True)
        self.refs = [row.ref for rows in (view.parties, view.quotes, view.dates) for row in rows]
        self.party, self.other = self.any(view.parties), self.any(view.parties)
        self.quote, self.date = self.any(view.quotes), self.any(view.dates)
        self.open_date = self.any([row for row in view.dates if row.alternatives] or view.dates)
        events = case.chronology().rows
        self.event, self.second = self.any(events).id, self.any(events).id
        self.document, self.span = spans(case, chooser)
        self.paper = Ref(RefType.DOCUMENT, self.document)
        place = case.source(self.document).locate(self.span)
        self.pin = case.document(self.document).pin(self.span, place)
        self.number = chooser.random()

    # -- findings

    def accept(self):
        self.case.accept([self.any(self.refs), self.any(self.refs)])

    def reject(self):
        self.case.reject([self.any(self.refs)])

    def rename(self):
        self.case.edit_party(self.party.id, name=self.any(["Ann", "Bea", "Cid"]))

    def retype(self):
        self.case.edit_party(self.party.id, kind=self.any(list(PartyKind)))

    def recast(self):
        self.case.edit_parties(
            {self.party.id, self.other.id}, role=self.any(["", "witness", "counsel"])
        )

    def speaker(self):
        self.case.edit_quote(self.quote.id, speaker=self.any([None, self.party.id]))

    def speaker_of_all(self):
        said = [row.id for row in self.case.view().quotes[:2]]
        self.case.edit_quotes(said, speaker=self.party.id)

    def redate(self):
        self.case.edit_date(self.date.id, value=self.any(["2026-03-01", "2026-03", "2026~"]))

    def switch(self):
        self.case.switch_reading(self.open_date.id, whole_document=self.any([True, False, False]))

    def add_party(self):
        self.case.add_party(self.document, self.span, PartyKind.PERSON)

    def add_mention(self):
        self.case.add_mention(self.party.id, self.document, self.span)

    def no_mention(self):
        self.case.remove_mention(self.document, self.span)

    def add_quote(self):
        self.case.add_quote(self.document, self.span, speaker=self.any([None, self.party.id]))

    def add_date(self):
        self.case.add_date(self.document, self.span, "2026-05-05")

    # -- parties that are one, or several

    def merge(self):
        self.case.merge_parties(self.party.id, self.other.id)

    def propose(self):
        self.case.accept_proposal(MergeProposal(self.party, self.other, "alike", 0.5))

    def keep_apart(self):
        self.case.not_the_same(self.party.id, self.other.id)

    def split(self):
        name = self.any([self.party.name, *self.party.aliases])
        self.case.split_party(self.party.id, names=[name], to=self.any([None, self.other.id]))

    def split_here(self):
        to = self.any([None, self.other.id])
        self.case.split_party(self.party.id, documents=[self.document], to=to)

    # -- events

    def retell(self):
        short, leaning = self.any(["It closed", ""]), self.any(list(Leaning))
        self.case.edit_event([self.event], short=short, leaning=leaning)

    def another_event(self):
        self.case.edit_event([self.event], kind=self.any(list(EventKind)))

    def stand(self):
        self.case.edit_event([self.event], standing=self.any(list(Standing)))

    def join(self):
        self.case.join_events(self.event, self.second)

    def separate(self):
        self.case.separate_events(self.event)

    def move(self):
        self.case.move_event(self.event, self.second)

    # -- papers

    def redescribe(self):
        self.case.set_document(
            self.document,
            kind=self.any([None, *DocumentKind]),
            short_name=self.any([None, "Paper", "Ex. A", ""]),
        )

    def date_paper(self):
        self.case.set_document(
            self.document, date=self.any([dt.date(2026, 3, day) for day in (5, 8)])
        )

    def serve(self):
        summons = [row.id for row in self.case.documents() if self.case.served_paper(row.id)]
        day = self.any([None, dt.date(2026, 6, 12), dt.date(2026, 6, 15)])
        manner, days = self.any(list(Manner)), self.any([None, 21, 60])
        self.case.served(self.any(summons), day, manner=manner, days=days)

    # -- notes and tags

    def note(self):
        self.case.add_note(
            self.any([self.pin, self.quote.ref, self.party.ref]), f"Note {self.number}"
        )

    def change_note(self):
        notes = self.case.notes()
        self.any([self.case.edit_note, lambda number, _: self.case.remove_notes([number])])(
            self.any(notes).id, f"Changed {self.number}"
        )

    def write_note(self):
        self.case.write_note(
            self.date.ref, self.any([None, f"Said {self.number}"]), put=["seen"], off=["notice"]
        )

    def tag(self):
        on = self.any([*self.refs, self.paper, self.pin, *self.case.notes()])
        self.case.tag([on], self.any(["notice", "damages", "Notice"]))

    def untag(self):
        self.case.untag([self.any(self.refs), self.date.ref], "notice")

    def retag(self):
        self.case.retag([self.any(self.refs)], put=["damages"], off=["notice"])

    def change_tag(self):
        for tag in self.case.tags()[:1]:
            self.any([self.case.remove_tag, lambda name: self.case.rename_tag(name, "harm")])(
                tag.name
            )

    def merge_tags(self):
        names = [tag.name for tag in self.case.tags()]
        for one, other in list(pairwise(names))[:1]:
            self.case.merge_tags(one, other)

    # -- the outline

    def issue(self):
        above = self.any([None, *(row.id for row in self.case.issues())])
        title = self.any(["Notice", "Damages", f"Issue {self.number}"])
        self.case.add_issue(title, parent=above, law=self.any([None, "Rule 4"]))

    def draft(self):
        self.case.accept_drafts([IssueDraft("Count I", self.any([None, "§ 1"]), self.pin, False)])

    def change_issue(self):
        row = self.any(self.case.issues())
        self.case.edit_issue(
            row.id, title=self.any([None, "Harm"]), note=f"On {self.number}", law="§ 2"
        )

    def move_issue(self):
        rows = self.case.issues()
        self.case.move_issue(self.any(rows).id, parent=self.any([None, self.any(rows).id]))

    def evidence(self):
        on = self.any([self.quote.ref, self.date.ref, self.pin, self.paper, *self.case.notes()])
        self.case.link_evidence(self.any(self.case.issues()).id, [on], self.any(list(Side)))

    def no_evidence(self):
        row = self.any([row for row in self.case.issues() if row.evidence])
        each = self.any(row.evidence)
        self.case.unlink_evidence(row.id, [each.note or each.ref or each.pin])

    def drop_issue(self):
        self.case.remove_issues([self.any(self.case.issues()).id])

    # -- views

    def save_view(self):
        named = [self.party.ref, self.quote.ref, self.date.ref, self.paper]
        chips = [
            *named,
            Tagged("notice"),
            Noted(),
            *(OnIssue(each.id) for each in self.case.issues()[:1]),
        ]
        question = Question((self.any(chips), self.any(named)), either=self.any([True, False]))
        self.case.save_view(self.any(["Witness", "Before trial"]), question)

    def change_view(self):
        for view in self.case.saved_views()[:1]:
            self.any(
                [self.case.remove_view, lambda number: self.case.rename_view(number, "Other")]
            )(view.id)

    # -- back and forth

    def undo(self):
        self.case.undo()

    def redo(self):
        self.case.redo()

    def undo_some(self):
        self.case.undo_since(self.any(self.case.history()[:4]).id)

    def redo_some(self):
        self.case.redo_until(self.any(self.case.history()[:4]).id)


DECISIONS = tuple(
    name for name, found in vars(Attorney).items() if callable(found) and not name.startswith("_")
)


def edit(case, chooser):
    """Take one decision."""
    getattr(Attorney(case, chooser), chooser.choice(DECISIONS))()


def work(case, seed, most=9):
    """Take some decisions; what cannot be done is refused, as it is to anybody."""
    chooser = random.Random(seed)
    for _ in range(chooser.randrange(1, most)):
        with suppress(CaseFailure, IndexError):
            edit(case, chooser)
