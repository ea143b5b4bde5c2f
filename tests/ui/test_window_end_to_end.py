"""The real window over a real case: papers in, columns filled, decisions kept, a report out.

Also what the start of the program promises: little is loaded, and the window is there at once.
"""

import inspect
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from casefile.case import Case
from casefile.records import RefType, ReviewState
from tests.ui.report_saving import save_report
from ui import app as program

ROOT = Path(__file__).resolve().parents[2]

ARTICLE = """Ferry cut off after pamphlet

By Nora Quill
March 6, 2026

BRACKEN HARBOR - The Bracken Harbor Authority suspended the permit of Larkspur Ferry Company on
February 24, 2026.

"A permit is a courtesy, not a right," said Tobias Wren, the director of the Authority.

Ines Valdar, who founded Larkspur Ferry Company, said: "They took our racks away before Friday."
"""

LETTER = """March 9, 2026

Dear Ms. Valdar:

On March 2, 2026 the Bracken Harbor Authority adopted its display rule. Larkspur Ferry Company may
be heard on March 30, 2026.

Tobias Wren
"""


@pytest.fixture
def real(program_window):
    return program_window


def rows(window, kind):
    return window.columns.columns[kind].model.rows


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_papers_in_findings_out_decisions_kept(real, qtbot, tmp_path, monkeypatch):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "Article.txt").write_text(ARTICLE)
    (papers / "Letter.txt").write_text(LETTER)
    (papers / "Empty.txt").write_text("")
    folder = tmp_path / "Larkspur.pincite"
    asked = callers(monkeypatch)
    with qtbot.wait_signal(real.desk.import_ended, timeout=60_000) as ended:
        real.desk.create_case(folder, "Larkspur v. Bracken Harbor", [papers])
    assert sorted(outcome.status for outcome in ended.args[0]).count("imported") == 2
    qtbot.wait_until(lambda: not real.desk.jobs.busy, timeout=10_000)
    # The case is made, fed and asked off the window's thread; benchmarks.responsiveness times what is left.
    assert {"create", "ingest", "view", "documents"} <= asked.keys()
    assert not [name for name, threads in asked.items() if threading.main_thread() in threads]
    assert len(real.desk.documents) >= 2
    names = {row.name for row in rows(real, RefType.PARTY)}
    assert {"Bracken Harbor Authority", "Larkspur Ferry Company"} <= names
    said = next(row for row in rows(real, RefType.QUOTE) if "courtesy" in row.text)
    assert said.speaker_name == "Tobias Wren"
    assert "2026-03-30" in {row.value for row in rows(real, RefType.DATE)}

    troubles = []
    real.reader.trouble.connect(troubles.append)
    real.navigator.go_to(said)
    qtbot.wait_until(lambda: not real.desk.jobs.busy, timeout=10_000)
    assert not troubles
    assert real.reader.document == said.pin.document
    assert {row.name for row in rows(real, RefType.PARTY)} >= {"Tobias Wren"}
    with qtbot.wait_signal(real.desk.changed):
        real.review.accept()
    qtbot.wait_until(lambda: not real.desk.jobs.busy, timeout=10_000)
    report = tmp_path / "quotes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(report), ""))
    real.reports.open("quotes")
    save_report(real, qtbot)
    assert "courtesy, not a right" in report.read_text(encoding="utf-8-sig")

    with qtbot.wait_signal(real.desk.columns_read, timeout=10_000):
        real.desk.open_case(folder)
    kept = next(row for row in rows(real, RefType.QUOTE) if "courtesy" in row.text)
    assert kept.state is ReviewState.ACCEPTED
    with qtbot.wait_signal(real.desk.found, timeout=10_000) as found:
        real.top.search.setText("racks w/5 friday")
    assert found.args[0].total >= 1


def callers(patch):
    """Have the threads that call the case's functions noted by the function's name."""
    asked = {}

    def note(name, function):
        def noted(*given, **named):
            asked.setdefault(name, set()).add(threading.current_thread())
            return function(*given, **named)

        return noted

    functions = inspect.getmembers(Case, inspect.isfunction)
    for name, function in functions:
        if not name.startswith("_"):
            patch.setattr(Case, name, note(name, function))
    for name in ("create", "open"):
        patch.setattr(Case, name, note(name, getattr(Case, name)))
    return asked


LATER = [
    *(f"ui.panels.{name}" for name in ("network", "quote_bank", "chronology", "outline", "review")),
    *("ui.dialogs.form", "ui.dialogs.help", "ui.about_facts"),
    *("casefile.links", "casefile.snapshot", "casefile.documents", "casefile.protection"),
    *("extraction.dates", "extraction.names", "extraction.reading", "importers.tables"),
]
"""What is made or done when it is first asked for: the modules for it are loaded while the window waits."""


def test_starting_loads_little_and_leaves_tidily(tmp_path):
    """Run the program's own start in a process of its own, as a user does, and quit."""
    script = """
import sys, ui.app, ui.starting
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

loaded = []

def look():
    loaded.extend(sys.modules)
    assert QApplication.topLevelWidgets()
    QApplication.quit()

def built(arguments, build=ui.app.build_application):
    made = build(arguments)
    QTimer.singleShot(50, look)
    return made

ui.app.build_application = built
ui.app._warm_up = lambda: None
status = ui.starting.begin(None)
heavy = {"spacy", "whoosh", "numpy", "pypdf", "pypdfium2", "docx", "trafilatura", "lxml"}
later = {"casefile.case", "casefile.ingest", "urllib.request", *LATER}
print(status, sorted((heavy | later) & set(loaded)))
"""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PATH": "/usr/bin:/bin",
        "SYSTEMROOT": "C:\\Windows",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"LATER = {LATER}\n{script}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "0 []", done.stderr
    assert "Traceback" not in done.stderr


def test_the_application_is_ours(qapp):
    assert program.build_application([]) is QApplication.instance()
    assert QApplication.applicationName() == "Pincite"
