"""What the program can do stands in its documents."""

import re
from pathlib import Path

import pytest

from index.query import FIELDS, date_range, parse
from reports.export import FORMATS, REPORTS
from ui.actions import COMMANDS
from ui.command_line.arguments import command_names

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8")
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_every_command_of_the_command_line_is_told() -> None:
    names = command_names()
    assert len(names) >= 15
    for name in names:
        assert f"`main.py {name}" in COMMAND_LINE, name


@pytest.mark.parametrize("name", [*REPORTS, *FORMATS])
def test_every_report_and_format_is_told(name: str) -> None:
    assert f"`{name}`" in COMMAND_LINE


@pytest.mark.parametrize("field", FIELDS)
def test_every_search_field_is_told(field: str) -> None:
    assert f"{field}:" in GUIDE


@pytest.mark.parametrize("keys", [command.keys[0] for command in COMMANDS if command.keys])
def test_every_key_is_told(keys: str) -> None:
    table = GUIDE[GUIDE.index("## Keys") :]
    assert re.search(rf"(?<![\w+]){re.escape(keys)}(?![\w+])", table), keys


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


def test_the_changelog_and_the_version_agree() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert version
    assert f"## {version[1]}" in changes or "## Unreleased" in changes
