"""Looks for words in every byte of files, in the forms in which programs write words."""

import base64
import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["found_words"]

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_MOST = 64 * 1024 * 1024  # bytes that one stream may unpack to
_DEEPEST = 4
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_FEWEST = 4  # bytes: what a stream of chance unpacks to holds no word


def found_words(place: Path, words: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return where below a folder a word stands: the file, the word, and in what it was found.

    Names of files and folders count. Letters are taken large and small alike; words of six letters and more
    are also looked for without their last two, as an index of stems would keep them.
    """
    told = {word: _forms(word) for word in words}
    found: list[tuple[str, str, str]] = []
    for path in sorted(place.rglob("*")):
        name = str(path.relative_to(place))
        found += [(name, word, "name") for word in told if word.casefold() in name.casefold()]
        if path.is_file() and not path.is_symlink():
            try:
                kept = path.read_bytes()
            except FileNotFoundError:  # it has just gone: others are at work
                continue
            for content, how in _contents(kept, ""):
                lowered = content.lower()
                for word, forms in told.items():
                    found += [
                        (name, word, f"{how} {form}".strip())
                        for form, wanted, exact in forms
                        if wanted in (content if exact else lowered)
                    ]
    return found


def _forms(word: str) -> list[tuple[str, bytes, bool]]:
    """Return how a word may be written: the name of the form, the bytes, and whether case counts."""
    small = word.lower()
    stem = small[:-2] if len(small) >= 6 else small
    forms = [(encoding, stem.encode(encoding), False) for encoding in _ENCODINGS]
    forms.append(("reversed", stem[::-1].encode(), False))
    for spelt in {word, small, word.upper()}:
        forms.append(("hex", spelt.encode().hex().encode(), False))
        for before in range(3):  # where in its three bytes the word begins
            written = base64.b64encode(b"\0" * before + spelt.encode())
            forms.append(("base64", written[4 if before else 0 : -4], True))
    return [form for form in forms if len(form[1]) >= _FEWEST]


def _contents(content: bytes, how: str, depth: int = 0) -> Iterator[tuple[bytes, str]]:
    """Yield a file's bytes, and what is packed in them."""
    yield content, how
    if depth >= _DEEPEST:
        return
    for unpacked, kind in _unpacked(content):
        yield from _contents(unpacked, f"{how} {kind}".strip(), depth + 1)


def _unpacked(content: bytes) -> Iterator[tuple[bytes, str]]:
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename.encode(), "zip name"
                yield archive.read(member), "zip"
        return
    for magic, kind, opened in (
        (b"\x1f\x8b", "gzip", lambda: zlib.decompressobj(31).decompress(content, _MOST)),
        (b"BZh", "bzip2", lambda: bz2.BZ2Decompressor().decompress(content, _MOST)),
        (b"\xfd7zXZ", "xz", lambda: lzma.LZMADecompressor().decompress(content, _MOST)),
    ):
        if content.startswith(magic):
            yield opened(), kind
            return
    for match in _ZLIB.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[match.start() :], _MOST)
        except zlib.error:
            continue  # these two bytes stand there by chance
        if len(unpacked) >= _FEWEST:
            yield unpacked, "deflate"
