"""The menu of the reader: what can be done with the selected words and with the finding under the pointer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from casefile.records import Highlight, Pin, Ref, RefType
from ui.language import tr
from ui.own_marks import OwnMark
from ui.panels.reader_actions import SelectionAct

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.main_window import MainWindow

__all__ = ["ReaderMenu", "selection_acts"]

_ADDING = ("add_party", "add_quote", "add_date")
_SAYING = ("note", "tags", "link_issue")


def selection_acts(actions: Mapping[str, QAction]) -> tuple[SelectionAct, ...]:
    """Return what is offered at selected words, in the order of use."""
    names = {
        "copy": tr("Copy"),
        "add_party": tr("Party"),
        "add_quote": tr("Quote"),
        "add_date": tr("Date"),
        "note": tr("Note"),
        "tags": tr("Tag"),
        "link_issue": tr("Issue"),
    }
    return tuple(SelectionAct(name, actions[key]) for key, name in names.items())


class ReaderMenu(QObject):
    """Shows the menu over the reader."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def show(self, place: Pin | None, mark: Highlight | None, at: QPoint) -> None:
        """Show what fits the selected words, ``place``, and the finding under the pointer, ``mark``."""
        window = self._window
        menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place is not None:
            menu.addAction(tr("Copy with cite"), window.readers.active.copy_current)
            menu.addActions([window.actions_by_key[key] for key in (*_ADDING, *_SAYING)])
        if isinstance(mark, OwnMark) and mark.is_passage:
            self._add_own(menu, window.readers.active.place_of(mark.span))
        elif mark is not None and mark.ref.type is RefType.PARTY:
            self._add_party(menu, mark)
        elif mark is not None:
            self._add_finding(menu, mark)
        if menu.isEmpty():
            hint = menu.addAction(tr("Select words to add a party, a quote or a date"))
            hint.setEnabled(False)
        menu.popup(at)

    def _add_party(self, menu: QMenu, mark: Highlight) -> None:
        window, party = self._window, mark.ref.id
        document = window.readers.active.document
        self._add_own(menu, mark.ref)
        menu.addSeparator()
        menu.addAction(tr("Party card"), lambda: window.beside.open_card(party))
        menu.addAction(tr("Narrow to this party"), lambda: window.navigator.choose(mark.ref))
        if document is not None:
            menu.addAction(
                tr("Not a party here"), lambda: window.parties.remove_mention(document, mark.span)
            )

    def _add_own(self, menu: QMenu, on: Ref | Pin | None) -> None:
        """Add what can be said of the finding or passage under the pointer."""
        if on is not None:
            notes = self._window.notes
            menu.addSeparator()
            menu.addAction(tr("Note on it…"), lambda: notes.note_on(on))
            menu.addAction(tr("Tags of it…"), lambda: notes.tag_on((on,)))
            window = self._window
            menu.addAction(tr("Link it to an issue…"), lambda: window.outline.link_things((on,)))

    def _add_finding(self, menu: QMenu, mark: Highlight) -> None:
        window, ref = self._window, mark.ref

        def accept(case: "Case") -> str:
            case.accept((ref,))
            return tr("Accepted the {value}", value=ref.type.value)

        def reject(case: "Case") -> str:
            case.reject((ref,))
            return tr("Rejected the {value}. Ctrl+Z takes it back", value=ref.type.value)

        self._add_own(menu, ref)
        menu.addSeparator()
        if ref.type is RefType.QUOTE:
            menu.addAction(tr("Show in the quote bank"), lambda: window.quotes.show_quote(ref.id))
            menu.addAction(tr("Who says it…"), lambda: window.speakers.choose_for(ref.id))
        elif ref.type is RefType.DATE:
            menu.addAction(tr("Correct the date…"), lambda: window.review.edit_date(ref.id))
        menu.addAction(tr("Narrow to this"), lambda: window.navigator.choose(ref))
        menu.addAction(tr("Accept"), lambda: window.desk.change(accept))
        menu.addAction(tr("Reject"), lambda: window.desk.change(reject))
