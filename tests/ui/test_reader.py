"""The source reader's bar where there is little room."""

import pytest

from ui.panels.reader import ReaderPanel


@pytest.mark.parametrize("name", ["Compl.", "Ex. C", "Answer"])
def test_a_short_name_stays_whole_in_the_narrowest_reader(qtbot, jobs, theme, name):
    reader = ReaderPanel(jobs, theme, None)
    qtbot.addWidget(reader)
    reader._title.setText(name)
    reader._place.setText("p. 1 of 7 · ¶ 1–3")
    reader.resize(reader.minimumWidth(), 400)
    reader.show()
    assert reader._title.shown_text() == name
    assert reader._place.shown_text() != reader._place.text()
    reader.resize(900, 400)
    assert reader._place.shown_text() == reader._place.text()
