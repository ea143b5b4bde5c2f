"""The source reader's bar where there is little room."""

from threading import Event

import pytest

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import SourceText, Span
from tests.ui.fake_case import FakeCase
from ui.panels import reader_document
from ui.panels.reader import ReaderPanel
from ui.panels.reader_wishes import Wish


@pytest.mark.parametrize("name", ["Compl.", "Ex. C", "Answer"])
def test_a_short_name_stays_whole_in_the_narrowest_reader(qtbot, jobs, theme, name):
    reader = ReaderPanel(jobs, theme, None)
    qtbot.addWidget(reader)
    reader._title.setText(name)
    reader._place.setText("p. 1 of 7 · ¶ 1–3")
    reader.resize(reader.minimumWidth(), 400)
    reader.show()
    assert reader._title.shown_text() == name
    assert reader._place.shown_text() != reader._place.text()
    reader.resize(900, 400)
    assert reader._place.shown_text() == reader._place.text()


class _Slow(FakeCase):
    """Opens its second paper when it is told to."""

    def __init__(self, folder) -> None:
        super().__init__(folder)
        self.free = Event()

    def source(self, document: int) -> SourceText:
        if document == 2:
            self.free.wait(60)
        return super().source(document)

    def page_sizes(self, document):
        return ()

    def highlights(self, document):
        return ()


def reading(case, qtbot, jobs, theme):
    """Return a reader that shows the case's first paper."""
    reader = ReaderPanel(jobs, theme, None)
    qtbot.addWidget(reader)
    reader.set_case(case)
    reader.show()
    reader.show_wish(Wish(1))
    qtbot.waitUntil(lambda: reader.document == 1)
    assert reader.views.isVisible()
    return reader


def test_the_paper_before_is_not_shown_for_the_next_one(qtbot, jobs, theme, tmp_path):
    case = _Slow(tmp_path)
    reader = reading(case, qtbot, jobs, theme)
    reader.show_wish(Wish(2))
    assert reader.document == 1  # for a moment, so that nothing flickers
    qtbot.waitUntil(lambda: not reader.views.isVisible())
    assert reader.document is None
    assert reader._message.text() == "Opening…"
    case.free.set()
    qtbot.waitUntil(lambda: reader.document == 2)
    assert reader.views.isVisible()


class _Marking(_Slow):
    """Says where its findings stand when it is told to."""

    def highlights(self, document):
        self.free.wait(60)
        span = Span(3, 9)
        return (Highlight(Ref(RefType.PARTY, 1), span, ReviewState.SUGGESTED, "Ines Valdar"),)


def test_a_long_paper_is_shown_before_its_marks(qtbot, jobs, theme, tmp_path, monkeypatch):
    monkeypatch.setattr(reader_document, "_LONG", 1)
    case = _Marking(tmp_path)
    reader = reading(case, qtbot, jobs, theme)
    assert len(reader._opened.highlights) == 0
    case.free.set()
    qtbot.waitUntil(lambda: reader._opened.is_marked)
    assert [mark.label for mark in reader._opened.highlights] == ["Ines Valdar"]


def test_a_short_paper_is_shown_with_its_marks(qtbot, jobs, theme, tmp_path):
    case = _Marking(tmp_path)
    case.free.set()
    reader = reading(case, qtbot, jobs, theme)
    assert len(reader._opened.highlights) == 1
