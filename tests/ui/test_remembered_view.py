"""The view that took the place of the columns does so again when its case is opened."""

import pytest

from casefile.records import Ref, RefType
from tests.ui.driving import calls, settled

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)


def again(window, qtbot, folder):
    """Close the case and open it once more."""
    with qtbot.wait_signal(window.desk.case_closed):
        window.desk.close_case()
    assert window.middle.currentWidget() is window.columns
    with qtbot.wait_signal(window.desk.columns_read):
        window.desk.open_case(folder)
    settled(window, qtbot)


@pytest.mark.parametrize("name", ["network", "quotes", "chronology", "outline", "reviewing"])
def test_a_view_comes_back_with_its_case(opened, qtbot, tmp_path, name):
    getattr(opened, name).open()
    settled(opened, qtbot)
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.views.shows(name)
    opened.actions_by_key["back"].trigger()
    settled(opened, qtbot)
    assert opened.views.shown() is None, "Back leads to the columns"
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.views.shown() is None


def test_the_timeline_and_a_comparison_come_back_as_they_were(opened, qtbot, tmp_path):
    opened.chronology.open_timeline()
    settled(opened, qtbot)
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.views.shows("chronology") and opened.chronology.panel.shows_timeline
    opened.compared.compare(PORT, PRESS)
    settled(opened, qtbot)
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.views.shows("compared")
    assert calls(opened, "side_by_side")[-1][1:] == (PORT, PRESS)


def test_each_case_has_its_own_and_a_search_is_none(opened, qtbot, tmp_path):
    opened.quotes.open()
    opened.search.ask("quay", False)
    settled(opened, qtbot)
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.middle.currentWidget() is opened.columns
    kept = opened._settings.value
    assert kept.middles == {}
    opened._settings.save(kept.with_middle("another case", {"view": "quotes"}))
    again(opened, qtbot, tmp_path / "x.pincite")
    assert opened.views.shown() is None


@pytest.mark.parametrize(
    "kept", [{"view": "zebra"}, {"view": "compared"}, {"view": "compared", "two": [["party"], 1]}]
)
def test_what_cannot_be_read_is_left(opened, qtbot, tmp_path, kept):
    case_id = opened.desk.case.case_id
    opened._settings.save(opened._settings.value.with_middle(case_id, kept))
    with qtbot.wait_signal(opened.desk.columns_read):
        opened.remembered._case_opened(opened.desk.case)
        opened.desk.refresh()
    settled(opened, qtbot)
    assert opened.views.shown() is None


def test_what_was_asked_for_meanwhile_stays(opened, qtbot):
    case_id = opened.desk.case.case_id
    opened._settings.save(opened._settings.value.with_middle(case_id, {"view": "quotes"}))
    opened.remembered._case_opened(opened.desk.case)
    opened.outline.open()
    opened.desk.refresh()
    settled(opened, qtbot)
    assert opened.views.shows("outline")
