"""A case is protected, made plain again, or given another passphrase, and the program dies meanwhile."""

from collections.abc import Iterable

from benchmarks.reliability.operations import (
    Operation,
    Ready,
    decisions,
    drain,
    full,
    go_on,
    one_by_one,
)
from benchmarks.reliability.place import SECRET, Log, Place, lies_plain
from casefile import case_key, protecting
from casefile.case import Case
from casefile.import_records import Progress
from casefile.protection import Cost, Protection
from casefile.workers import Workers

__all__ = ["PROTECTING"]


def _full_protected(place: Place, workers: Workers) -> None:
    full(place, workers)
    drain(_protecting(place))


def _protecting(place: Place) -> Iterable[Progress]:
    cheap = Cost(iterations=1, lanes=1, memory=64)
    return protecting.protect(place.case, Protection(SECRET), place.local, cheap)


def _protect(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    drain(_protecting(place))
    log.note("protected")


def _unprotect(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    ready()
    drain(protecting.unprotect(place.case, SECRET, place.local))
    log.note("plain again")


def _change_passphrase(place: Place, workers: Workers, log: Log, ready: Ready) -> None:
    cheap = Cost(iterations=1, lanes=1, memory=64)
    ready()
    for _ in range(3):
        case_key.rewrap(place.case, SECRET, Protection(SECRET), cheap)
        log.note("changed")


def _protected_amiss(place: Place, case: Case, log: list[str]) -> Iterable[str]:
    if case.is_protected < ("protected" in log) or case.is_protected > ("plain again" not in log):
        yield "it was told to be protected, or plain, and is not"
    if case.is_protected and not case_key.well_kept(place.case):
        yield "the wrapped keys are not kept twice"
    if case.is_protected:
        yield from lies_plain(place)


PROTECTING = (
    Operation("protecting", full, _protect, _protected_amiss, go_on),
    Operation("taking protection away", _full_protected, _unprotect, _protected_amiss, go_on),
    Operation("another passphrase", _full_protected, _change_passphrase, _protected_amiss, go_on),
    Operation(
        "decisions in a protected case",
        _full_protected,
        one_by_one(decisions),
        _protected_amiss,
        go_on,
        states=True,
    ),
)
"""What is done about protection itself: begun with a plain case."""
