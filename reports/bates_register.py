"""Which Bates numbers pages of the case have got: where the next binder goes on, what it must not repeat."""

from collections.abc import Iterable, Iterator, Sequence

from casefile.binder_records import BinderRow, NumberedPages
from casefile.case import Case
from extraction.date_wording import day_words
from reports.binder_choice import Bates
from reports.report import Cell, ColumnSort, Report, ReportColumn, ReportFailure, Section

__all__ = ["check_free", "next_number", "register_report", "runs"]


def next_number(binders: Iterable[BinderRow], prefix: str) -> int:
    """Return the number after the last that a page has got with a prefix; 1 where there is none."""
    return max((each.last or 0 for each in _with_prefix(binders, prefix)), default=0) + 1


def runs(pages: Sequence[tuple[str, str, int]], first: int) -> tuple[NumberedPages, ...]:
    """Return pages with the numbers from ``first``; each is its paper's hash, name, and its number there."""
    found: list[NumberedPages] = []
    for number, (sha256, name, page) in enumerate(pages, first):
        last = found[-1] if found else None
        if last is not None and (last.sha256, last.page + last.count) == (sha256, page):
            found[-1] = NumberedPages(sha256, name, last.page, last.number, last.count + 1)
        else:
            found.append(NumberedPages(sha256, name, page, number, 1))
    return tuple(found)


def check_free(
    binders: Iterable[BinderRow], bates: Bates, pages: Sequence[tuple[str, str, int]]
) -> None:
    """See that no page gets a number that another page has; the same page may get its own again.

    ``pages`` are those of a binder in their order, as ``runs`` takes them.

    Raises:
        ReportFailure: naming the first such number, where it was given, and where to go on.
    """
    known = tuple(_with_prefix(binders, bates.prefix))
    for binder in known:
        for run in binder.pages:
            least, most = max(run.number, bates.first), bates.first + len(pages)
            for number in range(least, min(run.number + run.count, most)):
                sha256, _, page = pages[number - bates.first]
                theirs = run.page + number - run.number
                if (sha256, page) != (run.sha256, theirs):
                    after = Bates(bates.prefix, next_number(known, bates.prefix), bates.digits)
                    raise ReportFailure(
                        f"Another page has {bates.label(number - bates.first)} already: “{run.name}” p."
                        f" {theirs} in the binder “{binder.title}” of {_day(binder)}. Go on with"
                        f" {after.label(0)}, or let numbers be given again."
                    )


def _with_prefix(binders: Iterable[BinderRow], prefix: str) -> Iterator[BinderRow]:
    """Yield the binders of a prefix, whatever its case and its blanks: the eye does not tell these apart."""
    wanted = "".join(prefix.split()).casefold()
    for each in binders:
        if each.prefix is not None and "".join(each.prefix.split()).casefold() == wanted:
            yield each


def register_report(case: Case) -> Report:
    """Return which pages got which numbers in which binder, as a report."""
    columns = (
        ReportColumn("Numbers", ColumnSort.TEXT, 26),
        ReportColumn("Paper", ColumnSort.TEXT, 44),
        ReportColumn("Pages", ColumnSort.TEXT, 10),
    )
    sections = tuple(
        Section(_heading(each), columns, tuple(_line(each, run) for run in each.pages))
        for each in case.binders()
        if each.prefix is not None
    )
    return Report("Bates numbers given", sections)


def _heading(binder: BinderRow) -> str:
    return f"{binder.title}, {_day(binder)}, {binder.who}: {binder.file}"


def _day(binder: BinderRow) -> str:
    return day_words(binder.made.astimezone().date())


def _line(binder: BinderRow, run: NumberedPages) -> tuple[Cell, ...]:
    bates = Bates(binder.prefix or "", run.number, binder.digits)
    return (
        Cell(_range(bates.label(0), bates.label(run.count - 1))),
        Cell(run.name),
        Cell(_range(str(run.page), str(run.page + run.count - 1))),
    )


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
