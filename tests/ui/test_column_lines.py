"""Rows of a column sorted and grouped; what is kept of the choice."""

import datetime as dt
from dataclasses import replace

from casefile.questions import Days
from casefile.records import Ref, RefType, Relation, RelationKind, ReviewState
from extraction.findings import PartyKind
from tests.ui.fake_case import date, party, sample_dates, sample_parties, sample_quotes
from ui.column_lines import arrange, key_of, letters_of, unpacked
from ui.column_order import ColumnOrder, Group, Orders, Sort, orders_from, orders_to


def names(arranged):
    return [row.name for row in arranged.rows]


def headings(arranged):
    return [(each.heading.words, each.heading.count) for each in arranged.sections]


def test_parties_sorted():
    rows = sample_parties()
    by_name = arrange(rows, ColumnOrder(Sort.NAME))
    assert names(by_name)[:3] == ["@larkspur_press", "Harbormaster T. Osei", "Hon. M. Abara"]
    assert names(arrange(rows, ColumnOrder(Sort.NAME, turned=True))) == names(by_name)[::-1]
    assert names(arrange(rows, ColumnOrder(Sort.MENTIONS)))[0] == "Port Commission"
    kinds = [row.kind for row in arrange(rows, ColumnOrder(Sort.KIND)).rows]
    assert kinds == sorted(kinds, key=tuple(PartyKind).index)
    assert names(arrange(rows, ColumnOrder(Sort.ROLE)))[0] == "Larkspur Press LLC"
    assert [row.id for row in arrange(rows, ColumnOrder(Sort.FIRST)).rows] == [1, 2, 3, 4, 5, 6]


def test_strongest_link_first_and_what_is_asked_for_before_it():
    rows = [
        replace(row, relation=Relation(kind, count) if kind else None)
        for row, (kind, count) in zip(
            sample_parties(),
            (
                (RelationKind.SAME_PARAGRAPH, 30),
                (RelationKind.SAME_SENTENCE, 2),
                (None, 0),
                (RelationKind.SAME_SENTENCE, 9),
                (RelationKind.SPEAKS, 1),
                (RelationKind.SAME_PARAGRAPH, 31),
            ),
            strict=True,
        )
    ]
    assert [row.id for row in arrange(rows, ColumnOrder(Sort.LINK)).rows] == [3, 5, 4, 2, 6, 1]


def test_equal_rows_keep_their_order_also_from_the_end():
    rows = [party(number, "Same", mentions=number % 3) for number in range(20_000)]
    up = [row.id for row in arrange(rows, ColumnOrder(Sort.MENTIONS)).rows]
    assert up[:2] == [2, 5] and up[-1] == 19_998
    down = [row.id for row in arrange(rows, ColumnOrder(Sort.MENTIONS, turned=True)).rows]
    assert down[:2] == [0, 3] and down[-1] == 19_997
    assert arrange(rows).rows[7].id == 7


def test_quotes_by_speaker_and_same_words():
    rows = sample_quotes()
    spoken = arrange(rows, ColumnOrder(group=Group.SPEAKER))
    assert headings(spoken) == [
        ("Port Commission", 2),
        ("Harbormaster T. Osei", 1),
        ("Nobody known", 1),
    ]
    assert spoken.sections[0].heading.narrows == Ref(RefType.PARTY, 1)
    assert spoken.sections[2].heading.narrows is None
    words = arrange(rows, ColumnOrder(group=Group.WORDS), lambda: {1: 7, 3: 7, 4: 9})
    assert [row.id for row in words.rows] == [1, 3, 2, 4]
    assert headings(words)[1] == ("In one place only", 2)
    assert words.sections[0].heading.words.startswith("“no notice critical")
    papers = arrange(rows, ColumnOrder(group=Group.PAPER))
    assert [each.heading.narrows.id for each in papers.sections] == [1, 5, 6]
    assert arrange(rows, ColumnOrder(Sort.VERDICT)).rows[0].id == 2
    lengths = [len(row.text) for row in arrange(rows, ColumnOrder(Sort.LENGTH)).rows]
    assert lengths == sorted(lengths, reverse=True)


def test_dates_by_month_year_and_kind():
    rows = [*sample_dates(), date(6, "2026", "2026", "In 2026.", earliest=dt.date(2026, 1, 1),
            latest=dt.date(2026, 12, 31)), date(7, "Dec. 2, 9999", "9999-12-02", "x")]  # fmt: skip
    months = arrange(rows, ColumnOrder(group=Group.MONTH))
    assert headings(months) == [
        ("2026", 1), ("March 2026", 4), ("December 9999", 1), ("No day known", 1),
    ]  # fmt: skip
    assert months.sections[1].heading.narrows == Days(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    years = arrange(rows, ColumnOrder(group=Group.YEAR))
    assert headings(years)[0] == ("2026", 5)
    assert years.sections[0].heading.narrows == Days(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    kinds = arrange(rows, ColumnOrder(group=Group.KIND))
    assert [words for words, _ in headings(kinds)] == [
        "In doubt", "Days", "Counted from another day", "Months, years, periods", "No day known",
    ]  # fmt: skip
    assert arrange(rows, ColumnOrder(Sort.CERTAINTY)).rows[0].id == 4


def test_sides():
    rows = [*sample_parties(), party(7, "R. Lund", role="counsel for plaintiff")]
    sides = arrange(rows, ColumnOrder(group=Group.SIDE))
    assert headings(sides) == [
        ("Suing", 2), ("Sued", 1), ("Counsel", 1), ("Court", 1), ("Others with a role", 1),
        ("No role known", 1),
    ]  # fmt: skip


def test_places_letters_and_what_is_left_to_review():
    rows = sample_parties()
    arranged = arrange(rows, ColumnOrder(Sort.NAME, Group.KIND))
    for at, row in enumerate(arranged.rows):
        assert arranged.places[key_of(row.ref)] == at
    assert arranged.unreviewed == sum(row.state is ReviewState.SUGGESTED for row in rows)
    covered = [place for each in arranged.sections for place in range(each.start, each.end)]
    assert covered == list(range(len(rows)))
    for row in (*rows, *sample_quotes(), *sample_dates()):
        linked = replace(row, relation=Relation(RelationKind.SPEAKS, 1))
        assert unpacked(letters_of(row)).kind is row.ref.type
        assert not unpacked(letters_of(row)).shows_evidence
        assert unpacked(letters_of(linked)).shows_evidence
        beside = replace(row, relation=Relation(RelationKind.IN_DOCUMENT, 1))
        assert unpacked(letters_of(beside)).shows_evidence == (row.ref.type is RefType.PARTY)
    long = replace(sample_dates()[0], sentence="x" * 5_000)
    assert unpacked(letters_of(long)).words == 1023


def test_a_choice_again_turns_it_and_is_kept_in_words():
    orders = Orders().sorted_by(RefType.PARTY, Sort.NAME)
    assert orders.of(RefType.PARTY) == ColumnOrder(Sort.NAME)
    turned = orders.sorted_by(RefType.PARTY, Sort.NAME).grouped_by(RefType.DATE, Group.MONTH)
    assert turned.of(RefType.PARTY).turned
    assert not turned.sorted_by(RefType.PARTY, Sort.KIND).of(RefType.PARTY).turned
    assert orders_from(orders_to(turned)) == turned
    assert orders_to(turned.usual(RefType.PARTY).usual(RefType.DATE)) == {}
    assert (
        orders_from({"party": {"sort": "verdict", "group": 7}, "quote": "x"}).of(RefType.PARTY)
        == ColumnOrder()
    )
