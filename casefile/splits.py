"""The attorney's word that names of a party are another's, put over what extraction attached.

A rule names the party as extraction attaches it, and what of it is meant: a name in one paper, a name in
every paper, or all of it in one paper. The first of these that fits holds.
"""

import sqlite3
from collections.abc import Mapping

from extraction import names

__all__ = ["Rule", "Splits", "folded", "load"]

Rule = tuple[int, int | None, str | None]
"""A party as attached, the document or ``None`` for every one, the folded name or ``None`` for all of it."""


def folded(words: str) -> str:
    """Return the words of a mention or an alias as rules know them."""
    return " ".join(names.fold(words).split()).strip(" ,;:")


class Splits:
    """The rules that stand, asked whose a name is."""

    def __init__(self, rules: Mapping[Rule, int]) -> None:
        """Take each rule with the party that it gives the name to."""
        self.rules = rules
        self._split = {party for party, _, _ in rules}

    def party(self, attached: int, document: int, words: str | None) -> int:
        """Return whose ``words`` in a document are that extraction attached to a party."""
        if attached not in self._split:
            return attached
        name = folded(words) if words else None
        fitting: tuple[Rule, ...] = ((attached, document, None),)
        if name is not None:
            fitting = ((attached, document, name), (attached, None, name), *fitting)
        for rule in fitting:
            given = self.rules.get(rule)
            if given is not None:
                return given
        return attached

    def sources(self, party: int) -> set[int]:
        """Return the parties as attached whose names can be this party's, itself among them."""
        return {party} | {rule[0] for rule, given in self.rules.items() if given == party}


def load(connection: sqlite3.Connection) -> Splits:
    """Return the rules of the case."""
    return Splits(
        {
            (row["party"], row["document"], row["name"]): row["party_given"]
            for row in connection.execute("SELECT * FROM party_split WHERE party_given IS NOT NULL")
        }
    )
