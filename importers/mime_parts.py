"""Messages as they travel (RFC 5322 and MIME, RFC 2045–2049): headers, body, what is attached.

The standard library takes the message apart; headers are decoded here, since its own parser of
addresses gives up on malformed ones that mail programs show without a word.
"""

import base64
import binascii
import email
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.encoders import encode_base64
from email.header import Header
from email.message import Message as MimeMessage
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import BytesHeaderParser
from email.policy import Compat32
from itertools import pairwise
from typing import Final, TypeAlias

from importers import limits
from importers.charsets import decode_as, without_surrogates
from importers.document import Attachment, DamagedFile, Notice, SealedFile, TooLargeFile
from importers.message import Message

__all__ = [
    "SMALL_PICTURE",
    "AsWritten",
    "as_mail",
    "charset_of",
    "children_of",
    "depth_of",
    "ends_in_headers",
    "file_name",
    "header_text",
    "headers_of",
    "message_of",
    "octets_of",
    "parsed_mail",
    "printed_headers",
    "small_pictures",
    "split_mailbox",
]

_Part: TypeAlias = "MimeMessage[str, str]"

_PRINTED: Final = ("From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
# "=?utf-8?Q?Caf=C3=A9?=", with white space between two of them that is no part of the text (RFC 2047).
_ENCODED_WORD: Final = re.compile(
    r"=\?(?P<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?P<way>[bq])\?(?P<text>[^?\s]*(?: [^?\s]+)*)\?=",
    re.I,
)
_BETWEEN_WORDS: Final = re.compile(r"(?<=\?=)\s+(?==\?)")
_FOLD: Final = re.compile(r"\r?\n[ \t]*")
_FILE_SIGNS: Final = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")
_LONGEST_NAME: Final = 120
# An HTML body so much longer than the plain one beside it is the real one: "Your program shows no HTML".
_STUB: Final = 5
SMALL_PICTURE: Final = 8 * 1024
"""Bytes below which a picture that a message's HTML shows is a logo or a counting pixel."""

_SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
}
_MESSAGE_START: Final = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S+[^\r\n]{0,40} \d\d?:\d\d[^\r\n]*\r?$", re.M
)
_ESCAPED_FROM: Final = re.compile(rb"^>(>*From )", re.M)

_SEALS: Final = frozenset(
    ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
)
_SEALED: Final = re.compile(r"application/(?:x-)?pkcs7-mime|multipart/encrypted")

_TOO_DEEP: Final = (
    "This message holds messages inside messages, too many deep to be real mail. Save the inner ones "
    "from your mail program and import those."
)


_BLANK_LINE: Final = re.compile(rb"\n\r?\n|\r\r")
_NO_BODY: Final = Notice(
    "cut-off",
    "This message ends within its headers, so that its text is missing. Save it again from your mail "
    "program and import that too.",
)


class AsWritten(Compat32):
    """Keeps each header as it stood, white space and folds, so that a message can be copied out whole."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Return a header's name and all that stands after its colon."""
        name, _, rest = sourcelines[0].partition(":")
        return name, (rest + "".join(sourcelines[1:])).rstrip("\r\n")

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return a header's value to the library, without the space that follows the colon."""
        return str(super().header_fetch_parse(name, value.strip()))

    def fold(self, name: str, value: str) -> str:
        """Return a header as it stood."""
        return f"{name}:{value}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header's bytes as they stood."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


def message_of(content: bytes) -> Message:
    """Return a message from its bytes.

    Raises:
        DamagedFile: if it cannot be taken apart.
        SealedFile: if all of it is sealed.
        TooLargeFile: if it is nested too deeply or holds too many attachments.
    """
    parsed = parsed_mail(content)
    if depth_of(parsed) > limits.MAX_NESTED_MESSAGES:
        raise TooLargeFile(_TOO_DEEP)
    if _SEALED.fullmatch(parsed.get_content_type()):
        raise SealedFile(
            "This e-mail is encrypted or sealed with a signature. Open it in your mail program, save "
            "it unencrypted or print it to PDF and import that."
        )
    newline = "\r\n" if b"\r\n" in content[:4096] else "\n"
    collected = _Collected(newline)
    collected.part(parsed)
    if ends_in_headers(content):
        collected.notices.append(_NO_BODY)
    return collected.message(printed_headers(parsed))


