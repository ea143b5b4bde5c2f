"""What the styles of an OpenDocument text say: zones, hidden characters, and the numbers of its lists.

OpenDocument 1.2, part 1: styles 16, lists 5.3 and 16.30, outline numbers 16.34. A list's numbers are
counted anew unless it says that it continues another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from importers.elements import Element
from importers.paper_layer import is_block_quote
from importers.source_text import Zone
from importers.word_numbering import in_letters, roman

__all__ = ["FO", "STYLE", "TEXT", "Lists", "Styles"]

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = f"{{{_OASIS}text:1.0}}"
STYLE: Final = f"{{{_OASIS}style:1.0}}"
FO: Final = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

_LONGEST_CHAIN: Final = 20
_DEEPEST_LEVEL: Final = 10
_QUOTE: Final = re.compile(r"quot|zitat|citation|block_20_text", re.I)
_HEADING: Final = re.compile(r"(?:heading|title|subtitle)", re.I)
_LENGTH: Final = re.compile(r"(-?[\d.]+)(in|cm|mm|pt|pc)")
_TWIPS: Final = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20.0, "pc": 240.0}


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    names: str
    left: float | None
    right: float | None
    is_hidden: bool


class Styles:
    """The paragraph and character styles of one text."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Read the styles in some root elements; automatic ones stand beside the named."""
        self._styles: dict[tuple[str, str], _Style] = {}
        for root in roots:
            for item in root.iter(STYLE + "style"):
                name, family = item.get(STYLE + "name") or "", item.get(STYLE + "family") or ""
                paragraph = item.find(STYLE + "paragraph-properties")
                characters = item.find(STYLE + "text-properties")
                self._styles[family, name] = _Style(
                    item.get(STYLE + "parent-style-name") or "",
                    f"{name} {item.get(STYLE + 'display-name') or ''}",
                    _twips(paragraph, "margin-left"),
                    _twips(paragraph, "margin-right"),
                    characters is not None and characters.get(TEXT + "display") == "none",
                )

    def zone(self, name: str, words: int, *, is_labelled: bool) -> Zone | None:
        """Return the zone of a paragraph with so many words."""
        left = right = None
        for style in self._chain("paragraph", name):
            if _HEADING.match(style.names):
                return Zone.HEADING
            if _QUOTE.search(style.names):
                return Zone.BLOCK_QUOTE
            left = style.left if left is None else left
            right = style.right if right is None else right
        quoted = not is_labelled and is_block_quote(left or 0, right or 0, words)
        return Zone.BLOCK_QUOTE if quoted else None

    def is_hidden(self, name: str, family: str = "text") -> bool:
        """Tell whether a style keeps its characters from being printed."""
        return any(style.is_hidden for style in self._chain(family, name))

    def _chain(self, family: str, name: str) -> list[_Style]:
        found: list[_Style] = []
        style = self._styles.get((family, name))
        while style is not None and len(found) < _LONGEST_CHAIN:
            found.append(style)
            style = self._styles.get((family, style.parent))
        return found


def _twips(properties: Element, name: str) -> float | None:
    match = _LENGTH.fullmatch((properties.get(FO + name) or "") if properties is not None else "")
    try:
        return float(match[1]) * _TWIPS[match[2]] if match else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    bullet: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass
class _List:
    """A list that is being read: its style and how far each level has been counted."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * (_DEEPEST_LEVEL + 1))


class Lists:
    """Counts the items of a text's lists and headings as they come."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Read the list styles in some root elements."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._by_id: dict[str, _List] = {}
        self._by_style: dict[str, _List] = {}
        self._headings = _List("")
        self._open: list[_List] = []
        for root in roots:
            for item in root.iter(TEXT + "list-style"):
                self._levels[item.get(STYLE + "name") or ""] = _levels(item)
            for item in root.iter(TEXT + "outline-style"):
                self._outline = _levels(item)

    def begin(self, element: Element) -> None:
        """Begin a list, inside another or by itself."""
        style = element.get(TEXT + "style-name") or (self._open[-1].style if self._open else "")
        if self._open:
            self._open.append(self._open[-1] if style == self._open[-1].style else _List(style))
            self._open[-1].counts[min(len(self._open), _DEEPEST_LEVEL)] = None
            return
        continued = element.get(TEXT + "continue-list")
        found = self._by_id.get(continued) if continued else None
        if found is None and element.get(TEXT + "continue-numbering") == "true":
            found = self._by_style.get(style)
        found = found or _List(style)
        self._by_id[element.get(_ID) or ""] = found
        self._by_style[style] = found
        self._open.append(found)

    def end(self) -> None:
        """End the list that was begun last."""
        self._open.pop()

    def item(self, start: str | None) -> str:
        """Return the label of the next item as printed, "" for none; ``start`` counts anew from it."""
        level = min(len(self._open), _DEEPEST_LEVEL)
        current = self._open[-1]
        return _label(self._levels.get(current.style, {}), current.counts, level, start)

    def heading(self, level: int) -> str:
        """Return the number of a heading as printed, "" for none."""
        level = max(1, min(level, _DEEPEST_LEVEL))
        return _label(self._outline, self._headings.counts, level, None)


def _levels(style: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for item in style:
        level = _number(item.get(TEXT + "level"), 0)
        if level:
            found[level] = _Level(
                item.get(STYLE + "num-format") or "",
                item.get(TEXT + "bullet-char") or "",
                item.get(STYLE + "num-prefix") or "",
                item.get(STYLE + "num-suffix") or "",
                _number(item.get(TEXT + "start-value"), 1),
                _number(item.get(TEXT + "display-levels"), 1),
            )
    return found


def _label(
    levels: dict[int, _Level], counts: list[int | None], level: int, start: str | None
) -> str:
    own = levels.get(level, _Level())
    before = counts[level]
    counts[level] = own.start if before is None else before + 1
    if start is not None:
        counts[level] = _number(start, own.start)
    counts[level + 1 :] = [None] * len(counts[level + 1 :])
    if own.bullet:
        return own.bullet
    if not own.form:
        return ""
    shown = range(max(1, level - own.shown + 1), level + 1)
    numbers = [_written(counts[at], levels.get(at, _Level())) for at in shown]
    return own.prefix + ".".join(filter(None, numbers)) + own.suffix


def _written(count: int | None, level: _Level) -> str:
    number = level.start if count is None else count
    if not level.form or not 0 < number < 5000:
        return str(number) if level.form else ""
    if level.form in "iI":
        return roman(number).lower() if level.form == "i" else roman(number)
    if level.form in "aA":
        return in_letters(number).lower() if level.form == "a" else in_letters(number)
    return str(number)


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
