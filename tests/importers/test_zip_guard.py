"""A package is judged by its list of members, before a byte of it is unpacked."""

import io
import zipfile

import pytest

from importers import limits, zip_guard
from importers.document import DamagedFile, EncryptedFile, TooLargeFile


def package(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def test_ordinary_package_passes():
    zip_guard.check(
        package({"word/document.xml": b"<w/>", "word/media/a.png": b"x" * 9000}), "Word file"
    )


def test_too_many_members(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ZIP_MEMBERS", 3)
    with pytest.raises(TooLargeFile, match="4 parts"):
        zip_guard.check(package({f"{n}.xml": b"" for n in range(4)}), "Word file")


def test_all_members_together(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(TooLargeFile, match="Save it as PDF"):
        zip_guard.check(package({"a.png": b"x" * 600, "b.png": b"y" * 600}), "Word file")


def test_ratio_counts_only_for_large_packages():
    small = package({"a.png": b"\x00" * limits.MEBIBYTE})
    zip_guard.check(small, "Word file")
    large = package({"a.png": b"\x00" * (17 * limits.MEBIBYTE)})
    with pytest.raises(TooLargeFile):
        zip_guard.check(large, "Word file")


def test_locked_member():
    content = bytearray(package({"a.xml": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile, match="password"):
        zip_guard.check(bytes(content), "Word file")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing", b"no package at all"])
def test_no_package(content):
    with pytest.raises(DamagedFile, match="Word file is damaged"):
        zip_guard.check(content, "Word file")
