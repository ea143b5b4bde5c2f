"""Archives are listed whole, refused in words, and unpacked only where the caller says."""

import gzip
import hashlib
import hmac
import io
import os
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from importers import archive_formats, limits
from importers.archive import Archive, what_is
from importers.document import DamagedFile, EncryptedFile, ImportFailure, TooLargeFile


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def taped(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as made:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def locked(name: str, content: bytes, password: bytes) -> bytes:
    """A ZIP file with one stored member in the old cipher (APPNOTE 6.1), which the library only reads."""
    table = zipfile._ZipDecrypter.__globals__["_gen_crc"]
    crcs = [table(each) for each in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(octet: int) -> None:
        keys[0] = (keys[0] >> 8) ^ crcs[(keys[0] ^ octet) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ crcs[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for octet in password:
        update(octet)
    crc = zlib.crc32(content)
    sealed = bytearray()
    for octet in bytes(11) + bytes([crc >> 24]) + content:
        key = keys[2] | 2
        sealed.append(octet ^ (((key * (key ^ 1)) >> 8) & 0xFF))
        update(octet)
    plain = bytearray(zipped({name: content}, zipfile.ZIP_STORED))
    at = plain.index(content)
    plain[at : at + len(content)] = sealed
    shift = len(sealed) - len(content)
    central = plain.index(b"PK\x01\x02")
    for flags, size in ((6, 18), (central + 8, central + 20)):
        struct.pack_into("<H", plain, flags, 1)
        struct.pack_into("<I", plain, size, len(sealed))
    end = plain.index(b"PK\x05\x06")
    struct.pack_into("<I", plain, end + 16, struct.unpack_from("<I", plain, end + 16)[0] + shift)
    return bytes(plain)


def locked_with_aes(
    content: bytes, password: bytes, strength: int, method: int, *, twice: bool = False
) -> bytes:
    """A ZIP file with "a.bin" (and a longer "b.bin") under WinZip's AES (AE-2)."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    size = 8 + 8 * strength

    def sealed(plain: bytes) -> bytes:
        packed = plain
        if method == zipfile.ZIP_DEFLATED:
            deflate = zlib.compressobj(wbits=-15)
            packed = deflate.compress(plain) + deflate.flush()
        salt = bytes(range(size // 2))
        keys = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 2 * size + 2)
        blocks = range(1, len(packed) // 16 + 2)
        counters = b"".join(struct.pack("<QQ", at, 0) for at in blocks)
        mask = Cipher(algorithms.AES(keys[:size]), modes.ECB()).encryptor().update(counters)
        body = bytes(one ^ other for one, other in zip(packed, mask, strict=False))
        total = hmac.digest(keys[size : 2 * size], body, "sha1")[:10]
        return salt + keys[2 * size :] + body + total

    members = {"a.bin": content, **({"b.bin": content * 2} if twice else {})}
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", strength, method)
    file, central = b"", b""
    for name, plain in members.items():
        body = sealed(plain)
        about = struct.pack("<HHHHHIII", 51, 1, 99, 0, 0x5021, 0, len(body), len(plain))
        about += struct.pack("<HH", len(name), len(extra))
        central += b"PK\x01\x02" + struct.pack("<H", 51) + about + bytes(10)
        central += struct.pack("<I", len(file)) + name.encode() + extra
        file += b"PK\x03\x04" + about + name.encode() + extra + body
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(file), 0)
    return file + central + b"PK\x05\x06" + end


def written(folder: Path, content: bytes, name: str = "production.zip") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def listed(path: Path, *passwords: str) -> dict[str, str | None]:
    with Archive(path, passwords) as archive:
        return {member.name: member.refusal for member in archive.members}


def content_of(path: Path, name: str, *passwords: str) -> bytes:
    target = path.with_name("unpacked")
    with Archive(path, passwords) as archive:
        archive.unpack(name, target)
    found = target.read_bytes()
    target.unlink()
    return found


def test_members_with_size_and_kind_in_the_archives_order(tmp_path):
    path = written(
        tmp_path,
        zipped({"Vol 1/": b"", "Vol 1/b.pdf": b"%PDF-", "a.docx": b"PK", "x.weird": b"?"}),
    )
    with Archive(path) as archive:
        assert archive.is_archive
        assert [(each.name, each.size, each.what) for each in archive.members] == [
            ("Vol 1/b.pdf", 5, "PDF"),
            ("a.docx", 2, "Word"),
            ("x.weird", 1, "File"),
        ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.PDF", "PDF"),
        ("scan.tiff", "Picture"),
        ("x.eml", "E-mail"),
        ("page.mht", "Web page"),
        ("vol.tar.gz", "Archive"),
        ("README", "File"),
    ],
)
def test_what_a_file_is_by_its_name(name, what):
    assert what_is(name) == what


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("../evil.txt", b"x", "leads out of the archive"),
        ("a/../../evil.txt", b"x", "leads out of the archive"),
        ("..\\evil.txt", b"x", "leads out of the archive"),
        ("__MACOSX/._a.pdf", b"x", "hidden or system file"),
        (".DS_Store", b"x", "hidden or system file"),
        ("vol/~$Draft.docx", b"x", "hidden or system file"),
        ("vol/Thumbs.db", b"x", "hidden or system file"),
        ("nothing.txt", b"", "It is empty"),
        ("bomb.bin", bytes(limits.RATIO_FROM + 1), "made to fill the disk"),
        ("inner.zip", b"PK\x03\x04 and then nothing", "damaged or was cut off"),
        ("inner.tgz", b"\x1f\x8b and then nothing", "damaged or was cut off"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(tmp_path, name, content, told):
    path = written(tmp_path, zipped({name: content, "good.txt": b"good"}))
    found = listed(path)
    assert told in (found[name] or "")
    assert (found[name] or "").endswith(".")
    assert found["good.txt"] is None
    with pytest.raises(ImportFailure, match=told):
        content_of(path, name)
    assert content_of(path, "good.txt") == b"good"


@pytest.mark.parametrize("name", ["/etc/paper.txt", "C:\\Users\\ida\\paper.txt", "./paper.txt"])
def test_a_whole_path_as_a_name_is_only_a_name(tmp_path, name):
    path = written(tmp_path, zipped({name: b"words"}))
    assert listed(path) == {name: None}
    assert content_of(path, name) == b"words"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["production.zip"]


def test_archives_inside_are_opened_up_to_three_deep(tmp_path):
    deepest = zipped({"d.txt": b"deep"})
    third = zipped({"c.txt": b"third", "four.zip": deepest})
    second = taped({"b.txt": b"second", "three.zip": third}, "w:gz")
    path = written(
        tmp_path, zipped({"a.txt": b"first", "two.tar.gz": second, "l.txt.gz": gzip.compress(b"l")})
    )
    found = listed(path)
    assert [name for name, refusal in found.items() if refusal is None] == [
        "a.txt",
        "two.tar.gz → b.txt",
        "two.tar.gz → three.zip → c.txt",
        "l.txt.gz → l.txt",
    ]
    assert "too many deep" in (found["two.tar.gz → three.zip → four.zip"] or "")
    assert content_of(path, "two.tar.gz → three.zip → c.txt") == b"third"
    assert content_of(path, "two.tar.gz → b.txt") == b"second"
    assert content_of(path, "l.txt.gz → l.txt") == b"l"


def test_archives_inside_are_held_up_to_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_NESTED_ARCHIVE_BYTES", 300)
    inner = zipped({"a.bin": os.urandom(400)})
    found = listed(written(tmp_path, zipped({"inner.zip": inner})))
    assert "too large to be opened there" in (found["inner.zip"] or "")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tapes_in_every_packing(tmp_path, mode):
    content = {"vol/1.txt": b"one", "vol/2.txt": b"two" * 5000, "vol/3.txt": b"three"}
    path = written(tmp_path, taped(content, mode), "production.tar")
    assert listed(path) == dict.fromkeys(content)
    for name in reversed(content):  # any order
        assert content_of(path, name) == content[name]


def test_links_in_a_tape_are_no_papers(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    (refusal,) = listed(written(tmp_path, buffer.getvalue(), "a.tar")).values()
    assert refusal == "It is a link or a device, no paper."


def test_a_link_in_a_zip_is_no_paper(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        info = zipfile.ZipInfo("passwd.txt")
        info.external_attr = 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    (refusal,) = listed(written(tmp_path, buffer.getvalue())).values()
    assert refusal is not None and "link" in refusal


def test_one_name_twice_is_two_members(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("a.txt", "two")
    path = written(tmp_path, buffer.getvalue())
    assert list(listed(path)) == ["a.txt", "a.txt (2)"]
    assert content_of(path, "a.txt") == b"one"
    assert content_of(path, "a.txt (2)") == b"two"


def test_names_as_macos_writes_them(tmp_path):
    name = "Übersicht – §4.txt"
    raw = bytearray(zipped({"x" * len(name.encode()): b"words"}))
    path = written(tmp_path, bytes(raw).replace(b"x" * len(name.encode()), name.encode()))
    assert list(listed(path)) == [name]
    assert content_of(path, name) == b"words"


def test_a_paper_that_is_zipped_is_no_archive(tmp_path):
    path = written(tmp_path, zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    with Archive(path) as archive:
        assert not archive.is_archive and archive.members == ()


def test_locked_members_wait_for_their_password(tmp_path):
    path = written(tmp_path, locked("secret.txt", b"the terms", b"sesame"))
    with Archive(path) as archive:
        (member,) = archive.members
        assert member.locked and "password" in (member.refusal or "")
        with pytest.raises(EncryptedFile):
            archive.unpack("secret.txt", tmp_path / "out")
    assert "password" in (listed(path, "wrong")["secret.txt"] or "")
    with Archive(path, ("wrong", "sesame")) as archive:
        assert archive.password == "sesame"
    assert content_of(path, "secret.txt", "wrong", "sesame") == b"the terms"


def test_a_cipher_that_cannot_be_opened_says_so_and_asks_for_no_password(tmp_path):
    content = bytearray(zipped({"a.txt": b"words"}))
    central = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, central + 8, 1)
    struct.pack_into("<H", content, central + 10, 99)
    with Archive(written(tmp_path, bytes(content)), ("any",)) as archive:
        (member,) = archive.members
    assert not member.locked and "locked in a way that Pincite cannot open" in (
        member.refusal or ""
    )


@pytest.mark.parametrize("strength", [1, 2, 3])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_locked_with_aes(tmp_path, strength, method):
    words = os.urandom(300_001) + b"the terms " * 60_000
    path = written(tmp_path, locked_with_aes(words, "Sésame 7".encode(), strength, method))
    with Archive(path) as archive:
        assert [(each.name, each.locked) for each in archive.members] == [("a.bin", True)]
    assert listed(path, "wrong") != {"a.bin": None}
    assert content_of(path, "a.bin", "wrong", "Sésame 7") == words


@pytest.mark.parametrize("at", [-40, -1])
def test_a_damaged_member_locked_with_aes(tmp_path, at):
    content = bytearray(
        locked_with_aes(b"the terms " * 9, b"sesame", 3, zipfile.ZIP_STORED, twice=True)
    )
    content[content.index(b"PK\x01\x02") + at] ^= 0xFF
    path = written(tmp_path, bytes(content))
    with pytest.raises(DamagedFile, match="damaged inside the archive"):
        content_of(path, "b.bin", "sesame")
    assert content_of(path, "a.bin", "sesame") == b"the terms " * 9


def test_a_damaged_member_leaves_the_others_and_no_trace(tmp_path):
    content = bytearray(
        zipped({"a.txt": b"first words", "b.txt": b"other words"}, zipfile.ZIP_STORED)
    )
    content[content.index(b"first words")] ^= 0xFF
    path = written(tmp_path, bytes(content))
    with pytest.raises(DamagedFile, match="damaged inside the archive"):
        content_of(path, "a.txt")
    assert not (tmp_path / "unpacked").exists()
    assert content_of(path, "b.txt") == b"other words"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 cut", zipped({"a.txt": b"x" * 900})[:-30], taped({"a": b"x"}, "w:gz")[:60]],
)
def test_a_damaged_archive_is_one_sentence(tmp_path, content):
    with pytest.raises(DamagedFile, match="was cut off"):
        Archive(written(tmp_path, content))


def test_members_that_lie_over_one_another_are_a_bomb(tmp_path):
    content = bytearray(zipped({"a.bin": b"\x00" * 9000, "b.bin": b"\x01" * 9000}))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 4)  # where its own header is said to stand
    with pytest.raises(TooLargeFile, match="unpack many times"):
        Archive(written(tmp_path, bytes(content)))


def test_a_packed_stream_is_read_up_to_a_limit(tmp_path):
    path = written(tmp_path, gzip.compress(bytes(limits.RATIO_FROM + 9000)), "bomb.txt.gz")
    with pytest.raises(TooLargeFile, match="unpacks to more than 16 MB"):
        Archive(path)


def test_too_many_and_too_much(tmp_path, monkeypatch):
    path = written(tmp_path, zipped({f"{at}.txt": b"x" * 50 for at in range(5)}))
    monkeypatch.setattr(limits, "MAX_ARCHIVE_BYTES", 200)
    with pytest.raises(TooLargeFile, match="import the folders that matter"):
        Archive(path)
    monkeypatch.setattr(limits, "MAX_ZIP_MEMBERS", 4)
    with pytest.raises(TooLargeFile, match="5 files"):
        Archive(path)


def test_the_day_of_the_last_change_is_kept(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(zipfile.ZipInfo("a.txt", (2019, 5, 6, 7, 8, 10)), "words")
    target = tmp_path / "out"
    with Archive(written(tmp_path, buffer.getvalue())) as archive:
        archive.unpack("a.txt", target)
    import time

    assert time.localtime(target.stat().st_mtime)[:6] == (2019, 5, 6, 7, 8, 10)


@pytest.mark.parametrize(
    ("head", "name", "is_one"),
    [
        (b"PK\x03\x04rest", "a.zip", True),
        (b"PK\x03\x04rest", "production", True),
        (b"PK\x03\x04rest", "a.docx", False),
        (b"PK\x03\x04rest", "a.odt", False),
        (b"\x1f\x8b\x08", "a.tgz", True),
        (bytes(257) + b"ustar\x00", "a.tar", True),
        (b"%PDF-1.4", "a.zip", False),
        (b"", "a.zip", False),
    ],
)
def test_what_is_opened_as_an_archive(head, name, is_one):
    assert archive_formats.may_be_archive(head, name) is is_one
