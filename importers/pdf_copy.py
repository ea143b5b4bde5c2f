"""Pages of a PDF copied for another one, with highlights and a number on the copies.

A copy has the page's size, rotation and content as they are. Filled fields and comments are drawn into it,
as they are for reading; links to the web stay. Nothing else comes along: no script, no attached file, no
other link, no note of who made it. Belongs in a worker process.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from importers import limits
from importers.copied_pages import CopiedPages, PageMark, PageOrder
from importers.document import DamagedFile, HiddenLayers, TooLargeFile
from importers.page_stamps import PageStamp, free_place
from importers.pdf_objects import ObjectsOut, hex_text, numbers
from importers.pdf_pages import PdfPages, Rectangle
from importers.pdf_structure import quiet

__all__ = ["copy_pages"]

_Item: TypeAlias = Any  # pypdf's objects

_TAKEN = (
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
    "/Group",
)
_WEB = ("https://", "http://", "mailto:")
_LOOK = 0.5  # the scale of the picture in which a stamp's place is looked for
_STAMP = "/PinciteStamp"
_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding>>"


def copy_pages(
    source: Path | bytes,
    password: str | None,
    orders: Sequence[PageOrder],
    first: int,
    tree: int,
    targets: Mapping[str, int] | None = None,
) -> CopiedPages:
    """Copy pages as objects numbered from ``first`` on, below the page tree's object ``tree``.

    Links to the addresses in ``targets`` lead to the pages of these object numbers instead.

    Raises:
        HiddenLayers: if the file has layers that are switched off.
        EncryptedFile: if it needs another password.
        DamagedFile: if it cannot be read.
        TooLargeFile: if it unpacks to far more than any real paper.
    """
    from pypdf.errors import LimitReachedError

    with PdfPages(source, password) as pdf, quiet():
        wanted = [order.page for order in orders]
        if not all(1 <= page <= len(pdf) for page in wanted) or len(pdf) > limits.MAX_PAGES:
            raise DamagedFile("This PDF no longer has the pages that were read from it.")
        flat = pdf.flattened(wanted)
        try:
            try:
                return _copied(
                    pdf, flat or source, password, bool(flat), orders, first, tree, targets
                )
            except (HiddenLayers, LimitReachedError, MemoryError):
                raise
            except Exception:  # pypdf raises nearly anything on damaged files; PDFium mends many
                mended = pdf.copied(wanted)
                return _copied(pdf, mended, None, True, orders, first, tree, targets)
        except LimitReachedError as problem:
            raise TooLargeFile("It unpacks to far more than any real paper does.") from problem
        except (HiddenLayers, MemoryError):
            raise
        except Exception as problem:
            raise DamagedFile("Its pages are damaged and could not be copied.") from problem


def _copied(
    pdf: PdfPages,
    source: Path | bytes,
    password: str | None,
    is_part: bool,
    orders: Sequence[PageOrder],
    first: int,
    tree: int,
    targets: Mapping[str, int] | None,
) -> CopiedPages:
    """Copy the pages of ``orders`` from a file that holds all, or, for a part, just these in their order."""
    from pypdf import PdfReader

    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        reader = PdfReader(stream, password=password)
        if _hides_layers(reader):
            raise HiddenLayers("This PDF has layers that are switched off.")
        out = ObjectsOut(first)
        copier = _Copier(out, pdf, tree, targets or {})
        pages = tuple(
            copier.copy(reader.pages[at if is_part else order.page - 1], order)
            for at, order in enumerate(orders)
        )
        content, starts = out.finish()
    return CopiedPages(content, starts, pages)


def _hides_layers(reader: _Item) -> bool:
    """Tell whether some optional content is off by default (ISO 32000-1, 8.11.4.3)."""
    layers = reader.trailer["/Root"].get_object().get("/OCProperties")
    if layers is None:
        return False
    usual = layers.get_object().get("/D")
    usual = usual.get_object() if usual is not None else {}
    off = usual.get("/OFF")
    return usual.get("/BaseState") == "/OFF" or bool(off is not None and len(off.get_object()))


class _Copier:
    """Copies pages one after the other into the same objects."""

    def __init__(
        self, out: ObjectsOut, pdf: PdfPages, tree: int, targets: Mapping[str, int]
    ) -> None:
        self._out, self._pdf, self._tree, self._targets = out, pdf, tree, targets
        self._font: int | None = None

    def copy(self, page: _Item, order: PageOrder) -> int:
        """Copy a page; return its object's number."""
        out = self._out
        number = out.reserve()
        view = _View(page)
        taken = [
            key.encode() + b" " + out.words(dict.__getitem__(page, key))
            for key in _TAKEN
            if key in page
        ]
        contents = _contents(page)
        resources = _resolved(page.get("/Resources"))
        parts = [out.words(each) for each in contents]
        if order.stamp is not None:
            before, after, resources = self._stamped(order, order.stamp, view, resources)
            parts = [b"%d 0 R" % before, *parts, b"%d 0 R" % after]
        annotations = [*self._links(page), *(self._highlight(each, view) for each in order.marks)]
        entries = [b"/Type /Page", b"/Parent %d 0 R" % self._tree, *taken]
        entries.append(
            b"/Resources " + (out.words(resources) if resources is not None else b"<<>>")
        )
        if parts:
            entries.append(b"/Contents [" + b" ".join(parts) + b"]")
        if annotations:
            entries.append(b"/Annots [" + b" ".join(b"%d 0 R" % at for at in annotations) + b"]")
        return out.put(b"<<" + b"\n".join(entries) + b">>", number)

    # -- the number

    def _stamped(
        self, order: PageOrder, stamp: PageStamp, view: "_View", resources: _Item
    ) -> tuple[int, int, _Item]:
        """Put a stamp behind a page's content; return what goes before, what behind, and the resources."""
        from pypdf.generic import DictionaryObject, NameObject

        out = self._out
        place = free_place(stamp, view.size, self._pdf.render(order.page, _LOOK))
        form = self._form(stamp)
        matrix = view.matrix(place[0], view.size[1] - place[3])
        # What the page leaves behind is undone: its own state is put away before and taken up after.
        before = out.put_stream(b"", b"q\n")
        drawn = b"\nQ\nq " + numbers(matrix) + b" cm " + _STAMP.encode() + b" Do Q\n"
        after = out.put_stream(b"", drawn)
        own = DictionaryObject(dict(resources or {}))
        drawings = DictionaryObject(dict(_resolved(own.get("/XObject")) or {}))
        dict.__setitem__(drawings, NameObject(_STAMP), _Written(form))
        own[NameObject("/XObject")] = drawings
        return before, after, own

    def _form(self, stamp: PageStamp) -> int:
        out = self._out
        if self._font is None:
            self._font = out.put(_FONT)
        wide, tall = stamp.box
        text = stamp.text.encode("ascii").hex().encode()
        drawn = (
            b"1 g 0 0 " + numbers((wide, tall)) + b" re f 0 g BT /F " + numbers((stamp.size,))
            + b" Tf " + numbers((stamp.pad, stamp.pad + stamp.size * 0.18)) + b" Td <" + text
            + b"> Tj ET"
        )  # fmt: skip
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 " + numbers((wide, tall))
            + b"] /Resources <</Font <</F %d 0 R>>>>" % self._font
        )  # fmt: skip
        return out.put_stream(entries, drawn)

    # -- what lies over the page

    def _highlight(self, mark: PageMark, view: "_View") -> int:
        """Put a highlight with its own picture, so that every viewer draws the same (12.5.6.10)."""
        out = self._out
        quads = [view.rectangle(box) for box in mark.boxes]
        around = (
            min(quad[0] for quad in quads), min(quad[1] for quad in quads),
            max(quad[2] for quad in quads), max(quad[3] for quad in quads),
        )  # fmt: skip
        colour = numbers(mark.colour)
        drawn = b"/M gs " + colour + b" rg " + b" ".join(
            numbers((left, bottom, right - left, top - bottom)) + b" re f"
            for left, bottom, right, top in quads
        )  # fmt: skip
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [" + numbers(around)
            + b"] /Group <</S /Transparency>> /Resources <</ExtGState <</M <</BM /Multiply>>>>>>"
        )  # fmt: skip
        picture = out.put_stream(entries, drawn)
        corners = [
            (left, top, right, top, left, bottom, right, bottom)
            for left, bottom, right, top in quads
        ]
        return out.put(
            b"<</Type /Annot /Subtype /Highlight /F 4 /Rect [" + numbers(around)
            + b"] /QuadPoints [" + numbers(at for quad in corners for at in quad)
            + b"] /C [" + colour + b"] /Contents " + hex_text(mark.words)
            + b" /AP <</N %d 0 R>>>>" % picture
        )  # fmt: skip

    def _links(self, page: _Item) -> list[int]:
        """Put a page's links to the web, and those that lead to other pages here."""
        made = []
        for entry in _resolved(page.get("/Annots")) or ():
            link = entry.get_object()
            if not hasattr(link, "get") or link.get("/Subtype") != "/Link":
                continue
            action = _resolved(link.get("/A"))
            address = action.get("/URI") if hasattr(action, "get") else None
            place = _rectangle(link)
            if not isinstance(address, str) or place is None:
                continue
            head = b"<</Type /Annot /Subtype /Link /Border [0 0 0] /Rect [" + numbers(place) + b"] "
            if address in self._targets:
                target = b"/Dest [%d 0 R /Fit]>>" % self._targets[address]
                made.append(self._out.put(head + target))
            elif address.lower().startswith(_WEB):
                uri = address.encode("utf-8", "replace").hex().encode()
                made.append(self._out.put(head + b"/A <</S /URI /URI <" + uri + b">>>>>"))
        return made


