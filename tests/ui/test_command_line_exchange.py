"""Bringing a colleague's work in on the command line."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casefile.case import Case
from tests.casefile.helpers import COMPLAINT, FakeWorkers, paper
from ui.command_line.arguments import command_parser


class Doors:
    """The doors of the command line, to cases with workers of the tests."""

    def __init__(self, workers: FakeWorkers, local: Path) -> None:
        self._workers, self._local = workers, local

    @contextmanager
    def case(self, folder: Path) -> Iterator[Case]:
        with Case.open(folder, self._workers, local=self._local) as case:
            yield case


def test_two_copies_come_together(tmp_path, capsys):
    workers = FakeWorkers()
    doors = Doors(workers, tmp_path / "local")
    mine, theirs = tmp_path / "Mine.pincite", tmp_path / "Theirs.pincite"

    def run(*arguments):
        options = command_parser().parse_args([str(each) for each in arguments])
        assert options.run(options, doors) == 0
        return capsys.readouterr().out

    with Case.create(mine, workers, local=tmp_path / "local") as case:
        list(case.ingest([paper(tmp_path / "papers", "Complaint.txt", COMPLAINT)]))
    shutil.copytree(mine, theirs)
    with doors.case(mine) as case:
        case.accept([case.view().quotes[0].ref])
    with doors.case(theirs) as case:
        first, second = case.view().quotes[:2]
        case.reject([first.ref])
        case.accept([second.ref])
    file = tmp_path / "work.pincite-review"
    assert "Wrote your review work" in run("export-review", theirs, file)
    told = run("merge", mine, file, "--preview")
    assert "Accepted “" in told
    assert "conflict about “" in told
    with doors.case(mine) as case:
        assert len(case.history()) == 1  # nothing was done yet
    told = run("merge", mine, file)
    assert "2 decisions came in; 1 conflict to settle." in told
    assert "mine    accepted" in told
    assert "theirs  rejected" in told
    assert run("settle", mine, "1", "theirs") == "Settled; 0 left\n"
    assert run("conflicts", mine) == "No conflicts.\n"
    assert run("merge", mine, theirs, "--preview") == "Nothing new.\n"
    workers.close()
