"""What a search found beside the papers' words, as lines: parties, quotes and notes under a heading each."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from casefile.records import NoteHit, PartyRow, QuoteRow, SearchResults
from reports.cites import pin_cite
from ui.enum_words import enum_word
from ui.language import tr
from ui.messages import count

__all__ = ["BesideLine", "BesideRow", "Section", "SectionLine", "beside_lines", "section_words"]

BesideRow: TypeAlias = PartyRow | QuoteRow | NoteHit

_MOST_OPEN = 3
"""Sections with more rows are one line until they are opened."""


class Section(StrEnum):
    """What a section holds."""

    PARTIES = "parties"
    QUOTES = "quotes"
    NOTES = "notes"


_SINGULAR = {
    Section.PARTIES: tr("party"),
    Section.QUOTES: tr("quote"),
    Section.NOTES: tr("note"),
}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """The heading of a section. One that ``folds`` is opened and closed by a click or Return."""

    section: Section
    rows: int
    folds: bool
    is_open: bool

    @property
    def title(self) -> str:
        """How many of what: "5 quotes"."""
        return count(self.rows, _SINGULAR[self.section], enum_word(self.section))

    @property
    def words(self) -> str:
        """The line for screen readers and tooltips."""
        if not self.folds:
            return self.title
        return tr(
            "{title}, {value} them",
            title=self.title,
            value=tr("Return closes") if self.is_open else tr("Return shows"),
        )


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A party, quote or note that was found."""

    row: BesideRow

    @property
    def words(self) -> str:
        """The line for screen readers and tooltips."""
        row = self.row
        if isinstance(row, PartyRow):
            return tr("Party {name}, {role}", name=row.name, role=row.role or enum_word(row.kind))
        if isinstance(row, QuoteRow):
            said = (
                tr("Quote of {speaker_name}", speaker_name=row.speaker_name)
                if row.speaker_name
                else tr("Quote")
            )
            return f"{said}: {row.reading}\n{pin_cite(row.pin)}"
        place = f"\n{pin_cite(row.note.pin)}" if row.note.pin is not None else ""
        return tr("Note of {who}: {text}{place}", who=row.note.who, text=row.note.text, place=place)


def beside_lines(
    results: SearchResults, turned: Collection[Section]
) -> tuple[SectionLine | BesideLine, ...]:
    """Return the sections of an answer; those ``turned`` are open or closed against the rule."""
    lines: list[SectionLine | BesideLine] = []
    for section, rows in _sections(results):
        folds = len(rows) > _MOST_OPEN
        is_open = not folds or section in turned
        lines.append(SectionLine(section, len(rows), folds, is_open))
        if is_open:
            lines += [BesideLine(row) for row in rows]
    return tuple(lines)


def section_words(results: SearchResults) -> tuple[str, ...]:
    """Return how many of each were found: "2 parties", "1 note"."""
    return tuple(
        count(len(rows), _SINGULAR[section], enum_word(section))
        for section, rows in _sections(results)
    )


def _sections(results: SearchResults) -> list[tuple[Section, tuple[BesideRow, ...]]]:
    every: tuple[tuple[Section, tuple[BesideRow, ...]], ...] = (
        (Section.PARTIES, results.parties),
        (Section.QUOTES, results.quotes),
        (Section.NOTES, results.notes),
    )
    return [(section, rows) for section, rows in every if rows]
