"""Passphrases and keys: how what leaves this computer is kept unreadable without one.

What is protected is encrypted with a random key of its own. That key is kept beside it, wrapped: once by a
key made of the passphrase with Argon2id, and, where wanted, once by a recovery key of 160 random bits, which
is shown once and kept nowhere. Decision 0064 has the reasons and the threats.
"""

import base64
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.errors import CaseDamaged, CaseFailure, PassphraseNeeded

__all__ = [
    "COST",
    "Cost",
    "Protection",
    "new_key",
    "recovery_key",
    "subkey",
    "unwrapped",
    "wrapped",
]

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
_RECOVERY_BYTES = 20
_GROUP = 4
_FEWEST_LETTERS = 8

_PASSPHRASE, _RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs: Argon2id's passes, lanes, and memory in KiB."""

    iterations: int
    lanes: int
    memory: int


COST = Cost(iterations=3, lanes=4, memory=256 * 1024)
"""About two seconds and 256 MiB a try; RFC 9106 recommends 3 passes over 64 MiB at the least."""
_MOST = Cost(iterations=16, lanes=16, memory=1024 * 1024)
"""What a stranger's file may ask of this computer."""


@dataclass(frozen=True, slots=True)
class Protection:
    """What is to open a file again: a passphrase and, if wanted, a recovery key from ``recovery_key``.

    Raises:
        CaseFailure: if the passphrase is too short to protect anything.
    """

    passphrase: str = field(repr=False)
    recovery: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what anybody would guess."""
        if len(self.passphrase) < _FEWEST_LETTERS:
            raise CaseFailure(
                f"A passphrase needs {_FEWEST_LETTERS} characters at least. Four words that do not belong "
                "together are easy to keep in mind and hard to guess."
            )


def new_key() -> bytes:
    """Return a random key for what is to be protected."""
    return os.urandom(KEY_BYTES)


def recovery_key() -> str:
    """Return a new recovery key, 160 random bits in groups of letters and digits that are not mistaken."""
    letters = base64.b32encode(os.urandom(_RECOVERY_BYTES)).decode()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def subkey(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """Return a key for one purpose: whoever gets hold of it learns nothing of the others."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(key)


def wrapped(key: bytes, protection: Protection, bound: bytes, cost: Cost = COST) -> bytes:
    """Return a key wrapped by each secret that is to open it, as JSON; it fits ``bound``, what it is for."""
    slots = [_slot(_PASSPHRASE, key, protection.passphrase, bound, cost)]
    if protection.recovery is not None:
        slots.append(_slot(_RECOVERY, key, protection.recovery, bound, cost))
    return json.dumps(slots).encode()


def unwrapped(slots: bytes, secret: str, bound: bytes, subject: str) -> bytes:
    """Return the key that was wrapped, by the passphrase or the recovery key.

    Raises:
        PassphraseNeeded: if the secret is neither; the message names the ``subject``.
        CaseDamaged: if this is no list of wrapped keys, or asks for more than any computer should give.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in _read(slots, subject):
        if slot.kind == _RECOVERY and not _is_recovery_key(secret):
            continue
        try:
            wrapping = slot.wrapping_key(secret)
            return AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, bound + slot.told)
        except InvalidTag:
            continue
    raise PassphraseNeeded(
        f"That is not the passphrase of “{subject}”, nor its recovery key. Look at Caps Lock and the "
        "keyboard’s language, and try again."
    )


@dataclass(frozen=True, slots=True)
class _Slot:
    kind: str
    cost: Cost | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @property
    def told(self) -> bytes:
        """What stands beside the wrapped key: whoever changes it makes the key unreadable."""
        cost = self.cost
        numbers = [cost.iterations, cost.lanes, cost.memory] if cost is not None else None
        return json.dumps([self.kind, numbers, self.salt.hex()]).encode()

    def wrapping_key(self, secret: str) -> bytes:
        if self.cost is None:
            return subkey(_recovery_bytes(secret), self.salt, b"pincite recovery 1")
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        return Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.cost.iterations,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory,
        ).derive(unicodedata.normalize("NFC", secret).encode())


def _slot(kind: str, key: bytes, secret: str, bound: bytes, cost: Cost) -> dict[str, object]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    made = _Slot(
        kind,
        cost if kind == _PASSPHRASE else None,
        os.urandom(_SALT_BYTES),
        os.urandom(_NONCE_BYTES),
        b"",
    )
    sealed = AESGCM(made.wrapping_key(secret)).encrypt(made.nonce, key, bound + made.told)
    told: dict[str, object] = {
        "kind": kind,
        "salt": made.salt.hex(),
        "nonce": made.nonce.hex(),
        "key": sealed.hex(),
    }
    if made.cost is not None:
        told["argon2id"] = [made.cost.iterations, made.cost.lanes, made.cost.memory]
    return told


def _read(slots: bytes, subject: str) -> list[_Slot]:
    damaged = CaseDamaged(
        f"“{subject}” is damaged where its keys are kept, so that nothing opens it. Use another copy."
    )
    try:
        read = [_read_slot(each) for each in json.loads(slots)]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged from error
    for slot in read:
        cost = slot.cost
        if cost is not None and not (
            1 <= cost.iterations <= _MOST.iterations
            and 1 <= cost.lanes <= _MOST.lanes
            and 8 * cost.lanes <= cost.memory <= _MOST.memory
        ):
            raise damaged
    return read


def _read_slot(told: Mapping[str, Any]) -> _Slot:
    cost = None
    if told["kind"] == _PASSPHRASE:
        iterations, lanes, memory = told["argon2id"]
        cost = Cost(int(iterations), int(lanes), int(memory))
    elif told["kind"] != _RECOVERY:
        raise ValueError(told["kind"])
    salt, nonce, key = (_bytes(told[name]) for name in ("salt", "nonce", "key"))
    if (len(salt), len(nonce)) != (_SALT_BYTES, _NONCE_BYTES):
        raise ValueError("of another length")
    return _Slot(str(told["kind"]), cost, salt, nonce, key)


def _bytes(written: str) -> bytes:
    """Return bytes in the one way that they are written."""
    found = bytes.fromhex(written)
    if found.hex() != written:
        raise ValueError("written in another way")
    return found


def _letters(secret: str) -> str:
    """Return a recovery key as it was made, however it was typed."""
    typed = secret.upper().translate(str.maketrans("018", "OIB"))
    return "".join(letter for letter in typed if letter.isalnum())


def _is_recovery_key(secret: str) -> bool:
    try:
        return len(_recovery_bytes(secret)) == _RECOVERY_BYTES
    except ValueError:
        return False


def _recovery_bytes(secret: str) -> bytes:
    return base64.b32decode(_letters(secret))
