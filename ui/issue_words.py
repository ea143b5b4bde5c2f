"""Words and signs for issues and the evidence for and against them; a sign has a shape for each side."""

from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.marks import Carrier
from reports.cites import pin_cite
from ui.language import tr

__all__ = [
    "INKS",
    "SIDE_NAMES",
    "SIGNS",
    "aligned",
    "carrier",
    "counts_words",
    "evidence_sentence",
    "issue_sentence",
    "linked_words",
    "titled",
    "where",
]

SIGNS = {Side.FOR: "▲", Side.AGAINST: "▼", Side.NEUTRAL: "●"}
SIDE_NAMES = {Side.FOR: "for", Side.AGAINST: "against", Side.NEUTRAL: tr("bears on it")}
INKS = {Side.FOR: "added_ink", Side.AGAINST: "removed_ink", Side.NEUTRAL: "secondary"}
"""Fields of ``ui.theme.Palette``."""

_DIGIT_SPACE = "\u2007"
_BARE = tr("○ no evidence")


def counts_words(row: IssueRow) -> str:
    """Return "▲ 3   ▼ 1" for the issue itself, and "○ no evidence" where nothing below has any, either."""
    if row.is_bare:
        return _BARE
    parts = [f"{SIGNS[side]} {len(row.on(side))}" for side in Side if row.on(side)]
    return "   ".join(parts) or "below"


def titled(title: str, law: str | None) -> str:
    """Return a title with the law that it rests on, unless it names that itself."""
    return f"{title} · {law}" if law and law not in title else title


def issue_sentence(row: IssueRow) -> str:
    """Return an issue in one sentence, for tooltips and screen readers."""
    counted = [f"{len(row.on(side))} {SIDE_NAMES[side]}" for side in Side if row.on(side)]
    evidence = (
        tr("no evidence") if row.is_bare else ", ".join(counted) or tr("evidence below it only")
    )
    facts = (row.law or "", evidence, row.note)
    return f"{row.number} {row.title}: {'; '.join(fact for fact in facts if fact)}"


def aligned(number: str, longest: str) -> str:
    """Return an issue's number as wide as the longest beside it, so that titles begin on one line."""
    return number.rjust(len(longest), _DIGIT_SPACE)


def linked_words(title: str, side: Side) -> str:
    """Say that something was linked to an issue: "Linked as evidence for “Duty to give notice”."."""
    if side is Side.FOR:
        return tr("Linked as evidence for “{title}”.", title=title)
    if side is Side.AGAINST:
        return tr("Linked as evidence against “{title}”.", title=title)
    return tr("Linked as bearing on “{title}”.", title=title)


def where(row: EvidenceRow) -> str:
    """Return the pin cite of evidence, and what it is where it has none."""
    kind = "note" if row.note is not None else ""
    if row.pin is not None:
        cite = pin_cite(row.pin)
        place = tr("{cite}, no longer found there", cite=cite) if row.pin.lost else cite
    else:
        place = row.ref.type.value if row.ref is not None else ""
    words = " · ".join(part for part in (place, kind) if part)
    return tr("{words} · rejected, proves nothing", words=words) if row.rejected else words


def evidence_sentence(row: EvidenceRow) -> str:
    """Return a piece of evidence in one sentence, for tooltips and screen readers."""
    return f"{SIDE_NAMES[row.side].capitalize()}: {row.words} ({where(row)})"


def carrier(row: EvidenceRow) -> Carrier | None:
    """Return what is linked, as the case takes it."""
    return row.note or row.ref or row.pin
