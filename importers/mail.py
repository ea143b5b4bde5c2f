"""E-mail: single messages (.eml) and mailboxes (.mbox), whose messages become documents."""

from email.parser import BytesHeaderParser
from typing import Final

from importers import limits
from importers.document import (
    Attachment,
    DamagedFile,
    ImportContext,
    ImportedDocument,
    Notice,
    TooLargeFile,
)
from importers.listing import listing
from importers.message import imported
from importers.mime_parts import AsWritten, file_name, message_of, printed_headers, split_mailbox
from importers.sniff import MAIL, MAILBOX

__all__ = ["MailImporter", "MailboxImporter"]

_LISTED: Final = ("Date", "From", "Subject")
_LIST: Final = "list of the mailbox's messages"


class MailImporter:
    """Reads messages in the form in which they travel."""

    name = "mail 1"
    media_types: tuple[str, ...] = (MAIL,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read one message.

        Raises:
            DamagedFile: if it cannot be taken apart.
            EmptyFile: if nothing stands in it.
            EncryptedFile: if all of it is sealed.
            TooLargeFile: if it is nested too deeply or holds too many attachments.
        """
        return imported(message_of(content), MAIL, self.name)


class MailboxImporter:
    """Reads mailboxes: the text is the list of their messages, which become child documents."""

    name = "mailbox 1"
    media_types: tuple[str, ...] = (MAILBOX,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Cut a mailbox into its messages.

        Raises:
            DamagedFile: if no message can be found in it.
            TooLargeFile: if it holds more than one case can take in at once.
        """
        if len(content) > limits.MAX_MAILBOX_BYTES:
            raise TooLargeFile(
                f"This mailbox has {len(content) // limits.MEBIBYTE:,} MB; Pincite reads mailboxes up to "
                f"{limits.MAX_MAILBOX_BYTES // limits.MEBIBYTE} MB. Export the folders or years that matter "
                "one by one and import those."
            )
        messages: list[bytes] = []
        for message in split_mailbox(content):
            messages.append(message)
            if len(messages) > limits.MAX_MESSAGES:
                raise TooLargeFile(
                    f"This mailbox holds more than {limits.MAX_MESSAGES:,} messages. Export the folders "
                    "or years that matter one by one and import those."
                )
        if not messages:
            raise DamagedFile(
                "No message can be found in this mailbox. Export it again from your mail program and "
                "import that."
            )
        return _listing(messages, self.name)


def _listing(messages: list[bytes], reader: str) -> ImportedDocument:
    parser = BytesHeaderParser(policy=AsWritten())
    lines: list[str] = []
    attachments: list[Attachment] = []
    for number, message in enumerate(messages, 1):
        headers = dict(printed_headers(parser.parsebytes(message)))
        shown = [headers[name] for name in _LISTED if headers.get(name)]
        lines.append(f"{number}. {' | '.join(shown)}")
        subject = file_name(headers.get("Subject", "")) or f"message {number}"
        attachments.append(Attachment(f"{subject}.eml", message))
    count = len(messages)
    notice = Notice(
        "mailbox",
        f"This mailbox holds {count:,} message{'s' * (count > 1)}; each is a document of its own.",
    )
    return ImportedDocument(
        listing(lines, _LIST), MAILBOX, reader, notices=(notice,), attachments=tuple(attachments)
    )
