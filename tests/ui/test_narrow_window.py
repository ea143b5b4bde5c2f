"""The window fits a screen of 1024 by 700, whatever it shows in its middle."""


def test_the_window_fits_a_small_screen(opened, qtbot):
    for at in range(opened.middle.count()):
        panel = opened.middle.widget(at)
        assert panel.minimumSizeHint().width() <= 530, type(panel).__name__
    opened.resize(1024, 700)
    qtbot.wait(10)
    assert (opened.width(), opened.height()) == (1024, 700)
