"""One message, whatever it was read from, as a text layer: its headers as printed, then its body.

Line ends of mail are a matter of its transport and are written as line feeds. An earlier message that
is quoted below a reply is somebody else's and usually a paper of its own: it is kept and searchable,
but marked, so that it feeds no findings. A forwarded message is what its sender hands on, and does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from typing import Final

from importers.article import parsed, without_tags
from importers.charsets import without_surrogates
from importers.document import (
    Attachment,
    EmptyFile,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
)
from importers.message_parts import Line, Part, divide, is_standing_notice
from importers.page_walk import PageText, walk
from importers.plain_paragraphs import lines_of, split_paragraphs
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

__all__ = ["Message", "imported", "name_of_sender"]

# A walk that has less than this part of what remains without tags has lost text to the parser's limits.
_KEPT_TEXT: Final = 0.6
_TRAP_FROM: Final = 400

_LONGEST_NAME: Final = 500
_ADDRESS: Final = re.compile(r"\s*<?([^<>\s\"]+@[^<>\s\"]+)>?\s*")
# The old way: ida@moss.example (Ida Moss)
_ADDRESS_AND_NAME: Final = re.compile(r"\s*\S+@\S+\s+\((?P<name>[^()]+)\)\s*")
_NAME_AND_ADDRESS: Final = re.compile(r"\s*\"?(?P<name>[^\"<>]*?)\"?\s*<[^<>]*>.*", re.S)
# Company directories turn names round: "Roe, Jane", "Roe, Jane A. (Legal)".
_TURNED: Final = re.compile(
    r"(?P<last>[^\W\d_][\w'’ -]{0,40}),\s+(?P<first>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)(?:\s*[(\[].*)?"
)
_NOT_A_NAME: Final = frozenset(("inc", "llc", "ltd", "corp", "co", "llp", "pc", "esq", "jr", "sr"))


@dataclass(frozen=True, slots=True)
class Message:
    """A message: printed headers in order, its body as text, as HTML or in part as either, what came with it.

    ``attachments`` become child documents. Of the headers, From gives the author, Date or Sent the day,
    Subject the title.
    """

    headers: tuple[tuple[str, str], ...]
    plain: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[Notice, ...] = ()

    def header(self, name: str) -> str:
        """Return a header's value, or "" where the message has none of that name."""
        return next((value for called, value in self.headers if called == name), "")


def imported(message: Message, media_type: str, reader: str) -> ImportedDocument:
    """Return a message as a document.

    Raises:
        EmptyFile: if it has neither headers nor words nor attachments.
    """
    layer = _Layer()
    values = tuple(layer.headers(message))
    subject = message.header("Subject")
    notices = list(message.notices)
    if message.plain.strip():
        layer.plain(_clean(message.plain), subject)
    if message.html.strip():
        layer.html(message.html, subject, notices)
    if not layer.paragraphs and not message.attachments:
        raise EmptyFile(
            "This message holds no words. Save it again from your mail program and import that."
        )
    text = "".join(layer.parts)
    source = SourceText(text, (), tuple(layer.paragraphs), tuple(layer.zones))
    notices += layer.notices()
    return ImportedDocument(
        source,
        media_type,
        reader,
        Metadata(values),
        tuple(dict.fromkeys(notices)),
        attachments=message.attachments,
    )


# Mail programs part addresses with commas, Outlook with semicolons; quoted names may have either in them.
_BY_SEMICOLON = re.compile(r'(?:"[^"]*"|[^;"])+')
_BY_COMMA = re.compile(r'(?:"[^"]*"|[^,"])+')


def name_of_sender(written: str) -> str:
    """Return the person's name of a From line, in its usual order; the address where no name stands."""
    if len(written) > _LONGEST_NAME:
        return written[:_LONGEST_NAME].strip()
    match = _NAME_AND_ADDRESS.fullmatch(written) or _ADDRESS_AND_NAME.fullmatch(written)
    name = (match["name"] if match else "").strip(" '")
    if not name:
        address = _ADDRESS.fullmatch(written)
        name = address[1] if address else written.strip(" \"'")
    turned = _TURNED.fullmatch(name)
    if turned and turned["first"].rstrip(".").lower() not in _NOT_A_NAME:
        return f"{turned['first']} {turned['last']}"
    return name


def _persons(written: str) -> Iterator[str]:
    """Yield the persons of a To line; a last name that a comma follows goes with what has the address."""
    parts = _BY_SEMICOLON.findall(written)
    if len(parts) == 1 and "@" in written:
        parts, begun = [], ""
        for part in _BY_COMMA.findall(written):
            begun += f",{part}" if begun else part
            if "@" in part:
                parts.append(begun)
                begun = ""
    for part in parts:
        if part.strip() and not part.rstrip().endswith(":"):  # the name of a group
            yield part.strip()


