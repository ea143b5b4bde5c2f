"""How a case's papers are cited: the style that the attorney chose, and what a paper's readers cite."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["USUAL", "CiteForm", "CiteStyle", "CitedBy"]


class CiteStyle(StrEnum):
    """The style of pin cites in a case."""

    BLUEBOOK = "bluebook"
    """Bluebook B17 with the abbreviations of table BT1: ``Compl. ¶ 38``."""
    PLAIN = "plain"
    """Without abbreviations: ``Complaint, paragraph 38``."""
    DOCKET = "docket"
    """By the number on the docket, where a paper has one: ``ECF No. 12-1 at 4``."""


class CitedBy(StrEnum):
    """Which of its units a paper is cited by, where it has several."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    """Pleadings, declarations and affidavits, with or without printed lines."""
    ROW = "row"
    """Tables: the number that a spreadsheet shows beside a row."""
    TRANSCRIPT = "transcript"
    """Page and line with no "at" before them: ``Doe Dep. 12:4–9``."""


@dataclass(frozen=True, slots=True)
class CiteForm:
    """How one paper of a case is cited.

    An empty ``name`` stands for its short name, no ``by`` for what papers of its kind are cited by. ``also``
    is what Bluebook calls it, where the style calls it otherwise: cites to it may be typed so.
    """

    style: CiteStyle = CiteStyle.BLUEBOOK
    by: CitedBy | None = None
    name: str = ""
    also: str = ""


USUAL = CiteForm()
