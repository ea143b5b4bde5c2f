"""A binder: chosen papers, or the pages of chosen passages, as one PDF with cover, index and bookmarks.

Papers are written one after the other, a slice of pages at a time, and the front last: what a paper's
pages are called, and which could not come in, is known by then. Originals are only read, by the worker
process that copies their pages.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.binder_records import NumberedPages
from casefile.case import Case
from casefile.errors import CaseFailure, NoPagePicture, NoSuchFinding
from casefile.records import DocumentRow, DocumentState
from importers.copied_pages import CopiedPages, PageMark, PageOrder
from importers.document import HiddenLayers, ImportFailure
from importers.page_stamps import PageStamp
from importers.source_text import SourceText, Span
from reports.bates_register import check_free, runs
from reports.binder_choice import COLOURS, BinderChoice
from reports.binder_file import Bookmark, PdfFile
from reports.binder_index import BoundPaper, LeftOut, Listed, index_report, place_of
from reports.binder_passages import Passage, Passages, chosen_passages, title, told
from reports.binder_typeset import SetPaper, cover, picture_page, set_paper
from reports.export import origin_of, write_report
from reports.links import link_to
from reports.report import Layout, Report, ReportFailure, Step, no_step
from reports.to_pdf import to_pdf
from reports.whole_file import whole_file

__all__ = ["Binder", "BoundPaper", "LeftOut", "make_binder"]

_SLICE = 100  # pages that are copied at a time: a scan's take some ten megabytes
_DOTS = 200 / 72  # the scale of pages that come in as pictures
_PDF, _PICTURE = "application/pdf", "image/"
_BATES_FACE, _BATES_SIZE = "Helvetica-Bold", 9.0
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_AS_PICTURES = "as pictures, so that what is covered or switched off stays so"


@dataclass(frozen=True, slots=True)
class Binder:
    """What was written. ``index`` is the report that stands in front, with the Bates ranges."""

    papers: tuple[BoundPaper, ...]
    left_out: tuple[LeftOut, ...]
    pages: int
    index: Report


def make_binder(
    case: Case,
    path: Path,
    choice: BinderChoice | None = None,
    step: Step = no_step,
    ranges: Path | None = None,
) -> Binder:
    """Write a binder; ``ranges`` is where its index goes as a table of its own (CSV, Excel, Word).

    The file appears whole or not at all. ``step`` is told of pages, and ends the writing by raising.

    Raises:
        ReportFailure: if nothing that was chosen can come in, a number would be given to a second page, or a
            file cannot be written.
        NoSuchFinding: for a paper or tag that is not in the case.
    """
    choice = choice or BinderChoice()
    rows = _rows(case, choice)
    found = chosen_passages(case, rows, choice)
    if choice.only_pages and choice.names_passages:
        rows = tuple(row for row in rows if row.id in found.hits)
    with whole_file(path) as out:
        writing = _Writing(case, choice, found, PdfFile(out), step, rows)
        binder = writing.write()
        numbered: tuple[NumberedPages, ...] = ()
        if choice.bates is not None:
            if not choice.again:
                check_free(case.binders(), choice.bates, writing.sources)
            numbered = runs(writing.sources, choice.bates.first)
        # Before the file is at its place: a number that is noted in vain harms nobody.
        numbers = None if choice.bates is None else (choice.bates.prefix, choice.bates.digits)
        title = choice.title or "Binder"
        case.note_binder(title, path.name, choice.to_json(), numbers, numbered)
    if ranges is not None:
        write_report(binder.index, origin_of(case), ranges, Layout(links=False))
    return binder


def _rows(case: Case, choice: BinderChoice) -> tuple[DocumentRow, ...]:
    known = {row.id: row for row in case.documents()}
    missing = [number for number in choice.documents if number not in known]
    if missing:
        raise NoSuchFinding(f"There is no paper number {missing[0]} in this case.")
    return tuple(known[number] for number in dict.fromkeys(choice.documents or known))


class _Writing:
    """One binder under way."""

    def __init__(
        self,
        case: Case,
        choice: BinderChoice,
        found: Passages,
        file: PdfFile,
        step: Step,
        rows: Sequence[DocumentRow],
    ) -> None:
        self._case, self._choice, self._found, self._file = case, choice, found, file
        self._step, self._rows = step, rows
        self._total = sum(max(row.pages, 1) for row in rows)
        self._before = 0  # pages of the papers that are done
        self._pages: list[int] = []  # the objects of the papers' pages
        self.sources: list[
            tuple[str, str, int]
        ] = []  # each one's paper, its name, its number there
        self._papers: list[BoundPaper] = []
        self._left_out: list[LeftOut] = []
        self._listed: list[Listed] = []

    def write(self) -> Binder:
        for row in self._rows:
            self._step(self._before, self._total)
            self._bind(row)
            self._before += max(row.pages, 1)
        if not self._pages:
            why = self._left_out[0].reason if self._left_out else "Choose other papers or passages."
            raise ReportFailure(f"Nothing of what was chosen can go into a binder. {why}")
        called = "Page" if self._choice.bates is None else "Bates"
        index = index_report(self._papers, self._listed, self._left_out, self._label, called)
        front = self._front(index)
        self._finish(front)
        self._step(self._total, self._total)
        pages = len(front) + len(self._pages)
        return Binder(tuple(self._papers), tuple(self._left_out), pages, index)

    # -- the papers

    def _bind(self, row: DocumentRow) -> None:
        """Take a paper in; one that cannot be is named with the sentence why."""
        if row.state in (DocumentState.FAILED, DocumentState.RECEIVED):
            reason = row.failure or "It has not been read yet: finish its import."
            self._left_out.append(LeftOut(row, reason))
            return
        mark = self._file.mark()
        first, listed = len(self._pages), len(self._listed)
        try:
            note = self._take(row)
        except (ImportFailure, CaseFailure) as failure:
            self._file.take_back(mark)
            del self._pages[first:]
            del self.sources[first:]
            del self._listed[listed:]
            self._left_out.append(LeftOut(row, str(failure)))
            return
        count = len(self._pages) - first
        if count:
            labels = self._label(first), self._label(first + count - 1)
            self._papers.append(BoundPaper(row, first, count, labels, note))

    def _take(self, row: DocumentRow) -> str:
        """Write a paper's pages; return what the index says of how they came in."""
        source = self._case.source(row.id)
        passages = self._found.of(self._case, row, source, self._choice)
        if row.media_type == _PDF or row.media_type.startswith(_PICTURE):
            return self._take_drawn(row, source, passages)
        wanted = [each for each in passages if self._counts(each)]
        made = set_paper(row, source, [each.span for each in wanted])
        return self._take_set(row, source, wanted, made)

    def _counts(self, passage: Passage) -> bool:
        return passage.chosen or passage.kind in self._choice.highlights

    def _picks(self, passage: Passage) -> bool:
        """Tell whether a passage brings its page in, where only such pages come in."""
        return passage.chosen if self._choice.names_passages else self._counts(passage)

    def _take_set(
        self, row: DocumentRow, source: SourceText, passages: Sequence[Passage], made: SetPaper
    ) -> str:
        picked = {
            page
            for each, boxes in zip(passages, made.boxes, strict=True)
            for page in boxes
            if self._picks(each)
        }
        pages = [
            at for at in range(1, made.pages + 1) if at in picked or not self._choice.only_pages
        ]
        orders: list[PageOrder] = []
        for page in pages:
            marks = []
            for each, boxes in zip(passages, made.boxes, strict=True):
                if page in boxes and each.kind in self._choice.highlights:
                    words = told(each, row, source)
                    marks.append(PageMark(boxes[page], COLOURS[each.kind], words))
            orders.append(self._order(page, marks, len(orders)))
        starts = {at: min(boxes) for at, boxes in enumerate(made.boxes) if boxes}
        self._list(row, source, [(passages[at], page) for at, page in starts.items()], pages)
        for some in _slices(orders):
            self._put_made(made.content, some)
        self.sources += [(row.sha256, row.name, page) for page in pages]
        return _told_of(len(pages), made.pages, "typeset from its exact text")

    def _take_drawn(self, row: DocumentRow, source: SourceText, passages: Sequence[Passage]) -> str:
        sizes = self._case.page_sizes(row.id)
        if not sizes:
            raise NoPagePicture("Its pages cannot be opened. Ask the sender for a fresh copy.")
        places = [(each, _page_numbers(source, each.span)) for each in passages]
        picked = {page for each, pages in places for page in pages if self._picks(each)}
        pages = [
            at for at in range(1, len(sizes) + 1) if at in picked or not self._choice.only_pages
        ]
        self._list(row, source, [(each, on[0]) for each, on in places if on], pages)
        covered = {page for span in source.redactions for page in _page_numbers(source, span)}
        orders = [
            self._order(page, self._marks(row, source, page, places), at)
            for at, page in enumerate(pages)
        ]
        as_pictures = row.media_type != _PDF
        start = len(self._pages)
        mark = self._file.mark()
        try:
            drawn = frozenset(pages) if as_pictures else frozenset(covered)
            self._copy(row, orders, sizes, drawn)
        except HiddenLayers:
            self._file.take_back(mark)
            del self._pages[start:]
            drawn = frozenset(pages)
            self._copy(row, orders, sizes, drawn)
        self.sources += [(row.sha256, row.name, page) for page in pages]
        how = _AS_PICTURES if drawn & set(pages) and not as_pictures else ""
        if how and not drawn.issuperset(pages):
            some = ", ".join(str(page) for page in sorted(drawn & set(pages)))
            how = f"p. {some} {how}"
        return _told_of(len(pages), len(sizes), how)

    def _copy(
        self,
        row: DocumentRow,
        orders: Sequence[PageOrder],
        sizes: Sequence[tuple[float, float]],
        drawn: frozenset[int],
    ) -> None:
        """Write pages in their order; those of ``drawn`` as pictures."""
        waiting: list[PageOrder] = []
        for order in orders:
            if order.page in drawn:
                self._copy_waiting(row, waiting)
                self._put_picture(row, order, sizes[order.page - 1])
                continue
            waiting.append(order)
            if len(waiting) == _SLICE:
                self._copy_waiting(row, waiting)
        self._copy_waiting(row, waiting)

    def _copy_waiting(self, row: DocumentRow, waiting: list[PageOrder]) -> None:
        if waiting:
            some = tuple(waiting)
            self._put(lambda first, tree: self._case.copy_pages(row.id, some, first, tree))
            waiting.clear()

    def _put_picture(self, row: DocumentRow, order: PageOrder, size: tuple[float, float]) -> None:
        image = self._case.page_image(row.id, order.page, _DOTS)
        content = picture_page(image, size)
        self._put_made(content, (PageOrder(1, order.marks, order.stamp),))

    def _put_made(self, content: bytes, orders: tuple[PageOrder, ...]) -> None:
        workers = self._case.workers
        self._put(lambda first, tree: workers.copy_pages(content, orders, first, tree))

    def _put(self, copy: Callable[[int, int], CopiedPages]) -> None:
        self._pages += self._file.add(copy(self._file.next, self._file.tree))
        self._step(min(len(self._pages), self._total), self._total)

    # -- what is put on the pages

    def _marks(
        self,
        row: DocumentRow,
        source: SourceText,
        page: int,
        places: Sequence[tuple[Passage, tuple[int, ...]]],
    ) -> list[PageMark]:
        here = [each for each, on in places if page in on and each.kind in self._choice.highlights]
        if not here:
            return []
        boxes = self._case.boxes(row.id, page, [each.span for each in here])
        return [
            PageMark(
                tuple((box.left, box.top, box.right, box.bottom) for box in found),
                COLOURS[each.kind],
                told(each, row, source),
            )
            for each, found in zip(here, boxes, strict=True)
            if found
        ]

    def _order(self, page: int, marks: Sequence[PageMark], ahead: int) -> PageOrder:
        """Return the order for a page that comes ``ahead`` pages after those that are written."""
        stamp = None
        bates = self._choice.bates
        if bates is not None:
            from reportlab.pdfbase.pdfmetrics import stringWidth

            label = self._label(len(self._pages) + ahead)
            wide = stringWidth(label, _BATES_FACE, _BATES_SIZE)
            stamp = PageStamp(label, wide, _BATES_SIZE, bates.corner)
        return PageOrder(page, tuple(marks), stamp)

    def _label(self, page: int) -> str:
        """Return what a page of the papers is called, counted from 0."""
        bates = self._choice.bates
        return bates.label(page) if bates is not None else str(page + 1)

    def _list(
        self,
        row: DocumentRow,
        source: SourceText,
        places: Sequence[tuple[Passage, int]],
        pages: Sequence[int],
    ) -> None:
        """Keep where the chosen passages of a paper come to stand."""
        for passage, page in places:
            if passage.chosen and page in pages:
                at = len(self._pages) + pages.index(page)
                named = title(passage, row, source)
                self._listed.append(Listed(named, row, passage.span, at))

    # -- the front and the end

    def _front(self, index: Report) -> tuple[int, ...]:
        """Write cover and index; return their pages."""
        origin = origin_of(self._case)
        papers = len(self._papers)
        about = [
            f"{papers:,} {'paper' if papers == 1 else 'papers'}, {len(self._pages):,} "
            f"{'page' if len(self._pages) == 1 else 'pages'}: "
            f"{self._label(0)} to {self._label(len(self._pages) - 1)}",
            *(f"{at}.  {paper.row.name}" for at, paper in enumerate(self._papers, 1)),
        ]
        if self._choice.query.strip():
            about.insert(1, f"Passages that a search for “{self._choice.query.strip()}” finds")
        if self._choice.tags:
            about.insert(1, f"Passages tagged {', '.join(self._choice.tags)}")
        if self._left_out:
            about.insert(1, f"{len(self._left_out):,} left out: the index says which and why")
        targets = {
            link_to(self._case.case_id, place_of(paper.row)): self._pages[paper.first]
            for paper in self._papers
        }
        for each in self._listed:
            targets[link_to(self._case.case_id, place_of(each.row, each.span))] = self._pages[
                each.page
            ]
        from pypdf import PdfReader

        made: tuple[int, ...] = ()
        for content in (
            cover(self._title, origin, self._case.person().name, about),
            to_pdf(index, origin, Layout(landscape=False)),
        ):
            count = len(PdfReader(io.BytesIO(content)).pages)
            for some in _slices([PageOrder(at) for at in range(1, count + 1)]):
                made += self._file.add(
                    self._case.workers.copy_pages(
                        content, some, self._file.next, self._file.tree, targets=targets
                    )
                )
        return made

    @property
    def _title(self) -> str:
        return self._choice.title or "Binder"

    def _finish(self, front: tuple[int, ...]) -> None:
        labels = [_roman(at) for at in range(1, len(front) + 1)]
        labels += [self._label(at) for at in range(len(self._pages))]
        bookmarks = [Bookmark("Cover", 0, front[0]), Bookmark("Index", 0, front[1])]
        for paper in self._papers:
            bookmarks.append(Bookmark(paper.row.name, 0, self._pages[paper.first]))
            within = range(paper.first, paper.first + paper.count)
            bookmarks += [
                Bookmark(each.title, 1, self._pages[each.page])
                for each in self._listed
                if each.page in within
            ]
        origin = origin_of(self._case)
        self._file.finish(
            (*front, *self._pages), labels, bookmarks, f"{self._title}, {origin.case}", origin.day
        )


def _page_numbers(source: SourceText, span: Span) -> tuple[int, ...]:
    """Return the 1-based pages that a span stands on."""
    first, last = source.page_at(span.start), source.page_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return ()
    return tuple(range(first.number, last.number + 1))


def _told_of(taken: int, all_: int, how: str) -> str:
    part = f"{taken} of its {all_} pages" if taken < all_ else ""
    told_of = "; ".join(each for each in (part, how) if each)
    return told_of[:1].upper() + told_of[1:]


def _slices(orders: Sequence[PageOrder]) -> Iterator[tuple[PageOrder, ...]]:
    for at in range(0, len(orders), _SLICE):
        yield tuple(orders[at : at + _SLICE])


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        while number >= value:
            made += letters
            number -= value
    return made
