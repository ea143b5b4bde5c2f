"""Long work on the command line: how far it is, on a terminal, and one line for each file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.import_records import FileOutcome, Progress

__all__ = ["shown"]


def shown(steps: Iterable["Progress"]) -> "list[FileOutcome]":
    """Drain long work, print one line per file as it ends, and show progress on a terminal."""
    from rich.console import Console

    outcomes: list[FileOutcome] = []
    console = Console(stderr=True)
    with console.status("Starting…") as status:
        for step in steps:
            status.update(f"[{step.done}/{step.total}] {step.message}", spinner="line")
            if step.outcome:
                outcomes.append(step.outcome)
                # A file's name may hold line breaks; an outcome is one line.
                sentence = " ".join(step.outcome.sentence.split())
                print(f"{step.outcome.status:10s} {sentence}", flush=True)
    return outcomes
