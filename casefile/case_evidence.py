"""The part of the one door that shows how rows are linked to what the view asks about."""

from collections.abc import Mapping, Sequence

from casefile import context, evidence, side_by_side
from casefile.evidence_records import EvidenceMark, RowEvidence
from casefile.part_views import can_be_told
from casefile.party_network import Evidence
from casefile.questions import Constraint, Question, as_question
from casefile.records import HitRow, Pin, Ref
from casefile.side_by_side import SideBySide
from casefile.sources import Sources
from casefile.store import Store
from casefile.turns import in_turns

__all__ = ["CaseEvidence"]

_MOST_MEETINGS = 300


class CaseEvidence:
    """What ``Case`` can be asked about the evidence of rows."""

    _store: Store
    _sources: Sources

    def evidence(
        self, asked: Question | Sequence[Constraint], refs: Sequence[Ref]
    ) -> Mapping[Ref, RowEvidence]:
        """Return of each row the sentence that links it best to what is asked about; some have none.

        While a large case is being read it is the best of those papers that ``first_view`` told of.
        """
        question, memory = as_question(asked), self._store.memory
        early = memory.part(question.refs, whole=False) if can_be_told(question) else None
        image = early or memory.image()
        found = [
            (ref, place, joins.count - 1)
            for ref, joins in in_turns(evidence.joins(image, question, refs))
            for place in joins.places(1)
        ]
        places = [
            Evidence(place.pin, tuple(mark.span for mark in place.marks)) for _, place, _ in found
        ]
        with self._store.database.read() as connection:
            shown = context.in_sentences(connection, self._sources.get, places)
        told: dict[Ref, RowEvidence] = {}
        for (ref, place, others), snippet in zip(found, shown, strict=True):
            if snippet is None:
                continue
            marks = {mark.span: mark for mark in place.marks}
            told[ref] = RowEvidence(
                snippet.text,
                tuple(
                    EvidenceMark(shown_at, marks[span].kind, marks[span].own)
                    for shown_at, span in zip(snippet.marks, snippet.marked, strict=True)
                ),
                place.pin,
                others,
            )
        return told

    def evidence_places(self, asked: Question | Sequence[Constraint], ref: Ref) -> tuple[Pin, ...]:
        """Return every place that links a row to what is asked about, the strongest first.

        Where nothing is asked for that a row could be linked to, these are all its places.
        """
        question = as_question(asked)
        memory = self._store.memory
        image = memory.holding(question.refs) if can_be_told(question) else memory.image()
        for _, joins in evidence.joins(image, question, (ref,)):
            return tuple(place.pin for place in joins.places())
        return ()

    def side_by_side(self, one: Ref, other: Ref) -> tuple[SideBySide, tuple[HitRow, ...]]:
        """Hold two parties or two documents against each other; with the sentences where two parties meet.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        found = side_by_side.side_by_side(self._store.memory.image(), one, other)
        with self._store.database.read() as connection:
            meetings = context.in_context(
                connection, self._sources.get, found.meetings[:_MOST_MEETINGS]
            )
        return found, meetings

    def sentences_beside(self, pins: Sequence[Pin]) -> tuple[context.Beside, ...]:
        """Return for each place the sentence before its own and the one after it."""
        with self._store.database.read() as connection:
            return context.beside(connection, self._sources.get, pins)

    def same_word_groups(self) -> Mapping[int, int]:
        """Return the group of each quote whose words another place of the case has, too."""
        groups = self._store.memory.image().groups
        return {
            member.quote: group.id
            for group in groups
            for member in group.members
            if member.quote is not None
        }
