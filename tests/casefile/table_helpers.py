"""Workers that really read tables, and a short way from rows to a case."""

from collections.abc import Sequence
from pathlib import Path

from casefile import sealed_files
from casefile.case import Case
from casefile.table_records import RowPlan, TablePlan, TableSort
from extraction.extract import extract
from extraction.findings import Findings
from extraction.options import ExtractionContext
from importers import registry, sniff
from importers.document import ImportContext, ImportedDocument
from reports.table_sources import source_finder
from tests.casefile.helpers import FakeWorkers


class TableWorkers(FakeWorkers):
    """Fake workers for papers, real ones for tables."""

    def read(
        self, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        if context.file_name.endswith((".csv", ".xlsx")):
            return registry.read_content(sealed_files.content(path, key), context)
        return super().read(path, context, key)

    def extract(self, document: ImportedDocument, context: ExtractionContext) -> Findings:
        if document.media_type in sniff.TABLES:
            return extract(document, context)
        return super().extract(document, context)


def table(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    """Write rows as separated values; a cell with a quotation mark, comma or line end is put in marks."""
    lines = [
        ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) + "\r\n" for row in rows
    ]
    path = folder / name
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path


def planned(case: Case, path: Path, sort: TableSort, **more: object) -> TablePlan:
    read = case.read_table(path)
    finder = source_finder(case.documents(), case.source)
    return case.plan_table(read, read.sheets[0], sort, finder, **more)  # type: ignore[arg-type]


def told(plan: TablePlan) -> list[tuple[int, str]]:
    """Return each row's number with what it would do."""
    return [(row.row.number, row.state.value) for row in plan.rows]


def changes(row: RowPlan) -> list[tuple[str, str, str]]:
    return [(each.field.value, each.before, each.after) for each in row.changes]


def take(case: Case, plan: TablePlan, *, update: bool = True, without: Sequence[int] = ()) -> str:
    return list(case.take_table(plan, update=update, without=without))[-1].message
