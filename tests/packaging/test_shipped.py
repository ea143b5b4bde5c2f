"""The bundle's lists, held against the checkout: nothing that is needed is missing, nothing is left over."""

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from importers.registry import IMPORTERS
from resources.licences import pinned
from resources.shipped import listed
from tests.packaging.scripts import loaded
from ui import help_topics

ROOT = Path(__file__).resolve().parents[2]


shipped = loaded("shipped")


def installed(distribution: str) -> bool:
    try:
        importlib.metadata.distribution(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def modules_of(distribution: str) -> set[str]:
    """Return the top names that a distribution installs."""
    files = importlib.metadata.distribution(distribution).files or ()
    tops = {
        re.split(r"[/.]", str(file))[0]
        for file in files
        if str(file).endswith((".py", ".so", ".pyd"))
    }
    return {top for top in tops if top.isidentifier()}


@pytest.mark.parametrize("name", shipped.DATA)
def test_every_listed_piece_of_data_is_there(name: str) -> None:
    found = ROOT / name
    assert found.is_file() or any(found.iterdir())


def test_every_data_file_of_the_program_is_shipped() -> None:
    for inside in listed(ROOT / "resources"):
        if inside in ("shipped.json", "licences.json"):  # written anew for the bundle
            continue
        name = f"resources/{inside}"
        covered = [data for data in shipped.DATA if name == data or name.startswith(f"{data}/")]
        assert covered, f"{name} would be missing in the bundle: add it to DATA"
        for data in covered:
            rest = name.removeprefix(data).strip("/") or Path(name).name
            place = f"{shipped.DATA[data]}/{rest}"
            assert place == name, "resources are found by their path"
            assert shipped.reason_to_drop(place) is None, name


def test_every_document_of_the_help_is_shipped() -> None:
    documents = {"user-guide", *help_topics.MANUALS}
    assert len(documents) > 3
    for name in documents:
        assert f"docs/{name}.md" in shipped.DATA, name


def test_every_module_of_the_program_is_named() -> None:
    found = set(shipped.own_modules())
    for importer in IMPORTERS:
        assert type(importer).__module__ in found
    assert {"ui.app", "casefile.worker_tasks", "resources", "resources.licences"} <= found
    assert not any("make_sample" in name for name in found)


@pytest.mark.parametrize(
    "name", [*shipped.HIDDEN, *shipped.RECOGNITION_MODULES, *shipped.SOURCES_OF]
)
def test_every_hidden_import_exists(name: str) -> None:
    top, *inner = name.split(".")
    found = importlib.util.find_spec(top)  # of the package alone: modules within would load it
    assert found is not None
    if inner:
        place = Path((found.submodule_search_locations or [""])[0]).joinpath(*inner)
        assert place.is_dir() or any(place.parent.glob(f"{place.name}.*"))


@pytest.mark.parametrize("name", shipped.DATA_OF)
def test_every_package_of_data_exists(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("name", [*shipped.METADATA_OF, *shipped.RECOGNITION])
def test_every_named_distribution_is_pinned(name: str) -> None:
    assert name in pinned(ROOT / "requirements.txt")


def test_every_library_is_shipped_or_left_out_with_a_reason() -> None:
    """A requirement whose modules are all dropped must be on the list, and none on it may be shipped."""
    dropped = set(shipped.DROPPED_MODULES)
    for name in pinned(ROOT / "requirements.txt"):
        if not installed(name):  # for another system
            continue
        tops = modules_of(name)
        if name in shipped.LEFT_OUT:
            assert len(shipped.LEFT_OUT[name]) > 10
        elif tops:
            assert tops - dropped, f"{name} is dropped without a word in LEFT_OUT"
    for name in shipped.LEFT_OUT:
        assert name in pinned(ROOT / "requirements.txt"), f"{name} is required no more"


LOADED = """
import sys
from extraction import language
import extraction.extract, importers.registry, importers.ocr_rapid, index.writer, reports.export
import casefile.case, casefile.worker_tasks
list(language.parse(["The ferry left, said Ann Ward."]))
language.entities(["Ann Ward of the Ferry Company."])
import docx, openpyxl, xlsxwriter, reportlab.platypus, icalendar, holidays, eyecite, sqlcipher3
import pypdfium2, pypdf, trafilatura, msoffcrypto, striprtf.striprtf, PIL.Image
holidays.UnitedStates(years=2026)
importers.ocr_rapid._rapidocr()
print("\\n".join(sys.modules))
"""


def test_nothing_is_dropped_that_the_program_loads() -> None:
    """The heaviest ways through the libraries, and what is in memory after them."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = done.stdout.split()
    assert "spacy.lang.en" in names and len(names) > 1000
    gone = [*shipped.DROPPED_MODULES, *shipped.other_languages()]
    for name in names:
        lost = [module for module in gone if name == module or name.startswith(f"{module}.")]
        assert not lost or name.startswith("_distutils"), f"{name} is loaded, but dropped"


def test_patterns_drop_what_they_say_and_no_more() -> None:
    for gone in (
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "spacy/lang/de/x.json",
        "babel/locale-data/de.dat",
        "libX11.so.6",
        "libxcb-render.so.0",
        "libstdc++.so.6",
    ):
        assert shipped.reason_to_drop(gone), gone
    for kept in (
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/platforms/qwindows.dll",
        "babel/locale-data/root.dat",
        "babel/locale-data/en.dat",
        "babel/locale-data/en_US.dat",
        "thinc/backends/_custom_kernels.cu",
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "libxcb-cursor.so.0",
        "libxcb-render-util.so.0",
        "libxkbcommon-x11.so.0",
        "docx/templates/default.docx",
        "docx/templates/default-footer.xml",
    ):
        assert shipped.reason_to_drop(kept) is None, kept


def test_every_reason_is_told() -> None:
    for reasons in (shipped.DROPPED_MODULES, shipped.DROPPED_FILES, shipped.SYSTEM_LIBRARIES):
        assert all(len(reason) > 4 for reason in reasons.values())


def test_the_version_is_the_programs() -> None:
    from resources.version import VERSION

    assert shipped.version() == VERSION
