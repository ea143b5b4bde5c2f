"""The command line, run as a program on the sample case: DESIGN section 7 from end to end."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.test_archive import locked, zipped

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample" / "papers"


def run(home: Path, *arguments: object, status: int = 0) -> str:
    """Run main.py with this user's data under ``home``; return what it printed."""
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(home),
        "LOCALAPPDATA": str(home),
        "HOME": str(home),
    }
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stderr + done.stdout
    return done.stdout if status == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def case(home: Path) -> Path:
    """The sample papers in a case of their own."""
    folder = home / "Sample.pincite"
    run(home, "new", home / "Sample")
    printed = run(home, "import", folder, SAMPLE)
    assert printed.strip().endswith("5 imported, 0 left out, 0 failed")
    return folder


def test_a_case_may_be_named_without_its_ending(home: Path, case: Path) -> None:
    assert run(home, "check", case.with_suffix("")) == "The case is clean.\n"


def test_an_archive_and_a_password_on_the_command_line(home: Path) -> None:
    (home / "vol.zip").write_bytes(zipped({"a.txt": b"The berth was closed.", "empty.txt": b""}))
    (home / "locked.zip").write_bytes(locked("b.txt", b"The terms are secret.", b"sesame"))
    folder = home / "Archives.pincite"
    run(home, "new", folder)
    given = ("import", folder, home / "vol.zip", home / "locked.zip", "--no-scans")
    printed = run(home, *given, status=1)
    assert "“locked.zip” was not imported. It is locked with a password." in printed
    assert "“vol.zip” held 2 files: 1 was imported, 1 was left out." in printed
    printed = run(home, *given, "--password", "wrong", "--password", "sesame")
    assert printed.strip().endswith("1 imported, 2 left out, 0 failed")
    rows = json.loads(run(home, "list", folder, "documents", "--json"))
    assert [row["original_path"].rpartition("/")[2] for row in rows] == [
        "vol.zip → a.txt",
        "locked.zip → b.txt",
    ]


def test_the_five_papers_are_what_they_are(home: Path, case: Path) -> None:
    rows = json.loads(run(home, "list", case, "documents", "--json"))
    kinds = sorted(row["kind"] for row in rows)
    assert kinds == ["article", "article", "complaint", "order", "summons"]
    assert {row["state"] for row in rows} == {"ready"}


def test_a_phrase_is_found_at_its_exact_place(home: Path, case: Path) -> None:
    found = json.loads(run(home, "search", case, '"courtesy, not a right"', "--json"))
    assert found["total"] >= 3
    for document in found["documents"]:
        for hit in document["hits"]:
            marked = "".join(hit["snippet"][mark["start"] : mark["end"]] for mark in hit["marks"])
            assert re.sub(r"\W+", " ", marked).split() == ["courtesy", "not", "a", "right"]


def test_a_speaker_narrows_to_what_he_said(home: Path, case: Path) -> None:
    printed = run(home, "search", case, "speaker:Pellwick courtesy")
    assert "courtesy" in printed
    assert "Brankovan answered" not in printed


@pytest.mark.parametrize("what", ["parties", "quotes", "dates"])
def test_lists_carry_their_pin(home: Path, case: Path, what: str) -> None:
    rows = json.loads(run(home, "list", case, what, "--json"))
    assert len(rows) > 10
    pins = [row["first"] if what == "parties" else row["pin"] for row in rows]
    cites = [pin["cite"] for pin in pins if pin]
    assert len(cites) >= len(rows) - 1
    assert [cite for cite in cites if not re.search(r"¶ |at \w|para\. |\(\w+\)$", cite)] == []
    assert len(run(home, "list", case, what).splitlines()) > 10


def test_events_are_listed_in_order_with_what_is_known_of_them(home: Path, case: Path) -> None:
    story = json.loads(run(home, "list", case, "events", "--json"))
    days = [row["date"]["earliest"] for row in story["rows"]]
    assert len(days) > 40 and days == sorted(days)
    assert {"kind", "standing", "responses", "group"} <= story["rows"][0].keys()
    assert len(story["conflicts"]) >= 1
    lines = run(home, "list", case, "events").splitlines()
    assert len(lines) == len(days) + len(story["undated"])
    assert lines[-1].startswith("no date: ")
    assert all(line.count("  |  ") == 4 for line in lines)


@pytest.mark.parametrize("report", ["chronology", "parties", "quotes", "checked-quotes"])
@pytest.mark.parametrize("suffix", [".docx", ".csv"])
def test_reports_are_written(
    home: Path, case: Path, tmp_path: Path, report: str, suffix: str
) -> None:
    path = tmp_path / f"{report}{suffix}"
    run(home, "report", case, report, "-o", path)
    assert path.stat().st_size > 1000


