"""Scans on the command line: read after an import unless told otherwise, by themselves, and again."""

import json

import pytest

from importers.document import ReaderStopped
from main import main
from tests.casefile.scans import FIRST, SCANNED, ScanWorkers, picture_of, write_pdf

SHEET = picture_of(("A sheet that came from a scanner.",))
STOPPED = ReaderStopped("It could not be read by machine: it took too long. Look at its picture.")


@pytest.fixture
def workers(monkeypatch, tmp_path):
    """Give every command these workers, and a new case beside a paper of text and two scans."""
    made = ScanWorkers()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("casefile.workers.Workers", lambda: made)
    write_pdf(tmp_path / "Log.pdf", (FIRST, SHEET, SHEET))
    main(["new", str(tmp_path / "case")])
    return made


@pytest.fixture
def run(workers, tmp_path, capsys):
    def run(command, *more):
        capsys.readouterr()
        places = {"import": ["case", "Log.pdf"], "read-scans": ["case"], "extract": ["Log.pdf"]}
        paths = [str(tmp_path / place) for place in places[command]]
        status = main([command, *paths, *more])
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


def test_an_import_reads_scans_and_says_so(run, workers):
    assert run("import") == (
        0,
        [
            "imported   “Log.pdf” is ready.",
            "1 imported, 0 left out, 0 failed",
            "read       “Log.pdf” was read by machine, 2 pages.",
            "1 read by machine, 0 failed",
        ],
        "",
    )
    assert [engine for _, _, engine, _ in workers.recognized] == ["rapidocr", "rapidocr"]
    assert run("read-scans") == (0, [], "")


def test_an_import_that_leaves_scans_alone_says_what_waits(run, workers):
    status, lines, _ = run("import", "--no-scans")
    assert status == 0 and workers.recognized == []
    assert lines[-1] == "2 pages wait to be read by machine: `main.py read-scans CASE` does that"
    assert run("read-scans")[1][-1] == "1 read by machine, 0 failed"


def test_pages_that_failed_are_read_again_when_told(run, workers):
    workers.failing = {2: STOPPED, 3: STOPPED}
    status, lines, _ = run("import")
    assert status == 1
    assert lines[2] == f"failed     “Log.pdf” could not be read by machine. {STOPPED}"
    assert "wait to be read" not in lines[-1]
    workers.failing = {}
    assert run("read-scans")[:2] == (0, [])
    assert run("read-scans", "--again")[1][-1] == "1 read by machine, 0 failed"


def test_an_engine_that_is_not_there_ends_the_command_before_the_import(run, workers, monkeypatch):
    monkeypatch.setattr("importers.ocr.available", lambda: ("rapidocr",))
    status, lines, told = run("import", "--engine", "tesseract")
    assert (status, lines) == (1, [])
    assert told.startswith("pincite: Tesseract is not installed on this computer.")
    assert workers.reads == []


def test_extract_reads_scans_only_when_told(run, workers):
    _, (line,), _ = run("extract", "--json")
    plain = json.loads(line)
    assert {page["source"] for page in plain["pages"]} == {"digital"} and not workers.recognized
    workers.failing = {3: STOPPED}
    status, (line,), _ = run("extract", "--json", "--scans")
    read = json.loads(line)
    assert status == 0 and [page["source"] for page in read["pages"]] == [
        "digital",
        "ocr",
        "digital",
    ]
    assert " ".join(SCANNED) in " ".join(read["text"].split())
    assert f"Page 3: {STOPPED}" in read["warnings"]
