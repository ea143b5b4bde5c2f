"""One command of the window: its name, key and hint, once, for menus, tooltips and the palette."""

from dataclasses import dataclass

__all__ = ["Command", "tooltip"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``key`` names the handler; ``keys`` are shortcuts, the first of which is shown.

    ``in_rows`` keeps the shortcuts to the lists of rows and hits, where the same keys mean something else
    elsewhere: Return searches in the search field, Space presses a button. Commands of one ``choice``
    are checked one at a time; those with ``switch`` are on or off.
    """

    key: str
    name: str
    hint: str
    keys: tuple[str, ...] = ()
    needs_case: bool = True
    in_rows: bool = False
    choice: str = ""
    switch: bool = False


def tooltip(command: Command) -> str:
    """Return a command's hint with its key: "This finding is right (A)"."""
    return f"{command.hint} ({command.keys[0]})" if command.keys else command.hint
