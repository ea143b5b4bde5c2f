"""How papers are shown in every reader: how large, with small pages or without; kept for the next start."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.panels.reader_layout import FULL, Fit, Zoom
from ui.panels.reader_pages import PageView
from ui.panels.reader_text import TextView
from ui.reader_commands import ReaderCommands
from ui.settings import SettingsFile

__all__ = ["ReaderShape"]

_SOON_MS, _SAVE_MS = 150, 400
_FULL_TEXT = 100


class ReaderShape(QObject):
    """What the keys of size and small pages do. Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(self, readers: ReaderCommands, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._readers, self._settings = readers, settings
        self._known: set[PageView | TextView] = set()
        self._due = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._due.timeout.connect(self._take_all)
        self._changed: dict[str, object] = {}
        self._saver = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saver.timeout.connect(self._save)
        self._follow(readers.main)
        readers.reader_made.connect(self._follow)

    # -- what the keys do

    def larger(self) -> None:
        """Show the paper that keys apply to a step larger."""
        if (view := self._view()) is not None:
            view.zoom_in()

    def smaller(self) -> None:
        """Show it a step smaller."""
        if (view := self._view()) is not None:
            view.zoom_out()

    def full(self) -> None:
        """Show it as large as it is printed."""
        self._fit(FULL)

    def fit_width(self) -> None:
        """Show pages as wide as the view."""
        self._fit(Fit.WIDTH)

    def fit_page(self) -> None:
        """Show whole pages."""
        self._fit(Fit.PAGE)

    def _fit(self, zoom: Zoom) -> None:
        view = self._view()
        if isinstance(view, PageView):
            view.set_zoom(zoom)
        elif view is not None:
            view.set_percent(_FULL_TEXT)

    def toggle_strip(self) -> None:
        """Show or hide the small pages, in every paper."""
        view = self._view()
        if view is not None:
            self._choose_strip(not view.edges.has_strip)

    def step_finding(self, by: int) -> None:
        """Go to the next or previous finding of the paper."""
        view = self._view()
        if view is not None:
            view.setFocus()
            if not view.step_finding(by):
                self.said.emit(
                    tr("No finding after this one") if by > 0 else tr("No finding before this one")
                )

    def _view(self) -> PageView | TextView | None:
        """Return the view of the open paper that keys apply to."""
        reader = self._readers.active
        return reader.paper.views.current if reader.document is not None else None

    # -- every view, as it is made

    @Slot(object)
    def _follow(self, reader: QWidget) -> None:
        for name in ("shown", "chosen", "altered"):
            getattr(reader, name).connect(self._take_soon)
        self._take_all()

    @Slot()
    def _take_soon(self) -> None:
        if not self._due.isActive():
            self._due.start()

    @Slot()
    def _take_all(self) -> None:
        second = self._readers.second
        for reader in (self._readers.main, *([second.reader] if second is not None else [])):
            found: list[PageView | TextView] = [*reader.findChildren(PageView)]
            found += reader.findChildren(TextView)
            for view in found:
                if view not in self._known:
                    self._take(view)

    def _take(self, view: PageView | TextView) -> None:
        """Show a new view's papers as the others, and remember what is changed there."""
        self._known.add(view)
        view.destroyed.connect(lambda: self._known.discard(view))
        kept = {**self._settings.value.reading, **self._changed}
        view.edges.show_strip(_strip(kept))
        if isinstance(view, PageView):
            view.set_zoom(_zoom(kept))
        else:
            view.set_percent(_percent(kept))
        view.edges.strip_chosen.connect(self._choose_strip)
        view.zoomed.connect(lambda: self._keep_size(view))

    @Slot(bool)
    def _choose_strip(self, wanted: bool) -> None:
        self._keep(strip=wanted)
        for view in self._known:
            view.edges.show_strip(wanted)

    def _keep_size(self, view: PageView | TextView) -> None:
        if isinstance(view, PageView):
            zoom = view.zoom
            self._keep(zoom=zoom.value if isinstance(zoom, Fit) else round(zoom, 3))
        else:
            self._keep(text=view.percent)

    def _keep(self, **changed: object) -> None:
        # Written when the wheel has come to rest: every step of it is another size.
        self._changed.update(changed)
        self._saver.start()

    @Slot()
    def _save(self) -> None:
        now = self._settings.value
        self._settings.save(replace(now, reading={**now.reading, **self._changed}))
        self._changed.clear()


def _strip(kept: Mapping[str, object]) -> bool | None:
    wanted = kept.get("strip")
    return wanted if isinstance(wanted, bool) else None


def _zoom(kept: Mapping[str, object]) -> Zoom:
    zoom = kept.get("zoom")
    if isinstance(zoom, int | float) and not isinstance(zoom, bool):
        return float(zoom)
    return Fit.PAGE if zoom == Fit.PAGE.value else Fit.WIDTH


def _percent(kept: Mapping[str, object]) -> int:
    percent = kept.get("text")
    return percent if isinstance(percent, int) and not isinstance(percent, bool) else _FULL_TEXT
