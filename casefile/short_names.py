"""What papers are called in cites before the attorney names them otherwise; no two of a case alike.

Court papers are called as in Bluebook table BT1, an exhibit by its letter behind the paper that it belongs
to, an article by its author, title and day (rule 16.6), a message by who wrote to whom (rule 17.2.4). Papers
that would share a name have their day in it ("Order, Mar. 3, 2017"), those of one day a number. A name that
the attorney gave stays as it is; proposals give way to it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from casefile.cite_form import CitedBy, CiteForm, CiteStyle
from casefile.records import DocumentRow
from casefile.title_words import Called, court_paper
from casefile.turns import in_turns
from extraction.date_wording import day_words
from extraction.findings import DocumentKind
from importers.sniff import TABLES

__all__ = ["Namer", "kind_names", "named", "proposed"]

_BY_KIND = {
    DocumentKind.COMPLAINT: Called("Compl.", "Complaint", "complaint"),
    DocumentKind.SUMMONS: Called("Summons", "Summons", "summons"),
    DocumentKind.SUBPOENA: Called("Subpoena", "Subpoena", "subpoena"),
    DocumentKind.ANSWER: Called("Answer", "Answer", "answer"),
    DocumentKind.MOTION: Called("Mot.", "Motion", "motion"),
    DocumentKind.ORDER: Called("Order", "Order", "order"),
    DocumentKind.OPINION: Called("Op.", "Opinion", "opinion"),
}
# Kinds whose title says no more of them than the kind does, or says it of the court alone.
_NAMED_BY_KIND = (
    DocumentKind.SUMMONS,
    DocumentKind.SUBPOENA,
    DocumentKind.ORDER,
    DocumentKind.OPINION,
)
_SORT_OF_KIND = {DocumentKind.COMPLAINT: "complaint", DocumentKind.ANSWER: "answer"}
_BY_SORT = {
    "affidavit": CitedBy.PARAGRAPH,
    "declaration": CitedBy.PARAGRAPH,
    "counterclaim": CitedBy.PARAGRAPH,
    "counterclaims": CitedBy.PARAGRAPH,
    "petition": CitedBy.PARAGRAPH,
    "deposition": CitedBy.TRANSCRIPT,
    "transcript": CitedBy.TRANSCRIPT,
}
# "Exhibit C", "Ex. C-1", "exh_12", and "Ex. 2 to Ex. C"; in "Ex. 3-4-2017" the rest is a day.
_EXHIBIT_SIGN = (
    r"\b(?:exhibit|exh?\.?)[\s_-]*((?:[A-Z]{1,2}|\d{1,3})(?:[-.](?:\d{1,3}|[A-Z])\b(?![-.]\d))?)\b"
)
_EXHIBIT = re.compile(rf"{_EXHIBIT_SIGN}(?:[\s_-]+(?:to|of)[\s_-]+{_EXHIBIT_SIGN})?", re.IGNORECASE)
_DATED = re.compile(r"(.+)(, [A-Z][a-z]{2,4}\.? \d{1,2}, \d{4})")
_EX = re.compile(r"Ex(?:hibit|\.) \S+$")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Word processors leave "Microsoft Word - Motion.docx" as a printed file's title.
_PROGRAM = re.compile(r"^Microsoft (?:Office )?Word\s*-\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:docx?|rtf|wpd|pdf|txt|odt)\s*$", re.IGNORECASE)
_LONGEST_NAME = 32
_LONGEST_ARTICLE_TITLE = 24  # author and day stand beside it
_LONGEST_ADDRESS = 40


_FIELDS = [each.name for each in fields(DocumentRow)]
_AT_NAME, _AT_CITE = _FIELDS.index("short_name"), _FIELDS.index("cite")
_values = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What a paper may be called, before others of the case are looked at."""

    bluebook: str
    plain: str
    by: CitedBy | None = None
    has_day: bool = False


def named(documents: Sequence[DocumentRow], style: CiteStyle) -> tuple[DocumentRow, ...]:
    """Return a case's documents, each with a short name of its own in a style, and with how it is cited.

    A short name that is there already is the attorney's. Docket numbers name papers in cites alone: a list of
    them would not tell which paper is which.
    """
    return Namer().named(documents, style)


@dataclass(frozen=True, slots=True)
class _Known:
    """A document without its name, what it may be called, and the row with its name."""

    row: DocumentRow
    proposal: _Proposal
    named: DocumentRow


