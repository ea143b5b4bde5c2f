"""The words for a table that comes in: what its columns say, what each row would do."""

from collections.abc import Iterator

from casefile.table_records import EventWish, Field, RowPlan, RowState, TableSort
from extraction.date_wording import value_words
from reports.cites import joined_cite
from ui.language import tr

__all__ = [
    "FIELDS",
    "SORTS",
    "STATES",
    "column_titles",
    "detail",
    "row_cells",
    "state_words",
]

SORTS = {
    TableSort.CHRONOLOGY: tr("Chronology"),
    TableSort.CAST: tr("Cast of characters"),
}
FIELDS = {
    Field.DATE: tr("Date"),
    Field.TIME: tr("Time"),
    Field.UNTIL: tr("End date"),
    Field.WORDS: tr("Event"),
    Field.SOURCE: tr("Source"),
    Field.KIND: tr("Kind"),
    Field.STANDING: tr("Disputed?"),
    Field.LEANING: tr("Helps or hurts"),
    Field.NAME: tr("Name"),
    Field.ROLE: tr("Role"),
    Field.ALIASES: tr("Also called"),
    Field.TAGS: tr("Tags"),
    Field.ISSUES: tr("Issues"),
    Field.NOTE: tr("Note"),
    Field.REVIEW: tr("Review"),
}
STATES = {
    RowState.NEW: tr("New"),
    RowState.CHANGES: tr("Differs"),
    RowState.SAME: tr("The same"),
    RowState.LEFT_OUT: tr("Left out"),
}
# A sign beside the word, so that rows are told apart at a glance and by no colour.
_SIGNS = {
    RowState.NEW: "+",
    RowState.CHANGES: "≠",
    RowState.SAME: "=",
    RowState.LEFT_OUT: "–",
}


def state_words(state: RowState) -> str:
    """Return what a row would do, in a word with its sign."""
    return f"{_SIGNS[state]} {STATES[state]}"


def column_titles(sort: TableSort) -> tuple[str, ...]:
    """Return the headings above the rows as they would come in."""
    if sort is TableSort.CAST:
        return (tr("What it does"), tr("Row"), tr("Name"), tr("Role"), tr("Kind"), tr("To see"))
    return (tr("What it does"), tr("Row"), tr("Date"), tr("Event"), tr("Source"), tr("To see"))


def row_cells(row: RowPlan) -> tuple[str, ...]:
    """Return a row as it would come in, a cell for each heading."""
    first = (state_words(row.state), f"{row.row.number}")
    wish = row.wish
    if wish is None:
        words = " | ".join(" ".join(cell.text.split()) for cell in row.row.cells if cell.text)
        return (*first, "", words, "", _to_see(row))
    if isinstance(wish, EventWish):
        return (*first, day_told(wish), wish.words, source_told(row), _to_see(row))
    kind = wish.kind.value if wish.kind else ""
    return (*first, wish.name, wish.role or "", kind, _to_see(row))


def day_told(wish: EventWish) -> str:
    """Return a row's day in words; as it stands in the table where it could not be read."""
    if wish.value is None:
        return tr("no day: {day}", day=wish.day) if wish.day else tr("no day")
    return value_words(wish.value) or wish.day or wish.value


def source_told(row: RowPlan) -> str:
    """Return where an event is pinned, or would be."""
    if not isinstance(row.wish, EventWish):
        return ""
    if row.in_table:
        return tr("row {number} of the table", number=row.row.number)
    return joined_cite(place.pin for place in row.wish.sources.places if place.pin)


def detail(row: RowPlan) -> str:
    """Return all that is to be said of a row, a line each: its words, what changes, what was not read."""
    cells = row_cells(row)
    head = tr("Row {number}: {state}", number=row.row.number, state=STATES[row.state])
    return "\n".join(
        [
            head,
            " · ".join(each for each in cells[2:5] if each),
            *_changed(row),
            *row.remarks,
        ]
    )


def _changed(row: RowPlan) -> Iterator[str]:
    for change in row.changes:
        field = FIELDS[change.field]
        if change.before:
            yield tr(
                "{field}: “{before}” becomes “{after}”",
                field=field,
                before=change.before,
                after=change.after,
            )
        else:
            yield tr("{field}: “{after}” is added", field=field, after=change.after)


def _to_see(row: RowPlan) -> str:
    """Return what differs and what could not be read, shortly."""
    named = ", ".join(FIELDS[change.field] for change in row.changes)
    return " ".join(each for each in (named, *row.remarks) if each)
