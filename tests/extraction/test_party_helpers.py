"""The small parts of finding parties: overlaps, days, terms, sides in prose, signatures, descriptions."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.defined_terms import defined_terms
from extraction.descriptions import Described, describing_mentions
from extraction.findings import PartyKind, PartySource
from extraction.overlaps import without_overlaps
from extraction.party_roles import role_before, sides_in_prose
from extraction.reading import read
from extraction.roster import Roster, kind_of_name
from extraction.signatures import find_counsel
from extraction.written_days import first_day
from importers.source_text import SourceText


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=30))
def test_kept_stretches_never_overlap_and_first_ones_win(rows: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in rows]
    kept = without_overlaps(spans, lambda span: span)
    for i, (a, b) in enumerate(kept):
        assert a < b
        assert all(b <= c or d <= a for c, d in kept[i + 1 :])
    slow: list[tuple[int, int]] = []
    for a, b in spans:
        if a < b and all(b <= c or d <= a for c, d in slow):
            slow.append((a, b))
    assert kept == slow


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 24, 2016", dt.date(2016, 6, 24)),
        ("Filed 06/24/16", dt.date(2016, 6, 24)),
        ("2016-06-24T10:00", dt.date(2016, 6, 24)),
        ("Sept. 3, 2020", dt.date(2020, 9, 3)),
        ("13/45/2016", None),
        ("soon", None),
    ],
)
def test_written_days(text: str, day: dt.date | None) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("text", "alias", "long_form"),
    [
        ("Halyard Press, Inc. (“Halyard”) prints.", "Halyard", None),
        ("the Alder Bay Port Commission (ABPC) met", "ABPC", "Alder Bay Port Commission"),
        (
            'the Alder Bay Port Commission ("ABPC" or "the Commission") met',
            "ABPC",
            "Alder Bay Port Commission",
        ),
        ("First Chapel of Alder (the Chapel) sued", "Chapel", None),
        ("Friends of Elk Creek (hereinafter “the Friends”)", "Friends", None),
    ],
)
def test_defined_terms(text: str, alias: str, long_form: str | None) -> None:
    term = next(defined_terms(read(SourceText(text))))
    assert term.alias == alias
    assert (
        None if term.long_start is None else text[term.long_start : term.start].strip()
    ) == long_form


def test_brackets_that_define_nothing() -> None:
    text = "It met (late) in May (see Exhibit 3) and again (2019) with him (“yes, indeed”)."
    assert list(defined_terms(read(SourceText(text)))) == []


def _sides(text: str, *names: str) -> dict[str, str]:
    mentions = sorted((text.index(name), text.index(name) + len(name), name) for name in names)
    return sides_in_prose(text, mentions)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Halyard on Monday filed a federal lawsuit against Rowe.",
            {"Halyard": "plaintiff", "Rowe": "defendant"},
        ),
        ("Halyard is suing the Rowe estate.", {"Halyard": "plaintiff", "Rowe": "defendant"}),
        (
            "Halyard decided to take legal action against Rowe.",
            {"Halyard": "plaintiff", "Rowe": "defendant"},
        ),
        ("Rowe was sued by Halyard.", {"Halyard": "plaintiff", "Rowe": "defendant"}),
        ("Halyard and Rowe sued.", {"Halyard": "plaintiff", "Rowe": "plaintiff"}),
        ("Halyard could sue Rowe.", {}),
        ("A suit was filed. Halyard smiled at Rowe.", {}),
    ],
)
def test_sides_in_prose(text: str, sides: dict[str, str]) -> None:
    assert _sides(text, "Halyard", "Rowe") == sides


def test_a_side_before_a_name() -> None:
    text = "Then Defendants Rowe and Holm left."
    assert role_before(text, text.index("Rowe")) == "defendant"
    assert role_before(text, text.index("left")) is None


def test_counsel_sign_and_judges_do_not() -> None:
    text = (
        "Dated: March 3, 2024 Respectfully submitted,\nMARSH & OSTROW LLP\nBy: /s/ Lena "
        "Marsh\nLena Marsh (SBN 123456)\n"
        "100 Pier Street\nPortland, OR 97201\nAttorneys for Plaintiff Nora Quist\n"
        "/s/ Odd Berge\nOdd Berge\nUnited States District Judge\n"
    )
    found = find_counsel(SourceText(text))
    assert [(c.name, c.is_firm, c.side) for c in found] == [
        ("Marsh & Ostrow LLP", True, "plaintiff"),
        ("Lena Marsh", False, "plaintiff"),
    ]
    for counsel in found:
        assert counsel.span.of(text).casefold() == counsel.name.casefold()


def test_descriptions_stand_for_the_only_business() -> None:
    text = "The company said so. Then the company left. The Company of Ropemakers and the agency stayed."
    reading = read(SourceText(text))
    one = Described("a", PartyKind.ORGANIZATION, "Halyard Press LLC", 3)
    union = Described("b", PartyKind.ORGANIZATION, "Printers Union", 3)
    found = [(text[s:e], key) for s, e, key in describing_mentions(reading, [one, union], None)]
    assert found == [("company", "a"), ("the company", "a")]
    rival = Described("c", PartyKind.ORGANIZATION, "Rowe Press LLC", 2)
    assert list(describing_mentions(reading, [one, rival], None)) == []


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Nora Quist", "", PartyKind.PERSON),
        ("Halyard Press LLC", "", PartyKind.ORGANIZATION),
        ("Prairie Dream", "Prairie Dream is a business located in Kansas.", PartyKind.ORGANIZATION),
        ("Alder Bay Port Commission", "", PartyKind.AGENCY),
        ("City of Alder Bay", "", PartyKind.ORGANIZATION),
        ("Superior Court of Alder County", "", PartyKind.COURT),
        ("Does 1-10", "", PartyKind.PERSON),
        ("Warden Marsh", "", PartyKind.PERSON),
        ("@alderbay", "", PartyKind.ACCOUNT),
        ("Halyard Pump Litigation", "", PartyKind.OTHER),
    ],
)
def test_kind_of_a_name(name: str, text: str, kind: PartyKind) -> None:
    assert kind_of_name(name, text) is kind


def test_a_roster_joins_spellings_and_keeps_strangers_apart() -> None:
    roster = Roster()
    quist = roster.put("Nora J. Quist", PartyKind.PERSON, PartySource.BODY)
    assert roster.put("Quist", PartyKind.PERSON, PartySource.BODY) is quist
    assert roster.put("Ned Quist", PartyKind.PERSON, PartySource.BODY) is not quist
    assert roster.find("Quist", PartyKind.PERSON) is None  # two bear the name now
    press = roster.put("Halyard Press", PartyKind.ORGANIZATION, PartySource.BODY)
    assert roster.put("Halyard Press, Inc.", PartyKind.ORGANIZATION, PartySource.BODY) is press
    assert press.name == "Halyard Press, Inc."
    assert roster.put("@halyardpress", PartyKind.ACCOUNT, PartySource.BODY) is not press


BLOCK = """Respectfully submitted,
s/ Nora Quist
Nora Quist (VSB 38562)
MARSH LLP
11951 Pier Drive, 14th Floor
Of Counsel for all Plaintiffs:
Abel J. Rowe (pro hac vice)
Ida Holm (admitted pro hac vice)
HOLM HECKER & BERGE, LLP
350 Dock Avenue, Suite 7110
Odd Berge, SBN 234567
TIDEWATER JUSTICE CENTER
10 Harbor Road
CERTIFICATE OF SERVICE
I hereby certify that Lena Vale (a paralegal) served it.
"""
HEADING = """TIDEWATER JUSTICE CENTER
Ida Holm (IH-8962)
666 Broadway, 10th Floor
KOOB & ROWE
Odd Berge (OB-1740)
19 Harbor Street
UNITED STATES DISTRICT COURT
"""


def test_counsel_are_known_by_their_admission() -> None:
    found = {c.name: (c.side, c.is_firm) for c in find_counsel(SourceText(BLOCK))}
    assert found == {
        "Nora Quist": ("plaintiff", False),
        "Marsh LLP": ("plaintiff", True),
        "Abel J. Rowe": ("plaintiff", False),
        "Ida Holm": ("plaintiff", False),
        "Holm Hecker & Berge, LLP": ("plaintiff", True),
        "Odd Berge": ("plaintiff", False),
        "Tidewater Justice Center": ("plaintiff", True),
    }
    for counsel in find_counsel(SourceText(BLOCK)):
        assert counsel.span.of(BLOCK).casefold() == counsel.name.casefold()


def test_counsel_above_a_caption_with_their_firms() -> None:
    found = {c.name: (c.side, c.is_firm) for c in find_counsel(SourceText(HEADING))}
    assert found == {
        "Tidewater Justice Center": (None, True),
        "Ida Holm": (None, False),
        "Koob & Rowe": (None, True),
        "Odd Berge": (None, False),
    }


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("It was Plaintiff ", "plaintiff"),
        ("counsel for Plaintiff ", "plaintiff"),
        ("Attorneys for Appellee\n", None),
        ("Counsel of Record for the Defendants\n", None),
        ("Third-Party Defendant\n", "third-party defendant"),
    ],
)
def test_the_side_before_a_name(before: str, role: str | None) -> None:
    assert role_before(f"{before}Nora Quist", len(before)) == role
