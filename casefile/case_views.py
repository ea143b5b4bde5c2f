"""The part of the one door that the linked view asks: what is linked to what, and where it stands."""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from casefile import highlights, issues, linked, review
from casefile.carried import Carried, carried
from casefile.errors import NoSuchFinding
from casefile.first_rows import is_large
from casefile.links import Image
from casefile.questions import Constraint, LinkedView, Mark, OnIssue, Question, Tagged, as_question
from casefile.records import DateRow, Highlight, QuoteRow, Ref, RefType, RelationKind
from casefile.store import Store
from casefile.stretches import KeptStretches, Stretches
from casefile.turns import in_turns

__all__ = ["CaseViews"]

_EVERYTHING = Question()


class CaseViews:
    """What ``Case`` can be asked about its findings and what is linked to them."""

    _store: Store
    _stretches: KeptStretches

    def view(
        self,
        asked: Question | Sequence[Constraint] = _EVERYTHING,
        *,
        include_rejected: bool = False,
    ) -> LinkedView:
        """Return the parties, quotes and dates that a question leaves.

        Bare constraints ask for what is linked to all of them. What names something that is no longer in
        the case is told as ``lost``; nothing is linked to it.
        """
        image, question = self._store.memory.image(), as_question(asked)
        return linked.view(
            image,
            question,
            include_rejected=include_rejected,
            carried=self._carried(image, question),
        )

    def has_been_read(self) -> bool:
        """Tell whether questions to the whole case are answered at once: it was read, or is small."""
        memory = self._store.memory
        if memory.stands:
            return True
        with self._store.database.read() as connection:
            return not is_large(connection)

    def first_view(self, asked: Question | Sequence[Constraint] = _EVERYTHING) -> LinkedView | None:
        """Return what can be told before the whole case has been read.

        Of everything the first rows, and the totals; of what concerns a few papers all that ``view`` returns.
        ``None`` where the whole has to be waited for, or takes no longer: of a small case, or one that was
        read.
        """
        memory, question = self._store.memory, as_question(asked)
        if self.has_been_read():
            return None
        return memory.first_view() if question.is_everything else memory.part_view(question)

    def make_ready(self) -> None:
        """Work out what the first questions about a large case would else wait for; gives way to others.

        It takes seconds, and nothing has to wait for it.
        """
        image = self._store.memory.image()
        for paper in in_turns(image.papers.values()):
            paper.make_ready()
            time.sleep(0)  # whoever waits for the interpreter is next
        image.same_words  # noqa: B018 - kept once it was asked for

    def stretches(self) -> Stretches:
        """Return the stretches of time that the case's dates name, rejected ones left out."""
        return self._stretches.stretches(self._store.memory.image())

    def take_in(self) -> bool:
        """Take in what an import brought meanwhile; tell whether questions are answered otherwise now.

        Until then those to a large case are answered without it; they do not wait for this.
        """
        return self._store.memory.take_in()

    def relation_counts(
        self, asked: Question | Sequence[Constraint], *, include_rejected: bool = False
    ) -> Mapping[RelationKind, int]:
        """Return how many rows each relation alone would leave; only those that leave any."""
        image, question = self._store.memory.image(), as_question(asked)
        return linked.relation_counts(
            image,
            question,
            include_rejected=include_rejected,
            carried=self._carried(image, question),
        )

    def highlights(self, document: int) -> tuple[Highlight, ...]:
        """Return every finding's place in a document, in order; rejected ones are left out."""
        memory = self._store.memory
        image = memory.holding((Ref(RefType.DOCUMENT, document),))
        if document not in image.documents:  # it came a moment ago
            image = memory.image(now=True)
        return highlights.highlights(image, document)

    def quote(self, id: int) -> QuoteRow:  # noqa: A002 - the door's own word
        """Return a quote."""
        return self._store.memory.image().quote(id)

    def date(self, id: int) -> DateRow:  # noqa: A002 - the door's own word
        """Return a date."""
        return self._store.memory.image().date(id)

    def label(self, ref: Ref) -> str:
        """Return the words for a chip."""
        return review.label(self._store.memory.image(), ref)

    def constraint_names(self, constraints: Iterable[Constraint]) -> Mapping[Constraint, str]:
        """Return the words of findings, papers, tags and issues for their chips; those gone are left out."""
        wanted = tuple(dict.fromkeys(constraints))
        refs = [each for each in wanted if isinstance(each, Ref)]
        memory = self._store.memory
        early = memory.part(refs, whole=False) if refs and len(refs) == len(wanted) else None
        image = early or memory.image()
        found: dict[Constraint, str] = {}
        for each in wanted:
            if isinstance(each, Ref):
                with suppress(NoSuchFinding):
                    found[each] = review.label(image, each)
            elif isinstance(each, Tagged):
                found[each] = each.tag
        if any(isinstance(each, OnIssue) for each in wanted):
            with self._store.database.read() as connection:
                titles = {row.id: row.title for row in issues.rows(connection, image)}
            found |= {
                each: titles[each.issue]
                for each in wanted
                if isinstance(each, OnIssue) and each.issue in titles
            }
        return found

    def _carried(self, image: Image, question: Question) -> Mapping[Mark, Carried]:
        if not question.marks:
            return {}
        with self._store.database.read() as connection:
            return carried(connection, image, question.marks)
