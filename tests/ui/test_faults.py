"""Reports of faults name our places and kinds of errors, and not one word of a case."""

import logging
import sys
import threading
from pathlib import Path

import pytest

from resources.version import VERSION
from ui.faults import FaultBell, catch_faults, fault_report

SECRET = "Valdar"


def raised(act) -> BaseException:
    try:
        act()
    except BaseException as error:
        return error
    raise AssertionError("it raised nothing")


def of_a_message():
    raise RuntimeError(f"Ines {SECRET}'s letter")


def of_a_path():
    Path(f"/cases/{SECRET} v. Port.pincite/case.db").read_bytes()


def of_a_cause():
    try:
        of_a_path()
    except OSError as error:
        raise ValueError(SECRET) from error


def of_a_context():
    try:
        of_a_message()
    except RuntimeError:
        {}[SECRET]


def of_a_note():
    error = LookupError("x")
    error.add_note(
        f'Traceback:\n  File "/cases/{SECRET}.py", line 3, in {SECRET}\nOSError: {SECRET}'
    )
    raise error


def of_a_group():
    raise ExceptionGroup(SECRET, [KeyError(SECRET), OSError(2, SECRET, f"/{SECRET}.pdf")])


def of_a_class_of_its_own():
    raise type(SECRET, (Exception,), {})("x")


def of_a_file_of_the_case():
    exec(compile(f"def {SECRET}():\n raise OSError\n{SECRET}()", f"/cases/{SECRET}.py", "exec"), {})


def of_text_in_another_encoding():
    SECRET.encode("utf-16").decode("ascii")


def of_a_syntax():
    compile(f"{SECRET} {SECRET}", f"{SECRET}.py", "exec")


@pytest.mark.parametrize(
    "act",
    [
        of_a_message,
        of_a_path,
        of_a_cause,
        of_a_context,
        of_a_note,
        of_a_group,
        of_a_class_of_its_own,
        of_a_file_of_the_case,
        of_text_in_another_encoding,
        of_a_syntax,
    ],
)
def test_a_report_holds_no_word_of_a_case(act):
    report = fault_report(raised(act))
    assert SECRET not in report
    assert "/cases" not in report
    assert f"tests/ui/test_faults.py:{act.__code__.co_firstlineno + 1}" in report or (
        f"in {act.__name__}" in report
    )


def test_a_report_tells_kinds_places_and_what_was_behind():
    report = fault_report(raised(of_a_cause))
    assert report.startswith(f"Pincite {VERSION} on Python")
    assert "ValueError" in report and "FileNotFoundError" in report
    assert "in of_a_path" in report
    assert str(sys.prefix) not in report


def test_a_library_is_named_by_its_own_place():
    assert "\n  json/decoder.py:" in fault_report(raised(lambda: __import__("json").loads("{")))


def test_a_built_program_names_its_modules_and_nothing_else(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    error = RuntimeError("x")
    notes = ["json/decoder.py", "ui/faults.py", f"{SECRET}.py", f"/cases/{SECRET}.py", "ui/none.py"]
    error.add_note("\n".join(f'  File "{name}", line 7, in f' for name in notes))
    told = fault_report(error)
    assert "worker: json/decoder.py:7" in told and "worker: ui/faults.py:7" in told
    assert SECRET not in told and "none.py" not in told


def test_errors_that_name_each_other_end():
    one, other = RuntimeError("a"), RuntimeError("b")
    one.__context__, other.__context__ = other, one
    assert fault_report(one).count("RuntimeError") == 2


def test_a_worker_process_is_told_by_place():
    error = RuntimeError("x")
    error.add_note(f'  File "{__file__}", line 12, in secret_{SECRET}\nValueError: {SECRET}')
    report = fault_report(error)
    assert "worker: tests/ui/test_faults.py:12" in report
    assert SECRET not in report


@pytest.fixture
def caught(monkeypatch, capsys):
    """Catch faults as the program does; return what was rung, and what the console got."""
    for where, name in (
        (sys, "excepthook"),
        (threading, "excepthook"),
        (sys, "unraisablehook"),
    ):
        monkeypatch.setattr(where, name, getattr(where, name))
    rung = []
    handlers = list(logging.getLogger().handlers)
    catch_faults(rung.append)
    yield rung, lambda: capsys.readouterr().err
    logging.getLogger().handlers[:] = handlers


def test_a_fault_of_a_thread_is_caught(caught):
    rung, console = caught
    thread = threading.Thread(target=of_a_message)
    thread.start()
    thread.join()
    assert isinstance(rung[0], RuntimeError)
    told = console()
    assert "in of_a_message" in told
    assert SECRET not in told


def test_a_fault_of_a_dying_object_is_caught(caught):
    class Dying:
        def __del__(self):
            of_a_message()

    rung, console = caught
    del [Dying()][0]
    assert isinstance(rung[0], RuntimeError)
    assert SECRET not in console()


def test_a_fault_that_nobody_handled_is_caught_and_leaving_is_none(caught):
    rung, console = caught
    error = raised(of_a_context)
    sys.excepthook(type(error), error, error.__traceback__)
    leaving = KeyboardInterrupt(SECRET)
    sys.excepthook(KeyboardInterrupt, leaving, None)
    assert rung == [error]
    assert SECRET not in console()


def test_what_libraries_log_is_not_printed(caught):
    _, console = caught
    logging.getLogger("some.library").warning("of %s", SECRET)
    assert console() == ""


def test_the_bell_is_heard_on_the_windows_thread(qtbot):
    bell, heard = FaultBell(), []
    bell.rung.connect(lambda error: heard.append((error, threading.current_thread())))
    error = RuntimeError("x")
    thread = threading.Thread(target=lambda: bell.ring(error))
    thread.start()
    thread.join()
    assert not heard
    qtbot.wait_until(lambda: bool(heard))
    assert heard == [(error, threading.main_thread())]
