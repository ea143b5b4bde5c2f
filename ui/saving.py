"""Asks where something is to be saved: a report, or a picture."""

from collections.abc import Sequence
from pathlib import Path

import platformdirs
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.language import tr

__all__ = ["ask_binder_file", "ask_case_file", "ask_picture_file", "ask_report_file"]

_PICTURES = ((".svg", tr("Drawing")), (".png", tr("Picture")))


def ask_report_file(
    window: QWidget, name: str, suffix: str = ".docx", *, has_days: bool = False
) -> Path | None:
    """Ask where a report is to be written, the format of ``suffix`` first; ``None`` where cancelled.

    A calendar is offered for a report that ``has_days``.
    """
    from reports.formats import offered

    formats = [(each.suffix, each.name) for each in offered(has_days=has_days)]
    formats.sort(key=lambda each: each[0] != suffix)
    return _ask(window, tr("Save the report"), name, formats)


def ask_binder_file(window: QWidget, name: str) -> Path | None:
    """Ask where a binder is to be written; ``None`` where that was cancelled."""
    return _ask(window, tr("Save the binder"), name, ((".pdf", "PDF"),))


def ask_case_file(window: QWidget, name: str, *, protected: bool = False) -> Path | None:
    """Ask where papers are to be written as a case of their own; ``None`` where that was cancelled."""
    from casefile.protected_file import SUFFIX

    forms = [(".pincite", tr("Case folder")), (".zip", tr("Case in one file"))]
    if protected:
        forms = [(SUFFIX, tr("Protected case in one file"))]
    return _ask(window, tr("Save the papers as a case"), name, forms)


def ask_picture_file(window: QWidget, name: str) -> Path | None:
    """Ask where a picture is to be written; ``None`` where that was cancelled."""
    return _ask(window, tr("Save the picture"), name, _PICTURES)


def _ask(window: QWidget, title: str, name: str, formats: Sequence[tuple[str, str]]) -> Path | None:
    start = Path(platformdirs.user_documents_dir()) / f"{name.replace('/', '-')}{formats[0][0]}"
    filters = ";;".join(f"{words} (*{end})" for end, words in formats)
    found, chosen = QFileDialog.getSaveFileName(window, title, str(start), filters)
    if not found:
        return None
    path = Path(found)
    ends = [end for end, _ in formats]
    if path.suffix.lower() in ends:
        return path
    return path.with_name(path.name + next((end for end in ends if f"*{end}" in chosen), ends[0]))
