"""What installs the bundle on each system, as far as one machine tells: Windows and macOS are read only."""

import configparser
import gzip
import plistlib
import re
import shutil
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from casefile.database import APPLICATION_ID
from reports.links import SCHEME
from tests.packaging.scripts import FOLDER, loaded

ROOT = FOLDER.parent
linux_packages = loaded("linux_packages")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The icons, as the build draws them."""
    folder = tmp_path_factory.mktemp("made")
    loaded("icons").draw_icons(ROOT, folder)
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder that stands for a bundle."""
    folder = tmp_path / "dist" / "pincite"
    (folder / "_internal").mkdir(parents=True)
    (folder / "pincite").write_text('#!/bin/sh\necho "given $*"\n')
    (folder / "_internal" / "a.so").write_bytes(b"x")
    return folder


def desktop_entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_icons_are_drawn_in_every_size(made: Path) -> None:
    from PIL import Image

    for name in ("pincite", "pincite-case"):
        for size in (16, 48, 256):
            with Image.open(made / f"{name}-{size}.png") as picture:
                assert picture.size == (size, size)
                assert picture.getchannel("A").getextrema() == (0, 255)  # drawn, on nothing
        with Image.open(made / f"{name}.ico") as icon:
            assert {(16, 16), (256, 256)} <= icon.info["sizes"]
        assert (made / f"{name}.icns").read_bytes()[:4] == b"icns"


def test_linux_knows_links_folders_and_case_files() -> None:
    program = desktop_entry(FOLDER / "linux" / "pincite.desktop")
    assert program["Exec"] == "pincite %u"
    assert f"x-scheme-handler/{SCHEME.rstrip(':')};" in program["MimeType"]
    folder = desktop_entry(FOLDER / "linux" / "pincite-folder.desktop")
    assert folder["MimeType"] == "inode/directory;" and folder["NoDisplay"] == "true"
    types = ET.parse(FOLDER / "linux" / "pincite.xml").getroot()
    kind = types[0].attrib["type"]
    assert f"{kind};" in program["MimeType"]


def test_the_magic_of_a_case_file_is_right(tmp_path: Path) -> None:
    database = tmp_path / "case.db"
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE paper (id)")
    connection.close()
    content = database.read_bytes()
    matches = re.findall(
        r'offset="(\d+)" value="([^"]+)"', (FOLDER / "linux/pincite.xml").read_text()
    )
    assert len(matches) == 2
    for offset, value in matches:
        assert content[int(offset) :].startswith(value.encode())


def test_a_package_is_laid_out(bundle: Path, made: Path, tmp_path: Path) -> None:
    root = tmp_path / "usr"
    linux_packages.stage(bundle, root, made)
    assert (root / "bin/pincite").resolve() == root / "lib/pincite/pincite"
    for name in (
        "share/applications/pincite.desktop",
        "share/mime/packages/pincite.xml",
        "share/icons/hicolor/256x256/apps/pincite.png",
        "share/icons/hicolor/scalable/mimetypes/pincite-case.svg",
    ):
        assert (root / name).is_file(), name
    page = gzip.decompress((root / "share/man/man1/pincite.1.gz").read_bytes())
    assert page.startswith(b".TH PINCITE 1")


def unpack(bundle: Path, made: Path, folder: Path) -> None:
    """Lay out what the archive holds."""
    shutil.copytree(bundle, folder / "pincite")
    linux_packages.share(folder / "share", made)
    for script in ("install.sh", "uninstall.sh"):
        shutil.copyfile(FOLDER / "linux" / script, folder / script)
    linux_packages._give_modes(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Linux and its like")
def test_the_archive_installs_for_one_user_and_goes_again(
    bundle: Path, made: Path, tmp_path: Path
) -> None:
    unpacked, home = tmp_path / "unpacked", tmp_path / "home with blank"
    unpack(bundle, made, unpacked)
    case = home / "Tern.pincite"
    case.mkdir(parents=True)
    for kept in (".config/Pincite", ".local/share/Pincite", ".local/share/other"):
        (home / kept).mkdir(parents=True)

    def run(script: Path, *arguments: str) -> str:
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        return subprocess.run(
            [str(script), *arguments], env=environment, capture_output=True, text=True, check=True
        ).stdout

    for _ in range(2):  # the second time is an update
        assert "is installed" in run(unpacked / "install.sh")
    started = subprocess.run(
        [home / ".local/bin/pincite", "x"], capture_output=True, text=True, check=True
    )
    assert started.stdout == "given x\n"
    entry = desktop_entry(home / ".local/share/applications/pincite.desktop")
    assert entry["Exec"] == f'"{home}/.local/bin/pincite" %u'
    assert "your cases" in run(home / ".local/lib/pincite/uninstall.sh", "--with-settings")
    left = [path for path in home.rglob("*pincite*") if not path.is_relative_to(case)]
    assert [path for path in left if path != case] == []
    assert not (home / ".config/Pincite").exists() and (home / ".local/share/other").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Linux and its like")
def test_a_place_without_blanks_is_named_without_quotation_marks(
    bundle: Path, made: Path, tmp_path: Path
) -> None:
    """xdg-open 1.1.3 takes the marks for a part of the name, where no desktop opens links for it."""
    unpacked, prefix = tmp_path / "unpacked", tmp_path / "prefix-1.0"
    unpack(bundle, made, unpacked)
    subprocess.run([unpacked / "install.sh", prefix], capture_output=True, check=True)
    for name, given in (("pincite", "%u"), ("pincite-folder", "%f")):
        entry = desktop_entry(prefix / f"share/applications/{name}.desktop")
        assert entry["Exec"] == f"{prefix}/bin/pincite {given}"


def test_the_script_for_windows_names_what_there_is() -> None:
    script = FOLDER / "windows" / "pincite.iss"
    text = script.read_text(encoding="utf-8")
    built = ("{#Bundle}", "{#Made}")
    for source in re.findall(r'(?m)^(?:Source: "|LicenseFile=|SetupIconFile=)([^"\n]+)', text):
        if not source.startswith(built):
            assert (script.parent / source.replace("\\", "/")).exists(), source
    assert 'ValueName: "URL Protocol"' in text and "Software\\Classes\\pincite\\shell" in text
    spec = (FOLDER / "pincite.spec").read_text(encoding="utf-8")
    for program in set(re.findall(r"\{app\}\\([\w-]+)\.exe", text)):
        assert f'program("{program}"' in spec, program
    for line in text.splitlines():
        assert line.count('"') % 2 == 0, line
    assert "UNTESTED" in text.splitlines()[0]


def test_the_files_for_macos_can_be_read() -> None:
    about = plistlib.loads((FOLDER / "macos" / "Info.plist").read_bytes())
    assert about["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == [SCHEME.rstrip(":")]
    exported = about["UTExportedTypeDeclarations"][0]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["pincite"]
    documents = about["CFBundleDocumentTypes"][0]
    assert documents["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    rights = plistlib.loads((FOLDER / "macos" / "entitlements.plist").read_bytes())
    assert not any("network" in right for right in rights)


def test_the_spec_can_be_read() -> None:
    compile((FOLDER / "pincite.spec").read_text(encoding="utf-8"), "pincite.spec", "exec")
