"""The strip of small pages: what it draws, how it is used, and what a text without pages looks like there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from casefile.records import Box, Highlight, PageImage, Ref, RefType, ReviewState
from importers.source_text import Page, Paragraph, SourceText, Span, Zone
from ui.by_span import Findings
from ui.jobs import Jobs
from ui.panels.reader_pages import PageView
from ui.panels.reader_sheets import ROWS, line_lengths, page_sheets, sheet_at, text_sheets
from ui.panels.reader_text import TextView
from ui.panels.reader_thumbnails import ThumbnailStrip
from ui.text_positions import TextPositions
from ui.theme import Theme, ThemeMode

PAGES = 60
LENGTH = 1000
TEXT = ("The ledger of the quay was kept by nobody. " * 24)[: LENGTH - 1] + "\f"
SOURCE = SourceText(
    TEXT * PAGES,
    tuple(Page(at + 1, f"A-{at + 1}", Span(at * LENGTH, (at + 1) * LENGTH)) for at in range(PAGES)),
)
SIZE = (612.0, 792.0)


class WhitePages:
    """White pages that note which were drawn."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def page_image(self, page: int, scale: float, area: Box | None = None) -> PageImage:
        self.drawn.append(page)
        if page == 3:
            raise ValueError("a page that cannot be drawn")
        width, height = round(SIZE[0] * scale), round(SIZE[1] * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    def boxes(self, page: int, spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
        return [()] * len(spans)


def mark(kind: RefType, start: int) -> Highlight:
    return Highlight(Ref(kind, start), Span(start, start + 5), ReviewState.SUGGESTED, "x")


@pytest.fixture
def pages() -> WhitePages:
    return WhitePages()


@pytest.fixture
def strip(qtbot: QtBot, pages: WhitePages) -> Iterator[ThumbnailStrip]:
    jobs = Jobs()
    made = ThumbnailStrip(jobs, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width(), 500)
    made.show()
    made.set_sheets(lambda: page_sheets(SOURCE, (SIZE,) * PAGES), SOURCE.text, pages)
    qtbot.waitUntil(lambda: not made._fetcher.isActive() and not made._under_way)
    yield made
    jobs.close()
    jobs.join(10)


def test_only_what_is_in_view_is_drawn_and_a_page_that_fails_not_again(
    qtbot: QtBot, strip: ThumbnailStrip, pages: WhitePages
) -> None:
    visible = set(strip._visible())
    assert set(pages.drawn) == visible and 3 in visible
    assert len(pages.drawn) == len(visible) < 12
    strip.verticalScrollBar().setValue(strip.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: PAGES in pages.drawn and not strip._under_way)
    strip.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: not strip._fetcher.isActive() and not strip._under_way)
    assert pages.drawn.count(3) == 1


def test_clicks_and_keys_go_to_pages(qtbot: QtBot, strip: ThumbnailStrip) -> None:
    second = strip._rect(2).center()
    with qtbot.waitSignal(strip.wanted) as asked:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert asked.args == [2]
    strip.set_current(10)
    keys = {
        Qt.Key.Key_Down: 11,
        Qt.Key.Key_Up: 9,
        Qt.Key.Key_Home: 1,
        Qt.Key.Key_End: PAGES,
    }
    for key, page in keys.items():
        with qtbot.waitSignal(strip.wanted) as asked:
            qtbot.keyClick(strip, key)
        assert asked.args == [page]
    assert strip.viewport().rect().contains(strip._rect(10).center())
    assert "A-10" in strip.accessibleDescription()


def test_marks_stand_beside_the_sheet_and_hits_across_it(
    qtbot: QtBot, strip: ThumbnailStrip
) -> None:
    def grabbed() -> QImage:
        return strip.viewport().grab().toImage()

    rect, plain = strip._rect(1), grabbed()
    beside = rect.adjusted(rect.width() + 3, 0, 24, 0)
    strip.set_findings(
        Findings([mark(RefType.PARTY, 100), mark(RefType.QUOTE, 500), mark(RefType.DATE, 900)])
    )
    marked = grabbed()
    assert marked.copy(beside) != plain.copy(beside)
    assert marked.copy(rect) == plain.copy(rect)
    palette, columns = strip._theme.palette, (4, 10, 16)
    for at, kind in enumerate((RefType.PARTY, RefType.QUOTE, RefType.DATE)):
        x = rect.right() + columns[at] + 2
        inks = {marked.pixelColor(x, y).name() for y in range(rect.top(), rect.bottom())}
        assert palette.ink(kind).name() in inks, kind
    strip.set_hits((Span(300, 305),))
    assert grabbed().copy(rect) != marked.copy(rect)
    assert strip.told(1) == "A-1 · 1 name, 1 quote, 1 date, 1 hit"
    assert strip.told(2) == "A-2 · 0 names, 0 quotes, 0 dates"


def test_a_text_without_pages_has_sheets_that_no_one_takes_for_pages() -> None:
    words = ("Nobody signed the ledger. " * 40 + "\n") * 12
    paragraphs = tuple(
        Paragraph(Span(at, at + 1040), None, Zone.BODY) for at in range(0, len(words) - 1000, 1041)
    )
    sheets = text_sheets(SourceText(words, (), paragraphs))
    assert sheets[0].span.start == 0 and sheets[-1].span.end == len(words)
    for one, other in pairwise(sheets):
        assert one.span.end == other.span.start
        assert words[other.span.start - 1] == "\n"  # between two paragraphs
    assert sheets[0].label == "0%" and sheets[-1].label.endswith("%")
    pleaded = (*paragraphs[:6], Paragraph(paragraphs[6].span, "38", Zone.BODY), *paragraphs[7:])
    labels = [sheet.label for sheet in text_sheets(SourceText(words, (), pleaded))]
    assert "¶ 38" in labels
    assert text_sheets(SourceText("")) == ()
    assert [sheet.label for sheet in text_sheets(SOURCE)][:2] == ["A-1", "A-2"]
    assert sheet_at(sheets, sheets[2].span.start) == 3 and sheet_at((), 5) == 0


def test_a_sheet_of_text_has_as_many_lines_as_fit() -> None:
    assert list(line_lengths("short\n\n" + "x" * 100)) == pytest.approx([5 / 92, 0, 1, 8 / 92])
    assert len(list(line_lengths("word\n" * 500))) == ROWS
    assert len(list(line_lengths("x" * 100_000))) == ROWS


def test_the_strip_comes_by_itself_where_there_is_room_and_follows_the_user(
    qtbot: QtBot, pages: WhitePages
) -> None:
    jobs = Jobs()
    view = PageView(jobs, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(view)
    view.show()
    wide = view.strip.sizeHint().width()
    view.resize(3 * wide, 400)
    view.set_document(pages, (SIZE,) * PAGES, SOURCE)
    assert not view.edges.has_strip
    view.resize(6 * wide, 400)
    assert view.edges.has_strip
    assert abs(view.viewport().x() - wide) <= 2 and view.strip.width() == wide
    qtbot.waitUntil(lambda: not jobs.busy)
    view.go_to_page(20)
    assert view.strip.current == 20
    view.strip.wanted.emit(31)
    assert view.current_page == 31
    view.resize(3 * wide, 400)
    view.edges.show_strip(True)
    assert view.edges.has_strip and abs(view.viewport().x() - wide) <= 2
    with qtbot.waitSignal(view.edges.strip_chosen) as chosen:
        qtbot.mouseClick(view.edges.line.strip, Qt.MouseButton.LeftButton)
    assert chosen.args == [False] and not view.edges.has_strip
    bar, line = view.verticalScrollBar(), view.edges.line
    foot = bar.mapTo(view, bar.rect().bottomLeft()).y()
    assert foot < line.y(), "the line goes on below the scroll bar"
    view.set_zoom(4 / 3)
    assert view.edges.line.percent.text() == "100%"
    view.edges.line.larger_wanted.emit()
    assert view.edges.line.percent.text() == "115%"
    jobs.close()
    jobs.join(10)


def test_a_text_is_walked_by_its_sheets(qtbot: QtBot) -> None:
    view = TextView(Theme(ThemeMode.LIGHT))
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.edges.show_strip(True)
    view.show()
    words = "\n".join(f"Line {number} of the ledger." for number in range(2000))
    view.set_source(SourceText(words), TextPositions(words))
    qtbot.waitUntil(lambda: view._pieces.is_complete and not view._marker.isActive())
    assert view.strip.current == 1
    with qtbot.waitSignal(view.top_changed):
        view.strip.wanted.emit(9)
    assert view.top_offset <= view.strip.start_of(9) < view.top_offset + 60
    assert view.strip.current in (8, 9)
    painted = view.strip.viewport().grab().toImage()
    rect = view.strip._rect(view.strip.current)
    inks = {
        painted.pixelColor(QPoint(rect.left() + 9, y)).name()
        for y in range(rect.top(), rect.bottom())
    }
    assert len(inks) > 1  # lines of the length of the text's own
