"""What the window remembers between starts: theme, size, recent cases, how scans are read.

One small JSON file. It lies in this user's application data, never in a case folder, and holds no case
content beyond the names and places of recent cases.
"""

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from ui.theme import ThemeMode

__all__ = ["RecentCase", "Settings", "SettingsFile", "default_place"]

_MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was open on this computer."""

    folder: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. ``geometry`` and ``splitters`` are Qt's own bytes in base 64.

    ``scans`` names the engine that reads scans in the background; "" for none.
    """

    theme: ThemeMode = ThemeMode.SYSTEM
    recent: tuple[RecentCase, ...] = ()
    geometry: str = ""
    splitters: str = ""
    scans: str = "rapidocr"

    def with_recent(self, folder: Path, name: str) -> "Settings":
        """Put a case at the head of the list."""
        rest = [case for case in self.recent if case.folder != str(folder)]
        return replace(self, recent=(RecentCase(str(folder), name), *rest)[:_MOST_RECENT])

    def without_recent(self, folder: str) -> "Settings":
        """Take a case out of the list."""
        return replace(self, recent=tuple(case for case in self.recent if case.folder != folder))


class SettingsFile:
    """Reads and writes the settings; a missing or damaged file is the same as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = _read(path)

    def save(self, value: Settings) -> None:
        """Keep new settings. A disk that cannot be written to costs only the memory of them."""
        self.value = value
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(value), file, ensure_ascii=False, indent=1)
            Path(name).replace(self._path)


def default_place() -> Path:
    """Return where the settings of this user lie."""
    return platformdirs.user_config_path("Pincite", appauthor=False) / "window.json"


def _read(path: Path) -> Settings:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Settings(
            theme=ThemeMode(found["theme"]),
            recent=tuple(
                RecentCase(str(case["folder"]), str(case["name"])) for case in found["recent"]
            ),
            geometry=str(found["geometry"]),
            splitters=str(found["splitters"]),
            scans=str(found.get("scans", "rapidocr")),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
