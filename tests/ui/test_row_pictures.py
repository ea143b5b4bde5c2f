"""Rows are painted once, a few in each turn of the event loop; what is shown is always what they say."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView

from ui.counted_list import CountedList
from ui.hit_list import HitList
from ui.import_queue import ImportQueue
from ui.line_list import LineList
from ui.models.chronology import EventsModel
from ui.models.rows import RowsModel
from ui.painting_turn import PaintingTurn
from ui.panels.chronology_delegate import EventDelegate
from ui.panels.chronology_list import EventList
from ui.panels.documents import DocumentsPanel
from ui.panels.imports import ImportsPanel
from ui.panels.linked_delegates import RowDelegate
from ui.panels.linked_list import RowList
from ui.panels.outline_delegates import EvidenceDelegate
from ui.panels.quote_list import QuoteList
from ui.panels.review_list import ReviewList
from ui.row_pictures import SELECTED, PicturedDelegate, put
from ui.theme import Theme, ThemeMode

HEIGHT = 20


class Clock:
    """Time passes when a row is painted."""

    now = 0.0

    def __call__(self):
        return self.now


class Face(NamedTuple):
    words: str
    state: int


class Painted(PicturedDelegate[Face]):
    """A row is filled with a colour that its words name; painting it takes a second."""

    looks = SELECTED

    def __init__(self, theme, clock):
        super().__init__(theme)
        self.clock, self.drawn = clock, []

    def face(self, index, state):
        return Face(index.data(), state)

    def draw(self, painter, rect, face):
        self.clock.now += 1.0
        self.drawn.append(face.words)
        painter.fillRect(rect, colour(face.words))


class Listed(CountedList):
    """Rows that are equally tall."""

    def heights(self, width):
        return [HEIGHT] * self.model().rowCount()


def colour(words):
    return QColor(int(words), 100, 30)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def theme(qapp, clock):
    """A theme whose rows have three seconds in each turn."""
    made = Theme(ThemeMode.LIGHT)
    made.apply()
    made.turn = PaintingTurn(made, clock=clock, seconds=3.0)
    return made


@pytest.fixture(params=[Listed, QListView], ids=["counted", "of Qt"])
def rows(request, qtbot, theme, clock):
    """Show ten rows; painted are those that fit into the first turn."""
    made = request.param()
    qtbot.add_widget(made)
    model = QStringListModel([str(at) for at in range(200)], made)
    made.setUniformItemSizes(True)
    made.setItemDelegate(Painted(theme, clock))
    made.itemDelegate().sizeHint = lambda option, index: QSize(100, HEIGHT)
    made.setModel(model)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setFrameShape(QListView.Shape.NoFrame)
    made.resize(200, 10 * HEIGHT)
    return made


def drawn(rows):
    return rows.itemDelegate().drawn


def on_screen(rows, at):
    """Return the colour of a row as it stands in what is sent to the screen."""
    store = rows.window().backingStore().paintDevice()
    place = rows.viewport().mapTo(rows.window(), QPoint(50, at * HEIGHT + 10))
    return store.pixelColor(place * rows.devicePixelRatioF())


def settle(rows, qtbot):
    """Let turns go by until none has anything left to paint."""
    before = -1
    while before != len(drawn(rows)):
        before = len(drawn(rows))
        qtbot.wait(20)


def test_a_turn_paints_a_few_rows_and_the_next_goes_on(rows, qtbot, theme):
    turns = []
    theme.turn.over.connect(lambda: turns.append(len(drawn(rows))))
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    assert drawn(rows) == [str(at) for at in range(10)]
    assert [number for number in turns if number][:4] == [3, 6, 9, 10]
    assert [on_screen(rows, at) for at in range(10)] == [colour(str(at)) for at in range(10)]


def test_what_was_painted_is_not_painted_again(rows, qtbot):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    drawn(rows).clear()
    rows.viewport().update()
    settle(rows, qtbot)
    rows.verticalScrollBar().setValue(3 * HEIGHT)
    settle(rows, qtbot)
    assert drawn(rows) == ["10", "11", "12"]
    assert on_screen(rows, 0) == colour("3") and on_screen(rows, 9) == colour("12")
    rows.verticalScrollBar().setValue(0)
    settle(rows, qtbot)
    assert drawn(rows) == ["10", "11", "12"]
    assert on_screen(rows, 0) == colour("0")


def test_only_a_row_that_says_something_else_is_painted_anew(rows, qtbot):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    drawn(rows).clear()
    rows.model().setData(rows.model().index(4, 0), "77")
    settle(rows, qtbot)
    rows.setCurrentIndex(rows.model().index(2, 0))
    settle(rows, qtbot)
    assert drawn(rows) == ["77", "2"]
    assert on_screen(rows, 4) == colour("77")


def test_what_is_no_longer_right_stands_until_there_is_time(rows, qtbot, clock):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    rows.itemDelegate().pictures.renew()
    drawn(rows).clear()
    rows.viewport().repaint()
    assert len(drawn(rows)) == 3
    assert on_screen(rows, 9) == colour("9")
    settle(rows, qtbot)
    assert len(drawn(rows)) == 10


def test_other_colours_another_width_and_other_sizes_have_rows_painted_anew(rows, qtbot, theme):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    for change in (
        lambda: theme.set_mode(ThemeMode.DARK),
        lambda: rows.resize(240, rows.height()),
    ):
        drawn(rows).clear()
        change()
        settle(rows, qtbot)
        assert len(drawn(rows)) == 10


def test_rows_that_wait_are_found_where_they_were_scrolled_to(rows, qtbot):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    rows.itemDelegate().pictures.drop()
    rows.viewport().repaint()
    rows.verticalScrollBar().setValue(2 * HEIGHT)
    settle(rows, qtbot)
    assert [on_screen(rows, at) for at in range(10)] == [colour(str(at)) for at in range(2, 12)]


def test_a_picture_of_the_list_is_whole(rows, qtbot):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    rows.itemDelegate().pictures.drop()
    picture = rows.grab().toImage()
    assert picture.pixelColor(50, 9 * HEIGHT + 10) == colour("9")


def test_at_another_size_rows_are_painted_at_that_size(rows, qtbot):
    rows.show()
    qtbot.wait_exposed(rows)
    settle(rows, qtbot)
    drawn(rows).clear()
    image = QImage(rows.size() * 3, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(3)
    rows.render(image, QPoint())
    assert len(drawn(rows)) == 10
    top = (rows.viewport().y() + 4 * HEIGHT) * 3
    edge = [image.pixelColor(300, top + by) for by in (-1, 0)]
    assert edge == [colour("3"), colour("4")]


def test_of_thousands_of_rows_a_few_screens_are_kept(rows, qtbot):
    rows.resize(600, 10 * HEIGHT)
    rows.show()
    qtbot.wait_exposed(rows)
    pictures = rows.itemDelegate().pictures
    for at in range(0, 190, 10):
        rows.verticalScrollBar().setValue(at * HEIGHT)
        rows.viewport().grab()
    screen = rows.viewport().width() * rows.viewport().height() * rows.devicePixelRatioF() ** 2
    assert 2.5 * screen < pictures.pixels <= 3 * screen


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75, 2.0])
def test_a_picture_is_put_pixel_by_pixel_and_rows_leave_no_seam(qapp, ratio):
    device = QImage(round(80 * ratio), round(400 * ratio), QImage.Format.Format_RGB32)
    device.setDevicePixelRatio(ratio)
    device.fill(Qt.GlobalColor.magenta)
    painter = QPainter(device)
    height = 33
    for at in range(12):
        rect = QRect(0, at * height - 7, 80, height)
        picture = QPixmap(round(80 * ratio), -int(-height * ratio // 1))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(10 + at, 20, 30))
        brush = QPainter(picture)
        brush.fillRect(0, 4, 80, 1, QColor(200, 200, 200))
        brush.fillRect(0, height - 1, 80, 1, QColor(201, 200, 200))
        brush.end()
        put(painter, rect, picture)
    painter.end()
    column = [device.pixelColor(5, y).red() for y in range(round(389 * ratio))]
    usual = {10 + at for at in range(12)} | {200, 201}
    assert set(column) <= usual  # no ground between rows, no colour mixed of two
    of_one = picture.toImage()
    of_one = [of_one.pixelColor(5, y).red() for y in range(of_one.height())]
    assert column.count(200) == 11 * of_one.count(200)  # the first row's is above the edge
    assert column.count(201) == 12 * of_one.count(201)


def test_pictures_stand_on_the_list_s_own_ground(qtbot, theme):
    delegate = EventDelegate(theme)
    evidence = QListView()
    evidence.setItemDelegate(EvidenceDelegate(theme, evidence))
    columns = RowList(RowsModel(str), RowDelegate(theme), "Parties")
    lists = [
        DocumentsPanel(theme).tree,
        QuoteList(theme, "Quotes"),
        ReviewList(theme),
        HitList(theme, "Hits"),
        LineList(theme, "Lines"),
        EventList(EventsModel(str), delegate),
        columns,
        ImportsPanel(ImportQueue(), theme).list,
        evidence,
    ]
    for view in lists:
        qtbot.add_widget(view.window())
        view.resize(300, 300)
        ground = view.viewport().grab().toImage().pixelColor(20, 150)
        assert ground == theme.palette.color(view.itemDelegate().ground), view
