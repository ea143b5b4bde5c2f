"""What A, X, E, S and C do to the row that has the keyboard. Decisions go to the case as jobs."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import DateRow, DocumentRow, PartyRow, Pin, QuoteRow, Ref
from reports.cite_quoting import (
    quoted_with_cite,
    quoted_with_cite_html,
    with_cite,
    with_cite_html,
)
from ui import messages
from ui.clipboard import copy_both
from ui.desk import Desk
from ui.language import tr
from ui.models.rows import AnyRow
from ui.party_commands import PartyCommands

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ReviewCommands"]


class ReviewCommands(QObject):
    """Signals: ``said(str)`` for what a command did or why it did nothing."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        current: Callable[[], AnyRow | None],
        selected: Callable[[], tuple[Ref, ...]],
        parties: PartyCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._current = current
        self._selected = selected
        self._parties = parties
        self._window = window

    def accept(self) -> None:
        """Accept the current row, or all that are selected or stand among the chips with it."""
        refs = self._targets()
        if refs:
            self._change(lambda case: case.accept(refs), _did(tr("Accepted"), refs))

    def reject(self) -> None:
        """Reject the current row, or all that are selected or stand among the chips with it."""
        refs = self._targets()
        if refs:
            self._change(
                lambda case: case.reject(refs),
                tr("{did}. Ctrl+Z takes it back", did=_did(tr("Rejected"), refs)),
            )

    def edit(self) -> None:
        """Open the form for the current party or date."""
        row = self._current()
        if isinstance(row, PartyRow):
            self._parties.edit(row)
        elif isinstance(row, DateRow):
            self._open_date(row)
        else:
            self._select_first()

    def edit_document(self, row: DocumentRow) -> None:
        """Open the form for a document."""
        from ui.dialogs.forms import DocumentForm

        form = DocumentForm(row, self._window)
        form.chosen.connect(lambda changes: self._set_document(row, changes))
        form.open()

    def switch_reading(self) -> None:
        """Read an ambiguous date the other way."""
        row = self._current()
        if not isinstance(row, DateRow) or not row.alternatives:
            self.said.emit(tr("Only a date with more than one reading can be switched."))
            return

        def work(case: "Case") -> str:
            case.switch_reading(row.id)
            return tr("“{text}” is now read as {label}", text=row.text, label=case.label(row.ref))

        self._desk.change(work)

    def copy(self) -> None:
        """Put the current row's words with their pin cite on the clipboard."""
        row = self._current()
        if isinstance(row, QuoteRow):
            self.copy_quotes((row,))
        elif isinstance(row, DateRow):
            words = f"{messages.date_title(row)}: {' '.join(row.sentence.split())}"
            self._copy(with_cite(words, row.pin), with_cite_html(words, row.pin))
        elif isinstance(row, PartyRow) and row.first is not None:
            self._copy(with_cite(row.name, row.first), with_cite_html(row.name, row.first))
        elif isinstance(row, PartyRow):
            self._copy(row.name)
        else:
            self._select_first()

    def copy_quotes(self, rows: Sequence[QuoteRow]) -> None:
        """Put quotations with their pin cites on the clipboard, a paragraph each."""
        pairs = [(row.reading or row.text, row.pin) for row in rows]
        plain = "\n\n".join(quoted_with_cite(words, pin) for words, pin in pairs)
        rich = "".join(quoted_with_cite_html(words, pin) for words, pin in pairs)
        self._copy(plain, rich)
        if len(pairs) > 1:
            self.said.emit(tr("Copied {pairs:,} quotes with their pin cites", pairs=len(pairs)))

    def copy_place(self, pin: Pin) -> None:
        """Put the words of a place with their pin cite on the clipboard, lines of the paper unwrapped."""

        def words(case: "Case") -> str:
            from casefile.running_text import paragraphs_at

            return paragraphs_at(case.source(pin.document), pin.span)

        self._desk.ask(words, lambda text: self._copy_quoted(text, pin))

    def undo(self) -> None:
        """Take the last decision back."""
        self._desk.change(lambda case: _told(tr("Undone"), case.undo(), tr("Nothing to undo")))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._desk.change(
            lambda case: _told(tr("Done again"), case.redo(), tr("Nothing to do again"))
        )

    def _targets(self) -> tuple[Ref, ...]:
        row, selected = self._current(), self._selected()
        if len(selected) > 1:
            return selected
        if row is None:
            self._select_first()
            return ()
        chips = self._desk.narrowing.refs
        if row.ref in chips:
            return tuple(ref for ref in chips if ref.type is row.ref.type)
        return (row.ref,)

    def _select_first(self) -> None:
        self.said.emit(tr("Select a party, quote or date first."))

    def _change(self, act: Callable[["Case"], Any], sentence: str) -> None:
        def work(case: "Case") -> str:
            act(case)
            return sentence

        self._desk.change(work)

    def _copy_quoted(self, text: str, pin: Pin) -> None:
        self._copy(quoted_with_cite(text, pin), quoted_with_cite_html(text, pin))

    def _copy(self, plain: str, rich: str = "") -> None:
        copy_both(plain, rich)
        self.said.emit(tr("Copied with its pin cite") if rich else tr("Copied, without a pin cite"))

    def edit_date(self, date: int) -> None:
        """Open the form for a date."""
        self._desk.ask(lambda case: case.date(date), self._open_date)

    def _open_date(self, row: DateRow) -> None:
        from ui.dialogs.forms import DateForm

        form = DateForm(row, self._window)

        def save(value: str) -> None:
            self._change(
                lambda case: case.edit_date(row.id, value=value),
                tr("Edited “{text}”", text=row.text),
            )

        form.chosen.connect(save)
        form.open()

    def _set_document(self, row: DocumentRow, changes: dict[str, Any]) -> None:
        if changes:
            self._change(
                lambda case: case.set_document(row.id, **changes),
                tr("Changed {name}", name=row.name),
            )


def _did(verb: str, refs: tuple[Ref, ...]) -> str:
    kind = refs[0].type.value
    many = "parties" if kind == "party" else f"{kind}s"
    return (
        tr("{verb} the {kind}", verb=verb, kind=kind)
        if len(refs) == 1
        else f"{verb} {len(refs):,} {many}"
    )


def _told(done: str, sentence: str | None, nothing: str) -> str:
    return f"{done}: {sentence}" if sentence else nothing
