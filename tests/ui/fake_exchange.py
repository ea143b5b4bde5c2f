"""The part of the case in memory that is about a colleague's copy."""

import datetime as dt
from pathlib import Path

from casefile.errors import NotACase, PassphraseNeeded
from casefile.exchange_records import ComingDecision, ConflictRow, MergePreview
from casefile.import_records import Progress
from casefile.records import Ref, RefType

AT = dt.datetime(2026, 3, 12, 9, 30, tzinfo=dt.UTC)

CLASH = ConflictRow(
    7, "Port Commission", "name", "Port Commission", "ab", AT, "The Commission", "D. Reyes", AT,
    Ref(RefType.PARTY, 1),
)  # fmt: skip

COMING = MergePreview(
    name="Larkspur Press v. Port Commission",
    people=("D. Reyes",),
    decisions=(
        ComingDecision(AT, "D. Reyes", "Accepted  “no notice”"),
        ComingDecision(None, "", "Rejected X"),
    ),
    conflicts=(CLASH,),
    papers=("Reply.pdf",),
    absent=("Draft.docx",),
    waiting=2,
    another_case=False,
)


class FakeExchange:
    """Brings in what ``coming`` tells; a copy whose name ends in ".txt" is none."""

    def begin_exchange(self) -> None:
        self.coming = COMING
        self.open_conflicts: list[ConflictRow] = []

    def conflicts(self) -> tuple[ConflictRow, ...]:
        return tuple(self.open_conflicts)

    def export_review(self, file: Path) -> None:
        self.calls.append(("export_review", file))

    def preview_merge(self, source: Path, secret: str | None = None) -> MergePreview:
        self.calls.append(("preview_merge", source))
        if source.suffix == ".pincite-backup" and secret != "four words":
            raise PassphraseNeeded(f"“{source.name}” is protected.")
        if source.suffix == ".txt":
            raise NotACase(f"“{source.name}” is no Pincite case.")
        return self.coming

    def merge(self, source: Path, secret: str | None = None):
        self.calls.append(("merge", source, secret) if secret else ("merge", source))
        yield Progress(0, 1, "Looking at the other copy")
        self.open_conflicts = list(self.coming.conflicts)
        yield Progress(1, 1, "2 decisions came in; 1 conflict to settle.")

    def settle_conflict(self, id: int, *, theirs: bool) -> None:  # noqa: A002 - the door's own word
        self.calls.append(("settle_conflict", id, theirs))
        self.open_conflicts = [row for row in self.open_conflicts if row.id != id]
