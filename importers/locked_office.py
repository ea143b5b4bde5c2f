"""Office files under a password: the file as it was before, in memory, by msoffcrypto-tool.

Word, Excel and PowerPoint since 2007 ([MS-OFFCRYPTO], standard and agile), and Word 97–2003 (RC4).
"""

import io
import zipfile
from xml.parsers.expat import ExpatError

from importers.document import DamagedFile, EncryptedFile, SealedFile
from importers.ole import CONTRADICTIONS

__all__ = ["LOCKED", "unlocked"]

LOCKED = (
    "This Office file is locked with a password. Enter its password, or open it in Office, save it "
    "without the password and import that."
)
"""What the user reads when no password was given."""


def unlocked(content: bytes, password: str | None) -> bytes:
    """Return a locked file's bytes without the lock.

    Raises:
        EncryptedFile: if no password was given, or one that does not open it.
        SealedFile: if it is protected by more than a password, as by rights management.
        DamagedFile: if what the lock says of itself cannot be read.
    """
    if not password:
        raise EncryptedFile(LOCKED)
    import msoffcrypto
    from msoffcrypto import exceptions

    target = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if file.format == "ooxml":
            file.load_key(password=password, verify_password=True)
        else:  # the older formats' keys are always checked
            file.load_key(password=password)
        file.decrypt(target)
    except exceptions.InvalidKeyError as error:
        raise EncryptedFile(
            "That password does not open this Office file. Try another one, or save the file without the "
            "password and import that."
        ) from error
    except (exceptions.DecryptionError, exceptions.FileFormatError) as error:
        raise SealedFile(
            "This Office file is protected by more than a password. Open it in Office, save it without "
            "protection or as PDF and import that."
        ) from error
    except (*CONTRADICTIONS, exceptions.ParseError, zipfile.BadZipFile, ExpatError) as error:
        raise DamagedFile(
            "This locked Office file is damaged. Ask for it again from where you got it."
        ) from error
    return target.getvalue()