class Namer:
    """Names a case's documents again and again; where only other things changed all keep their names."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._style: CiteStyle | None = None

    def named(self, documents: Sequence[DocumentRow], style: CiteStyle) -> tuple[DocumentRow, ...]:
        """Return what ``named`` returns; a row that is called as before is the one of before."""
        changed = self._changed(documents) if style is self._style else None
        self._style = style
        if changed is None:
            return self._all(documents, style)
        for row in changed:
            known = self._known[row.id]
            called = _called_so(row, known.named.short_name, known.named.cite)
            self._known[row.id] = _Known(row, known.proposal, called)
        return tuple(each.named for each in self._known.values())

    def _changed(self, documents: Sequence[DocumentRow]) -> list[DocumentRow] | None:
        """Return the rows that changed, ``None`` where that may change what a paper is called."""
        known = self._known
        if len(documents) != len(known):
            return None
        changed: list[DocumentRow] = []
        for row, (number, was) in zip(documents, known.items(), strict=True):
            if was.row is row:
                continue
            if number != row.id or _telling_names(was.row) != _telling_names(row):
                return None
            changed.append(row)
        return changed

    def _all(self, documents: Sequence[DocumentRow], style: CiteStyle) -> tuple[DocumentRow, ...]:
        before = self._known
        proposals = {
            row.id: known.proposal
            if (known := before.get(row.id)) is not None and known.row is row
            else _cited_proposal(row)
            for row in documents
        }
        parents = _parents(documents)
        told = {number: each.bluebook for number, each in proposals.items()}
        bluebook = short = _unique(documents, told, parents)
        in_cites: Mapping[int, str] = {}
        if style is CiteStyle.PLAIN:
            told = {number: each.plain for number, each in proposals.items()}
            short = _unique(documents, told, parents)
        elif style is CiteStyle.DOCKET:
            in_cites = _docket_names(documents)
        now: dict[int, _Known] = {}
        for row in in_turns(documents):
            number, name, proposal = row.id, short[row.id], proposals[row.id]
            in_cite = "" if row.short_name else in_cites.get(number, "")
            other = bluebook[number] if name != bluebook[number] else ""
            cite = _cite_form(style, proposal.by, in_cite, other)
            known = before.get(number)
            if (
                known is None
                or known.row is not row
                or known.named.short_name != name
                or known.named.cite != cite
            ):
                known = _Known(row, proposal, _called_so(row, name, cite))
            now[number] = known
        self._known = now
        return tuple(each.named for each in now.values())


def _telling_names(row: DocumentRow) -> tuple[object, ...]:
    """Return all of a paper that its name is made from, and the names of others."""
    return (
        row.name, row.short_name, row.kind, row.title, row.author, row.addressees, row.date, row.parent,
        row.docket_number, row.docket_entry, row.media_type,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _cite_form(style: CiteStyle, by: CitedBy | None, in_cites: str, bluebook: str) -> CiteForm:
    """Return how a paper is cited: one object for all that are cited alike."""
    return CiteForm(style, by, in_cites, bluebook)


def _called_so(row: DocumentRow, name: str, cite: CiteForm) -> DocumentRow:
    """Return a row with its name: ``dataclasses.replace``, but three times as quick."""
    values = [*_values(row)]
    values[_AT_NAME], values[_AT_CITE] = name, cite
    return DocumentRow(*values)


def kind_names(kind: DocumentKind) -> tuple[str, ...]:
    """Return what any paper of a kind is called, in Bluebook's words and in plain ones; () for most kinds."""
    usual = _BY_KIND.get(kind)
    return tuple(dict.fromkeys((usual.bluebook, usual.plain))) if usual is not None else ()


def proposed(row: DocumentRow) -> str:
    """Return what a paper would be called if it stood alone in the case."""
    return _proposal(row).bluebook


def _cited_proposal(row: DocumentRow) -> _Proposal:
    made = _proposal(row)
    return replace(made, by=CitedBy.ROW) if row.media_type in TABLES else made


def _proposal(row: DocumentRow) -> _Proposal:
    stem = Path(row.name).stem.strip() or row.name
    title = _telling(row.title)
    if row.kind is DocumentKind.ARTICLE:
        return _article(row, title or stem)
    if row.kind is DocumentKind.EMAIL:
        return _message(row)
    exhibit = None
    if row.kind is DocumentKind.EXHIBIT:
        exhibit = _EXHIBIT.search(stem) or _EXHIBIT.search(title or "")
    if exhibit:
        signs = [sign.upper() for sign in exhibit.groups() if sign]
        return _Proposal(
            " to ".join(f"Ex. {sign}" for sign in signs),
            " to ".join(f"Exhibit {sign}" for sign in signs),
        )
    called = _called(row.kind, title, stem)
    if called is None:
        cut = _cut(" ".join((title or stem).split()), _LONGEST_NAME)
        return _Proposal(cut, cut)
    return _Proposal(called.bluebook, called.plain, _BY_SORT.get(called.sort))


def _called(kind: DocumentKind, title: str | None, stem: str) -> Called | None:
    """Return what the title of a court paper makes of it, or its file's name, where they fit its kind."""
    usual = _BY_KIND.get(kind)
    if kind in _NAMED_BY_KIND:
        return usual
    readings = [court_paper(words) for words in (title, stem) if words]
    sort = _SORT_OF_KIND.get(kind)
    fitting = (each for each in readings if each and (sort is None or each.sort == sort))
    return next(fitting, usual)


