"""Party, quote and date keep their colours apart for eyes that miss one kind of cone, in both themes.

Shape doubles them everywhere (``test_legibility``); what is told by colour with a shape alone, such as words
put in and taken out (underlined, struck out), is not held here.
"""

from itertools import combinations

import pytest

from casefile.records import RefType
from tests.ui.colour_eyes import EYES, apart, distance
from ui.theme import DARK, LIGHT

INKS, WASHES, GROUND = 8.5, 5.0, 3.5
"""The least distances: between inks, between washes, of a wash from what it lies on."""

_KINDS = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
_PAIRS = list(combinations(_KINDS, 2))
both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_that_the_formula_was_published_with(one, other, far):
    assert distance(one, other) == pytest.approx(far, abs=1e-4)


def test_red_and_green_fall_together_for_eyes_without_red_or_green_cones():
    assert apart("#8a5a00", "#5f6b00", "all cones") > 20
    assert apart("#8a5a00", "#5f6b00", "deuteranopia") < 10


@both
@pytest.mark.parametrize("eyes", list(EYES))
def test_inks_of_kinds_stay_apart(palette, eyes):
    for one, other in _PAIRS:
        far = apart(palette.ink(one).name(), palette.ink(other).name(), eyes)
        assert far >= INKS, (one, other, far)


@both
@pytest.mark.parametrize("eyes", list(EYES))
def test_washes_of_kinds_stay_apart_and_from_their_ground(palette, eyes):
    for one, other in _PAIRS:
        far = apart(palette.wash(one).name(), palette.wash(other).name(), eyes)
        assert far >= WASHES, (one, other, far)
    for kind in _KINDS:
        wash = palette.wash(kind).name()
        assert apart(wash, palette.panel, eyes) >= GROUND, kind
        if palette is LIGHT:  # the page is light in both themes
            assert apart(wash, palette.paper, eyes) >= GROUND, kind
