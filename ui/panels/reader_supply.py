"""Pictures of pages and the places of marks on them, asked for as pages come into view.

First a quick coarse picture where the sharp one takes long, then where the marks stand, then the sharp
picture, then the same of the pages beside. Of a page drawn very large only the part around what can be
seen is drawn sharp, so that memory depends on the screen and not on the zoom.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, sqrt

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QImage

from casefile.records import Box
from importers.source_text import Span
from ui.jobs import Job, Jobs, Lane
from ui.panels.reader_pictures import PagePicture, PagePictures
from ui.panels.reader_source import PageSource, drawn

__all__ = ["MOST_BYTES", "PageSupply", "Wanted"]

MOST_BYTES = 64 * 1024**2
"""Pictures of one view together; what is in view stays in any case."""

_SLOW_PIXELS = 2_500_000
"""A picture of more is preceded by a coarse one: these take some 20 ms to draw."""
_COARSE_PIXELS = 250_000
_MOST_PIXELS = 8_000_000
"""A page of more is drawn whole at a lower scale, and sharp only where it is seen."""
_MOST_PIXELS_BESIDE = 4_000_000
"""A page of more is not drawn before it is seen: two of them would take half of all that is kept."""
_GROUND_PIXELS = 2_000_000
_AROUND = 0.25
"""So much of what is seen is drawn beyond each of its edges, for the next steps of a scroll."""
_PAGES_WITH_BOXES = 64

_Boxes = dict[Span, tuple[QRectF, ...]]


@dataclass(frozen=True)
class Wanted:
    """What is on screen: pages in the order they matter, those beside them, and at which scale.

    ``scale`` is pixels of the screen a PDF point, ``seen`` what can be seen of a page, in points.
    """

    visible: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    scale: float = 1.0
    seen: Mapping[int, QRectF] = field(default_factory=dict)


class PageSupply(QObject):
    """What is known of a document's pages so far.

    Signals: ``changed()`` when something came; ``placed(int)`` with the page whose marks have places now;
    ``trouble(Exception)`` when a page could not be drawn, once as long as it is near.
    """

    changed = Signal()
    placed = Signal(int)
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, paper: QColor, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._paper = jobs, paper
        self._source: PageSource | None = None
        self._sizes: Sequence[tuple[float, float]] = ()
        self._wanted = Wanted()
        self._under_way: dict[tuple[str, int], tuple[Job, object]] = {}
        self._boxes: OrderedDict[int, _Boxes] = OrderedDict()
        self.pictures = PagePictures(MOST_BYTES)

    @property
    def busy(self) -> bool:
        """Tell whether anything was asked for that has not come."""
        return any(not job.over for job, _ in self._under_way.values())

    def set_source(
        self, source: PageSource | None, sizes: Sequence[tuple[float, float]], paper: QColor
    ) -> None:
        """Supply another document, drawn on ``paper``."""
        self.forget_places()
        for key in list(self._under_way):
            self._drop(key)
        self.pictures.clear()
        self._source, self._sizes, self._paper = source, sizes, paper

    def set_paper(self, paper: QColor) -> None:
        """Draw on paper of another colour from now on."""
        if paper == self._paper:
            return
        for key in [key for key in self._under_way if key[0] != "boxes"]:
            self._drop(key)
        self.pictures.clear()
        self._paper = paper

    def forget_places(self) -> None:
        """Forget where marks stand: they belong to a text that is another by now."""
        for key in [key for key in self._under_way if key[0] == "boxes"]:
            self._drop(key)
        self._boxes.clear()

    def boxes(self, page: int) -> Mapping[Span, tuple[QRectF, ...]]:
        """Return the rectangles of spans on a page, in PDF points, as far as they are known."""
        return self._boxes.get(page, {})

    def is_sharp(self, page: int) -> bool:
        """Tell whether the page's picture is as sharp as the screen."""
        scale = self._wanted.scale
        for picture in (self.pictures.whole(page), self.pictures.part(page)):
            if picture is not None and picture.scale == scale:
                return True
        return False

    def ask(self, wanted: Wanted, spans: Callable[[int], Sequence[Span]]) -> None:
        """Ask for what pages in view and beside it lack, and drop what is no longer wanted.

        ``spans`` tells which spans of a page are to be placed.
        """
        self._wanted = wanted
        near = {*wanted.visible, *wanted.beside}
        for key in list(self._under_way):
            if key[1] not in near:
                self._drop(key)
        for page in wanted.visible:
            self.pictures.used(page)
            self._ask_coarse(page)
        for pages in (wanted.visible, wanted.beside):
            for page in pages:
                self._ask_places(page, spans(page))
            for page in pages:
                self._ask_sharp(page)

    # -- pictures

    def _pixels(self, page: int) -> float:
        width, height = self._sizes[page - 1]
        return max(1.0, width * height * self._wanted.scale**2)

    def _ask_coarse(self, page: int) -> None:
        pixels = self._pixels(page)
        if pixels > _SLOW_PIXELS and self.pictures.whole(page) is None:
            self._draw("coarse", page, self._wanted.scale * sqrt(_COARSE_PIXELS / pixels))

    def _ask_sharp(self, page: int) -> None:
        pixels, scale = self._pixels(page), self._wanted.scale
        if page not in self._wanted.visible and pixels > _MOST_PIXELS_BESIDE:
            return
        if pixels <= _MOST_PIXELS:
            self._ask_whole(page, scale)
            return
        self._ask_whole(page, round(scale * sqrt(_GROUND_PIXELS / pixels), 3))
        seen, part = self._wanted.seen.get(page), self.pictures.part(page)
        if seen is None or seen.isEmpty():
            return
        known = part is not None and part.scale == scale and part.area is not None
        if not (known and part is not None and part.area is not None and part.area.contains(seen)):
            width, height = self._sizes[page - 1]
            self._draw("part", page, scale, _around(seen, scale) & QRectF(0, 0, width, height))

    def _ask_whole(self, page: int, scale: float) -> None:
        kept = self.pictures.whole(page)
        if kept is None or kept.scale != scale:
            self._draw("whole", page, scale)

    def _draw(self, what: str, page: int, scale: float, area: QRectF | None = None) -> None:
        source, paper, key = self._source, self._paper, (what, page)
        under_way = self._under_way.get(key)
        if source is None or (under_way is not None and under_way[1] == (scale, area)):
            return
        # A part that is on its way is let come: who scrolls on is not to wait for the last step.
        if under_way is not None and what == "part" and not under_way[0].over:
            return
        self._drop(key)

        def arrived(image: QImage) -> None:
            self._under_way.pop(key, None)
            kept = self.pictures.whole(page)
            if what != "coarse" or kept is None:
                # Pages beside stay, too, or they would be asked for again and again.
                near = (*self._wanted.visible, *self._wanted.beside)
                self.pictures.keep(page, PagePicture(scale, image, area), near)
            self.changed.emit()

        job = self._jobs.run(
            lambda: drawn(source, page, scale, paper, area),
            arrived,
            on_error=lambda error: self._failed(key, error),
            lane=Lane.PICTURE,
        )
        self._under_way[key] = job, (scale, area)

    # -- places of marks

    def _ask_places(self, page: int, spans: Sequence[Span]) -> None:
        source, key, known = self._source, ("boxes", page), self._boxes.get(page, {})
        missing = tuple(span for span in spans if span not in known)
        if source is None or not missing or key in self._under_way:
            return

        def arrived(rows: Sequence[Sequence[Box]]) -> None:
            self._under_way.pop(key, None)
            self._keep_places(page, zip(missing, rows, strict=True))
            self.placed.emit(page)
            self.changed.emit()

        job = self._jobs.run(
            lambda: source.boxes(page, missing),
            arrived,
            on_error=lambda error: self._failed(key, error),
            lane=Lane.PICTURE,
        )
        self._under_way[key] = job, missing

    def _keep_places(self, page: int, rows: "zip[tuple[Span, Sequence[Box]]]") -> None:
        known = self._boxes.setdefault(page, {})
        self._boxes.move_to_end(page)
        for span, row in rows:
            known[span] = tuple(
                QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom)) for box in row
            )
        while len(self._boxes) > _PAGES_WITH_BOXES:
            self._boxes.popitem(last=False)

    # -- jobs

    def _drop(self, key: tuple[str, int]) -> None:
        under_way = self._under_way.pop(key, None)
        if under_way is not None:
            under_way[0].cancel()

    def _failed(self, key: tuple[str, int], error: Exception) -> None:
        # The job stays listed while the page is near, so that a page that fails is not asked for again
        # and again; scrolling away and back tries once more.
        if key in self._under_way:
            self.trouble.emit(error)


def _around(seen: QRectF, scale: float) -> QRectF:
    """Return what is seen and something around it, beginning at a whole pixel of the picture."""
    across, down = seen.width() * _AROUND, seen.height() * _AROUND
    wide = seen.adjusted(-across, -down, across, down)
    # A hair less: where a picture is cut is rounded up.
    left, top = ((floor(at * scale) - 0.01) / scale for at in (wide.left(), wide.top()))
    return QRectF(QPointF(left, top), wide.bottomRight())
