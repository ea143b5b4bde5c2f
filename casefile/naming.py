"""Which document of the case a user means who types a number or a name."""

from collections.abc import Sequence

from casefile.errors import NoSuchFinding
from casefile.records import DocumentRow

__all__ = ["named"]


def named(documents: Sequence[DocumentRow], typed: str) -> DocumentRow:
    """Return the document of a number, short name, name in cites or file name.

    Raises:
        NoSuchFinding: if there is none, or several are called so.
    """
    folded = typed.strip().casefold()
    found = [row for row in documents if str(row.id) == folded]
    found = found or [
        row
        for row in documents
        if folded
        in (
            each.casefold()
            for each in (row.short_name, row.cite.name, row.cite.also, row.name)
            if each
        )
    ]
    if len(found) == 1:
        return found[0]
    several = "Several papers are" if found else "No paper is"
    raise NoSuchFinding(
        f"{several} called “{typed}”. Name one by its number in the list of documents."
    )
