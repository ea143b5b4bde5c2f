"""Made-up parties and what joins them, of any number, the same for the same number and seed."""

import random

from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from extraction.findings import PartyKind
from tests.ui.fake_case import party

_FIRST = [
    "Ines",
    "Tobias",
    "Nora",
    "Ned",
    "Ada",
    "Milo",
    "Petra",
    "Omar",
    "Lena",
    "Hugo",
    "Vera",
    "Tess",
]
_LAST = [
    "Valdar",
    "Wren",
    "Quill",
    "Osei",
    "Abara",
    "Larkin",
    "Pell",
    "Marsh",
    "Rowe",
    "Quay",
    "Tarrow",
    "Brandt",
]
_ORGANIZATIONS = ("Ferry Company", "Press LLC", "Association of Northern Harbor Workers and Pilots")
_ROLES = {1: "plaintiff", 2: "defendant", 3: "defendants", 4: "plaintiff", 8: "judge"}


def network(number: int, seed: int = 1, density: float = 0.5) -> PartyNetwork:
    """Return ``number`` parties: the first are named most and stand on the sides of a caption."""
    dice = random.Random(seed)
    rows = []
    for each in range(1, number + 1):
        name, kind = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}", PartyKind.PERSON
        if each % 7 == 3:
            name, kind = f"{dice.choice(_LAST)} Harbor Authority", PartyKind.AGENCY
        elif each % 11 == 5:
            name, kind = f"Superior Court of {dice.choice(_LAST)} County", PartyKind.COURT
        elif each % 3 == 0:
            name, kind = (
                f"{dice.choice(_LAST)} {dice.choice(_ORGANIZATIONS)}",
                PartyKind.ORGANIZATION,
            )
        role = _ROLES.get(each)
        rows.append(party(each, name, kind=kind, role=role, mentions=max(1, 400 // each)))
    camps = [dice.randrange(max(2, number // 9)) for _ in range(number + 1)]
    edges = []
    for one in range(1, number + 1):
        for other in range(one + 1, number + 1):
            near = 0.45 if camps[one] == camps[other] else 0.0
            if dice.random() < near + density / (1 + (one * other) ** 0.5 / 8):
                sentences = 1 + int(dice.expovariate(0.25) * 60 / (one + other) ** 0.8)
                speaks = dice.randrange(3) if dice.random() < 0.15 else 0
                edges.append(NetworkEdge(one, other, sentences, speaks, 0, 0, (1,)))
    return PartyNetwork(tuple(NetworkNode(row, row.mentions) for row in rows), tuple(edges))
