"""The real window over a real case for the attorney's walk: the sample, two articles, three complaints."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import resources
from casefile.case import Case
from casefile.workers import Workers
from ui import app as program
from ui.case_doors import CaseDoors
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import SettingsFile
from ui.theme import Theme, ThemeMode

THEME = "WALK_THEME"
_PLEADINGS = (
    "iqbal-first-amended-complaint.pdf",
    "iqbal-second-amended-complaint.pdf",
    "deutsch-interpleader-complaint.pdf",
)


@pytest.fixture(scope="module")
def walked(
    qapp: QApplication, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """Show the window with the case open, once for all tasks."""
    folder = tmp_path_factory.mktemp("walk")
    local = folder / "local"
    papers = [
        resources.path("sample/papers"),
        shared / "seeds",
        *(shared / "documents" / "pleadings" / name for name in _PLEADINGS),
    ]
    workers, jobs = Workers(), Jobs()
    with Case.create(
        folder / "walk.pincite", workers, name="Saltgrass v. Tarrow Haven", local=local
    ) as case:
        for _ in case.ingest(papers):
            pass
    program.build_application(("pincite",))
    theme = Theme(ThemeMode(os.environ.get(THEME, "light")))
    theme.apply()
    settings = SettingsFile(folder / "window.json")
    settings.value = replace(settings.value, scans="")
    window = program.build_window(
        jobs,
        theme,
        settings,
        CaseDoors(
            lambda opened: Case.open(opened, workers, local=local),
            lambda made, name: Case.create(made, workers, name=name, local=local),
        ),
    )
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.desk.open_case(folder / "walk.pincite")
    yield window
    window.desk.close_case()
    _wait(lambda: window.desk.case is None and not jobs.busy)
    window.close()
    jobs.close()
    assert jobs.join(120)
    workers.close()


def _wait(done: Callable[[], bool]) -> None:
    for _ in range(12_000):
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("the window did not come to rest")
