"""The strip of small pages beside a paper, with marks where findings and hits stand.

Only what is in view is drawn. Pages without a picture (a text, a letter, a Word file) are drawn as lines of
the length of their own. Beside each sheet stand three columns: a dot for parties, a square for quotes, a
diamond for dates, each as far down as the finding is; hits are lines across the sheet.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget
from typing_extensions import override

from casefile.records import RefType
from importers.source_text import Span
from ui.by_span import Findings
from ui.jobs import Job, Jobs, Lane
from ui.language import tr
from ui.messages import count
from ui.painting import draw_mark
from ui.panels.reader_marks import within
from ui.panels.reader_pictures import PagePicture, PagePictures
from ui.panels.reader_sheets import ROWS, Sheet, line_lengths, sheet_at
from ui.panels.reader_source import PageSource, drawn
from ui.theme import Theme

__all__ = ["ThumbnailStrip"]

_MOST_BYTES = 12 * 1024**2
_LETTERS_WIDE = 18
"""The strip is so many letters wide."""
_MARK, _STEP = 5.0, 6
"""Pixels: a mark's size, and how far apart two of a column stand at least."""
_EDGE = 8
_AT_ONCE = 3
_KINDS = (RefType.PARTY, RefType.QUOTE, RefType.DATE)


class ThumbnailStrip(QAbstractScrollArea):
    """Small sheets, one below the other. Signal: ``wanted(int)`` with the 1-based sheet to go to."""

    wanted = Signal(int)

    def __init__(self, jobs: Jobs | None, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw pictures of pages by ``jobs``; a text alone needs none."""
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._source: PageSource | None = None
        self._make: Callable[[], Sequence[Sheet]] = tuple
        self._made: tuple[Sheet, ...] | None = ()
        self._text = ""
        self._findings, self._hits = Findings(), tuple[Span, ...]()
        self._tops: tuple[int, ...] = ()
        self._sizes: dict[tuple[float, float], QSize] = {}
        self._rows: dict[int, tuple[tuple[int, ...], ...]] = {}
        self._offset = 0
        self._pictures = PagePictures(_MOST_BYTES)
        self._under_way: dict[int, Job] = {}
        self._failed: set[int] = set()
        self.current = 0
        """The 1-based sheet that is in view in the paper."""
        self._fetcher = QTimer(self, singleShot=True, interval=60)
        self._fetcher.timeout.connect(self._fetch)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        # It follows the paper, whose own scroll bar stands beside it.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Small pages"))
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._recolour)

    # -- what is shown

    def set_sheets(
        self, make: Callable[[], Sequence[Sheet]], text: str, source: PageSource | None
    ) -> None:
        """Show the sheets of another text; their pictures come from ``source`` if there are any.

        ``make`` is called when the strip is on screen: many readers never look at it.
        """
        self._forget_pictures()
        self._source, self.current, self._offset = source, 0, 0
        self.renew_text(make, text)
        self.verticalScrollBar().setValue(0)
        self._fetcher.start()

    def renew_text(self, make: Callable[[], Sequence[Sheet]], text: str) -> None:
        """Take over another text of the same sheets; their pictures stay."""
        self._make, self._made, self._text = make, None, text
        self._findings, self._hits = Findings(), ()
        self._rows.clear()
        self._relayout()

    @property
    def _sheets(self) -> tuple[Sheet, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def start_of(self, sheet: int) -> int:
        """Return the offset that a 1-based sheet begins at."""
        return self._sheets[sheet - 1].span.start

    @Slot(int)
    def show_offset(self, offset: int) -> None:
        """Frame the sheet that an offset of the text stands on."""
        self._offset = offset
        if self.isVisible():
            self.set_current(sheet_at(self._sheets, offset))

    def set_findings(self, findings: Findings) -> None:
        """Mark these findings."""
        self._findings = findings
        self._rows.clear()
        self.viewport().update()

    def set_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark these hits, in order and apart from one another."""
        self._hits = hits
        self.viewport().update()

    def set_current(self, sheet: int) -> None:
        """Frame a sheet, and show it."""
        if sheet == self.current:
            return
        self.current = sheet
        if sheet and self.isVisible() and sheet <= len(self._sheets):
            rect, view = self._rect(sheet), self.viewport().rect()
            if rect.top() < 0 or rect.bottom() + self._label_height() > view.height():
                middle = (view.height() - rect.height()) // 2
                self.verticalScrollBar().setValue(self._tops[sheet - 1] - max(0, middle))
            label = self._sheets[sheet - 1].label
            self.setAccessibleDescription(
                tr("{label}, {number} of {all}", label=label, number=sheet, all=len(self._sheets))
            )
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LETTERS_WIDE * self.fontMetrics().averageCharWidth(), 300)

    # -- geometry

    def _marks_wide(self) -> int:
        return round(len(_KINDS) * (_MARK + 1)) + 3

    def _label_height(self) -> int:
        return self.fontMetrics().height() + 6

    def _relayout(self) -> None:
        self._sizes.clear()
        self._rows.clear()
        if not self.isVisible():
            self._tops = ()
            return
        height = self._label_height()
        steps = (self._size(sheet).height() + height + _EDGE for sheet in self._sheets)
        tops = list(accumulate(steps, initial=_EDGE))
        self._tops = tuple(tops[:-1])
        bar, view = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, tops[-1] - view))
        bar.setPageStep(view)
        bar.setSingleStep(40)
        self.viewport().update()

    def _size(self, sheet: Sheet) -> QSize:
        known = self._sizes.get(sheet.size)
        if known is None:
            known = self._sizes[sheet.size] = self._measured(sheet)
        return known

    def _measured(self, sheet: Sheet) -> QSize:
        width = max(10, self.viewport().width() - 2 * _EDGE - self._marks_wide())
        wide, high = sheet.size
        if high > 2 * wide:  # a roll of paper: one sheet is not to fill the strip
            return QSize(max(4, round(2 * width * wide / high)), 2 * width)
        return QSize(width, max(4, round(width * high / max(1.0, wide))))

    def _rect(self, sheet: int) -> QRect:
        top = self._tops[sheet - 1] - self.verticalScrollBar().value()
        return QRect(QPoint(_EDGE, top), self._size(self._sheets[sheet - 1]))

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(1, bisect_right(self._tops, top))
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, last + 1) if self._tops else range(1, 1)

    def _sheet_under(self, at: QPoint) -> int:
        y = at.y() + self.verticalScrollBar().value()
        return bisect_right(self._tops, y) if self._tops else 0

    # -- Qt

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._relayout()
        at, self.current = self.current, 0
        self.set_current(at or sheet_at(self._sheets, self._offset))
        self._fetcher.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()
        self._fetcher.start()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        sheet = self._sheet_under(event.position().toPoint())
        if sheet and event.button() is Qt.MouseButton.LeftButton:
            self.wanted.emit(sheet)
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._sheets)
        shown = max(1, len(self._visible()) - 1)
        to: dict[int, int] = {
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_PageUp: self.current - shown,
            Qt.Key.Key_PageDown: self.current + shown,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }
        if event.key() in to and last:
            self.wanted.emit(min(last, max(1, to[event.key()])))
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            sheet = self._sheet_under(event.pos())
            if sheet:
                QToolTip.showText(event.globalPos(), self.told(sheet), self.viewport())
            return True
        return super().viewportEvent(event)

    def told(self, sheet: int) -> str:
        """Return what a sheet holds, in words."""
        one = self._sheets[sheet - 1]
        on_it = [mark.ref.type for mark in self._findings.within(one.span)]
        counts = [
            count(on_it.count(RefType.PARTY), tr("name"), tr("names")),
            count(on_it.count(RefType.QUOTE), tr("quote")),
            count(on_it.count(RefType.DATE), tr("date")),
        ]
        if hits := len(within(self._hits, one.span)):
            counts.append(count(hits, tr("hit")))
        return f"{one.label} · {', '.join(counts)}"

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for sheet in self._visible():
            self._paint(painter, sheet)
        painter.end()

    def _paint(self, painter: QPainter, sheet: int) -> None:
        palette, rect, one = self._theme.palette, self._rect(sheet), self._sheets[sheet - 1]
        painter.fillRect(rect, palette.color("paper"))
        picture = self._pictures.whole(sheet)
        if picture is not None:
            painter.drawImage(rect, picture.image)
        elif self._source is None:
            self._paint_lines(painter, rect, one)
        self._paint_marks(painter, rect, sheet)
        is_current = sheet == self.current
        strong = palette.color("party_ink" if self.hasFocus() else "secondary")
        painter.setPen(QPen(strong, 2.0) if is_current else QPen(palette.color("line"), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        by = 2 if is_current else 1
        painter.drawRect(rect.adjusted(-by, -by, by - 1, by - 1))
        font = QFont(self.font())
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(palette.color("text" if is_current else "secondary"))
        below = QRect(0, rect.bottom() + 4, rect.right() + _EDGE, self.fontMetrics().height())
        label = painter.fontMetrics().elidedText(
            one.label, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_lines(self, painter: QPainter, rect: QRect, sheet: Sheet) -> None:
        """Draw a text's lines as lines."""
        ink = self._theme.paper.color("secondary")
        ink.setAlpha(120)
        painter.setPen(QPen(ink, 1.0))
        room, step = rect.adjusted(5, 6, -5, -6), (rect.height() - 12) / ROWS
        words = sheet.span.of(self._text)
        for row, length in enumerate(line_lengths(words)):
            y = room.top() + row * step
            if length > 0:
                end = room.left() + length * room.width()
                painter.drawLine(QPointF(room.left(), y), QPointF(end, y))

    def _paint_marks(self, painter: QPainter, rect: QRect, sheet: int) -> None:
        one = self._sheets[sheet - 1]
        hit = self._theme.paper.color("hit_ink")
        hit.setAlpha(200)
        for row in {round(_down(span, one.span, rect.height())) for span in self._hits_on(one)}:
            painter.fillRect(QRectF(rect.left(), rect.top() + row - 1, rect.width(), 2), hit)
        for column, (kind, rows) in enumerate(zip(_KINDS, self._rows_of(sheet, rect), strict=True)):
            x = rect.right() + 4 + column * (_MARK + 1) + _MARK / 2
            ink = self._theme.palette.ink(kind)
            for row in rows:
                draw_mark(painter, kind, QPointF(x, rect.top() + row), _MARK, ink)

    def _hits_on(self, sheet: Sheet) -> Sequence[Span]:
        return within(self._hits, sheet.span)

    def _rows_of(self, sheet: int, rect: QRect) -> tuple[tuple[int, ...], ...]:
        """Return how far down a sheet the marks of each kind stand, each row once; kept for the next time."""
        known = self._rows.get(sheet)
        if known is None:
            one = self._sheets[sheet - 1]
            marks = self._findings.within(one.span)
            known = self._rows[sheet] = tuple(
                tuple(
                    sorted(
                        {
                            int(_down(mark.span, one.span, rect.height())) // _STEP * _STEP + 3
                            for mark in marks
                            if mark.ref.type is kind
                        }
                    )
                )
                for kind in _KINDS
            )
        return known

    # -- pictures from other threads

    def _forget_pictures(self) -> None:
        for job in self._under_way.values():
            job.cancel()
        self._under_way.clear()
        self._failed.clear()
        self._pictures.clear()

    @Slot()
    def _recolour(self) -> None:
        self._forget_pictures()
        self._fetcher.start()
        self.viewport().update()

    @Slot()
    def _scrolled(self) -> None:
        self._fetcher.start()
        self.viewport().update()

    @Slot()
    def _fetch(self) -> None:
        """Ask for the pictures of what is in view, a few at a time, so that the paper itself never waits."""
        source, jobs = self._source, self._jobs
        if source is None or jobs is None or not self.isVisible():
            return
        visible = self._visible()
        for page in [page for page in self._under_way if page not in visible]:
            self._under_way.pop(page).cancel()
        for page in sorted(visible, key=lambda page: abs(page - self.current)):
            if len(self._under_way) >= _AT_ONCE:
                break
            asked = page in self._under_way or page in self._failed
            if not asked and self._pictures.whole(page) is None:
                self._under_way[page] = self._draw(jobs, source, page)

    def _draw(self, jobs: Jobs, source: PageSource, page: int) -> Job:
        sheet, paper = self._sheets[page - 1], self._theme.palette.color("paper")
        scale = self._size(sheet).width() * self.devicePixelRatioF() / max(1.0, sheet.size[0])

        def arrived(image: QImage) -> None:
            self._under_way.pop(page, None)
            self._pictures.keep(page, PagePicture(scale, image), self._visible())
            self.viewport().update()
            self._fetch()

        def failed(_error: Exception) -> None:  # the paper itself tells of it
            self._under_way.pop(page, None)
            self._failed.add(page)
            self._fetch()

        work: Callable[[], QImage] = lambda: drawn(source, page, scale, paper)  # noqa: E731
        return jobs.run(work, arrived, on_error=failed, lane=Lane.PICTURE)


def _down(span: Span, area: Span, height: int) -> float:
    """Return how many pixels down a sheet of a height a span begins."""
    into = (max(span.start, area.start) - area.start) / max(1, len(area))
    return 3 + into * (height - 8)
