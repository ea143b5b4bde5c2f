"""What a Word file's styles and indents say of a paragraph: heading, block quote, or nothing.

Styles inherit from each other and a paragraph's own settings win (WordprocessingML, ISO/IEC 29500-1, 17.7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from importers.elements import Element, W
from importers.source_text import Zone

__all__ = ["LONGEST_STYLE_CHAIN", "Styles"]

# Twentieths of a point: an indent of .4 inch on the left and .3 on the right makes a block quote.
_QUOTE_LEFT: Final = 576
_QUOTE_RIGHT: Final = 432
_QUOTE_WORDS: Final = 8

LONGEST_STYLE_CHAIN: Final = 20
"""Styles that are followed from one to the one it is based on; a damaged file may go in a circle."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    left: int | None
    right: int | None
    is_outline: bool


class Styles:
    """The styles of one Word file."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Read the root elements of its styles parts."""
        self._styles: dict[str, _Style] = {}
        for root in roots:
            for item in root.findall(W + "style"):
                name, based_on = item.find(W + "name"), item.find(W + "basedOn")
                self._styles[item.get(W + "styleId") or ""] = _Style(
                    (name.get(W + "val") or "").lower() if name is not None else "",
                    based_on.get(W + "val") if based_on is not None else None,
                    *_indents(item.find(W + "pPr")),
                    _is_outline(item.find(W + "pPr")),
                )

    def zone(self, paragraph: Element, *, labelled: bool, words: int) -> Zone | None:
        """Return the zone of a paragraph with so many words and a printed label or none."""
        properties = paragraph.find(W + "pPr")
        style_id = None
        if properties is not None and properties.find(W + "pStyle") is not None:
            style_id = properties.find(W + "pStyle").get(W + "val")
        left, right = _indents(properties)
        outline = _is_outline(properties)
        names: list[str] = []
        for _ in range(LONGEST_STYLE_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                break
            names.append(style.name)
            left = style.left if left is None else left
            right = style.right if right is None else right
            outline = outline or style.is_outline
            style_id = style.based_on
        if outline or any(name.startswith(("heading", "title", "subtitle")) for name in names):
            return Zone.HEADING
        if any("quot" in name or name == "block text" for name in names):
            return Zone.BLOCK_QUOTE
        indented = (left or 0) >= _QUOTE_LEFT and (right or 0) >= _QUOTE_RIGHT
        return Zone.BLOCK_QUOTE if indented and not labelled and words >= _QUOTE_WORDS else None


def _indents(properties: Element) -> tuple[int | None, int | None]:
    indent = properties.find(W + "ind") if properties is not None else None
    if indent is None:
        return None, None
    left = indent.get(W + "left") or indent.get(W + "start")
    right = indent.get(W + "right") or indent.get(W + "end")
    return _twips(left), _twips(right)


def _twips(written: str | None) -> int | None:
    return int(written) if written and written.lstrip("-").isdigit() else None


def _is_outline(properties: Element) -> bool:
    level = properties.find(W + "outlineLvl") if properties is not None else None
    return level is not None and level.get(W + "val") in tuple("012345678")
