"""The longest step of the window's own thread over large lists: filling, ordering, scrolling, painting.

Each step is made five times and the shortest counts, in processor time of the window's thread, so that what
the machine does beside it is left out; a step that can be made once only counts as it is. 50 ms are promised
for a step. The tests count the work instead.

Run from the project's root: ``python -m benchmarks.steps``.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.timing import show

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QWidget

    from ui.theme import Theme

__all__ = ["LISTS", "Steps", "run"]

_ROUNDS = 5
_APPLICATIONS: list[object] = []  # Qt's application object must outlive every window


@dataclass
class Steps:
    """How many milliseconds each step took, by its name."""

    taken: dict[str, float] = field(default_factory=dict)

    def time(self, name: str, act: Callable[[], object], rounds: int = _ROUNDS) -> None:
        """Make a step some times and note the shortest."""
        for _ in range(rounds):
            start = time.thread_time()
            act()
            seconds = time.thread_time() - start
            self.taken[name] = min(1000 * seconds, self.taken.get(name, float("inf")))

    def scroll(self, area: "QAbstractScrollArea") -> None:
        """Time going on in a list or picture, painting included."""
        bar = area.verticalScrollBar()

        def go_on() -> None:
            bar.setValue((bar.value() + 5000) % max(bar.maximum(), 1))
            area.viewport().repaint()

        self.time("scroll and paint", go_on)

    @property
    def longest(self) -> tuple[str, float]:
        """Name and milliseconds of the longest."""
        return max(self.taken.items(), key=lambda step: step[1])


def _shown(widget: "QWidget", width: int = 740, height: int = 700) -> None:
    from PySide6.QtWidgets import QApplication

    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()


def quote_bank(theme: "Theme", number: int = 3000) -> Steps:
    """Fill, order and narrow a quote bank."""
    from tests.ui.quote_rows import many
    from ui.panels.quote_bank import QuoteBankPanel
    from ui.quote_filter import BankFilter, Facet, counts
    from ui.quote_lines import Grouping, make_book

    steps, panel = Steps(), QuoteBankPanel(theme)
    _shown(panel)
    book = make_book(many(number))
    steps.time("fill", lambda: panel.show_book(book, {}, {}))
    for grouping in reversed(Grouping):
        steps.time(f"order: {grouping.value}", lambda g=grouping: panel.group_by(g), 1)
    steps.time("narrow to a word", lambda: panel.ask(BankFilter(text="ferry")), 1)
    steps.time("show all again", panel.step_back, 1)
    steps.time("count speakers", lambda: counts(book.rows, panel.filters.asked, Facet.SPEAKER))
    steps.scroll(panel.list)
    return steps


def chronology(theme: "Theme", number: int = 5000) -> Steps:
    """Fill the chronology's list and its picture; they are arranged off the window's thread."""
    from tests.ui.chronology_rows import many_events
    from tests.ui.fake_case import KINDS, document, sample_parties, sample_quotes
    from ui.chronology_arranged import Wish, arrange
    from ui.chronology_book import make_book
    from ui.chronology_picture import LanesBy
    from ui.panels.chronology import ChronologyPanel

    steps, panel = Steps(), ChronologyPanel(theme)
    _shown(panel)
    papers = [document(paper) for paper in KINDS]
    book = make_book(many_events(number), sample_parties(), sample_quotes(), papers)
    listed = arrange(book, panel.wish(), panel.sizes())
    drawn = arrange(book, Wish(lanes=LanesBy.PARTY))

    def fill() -> None:
        panel.book = None
        panel.show_book(book, listed)

    def draw() -> None:
        panel.timeline.show_events(book, drawn)
        panel.timeline.canvas.zoom(0.9)
        panel.timeline.canvas.viewport().repaint()

    steps.time("fill", fill)
    steps.scroll(panel.list)
    steps.time("draw the timeline", draw)
    return steps


def card(theme: "Theme", number: int = 47_000) -> Steps:
    """Show the card of a party with so many mentions in one paper, and go through it."""
    from PySide6.QtWidgets import QApplication, QWidget

    from casefile.records import HitRow
    from importers.source_text import Span
    from tests.ui.crowded_card import crowded
    from ui.actions import COMMANDS, build_actions
    from ui.panels.party_card import PartyCardPanel
    from ui.party_lines import CardView

    def nothing() -> None:
        """Stand for every command."""

    steps, window = Steps(), QWidget()
    panel = PartyCardPanel(
        build_actions(window, [], {command.key: nothing for command in COMMANDS}), theme
    )
    _shown(panel, 420, 900)
    panel.contexts_wanted.connect(
        lambda pins: panel.add_contexts(
            [HitRow(at, "The Port closed the quay. " * 3, (Span(4, 8),), (at.span,)) for at in pins]
        )
    )
    bar = panel.list.verticalScrollBar()
    for papers in (1, 1000):
        view = CardView.of(crowded(papers, number // papers))
        where = f"{papers:,} paper{'s' if papers > 1 else ''}"
        steps.time(f"fill, {where}", lambda view=view: panel.show_card(view), 1)
        for at in range(6):
            steps.time(f"lay out and paint {at}, {where}", QApplication.processEvents, 1)
            steps.time(f"go on {at}, {where}", lambda: bar.setValue(bar.maximum()), 1)
    return steps


def network(theme: "Theme", number: int = 200) -> Steps:
    """Show and paint the table of so many parties; it is arranged anew on this thread for a filter only."""
    from tests.ui.network_rows import network as made_up
    from ui.network_order import arrange
    from ui.panels.network import NetworkPanel

    steps, panel = Steps(), NetworkPanel(theme)
    _shown(panel)
    rows = made_up(number, density=2.0)
    ready = arrange(rows, frozenset(), None)
    steps.time("show", lambda: panel.show_network(rows, None, (), ready))
    steps.time("arrange anew and show", lambda: panel.show_network(rows, None))
    for pitch in (22, 9, 0):
        panel.table.set_pitch(pitch)
        steps.time(f"paint, cells of {panel.table.pitch:.0f} px", panel.canvas.viewport().repaint)
    return steps


def import_list(theme: "Theme", number: int = 2000) -> Steps:
    """Take the steps of an import into its list."""
    from casefile.import_records import FileOutcome, Progress, Stage
    from ui.import_queue import ImportQueue
    from ui.panels.imports import ImportsPanel

    steps, queue = Steps(), ImportQueue()
    panel = ImportsPanel(queue, theme)
    _shown(panel)
    paths = tuple(f"/papers/{at}.pdf" for at in range(number))
    steps.time(
        "take the names", lambda: queue.take(Progress(0, 0, "", None, None, None, None, paths)), 1
    )
    steps.time("show them", panel.model.settle, 1)

    def read() -> None:
        for at, path in enumerate(paths[:100]):
            for stage in Stage:
                queue.take(Progress(0, 0, "", None, at, path, stage, ()))
            queue.take(Progress(0, 0, "", FileOutcome(path, "imported", "", at), None, None, None))
        panel.model.settle()

    steps.time("take 100 files", read, 1)
    steps.scroll(panel.list)
    return steps


def difference(theme: "Theme", number: int = 450) -> Steps:
    """Show two papers of so many long paragraphs side by side; they are compared off the window's thread."""
    from PySide6.QtWidgets import QApplication

    from casefile import difference as compared
    from importers.source_text import Page, PageSource, Paragraph, SourceText, Span
    from tests.casefile.rows import document_row
    from ui.panels.difference import DifferencePanel

    def paper(changed: str) -> SourceText:
        lines = [
            f"Berth {at} was let to boat {at * 7} {changed if at % 3 else ''} in that year. " * 12
            for at in range(number)
        ]
        text, spans = "", []
        for line in lines:
            spans.append(Paragraph(Span(len(text), len(text) + len(line))))
            text += f"{line}\n"
        return SourceText(text, (Page(1, "1", Span(0, len(text)), PageSource.DIGITAL),), spans)

    steps, panel = Steps(), DifferencePanel(theme)
    _shown(panel, 900, 500)
    found = compared.compare(
        document_row(1), paper("of the northern fleet"), document_row(2), paper("of the fleet")
    )
    steps.time("show", lambda: panel.show_comparison(found), 1)
    for at in range(10):
        steps.time(f"lay out a batch {at}", QApplication.processEvents, 1)
    steps.scroll(panel.list)
    return steps


LISTS: dict[str, Callable[["Theme", int], Steps]] = {
    "quote bank, {:,} rows": quote_bank,
    "chronology, {:,} events": chronology,
    "card of a party with {:,} mentions": card,
    "network of {:,} parties": network,
    "list of an import, {:,} files": import_list,
    "difference of two papers of {:,} paragraphs": difference,
}
"""What is measured, by its name."""


def run(numbers: "tuple[int, ...]" = (3000, 5000, 47_000, 200, 2000, 450)) -> dict[str, Steps]:
    """Measure each of ``LISTS`` with so many rows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import build_application
    from ui.theme import Theme, ThemeMode

    _APPLICATIONS.append(build_application(["pincite"]))
    theme = Theme(ThemeMode.LIGHT)
    theme.apply()
    return {
        name.format(number): measure(theme, number)
        for (name, measure), number in zip(LISTS.items(), numbers, strict=True)
    }


if __name__ == "__main__":
    for name, steps in run().items():
        longest, milliseconds = steps.longest
        show([(name, f"{milliseconds:.0f} ms ({longest})")])
