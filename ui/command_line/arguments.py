"""The arguments of the command line."""

import argparse

from ui.command_line import (
    asking,
    binding,
    cases,
    exchange,
    extracting,
    own_words,
    reporting,
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
        prog="main.py",
        description="Pincite: an offline case-file organiser for attorneys. "
        "Without a command it opens the window; `main.py CASE` opens that case in it.",
    )
    group = Group(parser)
    for commands in (cases, tables, exchange, asking, own_words, reporting, binding, extracting):
        commands.add_commands(group)
    return parser, group
