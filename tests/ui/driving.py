"""Drives the window as a user does: keys, clicks, drops; and looks at what it shows."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent


def settled(window, qtbot):
    """Wait until every job has ended and was heard of, however busy the machine is."""
    qtbot.wait_until(lambda: not window.desk.jobs.busy, timeout=60_000)
    qtbot.wait(5)


def column(window, kind):
    return window.columns.columns[kind].list


def shown(window, kind):
    return [row.id for row in window.columns.columns[kind].model.rows]


def click(window, qtbot, ref, modifier=Qt.KeyboardModifier.NoModifier):
    rows = column(window, ref.type)
    index = rows.model().index_of(ref)
    assert index.isValid()
    rows.scrollTo(index)
    place = rows.visualRect(index).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    settled(window, qtbot)


def press(window, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, modifier)
    settled(window, qtbot)


def find(window, kind):
    return next((one for one in window.findChildren(kind) if one.isVisible()), None)


def calls(window, name):
    return [call for call in window.desk.case.calls if call[0] == name]


def last_pin(window):
    return next(entry for entry in reversed(window.reader.asked) if entry[0] == "pin")


def drop(window, *urls, text=None):
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl(url) if "://" in url else QUrl.fromLocalFile(url) for url in urls])
    if text:
        mime.setText(text)
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    return event
