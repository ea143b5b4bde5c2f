"""Fixtures that every room's tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: on a busy machine any example may take long.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

_ROOT = Path(__file__).resolve().parents[1]
_SHARED = _ROOT.parent / "shared"
_LONGEST = (
    "tests/walk/test_walk.py",
    "tests/test_main.py",
    "tests/test_no_network.py",
    "tests/test_big_case.py",
    "tests/test_benchmarks.py",
    "tests/extraction/test_process.py",
    "tests/casefile/test_end_to_end.py",
    "tests/casefile/test_scans_end_to_end.py",
    "tests/ui/test_accessibility.py",
    "tests/ui/test_binder_dialog.py",
    "tests/ui/test_report_dialog.py",
)
"""Files whose tests run programs and read whole cases, for half a minute and more."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real papers beside the project; skip the test where it is absent."""
    if not (_SHARED / "documents").is_dir():
        pytest.skip("the folder of real papers is not beside the project")
    return _SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites golden files."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: each runs in one process, and none is to be left alone with one."""
    assert all((_ROOT / name).is_file() for name in _LONGEST), _LONGEST
    order = {name: at for at, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long bytes by their argument: a file made for a test may carry the time of its making.

    Tests that run side by side are told apart by name, so that each process must find the same names.
    """
    return argname if isinstance(val, bytes) and len(val) > 24 else None
