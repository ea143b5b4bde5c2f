"""Where things lie: inside the case folder, and on this computer alone.

The index never lies in the case folder: whoever hands over a folder must not be able to hand over an index
with it.
"""

import hashlib
import hmac
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from casefile import private
from casefile.errors import CaseDamaged

__all__ = [
    "SEALED",
    "SUFFIX",
    "CasePaths",
    "LocalPaths",
    "forget",
    "forget_missing",
    "local_paths",
    "stored_name",
]

SUFFIX = ".pincite"
SEALED = ".sealed"
"""How the names of originals of a protected case end."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST_STEM = 100
_LONGEST_SUFFIX = 12

_WHERE = "where.json"
_NAMES = b"pincite name 1 "
_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class CasePaths:
    """The files and folders of one case folder; ``key`` is that of a protected case's files."""

    folder: Path
    key: bytes | None = field(default=None, repr=False)

    @property
    def database(self) -> Path:
        """The case file."""
        return self.folder / "case.db"

    @property
    def documents(self) -> Path:
        """The originals."""
        return self.folder / "documents"

    def original(self, stored_name: str) -> Path:
        """Return where an original lies. The name comes from a case file that may be a stranger's.

        In a protected case the file's own name tells nothing, and its bytes are those of ``sealed_files``.

        Raises:
            CaseDamaged: if the name leads out of the folder.
        """
        if stored_name in ("", ".", "..") or any(mark in stored_name for mark in "/\\:"):
            raise CaseDamaged(
                f"The case file names an original outside the case (“{stored_name}”). Do not trust it."
            )
        return self.documents / self.hidden(stored_name, SEALED)

    def hidden(self, name: str, suffix: str = "") -> str:
        """Return the name that a file gets in the case folder: in a protected case one that tells nothing.

        Whoever knows a paper, or its hash, must not be able to tell that it is in the case.
        """
        if self.key is None:
            return name
        told = name.encode("utf-8", "surrogatepass")
        return hmac.new(self.key, _NAMES + told, hashlib.sha256).hexdigest()[:_NAME_LENGTH] + suffix

    @property
    def backups(self) -> Path:
        """Dated copies of the case file."""
        return self.folder / "backups"


@dataclass(frozen=True, slots=True)
class LocalPaths:
    """What this computer keeps of a case; all of it can be made again."""

    folder: Path

    @property
    def index(self) -> Path:
        """The full-text index."""
        return self.folder / "index"


def stored_name(number: int, name: str) -> str:
    """Return the name under which an original is kept: "0001 Complaint.pdf".

    It is safe on every file system: no reserved characters or names, no trailing stops, at most some
    120 characters.
    """
    path = Path(_UNSAFE.sub(" ", name).strip())
    suffix = path.suffix if 1 < len(path.suffix) <= _LONGEST_SUFFIX else ""
    stem = path.name[: len(path.name) - len(suffix)] if suffix else path.name
    stem = " ".join(stem.split())[:_LONGEST_STEM].strip(" .") or "document"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{number:04d} {stem}{suffix.lower()}"


def local_paths(root: Path, case_id: str, folder: Path) -> LocalPaths:
    """Return this computer's folder for a case, and note there which case folder it belongs to.

    A second copy of the same case, while the first still exists, gets a folder of its own.
    """
    folder = folder.resolve()
    place = root / case_id
    owner = _owner(place)
    if owner is not None and owner != folder and (owner / "case.db").exists():
        digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        place = root / f"{case_id}-{digest}"
    private.new_folder(place)
    (place / _WHERE).write_text(json.dumps({"case": str(folder)}), encoding="utf-8")
    return LocalPaths(place)


def forget_missing(root: Path) -> None:
    """Remove what this computer keeps of cases whose folder is gone."""
    if not root.is_dir():
        return
    for place in root.iterdir():
        owner = _owner(place)
        if owner is not None and not owner.exists():
            shutil.rmtree(place, ignore_errors=True)


def forget(root: Path, folder: Path) -> None:
    """Remove what this computer keeps of a case folder, whether that is still there or not.

    Raises:
        OSError: if something cannot be removed, as while another program holds it.
    """
    if not root.is_dir():
        return
    folder = folder.absolute()
    for place in root.iterdir():
        if _owner(place) in (folder, folder.resolve()):
            shutil.rmtree(place)


def _owner(place: Path) -> Path | None:
    try:
        return Path(json.loads((place / _WHERE).read_text(encoding="utf-8"))["case"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