def printed_headers(parsed: _Part) -> tuple[tuple[str, str], ...]:
    """Return the headers that mail programs print, decoded, in the order they print them."""
    raw: dict[str, list[str]] = {}
    for name, value in parsed.raw_items():
        raw.setdefault(name.lower(), []).append(header_text(str(value)))
    found = [(name, ", ".join(raw.get(name.lower(), ()))) for name in _PRINTED]
    sender = dict(found)["From"]
    return tuple(
        (name, value)
        for name, value in found
        if value and not (name in ("Sender", "Reply-To") and value == sender)
    )


def headers_of(written: str) -> tuple[tuple[str, str], ...]:
    """Return the printed headers of a block of them, as Outlook keeps it with a message."""
    octets = written.encode("utf-8", "replace")
    return printed_headers(BytesHeaderParser(policy=AsWritten()).parsebytes(octets))


def as_mail(message: Message) -> bytes:
    """Return a message in the form in which mail travels, the same bytes for the same message."""
    parts: list[_Part] = [
        MIMEText(body, kind, "utf-8")
        for body, kind in ((message.plain, "plain"), (message.html, "html"))
        if body.strip()
    ]
    parts += [_as_part(attachment) for attachment in message.attachments]
    seed = repr((message.headers, message.plain, message.html, message.attachments))
    boundary = f"=_{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:32]}"
    whole = MIMEMultipart("mixed", boundary, parts)
    for name, value in message.headers:
        if name in _PRINTED:
            whole[name] = Header(
                " ".join(value.split()), None if value.isascii() else "utf-8"
            ).encode()
    return whole.as_bytes(policy=Compat32(mangle_from_=False))


def _as_part(attachment: Attachment) -> _Part:
    part: _Part
    if attachment.name.endswith(".eml"):
        inner = email.message_from_bytes(attachment.content, policy=AsWritten())
        part = MIMEMessage(inner)
    else:
        part = MIMEBase("application", "octet-stream")
        part.set_payload(attachment.content)
        encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", attachment.name))
    return part


def header_text(raw: str) -> str:
    """Return a header's value as it is shown: unfolded, its encoded words decoded (RFC 2047)."""
    octets = raw.encode("utf-8", "surrogateescape")
    text = decode_as(octets, None)[0]
    text = _BETWEEN_WORDS.sub("", _FOLD.sub(" ", text))
    parts: list[str] = []
    at = 0
    held, charset = b"", ""
    for word in _ENCODED_WORD.finditer(text):
        if held and (word.start() > at or word["charset"].lower() != charset):
            parts.append(decode_as(held, charset)[0])
            held = b""
        parts.append(text[at : word.start()])
        held += _word_octets(word["way"], word["text"])
        charset, at = word["charset"].lower(), word.end()
    if held:
        parts.append(decode_as(held, charset)[0])
    parts.append(text[at:])
    return without_surrogates(" ".join("".join(parts).split()))


def _word_octets(way: str, text: str) -> bytes:
    if way.lower() == "q":
        return binascii.a2b_qp(text.encode("ascii", "replace"), header=True)
    try:
        return base64.b64decode(text.encode("ascii", "replace") + b"==")
    except (binascii.Error, ValueError):
        return text.encode("ascii", "replace")


