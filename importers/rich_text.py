"""Rich Text files: what a word processor would print of them, as text with its notes and tables."""

from collections.abc import Iterator
from datetime import date

from importers.document import (
    DamagedFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
)
from importers.paper_layer import PaperLayer
from importers.rtf_walk import RtfText, read_rtf
from importers.sniff import RTF
from importers.source_text import Zone

__all__ = ["RichTextImporter"]

_ORIGIN = "Rich Text properties"


class RichTextImporter:
    """Reads .rtf files."""

    name = "rtf 1"
    media_types: tuple[str, ...] = (RTF,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a Rich Text file.

        Raises:
            DamagedFile: if nothing can be made of it.
            TooLargeFile: if it is nested deeper than any program writes.
        """
        found = read_rtf(content)
        layer = PaperLayer()
        for written in found.body:
            layer.paragraph(written.pieces, zone=written.zone, end=written.end)
        layer.end_body()
        for note in found.notes:
            layer.paragraph(note.pieces, zone=Zone.FOOTNOTE)
        for written, author in found.comments:
            layer.comment(written.pieces, author)
        for written, kind in found.furniture:
            layer.paragraph(written.pieces, zone=Zone.PAGE_FURNITURE, reason=kind)
        source = layer.source()
        if not found.is_closed and not source.text.strip():
            raise DamagedFile(
                "This Rich Text file is damaged. Open it in Word, save it as .docx and import that."
            )
        return ImportedDocument(
            source,
            RTF,
            self.name,
            Metadata(tuple(_properties(found))),
            (*layer.notices("Rich Text file"), *_notices(found)),
        )


def _properties(found: RtfText) -> Iterator[MetadataValue]:
    for name in ("title", "author"):
        if name in found.information:
            yield MetadataValue(name, found.information[name], _ORIGIN)
    for name in ("created", "modified"):
        try:
            day = date.fromisoformat(found.information.get(name, ""))
        except ValueError:
            continue  # an unreadable property is as good as none
        yield MetadataValue(name, day.isoformat(), _ORIGIN)


def _notices(found: RtfText) -> Iterator[Notice]:
    if found.objects:
        yield Notice(
            "embedded-objects",
            "Other files are inserted in this Rich Text file and were not read. Open it in Word, save "
            "it as PDF and import that too.",
        )
    if not found.is_closed:
        yield Notice(
            "cut-off",
            "This Rich Text file ends before its text does, so that words may be missing. Ask for it "
            "again from where you got it.",
        )