def _article(row: DocumentRow, title: str) -> _Proposal:
    writer = row.author.split(",")[0].split()[-1:] if row.author else []
    shown = _cut(" ".join(title.split()), _LONGEST_ARTICLE_TITLE)
    day = [day_words(row.date)] if row.date else []
    name = ", ".join([*writer, shown, *day])
    return _Proposal(name, name, has_day=bool(day))


def _message(row: DocumentRow) -> _Proposal:
    """Return what a message is called: "E-mail from Ada Voss to Lea Quill, Mar. 3, 2017"."""
    told = "E-mail"
    if row.author:
        told += f" from {_cut(row.author, _LONGEST_ADDRESS)}"
    if row.addressees:
        told += f" to {_cut(row.addressees[0], _LONGEST_ADDRESS)}"
        told += " et al." if len(row.addressees) > 1 else ""
    day = f", {day_words(row.date)}" if row.date and told != "E-mail" else ""
    return _Proposal(told + day, told + day, has_day=bool(day))


def _telling(title: str | None) -> str | None:
    """Return a title that tells something: no number of a filing system, no path of somebody's computer."""
    if title is None or "\\" in title or not _WORD.search(title):
        return None
    return _PROGRAM.sub("", _SUFFIX.sub("", title)).strip() or None


def _cut(title: str, longest: int) -> str:
    if len(title) <= longest:
        return title
    return title[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


# -- names of a whole case


def _parents(documents: Sequence[DocumentRow]) -> dict[int, DocumentRow]:
    """Return for each exhibit the court paper that it is an exhibit of.

    That is the one it was attached to, or the one whose docket entry it continues: entry 12-1 belongs to 12.
    """
    rows = {row.id: row for row in documents}
    entries: dict[tuple[str | None, str], DocumentRow | None] = {}
    for row in documents:
        if row.docket_entry:
            key = (row.docket_number, row.docket_entry)
            entries[key] = None if key in entries else row
    parents: dict[int, DocumentRow] = {}
    for row in documents:
        if row.kind is not DocumentKind.EXHIBIT:
            continue
        parent = rows.get(row.parent) if row.parent is not None else None
        if parent is None and row.docket_entry and "-" in row.docket_entry:
            parent = entries.get((row.docket_number, row.docket_entry.partition("-")[0]))
        if parent is not None and (parent.kind in _BY_KIND or parent.kind is DocumentKind.OTHER):
            parents[row.id] = parent
    return parents


def _unique(
    documents: Sequence[DocumentRow],
    told: Mapping[int, str],
    parents: Mapping[int, DocumentRow],
) -> dict[int, str]:
    """Return a name for each document that no other one has.

    ``told`` are the proposals; what the attorney gave outranks them, and is only numbered where he gave one
    name twice.
    """
    names: dict[int, str] = {}
    taken: set[str] = set()
    for row in documents:
        if row.short_name:
            names[row.id] = _free(row.short_name, taken)
    wanted = {row.id: told[row.id] for row in documents if not row.short_name}
    own = {number: name for number, name in wanted.items() if number not in parents}
    dated = _with_days(documents, own, taken)
    for number, name in dated.items():
        names[number] = _free(name, taken)
    behind = {
        number: f"{names[parents[number].id]} {name}" if _EX.match(name) else name
        for number, name in wanted.items()
        if number in parents and parents[number].id in names
    }
    for number, name in _with_days(documents, behind, taken).items():
        names[number] = _free(name, taken)
    for number in wanted.keys() - names.keys():
        names[number] = _free(wanted[number], taken)
    return names


def _with_days(
    documents: Sequence[DocumentRow], names: Mapping[int, str], taken: set[str]
) -> dict[int, str]:
    """Return names with the paper's day behind those that several share."""
    counted = Counter(name.casefold() for name in names.values())
    counted.update(taken)
    days = {row.id: row.date for row in documents}
    made: dict[int, str] = {}
    for number, name in names.items():
        day = days[number]
        words = day_words(day) if day else ""
        shared = counted[name.casefold()] > 1 and words and not name.endswith(words)
        made[number] = f"{name}, {words}" if shared else name
    return made


def _free(name: str, taken: set[str]) -> str:
    """Return a name, with a number behind it if it is taken, and take it."""
    free, number, dated = name, 1, _DATED.fullmatch(name)
    while free.casefold() in taken:
        number += 1
        called, day = dated.groups() if dated else (name, "")
        free = f"{called} {number}{day}"
    taken.add(free.casefold())
    return free


def _docket_names(documents: Sequence[DocumentRow]) -> dict[int, str]:
    """Return "ECF No. 12-1" for each paper whose entry on the docket no other paper of the case has."""
    counted = Counter(row.docket_entry for row in documents if row.docket_entry)
    given = {row.short_name.casefold() for row in documents if row.short_name}
    names = {
        row.id: f"ECF No. {row.docket_entry}"
        for row in documents
        if row.docket_entry and counted[row.docket_entry] == 1
    }
    return {number: name for number, name in names.items() if name.casefold() not in given}
