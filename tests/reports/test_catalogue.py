"""Every report of the sample case: as a person has read it, every place real, every option heeded."""

import argparse
import csv
import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.cite_form import CiteStyle
from casefile.errors import NoSuchFinding
from casefile.issue_records import Side
from casefile.questions import PaperKind, Question
from casefile.records import Ref, RelationKind, ReviewState
from casefile.workers import Workers
from extraction.findings import DocumentKind
from reports.catalogue import KINDS, Choice, kind_of, make_report
from reports.cite_quoting import is_block, quoted_with_cite, quoted_with_cite_html
from reports.cite_reading import passages
from reports.export import export
from reports.options import ReportOptions
from reports.report import Cell, ColumnSort, Report, ReportFailure
from tests.reports.test_golden import told
from ui.command_line.arguments import command_parser
from ui.command_line.doors import Doors

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "resources" / "sample" / "papers"
GOLDEN = Path(__file__).parent / "golden" / "sample"
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The sample papers with a claim that has evidence, a note, a tag and some decisions."""
    place = tmp_path_factory.mktemp("sample")
    workers = Workers()
    with Case.create(place / "Sample", workers, local=place / "local") as made:
        list(made.ingest([PAPERS]))
        view = made.view()
        pellwick = party(made, "Dorrance Pellwick")
        made.accept([pellwick, view.quotes[0].ref, view.dates[0].ref])
        made.add_note(pellwick, "Ask him about the racks.")
        made.tag([view.quotes[0].ref, pellwick], "hot")
        complaint = next(row.id for row in made.documents() if row.kind is DocumentKind.COMPLAINT)
        made.accept_drafts(made.draft_issues(complaint)[:2])
        claim = made.issues()[0].id
        made.link_evidence(claim, [view.quotes[0].ref, view.quotes[1].ref])
        made.link_evidence(claim, [view.dates[0].ref], Side.AGAINST)
        yield made
    workers.close()


def party(case: Case, name: str) -> Ref:
    return next(row.ref for row in case.view().parties if row.name == name)


def asked(case: Case, key: str, **more: object) -> ReportOptions:
    """Return options with what this report cannot do without."""
    needed: dict[str, object] = {"query": "ferry", "party": party(case, "Dorrance Pellwick").id}
    kept = {name: value for name, value in needed.items() if Choice(name) in kind_of(key).choices}
    return ReportOptions(**{**kept, **more})  # type: ignore[arg-type]


def cells(report: Report) -> Iterator[tuple[ColumnSort, Cell]]:
    for part in report.sections:
        for row in part.rows:
            yield from zip((column.sort for column in part.columns), row, strict=True)


@pytest.mark.parametrize(
    "key", ["parties", "quotes", "documents", "dossier", "overview", "outline"]
)
def test_reports_of_the_sample_are_as_read(
    case: Case, key: str, request: pytest.FixtureRequest
) -> None:
    text = told(make_report(case, key, asked(case, key))).replace(case.case_id, "CASE")
    golden = GOLDEN / f"{key}.txt"
    if request.config.getoption("update_golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_place_is_a_place_of_its_paper(case: Case, kind: object) -> None:
    key = kind.key  # type: ignore[attr-defined]
    report = make_report(case, key, asked(case, key))
    papers = {row.id: row for row in case.documents()}
    found = 0
    for sort, cell in cells(report):
        assert "\n" not in cell.text or sort in (ColumnSort.TEXT, ColumnSort.QUOTATION)
        for pin in cell.pins:
            found += 1
            text = case.source(pin.document).text
            assert 0 <= pin.span.start < pin.span.end <= len(text)
            assert papers[pin.document].short_name == pin.short_name
    assert found or key == "documents"


@pytest.mark.parametrize("style", [CiteStyle.PLAIN, CiteStyle.DOCKET, CiteStyle.BLUEBOOK])
def test_every_cite_leads_back_to_its_places(case: Case, style: CiteStyle) -> None:
    """Whatever opens a passage in any column of any report is a cite, and names that passage."""
    case.set_cite_style(style)
    papers = case.documents()
    columns = set()
    found = 0
    for key, title, cell in every_cell(case):
        if not cell.pins:
            continue
        cites = [run.text for run in cell.pieces if run.pin is not None]
        named = [each for cite in cites for each in passages(cite, papers, case.source)]
        columns.add((key, title))
        found += 1
        for pin in cell.pins:
            assert any(
                each.document.id == pin.document and each.span.contains(pin.span) for each in named
            ), (key, title, cell.text, pin)
        assert {each.document.id for each in named} == {pin.document for pin in cell.pins}
    assert found > 250
    assert {key for key, _ in columns} == {kind.key for kind in KINDS} - {"documents"}
    assert {("chronology", "Source"), ("chronology", "Other accounts")} <= columns


def every_cell(case: Case) -> Iterator[tuple[str, str, Cell]]:
    """Yield every cell of every report with all columns that it can have: report, heading, cell."""
    for kind in KINDS:
        columns = tuple(column.key for column in kind.columns)
        for part in make_report(case, kind.key, asked(case, kind.key, columns=columns)).sections:
            for row in part.rows:
                for column, cell in zip(part.columns, row, strict=True):
                    yield kind.key, column.title, cell


@pytest.mark.parametrize("style", CiteStyle)
def test_a_copied_cite_leads_back(case: Case, style: CiteStyle) -> None:
    """Words and cite as they go into a brief, plain and rich, name the passage they come from."""
    case.set_cite_style(style)
    papers = case.documents()
    for row in case.view().quotes:
        rich = html.unescape(re.sub("<[^>]*>", "\n", quoted_with_cite_html(row.text, row.pin)))
        for copied in (quoted_with_cite(row.text, row.pin), rich.strip()):
            last = copied.splitlines()[-1]
            cite = last if is_block(row.text) else last[last.rindex("” (") + 2 :]
            (found,) = passages(cite, papers, case.source)
            assert found.document.id == row.pin.document and found.span.contains(row.pin.span), (
                copied
            )


def test_hits_with_the_sentences_around_them(case: Case) -> None:
    columns = ("before", "passage", "after", "source")
    report = make_report(case, "hits", ReportOptions(query="ferry", columns=columns))
    rows = report.sections[1].rows
    assert sum(bool(row[0].text and row[2].text) for row in rows) > len(rows) / 2
    for before, passage, after, source in rows:
        (pin,) = source.pins
        text = " ".join(case.source(pin.document).text.split())
        at = text.find(passage.text)
        if at >= 0 and "…" not in before.text + after.text:
            end = at + len(passage.text)  # but for furniture between two pages
            assert before.text in text[max(0, at - len(before.text) - 100) : at]
            assert after.text in text[end : end + len(after.text) + 100]
    assert not rows[0][2].text  # the caption is no sentence


def test_so_many_hits_at_most(case: Case, tmp_path: Path) -> None:
    whole = make_report(case, "hits", ReportOptions(query="ferry"))
    path = tmp_path / "hits.json"
    run(case, "hits", "-o", str(path), "--query", "ferry", "--limit", "3")
    made = json.loads(path.read_text(encoding="utf-8"))
    assert [row[1]["text"] for row in made["sections"][1]["rows"]] == [
        row[1].text for row in whole.sections[1].rows[:3]
    ]
    assert f"3 of {len(whole.sections[1].rows)} hits are told." in made["note"]
    assert made["sections"][0]["note"] == whole.sections[0].note
    with pytest.raises(SystemExit):
        run(case, "hits", "-o", str(path), "--query", "ferry", "--limit", "0")


def test_fingerprints_are_those_of_the_files(case: Case) -> None:
    report = make_report(case, "documents", ReportOptions(columns=("number", "sha256")))
    for number, fingerprint in report.sections[0].rows:
        original = case.original(int(number.number or 0)).read_bytes()
        assert fingerprint.text == hashlib.sha256(original).hexdigest()


def test_quotations_are_verbatim(case: Case) -> None:
    report = make_report(case, "quotes")
    for row in report.sections[0].rows:
        quotation, (pin, *_) = row[0].text, row[3].pins
        there = " ".join(pin.span.of(case.source(pin.document).text).split())
        assert " ".join(quotation.strip("“”").split()) == there.strip("“”")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_choice_that_is_offered_narrows_or_leaves(case: Case, kind: object) -> None:
    """Filters never add, columns and groups and orders never lose a row."""
    key, choices = kind.key, kind.choices  # type: ignore[attr-defined]
    whole = make_report(case, key, asked(case, key))
    pellwick = party(case, "Dorrance Pellwick").id
    narrowing: dict[Choice, dict[str, object]] = {
        Choice.QUESTION: {"question": Question((party(case, "Dorrance Pellwick"),))},
        Choice.PARTIES: {"parties": frozenset({pellwick})},
        Choice.DOCUMENTS: {"documents": frozenset({case.documents()[0].id})},
        Choice.KINDS: {"kinds": frozenset({DocumentKind.ARTICLE})},
        Choice.TAGS: {"tags": frozenset({"hot"})},
        Choice.DAYS: {"days": (dt.date(2026, 2, 1), dt.date(2026, 3, 31))},
        Choice.TEXT: {"text": "the"},
        Choice.ACCEPTED: {"accepted_only": True},
    }
    count = sum(len(part.rows) for part in whole.sections)
    for choice in choices & narrowing.keys():
        options = asked(case, key, **narrowing[choice])
        less = make_report(case, key, options)
        assert sum(len(part.rows) for part in less.sections) <= count, choice
        assert less.note.startswith("Only "), choice
    for grouping in kind.groupings:  # type: ignore[attr-defined]
        grouped = make_report(case, key, asked(case, key, grouping=grouping))
        assert sum(len(part.rows) for part in grouped.sections) >= count
    for order in kind.orders:  # type: ignore[attr-defined]
        ordered = make_report(case, key, asked(case, key, order=order))
        assert sorted(map(repr, ordered.sections[-1].rows)) == sorted(
            map(repr, whole.sections[-1].rows)
        )


def test_only_what_was_accepted(case: Case) -> None:
    report = make_report(case, "quotes", ReportOptions(accepted_only=True))
    states = [cell.text for sort, cell in cells(report) if sort is ColumnSort.REVIEW]
    assert states == [ReviewState.ACCEPTED.value]
    assert "Only what was accepted." in report.note
    assert "suggestions not reviewed yet are left out." in report.note


def test_what_a_view_shows_is_all_there_is_and_said(case: Case) -> None:
    rows = case.quote_bank().rows[:3]
    only = frozenset(row.quote.id for row in rows)
    for key in ("quotes", "checked-quotes"):
        report = make_report(case, key, ReportOptions(only=only, shown_by="altered, Ida"))
        assert len(report.sections[0].rows) == 3
        assert report.note.startswith("Only what is shown on the screen: altered, Ida.")
    events = case.chronology().rows[:4]
    report = make_report(case, "chronology", ReportOptions(only=frozenset(e.id for e in events)))
    assert 1 <= len(report.sections[0].rows) <= 4


def test_a_whole_question_narrows_and_is_told_in_the_heading(case: Case) -> None:
    one, other = party(case, "Dorrance Pellwick"), party(case, "Ottilie Brankovan")
    compl = PaperKind(DocumentKind.COMPLAINT)
    for question, words in (
        (Question((one, other)), "linked to Dorrance Pellwick and Ottilie Brankovan."),
        (
            Question((one, other, compl), either=True),
            "linked to any one of Dorrance Pellwick or Ottilie Brankovan. Only in papers of the kind"
            " complaint.",
        ),
        (
            Question((one,), relations=frozenset({RelationKind.SPEAKS}), unreviewed=True),
            "linked to Dorrance Pellwick by “speaks”. Only what nobody has reviewed.",
        ),
    ):
        view = case.view(question)
        report = make_report(case, "quotes", ReportOptions(question=question))
        assert len(report.sections[0].rows if report.sections else ()) == len(view.quotes) < 40
        assert report.note.startswith(f"Only what is {words}")
        people = make_report(case, "parties", ReportOptions(question=question))
        assert sum(len(part.rows) for part in people.sections) == len(view.parties)
        papers = make_report(case, "documents", ReportOptions(question=question))
        assert sum(len(part.rows) for part in papers.sections) == len(view.papers or ())
        events = make_report(case, "chronology", ReportOptions(question=question))
        assert len({entry.uid for entry in events.entries}) <= len(view.dates)
        assert not any("deadline" in entry.uid for entry in events.entries)
    assert (
        case.view(Question((one, other))).quotes
        != case.view(Question((one, other), either=True)).quotes
    )
    whole = make_report(case, "overview", ReportOptions(question=question))
    assert whole == make_report(case, "overview")


def test_a_report_of_a_saved_view_on_the_command_line(case: Case, tmp_path: Path) -> None:
    case.save_view("The director", Question((party(case, "Dorrance Pellwick"),)))
    path = tmp_path / "quotes.csv"
    run(case, "quotes", "-o", str(path), "--view", "the  DIRECTOR")
    rows = len(case.view(case.saved_views()[0].question).quotes)
    assert 0 < rows < len(case.view().quotes)
    assert len(list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))) == rows + 1
    with pytest.raises(
        NoSuchFinding, match=r"No saved view is called “x” \(there are: The director"
    ):
        run(case, "quotes", "-o", str(path), "--view", "x")
    case.undo()


def test_what_differs_comes_first_in_checked_quotations(case: Case) -> None:
    verdicts = [row[2].text for row in make_report(case, "checked-quotes").sections[0].rows]
    assert verdicts[0].startswith("altered")
    assert not any(each.startswith("altered") for each in verdicts[verdicts.index("verbatim") :])


def test_own_notes_and_tags_stand_only_where_asked_for(case: Case) -> None:
    assert "racks." not in told(make_report(case, "parties"))
    columns = ("name", "tags", "notes")
    report = make_report(case, "parties", ReportOptions(columns=columns, tags=frozenset({"hot"})))
    assert [[cell.text for cell in row] for row in report.sections[0].rows] == [
        [
            "Dorrance Pellwick, in his official capacity as Director of the Authority",
            "hot",
            "Ask him about the racks.",
        ]
    ]


def test_entries_of_two_cases_are_told_apart_in_a_calendar(case: Case) -> None:
    uids = [entry.uid for entry in make_report(case, "chronology").entries]
    assert len(uids) > 20 and len(set(uids)) == len(uids)
    assert all(uid.startswith(f"{case.case_id}/date/") for uid in uids)


def test_a_title_of_ones_own(case: Case) -> None:
    for kind in KINDS:
        assert make_report(case, kind.key, asked(case, kind.key, title="Ex. A")).title == "Ex. A"


@pytest.mark.parametrize(
    ("key", "options", "told_so"),
    [
        ("zebra", ReportOptions(), "no report 'zebra'"),
        ("hits", ReportOptions(query=" "), "--query"),
        ("dossier", ReportOptions(), "--party"),
        ("quotes", ReportOptions(columns=("zebra",)), "no column “zebra”"),
        ("quotes", ReportOptions(grouping="zebra"), "choose among speaker"),
    ],
)
def test_what_cannot_be_is_said(case: Case, key: str, options: ReportOptions, told_so: str) -> None:
    with pytest.raises(ReportFailure, match=told_so):
        make_report(case, key, options)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_manual_tells_every_column_group_and_order(kind: object) -> None:
    line = next(each for each in COMMAND_LINE.splitlines() if each.startswith(f"| `{kind.key}` |"))  # type: ignore[attr-defined]
    keys = [column.key for column in kind.columns]  # type: ignore[attr-defined]
    for key in (*keys, *kind.groupings, *kind.orders):  # type: ignore[attr-defined]
        assert f"`{key}`" in line, key


def test_the_cast_agrees_with_the_cards(case: Case) -> None:
    cast = case.cast()
    assert [each.party for each in cast] == list(case.view().parties)
    for each in cast:
        card = case.party_card(each.party.id)
        assert each.part_of == tuple(whole.name for whole in card.part_of)
        assert each.counsel == card.counsel
        assert each.documents == tuple(paper.document for paper in card.documents)
        assert each.first in case.mentions(each.party.id)
    pellwick = next(each for each in cast if each.party.name == "Dorrance Pellwick")
    assert pellwick.party.first is not None and pellwick.first is not None
    assert pellwick.party.first.kind is DocumentKind.ARTICLE
    assert pellwick.first.kind is DocumentKind.COMPLAINT


# -- the command line


def run(case: Case, *arguments: str) -> None:
    options: argparse.Namespace = command_parser().parse_args(
        ["report", str(case.folder), *arguments]
    )
    doors = Doors(lambda: nullcontext(case.workers), lambda _folder: nullcontext(case))
    options.run(options, doors)


def test_everything_at_once_on_the_command_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def kept(case: Case, key: str, path: Path, options: ReportOptions, layout: object) -> None:
        made.append((key, options, layout))
        export(case, key, path, options, layout)  # type: ignore[arg-type]

    monkeypatch.setattr("reports.export.export", kept)
    path = tmp_path / "quotes.docx"
    run(
        case, "quotes", "-o", str(path), "--party", "pellwick", "--party", "Ottilie Brankovan",
        "--document", "Compl.", "--document", "Order", "--kind", "complaint", "--from", "2026-01-01",
        "--text", "courtesy", "--only-accepted", "--columns", "quote, source,quote", "--group-by", "speaker",
        "--order-by", "day", "--title", "Courtesy", "--portrait", "--footnotes", "--tag", "hot",
    )  # fmt: skip
    ((key, options, layout),) = made
    names = {case.party(number).name for number in options.parties}
    assert (key, names) == ("quotes", {"Dorrance Pellwick", "Ottilie Brankovan"})
    assert {case.document(number).short_name for number in options.documents} == {"Compl.", "Order"}
    assert options.days == (dt.date(2026, 1, 1), dt.date.max)
    assert options.columns == ("quote", "source", "quote") and options.grouping == "speaker"
    assert (options.title, options.order, options.tags) == ("Courtesy", "day", frozenset({"hot"}))
    assert options.accepted_only and (layout.landscape, layout.footnotes) == (False, True)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "told_so"), [("zebra", "No party is called “zebra”"), ("a", "Several parties")]
)
def test_a_party_that_is_not_one_is_told(
    case: Case, tmp_path: Path, name: str, told_so: str
) -> None:
    with pytest.raises(NoSuchFinding, match=told_so):
        run(case, "dossier", "--party", name, "-o", str(tmp_path / "d.csv"))


def test_a_dossier_on_the_command_line_is_about_its_party(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    run(case, "dossier", "--party", "Dorrance Pellwick", "-o", str(path))
    assert "What Dorrance Pellwick said" in path.read_text(encoding="utf-8")
