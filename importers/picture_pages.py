"""Pictures of papers as pages: scans and photographs in PNG, JPEG, TIFF, BMP, GIF and WebP, by Pillow.

The same calls as for PDF pages, so that the window shows both alike. A page has the size that the
picture's own resolution gives it, where that is a paper's; otherwise as if its short side were as wide
as a Letter page. This module belongs in a worker process.
"""

import datetime as dt
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from importers import limits
from importers.document import DamagedFile, TooLargeFile
from importers.pdf_pages import MAX_PIXELS, Picture, Rectangle, part_of_page
from importers.source_text import Span

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

__all__ = ["FORMATS", "PicturePages"]

FORMATS: Final = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a telephone's JPEG with a second picture inside
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
"""The formats that are read, as Pillow calls them, and their media types."""

_OPENED: Final = tuple(name for name in FORMATS if name != "MPO")
"""The formats to try; the last one is opened as the JPEG it is."""

_FEWEST_DOTS, _MOST_DOTS = 72.0, 1200.0
_ASSUMED_DOTS = 200.0
_LETTER_INCHES = 8.5
_LONGEST_PAPER = 48.0  # inches; a building plan
_LIKELY_DOTS = 90.0, 700.0

_ORIENTATION, _EXIF_BLOCK, _TAKEN = 0x0112, 0x8769, 0x9003
_SIDEWAYS = (5, 6, 7, 8)
_DAMAGE: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    struct.error,
)
"""What Pillow's decoders raise on bytes that no camera or scanner made."""


class PicturePages:
    """An open picture; page numbers are 1-based. Use as a context manager, or close it."""

    def __init__(self, source: Path | bytes | BinaryIO) -> None:
        """Open a picture without decoding it; a file that is open already is closed with it.

        Raises:
            DamagedFile: if it cannot be opened.
            TooLargeFile: if it has too many pages or pixels.
        """
        import io

        from PIL import Image

        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        self._given = None if isinstance(stream, Path) else stream  # Pillow leaves it open
        try:
            with _damage(
                "This picture is damaged and cannot be opened. Ask the sender for a fresh copy."
            ):
                self._image = Image.open(stream, formats=_OPENED)
                frames = getattr(self._image, "n_frames", 1)
        except BaseException:
            self._close_given()
            raise
        self._last: tuple[int, Image.Image] | None = None
        self.media_type = FORMATS[str(self._image.format)]
        self.frames_left_out = 0
        if self._image.format == "TIFF":
            self._count = int(frames)
        else:
            self._count = 1
            self.frames_left_out = 0 if self._image.format == "MPO" else int(frames) - 1
        if self._count > limits.MAX_PAGES:
            self.close()
            raise TooLargeFile(
                f"This picture has {self._count:,} pages; Pincite reads up to {limits.MAX_PAGES:,}. "
                "Split it and import the parts."
            )

    def __enter__(self) -> "PicturePages":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the picture; closing twice does no harm."""
        self._last = None
        self._image.close()
        self._close_given()

    def _close_given(self) -> None:
        if self._given is not None:
            self._given.close()

    def __len__(self) -> int:
        return self._count

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Return every page's width and height in points as displayed.

        Raises:
            DamagedFile: if a page cannot be found.
        """
        return tuple(self.size(page) for page in range(1, self._count + 1))

    def size(self, page: int) -> tuple[float, float]:
        """Return a page's width and height in points as displayed.

        Raises:
            DamagedFile: if the page cannot be found.
            TooLargeFile: if it has too many pixels.
        """
        image = self._at(page)
        with _damage(_damaged(page)):
            width, height = image.size
            across, down = _dots_per_inch(image)
            points = width * 72 / across, height * 72 / down
            # A TIFF's size already counts the turn by which it is displayed.
            turned = image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _SIDEWAYS
        return (points[1], points[0]) if turned else points

    def render(self, page: int, scale: float, area: Rectangle | None = None) -> Picture:
        """Draw a page, or an ``area`` of it; ``scale`` 1.0 gives 72 dots per inch.

        The scale is less where the picture would be too large.

        Raises:
            DamagedFile: if the page cannot be decoded.
            TooLargeFile: if it has too many pixels.
        """
        from PIL import Image

        width, height = self.size(page)
        left, top, right, bottom = part_of_page(area, width, height)
        scale = min(scale, (MAX_PIXELS / max((right - left) * (bottom - top), 1.0)) ** 0.5)
        size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
        shown = self._shown(page)
        across, down = shown.width / width, shown.height / height
        box = (left * across, top * down, right * across, bottom * down)
        if shown.size != size or area is not None:
            shown = shown.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=2.0)
        return Picture(size[0], size[1], 4 * size[0], shown.tobytes("raw", "BGRX"))

    def check(self, page: int) -> None:
        """Decode a page.

        Raises:
            DamagedFile: if it cannot be decoded.
            TooLargeFile: if it has too many pixels.
        """
        image = self._at(page)
        with _damage(_damaged(page)):
            image.load()

    def boxes(self, page: int, spans: Sequence[Span]) -> tuple[tuple[Rectangle, ...], ...]:
        """Return no rectangle for any span: a picture's file holds no words of its own."""
        if not 1 <= page <= self._count:
            raise ValueError(f"no page {page} in a picture of {self._count}")
        return ((),) * len(spans)

    def taken(self) -> str | None:
        """Return the day on which a camera says that it took the picture, in ISO 8601."""
        with _damage(_damaged(1)):
            exif: Exif = self._at(1).getexif()
            said = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN)
        found = re.match(r"(\d{4}):(\d\d):(\d\d)", said) if isinstance(said, str) else None
        try:
            return dt.date(*map(int, found.groups())).isoformat() if found else None
        except ValueError:  # a clock that was never set says 0000:00:00
            return None

    def _at(self, page: int) -> "Image":
        """Return the picture wound on to a page, within the limits."""
        if not 1 <= page <= self._count:
            raise ValueError(f"no page {page} in a picture of {self._count}")
        with _damage(_damaged(page)):
            if self._count > 1:
                self._image.seek(page - 1)
            width, height = self._image.size
        if width * height > limits.MAX_PICTURE_PIXELS:
            raise TooLargeFile(
                f"This picture has {width:,} × {height:,} pixels, more than Pincite reads. Save it smaller "
                "and import that."
            )
        return self._image

    def _shown(self, page: int) -> "Image":
        """Return a page as it is displayed: upright, in colours of the screen, on white paper.

        The last one is kept, since a page that is looked at is drawn in several sizes.
        """
        from PIL import ImageOps

        if self._last is not None and self._last[0] == page:
            return self._last[1]
        self._last = None
        image = self._at(page)
        with _damage(_damaged(page)):
            # A TIFF turns itself when it is decoded; a copy of what stands upright would cost its size.
            turned = image.format != "TIFF" and image.getexif().get(_ORIENTATION, 1) != 1
            shown = _on_paper(ImageOps.exif_transpose(image) if turned else image)
            shown.load()
        if shown is not image:  # which is wound on to other pages
            self._last = page, shown
        return shown


