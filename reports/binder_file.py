"""A PDF written piece by piece, so that a binder of any length takes little memory (ISO 32000-1, 7.5).

Pieces are objects with their numbers already; what ties them together (pages, bookmarks, labels) is
written last.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from importers.copied_pages import CopiedPages
from importers.pdf_objects import hex_text
from reports.report import clean

__all__ = ["Bookmark", "PdfFile"]

_CATALOG, _INFO, _TREE, _OUTLINE, _FIRST = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry beside the pages: its words, its level from 0, and the object number of its page."""

    title: str
    level: int
    page: int


class PdfFile:
    """Writes to an open file; ``tree`` is the object that every page has to name as its parent."""

    tree = _TREE

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._starts: dict[int, int] = {}
        self.next = _FIRST
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, copied: CopiedPages) -> tuple[int, ...]:
        """Write copied pages, made for ``next``; return their object numbers."""
        at = self._out.tell()
        self._starts |= {self.next + row: at + start for row, start in enumerate(copied.starts)}
        self._out.write(copied.content)
        self.next += len(copied.starts)
        return copied.pages

    def mark(self) -> tuple[int, int]:
        """Return what ``take_back`` needs to undo all that is added from now on."""
        return self._out.tell(), self.next

    def take_back(self, mark: tuple[int, int]) -> None:
        """Take away what was added since ``mark``."""
        place, number = mark
        self._starts = {each: at for each, at in self._starts.items() if each < number}
        self._out.seek(place)
        self._out.truncate()
        self.next = number

    def finish(
        self,
        pages: Sequence[int],
        labels: Sequence[str],
        bookmarks: Sequence[Bookmark],
        title: str,
        day: dt.date,
    ) -> None:
        """Write the tree of pages, their labels, the bookmarks and what the file is called."""
        kids = b" ".join(b"%d 0 R" % page for page in pages)
        self._put(_TREE, b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(pages), kids))
        made = f"D:{day:%Y%m%d}000000Z".encode()
        named = hex_text(clean(title))
        self._put(
            _INFO, b"<</Title " + named + b" /Producer (Pincite) /CreationDate (" + made + b")>>"
        )
        named_pages = b" ".join(
            b"%d <</P %s>>" % (at, hex_text(label)) for at, label in enumerate(labels)
        )
        self._outline(bookmarks)
        self._put(
            _CATALOG,
            b"<</Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (en-US)"
            b" /ViewerPreferences <</DisplayDocTitle true>> /PageLabels <</Nums [%s]>>>>"
            % (_TREE, _OUTLINE, named_pages),
        )
        table = self._out.tell()
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % self.next)
        self._out.writelines(
            b"%010d 00000 n \n" % self._starts[number] for number in range(1, self.next)
        )
        self._out.write(
            b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (self.next, _CATALOG, _INFO, table)
        )

    def _put(self, number: int, body: bytes) -> None:
        self._starts[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    def _outline(self, bookmarks: Sequence[Bookmark]) -> None:
        """Write bookmarks of two levels; the second one is closed."""
        first = self.next
        self.next += len(bookmarks)
        tops = [at for at, each in enumerate(bookmarks) if each.level == 0]
        for row, at in enumerate(tops):
            end = tops[row + 1] if row + 1 < len(tops) else len(bookmarks)
            below = range(at + 1, end)
            self._bookmark(bookmarks, first, at, _OUTLINE, tops, below)
            for each in below:
                self._bookmark(bookmarks, first, each, first + at, below, ())
        ends = b" /First %d 0 R /Last %d 0 R" % (first + tops[0], first + tops[-1]) if tops else b""
        self._put(_OUTLINE, b"<</Type /Outlines /Count %d%s>>" % (len(tops), ends))

    def _bookmark(
        self,
        bookmarks: Sequence[Bookmark],
        first: int,
        at: int,
        parent: int,
        siblings: Sequence[int],
        below: Sequence[int],
    ) -> None:
        here = siblings.index(at)
        body = b"<</Title " + hex_text(" ".join(clean(bookmarks[at].title).split()))
        body += b" /Parent %d 0 R /Dest [%d 0 R /Fit]" % (parent, bookmarks[at].page)
        if here > 0:
            body += b" /Prev %d 0 R" % (first + siblings[here - 1])
        if here + 1 < len(siblings):
            body += b" /Next %d 0 R" % (first + siblings[here + 1])
        if below:
            ends = first + below[0], first + below[-1], len(below)
            body += b" /First %d 0 R /Last %d 0 R /Count -%d" % ends
        self._put(first + at, body + b">>")
