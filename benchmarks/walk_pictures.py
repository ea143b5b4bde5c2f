"""Takes a picture of every step of the attorney's walk: light and dark, at 100 % and 200 %.

Run from the project's root, on Linux with Xvfb: ``python -m benchmarks.walk_pictures FOLDER``. The pictures
show
papers that may not be shared; they stay out of the project.
"""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

__all__ = ["take_pictures"]

_WIDTH, _HEIGHT = 1600, 1000


def take_pictures(folder: Path) -> list[Path]:
    """Walk four times and return the pictures.

    Raises:
        subprocess.CalledProcessError: if a task of the walk fails.
    """
    taken: list[Path] = []
    for theme, scale in product(("light", "dark"), (1, 2)):
        place = folder.resolve() / f"{theme}-{scale}00"
        place.mkdir(parents=True, exist_ok=True)
        screen = f"-screen 0 {_WIDTH * scale}x{_HEIGHT * scale}x24"
        subprocess.run(
            ["xvfb-run", "-a", "-s", screen, sys.executable, "-m", "pytest", "-q", "tests/walk"],
            check=True,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "xcb",
                "QT_SCALE_FACTOR": str(scale),
                "WALK_PICTURES": str(place),
                "WALK_THEME": theme,
            },
        )
        taken += sorted(place.glob("*.png"))
    return taken


if __name__ == "__main__":
    print(f"{len(take_pictures(Path(sys.argv[1])))} pictures")
