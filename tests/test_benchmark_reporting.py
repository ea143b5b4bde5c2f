"""The benchmark of reports, in a small form."""

import pytest

from benchmarks import reporting
from reports.formats import FORMATS


def test_every_format_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    # How rows of so short reports grow says nothing, so that the status may be either.
    assert reporting.main(["--rows", "5", "10"]) in (0, 1)
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[1:]] == [each.suffix for each in FORMATS]
