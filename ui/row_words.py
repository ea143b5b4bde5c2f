"""A row of the columns in plain sentences, for tooltips and screen readers. Knows no widgets."""

from casefile.records import DateRow, PartyRow, QuoteRow
from reports.cites import pin_cite
from ui import messages
from ui.column_lines import AnyRow
from ui.enum_words import enum_word
from ui.language import tr

__all__ = ["row_sentence"]


def row_sentence(row: AnyRow) -> str:
    """Return a row in plain sentences, for tooltips and screen readers."""
    pin = row.first if isinstance(row, PartyRow) else row.pin
    mark = messages.source_words(pin) if pin is not None else ""
    return f"{_about(row)}\n{mark}" if mark else _about(row)


def _about(row: AnyRow) -> str:
    if isinstance(row, PartyRow):
        names = tr("; also {aliases}", aliases=", ".join(row.aliases)) if row.aliases else ""
        role = f", {row.role}" if row.role else ""
        capacity = f", {row.capacity}" if row.capacity else ""
        post = f", {row.post}" if row.post else ""
        papers = messages.count(row.documents, tr("paper"))
        times = messages.count(row.mentions, tr("mention"))
        return tr(
            "{name}{role}{capacity}{post}: {times} in {papers}{names} ({value})",
            name=row.name,
            role=role,
            capacity=capacity,
            post=post,
            times=times,
            papers=papers,
            names=names,
            value=enum_word(row.state),
        )
    if isinstance(row, QuoteRow):
        verdicts = "".join(
            f"\n{pin_cite(same.pin)}: {enum_word(same.verdict)}" for same in row.same_words[:6]
        )
        evidence = f"\n{row.evidence}" if row.evidence else ""
        words = row.reading or row.text
        return f"“{words}”\n{messages.quote_note(row)} ({enum_word(row.state)}){evidence}{verdicts}"
    if isinstance(row, DateRow):
        reason = f"\n{row.reason}" if row.reason else ""
        title = messages.date_title(row) + (tr(", deadline") if row.is_deadline else "")
        cite = pin_cite(row.pin)
        return f"{title}: “{row.text}”, {cite} ({enum_word(row.state)}){reason}\n{row.sentence}"
    raise TypeError(f"not a row: {row!r}")
