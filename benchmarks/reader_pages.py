"""How fast the reader's pages are, and how small: long papers, opening at a page, scrolling, zooming.

Two papers are invented, each of 1,000 pages: a PDF with a text layer and a plain text; real papers are added
where they lie beside the project. Workers are warm, as after the first page of a session; the page itself
was never drawn before.

Run from the project's root: ``python -m benchmarks.reader_pages [FOLDER]``. The case is made in FOLDER, where
the next run finds it, or in a temporary folder; to make it takes some ten minutes.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import SHARED, show
from benchmarks.watched_window import Steps, Ticker, watch_steps
from casefile.records import Pin, RefType

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.jobs import Jobs
    from ui.panels.reader import ReaderPanel

PAGES = 1000
_PEOPLE = ("Ines Valdar", "Harbormaster Osei", "Larkspur Press LLC", "the Port Commission")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August")
_ACTS = (
    "walked the quay with two surveyors and noted what the storm had left of it",
    "wrote to the tenants that their leases would be looked at one by one",
    "asked for the ledgers of the spring and was given those of the autumn",
    "kept the gate closed until the inspector had signed the last sheet",
)


def _page_lines(number: int) -> list[str]:
    """Return the lines of one invented page: 38 of them, some with a name, a day, a quotation."""
    by = random.Random(number)
    lines = [f"Page {number}"]
    while len(lines) < 38:
        who, act = by.choice(_PEOPLE), by.choice(_ACTS)
        if len(lines) % 9 == 1:
            lines.append(f"On {by.choice(_MONTHS)} {by.randint(1, 28)}, 2024, {who}")
        elif len(lines) % 9 == 5:
            lines.append(f"{who} said, “we {act.split(' ', 1)[1][:40]}.”")
        else:
            lines.append(f"{act[:70]},")
    return lines


def long_pdf(path: Path) -> None:
    """Write the invented PDF."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    for number in range(1, PAGES + 1):
        canvas.setFont("Times-Roman", 12)
        for row, line in enumerate(_page_lines(number)):
            canvas.drawString(72, 730 - 17 * row, line)
        canvas.showPage()
    canvas.save()


def long_text(path: Path) -> None:
    """Write the invented text, a form feed after each page."""
    pages = ("\n".join(_page_lines(number)) for number in range(1, PAGES + 1))
    path.write_text("\f".join(pages), encoding="utf-8")


def papers(folder: Path) -> list[Path]:
    """Return the papers to read."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "A long transcript.pdf", folder / "A long text.txt"
    for path, make in zip(made, (long_pdf, long_text), strict=True):
        if not path.exists():
            make(path)
    real = sorted((SHARED / "documents").glob("p*/*.pdf"), key=lambda path: path.stat().st_size)
    return [*made, *real[-12:]]


class Bench:
    """A reader over a case, and the clock."""

    def __init__(self, case: "Case", reader: "ReaderPanel", jobs: "Jobs") -> None:
        from ui.panels.reader_pages import PageView
        from ui.panels.reader_text import TextView

        self.case, self.reader, self.jobs = case, reader, jobs
        self.pages: PageView = reader.findChild(PageView)
        self.text: TextView = reader.findChild(TextView)

    def wait(self, done: Callable[[], bool], seconds: float = 60.0) -> float:
        """Run the window until something is true; return the seconds that took."""
        from PySide6.QtCore import QEventLoop, Qt, QTimer
        from PySide6.QtWidgets import QApplication

        start = time.perf_counter()
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def look() -> None:
            if done():
                loop.exit(1)
            elif time.perf_counter() - start > seconds:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(1)
        if not done() and not loop.exec():
            raise TimeoutError
        QApplication.processEvents()  # the paint that the picture asked for
        return time.perf_counter() - start

    def rest(self) -> None:
        """Run the window until nothing is under way."""
        self.wait(lambda: not self.jobs.busy and not self.pages.is_waiting)

    def opened(self, document: int) -> bool:
        """Tell whether a document is open and its first page seen."""
        return self.reader.document == document and self.painted(1, sharp=False)

    def painted(self, page: int, *, sharp: bool) -> bool:
        """Tell whether a page's picture is there."""
        return self.pages.is_sharp(page) if sharp else self.pages.picture(page) is not None


