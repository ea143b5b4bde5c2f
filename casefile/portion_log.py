"""What papers that were handed out know of the decisions on them: their names alone, not what they said.

A case of some papers begins without history. When it comes back, it must be known which decisions both
copies had from the start, or everything that was decided before would look like a contradiction. So the
names of the steps go along (``history.steps``), under the keys of what they are about; who decided, when,
and what it was called stay behind.
"""

import json
import sqlite3
from dataclasses import replace

from casefile.exchange_sheet import entries_to_json
from casefile.exchange_words import Entry, Key
from casefile.merge_rows import Rows

__all__ = ["keep"]

_SENTENCE = "Decided before the papers were handed out"


def keep(connection: sqlite3.Connection, log: tuple[Entry, ...], at: str) -> None:
    """Note in a new case file which decisions of a log are about what it has; ``at`` is the moment."""
    rows = Rows(connection, {})
    here: dict[Key, bool] = {}

    def is_here(key: Key) -> bool:
        if key not in here:
            here[key] = rows.find(key) is not None
        return here[key]

    kept = []
    for entry in log:
        words = frozenset(word for word in entry.words if is_here(word[0]))
        if words:
            kept.append(replace(entry, at=at, who="", sentence=_SENTENCE, words=words))
    if kept:
        told = json.dumps(entries_to_json(tuple(kept)), ensure_ascii=False)
        connection.execute("INSERT INTO info (key, value) VALUES ('handed_out', ?)", (told,))
