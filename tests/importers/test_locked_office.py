"""Office files under a password: opened in memory with the right one, told from damage and seals."""

import io
import struct
from hashlib import md5

import pytest

from importers import registry
from importers.document import EncryptedFile, ImportContext, SealedFile
from importers.locked_office import unlocked
from tests.importers.ole_files import ole_file

WORDS = "The terms of the settlement are confidential."
PASSWORD = "Sésame 7"


def locked_docx(password: str) -> bytes:
    import docx
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, target = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.save(plain)
    OOXMLFile(plain).encrypt(password, target)
    return target.getvalue()


def locked_doc(password: str, flags: int = 0x0300) -> bytes:
    """An old Word file under Office's RC4 ([MS-OFFCRYPTO] 2.3.6), its table behind the lock's header."""
    from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
    from cryptography.hazmat.primitives.ciphers import Cipher
    from msoffcrypto.method.rc4 import DocumentRC4, _makekey

    salt, at = bytes(range(16)), 0x800
    octets = WORDS.encode("utf-16-le").ljust(4096, b"\x00")
    plan = struct.pack("<IIHIH", 0, len(WORDS), 0, at, 0)
    table = b"\x02" + struct.pack("<I", len(plan)) + plan
    main = bytearray(at)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x0E, 52)
    struct.pack_into("<8i", main, 0x4C, len(WORDS), 0, 0, 0, 0, 0, 0, 0)
    struct.pack_into("<II", main, 0x01A2, 52, len(table))
    cipher = Cipher(ARC4(_makekey(password, salt, 0)), mode=None).encryptor()
    verifier = bytes(16)
    header = struct.pack("<HH", 1, 1) + salt
    header += cipher.update(verifier) + cipher.update(md5(verifier).digest())

    def sealed(content: bytes) -> bytes:
        return bytes(DocumentRC4.decrypt(password, salt, io.BytesIO(content)).read())

    whole = sealed(bytes(main) + octets)
    stream = (header + sealed(bytes(52) + table)[52:]).ljust(4096, b"\x00")
    return ole_file({"WordDocument": bytes(main[:0x44]) + whole[0x44:], "1Table": stream})


def read(content: bytes, password: str | None, name: str = "a.docx"):
    return registry.read_content(content, ImportContext(name, password))


@pytest.fixture(scope="module")
def docx_file():
    return locked_docx(PASSWORD)


def test_word_with_its_password(docx_file):
    document = read(docx_file, PASSWORD)
    assert WORDS in document.source.text
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.notices == ()


def test_old_word_with_its_password():
    content = locked_doc(PASSWORD)
    assert WORDS in read(content, PASSWORD, "a.doc").source.text


@pytest.mark.parametrize("make", [locked_docx, locked_doc])
def test_without_and_with_a_wrong_password(make):
    content = make(PASSWORD)
    with pytest.raises(EncryptedFile, match=r"locked with a password\. Enter its") as missing:
        read(content, None, "a.doc")
    with pytest.raises(
        EncryptedFile, match="That password does not open this Office file"
    ) as wrong:
        read(content, "sesame", "a.doc")
    assert not isinstance(missing.value, SealedFile) and not isinstance(wrong.value, SealedFile)


def test_word_95s_lock_cannot_be_opened():
    with pytest.raises(SealedFile, match="Open it in Word with its password"):
        read(locked_doc(PASSWORD, 0x8300), PASSWORD, "a.doc")


def test_rights_management_is_more_than_a_password():
    content = ole_file({"EncryptedPackage": bytes(5000), "\x06DataSpaces/Version": b"x"})
    with pytest.raises(SealedFile, match="more than a password"):
        read(content, "any")


@pytest.mark.parametrize("info", [b"", b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption", bytes(40)])
def test_a_damaged_lock_is_refused_in_words(info):
    content = ole_file({"EncryptedPackage": bytes(5000), "EncryptionInfo": info})
    with pytest.raises(Exception, match=r"Office file .*\.") as refused:
        unlocked(content, "any")
    assert type(refused.value).__module__ == "importers.document"


def test_tikas_locked_paper(shared):
    content = (shared / "documents/office/testWORD_protected_passtika.docx").read_bytes()
    assert len(read(content, "tika").source.text) > 20
