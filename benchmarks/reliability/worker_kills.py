"""Kills real worker processes, the program, or both, while papers come in and scans are read by machine.

Each trial is a program of its own with the workers that a user's has; the next start of it must find what was
acknowledged, bring the rest to its end, and say what an undisturbed run says.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from benchmarks.reliability.place import Log, Place, Said, lies_plain, said, told
from benchmarks.reliability.real_program import VICTIMS, Stroke

__all__ = ["PHASES", "VICTIMS", "Found", "Trials", "left_over", "write_papers", "write_scans"]

_ROOT = Path(__file__).parents[2]
_DEATHS = 4  # in one trial
_LONGEST = 0.6  # seconds after a step at which is struck at the latest
_OUTLIVE = 120.0  # seconds in which a worker without its program must have ended


@dataclass
class Found:
    """What the trials came to."""

    hit: Counter[str] = field(default_factory=Counter)
    """Who was killed: "worker: extract", "program: scans"."""
    acknowledged: int = 0
    ended: int = 0
    """Trials in which the work had ended before."""
    faults: list[str] = field(default_factory=list)


class Trials:
    """Trials of one phase in one folder, all of the same papers."""

    def __init__(
        self, folder: Path, write: Callable[[Path], None], *, imported: bool, protected: bool
    ) -> None:
        self._folder = folder
        self._template = Place(folder / "template")
        write(self._template.papers)
        if protected:
            self._template.protect()
        _new_case(self._template, imported=imported)
        place = self._place()
        status, answer = self._run("work", place)
        if status != 0 or "amiss" in answer:
            raise RuntimeError(f"the undisturbed work failed: {answer}, {self.trouble()}")
        self.steps, self._hits = int(str(answer["steps"])), answer["hits"]
        self._said: Said = said(place.case / "case.db")

    def trouble(self) -> str:
        """Return what the last process wrote when it failed, its end alone."""
        return (self._folder / "output").read_text(errors="replace")[-1500:]

    def trial(self, victim: str, found: Found, chance: random.Random) -> None:
        """Have one victim die again and again, and add to ``found`` what became of it.

        Workers die within one run of the program, which goes on; the program itself is started after each
        death, and dies again later on.
        """
        place = self._place()
        runs = 1 if victim == "worker" else _DEATHS
        for at in range(runs):
            count = _DEATHS if victim == "worker" else 1
            ahead = self.steps if at == 0 else self.steps // 2  # the next start has less to do
            steps = tuple(sorted(chance.randint(1, ahead) for _ in range(count)))
            stroke = Stroke(victim, steps, chance.uniform(0, _LONGEST))
            status, answer = self._run("work", place, stroke)
            deaths = Log(place.folder / "log").steps()
            was_killed = victim != "worker" and len(deaths) > at
            if status != (-signal.SIGKILL if was_killed else 0) or "amiss" in answer:
                found.faults.append(f"{stroke}: ended with {status}, {answer}, {self.trouble()}")
            if victim != "worker" and not was_killed:
                found.ended += 1
                break
        log = Log(place.folder / "log")
        found.hit.update(log.steps())
        found.acknowledged += len(log.acknowledged())
        _, answer = self._run("whole", place)
        amiss = list(map(str, answer.get("amiss", [self.trouble()])))  # type: ignore[call-overload]
        if not amiss:
            if answer["hits"] != self._hits:
                amiss.append(f"a search finds {answer['hits']} places instead of {self._hits}")
            amiss += told(self._said, said(place.case / "case.db"))
        amiss += left_over(place)
        if place.is_protected:
            amiss += lies_plain(place)
        found.faults += [f"{log.steps()}: {each}" for each in amiss]
        shutil.rmtree(place.folder, ignore_errors=True)

    def _place(self) -> Place:
        place = self._template.copy_to(self._folder / "trial")
        (place.folder / "temporary").mkdir()
        return place

    def _run(
        self, task: str, place: Place, stroke: Stroke | None = None
    ) -> tuple[int, dict[str, object]]:
        """Run the program; returns its exit status and what it found out."""
        (place.folder / "answer").unlink(missing_ok=True)
        program = [sys.executable, "-m", "benchmarks.reliability.real_program"]
        words = [task, str(place.folder), *([stroke.to_json()] if stroke else [])]
        told_where = dict(os.environ, TMPDIR=str(place.folder / "temporary"))
        with (self._folder / "output").open("wb") as output:
            status = subprocess.run(
                [*program, *words],
                cwd=_ROOT,
                env=told_where,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
        answer = place.folder / "answer"
        return status, json.loads(answer.read_text()) if answer.exists() else {}


def left_over(place: Place) -> Iterator[str]:
    """Yield processes that outlived their program, and temporary files of it."""
    import psutil

    def ours() -> list[int]:
        found = []
        for each in psutil.process_iter():
            try:
                if each.environ().get("TMPDIR") == str(place.folder / "temporary"):
                    found.append(each.pid)
            except psutil.Error:  # another user's, or gone meanwhile
                continue
        return found

    until = time.monotonic() + _OUTLIVE
    while (living := ours()) and time.monotonic() < until:
        time.sleep(0.1)
    if living:
        yield f"{len(living)} processes outlived their program"
    for left in sorted((place.folder / "temporary").iterdir()):
        yield f"a temporary file is left: {left.name}"


def _new_case(place: Place, *, imported: bool) -> None:
    from casefile.workers import Workers

    workers = Workers()
    try:
        with place.new_case(place.case, workers) as case:
            if imported:
                list(case.ingest([place.papers]))
    finally:
        workers.close()


def write_scans(folder: Path) -> None:
    """Write a paper of which two pages are pictures, and a picture."""
    from tests.casefile.helpers import COMPLAINT, paper
    from tests.casefile.scans import FIRST, LAST, SCANNED, picture_of, write_pdf

    paper(folder, "Complaint.txt", COMPLAINT)
    write_pdf(folder / "Log of the harbor.pdf", (FIRST, picture_of(SCANNED), picture_of(LAST)))
    (folder / "Notice.png").write_bytes(picture_of(FIRST))


def write_papers(folder: Path) -> None:
    """Write a few short papers of every kind that a worker of its own reads."""
    from docx import Document

    from tests.casefile.helpers import ARTICLE, COMPLAINT, paper
    from tests.casefile.scans import FIRST, LAST, write_pdf

    paper(folder, "Complaint.txt", COMPLAINT)
    paper(folder, "Ferry fight.txt", ARTICLE)
    write_pdf(folder / "Minutes.pdf", (FIRST, LAST))
    word = Document()
    word.add_paragraph("Odile Vantreese wrote on March 9, 2026: “the berth stays closed”.")
    word.save(str(folder / "Note.docx"))
    mail = EmailMessage()
    mail["From"], mail["To"] = "Odile Vantreese <ov@example.org>", "Marrow Ferry <mf@example.org>"
    mail["Date"], mail["Subject"] = "Mon, 09 Mar 2026 10:00:00 +0000", "The berth"
    mail.set_content("The berth was closed on 2026-03-07.\n")
    mail.add_attachment("Enclosed: the order of March 6, 2026.\n", filename="Order.txt")
    (folder / "Letter.eml").write_bytes(bytes(mail))
    with zipfile.ZipFile(folder / "Exhibits.zip", "w") as archive:
        for at, day in (("A", "February 1, 2026"), ("B", "March 7, 2026")):
            archive.writestr(f"Exhibit {at}.txt", f"Exhibit {at}. Marrow Ferry paid on {day}.\n")


PHASES: Mapping[str, Callable[[Path, bool], Trials]] = {
    "import": lambda folder, protected: Trials(
        folder, write_papers, imported=False, protected=protected
    ),
    "scans": lambda folder, protected: Trials(
        folder, write_scans, imported=True, protected=protected
    ),
}
"""What is under way, in a protected case or a plain one, when somebody is killed.

Two thirds of the trials are of the first.
"""
