"""The report of issues and evidence, beside what the golden reports hold."""

import datetime as dt

import pytest

from reports.formats import FORMATS, written
from reports.outline import outline
from reports.report import Layout, Origin


def test_a_case_without_issues_has_no_heading_with_nothing_under_it():
    report = outline(())
    assert report.sections == ()
    assert "The case has no issue yet." in report.note


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if each.suffix != ".ics"])
def test_it_is_written_all_the_same(suffix):
    origin = Origin("Saltgrass v. Tarrow Haven", dt.date(2026, 3, 6))
    assert written(outline(()), origin, Layout(), suffix)
