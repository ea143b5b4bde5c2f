"""The card that says what a highlighted place is."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Span
from ui.panels.reader_card import HoverCard


def test_the_card_goes_when_the_pointer_leaves_the_page(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    card = HoverCard(theme, page)
    found = Highlight(Ref(RefType.DATE, 1), Span(0, 5), ReviewState.ACCEPTED, "May 5")
    card.show_finding(found, lambda _: "Compl. ¶ 3", QPoint(580, 390), at_once=True)
    assert card.isVisible()
    assert page.rect().contains(card.geometry())
    QApplication.sendEvent(page, QEvent(QEvent.Type.Leave))
    assert not card.isVisible()
