"""The status line: an import shows movement before it can show how far it is."""

from ui.panels.status import StatusLine


def test_the_bar_moves_until_the_first_file_is_done(qtbot, theme):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_work("Reading “a.pdf”", 0, 2)
    assert (line._bar.minimum(), line._bar.maximum()) == (0, 0)
    line.show_work("Reading “b.pdf”", 1, 2)
    assert (line._bar.value(), line._bar.maximum()) == (1, 2)
    line.show_work("Reading “c.pdf”", 0, 1)
    assert line._bar.maximum() == 0
