"""What was typed or ticked in a PDF's form fields.

Read by pypdf from the page's widgets, since a field's name and value stand nowhere on the page; where
the value stands in the text is for ``PdfPages.find`` to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from importers import limits

__all__ = ["FilledField", "PdfItem", "filled_fields", "is_dynamic"]

PdfItem: TypeAlias = Any
"""One of pypdf's objects: in a damaged file anything may stand anywhere, whatever types it declares."""

_DEEPEST = 32
"""Levels of nested fields; a loop of parents in a damaged file ends here."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """A filled field: its full name, its value as text, its 1-based page and its place.

    ``rectangle`` is left, bottom, right, top in PDF space: points, origin bottom left, not rotated.
    """

    name: str
    value: str
    page: int
    rectangle: tuple[float, float, float, float]


def filled_fields(reader: PdfItem) -> tuple[FilledField, ...]:
    """Return the filled fields of a document opened by pypdf, in page order; unticked boxes are left out."""
    found: list[FilledField] = []
    for number, page in enumerate(reader.pages, 1):
        for widget in _widgets(page):
            value = _as_text(_inherited(widget, "/V")).strip()
            if not value or _is_unticked(widget, value):
                continue
            corners = [float(corner) for corner in widget.get("/Rect", ())]
            if len(corners) != 4:
                continue
            left, right = sorted((corners[0], corners[2]))
            bottom, top = sorted((corners[1], corners[3]))
            found.append(FilledField(_name(widget), value, number, (left, bottom, right, top)))
            if len(found) >= limits.MAX_FORM_FIELDS:
                return tuple(found)
    return tuple(found)


def is_dynamic(reader: PdfItem) -> bool:
    """Tell whether the document is an XFA form, whose values may stand in a part that is not read."""
    form = _resolved(_resolved(reader.trailer["/Root"]).get("/AcroForm")) or {}
    return "/XFA" in form


def _widgets(page: PdfItem) -> Iterator[PdfItem]:
    for item in _resolved(page.get("/Annots")) or ():
        annotation = _resolved(item)
        if hasattr(annotation, "get") and annotation.get("/Subtype") == "/Widget":
            yield annotation


def _resolved(item: PdfItem) -> PdfItem:
    return item.get_object() if hasattr(item, "get_object") else item


def _inherited(field: PdfItem, key: str) -> PdfItem:
    for _ in range(_DEEPEST):
        if field is None or not hasattr(field, "get"):
            return None
        if key in field:
            return _resolved(field[key])
        field = _resolved(field.get("/Parent"))
    return None


def _name(field: PdfItem) -> str:
    parts: list[str] = []
    for _ in range(_DEEPEST):
        if field is None or not hasattr(field, "get"):
            break
        if "/T" in field:
            parts.append(str(_resolved(field["/T"])))
        field = _resolved(field.get("/Parent"))
    return ".".join(reversed(parts))


def _as_text(value: PdfItem) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_as_text(_resolved(item)) for item in value)))
    if hasattr(value, "get_data"):  # a long value may be a stream, ISO 32000 12.7.4.3
        value = value.get_data()
    if isinstance(value, dict):  # a signature; what it shows is drawn on the page
        return ""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("/")


def _is_unticked(widget: PdfItem, value: str) -> bool:
    """Tell whether the widget is a button that is off: of radio buttons only the chosen one is filled."""
    if _inherited(widget, "/FT") != "/Btn":
        return False
    state = _resolved(widget.get("/AS"))
    return value == "Off" or (state is not None and str(state) == "/Off")
