"""The command that has the program check itself."""

import sys

from ui.command_line.group import Group

__all__ = ["add_commands", "run"]


def add_commands(group: Group) -> None:
    """Add the command to the parser."""
    group.add(
        "self-check",
        lambda _options, _doors: run(),
        "put every part of the program to work on the sample case, in a place that goes again",
        case=False,
    )


def run() -> int:
    """Check the program, print a line for each step, and return the exit status."""
    from ui.self_check import self_check

    failed = 0
    for outcome in self_check():
        failed += not outcome.passed
        print(f"{_mark(outcome.passed)} {outcome.title}: {outcome.sentence}", flush=True)
    if failed:
        print("Pincite does not work as it should here.")
        return 1
    print("Pincite works as it should.")
    return 0


def _mark(passed: bool) -> str:
    """Return a tick or a cross; some consoles have neither."""
    mark = "✓" if passed else "✗"
    try:
        mark.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "+" if passed else "-"
    return mark
