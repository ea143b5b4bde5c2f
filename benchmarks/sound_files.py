"""The sound files that the fuzzing starts from: real papers where they are at hand, and small made ones."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

from benchmarks.mutations import FORMATS, Seed
from benchmarks.timing import SAMPLE, SHARED
from tests.importers.ole_files import ole_file

__all__ = ["sound_files"]

_LARGEST: Final = 300_000  # bytes; a larger file costs time and breaks no differently

_WORDS = (
    "1. On 7 March 2026 the Harbour Board closed the berth, and “nobody was told,” said Odile Vantreese.",
    "2. Marrow Ferry Company wrote that day: “Service ends at noon unless the order is withdrawn.”",
    "3. The Board answered on March 9, 2026, that its order would stand.",
)


def sound_files() -> list[Seed]:
    """Return every file that mutation starts from, in a fixed order."""
    return [*_real(), *_made()]


def _real() -> Iterator[Seed]:
    folders = (SAMPLE, SHARED / "documents", SHARED / "seeds")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            kind = FORMATS.get(path.suffix.lower())
            if kind and path.is_file() and 0 < path.stat().st_size <= _LARGEST:
                yield Seed(path.name, kind, path.read_bytes())


def _made() -> Iterator[Seed]:
    page = _page()
    message = _message(page)
    yield Seed("Open streams.pdf", "pdf", _open_pdf())
    yield Seed("Old.doc", "doc", _old_word())
    yield Seed("Rich.rtf", "rtf", _rich())
    yield Seed("Open.odt", "odt", _open_document())
    yield Seed("Page.html", "html", page)
    yield Seed("Saved.mht", "mht", _web_archive(page))
    yield Seed("Plain.txt", "txt", "\n\n".join(_WORDS).encode())
    yield Seed("Wide.txt", "txt", "\r\n".join(_WORDS).encode("utf-16"))
    yield Seed("Message.eml", "eml", message)
    yield Seed("Box.mbox", "mbox", _mailbox(message))
    yield Seed("Item.msg", "msg", _outlook_item())
    yield Seed("Production.zip", "archive", _archive(message))
    yield Seed("Volume.tgz", "archive", _tape(message))
    yield from _pictures()


def _open_pdf() -> bytes:
    """Return the sample complaint with its streams unpacked, so that mutations reach what they draw."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(SAMPLE / "Complaint.pdf"))
    for page in writer.pages:
        plain = StreamObject()
        contents = page.get_contents()
        plain.set_data(contents.get_data() if contents else b"")
        page[NameObject("/Contents")] = writer._add_object(plain)  # noqa: SLF001
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _old_word() -> bytes:
    text = "\r".join(_WORDS).encode("cp1252")
    plan = struct.pack("<IIHIH", 0, len(text), 0, 0x800 * 2 | 0x40000000, 0)
    table = b"\x02" + struct.pack("<I", len(plan)) + plan
    head = bytearray(0x800)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", head, 0x0A, 0x0200)
    struct.pack_into("<i", head, 0x4C, len(text))
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    return ole_file({"WordDocument": bytes(head) + text, "1Table": table})


def _rich() -> bytes:
    lines = "\\par\n".join(line.encode("cp1252").hex(" ") for line in _WORDS)
    coded = "".join(f"\\'{part}" if len(part) == 2 else part for part in lines.split(" "))
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\title Order}}\\f0\\fs24 "
        f"Order.\\par {coded} {{\\footnote A note.}}\\trowd\\cellx900 a\\cell\\row\\par}}"
    ).encode("ascii", "replace")


def _open_document() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    body = "".join(f"<text:p>{words}</text:p>" for words in _WORDS)
    return _zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {spaces}><office:body><office:text>{body}"
                "</office:text></office:body></office:document-content>"
            ).encode(),
            "styles.xml": f"<office:document-styles {spaces}/>".encode(),
        }
    )


def _page() -> bytes:
    words = "".join(f"<p>{line}</p>" for line in _WORDS * 3)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Berth closed</title>"
        "<meta property='article:published_time' content='2026-03-10'></head><body><nav><a>Home</a></nav>"
        f"<article><h1>Berth closed</h1>{words}<table><tr><td>1</td></tr></table></article></body></html>"
    ).encode()


def _web_archive(page: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://courier.example/berth"
    message["Subject"] = "Berth closed"
    message["MIME-Version"] = "1.0"
    message.set_content(page.decode(), subtype="html", cte="quoted-printable")
    message["Content-Location"] = "https://courier.example/berth"
    message.make_related()
    message.add_related(_picture("PNG"), "image", "png", cid="<p1>")
    return bytes(message)


def _message(page: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Odile Vantreese <odile@marrow.example>"
    message["To"] = "board@tidewater.example"
    message["Date"] = "Sat, 07 Mar 2026 10:15:00 -0500"
    message["Subject"] = "The berth"
    message["Message-ID"] = "<1@marrow.example>"
    message.set_content("\n".join((*_WORDS, "> What order?", "")))
    message.add_alternative(page.decode(), subtype="html")
    attached = (SAMPLE / "Summons - Authority.pdf").read_bytes()
    message.add_attachment(attached, maintype="application", subtype="pdf", filename="Summons.pdf")
    return bytes(message)


def _mailbox(message: bytes) -> bytes:
    start = b"From odile@marrow.example Sat Mar  7 10:15:00 2026\n"
    return b"".join(start + message.replace(b"<1@", b"<%d@" % at) + b"\n" for at in range(1, 4))


def _outlook_item() -> bytes:
    table = "__properties_version1.0"
    texts = {"001A": "IPM.Note", "0037": "The berth", "1000": "\r\n".join(_WORDS), "0C1A": "Odile"}
    streams = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    attached = "__attach_version1.0_#00000000"
    streams |= {
        table: bytes(32),
        f"{attached}/{table}": bytes(8),
        f"{attached}/__substg1.0_3707001F": "Note.txt".encode("utf-16-le"),
        f"{attached}/__substg1.0_37010102": _WORDS[0].encode(),
    }
    return ole_file(streams)


def _archive(message: bytes) -> bytes:
    inner = _zipped({"Deep.txt": _WORDS[2].encode()})
    members = {f"Vol 1/{path.name}": path.read_bytes() for path in sorted(SAMPLE.glob("*.*"))}
    return _zipped({**members, "Mail/Message.eml": message, "inner.zip": inner})


def _tape(message: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name in ("Mail/Message.eml", "Mail/Again.eml"):
            info = tarfile.TarInfo(name)
            info.size = len(message)
            archive.addfile(info, io.BytesIO(message))
    return made.getvalue()


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def _pictures() -> Iterator[Seed]:
    for suffix, kind in (
        ("png", "PNG"),
        ("jpg", "JPEG"),
        ("gif", "GIF"),
        ("bmp", "BMP"),
        ("webp", "WEBP"),
        ("tif", "TIFF"),
    ):
        yield Seed(f"Scan.{suffix}", "picture", _picture(kind))


def _picture(kind: str) -> bytes:
    from PIL import Image, ImageDraw

    frames = []
    for number in range(3 if kind == "TIFF" else 1):
        picture = Image.new("L", (425, 550), 255)
        ImageDraw.Draw(picture).multiline_text(
            (20, 40 + number), "\n\n".join(_WORDS[:1]).replace("“", '"').replace("”", '"')
        )
        frames.append(picture)
    made = io.BytesIO()
    more = (
        {"save_all": True, "append_images": frames[1:], "compression": "tiff_lzw"}
        if kind == "TIFF"
        else {}
    )
    frames[0].save(made, kind, dpi=(50, 50), **more)
    return made.getvalue()
