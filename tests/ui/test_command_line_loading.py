"""A command loads what it needs once it is asked for; the list of commands loads none of it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("importers", "extraction", "index", "reports", "PySide6", "sqlite3", "spacy")


def loaded_by(*arguments: str) -> tuple[str, set[str]]:
    """Run a command that ends early; return what it said and which modules of the rooms it loaded."""
    code = (
        "import sys, main\n"
        "try:\n    main.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    *said, modules = run.stdout.splitlines()
    return "\n".join(said), {name for name in modules.split() if name.partition(".")[0] in ROOMS}


def test_the_version_is_told_without_the_work_of_any_room() -> None:
    said, modules = loaded_by("--version")
    assert said.startswith("Pincite ")
    assert modules == set()


@pytest.mark.parametrize("command", ["new", "search", "check", "forget", "merge"])
def test_a_command_does_not_load_what_only_others_choose_from(command: str) -> None:
    said, modules = loaded_by(command, "--help")
    assert "usage: " in said
    assert modules == set()


@pytest.mark.parametrize(
    ("command", "choice"),
    [
        ("report", "chronology,"),
        ("report", "or .json)"),
        ("import", "tesseract"),
        ("import", "subpoena,"),
        ("read-scans", "tesseract"),
        ("extract", "subpoena,"),
        ("binder", "bottom-right"),
    ],
)
def test_what_a_command_chooses_from_is_told_by_its_help(command: str, choice: str) -> None:
    said, _ = loaded_by(command, "--help")
    assert choice in said
