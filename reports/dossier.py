"""Everything about one party on paper: who, what he said, what is said of him, what happened with him.

Meant for the evening before a deposition: each line has its cite, and what is in conflict says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casefile.event_records import EventRow
from casefile.party_records import InDocument, NameReason, Neighbour, PartyCard
from casefile.quote_records import BankRow
from casefile.records import Ref, ReviewState
from reports import cells, chronology, deadlines, quote_bank
from reports.arranging import Column, Line, filled, left_out, noted, picked, section
from reports.options import EVERYTHING, Narrowed, ReportOptions
from reports.own_words import OwnWords
from reports.report import Cell, ColumnSort, Report, Section

__all__ = ["Witness", "dossier"]

_WHO = (
    Column("what", "", ColumnSort.TEXT, 20),
    Column("told", "", ColumnSort.TEXT, 80),
    Column("source", "", ColumnSort.CITE, 20),
)
_NAMES = (
    Column("name", "Name", ColumnSort.TEXT, 30),
    Column("why", "Why it is this party’s", ColumnSort.TEXT, 50),
)
_PAPERS = (
    Column("paper", "Paper", ColumnSort.TEXT, 24),
    Column("name", "Named there as", ColumnSort.TEXT, 24),
    Column("role", "Role there", ColumnSort.TEXT, 18),
    Column("named", "Named", ColumnSort.NUMBER, 8),
    Column("where", "Where", ColumnSort.CITE, 34),
)
_BESIDE = (
    Column("name", "Named with", ColumnSort.TEXT, 40),
    Column("role", "Role", ColumnSort.TEXT, 25),
    Column("sentences", "Sentences", ColumnSort.NUMBER, 12),
    Column("paragraphs", "Paragraphs", ColumnSort.NUMBER, 12),
)
_QUOTES = ("quote", "speaker", "day", "source", "review")
_EVENTS = ("date", "event", "disputed", "accounts", "source", "review")
_NEIGHBOURS = 20


@dataclass(frozen=True)
class Witness:
    """A party with its card, its quotations as the bank has them, the story of the case, and own notes."""

    card: PartyCard
    bank: Sequence[BankRow]
    story: chronology.Story
    own: OwnWords = field(default_factory=OwnWords)


def dossier(witness: Witness, options: ReportOptions = EVERYTHING) -> Report:
    """Return the dossier of a party; ``accepted_only`` leaves out quotations and events not reviewed."""
    card = witness.card
    name = card.party.name
    said, unsure = _quotes(witness, {row.id for row in card.quotes_by}, options)
    about, unsure_about = _quotes(witness, {row.id for row in card.quotes_about}, options)
    told, unsure_events = _events(witness, options)
    told_of = [each.line for each in chronology.event_rows(witness.story, told)]
    apart = [row for row in told if row.conflicts]
    disputed = [each.line for each in chronology.event_rows(witness.story, apart)]
    quote_columns = picked(quote_bank.COLUMNS, _QUOTES)
    event_columns = filled(picked(chronology.COLUMNS, _EVENTS), told_of)
    sections = (
        section("Who", _WHO, _who(witness)),
        section(f"What {name} said", quote_columns, said, note=_none(said, "No quotation.")),
        section(
            f"What is said of {name}",
            quote_columns,
            about,
            note=_none(about, "No quotation of others names this party."),
        ),
        section(
            f"What happened with {name}",
            event_columns,
            told_of,
            note=_none(told_of, "No dated sentence names this party."),
        ),
        *([section("Where the papers differ", event_columns, disputed)] if disputed else []),
        *_deadlines(witness),
        section("Papers", _PAPERS, map(_paper, card.documents)),
        section("Names", _NAMES, map(_name, card.names)),
        *_beside(card.neighbours),
    )
    hidden = Narrowed(frozenset(), unreviewed=unsure + unsure_about + unsure_events)
    return Report(
        options.title or f"Dossier: {name}",
        sections,
        noted(*left_out(hidden, "", ""), _proposals(card)),
        tuple(
            each.entry
            for each in chronology.event_rows(witness.story, told)
            if each.entry is not None
        ),
    )


def _who(witness: Witness) -> list[Line]:
    card = witness.card
    row = card.party
    ref: Ref = row.ref
    facts: list[tuple[str, str, Cell]] = [
        ("Name", f"{row.name}, {row.capacity}" if row.capacity else row.name, Cell("")),
        ("Kind", ", ".join(kind.value for kind in card.kinds) or row.kind.value, Cell("")),
    ]
    if row.role and row.role not in dict(card.roles):
        facts.append(("Role", row.role, Cell("")))
    for role, papers in card.roles:
        pins = [paper.mentions[0].pin for paper in papers if paper.mentions]
        facts.append(("Role", role, cells.cited(pins)))
    for paper in card.documents:
        if paper.post:
            where = [paper.mentions[0].pin] if paper.mentions else []
            facts.append(("Office", _because(paper.post, paper.post_reason), cells.cited(where)))
    facts += [("Part of", _because(each.name, each.why), Cell("")) for each in card.part_of]
    facts += [("Counsel", each.name, cells.cited([each.first])) for each in card.counsel]
    facts += [
        ("Also called", "; ".join(row.aliases), Cell("")),
        ("Named", f"{row.mentions:,}× in {_papers(len(card.documents))}", cells.cited([row.first])),
        ("Review", row.state.value, Cell("")),
        ("Tags", ", ".join(witness.own.tags.get(ref, ())), Cell("")),
        *(("Note", note, Cell("")) for note in witness.own.notes.get(ref, ())),
    ]
    return [
        Line({"what": cells.words(what), "told": cells.words(told), "source": source})
        for what, told, source in facts
        if told
    ]


def _because(what: str, why: str) -> str:
    return f"{what} ({why})" if why else what


def _papers(number: int) -> str:
    return f"{number:,} {'paper' if number == 1 else 'papers'}"


def _none(lines: Sequence[Line], words: str) -> str:
    return "" if lines else words


def _quotes(witness: Witness, numbers: set[int], options: ReportOptions) -> tuple[list[Line], int]:
    """Return quotations as lines, and how many suggestions were left out."""
    rows = [row for row in witness.bank if row.quote.id in numbers]
    kept = [row for row in rows if _is_kept(row.quote.state, options)]
    return quote_bank.quote_lines(kept, witness.story.names, witness.own), len(rows) - len(kept)


def _events(witness: Witness, options: ReportOptions) -> tuple[list[EventRow], int]:
    """Return the events whose sentence names the party, and how many suggestions were left out."""
    number = witness.card.party.id
    story = witness.story
    rows = [row for row in (*story.rows, *story.undated) if number in row.parties]
    kept = [row for row in rows if _is_kept(row.state, options)]
    return kept, len(rows) - len(kept)


def _is_kept(state: ReviewState, options: ReportOptions) -> bool:
    return not (options.accepted_only and state is ReviewState.SUGGESTED)


def _paper(paper: InDocument) -> Line:
    roles = dict.fromkeys(each for each in (paper.role, *paper.other_roles) if each)
    return Line(
        {
            "paper": cells.words(paper.short_name),
            "name": cells.words(paper.name),
            "role": cells.words(", ".join(roles)),
            "named": cells.number(len(paper.mentions), "×"),
            "where": cells.cited([mention.pin for mention in paper.mentions]),
        }
    )


def _deadlines(witness: Witness) -> tuple[Section, ...]:
    """Return what this party has to do by when, if a paper says so."""
    row = witness.card.party
    names = {name.casefold() for name in (row.name, *row.aliases)}
    due = [
        each for each in witness.story.deadlines if names & {name.casefold() for name in each.to}
    ]
    lines = deadlines.lines(due)
    note = deadlines.VERIFY
    shown = filled(deadlines.COLUMNS, lines)
    return (section("Deadlines", shown, lines, note=note),) if due else ()


def _name(reason: NameReason) -> Line:
    return Line({"name": cells.words(reason.name), "why": cells.words(reason.why)})


def _beside(neighbours: Sequence[Neighbour]) -> tuple[Section, ...]:
    if not neighbours:
        return ()
    lines = [
        Line(
            {
                "name": cells.words(each.party.name),
                "role": cells.words(each.party.role or ""),
                "sentences": cells.number(each.sentences),
                "paragraphs": cells.number(each.paragraphs),
            }
        )
        for each in neighbours[:_NEIGHBOURS]
    ]
    more = len(neighbours) - len(lines)
    note = f"{more:,} named with this party less often are left out." if more > 0 else ""
    return (section("With whom", _BESIDE, lines, note=note),)


def _proposals(card: PartyCard) -> str:
    others = [
        (each.other if each.keep.id == card.party.id else each.keep).name for each in card.proposals
    ]
    if not others:
        return ""
    return f"May be the same party as {' or '.join(others)}: review that before relying on this."