def run(folder: Path) -> list[tuple[str, str]]:
    """Make or open the case in ``folder`` and measure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from casefile.case import Case
    from casefile.workers import Workers
    from ui.app import build_application
    from ui.jobs import Jobs
    from ui.panels.reader import ReaderPanel
    from ui.theme import Theme, ThemeMode

    steps = watch_steps()
    application = build_application(["pincite"])
    theme = Theme(ThemeMode.LIGHT)
    theme.apply()
    jobs, workers = Jobs(), Workers()
    place = folder / "Pages.pincite"
    if place.exists():
        case = Case.open(place, workers, local=folder / "local")
    else:
        case = Case.create(folder / "Pages", workers, local=folder / "local")
        for _step in case.ingest(papers(folder / "papers")):
            pass
    reader = ReaderPanel(jobs, theme)
    reader.resize(760, 900)
    reader.show()
    reader.set_case(case)
    bench = Bench(case, reader, jobs)
    case.view()  # all of it is read, as some seconds after it was opened
    gc.collect()
    gc.freeze()  # as the program does when a case was read
    try:
        return [*_pages(bench, steps), *_text(bench, steps)]
    finally:
        jobs.close()
        jobs.join(10)
        case.close()
        workers.close()
        reader.close()
        del application


def _pages(bench: Bench, steps: Steps) -> list[tuple[str, str]]:
    case, reader = bench.case, bench.reader
    papers = [row for row in case.documents() if row.pages and row.media_type == "application/pdf"]
    long = next(row for row in papers if row.pages == PAGES)
    steps.clear()
    opening, resident = [], _resident()
    case.page_image(long.id, PAGES, 0.2)  # the workers are warm
    text = next(row for row in case.documents() if row.media_type == "text/plain")
    for row in (*(row for row in papers if row.id != long.id), long):
        reader.show_document(text.id)  # none is open already
        bench.rest()
        reader.show_document(row.id)
        opening.append(bench.wait(partial(bench.opened, row.id)))
        bench.rest()
    rows = [
        _figure("a paper opens, to its first page in colour", opening),
        ("    the one of 1,000 pages", f"{opening[-1] * 1000:.0f} ms"),
        _steps(steps),
    ]
    quotes = _pins(case, long.id)
    by = random.Random(8)
    for name, sharp in (("seen", False), ("sharp", True)):
        waits = []
        for pin in by.sample(quotes, 40):
            reader.show_pin(pin)
            waits.append(bench.wait(partial(bench.painted, _page_of(pin), sharp=sharp)))
            bench.rest()
        rows.append(_figure(f"a place far away in 1,000 pages, {name}", waits))
    waits = []
    for page in range(300, 330):
        bench.pages.go_to_page(page)
        waits.append(bench.wait(partial(bench.painted, page, sharp=True)))
        bench.rest()
    rows += [_figure("the next page, after a moment's reading, sharp", waits), _steps(steps)]
    return [*rows, *_scrolling(bench, steps, resident), *_zooming(bench, steps)]


def _scrolling(bench: Bench, steps: Steps, resident: float) -> list[tuple[str, str]]:
    pages = bench.pages
    bar = pages.verticalScrollBar()
    pages.go_to_page(1)
    bench.rest()
    ticker = Ticker()
    steps.clear()
    start = time.perf_counter()
    seen = frames = 0
    most = 0.0
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 400)
        frames += 1
        bench.wait(partial(_is_past, time.perf_counter() + 1 / 60))
        seen += pages.picture(pages.current_page) is not None
        if frames % 200 == 0:
            most = max(most, _resident())
    took = time.perf_counter() - start
    bench.rest()
    gc.collect()
    return [
        (
            "1,000 pages scrolled, 60 steps a second",
            f"{took:.0f} s, {frames / took:.0f} frames a second",
        ),
        ("of these frames, page in the middle seen as a picture", f"{seen / frames:.0%}"),
        ("longest gap between two ticks while scrolling", f"{max(ticker.gaps) * 1000:.0f} ms"),
        ("memory of the window's process, before", f"{resident:.0f} MB"),
        ("most while scrolling, after it", f"{most:.0f} MB, {_resident():.0f} MB"),
        _steps(steps),
    ]


def _zooming(bench: Bench, steps: Steps) -> list[tuple[str, str]]:
    pages = bench.pages
    pages.go_to_page(500)
    bench.rest()
    steps.clear()
    waits = []
    for act in (pages.zoom_in,) * 6 + (pages.zoom_out,) * 10:
        act()
        waits.append(bench.wait(lambda: bench.painted(pages.current_page, sharp=True)))
    pages.set_zoom(None)
    bench.rest()
    return [_figure("a step of zoom, until it is sharp", waits), _steps(steps)]


def _text(bench: Bench, steps: Steps) -> list[tuple[str, str]]:
    case, reader = bench.case, bench.reader
    row = next(row for row in case.documents() if row.name.endswith(".txt"))
    pins = list(_pins(case, row.id))
    reader.set_case(case)
    gc.collect()
    before = _resident()
    steps.clear()
    reader.show_pin(pins[len(pins) * 3 // 4])
    text = bench.text
    shown = bench.wait(lambda: reader.document == row.id and text.current_is_shown)
    bench.rest()
    rows = [("1,000 pages of text, opened at page 750", f"{shown * 1000:.0f} ms"), _steps(steps)]
    steps.clear()
    waits = []
    for pin in random.Random(8).sample(pins, 20):
        reader.show_pin(pin)
        waits.append(bench.wait(lambda: text.current_is_shown))
        bench.rest()
    rows += [_figure("a place far away in it", waits), _steps(steps)]
    bar = text.verticalScrollBar()
    steps.clear()
    for step in range(200):
        bar.setValue(step * bar.maximum() // 200)
        bench.wait(lambda: True)
    bench.rest()
    return [*rows, ("scrolled through it in 200 steps", ""), _steps(steps),
            ("memory it takes in the window's process", f"{_resident() - before:.0f} MB")]  # fmt: skip


def _pins(case: "Case", document: int) -> list[Pin]:
    """Return the places of a paper's quotations."""
    row, source = case.document(document), case.source(document)
    spans = [mark.span for mark in case.highlights(document) if mark.ref.type is RefType.QUOTE]
    return [row.pin(span, source.locate(span)) for span in spans]


def _is_past(moment: float) -> bool:
    return time.perf_counter() >= moment


def _page_of(pin: Pin) -> int:
    page = pin.place.first_page
    return page.number if page is not None else 0


def _figure(name: str, seconds: list[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    middle, high = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return name, f"{middle * 1000:.0f} ms median, {high * 1000:.0f} ms in 19 of 20"


def _steps(steps: Steps) -> tuple[str, str]:
    """Tell the longest step by the clock and in the thread’s own time: a busy machine comes between."""
    clock = max((step.seconds for step in steps.made), default=0.0)
    own = max((step.own for step in steps.made), default=0.0)
    name = "    longest step on the window's thread"
    return name, f"{clock * 1000:.0f} ms by the clock, {own * 1000:.0f} ms of its own"


def _resident() -> float:
    import psutil

    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    if len(sys.argv) > 1:
        show(run(Path(sys.argv[1])))
    else:
        with tempfile.TemporaryDirectory() as name:
            show(run(Path(name)))
