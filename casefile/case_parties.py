"""The part of the one door that is about parties, and about findings that the attorney adds himself."""

import sqlite3
from collections.abc import Collection, Sequence

from casefile import (
    adding,
    context,
    documents,
    ingest,
    party_card,
    party_decisions,
    party_network,
    proposals,
    splitting,
)
from casefile.deciding import Deciding
from casefile.history import Patch
from casefile.links import Image
from casefile.party_network import Evidence
from casefile.party_records import CastRow, MergeProposal, PartyCard, PartyNetwork
from casefile.records import HitRow, PartyRow, Pin, Ref, RefType
from casefile.sources import Sources
from extraction.findings import PartyKind
from importers.source_text import Span

__all__ = ["CaseParties"]


class CaseParties(Deciding):
    """What ``Case`` can be asked about its parties, and told of them."""

    _sources: Sources
    _networks: party_network.KeptNetworks

    def party(self, id: int) -> PartyRow:  # noqa: A002 - the door's own word
        """Return a party, for a merged one the one it lives on in."""
        return self._store.memory.image().party(id)

    def mentions(self, party: int) -> tuple[Pin, ...]:
        """Return every place that names a party, furniture left out, in the documents' order."""
        image = self._store.memory.holding((Ref(RefType.PARTY, party),))
        return tuple(image.mentions(image.party(party).id))

    def party_card(self, id: int) -> PartyCard:  # noqa: A002 - the door's own word
        """Return all that the case knows of a party: names with reasons, roles, mentions, quotes, dates.

        Raises:
            NoSuchFinding: if there is no such party.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            apart = proposals.kept_apart(connection)
            renamed = party_decisions.renamed(connection)
        return party_card.party_card(image, id, proposals.proposals(image, apart, id), renamed)

    def cast(self) -> tuple[CastRow, ...]:
        """Return every party, with the bodies, counsel and papers that a list of all of them tells."""
        return party_card.cast(self._store.memory.image())

    def party_network(
        self, limit: int = 200, documents: Collection[int] | None = None
    ) -> PartyNetwork:
        """Return who stands with whom, of the ``limit`` parties named most, in all papers or in some."""
        return self._networks.network(self._store.memory.image(), limit, documents)

    def party_surroundings(
        self, party: int, documents: Collection[int] | None = None
    ) -> PartyNetwork:
        """Return a party with all that it stands with, however rarely these are named.

        Raises:
            NoSuchFinding: if it is no longer in the case.
        """
        return party_network.surroundings(self._store.memory.image(), party, documents)

    def together(self, one: int, other: int) -> tuple[Pin, ...]:
        """Return every place that joins two parties: one for each sentence that names both, and quotes.

        A pin's span goes from the first to the last of their names there.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        found = party_network.evidence(self._store.memory.image(), one, other)
        return tuple(each.pin for each in found)

    def together_in_context(self, one: int, other: int) -> tuple[HitRow, ...]:
        """Return what ``together`` does with the sentences, both names marked.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        return self._in_context(party_network.evidence(self._store.memory.image(), one, other))

    def in_context(self, pins: Sequence[Pin]) -> tuple[HitRow, ...]:
        """Return each place with its sentence as a snippet and the words marked there; a lost one without."""
        return self._in_context([Evidence(pin, (pin.span,)) for pin in pins])

    # -- merging and splitting

    def edit_party(
        self,
        id: int,  # noqa: A002 - the door's own word
        *,
        name: str | None = None,
        kind: PartyKind | None = None,
        role: str | None = None,
    ) -> None:
        """Correct a party; ``None`` leaves a field as it is, an empty role says that it has none."""
        self._review(
            lambda connection, image: party_decisions.edit(
                connection, image, id, name=name, kind=kind, role=role
            )
        )

    def edit_parties(
        self, ids: Collection[int], *, kind: PartyKind | None = None, role: str | None = None
    ) -> None:
        """Give several parties one kind or one role as one decision, fields as in ``edit_party``.

        Raises:
            NoSuchFinding: if one of them is no longer in the case.
        """
        numbers = tuple(ids)
        self._review(
            lambda connection, image: party_decisions.edit_several(
                connection, image, numbers, kind=kind, role=role
            )
        )

    def merge_parties(self, keep: int, *others: int) -> None:
        """Let other parties live on in ``keep``, with all their names and mentions.

        Raises:
            CaseFailure: if one of them is that party.
        """
        self._review(
            lambda connection, image: party_decisions.merge(connection, image, keep, others)
        )

    def merge_proposals(self, party: int | None = None) -> tuple[MergeProposal, ...]:
        """Return which parties may be one, the most used first; of one party, the likeliest first.

        Raises:
            NoSuchFinding: if there is no such party.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            apart = proposals.kept_apart(connection)
        return proposals.proposals(image, apart, party)

    def accept_proposal(self, proposal: MergeProposal) -> None:
        """Merge what a proposal says is one, retyped first where the kinds differ.

        Raises:
            CaseFailure: if they are one party already.
            NoSuchFinding: if one of them is no longer in the case.
        """
        self._review(
            lambda connection, image: party_decisions.accept_proposal(connection, image, proposal)
        )

    def not_the_same(self, one: int, other: int) -> None:
        """Note that two parties are two, so that they are never proposed as one again.

        Raises:
            CaseFailure: if they are one party.
        """
        self._review(
            lambda connection, image: party_decisions.not_the_same(connection, image, one, other)
        )

    def split_party(
        self,
        party: int,
        *,
        documents: Collection[int] = (),
        names: Collection[str] = (),
        to: int | None = None,
    ) -> int:
        """Take names or papers out of a party, and return the party whose they are now.

        ``documents`` alone mean all of the party in these papers; ``names`` alone what is spelled so in
        any paper, later ones too; both together these names in these papers. They go to the party ``to``
        or to a new one; where they are just what was once merged, that party is itself again.

        Raises:
            CaseFailure: if nothing would be moved, or nothing would be left.
            NoSuchFinding: if there is no such party.
        """
        return self._made(
            lambda connection, image: splitting.split(
                connection, image, party, documents, names, to
            )
        )

    # -- the attorney's own findings

    def add_party(
        self,
        document: int,
        span: Span,
        kind: PartyKind,
        role: str | None = None,
        *,
        name: str | None = None,
    ) -> int:
        """Make a party of what a span names, and of the same words wherever they name nobody yet.

        Returns its number. ``name`` is what it is called where the words do not say it well.

        Raises:
            CaseFailure: if the span is no name.
            NoSuchFinding: if there is no such document.
        """
        return self._made(
            lambda connection, image: adding.add_party(
                connection, image, document, span, kind, role, name
            )
        )

    def add_mention(self, party: int, document: int, span: Span) -> None:
        """Note that the words at a span name a party, whatever extraction says of them.

        Raises:
            CaseFailure: if the span is no name.
            NoSuchFinding: if there is no such party or document.
        """
        self._review(
            lambda connection, image: adding.add_mention(connection, image, party, document, span)
        )

    def remove_mention(self, document: int, span: Span) -> None:
        """Note that the words at a span name no party.

        Raises:
            CaseFailure: if there are no words.
            NoSuchFinding: if there is no such document.
        """
        self._review(lambda connection, _: adding.remove_mention(connection, document, span))

    def add_quote(self, document: int, span: Span, *, speaker: int | None = None) -> int:
        """Make a quote of the words at a span, and return its number.

        Raises:
            CaseFailure: if there are no words.
            NoSuchFinding: if there is no such document or speaker.
        """
        to_link: set[int] = set()

        def add(connection: sqlite3.Connection, image: Image) -> tuple[tuple[Patch, ...], int]:
            added = adding.add_quote(connection, image, document, span, speaker)
            to_link.update(documents.to_link_anew(connection, (document,)))
            return added

        number = self._made(add)
        if to_link:  # a paper that is not ready yet will be linked when it is
            ingest.link(self._store, document)
        return number

    def add_date(self, document: int, span: Span, value: str) -> int:
        """Make a date of the words at a span, with the EDTF value they mean, and return its number.

        Raises:
            CaseFailure: if there are no words.
            NotAValue: if the value is no date.
            NoSuchFinding: if there is no such document.
        """
        return self._made(lambda connection, _: adding.add_date(connection, document, span, value))

    # -- inside

    def _in_context(self, places: Sequence[Evidence]) -> tuple[HitRow, ...]:
        with self._store.database.read() as connection:
            return context.in_context(connection, self._sources.get, places)
