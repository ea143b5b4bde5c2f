"""What a desktop hands over when a case is opened: a folder, its case file, or a ``file:`` address."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from casefile.paths import CasePaths

__all__ = ["case_folder"]

_CASE_FILE = CasePaths(Path()).database.name


def case_folder(words: str) -> Path:
    """Return the folder of the case that an argument of the program names."""
    path = Path(words)
    if words[:5].lower() == "file:":
        place = unquote(urlsplit(words).path)
        # A letter of a drive stands after a slash: "/C:/Cases".
        path = Path(place[1:] if os.name == "nt" and place[2:3] == ":" else place)
    return path.parent if path.name == _CASE_FILE and path.is_file() else path
