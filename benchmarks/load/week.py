"""The week: days of work on one case by several colleagues, copies, deaths, and what is measured."""

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.big_case import pdf
from benchmarks.big_papers import drafts
from benchmarks.load.colleague import Colleague, Taken
from benchmarks.load.decisions import ALONE
from benchmarks.load.model import Act, Journal, Key, Kind, Model, Value, counted
from benchmarks.load.questions import binder, report
from benchmarks.load.sitting import Order, bring_in, some_workers, work
from benchmarks.load.standing import OWN_WORDS, amiss, said
from benchmarks.own_place import as_of_now, temporary_files_in
from casefile.case import Case

__all__ = ["Figures", "Plan", "Sample", "live"]

_ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("Ada", "Bram", "Cleo", "Dorrit", "Emil", "Fenna", "Gus")
_HERE, _PART, _COPY = (0,), (1,), (2,)
_FINDINGS = 40  # of each paper that comes in
_LONGEST_TEXT = 500_000  # characters
_LONGEST_WAIT = 900.0  # seconds for a colleague's process
_MEGABYTE = 1e6


@dataclass(frozen=True)
class Plan:
    """How much is done."""

    days: int = 5
    acts: int = 150
    """What is asked and decided on each day, before and after the papers of the day come in."""
    papers: int = 40
    """That come in on each day; a quarter of it once more in the process that is killed."""
    colleague: int = 80
    """What is done on a copy, and on the papers handed out."""
    handed_out: int = 150
    seed: int = 1
    is_simple: bool = False
    checks: int = 1
    """The case checks all of itself on every day so many, and on the last."""


@dataclass(frozen=True)
class Sample:
    """What the process and the case take, in megabytes, at the end of a day."""

    day: int
    ready: float
    """Of the process, once the case was read."""
    evening: float
    closed: float
    """After the case was closed."""
    workers: float
    handles: int
    threads: int
    papers: int
    history: int
    case: float
    log: float
    """The write-ahead log, at its largest of the day; it is gone after closing."""
    index: float
    temporary: int
    """Files that were left in the folder for temporary files."""


@dataclass
class Figures:
    """What came of it."""

    samples: list[Sample] = field(default_factory=list)
    days: list[Taken] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kills: list[str] = field(default_factory=list)
    acts: int = 0


