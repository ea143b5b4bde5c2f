"""The folder in which one trial happens, the log of what was acknowledged there, and what a case says."""

import os
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from casefile import case_key
from casefile.case import Case
from casefile.connecting import connect
from casefile.protection import Cost, Protection
from casefile.workers import Workers

__all__ = [
    "SECRET",
    "Log",
    "Place",
    "Said",
    "connected",
    "decided",
    "leaks",
    "left_behind",
    "lies_plain",
    "said",
    "secret_of",
    "told",
]

SECRET = "walnut lantern harbour"
"""The passphrase of every protected case here."""

_QUESTIONS = {
    "papers": "SELECT name, sha256, bytes, state, failure, kind, title, date, kind_given, short_name_given,"
    " date_given FROM document",
    "parties": "SELECT party.name, party.kind, party.role, party.name_given, party.decision, whole.name"
    " FROM party LEFT JOIN party AS whole ON whole.id = party.merged_into",
    "mentions": 'SELECT sha256, "start", "end", text, party.name FROM mention JOIN document'
    " ON document.id = mention.document JOIN appearance ON appearance.id = appearance"
    " JOIN party ON party.id = appearance.party",
    "quotes": 'SELECT sha256, "start", "end", quote.text, lost, proposed, quote.decision, certainty,'
    " party.name, given.name"
    " FROM quote JOIN document ON document.id = quote.document LEFT JOIN party ON party.id = speaker"
    " LEFT JOIN party AS given ON given.id = speaker_given",
    "dates": 'SELECT sha256, "start", "end", date_expression.text, lost, proposed, decision, value,'
    " value_given, event_kind, short_given, standing_given FROM date_expression"
    " JOIN document ON document.id = date_expression.document",
    "same words": 'SELECT quote.text, sha256, same_words."start", same_words."end", verdict FROM same_words'
    " JOIN document ON document.id = same_words.document JOIN quote ON quote.id = same_words.quote",
    "likeness": "SELECT one.sha256, two.sha256, likeness FROM likeness"
    " JOIN document AS one ON one.id = likeness.document JOIN document AS two ON two.id = likeness.other",
    "notes": "SELECT about, words_given FROM note",
    "tags": "SELECT name_given FROM tag",
    "tagged": "SELECT name_given, about, tagged_given FROM tagged JOIN tag ON tag.id = tagged.tag",
    "issues": "SELECT title_given, law_given, note_given, order_given FROM issue",
    "evidence": "SELECT title_given, about, side_given FROM evidence JOIN issue ON issue.id = evidence.issue",
    "views": "SELECT name_given FROM saved_view",
    "conflicts": "SELECT about, word, mine, theirs, raised_given, settled_given FROM conflict",
    "history": "SELECT sentence, state FROM history",
}
_DECIDED = ("notes", "tags", "tagged", "issues", "evidence", "views", "history")

_LEAK = re.compile(
    r"Errno|Traceback|sqlite|[A-Z]\w*(Error|Exception)\b|disk I/O|<class|0x[0-9a-f]{6}"
)

Said = dict[str, Counter[tuple[object, ...]]]
"""What a case file says, by its own names, without the numbers that another run may give."""


def said(database: Path) -> Said:
    """Return what a case file says, or a copy of one in “backups”."""
    with closing(connected(database)) as connection:
        return {
            name: Counter(map(tuple, connection.execute(asked)))
            for name, asked in _QUESTIONS.items()
        }


def connected(database: Path) -> sqlite3.Connection:
    """Return a connection to a case file, or to a copy of one in “backups”, by which nothing is written."""
    folder = database.parent if database.name == "case.db" else database.parent.parent
    secret = secret_of(folder)
    key = case_key.unlock(folder, secret).database if secret is not None else None
    return connect(database, key, read_only=True)


def secret_of(folder: Path) -> str | None:
    """Return what opens a case folder as it stands, ``None`` for a plain one."""
    return SECRET if case_key.is_protected(folder) else None


def decided(one: Said) -> Said:
    """Return the part of what a case says that the attorney wrote."""
    return {name: one[name] for name in _DECIDED}


