"""What sorts rows of parties and dates; the window sorts by it, too, and loads nothing heavy for it."""

from functools import cache

from casefile.records import DateRow, PartyRow

__all__ = ["date_place", "party_order", "role_rank"]

_ROLE_ORDER = ("plaintiff", "petitioner", "appellant", "defendant", "respondent", "appellee")


def date_place(row: DateRow) -> tuple[str, str, int, int, int]:
    """Return what sorts the column of dates: earliest day, latest day, paper, place; unknown days last."""
    unknown = "9999-99-99"
    earliest, latest = row.earliest or row.latest, row.latest
    return (
        earliest.isoformat() if earliest else unknown,
        latest.isoformat() if latest else unknown,
        row.pin.document,
        row.pin.span.start,
        row.id,
    )


def party_order(row: PartyRow) -> tuple[int, int, str]:
    """Return what sorts the parties of the case: sides by their roles, then who is named most."""
    return role_rank(row.role), -row.mentions, row.name


@cache
def role_rank(role: str | None) -> int:
    """Return the place of a role among the sides of a case."""
    if not role:
        return len(_ROLE_ORDER) + 1
    return next((at for at, word in enumerate(_ROLE_ORDER) if word in role), len(_ROLE_ORDER))