def _damaged(page: int) -> str:
    which = "This picture" if page == 1 else f"Page {page} of this picture"
    return f"{which} is damaged or cut off and cannot be shown. Ask the sender for a fresh copy."


@contextmanager
def _damage(sentence: str) -> Iterator[None]:
    """Turn whatever a decoder raises into the user's sentence."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Doubtful tags are no concern of ours; the number of pixels has a limit of its own.
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as problem:
        raise TooLargeFile(
            "This picture has more pixels than Pincite reads. Save it smaller and import that."
        ) from problem
    except _DAMAGE as problem:
        raise DamagedFile(sentence) from problem


def _dots_per_inch(image: "Image") -> tuple[float, float]:
    """Return the resolution by which a picture is a page: its own where that is a paper's."""
    width, height = image.size
    said = image.info.get("dpi")
    if isinstance(said, tuple) and len(said) == 2:
        across, down = float(said[0]), float(said[1])
        if all(_FEWEST_DOTS <= dots <= _MOST_DOTS for dots in (across, down)) and (
            max(width / across, height / down) <= _LONGEST_PAPER / 2
        ):
            return across, down
    assumed = min(width, height) / _LETTER_INCHES
    if not _LIKELY_DOTS[0] <= assumed <= _LIKELY_DOTS[1]:
        assumed = max(_ASSUMED_DOTS, max(width, height) / _LONGEST_PAPER)
    return assumed, assumed


def _on_paper(image: "Image") -> "Image":
    """Return a picture in red, green and blue, what is transparent in it on white."""
    from PIL import Image

    if image.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        image = _eight_bit(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")


def _eight_bit(image: "Image") -> "Image":
    """Return a grey picture of more than eight bits in eight; Pillow itself would only cut it off."""
    if image.mode != "F":
        image = image.convert("I")
    lowest, highest = cast("tuple[float, float]", image.getextrema())  # of one grey channel
    most = float(highest) if image.mode == "F" or highest > 65535 else 65535.0
    least = min(float(lowest), 0.0)
    factor = 255.0 / max(most - least, 1e-9)
    return image.point(lambda value: value * factor - least * factor).convert("L")
