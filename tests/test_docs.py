"""What the program can do stands in its documents, which are its help."""

import ast
import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

import resources
from casefile import errors
from importers import sniff
from importers.document import ImportFailure
from importers.registry import IMPORTERS
from index.query import FIELDS, date_range, parse
from reports.catalogue import KINDS
from reports.export import FORMATS, REPORTS
from reports.report import ReportFailure
from resources.version import VERSION
from ui.actions import COMMANDS
from ui.command_line.arguments import command_names
from ui.help_files import keys_document, messages_document
from ui.help_topics import MANUALS, help_topics
from ui.panels.review_parts import KEYS, SHIFTED
from ui.part_keys import PART_KEYS
from ui.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
GUIDE = resources.manual("user-guide")
COMMAND_LINE = resources.manual("command-line")


def topic(title: str) -> str:
    """Return what the help says under a title."""
    return next(one.text for one in help_topics() if one.title == title)


def leaves(kind: type[Exception]) -> set[str]:
    """Return the names of a kind of failure and of all that are more special."""
    return {kind.__name__}.union(*(leaves(one) for one in kind.__subclasses__()))


# -- documents made of the program


def test_the_document_of_keys_is_what_the_program_has() -> None:
    assert resources.manual("keys") == keys_document(), "run `make help`"


def test_the_document_of_messages_is_what_the_program_says() -> None:
    assert resources.manual("messages") == messages_document(ROOT), "run `make help`"


# -- everything the program does is told


def test_every_command_of_the_command_line_is_told() -> None:
    names = command_names()
    assert len(names) >= 15
    for name in names:
        assert f"`main.py {name}" in COMMAND_LINE, name


@pytest.mark.parametrize("name", [*REPORTS, *FORMATS])
def test_every_report_and_format_is_told(name: str) -> None:
    assert f"`{name}`" in COMMAND_LINE


@pytest.mark.parametrize("title", [kind.title for kind in KINDS])
def test_every_report_is_in_the_guide_by_its_title(title: str) -> None:
    assert f"| {title} |" in topic("Reports")


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: type(one).__name__)
def test_every_kind_of_file_is_told_by_its_ending(importer: object) -> None:
    kinds = importer.media_types  # type: ignore[attr-defined]
    endings = {name for name, kind in sniff._NAMES.items() if kind in kinds}
    assert endings
    told = topic("Formats: what is read, and what is left out")
    rows = [line for line in told.splitlines() if line.startswith("|")]
    for ending in endings:
        assert any(f"`{ending}`" in row for row in rows) or ending == ".heic", ending


@pytest.mark.parametrize("ending", [".wpd", ".pptx"])
def test_what_is_kept_and_not_read_is_told(ending: str) -> None:
    told = topic("Formats: what is read, and what is left out")
    assert f"`{ending}`" in told[told.index("**Kept, but not read.**") :]


@pytest.mark.parametrize("field", FIELDS)
def test_every_search_field_is_told(field: str) -> None:
    assert f"{field}:" in topic("Searching")


FAILURES = {
    "NotACase": "The folder holds no case",
    "CaseExists": "A case of this name lies there already",
    "CaseTooNew": "A later version of Pincite wrote the case",
    "CaseInUse": "The case is open in another window",
    "CaseOpenElsewhere": "Another computer’s note says that it is open there",
    "CaseDamaged": "The case file is damaged",
    "CaseReadOnly": "The case lies where you may not write",
    "CaseUnreachable": "The disk does not answer",
    "CaseDiskFull": "The disk is full",
    "NoLocalFolder": "Your own folder for the search index cannot be written",
    "PassphraseNeeded": "A passphrase is needed",
    "NoEngine": "The engine for scans is not on this computer",
    "NoSuchFinding": "A finding is no longer in the case",
    "NoPagePicture": "A paper has no page pictures",
    "NotAValue": "What you typed is no date that can be kept",
    "NameTaken": "A short name is taken by another paper",
    "NothingToCompare": "Two papers cannot be compared",
    "NotTheOriginal": "A file is not the one that was imported",
    "EncryptedFile": "It needs a password",
    "SealedFile": "It is sealed in a way that no password opens here",
    "EmptyFile": "It is empty",
    "DamagedFile": "It is damaged",
    "TooLargeFile": "It is too large",
    "UnsupportedFormat": "Its kind cannot be read",
    "UnreadDocument": "Its kind cannot be read",
    "ReaderStopped": "Reading it took too long or too much memory",
    "HiddenLayers": "Layers are switched off in it",
    "ReportFailure": "A report cannot be written",
    "CaseFailure": "the list of messages",
    "ImportFailure": "the list of messages",
}
"""What the guide's table of troubles calls each kind of failure."""


