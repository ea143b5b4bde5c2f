"""A file that nobody reads without its passphrase, and nobody changes unnoticed.

It begins with a head of 4,096 bytes: sixteen that name the format, a salt of 32, and the wrapped key (see
``protection``). Then come the pieces of ``sealed_files``, encrypted with a key that is made of the file's own
random key and its salt.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from casefile.errors import CaseDamaged, PassphraseNeeded
from casefile.protection import COST, Cost, Protection, new_key, subkey, unwrapped, wrapped
from casefile.sealed_files import PIECE, SALT, PieceReader, PieceWriter

__all__ = ["SUFFIX", "is_protected", "opened", "written"]

SUFFIX = ".pincite-backup"
"""How the names of protected archives of a case end."""

_MAGIC = b"Pincite sealed 1"
_HEAD = 4096  # bytes
_PURPOSE = b"pincite file 1"


def is_protected(file: Path) -> bool:
    """Tell whether a file is one of these.

    Raises:
        OSError: if it cannot be read.
    """
    with file.open("rb") as source:
        return source.read(len(_MAGIC)) == _MAGIC


@contextmanager
def written(
    file: Path, protection: Protection | None, cost: Cost | None = None
) -> Iterator[BinaryIO]:
    """Open a new file to be written from its beginning to its end; without ``protection`` a plain one."""
    with file.open("wb") as target:
        if protection is None:
            yield target
            return
        salt, key = os.urandom(SALT), new_key()
        bound = _MAGIC + salt
        target.write((bound + wrapped(key, protection, bound, cost or COST)).ljust(_HEAD))
        pieces = PieceWriter(target, subkey(key, salt, _PURPOSE))
        yield cast("BinaryIO", pieces)
        pieces.finish()


@contextmanager
def opened(file: Path, secret: str | None) -> Iterator[BinaryIO]:
    """Open a file to be read, protected or not.

    Raises:
        PassphraseNeeded: if it is protected and the secret is missing, or opens it not.
        CaseDamaged: at once or while it is read, if it is not what was written.
        OSError: if it cannot be read.
    """
    with file.open("rb") as source:
        head = source.read(_HEAD)
        if not head.startswith(_MAGIC):
            source.seek(0)
            yield source
            return
        if secret is None:
            raise PassphraseNeeded(
                f"“{file.name}” is protected. Its passphrase, or its recovery key, is needed to open it."
            )
        bound = head[: len(_MAGIC) + SALT]
        key = unwrapped(head[len(bound) :], secret, bound, file.name)
        own = subkey(key, bound[len(_MAGIC) :], _PURPOSE)
        pieces = PieceReader(source, own, _HEAD, lambda: _damaged(file.name))
        with io.BufferedReader(pieces, PIECE) as reader:
            yield cast("BinaryIO", reader)


def _damaged(name: str) -> CaseDamaged:
    return CaseDamaged(
        f"“{name}” is damaged: some of it is missing or not what was written. Use another copy."
    )
