"""Words before a date that set it before, after or about the day; and those that belong to a thing."""

import datetime as dt

import pytest

from extraction.findings import DateExpression
from tests.extraction.test_dates import found


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Take the racks out before the Saturday boat.", None),
        ("They met after the March 3 hearing.", None),
        ("Take the racks out before Saturday.", "before"),
        ("Take the racks out before the third of March.", "before"),
        ("It must end by the Saturday morning.", "before"),
        ("Pay before March 3 at noon.", "before"),
    ],
)
def test_a_day_that_only_names_a_thing_bounds_nothing(text: str, operator: str | None) -> None:
    dates = [date for date in found(text, dt.date(2017, 3, 10)) if isinstance(date, DateExpression)]
    assert [date.operator for date in dates] == [operator]
