"""How strong a relation is; and relations as numbers, so that millions of them are held and sorted."""

from casefile.records import RelationKind

__all__ = ["STRENGTH", "packed", "unpacked"]

STRENGTH = {kind: rank for rank, kind in enumerate(RelationKind)}

_MOST = (1 << 32) - 1


def packed(kind: RelationKind, count: int) -> int:
    """Return a relation as a number; the smaller is the stronger, of one kind the more frequent."""
    return STRENGTH[kind] << 32 | (_MOST - count)


def unpacked(relation: int) -> tuple[int, int]:
    """Return a packed relation's rank and count."""
    return relation >> 32, _MOST - (relation & _MOST)
