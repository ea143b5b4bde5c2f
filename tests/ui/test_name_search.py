import random

import pytest

from tests.counting import steps_of
from ui.dialogs.palette import Choices, Entry
from ui.name_search import Names

WORDS = (
    "Ines",
    "Valdar",
    "Marrow",
    "ferry",
    "Ferry",
    "Co.",
    "ÉCOLE",
    "in",
    "re",
    "Order  of\tMay",
    "",
)


def by_looking_at_each(names, typed, limit):
    """The same by looking at every name: every word is in it; first what begins with the first word."""
    words = typed.casefold().split()
    found = []
    for place, name in enumerate(names):
        folded = name.casefold()
        if all(word in folded for word in words):
            starts = bool(words) and folded.startswith(words[0])
            inside = bool(words) and any(part.startswith(words[0]) for part in folded.split())
            found.append((not starts, not inside, place))
    return [place for *_, place in sorted(found)][:limit]


@pytest.mark.parametrize("seed", range(20))
def test_names_are_found_as_by_looking_at_each(seed):
    chance = random.Random(seed)
    names = [
        " ".join(chance.choices(WORDS, k=chance.randint(1, 4))).strip()
        for _ in range(chance.randint(0, 60))
    ]
    for typed in (
        "",
        "in",
        "fe",
        "e",
        "fe ma",
        "ré",
        "éc",
        "order of",
        "of may",
        "zz",
        "e zz",
        " r ",
    ):
        for limit in (1, 5, 100):
            assert Names(names).best(typed, limit) == by_looking_at_each(names, typed, limit)


def test_a_letter_costs_what_is_shown_and_not_what_there_is():
    def steps(number):
        names = Names([f"Party {at} of the ferry" for at in range(number)])
        return steps_of(
            lambda: [names.best(typed, 60) for typed in ("p", "pa", "f", "party o", "q")]
        )

    assert steps(10_000) < 1.2 * steps(1_000)


def test_entries_are_made_when_they_are_looked_at():
    made = []

    def make(at):
        made.append(at)
        return Entry(names[at], "", lambda: None)

    names = [f"Party {at}" for at in range(500)]
    first = Entry("Accept", "A", lambda: None)
    choices = Choices(Names([first.name, *names]), ((1, (first,).__getitem__), (500, make)))
    assert len(choices) == 501 and made == []
    assert [entry.name for entry in choices.ranked("party 49")][:2] == ["Party 49", "Party 149"]
    assert len(made) == 15
    assert choices[0] is first and [entry.name for entry in choices[500:]] == ["Party 499"]
    with pytest.raises(IndexError):
        choices[501]
