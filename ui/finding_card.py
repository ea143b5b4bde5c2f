"""What the card of a finding says: what it is, and what is linked with it. Knows no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.records import (
    DateRow,
    Highlight,
    PartyRow,
    QuoteRow,
    RefType,
    RelationKind,
    ReviewState,
    SameWords,
    Verdict,
)
from extraction.findings import Certainty
from reports.cites import bare_cite
from ui.language import tr
from ui.messages import basis_words, count, date_title, relation_words
from ui.own_marks import OwnMark, shortened

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["CardLine", "FindingCard", "finding_card", "first_card"]

_MOST_PLACES = 4
_MOST_NAMES = 3
_CLOSE = (
    RelationKind.SPEAKS,
    RelationKind.MENTIONED_IN,
    RelationKind.SAME_SENTENCE,
    RelationKind.SAME_PARAGRAPH,
)
"""What stands in the same paper only is no news to who reads that paper."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of a card; with a ``verdict``, a place where the same words stand."""

    words: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class FindingCard:
    """``title`` stands beside the kind; ``lines`` say the rest, ``own`` what the attorney said of it."""

    title: str
    lines: tuple[CardLine, ...]
    own: str = ""


def first_card(highlight: Highlight) -> FindingCard:
    """Return what a mark tells by itself, until the case has answered."""
    own = _own(highlight)
    if isinstance(highlight, OwnMark) and highlight.is_passage:
        return FindingCard("", (), own)
    return FindingCard(_state(highlight.state), (CardLine(highlight.label),), own)


def finding_card(case: "Case", highlight: Highlight) -> FindingCard:
    """Ask the case what is linked with a finding. Runs off the window's thread.

    Raises:
        CaseFailure: if it is gone by now.
    """
    ref = highlight.ref
    if ref.type is RefType.QUOTE:
        title, lines = _of_quote(case.quote(ref.id))
    elif ref.type is RefType.DATE:
        title, lines = _of_date(case, case.date(ref.id))
    elif ref.type is RefType.PARTY:
        title, lines = _of_party(case, case.party(ref.id))
    else:
        return first_card(highlight)
    state = _state(highlight.state)
    title = f"{title} · {state}" if state else title
    return FindingCard(title, tuple(line for line in lines if line.words), _own(highlight))


def _own(highlight: Highlight) -> str:
    return shortened(highlight.words) if isinstance(highlight, OwnMark) else ""


def _state(state: ReviewState) -> str:
    return {
        ReviewState.SUGGESTED: tr("suggested"),
        ReviewState.EDITED: tr("corrected by you"),
    }.get(state, "")


def _of_quote(row: QuoteRow) -> tuple[str, list[CardLine]]:
    name = row.speaker_name or row.speaker_words
    if not name or row.certainty is Certainty.UNATTRIBUTED:
        title = tr("speaker not named")
    elif row.certainty is Certainty.INFERRED:
        title = tr("{name} (inferred)", name=name)
    else:
        title = tr("{name} (stated)", name=name)
    lines = [CardLine(tr("By {evidence}", evidence=row.evidence) if row.evidence else "")]
    if row.said is not None:
        lines.append(CardLine(tr("Said {day}", day=date_title(row.said))))
    lines += _places(row.same_words)
    if row.cited_at is not None:
        lines.append(CardLine(tr("Cites {place}", place=bare_cite(row.cited_at))))
    elif row.cited_words:
        lines.append(CardLine(tr("Cites {place}", place=row.cited_words)))
    return title, lines


def _places(same: Sequence[SameWords]) -> list[CardLine]:
    """Return the places with the same words, and how many more there are."""
    placed = [each for each in same if each.verdict is not Verdict.NOT_FOUND]
    if not placed:
        return [CardLine(tr("In no other paper"))] if same else []
    lines = [CardLine(tr("Same words:"))]
    lines += [
        CardLine(_unbroken(bare_cite(each.pin)), each.verdict) for each in placed[:_MOST_PLACES]
    ]
    left = len(placed) - _MOST_PLACES
    if left > 0:
        lines.append(CardLine(tr("and {places}", places=count(left, "more place"))))
    return lines


def _unbroken(cite: str) -> str:
    """Return a cite whose signs stay on the line of their number."""
    return cite.replace("¶ ", "¶\u00a0").replace(tr(" at "), tr(" at\u00a0"))


def _of_date(case: "Case", row: DateRow) -> tuple[str, list[CardLine]]:
    said, _in_doubt = basis_words(row)
    lines = [CardLine(row.reason), *_linked(case, row)]
    if row.is_deadline:
        lines.insert(0, CardLine(tr("Sets a deadline")))
    return f"{date_title(row)} ({said})", lines


def _of_party(case: "Case", row: PartyRow) -> tuple[str, list[CardLine]]:
    role = row.role or row.kind.value
    named = tr(
        "Named {times} in {papers}",
        times=count(row.mentions, "time"),
        papers=count(row.documents, "paper"),
    )
    others = [alias for alias in row.aliases if alias != row.name][:_MOST_NAMES]
    also = tr("Also “{names}”", names="”, “".join(others)) if others else ""
    return f"{row.name} ({role})", [CardLine(named), CardLine(also), *_linked(case, row)]


def _linked(case: "Case", row: PartyRow | DateRow) -> list[CardLine]:
    """Return who and what a finding is closest to, and how much is linked to it in all."""
    view = case.view((row.ref,))
    others = [
        other
        for other in view.parties
        if other.ref != row.ref and other.relation is not None and other.relation.kind in _CLOSE
    ]
    lines = [
        CardLine(f"{other.name} · {relation_words(other.relation)}")
        for other in others[:_MOST_NAMES]
    ]
    quotes, dates = len(view.quotes), len(view.dates) - (row.ref.type is RefType.DATE)
    linked = tr(
        "Linked: {parties}, {quotes}, {dates}",
        parties=count(
            max(0, len(view.parties) - (row.ref.type is RefType.PARTY)), "party", "parties"
        ),
        quotes=count(quotes, "quote"),
        dates=count(max(0, dates), "date"),
    )
    return [*lines, CardLine(linked)]
