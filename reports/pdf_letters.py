"""The letters of a PDF: which face has which character, how wide words are, and where lines break.

Two faces are shipped, one plain and one for reading, with Latin, Greek, Cyrillic and Hebrew; a third one
lends signs and scripts that those lack. Chinese, Japanese and Korean are set in faces that every viewer
provides (ISO 32000-1, 9.7.5.2). All lengths are PDF points.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import resources
from reports.report import clean
from reports.visual_order import has_right_to_left, runs_from_right, visual_order

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["Face", "Letters", "Line", "Look", "Piece"]


class Face(StrEnum):
    """The shipped faces, by the name of their file."""

    PLAIN = "LiberationSans-Regular"
    BOLD = "LiberationSans-Bold"
    READING = "LiberationSerif-Regular"
    READING_BOLD = "LiberationSerif-Bold"
    READING_ITALIC = "LiberationSerif-Italic"


_SIGNS = "DejaVuSans"
# What a viewer has to provide, and the scripts that ask for it; the first that matches is taken.
_PROVIDED = (
    ("HeiseiMin-W3", re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")),
    ("HYSMyeongJo-Medium", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    (
        "STSong-Light",
        re.compile(r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]"),
    ),
)
_EAST_ASIAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_NEW_LINES = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
# A line break, blanks, or a word: it ends after a long dash, and every East Asian character is one.
_BLANK = re.compile("[ \u2000-\u2006\u2008-\u200a\u3000]")
_PARTS = re.compile(
    rf"\n|[ \u2000-\u2006\u2008-\u200a\u3000]+|[{_EAST_ASIAN}]|[^\s—{_EAST_ASIAN}]*—+"
    rf"|(?:[^\s—{_EAST_ASIAN}]|[\u00a0\u2007\u202f])+"
)
_AROUND_SIGN = re.compile(r" (?=[¶§])|(?<=[¶§]) (?=[0-9])")
_AT_HYPHENS = re.compile(r"[^-/]*[-/]+|[^-/]+")
_NO_LETTER = "□"
_UNSEEN = ("Cf", "Cc", "Cs")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks: face, size in points, a colour by name, and what it opens."""

    face: Face
    size: float
    colour: str = "text"
    underlined: bool = False
    raised: bool = False
    link: str | None = None

    @property
    def drawn_size(self) -> float:
        """The size that its letters are drawn in: raised ones are smaller."""
        return self.size * 0.65 if self.raised else self.size


class Piece(NamedTuple):
    """Text of one look, measured, in the one font that has all its characters."""

    text: str
    font: str
    width: float
    look: Look


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from left to right, with the width of all."""

    pieces: tuple[Piece, ...]
    width: float
    from_right: bool = False


class Letters:
    """Measures and breaks text; remembers widths of words, and which characters no face has."""

    def __init__(self) -> None:
        self._covered = {font: _coverage(font) for font in (*Face, _SIGNS)}
        self._widths: dict[tuple[str, str], float] = {}
        self.missing: set[str] = set()

    def broken(self, given: Iterable[tuple[str, Look]], width: float) -> tuple[Line, ...]:
        """Return text as lines no wider than ``width``.

        A word that is wider is broken behind a hyphen or a stroke, or else anywhere.
        """
        drawable = [(_drawable(text), look) for text, look in given]
        whole = "".join(text for text, _ in drawable)
        turned = has_right_to_left(whole)
        from_right = turned and runs_from_right(whole)
        lines = _Lines(width)
        word: list[Piece] = []
        for text, look in drawable:
            for part in _PARTS.findall(text):
                if part == "\n":
                    self._place(lines, word)
                    word = []
                    lines.end()
                elif _BLANK.match(part):
                    self._place(lines, word)
                    word = []
                    lines.blank(self._set(part, look))
                else:
                    if word and (_ends_word(word[-1].text) or _ends_word(part)):
                        self._place(lines, word)
                        word = []
                    word += self._set(part, look)
        self._place(lines, word)
        lines.end()
        made = lines.made
        if turned:
            made = [self._turned(line, from_right) for line in made]
        return tuple(
            Line(tuple(line), sum(each.width for each in line), from_right) for line in made
        )

    def one_line(self, text: str, look: Look, width: float) -> Line:
        """Return text as one line, cut short with an ellipsis where it is wider."""
        text = " ".join(_drawable(text).split())
        while True:
            pieces = self._set(text, look)
            wide = sum(each.width for each in pieces)
            if wide <= width or len(text) < 2:
                return Line(tuple(pieces), wide)
            text = f"{text[: max(int(len(text) * width / wide) - 2, 1)]}…"

    def _place(self, lines: "_Lines", word: Sequence[Piece]) -> None:
        if not word or lines.take(word):
            return
        for piece in word:
            for part in _AT_HYPHENS.findall(piece.text):
                if lines.take([self._measured(part, piece.font, piece.look)]):
                    continue
                for character in part:
                    lines.squeeze(self._measured(character, piece.font, piece.look))

    def _set(self, text: str, look: Look) -> list[Piece]:
        """Return text measured, in as many pieces as its characters need fonts."""
        if self._covered[look.face].issuperset(text):
            return [self._measured(text, look.face, look)]
        made: list[tuple[str, str]] = []
        for character in text:
            font, shown = self._letter(character, look.face)
            if made and made[-1][0] == font:
                made[-1] = (font, made[-1][1] + shown)
            else:
                made.append((font, shown))
        return [self._measured(shown, font, look) for font, shown in made]

    def _letter(self, character: str, face: Face) -> tuple[str, str]:
        """Return the font for a character, and the character; a picture that none has is told by its name."""
        for font in (face, _SIGNS):
            if character in self._covered[font]:
                return font, character
        for font, script in _PROVIDED:
            if script.match(character):
                _provided(font)
                return font, character
        self.missing.add(character)
        name = unicodedata.name(character, "") if unicodedata.category(character) == "So" else ""
        return (face, f"[{name.lower()}]") if name else (_SIGNS, _NO_LETTER)

    def _measured(self, text: str, font: str, look: Look) -> Piece:
        width = self._widths.get((font, text))
        if width is None:
            from reportlab.pdfbase.pdfmetrics import stringWidth

            width = self._widths[font, text] = stringWidth(text, font, 1.0)
        return Piece(text, font, width * look.drawn_size, look)

    def _turned(self, line: Sequence[Piece], from_right: bool) -> list[Piece]:
        """Return a line's pieces as they stand on paper where some are read from the right."""
        owners = [piece for piece in line for _ in piece.text]
        text = "".join(piece.text for piece in line)
        made: list[tuple[str, Piece]] = []
        for at, character in visual_order(text, from_right=from_right):
            if made and owners[at] is made[-1][1]:
                made[-1] = (made[-1][0] + character, owners[at])
            else:
                made.append((character, owners[at]))
        return [self._measured(shown, owner.font, owner.look) for shown, owner in made]


