"""The picture of the parties: order, places, no name over another, at 10, 50 and 200 parties."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.party_records import NetworkEdge, PartyNetwork
from extraction.findings import PartyKind
from tests.ui.network_rows import network
from ui.network_layout import (
    Curve,
    Rect,
    around,
    beside,
    everybody,
    labelled_rows,
    line_between,
)
from ui.network_order import Shown, Side, arrange, seriate, side_of

ROW = 26.0


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("plaintiff", Side.FIRST),
        ("Plaintiffs", Side.FIRST),
        ("plaintiff-appellee", Side.FIRST),
        ("petitioner", Side.FIRST),
        ("appellant", Side.FIRST),
        ("defendant-appellant", Side.SECOND),
        ("third-party defendant", Side.SECOND),
        ("respondents", Side.SECOND),
        ("counsel for defendant", Side.SECOND),
        ("plaintiff’s editor", Side.FIRST),
        ("counterclaim defendant", Side.FIRST),
        ("counter-claimant", Side.SECOND),
        ("defendant and counter-claimant", Side.SECOND),
        ("judge", Side.BENCH),
        ("magistrate judge", Side.BENCH),
        ("witness", Side.REST),
        ("counsel", Side.REST),
        ("in re", Side.REST),
        ("", Side.REST),
        (None, Side.REST),
    ],
)
def test_a_role_tells_the_side(role, side):
    assert side_of(role) is side


def test_sides_come_first_then_the_bench_then_the_others():
    shown = arrange(network(40))
    assert [group.side for group in shown.groups] == sorted(group.side for group in shown.groups)
    assert shown.groups[0].heading == "Plaintiffs’ side"
    assert shown.groups[0].parties == (1, 4)
    assert shown.groups[1].parties == (2, 3)
    assert set(shown.order) == set(range(1, 41))
    assert shown.groups[-1].heading == "Everybody else"


def test_a_petition_has_petitioners_and_respondents():
    rows = network(6).nodes
    roles = {1: "petitioner", 2: "respondent"}
    nodes = tuple(
        replace(node, party=replace(node.party, role=roles.get(node.party.id))) for node in rows
    )
    shown = arrange(PartyNetwork(nodes, ()))
    assert [group.heading for group in shown.groups[:2]] == [
        "Petitioners’ side",
        "Respondents’ side",
    ]


def test_a_hidden_kind_takes_its_ties_along():
    whole = network(40)
    shown = arrange(whole, {PartyKind.COURT, PartyKind.AGENCY})
    kinds = {node.party.kind for node in shown.nodes.values()}
    assert kinds == {PartyKind.PERSON, PartyKind.ORGANIZATION}
    assert all(one in shown.nodes and other in shown.nodes for one, other in shown.edges)
    assert 0 < len(shown.edges) < len(whole.edges)


def test_the_nearest_is_the_strongest():
    shown = arrange(network(30))
    for party, near in shown.nearest.items():
        weights = [shown.weight(party, other) for other in near]
        assert weights == sorted(weights, reverse=True)
        assert all(shown.weight(other, party) == shown.weight(party, other) > 0 for other in near)


def test_who_belongs_together_stands_together():
    """Three camps that know only themselves, named in turns, come out one after the other."""
    members = list(range(12))
    weights = {(a, b): 1.0 + a / 100 for a, b in combinations(members, 2) if a % 3 == b % 3}
    order = seriate(members, weights)
    assert sorted(order) == members
    assert [place % 3 for place in order] in (
        [0] * 4 + [1] * 4 + [2] * 4,
        [0, 0, 0, 0, 2, 2, 2, 2, 1, 1, 1, 1],
    )


def test_what_nothing_joins_stays_in_its_order():
    assert seriate([5, 3, 9, 1], {}) == [5, 3, 9, 1]
    assert seriate([], {}) == []


edges = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(15, 29)), st.floats(0.01, 5), max_size=60
)


@given(edges, st.permutations(range(30)))
@settings(max_examples=30, deadline=None)
def test_every_member_is_ordered_once_whatever_joins_them(weights, members):
    assert sorted(seriate(members, weights)) == list(range(30))


def _rects(picture):
    return [card.rect for card in picture.cards] + [heading.rect for heading in picture.headings]


def _assert_apart(picture):
    rects = _rects(picture)
    for one, other in combinations(rects, 2):
        assert not one.overlaps(other)
    for rect in rects:
        assert rect.left >= 0
        assert rect.top >= 0
        assert rect.right <= picture.width
        assert rect.bottom <= picture.height


@pytest.mark.parametrize("number", [1, 2, 10, 50, 200])
@pytest.mark.parametrize("size", [(320, 240), (740, 560), (1900, 1100)])
def test_no_name_covers_another(number, size):
    shown = arrange(network(number))
    picture = everybody(shown, *size, ROW)
    assert {card.party for card in picture.cards} == set(shown.nodes)
    _assert_apart(picture)
    for focus in (1, number):
        surroundings = around(shown, focus, *size, ROW, 40)
        assert len(surroundings.cards) <= 41
        assert surroundings.unseen == len(shown.nearest[focus]) - len(surroundings.cards) + 1
        _assert_apart(surroundings)


@given(
    st.integers(1, 60),
    st.integers(0, 50),
    st.floats(0, 3),
    st.floats(150, 2500),
    st.floats(80, 1500),
    st.floats(12, 60),
)
@settings(max_examples=30, deadline=None)
def test_no_name_covers_another_in_any_window(number, seed, density, width, height, row):
    shown = arrange(network(number, seed, density))
    _assert_apart(everybody(shown, width, height, row))
    _assert_apart(around(shown, 1 + seed % number, width, height, row, 40))


@pytest.mark.parametrize("number", [10, 28])
def test_lines_run_beside_the_names(number):
    """No line passes under a card: a name in its way would seem to be one of its ends."""
    shown = arrange(network(number))
    for picture in (everybody(shown, 740, 560, ROW), around(shown, 1, 740, 560, ROW, 40)):
        assert picture.curves
        for curve in picture.curves:
            for step in range(2, 39):
                x, y = curve.at(step / 40)
                assert picture.card_at(x, y) is None


def test_a_line_begins_and_ends_at_its_parties():
    shown = arrange(network(20))
    picture = everybody(shown, 740, 560, ROW)
    for curve in picture.curves:
        for share, party in ((0.0, curve.one), (1.0, curve.other)):
            x, y = curve.at(share)
            rect = picture.card(party).rect
            assert y == pytest.approx(rect.middle[1])
            assert x in (pytest.approx(rect.left), pytest.approx(rect.right))


def test_a_thicker_line_joins_more():
    shown = arrange(network(20))
    picture = everybody(shown, 740, 560, ROW)
    thickness = {shown.weight(c.one, c.other): c.thickness for c in picture.curves}
    in_order = [thickness[weight] for weight in sorted(thickness)]
    assert in_order == sorted(in_order)
    assert len(set(in_order)) > 3


def test_every_party_with_ties_has_a_line_and_many_have_few():
    shown = arrange(network(28, density=2.0))
    picture = everybody(shown, 740, 560, ROW)
    joined = {party for curve in picture.curves for party in (curve.one, curve.other)}
    assert joined == {party for party, near in shown.nearest.items() if near}
    assert len(picture.curves) <= 2 * len(shown.nodes) < len(shown.edges)
    left_out = next(
        pair for pair in shown.edges if pair not in {(c.one, c.other) for c in picture.curves}
    )
    assert line_between(shown, picture, *left_out) is not None


def test_the_same_case_gives_the_same_picture():
    one, other = network(60), network(60)
    backwards = PartyNetwork(other.nodes[::-1], other.edges[::-1])
    assert everybody(arrange(one), 740, 560, ROW) == everybody(arrange(backwards), 740, 560, ROW)
    assert around(arrange(one), 3, 740, 560, ROW, 40) == around(
        arrange(backwards), 3, 740, 560, ROW, 40
    )


def test_sides_face_each_other():
    picture = everybody(arrange(network(12)), 740, 560, ROW)
    assert [picture.card(party).column for party in (1, 4, 2, 3)] == [0, 0, 1, 1]


def test_who_is_around_one_party_fits_the_window_though_all_are_on_one_side():
    """A complaint against dozens: without sharing them out one column would be far too long."""
    rows = network(40).nodes
    nodes = tuple(replace(node, party=replace(node.party, role="defendant")) for node in rows)
    edges = tuple(NetworkEdge(1, other, 50 - other, 0, 0, 0, (1,)) for other in range(2, 41))
    shown = arrange(PartyNetwork(nodes, edges))
    picture = around(shown, 1, 740, 700, ROW, 40)
    columns = [[c.party for c in picture.cards if c.column == column] for column in (0, 1)]
    assert {len(column) for column in columns} == {19, 20}
    assert picture.height == 700
    assert all(column == sorted(column) for column in columns)
    few = around(arrange(PartyNetwork(nodes, edges[:8])), 1, 740, 700, ROW, 40)
    assert {card.column for card in few.cards} == {None, 1}


@pytest.mark.parametrize("width", [310, 460, 740, 1400])
def test_the_picture_is_no_wider_than_its_room(width):
    shown = arrange(network(20))
    assert everybody(shown, width, 500, ROW).width == pytest.approx(width)
    assert around(shown, 1, width + 100, 500, ROW, 40).width == pytest.approx(width + 100)


def test_few_parties_use_the_room_there_is():
    shown = arrange(network(10))
    low, high = everybody(shown, 740, 300, ROW), everybody(shown, 740, 600, ROW)
    assert high.height > low.height


def test_arrows_reach_every_name():
    picture = everybody(arrange(network(24)), 740, 560, ROW)
    start = beside(picture, None, "down")
    seen, todo = {start}, [start]
    while todo:
        party = todo.pop()
        for way in ("up", "down", "left", "right"):
            following = beside(picture, party, way)
            if following not in seen:
                seen.add(following)
                todo.append(following)
    assert seen == {card.party for card in picture.cards}
    top = min((card for card in picture.cards if card.column == 0), key=lambda c: c.rect.top)
    assert beside(picture, top.party, "up") == top.party
    assert beside(picture, top.party, "left") == top.party
    assert beside(everybody(Shown(), 740, 560, ROW), None, "down") is None


def test_a_point_finds_its_card_or_line():
    picture = everybody(arrange(network(10)), 740, 560, ROW)
    card = picture.cards[3]
    assert picture.card_at(*card.rect.middle) is card
    curve = picture.curves[-1]
    assert picture.curve_at(*curve.at(0.5)) is not None
    assert picture.curve_at(-500, -500) is None
    flat = Curve(1, 2, ((0, 0), (10, 0), (20, 0), (30, 0)), 2.0)
    assert flat.distance(15, 4) == pytest.approx(4)
    assert flat.distance(40, 0) == pytest.approx(10)


def test_touching_rectangles_do_not_overlap():
    one = Rect(0, 0, 10, 10)
    assert not one.overlaps(Rect(10, 0, 5, 5))
    assert one.overlaps(Rect(9.9, 9.9, 5, 5))


# -- the table


@given(st.lists(st.floats(0, 1000), max_size=200), st.floats(1, 40), st.floats(5, 30))
@settings(max_examples=80, deadline=None)
def test_names_of_the_table_never_overlap(weights, pitch, line):
    named = labelled_rows(weights, pitch, line)
    rows = sorted(named)
    assert all((b - a) * pitch >= line - 1e-6 for a, b in pairwise(rows))
    if weights:
        heaviest = max(range(len(weights)), key=lambda row: (weights[row], -row))
        assert heaviest in named


def test_the_row_pointed_at_is_always_named():
    weights = [100.0] * 200
    assert 77 in labelled_rows(weights, 2.0, 14.0, (77,))
    assert labelled_rows(weights, 14.0, 14.0) == frozenset(range(200))
    assert labelled_rows([], 2.0, 14.0, (3,)) == frozenset()


def test_an_edge_without_anything_is_no_tie():
    nodes = network(3).nodes
    shown = arrange(PartyNetwork(nodes, (NetworkEdge(1, 2, 0, 0, 0, 0, ()),)))
    assert shown.edges == {}
    assert everybody(shown, 740, 560, ROW).curves == ()
