"""The look: colours of the light and the dark theme, fonts, and the one style sheet.

The colours are those of the design's table. Paper is light in both themes, so whatever is painted on
a page takes its colours from ``Theme.paper``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources
from casefile.ref_type import RefType
from ui.painting_turn import PaintingTurn

__all__ = [
    "DARK",
    "LIGHT",
    "Palette",
    "Theme",
    "ThemeMode",
    "palette_for",
    "qt_palette",
    "reading_font",
]

_READING_FACES = (
    "Source Serif 4",
    "Noto Serif",
    "Charter",
    "Georgia",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif",
    "Times New Roman",
)


_LEAST_CHECK = 13
"""Pixels of the square of a box that is checked; it grows with the text."""


class ThemeMode(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#rrggbb``; ``ink`` and ``wash`` give a kind's two colours."""

    background: str
    panel: str
    line: str
    text: str
    secondary: str
    selection: str
    """Behind the row that has the keyboard."""
    selected_words: str
    """Behind words that the mouse or the keyboard selected."""
    party_ink: str
    party_wash: str
    quote_ink: str
    quote_wash: str
    date_ink: str
    date_wash: str
    hit: str
    """Behind the words that a search found."""
    current_hit: str
    hit_ink: str
    """The line over words that a search found, and their marks beside the scroll bar."""
    added_ink: str
    """Words that a later version put in, and what is behind them."""
    added_wash: str
    removed_ink: str
    """Words that a later version took out, and what is behind them."""
    removed_wash: str
    own_ink: str
    """What the attorney said: passages with a note, and what is behind them."""
    own_wash: str
    badge: str
    """Behind badges that carry no colour of a kind."""
    danger: str
    paper: str
    """The page itself."""

    def ink(self, kind: RefType) -> QColor:
        """Return the colour of a kind's marks and words."""
        inks = {
            RefType.PARTY: self.party_ink,
            RefType.QUOTE: self.quote_ink,
            RefType.DATE: self.date_ink,
            RefType.DOCUMENT: self.secondary,
        }
        return QColor(inks[kind])

    def wash(self, kind: RefType) -> QColor:
        """Return the pale colour behind a kind's words."""
        washes = {
            RefType.PARTY: self.party_wash,
            RefType.QUOTE: self.quote_wash,
            RefType.DATE: self.date_wash,
            RefType.DOCUMENT: self.badge,
        }
        return QColor(washes[kind])

    def muted(self) -> "Palette":
        """Return the colours for a row that stands back: no ink but the secondary, which can be read."""
        return _muted(self)

    def color(self, name: str) -> QColor:
        """Return the colour of a field by its name: ``color("secondary")``."""
        return QColor(getattr(self, name))


@cache
def _muted(palette: Palette) -> Palette:
    ink, wash = palette.secondary, palette.badge
    return replace(
        palette,
        text=ink,
        party_ink=ink,
        quote_ink=ink,
        date_ink=ink,
        danger=ink,
        party_wash=wash,
        quote_wash=wash,
        date_wash=wash,
        removed_wash=wash,
    )


LIGHT = Palette(
    background="#f6f5f2",
    panel="#ffffff",
    line="#e2dfd8",
    text="#1f2328",
    secondary="#656970",
    selection="#e9eef6",
    selected_words="#aecbf2",
    party_ink="#2457a6",
    party_wash="#dce7f7",
    quote_ink="#9a5b00",
    quote_wash="#fbe9cc",
    date_ink="#0f766e",
    date_wash="#d3efe9",
    hit="#f3d9f5",
    current_hit="#e3a6ea",
    hit_ink="#8e2f9b",
    added_ink="#2f6310",
    added_wash="#e6f2d8",
    removed_ink="#a02a18",
    removed_wash="#fae3de",
    own_ink="#5f5786",
    own_wash="#e7e5f0",
    badge="#ecebe6",
    danger="#a8321f",
    paper="#fffefb",
)

