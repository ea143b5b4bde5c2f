"""A copied case and the folder that a benchmark works in: as a case of today, with nothing left elsewhere."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from casefile import page_sums

__all__ = ["as_of_now", "temporary_files_in"]


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Have this process and those it starts put temporary files into a folder that is there."""
    before, set_before = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        if set_before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = set_before


def as_of_now(case: Path) -> None:
    """Have what was invented count as found by this version: else the case looks through it all anew.

    Checksums of the case file go: they tell of it as it was.
    """
    from extraction.extract import EXTRACTOR

    with closing(sqlite3.connect(case / "case.db")) as connection:
        connection.execute("UPDATE extraction SET extractor = ?", (EXTRACTOR,))
        connection.commit()
    (case / page_sums.NAME).unlink(missing_ok=True)
