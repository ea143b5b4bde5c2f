"""What a colleague's copy of the case would bring, shown before anything changes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from casefile.exchange_records import ConflictRow, MergePreview
from ui import messages
from ui.dialogs.form import cancel_and
from ui.language import tr
from ui.line_list import LineList
from ui.party_lines import Line, Look
from ui.theme import Theme

__all__ = ["ColleagueDialog", "signed"]

_LETTERS, _LINES = 104, 36  # of the dialog


class ColleagueDialog(QDialog):
    """Asks for another copy, shows what it would bring, and has it brought in.

    Signals: ``folder_wanted()`` and ``file_wanted()`` for its two ways to name a copy;
    ``merge_wanted(Path)`` once what it brings was seen.
    """

    folder_wanted = Signal()
    file_wanted = Signal()
    merge_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Bring in a colleague’s work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        self.resize(_LETTERS * letter, _LINES * line)
        self._source: Path | None = None
        self.lead = QLabel(
            tr(
                "Choose a colleague’s copy of this case, or papers of it that you handed out: a folder, a"
                " backup or a file of review work. Nothing is changed before you have seen what would come"
                " in."
            )
        )
        self.lead.setWordWrap(True)
        self.folder = QPushButton(tr("Case folder…"))
        self.folder.setToolTip(tr("A copy of the case folder, on this computer or a drive"))
        self.folder.clicked.connect(self.folder_wanted)
        self.file = QPushButton(tr("Backup or review file…"))
        self.file.setToolTip(tr("A backup (.zip), or the small file of review work"))
        self.file.clicked.connect(self.file_wanted)
        self.list = LineList(theme, tr("What would come in"), self)
        self.problem = QLabel("")
        self.problem.setProperty("part", "warning")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons, self.bring = cancel_and(tr("Bring in"))
        self.bring.setToolTip(tr("Take this in: one step of undo, but for papers, which stay"))
        self.bring.setEnabled(False)
        self.buttons.accepted.connect(self._bring)
        self.buttons.rejected.connect(self.reject)
        self._build()

    def _build(self) -> None:
        choosing = QHBoxLayout()
        choosing.addWidget(self.folder)
        choosing.addWidget(self.file)
        choosing.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.lead)
        layout.addLayout(choosing)
        layout.addWidget(self.problem)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self._list([])
        self.folder.setFocus()

    def show_looking(self, source: Path) -> None:
        """Say that a copy is being looked at."""
        self._source = None
        self.bring.setEnabled(False)
        self.problem.hide()
        self._list([Line(Look.HEADING, "wait", tr("Looking at “{name}”…", name=source.name))])

    def show_preview(self, source: Path, preview: MergePreview) -> None:
        """Show what a copy would bring."""
        self._source = None if preview.is_empty else source
        self.bring.setEnabled(self._source is not None)
        self.bring.setDefault(self._source is not None)
        self.problem.setText(
            tr(
                "“{name}” is no copy of this case. What is in both cases is compared: look closely.",
                name=preview.name,
            )
        )
        self.problem.setVisible(preview.another_case)
        self._list(list(_lines(preview)))
        (self.bring if self._source is not None else self.list).setFocus()

    def complain(self, sentence: str) -> None:
        """Say why a copy cannot be taken; another one may be chosen."""
        self._source = None
        self.bring.setEnabled(False)
        self.problem.setText(sentence)
        self.problem.show()
        self._list([])

    def _list(self, lines: Sequence[Line]) -> None:
        nothing = Line(Look.HEADING, "nothing", tr("What would come in is listed here"))
        self.list.show_lines(lines or [nothing], anew=True)

    def _bring(self) -> None:
        if self._source is not None:
            self.merge_wanted.emit(self._source)
            self.accept()


def signed(who: str, at: dt.datetime | None) -> str:
    """Return who said something and when, as far as it is known: "D. Reyes, Mar. 2, 2026, 2:05 p.m."."""
    when = messages.moment_words(at) if at is not None else ""
    return ", ".join(part for part in (who, when) if part)


def _lines(preview: MergePreview) -> Iterator[Line]:
    """Yield what asks for a choice first, then what comes."""
    if preview.is_empty and not preview.absent:
        yield Line(Look.HEADING, "none", tr("Nothing in it is new here"))
        return
    if preview.conflicts:
        number = messages.count(len(preview.conflicts), tr("conflict"))
        words = tr("{number}: yours stands until one of you chooses", number=number)
        yield Line(Look.HEADING, "conflicts", words)
        yield from (_conflict(place, row) for place, row in enumerate(preview.conflicts))
    if preview.papers:
        number = messages.count(len(preview.papers), tr("paper"))
        yield from _named(
            "paper", tr("{number} that this case lacks", number=number), preview.papers
        )
    if preview.absent:
        words = (
            tr("1 paper neither here nor in the copy: what is said of it waits")
            if len(preview.absent) == 1
            else tr(
                "{number:,} papers neither here nor in the copy: what is said of them waits",
                number=len(preview.absent),
            )
        )
        yield from _named("absent", words, preview.absent)
    if preview.decisions:
        number = messages.count(len(preview.decisions), tr("decision"))
        yield Line(Look.HEADING, "decisions", tr("{number} to come in", number=number))
        for place, one in enumerate(preview.decisions):
            note = signed(one.who, one.at)
            yield Line(Look.PLAIN, f"decision:{place}", " ".join(one.sentence.split()), note=note)


def _named(key: str, heading: str, names: Sequence[str]) -> Iterator[Line]:
    yield Line(Look.HEADING, key, heading)
    yield from (Line(Look.PLAIN, f"{key}:{at}", name) for at, name in enumerate(names))


def _conflict(place: int, row: ConflictRow) -> Line:
    note = tr(
        "{word}: you {mine} · colleague {theirs}", word=row.word, mine=row.mine, theirs=row.theirs
    )
    return Line(Look.PLAIN, f"conflict:{place}", row.about, note=note, right=row.their_who)
