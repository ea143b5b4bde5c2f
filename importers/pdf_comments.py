"""What lies over a PDF page: fields, stamps and comments, as PDFium tells of them. For worker processes."""

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = ["draw_comments", "has_drawn_annotations"]

Handle: TypeAlias = Any  # pypdfium2 declares no types


def _annotations(page: Handle) -> Iterator[tuple[Handle, int]]:
    """Yield a page's annotations with their kinds; each is closed when the next one is asked for."""
    from pypdfium2 import raw

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if annotation:
            try:
                yield annotation, raw.FPDFAnnot_GetSubtype(annotation)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)


def has_drawn_annotations(page: Handle) -> bool:
    """Tell whether something lies over a page that is seen: a filled field, a stamp, a comment."""
    from pypdfium2 import raw

    undrawn = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
    return any(kind not in undrawn for _, kind in _annotations(page))


def draw_comments(page: Handle) -> None:
    """Have PDFium draw comments that bring no picture of their own: a black square may be a redaction.

    It does so when it first draws the page, in any size, and flattening leaves out what has no picture.
    """
    from pypdfium2 import raw

    drawn_by_viewers = (
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT,
    )
    empty = 2  # bytes: the closing NUL alone
    if any(
        kind in drawn_by_viewers
        and raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= empty
        for annotation, kind in _annotations(page)
    ):
        page.render(scale=0.02).close()
