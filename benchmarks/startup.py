"""How long until the window is shown, as a ratio to a bare PySide6 window in the same run.

Run from the project's root: ``python -m benchmarks.startup``.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import in_turns, show

ROOT = Path(__file__).resolve().parents[1]

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import os, tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
import main
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
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
os._exit(0)
"""


def run(runs: int = 7) -> float:
    """Return the ratio of medians: process start to first paint, ours to bare."""

    def start(code: str) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)

    bare, ours = in_turns(runs, lambda: start(BARE), lambda: start(OURS))
    return ours / bare


if __name__ == "__main__":
    show([("window shown, to a bare PySide6 window", f"{run():.2f}×")])
