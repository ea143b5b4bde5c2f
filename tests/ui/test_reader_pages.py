"""The page view with a made-up document: pictures, marks, clicks, and bounded memory."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.records import Box, Highlight, PageImage, Ref, RefType, ReviewState
from importers.source_text import Page, SourceText, Span
from ui.by_span import Findings
from ui.jobs import Jobs
from ui.panels.reader_layout import HEAD, Fit
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
        wide, high = SIZE if area is None else (area.right - area.left, area.bottom - area.top)
        width, height = max(1, round(wide * scale)), max(1, round(high * scale))
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


def test_a_short_paper_is_laid_out_once_however_high_the_view_is(
    qtbot: QtBot, view: PageView, pages: WhitePages
) -> None:
    view.set_document(pages, ((200.0, 120.0),) * 2, SOURCE)
    laid_out: list[float] = []
    view.laid_out.connect(lambda: laid_out.append(view.scale))
    for height in range(360, 440):
        view.resize(328, height)
        for _ in range(4):
            QApplication.processEvents()
        laid_out.clear()
        for _ in range(4):
            QApplication.processEvents()
        assert not laid_out, f"{height} pixels high"
    settled(qtbot, view)


def test_the_pages_of_a_paper_that_is_opened_are_asked_for_without_a_pause(
    qtbot: QtBot, view: PageView, pages: WhitePages
) -> None:
    settled(qtbot, view)
    view.set_document(pages, (SIZE,) * PAGES, SOURCE)
    assert view._fetcher.isActive()
    assert view._fetcher.remainingTime() == 0
    settled(qtbot, view)
    view._bar.setValue(30)
    assert view._fetcher.interval() == 25  # while one scrolls, pages are asked for together
    settled(qtbot, view)


def test_pages_fit_the_width(view: PageView) -> None:
    assert view._strip.sizes[0][0] == view.viewport().width() - 28


def test_the_page_in_view_is_told_anew_when_the_view_has_another_size(view: PageView) -> None:
    view.resize(90, 400)
    view._bar.setValue(0)
    assert view.current_page == 2
    view.resize(328, 400)
    assert view.current_page == 1


@pytest.mark.parametrize("size", [(40, 1500), (0, 620)])
@pytest.mark.parametrize("is_placed", [True, False])
def test_a_place_that_was_gone_to_stays_in_view_when_the_view_gets_its_size(
    qtbot: QtBot, view: PageView, is_placed: bool, size: tuple[int, int]
) -> None:
    view.resize(*size)  # as while another view of the paper gives way: all pages fit in it
    span = Span(30 * CHARACTERS + 40, 30 * CHARACTERS + 45)
    view.go_to(31, span, Ref(RefType.QUOTE, 7))
    if is_placed:
        settled(qtbot, view)
    view.resize(328, 400)
    settled(qtbot, view)
    top = view._page_rect(31).y() + 80 * view._strip.zoom
    assert view.current_page == 31 and abs(top - view.viewport().height() / 3) < 6
    view._bar.setValue(0)
    view.resize(300, 380)
    assert view.current_page == 1


def test_each_kind_of_finding_is_painted_in_its_wash(qtbot: QtBot, view: PageView) -> None:
    kinds = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
    marks = [mark(kind, 10 + 10 * at) for at, kind in enumerate(kinds)]
    view.set_highlights(Findings(marks), no_cite)
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
    view.set_highlights(Findings((outer, mark(RefType.DATE, 30))), no_cite)
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
    view.set_highlights(Findings((quote,)), no_cite)
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


def test_a_hit_that_was_gone_to_is_marked_no_longer_when_the_hits_go(
    qtbot: QtBot, view: PageView
) -> None:
    hit = Span(40, 45)
    view.set_hits((hit,), (hit,))
    view.go_to(1, hit)
    settled(qtbot, view)
    plain = view._theme.palette.color("paper")
    assert pixel(view, 1, 60, 85) != plain
    view.set_hits(())
    settled(qtbot, view)
    assert abs(pixel(view, 1, 60, 85).green() - plain.green()) <= 2
    # A finding that was gone to is what the reader stands on, hits or not.
    view.go_to(1, hit, Ref(RefType.QUOTE, 3))
    view.set_hits(())
    settled(qtbot, view)
    assert abs(pixel(view, 1, 60, 85).green() - plain.green()) > 8


def test_zoom_fits_the_page_and_stays_where_the_pointer_is(qtbot: QtBot, view: PageView) -> None:
    view.go_to_page(7)
    with qtbot.waitSignal(view.zoomed):
        view.set_zoom(Fit.PAGE)
    height = view._strip.sizes[6][1]
    assert height == view.viewport().height() - 28
    with qtbot.assertNotEmitted(view.zoomed):
        view.set_zoom(Fit.PAGE)
    at = QPoint(150, 120)
    before = view.place_at(at)
    view.set_zoom(4.0, at)
    after = view.place_at(at)
    assert before is not None and after is not None
    assert before[0] == after[0]
    assert (before[1] - after[1]).manhattanLength() < 1.5
    assert view.percent == 300
    view.set_zoom(99.0)
    assert view.percent == 400
    view.set_zoom(0.01)
    assert view.percent == 50


def test_the_wheel_zooms_around_the_pointer(qtbot: QtBot, view: PageView) -> None:
    view.set_zoom(3.0)
    at = QPoint(100, 200)
    before = view.place_at(at)
    wheel = QWheelEvent(
        QPointF(at), QPointF(view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    after = view.place_at(at)
    assert view._strip.zoom > 3.0
    assert before is not None and after is not None
    assert (before[1] - after[1]).manhattanLength() < 1.5


def test_a_page_zoomed_far_in_is_drawn_sharp_where_it_is_seen(
    qtbot: QtBot, view: PageView, pages: WhitePages
) -> None:
    view.set_document(pages, ((1600.0, 2000.0),) * 3, SOURCE)
    view.set_zoom(4.0)
    settled(qtbot, view)
    whole, part = view._supply.pictures.whole(1), view._supply.pictures.part(1)
    assert whole is not None and part is not None and part.area is not None
    assert whole.scale < view.scale == part.scale
    assert whole.image.width() * whole.image.height() < 2_100_000
    assert part.area.contains(view._seen_of(1))
    assert part.area.width() < 400
    assert view.is_sharp(1)
    drawn = len(pages.drawn)
    view.verticalScrollBar().setValue(40)  # still inside what was drawn
    settled(qtbot, view)
    assert len(pages.drawn) == drawn
    view.verticalScrollBar().setValue(2000)
    settled(qtbot, view)
    part = view._supply.pictures.part(1)
    assert part is not None and part.area is not None and part.area.contains(view._seen_of(1))


def test_a_page_that_takes_long_is_seen_coarse_first(
    qtbot: QtBot, view: PageView, pages: WhitePages
) -> None:
    scales: list[float] = []
    draw = pages.page_image

    def noted(page: int, scale: float, area: Box | None = None) -> PageImage:
        if page == 1:
            scales.append(scale)
        return draw(page, scale, area)

    pages.page_image = noted  # type: ignore[method-assign]
    view.set_document(pages, ((1000.0, 1000.0),) * 3, SOURCE)
    view.set_zoom(2.0)
    settled(qtbot, view)
    assert scales[-1] == 2.0 == view.scale
    assert min(scales) < 1.0


def test_tab_walks_the_findings_in_view_and_shows_what_they_are(
    qtbot: QtBot, view: PageView
) -> None:
    marks = [mark(RefType.PARTY, 10), mark(RefType.QUOTE, 30), mark(RefType.DATE, 3050)]
    view.set_highlights(Findings(marks), lambda span: f"at {span.start}")
    settled(qtbot, view)
    view.setFocus()
    for expected in marks[:2]:
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        assert view.walk.current == expected
        settled(qtbot, view)
        assert view.card.isVisible() and f"at {expected.span.start}" in view.card._foot.text()
        assert expected.label in view.accessibleDescription()
    with qtbot.waitSignal(view.ref_activated) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [marks[1].ref]
    ring = [pixel(view, 1, 70, 60 + by / 10).lightness() for by in range(-60, 0)]
    assert min(ring) < 80  # a dark line above the finding, clear of it
    assert view.step_finding(1) and view.walk.current == marks[2]
    settled(qtbot, view)
    assert view.current_page in (30, 31) and view.card.isVisible()
    assert not view.step_finding(1)
    assert view.step_finding(-1) and view.walk.current == marks[1]
    assert view.walk.leave() and not view.card.isVisible()


def test_marks_in_view_are_objects_for_screen_readers(qtbot: QtBot, view: PageView) -> None:
    view.set_highlights(
        Findings([mark(RefType.PARTY, 10), mark(RefType.QUOTE, 40), mark(RefType.DATE, 3000)]),
        lambda span: f"Compl. at {span.start}",
    )
    settled(qtbot, view)
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole.role() is QAccessible.Role.Document
    children = [whole.child(at) for at in range(whole.childCount())]
    links = [each for each in children if each.role() is QAccessible.Role.Link]
    names = [each.text(QAccessible.Text.Name) for each in links]
    assert names == ["Party: party 10, Compl. at 10", "Quote: quote 40, Compl. at 40"]
    assert [whole.indexOfChild(each) for each in links] == [
        whole.childCount() - 2,
        whole.childCount() - 1,
    ]
    place = links[0].rect()
    assert whole.childAt(*place.center().toTuple()).text(QAccessible.Text.Name) == names[0]
    assert view.viewport().rect().contains(view.viewport().mapFromGlobal(place.center()))
    assert links[0].parent().role() is QAccessible.Role.Document
    assert not links[0].state().focused
    with qtbot.waitSignal(view.ref_activated) as pressed:
        links[1].actionInterface().doAction("Press")
    assert pressed.args == [Ref(RefType.QUOTE, 40)]
    view.step_finding(1)
    settled(qtbot, view)
    qtbot.wait(1)  # all that is wanted at once is asked for once
    assert links[0].state().focused and not links[1].state().focused
    view.go_to_page(31)
    settled(qtbot, view)
    qtbot.wait(1)
    assert links[0].text(QAccessible.Text.Name).startswith("Date: ") and not links[1].isValid()
