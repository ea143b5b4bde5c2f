"""What the commands have in common: how they are added to the parser, and how they print."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from ui.command_line.doors import Doors

__all__ = ["Command", "Group", "Run", "add_engine", "kinds", "print_json"]

Run: TypeAlias = Callable[[argparse.Namespace, Doors], int]
"""Does a command and returns the exit status."""


class Command(argparse.ArgumentParser):
    """The parser of one command."""

    _late: Callable[[argparse.ArgumentParser], None] | None = None

    def add_late(self, arguments: Callable[[argparse.ArgumentParser], None]) -> None:
        """Have ``arguments`` add the rest once this command is asked for.

        What can be chosen of a report or an engine is told by modules that no other command should load.
        """
        self._late = arguments

    def parse_known_args(
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse what stands behind the command's name."""
        if self._late is not None:
            self._late(self)
            self._late = None
        return super().parse_known_args(args, namespace)


class Group:
    """The commands of one parser."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(
            required=True, metavar="COMMAND", parser_class=Command
        )

    def add(
        self, name: str, run: Run, told: str, *, case: bool = True, json: bool = False
    ) -> Command:
        """Add a command that ``run`` does; ``case`` is its first argument, ``json`` one of its options."""
        added = self._commands.add_parser(name, help=told, description=told)
        added.set_defaults(run=run)
        if case:
            added.add_argument("case", type=Path)
            added.add_argument(
                "--unlock",
                type=Path,
                metavar="FILE",
                help="of a protected case: its first line is the passphrase, “-” for what is piped in",
            )
        if json:
            added.add_argument("--json", action="store_true")
        return added

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the commands are called."""
        return tuple(self._commands.choices)


def add_engine(command: argparse.ArgumentParser) -> None:
    """Let a command be told what reads scans."""
    from importers.ocr import ENGINES

    command.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0], help="what reads scans by machine"
    )


def kinds() -> list[str]:
    """Return the kinds of documents by name."""
    from extraction.findings import DocumentKind

    return [kind.value for kind in DocumentKind]


def print_json(value: object) -> None:
    """Print a value as one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
