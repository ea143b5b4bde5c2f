"""Fixtures for tests of the window: no screen, settings and data of their own."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ui.jobs import Jobs
from ui.theme import Theme, ThemeMode


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()
    assert made.join(10)


@pytest.fixture
def theme(qapp):
    made = Theme(ThemeMode.LIGHT)
    made.apply()
    return made
