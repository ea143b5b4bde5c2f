"""How long until the window is painted and takes a key, as ratios to a bare PySide6 window in the same run.

Ours is painted twice: its empty frame, and the window in it. A key that is pressed once the frame is there
waits for the window, so that only then the start is over.

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

TOLD = {}

class Watch(QObject):
    def __init__(self, window, moment, press):
        super().__init__(window)
        self.window, self.moment, self.press = window, moment, press
        window.installEventFilter(self)

    def eventFilter(self, thing, event):
        if event.type() is QEvent.Type.Paint and self.moment not in TOLD:
            note(self.moment)
            if self.press:
                QTimer.singleShot(0, self.press_key)
        elif event.type() is QEvent.Type.KeyPress and self.press:
            note("key")
            print(json.dumps(TOLD), flush=True)
            os._exit(0)
        return False

    def press_key(self):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F35, Qt.KeyboardModifier.NoModifier)
        app.postEvent(self.window, key, Qt.EventPriority.LowEventPriority.value)

def note(moment):
    TOLD[moment] = time.monotonic() - float(sys.argv[1]), time.process_time()
"""

BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
{WATCHED}
app = QApplication([])
window = QMainWindow()
watch = Watch(window, "painted", True)
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
from ui import starting
from ui.settings import SettingsFile
settings = SettingsFile(Path(tempfile.gettempdir()) / "pincite-benchmark" / "settings.json")
frame = starting.first_frame(settings)
watch = Watch(frame, "painted", False)
frame.appear()
with starting.answering(frame.answer):
    starting.load()
from ui.app import build_application, build_window
from ui.case_doors import CaseDoors
from ui.jobs import Jobs
from ui.theme import Theme
app = build_application(())
window = build_window(Jobs(), Theme(settings.value.theme), settings, CaseDoors(None, None), frame)
furnished = Watch(window, "furnished", True)
frame.uncover()
app.exec()
"""


@dataclass(frozen=True)
class Moment:
    """A moment of our start to the same of a bare window: by the clock, and by the processor's work."""

    clock: float
    work: float


@dataclass(frozen=True)
class Ratios:
    """``frame``: its first paint; ``furnished``: that of the window in it; ``key``: it has taken a key then.

    The first two are held against the bare window's first paint, the last against its key.
    """

    frame: Moment
    furnished: Moment
    key: Moment


def run(runs: int = 7) -> Ratios:
    """Return the ratios of medians from the start of the process on, ours to bare, in turns."""
    with tempfile.TemporaryDirectory() as bytecode:
        for code in (BARE, OURS):
            _start(code, bytecode)
        pairs = [(_start(BARE, bytecode), _start(OURS, bytecode)) for _ in range(runs)]

    def ratio(bare: str, ours: str) -> Moment:
        clock, work = (
            statistics.median(pair[1][ours][measure] for pair in pairs)
            / statistics.median(pair[0][bare][measure] for pair in pairs)
            for measure in (0, 1)
        )
        return Moment(clock, work)

    return Ratios(ratio("painted", "painted"), ratio("painted", "furnished"), ratio("key", "key"))


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
    said = (
        ("the frame painted, to a bare PySide6 window", found.frame),
        ("the window in it painted, to the same", found.furnished),
        ("a key pressed after that is taken, to the same of a bare one", found.key),
    )
    show(
        [
            line
            for words, moment in said
            for line in (
                (words, f"{moment.clock:.2f}×"),
                ("  the processor's work until then", f"{moment.work:.2f}×"),
            )
        ]
    )
