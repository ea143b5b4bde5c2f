"""The canvas of the large timeline: laid out by a job, painted where something changed."""

from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt

from casefile.records import Ref, RefType
from tests.ui.chronology_rows import ChronologyCase
from tests.ui.driving import press, settled
from tests.ui.test_chronology import large_book
from ui.chronology_arranged import Wish, arrange
from ui.chronology_picture import LanesBy
from ui.panels import chronology_canvas
from ui.panels.chronology_canvas import ChronologyCanvas
from ui.theme import ThemeMode


@pytest.fixture
def case_type():
    return ChronologyCase


@pytest.fixture
def shown(opened, qtbot):
    """Show the window with the chronology, at its first event."""
    press(opened, qtbot, Qt.Key.Key_H)
    assert opened.chronology.is_shown
    return opened


def canvas_of(window):
    return window.chronology.panel.timeline.canvas


@pytest.fixture
def made(monkeypatch):
    """Tell on which threads the large timeline is laid out, and how often it is painted."""
    done = []

    def told(name, plain):
        def act(*given):
            done.append((name, current_thread() is main_thread()))
            return plain(*given)

        return act

    for name in ("make_scene", "scene_parts"):
        monkeypatch.setattr(chronology_canvas, name, told(name, getattr(chronology_canvas, name)))
    return done


def laid_out(done):
    return [in_window for name, in_window in done if name == "make_scene"]


def test_a_job_lays_the_timeline_out_and_the_window_paints_it_once(shown, qtbot, made, monkeypatch):
    monkeypatch.setattr("ui.panels.chronology._AT_ONCE", 0)
    press(shown, qtbot, Qt.Key.Key_L)
    canvas = canvas_of(shown)
    canvas.grab()
    assert laid_out(made) == [False]
    made.clear()
    canvas.grab()
    assert not made, "what stands is laid on again"
    canvas.zoom(0.8)
    canvas.grab()
    assert laid_out(made) == [True]
    made.clear()
    canvas.choose(canvas._picture.drawn[0])
    canvas.grab()
    assert [name for name, _ in made] == ["scene_parts"], "another thing is current"
    made.clear()
    shown.desk.change(lambda case: case.accept([Ref(RefType.DATE, 2)]))
    settled(shown, qtbot)
    canvas.grab()
    assert laid_out(made) == [False], "the stretch of time that was zoomed to, by the job"


def test_the_timeline_takes_other_colours(shown, qtbot):
    press(shown, qtbot, Qt.Key.Key_L)
    canvas = canvas_of(shown)
    light = canvas.grab().toImage()
    shown.theme.set_mode(ThemeMode.DARK)
    assert canvas.grab().toImage() != light


def test_the_list_comes_before_the_strip_of_dates_has_its_room_again(
    shown, qtbot, made, monkeypatch
):
    monkeypatch.setattr("ui.panels.chronology._AT_ONCE", 0)
    press(shown, qtbot, Qt.Key.Key_L)
    canvas_of(shown).grab()
    made.clear()
    panel = shown.chronology.panel
    panel.show_timeline(False)
    assert shown.timeline.isHidden() and panel.views.currentWidget() is panel.timeline
    settled(shown, qtbot)
    assert shown.timeline.isVisible() and panel.views.currentWidget() is panel.list
    assert not made, "the timeline is not laid out for the room that it leaves"


def test_a_lower_canvas_is_not_laid_out_again_but_a_narrower_one_is(shown, qtbot, made):
    press(shown, qtbot, Qt.Key.Key_L)
    canvas = canvas_of(shown)
    canvas.grab()
    made.clear()
    canvas.resize(canvas.width(), 150)
    canvas.grab()
    assert [name for name, _ in made] == ["scene_parts"]
    assert canvas.verticalScrollBar().maximum() > 0
    made.clear()
    canvas.resize(canvas.width() - 60, canvas.height())
    canvas.grab()
    assert laid_out(made) == [True]


@pytest.fixture
def canvas(qtbot, theme):
    """Show a timeline of some hundred marks and curves, painted whole; from now on in the smallest steps."""
    made = ChronologyCanvas(theme, lambda thing: thing.label)
    qtbot.add_widget(made)
    made.resize(900, 400)
    made.show_picture(arrange(large_book(400), Wish(lanes=LanesBy.PARTY)).picture)
    made.show()
    qtbot.wait_exposed(made)
    qtbot.wait_until(lambda: is_whole(made))
    theme.turn._seconds = 0.0
    return made


def is_whole(canvas):
    painted, wanted = canvas._painted, canvas.scene()
    return painted is not None and painted.scene is wanted and canvas._begun is None


def on_screen(canvas):
    canvas.viewport().repaint()
    everything = canvas.screen().grabWindow(canvas.winId()).toImage()
    return everything.copy(canvas.viewport().geometry())  # without the scroll bar


def painted_at_once(canvas):
    canvas._paint_anew()
    canvas.grab()
    return canvas._painted.picture.toImage()


def test_marks_follow_turn_by_turn_and_what_was_there_stays_until_all_are_painted(canvas, qtbot):
    before = on_screen(canvas)
    canvas.zoom(0.5)
    assert on_screen(canvas) == before
    assert canvas._begun is not None
    qtbot.wait_until(lambda: is_whole(canvas))
    after = canvas._painted.picture.toImage()
    assert on_screen(canvas) != before
    assert after == painted_at_once(canvas)


def test_of_a_timeline_that_was_not_seen_before_the_axis_and_the_names_are_there_first(
    canvas, qtbot
):
    canvas.forget()
    nothing = on_screen(canvas)
    canvas.show_picture(arrange(large_book(400), Wish(lanes=LanesBy.PARTY)).picture)
    for _ in range(4):
        on_screen(canvas)
        canvas._theme.turn._is_over()
    first = on_screen(canvas)
    assert not is_whole(canvas) and first != nothing
    names = (0, 0, 90, 300)
    qtbot.wait_until(lambda: is_whole(canvas))
    assert on_screen(canvas).copy(*names) == first.copy(*names)
    assert on_screen(canvas) != first


def test_a_picture_of_the_timeline_is_whole_at_any_time_and_the_screen_follows(canvas, qtbot):
    canvas.zoom(0.5)
    before = on_screen(canvas)
    assert canvas._begun is not None
    taken = canvas.grab().toImage()
    assert canvas._begun is None
    qtbot.wait_until(lambda: is_whole(canvas))
    assert on_screen(canvas) != before
    assert canvas._painted.picture.toImage() == painted_at_once(canvas)
    assert canvas.grab().toImage() == taken


def test_while_somebody_goes_on_zooming_what_is_begun_is_shown(canvas, theme, qtbot):
    canvas.zoom(0.8)
    on_screen(canvas)
    begun = canvas._begun
    shown = []
    theme.turn.over.connect(lambda: shown.append(canvas._painted))
    canvas.zoom(0.8)
    qtbot.wait_until(lambda: is_whole(canvas))
    assert begun is not None and begun in shown
    assert canvas._painted is not begun


def test_colours_of_before_are_not_shown_again(canvas, theme):
    canvas.zoom(0.5)
    on_screen(canvas)
    theme.set_mode(ThemeMode.DARK)
    assert canvas._painted is None and canvas._begun is None
