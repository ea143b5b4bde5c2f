"""Messages and other items that Outlook saves as .msg files (MS-OXMSG, MS-OXPROPS, MS-OXCMSG).

Times are kept in Coordinated Universal Time; where the message's own headers came with it, its Date
line is printed instead, which holds the sender's clock. A message attached to another is copied out
in the form in which mail travels.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email.utils import format_datetime, parsedate_tz
from typing import Final

from importers import limits
from importers.charsets import code_page, decode_as
from importers.document import (
    Attachment,
    DamagedFile,
    ImportContext,
    ImportedDocument,
    Notice,
    SealedFile,
    TooLargeFile,
)
from importers.message import Message, imported
from importers.mime_parts import SMALL_PICTURE, as_mail, file_name, headers_of, small_pictures
from importers.ole import CONTRADICTIONS, damage
from importers.outlook_properties import DAMAGED, Ole, Properties, named_properties
from importers.outlook_rtf import body_of_rtf, decompressed
from importers.sniff import MSG, sniff

__all__ = ["OutlookImporter"]

# Properties by their numbers in MS-OXPROPS.
_CLASS, _SUBJECT, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x1000, 0x1013, 0x1009
_HEADERS, _SUBMITTED, _DELIVERED, _HTML_PAGE = 0x007D, 0x0039, 0x0E06, 0x3FDE
_AUTHOR, _AUTHOR_MAIL, _AUTHOR_SMTP = 0x0042, 0x0065, 0x5D02
_SENDER, _SENDER_MAIL, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_SHOWN: Final = {1: ("To", 0x0E04), 2: ("Cc", 0x0E03), 3: ("Bcc", 0x0E02)}
_NAME, _MAIL, _SMTP, _ROLE = 0x3001, 0x3003, 0x39FE, 0x0C15
_DATA, _LONG_FILE, _SHORT_FILE, _FILE_TITLE, _METHOD = 0x3701, 0x3707, 0x3704, 0x3001, 0x3705
_CREATED, _CONTENT_ID = 0x3007, 0x3712

_EMBEDDED_FOLDER: Final = "__substg1.0_3701000D"
_SEALED_CLASS: Final = "ipm.note.smime"
_SIGNED_CLASS: Final = "ipm.note.smime.multipartsigned"
# Attachments may have so many times the file's own bytes together; more are one stream under many names.
_BYTES_PER_BYTE: Final = 2
_BY_LINK: Final = (2, 3, 4, 7)
_TIMED: Final = ("ipm.appointment", "ipm.stickynote")
# Before noon in Greenwich it may still be the day before in America.
_EARLY_HOURS: Final = 12

_Field = tuple[str, Callable[["_Item"], str]]


class OutlookImporter:
    """Reads .msg files."""

    name = "outlook 1"
    media_types: tuple[str, ...] = (MSG,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read one message, appointment, contact, task or note.

        Raises:
            DamagedFile: if its streams cannot be read.
            EmptyFile: if nothing stands in it.
            SealedFile: if all of it is sealed.
            TooLargeFile: if it is nested too deeply or holds too many attachments.
        """
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(content)) as ole:
                reader = _Reader(ole, named_properties(ole), _BYTES_PER_BYTE * len(content))
                message = reader.message((), "message", 0)
                message = replace(message, notices=(*damage(ole), *message.notices))
        except CONTRADICTIONS as error:
            raise DamagedFile(DAMAGED) from error
        return imported(message, MSG, self.name)


