"""What is chosen in the dialog of reports, and what of it is remembered for a case. Knows no Qt.

Columns, groups, format and layout are remembered, by the report. What narrows a report is not: rows that
are missing because of a choice of last week would be missed by nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casefile.questions import Question
from reports.options import EVERYTHING, ReportOptions
from reports.report import Layout

__all__ = ["Offer", "Wanted", "remembered", "restored"]

_LONGEST = 40  # names of columns and the like, which are ours


@dataclass(frozen=True)
class Offer:
    """What the dialog can offer: the case's papers, parties and tags, by their names.

    ``only`` are the rows that the view shows from which a report was asked for, ``shown_by`` what its
    filters say, ``question`` what the linked view on screen is asked, ``asked`` its words, and ``start`` the
    report and what narrows it at first.
    """

    start: "Wanted"
    documents: tuple[tuple[str, int], ...] = ()
    parties: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    only: frozenset[int] | None = None
    shown_by: str = ""
    question: Question | None = None
    asked: str = ""


@dataclass(frozen=True)
class Wanted:
    """A report with everything that was chosen; ``suffix`` is that of its file."""

    key: str = "chronology"
    options: ReportOptions = EVERYTHING
    layout: Layout = field(default_factory=Layout)
    suffix: str = ".docx"
    open_after: bool = True


def remembered(before: Mapping[str, object], wanted: Wanted) -> dict[str, object]:
    """Return what is kept of a choice, that of the other reports kept as it was."""
    reports = before.get("reports")
    kept = dict(reports) if isinstance(reports, dict) else {}
    options, layout = wanted.options, wanted.layout
    kept[wanted.key] = {
        "columns": list(options.columns),
        "grouping": options.grouping,
        "order": options.order,
        "landscape": layout.landscape,
    }
    return {
        "suffix": wanted.suffix,
        "open": wanted.open_after,
        "footnotes": layout.footnotes,
        "links": layout.links,
        "ids": layout.ids,
        "reports": kept,
    }


def restored(before: Mapping[str, object], wanted: Wanted) -> Wanted:
    """Return a choice with what was remembered; what cannot be read is left as it is."""
    layout = wanted.layout
    for name in ("footnotes", "links", "ids"):
        value = before.get(name)
        if isinstance(value, bool):
            layout = replace(layout, **{name: value})
    suffix, opens = before.get("suffix"), before.get("open")
    reports = before.get("reports")
    mine = reports.get(wanted.key) if isinstance(reports, dict) else None
    options = wanted.options
    if isinstance(mine, dict):
        if isinstance(lies := mine.get("landscape"), bool):
            layout = replace(layout, landscape=lies)
        columns = mine.get("columns")
        if isinstance(columns, list):
            options = replace(options, columns=tuple(str(each)[:_LONGEST] for each in columns))
        grouping, order = str(mine.get("grouping", "")), str(mine.get("order", ""))
        options = replace(options, grouping=grouping[:_LONGEST], order=order[:_LONGEST])
    return Wanted(
        wanted.key,
        options,
        layout,
        suffix if isinstance(suffix, str) else wanted.suffix,
        opens if isinstance(opens, bool) else wanted.open_after,
    )
