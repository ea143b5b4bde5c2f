"""Web pages that a browser saved in one file (.mht, .mhtml): RFC 2557, as Chrome, Edge and Explorer write it.

The page itself is read as a saved web page is. Pages that it shows inside itself (frames) stand behind it,
marked; pictures stay in the original. Nothing remote is ever loaded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message as MimeMessage
from email.utils import parsedate_to_datetime
from typing import Final, TypeAlias

from importers import limits
from importers.article import ArticleImporter, decoded, parsed
from importers.charsets import decode_as
from importers.document import (
    Attachment,
    DamagedFile,
    EmptyFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
    TooLargeFile,
)
from importers.mime_parts import (
    SMALL_PICTURE,
    charset_of,
    children_of,
    depth_of,
    ends_in_headers,
    file_name,
    header_text,
    octets_of,
    parsed_mail,
)
from importers.page_walk import walk
from importers.plain import PlainImporter
from importers.sniff import WEB_ARCHIVE
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

__all__ = ["WebArchiveImporter"]

_Part: TypeAlias = "MimeMessage[str, str]"

_PAGES: Final = ("text/html", "application/xhtml+xml")
_FRAME: Final = "another page shown inside this one"
_DAMAGED: Final = (
    "No page can be found in this web archive: it is damaged or was cut off. Save the page again from your "
    "browser (as HTML or PDF) and import that."
)
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an archive: its text as markup (or plain), and the address it was saved from."""

    text: str
    is_plain: bool
    address: str
    notices: tuple[Notice, ...]


