"""The window's frame is there at once, with nothing loaded; what the window is built of comes behind it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QFileOpenEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow
from typing_extensions import override

from tests.ui.test_callers import put
from ui import app as program
from ui import starting
from ui.callers import Callers
from ui.case_doors import CaseDoors
from ui.frame import Frame, Left
from ui.handing_over import Letter
from ui.mouse_buttons import BackForward
from ui.settings import Settings, SettingsFile
from ui.shape import restore_shape, with_shape
from ui.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def frame(qtbot):
    made = Frame(Settings())
    qtbot.add_widget(made)
    return made


class Room(QMainWindow):
    """Stands where the window stands."""

    def __init__(self, *, stays=False):
        super().__init__()
        self.stays = stays
        self.field = QLineEdit()
        self.setCentralWidget(self.field)
        self.setWindowTitle("Tern v. Harbor Board – Pincite")

    @override
    def closeEvent(self, event):
        event.setAccepted(not self.stays)


# -- empty


def test_nothing_heavy_is_loaded_for_it():
    code = "import sys, main, ui.starting; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    rooms = {"extraction", "importers", "index", "reports", "sqlite3"}
    assert not rooms & {name.partition(".")[0] for name in loaded}
    own = {name for name in loaded if name.startswith(("ui.", "casefile."))}
    assert "ui.frame" in own and len(own) < 20, own
    assert not {"PySide6.QtSvg", "casefile.records"} & set(loaded)


def test_it_is_there_and_says_that_it_starts(frame, qtbot):
    frame.appear()
    assert frame.isVisible() and frame.windowTitle() == "Pincite"
    assert frame.accessibleName() == "Pincite is starting"
    assert (frame.width(), frame.height()) == (1440, 900)


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_it_wears_the_colours_that_were_chosen(qapp, qtbot, tmp_path, theme, palette):
    qapp.setStyleSheet("")  # as at the start of the program; another test may have left one
    place = tmp_path / "window.json"
    place.write_text(f'{{"theme": "{theme}"}}')
    frame = starting.first_frame(SettingsFile(place))
    qtbot.add_widget(frame)
    frame.appear()
    corner = frame.grab().toImage().pixelColor(3, 3)
    assert corner.name() == QColor(palette.background).name()


def test_it_stands_where_the_window_was_left(frame, qtbot):
    left = QMainWindow()
    qtbot.add_widget(left)
    left.setGeometry(60, 40, 640, 420)
    left.show()
    again = Frame(with_shape(Settings(), left, ()))
    qtbot.add_widget(again)
    again.appear()
    assert again.size() == left.size()


def test_what_is_pressed_meanwhile_waits_and_what_the_system_asks_does_not(frame, qapp, qtbot):
    frame.appear()
    QCursor.setPos(QPoint(1, 1))
    QTest.qWait(0)
    seen = []

    class Seen(QObject):
        @override
        def eventFilter(self, watched, event):
            # The mouse by the system's window it is in, which may be one that another test has left.
            resized = watched is frame and event.type() is QEvent.Type.Resize
            if resized or (event.type() is QEvent.Type.MouseMove and isinstance(watched, QWindow)):
                seen.append(event.type())
            return False

    watch = Seen()
    qapp.installEventFilter(watch)
    QCursor.setPos(frame.mapToGlobal(QPoint(200, 150)))
    frame.windowHandle().resize(800, 500)
    for _ in range(20):
        frame.answer()
    assert seen == [QEvent.Type.Resize]
    qtbot.wait_until(lambda: QEvent.Type.MouseMove in seen)
    qapp.removeEventFilter(watch)


# -- loading


def modules(folder, monkeypatch, **sources):
    monkeypatch.syspath_prepend(str(folder))
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source)
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_it_answers_between_two_modules(tmp_path, monkeypatch):
    monkeypatch.setattr(starting, "_ANSWERED_EVERY", 0)
    modules(tmp_path, monkeypatch, frame_one="import frame_two", frame_two="")
    before = list(sys.meta_path)
    answers = []
    with starting.answering(lambda: answers.append(tuple(sys.modules))):
        import frame_one  # noqa: F401
    assert sys.meta_path == before
    assert "frame_two" in sys.modules
    assert any("frame_one" in loaded and "frame_two" not in loaded for loaded in answers)


@pytest.fixture
def own_settings(monkeypatch, tmp_path):
    monkeypatch.setattr(starting, "default_place", lambda: tmp_path / "window.json")
    monkeypatch.setattr(starting, "_ANSWERED_EVERY", 0)


def frames():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Frame)]


def test_closed_before_it_is_furnished_it_ends_the_program(
    qapp, own_settings, tmp_path, monkeypatch
):
    modules(tmp_path, monkeypatch, frame_late="")

    def load():
        next(each for each in frames() if each.isVisible()).close()
        import frame_late  # noqa: F401

    monkeypatch.setattr(starting, "load", load)
    assert starting.begin(None) == 0
    assert "frame_late" not in sys.modules
    assert not any(each.isVisible() for each in frames())


def test_a_part_that_is_missing_is_told(qapp, own_settings, monkeypatch, capsys):
    import main

    shown = []
    monkeypatch.setattr(
        "PySide6.QtWidgets.QMessageBox.critical", lambda *given: shown.append(given[2])
    )

    def load():
        import ui.no_such_part  # noqa: F401

    monkeypatch.setattr(starting, "load", load)
    assert main.main([]) == 1
    assert "Install it again" in shown[0]
    assert "ui.no_such_part" in capsys.readouterr().err


def test_no_command_is_taken_for_a_case():
    import main
    from ui.command_line.arguments import command_names

    assert all(main._may_be_command(name) for name in (*command_names(), "--version", "-h"))
    for words in (
        "/c/One.pincite",
        "One.pincite",
        "pincite:0/1",
        "file:///c/case.db",
        ".",
        "case.db",
    ):
        assert not main._may_be_command(words)


# -- furnished


@pytest.fixture
def furnished(frame):
    def made(*, stays=False):
        room = Room(stays=stays)
        frame.appear()
        frame.furnish(room)
        frame.uncover()
        return room

    return made


def test_it_has_the_title_of_the_window_in_it(frame, furnished):
    room = furnished()
    assert frame.windowTitle() == "Tern v. Harbor Board – Pincite"
    assert frame.accessibleName() == ""
    room.setWindowTitle("Pincite")
    assert frame.windowTitle() == "Pincite"
    assert room.size() == frame.size() and room.isVisible() and not room.isWindow()


def test_what_the_system_hands_over_meanwhile_waits_for_the_window(frame, qapp, qtbot, tmp_path):
    frame.appear()
    QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "One.pincite")))
    taken = []

    class Taker(QObject):
        @override
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.FileOpen:
                taken.append(event.file())
            return False

    frame.furnish(Room())
    frame.uncover()
    taker = Taker()
    qapp.installEventFilter(taker)
    qtbot.wait_until(lambda: taken == [str(tmp_path / "One.pincite")])
    qapp.removeEventFilter(taker)


def test_the_keyboard_is_in_the_window_as_soon_as_it_is_there(frame, furnished, qtbot):
    frame.show()
    frame.activateWindow()
    qtbot.wait_until(frame.isActiveWindow)
    room = furnished()
    assert room.field.hasFocus()


def test_it_asks_the_window_before_it_is_closed(frame, furnished):
    room = furnished(stays=True)
    assert not frame.close() and frame.isVisible()
    room.stays = False
    assert frame.close()


def test_left_before_it_appeared_it_says_so(frame):
    frame.show()
    frame.close()
    with pytest.raises(Left):
        frame.answer()


@pytest.fixture
def real(frame, qtbot, jobs, theme, doors, tmp_path, monkeypatch):
    """Show the window as the program does, in its frame, over cases in memory."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    settings = SettingsFile(tmp_path / "settings" / "window.json")
    frame.appear()
    window = program.build_window(jobs, theme, settings, CaseDoors(doors.open, doors.create), frame)
    frame.uncover()
    frame.activateWindow()
    qtbot.wait_exposed(frame)
    with qtbot.wait_signal(window.desk.columns_read):
        window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: not jobs.busy)
    return window


