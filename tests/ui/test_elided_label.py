"""Labels that give way to their neighbours."""

from ui.elided_label import ElidedLabel


def test_long_words_end_in_dots_and_short_ones_do_not(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("Larkspur Press, Ferry quarrel at the harbor, Mar. 6, 2026")
    label.resize(label.sizeHint())
    assert label.shown_text() == label.text()
    label.resize(90, 20)
    assert label.shown_text().endswith("…")
    assert label.minimumSizeHint().width() < 90


def test_an_empty_label_takes_no_room(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    assert label.sizeHint().width() == 0


def test_a_label_may_give_way_altogether(qtbot):
    label = ElidedLabel(least=0)
    qtbot.addWidget(label)
    label.setText("p. 9 of 24")
    assert label.minimumSizeHint().width() == 0


def test_of_a_line_of_parts_whole_ones_are_left_out(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("A accept · X reject · E speaker")
    label.resize(label.sizeHint().width() - 12, 20)
    assert label.shown_text() == "A accept · X reject …"
