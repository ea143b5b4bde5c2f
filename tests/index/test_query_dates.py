import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query_dates import date_range


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-2", "2016-02-01", "2016-02-29"),
        ("2017-04-06", "2017-04-06", "2017-04-06"),
        ("4/6/2017", "2017-04-06", "2017-04-06"),
        ("2017-03..2017-04", "2017-03-01", "2017-04-30"),
        ("2017-03…2017-04", "2017-03-01", "2017-04-30"),
        ("..2017-04", None, "2017-04-30"),
        ("2017-04..", "2017-04-01", None),
        ("<2017-04", None, "2017-03-31"),
        ("<=2017-04", None, "2017-04-30"),
        (">2017-04", "2017-05-01", None),
        (">=2017-04", "2017-04-01", None),
        (">4/6/2017", "2017-04-07", None),
        ("April 6, 2017", "2017-04-06", "2017-04-06"),
        ("apr. 6th 2017", "2017-04-06", "2017-04-06"),
        ("6 April 2017", "2017-04-06", "2017-04-06"),
        ("Sept. 2017", "2017-09-01", "2017-09-30"),
        ("<March 2017", None, "2017-02-28"),
        (">=6 March, 2017", "2017-03-06", None),
        ("2017 to 2018", "2017-01-01", "2018-12-31"),
        ("March 2017 through April 6, 2017", "2017-03-01", "2017-04-06"),
        ("2017-03 - 2017-04", "2017-03-01", "2017-04-30"),
    ],
)
def test_a_value_is_a_range_of_days(value: str, first: str | None, last: str | None) -> None:
    assert date_range(value) == (day(first), day(last))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "..",
        "foo",
        "2017-13",
        "2017-00",
        "2017-02-30",
        "13/1/2017",
        "0000",
        "<",
        "<foo",
        ">9999",
        "<0001",
        "foo..2017",
        "2017..foo",
        "2017-04-06-07",
        "April 31, 2017",
        "March 0000",
        "Marchand 2017",
        "March",
        "2017 to",
        "2017 to soon",
    ],
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert date_range(value) is None


@given(st.text(alphabet="0123456789-/.<>=…", max_size=14))
def test_no_text_raises(value: str) -> None:
    found = date_range(value)
    assert found is None or found != (None, None)