@dataclass
class _Reader:
    """One file: its items, and how many bytes its attachments may still have together."""

    ole: Ole
    named: dict[int, int]
    budget: int

    def message(self, path: tuple[str, ...], kind: str, depth: int) -> Message:
        """Return the item in a folder."""
        if depth > limits.MAX_NESTED_MESSAGES:
            raise TooLargeFile(
                "This message holds messages inside messages, too many deep to be real mail. Save the "
                "inner ones from Outlook and import those."
            )
        item = _Item(Properties.read(self.ole, path, kind), self.named)
        attachments, notices = self._attachments(item, depth)
        if item.kind.startswith(_SEALED_CLASS) and item.kind != _SIGNED_CLASS:
            raise SealedFile(
                "This e-mail is encrypted or sealed with a signature. Open it in Outlook, save it "
                "unencrypted or print it to PDF and import that."
            )
        headers = tuple((name, value) for name, value in item.headers() if value.strip())
        if attachments:
            headers = (*headers, ("Attachments", ", ".join(row.name for row in attachments)))
        plain, html, more = item.body()
        return Message(headers, plain, html, tuple(attachments), (*notices, *more, *item.notices()))

    def _attachments(self, item: "_Item", depth: int) -> tuple[list[Attachment], list[Notice]]:
        found: list[Attachment] = []
        notices: list[Notice] = []
        small = 0
        for path in item.properties.folders("__attach_version1.0_"):
            part = Properties.read(self.ole, path, "part", item.properties.encoding)
            attachment = self._attachment(part, depth, len(found) + 1)
            if attachment is None:
                notices.append(_LINKED if part.number(_METHOD) in _BY_LINK else _EMPTY)
                continue
            if part.text(_CONTENT_ID) and _is_small_picture(attachment):
                small += 1
                continue
            if item.kind == _SIGNED_CLASS and attachment.name.lower().endswith(".p7m"):
                # What was signed, in the form in which mail travels.
                attachment = Attachment("signed message.eml", attachment.content)
                notices.append(_SIGNED)
            found.append(attachment)
            if len(found) > limits.MAX_ATTACHMENTS:
                raise TooLargeFile(
                    f"This message has more than {limits.MAX_ATTACHMENTS:,} attachments. Save those "
                    "that matter from Outlook and import them."
                )
        if small:
            notices.append(small_pictures(small))
        return found, list(dict.fromkeys(notices))

    def _attachment(self, part: Properties, depth: int, number: int) -> Attachment | None:
        inner = (*part.path, _EMBEDDED_FOLDER)
        if any(True for _ in part.folders(_EMBEDDED_FOLDER)):
            if not self.ole.exists([*inner, "__properties_version1.0"]):
                return None  # an object of another program inside the text
            message = self.message(inner, "embedded", depth + 1)
            name = file_name(message.header("Subject") or message.header("Name"))
            return Attachment(f"{name or f'message {number}'}.eml", as_mail(message))
        content = part.octets(_DATA)
        if not content:
            return None
        self.budget -= len(content)
        if self.budget < 0:
            raise DamagedFile(DAMAGED)
        names = (part.text(_LONG_FILE), part.text(_SHORT_FILE), part.text(_FILE_TITLE))
        name = next((file_name(name) for name in names if file_name(name)), "")
        return Attachment(name or f"attachment {number}", content)


@dataclass
class _Item:
    """One item with its properties."""

    properties: Properties
    named: dict[int, int]

    @property
    def kind(self) -> str:
        """The item's class, lower case: "ipm.note", "ipm.appointment"."""
        return self.properties.text(_CLASS).lower()

    def headers(self) -> Iterator[tuple[str, str]]:
        """Yield what Outlook prints above the item's text."""
        fields = next((row for start, row in _FIELDS.items() if self.kind.startswith(start)), None)
        if fields is not None:
            for name, value in fields:
                yield name, value(self)
            return
        author = self._author()
        sender = _address(self._text(_SENDER), self._text(_SENDER_SMTP), self._text(_SENDER_MAIL))
        yield "From", author or sender
        if author and sender and self._text(_SENDER) != self._text(_AUTHOR):
            yield "Sender", sender
        yield from self._recipients()
        yield "Date", self._date()
        yield "Subject", self._text(_SUBJECT)

    def notices(self) -> Iterator[Notice]:
        """Yield what should be known of the item's times."""
        moment = self._sent() if self._is_mail() and not self._travelled("Date") else None
        early = moment is not None and moment.hour < _EARLY_HOURS
        if early or self.kind.startswith(_TIMED):
            yield _UNIVERSAL

    def body(self) -> tuple[str, str, tuple[Notice, ...]]:
        """Return the body as text or as HTML, with notices of its characters."""
        plain = self._text(_BODY)
        if plain.strip():
            return plain, "", ()
        octets = self.properties.octets(_HTML)
        if octets:
            page = self.properties.number(_HTML_PAGE)
            html, notices = decode_as(octets, code_page(page) if page else None)
            return "", html, notices
        html = self._text(_HTML)
        compressed = self.properties.octets(_RTF)
        if html.strip() or not compressed:
            return "", html, ()
        return *body_of_rtf(decompressed(compressed)), ()

    def text_of(self, tag: int) -> str:
        """Return a property's characters."""
        return self._text(tag)

    def named_text(self, number: int) -> str:
        """Return the characters of a property of items."""
        return self._text(self.named[number]) if number in self.named else ""

    def named_number(self, number: int) -> int | None:
        """Return the number of a property of items."""
        return self.properties.number(self.named[number]) if number in self.named else None

    def named_share(self, number: int) -> float | None:
        """Return the fraction of a property of items."""
        return self.properties.fraction(self.named[number]) if number in self.named else None

    def named_moment(self, number: int) -> str:
        """Return the time of a property of items, as mail writes times."""
        moment = self.properties.moment(self.named[number]) if number in self.named else None
        return format_datetime(moment) if moment else ""

    def moment_of(self, tag: int) -> str:
        """Return a time as mail writes it."""
        moment = self.properties.moment(tag)
        return format_datetime(moment) if moment else ""

    def everybody(self) -> str:
        """Return all recipients."""
        return "; ".join(value for _, value in self._recipients() if value)

    def _text(self, tag: int) -> str:
        return self.properties.text(tag)

    def _is_mail(self) -> bool:
        return not any(self.kind.startswith(start) for start in _FIELDS)

    def _author(self) -> str:
        author = _address(self._text(_AUTHOR), self._text(_AUTHOR_SMTP), self._text(_AUTHOR_MAIL))
        return author if "@" in author else self._travelled("From") or author

    def _travelled(self, name: str) -> str:
        """Return a line of the headers with which the message travelled, if Outlook kept them."""
        written = self._text(_HEADERS)
        value = dict(headers_of(written)).get(name, "") if written else ""
        return "" if name == "Date" and not parsedate_tz(value) else value

    def _sent(self) -> dt.datetime | None:
        return self.properties.moment(_SUBMITTED) or self.properties.moment(_DELIVERED)

    def _date(self) -> str:
        moment = self._sent()
        return self._travelled("Date") or (format_datetime(moment) if moment else "")

    def _recipients(self) -> Iterator[tuple[str, str]]:
        people: dict[int, list[str]] = {}
        for path in self.properties.folders("__recip_version1.0_"):
            part = Properties.read(self.properties.ole, path, "part", self.properties.encoding)
            shown = _address(part.text(_NAME), part.text(_SMTP), part.text(_MAIL))
            people.setdefault((part.number(_ROLE) or 0) & 0xF, []).append(shown)
        for role, (name, tag) in _SHOWN.items():
            yield name, "; ".join(filter(None, people.get(role, []))) or self._text(tag)


