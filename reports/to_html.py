"""A report as one web page: no script, nothing from elsewhere, readable by day, by night and on paper."""

from collections.abc import Sequence
from html import escape

from extraction.date_wording import day_words
from reports.links import link_to
from reports.report import (
    Cell,
    ColumnSort,
    Layout,
    Mark,
    Origin,
    Report,
    Run,
    Section,
    Step,
    clean,
    day_line,
    no_step,
)
from reports.visual_order import has_right_to_left, runs_from_right
from reports.widths import section_widths

__all__ = ["to_html"]

_ELEMENTS = {
    Mark.CHANGED: "mark",
    Mark.TOLD: "em",
    Mark.SLIGHT: "u",
    Mark.FOUND: "strong",
    Mark.ID: "i",
}
_WIDTH = 800.0  # points; columns have their parts of it, however wide the window is

_STYLE = """
:root { color-scheme: light dark; --text: #1a1f26; --quiet: #4b5563; --page: #fff; --shade: #eef1f5;
  --rule: #c9ced6; --link: #1d4e89; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --quiet: #a8b0bb; --page: #16191e;
  --shade: #232830; --rule: #3a414c; --link: #9cc4f5; } }
body { font: 15px/1.45 Arial, "Liberation Sans", sans-serif; color: var(--text); background: var(--page);
  margin: 2rem auto; max-width: 80rem; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .3rem; }
h3, h4 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
.note, footer { color: var(--quiet); font-size: .9rem; margin: .3rem 0 .6rem; }
table { border-collapse: collapse; width: 100%; border-top: 2px solid var(--quiet);
  border-bottom: 2px solid var(--quiet); margin-top: .5rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th { text-align: start; background: var(--shade); position: sticky; top: 0; }
th, td { padding: .35rem .5rem; vertical-align: top; border-bottom: 1px solid var(--rule);
  overflow-wrap: anywhere; white-space: pre-line; unicode-bidi: isolate; }
td.quotation { font-family: Georgia, "Liberation Serif", serif; font-size: 1.05em; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
a { color: var(--link); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
mark { background: none; color: inherit; font-weight: bold; text-decoration: underline; }
@page { size: letter landscape; margin: 15mm;
  @bottom-right { content: counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; } }
@media print { body { font-size: 9pt; margin: 0; max-width: none; } thead { display: table-header-group; }
  tr { break-inside: avoid; } th { position: static; } }
"""

# Nothing may be loaded or run, whatever words of a paper should ever slip through as markup.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(
    report: Report, origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report as a web page in UTF-8; every word of it is text, never markup."""
    layout = layout or Layout()
    style = _STYLE if layout.landscape else _STYLE.replace("letter landscape", "letter")
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{_text(f'{report.title}, {origin.case}')}</title>\n",
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{_text(report.title)}</h1>\n",
        f"<p>{_text(day_line(origin))}</p>\n",
        _note(report.note),
    ]
    total = sum(len(section.rows) for section in report.sections)
    done = 0
    for section, widths in zip(report.sections, section_widths(report, _WIDTH), strict=True):
        if section.heading:
            level = min(section.level + 1, 4)
            parts.append(f"<h{level}>{_text(section.heading)}</h{level}>\n")
        parts.append(_note(section.note))
        if not section.rows:
            continue
        parts.append(_table_head(section, report, widths))
        for row in section.rows:
            parts.append(_row(section, row, origin, layout))
            done += 1
            step(done, total)
        parts.append("</tbody>\n</table>\n")
    foot = f"{origin.case} · {report.title} · {day_words(origin.day)}"
    parts.append(f"</main>\n<footer>{_text(foot)}</footer>\n</body>\n</html>\n")
    return "".join(parts).encode()


def _text(text: str) -> str:
    return escape(clean(text))


def _note(note: str) -> str:
    return f'<p class="note">{_text(note)}</p>\n' if note else ""


def _table_head(section: Section, report: Report, widths: Sequence[float]) -> str:
    caption = f"<caption>{_text(section.heading or report.title)}</caption>\n"
    columns = "".join(f'<col style="width: {100 * width / _WIDTH:.1f}%">' for width in widths)
    titles = ""
    if section.has_titles:
        cells = "".join(
            f'<th scope="col" class="{column.sort.value}">{_text(column.title)}</th>'
            for column in section.columns
        )
        titles = f"<thead>\n<tr>{cells}</tr>\n</thead>\n"
    return f"<table>\n{caption}<colgroup>{columns}</colgroup>\n{titles}<tbody>\n"


def _row(section: Section, row: tuple[Cell, ...], origin: Origin, layout: Layout) -> str:
    cells = "".join(
        _cell(column.sort, cell, origin, layout)
        for column, cell in zip(section.columns, row, strict=True)
    )
    return f"<tr>{cells}</tr>\n"


def _cell(sort: ColumnSort, cell: Cell, origin: Origin, layout: Layout) -> str:
    content = "".join(_run(run, origin, layout) for run in cell.pieces)
    if cell.day is not None:
        content = f'<time datetime="{cell.day.isoformat()}">{content}</time>'
    side = "auto"
    if has_right_to_left(cell.text):
        side = "rtl" if runs_from_right(cell.text) else "ltr"
    return f'<td dir="{side}" class="{sort.value}">{content}</td>'


def _run(run: Run, origin: Origin, layout: Layout) -> str:
    words = _text(run.text)
    if run.mark is not None:
        element = _ELEMENTS[run.mark]
        words = f"<{element}>{words}</{element}>"
    if run.pin is None or not layout.links or not origin.case_id:
        return words
    return f'<a href="{escape(link_to(origin.case_id, run.pin))}">{words}</a>'
