"""What the window remembers between starts: theme, size, recent cases, how scans are read.

One small JSON file. It lies in this user's application data, never in a case folder, and holds no case
content beyond the names and places of recent cases.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import platformdirs

from ui.language import tr
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
    protected: bool = False
    """Whether a passphrase opened it then."""


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
    lock_after: int = 15
    """After so many minutes without use a protected case is locked; 0 for never."""

    def with_recent(
        self, folder: Path, name: str, case_id: str = "", *, protected: bool = False
    ) -> "Settings":
        """Put a case at the head of the list."""
        rest = [case for case in self.recent if case.folder != str(folder)]
        first = RecentCase(str(folder), name, case_id, protected)
        return replace(self, recent=(first, *rest)[:_MOST_RECENT])

    def without_recent(self, folder: str) -> "Settings":
        """Take a case out of the list."""
        return replace(self, recent=tuple(case for case in self.recent if case.folder != folder))

    def without_case(self, folder: str) -> "Settings":
        """Take a case out of the list, and with its last folder all that is kept by its id."""
        gone = {case.case_id for case in self.recent if case.folder == folder}
        left = self.without_recent(folder)
        gone -= {case.case_id for case in left.recent}

        def kept(by_case: Mapping[str, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
            return {key: value for key, value in by_case.items() if key not in gone}

        return replace(
            left,
            reports=kept(self.reports),
            orders=kept(self.orders),
            papers=kept(self.papers),
            middles=kept(self.middles),
        )

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
    """Reads and writes the settings. ``caution`` is a sentence where the file was damaged; "" otherwise.

    A missing file is the same as none; a damaged one is put aside. What another version of the program wrote
    and this one does not know is kept as it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.caution = ""
        try:
            self.value, self._strange = _read(path)
        except _Damaged:
            self.value, self._strange = Settings(), {}
            self.caution = _put_aside(path)

    def save(self, value: Settings) -> None:
        """Keep new settings. A disk that cannot be written to costs only the memory of them.

        What another window has changed meanwhile stays, as far as it is not changed here, too.
        """
        with contextlib.suppress(_Damaged, OSError):  # then it is written anew
            self._path.stat()
            now, self._strange = _read(self._path)
            value = _merged(now, self.value, value)
        self.value = value
        told = asdict(value)
        for key, strange in self._strange.items():
            if key not in told or told[key] == getattr(Settings(), key):
                told[key] = strange
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False, indent=1)
            Path(name).replace(self._path)


def default_place() -> Path:
    """Return where the settings of this user lie."""
    return platformdirs.user_config_path("Pincite", appauthor=False) / "window.json"


class _Damaged(ValueError):  # noqa: N818 - what it is
    """The file is there, and holds no settings."""


def _read(path: Path) -> tuple[Settings, dict[str, object]]:
    """Return the settings, and as they stand those values that this version cannot read.

    Raises:
        _Damaged: if the file holds none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError:  # there is none, or it cannot be read: nothing is lost by that
        return Settings(), {}
    except ValueError as error:
        raise _Damaged from error
    if not isinstance(found, dict):
        raise _Damaged
    known: dict[str, Any] = {}
    strange: dict[str, object] = {}
    for key, value in found.items():
        try:
            known[key] = _READ[key](value)
        except (KeyError, ValueError, TypeError, AttributeError):
            strange[key] = value
    return Settings(**known), strange


def _put_aside(path: Path) -> str:
    """Keep a damaged file beside its place, and return what to say of it."""
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    with contextlib.suppress(OSError):
        path.replace(aside)
    return tr(
        "The file of your settings is damaged. It was put aside as “{name}”, and Pincite begins with the "
        "usual ones; your cases are not touched. Open a case once with Open…, and it is in the list again.",
        name=aside.name,
    )


def _merged(now: Settings, before: Settings, wanted: Settings) -> Settings:
    """Return what stands in the file ``now``, with all that was changed here since ``before``."""
    changed: dict[str, Any] = {
        each.name: getattr(wanted, each.name)
        for each in fields(Settings)
        if getattr(wanted, each.name) != getattr(before, each.name)
    }
    if "recent" in changed:
        known = {case.folder for case in (*before.recent, *wanted.recent)}
        others = tuple(case for case in now.recent if case.folder not in known)
        changed["recent"] = (*wanted.recent, *others)[:_MOST_RECENT]
    return replace(now, **changed)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _recent(value: Any) -> tuple[RecentCase, ...]:  # noqa: ANN401 - as it stands in the file
    return tuple(
        RecentCase(
            _text(case["folder"]),
            _text(case["name"]),
            _text(case.get("case_id", "")),
            bool(case.get("protected", False)),
        )
        for case in value
    )


def _by_case(value: Any) -> dict[str, Mapping[str, object]]:  # noqa: ANN401 - as above
    return {str(case): dict(put) for case, put in value.items() if isinstance(put, dict)}


_READ: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "theme": ThemeMode,
        "recent": _recent,
        "geometry": _text,
        "splitters": _text,
        "scans": _text,
        "person": _text,
        "reports": _by_case,
        "orders": _by_case,
        "papers": _by_case,
        "middles": _by_case,
        "second_window": _text,
        "tour_taken": bool,
        "text_percent": int,
        "less_movement": bool,
        "reading": dict,
        "lock_after": lambda value: max(0, int(value)),
    }
)
"""How each setting is read; a value that cannot be is left as it is by default."""
