"""Which words the widgets of the program hold: shown or hidden, in models, in what a screen reader is told.

Also what an undo in a field would bring back.
"""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGraphicsScene,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
from shiboken6 import isValid

from ui.import_runner import ImportRunner

_ROLES = (*range(16), *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 24))
_UNDONE = 60  # steps of a field that are taken back


def where_held(words):
    """Return for each of these words that is held what holds it, a line each."""
    held = {}
    for holder, text in _texts():
        low = text.casefold()
        for word in words:
            if word in low:
                held.setdefault(word, set()).add(holder)
    return {word: "\n".join(sorted(holders)) for word, holders in held.items()}


def _texts() -> Iterator[tuple[str, str]]:
    seen = set()
    for top in QApplication.topLevelWidgets():
        for each in (top, *top.findChildren(QObject)):
            if id(each) not in seen:
                seen.add(id(each))
                if isValid(each):  # parts of a text go when it is changed
                    name = _name(each)
                    yield from ((name, text) for text in _of_object(each))
    yield "clipboard", QApplication.clipboard().text()


def _of_object(each) -> Iterator[str]:
    kind = each.metaObject()
    for at in range(kind.propertyCount()):
        value = kind.property(at).read(each)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, str))
    if isinstance(each, QAbstractItemModel):
        yield from _of_model(each, QModelIndex())
    elif isinstance(each, QAbstractItemView) and each.model() is not None:
        yield from _of_model(each.model(), QModelIndex())
    elif isinstance(each, QGraphicsScene):
        for item in each.items():
            yield from (str(item.toolTip()), str(vars(item)))
    elif isinstance(each, QTextDocument):
        yield each.toPlainText()
    elif isinstance(each, QLineEdit) and not each.isReadOnly():
        yield from _undone(each, each.text)
    elif isinstance(each, QPlainTextEdit | QTextEdit) and not each.isReadOnly():
        yield from _undone(each, each.toPlainText)
    yield from _of_our_own(each)


def _undone(field, text) -> Iterator[str]:
    for _ in range(_UNDONE):
        field.undo()
        yield text()


def _of_model(model, parent) -> Iterator[str]:
    is_list = isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(parent)):
        for column in range(1 if is_list else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in _ROLES:
                value = model.data(index, role)
                if value is not None:
                    yield str(value)
        if not is_list:
            yield from _of_model(model, model.index(row, 0, parent))


def _of_our_own(each) -> Iterator[str]:
    """Look at what our own widgets paint from: their attributes, and plain data in these.

    An import that goes on behind the lock knows its files, and shows them to nobody.
    """
    if type(each).__module__.startswith("ui.") and not isinstance(each, ImportRunner):
        yield from _of_data(list(vars(each).values()), 6)


def _of_data(values, depth) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif depth and isinstance(value, dict):
            yield from _of_data([*value.keys(), *value.values()], depth - 1)
        elif depth and isinstance(value, list | tuple | set | frozenset):
            yield from _of_data(value, depth - 1)
        elif depth and hasattr(value, "__dataclass_fields__"):
            parts = [getattr(value, name, None) for name in value.__dataclass_fields__]
            yield from _of_data(parts, depth - 1)


def _name(each) -> str:
    names = []
    while each is not None:
        names.append(each.objectName() or type(each).__name__)
        each = QObject.parent(each)
    return " < ".join(names[:5])
