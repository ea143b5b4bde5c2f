"""Taking a chronology or a cast from a table on the command line."""

import pytest

from casefile.case import Case
from casefile.errors import CaseFailure
from tests.casefile.helpers import COMPLAINT, paper
from tests.casefile.table_helpers import TableWorkers, table
from tests.ui.test_command_line_exchange import Doors
from ui.command_line.arguments import command_parser


@pytest.fixture
def run(tmp_path, capsys):
    workers = TableWorkers()
    doors = Doors(workers, tmp_path / "local")
    folder = tmp_path / "Marrow.pincite"
    with Case.create(folder, workers, local=tmp_path / "local") as case:
        list(case.ingest([paper(tmp_path / "papers", "Complaint.txt", COMPLAINT)]))

    def call(*arguments):
        told = ["import-table", str(folder), *map(str, arguments)]
        options = command_parser().parse_args(told)
        assert options.run(options, doors) == 0
        return capsys.readouterr().out

    yield call
    workers.close()


@pytest.fixture
def chronology(tmp_path):
    return table(
        tmp_path,
        "Chronology.csv",
        [
            ["Day", "What happened", "Where it stands", "Remark"],
            ["3/7/2026", "Port shuts the berth", "Compl. ¶ 2", ""],
            ["4/1/2026", "Service ends", "Lease at 4", "ask"],
        ],
    )


def test_a_dry_run_tells_and_changes_nothing(run, chronology):
    first = run(chronology, "--dry-run", "--columns", "source=Where it stands,note=D")
    assert first.splitlines() == [
        "chronology: date = Day, event = What happened, source = Where it stands, note = Remark",
        "changes    row 2: 2026-03-07  Port shuts the berth",
        "           event: “The Tidewater Port Commission closed the berth on 2026-03-07.” → "
        "“Port shuts the berth”",
        "           review: “suggested” → “accepted”",
        "new        row 3: 2026-04-01  Service ends",
        "           “Lease at 4” names no one place in the papers of the case.",
        "It does not tell whether 3/4/2026 is March 4 or April 3: see --day-first",
        "1 new, 0 same, 1 changes, 0 left out",
    ]
    assert run(chronology, "--dry-run", "--columns", "source=Where it stands,note=D") == first


def test_rows_come_in(run, chronology):
    assert run(chronology, "--add-only", "--columns", "source=C").endswith("1 new, 0 changed\n")
    assert run(chronology, "--columns", "source=C,note=").endswith("0 new, 1 changed\n")


def test_a_cast_is_told_by_its_headings(run, tmp_path):
    path = table(tmp_path, "Cast.csv", [["Name", "Role"], ["Oda Brandt", "harbor master"]])
    told = run(path)
    assert told.startswith("cast: name = Name, role = Role\n")
    assert told.endswith("1 new, 0 changed\n")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--columns", "colour=A"], "There is no field “colour”"),
        (["--columns", "date=Nowhere"], "There is no column “Nowhere”"),
        (["--sheet", "Two"], "There is no sheet “Two”"),
    ],
)
def test_what_is_not_there_is_told(run, chronology, more, words):
    with pytest.raises(CaseFailure, match=words):
        run(chronology, *more)
