"""Command line and window start; the only place that puts the parts together.

The module stays light to import: worker processes import it again, and the window should be on
screen before anything heavy is loaded.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.sealed import seal

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.workers import Workers
    from ui.command_line.doors import Doors

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none; return the exit status."""
    seal()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return _window(None)
    from reports.links import is_link
    from ui.command_line.arguments import command_names, command_parser

    if given[0].startswith("-") or given[0] in command_names():
        options = command_parser().parse_args(given)
        return _told(lambda: options.run(options, _doors()))
    if len(given) > 1:
        print("pincite: open one case at a time, as in `main.py CASE`.", file=sys.stderr)
        return 2
    if is_link(given[0]):
        return _window(None, given[0])
    return _window(Path(given[0]))


def _window(case: Path | None, link: str = "") -> int:
    from ui.app import run

    return run(case, link=link)


def _told(command: Callable[[], int]) -> int:
    """Run a command; a failure that the user can mend ends in one sentence and exit status 1."""
    from casefile.errors import CaseFailure
    from importers.document import ImportFailure
    from reports.report import ReportFailure

    try:
        return command()
    except (CaseFailure, ImportFailure, ReportFailure) as failure:
        print(f"pincite: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`): nothing is left to say.
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("pincite: stopped; what was reported as done is kept.", file=sys.stderr)
        return 130


def _doors() -> "Doors":
    from ui.command_line.doors import Doors

    return Doors(_workers, _case)


@contextmanager
def _workers() -> "Iterator[Workers]":
    from casefile.workers import Workers

    workers = Workers()
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def _case(folder: Path) -> "Iterator[Case]":
    from casefile.case import Case

    with _workers() as workers, Case.open(folder, workers) as case:
        yield case


if __name__ == "__main__":
    raise SystemExit(main())
