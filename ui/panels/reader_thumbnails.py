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
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget
from typing_extensions import override

from casefile.records import RefType
from importers.source_text import Span
from ui.jobs import Job, Jobs, Lane
from ui.language import tr
from ui.messages import count
from ui.painting import draw_mark
from ui.panels.reader_marks import Findings, within
from ui.panels.reader_pictures import PagePicture, PagePictures
from ui.panels.reader_sheets import ROWS, Sheet, line_lengths
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
        self._sheets: tuple[Sheet, ...] = ()
        self._text = ""
        self._findings, self._hits = Findings(), tuple[Span, ...]()
        self._tops: tuple[int, ...] = ()
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

    def set_sheets(self, sheets: Sequence[Sheet], text: str, source: PageSource | None) -> None:
        """Show the sheets of another text; their pictures come from ``source`` if there are any."""
        self._forget_pictures()
        self._sheets, self._text, self._source = tuple(sheets), text, source
        self._findings, self._hits, self.current = Findings(), (), 0
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self._fetcher.start()

    def renew_text(self, sheets: Sequence[Sheet], text: str) -> None:
        """Take over another text of the same sheets; their pictures stay."""
        self._sheets, self._text = tuple(sheets), text
        self._findings, self._hits = Findings(), ()
        self._relayout()

    def set_findings(self, findings: Findings) -> None:
        """Mark these findings."""
        self._findings = findings
        self.viewport().update()

    def set_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark these hits, in order and apart from one another."""
        self._hits = hits
        self.viewport().update()

    def set_current(self, sheet: int) -> None:
        """Frame a sheet, and show it."""
        if sheet == self.current or not 0 <= sheet <= len(self._sheets):
            return
        self.current = sheet
        if sheet:
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
        return range(first, last + 1) if self._sheets else range(1, 1)

    def _sheet_under(self, at: QPoint) -> int:
        y = at.y() + self.verticalScrollBar().value()
        return bisect_right(self._tops, y) if self._tops else 0

    # -- Qt

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
            count(on_it.count(RefType.PARTY), "name", "names"),
            count(on_it.count(RefType.QUOTE), "quote"),
            count(on_it.count(RefType.DATE), "date"),
        ]
        if hits := len(within(self._hits, one.span)):
            counts.append(count(hits, "hit"))
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
        self._paint_marks(painter, rect, one)
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

    def _paint_marks(self, painter: QPainter, rect: QRect, sheet: Sheet) -> None:
        def down(span: Span) -> float:
            into = (max(span.start, sheet.span.start) - sheet.span.start) / max(1, len(sheet.span))
            return rect.top() + 4 + into * (rect.height() - 8)

        for row in {round(down(hit)) for hit in within(self._hits, sheet.span)}:
            hit = self._theme.paper.color("hit_ink")
            hit.setAlpha(200)
            painter.fillRect(QRectF(rect.left(), row - 1, rect.width(), 2), hit)
        marks = self._findings.within(sheet.span)
        for column, kind in enumerate(_KINDS):
            rows = {int(down(mark.span)) // _STEP for mark in marks if mark.ref.type is kind}
            x = rect.right() + 4 + column * (_MARK + 1) + _MARK / 2
            for row in rows:
                at = QPointF(x, min(rect.bottom() - 2.0, row * _STEP + _STEP / 2))
                draw_mark(painter, kind, at, _MARK, self._theme.palette.ink(kind))

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
