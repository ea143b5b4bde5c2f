"""Pages of the help that are made of the program's own tables: its keys and its commands, as Markdown."""

from collections.abc import Iterable, Sequence
from html import escape

from ui.command import Command
from ui.language import tr
from ui.part_keys import PART_KEYS, PartKeys

__all__ = ["commands_page", "keys_page", "shown_keys"]

_CALLED = {"Return": "Enter", "-": "−"}
"""What keys are called where Qt calls them otherwise."""


def commands_page(commands: Sequence[Command]) -> str:
    """Return a table of every command with its keys, in the order of the alphabet."""
    rows = [
        (one.name, shown_keys(one.keys[:1]), one.hint)
        for one in sorted(commands, key=lambda one: one.name.casefold())
    ]
    return "\n\n".join(
        (
            tr("`Ctrl K` does each of them by name, wherever you are."),
            _table((tr("command"), tr("key"), tr("what it does")), rows),
        )
    )


def keys_page(commands: Sequence[Command], parts: Sequence[PartKeys] = PART_KEYS) -> str:
    """Return tables of every key: those of the whole window, then those of each of its parts."""
    head = (tr("key"), tr("what it does"))
    everywhere = [
        (shown_keys(one.keys), f"{one.name.rstrip('…')}: {one.hint}")
        for one in commands
        if one.keys
    ]
    pieces = [
        tr("A letter alone is a key wherever nothing is being typed. `Shift F1` opens this page."),
        f"### {tr('In the whole window')}",
        _table(head, everywhere),
    ]
    for part in parts:
        pieces.append(f"### {part.title}")
        pieces.append(_table(head, [(shown_keys(keys), words) for keys, words in part.lines]))
    return "\n\n".join(pieces)


def shown_keys(keys: Iterable[str]) -> str:
    """Return keys as the guide prints them: "Ctrl Shift M, F2". The keypad's Enter is not told apart."""
    told = dict.fromkeys(_shown(each) for each in keys if not each.endswith("Enter"))
    return ", ".join(told)


def _shown(key: str) -> str:
    """Return one key with what is held: "Ctrl++" is "Ctrl +"."""
    held, last = (key[:-1].rstrip("+"), "+") if key.endswith("+") else key.rpartition("+")[::2]
    return " ".join((*held.split("+"), _CALLED.get(last, last))).strip()


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(words) for words in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(words: str) -> str:
    return escape(words, quote=False).replace("|", "\\|").replace("*", "\\*")
