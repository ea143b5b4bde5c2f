"""A case with fake workers, and one with the two made-up papers in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case import Case
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper


@pytest.fixture
def workers() -> Iterator[FakeWorkers]:
    workers = FakeWorkers()
    yield workers
    workers.close()


@pytest.fixture
def case(tmp_path: Path, workers: FakeWorkers) -> Iterator[Case]:
    with Case.create(tmp_path / "Marrow v Tidewater", workers, local=tmp_path / "local") as case:
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
