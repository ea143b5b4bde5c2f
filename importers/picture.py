"""Pictures of papers as documents: no text of their own, until a machine has read their pages."""

from typing import Final

from importers.document import (
    DamagedFile,
    EmptyFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
)
from importers.page_layer import layer_of
from importers.page_notices import page_notices, page_range
from importers.pdf_pages import PageReading
from importers.picture_pages import FORMATS, PicturePages

__all__ = ["PictureImporter"]

_LETTER: Final = 612.0, 792.0
"""Points; the size given to a page that cannot be decoded."""


class PictureImporter:
    """Reads PNG, JPEG, TIFF, BMP, GIF and WebP files."""

    name = "picture 1"
    media_types: tuple[str, ...] = tuple(dict.fromkeys(FORMATS.values()))

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a picture.

        Raises:
            EmptyFile: if it has no bytes.
            DamagedFile: if none of its pages can be decoded.
            TooLargeFile: if it is over a limit.
        """
        if not content:
            raise EmptyFile("This file is empty. Ask for it again from where you got it.")
        with PicturePages(content) as pages:
            readings, damaged = _readings(pages)
            taken = pages.taken()
            media_type, left_out = pages.media_type, pages.frames_left_out
        layer = layer_of(readings, (), context.machine_pages)
        notices = []
        if damaged:
            sentence = (
                f"{page_range(damaged)} of this picture cannot be shown; ask for a fresh copy."
            )
            notices.append(Notice("damaged-pages", sentence, tuple(damaged)))
        if left_out:
            sentence = (
                f"This picture moves; its first picture is shown and read, {left_out:,} are not."
            )
            notices.append(Notice("moving-picture", sentence))
        notices += page_notices(layer.source, layer.machine_words, layer.hard)
        values = [MetadataValue("created", taken, "the camera's clock")] if taken else []
        return ImportedDocument(
            layer.source,
            media_type,
            self.name,
            Metadata((*layer.metadata, *values)),
            tuple(notices),
            machine_words=layer.machine_words,
        )


def _readings(pages: PicturePages) -> tuple[list[PageReading], list[int]]:
    """Decode every page, and return them without text and the numbers of those that are damaged."""
    readings, damaged = [], []
    for number in range(1, len(pages) + 1):
        size, cover = _LETTER, 0.0
        try:
            size = pages.size(number)
            pages.check(number)
            cover = 1.0
        except DamagedFile:
            if len(pages) == 1:
                raise
            damaged.append(number)
        readings.append(PageReading("", *size, (), cover))
    if len(damaged) == len(pages):
        raise DamagedFile(
            "None of this picture's pages can be shown. Ask the sender for a fresh copy."
        )
    return readings, damaged