@pytest.mark.parametrize(
    "kind",
    sorted(
        name
        for base in (errors.CaseFailure, ImportFailure, ReportFailure)
        for name in leaves(base)
        if not name.startswith("_")
    ),
)
def test_every_kind_of_failure_is_told_with_what_to_do(kind: str) -> None:
    assert kind in FAILURES, "say in the guide, under Troubles, what to do about it"
    assert FAILURES[kind] in topic("Troubles, and what to do").replace("[", "").replace("]", "")


def steps() -> list[str]:
    """Return the words of the buttons with which failures offer what to do."""
    tree = ast.parse((ROOT / "ui" / "troubles.py").read_text(encoding="utf-8"))
    return [
        call.args[0].args[0].value  # type: ignore[attr-defined]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "Step"
        and isinstance(call.args[0], ast.Call)
        and getattr(call.args[0].func, "id", "") == "tr"
    ]


@pytest.mark.parametrize("step", sorted(set(steps())))
def test_every_button_of_a_failure_is_told(step: str) -> None:
    assert len(steps()) >= 4
    assert step in topic("Troubles, and what to do")


SETTINGS = {
    "theme": "Light or dark colors",
    "recent": "The cases that were open last",
    "geometry": "Size and parting of the window",
    "splitters": "Size and parting of the window",
    "scans": "How scans are read",
    "person": "The name that your decisions and notes are signed with",
    "reports": "Columns, layout and format of reports",
    "orders": "Order and groups of the columns",
    "papers": "Papers that are open",
    "middles": "the view in the place of the columns",
    "second_window": "the second window",
    "tour_taken": "Whether the tour was offered",
    "text_percent": "All text larger or smaller",
    "less_movement": "Less movement",
    "reading": "how large papers are shown",
    "lock_after": "After how many minutes without use a protected case is locked",
}
"""What the guide's table of settings calls each."""


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_told(name: str) -> None:
    assert name in SETTINGS, "say in the guide, under Settings, what it is and where it is kept"
    assert SETTINGS[name] in topic("Settings")


# -- keys


def normal(keys: str) -> str:
    """Return keys as Qt writes them."""
    return QKeySequence(keys).toString()


def keys_of(part: str) -> set[str]:
    """Return the keys that the table names for a part of the window."""
    lines = [line for one in PART_KEYS if one.part == part for line in one.lines]
    return {normal(key) for keys, _ in lines for key in keys}


def test_keys_of_the_review_are_told() -> None:
    told = keys_of("ReviewPanel")
    for key in KEYS:
        assert QKeySequence(key).toString() in told, key
    for key in SHIFTED:
        assert normal(f"Shift+{QKeySequence(key).toString()}") in told, key


def test_the_guides_table_of_the_review_has_its_keys() -> None:
    rows = re.findall(
        r"(?m)^\| ((?:Shift )?[A-Z](?:pace)?(?:, [^|]+)?) \|", topic("Reviewing suggestions")
    )
    named = {normal(key.replace(" ", "+")) for row in rows for key in row.split(", ")}
    assert len(named) > 8
    assert named <= keys_of("ReviewPanel")


def test_keys_in_the_guide_are_keys_of_the_program() -> None:
    known = {normal(key) for command in COMMANDS for key in command.keys}
    known |= {normal(key) for one in PART_KEYS for keys, _ in one.lines for key in keys}
    named = set(
        re.findall(r"`((?:(?:Ctrl|Shift|Alt) )+(?:[A-Z0-9]|F\d+|Tab|Enter|Return))`", GUIDE)
    )
    assert len(named) > 20
    for keys in named:
        assert normal(keys.replace(" ", "+").replace("Enter", "Return")) in known, keys


# -- examples and links


def examples() -> list[str]:
    """Return the queries that the guide shows."""
    table = GUIDE[GUIDE.index("| you type |") : GUIDE.index("Court stamps, page numbers")]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    queries = [query for cell in cells for query in re.findall("`([^`]+)`", cell)]
    return [query for query in queries if not query.endswith(":")]  # a field named for its own sake


@pytest.mark.parametrize("query", examples())
def test_every_example_is_understood_without_a_warning(query: str) -> None:
    parsed = parse(query)
    assert parsed.tree is not None
    assert parsed.warnings == ()
    if query.startswith(("date:", "before:", "after:")):
        assert date_range(query.partition(":")[2]) is not None


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_documents_that_the_help_shows_come_with_the_program() -> None:
    for name in ("user-guide", *MANUALS):
        assert resources.manual(name).startswith("# ")


def test_the_changelog_and_the_version_agree() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {VERSION}" in changes or "## Unreleased" in changes
