"""Every text of the window goes through ``tr``, and a translation reaches the screen."""

import ast
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = [
    path
    for path in sorted((ROOT / "ui").rglob("*.py"))
    if "command_line" not in path.parts and path.name != "language.py"
]
SHOWS = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QGroupBox", "QAction"),
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText", "setTitle"),
    *("setAccessibleName", "setAccessibleDescription", "setWindowTitle", "setLabelText", "addTab"),
    *("addAction", "addMenu", "addRow", "setHeaderLabels", "setInformativeText", "setSuffix"),
    *("addButton", "addItem", "say", "Command"),
}
"""What puts its text on the screen at once."""


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            yield node, getattr(function, "id", name)


def words_of(node: ast.expr) -> str:
    """Return the letters of a literal, formatted or not; "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def is_text(words: str) -> bool:
    """Tell whether words are for a reader: no key, mark of HTML, kind of file or name of the program."""
    named = re.fullmatch(r"Pincite|OCR|PDF|[a-z_]*|(Ctrl|Shift|Alt|\+|[A-Z]|F\d+|Esc)+", words)
    return bool(re.search(r"[A-Za-z]{2}", words)) and not named and "<" not in words


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_widget_shows_is_no_bare_literal(path: Path) -> None:
    bare = [
        f"line {call.lineno}: {words_of(argument)!r}"
        for call, name in calls(path)
        if name in SHOWS
        for argument in call.args
        if is_text(words_of(argument))
    ]
    assert not bare, f"put tr(…) around: {bare}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_translated_text_is_a_literal_with_a_value_for_each_of_its_names(path: Path) -> None:
    for call, name in calls(path):
        if name != "tr":
            continue
        assert isinstance(call.func, ast.Name), f"line {call.lineno}: use tr of ui.language"
        assert len(call.args) == 1, f"line {call.lineno}: one text and named values"
        (text,) = call.args
        assert isinstance(text, ast.Constant), f"line {call.lineno}: no literal"
        assert isinstance(text.value, str)
        if call.keywords:
            fields = {field for _, field, _, _ in string.Formatter().parse(text.value)} - {None}
            assert fields == {each.arg for each in call.keywords}, f"line {call.lineno}"


def test_in_another_language_no_word_of_the_window_stays_in_this_one() -> None:
    """Run in a process of its own: a language is set before the window's modules are loaded."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.another_language"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["left"] == []
    assert told["translated"] > 300
