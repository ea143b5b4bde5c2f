"""Originals are read whole again and again while nothing else is done: a failing disk says nothing by itself.

“Check the case” looks at all of them at once; otherwise each is looked at within thirty days, those first
that were not for the longest, a few at a time.
"""

import datetime as dt
from collections.abc import Iterator

from casefile import originals
from casefile.errors import CaseDamaged
from casefile.import_records import Progress
from casefile.originals import Damage
from casefile.store import Store

__all__ = ["looking"]


def looking(store: Store, today: dt.date, most: int) -> Iterator[Progress]:
    """Look at the originals that are due, at ``most`` so many; close the generator to stop.

    A step names the document of an original that was found damaged since it was looked at before, and what
    is wrong with it; ``done`` and ``total`` count all that are due.
    """
    with store.database.read() as connection:
        waiting = originals.due(connection, today)
    for at, original in enumerate(waiting[:most]):
        if store.importing.locked():
            return  # a paper that comes in has its name before its file has
        step = Progress(at, len(waiting), f"Looking at the original “{original.stored_name}”")
        yield step
        looked = originals.damage_of(store.paths, original)
        try:
            while True:
                next(looked)
                yield step
        except StopIteration as end:
            damage: Damage | None = end.value
        except CaseDamaged:  # its name leads out of the case
            damage = Damage.UNREADABLE
        if damage is not None and not store.paths.documents.is_dir():
            return  # the drive was unplugged: nothing is said of the papers on it
        with store.database.write() as connection:
            is_news = originals.note(connection, {original.document: damage}, today)
        if is_news and damage is not None:
            told = originals.sentence(damage)
            yield Progress(at, len(waiting), told, document=original.document)
