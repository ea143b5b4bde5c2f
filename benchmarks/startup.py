"""How long until the window is painted and takes a key, as ratios to a bare PySide6 window in the same run.

Both in seconds that pass and in seconds of the processor, which a busy machine distorts less. Python's
bytecode is there, as in a program that is installed: it is written by a start of each that does not count.

Run from the project's root: ``python -m benchmarks.startup``.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import show

__all__ = ["Moment", "Ratios", "run"]

ROOT = Path(__file__).resolve().parents[1]

WATCHED = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.told, self.window = {}, window
        window.installEventFilter(self)

    def eventFilter(self, thing, event):
        if event.type() is QEvent.Type.Paint and "painted" not in self.told:
            self.note("painted")
            QTimer.singleShot(0, self.press)
        elif event.type() is QEvent.Type.KeyPress:
            self.note("key")
            print(json.dumps(self.told), flush=True)
            os._exit(0)
        return False

    def press(self):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F35, Qt.KeyboardModifier.NoModifier)
        app.postEvent(self.window, key, Qt.EventPriority.LowEventPriority.value)

    def note(self, moment):
        self.told[moment] = time.monotonic() - float(sys.argv[1]), time.process_time()
"""

BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
{WATCHED}
app = QApplication([])
window = QMainWindow()
watch = Watch(window)
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = f"""
import tempfile
from pathlib import Path
import main
from ui.collecting import take_over
take_over()
{WATCHED}
from ui.app import build_application, build_window
from ui.case_doors import CaseDoors
from ui.jobs import Jobs
from ui.settings import SettingsFile
from ui.theme import Theme
app = build_application(["pincite"])
settings = SettingsFile(Path(tempfile.gettempdir()) / "pincite-benchmark" / "settings.json")
theme = Theme(settings.value.theme)
theme.apply()
window = build_window(Jobs(), theme, settings, CaseDoors(None, None))
watch = Watch(window)
window.resize(1440, 900)
window.show()
app.exec()
"""


@dataclass(frozen=True)
class Moment:
    """A moment of our start to the same of a bare window: by the clock, and by the processor's work."""

    clock: float
    work: float


@dataclass(frozen=True)
class Ratios:
    """``painted``: the first paint of the window; ``key``: it has taken a key pressed after that."""

    painted: Moment
    key: Moment


def run(runs: int = 7) -> Ratios:
    """Return the ratios of medians from the start of the process on, ours to bare, in turns."""
    with tempfile.TemporaryDirectory() as bytecode:
        for code in (BARE, OURS):
            _start(code, bytecode)
        pairs = [(_start(BARE, bytecode), _start(OURS, bytecode)) for _ in range(runs)]

    def ratio(moment: str, measure: int) -> float:
        bare, ours = (
            statistics.median(pair[whose][moment][measure] for pair in pairs) for whose in (0, 1)
        )
        return ours / bare

    return Ratios(*(Moment(ratio(moment, 0), ratio(moment, 1)) for moment in ("painted", "key")))


def _start(code: str, bytecode: str) -> dict[str, tuple[float, float]]:
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": bytecode
    }  # fmt: skip
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, str(time.monotonic())],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    told: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    found = run()
    show(
        [
            ("window painted, to a bare PySide6 window", f"{found.painted.clock:.2f}×"),
            ("  the processor's work until then", f"{found.painted.work:.2f}×"),
            (
                "a key pressed after that is taken, to the same of a bare one",
                f"{found.key.clock:.2f}×",
            ),
            ("  the processor's work until then", f"{found.key.work:.2f}×"),
        ]
    )
