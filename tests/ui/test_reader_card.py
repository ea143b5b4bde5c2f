"""The card that says what a highlighted place is, and what is linked with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from casefile.errors import NoSuchFinding
from casefile.records import Highlight, Ref, RefType, ReviewState, Verdict
from importers.source_text import Span
from tests.ui.fake_case import FakeCase
from ui.finding_card import CardLine, FindingCard, finding_card
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


def found(kind, number, state=ReviewState.ACCEPTED):
    return Highlight(Ref(kind, number), Span(0, 5), state, "its label")


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def test_a_quotes_card_tells_speaker_and_where_its_words_stand():
    case = FakeCase(Path("x.pincite"))
    card = finding_card(case, found(RefType.QUOTE, 1))
    assert card.title == "Port Commission (stated)"
    assert [line.verdict for line in card.lines if line.verdict] == [Verdict.VERBATIM] * 2
    assert "Harbor Ledger" in " ".join(line.words for line in card.lines)
    lonely = finding_card(case, found(RefType.QUOTE, 3))
    assert CardLine("In no other paper") in lonely.lines
    nobody = finding_card(case, found(RefType.QUOTE, 4, ReviewState.SUGGESTED))
    assert nobody.title == "speaker not named · suggested"


def test_cards_of_parties_and_dates_tell_what_is_linked():
    case = FakeCase(Path("x.pincite"))
    party = finding_card(case, found(RefType.PARTY, 1))
    assert party.title == "Port Commission (defendant)"
    words = [line.words for line in party.lines]
    assert "Named 42 times in 4 papers" in words and words[-1].startswith("Linked: ")
    date = finding_card(case, found(RefType.DATE, 2))
    assert date.title.startswith("March 3, 2026") or date.title.startswith("Mar. 3, 2026")
    with pytest.raises(NoSuchFinding):
        finding_card(case, found(RefType.DATE, 99))


def test_the_card_is_filled_when_the_case_has_answered(qtbot, theme, jobs, page):
    card = HoverCard(theme, page)
    asked = []

    def about(highlight):
        asked.append(highlight)
        return FindingCard("Who said it", (CardLine("Order at 3", Verdict.ALTERED),))

    card.ask_of(jobs, about)
    mark = found(RefType.QUOTE, 1)
    card.show_finding(mark, lambda _: "Compl. ¶ 3", QPoint(50, 50))
    assert not card.isVisible()  # the pointer has to rest
    qtbot.waitUntil(lambda: card.isVisible() and "Who said it" in card._head.text())
    assert "Order at 3" in card.accessibleDescription()
    assert card._lines[0]._badge.isVisible() and not card._lines[1].isVisible()
    card.hide()
    card.show_finding(mark, lambda _: "Compl. ¶ 3", QPoint(60, 60), at_once=True)
    assert "Who said it" in card._head.text() and asked == [mark]
    card.forget()
    assert not card.isVisible()
    card.show_finding(mark, lambda _: "Compl. ¶ 3", QPoint(60, 60), at_once=True)
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_a_finding_that_is_gone_keeps_its_marks_own_words(qtbot, theme, jobs, page):
    card = HoverCard(theme, page)

    def gone(_highlight):
        raise NoSuchFinding("That quote is no longer in the case.")

    card.ask_of(jobs, gone)
    card.show_finding(found(RefType.QUOTE, 1), lambda _: "", QPoint(50, 50), at_once=True)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert card.isVisible() and card._lines[0]._words.text() == "its label"


def test_who_passes_over_a_finding_sees_no_card(qtbot, theme, jobs, page):
    card = HoverCard(theme, page)
    card.show_finding(found(RefType.QUOTE, 1), lambda _: "", QPoint(50, 50))
    card.hide()
    qtbot.wait(200)
    assert not card.isVisible()
