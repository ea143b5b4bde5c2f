"""Notes, tags and issues on the command line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.issue_records import Side
from tests.casefile.helpers import FakeWorkers, paper
from tests.casefile.test_issues import PLEADED
from ui.command_line.arguments import command_parser

FIRST, SECOND = "Count I: Taking without notice (42 U.S.C. § 1983)", "Count II: Nuisance"


class OneCase:
    """The doors of the command line, with one case behind them."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @contextmanager
    def case(self, _: Path) -> Iterator[Case]:
        yield self._case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    workers = FakeWorkers()
    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as made:
        list(made.ingest([paper(tmp_path / "papers", "Complaint.txt", PLEADED)]))
        yield made
    workers.close()


@pytest.fixture
def ask(case: Case, capsys: pytest.CaptureFixture[str]):
    def asked(*arguments: str) -> list[str]:
        options = command_parser().parse_args([arguments[0], "Marrow", *arguments[1:]])
        assert options.run(options, OneCase(case)) == 0
        return capsys.readouterr().out.splitlines()

    return asked


def test_nothing_said_is_nothing_listed(ask) -> None:
    for what in ("notes", "tags", "issues"):
        assert ask("list", what) == []
        assert json.loads(ask("list", what, "--json")[0]) == []


def test_notes_and_tags_are_listed(case: Case, ask) -> None:
    port = next(row for row in case.view().parties if "Tidewater" in row.name)
    case.add_note(case.view().dates[0].ref, "Check\nthe log.")
    case.add_note(port.ref, "Who was told?")
    case.tag([port.ref, *case.notes()[:1]], "open question")
    assert ask("list", "notes") == [
        "Mar. 7, 2026, Compl. ¶ 3: Check the log.  [open question]",
        "Tidewater Port Commission: Who was told?",
    ]
    assert ask("list", "tags") == ["open question: 2"]
    assert json.loads(ask("list", "tags", "--json")[0]) == [{"name": "open question", "count": 2}]
    assert json.loads(ask("list", "notes", "--json")[0])[0]["text"] == "Check\nthe log."
    printed = ask("search", "in:notes told")
    assert printed[-2:] == ["Notes: 1", "  Tidewater Port Commission: Who was told?"]
    assert "Parties: 1" in ask("search", "tidewater")


def test_issues_are_drafted_and_listed_with_their_evidence(case: Case, ask) -> None:
    assert ask("draft-issues", "1") == [f"{FIRST}, Compl. ¶ 2", f"{SECOND}, Compl. ¶ 4"]
    assert case.issues() == ()
    assert ask("draft-issues", "Compl.", "--keep")[-1] == "2 put into the outline of issues."
    assert ask("draft-issues", "1", "--keep")[-2:] == [
        f"{SECOND}, Compl. ¶ 4 (in the outline)",
        "0 put into the outline of issues.",
    ]
    first, second = case.issues()
    element = case.add_issue("No notice", parent=first.id, law="Fifth Amendment")
    date = case.view().dates[0].ref
    case.link_evidence(element, [date], Side.AGAINST)
    case.link_evidence(second.id, [date])
    case.reject([date])
    assert ask("list", "issues") == [
        f"1  {FIRST}, Compl. ¶ 2: no evidence",
        "  1.1  No notice (Fifth Amendment): no evidence",
        "       against: Mar. 7, 2026, Compl. ¶ 3 (rejected)",
        f"2  {SECOND}, Compl. ¶ 4: no evidence",
        "     for: Mar. 7, 2026, Compl. ¶ 3 (rejected)",
    ]
    case.undo()
    assert [line for line in ask("list", "issues") if "no evidence" in line] == []


def test_a_paper_without_counts_is_told(case: Case, ask, tmp_path: Path) -> None:
    list(case.ingest([paper(tmp_path / "more", "Letter.txt", "Dear Odile, nothing.\n")]))
    assert ask("draft-issues", "2") == [
        "No headings such as “Count I” or “First Claim for Relief” were found in this paper."
    ]
