"""The one door to data files: word lists, icons, style sheets, help and the sample case.

Works the same in a checkout and in a frozen program. Knows nothing of cases or documents.
"""

from functools import cache
from pathlib import Path

__all__ = ["NotShipped", "manual", "path", "text", "words"]

_ROOT = Path(__file__).resolve().parent


class NotShipped(FileNotFoundError):  # noqa: N818 - what it is
    """A data file of the program is not there; the message names it."""


def path(name: str) -> Path:
    """Return the absolute path of a data file, such as ``"icons/party.svg"``.

    Raises:
        NotShipped: if the program does not ship such a file.
    """
    found = _ROOT / name
    if not found.exists():
        raise NotShipped(f"the program does not ship {name!r}")
    return found


def text(name: str) -> str:
    """Return a shipped text file's content, read as UTF-8."""
    return path(name).read_text(encoding="utf-8")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of a word list ``words/<name>.txt``, one per line, in the file's order.

    Blank lines and lines that begin with ``#`` are comments.
    """
    lines = (line.strip() for line in text(f"words/{name}.txt").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def manual(name: str) -> str:
    """Return a document that comes with the program, such as ``"user-guide"``: the one in ``docs/``.

    Raises:
        FileNotFoundError: if the program does not ship such a document.
    """
    return (_ROOT.parent / "docs" / f"{name}.md").read_text(encoding="utf-8")
