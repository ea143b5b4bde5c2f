"""Gathers the licences of everything that a bundle ships into the one file that About shows.

Python's libraries bring their texts. Python itself, Qt and what lies inside a library's binary do not: their
texts are taken from where the building machine keeps them (see ``OTHERS``), and what is missing is named.
"""

import platform
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import shipped

sys.path.insert(0, str(shipped.ROOT))

from resources.licences import Licence, Text, as_json, of_distribution, pinned

__all__ = ["OTHERS", "gathered", "write_licences"]

_COMMON = Path("/usr/share/common-licenses")
_KEPT_BY_SYSTEM = Path("/usr/share/doc")

OTHERS: dict[str, tuple[str, tuple[Path, ...]]] = {
    "PySide6_Essentials": (
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        (_COMMON / "LGPL-3", _COMMON / "GPL-3"),
    ),
    "shiboken6": (
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        (_COMMON / "LGPL-3", _COMMON / "GPL-3"),
    ),
    "flatbuffers": ("Apache-2.0", (_COMMON / "Apache-2.0",)),
    "sqlcipher3": ("zlib", (_KEPT_BY_SYSTEM / "libsqlcipher0" / "copyright",)),
}
"""Libraries whose package brings no text, or not all: their terms, and where texts are."""

_OF_SYSTEM = {
    "OpenSSL": ("Apache-2.0", "libssl3"),
    "SQLite": ("public domain", "libsqlite3-0"),
    "zlib": ("Zlib", "zlib1g"),
    "bzip2": ("bzip2-1.0.6", "libbz2-1.0"),
    "liblzma": ("public domain", "liblzma5"),
    "libffi": ("MIT", "libffi8"),
    "xcb-util": ("MIT", "libxcb-cursor0"),
    "libxkbcommon": ("MIT", "libxkbcommon0"),
}
"""What a bundle for Linux takes from the building machine: terms, and whose package it is there."""


def gathered(*, without_recognition: bool) -> Iterator[Licence]:
    """Yield the licence of each part; one without any text is a fault of the building machine."""
    left_out = {*shipped.LEFT_OUT, *(shipped.RECOGNITION if without_recognition else ())}
    for name in pinned(shipped.ROOT / "requirements.txt"):
        found = of_distribution(name) if name not in left_out else None
        if found is not None:
            terms, texts = OTHERS.get(found.name, ("", ()))
            yield replace(found, terms=found.terms or terms, texts=found.texts + _read(*texts))
    python = Path(sys.base_prefix)
    yield Licence(
        "Python",
        platform.python_version(),
        "PSF-2.0",
        _read(
            python / "LICENSE.txt",
            python / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/LICENSE.txt",
        ),
    )
    starter = of_distribution("pyinstaller")
    if starter is not None:  # the small program that starts Python is PyInstaller's
        yield replace(starter, name="PyInstaller’s starter", version=version("pyinstaller"))
    yield Licence("Pincite", shipped.version(), "MIT", _read(shipped.ROOT / "LICENSE"))
    fonts = shipped.ROOT / "resources" / "fonts" / "README.md"
    yield Licence("Liberation and DejaVu fonts", "", "OFL-1.1, Bitstream Vera", _read(fonts))
    if sys.platform == "linux":
        for name, (terms, package) in _OF_SYSTEM.items():
            yield Licence(name, "", terms, _read(_KEPT_BY_SYSTEM / package / "copyright"))


def write_licences(to: Path, *, without_recognition: bool) -> list[str]:
    """Write the file into a folder; return the parts for which no text was found."""
    found = list(gathered(without_recognition=without_recognition))
    (to / "licences.json").write_text(as_json(found), encoding="utf-8", newline="\n")
    return [part.name for part in found if not part.texts]


def _read(*paths: Path) -> tuple[Text, ...]:
    return tuple(
        Text(path.name, path.read_text(encoding="utf-8", errors="replace").strip())
        for path in paths
        if path.is_file()
    )
