"""Selecting words on drawn pages with the mouse: what is selected, shown, copied, and told to the window."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.records import (
    Box,
    DocumentRow,
    Highlight,
    PageImage,
    Ref,
    RefType,
    ReviewState,
)
from importers.source_text import Page, SourceText, Span
from tests.ui.fake_case import document
from ui.jobs import Jobs
from ui.panels.reader import ReaderPanel
from ui.panels.reader_pages import PageView
from ui.theme import Theme, ThemeMode

LINES = (
    (
        "The Quay Watch closed",
        "the north landing on",
        "Friday. Nobody told the",
        "ferry of it, inter-",
    ),
    ("vening words aside, and", "Ines Valdar wrote:", "“We were not asked.”"),
)
_NO_KEYS = Qt.KeyboardModifier.NoModifier
WIDE, HIGH, LEFT, TOP = 7.0, 12.0, 20.0, 30.0
SIZE = (200.0, 120.0)
TEXT = "".join("\n".join(page) + "\n" for page in LINES)
STARTS = (0, len("\n".join(LINES[0])) + 1)
SOURCE = SourceText(
    TEXT,
    (
        Page(1, "1", Span(0, STARTS[1])),
        Page(2, "2", Span(STARTS[1], len(TEXT))),
    ),
)
VALDAR = Highlight(
    Ref(RefType.PARTY, 3),
    Span(TEXT.index("Ines"), TEXT.index("Ines") + 11),
    ReviewState.SUGGESTED,
    "Ines Valdar",
)


def box_of(at: int) -> tuple[int, Box | None]:
    """Return the page of a character and where it stands there."""
    page = 2 if at >= STARTS[1] else 1
    inside = TEXT[STARTS[page - 1] : at]
    row, column = inside.count("\n"), len(inside) - inside.rfind("\n") - 1
    if TEXT[at].isspace():
        return page, None
    left, top = LEFT + WIDE * column, TOP + HIGH * row
    return page, Box(left + 0.5, top + 1, left + WIDE - 0.5, top + HIGH - 2)


class Printed:
    """A case with one document of two pages, set in a typewriter's letters."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.broken = False

    def document(self, _number: int) -> DocumentRow:
        return document(1, pages=2, characters=len(TEXT))

    def source(self, _number: int) -> SourceText:
        return SOURCE

    def page_sizes(self, _number: int) -> tuple[tuple[float, float], ...]:
        return (SIZE, SIZE)

    def highlights(self, _number: int) -> tuple[Highlight, ...]:
        return (VALDAR,)

    def own_words(self, _number: int) -> tuple[()]:
        return ()

    def page_image(
        self, _number: int, _page: int, scale: float, _area: Box | None = None
    ) -> PageImage:
        width, height = round(SIZE[0] * scale), round(SIZE[1] * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    def boxes(self, _number: int, page: int, spans: Sequence[Span]) -> tuple[tuple[Box, ...], ...]:
        if self.broken:
            raise ValueError("no boxes")
        self.asked.append((page, len(spans)))
        found = []
        for span in spans:
            placed = [box_of(at) for at in range(span.start, span.end)]
            found.append(tuple(box for on, box in placed if on == page and box is not None))
        return tuple(found)


@pytest.fixture
def case() -> Printed:
    return Printed()


@pytest.fixture
def reader(qtbot: QtBot, case: Printed) -> Iterator[ReaderPanel]:
    jobs = Jobs()
    made = ReaderPanel(jobs, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(made)
    made.resize(528, 700)
    made.show()
    made.set_case(case)  # type: ignore[arg-type]
    made.show_document(1)
    qtbot.waitUntil(lambda: made.document == 1)
    settled(qtbot, made)
    yield made
    jobs.close()
    jobs.join(10)


def settled(qtbot: QtBot, reader: ReaderPanel) -> None:
    view = reader._pages
    qtbot.waitUntil(lambda: not view._fetcher.isActive() and not view._jobs.busy)


def on(view: PageView, at: int, *, behind: bool = False) -> QPoint:
    """Return where a character stands in the view: its first quarter, or its last one."""
    page, box = box_of(at)
    assert box is not None
    across = box.left + (box.right - box.left) * (0.85 if behind else 0.15)
    zoom, rect = view._strip.zoom, view._page_rect(page)
    down = (box.top + box.bottom) / 2
    return QPoint(round(rect.x() + across * zoom), round(rect.y() + down * zoom))


def send(view: PageView, kind: QEvent.Type, at: QPoint, **given: Qt.KeyboardModifier) -> None:
    none = Qt.MouseButton.NoButton
    left = Qt.MouseButton.LeftButton
    moving = kind is QEvent.Type.MouseMove
    held = none if kind is QEvent.Type.MouseButtonRelease else left
    where = QPointF(at)
    event = QMouseEvent(
        kind, where, view.viewport().mapToGlobal(where), none if moving else left, held,
        given.get("keys", Qt.KeyboardModifier.NoModifier),
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def drag(qtbot: QtBot, reader: ReaderPanel, start: QPoint, end: QPoint) -> None:
    view = reader._pages
    send(view, QEvent.Type.MouseButtonPress, start)
    send(view, QEvent.Type.MouseMove, (start + end) / 2)
    send(view, QEvent.Type.MouseMove, end)
    send(view, QEvent.Type.MouseButtonRelease, end)
    settled(qtbot, reader)


def over(qtbot: QtBot, reader: ReaderPanel, words: str, *, backwards: bool = False) -> None:
    """Drag over words."""
    first = TEXT.index(words)
    ends = [on(reader._pages, first), on(reader._pages, first + len(words) - 1, behind=True)]
    drag(qtbot, reader, *(reversed(ends) if backwards else ends))


def selected(reader: ReaderPanel) -> str | None:
    span = reader._pages.selection.span
    return span.of(TEXT) if span else None


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    "words",
    ["Quay Watch", "W", "closed\nthe north", "Friday.", "“We were not asked.”", TEXT[4:-3]],
)
def test_what_is_dragged_over_is_selected_also_over_pages(
    qtbot: QtBot, reader: ReaderPanel, words: str, backwards: bool
) -> None:
    over(qtbot, reader, words, backwards=backwards)
    assert selected(reader) == words
    place = reader.selected_place()
    assert place is not None and place.document == 1 and place.span.of(TEXT) == words


def test_white_space_at_the_ends_is_left_out(qtbot: QtBot, reader: ReaderPanel) -> None:
    view, first = reader._pages, TEXT.index("closed")
    below = on(view, TEXT.index("the north"))
    drag(qtbot, reader, on(view, first), below)
    assert selected(reader) == "closed"


def test_a_click_selects_nothing_and_takes_a_selection_away(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    over(qtbot, reader, "Quay Watch")
    at = on(reader._pages, TEXT.index("north"))
    qtbot.mouseClick(reader._pages.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selected(reader) is None and reader.selected_place() is None


def test_dragging_over_a_marked_name_selects_it_and_a_click_opens_it(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    with qtbot.assertNotEmitted(reader.ref_activated, wait=20):
        over(qtbot, reader, "Ines Valdar")
    assert selected(reader) == "Ines Valdar"
    with qtbot.waitSignal(reader.ref_activated) as caught:
        at = on(reader._pages, TEXT.index("Valdar"))
        qtbot.mouseClick(reader._pages.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == [VALDAR.ref]


def test_a_double_click_selects_the_word(qtbot: QtBot, reader: ReaderPanel) -> None:
    view = reader._pages
    at = on(view, TEXT.index("landing") + 3)
    for _ in range(2):  # before its letters are known, and when they are
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settled(qtbot, reader)
        assert selected(reader) == "landing"
        view.selection.clear()


def test_shift_moves_the_end_by_click_and_by_arrow(qtbot: QtBot, reader: ReaderPanel) -> None:
    view = reader._pages
    over(qtbot, reader, "Quay")
    end = on(view, TEXT.index("landing") + 6, behind=True)
    shift = Qt.KeyboardModifier.ShiftModifier
    send(view, QEvent.Type.MouseButtonPress, end, keys=shift)
    send(view, QEvent.Type.MouseButtonRelease, end, keys=shift)
    assert selected(reader) == "Quay Watch closed\nthe north landing"
    both = shift | Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Left, both)
    assert selected(reader) == "Quay Watch closed\nthe north"
    qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    assert selected(reader) == "Quay Watch closed\nthe nort"
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, both)
    assert selected(reader) == "Quay Watch closed\nthe north landing on"
    send(view, QEvent.Type.MouseButtonPress, on(view, TEXT.index("The")), keys=shift)
    assert selected(reader) == "The"


def test_holding_the_button_below_the_view_goes_on_over_the_pages(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    reader.resize(528, 260)
    reader._pages.set_zoom(2.0)
    settled(qtbot, reader)
    view, first = reader._pages, TEXT.index("Quay")
    bar = view.verticalScrollBar()
    bar.setValue(0)
    send(view, QEvent.Type.MouseButtonPress, on(view, first))
    below = QPoint(60, view.viewport().height() + 40)
    send(view, QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    settled(qtbot, reader)
    send(view, QEvent.Type.MouseMove, on(view, TEXT.index("asked"), behind=True))
    assert not view.selection._scroller.isActive()
    send(view, QEvent.Type.MouseButtonRelease, below)
    settled(qtbot, reader)
    words = selected(reader)
    assert words is not None and words.startswith("Quay Watch") and words.endswith("were not a")


def test_the_selection_is_painted(qtbot: QtBot, reader: ReaderPanel) -> None:
    over(qtbot, reader, "Quay Watch closed\nthe north")
    view = reader._pages
    picture = view.viewport().grab().toImage()
    colour = view._theme.paper.color("selected_words")
    for words, is_in in (("Watch", True), ("north", True), ("landing", False), ("The", False)):
        seen = picture.pixelColor(on(view, TEXT.index(words)))
        assert (abs(seen.red() - colour.red()) < 12) is is_in, words


def test_copying_with_a_cite_and_plain(qtbot: QtBot, reader: ReaderPanel) -> None:
    over(qtbot, reader, "told the\nferry")
    with qtbot.waitSignal(reader.copy_requested) as caught:
        reader.copy_current()
    assert caught.args[0].span.of(TEXT) == "told the\nferry"
    qtbot.keyClick(reader._pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "told the\nferry"


def test_esc_selects_nothing_once_and_is_the_windows_again(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    over(qtbot, reader, "Quay")
    qtbot.keyClick(reader._pages, Qt.Key.Key_Escape)
    assert selected(reader) is None
    for words, ours in (("Quay", True), (None, False)):
        if words:
            over(qtbot, reader, words)
        override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, _NO_KEYS)
        override.ignore()
        QApplication.sendEvent(reader._pages, override)
        assert override.isAccepted() is ours
        qtbot.keyClick(reader._pages, Qt.Key.Key_Escape)


def test_the_menu_is_told_the_selected_words_and_keeps_them(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    over(qtbot, reader, "Quay Watch")
    view, at = reader._pages, on(reader._pages, TEXT.index("Watch"))
    with qtbot.waitSignal(reader.menu_wanted) as caught:
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
    assert caught.args[0].span.of(TEXT) == "Quay Watch" and caught.args[1] is None
    assert selected(reader) == "Quay Watch"


def test_going_to_another_place_and_another_document_select_nothing(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    over(qtbot, reader, "Quay Watch")
    reader._pages.go_to(2, VALDAR.span, VALDAR.ref)
    assert selected(reader) is None
    settled(qtbot, reader)
    over(qtbot, reader, "Ines Valdar")
    reader.set_case(None)
    assert selected(reader) is None and reader.selected_place() is None


def test_letters_are_asked_for_once_a_page_and_not_before_the_pointer_comes(
    qtbot: QtBot, reader: ReaderPanel, case: Printed
) -> None:
    assert not [asked for asked in case.asked if asked[1] > 10]
    over(qtbot, reader, "Quay Watch")
    over(qtbot, reader, "the north landing")
    assert [asked for asked in case.asked if asked[1] > 10] == [(1, STARTS[1])]


def test_a_page_whose_letters_cannot_be_had_is_told_once(
    qtbot: QtBot, reader: ReaderPanel, case: Printed
) -> None:
    case.broken = True
    troubles: list[Exception] = []
    reader.trouble.connect(troubles.append)
    over(qtbot, reader, "Quay Watch")
    over(qtbot, reader, "north")
    assert len(troubles) == 1 and selected(reader) is None


def test_the_pointer_shows_where_words_can_be_selected(qtbot: QtBot, reader: ReaderPanel) -> None:
    view = reader._pages
    for at, shape in (
        (on(view, TEXT.index("Quay")), Qt.CursorShape.IBeamCursor),
        (on(view, TEXT.index("Ines")), Qt.CursorShape.PointingHandCursor),
        (QPoint(4, 4), Qt.CursorShape.ArrowCursor),
    ):
        for _ in range(2):  # the first time has the letters asked for
            move = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(at), view.viewport().mapToGlobal(QPointF(at)),
                Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(view.viewport(), move)
            settled(qtbot, reader)
        assert view.viewport().cursor().shape() is shape


def test_in_the_text_a_click_opens_and_a_drag_selects(qtbot: QtBot, reader: ReaderPanel) -> None:
    reader._head.text_button.click()
    view = reader._text
    qtbot.waitUntil(lambda: view._pieces.is_complete and not view._marker.isActive())

    def at(offset: int) -> QPoint:
        return view.cursorRect(view._cursor(Span(offset, offset))).center()

    first = VALDAR.span.start
    with qtbot.waitSignal(reader.ref_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(first + 4))
    with qtbot.assertNotEmitted(reader.ref_activated, wait=20):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(first))
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at(first + 4)), QPointF(at(first + 4)),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, _NO_KEYS,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), move)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(first + 4))
    place = reader.selected_place()
    assert place is not None and place.span.of(TEXT) == "Ines"
