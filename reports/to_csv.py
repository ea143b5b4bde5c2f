"""A report as comma-separated values, for spreadsheets and for those who move to other programs."""

import csv
import io

from reports.content import Table

__all__ = ["to_csv"]

# A spreadsheet would run a cell that begins like a formula; an account name such as @someone does.
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: Table) -> bytes:
    """Return the table as CSV in UTF-8 with a byte order mark, which spreadsheets need to see accents.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe, which spreadsheets
    hide (OWASP, CSV injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.title for column in table.columns])
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_START) else cell
