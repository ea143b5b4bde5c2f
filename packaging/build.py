"""Builds the program as one folder: ``python packaging/build.py [--without-recognition] --to FOLDER``.

Draws the icons, gathers the licences, runs PyInstaller, takes debugging symbols off compiled modules, and
writes the list of shipped files that the self-check goes by. Takes minutes; needs ``requirements-dev.txt``.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import all_licences
import icons
import shipped

__all__ = ["INSIDE", "build", "main"]

INSIDE = "_internal"
"""The folder of the bundle in which everything but the program file lies."""

_HERE = Path(__file__).resolve().parent
_WORTH_STRIPPING = 100_000
"""Bytes below which symbols are not looked for."""


def build(to: Path, *, without_recognition: bool = False) -> Path:
    """Build into ``to`` and return the bundle's folder, ``to/pincite``.

    Raises:
        subprocess.CalledProcessError: if PyInstaller or ``strip`` failed.
    """
    made = to / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    icons.draw_icons(shipped.ROOT, made)
    _write_version(made)
    for name in all_licences.write_licences(made, without_recognition=without_recognition):
        print(f"No licence text was found for {name}; see packaging/all_licences.py.")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(to), "--workpath", str(to / "work"), str(_HERE / "pincite.spec")]
    command += ["--", "--made", str(made)]
    command += ["--without-recognition"] if without_recognition else []
    subprocess.run(command, check=True, cwd=shipped.ROOT)
    bundle = to / "pincite"
    if sys.platform == "linux":
        _strip(bundle)
    # The last step: what is listed is not touched any more.
    subprocess.run(
        [sys.executable, "-m", "resources.shipped", str(bundle / INSIDE)],
        check=True,
        cwd=shipped.ROOT,
    )
    return bundle


def _write_version(made: Path) -> None:
    """Write what Windows shows as the program file's properties."""
    numbers = (*(int(part) for part in shipped.version().split(".")[:3]), 0)
    strings = {
        "CompanyName": "Pincite",
        "FileDescription": "Pincite",
        "FileVersion": shipped.version(),
        "OriginalFilename": "pincite.exe",
        "ProductName": "Pincite",
        "ProductVersion": shipped.version(),
    }
    told = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    (made / "version.txt").write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{told}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )


def _strip(bundle: Path) -> None:
    """Take the symbols for debuggers off compiled modules, and off Python's own library.

    Libraries whose wheels moved their sections about (``*.libs``, names with a hash) are left as they are:
    ``strip`` damages such.
    """
    for path in sorted((bundle / INSIDE).rglob("*.so*")):
        moved = "-" in path.name.partition(".so")[0] and path.name.startswith("lib")
        small = path.is_symlink() or path.stat().st_size < _WORTH_STRIPPING
        if not moved and not small and not path.parent.name.endswith(".libs"):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def size_of(folder: Path) -> int:
    """Return the bytes of a folder's files."""
    found = (path.lstat() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return sum(about.st_size for about in found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build as the command line says."""
    options = argparse.ArgumentParser(description="Build Pincite as one folder.")
    options.add_argument("--to", type=Path, default=shipped.ROOT / "dist")
    options.add_argument("--without-recognition", action="store_true")
    chosen = options.parse_args(arguments)
    bundle = build(chosen.to.absolute(), without_recognition=chosen.without_recognition)
    print(f"{bundle}: {size_of(bundle) / 1_000_000:,.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