class WebArchiveImporter:
    """Reads web archives."""

    name = "webarchive 1"
    media_types: tuple[str, ...] = (WEB_ARCHIVE,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a saved page.

        Raises:
            DamagedFile: if no page can be found in it.
            EmptyFile: if it holds no words.
            TooLargeFile: if it is nested too deeply.
        """
        archive = parsed_mail(content)
        if depth_of(archive) > limits.MAX_NESTED_MESSAGES:
            raise TooLargeFile(
                "This web archive is nested too deeply to be a saved page. Save the page again from your "
                "browser as PDF and import that."
            )
        parts = list(_leaves(archive))
        pages = [_page(part) for part in _in_order(archive, parts)]
        if not pages or ends_in_headers(content):
            raise DamagedFile(_DAMAGED)
        at, document = _first_with_words(pages, context)
        frames = [page for number, page in enumerate(pages) if number != at and not page.is_plain]
        document = _with_frames(document, frames)
        found = tuple(_facts(archive, pages[at], document.metadata))
        notices = (*pages[at].notices, *document.notices, *_left_in_original(archive, parts))
        return replace(
            document,
            media_type=WEB_ARCHIVE,
            reader=self.name,
            metadata=Metadata((*document.metadata.values, *found)),
            notices=tuple(dict.fromkeys(notices)),
            attachments=tuple(_attachments(parts)),
        )


def _leaves(part: _Part) -> Iterator[_Part]:
    """Yield the parts that hold content, in order."""
    children = children_of(part)
    if not children:
        yield part
    for child in children:
        yield from _leaves(child)


def _in_order(archive: _Part, parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts that are pages, the one that the archive names as its beginning first (RFC 2387)."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    pages = pages or [part for part in parts if part.get_content_type() == "text/plain"][:1]
    start = str(archive.get_param("start") or "")
    if start:
        pages.sort(key=lambda part: str(part.get("Content-ID", "")).strip() != start)
    return pages


def _page(part: _Part) -> _Page:
    content, charset = octets_of(part), charset_of(part)
    # What the archive says of a part's characters counts before what the page says of itself (RFC 2557).
    text, notices = decode_as(content, charset) if charset else decoded(content)
    address = header_text(str(part.get("Content-Location", "")))
    return _Page(text, part.get_content_type() == "text/plain", address, notices)


def _first_with_words(
    pages: Sequence[_Page], context: ImportContext
) -> tuple[int, ImportedDocument]:
    """Read the page itself, or, where it is a mere frame around others, the first of those with words.

    Raises:
        EmptyFile: if none of them has any.
    """
    for at, page in enumerate(pages):
        importer = PlainImporter() if page.is_plain else ArticleImporter()
        try:
            return at, importer.read(_MARK + page.text.encode("utf-8", "replace"), context)
        except EmptyFile:
            continue
    raise EmptyFile(
        "This web archive holds no words, only pictures perhaps. Print the page to PDF from your browser and "
        "import that."
    )


def _with_frames(document: ImportedDocument, frames: Sequence[_Page]) -> ImportedDocument:
    """Return the page with the words of the pages inside it behind its own, marked."""
    source = document.source
    parts, length = [source.text], len(source.text)
    paragraphs, zones, seen = list(source.paragraphs), list(source.zones), {source.text.strip()}
    for frame in frames:
        try:
            page = walk(parsed(frame.text)[0])
        except EmptyFile:
            continue
        if not page.text.strip() or page.text.strip() in seen:
            continue
        seen.add(page.text.strip())
        parts.append("\n\n" + page.text)
        for block in page.blocks:
            start = length + 2 + block.span.start
            span = Span(start, start + len(block.span))
            paragraphs.append(Paragraph(span, None, Zone.SITE_FURNITURE))
            zones.append(ZoneSpan(span, Zone.SITE_FURNITURE, _FRAME))
        length += len(parts[-1])
    count = len(parts) - 1
    if not count:
        return document
    shown = "another page" if count == 1 else f"{count} other pages"
    notice = Notice(
        "page-in-page",
        f"This web page shows {shown} inside itself, such as a post or an advertisement; the words stand at "
        "the end, can be searched, and are left out of findings.",
    )
    whole = SourceText("".join(parts), source.pages, tuple(paragraphs), tuple(zones))
    return replace(document, source=whole, notices=(*document.notices, notice))


def _facts(archive: _Part, page: _Page, known: Metadata) -> Iterator[MetadataValue]:
    """Yield what the archive says of the page: its address, its title, the day it was saved."""
    whole = archive.get("Snapshot-Content-Location") or archive.get("Content-Location")
    address = header_text(str(whole)) if whole else page.address
    if address:
        yield MetadataValue("address", address, "address that the browser saved with the page")
    subject = header_text(str(archive.get("Subject", "")))
    if subject and known.first("title") is None:
        yield MetadataValue("title", subject, "title that the browser saved with the page")
    try:
        saved = parsedate_to_datetime(str(archive.get("Date", ""))).date()
    except ValueError:
        return
    yield MetadataValue("saved", saved.isoformat(), "day on which the browser saved the page")


def _left_in_original(archive: _Part, parts: Sequence[_Part]) -> Iterator[Notice]:
    """Yield notices of what of the archive is not in the text."""
    pictures = sum(
        part.get_content_maintype() == "image" and len(octets_of(part)) >= SMALL_PICTURE
        for part in parts
    )
    if pictures:
        said = "One picture" if pictures == 1 else f"{pictures} pictures"
        yield Notice(
            "pictures-in-page",
            f"{said} of this web page can be seen in the original only. Print the page to PDF from your "
            "browser and import that too if they matter.",
        )
    broken = {"StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect"}
    if any(type(defect).__name__ in broken for defect in archive.defects):
        yield Notice(
            "cut-off",
            "This web archive ends before its last part does, so that words may be missing. Save the page "
            "again from your browser and import that too.",
        )


def _attachments(parts: Sequence[_Part]) -> Iterator[Attachment]:
    """Yield the papers that the page shows inside itself; they become documents of their own."""
    for number, part in enumerate(parts, 1):
        if part.get_content_type() == "application/pdf" and (content := octets_of(part)):
            place = header_text(str(part.get("Content-Location", "")))
            name = file_name(place.partition("?")[0].rpartition("/")[2]) or f"paper {number}"
            yield Attachment(name if name.lower().endswith(".pdf") else f"{name}.pdf", content)