class _Lines:
    """Lines under way: words are taken while they fit, blanks only between two words."""

    def __init__(self, width: float) -> None:
        self.made: list[list[Piece]] = []
        self._room = width
        self._line: list[Piece] = []
        self._used = 0.0
        self._blank: list[Piece] = []

    def blank(self, pieces: list[Piece]) -> None:
        """Remember blanks, which count only if a word follows on the line."""
        self._blank = pieces

    def take(self, word: Sequence[Piece]) -> bool:
        """Take a word, on the next line if need be; tell whether it fits on a line at all."""
        wide = sum(piece.width for piece in word)
        blank = sum(piece.width for piece in self._blank)
        if self._used + blank + wide > self._room:
            if wide > self._room:
                return False
            self.end()
            blank = 0.0
        self._line += [*self._blank, *word]
        self._used += blank + wide
        self._blank = []
        return True

    def squeeze(self, character: Piece) -> None:
        """Take one character of a word that is wider than a line."""
        if self._blank:
            self._line += self._blank
            self._used += sum(piece.width for piece in self._blank)
            self._blank = []
        if self._line and self._used + character.width > self._room:
            self.end()
        self._line.append(character)
        self._used += character.width

    def end(self) -> None:
        """End the line."""
        self.made.append(_joined(self._line))
        self._line, self._used, self._blank = [], 0.0, []


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with neighbours of one look made one."""
    made: list[Piece] = []
    for (font, look), some in groupby(pieces, key=lambda piece: (piece.font, piece.look)):
        group = list(some)
        text = "".join(piece.text for piece in group)
        made.append(Piece(text, font, sum(piece.width for piece in group), look))
    return made


def _ends_word(part: str) -> bool:
    return part.endswith("—") or re.fullmatch(f"[{_EAST_ASIAN}]", part[-1]) is not None


def _drawable(text: str) -> str:
    """Return a text without what no paper shows; a paragraph sign stays with its number and its paper."""
    text = _NEW_LINES.sub("\n", clean(text)).replace("\t", "    ")
    if not text.isascii():
        text = "".join(
            each for each in text if each == "\n" or unicodedata.category(each) not in _UNSEEN
        )
        text = re.sub("[\ufe00-\ufe0f]", "", text)
    return _AROUND_SIGN.sub("\u00a0", text)


@cache
def _coverage(font: str) -> frozenset[str]:
    """Register a shipped font and return the characters that it has."""
    from reportlab.pdfbase import pdfmetrics

    loaded = _loaded(font)
    pdfmetrics.registerFont(loaded)
    return frozenset(map(chr, loaded.face.charToGlyph))


@cache
def _provided(font: str) -> None:
    """Register a font that viewers provide."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(font))


def _loaded(font: str) -> "TTFont":
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):  # type: ignore[misc]
        """A font whose table for copying text out names characters beyond U+FFFF rightly.

        The library (5.1) writes five digits there; the format wants the surrogate pair (ISO 32000-1, 9.10.3).
        """

        def addObjects(self, doc: "PDFDocument") -> None:  # noqa: N802 - the library's name
            super().addObjects(doc)
            for name, written in doc.idToObject.items():
                if name.startswith("toUnicodeCMap:") and isinstance(written.content, str):
                    written.content = re.sub(
                        "<([0-9A-F]{5,6})>",
                        lambda found: (
                            f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
                        ),
                        written.content,
                    )

    return Font(font, str(resources.path(f"fonts/{font}.ttf")))
