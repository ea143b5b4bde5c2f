"""The arguments of the command line."""

import argparse

from casefile.frozen import program_name
from resources.version import VERSION
from ui.command_line import (
    asking,
    binding,
    cases,
    exchange,
    extracting,
    own_words,
    protecting,
    reporting,
    self_check,
    tables,
)
from ui.command_line.group import Group

__all__ = ["command_names", "command_parser"]


def command_parser() -> argparse.ArgumentParser:
    """Return the parser; what it parsed has ``run``, which does the command."""
    return _filled()[0]


def command_names() -> tuple[str, ...]:
    """Return what the commands are called: anything else in their place names a case."""
    return _filled()[1].names


def _filled() -> tuple[argparse.ArgumentParser, Group]:
    parser = argparse.ArgumentParser(
        prog=program_name(),
        description="Pincite: an offline case-file organizer for attorneys. "
        f"Without a command it opens the window; `{program_name()} CASE` opens that case in it.",
    )
    parser.add_argument("--version", action="version", version=f"Pincite {VERSION}")
    group = Group(parser)
    for commands in (
        cases,
        tables,
        exchange,
        asking,
        own_words,
        protecting,
        reporting,
        binding,
        extracting,
        self_check,
    ):
        commands.add_commands(group)
    return parser, group
