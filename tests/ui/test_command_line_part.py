"""Writing some papers as a case of its own on the command line."""

from casefile.case import Case
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper
from tests.ui.test_command_line_exchange import Doors
from ui.command_line.arguments import command_parser


def test_chosen_papers_are_written(tmp_path, capsys):
    workers = FakeWorkers()
    doors = Doors(workers, tmp_path / "local")
    folder, target = tmp_path / "Marrow.pincite", tmp_path / "Part.pincite"
    with Case.create(folder, workers, local=tmp_path / "local") as case:
        paper(tmp_path / "papers", "Complaint.txt", COMPLAINT)
        paper(tmp_path / "papers", "Ferry fight.txt", ARTICLE)
        list(case.ingest([tmp_path / "papers"]))
    told = ["part", str(folder), "--documents", "2", "-o", str(target), "--name", "For her"]
    options = command_parser().parse_args([*told, "--without-notes"])
    assert options.run(options, doors) == 0
    assert capsys.readouterr().out == f"Wrote 1 paper to {target}\n"
    with Case.open(target, workers, local=tmp_path / "other") as part:
        assert (part.name, [row.name for row in part.documents()]) == (
            "For her",
            ["Ferry fight.txt"],
        )
    workers.close()
