"""What was dropped on the window: files and folders to import, or a sentence with the next step.

Never fetches anything: a dropped link is answered in words.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from ui.language import tr

__all__ = ["Dropped", "is_of_interest", "read_drop"]

# Outlook on Windows offers a message or attachment only under this name, without its bytes
# (research on Qt's forum, topic 70101), so it can be recognised but not read.
_VIRTUAL_FILES = ("FileGroupDescriptorW", "FileGroupDescriptor", "FileContents", "RenPrivateItem")

_LINK = tr(
    "Pincite never goes online. Open the link in your browser, save the page as a file, "
    "and drop the file here."
)
_OUTLOOK = tr(
    "Mail cannot be dropped here straight from the mail program. "
    "Drag it to the desktop first, then drop the file here."
)
_NOTHING = tr("There is no file in what was dropped. Drop files or folders from your file manager.")


@dataclass(frozen=True, slots=True)
class Dropped:
    """The files and folders of a drop, and what could not be taken, in a sentence."""

    paths: tuple[Path, ...] = ()
    sentence: str = ""


def is_of_interest(mime: QMimeData) -> bool:
    """Tell whether a drag deserves an answer: files, links and virtual files do, plain text does not."""
    return mime.hasUrls() or _has_virtual_files(mime)


def read_drop(mime: QMimeData) -> Dropped:
    """Return what a drop contains."""
    urls = mime.urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if paths:
        left_out = len(urls) - len(paths)
        return Dropped(paths, _LINK if left_out else "")
    if _has_virtual_files(mime):
        return Dropped(sentence=_OUTLOOK)
    return Dropped(sentence=_LINK if urls else _NOTHING)


def _has_virtual_files(mime: QMimeData) -> bool:
    return any(name in offered for offered in mime.formats() for name in _VIRTUAL_FILES)
