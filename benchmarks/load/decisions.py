"""Decisions of every kind, each with what must stand once it was acknowledged."""

import datetime as dt

from benchmarks.load.colleague import Colleague
from benchmarks.load.model import Act, Key, Kind, Value
from casefile.event_records import Standing
from casefile.note_records import Side
from casefile.questions import Question, Tagged
from casefile.records import Ref, RefType
from extraction.findings import PartyKind

__all__ = ["AGREED", "ALONE", "tagged_with"]

_TAGS = ("Liability", "Damages", "Notice to the port", "Ask her", "Privileged")
_TAG_NAMES = {tag: f"{tag} (week)" for tag in _TAGS}


def tagged_with(colleague: Colleague) -> str:
    """Return one of the tags of this colleague's."""
    return f"{_TAG_NAMES[colleague.any.choice(_TAGS)]} {colleague.name}"


def _decision(ref: Ref) -> Key:
    return ("decision", ref.type.value, ref.id)


def accept(who: Colleague) -> None:
    """Accept up to thirty findings at once, a party among them."""
    refs = [ref for ref in who.findings(30) if who.decision(ref) != "accepted"]
    party = who.party()
    if party is not None and who.model.get("decision", "party", party) is None:
        refs.append(Ref(RefType.PARTY, party))
    if refs:
        changes: dict[Key, Value] = {_decision(ref): "accepted" for ref in refs}
        who.decide("accept", changes, lambda: who.case.accept(refs))


def reject(who: Colleague) -> None:
    """Reject a few findings."""
    refs = [ref for ref in who.findings(5) if who.decision(ref) != "rejected"]
    if refs:
        changes: dict[Key, Value] = {_decision(ref): "rejected" for ref in refs}
        who.decide("reject", changes, lambda: who.case.reject(refs))


def speaker(who: Colleague) -> None:
    """Say who said something."""
    quote, party = who.any.choice(who.rows.quotes)[0], who.party()
    if party is not None and who.model.get("speaker", quote) != party:
        who.decide(
            "correct a speaker",
            {("speaker", quote): party, ("decision", "quote", quote): "edited"},
            lambda: who.case.edit_quote(quote, speaker=party),
        )


def redate(who: Colleague) -> None:
    """Say which day a date is."""
    date = who.any.choice(who.rows.dates)[0]
    day = dt.date(1960, 1, 1) + dt.timedelta(days=who.any.randrange(9000))
    if who.model.get("value", date) != day.isoformat():
        who.decide(
            "correct a date",
            {("value", date): day.isoformat(), ("decision", "date", date): "edited"},
            lambda: who.case.edit_date(date, value=day.isoformat()),
        )


def rename(who: Colleague) -> None:
    """Call a party otherwise."""
    party, name = who.party(), who.new("Party")
    if party is not None:
        who.decide(
            "rename a party",
            {("name", party): name, ("decision", "party", party): "edited"},
            lambda: who.case.edit_party(party, name=name),
        )


def recast(who: Colleague) -> None:
    """Give a party another role."""
    party, role = who.party(), who.new("witness")
    if party is not None:
        who.decide(
            "a party’s role",
            {("role", party): role, ("decision", "party", party): "edited"},
            lambda: who.case.edit_party(party, role=role),
        )


def merge(who: Colleague) -> None:
    """Say that two parties are one."""
    keep, other = who.party(), who.party()
    if (
        keep is None
        or other is None
        or keep == other
        or who.model.get("apart", *_pair(keep, other))
    ):
        return
    changes: dict[Key, Value] = {("merged", other): keep}
    if who.model.get("decision", "party", keep) is None:
        changes["decision", "party", keep] = "edited"
    who.decide("merge two parties", changes, lambda: who.case.merge_parties(keep, other))


