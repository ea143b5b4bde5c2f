"""Tags of whatever is selected: a field that completes the case's tags, and the small form around it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QToolButton, QWidget
from typing_extensions import override

from ui.bar import link_button
from ui.dialogs.form import Form
from ui.flow_row import FlowRow
from ui.language import tr

__all__ = ["TagField", "TagsForm", "tag_offers"]

_OFFERED = 10


class TagField(QLineEdit):
    """Tags with commas between them; the one that is being typed is completed from those of the case."""

    def __init__(self, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(", ".join(tags))
        self.setPlaceholderText(tr("liability, damages"))
        completer = QCompleter(QStringListModel(list(known), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setWidget(self)  # not ``setCompleter``: that would replace the tags before, too
        self.offers = QListView()
        completer.setPopup(self.offers)
        completer.activated.connect(self._take)
        self.offers.installEventFilter(self)
        self._completer = completer
        self.textEdited.connect(lambda _text: self._offer())

    @property
    def typed(self) -> tuple[str, ...]:
        """The tags in the field, each once."""
        words = (" ".join(part.split()) for part in self.text().split(","))
        once: dict[str, str] = {}
        for word in words:
            if word:
                once.setdefault(word.casefold(), word)
        return tuple(once.values())

    def toggle(self, tag: str) -> None:
        """Put a tag in, or take it out."""
        typed = self.typed
        kept = tuple(one for one in typed if one.casefold() != tag.casefold())
        self.setText(", ".join(kept if kept != typed else (*typed, tag)))

    def _offer(self) -> None:
        prefix = self.text()[: self.cursorPosition()].rpartition(",")[2].strip()
        self._completer.setCompletionPrefix(prefix)
        if prefix and self._completer.completionCount():
            self._completer.complete()
        else:
            self.offers.hide()

    def _take(self, tag: str) -> None:
        at = self.cursorPosition()
        before, comma, _ = self.text()[:at].rpartition(",")
        after = self.text()[at:]
        lead = f"{before}{comma} " if comma else ""
        self.setText(f"{lead}{tag}{after}")
        self.setCursorPosition(len(lead) + len(tag))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Tab takes the best completion: the popup would leave it to the next field.
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and is_press and event.key() == Qt.Key.Key_Tab:
            index = self.offers.currentIndex()
            words = index.data() if index.isValid() else self._completer.currentCompletion()
            self.offers.hide()
            self._take(str(words))
            return True
        return super().eventFilter(watched, event)


def tag_offers(field: TagField, known: Sequence[str]) -> QWidget:
    """Return chips of the case's tags, those in the field on: a click puts one in or takes it out."""
    chips: dict[str, QToolButton] = {}
    for tag in known[:_OFFERED]:
        chips[tag] = button = QToolButton()
        button.setProperty("part", "tag-chip")
        button.setCheckable(True)
        button.setText(tag.replace("&", "&&"))
        button.setAccessibleName(tag)
        button.setToolTip(tr("Put “{tag}” in or take it out", tag=tag))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the field for it
        button.clicked.connect(lambda _checked=False, tag=tag: field.toggle(tag))

    def follow() -> None:
        typed = {tag.casefold() for tag in field.typed}
        for tag, button in chips.items():
            button.setChecked(tag.casefold() in typed)

    field.textChanged.connect(lambda _text: follow())
    follow()
    return FlowRow(chips.values())


class TagsForm(Form):
    """Tags of one thing or several.

    Signals: ``chosen(tuple[str, ...])`` with those that all are to have; ``all_wanted()`` to see the case's.
    """

    chosen = Signal(object)
    all_wanted = Signal()

    def __init__(
        self, lead: str, tags: Sequence[str], known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Tags"), lead, tr("Save"), parent)
        self.tags = TagField(tags, known)
        self.add_field(tr("Tags"), self.tags)
        if known:
            self.fields.addRow("", tag_offers(self.tags, known))
            every = link_button(
                tr("All tags of the case…"), tr("Rename, make one, or remove tags of the case")
            )
            every.setAutoDefault(False)
            every.clicked.connect(self.all_wanted)
            self.fields.addRow("", every)

    def submit(self) -> None:
        """Tell the tags."""
        self.chosen.emit(self.tags.typed)
        self.accept()
