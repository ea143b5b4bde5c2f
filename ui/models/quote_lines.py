"""The model behind the quote bank's list: its lines, each made when it is looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from casefile.records import Ref
from ui.models.roles import OWN_ROLE, ROW_ROLE
from ui.quote_arranged import Laid
from ui.quote_lines import LineForm, QuoteLine, line_sentence

__all__ = ["QuoteLinesModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_LINE_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class QuoteLinesModel(QAbstractListModel):
    """Lines, replaced as a whole. Headings cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._laid = Laid()
        self._said: Mapping[Ref, str] = {}
        self.lines: Sequence[QuoteLine] = self._laid.lines

    def set_laid(self, laid: Laid) -> bool:
        """Show other lines; tell whether they have the same keys, so that none has moved."""
        before, self._laid = self._laid, laid
        if len(laid.lines) and laid.shows_lines_of(before):
            self.lines = laid.lines
            self.dataChanged.emit(self.index(0), self.index(len(laid.lines) - 1))
            return True
        self.beginResetModel()
        self.lines = laid.lines
        self.endResetModel()
        return False

    def set_own_words(self, said: Mapping[Ref, str]) -> None:
        """Take what the attorney said of findings, for their marks and tooltips."""
        if said != self._said:
            self._said = said
            if len(self.lines):
                self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1), [OWN_ROLE])

    @property
    def laid(self) -> Laid:
        """The lines with their places and heights."""
        return self._laid

    def line_at(self, index: Index) -> QuoteLine | None:
        """Return the line behind an index, or ``None`` for an invalid one."""
        at = index.row() if index.isValid() else -1
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the line with a key; an invalid one if there is none."""
        at = self._laid.place(key)
        return QModelIndex() if at is None else self.index(at)

    def beyond(self, at: int, by: int) -> QModelIndex:
        """Return the next line from a place on, ``by`` 1 or -1, that the keyboard stops at."""
        at += by
        while 0 <= at < len(self.lines):
            if self._form(at) is not LineForm.HEADING:
                return self.index(at)
            at += by
        return QModelIndex()

    def next_heading(self, at: int, by: int) -> QModelIndex:
        """Return the first line of the next or previous section; an invalid index at the ends."""
        at += by
        while 0 <= at < len(self.lines):
            if self._starts_section(at):
                return self.index(at)
            at += by
        return QModelIndex()

    def _form(self, at: int) -> LineForm:
        return self._laid.lines.form(at)

    def _starts_section(self, at: int) -> bool:
        form = self._form(at)
        if form in (LineForm.HEADING, LineForm.MEMBER):
            return False
        return not at or self._form(at - 1) is not form

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        at = index.row() if index.isValid() else -1
        known = 0 <= at < len(self.lines) and self._form(at) is not LineForm.HEADING
        return _LINE_FLAGS if known else _NO_FLAGS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if not 0 <= at < len(self.lines):
            return None
        line = self.lines[at]
        if role == ROW_ROLE:
            return line
        said = self._said.get(line.quote.ref, "") if self._said and line.quote is not None else ""
        if role == OWN_ROLE:
            return said
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return f"{line_sentence(line)}\n{said}" if said else line_sentence(line)
        return None
