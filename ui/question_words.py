"""The linked view’s question in words: its chips, its relations, how they are joined. Knows no widgets."""

import calendar
import datetime as dt
from collections.abc import Mapping

from casefile.questions import Constraint, Days, PaperKind
from casefile.records import Ref, RefType
from extraction.date_wording import day_words, value_words
from extraction.findings import DocumentKind
from ui.language import tr

__all__ = ["constraint_kind", "constraint_words", "days_words", "kind_words"]


def constraint_kind(constraint: Constraint) -> RefType:
    """Return the kind whose colour and shape a constraint has: papers' for tags and issues, too."""
    if isinstance(constraint, Ref):
        return constraint.type
    return RefType.DATE if isinstance(constraint, Days) else RefType.DOCUMENT


def constraint_words(constraint: Constraint, names: Mapping[Constraint, str]) -> str:
    """Return the words of a chip; ``names`` has those of findings, papers, tags and issues still there."""
    if isinstance(constraint, Days):
        return days_words(constraint)
    if isinstance(constraint, PaperKind):
        return kind_words(constraint.kind)
    return names.get(constraint) or tr("No longer in the case")


def days_words(days: Days) -> str:
    """Return a stretch of days: "2017", "Mar. 2017", "Mar. 3, 2017", "Mar. 3, 2017 – Apr. 2, 2017"."""
    first, last = days.earliest, days.latest
    if first == last:
        return day_words(first)
    if (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
        return str(first.year)
    ends = dt.date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    if first.day == 1 and last == ends:
        return value_words(f"{first.year:04}-{first.month:02}") or day_words(first)
    return f"{day_words(first)} – {day_words(last)}"


def kind_words(kind: DocumentKind) -> str:
    """Return the papers of a kind: "Complaints"."""
    words = {
        DocumentKind.COMPLAINT: tr("Complaints"),
        DocumentKind.SUMMONS: tr("Summonses"),
        DocumentKind.SUBPOENA: tr("Subpoenas"),
        DocumentKind.ANSWER: tr("Answers"),
        DocumentKind.MOTION: tr("Motions"),
        DocumentKind.ORDER: tr("Orders"),
        DocumentKind.OPINION: tr("Opinions"),
        DocumentKind.ARTICLE: tr("Articles"),
        DocumentKind.EMAIL: tr("Mail"),
        DocumentKind.EXHIBIT: tr("Exhibits"),
        DocumentKind.OTHER: tr("Other papers"),
    }
    return words[kind]
