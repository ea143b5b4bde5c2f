"""Widths of columns: by what stands in them, within what their words need."""

from hypothesis import given
from hypothesis import strategies as st

from reports.report import Cell, ColumnSort, Report, ReportColumn, Section
from reports.widths import column_widths, section_widths


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


TWO = columns((ColumnSort.TEXT, 50), (ColumnSort.TEXT, 50))


def test_long_texts_get_the_room_that_short_ones_leave() -> None:
    long, short = "the ferry left the pier " * 20, "event"
    left, right = column_widths(TWO, 500, [(long, short)] * 9)
    assert left > 400 and right < 60
    cites = "Maddox-Eyre, Night ferry tied up as…, Mar. 6, 2026, para. 5; Order para. 3; Compl. ¶ 9"
    words = "She said so on the pier, before anybody else had come."
    left, right = column_widths(TWO, 300, [(words, cites)] * 9)
    assert right > left


def test_where_all_stands_on_one_line_shares_part_the_room() -> None:
    assert column_widths(TWO, 500, [("Ida", "Voss")]) == [250, 250]


def test_a_word_is_given_its_room_and_a_cite_keeps_its_number() -> None:
    long = "word " * 400
    assert column_widths(TWO, 500, [(long, "unconstitutionality")])[1] > 80
    assert column_widths(TWO, 500, [(long, "Compl. ¶ 138")])[1] > 55


def test_sections_with_the_same_columns_have_the_same_widths() -> None:
    kinds = (ReportColumn("Date", ColumnSort.DAY, 1), ReportColumn("Words", ColumnSort.TEXT, 3))
    one = Section("May", kinds, ((Cell("May 1"), Cell("short")),))
    other = Section("June", kinds, ((Cell("June 1"), Cell("a long one " * 60)),))
    alone = Section("All", (ReportColumn("Words", ColumnSort.TEXT, 1),), ((Cell("x"),),))
    made = section_widths(Report("R", (one, alone, other)), 500)
    assert made[0] == made[2] and made[1] == [500]
    assert section_widths(Report("R", (one,)), 500) != [made[0]]


@given(
    st.integers(1, 7).flatmap(
        lambda count: st.lists(
            st.lists(st.text("abc ¶–12\n", max_size=90), min_size=count, max_size=count),
            min_size=1,
            max_size=6,
        )
    ),
    st.sampled_from((60.0, 400.0, 700.0)),
)
def test_rows_never_change_what_all_columns_take(rows: list[list[str]], whole: float) -> None:
    made = column_widths(columns(*[(ColumnSort.TEXT, 10)] * len(rows[0])), whole, rows)
    assert abs(sum(made) - whole) < 1e-6
    assert all(width > 0 for width in made)
