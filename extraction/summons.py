"""The names on a summons (form AO 440 and its like): both sides as lists of parties, with court and number.

Sides stand in the fields of a form or among the lines that were filled in; here they are cut into single
names, each with its place. What else a summons or subpoena says, value by value (whom it is for, the time
to answer, counsel's address, what to produce), is read by ``process_reading``; ``party_sources.from_form``
puts the two together.
"""

import datetime as dt
import re
from dataclasses import dataclass

from extraction.caption_names import read_names
from extraction.docket_numbers import normal_docket_number
from extraction.filled_summons import Filled, filled_lines
from extraction.names import looks_like_person
from extraction.written_days import first_day
from importers.document import FormField, ImportedDocument
from importers.offset_map import MappedTextBuilder
from importers.source_text import Span

__all__ = ["Summons", "SummonsParty", "read_summons", "typed_sides"]


@dataclass(frozen=True, slots=True)
class SummonsParty:
    """One name on a summons; ``role`` is plaintiff, defendant or counsel for plaintiff."""

    name: str
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Summons:
    """What a summons says; what it leaves blank is ``None``."""

    parties: tuple[SummonsParty, ...] = ()
    court: str | None = None
    docket_number: str | None = None
    issued: dt.date | None = None
    address: str | None = None


# What a field of the form is for, by words of its name.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plaintiff's attorney", re.compile(r"(?i)attorney|counsel|lawyer")),
    (
        "to",
        re.compile(
            r"(?i)^(?:to\b|.*\b(?:addressee|served\b|summoned)|defendant.{0,3}s?\s*name\s+and\s+address|defendant\s+name\s+address)"
        ),
    ),
    ("plaintiff", re.compile(r"(?i)plaintiff|petitioner")),
    ("defendant", re.compile(r"(?i)defendant|respondent")),
    ("number", re.compile(r"(?i)civil\s*action|case\s*(?:no|num)|docket|action\s*no|index\s*no")),
    ("court", re.compile(r"(?i)district|court")),
    ("issued", re.compile(r"(?i)date")),
)
# The printed anchors of the form, for a summons without form fields.
_TO = re.compile(
    r"(?im)^\s*To:?\s*(?:\(?\s*Defendant[’']?s\s+name\s+and\s+address\s*\)?)?\s*[:\s]*(?P<name>[^\n]+)"
)
_ATTORNEY = re.compile(
    r"(?is)plaintiff\s*(?:or\s+(?:the\s+)?plaintiff)?[’']?s?\s+attorney,?\s+whose\s+name\s+and\s+address\s+(?:are|is):?\s*(?P<name>[^\n]+)"
)
_ISSUED = re.compile(r"(?im)^\s*Date:?\s*(?P<day>[^\n]{6,40})")


def read_summons(document: ImportedDocument) -> Summons | None:
    """Read a summons from its form fields, else from its printed words; ``None`` if both are blank."""
    fields = _by_meaning(document)
    text = document.source.text
    parties: list[SummonsParty] = []
    for meaning, role in (
        ("plaintiff", "plaintiff"),
        ("defendant", "defendant"),
        ("to", "defendant"),
        ("plaintiff's attorney", "counsel for plaintiff"),
    ):
        for form in fields.get(meaning, ()):
            parties += _names(form, role, text)
    flattened = None if parties else filled_lines(text)
    if flattened is not None:
        return _from_filled(text, flattened)
    if not parties:
        parties = _from_text(text)
    if not parties and not fields:
        return None
    issued = next((day for f in fields.get("issued", ()) if (day := first_day(f.value))), None)
    printed = _ISSUED.search(text)
    if issued is None and printed:
        issued = first_day(printed["day"])
    number = next((normal_docket_number(f.value) for f in fields.get("number", ())), None)
    to = next(iter(fields.get("to", ())), None)
    return Summons(
        parties=_once(parties),
        court=_court(fields.get("court", []), text),
        docket_number=number,
        issued=issued,
        address=" ".join(to.value.split()) if to else None,
    )


def typed_sides(document: ImportedDocument) -> tuple[SummonsParty, ...]:
    """Return the plaintiffs and defendants typed into the fields of any form of process."""
    fields, text = _by_meaning(document), document.source.text
    found: list[SummonsParty] = []
    for role in ("plaintiff", "defendant"):
        for form in fields.get(role, ()):
            found += _names(form, role, text)
    return _once(found)


