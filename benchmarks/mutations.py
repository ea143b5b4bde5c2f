"""Ways in which a file can be broken: each takes a sound file and returns one that is not.

They are of two kinds: damage as disks, mail and half-done copies do it (cut off, bytes turned, parts
swapped), and the tricks of files made to do harm (huge numbers, deep nesting, lengths that lie).
"""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["FORMATS", "MUTATIONS", "Mutant", "Seed", "mutate"]

_NUMBERS: Final = (
    b"-1",
    b"0",
    b"1",
    b"65536",
    b"2147483647",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
)
_WORDS: Final = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFC, 0xFFFFFFFE, 0xFFFFFFFF)
_GROUPS: Final = (
    (b"{", b"}"),
    (b"<div>", b"</div>"),
    (b"[", b"]"),
    (b"<<", b">>"),
    (b"(", b")"),
    (b"q ", b"Q "),
    (b"> ", b""),
    (b"{\\*\\x ", b"}"),
)
_PDF_NUMBER: Final = re.compile(
    rb"(?:/(?:Length|Count|Size|W|Index|Prev|Width|Height|First|N|Kids|Root)\s*\[?\s*|startxref\s+)(\d+)"
)

FORMATS: Final = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".doc": "doc",
    ".rtf": "rtf",
    ".odt": "odt",
    ".html": "html",
    ".mht": "mht",
    ".txt": "txt",
    ".eml": "eml",
    ".mbox": "mbox",
    ".msg": "msg",
    ".zip": "archive",
    ".tgz": "archive",
    ".png": "picture",
    ".jpg": "picture",
    ".tif": "picture",
    ".gif": "picture",
    ".bmp": "picture",
    ".webp": "picture",
}
"""The format that files of a suffix are counted under."""

_NAMES: Final = (*FORMATS, ".wpd", ".xlsx")


@dataclass(frozen=True)
class Seed:
    """A sound file: its name, the format it is counted under, its bytes."""

    name: str
    format: str
    content: bytes


@dataclass(frozen=True)
class Mutant:
    """A broken file: ``how`` names the mutation, ``cut`` tells that its end is missing."""

    name: str
    content: bytes
    how: str
    cut: bool = False


_Mutation = Callable[[random.Random, bytes, bytes], bytes]


def mutate(random_: random.Random, seed: Seed, other: Seed) -> Mutant:
    """Return ``seed`` broken in one way, sometimes in two; ``other`` is what may be spliced in."""
    content, hows = seed.content, []
    for _ in range(random_.choice((1, 1, 1, 2))):
        how = random_.choice(tuple(MUTATIONS))
        content = MUTATIONS[how](random_, content, other.content)
        hows.append(how)
    stem, _, suffix = seed.name.rpartition(".")
    name = f"{stem}.{suffix}"
    if random_.random() < 0.04:
        name = stem + random_.choice(_NAMES)
        hows.append("named " + name.rpartition(".")[2])
    return Mutant(name, content, " + ".join(hows), hows == ["cut off"])


def _place(random_: random.Random, content: bytes) -> int:
    """Pick a place; heads and tails hold the tables of most formats and are hit more often."""
    size = max(1, len(content))
    area = random_.random()
    if area < 0.25:
        return random_.randrange(min(size, 1024))
    if area < 0.45:
        return size - 1 - random_.randrange(min(size, 2048))
    return random_.randrange(size)


def _bits(random_: random.Random, content: bytes, _: bytes) -> bytes:
    made = bytearray(content)
    for _each in range(random_.choice((1, 3, 20, 200))):
        if made:
            made[_place(random_, content)] ^= 1 << random_.randrange(8)
    return bytes(made)


