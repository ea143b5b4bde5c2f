"""What is taken out of a party that was joined wrongly: some of its names, or what some papers say of it."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from casefile.party_records import PartyCard
from casefile.records import PartyRow
from ui import messages
from ui.dialogs.form import Choice, Form
from ui.language import tr

__all__ = ["SplitForm"]

_WIDTH, _LIST_HEIGHT = 640, 300
_NOTE_WIDTH = 290
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
T = TypeVar("T")


class SplitForm(Form):
    """Signal: ``chosen(tuple[int, ...], tuple[str, ...], int | None)``: papers, names, and where they go."""

    chosen = Signal(object, object, object)

    def __init__(
        self, card: PartyCard, others: Sequence[PartyRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Split party"),
            tr("What is not “{name}”? Check names, papers, or both.", name=card.party.name),
            tr("Split"),
            parent,
        )
        self.setMinimumWidth(_WIDTH)
        self._card = card
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Names and papers"))
        self.tree.setProperty("part", "field")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setFixedHeight(_LIST_HEIGHT)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.tree.header().resizeSection(1, _NOTE_WIDTH)
        why = {each.name: each.why for each in reversed(card.names)}
        self._names = self._group(tr("Names"), [(name, why[name], name) for name in _unique(card)])
        self._papers = self._group(
            tr("Papers"),
            [
                (
                    f"{paper.short_name}: {paper.name}",
                    paper.joined or messages.count(len(paper.mentions), tr("mention")),
                    paper.document,
                )
                for paper in card.documents
            ],
        )
        self.to = Choice(
            [(tr("a party of its own"), None), *((row.name, row.id) for row in others)], None
        )
        self.told = QLabel("")
        self.told.setWordWrap(True)
        self.told.setProperty("part", "secondary")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.fields.addRow(self.tree)
        self.add_field(tr("Make it"), self.to)
        self.fields.addRow("", self.told)
        self.tree.itemChanged.connect(lambda *_: self._tell())
        self.to.currentIndexChanged.connect(lambda _: self._tell())
        self.tree.setFocus()
        self._tell()

    def check(self, *, documents: Sequence[int] = (), names: Sequence[str] = ()) -> None:
        """Check papers and names as clicks on their boxes do."""
        for item, name in self._names:
            if name in names:
                item.setCheckState(0, _ON)
        for item, document in self._papers:
            if document in documents:
                item.setCheckState(0, _ON)

    def submit(self) -> None:
        """Tell what is taken out."""
        names, papers = _checked(self._names), _checked(self._papers)
        if not names and not papers:
            self.complain(tr("Check a name or a paper first."))
        elif self._takes_all():
            self.complain(
                tr("Leave something checked off: the whole party cannot be taken out of itself.")
            )
        else:
            self.chosen.emit(tuple(papers), tuple(names), self.to.value)
            self.accept()

    def _group(
        self, title: str, rows: Sequence[tuple[str, str, T]]
    ) -> list[tuple[QTreeWidgetItem, T]]:
        group = QTreeWidgetItem([title, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        self.tree.addTopLevelItem(group)
        faint = QApplication.palette().placeholderText()
        made = []
        for words, note, value in rows:
            item = QTreeWidgetItem([words, note])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _OFF)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 8))
            item.setForeground(1, faint)
            item.setToolTip(0, words)
            item.setToolTip(1, note)
            group.addChild(item)
            made.append((item, value))
        group.setExpanded(True)
        return made

    def _takes_all(self) -> bool:
        names, papers = _checked(self._names), _checked(self._papers)
        every_name = len(names) == len(_unique(self._card))
        every_paper = len(papers) == len(self._card.documents)
        return (every_name or not names) and (every_paper or not papers)

    def _tell(self) -> None:
        self.complain("")
        names, papers = _checked(self._names), _checked(self._papers)
        self.told.setText(self._sentence(names, papers) if names or papers else "")
        self.fit()

    def _sentence(self, names: Sequence[str], papers: Sequence[int]) -> str:
        what = ", ".join(f"“{name}”" for name in names) or tr("All of it")
        short = {paper.document: paper.short_name for paper in self._card.documents}
        where = ", ".join(short[paper] for paper in papers) or tr("every paper, also those to come")
        to = self.to.currentText()
        becomes = "become" if len(names) > 1 else "becomes"
        goal = tr("a party of its own") if self.to.value is None else f"“{to}”"
        return tr(
            "{what} in {where} {becomes} {goal}. Ctrl+Z takes it back.",
            what=what,
            where=where,
            becomes=becomes,
            goal=goal,
        )


def _unique(card: PartyCard) -> tuple[str, ...]:
    """Return the party's names, each once: papers may give one name for different reasons."""
    return tuple(dict.fromkeys(each.name for each in card.names))


def _checked(items: Sequence[tuple[QTreeWidgetItem, T]]) -> list[T]:
    return [value for item, value in items if item.checkState(0) is _ON]