def test_the_style_of_cites_is_chosen_and_kept(home: Path, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    run(home, "report", case, "quotes", "--cites", "plain", "-o", path)
    assert "Complaint, paragraph " in path.read_text(encoding="utf-8-sig")
    assert '"cite": "Complaint, paragraph ' in run(home, "list", case, "quotes", "--json")
    run(home, "report", case, "quotes", "--cites", "bluebook", "-o", path)
    assert "Compl. ¶ " in path.read_text(encoding="utf-8-sig")


def test_a_hit_report_needs_its_search(home: Path, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "hits.csv"
    assert "--query" in run(home, "report", case, "hits", "-o", path, status=1)
    run(home, "report", case, "hits", "--query", "ferry", "-o", path)
    assert path.read_text(encoding="utf-8-sig").count("ferry") > 3


def test_a_report_in_another_format_says_which_there_are(
    home: Path, case: Path, tmp_path: Path
) -> None:
    assert ".csv, .ics, .html or .json" in run(
        home, "report", case, "quotes", "-o", tmp_path / "quotes.xyz", status=1
    )


def test_a_brief_is_checked_against_the_papers(home: Path, case: Path, tmp_path: Path) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text(
        "The Authority told Saltgrass that “[t]he landing permit is a courtesy, not a right.”\n\n"
        "It also said that “every boat shall carry two lanterns of polished brass.”\n",
        encoding="utf-8",
    )
    rows = json.loads(run(home, "check-quotes", case, brief, "--json"))
    assert [bool(row["same_words"]) for row in rows] == [True, False]
    assert rows[0]["same_words"][0]["verdict"] in ("verbatim", "brackets")
    assert [bool(row["steps"]) for row in rows] == [True, False]
    report = tmp_path / "checked.csv"
    assert "not in any paper" in run(home, "check-quotes", case, brief, "-o", report)
    assert report.is_file()


def test_the_quotations_of_the_case_itself_are_checked(home: Path, case: Path) -> None:
    rows = json.loads(run(home, "check-quotes", case, "--json"))
    assert rows
    assert all(row["pin"]["cite"] and row["omits"] is False for row in rows)


def test_two_papers_are_compared_by_number_and_by_name(
    home: Path, case: Path, tmp_path: Path
) -> None:
    listed = json.loads(run(home, "list", case, "documents", "--json"))
    one, two = listed[0], listed[1]
    told = run(home, "compare", case, one["id"], two["name"], "-o", tmp_path / "redline.docx")
    assert "of the words are the same" in told
    assert (tmp_path / "redline.docx").is_file()
    compared = json.loads(run(home, "compare", case, one["id"], one["short_name"], "--json"))
    assert compared["share"] == 1.0
    assert list(compared["counts"]) == ["same"]
    lost = run(home, "compare", case, one["id"], "no such paper", status=1)
    assert "called “no such paper”" in lost
    assert json.loads(run(home, "versions", case, "--json")) == []


def test_a_backup_restores_to_the_same_case(home: Path, case: Path, tmp_path: Path) -> None:
    run(home, "backup", case, tmp_path / "case.zip")
    run(home, "restore", tmp_path / "case.zip", tmp_path / "Again.pincite")
    before = run(home, "list", case, "quotes", "--json")
    assert run(home, "list", tmp_path / "Again.pincite", "quotes", "--json") == before
    assert run(home, "check", tmp_path / "Again.pincite") == "The case is clean.\n"


def test_importing_again_names_the_duplicates(home: Path, case: Path) -> None:
    printed = run(home, "import", case, SAMPLE / "Complaint.pdf")
    assert printed.startswith("duplicate")


def test_extract_prints_one_line_a_file_and_goes_on_after_a_bad_one(
    home: Path, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Mara Quill said, “the tide was out,” on 03/07/2026.\n", encoding="utf-8")
    empty.write_bytes(b"")
    table = tmp_path / "dates.csv"
    table.write_text("good.txt,2026-03-09\n", encoding="utf-8")
    arguments = ("extract", "--json", "--dates", table, empty, good, tmp_path / "absent.txt")
    printed = run(home, *arguments, status=1)
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert [sorted(line)[:2] for line in (lines[0], lines[2])] == [["error", "file"]] * 2
    found = lines[1]
    assert found["text"] == good.read_text(encoding="utf-8")
    for kind in ("quotes", "dates", "citations"):
        for row in found[kind]:
            assert found["text"][row["start"] : row["end"]] == row["text"]
    assert [quote["text"] for quote in found["quotes"]] == ["the tide was out,"]
    (date,) = found["dates"]
    assert date["basis"] == "ambiguous"
    assert {date["value"], *date["alternatives"]} == {"2026-03-07", "2026-07-03"}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: None, "no Pincite case"),
        (lambda folder: folder.mkdir(), "no Pincite case"),
        (lambda folder: folder.write_text("x"), "no Pincite case"),
    ],
)
def test_what_is_no_case_is_said_so(home: Path, tmp_path: Path, make: object, words: str) -> None:
    folder = tmp_path / "Nothing.pincite"
    make(folder)  # type: ignore[operator]
    assert words in run(home, "check", folder, status=1)


def test_a_case_is_not_made_over_another(home: Path, case: Path) -> None:
    run(home, "new", case, status=1)


def test_a_missing_original_is_put_back_and_no_other_file_is(home: Path, tmp_path: Path) -> None:
    folder, letter = tmp_path / "Put back.pincite", tmp_path / "letter.txt"
    letter.write_text("March 9, 2026\n\nDear Ms. Valdar: the permit is suspended.\n")
    run(home, "new", folder)
    run(home, "import", folder, letter)
    (original,) = (folder / "documents").iterdir()
    original.unlink()
    assert "is missing" in run(home, "check", folder, status=1)
    other = tmp_path / "other.txt"
    other.write_text(letter.read_text().swapcase())
    assert "is not the file" in run(home, "put-back", folder, 1, other, status=1)
    assert "letter.txt" in run(home, "put-back", folder, 1, letter)
    assert run(home, "check", folder) == "The case is clean.\n"
