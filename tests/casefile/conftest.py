"""A case with fake workers, and one with the two made-up papers in it; in some modules protected, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile import protecting
from casefile.case import Case
from casefile.protection import Cost, Protection
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper
from tests.conftest import SECRET


@pytest.fixture
def workers() -> Iterator[FakeWorkers]:
    workers = FakeWorkers()
    yield workers
    workers.close()


IN_BOTH_KINDS = (
    "test_acknowledged",
    "test_receive",
    "test_index_upkeep",
    "test_kept_tables",
    "test_mending",
    "test_readable_copies",
)
"""The modules whose tests are done with a protected case, too; ``--protected`` does so with all others."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have these modules' tests done with both kinds of case."""
    if "is_protected" in metafunc.fixturenames:
        name = metafunc.module.__name__.rpartition(".")[2]
        kinds = [metafunc.config.getoption("--protected")]
        kinds += [True] if name in IN_BOTH_KINDS and not kinds[0] else []
        ids = ["protected" if kind else "plain" for kind in kinds]
        metafunc.parametrize("is_protected", kinds, ids=ids if len(kinds) > 1 else [""])


@pytest.fixture
def case(tmp_path: Path, workers: FakeWorkers, is_protected: bool) -> Iterator[Case]:
    folder, local = tmp_path / "Marrow v Tidewater", tmp_path / "local"
    case = Case.create(folder, workers, local=local)
    if is_protected and not case.is_protected:
        case.close()
        cheap = Cost(iterations=1, lanes=1, memory=64)
        for _ in protecting.protect(case.folder, Protection(SECRET), local, cheap):
            pass
        case = Case.open(case.folder, workers, local=local, secret=SECRET)
    with case:
        yield case


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    paper(folder, "Complaint.txt", COMPLAINT)
    paper(folder, "Ferry fight.txt", ARTICLE)
    return folder


@pytest.fixture
def full(case: Case, papers: Path) -> Case:
    list(case.ingest([papers]))
    return case
