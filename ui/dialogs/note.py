"""The form for a note: its words, and the tags of what it is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from casefile.records import Note
from ui.dialogs.form import Choice, Form
from ui.dialogs.tags import TagField, tag_offers
from ui.language import tr

__all__ = ["NoteForm", "Written"]

_TEXT_HEIGHT = 130
_SHOWN_WORDS = 50


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: into ``note``, or a new one for ``None``. Empty ``text`` takes the note away."""

    note: Note | None
    text: str
    tags: tuple[str, ...]


class NoteForm(Form):
    """A note on one thing. Ctrl+Enter saves, Esc leaves. Signal: ``chosen(Written)``."""

    chosen = Signal(object)

    def __init__(
        self,
        on: str,
        notes: Sequence[Note],
        tags: Sequence[str],
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Offer to write on what is called ``on``: into its newest note, if it has one, or a new one."""
        super().__init__(tr("Note"), on, tr("Save"), parent)
        self.do_button.setToolTip(tr("Keep it with the case (Ctrl+Enter)"))
        newest = notes[-1] if notes else None
        self.which = Choice(
            [(_entry(note), note) for note in reversed(notes)] + [(tr("A new note"), None)], newest
        )
        self.text = QPlainTextEdit(newest.text if newest else "")
        self.text.setPlaceholderText(
            tr("In your own words. Only you and whoever gets the case see it.")
        )
        self.text.setTabChangesFocus(True)
        self.text.setProperty("part", "field")
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.textChanged.connect(lambda: self.complain(""))
        self.tags = TagField(tags, known)
        self._tags_before = self.tags.typed
        if notes:
            self.add_field(tr("Which"), self.which)
            self.which.currentIndexChanged.connect(lambda _at: self._choose())
        else:
            self.which.setParent(self)
            self.which.hide()
        self.add_field(tr("Note"), self.text)
        self.add_field(tr("Tags"), self.tags)
        if known:
            self.fields.addRow("", tag_offers(self.tags, known))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def _choose(self) -> None:
        note: Note | None = self.which.value
        self.text.setPlainText(note.text if note else "")
        self.text.setFocus()

    def submit(self) -> None:
        """Tell what was written; nothing at all is no note."""
        note: Note | None = self.which.value
        text, tags = self.text.toPlainText().strip(), self.tags.typed
        if note is None and not text and tags == self._tags_before:
            self.complain(tr("Write something first, or leave with Esc."))
            return
        self.chosen.emit(Written(note, text, tags))
        self.accept()


def _entry(note: Note) -> str:
    words = " ".join(note.text.split())
    shown = words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS].rstrip()}…"
    return f"{shown} ({note.who}, {note.at:%b} {note.at.day})"
