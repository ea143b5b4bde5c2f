"""Widths of columns: shares of the page, within what their words need."""

from hypothesis import given
from hypothesis import strategies as st

from reports.report import ColumnSort, ReportColumn
from reports.widths import column_widths


def columns(*told: tuple[ColumnSort, int]) -> list[ReportColumn]:
    return [ReportColumn("", sort, share) for sort, share in told]


def test_shares_decide_where_there_is_room() -> None:
    made = column_widths(columns((ColumnSort.TEXT, 30), (ColumnSort.TEXT, 70)), 500)
    assert made == [150, 350]


def test_a_narrow_column_gets_what_its_words_need_from_the_others() -> None:
    made = column_widths(
        columns((ColumnSort.REVIEW, 1), (ColumnSort.TEXT, 50), (ColumnSort.TEXT, 49)), 500
    )
    assert made[0] == 56
    assert made[1] > made[2] > 200


@given(
    st.lists(st.tuples(st.sampled_from(ColumnSort), st.integers(0, 100)), min_size=1, max_size=20)
)
def test_together_they_are_the_page(told: list[tuple[ColumnSort, int]]) -> None:
    made = column_widths(columns(*told), 600)
    assert abs(sum(made) - 600) < 1e-6 or not any(share for _, share in told)
    assert all(width >= 0 for width in made)
