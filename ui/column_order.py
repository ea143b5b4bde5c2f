"""How a column of the linked view is sorted and grouped: what can be chosen, and how it is remembered.

Knows no Qt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from casefile.records import RefType

__all__ = ["GROUPS", "SORTS", "ColumnOrder", "Group", "Orders", "Sort", "orders_from", "orders_to"]


class Sort(StrEnum):
    """What rows are sorted by; rows that are equal in it stay in their usual order."""

    USUAL = "usual"
    """Parties by their roles, quotes as they stand in the papers, dates by day; when the view is narrowed,
    parties by the strength of their link."""
    LINK = "link"
    ROLE = "role"
    MENTIONS = "mentions"
    NAME = "name"
    KIND = "kind"
    FIRST = "first"
    PAPER = "paper"
    SPEAKER = "speaker"
    DAY = "day"
    VERDICT = "verdict"
    LENGTH = "length"
    CERTAINTY = "certainty"


class Group(StrEnum):
    """What rows are put together by."""

    NONE = "none"
    SIDE = "side"
    KIND = "kind"
    SPEAKER = "speaker"
    PAPER = "paper"
    WORDS = "words"
    MONTH = "month"
    YEAR = "year"


SORTS: Mapping[RefType, tuple[Sort, ...]] = {
    RefType.PARTY: (
        Sort.USUAL, Sort.LINK, Sort.ROLE, Sort.MENTIONS, Sort.NAME, Sort.KIND, Sort.FIRST,
    ),
    RefType.QUOTE: (
        Sort.USUAL, Sort.LINK, Sort.SPEAKER, Sort.DAY, Sort.VERDICT, Sort.LENGTH,
    ),
    RefType.DATE: (Sort.USUAL, Sort.LINK, Sort.PAPER, Sort.CERTAINTY),
}  # fmt: skip

GROUPS: Mapping[RefType, tuple[Group, ...]] = {
    RefType.PARTY: (Group.NONE, Group.SIDE, Group.KIND),
    RefType.QUOTE: (Group.NONE, Group.SPEAKER, Group.PAPER, Group.WORDS),
    RefType.DATE: (Group.NONE, Group.MONTH, Group.YEAR, Group.PAPER, Group.KIND),
}


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """How one column is sorted and grouped; ``turned`` puts the last row of the sort first."""

    sort: Sort = Sort.USUAL
    group: Group = Group.NONE
    turned: bool = False

    @property
    def is_usual(self) -> bool:
        """Tell whether rows stay as the case gives them."""
        return self == ColumnOrder()


@dataclass(frozen=True, slots=True)
class Orders:
    """The three columns' orders."""

    by_kind: Mapping[RefType, ColumnOrder] = field(default_factory=dict)

    def of(self, kind: RefType) -> ColumnOrder:
        """Return a column's order."""
        return self.by_kind.get(kind, ColumnOrder())

    def sorted_by(self, kind: RefType, sort: Sort) -> "Orders":
        """Sort a column; by the same again, from its other end."""
        before = self.of(kind)
        turned = before.sort is sort and not before.turned
        return self._with(kind, replace(before, sort=sort, turned=turned))

    def grouped_by(self, kind: RefType, group: Group) -> "Orders":
        """Group a column."""
        return self._with(kind, replace(self.of(kind), group=group))

    def usual(self, kind: RefType) -> "Orders":
        """Let a column stand as it stood at first."""
        return self._with(kind, ColumnOrder())

    def _with(self, kind: RefType, order: ColumnOrder) -> "Orders":
        return Orders({**self.by_kind, kind: order})


def orders_to(orders: Orders) -> dict[str, object]:
    """Return orders as the settings keep them; columns in their usual order are left out."""
    return {
        kind.value: {"sort": order.sort.value, "group": order.group.value, "turned": order.turned}
        for kind, order in orders.by_kind.items()
        if not order.is_usual
    }


def orders_from(kept: Mapping[str, object]) -> Orders:
    """Read what the settings kept; what cannot be chosen in a column is left out."""
    found: dict[RefType, ColumnOrder] = {}
    for kind in SORTS:
        each = kept.get(kind.value)
        if isinstance(each, Mapping):
            sort, group = each.get("sort"), each.get("group")
            found[kind] = ColumnOrder(
                Sort(sort) if sort in SORTS[kind] else Sort.USUAL,
                Group(group) if group in GROUPS[kind] else Group.NONE,
                each.get("turned") is True,
            )
    return Orders(found)
