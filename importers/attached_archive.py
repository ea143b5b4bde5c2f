"""Archives inside something else, as in a message: a list, and each file in it a document of its own.

Archives that are imported by themselves are taken apart at the door instead, with the attorney's choice.
"""

from typing import Final

from importers import limits
from importers.archive import Archive, own_name
from importers.document import (
    ArchiveMember,
    Attachment,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    Notice,
    TooLargeFile,
    UnreadDocument,
    UnsupportedFormat,
)
from importers.listing import listing
from importers.sniff import ARCHIVE, ZIP

__all__ = ["ArchiveImporter"]

_LIST: Final = "list of the archive’s files"
_UNPACK: Final = "unpack it yourself and import the papers inside."
_NAMED: Final = 5  # files left out that a notice names


class ArchiveImporter:
    """Reads archives: the text is the list of their files, which become child documents."""

    name = "archive 1"
    media_types: tuple[str, ...] = (ZIP, ARCHIVE)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Take an archive apart.

        Raises:
            DamagedFile: if its list of files cannot be read.
            EncryptedFile: if it needs another password.
            TooLargeFile: if it would unpack to more than one document may.
            UnreadDocument: if it is a paper in a zipped format that no importer reads.
            UnsupportedFormat: if nothing in it can be taken.
        """
        passwords = (context.password,) if context.password else ()
        with Archive(content, passwords, context.file_name) as archive:
            if not archive.is_archive:
                raise UnreadDocument(
                    "This file is damaged, or of a program whose files Pincite cannot read. Open it there, "
                    "save it as PDF and import that."
                )
            members = archive.members
            if any(member.locked for member in members):
                told = "That password does not open this archive." if passwords else ""
                raise EncryptedFile(
                    f"{told or 'This archive is locked with a password.'} Enter its password, or {_UNPACK}"
                )
            able = [member for member in members if member.refusal is None]
            if not able:
                raise UnsupportedFormat(
                    "Nothing in this archive can be imported. Look into it yourself."
                )
            if sum(member.size for member in able) > limits.MAX_UNPACKED_BYTES:
                raise TooLargeFile(
                    f"This archive unpacks to more than {limits.MAX_UNPACKED_BYTES // limits.MEBIBYTE} MB. "
                    "Save it to a folder and import it from there."
                )
            return _listing(archive, able, ZIP if content.startswith(b"PK") else ARCHIVE, self.name)


def _listing(
    archive: Archive, able: list[ArchiveMember], media_type: str, reader: str
) -> ImportedDocument:
    attachments: list[Attachment] = []
    left_out = [member.name for member in archive.members if member.refusal is not None]
    for member in able:
        try:
            content = archive.content(member.name)
        except ImportFailure:
            left_out.append(member.name)
        else:
            attachments.append(Attachment(own_name(member.name), content))
    lines = [member.name for member in archive.members]
    count = len(attachments)
    notices = [
        Notice(
            "archive",
            f"This archive holds {count:,} paper{'s' * (count != 1)}; each is a document of its own.",
        )
    ]
    if left_out:
        named = ", ".join(f"“{name}”" for name in left_out[:_NAMED])
        more = f" and {len(left_out) - _NAMED:,} more" if len(left_out) > _NAMED else ""
        notices.append(
            Notice(
                "attachments-left-out",
                f"Left out of this archive, as empty, damaged or no papers: {named}{more}. Look into the "
                "original if they matter.",
            )
        )
    return ImportedDocument(
        listing(lines, _LIST),
        media_type,
        reader,
        notices=tuple(notices),
        attachments=tuple(attachments),
    )
