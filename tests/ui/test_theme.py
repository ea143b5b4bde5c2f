"""The look: both themes fill the style sheet and stay legible."""

import dataclasses

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from casefile.records import RefType
from ui.theme import DARK, LIGHT, Theme, ThemeMode


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    color = QColor(name)
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "background"),
        ("text", "panel"),
        ("text", "selection"),
        ("secondary", "panel"),
        ("party_ink", "party_wash"),
        ("quote_ink", "quote_wash"),
        ("date_ink", "date_wash"),
        ("text", "hit"),
        ("added_ink", "added_wash"),
        ("removed_ink", "removed_wash"),
        ("text", "added_wash"),
        ("text", "removed_wash"),
        ("danger", "panel"),
    ],
)
def test_words_are_legible(palette, ink, ground):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_one(palette):
    for field in dataclasses.fields(palette):
        assert QColor(getattr(palette, field.name)).isValid(), field.name


def test_switching_repaints_the_application(theme, qtbot):
    with qtbot.wait_signal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.palette is DARK
    assert theme.paper is LIGHT
    sheet = QApplication.instance().styleSheet()
    assert DARK.panel in sheet
    assert "$" not in sheet


def test_kinds_have_their_own_colours():
    inks = {LIGHT.ink(kind).name() for kind in RefType}
    assert len(inks) == len(RefType)


class Hints(QObject):
    """A system whose colours can be changed."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 - as Qt calls it
    shade = Qt.ColorScheme.Light

    def colorScheme(self):  # noqa: N802
        return self.shade


def test_the_systems_colours_are_followed_while_the_window_is_open(qapp, monkeypatch):
    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    followed, fixed = Theme(ThemeMode.SYSTEM), Theme(ThemeMode.LIGHT)
    assert followed.palette is LIGHT
    for shade, palette in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        hints.shade = shade
        hints.colorSchemeChanged.emit(shade)
        assert followed.palette is palette
        assert fixed.palette is LIGHT


def test_a_window_is_built_without_the_style_sheet_and_has_it_then(qtbot, theme):
    app = QApplication.instance()
    sheet = app.styleSheet()
    assert sheet
    with theme.laid_on_last():
        assert app.styleSheet() == ""
    assert app.styleSheet() == sheet
    with pytest.raises(ValueError, match="no window"), theme.laid_on_last():
        raise ValueError("no window")
    assert app.styleSheet() == sheet
