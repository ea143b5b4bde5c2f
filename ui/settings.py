"""What the window remembers between starts: theme, size, recent cases, how scans are read.

One small JSON file. It lies in this user's application data, never in a case folder, and holds no case
content beyond the names and places of recent cases.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import platformdirs

from ui.theme import ThemeMode

__all__ = ["RecentCase", "Settings", "SettingsFile", "default_place"]

_MOST_RECENT = 12
_MOST_REPORTS = 40


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was open on this computer; ``case_id`` is how links name it, "" where that is not known."""

    folder: str
    name: str
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. ``geometry`` and ``splitters`` are Qt's own bytes in base 64.

    ``person`` is what histories call this user where that is not the account's name. ``scans`` names the
    engine that reads scans in the background; "" for none. ``reports`` holds by the id of a case how its
    reports were put last: formats, columns, layout, nothing of what is in them. ``papers`` holds by the id
    of a case which papers were open, by their numbers. ``second_window`` is Qt's own bytes.
    """

    theme: ThemeMode = ThemeMode.SYSTEM
    recent: tuple[RecentCase, ...] = ()
    geometry: str = ""
    splitters: str = ""
    scans: str = "rapidocr"
    person: str = ""
    reports: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    orders: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """By the id of a case how its columns are sorted and grouped."""
    papers: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    middles: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """By the id of a case which view took the place of its columns."""
    second_window: str = ""
    tour_taken: bool = False
    text_percent: int = 100
    """The size of the window's text, in hundredths of the system's."""
    less_movement: bool = False
    reading: Mapping[str, object] = field(default_factory=dict)
    """How papers are shown: how large, and whether with small pages."""

    def with_recent(self, folder: Path, name: str, case_id: str = "") -> "Settings":
        """Put a case at the head of the list."""
        rest = [case for case in self.recent if case.folder != str(folder)]
        return replace(self, recent=(RecentCase(str(folder), name, case_id), *rest)[:_MOST_RECENT])

    def without_recent(self, folder: str) -> "Settings":
        """Take a case out of the list."""
        return replace(self, recent=tuple(case for case in self.recent if case.folder != folder))

    def report_of(self, case_id: str) -> Mapping[str, object]:
        """Return how the reports of a case were put last."""
        return self.reports.get(case_id, {})

    def with_report(self, case_id: str, put: Mapping[str, object]) -> "Settings":
        """Keep how the reports of a case were put last, and drop what is oldest."""
        rest = {key: value for key, value in self.reports.items() if key != case_id}
        kept = list({**rest, case_id: put}.items())[-_MOST_REPORTS:]
        return replace(self, reports=dict(kept))

    def orders_of(self, case_id: str) -> Mapping[str, object]:
        """Return how the columns of a case are sorted and grouped."""
        return self.orders.get(case_id, {})

    def with_orders(self, case_id: str, put: Mapping[str, object]) -> "Settings":
        """Keep how the columns of a case are sorted and grouped, and drop what is oldest."""
        rest = {key: value for key, value in self.orders.items() if key != case_id}
        kept = list({**rest, case_id: put}.items())[-_MOST_REPORTS:]
        return replace(self, orders=dict(kept))

    def middle_of(self, case_id: str) -> Mapping[str, object]:
        """Return which view took the place of a case's columns; nothing where none did."""
        return self.middles.get(case_id, {})

    def with_middle(self, case_id: str, put: Mapping[str, object]) -> "Settings":
        """Keep which view takes the place of a case's columns, and drop what is oldest."""
        rest = {key: value for key, value in self.middles.items() if key != case_id}
        kept = {**rest, case_id: put} if put else rest
        return replace(self, middles=dict(list(kept.items())[-_MOST_REPORTS:]))

    def with_papers(self, case_id: str, papers: Mapping[str, object]) -> "Settings":
        """Keep which papers of a case are open, and drop what is oldest."""
        rest = {key: value for key, value in self.papers.items() if key != case_id}
        kept = list({**rest, case_id: papers}.items())[-_MOST_REPORTS:]
        return replace(self, papers=dict(kept))


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
                RecentCase(str(case["folder"]), str(case["name"]), str(case.get("case_id", "")))
                for case in found["recent"]
            ),
            geometry=str(found["geometry"]),
            splitters=str(found["splitters"]),
            scans=str(found.get("scans", "rapidocr")),
            tour_taken=bool(found.get("tour_taken", False)),
            text_percent=int(found.get("text_percent", 100)),
            less_movement=bool(found.get("less_movement", False)),
            person=str(found.get("person", "")),
            reports={
                str(case): dict(put)
                for case, put in found.get("reports", {}).items()
                if isinstance(put, dict)
            },
            orders={
                str(case): dict(put)
                for case, put in found.get("orders", {}).items()
                if isinstance(put, dict)
            },
            papers={
                str(case): dict(open_)
                for case, open_ in found.get("papers", {}).items()
                if isinstance(open_, dict)
            },
            middles={
                str(case): dict(put)
                for case, put in found.get("middles", {}).items()
                if isinstance(put, dict)
            },
            second_window=str(found.get("second_window", "")),
            reading=dict(found.get("reading", {})),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Settings()