class _View:
    """The way from the page as displayed, in points, to its own space, which may be cropped and turned."""

    def __init__(self, page: _Item) -> None:
        media, crop = page.mediabox, page.cropbox
        left, right = sorted((float(media.left), float(media.right)))
        bottom, top = sorted((float(media.bottom), float(media.top)))
        inner_left, inner_right = sorted((float(crop.left), float(crop.right)))
        inner_bottom, inner_top = sorted((float(crop.bottom), float(crop.top)))
        self._left, self._right = max(left, inner_left), min(right, inner_right)
        self._bottom, self._top = max(bottom, inner_bottom), min(top, inner_top)
        if self._left >= self._right or self._bottom >= self._top:
            self._left, self._right, self._bottom, self._top = left, right, bottom, top
        self._turn = int(page.rotation) % 360
        wide, tall = self._right - self._left, self._top - self._bottom
        self.size = (tall, wide) if self._turn in (90, 270) else (wide, tall)

    def matrix(self, across: float, up: float) -> tuple[float, ...]:
        """Return what puts a drawing there, counted from the displayed page's lower left corner."""
        x, y = self._point(across, up)
        return (*{0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1)}.get(
            self._turn, (0, -1, 1, 0)
        ), x, y)  # fmt: skip

    def rectangle(self, box: Rectangle) -> Rectangle:
        """Return a rectangle of the displayed page, counted from above, as left, bottom, right, top."""
        tall = self.size[1]
        x1, y1 = self._point(box[0], tall - box[3])
        x2, y2 = self._point(box[2], tall - box[1])
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _point(self, across: float, up: float) -> tuple[float, float]:
        if self._turn == 90:
            return self._right - up, self._bottom + across
        if self._turn == 180:
            return self._right - across, self._top - up
        if self._turn == 270:
            return self._left + up, self._top - across
        return self._left + across, self._bottom + up


class _Written:
    """A reference to an object that is written already; looks like one of pypdf's to the writer."""

    def __init__(self, number: int) -> None:
        self._number = number

    def write_to_stream(self, stream: io.BytesIO) -> None:
        """Write the reference."""
        stream.write(b"%d 0 R" % self._number)


def _contents(page: _Item) -> list[_Item]:
    from pypdf.generic import ArrayObject

    if "/Contents" not in page:
        return []
    held = dict.__getitem__(page, "/Contents")
    found = _resolved(held)
    if isinstance(found, ArrayObject):
        return [each for each in list.__iter__(found) if _resolved(each) is not None]
    return [held] if found else []


def _resolved(value: _Item) -> _Item:
    return value.get_object() if hasattr(value, "get_object") else value


def _rectangle(link: _Item) -> Rectangle | None:
    given = _resolved(link.get("/Rect"))
    try:
        left, bottom, right, top = (float(_resolved(each)) for each in given)
    except (TypeError, ValueError):  # a link without a place cannot be clicked
        return None
    return left, bottom, right, top
