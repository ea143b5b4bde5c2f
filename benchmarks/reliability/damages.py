"""Damages the files of a case one at a time, and looks whether the program notices and what it can give back.

A damage is a flipped bit, a cut, a zeroed block, an empty or a missing file. Of the case file it must be
noticed on opening or by the check, and the newest good copy must give the case back; an original must be
named, and come back from a backup; the search index must heal by itself, with the same answers.
"""

import random
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.place import Place, said, told
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.page_sums import Run
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

__all__ = ["KINDS", "Damages", "Files"]

KINDS = ("a flipped bit", "a cut file", "a zeroed block", "an empty file", "a missing file")
_WEIGHTS = (12, 3, 3, 1, 1)
_WORDS = ("berth", "ferry", "Vantreese", "service")


@dataclass
class Damages:
    """What came of damages to one kind of file."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind of damage and what became of it."""
    faults: list[str] = field(default_factory=list)

    @property
    def made(self) -> int:
        """How many damages were made."""
        return self.outcomes.total()


class Files:
    """One case, of which copies are damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = Place(folder / "template")
        self._workers = FakeWorkers()
        self._backup = folder / "backup.zip"
        self._fill()

    def close(self) -> None:
        """End the workers."""
        self._workers.close()

    def _fill(self) -> None:
        """Make a case with a good copy of the day, and work that is newer than the copy."""
        place = self._template
        paper(place.papers, "Complaint.txt", COMPLAINT)
        paper(place.papers, "Ferry fight.txt", ARTICLE * 40)
        with Case.create(place.case, self._workers, local=place.local) as case:
            list(case.ingest([place.papers]))
            view = case.view()
            case.accept([each.ref for each in view.quotes])
            case.add_note(view.quotes[0].ref, "Ask her about the berth and the notice.")
        for copy in (place.case / "backups").iterdir():
            copy.unlink()
        with self._opened(place):
            pass  # makes the copy of the day
        self.copied = said(place.case / "case.db")
        with self._opened(place) as case:
            case.add_issue("Notice")
            paper(place.papers, "Reply.txt", "Reply of Marrow Ferry. It paid on 2026-04-01.\n")
            list(case.ingest([place.papers / "Reply.txt"]))
            case.backup(self._backup)
            self.answers = [case.search(word).total for word in _WORDS]
            if case.check():
                raise RuntimeError("the case was not whole before")
        self.whole = said(place.case / "case.db")

    def _opened(self, place: Place) -> Case:
        return Case.open(place.case, self._workers, local=place.local)

    def _answers(self, case: Case) -> list[int]:
        return [case.search(word).total for word in _WORDS]

    def database(self, times: int, chance: random.Random) -> Damages:
        """Damage the case file; each time open, check, mend and look what came back."""
        found = Damages()
        for _ in range(times):
            place = self._template.copy_to(self._folder / "trial")
            what = _damage(place.case / "case.db", chance)
            found.outcomes[what.partition(" at ")[0], self._noticed(place, found, what)] += 1
            try:
                self._mended(place, found, what)
            except Exception as error:
                found.faults.append(f"{what}: not mended: {type(error).__name__}: {error}")
        return found

    def _noticed(self, place: Place, found: Damages, what: str) -> str:
        try:
            with self._opened(place) as case:
                if any(problem.subject == "case.db" for problem in case.check()):
                    return "named by the check"
        except CaseFailure:
            return "refused on opening"
        except Exception as error:
            found.faults.append(f"{what}: {type(error).__name__}: {error}")
            return "fault"
        found.faults.append(f"{what}: unnoticed")
        return "unnoticed"

    def _mended(self, place: Place, found: Damages, what: str) -> None:
        mended = Case.mend(place.case, local=place.local)
        if [file.name for file in mended.papers] != ["0003 Reply.txt"]:
            found.faults.append(f"{what}: newer papers told are {mended.papers}")
        copied = said(place.case / "case.db")
        for newer in [row for row in copied["papers"] if "received" in row]:
            del copied["papers"][newer]
        if differences := told(self.copied, copied):
            found.faults.append(f"{what}: the copy says something else: {differences[0]}")
        with self._opened(place) as case:
            list(case.resume())
            list(case.keep_index())
            now = said(place.case / "case.db")
            for name in ("papers", "mentions", "quotes", "dates", "notes", "same words"):
                if now[name] != self.whole[name]:
                    found.faults.append(f"{what}: after mending other {name}")
            if self._answers(case) != self.answers:
                found.faults.append(f"{what}: after mending a search finds something else")
            found.faults += [f"{what}: after mending: {each.sentence}" for each in case.check()]

    def originals(self, times: int, chance: random.Random) -> Damages:
        """Damage an original; it must be named, and be whole again once the backup's is put back."""
        found = Damages()
        place = self._template.copy_to(self._folder / "trial")
        with self._opened(place) as case:
            names = sorted(file.name for file in (place.case / "documents").iterdir())
            for _ in range(times):
                name = chance.choice(names)
                file = place.case / "documents" / name
                file.chmod(0o600)
                what = _damage(file, chance)
                problems = [each.subject for each in case.check()]
                outcome = "named by the check" if problems == [name] else "unnoticed"
                found.outcomes[what.partition(" at ")[0], outcome] += 1
                if problems != [name]:
                    found.faults.append(f"{what}: the check names {problems}")
                with zipfile.ZipFile(self._backup) as archive:
                    file.unlink(missing_ok=True)
                    file.write_bytes(archive.read(f"documents/{name}"))
            found.faults += [f"put back: {each.sentence}" for each in case.check()]
        return found

    def index(self, times: int, chance: random.Random) -> Damages:
        """Damage a file of the search index, by which opening must heal it, with the same answers."""
        found = Damages()
        place = self._template.copy_to(self._folder / "trial")
        with self._opened(place) as case:
            list(case.keep_index())
            index = case._store.local.index  # noqa: SLF001 - it lies where no door leads
        whole = {file.name: file.read_bytes() for file in index.iterdir() if file.is_file()}
        names = sorted(name for name in whole if not name.endswith(".lock"))
        for at in range(times):
            what = _damage(index / names[at % len(names)], chance)
            with self._opened(place) as case:
                list(case.keep_index())
                same = self._answers(case) == self.answers
                clean = case.check() == ()
            outcome = "healed by itself" if same and clean else "other answers"
            found.outcomes[what.partition(" at ")[0], outcome] += 1
            if outcome != "healed by itself":
                found.faults.append(f"{what}: {outcome}")
            names = sorted(
                file.name
                for file in index.iterdir()
                if file.is_file() and not file.name.endswith(".lock")
            )
        return found

    def beside(self, times: int, chance: random.Random) -> Damages:
        """Damage what is kept beside the case file to care for it; none of it may be missed or do harm."""
        found = Damages()
        for at in range(times):
            place = self._template.copy_to(self._folder / "trial")
            places: tuple[Callable[[], Path], ...] = (
                lambda: place.case / "case.sums",  # noqa: B023 - called at once
                lambda: next((place.case / "backups").glob("*.sha256")),  # noqa: B023
                lambda: next((place.case / "backups").glob("*.db")),  # noqa: B023
                lambda: next(place.local.rglob("where.json")),  # noqa: B023
            )
            file = places[at % len(places)]()
            what = _damage(file, chance)
            try:
                with self._opened(place) as case:
                    list(case.keep_index())
                    problems = case.check()
                    same = said(place.case / "case.db") == self.whole
            except Exception as error:
                found.faults.append(f"{what}: {type(error).__name__}: {error}")
                continue
            found.outcomes[what.partition(" at ")[0], "made anew, or not needed"] += 1
            if problems or not same:
                found.faults.append(f"{what}: {problems}")
        shutil.rmtree(self._folder / "trial", ignore_errors=True)
        return found

    def log(self, times: int, chance: random.Random) -> Damages:
        """Damage the log that a killed session left: what is lost with it is told, and nothing else."""
        found, killed = Damages(), Place(self._folder / "killed")
        under_way = self._template.copy_to(self._folder / "under way")
        with self._opened(under_way) as case:
            case.check()  # what was written before is in the case file
            for quote in case.view().quotes:
                case.reject([quote.ref])
                case.add_note(quote.ref, "Ask her about the berth.")
            whole = said(under_way.case / "case.db")
            under_way.copy_to(killed.folder)
            with (under_way.case / "case.db-shm").open("rb") as index:
                run = Run.read(index)
        # Behind that lies what an earlier run of the log left.
        written = run.last * (run.page_bytes + 24) if run is not None else None
        for _ in range(times):
            place = killed.copy_to(self._folder / "trial")
            what = _damage(place.case / "case.db-wal", chance, written)
            try:
                with self._opened(place) as case:
                    sentences = [caution.sentence for caution in case.cautions()]
                    is_whole = said(place.case / "case.db") == whole
                    problems = [problem.sentence for problem in case.check()]
            except Exception as error:
                found.faults.append(f"{what}: {type(error).__name__}: {error}")
                continue
            became = "nothing was lost" if is_whole else "what was lost was told"
            found.outcomes[what.partition(" at ")[0], became] += 1
            if bool(sentences) is is_whole or problems != sentences:
                found.faults.append(f"{what}: {became}? {sentences} {problems}")
        shutil.rmtree(self._folder / "trial", ignore_errors=True)
        return found


def _damage(file: Path, chance: random.Random, within: int | None = None) -> str:
    """Damage a file, among its first bytes ``within``; returns what was done, and where."""
    content = bytearray(file.read_bytes())
    (kind,) = chance.choices(KINDS, _WEIGHTS)
    at = chance.randrange(within or len(content))
    before = bytes(content)
    if kind == "a flipped bit":
        content[at] ^= 1 << chance.randrange(8)
    elif kind == "a zeroed block":
        content[at : at + 512] = bytes(len(content[at : at + 512]))
        if bytes(content) == before:
            content[at] = 1
    elif kind == "a cut file":
        del content[at:]
    else:
        content.clear()
    file.unlink()
    if kind != "a missing file":
        file.write_bytes(content)
    return f"{kind} at {at} of {file.name}"
