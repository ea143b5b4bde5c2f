"""A report as JSON, for other programs; ``docs/schemas/report.schema.json`` says what stands where."""

import json
import re
from typing import Any

from casefile.records import Pin
from reports.cites import pin_cite
from reports.links import link_to
from reports.report import Cell, Entry, Layout, Origin, Report, Run, Section, Step, no_step

__all__ = ["FORM", "to_report_json"]

FORM = "pincite-report/1"
"""Names the schema and its version; keys may be added under the same version, never changed."""

Json = dict[str, Any]

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def to_report_json(
    report: Report, origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report as JSON in UTF-8, every text exactly as it is, control characters too."""
    layout = layout or Layout()
    linked = origin.case_id if layout.links else ""
    total = sum(len(section.rows) for section in report.sections)
    head: Json = {
        "form": FORM,
        "title": report.title,
        "note": report.note,
        "case": {"name": origin.case, "id": origin.case_id or None},
        "day": origin.day.isoformat(),
    }
    # A row a line: rows are written as they come, and never stand in memory all at once as objects.
    parts = [_opened(head), '"sections": [']
    done = 0
    for number, section in enumerate(report.sections):
        parts += [",\n" if number else "\n", _opened(_section(section)), '"rows": [']
        for at, row in enumerate(section.rows):
            parts += [",\n" if at else "\n", _dumped([_cell(cell, linked) for cell in row])]
            done += 1
            step(done, total)
        parts.append("]}")
    entries = ",\n".join(_dumped(_entry(entry)) for entry in report.entries)
    parts.append(f'],\n"entries": [{entries}]}}\n')
    return "".join(parts).encode()


def _dumped(value: object) -> str:
    """Return a value as JSON; half a surrogate pair, which has no UTF-8, as an escape."""
    made = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _HALF_PAIR.search(made) else made


def _opened(value: Json) -> str:
    """Return an object as JSON to which more keys can be written."""
    return _dumped(value)[:-1] + ",\n"


def _section(section: Section) -> Json:
    return {
        "heading": section.heading,
        "level": section.level,
        "note": section.note,
        "columns": [
            {"title": column.title, "sort": column.sort.value} for column in section.columns
        ],
    }


def _cell(cell: Cell, case_id: str) -> Json:
    made: Json = {"text": cell.text}
    if cell.day is not None:
        made["day"] = cell.day.isoformat()
        made["until"] = (cell.until or cell.day).isoformat()
    if cell.number is not None:
        made["number"] = cell.number
    if cell.pins:
        made["pins"] = [_pin(pin, case_id) for pin in cell.pins]
    if any(run.mark for run in cell.runs):
        made["runs"] = [_run(run) for run in cell.runs]
    return made


def _run(run: Run) -> Json:
    return {"text": run.text, "mark": run.mark.value if run.mark else None}


def _pin(pin: Pin, case_id: str) -> Json:
    place = pin.place
    return {
        "cite": pin_cite(pin),
        "document": pin.document,
        "short_name": pin.short_name,
        "start": None if pin.lost else pin.span.start,
        "end": None if pin.lost else pin.span.end,
        "page": place.first_page.number if place.first_page else None,
        "page_label": place.first_page.label if place.first_page else None,
        "paragraph": place.first_paragraph,
        "machine_read": pin.machine_read,
        "lost": pin.lost,
        "link": link_to(case_id, pin) if case_id else None,
    }


def _entry(entry: Entry) -> Json:
    return {
        "uid": entry.uid,
        "first": entry.first.isoformat(),
        "last": entry.last.isoformat(),
        "title": entry.title,
        "told": entry.told,
        "deadline": entry.is_deadline,
    }
