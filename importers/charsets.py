"""Characters of mail and rich text, which name their encoding and are often wrong about it."""

import codecs
import re
from typing import Final

from importers.document import Notice
from importers.plain import decode

__all__ = ["code_page", "decode_as", "without_surrogates"]

# Browsers and mail programs read these names as Windows-1252: the quotation marks differ.
_WESTERN: Final = frozenset(("iso8859-1", "ascii", "latin-1"))
# Python's codecs that are no character sets of any mail.
_NO_CHARSET: Final = re.compile(r"escape|punycode|idna|undefined|mbcs|oem")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# Numbers of Windows code pages that Python knows by other names (MS-UCODEREF).
_CODE_PAGES: Final = {
    10000: "mac_roman",
    10001: "shift_jis",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    20127: "cp1252",
    20866: "koi8_r",
    20932: "euc_jp",
    20936: "gb2312",
    21866: "koi8_u",
    28591: "cp1252",
    28592: "iso8859_2",
    28595: "iso8859_5",
    28597: "iso8859_7",
    28599: "cp1254",
    28605: "iso8859_15",
    50220: "iso2022_jp",
    50221: "iso2022_jp",
    50222: "iso2022_jp",
    50225: "iso2022_kr",
    51932: "euc_jp",
    51949: "euc_kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf_7",
    65001: "utf_8",
}


def code_page(number: int) -> str | None:
    """Return Python's name of a Windows code page, or ``None`` for one it does not know."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decode_as(content: bytes, charset: str | None) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of ``content`` in the encoding it claims; guessed as plain text is without one."""
    name = _known(charset)
    if name is None or name in _WESTERN or name == "utf-8":
        # Western names are put on text in any encoding; UTF-8 is told from it by its form.
        text, notices = decode(content)
        if name is not None and name != "utf-8":
            notices = tuple(row for row in notices if row.code != "guessed-encoding")
        return without_surrogates(text), notices
    try:
        return without_surrogates(content.decode(name)), ()
    except UnicodeDecodeError:
        return without_surrogates(content.decode(name, "replace")), (
            Notice(
                "damaged-characters",
                f"Some characters of this text are damaged and shown as \ufffd ({name.upper()}).",
            ),
        )


def without_surrogates(text: str) -> str:
    """Return the text with halves of characters, which no file can hold, shown as U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return None if _NO_CHARSET.search(name) else name
