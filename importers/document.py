"""What an importer hands over, and the few ways in which a file can be unusable."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from importers.machine_page import MachinePage, PlacedWord

__all__ = [
    "ArchiveMember",
    "Attachment",
    "DamagedFile",
    "EmptyFile",
    "EncryptedFile",
    "FormField",
    "HiddenLayers",
    "ImportContext",
    "ImportFailure",
    "ImportedDocument",
    "Importer",
    "Metadata",
    "MetadataValue",
    "Notice",
    "ReaderStopped",
    "SealedFile",
    "TooLargeFile",
    "UnreadDocument",
    "UnsupportedFormat",
]


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """One fact about a document with the place it was read from.

    ``field`` is one of title, author, published, created, modified, filed, court, docket_number, outlet,
    language, creator, address (of a web page), saved (the day a browser saved it). Dates are ISO 8601
    strings. ``origin`` names the source in the user's words: "PDF properties", "e-filing stamp on page 1",
    "byline", "meta tag article:published_time".
    """

    field: str
    value: str
    origin: str
    span: Span | None = None


@dataclass(frozen=True)
class Metadata:
    """All values that were read, best first within each field."""

    values: tuple[MetadataValue, ...] = ()

    def first(self, field: str) -> MetadataValue | None:
        """Return the best value of ``field``, or ``None``."""
        return next((value for value in self.values if value.field == field), None)

    def all(self, field: str) -> tuple[MetadataValue, ...]:
        """Return every value of ``field``, best first."""
        return tuple(value for value in self.values if value.field == field)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the attorney should know about a document that was read all the same.

    ``code`` is stable and machine-readable ("scan-pages", "guessed-encoding"); ``sentence`` is what
    the user reads; ``pages`` are 1-based numbers where that applies.
    """

    code: str
    sentence: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A filled form field; ``span`` is where its value stands in the text layer, if it could be placed."""

    name: str
    value: str
    page: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file found inside a document; it becomes a child document."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file in a ZIP or tar archive, for the attorney to choose from.

    ``name`` is as stored, folders with "/", unique in the archive; what lies in an archive inside is
    "inner.zip → a.pdf". ``size`` is in bytes, unpacked. ``what`` says by its name what it is: "PDF",
    "Word", "file". ``refusal`` is the sentence why it cannot be taken, ``None`` if it can; a ``locked``
    one can be taken once the archive's password is given.
    """

    name: str
    size: int
    what: str
    refusal: str | None = None
    locked: bool = False


@dataclass(frozen=True)
class ImportedDocument:
    """One file, read: its exact text with places, what it says about itself, and what went less than well.

    ``machine_words`` are the words of the layer that an engine read from a picture, in order.
    """

    source: SourceText
    media_type: str
    reader: str
    metadata: Metadata = Metadata()
    notices: tuple[Notice, ...] = ()
    form_fields: tuple[FormField, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    machine_words: "tuple[PlacedWord, ...]" = ()


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What the caller tells an importer; importers read no settings of their own.

    ``machine_pages`` are the pages that an engine has read from their pictures, in order.
    """

    file_name: str
    password: str | None = None
    machine_pages: "tuple[MachinePage, ...]" = ()


class Importer(Protocol):
    """One file format. Implementations hold no state and import heavy libraries only inside ``read``."""

    name: str
    """Stable name with version, stored with each text layer: "pdf 1"."""
    media_types: tuple[str, ...]

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a whole file.

        Raises:
            ImportFailure: if the file is unusable; the message tells the user the next step.
        """
        ...


class ImportFailure(Exception):  # noqa: N818 - the user's word for it
    """A file that could not be read; the message is one sentence with the next step."""


class EmptyFile(ImportFailure):
    """The file has no bytes, or nothing in it that could be read."""


class HiddenLayers(ImportFailure):
    """Its pages have layers that are switched off: copied as they are, these would be seen."""


class DamagedFile(ImportFailure):
    """The file claims a format that its content does not keep."""


class EncryptedFile(ImportFailure):
    """The file needs a password that was not given, or a wrong one was."""


class SealedFile(EncryptedFile):
    """The file is encrypted in a way that no password given here opens."""


class UnsupportedFormat(ImportFailure):
    """No importer reads this kind of file."""


class UnreadDocument(ImportFailure):
    """A paper in a format that no importer reads: the case keeps it as an original, without text."""


class TooLargeFile(ImportFailure):
    """The file, or what it unpacks to, is over a limit."""


class ReaderStopped(ImportFailure):
    """The worker that read the file hung, crashed or ran out of memory."""
