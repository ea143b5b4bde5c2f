"""The linked view’s question in words: its chips, its relations, how they are joined. Knows no widgets."""

import calendar
import datetime as dt
from collections.abc import Collection, Mapping

from casefile.questions import Constraint, Days, Noted, OnIssue, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from extraction.date_wording import day_words, value_words
from extraction.findings import DocumentKind
from ui.language import tr

__all__ = [
    "chip_name",
    "constraint_kind",
    "constraint_words",
    "days_words",
    "kind_words",
    "question_words",
    "relation_name",
    "relations_words",
]


def constraint_kind(constraint: Constraint) -> RefType:
    """Return the kind whose colour and shape a constraint has: papers' for tags, issues and notes, too."""
    if isinstance(constraint, Ref):
        return constraint.type
    return RefType.DATE if isinstance(constraint, Days) else RefType.DOCUMENT


def constraint_words(constraint: Constraint, names: Mapping[Constraint, str]) -> str:
    """Return the words of a chip; ``names`` has those of findings, papers, tags and issues still there."""
    if isinstance(constraint, Days):
        return days_words(constraint)
    if isinstance(constraint, PaperKind):
        return kind_words(constraint.kind)
    if isinstance(constraint, Noted):
        return tr("with a note")
    words = names.get(constraint) or tr("No longer in the case")
    if isinstance(constraint, Tagged):
        return tr("tag {name}", name=words)
    return tr("issue {name}", name=words) if isinstance(constraint, OnIssue) else words


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


def chip_name(constraint: Constraint, words: str) -> str:
    """Return what screen readers and tooltips call a chip: "party Port Commission"."""
    if isinstance(constraint, Ref):
        kinds = {
            RefType.PARTY: tr("party"),
            RefType.QUOTE: tr("quote"),
            RefType.DATE: tr("date"),
            RefType.DOCUMENT: tr("paper"),
        }
        return f"{kinds[constraint.type]} {words}"
    if isinstance(constraint, Days):
        return tr("days {name}", name=words)
    if isinstance(constraint, PaperKind):
        return tr("papers of the kind {name}", name=words)
    return words


def relation_name(kind: RelationKind) -> str:
    """Return a relation's name: "same paragraph"."""
    words = {
        RelationKind.SPEAKS: tr("speaks"),
        RelationKind.MENTIONED_IN: tr("is mentioned"),
        RelationKind.SAME_WORDS: tr("same words"),
        RelationKind.SAME_SENTENCE: tr("same sentence"),
        RelationKind.SAME_PARAGRAPH: tr("same paragraph"),
        RelationKind.IN_DOCUMENT: tr("in the same paper"),
    }
    return words[kind]


def relations_words(relations: Collection[RelationKind]) -> str:
    """Return by which relations is asked: "speaks or is mentioned", "any relation"."""
    named = [relation_name(kind) for kind in RelationKind if kind in relations]
    return tr(" or ").join(named) if named else tr("any relation")


def question_words(question: Question, names: Mapping[Constraint, str]) -> str:
    """Return a question on one line: "Port Commission and Odile Vantreese, Mar. 2026, by speaks"."""
    join = tr(" or ") if question.either else tr(" and ")
    told = [join.join(constraint_words(ref, names) for ref in question.refs)] * bool(question.refs)
    told += [
        constraint_words(each, names) for each in question.constraints if not isinstance(each, Ref)
    ]
    if question.relations:
        told.append(tr("by {relations}", relations=relations_words(question.relations)))
    if question.unreviewed:
        told.append(tr("unreviewed"))
    return ", ".join(told)
