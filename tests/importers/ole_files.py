"""Makes small OLE files (MS-CFB, version 3) for tests: sectors of 512 bytes, small ones of 64."""

import struct
from itertools import pairwise

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL_BELOW = 4096


class _Sectors:
    """Sectors of one size with the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self.size, self.content, self.next = size, b"", []

    def put(self, content: bytes) -> int:
        if not content:
            return _END
        start = len(self.next)
        count = -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\x00")
        self.next += [*range(start + 1, start + count), _END]
        return start


def ole_file(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file of streams named by their paths, such as "__recip_version1.0_#00000000/a"."""
    big, small = _Sectors(512), _Sectors(64)
    entries: list[dict] = [{"name": "Root Entry", "kind": 5, "children": []}]
    folders = {"": 0}

    def folder(path: str) -> int:
        if path not in folders:
            parent, _, name = path.rpartition("/")
            above = folder(parent)
            entries.append({"name": name, "kind": 1, "children": []})
            folders[path] = len(entries) - 1
            entries[above]["children"].append(folders[path])
        return folders[path]

    for path, content in streams.items():
        parent, _, name = path.rpartition("/")
        above = folder(parent)
        start = (small if len(content) < _SMALL_BELOW else big).put(content)
        entries.append({"name": name, "kind": 2, "start": start, "size": len(content)})
        entries[above]["children"].append(len(entries) - 1)
    entries[0] |= {"start": big.put(small.content), "size": len(small.content)}
    small_table = b"".join(struct.pack("<I", number) for number in small.next)
    small_at = big.put(small_table + b"\xff" * (-len(small_table) % 512))
    directory_at = big.put(_directory(entries))
    tables = 1
    while tables * 128 < len(big.next) + tables:
        tables += 1
    where = range(len(big.next), len(big.next) + tables)
    numbers = [*big.next, *[_FAT] * tables]
    numbers += [_FREE] * (tables * 128 - len(numbers))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIII", 0, tables, directory_at, 0, _SMALL_BELOW)
    head += struct.pack("<IIII", small_at, -(-len(small_table) // 512), _END, 0)
    head += struct.pack("<109I", *where, *[_FREE] * (109 - tables))
    return head + big.content + struct.pack(f"<{len(numbers)}I", *numbers)


def _directory(entries: list[dict]) -> bytes:
    following = dict.fromkeys(range(len(entries)), _FREE)
    first = dict.fromkeys(range(len(entries)), _FREE)
    for number, entry in enumerate(entries):
        children = entry.get("children", [])
        following |= dict(pairwise([*children, _FREE]))
        if children:
            first[number] = children[0]
    found = b""
    for number, entry in enumerate(entries):
        name = entry["name"].encode("utf-16-le") + b"\x00\x00"
        found += name.ljust(64, b"\x00") + struct.pack("<HBB", len(name), entry["kind"], 1)
        found += struct.pack("<III", _FREE, following[number], first[number]) + bytes(36)
        found += struct.pack("<IQ", entry.get("start", _END), entry.get("size", 0))
    return found + bytes(-len(found) % 512)
