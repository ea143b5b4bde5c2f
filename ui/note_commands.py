"""Notes and tags on whatever is selected: a row, a paper, a hit, a passage in the reader."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import DocumentRow, Note, Pin, Ref, RefType
from reports.cites import pin_cite
from ui.desk import Desk
from ui.language import tr
from ui.messages import count
from ui.own_marks import said_of

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.marks import Carrier
    from ui.dialogs.note import Written

__all__ = ["NoteCommands", "called"]

_SHOWN_WORDS = 160
_TAKE_BACK = tr("Ctrl+Z takes it back")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the forms show: what the note or tags are on, what it has, and the tags of the case."""

    on: str
    notes: tuple[Note, ...]
    tags: tuple[str, ...]
    all_tags: tuple[str, ...]


class NoteCommands(QObject):
    """Asks for the words and keeps them, each decision a step of undo.

    Signals: ``said(str)``; ``all_tags_wanted()`` to see the tags of the case; ``own_words_read(dict[Ref,
    str])`` with what was said of findings and documents.
    """

    said = Signal(str)
    own_words_read = Signal(object)
    all_tags_wanted = Signal()

    def __init__(
        self, desk: Desk, standing: "Callable[[], tuple[Carrier, ...]]", window: QWidget
    ) -> None:
        """Make commands for what ``standing`` tells is selected, the current one first."""
        super().__init__(window)
        self._desk = desk
        self._standing = standing
        self._window = window
        self._own_words: dict[Ref, str] = {}
        desk.case_opened.connect(lambda _case: self.refresh())
        desk.case_hidden.connect(lambda: self._own_words_arrived({}))
        desk.changed.connect(lambda _sentence: self.refresh())
        desk.import_ended.connect(lambda _outcomes: self.refresh())

    def refresh(self) -> None:
        """Ask again what was said of the findings."""
        self._desk.ask(
            lambda case: said_of(case.own_words()),
            self._own_words_arrived,
            "own-words",
            lane=self._desk.patient_lane,
        )

    def tell_own_words(self, show: Callable[[Mapping[Ref, str]], object]) -> None:
        """Have a list show what was said of its rows: what is known by now, and whatever is read later."""
        show(self._own_words)
        self.own_words_read.connect(show)

    def _own_words_arrived(self, said: dict[Ref, str]) -> None:
        self._own_words = said
        self.own_words_read.emit(said)

    # -- notes

    def note(self) -> None:
        """Write a note on what is selected; on the current one, if several are."""
        on = self._selected(tr("N writes a note on it"))
        if on:
            self.note_on(on[0])

    def note_on(self, on: "Carrier") -> None:
        """Open the form for a note on something; for one of its notes, or a new one."""
        target = on
        if isinstance(on, Note):
            target = on.ref or on.pin or on

        def question(case: "Case") -> _Known:
            notes = () if isinstance(target, Note) else case.notes(target)
            if isinstance(on, Note):  # the one that was asked for is the one that is offered
                notes = (*(note for note in notes if note.id != on.id), on)
            return _Known(called(case, target), notes, case.tags_on(target), _tags(case))

        self._desk.ask(question, lambda known: self._open_note(target, known))

    def _open_note(self, on: "Carrier", known: _Known) -> None:
        from ui.dialogs.note import NoteForm

        form = NoteForm(known.on, known.notes, known.tags, known.all_tags, self._window)
        form.chosen.connect(lambda written: self._write(on, known, written))
        form.open()
        form.text.setFocus()

    def _write(self, on: "Carrier", known: _Known, written: "Written") -> None:
        note, text = written.note, written.text
        changed = note is None or text != note.text
        put, off = _changes(known.tags, written.tags)
        if not ((changed and (text or note is not None)) or put or off):
            return

        def work(case: "Case") -> str:
            words = text if changed and (text or note is not None) else None
            case.write_note(on, words, note=note.id if note else None, put=put, off=off)
            return f"{_told(note, words, retagged=bool(put or off))}. {_TAKE_BACK}"

        self._desk.change(work)

    # -- tags

    def tag(self) -> None:
        """Tag all that is selected."""
        on = self._selected(tr("T tags it"))
        if on:
            self.tag_on(on)

    def tag_on(self, on: "Sequence[Carrier]") -> None:
        """Open the form for the tags of one thing or several."""

        def question(case: "Case") -> _Known:
            each = [case.tags_on(one) for one in on]
            common = tuple(tag for tag in each[0] if all(tag in tags for tags in each))
            return _Known(called(case, on[0]), (), common, _tags(case))

        self._desk.ask(question, lambda known: self._open_tags(tuple(on), known))

    def _open_tags(self, on: "tuple[Carrier, ...]", known: _Known) -> None:
        from ui.dialogs.tags import TagsForm

        lead = known.on
        if len(on) > 1:
            lead = tr(
                "Of {on}. Tags that only some of them have stay with those.",
                on=count(len(on), tr("row")),
            )
        form = TagsForm(lead, known.tags, known.all_tags, self._window)
        form.chosen.connect(lambda tags: self._tag(on, known.tags, tags))
        form.all_wanted.connect(self.all_tags_wanted)
        form.open()
        form.tags.setFocus()

    def _tag(self, on: "tuple[Carrier, ...]", before: Sequence[str], wanted: Sequence[str]) -> None:
        put, off = _changes(before, wanted)
        if not put and not off:
            return

        def work(case: "Case") -> str:
            case.retag(on, put, off)
            return tr("Changed the tags. {take_back}", take_back=_TAKE_BACK)

        self._desk.change(work)

    # -- menus

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what a document's menu offers."""
        return (
            (tr("Note…"), lambda: self.note_on(row.ref)),
            (tr("Tags…"), lambda: self.tag_on((row.ref,))),
        )

    def _selected(self, what: str) -> "tuple[Carrier, ...]":
        on = self._standing()
        if not on:
            self.said.emit(
                tr("Select a row, a paper, or words in the reader first: {what}", what=what)
            )
        return on


def called(case: "Case", on: "Carrier") -> str:
    """Return how a form calls what it is about: a finding as in a chip, a passage by its words and cite."""
    if isinstance(on, Note):
        return tr("The note “{short}”", short=_short(on.text))
    if isinstance(on, Pin):
        words = (
            on.span.of(case.source(on.document).text) if not on.lost else tr("words that are lost")
        )
        return f"“{_short(words)}” · {pin_cite(on)}"
    label = case.label(on)
    if on.type is RefType.QUOTE:
        row = case.quote(on.id)
        return f"“{_short(row.reading or row.text)}” · {pin_cite(row.pin)}"
    if on.type is RefType.DATE:
        date = case.date(on.id)
        return f"{label}: {_short(date.sentence)} · {pin_cite(date.pin)}"
    return label


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_WORDS else f"{line[:_SHOWN_WORDS].rstrip()}…"


def _tags(case: "Case") -> tuple[str, ...]:
    return tuple(tag.name for tag in case.tags())


def _changes(before: Sequence[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the tags that are to be put on, and those that are to be taken off."""
    had = {tag.casefold() for tag in before}
    kept = {tag.casefold() for tag in wanted}
    return (
        [tag for tag in wanted if tag.casefold() not in had],
        [tag for tag in before if tag.casefold() not in kept],
    )


def _told(note: Note | None, words: str | None, *, retagged: bool) -> str:
    told = []
    if words is not None:
        done = tr("Kept the note") if note is None else tr("Changed the note")
        told.append(done if words else tr("Removed the note"))
    if retagged:
        told.append(tr("changed its tags") if told else tr("Changed the tags"))
    return tr(" and ").join(told)
