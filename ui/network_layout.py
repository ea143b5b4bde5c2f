"""Where the picture of the parties draws what. Knows no Qt; lengths in device-independent pixels.

For few parties: their names in two columns with the lines that join them in the free space between, so
that no line ever runs through a name and no name covers another. For many: a table with a row and a
column for each, whose names are thinned out where they have no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ui.network_order import Group, Shown, Side

__all__ = [
    "WIDEST",
    "Card",
    "Curve",
    "Heading",
    "Picture",
    "Rect",
    "around",
    "beside",
    "everybody",
    "labelled_rows",
    "line_between",
]

_MARGIN = 14.0
_GAP = 7.0
"""Between two cards of a column."""
_HEADING = 24.0
WIDEST, _NARROWEST = 230.0, 96.0
_MIDDLE = 80.0
"""The least room between the columns."""
_ARM = 36.0
"""The least length of the lines around one party."""
_LOOSEST = 20.0
"""Between two cards, where there is room to spare."""
_MANY = 14
"""From how many parties on each brings two lines instead of three."""
_STEPS = 24
_THICKEST, _THINNEST = 7.0, 1.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.top + self.height

    @property
    def middle(self) -> Point:
        """Return its centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def overlaps(self, other: "Rect") -> bool:
        """Tell whether two rectangles share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A party's name; ``column`` is 0 at the left, 1 at the right, and ``None`` in the middle."""

    party: int
    rect: Rect
    column: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """Words over a group of a column."""

    text: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Curve:
    """The line between two parties: a cubic curve by its four points, and how thick it is."""

    one: int
    other: int
    points: tuple[Point, Point, Point, Point]
    thickness: float

    def at(self, share: float) -> Point:
        """Return the point at a share of the way, from 0 to 1."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.points
        rest = 1 - share
        a, b, c, d = rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3
        return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy

    def distance(self, x: float, y: float) -> float:
        """Return how far a point is from the line, about."""
        best = float("inf")
        last = self.at(0)
        for step in range(1, _STEPS + 1):
            here = self.at(step / _STEPS)
            best = min(best, _to_segment((x, y), last, here))
            last = here
        return best


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, and the room it takes. ``unseen`` parties had no place."""

    width: float = 0.0
    height: float = 0.0
    cards: tuple[Card, ...] = ()
    headings: tuple[Heading, ...] = ()
    curves: tuple[Curve, ...] = ()
    unseen: int = 0

    def card(self, party: int) -> Card | None:
        """Return a party's card."""
        return next((card for card in self.cards if card.party == party), None)

    def card_at(self, x: float, y: float) -> Card | None:
        """Return the card at a point."""
        return next((card for card in self.cards if card.rect.contains(x, y)), None)

    def curve_at(self, x: float, y: float, reach: float = 5.0) -> Curve | None:
        """Return the line nearest to a point, if one is within reach."""
        found = [
            (distance, number)
            for number, curve in enumerate(self.curves)
            if (distance := curve.distance(x, y)) <= reach + curve.thickness / 2
        ]
        return self.curves[min(found)[1]] if found else None


# -- everybody, in two columns


def everybody(
    shown: Shown, width: float, height: float, row: float, widest: float = WIDEST
) -> Picture:
    """Draw all parties: one side of the caption at the left, the other at the right, the rest below them.

    ``row`` is how tall a card is, ``widest`` how wide at most. Of the lines those are drawn that are
    among the strongest of either end: three, of many parties two.
    """
    left, right = _two_columns(shown)
    room = _column_width(width, widest)
    far = max(width - _MARGIN - room, _MARGIN + room + _MIDDLE)
    gap = min(_LOOSEST, max(_GAP, _spare(max((left, right), key=_rows), height, row)))
    cards: list[Card] = []
    headings: list[Heading] = []
    bottom = 0.0
    for column, (groups, x) in enumerate(((left, _MARGIN), (right, far))):
        y = _MARGIN
        for group in groups:
            headings.append(Heading(group.heading, Rect(x, y, room, _HEADING)))
            y += _HEADING
            for party in group.parties:
                cards.append(Card(party, Rect(x, y, room, row), column))
                y += row + gap
        bottom = max(bottom, y)
    ties = 3 if len(shown.nodes) < _MANY else 2
    pairs = {
        (min(party, other), max(party, other))
        for party in shown.nodes
        for other in shown.nearest[party][:ties]
    }
    curves = _curves(shown, {card.party: card for card in cards}, sorted(pairs))
    return Picture(far + room + _MARGIN, bottom + _MARGIN, tuple(cards), tuple(headings), curves)


