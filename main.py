"""Command line and window start; the only place that puts the parts together.

The module stays light to import: worker processes import it again, and the window should be on
screen before anything heavy is loaded.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.frozen import give_back_environment, program_name, serve_when_asked
from casefile.private import keep_private
from casefile.sealed import seal
from resources import NotShipped

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.workers import Workers
    from ui.command_line.doors import Doors

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none; return the exit status."""
    seal()
    keep_private()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return _window(None)
    if given == ["self-check"]:  # loads nothing else before it has looked at the program's files
        from ui.command_line.self_check import run

        return run()
    if _may_be_command(given[0]):
        from ui.command_line.arguments import command_names, command_parser

        if given[0].startswith("-") or given[0] in command_names():
            options = command_parser().parse_args(given)
            return _told(lambda: options.run(options, _doors(getattr(options, "unlock", None))))
    from reports.links import is_link

    if len(given) > 1:
        print(f"pincite: open one case at a time, as in `{program_name()} CASE`.", file=sys.stderr)
        return 2
    if is_link(given[0]):
        return _window(None, given[0])
    from ui.given import case_folder

    return _window(case_folder(given[0]))


def _may_be_command(words: str) -> bool:
    """Tell whether words are a command's or an option's, as far as can be told without loading them all.

    What a desktop hands over, a path or a link, has a sign in it that no command has.
    """
    return words.startswith("-") or words.replace("-", "").isalpha()


def _window(case: Path | None, link: str = "") -> int:
    from ui.collecting import take_over

    take_over()  # to load the modules, it would go over all that was loaded before, again and again
    try:
        from ui.starting import begin

        return begin(case, link=link)
    except (NotShipped, ImportError) as missing:
        from ui.incomplete import tell

        return tell(missing)


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


def _doors(unlock: Path | None) -> "Doors":
    """Return how a command comes by cases; ``unlock`` is a file with the passphrase of a protected one."""
    from ui.command_line.doors import Doors
    from ui.command_line.passphrases import CaseSecrets

    secrets = CaseSecrets(unlock)
    return Doors(_workers, lambda folder: _case(folder, secrets.of(folder)), secrets.of)


@contextmanager
def _workers() -> "Iterator[Workers]":
    from casefile.workers import Workers

    workers = Workers()
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def _case(folder: Path, secret: str | None) -> "Iterator[Case]":
    from casefile.case import Case

    with _workers() as workers, Case.open(folder, workers, secret=secret) as case:
        for caution in case.cautions():
            print(f"pincite: {caution.sentence}", file=sys.stderr)
        yield case


if __name__ == "__main__":
    give_back_environment()
    serve_when_asked()
    raise SystemExit(main())
