"""What the window stands on: what a note, a tag or a link to an issue is put on."""

from typing import TYPE_CHECKING

from casefile.records import NoteHit, Ref

if TYPE_CHECKING:
    from casefile.marks import Carrier
    from ui.main_window import MainWindow

__all__ = ["selected_things"]


def selected_things(window: "MainWindow") -> "tuple[Carrier, ...]":
    """Return what is selected where the keyboard is, the current one first; () for nothing.

    Words selected in the reader while it is read, the paper while the list of papers has the keyboard, else
    the rows of the view that is shown; of the columns, those that stand among the chips with the current one.
    """
    place = window.readers.active.selected_place()
    if place is not None and window.keys.reads:
        return (place,)
    if window.focusWidget() is window.documents.tree:
        paper = window.documents.current()
        return (paper.ref,) if paper is not None else ()
    view = window.views.shown()
    if view is not None:
        own = view.carriers()
        return own or _rows_of(window)
    if window.middle.currentWidget() is window.hits:
        row, line = window.hits.current_row(), window.hits.current()
        if isinstance(row, NoteHit):
            return (row.note,)
        if row is not None:
            return (row.ref,)
        return (line.hit.pin,) if line is not None and line.hit is not None else ()
    beside = window.beside.current_place()
    if beside is not None:
        return (beside,)
    return _rows_of(window) or ((place,) if place is not None else ())


def _rows_of(window: "MainWindow") -> "tuple[Carrier, ...]":
    row, selected = window.keys.current_row(), window.keys.selected()
    if row is None:
        return ()
    if len(selected) > 1:
        return (row.ref, *(ref for ref in selected if ref != row.ref))
    return _with_chips(row.ref, window.desk.narrowing.refs)


def _with_chips(ref: Ref, chips: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Return those that stand among the chips with a finding, itself first."""
    if ref not in chips:
        return (ref,)
    return (ref, *(chip for chip in chips if chip.type is ref.type and chip != ref))