def _from_filled(text: str, filled: Filled) -> Summons:
    """Return the summons of a form that was filled in and made part of the page."""
    attorney = filled.attorney
    plaintiffs = _read_lines(text, filled.plaintiffs, "plaintiff")
    parties = plaintiffs + _read_lines(text, filled.defendants, "defendant")
    if filled.summoned is not None:
        parties += _read_lines(text, (filled.summoned,), "defendant")
    if attorney is not None:
        parties += _read_lines(text, (attorney,), "counsel for plaintiff")
    printed = re.search(r"(?i)united\s+states\s+district\s+court", text)
    return Summons(
        parties=_once(parties),
        court=f"United States District Court for the {filled.district}"
        if printed and filled.district
        else filled.district,
        docket_number=normal_docket_number(filled.number),
    )


def _read_lines(text: str, lines: tuple[Span, ...], role: str) -> list[SummonsParty]:
    """Return the names on some lines; a line's end parts two names where whole names stand around it."""
    builder = MappedTextBuilder(text)
    for i, line in enumerate(lines):
        printed = line.of(text)
        start = line.start + len(printed) - len(printed.lstrip())
        end = line.start + len(printed.rstrip())
        if i and start < end:
            last, first = lines[i - 1].of(text).split(",")[-1], text[start:end].split(",")[0]
            whole = looks_like_person(last.strip()) and looks_like_person(first.strip())
            builder.replace(start, start, ", " if whole else "\n")
        builder.keep(start, end)
    return (
        [SummonsParty(n.name, role, n.span) for n in read_names(builder.build())] if lines else []
    )


def _court(fields: list[FormField], text: str) -> str | None:
    """Return the court: "United States District Court" is printed on the form, its district filled in."""
    if not fields:
        return None
    value = " ".join(fields[0].value.split())
    printed = re.search(r"(?i)united\s+states\s+district\s+court", text)
    return (
        value
        if "court" in value.casefold() or not printed
        else f"United States District Court for the {value}"
    )


def _by_meaning(document: ImportedDocument) -> dict[str, list[FormField]]:
    out: dict[str, list[FormField]] = {}
    for form in document.form_fields:
        if not form.value.strip() or form.value.strip() in ("/Off", "Off"):
            continue
        for meaning, pattern in _FIELDS:
            if pattern.search(form.name.replace("_", " ")):
                out.setdefault(meaning, []).append(form)
                break
    return out


def _names(form: FormField, role: str, text: str) -> list[SummonsParty]:
    """Return the names of a field: of an address the first line, else every name of the list."""
    lines = [line for line in re.split(r"[\r\n]+", form.value) if line.strip(" ,;")]
    if not lines:
        return []
    address = role.startswith("counsel") or any(re.search(r"\d", line) for line in lines[1:])
    value = lines[0] if address else form.value
    at = _place(form, value, text)
    builder = MappedTextBuilder(text if at is not None else value)
    builder.keep(at or 0, (at or 0) + len(value))
    return [
        SummonsParty(name.name, role, name.span if at is not None else None)
        for name in read_names(builder.build())
    ]


def _place(form: FormField, value: str, text: str) -> int | None:
    if form.span is not None:
        at = text.find(value, form.span.start, form.span.end)
        if at >= 0:
            return at
    at = text.find(value)
    return at if at >= 0 else None


def _from_text(text: str) -> list[SummonsParty]:
    out: list[SummonsParty] = []
    for pattern, role in ((_TO, "defendant"), (_ATTORNEY, "counsel for plaintiff")):
        match = pattern.search(text)
        name = match["name"].split(",")[0].strip(" :.") if match else ""
        if (
            match
            and re.match(r"[A-Z]", name)
            and not re.search(r"(?i)name\s+and|\byou\b|defendant|lawsuit|summons", name)
        ):
            at = match.start("name") + match["name"].index(name)
            out.append(SummonsParty(name, role, Span(at, at + len(name))))
    return out


def _once(parties: list[SummonsParty]) -> tuple[SummonsParty, ...]:
    seen: dict[str, SummonsParty] = {}
    for party in parties:
        seen.setdefault(party.name.casefold(), party)
    return tuple(seen.values())
