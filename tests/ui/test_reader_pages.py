"""The page view with a made-up document: pictures, marks, clicks, and bounded memory."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from casefile.records import Box, Highlight, PageImage, Ref, RefType, ReviewState
from importers.source_text import Page, SourceText, Span
from ui.jobs import Jobs
from ui.panels.reader_layout import HEAD
from ui.panels.reader_marks import no_cite
from ui.panels.reader_pages import PageView
from ui.panels.reader_pictures import PagePictures
from ui.theme import Theme, ThemeMode

PAGES = 40
CHARACTERS = 100
SIZE = (200.0, 260.0)
SPANS = tuple(Span(at * CHARACTERS, (at + 1) * CHARACTERS) for at in range(PAGES))
SOURCE = SourceText(
    ("Nobody told the ferry of the closing. " * PAGES * 3)[: PAGES * CHARACTERS],
    tuple(Page(at + 1, str(at + 1), span) for at, span in enumerate(SPANS)),
)


class WhitePages:
    """White pages; a span's box is ten points high, its offset on the page times two from the top."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def page_image(self, page: int, scale: float, area: Box | None = None) -> PageImage:
        self.drawn.append(page)
        width, height = round(SIZE[0] * scale), round(SIZE[1] * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    def boxes(self, page: int, spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
        start = (page - 1) * CHARACTERS
        tops = [max(0, span.start - start) * 2.0 for span in spans]
        return [(Box(20, top, 120, top + 10),) for top in tops]


def mark(kind: RefType, start: int, state: ReviewState = ReviewState.SUGGESTED) -> Highlight:
    return Highlight(Ref(kind, start), Span(start, start + 5), state, f"{kind} {start}")


@pytest.fixture
def pages() -> WhitePages:
    return WhitePages()


@pytest.fixture
def view(qtbot: QtBot, pages: WhitePages) -> Iterator[PageView]:
    jobs = Jobs()
    made = PageView(jobs, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(made)
    made.resize(328, 400)
    made.show()
    made.set_document(pages, (SIZE,) * PAGES, SOURCE)
    qtbot.waitUntil(lambda: not jobs.busy and bool(pages.drawn))
    yield made
    jobs.close()
    jobs.join(10)


def pixel(view: PageView, page: int, x: float, y: float) -> QColor:
    """Return the colour at a place of a page in PDF points."""
    rect = view._page_rect(page)
    zoom = view._strip.zoom
    at = QPoint(round(rect.x() + x * zoom), round(rect.y() + y * zoom))
    return view.viewport().grab().toImage().pixelColor(at)


def settled(qtbot: QtBot, view: PageView) -> None:
    qtbot.waitUntil(lambda: not view._fetcher.isActive() and not view._jobs.busy)


def test_pages_fit_the_width(view: PageView) -> None:
    assert view._strip.sizes[0][0] == view.viewport().width() - 28


def test_each_kind_of_finding_is_painted_in_its_wash(qtbot: QtBot, view: PageView) -> None:
    kinds = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
    view.set_highlights(tuple(mark(kind, 10 + 10 * at) for at, kind in enumerate(kinds)), no_cite)
    settled(qtbot, view)
    paper = view._theme.palette.color("paper")
    assert abs(pixel(view, 1, 150, 25).blue() - paper.blue()) <= 2
    for at, kind in enumerate(kinds):
        wash = view._theme.paper.wash(kind)
        seen = pixel(view, 1, 60, 20 + 20 * at + 5)
        assert abs(seen.red() - wash.red()) < 12 and abs(seen.blue() - wash.blue()) < 12, kind


def test_going_to_a_far_span_brings_it_to_the_upper_third(qtbot: QtBot, view: PageView) -> None:
    span = Span(30 * CHARACTERS + 40, 30 * CHARACTERS + 45)
    view.go_to(31, span, Ref(RefType.QUOTE, 7))
    settled(qtbot, view)
    top = view._page_rect(31).y() + 80 * view._strip.zoom
    assert abs(top - view.viewport().height() / 3) < 4
    assert view.current_page == 31
    seen = pixel(view, 31, 60, 85)
    assert abs(seen.green() - view._theme.paper.color("current_hit").green()) < 12


def test_pictures_take_no_more_than_their_bytes(qtbot: QtBot, view: PageView) -> None:
    one = view.picture(1)
    assert one is not None
    pictures = view._supply.pictures = PagePictures(5 * one.image.sizeInBytes())
    for page in range(1, PAGES, 2):
        view.go_to_page(page)
        settled(qtbot, view)
    assert pictures.bytes <= 5 * one.image.sizeInBytes()
    assert pictures.bytes >= 3 * one.image.sizeInBytes()
    assert view.picture(PAGES - 1) is not None and view.picture(1) is None


def test_a_click_on_a_finding_names_the_innermost(qtbot: QtBot, view: PageView) -> None:
    outer = Highlight(Ref(RefType.QUOTE, 1), Span(10, 90), ReviewState.SUGGESTED, "quote")
    view.set_highlights((outer, mark(RefType.DATE, 30)), no_cite)
    settled(qtbot, view)
    rect, zoom = view._page_rect(1), view._strip.zoom
    at = QPoint(round(rect.x() + 60 * zoom), round(rect.y() + 65 * zoom))
    with qtbot.waitSignal(view.ref_activated) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == [Ref(RefType.DATE, 30)]
    with qtbot.assertNotEmitted(view.ref_activated, wait=50):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_zoom_keeps_the_place_and_zero_fits_the_width(qtbot: QtBot, view: PageView) -> None:
    view.go_to_page(20)
    settled(qtbot, view)
    fitted = view._strip.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view._strip.zoom > fitted
    assert view.current_page == 20
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view._strip.zoom == fitted


def test_a_page_that_fails_is_told_once(qtbot: QtBot, view: PageView, pages: WhitePages) -> None:
    def fail(page: int, scale: float, area: Box | None = None) -> PageImage:
        raise ValueError(f"page {page}")

    pages.page_image = fail  # type: ignore[method-assign]
    with qtbot.waitSignal(view.trouble):
        view.go_to_page(25)
    settled(qtbot, view)
    with qtbot.assertNotEmitted(view.trouble, wait=100):
        view.viewport().update()


def test_the_line_around_the_current_finding_keeps_clear_of_its_letters(
    qtbot: QtBot, view: PageView
) -> None:
    quote = mark(RefType.QUOTE, 40)
    view.set_highlights((quote,), no_cite)
    view.go_to(1, quote.span, quote.ref)
    settled(qtbot, view)
    wash, ink = view._theme.paper.wash(RefType.QUOTE), view._theme.paper.ink(RefType.QUOTE)
    zoom, rect = view._strip.zoom, view._page_rect(1)
    picture = view.viewport().grab().toImage()
    top, middle = rect.y() + 80 * zoom, rect.x() + 70 * zoom
    just_inside = picture.pixelColor(round(middle), round(top) + 2)
    assert abs(just_inside.blue() - wash.blue()) < 25
    around = [picture.pixelColor(round(middle), round(top) - by).blue() for by in range(2, 5)]
    assert min(around) < (ink.blue() + wash.blue()) / 2


def test_another_text_of_the_same_pages_keeps_pictures_and_place(
    qtbot: QtBot, view: PageView, pages: WhitePages
) -> None:
    view.go_to_page(20)
    settled(qtbot, view)
    drawn, kept = len(pages.drawn), view._supply.pictures.bytes
    below = view._page_rect(20).y()
    view.renew_text(SOURCE, {20: "Page read by machine"})
    settled(qtbot, view)
    assert len(pages.drawn) == drawn and view._supply.pictures.bytes == kept
    assert view.current_page == 20
    assert abs(view._page_rect(20).y() - below) <= 1
    view.go_to_page(20)
    rect = view._page_rect(20)
    seen = view.viewport().grab().toImage().pixelColor(rect.x() + 3, rect.y() - HEAD + 3)
    assert seen == view._theme.palette.color("badge")
