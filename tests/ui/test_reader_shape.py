"""Size and small pages by key, in every reader and over the next start; findings walked by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Page, SourceText, Span
from tests.ui.driving import settled
from tests.ui.fake_case import FakeCase
from ui.case_doors import CaseDoors
from ui.main_window import MainWindow
from ui.panels.reader_layout import Fit
from ui.panels.reader_sides import ReaderSides
from ui.panels.reader_text import TextView
from ui.settings import SettingsFile

TEXT = "The Commission met; a quote was read on the next day.\n" * 40


class Papers(FakeCase):
    """Papers of one page's text, without a picture; three findings stand in the first line."""

    def source(self, document):
        return SourceText(TEXT, (Page(1, "1", Span(0, len(TEXT))),))

    def page_sizes(self, document):
        return ()

    def highlights(self, document):
        return (
            Highlight(Ref(RefType.PARTY, 1), Span(4, 14), ReviewState.SUGGESTED, "Commission"),
            Highlight(Ref(RefType.QUOTE, 1), Span(22, 27), ReviewState.SUGGESTED, "quote"),
            Highlight(Ref(RefType.DATE, 2), Span(40, 52), ReviewState.SUGGESTED, "day"),
        )


@pytest.fixture
def settings(tmp_path):
    return SettingsFile(tmp_path / "settings" / "window.json")


@pytest.fixture
def window(qtbot, jobs, theme, settings, tmp_path):
    with theme.laid_on_last():
        made = MainWindow(jobs, theme, settings, CaseDoors(Papers, Papers), ReaderSides)
    made.resize(1440, 900)
    made.show()
    qtbot.wait_exposed(made)
    with qtbot.wait_signal(made.desk.columns_read):
        made.desk.open_case(tmp_path / "x.pincite")
    settled(made, qtbot)
    made.reader.show_document(3)
    settled(made, qtbot)
    made.shape._take_all()
    yield made
    # By hand: what is still being worked out is to be heard of before the window goes.
    settled(made, qtbot)
    with qtbot.wait_signal(made.desk.case_closed):
        made.desk.close_case()
    settled(made, qtbot)
    made.close()
    made.deleteLater()


def press(window, keys):
    combination = QKeySequence(keys)[0]
    target = window.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def view(window):
    return window.reader.paper.views.current


def test_sizes_and_small_pages_by_key_are_kept_for_the_next_start(window, qtbot, settings):
    assert isinstance(view(window), TextView)
    window.reader.setFocus()
    before = view(window).percent
    press(window, "Ctrl+=")
    assert view(window).percent > before
    press(window, "Ctrl+0")
    assert view(window).percent == 100
    press(window, "Ctrl+-")
    shown = view(window).edges.has_strip
    press(window, "F9")
    assert view(window).edges.has_strip is not shown
    qtbot.wait_until(lambda: settings.value.reading.get("strip") is (not shown))
    kept = SettingsFile(settings._path).value.reading
    assert kept["strip"] is (not shown) and kept["text"] == view(window).percent < 100
    pages = window.reader.paper.views.pages
    assert pages.edges.has_strip is (not shown)  # in every paper
    pages.set_zoom(Fit.PAGE)
    qtbot.wait_until(lambda: settings.value.reading.get("zoom") == "page")


def test_findings_are_walked_by_key_and_keys_apply_to_them(window, qtbot):
    window.columns.focus_last()
    press(window, ".")
    walk = view(window).walk
    assert walk.current.span == Span(4, 14)
    assert view(window).hasFocus()
    settled(window, qtbot)
    assert view(window).card.isVisible()
    press(window, ".")
    press(window, ".")
    assert walk.current.ref == Ref(RefType.DATE, 2)
    press(window, ",")
    assert walk.current.ref == Ref(RefType.QUOTE, 1)
    settled(window, qtbot)
    window.actions_by_key["accept"].trigger()
    settled(window, qtbot)
    quotes = window.desk.case.quote(1)
    assert quotes.state is ReviewState.ACCEPTED
    with qtbot.wait_signal(window.reader.ref_activated) as opened:
        QTest.keyClick(view(window), Qt.Key.Key_Return)
    assert opened.args == [Ref(RefType.QUOTE, 1)]
    QTest.keyClick(view(window), Qt.Key.Key_Escape)
    assert walk.current is None and not view(window).card.isVisible()


def test_tab_goes_through_what_is_in_view_and_then_on(window, qtbot):
    view(window).setFocus()
    settled(window, qtbot)
    for span in (Span(4, 14), Span(22, 27), Span(40, 52)):
        press(window, "Tab")
        assert view(window).walk.current.span == span
    press(window, "Tab")
    assert view(window).walk.current is None
    assert not view(window).hasFocus()
