"""Small windows of the outline: an issue's words, which issue to link something to, and drafts to accept."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from casefile.issue_records import IssueDraft, IssueRow, Side
from reports.cites import pin_cite
from ui.dialogs.form import Choice, Form
from ui.issue_words import SIDE_NAMES, SIGNS, aligned, titled
from ui.language import tr

__all__ = ["DraftsForm", "IssueForm", "LinkForm", "Linked"]

_NOTE_HEIGHT = 90
_LIST_HEIGHT = 240


class IssueForm(Form):
    """An issue's title, the law it rests on, and a note. Ctrl+Enter saves.

    Signal: ``chosen(str, str, str)`` with title, law and note.
    """

    chosen = Signal(str, str, str)

    def __init__(self, title: str, row: IssueRow | None, parent: QWidget | None = None) -> None:
        super().__init__(
            title, tr("What has to be shown, and the law that says so."), tr("Save"), parent
        )
        self.title = QLineEdit(row.title if row else "")
        self.title.setPlaceholderText(tr("Duty to give notice"))
        self.law = QLineEdit((row.law or "") if row else "")
        self.law.setPlaceholderText("19 U.S.C. § 1509")
        self.note = QPlainTextEdit(row.note if row else "")
        self.note.setTabChangesFocus(True)
        self.note.setProperty("part", "field")
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.add_field(tr("Title"), self.title)
        self.add_field(tr("Law"), self.law)
        self.add_field(tr("Note"), self.note)
        self.title.textChanged.connect(lambda _text: self.complain(""))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        self.title.selectAll()

    def submit(self) -> None:
        """Tell what was written."""
        title = " ".join(self.title.text().split())
        if not title:
            self.complain(tr("Give the issue a title first."))
            return
        self.chosen.emit(title, self.law.text().strip(), self.note.toPlainText().strip())
        self.accept()


@dataclass(frozen=True, slots=True)
class Linked:
    """What was chosen: an issue by its number, or a ``title`` for a new one; and the side."""

    issue: int | None
    title: str
    side: Side


class LinkForm(Form):
    """Finds an issue by typing, and says what something does for it.

    Enter links to the issue that is marked; Ctrl+1, 2, 3 choose the side. Signal: ``chosen(Linked)``.
    """

    chosen = Signal(object)

    def __init__(
        self, what: str, issues: Sequence[IssueRow], side: Side, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Link to an issue"), what, tr("Link"), parent)
        self.setMinimumWidth(560)
        self._issues = tuple(issues)
        self._shown: list[IssueRow | None] = []
        self.side = side
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("A few letters of the issue, or the title of a new one"))
        self.field.textChanged.connect(lambda _typed: self._fill())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setProperty("part", "field")
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemDoubleClicked.connect(lambda _item: self.submit())
        self.sides: dict[Side, QToolButton] = {}
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        for number, each in enumerate(Side, 1):
            button = QToolButton()
            name = SIDE_NAMES[each].capitalize()
            button.setText(f"{SIGNS[each]} {name}")
            button.setAccessibleName(name)
            button.setToolTip(tr("{name} (Ctrl+{number})", name=name, number=number))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(each is side)
            button.clicked.connect(lambda _checked=False, each=each: self._choose(each))
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(button.click)
            across.addWidget(button)
            self.sides[each] = button
        across.addStretch(1)
        self.add_field(tr("Issue"), self.field)
        self.list.setAccessibleName(tr("Issues"))
        self.fields.addRow("", self.list)
        self.add_field(tr("It speaks"), row)
        self._fill()

    def _choose(self, side: Side) -> None:
        self.side = side
        self.field.setFocus()

    def _fill(self) -> None:
        typed = self.field.text().casefold().split()
        found = [
            row
            for row in self._issues
            if all(word in f"{row.number} {row.title} {row.law or ''}".casefold() for word in typed)
        ]
        self._shown = list(found)
        self.list.clear()
        longest = {row.parent: row.number for row in found}
        for row in found:
            indent = "    " * row.depth
            number = aligned(row.number, longest.get(row.parent, ""))
            self.list.addItem(f"{indent}{number}  {titled(row.title, row.law)}")
        if typed:
            self._shown.append(None)
            self.list.addItem(tr("New issue “{split}”", split=" ".join(self.field.text().split())))
        if not self._shown:
            nothing = QListWidgetItem(tr("No issues yet: type the title of the first one above"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        self.complain("")

    def submit(self) -> None:
        """Tell the issue that is marked."""
        at = self.list.currentRow()
        if not 0 <= at < len(self._shown):
            self.complain(tr("Type the title of the first issue, then Enter."))
            return
        row = self._shown[at]
        title = " ".join(self.field.text().split())
        self.chosen.emit(Linked(row.id if row else None, title, self.side))
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                self.list.setCurrentRow((self.list.currentRow() + step) % len(self._shown))
                return True
        return super().eventFilter(watched, event)


class DraftsForm(Form):
    """Issues as papers plead them, each with its cite; checked ones become issues.

    Signal: ``chosen(tuple[IssueDraft, ...])``.
    """

    chosen = Signal(object)

    def __init__(self, drafts: Sequence[IssueDraft], parent: QWidget | None = None) -> None:
        lead = tr(
            "As the headings plead them. Uncheck what is not an issue for you"
            " (Space checks one or unchecks it, Ctrl+A all of them)."
        )
        super().__init__(tr("Draft the outline"), lead, tr("Make issues"), parent)
        self.setMinimumWidth(560)
        self._drafts = tuple(drafts)
        papers = {draft.pin.document: draft.pin.short_name for draft in drafts}
        self.papers = Choice([(tr("All papers"), None), *((n, d) for d, n in papers.items())], None)
        self.list = QListWidget()
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setProperty("part", "field")
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for draft in self._drafts:
            known = tr(" · in the outline already") if draft.known else ""
            item = QListWidgetItem(
                f"{titled(draft.title, draft.law)} ({pin_cite(draft.pin)}){known}"
            )
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if draft.known else Qt.CheckState.Checked)
            item.setToolTip(item.text())
            self.list.addItem(item)
        if len(papers) > 1:
            self.add_field(tr("Of"), self.papers)
            self.papers.currentIndexChanged.connect(lambda _at: self._narrow())
        else:
            self.papers.setParent(self)
            self.papers.hide()
        self.add_field(tr("Claims"), self.list)
        QShortcut(QKeySequence("Ctrl+A"), self.list).activated.connect(self._turn_all)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _narrow(self) -> None:
        for at, draft in enumerate(self._drafts):
            wanted = self.papers.value in (None, draft.pin.document)
            self.list.item(at).setHidden(not wanted)

    def _turn_all(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        shown = [item for item in items if not item.isHidden()]
        whole = all(item.checkState() == Qt.CheckState.Checked for item in shown)
        for item in shown:
            item.setCheckState(Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked)

    def submit(self) -> None:
        """Tell the checked ones that are shown."""
        chosen = tuple(
            draft
            for at, draft in enumerate(self._drafts)
            if self.list.item(at).checkState() == Qt.CheckState.Checked
            and not self.list.item(at).isHidden()
        )
        if not chosen:
            self.complain(tr("Check one first, or leave with Esc."))
            return
        self.chosen.emit(chosen)
        self.accept()
