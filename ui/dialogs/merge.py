"""Which other party is the same as this one: a list to type into, the likeliest first, with reasons."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from typing_extensions import override

from casefile.records import PartyRow
from ui import messages
from ui.dialogs.form import Box, Form
from ui.language import tr

__all__ = ["MergeForm", "merge_sentence"]

_WIDTH, _LIST_HEIGHT = 560, 250
_SHOWN = 200


class MergeForm(Form):
    """Parties that are one. Signal: ``chosen(int, tuple[int, ...])``: the one to keep and the others.

    With several ``rows`` it only asks which one to keep; with one it asks for the other, too.
    """

    chosen = Signal(int, object)

    def __init__(
        self,
        rows: Sequence[PartyRow],
        candidates: Sequence[PartyRow] = (),
        reasons: Mapping[int, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask about ``rows``; of ``candidates`` those with a reason are offered first."""
        several = len(rows) > 1
        lead = (
            tr("These are one and the same:")
            if several
            else tr("Who else is “{name}”? Type a few letters.", name=rows[0].name)
        )
        super().__init__(tr("Merge parties"), lead, tr("Merge"), parent)
        self.setMinimumWidth(_WIDTH)
        self._rows_given = tuple(rows)
        self._reasons = dict(reasons or {})
        mine = {row.id for row in rows}
        others = [row for row in candidates if row.id not in mine]
        # The likeliest in the order of the reasons, then those of the kind, then the rest.
        rank = {number: place for place, number in enumerate(self._reasons)}
        others.sort(key=lambda row: (rank.get(row.id, len(rank)), row.kind is not rows[0].kind))
        self._others = others
        self._shown: list[PartyRow] = []
        self.keep = Box()
        self.told = QLabel("")
        self.told.setWordWrap(True)
        self.told.setProperty("part", "secondary")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.field, self.list = QLineEdit(), QTreeWidget()
        if not several:
            self._build_list()
        self.add_field(tr("Keep"), self.keep)
        self.fields.addRow("", self.told)
        self.keep.currentIndexChanged.connect(lambda _: self._tell())
        self._name_choices()

    def _build_list(self) -> None:
        self.field.setPlaceholderText(tr("A name"))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.setAccessibleName(tr("Other parties, the likeliest first"))
        self.list.setProperty("part", "field")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._name_choices())
        self.list.itemDoubleClicked.connect(lambda *_: self.submit())
        self.add_field(tr("The same as"), self.field)
        self.fields.addRow(self.list)
        self._fill("")
        self.field.setFocus()

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [row for row in self._others if _fits(row, words)]
        if words:
            fitting.sort(key=lambda row: not row.name.casefold().startswith(words[0]))
        self._shown = fitting[:_SHOWN]
        self.list.clear()
        faint = QApplication.palette().placeholderText()
        for row in self._shown:
            item = QTreeWidgetItem([row.name, self._reasons.get(row.id) or _what(row)])
            item.setToolTip(0, ", ".join((row.name, *row.aliases)))
            item.setForeground(1, faint)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        # With nothing typed and nothing likely, Return must not merge two strangers.
        likely = self._shown and (words or self._shown[0].id in self._reasons)
        self._go_to(0 if likely else -1)
        self._name_choices()

    def choose(self, party: int) -> None:
        """Choose another party as a click on it does."""
        for place, row in enumerate(self._shown):
            if row.id == party:
                self._go_to(place)

    def _go_to(self, place: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(place, 0))

    @property
    def other(self) -> PartyRow | None:
        """The other party that is chosen."""
        at = self.list.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _merged(self) -> tuple[PartyRow, ...]:
        if len(self._rows_given) > 1:
            return self._rows_given
        return (*self._rows_given, self.other) if self.other is not None else self._rows_given

    def _name_choices(self) -> None:
        rows = self._merged()
        # The one with the most mentions is likely the full name's party; the attorney may say otherwise.
        keep = max(rows, key=lambda row: row.mentions)
        self.keep.blockSignals(True)
        self.keep.clear()
        for row in rows:
            self.keep.addItem(row.name, row.id)
        self.keep.setCurrentIndex(rows.index(keep))
        self.keep.blockSignals(False)
        self.do_button.setEnabled(len(rows) > 1)
        self._tell()

    def _tell(self) -> None:
        rows = self._merged()
        kept = next((row for row in rows if row.id == self.keep.currentData()), rows[0])
        gone = [row for row in rows if row.id != kept.id]
        self.told.setText(merge_sentence(kept, gone) if gone else "")
        self.fit()

    def submit(self) -> None:
        """Tell which party stays and which go."""
        rows, keep = self._merged(), self.keep.currentData()
        if len(rows) > 1 and keep is not None:
            self.chosen.emit(keep, tuple(row.id for row in rows if row.id != keep))
            self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.submit()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                at = self.list.currentIndex().row() + step
                place = min(max(at, 0), len(self._shown) - 1)
                self._go_to(place)
                return True
        return super().eventFilter(watched, event)


def merge_sentence(keep: PartyRow, gone: Sequence[PartyRow]) -> str:
    """Return what a merge does: which mentions go where, and that it can be taken back."""
    names = ", ".join(f"“{row.name}”" for row in gone[:3])
    if len(gone) > 3:
        names += tr(" and {gone}", gone=messages.count(len(gone) - 3, tr("other")))
    mentions = messages.count(sum(row.mentions for row in gone), tr("mention"))
    go = "goes" if mentions.startswith("1 ") else "go"
    kind = f" ({keep.kind.value})" if any(row.kind is not keep.kind for row in gone) else ""
    return tr(
        "{names} will be “{name}”{kind}: {mentions} {go} to it. Ctrl+Z takes it back.",
        names=names,
        name=keep.name,
        kind=kind,
        mentions=mentions,
        go=go,
    )


def _fits(row: PartyRow, words: Sequence[str]) -> bool:
    names = " ".join((row.name, *row.aliases)).casefold()
    return all(word in names for word in words)


def _what(row: PartyRow) -> str:
    return f"{row.role or row.kind.value} · {row.mentions:,}"
