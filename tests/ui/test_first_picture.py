"""The first sign of the program is light, legible, and gone when the window is there."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui.first_picture import show_first_picture, take_away

ROOT = Path(__file__).resolve().parents[2]


def pictures() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.objectName() == "first picture"]


def test_it_is_shown_and_taken_away(qtbot):
    shown = show_first_picture()
    assert shown.isVisible() and shown.accessibleName() == "Pincite"
    assert shown.width() == shown.height() > 100
    picture = shown.pixmap().toImage()
    assert (
        len({picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())})
        > 5
    )
    take_away()
    qtbot.wait_until(lambda: not pictures(), timeout=60_000)
    take_away()  # there is none: nothing happens


def test_nothing_heavy_is_loaded_for_it():
    code = (
        "import sys, main, ui.first_picture; print(*(name.split('.')[0] for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"extraction", "importers", "index", "reports", "sqlite3"} & set(done.stdout.split())