def _is_small_picture(attachment: Attachment) -> bool:
    picture = sniff(attachment.content, attachment.name).startswith("image/")
    return picture and len(attachment.content) < SMALL_PICTURE


def _address(name: str, *addresses: str) -> str:
    """Return a person as mail names one; the addresses inside a company's own system say nothing."""
    address = next((each for each in addresses if "@" in each), "").strip()
    name = name.strip().strip("'")
    if not name or name == address:
        return address or name
    return f"{name} <{address}>" if address else name


def _status(item: _Item) -> str:
    names = ("Not started", "In progress", "Completed", "Waiting", "Deferred")
    number = item.named_number(0x8101)
    return names[number] if number is not None and 0 <= number < len(names) else ""


def _share(item: _Item) -> str:
    share = item.named_share(0x8102)
    return "" if share is None or not 0 <= share <= 1 else f"{share:.0%}"


def _moment(number: int) -> Callable[[_Item], str]:
    return lambda item: item.named_moment(number)


def _day(number: int) -> Callable[[_Item], str]:
    # "Sun, 19 Feb 2017 00:00:00 +0000": a task's days have no hour.
    return lambda item: item.named_moment(number)[:16].strip()


def _named(number: int) -> Callable[[_Item], str]:
    return lambda item: item.named_text(number)


def _plain(tag: int) -> Callable[[_Item], str]:
    return lambda item: item.text_of(tag)


# The main fields of what is no message, by the beginning of its class, in the order Outlook shows them.
_FIELDS: Final[dict[str, tuple[_Field, ...]]] = {
    "ipm.appointment": (
        ("Subject", _plain(_SUBJECT)),
        ("Location", _named(0x8208)),
        ("Start", _moment(0x820D)),
        ("End", _moment(0x820E)),
        ("Time zone", _named(0x8234)),
        ("Organizer", _plain(_AUTHOR)),
        ("Attendees", _Item.everybody),
    ),
    "ipm.contact": (
        ("Name", _plain(_NAME)),
        ("Job title", _plain(0x3A17)),
        ("Company", _plain(0x3A16)),
        ("E-mail", _named(0x8083)),
        ("E-mail 2", _named(0x8093)),
        ("Business telephone", _plain(0x3A08)),
        ("Mobile telephone", _plain(0x3A1C)),
        ("Home telephone", _plain(0x3A09)),
        ("Business address", _named(0x801B)),
        ("Home address", _named(0x801A)),
    ),
    "ipm.task": (
        ("Subject", _plain(_SUBJECT)),
        ("Start", _day(0x8104)),
        ("Due", _day(0x8105)),
        ("Status", _status),
        ("Complete", _share),
        ("Owner", _named(0x811F)),
    ),
    "ipm.stickynote": (
        ("Subject", _plain(_SUBJECT)),
        ("Created", lambda item: item.moment_of(_CREATED)),
    ),
}

_UNIVERSAL: Final = Notice(
    "universal-time",
    "Outlook kept the times of this item in Coordinated Universal Time (+0000); where it was written "
    "the day may have been the one before or after. Check dates that matter.",
)
_LINKED: Final = Notice(
    "linked-attachment",
    "An attachment of this message is kept elsewhere and only linked. Ask for it on its own.",
)
_EMPTY: Final = Notice(
    "empty-attachment",
    "An attachment of this message is empty or an object of another program, and was not read. Open "
    "the message in Outlook, print it to PDF and import that too.",
)
_SIGNED: Final = Notice(
    "signed", "This message is signed electronically; Pincite does not check signatures."
)
