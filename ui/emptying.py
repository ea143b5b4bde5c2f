"""Empties what the window's lists showed of a case that was closed: nothing of it stays in them, unseen."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from casefile.questions import LinkedView, Question
from casefile.records import SearchResults, Totals
from ui.arranging import Arranger
from ui.column_order import Orders
from ui.narrowing import Columns, Narrowing
from ui.row_pictures import RowPictures

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["empty_lists"]


def empty_lists(window: "MainWindow") -> None:
    """Have the columns, the list of papers, the hits and the top of the window show and keep nothing."""
    view = LinkedView(Question(), (), (), (), Totals(0, 0, 0, 0))
    nothing = Columns(view, (), (), ())
    arranged = Arranger().columns(nothing, Orders(), dict)
    window.columns.show_columns(Narrowing(), nothing, {}, arranged)
    window.documents.show_rows(())
    window.hits.show_results(SearchResults("", "", (), (), 0))
    window.top.show_case("", "")
    window.status.forget()
    for pictures in window.findChildren(RowPictures):
        pictures.drop()
    for field in window.findChildren(QLineEdit):
        field.setText(field.text())  # it cannot be taken back then what was typed before
