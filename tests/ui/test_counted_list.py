"""Heights of very long lists are summed once, and again only where they are others."""

from itertools import accumulate

import pytest
from PySide6.QtCore import QStringListModel

import ui.counted_list
from ui.counted_list import CountedList


class Listed(CountedList):
    """A list whose heights can be exchanged."""

    told = (20, 30, 40)

    def heights(self, width):
        return self.told


@pytest.fixture
def listed(qtbot):
    made = Listed()
    qtbot.add_widget(made)
    made.setModel(QStringListModel(["a", "b", "c"], made))
    made.show()
    return made


def test_the_same_heights_are_summed_once(listed, monkeypatch):
    summed = []
    monkeypatch.setattr(
        ui.counted_list, "accumulate", lambda heights: summed.append(1) or accumulate(heights)
    )
    first, others = listed.told, (25, 35, 45)
    for told in (first, others, first, others):
        listed.told = told
        listed.doItemsLayout()
        assert listed.visualRect(listed.model().index(1, 0)).top() == told[0]
    assert len(summed) == 1  # the first were laid out when it was shown


def test_other_heights_of_as_many_lines_are_taken(listed):
    listed.told = (50, 50, 50)
    listed.doItemsLayout()
    assert listed.visualRect(listed.model().index(2, 0)).top() == 100
