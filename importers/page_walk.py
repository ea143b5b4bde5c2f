"""All text of a web page as a browser would lay it out: blocks, lines, white space collapsed.

Only scripts and styles are left out. Nothing is loaded: pictures, frames and links are not followed.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from importers.elements import Element
from importers.source_text import Span, Zone

__all__ = ["Block", "PageText", "walk"]

# Tags, matched whole.
_DROPPED: Final = re.compile(
    r"script|style|template|head|noscript|svg|math|iframe|object|embed|canvas|audio|video|"
    r"map|datalist"
)
_BLOCKS: Final = re.compile(
    r"address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|ol|option|"
    r"p|pre|section|select|summary|table|tbody|tfoot|thead|tr|ul|td|th|caption|button|"
    r"textarea"
)
_HEADINGS: Final = re.compile(r"h[1-6]")
# Parts whose very name says that they are no part of the article.
_SITE_PARTS: Final = re.compile(r"nav|button|select|textarea|menu|dialog|footer")
# Of the elements around a paragraph so many name its place.
_PLACE_DEPTH: Final = 3
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: where it stands, its zone by its tag, and why it is furniture if it is.

    ``place`` names the elements around it with their classes: paragraphs of one column share it.
    """

    span: Span
    zone: Zone
    furniture: str | None
    place: str


@dataclass(frozen=True)
class PageText:
    """A page's text with its blocks in order."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a piece of text make of it."""

    zone: Zone = Zone.BODY
    furniture: str | None = None
    is_preformatted: bool = False
    place: str = ""


@dataclass
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    _line: str = ""
    _around: _Around | None = None

    def text(self, words: str, around: _Around) -> None:
        if around.is_preformatted:
            self._line += words
        else:
            words = _SPACE.sub(" ", words)
            self._line += words.lstrip(" ") if self._line[-1:] in ("", " ", "\n") else words
        if words.strip() and self._around is None:
            self._around = around

    def line_break(self) -> None:
        self._line = self._line.rstrip(" ") + "\n"

    def end_block(self) -> None:
        words = self._line.strip(" \t\r\n\f")
        around, self._line, self._around = self._around or _Around(), "", None
        if not words:
            return
        if self.parts:
            self._write("\n\n")
        start = self.length
        self._write(words)
        self.blocks.append(
            Block(Span(start, self.length), around.zone, around.furniture, around.place)
        )

    def _write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def walk(root: Element) -> PageText:
    """Return the text of a parsed page; the parser bounds the depth of the tree."""
    writer = _Writer()
    _element(root, _Around(), writer)
    writer.end_block()
    return PageText("".join(writer.parts), tuple(writer.blocks))


def _element(element: Element, around: _Around, writer: _Writer) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or _DROPPED.fullmatch(tag):
        return
    if tag == "br":
        writer.line_break()
        return
    inside = _around_inside(element, tag, around)
    is_block = bool(_BLOCKS.fullmatch(tag))
    if is_block:
        writer.end_block()
    if tag == "q":
        writer.text("“", inside)
    if element.text:
        writer.text(element.text, inside)
    for child in element:
        _element(child, inside, writer)
        if child.tail:
            writer.text(child.tail, inside)
    if tag == "q":
        writer.text("”", inside)
    if is_block:
        writer.end_block()


def _around_inside(element: Element, tag: str, around: _Around) -> _Around:
    furniture = around.furniture
    if furniture is None and _SITE_PARTS.fullmatch(tag):
        furniture = f"in a {tag} part of the page"
    hides = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    if furniture is None and hides:
        furniture = "hidden on the page"
    zone = around.zone
    if _HEADINGS.fullmatch(tag):
        zone = Zone.HEADING
    elif tag == "blockquote":
        zone = Zone.BLOCK_QUOTE
    place = around.place
    if _BLOCKS.fullmatch(tag):
        place = ">".join(
            (*place.split(">")[1 - _PLACE_DEPTH :], f"{tag}.{element.get('class') or ''}")
        )
    return _Around(zone, furniture, around.is_preformatted or tag == "pre", place)