class _Week:
    def __init__(self, place: Path, plan: Plan) -> None:
        self.place, self.plan = place, plan
        self.case_folder, self.local = place / "Week.pincite", place / "local"
        self.out, self.copies = place / "out", place / "copies"
        for folder in (self.out, self.copies, place / "papers", place / "temporary"):
            folder.mkdir(parents=True, exist_ok=True)
        self.chance = random.Random(plan.seed)
        self.journal = Journal(place / "journal")
        self.model, self.figures = Model(), Figures()
        self.workers = some_workers(is_simple=plan.is_simple)
        self.log = 0.0
        self.copying: tuple[subprocess.Popen[bytes], Order] | None = None

    # -- a day

    def day(self, number: int) -> None:
        taken = Taken()
        self.figures.days.append(taken)
        self.log = 0.0
        with self._timed(taken, "open the case"):
            case = Case.open(self.case_folder, self.workers, local=self.local)
        with case:
            ready, evening, held, running = self._worked(case, taken, number)
        del case
        gc.collect()
        self._sample(number, ready, evening, held, running)

    def _worked(self, case: Case, taken: Taken, number: int) -> tuple[float, float, int, list[int]]:
        """Work for a day; returns megabytes in the morning and evening, papers, and who works for it."""
        self._morning(case, taken, number)
        ready = _megabytes(psutil.Process())
        name = f"{_NAMES[(number - 1) % len(_NAMES)]}{number}"
        case.be_called(name)
        who = Colleague(case, self.model, self.journal, self.chance, name, _HERE)
        who.taken = taken
        work(who, self.plan.acts // 2, ALONE)
        self._watch()
        self._papers(case, taken, number)
        self._hand_out(case, taken, number)
        report(who, self.out)
        binder(who, self.out)
        work(who, self.plan.acts // 2, ALONE)
        self._watch()
        if number == (self.plan.days + 1) // 2:
            who.ask("backup", lambda: case.backup(self.out / "week.zip"))
            (self.out / "week.zip").unlink(missing_ok=True)
        if number == self.plan.days:
            self._copy_comes_back(case, taken)
        whole = number % self.plan.checks == 0 or number == self.plan.days
        with self._timed(taken, "look everything over"):
            self._found(number, amiss(case, self.model, self.chance, whole=whole))
        self._watch()
        running = [process for _, process in self.workers.processes()]
        return ready, _megabytes(psutil.Process()), len(case.documents()), running

    def _morning(self, case: Case, taken: Taken, number: int) -> None:
        with self._timed(taken, "first rows"):
            case.first_view()
        with self._timed(taken, "the case is read"):
            case.view()
        with self._timed(taken, "what an import left is finished"):
            self._found(number, bring_in(case.resume(), self.model, self.journal, "resume"))
        with self._timed(taken, "views made ready"):
            case.make_ready()
        with self._timed(taken, "index looked over"):
            for _ in case.keep_index():
                pass
        if number == 1:
            told = said(case)
            sorts = {
                *OWN_WORDS,
                "decision",
                "short",
                "standing",
                "speaker",
                "value",
                "name",
                "role",
            }
            stands = {key: value for key, value in told.items() if key[0] in sorts}
            self.model.begin(stands, counted(self.case_folder)[0])
        else:
            self._follow_history()

    def _papers(self, case: Case, taken: Taken, number: int) -> None:
        folder = self.place / "papers" / f"day {number}"
        self._write_papers(folder, self.plan.papers, self.plan.seed * 100 + number, f"D{number}")
        begun = time.process_time()
        failed = bring_in(case.ingest([folder]), self.model, self.journal)
        taken.seconds["import, each paper"].append(
            (time.process_time() - begun) / max(1, self.plan.papers)
        )
        self._found(number, failed)
        self._follow_history()
        with self._timed(taken, "first view after an import"):
            case.view()
        with self._timed(taken, "index kept after an import"):
            for _ in case.keep_index():
                pass

    def _write_papers(self, folder: Path, count: int, seed: int, name: str) -> None:
        """Write papers as a litigation has them, each third a PDF file; no two alike."""
        folder.mkdir(parents=True)
        made = (draft for draft in drafts(count + 4, _FINDINGS * (count + 4), seed))
        fitting = (draft for draft in made if len(draft.text) < _LONGEST_TEXT)
        for number, draft in zip(range(count), fitting, strict=False):
            path = folder / f"{name} {number:03} {Path(draft.name).stem}"
            if number % 3 == 0 and not self.plan.is_simple:
                path.with_suffix(".pdf").write_bytes(pdf(draft))
            else:
                path.with_suffix(".txt").write_text(draft.text, encoding="utf-8")

    def _follow_history(self) -> None:
        """Take in the entries that papers brought along."""
        done, _ = counted(self.case_folder)
        self.model.came_by_themselves(max(0, done - len(self.model.done)))

    # -- copies

    def _hand_out(self, case: Case, taken: Taken, number: int) -> None:
        """Hand out some papers, have a colleague work on them, bring in what he did."""
        part = self.copies / f"Part {number}.pincite"
        papers = [row.id for row in case.documents() if row.id % 3 in _PART and row.characters]
        chosen = self.chance.sample(papers, min(self.plan.handed_out, len(papers)))
        with self._timed(taken, "papers handed out"):
            for _ in case.write_portion(chosen, part):
                pass
        order = self._order(part, f"Part{number}", _PART, self.plan.colleague)
        self._wait_for(self._start(order), order)
        self._bring_back(case, taken, "papers come back", order)
        shutil.rmtree(part)

    def copy_goes_out(self) -> None:
        """Copy the whole case for a colleague, who works on it while the others go on."""
        copy = self.copies / "Copy.pincite"
        copied(self.case_folder, copy)
        papers = self.place / "papers" / "copy"
        self._write_papers(
            papers, max(2, self.plan.papers // 10), self.plan.seed * 100 + 99, "Copy"
        )
        order = self._order(copy, "Copy", _COPY, self.plan.colleague, papers)
        self.copying = self._start(order), order

    def _copy_comes_back(self, case: Case, taken: Taken) -> None:
        if self.copying is not None:
            process, order = self.copying
            self._wait_for(process, order)
            self._bring_back(case, taken, "a copy comes back", order)
            shutil.rmtree(order.case)

    def _bring_back(self, case: Case, taken: Taken, name: str, order: Order) -> None:
        acts, _ = Journal.read(Path(order.journal))
        changes: dict[Key, Value] = {}
        came: dict[Key, Value] = {}
        for act in acts:
            (came if act.kind is Kind.HAPPENED else changes).update(act.changes)
        act = Act(name, Kind.DECIDED, changes)
        self.journal.begin(act)
        with self._timed(taken, name):
            for _ in case.merge(Path(order.case)):
                pass
        happened = Act(name, Kind.HAPPENED, came)
        self.model.take(happened)
        before = len(self.model.done)
        done, _ = counted(self.case_folder)
        self.model.came_by_themselves(max(0, done - before - 1))
        if changes:
            self.model.take(act)
        self.journal.done(act)
        if left := case.conflicts():
            self.figures.faults.append(f"{name}: {len(left)} conflicts, as {left[0]}")

    # -- processes that die

    def night(self, number: int) -> None:
        """Have a colleague's process work on the case and be killed."""
        is_import = number % 2 == 1
        papers = self.place / "papers" / f"night {number}"
        acts = 0 if is_import else self.plan.colleague
        self._write_papers(
            papers, self.plan.papers // 4 + 2, self.plan.seed * 100 + 50 + number, f"N{number}"
        )
        order = self._order(
            self.case_folder,
            f"Night{number}",
            _HERE,
            acts,
            papers if is_import else None,
            self.local,
        )
        process = self._start(order)
        wanted = self.chance.randint(1, max(2, (acts or self.plan.papers // 4) * 2 // 3))
        journal, begun = Path(order.journal), time.monotonic()
        while process.poll() is None and time.monotonic() - begun < _LONGEST_WAIT:
            if len(Journal.read(journal)[0]) >= wanted:
                break
            time.sleep(0.05)
        time.sleep(self.chance.random() * 0.3)
        children = (
            psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        )
        was_killed = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        _, alive = psutil.wait_procs(children, timeout=60)
        for child in alive:
            self.figures.faults.append(f"night {number}: a worker process outlived its case")
            child.kill()
        self._after_death(order, was_killed=was_killed)

    def _after_death(self, order: Order, *, was_killed: bool) -> None:
        """Take in what the dead process had acknowledged, and see which way went what was under way."""
        acts, under_way = Journal.read(Path(order.journal))
        for act in acts:
            self.model.take(act)
        here = counted(self.case_folder)
        told = "nothing under way"
        if under_way is not None and under_way.kind in (Kind.DECIDED, Kind.BACK, Kind.AGAIN):
            told = f"“{under_way.name}” under way"
            if (
                here
                == self.model.after(under_way)
                != (len(self.model.done), len(self.model.undone))
            ):
                self.model.take(under_way)
                told += ", and in"
        elif under_way is not None:
            told = f"“{under_way.name}” under way"
        decided = sum(act.kind is not Kind.ASKED for act in acts)
        death = "killed" if was_killed else "ended before it was killed"
        self.figures.kills.append(
            f"{order.name}: {death} after {len(acts)} acts, {decided} lasting; {told}"
        )

    def _order(
        self,
        case: Path,
        name: str,
        share: tuple[int, ...],
        acts: int,
        papers: Path | None = None,
        local: Path | None = None,
    ) -> Order:
        model = self.place / f"{name}.model"
        model.write_text(self.model.to_json(), encoding="utf-8")
        return Order(
            str(case),
            str(local or self.place / f"{name} local"),
            str(self.place / f"{name}.journal"),
            str(model),
            name,
            self.chance.randrange(1_000_000),
            share,
            acts,
            str(papers) if papers else "",
            self.plan.is_simple,
        )

    def _start(self, order: Order) -> "subprocess.Popen[bytes]":
        file = self.place / f"{order.name}.order"
        order.write(file)
        with (self.place / f"{order.name}.out").open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "benchmarks.load.sitting", str(file)],
                cwd=_ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def _wait_for(self, process: "subprocess.Popen[bytes]", order: Order) -> None:
        if process.wait(timeout=_LONGEST_WAIT):
            told = (self.place / f"{order.name}.out").read_text(encoding="utf-8", errors="replace")
            self.figures.faults.append(f"{order.name}: {told[-1500:]}")

    # -- what is measured

    @contextmanager
    def _timed(self, taken: Taken, name: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        taken.seconds[name].append(time.process_time() - begun)

    def _found(self, number: int, faults: list[str]) -> None:
        self.figures.faults += [f"day {number}: {each}" for each in faults]

    def _watch(self) -> None:
        log = self.case_folder / "case.db-wal"
        if log.exists():
            self.log = max(self.log, log.stat().st_size / _MEGABYTE)

    def _sample(
        self, number: int, ready: float, evening: float, held: int, running: list[int]
    ) -> None:
        own = psutil.Process()
        handles = own.num_fds() if hasattr(own, "num_fds") else own.num_handles()
        left = [path for path in (self.place / "temporary").rglob("*") if path.is_file()]
        self.figures.samples.append(
            Sample(
                number,
                ready,
                evening,
                _megabytes(own),
                sum(
                    _megabytes(psutil.Process(each)) for each in running if psutil.pid_exists(each)
                ),
                handles,
                own.num_threads(),
                held,
                len(self.model.done),
                (self.case_folder / "case.db").stat().st_size / _MEGABYTE,
                self.log,
                _size(self.local),
                len(left),
            )
        )


def live(case: Path, place: Path, plan: Plan, say: Callable[[str], None] = print) -> Figures:
    """Live through a week with a copy of a case, made in ``place``."""
    week = _Week(place, plan)
    copied(case, week.case_folder)
    as_of_now(week.case_folder)
    try:
        with temporary_files_in(place / "temporary"):
            _through(week, plan, say)
    finally:
        week.workers.close()
        week.journal.close()
        if week.copying is not None and week.copying[0].poll() is None:
            week.copying[0].kill()
    done, _ = Journal.read(place / "journal")
    week.figures.acts = len(done)
    return week.figures


def _through(week: _Week, plan: Plan, say: Callable[[str], None]) -> None:
    begun, figures = time.monotonic(), week.figures
    for number in range(1, plan.days + 1):
        known = len(figures.faults)
        week.day(number)
        say(f"day {number} over after {time.monotonic() - begun:.0f} s")
        for fault in figures.faults[known:]:
            say(f"FAULT {fault}")
        say(str(figures.samples[-1]))
        if number == 1:
            week.copy_goes_out()
        if number < plan.days:
            week.night(number)
            say(figures.kills[-1])


def copied(case: Path, copy: Path) -> None:
    """Copy a closed case; originals, which nobody changes, are the same files under a second name."""
    shutil.rmtree(copy, ignore_errors=True)
    (copy / "documents").mkdir(parents=True)
    (copy / "backups").mkdir()
    for name in ("case.db", "case.sums"):
        if (case / name).exists():
            shutil.copy2(case / name, copy / name)
    for path in (case / "documents").iterdir():
        os.link(path, copy / "documents" / path.name)


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / _MEGABYTE


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MEGABYTE