def _zeroed(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at, run = _place(random_, content), random_.choice((4, 64, 512, 4096))
    return content[:at] + bytes(min(run, len(content) - at)) + content[at + run :]


def _noise(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at, run = _place(random_, content), random_.choice((4, 64, 512))
    return content[:at] + random_.randbytes(run) + content[at + run :]


def _cut(random_: random.Random, content: bytes, _: bytes) -> bytes:
    part = random_.choice((0.02, 0.3, 0.5, 0.8, 0.95, 0.999)) * random_.uniform(0.8, 1)
    return content[: max(1, int(len(content) * part))]


def _beheaded(random_: random.Random, content: bytes, _: bytes) -> bytes:
    return content[random_.choice((1, 8, 100, len(content) // 2)) :] or b"\x00"


def _doubled(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at, run = _place(random_, content), random_.choice((16, 512, 20_000))
    part = content[at : at + run]
    return content[:at] + part * random_.choice((2, 2, 30)) + content[at + run :]


def _shuffled(random_: random.Random, content: bytes, _: bytes) -> bytes:
    size = random_.choice((64, 512, 4096))
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    first, last = sorted((random_.randrange(len(parts)), random_.randrange(len(parts))))
    middle = parts[first : last + 1]
    random_.shuffle(middle)
    return b"".join((*parts[:first], *middle, *parts[last + 1 :]))


def _spliced(random_: random.Random, content: bytes, other: bytes) -> bytes:
    return content[: _place(random_, content)] + other[_place(random_, other) :]


def _lengths(random_: random.Random, content: bytes, _: bytes) -> bytes:
    """Write wrong lengths where the format keeps them."""
    made = bytearray(content)
    value = random_.choice(_WORDS)
    if content.startswith(b"PK"):
        heads = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04)", content)]
        if heads:
            at = random_.choice(heads)
            offset = random_.choice((8, 18, 22, 26) if made[at + 2] == 3 else (10, 20, 24, 28, 42))
            made[at + offset : at + offset + 4] = struct.pack("<I", value)
        return bytes(made)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        tables = (
            *range(0x18, 0x50, 4),
            512 + 4 * random_.randrange(1024),
            _place(random_, content),
        )
        at = min(random_.choice(tables) & ~3, max(0, len(made) - 4))
        made[at : at + 4] = struct.pack("<I", value)
        return bytes(made)
    places = [found.span(1) for found in _PDF_NUMBER.finditer(content)]
    if not places:
        return _numbers(random_, content, b"")
    start, end = random_.choice(places)
    return content[:start] + random_.choice(_NUMBERS) + content[end:]


def _numbers(random_: random.Random, content: bytes, _: bytes) -> bytes:
    places = [found.span() for found in re.finditer(rb"\d+", content)]
    for start, end in sorted(random_.sample(places, min(len(places), 5)), reverse=True):
        content = content[:start] + random_.choice(_NUMBERS) + content[end:]
    return content


def _words(random_: random.Random, content: bytes, _: bytes) -> bytes:
    """Write one four-byte number, as binary formats keep them, over what is there."""
    at = _place(random_, content)
    order = random_.choice("<>")
    return content[:at] + struct.pack(f"{order}I", random_.choice(_WORDS)) + content[at + 4 :]


def _nested(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at = _place(random_, content)
    opening, closing = random_.choice(_GROUPS)
    depth = random_.choice((50, 2_000, 60_000))
    return content[:at] + opening * depth + closing * random_.choice((0, depth)) + content[at:]


def _long_line(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at = _place(random_, content)
    letter = random_.choice((b"x", b"-", b" ", b"<", b"&", b"=", b"\xff", b"5", b'"'))
    return content[:at] + letter * random_.choice((5_000, 400_000)) + content[at:]


def _nuls(random_: random.Random, content: bytes, _: bytes) -> bytes:
    at = _place(random_, content)
    return content[:at] + bytes(random_.choice((1, 100, 100_000))) + content[at:]


def _inside(random_: random.Random, content: bytes, other: bytes) -> bytes:
    """Break one member of a zipped file and zip it up again, so that the damage gets past the wrapping."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {info.filename: package.read(info) for info in package.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, OSError, EOFError):
        return _bits(random_, content, other)
    except Exception as error:
        # zlib.error and struct.error: a file that was broken once before
        if type(error).__name__ != "error":
            raise
        return _bits(random_, content, other)
    if not members:
        return content
    chosen = random_.choice(list(members))
    change = random_.choice((_bits, _cut, _doubled, _numbers, _nested, _long_line, _nuls, _spliced))
    members[chosen] = change(random_, members[chosen], other)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in members.items():
            package.writestr(name, part)
    return made.getvalue()


MUTATIONS: Final[dict[str, _Mutation]] = {
    "bits turned": _bits,
    "bytes zeroed": _zeroed,
    "noise": _noise,
    "cut off": _cut,
    "head lost": _beheaded,
    "part doubled": _doubled,
    "parts shuffled": _shuffled,
    "spliced": _spliced,
    "lengths changed": _lengths,
    "numbers changed": _numbers,
    "word changed": _words,
    "nested": _nested,
    "long line": _long_line,
    "zero bytes": _nuls,
    "member broken": _inside,
}
"""Every mutation by the name under which it is reported."""
