"""What sessions in a program of their own share: places of this user, a PDF, a kill, hands at the window."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOOKED_EVERY = 20  # ms
_AT_REST = 4  # looks in a row without any job


def own_environment(place: Path) -> dict[str, str]:
    """Return an environment with all places of this user under ``place``, and make these folders."""
    variables = {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for name in variables.values():
        (place / name).mkdir(mode=0o700, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        **{variable: str(place / name) for variable, name in variables.items()},
        "QT_QPA_PLATFORM": "offscreen",
    }


def write_pdf(file: Path, text: str, *, deflated: bool = False) -> None:
    """Write a page with a text."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), pageCompression=int(deflated))
    lines = canvas.beginText(72, 720)
    lines.textLines(text)
    canvas.drawText(lines)
    canvas.save()


def kill_import(case: Path, papers: Path, *options: str) -> None:
    """Kill an import, its processes with it, while it copies and reads."""
    running = subprocess.Popen(
        [sys.executable, "main.py", "import", str(case), str(papers), *options],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    running.stdout.close()
    time.sleep(0.5)


def go_through_the_window(
    case: Path,
    steps: "Iterable[Callable[[MainWindow], object]]",
    seconds: float,
    first: "Callable[[MainWindow], bool]" = lambda _window: False,
) -> None:
    """Open a case as the program does, and do one step after the other, each when the window is at rest.

    ``first`` is asked whenever the window is looked at, and tells whether it had something to do. After so
    many seconds the program ends with a status of its own.
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import starting
    from ui.main_window import MainWindow

    starting.application(("pincite",))
    left = iter(steps)
    ends = time.monotonic() + seconds
    at_rest = [0]

    def go_on() -> None:
        windows = [w for w in QApplication.allWidgets() if isinstance(w, MainWindow)]
        if time.monotonic() > ends:
            os._exit(4)
        if not windows or first(windows[0]):
            return
        desk = windows[0].desk
        if desk.case is None or desk.jobs.busy:
            at_rest[0] = 0
            return
        at_rest[0] += 1
        if at_rest[0] > _AT_REST:
            at_rest[0] = 0
            step = next(left, None)
            if step is not None:
                step(windows[0])

    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(_LOOKED_EVERY)
    assert starting.begin(case) == 0
