"""Files that are no papers but point to some, or hold them where Pincite cannot follow: told at the door.

Nothing is read but a file's first bytes, its name and what the system says of it.
"""

import re
from typing import Final

__all__ = ["ONLINE_ONLY", "is_online_only", "kept_elsewhere", "refusal"]

ONLINE_ONLY: Final = (
    "It is kept online only and not on this computer. Choose “Always keep on this device” or "
    "“Download now” for it in the file manager, then import it again."
)
"""Why a file that a cloud service would have to fetch is not opened: Pincite never goes online."""

# FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN and _RECALL_ON_DATA_ACCESS of Windows; SF_DATALESS of macOS.
_WINDOWS_ELSEWHERE: Final = 0x1000 | 0x40000 | 0x400000
_MAC_DATALESS: Final = 0x40000000

# ".Motion.pdf.icloud" stands for "Motion.pdf" that macOS has moved to iCloud.
_ICLOUD: Final = re.compile(r"\..+\.icloud", re.I)

_LINK: Final = (
    "It is only a link to a page. Pincite never goes online: open it in your browser, save the page "
    "(as HTML, .mht or PDF) and import that."
)
_SHORTCUT: Final = "It is only a shortcut. Import the file that it leads to."
_GOOGLE: Final = (
    "It is only a link to a Google document. Pincite never goes online: open it in your browser, download "
    "it as Word or PDF and import that."
)
_CLOUD: Final = (
    "It only stands for a file that a cloud service keeps online. Open that file, save it on this "
    "computer and import that."
)
_MAIL_STORE: Final = (
    "It is a whole mail store of {program}, which Pincite cannot read. Export the messages that matter as "
    ".eml or .msg files (or as .mbox) and import those."
)
_OTHER_ARCHIVE: Final = (
    "It is a {kind} archive, which Pincite cannot unpack. Unpack it yourself and import the papers "
    "inside."
)
_DISK_IMAGE: Final = (
    "It is the image of a whole disk. Open it with your system and import the papers inside."
)

_BY_START: Final = (
    (b"!BDN", _MAIL_STORE.format(program="Outlook")),
    (b"\x1a\x00\x00\x04\x00\x00", _MAIL_STORE.format(program="Lotus Notes")),
    (b"Rar!\x1a\x07", _OTHER_ARCHIVE.format(kind="RAR")),
    (b"7z\xbc\xaf\x27\x1c", _OTHER_ARCHIVE.format(kind="7-Zip")),
    (b"MSCF", _OTHER_ARCHIVE.format(kind="Cabinet")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _SHORTCUT),
    (b"[InternetShortcut]", _LINK),
    (b"[{000214A0-0000-0000-C000-000000000046}]", _LINK),
    (b"[Desktop Entry]", _SHORTCUT),
)
_BY_NAME: Final = (
    ((".url", ".webloc", ".website"), _LINK),
    ((".lnk", ".desktop"), _SHORTCUT),
    ((".gdoc", ".gsheet", ".gslides", ".gdraw", ".gform"), _GOOGLE),
    ((".cloud", ".cloudf", ".icloud"), _CLOUD),
    ((".pst", ".ost"), _MAIL_STORE.format(program="Outlook")),
    ((".nsf",), _MAIL_STORE.format(program="Lotus Notes")),
    ((".olm",), _MAIL_STORE.format(program="Outlook for Mac")),
    ((".rar",), _OTHER_ARCHIVE.format(kind="RAR")),
    ((".7z",), _OTHER_ARCHIVE.format(kind="7-Zip")),
    ((".dmg", ".iso", ".e01", ".ad1"), _DISK_IMAGE),
)
_SMALL: Final = 64 * 1024


def refusal(head: bytes, name: str, size: int) -> str | None:
    """Return why a file is not taken, by its first bytes, its name and its bytes; ``None`` for most.

    A link or placeholder is small; a paper that only bears such a name is taken.
    """
    if size == 0:
        return (
            "It is empty. If a cloud service keeps it online, download it first; otherwise ask for it "
            "again from where you got it."
        )
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, sentence in _BY_START:
        if text.startswith(start) or head.startswith(start):
            return sentence
    lower = name.lower()
    for suffixes, sentence in _BY_NAME:
        small_only = sentence in (_LINK, _SHORTCUT, _GOOGLE, _CLOUD)
        if lower.endswith(suffixes) and not head.startswith((b"%PDF", b"PK\x03\x04")):
            return sentence if size <= _SMALL or not small_only else None
    return None


def is_online_only(windows_attributes: int, mac_flags: int) -> bool:
    """Tell by what the system says of a file whether opening it would fetch it from a cloud service."""
    return bool(windows_attributes & _WINDOWS_ELSEWHERE or mac_flags & _MAC_DATALESS)


def kept_elsewhere(name: str) -> str | None:
    """Return why a hidden file of a folder matters all the same: it stands for a paper kept online."""
    if _ICLOUD.fullmatch(name):
        return (
            f"It stands for “{name[1:-7]}”, which is kept in iCloud only. Choose “Download now” for it in "
            "the Finder, then import it."
        )
    return None
