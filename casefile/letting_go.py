"""Lets go of large values in pieces, so that other threads run meanwhile.

Where the last reference to an answer of 100,000 rows goes, all of them are taken away in one go: 50 ms and
more, in which no other thread runs. So whoever had it last hands it over, and a function what it has made for
itself when it ends. It is taken apart from outside inwards, as far as nobody else has it, and large parts go
some hundred at a time.
"""

import gc
import sys
from collections.abc import Iterator
from typing import Any

from casefile.turns import in_turns

__all__ = ["is_worth_it", "nobodys", "take_apart"]

_AT_ONCE = 500
_HERE = 2  # references that a value has where it is looked at: its name, and the call that counts
_CONTAINERS = (tuple, list, dict, set, frozenset)
_PLAIN = (type(None), bool, int, float, str, bytes)


def is_worth_it(value: object) -> bool:
    """Tell whether there may be much to let go of."""
    return not isinstance(value, _PLAIN) and value != ()


def nobodys(values: list[Any]) -> list[Any]:
    """Move what nobody else has from a list to another, to be taken apart; the rest stays for a later look.

    Whoever reads a value to its end would else be the last to have it, and let go of all of it in one go.
    """
    found: list[Any] = []
    held: list[Any] = []
    while values:
        value = values.pop()
        (found if sys.getrefcount(value) <= _HERE else held).append(value)
    values += reversed(held)
    return found


def take_apart(values: list[Any]) -> None:
    """Empty the list, and let go of what was in it and is nobody else's, a few hundred things at a time."""
    for _ in in_turns(_pieces(values)):
        pass


def _pieces(values: list[Any]) -> Iterator[None]:
    while values:
        value = values.pop()
        is_ours = sys.getrefcount(value) <= _HERE
        if not is_ours or not (isinstance(value, _CONTAINERS) or gc.is_tracked(value)):
            continue
        if isinstance(value, (dict, list)) and len(value) > _AT_ONCE:
            yield from _emptied(value)
            continue
        parts = gc.get_referents(value)
        del value  # its parts are still held, so that nothing else goes with it
        if len(parts) <= _AT_ONCE:
            values += parts
            parts.clear()
        while parts:
            del parts[-_AT_ONCE:]
            yield


def _emptied(value: dict[Any, Any] | list[Any]) -> Iterator[None]:
    """Take out what is in a container; even to ask for all of it at once would be a long call."""
    while value:
        if isinstance(value, list):
            del value[-_AT_ONCE:]
        else:
            for _ in range(min(_AT_ONCE, len(value))):
                value.popitem()
        yield