DARK = Palette(
    background="#17191d",
    panel="#1f2227",
    line="#33373e",
    text="#e6e6e3",
    secondary="#9aa0a8",
    selection="#2a3340",
    selected_words="#36568a",
    party_ink="#8db8f5",
    party_wash="#24375a",
    quote_ink="#efb45b",
    quote_wash="#4a3817",
    date_ink="#5fd0bd",
    date_wash="#174640",
    hit="#57305c",
    current_hit="#7d4285",
    hit_ink="#d98fe3",
    added_ink="#b2d98a",
    added_wash="#2c3d1d",
    removed_ink="#f2a090",
    removed_wash="#4a2620",
    own_ink="#b5aedb",
    own_wash="#343149",
    badge="#2c3036",
    danger="#f08a76",
    paper="#f3f1ea",
)


def reading_font(points: float, *, bold: bool = False) -> QFont:
    """Return the face that quotations and text layers are set in; ``points`` is its size."""
    font = QFont()
    font.setFamilies(list(_READING_FACES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def palette_for(mode: ThemeMode) -> Palette:
    """Return the colours of what the user asked for, which may be those of the system."""
    if mode is ThemeMode.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    else:
        dark = mode is ThemeMode.DARK
    return DARK if dark else LIGHT


class Theme(QObject):
    """The theme in force. Signal: ``changed()`` after colours or style sheet were replaced."""

    changed = Signal()

    def __init__(self, mode: ThemeMode = ThemeMode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._palette = palette_for(mode)
        self.turn = PaintingTurn(self)
        """What all rows in these colours are painted by."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def mode(self) -> ThemeMode:
        """What the user asked for."""
        return self._mode

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def paper(self) -> Palette:
        """The colours for marks on a page picture, which is light in both themes."""
        return LIGHT

    def set_mode(self, mode: ThemeMode) -> None:
        """Follow the user's wish from now on."""
        self._mode = mode
        self._palette = palette_for(mode)
        self.apply()

    def apply(self) -> None:
        """Give the application the colours and the style sheet of this theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(qt_palette(self.palette))
            app.setStyleSheet(_style_sheet(self.palette))
        self.changed.emit()

    @contextmanager
    def laid_on_last(self) -> Iterator[None]:
        """Build a window without the style sheet, and lay it on when all its parts are in place.

        Qt works a sheet out anew for a whole branch of widgets whenever it is put into another one: without,
        the window is built in a quarter of the time.
        """
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(qt_palette(self.palette))
            app.setStyleSheet("")
        try:
            yield
        finally:
            if isinstance(app, QApplication):
                app.setStyleSheet(_style_sheet(self.palette))

    @Slot(Qt.ColorScheme)
    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._palette is not palette_for(self._mode):
            self._palette = palette_for(self._mode)
            self.apply()


def _style_sheet(palette: Palette) -> str:
    """Fill the colours into the one style sheet, where they stand as ``$panel``."""
    colours = {field.name: getattr(palette, field.name) for field in fields(palette)}
    pictures = {
        "arrow": resources.path("icons/down.svg").as_posix(),
        "check": resources.path(f"icons/check{'-dark' * (palette is DARK)}.svg").as_posix(),
        "clear": resources.path("icons/clear.svg").as_posix(),
        "tick": resources.path("icons/tick.svg").as_posix(),
    }
    usual = QApplication.font().pointSizeF()
    check = max(_LEAST_CHECK, QFontMetrics(QApplication.font()).height() - 1)
    sizes = {
        "name_size": f"{usual * 1.3:.1f}pt",
        "headline_size": f"{usual * 1.7:.1f}pt",
        "check_size": f"{check}px",
        "check_focused": f"{check - 2}px",
    }
    sheet = Template(resources.text("style/app.qss"))
    return sheet.substitute(colours, **pictures, **sizes)


def qt_palette(palette: Palette) -> QPalette:
    """Return Qt's own palette in our colours, for what the style sheet does not name."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, name in (
        (roles.Window, "background"),
        (roles.WindowText, "text"),
        (roles.Base, "panel"),
        (roles.AlternateBase, "background"),
        (roles.Text, "text"),
        (roles.Button, "panel"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "danger"),
        (roles.Highlight, "selection"),
        (roles.HighlightedText, "text"),
        (roles.Link, "party_ink"),
        (roles.LinkVisited, "party_ink"),
        (roles.ToolTipBase, "panel"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "secondary"),
        (roles.Mid, "line"),
        (roles.Midlight, "line"),
        (roles.Light, "panel"),
        (roles.Dark, "line"),
        (roles.Shadow, "line"),
        (roles.Accent, "party_ink"),
    ):
        made.setColor(role, palette.color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, palette.color("secondary"))
    return made
