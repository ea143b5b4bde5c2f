"""Saves the report whose dialog is up, as a user does."""

from PySide6.QtCore import Qt


def report_dialog(window, qtbot):
    """Return the dialog of reports once it is up."""
    qtbot.wait_until(lambda: window.reports.dialog is not None, timeout=10_000)
    return window.reports.dialog


def save_report(window, qtbot):
    """Click Save in the dialog of reports, and wait until the file is written and the dialog gone."""
    dialog = report_dialog(window, qtbot)
    dialog.open_after.setChecked(False)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: window.reports.dialog is None, timeout=20_000)
