"""The kinds of what a reference points to; alone, since the window's colours go by them before all else."""

from enum import StrEnum

__all__ = ["RefType"]


class RefType(StrEnum):
    """What a reference points to; also the three kinds of finding that have a colour of their own."""

    PARTY = "party"
    QUOTE = "quote"
    DATE = "date"
    DOCUMENT = "document"
