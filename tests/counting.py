"""Counts work instead of timing it, so that a busy machine changes nothing."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

__all__ = ["calls_of", "counted", "steps_of"]


def steps_of(work: Callable[[], object]) -> int:
    """Return how many lines of Python this thread runs in ``work``, and how many functions it calls.

    Each round of a loop or a comprehension counts, and so does each call of a function that is not written
    in Python (of Qt, say); what such a function does inside does not.
    """
    count = 0

    def line(_frame: FrameType, _event: str, _about: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def call(_frame: FrameType, event: str, _about: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(before[1])
        sys.settrace(before[0])
    return count


def calls_of(name: str, work: Callable[[], object]) -> int:
    """Return how often this thread calls functions of that name, not written in Python, in ``work``."""
    count = 0

    def call(_frame: FrameType, event: str, about: Any) -> None:
        nonlocal count
        count += event == "c_call" and getattr(about, "__name__", "") == name

    before = sys.getprofile()
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def counted(patch: pytest.MonkeyPatch, owner: object, name: str) -> list[str]:
    """Have each call of ``owner``'s function ``name`` noted in the list that is returned.

    The owner is a module or a class; an object of Qt would keep itself alive by what is put back.
    """
    calls: list[str] = []
    function = getattr(owner, name)

    def noted(*given: Any, **named: Any) -> Any:
        calls.append(name)
        return function(*given, **named)

    patch.setattr(owner, name, noted)
    return calls
