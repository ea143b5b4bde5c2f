"""Opens what a link in a report points to: a passage of a case that was open on this computer before.

A link carries numbers only. Which folder they mean is this computer's own knowledge, so that no link can
open a file that its user has not opened himself.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.language import tr
from ui.settings import Settings

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.records import Pin
    from importers.source_text import Span
    from reports.links import Link
    from ui.main_window import MainWindow

__all__ = ["LinkOpener", "folder_of", "linked_place"]


class LinkOpener(QObject):
    """Follows one link in a window: where its case is open at once, else in the case opened for it."""

    def __init__(self, window: "MainWindow", settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._link: Link | None = None

    def follow(self, words: str) -> None:
        """Open the case of a link and show its passage, or say in one sentence why not."""
        from reports.links import BadLink, read_link

        try:
            link = read_link(words)
        except BadLink as error:
            self._window.show_sentence(str(error))
            return
        opened = self._window.desk.case
        if opened is not None and opened.case_id == link.case_id:
            self._go_to(link)
            return
        folder = folder_of(words, self._settings)
        if folder is None:
            self._window.show_sentence(
                tr(
                    "The case of this link was not opened on this computer before. Open the case once with "
                    "Open…, then follow the link again."
                )
            )
            return
        self._link = link
        self._window.desk.case_opened.connect(self._opened)
        self._window.desk.open_case(folder)

    def _opened(self, case: "Case") -> None:
        self._window.desk.case_opened.disconnect(self._opened)
        link, self._link = self._link, None
        if link is None:
            return
        if case.case_id != link.case_id:
            self._window.show_sentence(
                tr(
                    "The folder of this link’s case holds another case now. Open the right one with Open…."
                )
            )
            return
        self._go_to(link)

    def _go_to(self, link: "Link") -> None:
        self._window.desk.ask(
            lambda case: (case.document(link.document).name, linked_place(case, link)),
            lambda told: self._show(link, *told),
        )

    def _show(self, link: "Link", name: str, pin: "Pin | None") -> None:
        if pin is not None:
            self._window.navigator.show_place(pin)
            return
        self._window.navigator.show_document(link.document)
        if link.span is not None:
            self._window.show_sentence(
                tr(
                    "“{name}” was read anew since the report was made, so the passage of the link is not "
                    "known there.",
                    name=name,
                )
            )


def folder_of(words: str, settings: Settings) -> Path | None:
    """Return the folder of a link's case, where this computer knows it."""
    from reports.links import BadLink, read_link

    try:
        link = read_link(words)
    except BadLink:  # the window says so
        return None
    known = (case.folder for case in settings.recent if case.case_id == link.case_id)
    folder = next(known, None)
    return None if folder is None else Path(folder)


def linked_place(case: "Case", link: "Link") -> "Pin | None":
    """Return the place of a link; ``None`` for a whole document and where its text ends before the place.

    Raises:
        NoSuchFinding: if the case has no such document.
    """
    row, source = case.document(link.document), case.source(link.document)
    span: Span | None = link.span
    if span is None or not len(span) or span.end > len(source.text):
        return None
    return row.pin(span, source.locate(span))
