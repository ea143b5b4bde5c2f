"""What protecting a case and its backups costs, plain and protected in turns.

Run from the project's root: ``python -m benchmarks.protecting [CASE] [--papers FOLDER] [--runs N]``. Papers,
the sample's without a folder, are imported into new cases; a copy of CASE, or what was imported, is opened,
searched, looked at and backed up, once as it is and once protected. What trying a passphrase takes does not
grow with the case, so it is told apart: a protected backup takes it twice, since it is opened again to be
proved. Factors are protected over plain.
"""

import argparse
import itertools
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import SAMPLE, in_turns, show
from casefile import protected_file
from casefile.case import Case
from casefile.case_key import CaseKey, unlock
from casefile.protecting import protect
from casefile.protection import Protection, new_key, unwrapped, wrapped
from casefile.workers import Workers

__all__ = ["Figures", "run"]

_PROTECTION = Protection("four words that do not belong")
_QUERIES = ("court", "of the court", "fraud AND damages", "plaint*", "speaker:tamsin", "date:2017")
_SEARCHES = 5  # rounds of all queries in a turn


@dataclass(frozen=True)
class Figures:
    """Medians in seconds of each work, plain and protected, by its name; and what is told beside them."""

    works: dict[str, tuple[float, float]]
    to_protect: float
    one_try: float
    size: int

    @property
    def factors(self) -> dict[str, float]:
        """By how much each work takes longer in a protected case."""
        return {name: protected / plain for name, (plain, protected) in self.works.items()}


class _Place:
    """Cases of two kinds in one folder, opened with the same workers."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.folder, self.workers = folder, workers
        self._numbers = itertools.count()

    def new(self, papers: Path | None = None, given: Path | None = None) -> Path:
        """Make a plain case, or a copy of one, and import papers."""
        folder = self.folder / f"{next(self._numbers)}.pincite"
        if given is not None:
            shutil.copytree(given, folder)
            return folder
        with Case.create(folder, self.workers, local=self.local(folder)) as case:
            if papers is not None:
                _drain(case, papers)
        return folder

    def protected(self, papers: Path | None = None, given: Path | None = None) -> Path:
        """Make the same with a passphrase."""
        folder = self.new(given=given)
        for _ in protect(folder, _PROTECTION, self.local(folder)):
            pass
        if papers is not None:
            with self.open(folder, unlock(folder, _PROTECTION.passphrase)) as case:
                _drain(case, papers)
        return folder

    def local(self, folder: Path) -> Path:
        """Return what stands for this user's own folder."""
        return self.folder / f"local {folder.stem}"

    def open(self, folder: Path, key: CaseKey | None) -> Case:
        """Open a case; its passphrase was tried before."""
        return Case.open(folder, self.workers, local=self.local(folder), copy=False, secret=key)


def run(given: Path | None = None, papers: Path = SAMPLE, runs: int = 3) -> Figures:
    """Do all works with plain and protected cases in turns."""
    workers = Workers()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measured(_Place(Path(folder), workers), given, papers, runs)
    finally:
        workers.close()


def _measured(place: _Place, given: Path | None, papers: Path, runs: int) -> Figures:
    imported = _imports(place, papers, runs)
    plain = place.new(None if given else papers, given)
    started = time.perf_counter()
    sealed = place.protected(given=plain)
    to_protect = time.perf_counter() - started
    key = unlock(sealed, _PROTECTION.passphrase)
    slots = wrapped(new_key(), _PROTECTION, b"", protected_file.COST)
    (one_try,) = in_turns(runs, lambda: unwrapped(slots, _PROTECTION.passphrase, b"", "x"))

    def opening(folder: Path, with_key: CaseKey | None) -> Callable[[], object]:
        return lambda: place.open(folder, with_key).close()

    works = {"import": imported}
    place.open(sealed, key).close()
    works["open, without the try"] = _two(runs, opening(plain, None), opening(sealed, key))
    with place.open(plain, None) as one, place.open(sealed, key) as other:
        for case in (one, other):
            for _ in case.keep_index():
                pass
        works["search"] = _two(runs, lambda: _search(one), lambda: _search(other))
        works["page picture"] = _two(runs, *(_pictures(case) for case in (one, other)))
        works["backup, written and proved"] = _two(
            runs,
            lambda: one.backup(place.folder / "plain.zip"),
            lambda: other.backup(place.folder / "sealed.zip"),
        )
        works["check"] = _two(runs, one.check, other.check)
        works["backup with a passphrase of its own, with two tries"] = (
            works["backup, written and proved"][0],
            in_turns(runs, lambda: one.backup(place.folder / "protected", _PROTECTION))[0],
        )
    return Figures(works, to_protect, one_try, (place.folder / "plain.zip").stat().st_size)


def _imports(place: _Place, papers: Path, runs: int) -> tuple[float, float]:
    """Import the papers into new cases; making these, and the passphrase's tries, are not counted."""
    folders = [(place.new(), place.protected()) for _ in range(runs)]
    cases = [
        (place.open(plain, None), place.open(sealed, unlock(sealed, _PROTECTION.passphrase)))
        for plain, sealed in folders
    ]
    of_plain, of_sealed = (iter(each) for each in zip(*cases, strict=True))
    with place.open(place.new(), None) as first:
        _drain(first, SAMPLE)  # starts the workers, which end when a protected case is closed
        try:
            return _two(
                runs,
                lambda: _drain(next(of_plain), papers),
                lambda: _drain(next(of_sealed), papers),
            )
        finally:
            for case in itertools.chain(*cases):
                case.close()


def _two(
    runs: int, plain: Callable[[], object], sealed: Callable[[], object]
) -> tuple[float, float]:
    first, second = in_turns(runs, plain, sealed)
    return first, second


def _drain(case: Case, papers: Path) -> None:
    for _ in case.ingest([papers]):
        pass


def _search(case: Case) -> None:
    for _ in range(_SEARCHES):
        for query in _QUERIES:
            case.search(query)


def _pictures(case: Case) -> Callable[[], object]:
    numbers = [row.id for row in case.documents() if case.page_sizes(row.id)][:5]

    def draw() -> None:
        for number in numbers:
            case.page_image(number, 1, 1.0)

    return draw


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path, nargs="?")
    parser.add_argument("--papers", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    found = run(asked.case, asked.papers, asked.runs)
    show(
        [
            ("size of the plain backup", f"{found.size / 1e6:.1f} MB"),
            ("one try of a passphrase", f"{found.one_try:.2f} s"),
            ("to protect the case", f"{found.to_protect:.2f} s"),
            *(
                (name, f"{plain:.3f} s, protected {sealed:.3f} s: {sealed / plain:.2f} times")
                for name, (plain, sealed) in found.works.items()
            ),
        ]
    )


if __name__ == "__main__":
    _main()
