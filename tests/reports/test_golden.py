"""Reports of an invented case against files that a person has read.

After a deliberate change run ``pytest tests/reports/test_golden.py --update-golden`` and read the diff.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.event_records import Leaning, Response, ResponseRow, Standing
from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.party_records import (
    CardMention,
    CastRow,
    InDocument,
    MergeProposal,
    NameReason,
    Neighbour,
    PartOfWhole,
    PartyCard,
)
from casefile.quote_records import BankRow
from casefile.records import (
    DocumentHits,
    DocumentRow,
    DocumentState,
    HitRow,
    Likeness,
    LikePaper,
    Note,
    NoteHit,
    PartyRow,
    Ref,
    RefType,
    SearchResults,
    Verdict,
)
from extraction.findings import (
    Basis,
    Certainty,
    DocumentKind,
    EventKind,
    PartyKind,
    PartySource,
)
from importers.document import Notice
from importers.source_text import Span
from reports.checked_quotes import checked_quotes
from reports.chronology import Story, chronology
from reports.dates import dates
from reports.deadlines import deadlines
from reports.documents import documents
from reports.dossier import Witness, dossier
from reports.hits import hits
from reports.options import ReportOptions
from reports.outline import outline
from reports.overview import State, overview
from reports.own_words import OwnWords
from reports.quote_bank import quote_bank
from reports.report import Cell, Report
from reports.whos_who import persons, whos_who

from . import rows

GOLDEN = Path(__file__).parent / "golden"


DAY = dt.date(2026, 3, 7)
LONG = "The Harbor Board of the City, County, Port and Islands of " + "Tern " * 48 + "Island"
FURTHER = replace(rows.pin("40"), span=Span(20, 24))
LOST = replace(rows.pin(), lost=True)
SUMMONS = replace(rows.pin(None, "Summons"), document=5, kind=DocumentKind.SUMMONS)
SCANNED = replace(rows.pin("12", "Ex. C"), document=2, machine_read=True)


def story() -> Story:
    """Return events with every oddity: folded, in conflict, undated, lost, read by machine, of cited law."""
    later = dt.date(2026, 3, 9)
    told = [
        rows.event(1, "38. The ferry left.", DAY, group=1, parties=(9, 7), conflicts=(3,)),
        rows.event(2, "A ferry left, we read.", DAY, group=1, date={"pin": SCANNED}),
        rows.event(3, "The ferry left two days later.", later, conflicts=(1,), tags=("hot",)),
        rows.event(
            4, f"{LONG} met.", later, parties=(9,), date={"pin": LOST}, leaning=Leaning.HURTS,
            short=None, standing=Standing.ADMITTED,
            responses=(ResponseRow("38", Response.ADMITTED, rows.pin(), rows.pin("12", "Answer"), "", ""),),
        ),
        rows.event(5, "The statute of 1938.", dt.date(1938, 6, 1), kind=EventKind.AUTHORITY),
    ]  # fmt: skip
    undated = {"value": None, "earliest": None, "latest": None, "anchor": "the vote"}
    after = rows.event(6, "It met again.", None, said="a day\nafter", date=undated, parties=(7,))
    names = {9: LONG, 7: "Ida Voss"}
    return Story(
        told,
        [after],
        [
            rows.deadline(document=5, pin=SUMMONS),
            rows.deadline(document=5, pin=SUMMONS, day=None, stated=True, to=("Voss", "ida voss")),
        ],
        names,
    )


def people() -> list[PartyRow]:
    return [
        rows.party("@harbor_alt", None, 2, kind=PartyKind.ACCOUNT, first=None),
        rows.party(LONG, "defendant", 9, aliases=("the Board", "Board")),
        rows.party("Ida Voss", "plaintiff", 7, capacity="in her official capacity"),
    ]


def bank() -> list[BankRow]:
    said = rows.date("March 2", "2026-03-02", dt.date(2026, 3, 2))
    return [
        rows.banked("no boats\nafter dark", said=said, speaker=7, id=1),
        rows.banked("[n]o boats", certainty=Certainty.INFERRED, date=DAY, id=2, pin=SCANNED),
        rows.banked("none", certainty=Certainty.UNATTRIBUTED, id=3, pin=LOST),
    ]


def papers() -> list[DocumentRow]:
    same = (LikePaper(3, Likeness.SAME_WORDS, 1.0), LikePaper(2, Likeness.VERSION, 0.7))
    unread = "“Ex. D.pdf” is locked: enter its password."
    return [
        rows.document(1, "Compl.", alike=same),
        rows.document(
            2, "Ex. C", kind=DocumentKind.EXHIBIT, machine_read=True, pages_waiting=4, parent=1, date=None,
            notices=(Notice("scan-pages", "Pages 1–4 are pictures.", (1, 2, 3, 4)),),
        ),
        rows.document(3, "Compl. copy", repaired=True),
        rows.document(4, "Ex. D", state=DocumentState.FAILED, failure=unread, pages=0, date=None),
    ]  # fmt: skip


def card() -> PartyCard:
    """Return Ida Voss, who is named in two papers, by counsel of her own."""
    voss = people()[2]
    where = (CardMention(rows.pin(), "Ida Voss"), CardMention(FURTHER, "Voss"))
    named = InDocument(
        1, "Compl.", "Ida Voss", PartyKind.PERSON, "plaintiff", None, PartySource.CAPTION, "", where,
        other_roles=("pilot",), post="Harbor pilot", post_reason="said in ¶ 3",
    )  # fmt: skip
    scanned = replace(
        named, document=2, short_name="Ex. C", role=None, other_roles=(), post=None,
        mentions=(CardMention(SCANNED, "Voss"),),
    )  # fmt: skip
    said, told = bank()[0].quote, bank()[1].quote
    lawyer = rows.party("Orrin Pell", "counsel for plaintiff", 1)
    double = MergeProposal(voss, rows.party("I. Voss", None, 1), "initials", 0.6)
    return PartyCard(
        voss, (NameReason("Ida Voss", "in the caption of Compl.", 1),), (named, scanned), (lawyer,), (said,),
        (told,), (), (Neighbour(people()[1], 3, 5),), (double,), (PartyKind.PERSON,),
        (PartOfWhole("Harbor Pilots", None, "said in ¶ 4", 1),),
    )  # fmt: skip


def cast() -> list[CastRow]:
    account, board, voss = people()
    lawyer = rows.party("Orrin Pell", "counsel for plaintiff", 1)
    first = rows.pin()
    return [
        CastRow(account),
        CastRow(board, documents=(1,), first=first),
        CastRow(voss, ("Harbor Pilots",), (lawyer,), (1, 2), first),
    ]


def issues() -> list[IssueRow]:
    """Return a claim with two elements: one with evidence on both sides, one with none."""
    proof = EvidenceRow(1, 2, Side.AGAINST, None, rows.pin("41"), None, "nobody was told")
    other = replace(proof, id=2, side=Side.FOR, words="she wrote", pin=SCANNED)
    claim = IssueRow(
        1, "Count I: Retaliation", "42 U.S.C. § 1983", "", None, 0, "1", rows.pin("50"), (), False
    )
    one = IssueRow(
        2, "Speech", None, "Ask her.", 1, 1, "1.1", None, (proof, other, replace(proof, id=3, rejected=True)),
        False,
    )  # fmt: skip
    return [claim, one, IssueRow(3, "Cause", None, "", 1, 1, "1.2", None, (), True)]


def found() -> SearchResults:
    words = "The boats left;\nno boats came."
    marks = (Span(4, 9), Span(19, 24))
    note = Note(1, "Ask about boats.", None, SCANNED, (), "Ida", dt.datetime(2026, 3, 9))
    return SearchResults(
        "boats", "the word “boats”", ("Nothing stands for “zebra”.",),
        (DocumentHits(papers()[0], 3, (HitRow(rows.pin(), words, marks, marks),)),), 3,
        notes=(NoteHit(note, (Span(10, 15),)),),
    )  # fmt: skip


def reports() -> dict[str, Report]:
    """Return one report of each kind, with the odd rows that real cases have."""
    own = OwnWords({Ref(RefType.PARTY, 7): ("hot",)}, {Ref(RefType.PARTY, 7): ("Call her.",)})
    everybody = persons(cast(), [row.quote for row in bank()], own)
    columns = ("date", "event", "parties", "tags", "leaning", "source")
    state = State(papers(), everybody, bank(), story(), dt.date(2026, 3, 31))
    return {
        "chronology": chronology(story()),
        "chronology-by-month": chronology(
            story(), ReportOptions(grouping="month", columns=columns, authority=True)
        ),
        "chronology-accepted": chronology(story(), ReportOptions(parties=frozenset({7}))),
        "deadlines": deadlines(story().deadlines),
        "documents": documents(papers(), own=own),
        "dossier": dossier(Witness(card(), bank(), story(), own)),
        "hits": hits(found()),
        "outline": outline(issues()),
        "overview": overview(state),
        "parties": whos_who(everybody),
        "quotes": quote_bank(bank(), names={9: LONG, 7: "Ida Voss"}),
        "quotes-by-speaker": quote_bank(
            bank(), ReportOptions(grouping="speaker", columns=("quote", "source"))
        ),
        "dates": dates(
            [
                rows.date(
                    "March 2026", "2026-03", dt.date(2026, 3, 1), latest=dt.date(2026, 3, 31)
                ),
                rows.date(
                    "03/07/2026",
                    "2026-03-07",
                    DAY,
                    basis=Basis.AMBIGUOUS,
                    alternatives=("2026-07-03",),
                    reason="month first elsewhere in this paper",
                ),
                rows.date(
                    "the next day", "2026-03-08", DAY, basis=Basis.RELATIVE, anchor="2026-03-07"
                ),
                rows.date(
                    "on or about May 1", "2026-05-01~", dt.date(2026, 5, 1), operator="around"
                ),
                rows.date("the spring of 2025", "2025-21", dt.date(2025, 3, 1)),
                rows.date("recently", None, None),
            ]
        ),
        "checked-quotes": checked_quotes(
            [
                rows.checked(
                    "there were no boats",
                    rows.same_words(Verdict.VERBATIM, 0, "there were no boats"),
                ),
                rows.checked(
                    "there was no boat", rows.same_words(Verdict.ALTERED, 2, "there were no boats")
                ),
                rows.checked(
                    "[t]here were … boats,",
                    rows.same_words(Verdict.BRACKETS, 0, "There were no boats"),
                ),
                rows.checked("there were no planes"),
                rows.checked("no planes"),
            ]
        ),
    }


def told(report: Report) -> str:
    """Return all of a report as text: what is marked in braces, days and places in brackets."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (report.title, report.note)
    for part in report.sections:
        yield from ("", f"{'#' * part.level} {part.heading}", part.note)
        yield " | ".join(f"{column.title} <{column.sort}>" for column in part.columns)
        yield from (" | ".join(map(_words, row)) for row in part.rows)
    yield ""
    for entry in report.entries:
        yield f"{entry.first}..{entry.last} {entry.uid} {entry.title!r} {entry.told!r}"


def _words(cell: Cell) -> str:
    runs = cell.runs and "".join(f"{{{run.text}}}" if run.mark else run.text for run in cell.runs)
    days = [f"{day}" for day in (cell.day, cell.until) if day]
    places = [f"{pin.document}:{pin.span.start}-{pin.span.end}" for pin in cell.pins]
    more = [*days, *places, *([] if cell.number is None else [f"{cell.number:g}"])]
    return (runs or cell.text) + (f" [{', '.join(more)}]" if more else "")


@pytest.mark.parametrize("name", sorted(reports()))
def test_reports_are_as_read(name: str, request: pytest.FixtureRequest) -> None:
    text = told(reports()[name])
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("update_golden"):
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(reports()))
def test_every_row_fits_its_columns_and_its_runs_are_its_text(name: str) -> None:
    for part in reports()[name].sections:
        for row in part.rows:
            assert len(row) == len(part.columns)
            for cell in row:
                assert not cell.runs or "".join(run.text for run in cell.runs) == cell.text
