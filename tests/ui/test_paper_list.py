"""The list of papers: found by typed words, filled off the window's thread where there are thousands."""

import datetime as dt
import sys
from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester

from casefile.questions import PaperKind
from extraction.findings import DocumentKind
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


def python_calls(work):
    """Return how often Python's functions were called, by Qt too, while something was done."""
    calls: Counter[str] = Counter()

    def count(frame, event, _argument):
        if event == "call":
            calls[f"{frame.f_code.co_filename}:{frame.f_code.co_name}"] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def test_among_thousands_a_paper_that_comes_calls_python_as_often_as_among_few(qtbot, theme):
    """Else every row waits for Python's lock, which other threads hold."""
    counted = []
    for number in (300, 300, 3000):  # what Qt's classes make ready once, the first makes ready
        panel = DocumentsPanel(theme)
        qtbot.add_widget(panel)
        panel.resize(220, 500)
        rows = papers(number)
        panel._show_list(list_papers(rows[:150] + rows[151:]))
        panel.show()
        panel.tree.grab()
        whole = list_papers(rows)

        def comes(panel=panel, whole=whole):
            panel._show_list(whole)
            panel.tree.indexAt(QPoint(0, 0))
            panel.tree.grab()

        counted.append(python_calls(comes))
        assert panel.tree.verticalScrollBar().maximum() > number * panel.fontMetrics().height()
    assert any(name.endswith(":data") for name in counted[-1])
    assert counted[-1] == counted[1]


def test_whoever_is_told_of_rows_finds_them_there(panel):
    model, told = panel.model, []

    def look():
        lines = [model.index(at, 0) for at in range(model.rowCount())]
        assert [model.group_at(line) for line in lines] == list(model.groups)
        told.append(
            [
                model.document_at(model.index(at, 0, line)).id
                for line in lines
                for at in range(model.rowCount(line))
            ]
        )
        assert told[-1] == shown(panel)

    model.rowsInserted.connect(look)
    model.rowsRemoved.connect(look)
    rows = papers(60)
    for some in (rows, rows[:20], rows[30:], rows[::6], rows):
        panel.show_rows(some)
        assert sorted(shown(panel)) == [row.id for row in some]
    assert len(told) > 8


def test_where_many_stretches_change_the_tree_is_built_anew(panel, qtbot):
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(panel.model, mode)
    rows = papers(600)
    panel.show_rows(rows)
    panel.mark(401)
    with qtbot.wait_signal(panel.model.modelReset):
        panel.show_rows(rows[::5])
    assert sorted(shown(panel)) == [row.id for row in rows[::5]]
    assert panel.current().id == 401
    last = panel.model.groups[-1].rows[-1].id
    assert panel.tree.visualRect(panel.model.index_of(last)).isValid()
    panel.show_rows(())
    assert panel.model.rowCount() == 0
    del tester


def test_a_paper_is_chosen_and_a_heading_is_not_and_both_are_said(panel):
    panel.show_rows(papers(6))
    paper = panel.model.index_of(1)
    assert paper.flags() & Qt.ItemFlag.ItemIsSelectable
    assert not panel.model.hasChildren(paper)
    assert paper.parent().flags() == Qt.ItemFlag.ItemIsEnabled
    lines = QAccessible.queryAccessibleInterface(panel.tree)
    said = [
        lines.child(at).text(QAccessible.Text.Name)
        for at in range(lines.childCount())
        if lines.child(at).role() is QAccessible.Role.TreeItem
    ]
    assert len(said) == 6 + len(panel.model.groups)
    assert said[0] == f"{panel.model.groups[0].heading}, {len(panel.model.groups[0].rows)}"
    assert said[1].startswith("Paper x1")
    assert not any(lines.child(at).state().editable for at in range(lines.childCount()))


def test_what_was_attached_follows_its_paper():
    mail = replace(document(1), id=10, kind=DocumentKind.EMAIL, short_name="Mail", date=None)
    rows = (
        replace(mail, id=13, kind=DocumentKind.OTHER, short_name="b.txt", parent=10),
        mail,
        replace(mail, id=9, short_name="Another mail", date=dt.date(2026, 1, 2)),
        replace(mail, id=11, kind=DocumentKind.COMPLAINT, short_name="Compl.", parent=10),
        replace(mail, id=12, kind=DocumentKind.OTHER, short_name="A letter"),
        replace(mail, id=14, kind=DocumentKind.OTHER, short_name="in b.zip", parent=13),
        replace(mail, id=15, kind=DocumentKind.EMAIL, short_name="A mail in it", parent=10),
        replace(mail, id=16, kind=DocumentKind.OTHER, short_name="Of a lost one", parent=99),
    )
    listed = list_papers(rows)
    assert [(group.heading, [row.id for row in group.rows]) for group in listed.groups] == [
        ("Pleadings", [11]),
        ("Mail", [9, 10, 15, 13, 14]),
        ("Other papers", [12, 16]),
    ]
    assert [row.id for row in rows if listed.is_attached(row)] == [13, 14, 15]
    assert listed.groups[1].kinds == (PaperKind(DocumentKind.EMAIL),)
    assert list_papers(rows, "b.txt").headings == ("Other papers",)


def test_a_case_without_papers_says_how_they_come(panel):
    panel.show_rows(())
    assert panel.nothing.isVisible()
    panel.show_rows(papers(2))
    assert not panel.nothing.isVisible()
