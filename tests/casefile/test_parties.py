import pytest

from casefile import documents, ingest, parties
from casefile.database import Database
from casefile.records import ReviewState
from extraction.findings import Party, PartyKind, PartySource
from tests.casefile import helpers

PERSON, COMPANY, AGENCY, ACCOUNT = (
    PartyKind.PERSON,
    PartyKind.ORGANIZATION,
    PartyKind.AGENCY,
    PartyKind.ACCOUNT,
)


@pytest.fixture
def database(tmp_path):
    database = Database.create(tmp_path / "case.db")
    yield database
    database.close()


def party(name, kind, *aliases, source=PartySource.BODY, role=None):
    return Party("p1", name, kind, role, source, aliases)


def attached(database, *papers):
    """Attach each paper's parties and return their numbers, paper by paper."""
    result = []
    for at, found in enumerate(papers):
        found = found if isinstance(found, tuple) else (found,)
        with database.write() as connection:
            number = documents.add(
                connection, name=str(at), original_path="", sha256=f"{at} {id(found)}", size=1,
                parent=None, kind=None, date=None, password=None,
            )  # fmt: skip
            local = [Party(f"p{i}", *_rest(each)) for i, each in enumerate(found)]
            result.append(list(parties.attach(connection, number, local).values()))
    return [numbers[0] if len(numbers) == 1 else numbers for numbers in result]


def _rest(each):
    return each.name, each.kind, each.role, each.source, each.aliases


SAME = [
    (party("Marrow Ferry Company, Inc.", COMPANY), party("Marrow Ferry Company, Inc.", COMPANY)),
    (party("MARROW FERRY COMPANY, INC.", COMPANY), party("Marrow Ferry Company", COMPANY)),
    (party("Marrow Inc.", COMPANY), party("Marrow, Incorporated", COMPANY)),
    (
        party("Tidewater Port Commission", AGENCY, "Port Commission"),
        party("Port Commission", AGENCY),
    ),
    (
        party("Port Commission", AGENCY),
        party("Tidewater Port Commission", AGENCY, "Port Commission"),
    ),
    (party("U.S. Department of Tides", AGENCY), party("Department of Tides", AGENCY)),
    (party("Odile Vantreese", PERSON), party("Odile Vantreese", PERSON)),
    (party("Odile J. Vantreese", PERSON), party("Odile Vantreese", PERSON)),
    (party("Odile Vantreese", PERSON), party("O. Vantreese", PERSON)),
    (party("Odile Vantreese", PERSON), party("Vantreese", PERSON)),
    (party("Vantreese", PERSON), party("Odile Vantreese", PERSON)),
    (party("@TidewaterPort", ACCOUNT), party("@tidewaterport", ACCOUNT)),
    (party("CNQ", COMPANY), party("CNQ", COMPANY)),
]

