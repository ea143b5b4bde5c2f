"""What an answer warns of, and the link that asks for what was meant."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from index.corrections import Correction
from tests.ui.driving import calls, settled
from tests.ui.fake_case import FakeCase
from ui.answer_notice import AnswerNotice

DAMAGES = (Correction("damgaes", "damages"),)


@pytest.mark.parametrize(
    ("warnings", "right", "shown"),
    [
        ((), "damgaes", (False, False, False)),
        (("One.", "Two."), "damgaes", (True, True, False)),
        (("One.",), "damages", (True, True, True)),
        ((), "damages", (True, False, True)),
    ],
)
def test_what_is_shown(qtbot, warnings, right, shown):
    made = AnswerNotice()
    qtbot.addWidget(made)
    made.show_answer(warnings, "damgaes", right)
    assert (not made.isHidden(), not made.sentences.isHidden(), not made.meant.isHidden()) == shown
    assert made.sentences.text() == "\n".join(warnings)


def test_a_long_question_is_shortened_and_told_whole(qtbot):
    made = AnswerNotice()
    qtbot.addWidget(made)
    right = "damages & " + "costs or " * 20
    made.show_answer((), "damgaes", right)
    assert len(made.meant.text()) < 100 and "damages && costs" in made.meant.text()
    assert right in made.meant.accessibleName()


@pytest.fixture
def misspelled(opened, monkeypatch):
    search = FakeCase.search

    def found(case, query, **given):
        answer = search(case, query, **given)
        return replace(answer, corrections=DAMAGES) if "damgaes" in query.lower() else answer

    monkeypatch.setattr(FakeCase, "search", found)
    return opened


def test_the_link_asks_for_what_was_meant(misspelled, qtbot):
    misspelled.top.search.ask_at_once("breach w/5 Damgaes")
    settled(misspelled, qtbot)
    link = misspelled.hits._warnings.meant
    assert link.text() == "Did you mean breach w/5 damages?"
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    settled(misspelled, qtbot)
    assert misspelled.top.search.text() == "breach w/5 damages"
    assert calls(misspelled, "search")[-1] == ("search", "breach w/5 damages")
    assert misspelled.hits._warnings.isHidden()


def test_within_a_former_answer_only_the_fields_words_are_put_right(misspelled, qtbot):
    misspelled.top.search.ask_at_once("permit")
    settled(misspelled, qtbot)
    qtbot.mouseClick(misspelled.hits.tools.within, Qt.MouseButton.LeftButton)
    misspelled.top.search.ask_at_once("damgaes")
    settled(misspelled, qtbot)
    qtbot.mouseClick(misspelled.hits._warnings.meant, Qt.MouseButton.LeftButton)
    settled(misspelled, qtbot)
    assert calls(misspelled, "search")[-1] == ("search", "(permit) (damages)")
