"""How a paper is looked at and where it was left: what a tab keeps of it. Knows no widgets."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ui.panels.reader_layout import Zoom

__all__ = ["KeptPapers", "PaperPlace", "View", "kept_papers", "papers_to_keep"]


class View(StrEnum):
    """What of a paper the reader shows."""

    PAGE = "page"
    TEXT = "text"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Where a paper was left.

    ``page`` is 1-based, 0 for none yet; ``down`` is how far below its top in PDF points what stands at the
    upper edge is; ``top`` is the offset of the first character that could be read in the text. ``zoom`` is
    in pixels a PDF point, ``None`` for the view's width. ``query`` is what the find bar asked while it was
    open; it is the user's words, and never kept on disk.
    """

    document: int
    view: View = View.PAGE
    page: int = 0
    down: float = 0.0
    top: int = 0
    zoom: Zoom | None = None
    query: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class KeptPapers:
    """The papers that were open on one side of a reader; those in ``preview`` make way for the next one."""

    places: tuple[PaperPlace, ...] = ()
    current: int = 0
    preview: int | None = None

    def only(self, documents: Container[int]) -> "KeptPapers":
        """Return those of the papers that are among ``documents``."""
        kept = [at for at, place in enumerate(self.places) if place.document in documents]
        return KeptPapers(
            tuple(self.places[at] for at in kept),
            kept.index(self.current) if self.current in kept else 0,
            kept.index(self.preview) if self.preview in kept else None,
        )


def papers_to_keep(sides: tuple[KeptPapers, ...]) -> list[dict[str, object]]:
    """Return the open papers as numbers for the settings: no words of the case are among them."""
    return [
        {
            "papers": [
                [place.document, place.view.value, place.page, round(place.down, 1), place.top]
                for place in side.places
            ],
            "current": side.current,
            "preview": side.preview,
        }
        for side in sides
    ]


def kept_papers(kept: object) -> tuple[KeptPapers, ...]:
    """Return what ``papers_to_keep`` wrote; whatever cannot be read is as if it had not been kept."""
    sides = kept if isinstance(kept, list) else []
    return tuple(side for side in map(_side, sides) if side.places)


def _side(kept: object) -> KeptPapers:
    if not isinstance(kept, Mapping):
        return KeptPapers()
    try:
        places = tuple(
            PaperPlace(int(document), View(view), int(page), float(down), int(top))
            for document, view, page, down, top in kept["papers"]
        )
        current, preview = int(kept["current"]), kept["preview"]
    except (KeyError, TypeError, ValueError):
        return KeptPapers()
    known = range(len(places))
    return KeptPapers(
        places,
        current if current in known else 0,
        preview if isinstance(preview, int) and preview in known else None,
    )