def told(one: Said, other: Said) -> list[str]:
    """Return where two cases say different things, one line for each kind of thing."""
    found = []
    for name in one:
        gone, new = one[name] - other[name], other[name] - one[name]
        if gone or new:
            found.append(
                f"{name}: {sum(gone.values())} gone, as {next(iter(gone), None)}; "
                f"{sum(new.values())} new, as {next(iter(new), None)}"
            )
    return found


def leaks(sentence: str) -> bool:
    """Tell whether a sentence that a user reads holds the text of an exception."""
    return _LEAK.search(sentence) is not None


@dataclass(frozen=True)
class Place:
    """One trial's folder: the case, this computer's own folder, papers to import, what is handed out."""

    folder: Path

    @property
    def is_protected(self) -> bool:
        """Whether the cases that are made here are protected; a copy of the folder is of the same kind."""
        return self._mark.exists()

    def protect(self) -> None:
        """Have the cases that are made here be protected."""
        self._mark.touch()

    @property
    def _mark(self) -> Path:
        return self.folder / "protected"

    def new_case(self, folder: Path, workers: Workers) -> Case:
        """Make a case in a folder, with a passphrase that is tried in no time where it is protected."""
        if not self.is_protected:
            return Case.create(folder, workers, local=self.local)
        vars(case_key).update(COST=Cost(iterations=1, lanes=1, memory=64))
        return Case.create(folder, workers, local=self.local, protection=Protection(SECRET))

    @property
    def case(self) -> Path:
        """The case folder."""
        return self.folder / "Marrow.pincite"

    @property
    def local(self) -> Path:
        """This computer's folder for what can be made again."""
        return self.folder / "local"

    @property
    def papers(self) -> Path:
        """What is imported."""
        return self.folder / "papers"

    @property
    def out(self) -> Path:
        """Where reports, backups and restored cases go."""
        return self.folder / "out"

    def copy_to(self, folder: Path) -> "Place":
        """Return a copy for one trial; an older one is removed."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Place(folder)


def lies_plain(place: Place) -> Iterator[str]:
    """Yield what anybody could read of protected cases: a word of each paper, or a paper's name."""
    for folder in (place.case, place.local):
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            content = file.read_bytes() + file.name.encode()
            if b"Vantreese" in content or b"Complaint" in content:
                yield f"{file.relative_to(place.folder)} is plain"


def left_behind(place: Place) -> Iterator[str]:
    """Yield what a broken-off work left in the case folder after it was opened again."""
    for path in sorted(place.case.rglob("*")):
        name = path.name
        if name.startswith(".") or name.endswith((".part", ".new")):
            yield f"left behind: {path.relative_to(place.case)}"


@dataclass
class Log:
    """The log of acknowledgements, on the disk before the work goes on; it outlives the process."""

    file: Path
    _handle: int = field(default=-1, init=False)

    def begin(self, *, again: bool = False) -> int:
        """Open the log for writing, empty or ``again`` as it is; returns the number of the open file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if again else os.O_TRUNC)
        self._handle = os.open(self.file, flags)
        return self._handle

    def note(self, words: str) -> None:
        """Write down that something was acknowledged."""
        os.write(self._handle, f"did {' '.join(words.split())}\n".encode())
        os.fsync(self._handle)

    def strike(self, who: str) -> None:
        """Write down who is about to be killed."""
        os.write(self._handle, f"step {who}\n".encode())
        os.fsync(self._handle)

    def acknowledged(self) -> list[str]:
        """Return what was acknowledged, in order."""
        return self._lines("did ")

    def step(self) -> str:
        """Return the step at which the process was killed or refused, or who was; "" if it never was."""
        return next(iter(self.steps()), "")

    def steps(self) -> list[str]:
        """Return all such steps, in order, where there may be several."""
        return self._lines("step ")

    def _lines(self, begin: str) -> list[str]:
        if not self.file.exists():
            return []
        lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line.removeprefix(begin) for line in lines if line.startswith(begin)]
