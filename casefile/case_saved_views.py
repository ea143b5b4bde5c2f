"""The part of the one door that keeps questions of the linked view under a name."""

from casefile import saved_views
from casefile.deciding import Deciding
from casefile.questions import Question
from casefile.saved_views import SavedView

__all__ = ["CaseSavedViews"]


class CaseSavedViews(Deciding):
    """What ``Case`` can be told to keep of what the linked view was asked."""

    def saved_views(self) -> tuple[SavedView, ...]:
        """Return the saved views by name."""
        with self._store.database.read() as connection:
            return saved_views.rows(connection)

    def save_view(self, name: str, question: Question, *, compares: bool = False) -> int:
        """Keep a question under a name, in the place of another one of that name; returns its number.

        One that ``compares`` names two parties or two papers, which are shown side by side.

        Raises:
            CaseFailure: if the name has neither letter nor figure.
            NoSuchFinding: if the question names a finding that is no longer in the case.
        """
        return self._made(
            lambda connection, image: saved_views.save(
                connection, image, name, question, compares=compares
            )
        )

    def rename_view(self, id: int, name: str) -> None:  # noqa: A002 - the door's own word
        """Call a saved view otherwise.

        Raises:
            CaseFailure: if the name has neither letter nor figure, or another view has it.
            NoSuchFinding: if there is no such view.
        """
        self._review(lambda connection, _: saved_views.rename(connection, id, name))

    def remove_view(self, id: int) -> None:  # noqa: A002 - the door's own word
        """Remove a saved view.

        Raises:
            NoSuchFinding: if there is no such view.
        """
        self._review(lambda connection, _: saved_views.remove(connection, id))