def _clean(text: str) -> str:
    return without_surrogates(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class _Layer:
    """The text layer of a message while it is written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs: list[Paragraph] = []
        self.zones: list[ZoneSpan] = []
        self.counts: Counter[Part] = Counter()

    def headers(self, message: Message) -> Iterator[MetadataValue]:
        """Write the headers, a line each, and yield what they say of the message."""
        for name, written in message.headers:
            value = " ".join(_clean(written).split())
            if not value:
                continue
            line = self._write(f"{name}: {value}")
            self._write("\n")
            self.paragraphs.append(Paragraph(line, None, Zone.HEADING))
            start = line.end - len(value)
            if name == "Subject":
                yield MetadataValue("title", value, "Subject line", Span(start, line.end))
            elif name == "From":
                yield _author(value, start)
            elif name == "To":
                for person in _persons(value):
                    yield MetadataValue("addressee", name_of_sender(person), "To line")
            elif name in ("Date", "Sent"):
                sent = parsedate_tz(value)
                day = _day(sent[:3] if sent else ())
                if day:
                    yield MetadataValue("published", day, f"{name} line", Span(start, line.end))
        if self.length:
            self._write("\n")

    def plain(self, body: str, subject: str) -> None:
        """Write a body of plain text."""
        start = self._write(body).start
        lines = [Line(_moved(span, start), span.of(body)) for span in lines_of(body)]
        self._divided(lines, body, start, subject, {})

    def html(self, markup: str, subject: str, notices: list[Notice]) -> None:
        """Write a body of HTML as a browser lays it out; nothing it refers to is loaded."""
        try:
            root, is_whole = parsed(markup)
        except EmptyFile:  # pictures alone
            return
        page = walk(root)
        stripped = without_tags(markup)
        size = len(re.sub(r"\W", "", stripped))
        kept = len(re.sub(r"\W", "", page.text))
        if not is_whole or (size > _TRAP_FROM and kept < _KEPT_TEXT * size):
            notices.append(
                Notice(
                    "layout-lost",
                    "This message is built so deeply that its layout was lost; its words were kept. "
                    "Print it to PDF from your mail program if the layout matters.",
                )
            )
            self.plain(_clean(stripped.strip()), subject)
            return
        self._page(page, subject)

    def _page(self, page: PageText, subject: str) -> None:
        page = PageText(_same_length(page.text), page.blocks)
        if self.parts and not "".join(self.parts[-2:]).endswith("\n\n"):
            self._write("\n\n")
        start = self._write(page.text).start
        lines: list[Line] = []
        blocks: dict[int, tuple[Zone, str | None]] = {}
        for block in page.blocks:
            words = block.span.of(page.text)
            for span in lines_of(words):
                moved = _moved(span, start + block.span.start)
                lines.append(Line(moved, span.of(words), block.zone is Zone.BLOCK_QUOTE))
                blocks[moved.start] = (block.zone, block.furniture)
        self._divided(lines, page.text, start, subject, blocks)

    def _divided(
        self,
        lines: Sequence[Line],
        body: str,
        start: int,
        subject: str,
        blocks: dict[int, tuple[Zone, str | None]],
    ) -> None:
        """Write the paragraphs of a body with the zones of their parts and of the page's tags."""
        parts = divide(lines, subject)
        self.counts.update(dict.fromkeys(parts, 1))
        at = 0
        while at < len(lines):
            block = blocks.get(lines[at].span.start)
            end = at + 1
            while end < len(lines) and _goes_on(lines, parts, blocks, at, end):
                end += 1
            run = Span(lines[at].span.start, lines[end - 1].span.end)
            for span in split_paragraphs(body[run.start - start : run.end - start]):
                self._paragraph(_moved(span, run.start), span, body, run, start, parts[at], block)
            at = end

    def _paragraph(
        self,
        moved: Span,
        span: Span,
        body: str,
        run: Span,
        start: int,
        part: Part,
        block: tuple[Zone, str | None] | None,
    ) -> None:
        words = body[run.start - start + span.start : run.start - start + span.end]
        zone, reason = _zone(words, part, *(block or (Zone.BODY, None)))
        self.paragraphs.append(Paragraph(moved, None, zone))
        if reason:
            self.zones.append(ZoneSpan(moved, zone, reason))

    def notices(self) -> Iterator[Notice]:
        """Yield what the attorney should know of the parts that are not the sender's own."""
        if self.counts[Part.REPLY]:
            yield Notice(
                "quoted-reply",
                "This message quotes earlier ones; their text is kept and searchable, but left out of "
                "findings. Import the earlier messages too.",
            )
        if self.counts[Part.FORWARD]:
            yield Notice(
                "forwarded-message",
                "This message forwards another; words such as “yesterday” in it are counted from the "
                "day of forwarding. Check those dates.",
            )

    def _write(self, text: str) -> Span:
        self.parts.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)


def _goes_on(
    lines: Sequence[Line],
    parts: Sequence[Part],
    blocks: dict[int, tuple[Zone, str | None]],
    first: int,
    at: int,
) -> bool:
    """Tell whether a line belongs to the run of lines that began at ``first``."""
    if parts[at] is not parts[first]:
        return False
    if not blocks:
        return True
    # Lines of one block are parted by single line ends, blocks by blank lines.
    same = blocks[lines[at].span.start] == blocks[lines[first].span.start]
    return same and lines[at].span.start - lines[at - 1].span.end <= 1


def _zone(words: str, part: Part, zone: Zone, furniture: str | None) -> tuple[Zone, str]:
    if part is Part.REPLY:
        return Zone.UNRELATED, str(part)
    if furniture:
        return Zone.SITE_FURNITURE, furniture
    if is_standing_notice(words):
        return Zone.PAGE_FURNITURE, "standing notice of the mail program or firm"
    if part is Part.SIGNATURE:
        return Zone.SIGNATURE, ""
    return zone, ""


def _author(value: str, start: int) -> MetadataValue:
    name = name_of_sender(value)
    at = value.find(name)
    place = Span(start + at, start + at + len(name)) if at >= 0 else None
    return MetadataValue("author", name, "From line", place)


def _day(parts: Sequence[int]) -> str:
    """Return the day that a message's clock showed where it was sent, as ISO 8601."""
    try:
        return date(*parts).isoformat() if parts else ""
    except (ValueError, TypeError, OverflowError):
        return ""


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _same_length(text: str) -> str:
    """Return a page's text with what no text layer holds shown as U+FFFD, its length unchanged."""
    return re.sub("[\ud800-\udfff\x00\r]", "\ufffd", text)
