"""Heights of very long lists are summed once, and again only where they are others."""

from itertools import accumulate

import pytest
from PySide6.QtCore import QItemSelection, QRect, QStringListModel

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


def test_of_all_lines_selected_only_those_on_screen_are_looked_at(listed, monkeypatch):
    model = QStringListModel([str(line) for line in range(1000)], listed)
    asked = []
    monkeypatch.setattr(
        QItemSelection, "indexes", lambda chosen: asked.append(chosen) or [], raising=True
    )
    listed.told = [20] * 1000
    listed.setModel(model)
    listed.resize(200, 110)
    listed.verticalScrollBar().setValue(30)
    room = listed.viewport()
    every = QItemSelection(model.index(0), model.index(999))
    region = listed.visualRegionForSelection(every)
    assert region.contains(QRect(0, 0, room.width(), room.height()))
    assert region.boundingRect().height() <= room.height() + 40
    beyond = QItemSelection(model.index(500), model.index(999))
    assert listed.visualRegionForSelection(beyond).isEmpty()
    two = QItemSelection(model.index(2), model.index(3))
    assert listed.visualRegionForSelection(two).boundingRect() == QRect(0, 10, room.width(), 40)
    assert not asked


def test_tops_that_were_summed_elsewhere_are_taken(listed, monkeypatch):
    monkeypatch.setattr(ui.counted_list, "accumulate", lambda heights: pytest.fail("summed"))
    listed.told = (7, 8, 9)
    listed.take_tops(listed.told, [0, 7, 15, 24])
    listed.doItemsLayout()
    assert listed.visualRect(listed.model().index(2, 0)).top() == 15
