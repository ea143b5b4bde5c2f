"""The list of papers: found by typed words, filled off the window's thread where there are thousands."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.ui.fake_case import document
from ui.panels.documents import DocumentsPanel
from ui.paper_list import list_papers


def papers(number):
    start = dt.date(2024, 1, 1)
    return tuple(
        replace(
            document(at % 6 + 1),
            id=at,
            short_name=f"Paper x{at}",
            date=start + dt.timedelta(days=at % 600),
        )
        for at in range(1, number + 1)
    )


@pytest.fixture
def panel(qtbot, theme):
    made = DocumentsPanel(theme)
    qtbot.add_widget(made)
    made.resize(220, 500)
    made.show()
    return made


def shown(panel):
    return [row.id for group in panel.model.groups for row in group.rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 6),
        ("compl", 1),
        ("answer", 1),
        ("mar. 30", 1),
        ("2026-03", 5),
        ("exhibit scan", 1),
        ("zebra", 0),
    ],
)
def test_each_typed_word_is_in_a_papers_names_kind_or_day(words, found):
    rows = [document(number) for number in range(1, 7)]
    listed = list_papers(rows, words)
    assert sum(len(group.rows) for group in listed.groups) == found
    assert len(listed.names) == 6  # those that a paper is a version of are named, shown or not


def test_few_papers_have_no_field_and_many_are_found_by_typing(panel, qtbot):
    panel.show_rows(papers(6))
    assert panel.field.isHidden()
    panel.show_rows(papers(60))
    assert panel.field.isVisible() and len(shown(panel)) == 60
    panel.mark(41)
    qtbot.keyClicks(panel.field, "paper x4")
    qtbot.wait_until(lambda: len(shown(panel)) == 11)
    assert panel.current().id == 41
    panel.field.clear()
    qtbot.wait_until(lambda: len(shown(panel)) == 60)
    assert panel.current().id == 41


def test_thousands_are_listed_aside_and_the_newest_words_win(panel):
    waiting = []
    panel.aside = lambda work, tell: waiting.append((work, tell))
    panel.show_rows(papers(2000))
    panel.field.setText("paper x19")
    panel._list()
    assert not shown(panel)
    for work, tell in waiting:
        tell(work())
    assert len(shown(panel)) == 111


def test_a_paper_that_comes_leaves_the_others_in_place(panel, qtbot):
    rows = papers(300)
    panel.show_rows(rows[:150] + rows[151:])
    bar = panel.tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.mark(200)
    before = bar.value()
    with qtbot.assert_not_emitted(panel.model.modelReset):
        panel.show_rows(rows)
    assert len(shown(panel)) == 300 and panel.current().id == 200
    assert abs(bar.value() - before) < 60
