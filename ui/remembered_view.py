"""Which view took the place of the columns when a case was left: it does so again when the case is opened."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from casefile.records import Ref, RefType
from ui.settings import SettingsFile

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.main_window import MainWindow

__all__ = ["RememberedView"]

_NAMES = ("network", "quotes", "chronology", "outline", "reviewing", "compared")
"""A check of a brief is of a file that lies elsewhere: it is not begun by itself."""


class RememberedView(QObject):
    """Keeps by the id of a case the name of its view; of a comparison the numbers of the two, too."""

    def __init__(self, window: "MainWindow", settings: SettingsFile) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._case_id = ""
        self._wanted: Mapping[str, object] | None = None
        desk = window.desk
        desk.case_opened.connect(self._case_opened)
        desk.columns_read.connect(lambda _answered: self._restore())
        desk.case_hidden.connect(self._case_hidden)
        window.middle.currentChanged.connect(lambda _at: self._keep())
        window.installEventFilter(self)

    def _case_opened(self, case: "Case") -> None:
        self._case_id = case.case_id
        self._wanted = self._settings.value.middle_of(case.case_id)

    def _case_hidden(self) -> None:
        # Heard before the window puts the columns back in their place.
        self._keep()
        self._case_id, self._wanted = "", None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self._keep()
        return False

    def _keep(self) -> None:
        if not self._case_id or self._wanted is not None:
            return
        value = self._settings.value
        now = self._shown()
        if now != value.middle_of(self._case_id):
            self._settings.save(value.with_middle(self._case_id, now))

    def _shown(self) -> dict[str, object]:
        window = self._window
        name = next((each for each in _NAMES if window.views.shows(each)), None)
        if name is None:
            return {}
        if name == "compared":
            two = window.compared.compared()
            return {"view": name, "two": [[ref.type.value, ref.id] for ref in two or ()]}
        if name == "chronology" and window.chronology.panel.shows_timeline:
            return {"view": name, "timeline": True}
        return {"view": name}

    def _restore(self) -> None:
        """Show the view that was left, unless something else has been asked for since the case was opened."""
        wanted, self._wanted = self._wanted, None
        window = self._window
        if not wanted or window.tour.is_on or window.middle.currentWidget() is not window.columns:
            return
        acts: dict[str, Callable[[], object]] = {
            "network": lambda: window.network.open(),
            "quotes": lambda: window.quotes.open(),
            "chronology": lambda: self._chronology(wanted.get("timeline") is True),
            "outline": lambda: window.outline.open(),
            "reviewing": lambda: window.reviewing.open(),
            "compared": lambda: self._compare(wanted.get("two")),
        }
        act = acts.get(str(wanted.get("view")))
        if act is not None:
            act()

    def _chronology(self, as_timeline: bool) -> None:
        if as_timeline:
            self._window.chronology.open_timeline()
        else:
            self._window.chronology.open()

    def _compare(self, kept: object) -> None:
        try:
            one, other = (Ref(RefType(str(kind)), int(number)) for kind, number in kept)  # type: ignore[attr-defined]
        except (TypeError, ValueError):
            return  # the settings were written by hand, or by a later version
        self._window.compared.compare(one, other)
