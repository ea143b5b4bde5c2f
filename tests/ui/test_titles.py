"""Titles of windows show in the system's lists and on shared screens: no word of a case but its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ALLOWED = {
    "ui/main_window.py": {"name=case.name"},
    "ui/reader_window.py": {"case=name"},
    "ui/dialogs/parties.py": {"number=number"},
}
"""What a title may name besides: the case, or how many things a form is about."""
HANDED_ON = {"ui/frame.py", "ui/dialogs/form.py", "ui/dialogs/lists.py", "ui/pick_button.py"}
"""Modules whose titles are given by others."""


def titles(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield what is given as the title of a window, a form or a list."""
    forms = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Form" for base in node.bases)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in forms:
            for call in ast.walk(node):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Attribute)
                    and call.func.attr == "__init__"
                    and len(call.args) >= 3
                ):
                    yield call.args[0]
        elif isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            if called in ("setWindowTitle", "show_lines") and not (
                called == "show_lines" and len(node.args) < 3
            ):
                yield node.args[0]


def faults(file: str, tree: ast.AST) -> Iterator[str]:
    """Yield each title that could carry words of a paper."""
    for title in titles(tree):
        parts = title.elts if isinstance(title, ast.Tuple) else [title]
        if isinstance(title, ast.IfExp):
            parts = [title.body, title.orelse]
        for part in parts:
            if isinstance(part, ast.Constant):
                continue
            if isinstance(part, ast.Call) and ast.unparse(part.func) == "tr":
                named = {ast.unparse(keyword) for keyword in part.keywords}
                if named <= ALLOWED.get(file, set()):
                    continue
            elif isinstance(part, ast.Name) and part.id == "title":
                continue  # given by who opens the form; a plain text by the rule above
            yield f"{file}:{part.lineno} {ast.unparse(part)}"


def test_no_title_carries_words_of_a_paper() -> None:
    found = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        file = str(path.relative_to(ROOT))
        if file not in HANDED_ON:
            found += faults(file, ast.parse(path.read_text(encoding="utf-8")))
    assert not found, "\n".join(found)


def test_the_rule_can_fail() -> None:
    bad = ast.parse(
        "class F(Form):\n"
        "    def __init__(self):\n"
        "        super().__init__(tr('Edit {name}', name=row.name), 'x', 'y')\n"
        "window.setWindowTitle(row.name)\n"
        "window.setWindowTitle(tr('Fine'))\n"
    )
    assert len(list(faults("ui/bad.py", bad))) == 2