def test_the_whole_window_works_in_it(real, frame, qtbot):
    assert real.window() is frame and real.size() == frame.size()
    assert frame.windowTitle() == real.windowTitle() != "Pincite"
    qtbot.wait_until(frame.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_F, keys)
    qtbot.wait_until(lambda: real.top.search.hasFocus())
    real.open_palette()
    qtbot.wait_until(lambda: QApplication.activeModalWidget() is not None)
    palette = QApplication.activeModalWidget()
    assert palette.parentWidget() is real
    palette.close()


def test_it_and_what_is_in_it_come_back_as_they_were_left(
    real, frame, qtbot, jobs, theme, tmp_path
):
    frame.setGeometry(10, 30, 760, 620)  # no screen of a test is wider
    real.across.setSizes([210, 330, 220])
    real.down.setSizes([400, 150])
    before = real.across.sizes(), real.down.sizes()
    real.actions_by_key["quit"].trigger()
    assert not frame.isVisible()
    settings = SettingsFile(tmp_path / "settings" / "window.json")
    again = Frame(settings.value)
    qtbot.add_widget(again)
    again.appear()
    window = program.build_window(jobs, theme, settings, CaseDoors(None, None), again)
    window.pages.setCurrentIndex(1)
    again.uncover()
    assert again.size() == frame.size()
    assert (window.across.sizes(), window.down.sizes()) == before


def test_a_window_left_as_a_whole_screen_comes_back_so(frame, furnished, qtbot):
    room = furnished()
    frame.showMaximized()
    settings = with_shape(Settings(), room, ())
    again, inside = Frame(settings), Room()
    qtbot.add_widget(again)
    again.appear()
    assert again.isMaximized()
    restore_shape(settings, inside, ())
    again.furnish(inside)
    again.uncover()
    assert inside.size() == again.size() and not inside.isMaximized()


def test_the_side_buttons_of_a_mouse_reach_the_window(frame):
    went = []
    room = Room()
    BackForward(room, lambda: went.append("back"), lambda: went.append("forward"))
    frame.appear()
    frame.furnish(room)
    frame.uncover()
    for button in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
        pressed = QMouseEvent(
            QEvent.Type.MouseButtonPress,
            QPointF(5, 5),
            QPointF(5, 5),
            button,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(frame.windowHandle(), pressed)
    assert went == ["back", "forward"]


def test_a_lock_closes_what_lies_over_it_and_not_the_frame(real, frame, qtbot):
    from ui.locking import _Locked

    over = QDialog(real)
    over.show()
    case = real.desk.case
    real.locking._put_away(_Locked(case.folder, case.name, real.desk.narrowing))
    assert not over.isVisible()
    assert frame.isVisible()


def test_a_caller_brings_it_up_from_the_task_bar(real, frame, qtbot, tmp_path):
    callers = Callers(real, SettingsFile(tmp_path / "window.json"))
    frame.showMaximized()
    frame.setWindowState(frame.windowState() | Qt.WindowState.WindowMinimized)
    letter = put(Letter(str(real.desk.case.folder)))
    qtbot.wait_until(lambda: not letter.exists() and not frame.isMinimized(), timeout=60_000)
    assert frame.isMaximized()
    callers.leave()
    assert not (tmp_path / "home" / str(os.getpid())).exists()
