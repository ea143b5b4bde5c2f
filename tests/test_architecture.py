"""The house's walls: who may import whom, what each room alone may use, and how large a module may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Lowest first: a room may import itself and the rooms before it.
ROOMS = ("resources", "importers", "extraction", "index", "casefile", "reports", "ui")

# A library and the only rooms that may use it.
OWNERS = {
    "PySide6": {"ui"},
    "sqlite3": {"casefile"},
    "sqlcipher3": {"casefile"},
    "whoosh": {"index"},
    "spacy": {"extraction"},
    "eyecite": {"extraction"},
    "trafilatura": {"importers"},
    "pypdfium2": {"importers"},
    "pypdf": {"importers", "reports"},
    "docx": {"importers", "reports"},
    "olefile": {"importers"},
    "msoffcrypto": {"importers"},
    "rapidocr": {"importers"},
    "onnxruntime": {"importers"},
    "cv2": {"importers"},
    "PIL": {"importers"},
    "striprtf": {"importers"},
    "reportlab": {"reports"},
    "multiprocessing": {"casefile"},
    "threading": {"casefile", "ui"},
}
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib"}
QT_NETWORK = ("QtNetwork", "QtWebEngine", "QtWebSockets")
LONGEST_MODULE = 500


def modules() -> list[Path]:
    found = [ROOT / "main.py"]
    for room in ROOMS:
        found += sorted((ROOT / room).rglob("*.py"))
    # The sample case's workshop is run by hand with the development requirements.
    return [path for path in found if "sample" not in path.parts]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            module = node.module or ""
            yield module, node.lineno
            yield from ((f"{module}.{name.name}", node.lineno) for name in node.names)


def top(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    allowed = set(ROOMS) if room == "main" else set(ROOMS[: ROOMS.index(room) + 1])
    for name, line in imports(path):
        if top(name) in (*ROOMS, "main"):
            assert top(name) in allowed, f"{path}:{line} imports {name} from above"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_has_its_room(path: Path) -> None:
    for name, line in imports(path):
        owners = OWNERS.get(top(name))
        assert owners is None or room_of(path) in owners, f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_opens_a_socket(path: Path) -> None:
    for name, line in imports(path):
        assert name not in NETWORK and top(name) not in NETWORK, f"{path}:{line} imports {name}"
        assert not any(part in name for part in QT_NETWORK), f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_sql_is_written_in_the_case_room_alone() -> None:
    for path in modules():
        if room_of(path) != "casefile":
            assert ".execute(" not in path.read_text(encoding="utf-8"), path


def test_panels_do_not_know_each_other() -> None:
    names = {path.stem for path in (ROOT / "ui/panels").glob("*.py")} - {"__init__"}
    for path in (ROOT / "ui/panels").glob("*.py"):
        # One panel may be built of several modules that share its name's beginning.
        family = path.stem.split("_")[0]
        for name, line in imports(path):
            parts = name.split(".")
            if parts[:2] == ["ui", "panels"] and len(parts) > 2 and parts[2] in names:
                assert parts[2].split("_")[0] == family, f"{path}:{line} imports {name}"


def test_the_rules_can_fail(tmp_path: Path) -> None:
    """The walker sees imports inside functions and of single names."""
    bad = tmp_path / "bad.py"
    bad.write_text("def f():\n    from PySide6 import QtNetwork\n    import socket\n")
    seen = {name for name, _ in imports(bad)}
    assert {"PySide6.QtNetwork", "socket"} <= seen


def test_requirements_are_pinned_and_name_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "index-url" not in text
        pins = [line for line in text.splitlines() if line and line[0] not in " #-"]
        assert pins and all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)


HEAVY = (
    "spacy",
    "whoosh",
    "numpy",
    "pypdf",
    "pypdfium2",
    "docx",
    "trafilatura",
    "lxml",
    "eyecite",
    "sqlcipher3",
)


@pytest.mark.parametrize("module", ["main", "casefile.workers", "casefile.case", "ui.app"])
def test_the_window_process_starts_light(module: str) -> None:
    """DESIGN section 5: at start the window imports QtWidgets and sqlite3, nothing else heavy."""
    code = (
        f"import sys, importlib; importlib.import_module({module!r}); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"
