"""Compare a paper with its other version or with any other: menu entries, windows, the redline for Word."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casefile.errors import CaseFailure
from casefile.records import DocumentRow, Pin
from ui.desk import Desk
from ui.language import tr
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.compared import Comparison
    from ui.comparison_window import ComparisonWindow

__all__ = ["VersionCommands"]

Entries = tuple[tuple[str, Callable[[], object]], ...]


class VersionCommands(QObject):
    """Opens comparisons.

    Signals: ``said(str)``; ``place_wanted(Pin)`` to show a paragraph in the reader; ``both_wanted(Pin,
    Pin)`` to show it in both papers beside each other.
    """

    said = Signal(str)
    place_wanted = Signal(object)
    both_wanted = Signal(object, object)

    def __init__(self, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._theme = theme
        self._window = window
        self.windows: list[ComparisonWindow] = []
        desk.case_hidden.connect(self.close_all)
        desk.text_changed.connect(self._text_changed)
        window.installEventFilter(self)

    # -- the menu of a document

    def entries(self, row: DocumentRow) -> Entries:
        """Return what a document's menu offers: the version before or after it, and any other paper."""
        from casefile.likeness import versions

        if not row.characters:
            return ()
        others = self._others(row)
        made: list[tuple[str, Callable[[], object]]] = []
        group = [version.document for version in versions(self._desk.documents, row.id)]
        at = next((place for place, other in enumerate(group) if other.id == row.id), 0)
        if at + 1 < len(group):
            before = group[at + 1]
            words = tr(
                "Compare with the earlier version, {short_name}", short_name=before.short_name
            )
            made.append((words, lambda: self.compare(before, row)))
        elif at > 0:
            after = group[at - 1]
            words = tr("Compare with the later version, {short_name}", short_name=after.short_name)
            made.append((words, lambda: self.compare(row, after)))
        if others:
            made.append((tr("Compare with…"), lambda: self.ask(row)))
        return tuple(made)

    def ask_about(self, row: DocumentRow | None) -> None:
        """Ask the same about the paper on screen, if there is one with words, and another."""
        if row is None or not row.characters:
            self.said.emit(tr("Open a paper first; then compare it with another"))
        elif not self._others(row):
            self.said.emit(tr("The case has no other paper with words to compare it with"))
        else:
            self.ask(row)

    def ask(self, row: DocumentRow) -> None:
        """Ask with which paper to compare one, those most like it first."""
        from ui.dialogs.compare import CompareForm

        form = CompareForm(row, self._others(row), self._window)
        form.chosen.connect(lambda other: self._chosen(row, other))
        form.open()

    def _chosen(self, row: DocumentRow, other: int) -> None:
        from casefile.likeness import newest_first

        chosen = next((each for each in self._desk.documents if each.id == other), None)
        if chosen is not None:
            older, newer = reversed(newest_first((row, chosen)))
            self.compare(older, newer)

    def _others(self, row: DocumentRow) -> tuple[DocumentRow, ...]:
        """Return all other papers with text: like ones, then those of the kind, then as they came."""
        place = {like.document: at for at, like in enumerate(row.alike)}
        others = [each for each in self._desk.documents if each.id != row.id and each.characters]
        return tuple(
            sorted(others, key=lambda each: (place.get(each.id, len(place)), each.kind != row.kind))
        )

    # -- the windows

    def compare(self, first: DocumentRow, second: DocumentRow) -> None:
        """Show what changed from one paper to another; a window that shows it already comes forward."""
        for shown in self.windows:
            if (shown.first.id, shown.second.id) == (first.id, second.id):
                _come_forward(shown)
                return
        from ui.comparison_window import ComparisonWindow

        window = ComparisonWindow(first, second, self._theme)
        self.windows.append(window)
        window.closed.connect(self._forget)
        panel = window.panel
        panel.place_wanted.connect(self._show_place)
        panel.both_wanted.connect(self._show_both)
        panel.swap_wanted.connect(lambda: self._ask_case(window, window.second, window.first))
        panel.export_wanted.connect(lambda comparison: self._export(comparison, window))
        panel.said.connect(self.said)
        window.show()
        self._ask_case(window, first, second)

    def close_all(self) -> None:
        """Close every comparison, as the case they belong to is closed."""
        for window in tuple(self.windows):
            window.close()

    def _text_changed(self, document: int) -> None:
        """Compare anew what a machine has read more of meanwhile: the places shown may be others now."""
        for window in self.windows:
            if document in (window.first.id, window.second.id):
                self._ask_case(window, window.first, window.second)

    def _ask_case(
        self, window: "ComparisonWindow", first: DocumentRow, second: DocumentRow
    ) -> None:
        window.wait_for(first, second)

        def compare(case: "Case") -> "Comparison | CaseFailure":
            try:
                return case.compare(first.id, second.id)
            except CaseFailure as failure:  # told in the window that asked
                return failure

        def tell(told: "Comparison | CaseFailure") -> None:
            if window not in self.windows or (window.first, window.second) != (first, second):
                return
            if isinstance(told, CaseFailure):
                window.panel.show_failure(str(told))
            else:
                window.panel.show_comparison(told)

        self._desk.ask(compare, tell)

    def _forget(self, window: "ComparisonWindow") -> None:
        if window in self.windows:
            self.windows.remove(window)

    def _show_place(self, pin: Pin) -> None:
        _come_forward(self._window)
        self.place_wanted.emit(pin)

    def _show_both(self, first: Pin, second: Pin) -> None:
        _come_forward(self._window)
        self.both_wanted.emit(first, second)

    def _export(self, comparison: "Comparison", window: QWidget) -> None:
        case = self._desk.case
        if case is None:
            return
        from reports.redline import export_redline

        name = tr(
            "{short_name} compared with {short_name2}.docx",
            short_name=comparison.second.short_name,
            short_name2=comparison.first.short_name,
        )
        found, _ = QFileDialog.getSaveFileName(
            window,
            tr("Save the redline"),
            str(Path(platformdirs.user_documents_dir()) / name.replace("/", "-")),
            tr("Word (*.docx)"),
        )
        if found:
            path = Path(found)
            path = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")
            self._desk.long_work(
                lambda case: export_redline(comparison, case.name, path),
                lambda _: self.said.emit(tr("Wrote {path}", path=path)),
            )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.close_all()
        return False


def _come_forward(window: QWidget) -> None:
    """Bring a window to the front, out of the task bar where it was put there."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.activateWindow()
