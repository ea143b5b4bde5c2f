"""Makes a Debian package and a tar archive: ``python packaging/linux_packages.py BUNDLE --to FOLDER``.

Needs ``dpkg-deb``, ``objdump`` and ``xz``, on a Debian or Ubuntu no newer than the oldest to be served.
"""

import argparse
import gzip
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import icons
import shipped

__all__ = ["dependencies", "main", "make_archive", "make_package", "stage"]

_HERE = Path(__file__).resolve().parent / "linux"

_ASKED_FOR_BY_NAME = ("libegl1", "libgl1", "xkb-data")
"""What Qt loads by name, and the keyboards that it reads."""
_FONTS = "fonts-dejavu-core | fonts-liberation | fonts-noto-core"

_SCRIPTS = ("install.sh", "uninstall.sh")
_CHANGES = "CHANGELOG.md"


def stage(bundle: Path, prefix: Path, made: Path) -> None:
    """Lay a bundle out under a prefix such as ``…/usr``, with all by which a desktop knows it."""
    shutil.copytree(bundle, prefix / "lib" / "pincite", symlinks=True)
    start = prefix / "bin" / "pincite"
    start.parent.mkdir(parents=True)
    start.symlink_to("../lib/pincite/pincite")
    share(prefix / "share", made)


def share(to: Path, made: Path) -> None:
    """Write desktop entries, file types, icons and the manual page into a ``share`` folder."""
    for name, folder in {
        "pincite.desktop": "applications",
        "pincite-folder.desktop": "applications",
        "pincite.xml": "mime/packages",
        "pincite.metainfo.xml": "metainfo",
    }.items():
        (to / folder).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_HERE / name, to / folder / name)
    for name, context in {"pincite": "apps", "pincite-case": "mimetypes"}.items():
        for size in icons.SIZES:
            folder = to / f"icons/hicolor/{size}x{size}/{context}"
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made / f"{name}-{size}.png", folder / f"{name}.png")
    for name, drawing, context in (
        ("pincite", "pincite.svg", "apps"),
        ("pincite-case", "case.svg", "mimetypes"),
    ):
        folder = to / f"icons/hicolor/scalable/{context}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped.ROOT / "resources/icons" / drawing, folder / f"{name}.svg")
    page = to / "man/man1/pincite.1.gz"
    page.parent.mkdir(parents=True, exist_ok=True)
    _write_packed(page, (_HERE / "pincite.1").read_bytes())


def make_package(bundle: Path, to: Path, made: Path, variant: str = "") -> Path:
    """Write ``pincite_<version>_<architecture>.deb`` and return where."""
    root = to / "package"
    shutil.rmtree(root, ignore_errors=True)
    stage(bundle, root / "usr", made)
    about = root / "usr/share/doc/pincite"
    about.mkdir(parents=True)
    shutil.copyfile(shipped.ROOT / "LICENSE", about / "copyright")
    _write_packed(about / "changelog.gz", (shipped.ROOT / _CHANGES).read_bytes())
    _give_modes(root)
    architecture = _said("dpkg", "--print-architecture").strip()
    size = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    fields = {
        "Package": "pincite",
        "Version": shipped.version(),
        "Architecture": architecture,
        "Maintainer": "Pincite <pincite@localhost>",
        "Installed-Size": str(size),
        "Depends": ", ".join(dependencies(bundle)),
        "Recommends": _FONTS,
        "Section": "misc",
        "Priority": "optional",
        "Description": "offline case-file organizer for attorneys\n"
        " Parties, quotes and dates of a case’s papers, each pinned to the page and the words\n"
        " it came from. Opens no network connection.\n"
        + (" This variant does not read scans by machine.\n" if variant else "")
        + " Cases stay where they are when the package is removed.",
    }
    control = root / "DEBIAN" / "control"
    control.parent.mkdir(mode=0o755)
    control.write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    package = to / f"pincite{variant}_{shipped.version()}_{architecture}.deb"
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package))
    shutil.rmtree(root)
    return package


def make_archive(bundle: Path, to: Path, made: Path, variant: str = "") -> Path:
    """Write ``pincite-<version>-linux.tar.xz``, with a script that installs for one user; return where."""
    name = f"pincite{variant}-{shipped.version()}-linux"
    root = to / name
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / "pincite", symlinks=True)
    share(root / "share", made)
    for script in _SCRIPTS:
        shutil.copyfile(_HERE / script, root / script)
    for document in ("LICENSE", _CHANGES):
        shutil.copyfile(shipped.ROOT / document, root / document)
    _give_modes(root)
    archive = to / f"{name}.tar.xz"
    # On all processors, as dpkg-deb packs: one alone takes a quarter of an hour.
    packed = ("--owner=0", "--group=0", "--sort=name", "-I", "xz -T0", "-cf", str(archive))
    _run("tar", "-C", str(to), *packed, name)
    shutil.rmtree(root)
    return archive


def dependencies(bundle: Path) -> list[str]:
    """Return the packages that hold what the bundle needs of the system, the C library with its version.

    Raises:
        LookupError: if a library is neither in the bundle nor on this machine.
    """
    files = [path for path in bundle.rglob("*") if path.is_file() and _is_program(path)]
    inside = {path.name for path in bundle.rglob("*")}
    needed: set[str] = set()
    newest = (2, 0)
    for path in files:
        told = _said("objdump", "-p", str(path))
        needed.update(re.findall(r"NEEDED +(\S+)", told))
        for version in re.findall(r"GLIBC_(\d+(?:\.\d+)+)", told):
            newest = max(newest, tuple(int(part) for part in version.split(".")[:2]))
    packages = {*_ASKED_FOR_BY_NAME, *_packages_of(needed - inside)} - {"libc6"}
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(packages)]


def _packages_of(libraries: Iterable[str]) -> Iterator[str]:
    where = dict(re.findall(r"^\s*(\S+) .*=> (\S+)$", _said("/sbin/ldconfig", "-p"), re.M))
    for library in sorted(libraries):
        if library.startswith("ld-linux"):
            continue
        if library not in where:
            raise LookupError(f"{library} is neither in the bundle nor here: install what holds it")
        real = Path(where[library]).resolve()
        for place in (real, Path(str(real).removeprefix("/usr")), Path(where[library])):
            found = subprocess.run(
                ["dpkg-query", "--search", str(place)], capture_output=True, text=True, check=False
            )
            if found.returncode == 0:
                yield found.stdout.split(":")[0]
                break
        else:
            raise LookupError(f"no package holds {library}")


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _give_modes(root: Path) -> None:
    """Give every file the mode that it has on all machines, whatever the builder's habits."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            continue
        starts = path.name == "pincite" or path.name in _SCRIPTS
        path.chmod(0o755 if path.is_dir() or starts else 0o644)


def _write_packed(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, mtime=0))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make both, or one."""
    options = argparse.ArgumentParser(description="Make a Debian package and a tar archive.")
    options.add_argument("bundle", type=Path, help="the folder that build.py made")
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--only", choices=("deb", "tar"))
    chosen = options.parse_args(arguments)
    bundle = chosen.bundle.absolute()
    to = chosen.to.absolute()
    made = to / "made"
    icons.draw_icons(shipped.ROOT, made)
    has_recognition = (bundle / "_internal" / "rapidocr").is_dir()
    variant = "" if has_recognition else "-without-recognition"
    for kind, make in (("deb", make_package), ("tar", make_archive)):
        if chosen.only in (None, kind):
            print(make(bundle, to, made, variant))
    shutil.rmtree(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
