"""Versions, copies and papers inside papers, in the user's words. Knows no widgets."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casefile.records import DocumentRow, Likeness, LikePaper
from extraction.date_wording import day_words
from reports.cites import locator
from ui import messages
from ui.enum_words import enum_word
from ui.language import tr

if TYPE_CHECKING:
    from casefile.compared import ComparedParagraph

__all__ = ["kind_words", "like_lines", "paper_words", "side_place"]

_MOST_LINES = 4

_LIKENESS = {
    Likeness.SAME_WORDS: tr("The same words as {name}, saved or printed anew"),
    Likeness.VERSION: tr("Version of {name}; {share} the same words"),
    Likeness.CONTAINED: tr("Stands in {name}; {share} of its words"),
    Likeness.CONTAINS: tr("Holds {name}"),
}


def like_lines(alike: Sequence[LikePaper], names: Mapping[int, str]) -> list[str]:
    """Return one line for each paper that shares a paper's words: "Version of Compl.; 62% the same words"."""
    known = [like for like in alike if like.document in names]
    lines = [
        _LIKENESS[like.likeness].format(name=names[like.document], share=_percent(like.share))
        for like in known[:_MOST_LINES]
    ]
    left = len(known) - _MOST_LINES
    if left > 0:
        papers = messages.count(left, tr("more paper"))
        lines.append(tr("and {papers} with its words", papers=papers))
    return lines


def _percent(share: float) -> str:
    """Return a share as a whole number of per cent; only what is whole is 100%."""
    return f"{min(round(100 * share), 100 if share >= 1 else 99)}%"


def paper_words(row: DocumentRow) -> str:
    """Return a paper's name with its day: "Am. Compl. · Oct. 20, 2005"."""
    day = row.filed or row.date
    told = day_words(day) if day else ""
    return f"{row.short_name} · {told}" if told not in row.short_name else row.short_name


def side_place(row: "ComparedParagraph", *, second: bool) -> str:
    """Return where one side of a paragraph stands: "¶ 38"."""
    side = row.second if second else row.first
    return locator(side.pin) if side else ""


def kind_words(row: "ComparedParagraph") -> str:
    """Return what became of a paragraph: "moved from ¶ 12"; nothing where nothing did."""
    from casefile.compared import DifferenceKind

    before = side_place(row, second=False)
    if row.kind is DifferenceKind.SAME:
        return ""
    if row.kind is DifferenceKind.MOVED:
        changed = tr(", changed") if row.marks(second=False) or row.marks(second=True) else ""
        return (tr("moved from {before}", before=before) if before else tr("moved")) + changed
    if row.kind is DifferenceKind.RENUMBERED:
        return tr("renumbered from {before}", before=before) if before else tr("renumbered")
    return enum_word(row.kind)
