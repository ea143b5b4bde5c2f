"""Two minutes in the window of a big case while papers are imported: every wish, every step of its thread.

A script does what a person does: opens the case, scrolls every list to its end, narrows, types into every
field letter by letter, opens places, goes through all views, decides and takes back. For each it says how
long it took from the wish until the answer was painted, and the longest step of the window's thread
meanwhile: by the clock and in the thread's own processor time, which other work on the machine does not
change. The case is copied first and the copy changed.

Run from the project's root, with a case of ``benchmarks.big_case``:
``python -m benchmarks.window_session CASE [--seconds 120] [--local FOLDER] [--quiet]``; ``--local`` keeps the
search index for the next run, ``--quiet`` imports nothing beside.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.responsiveness import sample_copies
from benchmarks.timing import show
from benchmarks.watched_window import Step, Steps, Ticker, Watched, memory, share, watched_window
from casefile.records import Ref, RefType
from ui.quote_lines import Grouping

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from ui.main_window import MainWindow

__all__ = ["Figures", "Wish", "run"]

_LIMIT = 10.0
"""After so many seconds a wish counts as not fulfilled."""
_SCROLLS = 12


@dataclass
class Wish:
    """One thing done, perhaps several times: seconds until it was painted, and the longest step of each."""

    name: str
    waits: list[float] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    unfulfilled: int = 0

    @property
    def longest(self) -> Step:
        """The longest step."""
        return max(self.steps, key=lambda step: step.seconds)


@dataclass(frozen=True)
class Figures:
    """All wishes, the longest steps of all, waits in seconds at rest and meanwhile, megabytes."""

    documents: int
    rows: tuple[int, int, int]
    imported: int
    seconds: float
    wishes: tuple[Wish, ...]
    longest: tuple[Step, ...]
    idle: tuple[float, ...]
    waits: tuple[float, ...]
    resident: float
    peak: float


class _Session:
    """Drives the window and writes down what each wish took."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.window: MainWindow = watched.window
        self.steps: Steps = watched.steps
        self.wishes: dict[str, Wish] = {}
        self.answers = 0
        self.window.desk.columns_read.connect(self._count)

    def _count(self, _answered: object) -> None:
        self.answers += 1

    def do(
        self, name: str, act: Callable[[], object], done: Callable[[], bool], painted: "QWidget"
    ) -> None:
        """Do something and wait until ``painted`` shows it."""
        self._begin(name)
        seconds = self.watched.painted_after(act, done, painted, _LIMIT)
        self.watched.wait(60)  # what follows by itself a moment later belongs to it
        self._end(name, seconds)

    def _begin(self, name: str) -> None:
        self.steps.during = name

    def _end(self, name: str, seconds: float | None) -> None:
        wish = self.wishes.setdefault(name, Wish(name))
        if seconds is None:
            wish.unfulfilled += 1
        else:
            wish.waits.append(seconds)
        wish.steps.append(self.steps.longest(name))
        self.steps.during = "between"

    def command(self, key: str) -> Callable[[], object]:
        """Return what triggers a command of the window."""
        return self.window.actions_by_key[key].trigger

    def narrow(self, name: str, act: Callable[[], object]) -> None:
        """Do something after which the columns are filled anew."""
        before = self.answers
        column = self.window.columns.columns[RefType.QUOTE]
        self.do(name, act, lambda: self.answers > before, column)

    def scroll(self, name: str, view: "QAbstractItemView") -> None:
        """Go to a list's end in some steps, and back to its top at once."""
        bar = view.verticalScrollBar()
        if not view.isVisible():
            return
        for at in range(1, _SCROLLS + 1):
            # The end is looked up each time: it moves while rows are fetched.
            self.do(
                name,
                lambda at=at: bar.setValue(bar.maximum() * at // _SCROLLS),
                lambda: True,
                view.viewport(),
            )
        self.do(name, lambda: bar.setValue(0), lambda: True, view.viewport())

    def type(
        self,
        name: str,
        into: "QWidget",
        words: str,
        answered: Callable[[], bool],
        painted: "QWidget",
    ) -> None:
        """Type letter by letter, each painted before the next; then wait for the answer to all of them."""
        from PySide6.QtTest import QTest

        for letter in words:
            self.do(
                f"{name}: a letter",
                lambda letter=letter: QTest.keyClicks(into, letter),
                lambda: True,
                into,
            )
        self.do(f"{name}: the answer", lambda: None, answered, painted)


def _open(session: _Session, folder: Path) -> None:
    window, watched = session.window, session.watched
    column = window.columns.columns[RefType.PARTY]
    session.do(
        "open the case: first parties",
        lambda: window.desk.open_case(folder),
        lambda: column.list.model().rowCount() > 0,
        column.list.viewport(),
    )
    session.do(
        "open the case: first papers",
        lambda: None,
        lambda: bool(window.documents.model.groups),
        window.documents.tree.viewport(),
    )
    watched.settle()
    watched.until(lambda: not window.desk.index.busy, 600)  # it may have to be written first


def _columns(session: _Session) -> None:
    window = session.window
    parties = window.columns.columns[RefType.PARTY]
    for kind, column in window.columns.columns.items():
        session.scroll(f"column of {kind.value}s: scroll", column.list)
    row = parties.list.model().index(0, 0)
    if row.isValid():
        session.narrow("narrow to a party", lambda: _click(parties.list, row))
    session.narrow("loosen", window.navigator.loosen)
    paper = window.desk.documents[len(window.desk.documents) // 2]
    session.narrow(
        "narrow to a paper",
        lambda: window.navigator.toggle(Ref(RefType.DOCUMENT, paper.id)),
    )
    session.narrow("back", window.navigator.back)
    session.narrow("forward", window.navigator.forward)
    session.narrow("loosen", window.navigator.loosen)


def _click(view: "QAbstractItemView", index: object) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    center = view.visualRect(index).center()  # type: ignore[arg-type]
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, center
    )


def _papers(session: _Session) -> None:
    window = session.window
    tree = window.documents.tree
    session.scroll("papers: scroll", tree)
    rows = window.desk.documents
    for row in rows[len(rows) // 3 :: max(len(rows) // 4, 1)]:
        session.do(
            "open a paper",
            lambda row=row: window.navigator.show_document(row.id),
            lambda row=row: window.reader.document == row.id,
            window.reader,
        )
        session.watched.wait(150)


def _bank(session: _Session) -> None:
    panel = session.window.quotes.panel
    lines = panel.list.lines

    session.do(
        "quote bank", session.command("quotes"), lambda: bool(lines.lines), panel.list.viewport()
    )
    session.scroll("quote bank: scroll", panel.list)
    every = len(lines.lines)
    session.type(
        "quote bank",
        panel.filters.field,
        "berth",
        lambda: panel.filters.asked.text == "berth" and len(lines.lines) < every,
        panel,
    )
    session.do(
        "quote bank: show all again",
        panel.step_back,
        lambda: len(lines.lines) >= every,
        panel.list.viewport(),
    )
    for grouping in reversed(Grouping):
        before = lines.lines
        session.do(
            f"quote bank: {grouping.value.lower()}",
            lambda grouping=grouping: panel.group_by(grouping),
            lambda before=before: lines.lines is not before,
            panel.list.viewport(),
        )
    session.do("leave the quote bank", session.window.quotes.leave, lambda: True, session.window)


def _chronology(session: _Session) -> None:
    panel = session.window.chronology.panel
    canvas = panel.timeline.canvas
    session.do(
        "chronology",
        session.command("chronology"),
        lambda: bool(panel.model.lines) and panel.list.isVisible(),
        panel.list.viewport(),
    )
    session.scroll("chronology: scroll", panel.list)
    shown = len(panel.picked.shown)
    session.type(
        "chronology",
        panel.filters.text,
        "vessel",
        lambda: panel.filters.filter.text == "vessel" and len(panel.picked.shown) < shown,
        panel,
    )
    session.do(
        "chronology: show all again",
        panel.filters.clear_all,
        lambda: len(panel.picked.shown) >= shown,
        panel.list.viewport(),
    )
    session.do(
        "timeline", panel.toggle_timeline, lambda: panel.timeline.isVisible(), canvas.viewport()
    )
    for factor in (0.5, 0.5, 0.5, 2.0, 2.0):
        session.do(
            "timeline: zoom",
            lambda factor=factor: canvas.zoom(factor),
            lambda: True,
            canvas.viewport(),
        )
    session.do("leave the timeline", panel.toggle_timeline, lambda: True, panel)
    session.do("leave the chronology", session.window.chronology.leave, lambda: True, panel)


def _strip(session: _Session) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    strip = session.window.timeline

    def turn(by: int) -> None:
        middle = QPointF(strip.rect().center())
        event = QWheelEvent(
            middle,
            strip.mapToGlobal(middle),
            QPoint(0, 0),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.postEvent(strip, event)

    for by in (120, 120, 120, -120, -120, -120):
        session.do("strip of dates: zoom", lambda by=by: turn(by), lambda: True, strip)


def _views(session: _Session) -> None:
    window = session.window
    network, outline = window.network, window.outline
    session.do(
        "network",
        session.command("network"),
        lambda: bool(network.panel.shown.nodes),
        network.panel.canvas.viewport(),
    )
    session.do("leave the network", network.leave, lambda: True, window)
    session.do(
        "outline", session.command("outline"), lambda: outline.panel.isVisible(), outline.panel
    )
    session.do("leave the outline", outline.leave, lambda: True, window)


def _palette(session: _Session) -> None:
    from ui.dialogs.palette import CommandPalette

    window = session.window

    def opened() -> CommandPalette | None:
        return next((one for one in window.findChildren(CommandPalette) if one.isVisible()), None)

    session.do("palette", window.open_palette, lambda: opened() is not None, window)
    palette = session.watched.until(lambda: opened() is not None, 5) and opened()
    if palette:
        session.type("palette", palette.field, "report", lambda: True, palette)
        palette.close()


def _searching(session: _Session) -> None:
    from ui.panels.reader_find_bar import FindBar

    window = session.window
    field_, hits = window.top.search, window.hits
    session.type(
        "search", field_, "notice", lambda: hits.asked[0].startswith("notice"), hits.list.viewport()
    )
    session.scroll("search: scroll", hits.list)
    session.do("leave the search", window.keys.loosen, lambda: not window.is_searching, window)
    rows = window.desk.documents
    if window.reader.document is None:
        window.navigator.show_document(rows[0].id)
        session.watched.settle()
    window.reader.find()
    session.watched.wait(50)
    bar = window.reader.findChild(FindBar)
    if isinstance(bar, FindBar):
        session.type("find in the paper", bar.field, "the", lambda: True, window.reader)
    window.reader.close_find()


def _deciding(session: _Session) -> None:
    window = session.window
    column = window.columns.columns[RefType.PARTY]
    told: list[str] = []
    window.desk.changed.connect(told.append)
    for at in range(4, 7):
        index = column.list.model().index(at, 0)
        if not index.isValid():
            break
        session.narrow("a row is clicked", lambda index=index: _click(column.list, index))
        before = len(told)
        session.do(
            "accept",
            session.command("accept"),
            lambda before=before: len(told) > before,
            column.list.viewport(),
        )
        before = len(told)
        session.do(
            "undo",
            session.command("undo"),
            lambda before=before: len(told) > before,
            column.list.viewport(),
        )
    session.narrow("loosen", window.navigator.loosen)
    window.desk.changed.disconnect(told.append)
    session.do(
        "review",
        session.command("review"),
        lambda: window.beside.current_row() is not None,
        window,
    )
    session.do("leave the review", window.keys.loosen, lambda: True, window)


_PARTS: tuple[Callable[[_Session], None], ...] = (
    _columns,
    _papers,
    _strip,
    _bank,
    _chronology,
    _views,
    _palette,
    _searching,
    _deciding,
)


def run(
    case: Path, seconds: float = 120.0, local: Path | None = None, *, importing: int = 2000
) -> Figures:
    """Go through the script over a copy of ``case`` until ``seconds`` have passed, at least once.

    ``importing`` invented papers are handed over to be imported meanwhile.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What this computer keeps of a case hangs on its place, too.
        copy = (local or folder) / "Session.pincite"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy, ignore=shutil.ignore_patterns("case.lock", "case.holder.json"))
        with watched_window(folder, local) as watched:
            return _go_through(watched, copy, seconds, sample_copies(folder, importing))


def _go_through(watched: Watched, case: Path, seconds: float, brought: Sequence[Path]) -> Figures:
    session = _Session(watched)
    window, ticker = watched.window, Ticker()
    _open(session, case)
    before = len(window.desk.documents)
    ticker.start()
    watched.wait(3000)
    idle = sorted(ticker.gaps)
    ticker.start()
    watched.steps.made[:] = [step for step in watched.steps.made if step.during.startswith("open")]
    if brought:
        window.desk.import_papers(brought)
    begun = time.perf_counter()
    for part in _rounds(begun + seconds):
        part(session)
    taken = time.perf_counter() - begun
    waits = sorted(ticker.gaps)
    resident, peak = memory()
    window.desk.imports.cancel()
    watched.until(lambda: not window.desk.importing, 20)
    watched.settle()
    totals = [column.list.model().rowCount() for column in window.columns.columns.values()]
    return Figures(
        before,
        (totals[0], totals[1], totals[2]),
        len(window.desk.documents) - before,
        taken,
        tuple(session.wishes.values()),
        tuple(sorted(watched.steps.made, key=lambda step: -step.seconds)[:12]),
        tuple(idle),
        tuple(waits),
        resident,
        peak,
    )


def _rounds(end: float) -> Iterator[Callable[[_Session], None]]:
    """Yield every part of the script, and again until the time is over."""
    yield from _PARTS
    while True:
        for part in _PARTS:
            if time.perf_counter() > end:
                return
            yield part


def _told(figures: Figures) -> list[tuple[str, str]]:
    rows = [
        ("papers, parties, quotes, dates", f"{figures.documents:,}; {figures.rows}"),
        (
            "seconds of the session; papers imported meanwhile",
            f"{figures.seconds:.0f}; {figures.imported}",
        ),
    ]
    for wish in figures.wishes:
        longest = wish.longest
        half = statistics.median(wish.waits) * 1000 if wish.waits else float("nan")
        most = max(wish.waits) * 1000 if wish.waits else float("nan")
        own = max(step.own for step in wish.steps) * 1000
        told = (
            f"{half:6.0f} /{most:6.0f} ms; step {longest.seconds * 1000:5.0f} (own {own:4.0f}) ms"
        )
        told += f"; {wish.unfulfilled} never" if wish.unfulfilled else ""
        rows.append((f"{wish.name} (×{len(wish.steps)})", told))
    for name, waits in (("at rest", figures.idle), ("in the session", figures.waits)):
        told = " / ".join(f"{share(waits, part) * 1000:.1f}" for part in (0.5, 0.99, 1.0))
        rows.append((f"waits of the window {name}: half / 99 of 100 / longest", f"{told} ms"))
    rows.append(
        (
            "memory of the window's process, and its peak",
            f"{figures.resident:.0f}; {figures.peak:.0f} MB",
        )
    )
    return rows


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--local", type=Path)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    figures = run(given.case, given.seconds, given.local, importing=0 if given.quiet else 2000)
    show(_told(figures))
    print("longest steps:")
    for step in figures.longest:
        print(
            f"{step.seconds * 1000:6.0f} ms, own {step.own * 1000:4.0f}: {step.what}, {step.during}\n"
            f"          {step.where(6)}"
        )


if __name__ == "__main__":
    _main()