def parsed_mail(content: bytes) -> _Part:
    """Return a message's tree of parts.

    Raises:
        DamagedFile: if it cannot be taken apart.
        TooLargeFile: if it is nested too deeply.
    """
    try:
        return email.message_from_bytes(content, policy=AsWritten())
    except RecursionError as error:
        raise TooLargeFile(_TOO_DEEP) from error
    except (ValueError, TypeError, AttributeError, IndexError, LookupError) as error:
        # The parser means never to fail, and failed in these ways on malformed content types.
        raise DamagedFile(
            "This message is damaged. Save it again from your mail program and import that."
        ) from error


def ends_in_headers(content: bytes) -> bool:
    """Tell whether a message has not even the blank line that ends its headers (RFC 5322, 2.1)."""
    return _BLANK_LINE.search(content) is None


def depth_of(parsed: _Part) -> int:
    """Return how many messages and boxes of parts stand inside one another."""
    deepest, waiting = 0, [(parsed, 0)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        if part.is_multipart():
            waiting.extend((child, depth + 1) for child in children_of(part))
    return deepest


def children_of(part: _Part) -> Sequence[_Part]:
    """Return the parts directly inside a part; () for one that holds content."""
    payload = part.get_payload()
    return (
        [child for child in payload if isinstance(child, MimeMessage)]
        if isinstance(payload, list)
        else []
    )


@dataclass
class _Collected:
    """What was found in a message so far."""

    newline: str
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    small_pictures: int = 0

    def message(self, headers: tuple[tuple[str, str], ...]) -> Message:
        """Return all of it; parts that are plain stand before those that are HTML alone."""
        if self.small_pictures:
            self.notices.append(small_pictures(self.small_pictures))
        names = ", ".join(attachment.name for attachment in self.attachments)
        if names:
            headers = (*headers, ("Attachments", names))
        plain, html = "\n".join(self.plain), "<hr>".join(self.html)
        return Message(headers, plain, html, tuple(self.attachments), tuple(self.notices))

    def part(self, part: _Part) -> None:
        """Take in one part with what is inside it."""
        kind = part.get_content_type()
        self._look_for_damage(part)
        if kind == "multipart/alternative":
            self._alternative(children_of(part))
        elif kind == "message/rfc822":
            self._attach_message(part)
        elif kind == "message/delivery-status" and part.is_multipart():
            self.plain.extend(str(child.as_string()) for child in children_of(part))
        elif part.is_multipart():
            for child in children_of(part):
                self.part(child)
        elif kind in _SEALS:
            self._notice(
                "signed",
                "This message is signed electronically; Pincite does not check signatures.",
            )
        elif _is_attached(part):
            self._attach(part, kind)
        else:
            self._body(part, kind)

    def _alternative(self, choices: Sequence[_Part]) -> None:
        """Take the plain one of several forms of the same body, or the fullest that there is."""
        forms: dict[str, _Collected] = {}
        for choice in choices:
            inside = _Collected(self.newline)
            inside.part(choice)
            self.attachments += inside.attachments
            self.notices += inside.notices
            self.small_pictures += inside.small_pictures
            for kind, words in (("plain", inside.plain), ("html", inside.html)):
                if any(piece.strip() for piece in words):
                    forms.setdefault(kind, inside)
        self._look_for_many()
        plain, html = forms.get("plain"), forms.get("html")
        if plain and html and _is_stub("\n".join(plain.plain), "\n".join(html.html)):
            plain = None
        if plain:
            self.plain += plain.plain
        elif html:
            self.html += html.html

    def _body(self, part: _Part, kind: str) -> None:
        text, notices = decode_as(octets_of(part), charset_of(part))
        self.notices += [row for row in notices if row not in self.notices]
        (self.html if kind == "text/html" else self.plain).append(text)

    def _attach(self, part: _Part, kind: str) -> None:
        content = octets_of(part)
        shown = bool(part.get("Content-ID")) and kind.startswith("image/")
        if shown and len(content) < SMALL_PICTURE:
            self.small_pictures += 1
            return
        if not content:
            self._notice(
                "empty-attachment",
                "An attachment of this message is empty or kept elsewhere. Ask for it on its own.",
            )
            return
        suffix = _SUFFIXES.get(kind, "")
        self._keep(Attachment(_name_of(part) or f"attachment {self._next()}{suffix}", content))

    def _attach_message(self, part: _Part) -> None:
        for inner in children_of(part):
            subject = header_text(str(dict(inner.raw_items()).get("Subject", "")))
            name = file_name(subject) or f"message {self._next()}"
            self._keep(Attachment(f"{name}.eml", _message_bytes(inner, self.newline)))

    def _keep(self, attachment: Attachment) -> None:
        self.attachments.append(attachment)
        self._look_for_many()

    def _look_for_many(self) -> None:
        if len(self.attachments) > limits.MAX_ATTACHMENTS:
            raise TooLargeFile(
                f"This message has more than {limits.MAX_ATTACHMENTS:,} attachments. Save those that "
                "matter from your mail program and import them."
            )

    def _next(self) -> int:
        return len(self.attachments) + 1

    def _look_for_damage(self, part: _Part) -> None:
        names = {type(defect).__name__ for defect in part.defects}
        if names & {"StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect"}:
            self._notice(
                "cut-off",
                "This message ends before its last part does, so that text or attachments may be "
                "missing. Save it again from your mail program and import that too.",
            )

    def _notice(self, code: str, sentence: str) -> None:
        notice = Notice(code, sentence)
        if notice not in self.notices:
            self.notices.append(notice)


def small_pictures(count: int) -> Notice:
    """Return the notice of so many pictures that were left in their message."""
    said = "One small picture in the message, such as a logo, did not become a document of its own."
    if count > 1:
        said = f"{count} small pictures in the message, such as logos, did not become documents of their own."
    return Notice("small-pictures", said)


def file_name(written: str) -> str:
    """Return words as a file's name: without the signs that file systems refuse, and not too long."""
    return " ".join(_FILE_SIGNS.sub(" ", written).split())[:_LONGEST_NAME].strip(" .")


def _is_attached(part: _Part) -> bool:
    kind = part.get_content_type()
    return (
        part.get_content_disposition() == "attachment"
        or bool(_name_of(part))
        or kind not in ("text/plain", "text/html", "text/enriched", "text/markdown")
    )


def _name_of(part: _Part) -> str:
    try:
        written = part.get_filename("")
    except (ValueError, TypeError, LookupError):  # malformed continuations of a name (RFC 2231)
        return ""
    return file_name(header_text(str(written)))


def charset_of(part: _Part) -> str | None:
    """Return the encoding that a part claims for its characters."""
    try:
        return part.get_content_charset()
    except (ValueError, TypeError, LookupError):
        return None


def octets_of(part: _Part) -> bytes:
    """Return a part's content with its transfer encoding undone, as far as it can be."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _message_bytes(inner: _Part, newline: str) -> bytes:
    """Return an attached message's own bytes; the library keeps each header and line as it stood."""
    policy = AsWritten(linesep=newline, mangle_from_=False)
    try:
        return inner.as_bytes(policy=policy)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedFile(
            "A message attached to this one is damaged. Save it again from your mail program and "
            "import that."
        ) from error


def _is_stub(plain: str, html: str) -> bool:
    """Tell whether the plain form only says that there is another."""
    words = len(plain.split())
    return words < 40 and words * _STUB < len(re.sub(r"<[^<>]*>", " ", html).split())


def split_mailbox(content: bytes) -> Iterator[bytes]:
    """Yield the messages of a mailbox (RFC 4155): each begins with a "From " line after a blank one.

    Lines of a body that begin so were marked with ">" when the mailbox was written; the mark is taken
    off again.
    """
    starts = [match.start() for match in _MESSAGE_START.finditer(content)]
    for start, end in pairwise([*starts, len(content)]):
        first_line = content.find(b"\n", start, end)
        if first_line >= 0:
            yield _ESCAPED_FROM.sub(rb"\1", content[first_line + 1 : end])