def keep_apart(who: Colleague) -> None:
    """Say that two parties are two."""
    one, other = who.party(), who.party()
    if one is None or other is None or one == other or who.model.get("apart", *_pair(one, other)):
        return
    who.decide(
        "two parties are two",
        {("apart", *_pair(one, other)): 1},
        lambda: who.case.not_the_same(one, other),
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def own_quote(who: Colleague) -> None:
    """Mark a quotation of one's own."""
    paper = who.any.choice(who.rows.papers)
    span = who.words_of(paper, 9)
    key: Key = ("own quote", paper, span.start, span.end)
    if who.model.get(*key) is None:
        who.decide("add a quote", {key: 1}, lambda: who.case.add_quote(paper, span))


def own_date(who: Colleague) -> None:
    """Mark a date of one's own."""
    paper = who.any.choice(who.rows.papers)
    span = who.words_of(paper, 2)
    key: Key = ("own date", paper, span.start, span.end)
    if who.model.get(*key) is None:
        who.decide("add a date", {key: 1}, lambda: who.case.add_date(paper, span, "2018-05-05"))


def own_party(who: Colleague) -> None:
    """Mark a party of one's own."""
    paper = who.any.choice(who.rows.papers)
    span, name = who.words_of(paper, 3), who.new("Firm")
    who.decide(
        "add a party",
        {("own party", name): 1},
        lambda: who.case.add_party(paper, span, PartyKind.ORGANIZATION, name=name),
    )


def note(who: Colleague) -> None:
    """Write a note on a finding, a party or a paper."""
    party = who.party()
    on = who.any.choice(
        [
            who.finding(),
            Ref(RefType.DOCUMENT, who.any.choice(who.rows.papers)),
            *([Ref(RefType.PARTY, party)] if party is not None else []),
        ]
    )
    text = who.new("Hold this against the transcript: note")
    who.decide(
        "write a note", {("note", text): f"{on.type} {on.id}"}, lambda: who.case.add_note(on, text)
    )


def edit_note(who: Colleague) -> None:
    """Write a note anew, or take it away."""
    mine = [key for key in who.model.keys("note") if str(key[1]).endswith(f" of {who.name}")]
    known = {note.text: note.id for note in who.case.notes()}
    mine = [key for key in mine if key[1] in known]
    if not mine:
        return
    key = who.any.choice(mine)
    number = known[str(key[1])]
    if who.any.random() < 0.3:
        who.decide("take a note away", {key: None}, lambda: who.case.remove_notes([number]))
        return
    text = who.new("Written anew: note")
    changes: dict[Key, Value] = {key: None, ("note", text): who.model.get(*key)}
    who.decide("write a note anew", changes, lambda: who.case.edit_note(number, text))


def tag(who: Colleague) -> None:
    """Put a tag on some findings."""
    name = tagged_with(who)
    refs = [r for r in who.findings(5) if who.model.get("tagged", name, r.type.value, r.id) is None]
    if refs:
        changes: dict[Key, Value] = {("tagged", name, ref.type.value, ref.id): 1 for ref in refs}
        who.decide("tag", changes, lambda: who.case.tag(refs, name))


def untag(who: Colleague) -> None:
    """Take a tag off something."""
    mine = [key for key in who.model.keys("tagged") if str(key[1]).endswith(f" {who.name}")]
    if mine:
        key = who.any.choice(mine)
        ref = Ref(RefType(str(key[2])), int(key[3]))
        who.decide("untag", {key: None}, lambda: who.case.untag([ref], str(key[1])))


def issue(who: Colleague) -> None:
    """Add an issue, below another one or at the top."""
    known, title = _issues(who), who.new("Issue")
    parent = who.any.choice([None, *known])
    who.decide(
        "add an issue",
        {("issue", title): parent or ""},
        lambda: who.case.add_issue(title, parent=known[parent] if parent else None),
    )


def drop_issue(who: Colleague) -> None:
    """Remove an issue that nothing is below."""
    above = {who.model.get(*key) for key in who.model.keys("issue")}
    known = _issues(who)
    leaves = [title for title in known if title not in above]
    if not leaves:
        return
    title = who.any.choice(leaves)
    changes: dict[Key, Value] = {("issue", title): None}
    changes |= {key: None for key in who.model.keys("evidence") if key[1] == title}
    who.decide("remove an issue", changes, lambda: who.case.remove_issues([known[title]]))


def link(who: Colleague) -> None:
    """Link evidence to an issue."""
    known = _issues(who)
    if not known:
        return
    title, side = who.any.choice(list(known)), who.any.choice(list(Side))
    refs = list(who.findings(4))
    changes: dict[Key, Value] = {
        ("evidence", title, ref.type.value, ref.id): side.value for ref in refs
    }
    if any(who.model.get(*key) != side.value for key in changes):
        who.decide(
            "link evidence", changes, lambda: who.case.link_evidence(known[title], refs, side)
        )


def unlink(who: Colleague) -> None:
    """Take evidence away from an issue."""
    known = _issues(who)
    mine = [key for key in who.model.keys("evidence") if key[1] in known]
    if mine:
        key = who.any.choice(mine)
        ref = Ref(RefType(str(key[2])), int(key[3]))
        who.decide(
            "unlink evidence",
            {key: None},
            lambda: who.case.unlink_evidence(known[str(key[1])], [ref]),
        )


def _issues(who: Colleague) -> dict[str, int]:
    """Return this colleague's issues by their titles."""
    return {row.title: row.id for row in who.case.issues() if row.title.endswith(f" of {who.name}")}


def save_view(who: Colleague) -> None:
    """Keep a question."""
    name = who.new("View")
    question = Question((who.finding(), Tagged(tagged_with(who))), either=who.any.random() < 0.5)
    who.decide("save a view", {("view", name): 2}, lambda: who.case.save_view(name, question))


def retell(who: Colleague) -> None:
    """Tell an event in one's own words, and say whether it is disputed."""
    date, words = who.any.choice(who.rows.dates)[0], who.new("It happened so:")
    standing = who.any.choice(list(Standing))
    who.decide(
        "tell an event",
        {("short", date): words, ("standing", date): standing.value},
        lambda: who.case.edit_event([date], short=words, standing=standing),
    )


def join(who: Colleague) -> None:
    """Say that two events are one."""
    events = [row.id for row in who.any.sample(who.case.chronology().rows, 2)]
    shared = [
        who.case.date(number).pin.document % 3 in who.share
        and who.model.get("in a group", number) is None
        for number in events
    ]
    if all(shared):
        one, other = events
        changes: dict[Key, Value] = {
            ("joined", one, other): 1,
            ("in a group", one): 1,
            ("in a group", other): 1,
        }
        who.decide("join two events", changes, lambda: who.case.join_events(one, other))


def short_name(who: Colleague) -> None:
    """Cite a paper otherwise."""
    paper, name = who.any.choice(who.rows.papers), who.new("Ex.")
    who.decide(
        "name a paper",
        {("cite", paper): name},
        lambda: who.case.set_document(paper, short_name=name),
    )


def paper_day(who: Colleague) -> None:
    """Say of which day a paper is; it is looked through anew."""
    paper = who.any.choice(who.rows.papers)
    day = dt.date(2016, 1, 1) + dt.timedelta(days=who.any.randrange(700))
    if (
        who.case.document(paper).characters < 20_000
        and who.model.get("day", paper) != day.isoformat()
    ):
        who.decide(
            "date a paper",
            {("day", paper): day.isoformat()},
            lambda: who.case.set_document(paper, date=day),
        )


def undo(who: Colleague) -> None:
    """Take back the last decision, or a few."""
    times = who.any.choice((1, 1, 2, 4))
    if len(who.model.done) - times < who.model.unknown:
        return
    if times < 4:
        for _ in range(times):
            who.do(Act("undo", Kind.BACK), who.case.undo)
        return
    entry = [row for row in who.case.history(20) if not row.undone][times - 1].id
    who.do(Act("undo several", Kind.BACK, times=times), lambda: who.case.undo_since(entry))


def redo(who: Colleague) -> None:
    """Do again what was undone last."""
    if who.model.undone:
        who.do(Act("redo", Kind.AGAIN), who.case.redo)


AGREED = (
    (accept, 10),
    (reject, 5),
    (speaker, 5),
    (redate, 5),
    (rename, 3),
    (recast, 3),
    (note, 6),
    (edit_note, 3),
    (tag, 6),
    (untag, 2),
    (issue, 3),
    (drop_issue, 1),
    (link, 5),
    (unlink, 1),
    (save_view, 2),
    (retell, 5),
    (own_quote, 2),
    (own_date, 2),
)
"""What colleagues do on copies, how often: they do not contradict one another there."""

ALONE = (
    *AGREED,
    (merge, 3),
    (keep_apart, 2),
    (own_party, 1),
    (join, 2),
    (short_name, 2),
    (paper_day, 1),
    (undo, 7),
    (redo, 5),
)
"""What is done on the one case that everybody works on."""
