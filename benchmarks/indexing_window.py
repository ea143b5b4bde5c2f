"""The window while its case's search index is written: 3,000 pages, by the worker process, in the background.

The papers are stored without an import, so that nothing but the index is to be done. A timer of Qt ticks
every 5 ms in a real window; what it is late is a wait that a person may notice. Beside it stand the window's
own steps: the handling of one event each. After every commit a search is asked, as somebody may, who is
handed the new generation. The same window at rest is measured first.

Run from the project's root: ``python -m benchmarks.indexing_window [PAGES]``.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search_corpus import Paper, papers
from benchmarks.timing import show
from benchmarks.watched_window import Ticker, stopwatch
from casefile import documents
from casefile.case import Case
from casefile.records import DocumentState
from casefile.workers import Workers
from importers.document import ImportedDocument
from importers.source_text import Page, PageSource, Paragraph, SourceText, Span

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Figures", "run", "store_papers"]


@dataclass(frozen=True)
class Figures:
    """Milliseconds: the window's waits and steps at rest, and while the index was written."""

    pages: int
    seconds: float
    searches: int
    idle: Sequence[float]
    waits: Sequence[float]
    steps: Sequence[float]


def store_papers(case: Case, stored: Iterable[Paper]) -> None:
    """Put papers into a case as an import leaves them, but for the index and the findings."""
    with case._store.database.write() as connection:  # noqa: SLF001 - an import would take an hour
        for paper in stored:
            name = f"Paper {paper.number}.txt"
            number = documents.add(
                connection,
                name=name,
                original_path=f"/papers/{name}",
                sha256=hashlib.sha256(paper.text.encode()).hexdigest(),
                size=len(paper.text),
                parent=None,
                kind=None,
                date=None,
                password=None,
            )
            read = ImportedDocument(_source(paper.pages), "text/plain", "benchmark 1")
            documents.set_layer(connection, number, read)
            documents.set_state(connection, number, DocumentState.READY)
    case._store.memory.changed()  # noqa: SLF001


def _source(texts: Sequence[str]) -> SourceText:
    pages, paragraphs, at = [], [], 0
    for number, text in enumerate(texts, 1):
        pages.append(Page(number, str(number), Span(at, at + len(text)), PageSource.DIGITAL))
        for part in text.split("\n\n"):
            paragraphs.append(Paragraph(Span(at, at + len(part))))
            at += len(part) + 2
    return SourceText("\n\n".join(texts), tuple(pages), tuple(paragraphs))


def run(pages: int = 3_000, rest: float = 3.0) -> Figures:
    """Write the index of a case of ``pages`` behind its window; ``rest`` is how long it is watched before."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from ui.app import build_application, build_window
    from ui.case_doors import CaseDoors
    from ui.jobs import Jobs
    from ui.settings import SettingsFile
    from ui.theme import Theme

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps = stopwatch()
        application = build_application(["pincite"])
        settings = SettingsFile(folder / "settings.json")
        theme = Theme(settings.value.theme)
        theme.apply()
        jobs, workers = Jobs(), Workers()
        local = folder / "local"
        with Case.create(folder / "Big", workers, local=local) as case:
            store_papers(case, papers(pages))
        window = build_window(
            jobs,
            theme,
            settings,
            CaseDoors(
                lambda path: Case.open(path, workers, local=local),
                lambda path, title: Case.create(path, workers, name=title, local=local),
            ),
        )
        window.resize(1440, 900)
        window.show()
        # The case's papers are as an earlier version left them: nothing is to be read or found anew.
        window.desk._resume = lambda *_: None  # type: ignore[method-assign]  # noqa: SLF001

        def wait(milliseconds: float) -> None:
            loop = QEventLoop()
            QTimer.singleShot(round(milliseconds), loop.quit)
            loop.exec()

        window.desk.open_case(folder / "Big.pincite")
        while jobs.busy or window.desk.case is None:
            wait(100)
        index = window.desk.index
        index._soon.stop()  # noqa: SLF001 - it is begun when the window at rest was measured
        window.desk.case.search(
            "court"
        )  # what is loaded for the first search is not what is measured
        ticker = Ticker()
        wait(rest * 1000)
        idle = sorted(gap * 1000 for gap in ticker.gaps)
        searched = _search_after_each_step(window)
        ticker.start()
        steps.clear()
        begun = time.perf_counter()
        index.look()
        while index.busy:
            wait(50)
        seconds = time.perf_counter() - begun
        wait(300)
        waits, own = ticker.gaps[:], [step * 1000 for step in steps]
        found = window.desk.case.search("court")
        if found.warnings or not found.documents:
            raise RuntimeError(f"the index is not whole: {found.warnings}")
        jobs.close()
        jobs.join(10)
        window.desk.case.close()
        workers.close()
        window.close()
        del application
    return Figures(
        pages, seconds, len(searched), idle, sorted(gap * 1000 for gap in waits), sorted(own)
    )


def _search_after_each_step(window: "MainWindow") -> list[int]:
    """Ask a question whenever a commit has been told; returns the list of how many papers each found."""
    found: list[int] = []
    desk, done = window.desk, [-1]

    def ask() -> None:
        step = desk.index.step
        if step is not None and step.done != done[0]:
            done[0] = step.done
            desk.ask(lambda case: len(case.search("breach w/5 contract").documents), found.append)

    desk.index.changed.connect(ask)
    return found


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _told(ordered: Sequence[float]) -> str:
    return f"{_at(ordered, 0.5):.1f} / {_at(ordered, 0.99):.1f} / {ordered[-1]:.1f} ms"


if __name__ == "__main__":
    figures = run(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
    show(
        [
            ("pages made searchable", f"{figures.pages:,} in {figures.seconds:.1f} s"),
            ("searches asked meanwhile", f"{figures.searches}"),
            ("waits of the window at rest: half / 99 of 100 / longest", _told(figures.idle)),
            ("waits of the window, index being written", _told(figures.waits)),
            ("own steps of the window, index being written", _told(figures.steps)),
        ]
    )
