"""Writes the documents that are made of the program itself: docs/keys.md and docs/messages.md.

Run from the project's root after a command, a key or a sentence of an error was added: ``make help``, or
``python -m ui.help_files``. A test holds both documents against the program.
"""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

__all__ = ["keys_document", "main", "messages_document", "sentences"]

_DOCS = "docs"
_ROOMS: Mapping[str, str] = {
    "importers": "A file is not read",
    "index": "The search index",
    "casefile": "A case, and what is done in it",
    "reports": "Reports and links",
}
"""The rooms whose failures are shown to the user, and what they are about."""
_NOTICES = "What a paper says of itself"
_LEAST_WORDS = 4


def main(root: Path = Path()) -> None:
    """Write both documents."""
    (root / _DOCS / "keys.md").write_text(keys_document(), encoding="utf-8")
    (root / _DOCS / "messages.md").write_text(messages_document(root), encoding="utf-8")


def keys_document() -> str:
    """Return the document of all keys."""
    from ui.actions import COMMANDS
    from ui.help_pages import keys_page

    return f"# Keys\n\n{keys_page(COMMANDS)}\n"


def messages_document(root: Path) -> str:
    """Return the document of all sentences that failures are told in, from the program's source."""
    pieces = [
        "# Every message",
        "A sentence says what is wrong and what to do next. “…” stands for a name, a number or a page. What "
        "to do in general stands under [Troubles, and what to do](user-guide.md#troubles-and-what-to-do).",
    ]
    failures = _failures()
    lists = [(room, about, failures) for room, about in _ROOMS.items()]
    for room, about, kinds in (*lists, ("importers", _NOTICES, frozenset(("Notice",)))):
        paths = (root / room).rglob("*.py")
        found = sorted(
            {said for path in paths for said in sentences(path, kinds)}, key=str.casefold
        )
        if found:
            pieces.append(f"## {about}")
            pieces.append("\n".join(f"- {_escaped(said)}" for said in found))
    return "\n\n".join(pieces) + "\n"


def sentences(path: Path, kinds: Collection[str]) -> Iterator[str]:
    """Yield the sentences that a module makes failures of these kinds with."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        for target in _targets(node)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in kinds:
            continue
        for given in node.args:
            said = _words(given, constants)
            if len(said.split()) >= _LEAST_WORDS and said.rstrip().endswith((".", "…", "?")):
                yield " ".join(said.split())


def _failures() -> frozenset[str]:
    """Return the names of all failures that are shown as they stand."""
    from casefile.errors import CaseFailure
    from importers.document import ImportFailure
    from reports.links import BadLink
    from reports.report import ReportFailure

    names: set[str] = set()
    waiting: list[type[Exception]] = [CaseFailure, ImportFailure, ReportFailure, BadLink]
    while waiting:
        kind = waiting.pop()
        names.add(kind.__name__)
        waiting += kind.__subclasses__()
    return frozenset(names)


def _targets(node: ast.stmt) -> Iterator[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    yield from (target for target in targets if isinstance(target, ast.Name))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _words(node: ast.expr, constants: Mapping[str, ast.expr]) -> str:
    """Return what an expression says, with "…" for what is only known when it is said."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "…"
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(piece, constants) for piece in node.values)
    if isinstance(node, ast.FormattedValue):
        inner = node.value
        return _words(inner, constants) if _name(inner) in constants else "…"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left, constants) + _words(node.right, constants)
    if isinstance(node, ast.Call) and _name(node.func) == "tr" and node.args:
        return re.sub(r"\{[^}]*\}", "…", _words(node.args[0], constants))
    if isinstance(node, ast.Name) and node.id in constants:
        return _words(constants[node.id], {})
    return "…"


def _escaped(said: str) -> str:
    return re.sub(r"([*_<>|\[\]])", r"\\\1", said)


if __name__ == "__main__":
    main()