APART = [
    # kinds
    (party("Marrow", COMPANY), party("Marrow", PERSON)),
    (party("@TidewaterPort", ACCOUNT), party("Tidewater Port", AGENCY)),
    # companies of different forms
    (party("Marrow Ferry LLC", COMPANY), party("Marrow Ferry, Inc.", COMPANY)),
    # persons
    (party("Odile Vantreese", PERSON), party("Ned Vantreese", PERSON)),
    (party("Odile J. Vantreese", PERSON), party("Odile K. Vantreese", PERSON)),
    # an acronym that only one paper expands
    (party("Tidewater Port Commission", AGENCY, "TPC"), party("TPC", AGENCY)),
    # words that say nothing outside their paper
    (party("Tidewater Port Commission", AGENCY, "Commission"), party("Commission", AGENCY)),
    (party("Marrow Ferry Company", COMPANY, "the Company"), party("The Company", COMPANY)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME)
def test_the_same_party_in_two_papers(database, one, two):
    first, second = attached(database, one, two)
    assert first == second


@pytest.mark.parametrize(("one", "two"), APART)
def test_parties_that_stay_apart(database, one, two):
    first, second = attached(database, one, two)
    assert first != second


def test_a_surname_that_two_persons_share_is_nobodys(database):
    odile, ned, surname = attached(
        database,
        party("Odile Vantreese", PERSON),
        party("Ned Vantreese", PERSON),
        party("Vantreese", PERSON),
    )
    assert surname not in (odile, ned)


def test_two_parties_of_one_paper_stay_two(database):
    (_, (one, two)) = attached(
        database,
        party("Odile Vantreese", PERSON),
        (party("Odile Vantreese", PERSON), party("O. Vantreese", PERSON)),
    )
    assert one != two


def test_a_merged_party_takes_what_its_names_find(database):
    one, two = attached(
        database, party("Marrow Ferry", COMPANY), party("Marrow Holdings Ferry Group", COMPANY)
    )
    with database.write() as connection:
        connection.execute("UPDATE party SET merged_into = ? WHERE id = ?", (one, two))
    (three,) = attached(database, party("Marrow Holdings Ferry Group", COMPANY))
    assert three == one


def test_the_best_paper_gives_name_and_role(database):
    (number, _) = attached(
        database,
        party("marrow ferry", COMPANY),
        party("Marrow Ferry, Inc.", COMPANY, source=PartySource.CAPTION, role="plaintiff"),
    )
    with database.read() as connection:
        row = connection.execute("SELECT name, role FROM party WHERE id = ?", (number,)).fetchone()
    assert tuple(row) == ("Marrow Ferry, Inc.", "plaintiff")


def test_a_party_that_no_paper_shows_goes_unless_it_was_touched(database):
    one, two = attached(database, party("Marrow Ferry", COMPANY), party("Odile Vantreese", PERSON))
    with database.write() as connection:
        connection.execute("UPDATE party SET touched = 1 WHERE id = ?", (two,))
        parties.attach(connection, 1, [])
        parties.attach(connection, 2, [])
        parties.forget_unused(connection)
        left = [row["id"] for row in connection.execute("SELECT id FROM party")]
    assert left == [two] and one != two


WHY = [
    (party("Marrow Ferry", COMPANY), party("Marrow Ferry", COMPANY), "same name"),
    (
        party("Marrow Ferry", COMPANY),
        party("MARROW FERRY, INC.", COMPANY),
        "same name as “Marrow Ferry”",
    ),
    (
        party("Tidewater Port Commission", AGENCY, "Port Commission"),
        party("Port Commission", AGENCY),
        "other papers call it “Port Commission” for short",
    ),
    (
        party("Port Commission", AGENCY),
        party("Tidewater Port Commission", AGENCY, "Port Commission"),
        "called “Port Commission” for short here",
    ),
    (party("Odile Vantreese", PERSON), party("Vantreese", PERSON), "which nobody else has"),
    (
        party("Odile Vantreese", PERSON),
        party("O. Vantreese", PERSON),
        "fit “Odile Vantreese” and nobody",
    ),
    (party("Odile Vantreese", PERSON), party("Noor Quist", PERSON), ""),
]


@pytest.mark.parametrize(("one", "two", "why"), WHY)
def test_every_join_keeps_its_reason(database, one, two, why):
    attached(database, one, two)
    with database.read() as connection:
        first, second = (
            row["joined"] for row in connection.execute("SELECT joined FROM appearance")
        )
    assert first == "" and (why in second if why else second == "")


@pytest.mark.parametrize(
    ("column", "value", "later"),
    [
        ("kind_given", AGENCY, party("Quay Board", AGENCY)),
        ("kind_given", AGENCY, party("Quay Board", COMPANY)),
        ("name_given", "Board of Quays", party("Board of Quays", COMPANY)),
        ("name_given", "Board of Quays", party("Quay Board", COMPANY)),
    ],
)
def test_a_corrected_party_is_known_by_both(database, column, value, later):
    (one,) = attached(database, party("Quay Board", COMPANY))
    with database.write() as connection:
        connection.execute(f"UPDATE party SET {column} = ?, touched = 1", (str(value),))
    (two,) = attached(database, later)
    assert two == one


def test_a_party_decided_on_is_known_by_its_places_when_it_is_called_otherwise(full):
    row = next(row for row in full.view().parties if row.name == "Odile Vantreese")
    full.accept([row.ref])
    before = helpers.CAST
    try:
        helpers.CAST = tuple(
            (name.replace("Odile ", ""), PartyKind.OTHER, role, ("Odile Vantreese",))
            if name == "Odile Vantreese"
            else (name, kind, role, aliases)
            for name, kind, role, aliases in before
        )
        ingest.extract_again(full._store, 1)
    finally:
        helpers.CAST = before
    again = full.party(row.id)
    assert (again.name, again.state, again.mentions) == ("Vantreese", ReviewState.ACCEPTED, 1)
