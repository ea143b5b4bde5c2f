"""The part of the one door that is about the issues of the case and the evidence for and against them."""

from collections.abc import Collection, Sequence

from casefile import documents, issues
from casefile.deciding import Deciding
from casefile.issue_records import IssueDraft, IssueRow
from casefile.marks import Carrier
from casefile.note_records import Side
from casefile.sources import Sources

__all__ = ["CaseIssues"]


class CaseIssues(Deciding):
    """What ``Case`` can be told about its issues and their elements, and asked about them."""

    _sources: Sources

    def issues(self) -> tuple[IssueRow, ...]:
        """Return the outline from top to bottom, each issue with its evidence."""
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return issues.rows(connection, image)

    def add_issue(
        self,
        title: str,
        *,
        parent: int | None = None,
        before: int | None = None,
        law: str | None = None,
        note: str = "",
    ) -> int:
        """Add an issue, or an element below ``parent``, before another one or at the end; returns its number.

        Raises:
            CaseFailure: if the title is empty, or ``before`` does not stand below ``parent``.
            NoSuchFinding: if one of them is not in the outline.
        """
        return self._made(
            lambda connection, _: issues.add(
                connection, title, parent=parent, before=before, law=law, note=note
            )
        )

    def edit_issue(
        self,
        id: int,  # noqa: A002 - the door's own word
        *,
        title: str | None = None,
        law: str | None = None,
        note: str | None = None,
    ) -> None:
        """Write an issue anew; ``None`` leaves a field as it is, empty ``law`` and ``note`` take theirs away.

        Raises:
            CaseFailure: if the title is empty.
            NoSuchFinding: if there is no such issue.
        """
        self._review(
            lambda connection, _: issues.edit(connection, id, title=title, law=law, note=note)
        )

    def move_issue(
        self,
        id: int,  # noqa: A002 - the door's own word
        *,
        parent: int | None = None,
        before: int | None = None,
    ) -> None:
        """Put an issue, with all below it, below another one or at the top, before an issue or at the end.

        Raises:
            CaseFailure: if that is below itself, or ``before`` does not stand below ``parent``.
            NoSuchFinding: if one of them is not in the outline.
        """
        self._say_of(lambda connection, _: issues.move(connection, id, parent, before))

    def remove_issues(self, ids: Collection[int]) -> None:
        """Remove issues with all that is below them, as one decision.

        Raises:
            NoSuchFinding: if one of them is not in the outline.
        """
        self._review(lambda connection, _: issues.remove(connection, ids))

    def link_evidence(self, issue: int, on: Sequence[Carrier], side: Side = Side.FOR) -> None:
        """Say that findings, documents, passages or notes speak for an issue, against it, or bear on it.

        What was linked to it already changes its side.

        Raises:
            CaseFailure: if a passage holds no words.
            NoSuchFinding: if the issue, or one of them, is no longer in the case.
        """
        self._say_of(lambda connection, image: issues.link(connection, image, issue, on, side))

    def unlink_evidence(self, issue: int, on: Sequence[Carrier]) -> None:
        """Take evidence away from an issue, as one decision.

        Raises:
            NoSuchFinding: if the issue, or one of them, is no longer in the case.
        """
        self._say_of(lambda connection, image: issues.unlink(connection, image, issue, on))

    def draft_issues(self, document: int) -> tuple[IssueDraft, ...]:
        """Return the claims that a complaint pleads by its headings, to be made issues; nothing is kept yet.

        Raises:
            NoSuchFinding: if there is no document of that number.
        """
        source = self._sources.get(document)
        with self._store.database.read() as connection:
            return issues.drafts(connection, documents.row(connection, document), source)

    def accept_drafts(self, drafts: Sequence[IssueDraft]) -> None:
        """Make issues of drafts, at the end of the outline, as one decision.

        Raises:
            CaseFailure: if the words of one are no longer in the paper.
            NoSuchFinding: if its paper is no longer in the case.
        """
        self._review(lambda connection, image: issues.accept(connection, image, drafts))
