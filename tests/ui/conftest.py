"""Fixtures for tests of the window: no screen, settings and data of their own."""

import gc
import os
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.exceptions import TimeoutError as OutOfTime
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casefile.case import Case
from casefile.workers import Workers
from tests.ui.accessibility import faults_of_names
from tests.ui.fake_case import FakeCase
from ui import app as program
from ui.accessibility import name_roles
from ui.case_doors import CaseDoors
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import SettingsFile
from ui.theme import Theme, ThemeMode

_ROUND_MS = 1_000
_PATIENCE = 120  # rounds


class PatientBot(QtBot):
    """Waits for what a test waits for as long as a busy machine may take; a quiet one answers at once.

    Patience is counted in rounds of its own: a machine that was asleep, or a process that was stopped for
    minutes, has used up one of them, and all that answers goes on after it, too.
    """

    @override
    def waitUntil(self, callback, *, timeout=5_000):
        for _ in _rounds(timeout):
            with suppress(OutOfTime):
                return super().waitUntil(callback, timeout=_ROUND_MS)
        return super().waitUntil(callback, timeout=min(timeout, _ROUND_MS))

    @override
    @contextmanager
    def waitSignal(self, signal, *, timeout=5_000, **given):
        with super().waitSignal(signal, timeout=min(timeout, _ROUND_MS), **given) as waiting:
            yield waiting
            for _ in _rounds(timeout):
                with suppress(OutOfTime):
                    super().waitUntil(lambda: waiting.signal_triggered, timeout=_ROUND_MS)
                    break

    @override
    def waitExposed(self, widget, *, timeout=5_000):
        return super().waitExposed(widget, timeout=max(timeout, _PATIENCE * _ROUND_MS))


def _rounds(timeout: int) -> range:
    """Return in how many rounds to wait; less than a second is what a test means to show."""
    return range(0 if timeout < _ROUND_MS else _PATIENCE)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def clipboard_emptied(qapp):
    """Empty the clipboard at the end: the screenless platform's outlives Python and would crash with it."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def set_up_as_the_program_does(qapp):
    """Give the application its style once, and tell what our painted widgets are."""
    qapp.setStyle("Fusion")
    name_roles()


@pytest.fixture(autouse=True)
def tidied(qapp):
    """Delete a test's widgets when it ends, and collect what it left, both on the window's thread.

    Else the next test gives the old widgets its style sheet too; and as in the program (``ui.collecting``) no
    other thread may come upon Qt's objects in a cycle and destroy them.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # what is left stays: modules, and what a module's tests share
    gc.enable()


@pytest.fixture(autouse=True)
def dialogs_can_be_told(monkeypatch):
    """Look at every dialogue that a test opens as a screen reader does."""
    faults = []

    def looking(name):
        plain = getattr(QDialog, name)

        def act(dialog, *given):
            done = plain(dialog, *given)
            if dialog.isVisible() and type(dialog).__module__.startswith("ui."):
                faults.extend(f"{type(dialog).__name__}: {one}" for one in faults_of_names(dialog))
            return done

        return act

    for name in ("open", "show"):
        monkeypatch.setattr(QDialog, name, looking(name))
    yield
    assert not faults, "\n".join(sorted(set(faults)))


class RecordingReader(QWidget):
    """Stands where the source reader stands and writes down what it was asked for."""

    ref_activated = Signal(object)
    copy_requested = Signal(object)
    menu_wanted = Signal(object, object, QPoint)
    trouble = Signal(object)
    search_wanted = Signal(str, bool)
    hit_reached = Signal(int, int)
    chosen = Signal(int)
    altered = Signal()
    shown = Signal(object)
    leaving = Signal()
    reached = Signal(object)
    paper_changed = Signal()

    def __init__(self, jobs, theme, parent):
        super().__init__(parent)
        self.asked = []
        self.selected = None
        self.document = 1
        self.is_finding = False
        self.more = []
        self.paper = SimpleNamespace(views=SimpleNamespace(standing=None))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_case(self, case):
        self.asked.append(("case", case))

    def show_document(self, document):
        self.asked.append(("document", document))

    def show_pin(self, pin, ref=None):
        self.asked.append(("pin", pin, ref))

    def show_hits(self, document, spans, current, query="", *, typing=False):
        self.asked.append(("hits", document, spans, current))

    def show_end(self, document, query, *, typing=False, last):
        self.asked.append(("end", document, query, typing, last))

    def open_tab(self, document):
        self.asked.append(("tab", document))

    def offer(self, acts):
        pass

    def name_papers(self, rows):
        pass

    def papers(self):
        return ()

    def restore(self, papers):
        pass

    def show_both(self, first, second):
        self.asked.append(("both", first, second))

    def find(self):
        self.asked.append(("find",))

    def close_find(self):
        return False

    def marks_hits_of(self, query, *, typing):
        return False

    def refresh(self, document=None):
        self.asked.append(("refresh", document))

    def selected_place(self):
        return self.selected

    def copy_current(self):
        self.asked.append(("copy",))


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()
    assert made.join(120)


@pytest.fixture
def theme(qapp):
    made = Theme(ThemeMode.LIGHT)
    made.apply()
    return made


@pytest.fixture
def case_type():
    """Return what cases are made of; a module of tests may have its own."""
    return FakeCase


@pytest.fixture
def doors(case_type):
    """Open and make cases in memory; the opened ones are kept in ``doors.cases``."""

    class Doors:
        def __init__(self):
            self.cases = []

        def open(self, folder):
            self.cases.append(case_type(folder))
            return self.cases[-1]

        def create(self, folder, name):
            self.cases.append(case_type(folder, name))
            return self.cases[-1]

    return Doors()


@pytest.fixture
def window(qtbot, jobs, theme, doors, tmp_path):
    """Show the real window over cases in memory."""
    settings = SettingsFile(tmp_path / "settings" / "window.json")
    with theme.laid_on_last():
        made = MainWindow(
            jobs, theme, settings, CaseDoors(doors.open, doors.create), RecordingReader
        )
    qtbot.add_widget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.wait_exposed(made)
    return made


@pytest.fixture
def opened(window, qtbot, tmp_path):
    """Show the window with a case whose columns have been filled."""
    with qtbot.wait_signal(window.desk.columns_read):
        window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: not window.desk.jobs.busy)
    window.reader.asked.clear()
    return window


@pytest.fixture(scope="session")
def workers():
    """Start the program's processes once for all tests: they know nothing of a case."""
    made = Workers()
    yield made
    made.close()


@pytest.fixture
def program_window(qtbot, jobs, theme, workers, tmp_path):
    """Show the window as the program builds it, with its data in a folder of its own and no case yet."""
    local = tmp_path / "local"
    doors = CaseDoors(
        lambda folder: Case.open(folder, workers, local=local),
        lambda folder, name: Case.create(folder, workers, name=name, local=local),
    )
    window = program.build_window(jobs, theme, SettingsFile(tmp_path / "window.json"), doors)

    def leave(window):
        # A closed window is deleted by the first wait that follows, and its desk with it.
        if window.desk.case is not None:
            with qtbot.wait_signal(window.desk.case_closed):
                window.desk.close_case()
        qtbot.wait_until(lambda: not jobs.busy)

    qtbot.add_widget(window, before_close_func=leave)
    window.show()
    return window
