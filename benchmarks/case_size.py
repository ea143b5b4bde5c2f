"""How long a big case makes one wait: opened, first rows, every view, a decision, one more paper, memory.

Run from the project's root: ``python -m benchmarks.case_size FOLDER``, on a case of ``benchmarks.big_case``.
Nothing of the case is changed: what is decided is undone. Each question is asked first of the image as it
stands, then again; processor time of this process, in milliseconds, since others may use the machine.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks.timing import show
from casefile.case import Case
from casefile.records import Ref, RefType
from casefile.workers import Workers

__all__ = ["Figure", "run"]

Figure = tuple[str, float, float]
"""What was asked, and the milliseconds of the first and of the second time."""


class _Clock:
    """Asks, and keeps the milliseconds."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []

    def twice(self, what: str, work: Callable[[], object]) -> None:
        self.figures.append((what, self.once(work), self.once(work)))

    def once(self, work: Callable[[], object]) -> float:
        begun = time.process_time()
        work()
        return (time.process_time() - begun) * 1000


def run(folder: Path) -> tuple[list[Figure], dict[str, float]]:
    """Ask a copy of a case everything; returns the milliseconds, and megabytes by what they are of."""
    clock = _Clock()
    own = psutil.Process()
    workers = Workers()
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy)
        Case.open(copy, workers, local=Path(place) / "local").close()  # the day's copy is made
        before = own.memory_info().rss
        opened: list[Case] = []
        took = clock.once(
            lambda: opened.append(Case.open(copy, workers, local=Path(place) / "local"))
        )
        case = opened[0]
        clock.figures.append(("opened", took, took))
        clock.twice("list of documents", case.documents)
        clock.twice("first rows of the columns, and totals", case.first_view)
        clock.twice("everything", case.view)
        megabytes = {"the image of the case": (own.memory_info().rss - before) / 1e6}
        _ask(clock, case)
        _decide(clock, case)
        megabytes["all that was asked, kept"] = (own.memory_info().rss - before) / 1e6
        case.close()
    workers.close()
    return clock.figures, megabytes


def _ask(clock: _Clock, case: Case) -> None:
    view = case.view()
    most = max(view.parties, key=lambda row: row.mentions)
    usual = view.parties[len(view.parties) // 2]
    quote = view.quotes[len(view.quotes) // 2]
    clock.twice("one document", lambda: case.document(quote.pin.document))
    clock.twice("what is linked to a usual party", lambda: case.view([usual.ref]))
    clock.twice("what is linked to the party named most", lambda: case.view([most.ref]))
    clock.twice(
        "what stands in a document", lambda: case.view([Ref(RefType.DOCUMENT, quote.pin.document)])
    )
    clock.twice("what is linked to a quotation", lambda: case.view([quote.ref]))
    clock.twice("the words of a chip", lambda: case.label(quote.ref))
    clock.twice("findings of a page", lambda: case.highlights(quote.pin.document))
    clock.twice("quote bank", case.quote_bank)
    clock.twice("chronology", case.chronology)
    clock.twice("network", case.party_network)
    clock.twice("queue of the review", case.review_queue)
    clock.twice("card of a usual party", lambda: case.party_card(usual.id))


def _decide(clock: _Clock, case: Case) -> None:
    view = case.view()
    for what, ref in (
        ("a quotation accepted, image renewed", view.quotes[len(view.quotes) // 2].ref),
        ("a date rejected, image renewed", view.dates[len(view.dates) // 2].ref),
        ("a party accepted, image renewed", view.parties[len(view.parties) // 2].ref),
    ):
        decide = case.reject if ref.type is RefType.DATE else case.accept

        def work(ref: Ref = ref, decide: Callable[[list[Ref]], None] = decide) -> None:
            decide([ref])
            case.label(ref)

        first = clock.once(work)
        clock.figures.append((what, first, clock.once(lambda: (case.undo(), case.documents()))))
        case.view()


if __name__ == "__main__":
    figures, megabytes = run(Path(sys.argv[1]))
    show(
        [
            *((what, f"{first:,.1f} ms, then {again:,.1f} ms") for what, first, again in figures),
            *((what, f"{each:,.0f} MB") for what, each in megabytes.items()),
        ]
    )
