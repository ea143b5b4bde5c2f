"""Makes a release: ``python packaging/release.py --to FOLDER``; with ``--check`` only looks whether it can.

Looks at the version, the list of changes and the files; builds both variants; has each built program check
itself; packs them; and writes the SHA-256 of every file for those who download. See docs/releasing.md.
"""

import argparse
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["SUMS", "faults", "main", "write_sums"]

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"

_HERE = ROOT / "packaging"
_VERSION = re.compile(r'^VERSION = "([^"]*)"$', re.M)
_NUMBERS = re.compile(r"\d+\.\d+\.\d+")
_HEADING = re.compile(r"^## (.+)$", re.M)
_DATED = re.compile(r"(\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)")
_OF_THIS_PYTHON = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
_CHUNK = 1024 * 1024


def faults(root: Path, today: dt.date) -> Iterator[str]:
    """Yield in a sentence each what stands against a release of the checkout in ``root``."""
    told = _VERSION.findall((root / "resources" / "version.py").read_text(encoding="utf-8"))
    version = told[0] if len(told) == 1 else ""
    if not _NUMBERS.fullmatch(version):
        yield f"resources/version.py must say a version of three numbers, not “{version}”."
    yield from _faults_of_changes(
        (root / "CHANGELOG.md").read_text(encoding="utf-8"), version, today
    )


def _faults_of_changes(changes: str, version: str, today: dt.date) -> Iterator[str]:
    headings = list(_HEADING.finditer(changes))
    titles = [heading[1].strip() for heading in headings]
    if "Unreleased" in titles:
        at = titles.index("Unreleased")
        end = headings[at + 1].start() if at + 1 < len(headings) else len(changes)
        if changes[headings[at].end() : end].strip():
            yield "CHANGELOG.md has changes under “Unreleased”: put them under the version and its day."
    dated = [_DATED.fullmatch(title) for title in titles if title != "Unreleased"]
    if None in dated:
        yield "CHANGELOG.md: a version is headed “## 1.2.3 – 2026-11-22”."
    days = {found[1]: found[2] for found in dated if found is not None}
    if version not in days:
        yield f"CHANGELOG.md has no section “## {version} – {today.isoformat()}”."
        return
    try:
        day = dt.date.fromisoformat(days[version])
    except ValueError:
        yield f"CHANGELOG.md: {days[version]} is no day."
        return
    if day > today:
        yield f"CHANGELOG.md: {day.isoformat()} has not come yet."
    if next(iter(days)) != version:
        yield f"CHANGELOG.md: {version} must stand first."


def _faults_of_files() -> Iterator[str]:
    """Yield what of the checkout is not as it is kept."""
    changed = _said("git", "status", "--porcelain").splitlines()
    if changed:
        yield f"{len(changed)} files are not committed, such as {changed[0][3:]}."
    listed = (
        "import resources.shipped as s; print(s.LIST.read_text(encoding='utf-8') == s.made_list())"
    )
    if _said(sys.executable, "-c", listed).strip() != "True":
        yield "resources/shipped.json is not of these files: run `python -m resources.shipped`."


def _build(to: Path) -> None:
    """Build, check and pack both variants into ``to``."""
    for variant in ((), ("--without-recognition",)):
        work = to / "work"
        shutil.rmtree(work, ignore_errors=True)
        _run(sys.executable, str(_HERE / "build.py"), "--to", str(work), *variant)
        bundle = work / "pincite"
        _self_check(bundle)
        if sys.platform == "linux":
            _run(sys.executable, str(_HERE / "linux_packages.py"), str(bundle), "--to", str(to))
        shutil.rmtree(work)


def _self_check(bundle: Path) -> None:
    """Have a built program check itself, without anything of this Python.

    Raises:
        subprocess.CalledProcessError: if it does not pass.
    """
    program = bundle / ("pincite.exe" if sys.platform == "win32" else "pincite")
    environment = {key: value for key, value in os.environ.items() if key not in _OF_THIS_PYTHON}
    subprocess.run([str(program), "self-check"], check=True, env=environment, cwd=bundle.parent)


def write_sums(folder: Path) -> Path:
    """Write the SHA-256 of each file in a folder as ``sha256sum --check`` reads it; return where."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != SUMS:
            summed = hashlib.sha256()
            with path.open("rb") as file:
                while part := file.read(_CHUNK):
                    summed.update(part)
            lines.append(f"{summed.hexdigest()}  {path.name}\n")
    target = folder / SUMS
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a release, or say what stands against it."""
    options = argparse.ArgumentParser(description="Make a release of Pincite.")
    options.add_argument("--to", type=Path, default=ROOT / "dist" / "release")
    options.add_argument("--check", action="store_true", help="build nothing")
    chosen = options.parse_args(arguments)
    found = [*faults(ROOT, dt.date.today()), *_faults_of_files()]
    for fault in found:
        print(fault)
    if found or chosen.check:
        return 1 if found else 0
    to = chosen.to.absolute()
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    _build(to)
    print(write_sums(to).read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
