"""The index folder: its manifest, its health, and what to do when it cannot be trusted.

The index is a cache of the case and disposable. ``manifest.json`` is its root: it names the generation,
every file with size and checksum, and the documents within. It is replaced in one step after all
files of a generation are on the disk, so a crash at any moment leaves the generation before.

Whoosh unpickles what it opens, which would run code from a foreign folder. A manifest is therefore
trusted only in the very folder it was written in, known by the number that the file system gave it;
a copied or unpacked folder is wiped and rebuilt.
"""

import io
import json
import os
import shutil
import time
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.home import Home
from index.tokens import TOKENIZER_VERSION

__all__ = [
    "FORMAT_VERSION",
    "LOCK",
    "IndexBusy",
    "IndexMissing",
    "Manifest",
    "checksum",
    "discard",
    "indexed",
    "is_healthy",
    "manifest_stamp",
    "open_or_create",
    "publish",
    "read_manifest",
    "replace",
    "sync_folder",
    "verify",
    "wipe",
]

FORMAT_VERSION = 3
LOCK = "writer.lock"
_MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class IndexMissing(Exception):  # noqa: N818 - the user's word for it
    """There is no index that can be trusted; feed every document to ``index.writer.update`` again."""


class IndexBusy(Exception):  # noqa: N818 - the user's word for it
    """Another process is writing to this index; try again when it has ended."""


@dataclass(frozen=True)
class Manifest:
    """One generation of the index: its files as name → (bytes, CRC-32), its documents as id → layer."""

    generation: int
    files: Mapping[str, tuple[int, int]]
    documents: Mapping[int, str]


def read_manifest(home: Home) -> Manifest:
    """Return the manifest, checked for version and home but not against its files.

    Raises:
        IndexMissing: if there is none, or it is damaged, older or from elsewhere.
    """
    try:
        written = (home.folder / _MANIFEST).read_bytes()
        if home.sealing is not None:
            written = home.sealing.reader(io.BytesIO(written)).read()
        crc, _, content = written.partition(b"\n")
        if crc != b"%08x" % zlib.crc32(content):
            raise IndexMissing("the index's manifest is damaged")
        read = json.loads(content)
        if read["versions"] != [FORMAT_VERSION, TOKENIZER_VERSION]:
            raise IndexMissing("the index was written by another version")
        if read["home"] != home.folder.stat().st_ino:
            raise IndexMissing("the index was copied here from elsewhere")
        return Manifest(
            int(read["generation"]),
            {str(name): (int(size), int(crc)) for name, (size, crc) in read["files"].items()},
            {int(document): str(layer) for document, layer in read["documents"].items()},
        )
    except OSError as error:
        raise IndexMissing("there is no index") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexMissing("the index's manifest is damaged") from error


def publish(home: Home, manifest: Manifest) -> None:
    """Make a generation the current one, durably and in one step."""
    folder = home.folder
    told = {
        "versions": [FORMAT_VERSION, TOKENIZER_VERSION],
        "home": folder.stat().st_ino,
        "generation": manifest.generation,
        "files": manifest.files,
        "documents": manifest.documents,
    }
    fresh = folder / f"{_MANIFEST}.new"
    written = json.dumps(told).encode()
    with fresh.open("wb") as file:
        # A changed digit could name another document, which would then be there twice.
        content = b"%08x\n%b" % (zlib.crc32(written), written)
        if home.sealing is None:
            file.write(content)
        else:
            with home.sealing.writer(file) as sealed:
                sealed.write(content)
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, folder / _MANIFEST)
    sync_folder(folder)


def replace(source: Path, target: Path) -> None:
    """Rename a file over another, waiting up to a second where a virus scanner holds one of them."""
    for attempt in range(10):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == 9:
                raise
            time.sleep(0.1)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make renames within a folder durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksum(file: Path) -> tuple[int, int]:
    """Return a file's size in bytes and its CRC-32."""
    state = file.stat()
    return _checksum(file, state.st_size, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=1024)
def _checksum(file: Path, *_state: int) -> tuple[int, int]:
    """Read a file once for each of its states: a process that commits often reads only what is new."""
    size = crc = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return size, crc


def verify(folder: Path, manifest: Manifest, known: Mapping[str, tuple[int, int]]) -> None:
    """Check the manifest's files, but for those in ``known`` that were checked before.

    Raises:
        IndexMissing: if a file is missing or its content has changed.
    """
    for name, expected in manifest.files.items():
        if known.get(name) == expected:
            continue
        try:
            found = checksum(folder / name)
        except OSError as error:
            raise IndexMissing(f"the index has lost its file {name}") from error
        if found != expected:
            raise IndexMissing(f"the index's file {name} is damaged")


def is_healthy(home: Home) -> bool:
    """Tell whether there is an index whose every file is as it was written."""
    try:
        verify(home.folder, read_manifest(home), {})
    except IndexMissing:
        return False
    return True


def manifest_stamp(folder: Path) -> tuple[int, ...]:
    """Return what changes whenever a generation is published, without reading it; empty without one."""
    try:
        state = (folder / _MANIFEST).stat()
    except OSError:
        return ()
    return state.st_ino, state.st_mtime_ns, state.st_size


def indexed(home: Home) -> dict[int, str]:
    """Return the documents in the index with the text layer each was read from; empty without an index."""
    try:
        return dict(read_manifest(home).documents)
    except IndexMissing:
        return {}


def wipe(folder: Path) -> None:
    """Remove everything in the index folder and leave it empty."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MANIFEST).unlink(missing_ok=True)
    _clear(folder, frozenset())


def _clear(folder: Path, kept: Collection[str]) -> None:
    """Remove all but the named files, the lock, and what Windows holds for a reader (removed later)."""
    for entry in folder.iterdir():
        if entry.name in kept or entry.name == LOCK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with suppress(PermissionError):
                entry.unlink(missing_ok=True)


def open_or_create(home: Home) -> Manifest:
    """Return the manifest of a healthy index; otherwise wipe the folder and return an empty one's.

    For the process that holds the writer's lock; what a broken-off commit left behind is removed.
    """
    try:
        manifest = read_manifest(home)
        verify(home.folder, manifest, {})
    except IndexMissing:
        wipe(home.folder)
        return Manifest(-1, {}, {})
    discard(home.folder, manifest)
    return manifest


def discard(folder: Path, manifest: Manifest) -> None:
    """Remove what no generation names, as a commit that was broken off leaves behind."""
    _clear(folder, {*manifest.files, _MANIFEST})
