"""The orders of a column in words, for its menu and its button. Knows no widgets."""

from casefile.records import RefType
from ui.column_order import ColumnOrder, Group, Sort
from ui.language import tr

__all__ = ["group_words", "order_hint", "sort_words"]


def sort_words(kind: RefType, sort: Sort) -> str:
    """Return what rows are sorted by, as a menu says it."""
    usual = {
        RefType.PARTY: tr("Role, strongest link first"),
        RefType.QUOTE: tr("As they stand in the papers"),
        RefType.DATE: tr("Day"),
    }
    words = {
        Sort.USUAL: usual.get(kind, ""),
        Sort.LINK: tr("Strength of the link"),
        Sort.ROLE: tr("Role"),
        Sort.MENTIONS: tr("Mentions"),
        Sort.NAME: tr("Name"),
        Sort.KIND: tr("Kind"),
        Sort.FIRST: tr("First mention"),
        Sort.PAPER: tr("Paper"),
        Sort.SPEAKER: tr("Speaker"),
        Sort.DAY: tr("Day"),
        Sort.VERDICT: tr("What differs first"),
        Sort.LENGTH: tr("Length"),
        Sort.CERTAINTY: tr("What is in doubt first"),
    }
    return words[sort]


def group_words(group: Group) -> str:
    """Return what rows are put together by, as a menu says it."""
    words = {
        Group.NONE: tr("No groups"),
        Group.SIDE: tr("Side"),
        Group.KIND: tr("Kind"),
        Group.SPEAKER: tr("Speaker"),
        Group.PAPER: tr("Paper"),
        Group.WORDS: tr("Same words"),
        Group.MONTH: tr("Month"),
        Group.YEAR: tr("Year"),
    }
    return words[group]


def order_hint(kind: RefType, order: ColumnOrder) -> str:
    """Return how a column is sorted and grouped, for the hint of its button."""
    sort = sort_words(kind, order.sort)
    if order.turned:
        sort = tr("{sort}, from the end", sort=sort)
    if order.group is Group.NONE:
        return tr("Sorted by: {sort}. Sort and group (O)", sort=sort)
    group = group_words(order.group)
    return tr("Sorted by: {sort}; grouped by: {group}. Sort and group (O)", sort=sort, group=group)
