"""The timeline strip: entries, clicks, zoom."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from casefile.records import Ref, RefType, ReviewState
from casefile.stretches import Stretch
from tests.ui.fake_case import date, document, sample_dates
from tests.ui.test_timeline_layout import Item, label_widths
from ui.panels.timeline import TimelineStrip
from ui.theme import ThemeMode
from ui.timeline_entries import Entry, TimelineBook, make_timeline
from ui.timeline_layout import Window, lay_out


def test_dates_of_one_day_are_one_entry_named_by_the_surest():
    rows = [
        date(1, "March 2", "2026-03-02", "Somebody guessed it was March 2."),
        date(2, "March 2", "2026-03-02", "The rule was adopted.", state=ReviewState.ACCEPTED),
        date(3, "March 3", "2026-03-03", "Rejected.", state=ReviewState.REJECTED),
        date(4, "for years", None, "It took years."),
    ]
    book = make_timeline(rows, [])
    (entry,) = book.entries
    assert entry.ref == Ref(RefType.DATE, 2)
    assert [book.place_of(Ref(RefType.DATE, number)) for number in (1, 2, 3, 4)] == [
        0,
        0,
        None,
        None,
    ]
    assert entry.label == "The rule was adopted. (+1)"
    assert "1 more mention" in entry.words


def test_documents_stand_on_their_own_day():
    entries = make_timeline([], [document(1), document(6)]).entries
    assert [(entry.ref.type, entry.label) for entry in entries] == [(RefType.DOCUMENT, "Compl.")]


def test_papers_of_one_day_are_one_entry_that_names_them():
    rows = [document(1), replace(document(2), date=document(1).date)]
    book = make_timeline([], rows)
    (entry,) = book.entries
    assert (entry.label, entry.words.split(", M")[0]) == ("Compl. (+1)", "Compl., Summons")
    assert [book.place_of(row.ref) for row in rows] == [0, 0], "marked by each of them"


def test_many_thousands_of_days_are_fewer_entries():
    start = dt.date(1900, 1, 1)
    rows = [
        replace(date(number, "x", "2026-03-02", "s"), earliest=day, latest=day)
        for number in range(4500)
        if (day := start + dt.timedelta(days=number * 3))
    ]
    assert len(make_timeline(rows, []).entries) == 4000


def test_of_thousands_of_days_the_strip_places_those_that_the_screen_has_room_for(strip):
    start = dt.date(2020, 1, 1)
    rows = [
        replace(date(number, "x", "2026-03-02", "s"), earliest=day, latest=day)
        for number in range(2000)
        if (day := start + dt.timedelta(days=number))
    ]
    book = make_timeline(rows, [])
    strip.show_timeline(book, whole=True)
    assert len(strip.laid.placed) == 700
    late = book.entries[1990]
    strip._move_to(Window(late.first - 5, 10))
    assert strip.center_of(late.ref) is not None
    assert sum(strip.laid.beyond) == 2000 - len(strip.laid.placed)


@pytest.fixture
def strip(qtbot, theme):
    made = TimelineStrip(theme)
    qtbot.add_widget(made)
    made.resize(1200, 118)
    made.show_timeline(make_timeline(sample_dates(), [document(1)]), whole=True)
    made.show()
    return made


def test_a_click_on_a_mark_names_it(strip, qtbot):
    ref = Ref(RefType.DATE, 1)
    place = strip.center_of(ref)
    with qtbot.wait_signal(strip.ref_wanted) as caught:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert caught.args == [ref]
    with qtbot.assert_not_emitted(strip.ref_wanted):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))


def wheel(strip, at, turned):
    event = QWheelEvent(
        at, strip.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    strip.wheelEvent(event)


def test_the_wheel_zooms_about_the_pointer_and_a_double_click_shows_the_whole(strip, qtbot):
    ref = Ref(RefType.DATE, 1)
    before = strip.center_of(ref)
    whole = strip.stand.window
    wheel(strip, QPointF(before.x(), 40), 240)
    assert strip.stand.window.days < whole.days
    assert abs(strip.center_of(ref).x() - before.x()) < 12
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))
    assert strip.stand.window == whole


def double_click(strip, qtbot, at):
    """Click twice as a mouse does: the second press comes as a double click, its release as any other."""
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(strip, left, pos=at)
    QApplication.sendEvent(
        strip,
        QMouseEvent(
            QEvent.Type.MouseButtonDblClick, QPointF(at), strip.mapToGlobal(QPointF(at)), left, left,
            Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip
    qtbot.mouseRelease(strip, left, pos=at)


def test_a_double_click_is_one_thing_on_the_axis_above_it_and_on_a_mark(strip, qtbot):
    narrowed, named = [], []
    strip.days_wanted.connect(narrowed.append)
    strip.ref_wanted.connect(named.append)
    mark = strip.center_of(Ref(RefType.DATE, 1)).toPoint()
    whole = strip.stand.window
    wheel(strip, QPointF(mark.x(), 40), 240)
    near = strip.stand.window
    double_click(strip, qtbot, QPoint(mark.x(), strip.height() - 3))
    assert len(narrowed) == 1 and strip.stand.window == near, "narrowed once, and not zoomed"
    place = strip.center_of(Ref(RefType.DATE, 1)).toPoint()
    double_click(strip, qtbot, place)
    assert named == [Ref(RefType.DATE, 1)] and strip.stand.window == near
    double_click(strip, qtbot, QPoint(2, 50))
    assert len(narrowed) == 1 and strip.stand.window == whole
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(mark.x(), strip.height() - 3))
    assert len(narrowed) == 2, "the next click counts again"


def test_dragging_moves_and_selects_nothing(strip, qtbot):
    place = strip.center_of(Ref(RefType.DATE, 1)).toPoint()
    first = strip.stand.window.first
    with qtbot.assert_not_emitted(strip.ref_wanted):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseMove(strip, place + QPoint(40, 0))
        qtbot.mouseMove(strip, place + QPoint(90, 0))
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place + QPoint(90, 0))
    assert strip.stand.window.first < first


def test_a_narrowed_view_keeps_the_stretch_of_time(strip):
    whole = strip.stand.window
    strip.show_timeline(make_timeline(sample_dates()[:1], [document(1)]), whole=False)
    assert strip.stand.window == whole
    strip.show_timeline(TimelineBook(), whole=True)
    assert strip.stand.window is None
    strip.grab()


def test_a_narrowed_view_whose_days_would_stand_on_one_another_has_its_own_scale(strip, qtbot):
    days = [date(9 + n, "x", f"{1990 + n}-05-01", "It rained.") for n in range(30)]
    near = [date(50 + n, "x", f"2026-03-0{n}", f"The quay closed, part {n}.") for n in range(1, 7)]
    strip.show_timeline(make_timeline([*days, *near], [document(1)]), whole=True)
    whole = strip.stand.window
    assert strip.laid.placed
    strip.show_timeline(make_timeline(near, [document(1)]), whole=False)
    assert strip.stand.window.days * 4 < whole.days
    places = sorted(strip.center_of(row.ref).x() for row in near)
    assert min(right - left for left, right in pairwise(places)) > 8
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))
    assert strip.stand.window.days * 4 < whole.days
    strip.show_timeline(make_timeline([*days, *near], [document(1)]), whole=True)
    assert strip.stand.window == whole


def test_at_the_right_edge_a_label_stands_before_its_mark():
    window = Window(0, 100)
    items = [Item(97, 97, 80.0), Item(10, 10, 80.0)]
    late, early = lay_out(items, window, 400, 1, label_widths(items))
    assert late.labelled and late.before
    assert early.labelled and not early.before
    wide = [Item(97, 97, 900.0)]
    (nowhere,) = lay_out(wide, window, 400, 1, label_widths(wide))
    assert not nowhere.labelled


def test_labels_of_the_axis_never_run_into_each_other(strip, qtbot):
    written = []

    class Pen(QPainter):
        def drawText(self, at, words):  # noqa: N802 - as Qt calls it
            written.append((at.x(), at.x() + self.fontMetrics().horizontalAdvance(words)))

    picture = QPixmap(strip.size())
    for days in range(60, 130, 5):
        written.clear()
        painter = Pen(picture)
        strip._paint_axis(painter, Window(738_000.0, float(days)))
        painter.end()
        assert len(written) > 3
        assert all(one[1] < other[0] for one, other in pairwise(written))


@pytest.fixture
def calls(monkeypatch):
    """Count what the strip has painted."""
    made = Counter()

    def counted(name):
        def paint(self, *given):
            made[name] += 1
            getattr(QPainter, name)(self, *given)

        return paint

    names = [name for name in vars(QPainter) if name.startswith(("draw", "fill"))]
    brush = type("Brush", (QPainter,), {name: counted(name) for name in names})
    monkeypatch.setattr("ui.panels.timeline.QPainter", brush)
    return made


def many_entries(number):
    """Return days of twelve years, every fifth of a paper, every seventh entry a stretch of days."""
    start = dt.date(2012, 1, 1)
    row = date(1, "x", "2012-01-01", "The quay")
    made = []
    for at in range(number):
        first = start + dt.timedelta(days=at * 4380 // number)
        kind = RefType.DOCUMENT if at % 5 == 0 else RefType.DATE
        last = first + dt.timedelta(days=at % 90 if at % 7 == 0 and kind is RefType.DATE else 0)
        paper = [document(1, id=at)]
        told = paper if kind is RefType.DOCUMENT else Stretch(first, last, row, at)
        days = first.toordinal(), last.toordinal()
        made.append(Entry(Ref(kind, at), *days, at % 97, told))
    made.sort(key=lambda entry: (entry.first, entry.last))
    dates = {
        entry.ref.id: replace(row, earliest=entry.told.first, latest=entry.told.last)
        for entry in made
        if entry.ref.type is RefType.DATE
    }
    return TimelineBook(made, dates)


@pytest.mark.parametrize("number", [4_500, 50_000])
@pytest.mark.parametrize("width", [400, 1600])
def test_of_many_dates_no_more_is_painted_than_the_screen_has_room_for(strip, calls, number, width):
    strip.resize(width, 118)
    strip.show_timeline(many_entries(number), whole=True)
    drawing = strip.laid.drawing
    assert max(len(alike.places) for alike in drawing.marks) <= width
    assert len(drawing.bars) <= 12 and len(drawing.marks) <= 4
    calls.clear()
    strip.grab()
    assert calls["drawText"] <= len(drawing.labels) + 20
    assert calls["fillPath"] + calls["drawRects"] == len(drawing.bars) + len(drawing.marks)
    assert calls.total() - calls["drawText"] < 24


def test_a_strip_that_stands_is_only_laid_on_again(strip, calls):
    book = many_entries(4_500)
    strip.show_timeline(book, whole=True)
    strip.mark(frozenset({book.entries[0].ref}))
    strip.grab()
    calls.clear()
    strip.grab()
    strip.mark(frozenset({book.entries[0].ref}))
    strip.show_timeline(many_entries(4_500), whole=True)
    strip.grab()
    assert calls == {"drawPixmap": 2}


def zoomed(strip, theme):
    wheel(strip, QPointF(300, 40), 240)


def marked(strip, theme):
    strip.mark(frozenset({Ref(RefType.DATE, 1)}))


def other_dates(strip, theme):
    strip.show_timeline(make_timeline(sample_dates()[1:], [document(1)]), whole=False)


def no_dates(strip, theme):
    strip.show_timeline(TimelineBook(), whole=True)


def wider(strip, theme):
    strip.resize(strip.width() + 40, strip.height())


def dark(strip, theme):
    theme.set_mode(ThemeMode.DARK)


def finer(strip, theme):
    strip.devicePixelRatioF = lambda: 2.0


def in_words_of_another_language(strip, theme):
    QApplication.sendEvent(strip, QEvent(QEvent.Type.LanguageChange))


CHANGES = [
    zoomed, marked, other_dates, no_dates, wider, dark, finer, in_words_of_another_language,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changes_on_the_strip_is_painted_anew_once(strip, theme, calls, change):
    strip.grab()
    calls.clear()
    change(strip, theme)
    strip.grab()
    assert calls["drawText"], "painted anew"
    ratio = strip.devicePixelRatioF()
    assert strip._picture.size() == strip.size() * ratio
    assert strip._picture.devicePixelRatio() == ratio
    calls.clear()
    strip.grab()
    assert calls == {"drawPixmap": 1}


def on_screen(strip):
    strip.repaint()
    return strip.screen().grabWindow(strip.winId()).toImage()


@pytest.mark.parametrize(
    "change", [zoomed, marked, other_dates, no_dates], ids=lambda one: one.__name__
)
def test_what_was_there_is_shown_until_a_step_of_its_own_has_painted_the_new(
    strip, theme, qtbot, change
):
    qtbot.wait_exposed(strip)
    before = on_screen(strip)
    change(strip, theme)
    assert on_screen(strip) == before
    qtbot.wait_until(lambda: not strip._own_step.isActive())
    after = on_screen(strip)
    assert after != before
    strip._paint_anew()
    assert strip.grab().toImage() == after


def test_a_picture_of_the_strip_shows_what_is_laid_out(strip, theme, qtbot):
    qtbot.wait_exposed(strip)
    before = on_screen(strip)
    zoomed(strip, theme)
    strip.repaint()
    taken = strip.grab().toImage()
    assert taken != before
    qtbot.wait_until(lambda: not strip._own_step.isActive())
    assert on_screen(strip) == taken


def test_while_somebody_goes_on_zooming_what_was_laid_out_is_shown(strip, theme, qtbot):
    qtbot.wait_exposed(strip)
    on_screen(strip)
    before = strip._picture
    zoomed(strip, theme)
    strip._renew()
    assert strip._picture is before, "laid out"
    first = strip._laid
    zoomed(strip, theme)
    strip._renew()
    assert strip._laid is first and strip._picture is not before, "painted"
    strip.repaint()
    qtbot.wait_until(lambda: not strip._own_step.isActive())
    assert strip._laid.window == strip.stand.window
    after = on_screen(strip)
    strip._paint_anew()
    assert strip.grab().toImage() == after


def test_a_hidden_strip_is_not_painted(strip, theme, calls, qtbot):
    qtbot.wait_exposed(strip)
    zoomed(strip, theme)
    strip.repaint()
    strip.hide()
    calls.clear()
    qtbot.wait_until(lambda: not strip._own_step.isActive())
    assert not calls


@pytest.mark.parametrize("change", [wider, dark], ids=lambda change: change.__name__)
def test_a_picture_of_another_size_or_colour_is_not_shown(strip, theme, qtbot, change):
    qtbot.wait_exposed(strip)
    on_screen(strip)
    change(strip, theme)
    strip.repaint()
    assert not strip._own_step.isActive() and not strip._is_stale


def test_larger_letters_take_more_room(strip, qapp):
    usual = strip.minimumHeight(), strip._lane
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    qapp.processEvents()
    try:
        assert (strip.minimumHeight(), strip._lane) > usual
    finally:
        qapp.setFont(before)
        qapp.processEvents()
    assert (strip.minimumHeight(), strip._lane) == usual


def test_what_is_chosen_is_seen_over_the_others_of_its_day(strip):
    book = many_entries(50_000)
    strip.show_timeline(book, whole=True)
    at = next(
        place.item
        for alike in strip.laid.drawing.marks
        for place in alike.places
        if place.lane == -1 and alike.kind is RefType.DOCUMENT
    )
    ref = strip.laid.shown[at].ref
    before = strip.grab().toImage()
    strip.mark(frozenset({ref}))
    assert strip.laid.drawing.marks[-1].chosen
    assert [strip.laid.shown[place.item].ref for place in strip.laid.drawing.marks[-1].places] == [
        ref
    ]
    point = strip.center_of(ref).toPoint() - QPoint(0, 6)
    ink = strip._theme.palette.ink(RefType.DOCUMENT).lightness()
    after = strip.grab().toImage()
    assert abs(after.pixelColor(point).lightness() - ink) < abs(
        before.pixelColor(point).lightness() - ink
    )
