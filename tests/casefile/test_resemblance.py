"""Which names may be one party, and why; and which never."""

import pytest

from casefile.resemblance import Named, pairs
from extraction.findings import PartyKind
from tests.counting import steps_of

PERSON, COMPANY, AGENCY, COURT, ACCOUNT = (
    PartyKind.PERSON,
    PartyKind.ORGANIZATION,
    PartyKind.AGENCY,
    PartyKind.COURT,
    PartyKind.ACCOUNT,
)


def named(*parties):
    """Parties numbered from 1, each a name, a kind and perhaps an office and aliases."""
    return [
        Named(at, name, kind, rest[0] if rest else None, tuple(rest[1:]))
        for at, (name, kind, *rest) in enumerate(parties, 1)
    ]


ALIKE = [
    (("Marrow Ferry", COMPANY), ("Marrow Ferry", COMPANY), "same name"),
    (("Marrow Ferry LLC", COMPANY), ("Marrow Ferry, Inc.", COMPANY), "but for the legal form"),
    (("The Quay Board", AGENCY), ("Quay Board", AGENCY), "but for the legal form or an article"),
    (("Quay Board", AGENCY), ("Quay Board", COMPANY), "for an agency, the other for an organization"),
    (("Ann Harbor", PERSON), ("Ann Harbor", COMPANY), "for an organization, the other for a person"),
    (("Odile Vantreese", PERSON), ("O. Vantreese", PERSON), "the first names fit"),
    (("Odile Vantreese", PERSON), ("Vantreese", PERSON), "one without a first name"),
    (("Odile Vantreese", PERSON, "judge"), ("Noor Vantreese", PERSON, "judge"), "and office (judge)"),
    (("Tidewater Port Commission", AGENCY), ("TPC", AGENCY), "“TPC” can be the acronym of Tidewater Port"),
    (("Department of Tides and Quays", AGENCY), ("DTQ", AGENCY), "acronym"),
    (("Department of Tides and Quays", AGENCY), ("DOTAQ", AGENCY), "acronym"),
    (("Tidewater Port Commission", AGENCY, None, "Commission"), ("Commission", AGENCY), "also called"),
    (("Harbor Lines Terminals", COMPANY), ("Harbor Lines", COMPANY), "“Harbor Lines” is part of the name"),
    (("Bureau of Harbor Lines", AGENCY), ("Harbor Lines", AGENCY), "is part of the name"),
    (("Vantreese Marine", COMPANY), ("Vantresse Marine", COMPANY), "one letter apart"),
    (("Vantreese Marine", COMPANY), ("Vantrees Marine", COMPANY), "one letter apart"),
    (("Vantreese Marine", COMPANY), ("Vantreees Marine", COMPANY), "one letter apart"),
    (("Odile Vantreese", PERSON), ("Odile Vantreecse", PERSON), "one letter apart"),
    (("Harborwatch Group", COMPANY), ("Harbor watch Group", COMPANY), "one letter apart"),
    (("@quay_watch", ACCOUNT), ("@quaywatch", ACCOUNT), "one letter apart"),
    (("Tidewater Prt Commission", AGENCY), ("Tidewater Port Commission", AGENCY), "one letter apart"),
]  # fmt: skip

UNLIKE = [
    (("Odile Vantreese", PERSON), ("Ned Vantreese", PERSON)),
    (("Odile J. Vantreese", PERSON), ("Odile K. Vantreese", PERSON)),
    (("Jane Doe", PERSON), ("Jane Roe", PERSON)),
    (("Jane Doe 1", PERSON), ("Jane Doe 2", PERSON)),
    (("Pier Workers Local 12", COMPANY), ("Pier Workers Local 13", COMPANY)),
    (("@TidewaterPort", ACCOUNT), ("Tidewater Port", AGENCY)),
    (("@quay_watch", ACCOUNT), ("quay watch", COMPANY)),
    (("Marrow", PERSON), ("Marrow", COMPANY)),
    (("Tidewater Port Commission", AGENCY), ("TPC", COMPANY)),
    (("Tidewater Port Commission", AGENCY), ("TQC", AGENCY)),
    (("Harbor Lines", COMPANY), ("Quay Lines", COMPANY)),
    (("Bank of Tides", COMPANY), ("Bank of Quays", COMPANY)),
    (("Moss", COMPANY), ("Ross", COMPANY)),
    (("Mary Wren", PERSON, "judge"), ("Tom Wren", PERSON, "warden")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE)
def test_names_that_may_be_one(one, other, reason):
    for parties in (named(one, other), named(other, one)):
        (found,) = pairs(parties)
        assert (found.one, found.other) == (1, 2)
        assert reason in found.reason and 0 < found.strength < 1
        assert found.of_kinds == (one[1] is not other[1])


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_that_are_two(one, other):
    assert pairs(named(one, other)) == ()


def test_the_strongest_reason_is_told():
    (found,) = pairs(
        named(("Tidewater Quays", AGENCY, None, "Tidewater Quay"), ("Tidewater Quay", AGENCY))
    )
    assert found.reason in ("Tidewater Quays is also called “Tidewater Quay”", "one letter apart")
    assert found.strength == 0.8


def test_a_surname_of_several_is_weaker():
    alone = pairs(named(("Odile Vantreese", PERSON), ("Vantreese", PERSON)))
    shared = pairs(
        named(("Odile Vantreese", PERSON), ("Vantreese", PERSON), ("Ned Vantreese", PERSON))
    )
    assert len(shared) == 2
    assert all(each.strength < alone[0].strength for each in shared)


def test_pairs_known_to_be_two_are_left_out():
    parties = named(("Marrow Ferry", COMPANY), ("Marrow Ferry", COMPANY), ("Marrow Ferry", COMPANY))
    assert {(each.one, each.other) for each in pairs(parties, {(1, 2)})} == {(1, 3), (2, 3)}


def test_a_word_that_all_share_proposes_nothing():
    parties = named(
        *((f"{chr(65 + at % 26)}{chr(97 + at // 26)}bel Smith", PERSON) for at in range(60))
    )
    assert not any("last name" in each.reason for each in pairs(parties))


def test_the_work_grows_with_the_number_of_names():
    def steps(number):
        parties = named(
            *((f"Harbor {at:04}x Lines {'abcdefgh'[at % 8] * 5}", COMPANY) for at in range(number))
        )
        return steps_of(lambda: pairs(parties))

    some, more = steps(1000), steps(2000)
    assert more < 2.3 * some  # pairs of all would be four times as many
    assert more < 1000 * 2000