def _rows(column: list[Group]) -> int:
    return sum(len(group.parties) for group in column)


def _spare(column: list[Group], height: float, row: float) -> float:
    """Return how much room there is under each card, if the column takes the whole height."""
    used = 2 * _MARGIN + len(column) * _HEADING + _rows(column) * row
    return (height - used) / max(_rows(column), 1)


def _two_columns(shown: Shown) -> tuple[list[Group], list[Group]]:
    """Share the groups out: sides by their place, the others where their ties lead, in even number."""
    columns: tuple[list[Group], list[Group]] = ([], [])
    loose: list[Group] = []
    for group in shown.groups:
        if group.side is Side.FIRST:
            columns[0].append(group)
        elif group.side is Side.SECOND:
            columns[1].append(group)
        else:
            loose.append(group)
    standing = [{p for group in column for p in group.parties} for column in columns]
    most = max((len(shown.nodes) + 1) // 2, len(standing[0]), len(standing[1]))
    for group in loose:
        parts: tuple[list[int], list[int]] = ([], [])
        for party in group.parties:
            pull = [sum(shown.weight(party, other) for other in side) for side in standing]
            filled = [len(side) for side in standing]
            to = 1 if (pull[1], -filled[1]) > (pull[0], -filled[0]) else 0
            if filled[to] >= most:
                to = 1 - to
            parts[to].append(party)
            standing[to].add(party)
        for column, part in zip(columns, parts, strict=True):
            if part:
                column.append(Group(group.side, group.heading, tuple(part)))
    return columns


# -- one party's surroundings


def around(
    shown: Shown,
    focus: int,
    width: float,
    height: float,
    row: float,
    most: int,
    widest: float = WIDEST,
) -> Picture:
    """Draw one party in the middle and the ``most`` it is joined with most at its sides, strongest on top.

    The sides of the caption have theirs, as long as that leaves no column longer than ``height``.
    """
    near = shown.nearest.get(focus, ())
    taken = set(near[:most])
    parts = _shared_out(shown, near[:most], max(1, int((height - 2 * _MARGIN) // (row + _GAP))))
    arm = max(_ARM, width * 0.1)
    center = max(_NARROWEST, min(widest, width * 0.22))
    room = max(_NARROWEST, min(widest, (width - 2 * _MARGIN - 2 * arm - center) / 2))
    wide = max(width, 2 * _MARGIN + 2 * room + center + 2 * arm)
    tall = max(height, 2 * _MARGIN + max(map(len, parts), default=0) * (row + _GAP))
    cards = [
        Card(focus, Rect((wide - center) / 2, (tall - row * 1.4) / 2, center, row * 1.4), None),
    ]
    for column, part in enumerate(parts):
        x = _MARGIN if column == 0 else wide - _MARGIN - room
        y = (tall - len(part) * (row + _GAP) + _GAP) / 2
        for party in part:
            cards.append(Card(party, Rect(x, y, room, row), column))
            y += row + _GAP
    by_party = {card.party: card for card in cards}
    curves = _curves(shown, by_party, [(focus, party) for party in near if party in taken])
    return Picture(wide, tall, tuple(cards), (), curves, len(near) - len(taken))


def _shared_out(shown: Shown, near: Sequence[int], fitting: int) -> tuple[list[int], list[int]]:
    """Return who stands at the left and who at the right, the strongest first."""
    parts: tuple[list[int], list[int]] = ([], [])
    sides = {party: group.side for group in shown.groups for party in group.parties}
    for party in (p for p in near if sides[p] in (Side.FIRST, Side.SECOND)):
        parts[1 if sides[party] is Side.SECOND else 0].append(party)
    for party in (p for p in near if sides[p] not in (Side.FIRST, Side.SECOND)):
        parts[0 if len(parts[0]) <= len(parts[1]) else 1].append(party)
    for part in parts:
        part.sort(key=near.index)
    longer, shorter = (parts[0], parts[1]) if len(parts[0]) > len(parts[1]) else parts[::-1]
    while len(longer) > max(fitting, len(shorter) + 1):
        shorter.append(longer.pop())
    shorter.sort(key=near.index)
    return parts


def beside(picture: Picture, party: int | None, way: str) -> int | None:
    """Return the party that an arrow key leads to: "up", "down", "left" or "right" of one."""
    here = picture.card(party) if party is not None else None
    if here is None:
        return picture.cards[0].party if picture.cards else None
    x, y = here.rect.middle
    best: tuple[float, int] | None = None
    for card in picture.cards:
        dx, dy = card.rect.middle[0] - x, card.rect.middle[1] - y
        along = {"up": -dy, "down": dy, "left": -dx, "right": dx}[way]
        same_column = abs(dx) < 1
        if along <= 1 or same_column is (way in ("left", "right")):
            continue
        # Sideways the nearest column first, then the nearest row.
        far = along * 10 + abs(dy) if way in ("left", "right") else along
        if best is None or (far, card.party) < best:
            best = (far, card.party)
    return best[1] if best is not None else party


# -- lines


def _curves(
    shown: Shown, cards: Mapping[int, Card], pairs: Iterable[tuple[int, int]]
) -> tuple[Curve, ...]:
    """Draw the lines between pairs, the weak ones first so that the strong ones lie on top."""
    weights = {pair: shown.weight(*pair) for pair in pairs if pair[0] in cards and pair[1] in cards}
    heaviest = max(weights.values(), default=1)
    room = _between(cards.values())
    made = []
    for one, other in sorted(weights, key=lambda pair: (weights[pair], pair)):
        share = (weights[one, other] / heaviest) ** 0.5
        thickness = _THINNEST + (_THICKEST - _THINNEST) * share
        made.append(Curve(one, other, _path(cards[one], cards[other], room), thickness))
    return tuple(made)


def line_between(shown: Shown, picture: Picture, one: int, other: int) -> Curve | None:
    """Return the line of a pair that the picture leaves out among all."""
    cards = {card.party: card for card in picture.cards}
    if one not in cards or other not in cards or not shown.weight(one, other):
        return None
    heaviest = max((edge.weight for edge in shown.edges.values()), default=1)
    share = (shown.weight(one, other) / heaviest) ** 0.5
    thickness = _THINNEST + (_THICKEST - _THINNEST) * share
    path = _path(cards[one], cards[other], _between(picture.cards))
    return Curve(one, other, path, thickness)


def _between(cards: Iterable[Card]) -> tuple[float, float]:
    """Return how far apart the columns are, and how high the picture is."""
    rects = [(card.column, card.rect) for card in cards]
    left = max((rect.right for column, rect in rects if column == 0), default=0.0)
    right = min((rect.left for column, rect in rects if column == 1), default=left + 3 * _MIDDLE)
    return right - left, max((rect.bottom for _, rect in rects), default=1.0)


def _path(one: Card, other: Card, room: Point) -> tuple[Point, Point, Point, Point]:
    if one.column is not None and one.column == other.column:
        return _bow(one, other, room)
    start, end = (one, other) if one.rect.left <= other.rect.left else (other, one)
    ax, ay = start.rect.right, start.rect.middle[1]
    bx, by = end.rect.left, end.rect.middle[1]
    bend = (bx - ax) * 0.45
    points = ((ax, ay), (ax + bend, ay), (bx - bend, by), (bx, by))
    return points if start is one else points[::-1]


def _bow(one: Card, other: Card, room: Point) -> tuple[Point, Point, Point, Point]:
    """Return a line between two cards of one column, bent into the free space beside it.

    The farther apart they are the wider it bends, so that long lines do not lie on one another.
    """
    ay, by = one.rect.middle[1], other.rect.middle[1]
    wide, high = room
    reach = 18 + (max(wide, 60) * 0.6 - 18) * abs(by - ay) / max(high, 1)
    x, out = (one.rect.right, reach) if one.column == 0 else (one.rect.left, -reach)
    return (x, ay), (x + out, ay), (x + out, by), (x, by)


def _to_segment(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return float(((px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2) ** 0.5)


def _column_width(width: float, widest: float) -> float:
    between = max(_MIDDLE, width * 0.2)
    return max(_NARROWEST, min(widest, (width - 2 * _MARGIN - between) / 2))


# -- the table


def labelled_rows(
    weights: Sequence[float], pitch: float, line: float, always: Iterable[int] = ()
) -> frozenset[int]:
    """Return which rows of a table have room for their name: the heaviest first, none over another.

    ``pitch`` is how far apart the rows are, ``line`` how tall a name is; ``always`` rows come before all.
    """
    if pitch >= line:
        return frozenset(range(len(weights)))
    first = [row for row in always if 0 <= row < len(weights)]
    by_weight = sorted(range(len(weights)), key=lambda row: (-weights[row], row))
    apart = line / pitch if pitch > 0 else float("inf")
    taken: list[int] = []
    for row in (*first, *by_weight):
        if all(abs(row - other) >= apart for other in taken):
            taken.append(row)
    return frozenset(taken)
