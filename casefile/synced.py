"""Case folders that OneDrive, Dropbox, iCloud and their like copy about: what to beware of, in sentences.

Such a service copies file by file and knows nothing of what belongs together. Two computers that write the
same case make "conflict copies" of it, of which only one is the case; a folder may be there before its files
are. None of that can be prevented from here; all of it can be recognised.
"""

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from casefile.errors import NotACase
from casefile.records import Problem
from importers import door

__all__ = [
    "cautions",
    "conflict_copies",
    "conflicts",
    "is_same_computer",
    "refuse_unfinished",
    "service_of",
    "untold",
]

# By the name of a folder above the case, as the services make it; some add the firm's or the account's.
_FOLDERS = (
    (re.compile(r"onedrive( ?[-–].*)?|skydrive", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.*\)|[-–].*)?", re.I), "Dropbox"),
    (re.compile(r"google ?drive( .*|[-–].*)?|drivefs", re.I), "Google Drive"),
    (re.compile(r"mobile documents|icloud ?drive|com~apple~clouddocs|icloud~.*", re.I), "iCloud"),
    (re.compile(r"box( sync)?|box[-–]box", re.I), "Box"),
    (re.compile(r"nextcloud.*", re.I), "Nextcloud"),
    (re.compile(r"owncloud.*", re.I), "ownCloud"),
    (re.compile(r"proton ?drive.*", re.I), "Proton Drive"),
    (re.compile(r"pcloud ?(drive|sync).*", re.I), "pCloud"),
    (re.compile(r"mega(sync.*| sync)", re.I), "MEGA"),
    (re.compile(r"sharepoint( .*)?|.* - sharepoint", re.I), "SharePoint"),
)
# By what a service leaves in the folder that it copies.
_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.driveupload", "Google Drive"),
    (".stfolder", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)
_MAC_PLACE = "cloudstorage"
"""The folder of ``~/Library`` in which macOS keeps what services copy, each as "Service-account"."""

_TOLD = "told.json"
_DATABASE = "case.db"
_OURS = frozenset({_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm", f"{_DATABASE}-journal"})
_COPY = re.compile(r"\.?case\b.*\.(db|db-wal|db-shm)(\.icloud)?|case\.db.*conflict.*", re.I)
_PLACEHOLDER = f".{_DATABASE}.icloud"


def service_of(folder: Path) -> str | None:
    """Return the service that copies a folder about, as far as its path and its marks tell."""
    parts = folder.absolute().parent.parts
    for above, part in zip(("", *parts), parts, strict=False):
        for pattern, service in _FOLDERS:
            if pattern.fullmatch(part):
                return service
        if above.lower() == _MAC_PLACE:
            return re.split("[-–]", part)[0]
    for place in folder.absolute().parents:
        for name, service in _MARKS:
            if (place / name).exists():
                return service
    return None


def conflict_copies(folder: Path) -> tuple[Path, ...]:
    """Return files beside the case file that a service made as two computers wrote at the same time."""
    return tuple(
        sorted(
            path
            for path in folder.iterdir()
            if path.name not in _OURS and path.name != _PLACEHOLDER and _COPY.fullmatch(path.name)
        )
    )


def cautions(folder: Path) -> tuple[Problem, ...]:
    """Return what to beware of in a case folder that is open; () for most."""
    return tuple(_cautions(folder))


def untold(folder: Path, local: Path) -> tuple[Problem, ...]:
    """Return the cautions that were not told on this computer yet; from now on they were."""
    file = local / _TOLD
    try:
        told = set(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        told = set()
    found = {_digest(caution): caution for caution in cautions(folder)}
    new = found.keys() - told
    if new:
        with suppress(OSError):  # then it is told once more the next time
            file.write_text(json.dumps(sorted(told | new)), encoding="utf-8")
    return tuple(caution for digest, caution in found.items() if digest in new)


def _digest(caution: Problem) -> str:
    return hashlib.sha256(caution.sentence.encode()).hexdigest()


def _cautions(folder: Path) -> Iterator[Problem]:
    yield from conflicts(folder)
    service = service_of(folder)
    if service is not None:
        yield Problem(
            folder.name,
            f"This case lies in a folder that {service} copies to other computers and to its own. Open it on "
            f"one computer at a time, and let {service} finish before you open it on another; or keep the "
            "case on this computer’s own disk, and backups there.",
        )


def conflicts(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each conflict copy."""
    for path in conflict_copies(folder):
        yield Problem(
            path.name,
            f"“{path.name}” is a conflict copy: the case was written on two computers before their folders "
            "were the same. This case does not hold what was done there. Move that file to a folder of its "
            f"own that ends in “.pincite”, call it “{_DATABASE}”, copy “documents” beside it, and bring it "
            "in with “Bring in a colleague’s work…”.",
        )


def refuse_unfinished(folder: Path) -> None:
    """Refuse a case folder that a service has not brought yet.

    Raises:
        NotACase: if its case file is kept online only, or has not come while other parts of the case have.
    """
    database = folder / _DATABASE
    if database.is_file():
        about = database.stat()
        online = door.is_online_only(
            getattr(about, "st_file_attributes", 0), getattr(about, "st_flags", 0)
        )
        if not online:
            return
    service = service_of(folder)
    if database.is_file() or (folder / _PLACEHOLDER).exists():
        raise NotACase(
            f"The case file of “{folder.name}” is kept online only. Choose “Always keep on this device” or "
            "“Download now” for the whole folder in the file manager, wait until it is there, then open it."
        )
    if not folder.is_dir():
        return
    copies = conflict_copies(folder)
    if copies:
        raise NotACase(
            f"“{folder.name}” has no “{_DATABASE}”, only what looks like a conflict copy of it "
            f"(“{copies[0].name}”). Wait until {service or 'the folder'} is synchronised; if it stays so, "
            f"make a copy of the folder and rename that file to “{_DATABASE}” there."
        )
    if any((folder / name).exists() for name in ("documents", "backups", f"{_DATABASE}-wal")):
        raise NotACase(
            f"“{folder.name}” has no “{_DATABASE}” yet, though other parts of a case are there. Wait until "
            f"{service or 'the folder'} is synchronised, or copied, whole; if it stays so, put the newest "
            f"copy from its “backups” in place as “{_DATABASE}”."
        )


def is_same_computer(name: str) -> bool:
    """Tell whether a computer's name is this one's; its domain changes with the network."""
    return _first_label(name) == _first_label(platform.node() or os.environ.get("COMPUTERNAME", ""))


def _first_label(name: str) -> str:
    return name.partition(".")[0].casefold()
