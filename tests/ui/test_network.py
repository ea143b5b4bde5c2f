"""Who with whom in the window: lines and table, keys and clicks, evidence, filters, saving."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from casefile.records import HitRow, Ref, RefType, ReviewState
from extraction.findings import PartyKind
from importers.source_text import Span
from reports.export import ReportFailure
from tests.counting import calls_of, steps_of
from tests.ui.driving import press, settled
from tests.ui.fake_case import FakeCase, pin
from tests.ui.network_rows import network
from ui.narrowing import Narrowing
from ui.network_order import arrange
from ui.panels.network import NetworkPanel
from ui.panels.network_picture import NetworkPicture
from ui.panels.network_table import NetworkTable
from ui.picture_export import draw_picture
from ui.theme import ThemeMode

SMALL = (
    NetworkEdge(1, 2, 12, 2, 1, 3, (1, 3)),
    NetworkEdge(1, 3, 4, 0, 0, 0, (1,)),
    NetworkEdge(2, 3, 1, 0, 0, 0, (3,)),
    NetworkEdge(1, 4, 2, 0, 1, 0, (1,)),
    NetworkEdge(2, 5, 0, 0, 0, 1, (1,)),
)


class NetworkCase(FakeCase):
    """A case that also knows who stands with whom."""

    shown: PartyNetwork | None = None

    def party_network(self, limit=200, documents=None):
        self.calls.append(("party_network", limit, documents))
        if self.shown is not None:
            left = max(0, len(self.shown.nodes) - limit)
            nodes = self.shown.nodes[:limit]
            known = {node.party.id for node in nodes}
            edges = (e for e in self.shown.edges if {e.one, e.other} <= known)
            return PartyNetwork(nodes, tuple(edges), left)
        nodes = tuple(NetworkNode(row, row.mentions) for row in self.parties)
        inside = documents or {1, 3}
        return PartyNetwork(nodes, tuple(e for e in SMALL if inside & set(e.documents)))

    def party_surroundings(self, party, documents=None):
        every = self.party_network(100_000, documents)
        edges = tuple(edge for edge in every.edges if party in (edge.one, edge.other))
        near = {party, *(edge.one for edge in edges), *(edge.other for edge in edges)}
        return PartyNetwork(tuple(node for node in every.nodes if node.party.id in near), edges)

    def together_in_context(self, one, other):
        self.calls.append(("together_in_context", one, other))
        words = "The Commission wrote to Larkspur Press that the racks must go."
        marks = (Span(4, 14), Span(24, 38))
        return tuple(
            HitRow(pin(document, start, 60), words, marks, (Span(start, start + 8),))
            for document, start in ((1, 100), (1, 300), (3, 50))
        )


@pytest.fixture
def case_type():
    return NetworkCase


@pytest.fixture
def panel(qtbot, theme):
    made = NetworkPanel(theme)
    qtbot.add_widget(made)
    made.resize(740, 640)
    made.show()
    return made


@pytest.fixture
def picture(qtbot, theme):
    made = NetworkPicture(theme)
    qtbot.add_widget(made)
    made.resize(740, 500)
    made.show()
    return made


@pytest.fixture
def table(qtbot, theme):
    made = NetworkTable(theme)
    qtbot.add_widget(made)
    made.resize(740, 500)
    made.show()
    return made


def arranged(panel, number, focus=None):
    panel.show_network(network(number), focus)
    return panel.shown


# -- which picture


def test_few_parties_are_lines_and_many_a_table(panel):
    for number, view in (
        (1, panel.picture),
        (10, panel.picture),
        (30, panel.picture),
        (31, panel.table),
    ):
        arranged(panel, number)
        assert panel.canvas is view
    arranged(panel, 200, focus=1)
    assert panel.canvas is panel.picture
    assert panel.picture.focus == 1
    assert panel._left_out.text().endswith(" not shown")
    assert "less often" in panel._left_out.toolTip()


def test_the_other_form_can_be_chosen_and_stays(panel, qtbot):
    arranged(panel, 10)
    lines, table = panel._forms.buttons()
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton)
    assert panel.canvas is panel.table
    panel.show_network(network(11), None)
    assert panel.canvas is panel.table
    qtbot.mouseClick(lines, Qt.MouseButton.LeftButton)
    assert panel.canvas is panel.picture


def test_kinds_are_hidden_and_shown(panel):
    whole = arranged(panel, 20)
    courts = [party for party, node in whole.nodes.items() if node.party.kind is PartyKind.COURT]
    panel._kinds[PartyKind.COURT].click()
    assert courts
    assert not set(courts) & set(panel.shown.nodes)
    assert f"Courts {len(courts)}" == panel._kinds[PartyKind.COURT].text()
    panel._kinds[PartyKind.COURT].click()
    assert set(courts) <= set(panel.shown.nodes)
    assert not panel._kinds[PartyKind.ACCOUNT].isVisible()


def test_a_narrow_panel_names_kinds_by_shape_and_number(panel):
    arranged(panel, 20)
    panel.resize(500, 600)
    assert panel._kinds[PartyKind.COURT].text().isdigit()
    assert "courts" in panel._kinds[PartyKind.COURT].toolTip()


def test_the_party_looked_at_is_shown_though_its_kind_is_hidden(panel):
    shown = arranged(panel, 20)
    court = next(p for p, node in shown.nodes.items() if node.party.kind is PartyKind.COURT)
    panel._kinds[PartyKind.COURT].click()
    panel.show_network(network(20), court)
    assert panel.focus == court
    assert panel.picture.picture.card(court) is not None


def test_without_parties_it_says_what_to_do(panel):
    panel.show_network(PartyNetwork((), ()), None)
    assert panel._empty.isVisible()
    assert "Import a complaint" in panel._empty.text()
    arranged(panel, 2)
    for kind in PartyKind:
        panel._kinds[kind].setChecked(False)
    assert "chosen kinds" in panel._empty.text()


# -- lines


def place_of(picture, party):
    return (QPointF(*picture.picture.card(party).rect.middle) - picture.offset).toPoint()


def test_clicks_choose_names_and_open_lines(picture, qtbot):
    picture.show_parties(arrange(network(10)), None)
    qtbot.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=place_of(picture, 2))
    assert picture.current == 2
    curve = picture._own_lines(2)[-1]
    middle = (QPointF(*curve.at(0.5)) - picture.offset).toPoint()
    with qtbot.wait_signal(picture.pair_wanted) as caught:
        qtbot.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert picture.shown.weight(*caught.args) > 0
    with qtbot.wait_signal(picture.party_wanted) as caught:
        qtbot.mouseDClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=place_of(picture, 3))
    assert caught.args == [3]
    empty = QPoint(picture.viewport().width() // 2, picture.viewport().height() - 3)
    qtbot.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert picture.current is None


def test_keys_go_from_name_to_name_and_open(picture, qtbot):
    picture.show_parties(arrange(network(10)), None)
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert picture.current == picture.picture.cards[0].party == 1
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert picture.current == 4
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.picture.card(picture.current).column == 1
    with qtbot.wait_signal(picture.party_wanted) as caught:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert caught.args == [picture.current]


def test_around_one_party_enter_opens_the_evidence_and_space_goes_on(picture, qtbot):
    shown = arrange(network(12))
    picture.show_parties(shown, 1)
    assert picture.current == shown.nearest[1][0]
    with qtbot.wait_signal(picture.pair_wanted) as caught:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert caught.args == [1, shown.nearest[1][0]]
    with qtbot.wait_signal(picture.party_wanted) as caught:
        qtbot.keyClick(picture, Qt.Key.Key_Space)
    assert caught.args == [shown.nearest[1][0]]
    other = shown.nearest[1][2]
    with qtbot.wait_signal(picture.pair_wanted) as caught:
        qtbot.mouseClick(
            picture.viewport(), Qt.MouseButton.LeftButton, pos=place_of(picture, other)
        )
    assert caught.args == [1, other]


def test_the_pointer_and_the_keyboard_are_told_in_words(picture, qtbot):
    rows = [NetworkNode(replace(n.party, name=f"Party {n.party.id}"), 5) for n in network(5).nodes]
    picture.show_parties(arrange(PartyNetwork(tuple(rows), SMALL)), None)
    card = picture.picture.card(2)
    assert picture.words_at(QPointF(*card.rect.middle)).startswith("Party 2, defendant · ")
    curve = next(c for c in picture.picture.curves if {c.one, c.other} == {1, 2})
    words = picture.words_at(QPointF(*curve.at(0.5)))
    assert words == (
        "Party 1 and Party 2: 12 sentences · Party 1 speaks of Party 2 in 2 quotes"
        " · Party 2 speaks of Party 1 in 1 quote · on opposite sides of 3 captions"
    )
    with qtbot.wait_signal(picture.told) as caught:
        picture.choose(2)
    assert picture.accessibleName().endswith(caught.args[0])
    assert picture.words_at(QPointF(-90, -90)) == ""


def test_a_chosen_name_stays_when_the_case_changes(picture):
    picture.show_parties(arrange(network(10)), None)
    picture.choose(3)
    picture.show_parties(arrange(network(11)), None)
    assert picture.current == 3
    picture.show_parties(arrange(network(2)), None)
    assert picture.current is None


# -- the table


def test_rows_in_view_are_objects_for_screen_readers(table, qtbot):
    table.show_parties(arrange(network(60)))
    whole = QAccessible.queryAccessibleInterface(table)
    assert whole.role() is QAccessible.Role.Table
    children = [whole.child(at) for at in range(whole.childCount())]
    rows = [each for each in children if each.role() is QAccessible.Role.Row]
    assert 5 < len(rows) < 60
    name = rows[1].text(QAccessible.Text.Name)
    assert name == table.words_at(QPointF(2, table.rect_of((1, 0)).center().y()))
    assert whole.childAt(*rows[1].rect().center().toTuple()).text(QAccessible.Text.Name) == name
    table.choose((1, 2))
    qtbot.wait(1)
    assert [each.state().selected for each in rows].index(True) == 1


def test_arrows_move_in_the_table_and_enter_opens(table, qtbot):
    table.show_parties(arrange(network(60)))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current == (0, 1)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current == (1, 2)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.current == (11, 2)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    table.choose((0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    one, other = table.parties_of(table.current)
    assert table.shown.weight(one, other) > 0
    with qtbot.wait_signal(table.pair_wanted) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [one, other]
    table.choose((59, 59))
    assert table.verticalScrollBar().value() > 0
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(table, key)
    assert table.current == (59, 59)
    with qtbot.wait_signal(table.party_wanted) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [table.order[59]]


def test_the_next_dot_is_one_key_away(table):
    shown = arrange(network(40))
    table.show_parties(shown)
    seen = []
    while not seen or table.current != seen[-1]:
        seen.append(table.current)
        table.step(1)
    assert len(seen) == 2 * len(shown.edges) + 1
    table.step(-1)
    assert table.current == seen[-2]


def test_clicks_in_the_table(table, qtbot):
    shown = arrange(network(60))
    table.show_parties(shown)
    cell = next(
        (r, c) for r in range(9) for c in range(9) if shown.weight(table.order[r], table.order[c])
    )
    with qtbot.wait_signal(table.pair_wanted) as caught:
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=table.rect_of(cell).center().toPoint()
        )
    assert tuple(caught.args) == table.parties_of(cell)
    name = QPoint(20, table.rect_of((4, 0)).center().toPoint().y())
    with qtbot.wait_signal(table.party_wanted) as caught:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=name)
    assert caught.args == [table.order[4]]
    assert table.words_at(QPointF(name)).startswith(shown.name(table.order[4]))
    assert table.words_at(QPointF(5, 5)) == ""


def test_the_table_grows_and_shrinks_and_fits(table, qtbot):
    table.show_parties(arrange(network(200)))
    before = table.pitch
    qtbot.keyClick(table, Qt.Key.Key_Minus)
    assert table.pitch < before
    qtbot.keyClick(table, Qt.Key.Key_0)
    assert table.content().height() <= table.viewport().height() + 1
    assert table.verticalScrollBar().maximum() <= 1
    for _ in range(40):
        qtbot.keyClick(table, Qt.Key.Key_Plus)
    assert table.pitch == 30
    table.grab()


def test_a_chosen_cell_stays_with_its_parties(table):
    table.show_parties(arrange(network(60)))
    table.choose((10, 20))
    pair = table.parties_of(table.current)
    table.show_parties(arrange(network(70)))
    assert table.parties_of(table.current) == pair
    table.show_parties(arrange(network(2)))
    assert table.current is None


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_painting_costs_what_is_in_sight(panel, theme, mode):
    theme.set_mode(mode)

    def steps(number, pitch):
        arranged(panel, number)
        panel.table.set_pitch(pitch)
        return [steps_of(panel.canvas.viewport().repaint) for _ in range(2)]

    assert max(steps(30, 22)) < 20_000
    few, many = steps(100, 22), steps(200, 22)
    assert max(many) < 1.3 * max(few)  # of a table four times as large the same part is painted
    for pitch in (9, 0):
        first, again = steps(200, pitch)
        assert first < 40 * 2 * len(panel.shown.edges)
        assert again < first  # the same part again: nothing is worked out
    assert again < first / 2


def test_cells_of_one_strength_are_painted_together(panel):
    """Thousands of cells are a few calls of the painter, not one each."""
    arranged(panel, 200)
    panel.table.fit()
    assert len(panel.shown.edges) > 1500
    assert 0 < calls_of("drawRects", panel.canvas.viewport().repaint) < 15


def test_the_work_of_arranging_grows_with_the_pairs(panel):
    for number in (100, 200):
        rows = network(number, density=2.0)
        assert steps_of(lambda rows=rows: panel.show_network(rows, None)) < 180 * len(rows.edges)
    assert len(rows.edges) > 3000


# -- saving


@pytest.mark.parametrize("number", [12, 60])
def test_the_picture_is_saved_whole(panel, tmp_path, number):
    shown = arranged(panel, number)
    drawing, image = tmp_path / "a.svg", tmp_path / "a.png"
    draw_picture(panel.canvas, drawing, "Larkspur v. Port")()
    draw_picture(panel.canvas, image, "Larkspur v. Port")()
    root = ElementTree.parse(drawing).getroot()
    words = " ".join("".join(node.itertext()) for node in root.iter())
    assert all(name.split()[0] in words for name in map(shown.name, shown.nodes))
    if number == 12:  # however narrow the window is
        assert all(name in words for name in map(shown.name, shown.nodes))
    assert "Larkspur v. Port" in words
    read = QImage(str(image))
    assert read.width() > panel.canvas.content().width()
    assert read.height() > panel.canvas.content().height()


def test_a_large_picture_is_no_larger_than_it_may_be(panel, tmp_path):
    arranged(panel, 200)
    panel.table.set_pitch(30)
    draw_picture(panel.canvas, tmp_path / "a.png", "x")()
    read = QImage(str(tmp_path / "a.png"))
    assert read.width() * read.height() <= 12_100_000


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_folder_that_is_not_there_is_told(panel, tmp_path, name):
    arranged(panel, 5)
    with pytest.raises(ReportFailure, match="choose another"):
        draw_picture(panel.canvas, tmp_path / "gone" / name, "x")()


# -- in the window


@pytest.fixture
def network_shown(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_W)
    return opened


def test_w_opens_the_picture_and_esc_leaves_it(network_shown, qtbot):
    window = network_shown
    panel = window.network.panel
    assert panel.isVisible()
    assert set(panel.shown.nodes) == {1, 2, 3, 4, 5, 6}
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.columns.isVisible()


def test_evidence_opens_at_its_first_sentence_in_the_reader(network_shown, qtbot):
    window = network_shown
    panel = window.network.panel
    panel.picture._want(1, 2)
    settled(window, qtbot)
    assert panel.evidence.isVisible()
    lines = panel.evidence.model.lines
    assert [line.hit is None for line in lines] == [True, False, False, True, False]
    assert window.reader.asked[-1] == ("hits", 1, lines[1].spans, 0)
    press(window, qtbot, Qt.Key.Key_Down)
    assert window.reader.asked[-1] == ("hits", 1, lines[1].spans, 1)
    press(window, qtbot, Qt.Key.Key_J)
    assert window.reader.asked[-1][:2] == ("hits", 3)
    press(window, qtbot, Qt.Key.Key_C)
    assert "Larkspur Press" in QGuiApplication.clipboard().text() or "Answer" in (
        QGuiApplication.clipboard().text()
    )
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not panel.evidence.isVisible()
    assert panel.isVisible()
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.columns.isVisible()


def test_the_way_in_is_the_way_out(network_shown, qtbot):
    window = network_shown
    panel = window.network.panel
    press(window, qtbot, Qt.Key.Key_Down)
    press(window, qtbot, Qt.Key.Key_Return)
    assert panel.focus == panel.shown.order[0]
    press(window, qtbot, Qt.Key.Key_Return)
    assert panel.evidence.isVisible()
    for _ in range(2):
        press(window, qtbot, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert panel.focus is None


def test_enter_on_a_sentence_goes_to_the_page(network_shown, qtbot):
    window = network_shown
    window.reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.network.panel.picture._want(1, 2)
    settled(window, qtbot)
    with qtbot.wait_signal(window.network.source_shown):
        press(window, qtbot, Qt.Key.Key_Return)
    assert window.reader.asked[-1][0] == "hits"


def test_keys_of_parties_work_in_the_picture(network_shown, qtbot):
    window = network_shown
    press(window, qtbot, Qt.Key.Key_Down)
    party = window.network.panel.picture.current
    press(window, qtbot, Qt.Key.Key_A)
    assert ("accept", (Ref(RefType.PARTY, party),)) in window.desk.case.calls
    assert window.network.panel.shown.nodes[party].party.state is ReviewState.ACCEPTED
    assert window.network.panel.picture.current == party
    window.network.panel.picture._want(1, 2)
    settled(window, qtbot)
    before = len(window.desk.case.calls)
    press(window, qtbot, Qt.Key.Key_X)  # in the list of sentences it would be a slip
    assert [call[0] for call in window.desk.case.calls[before:]].count("reject") == 0


def test_the_card_and_the_picture_are_one_key_apart(network_shown, qtbot):
    window = network_shown
    press(window, qtbot, Qt.Key.Key_Down)
    press(window, qtbot, Qt.Key.Key_P)
    party = window.beside.card.party
    assert party is not None
    assert window.columns.isVisible()
    press(window, qtbot, Qt.Key.Key_W)
    assert window.network.panel.focus == party.id


def test_a_narrowed_party_is_looked_at_itself(opened, qtbot):
    opened.navigator.narrow(Narrowing.to(Ref(RefType.PARTY, 3)))
    settled(opened, qtbot)
    press(opened, qtbot, Qt.Key.Key_W)
    assert opened.network.panel.focus == 3


def test_chosen_papers_narrow_the_picture_and_its_evidence(network_shown, qtbot):
    window = network_shown
    panel = window.network.panel
    window.navigator.narrow(Narrowing.to(Ref(RefType.DOCUMENT, 3)))
    settled(window, qtbot)
    assert set(panel.shown.edges) == {(1, 2), (2, 3)}
    assert panel._papers.text() == "only in Answer ×"
    panel.picture._want(1, 2)
    settled(window, qtbot)
    assert [line.hit.pin.document for line in panel.evidence.model.lines if line.hit] == [3]
    panel._papers.click()
    settled(window, qtbot)
    assert len(panel.shown.edges) == len(SMALL)
    assert not panel._papers.isVisible()


def test_a_party_named_too_seldom_for_the_picture_has_surroundings(opened, qtbot):
    opened.desk.case.shown = network(240, density=2.0)
    opened.network.show_party(239)
    settled(opened, qtbot)
    panel = opened.network.panel
    assert panel.focus == 239
    assert set(panel.shown.nodes) == {239, *panel.shown.nearest[239]}
    opened.network.show_party(None)
    settled(opened, qtbot)
    assert len(panel.shown.nodes) == 200
    assert "40 parties" in panel._left_out.toolTip()


def test_a_decision_is_seen_in_the_picture(network_shown, qtbot):
    window = network_shown
    window.desk.case.parties = window.desk.case.parties[:4]
    window.desk.refresh()
    settled(window, qtbot)
    assert set(window.network.panel.shown.nodes) == {1, 2, 3, 4}


def test_a_search_leaves_the_picture(network_shown, qtbot):
    window = network_shown
    window.top.search.setText("racks")
    qtbot.wait_until(lambda: window.hits.isVisible())
    press(window, qtbot, Qt.Key.Key_F3)
    assert window.reader.asked[-1][0] == "hits"


def test_another_case_starts_without_the_picture(network_shown, qtbot):
    window = network_shown
    window.desk.close_case()
    settled(window, qtbot)
    assert not window.network.panel.shown.nodes
    assert not window.network.is_shown


@pytest.mark.parametrize(
    ("chosen", "kind", "written"),
    [
        ("Who.svg", "Drawing (*.svg)", "Who.svg"),
        ("Who", "Picture (*.png)", "Who.png"),
        ("Who v. whom", "Drawing (*.svg)", "Who v. whom.svg"),
    ],
)
def test_saving_asks_where(network_shown, qtbot, monkeypatch, tmp_path, chosen, kind, written):
    answer = (str(tmp_path / chosen), kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answer)
    with qtbot.wait_signal(network_shown.network.said):
        network_shown.network.export()
    assert (tmp_path / written).stat().st_size > 500


def test_a_partys_menu_shows_who_stands_with_it(opened, qtbot):
    ref = Ref(RefType.PARTY, 3)
    opened.columns.go_to(ref)
    row = opened.columns.current_row()
    opened.columns.menu_wanted.emit(row, QPoint(300, 300))
    menu = next(menu for menu in opened.findChildren(QMenu) if menu.isVisible())
    entry = next(action for action in menu.actions() if action.text() == "Who with whom")
    entry.trigger()
    menu.close()
    settled(opened, qtbot)
    assert opened.network.is_shown and opened.network.panel.focus == 3
    opened.columns.menu_wanted.emit(opened.desk.case.quotes[0], QPoint(300, 300))
    menu = next(menu for menu in opened.findChildren(QMenu) if menu.isVisible())
    assert "Who with whom" not in [action.text() for action in menu.actions()]
    menu.close()


def test_a_picture_that_stands_is_not_put_in_order_again(network_shown, qtbot, monkeypatch):
    window = network_shown
    case = window.desk.case
    kept = case.party_network()
    case.party_network = lambda *_given, **_named: kept
    window.network.refresh()
    settled(window, qtbot)
    monkeypatch.setattr("ui.network_commands.arrange", lambda *_: pytest.fail("put in order again"))
    window.desk.refresh()
    settled(window, qtbot)
    assert window.network.panel.shown.nodes
