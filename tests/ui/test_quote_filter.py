"""What quotations are chosen by, how they are put together, and the words for verdicts and differences."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile.quote_records import BankRow, QuoteBank, StepKind, WordStep
from casefile.records import SameWords, Verdict
from extraction.findings import Certainty, DocumentKind
from tests.ui.fake_case import date, pin, quote, sample_quotes
from tests.ui.quote_rows import many, sample_bank
from ui.quote_comparison import Shown, comparison_html, difference_words, style_sheet
from ui.quote_filter import (
    NOBODY,
    NOT_COMPARED,
    NOT_VERBATIM,
    BankFilter,
    Facet,
    counts,
    day_of,
    kept,
    prepare,
    speaker_of,
)  # fmt: skip
from ui.quote_lines import Grouping, LineForm, arrange, line_sentence, make_book
from ui.quote_verdicts import NAMES, SIGNS, WORST_FIRST, inks, verdict_words
from ui.theme import DARK, LIGHT

ROWS = prepare(sample_bank(sample_quotes()).rows)


def ids(rows):
    return sorted(each.row.quote.id for each in rows)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (BankFilter(), [1, 2, 3, 4]),
        (BankFilter(((Facet.SPEAKER, 4),)), [3]),
        (BankFilter(((Facet.SPEAKER, NOBODY),)), [4]),
        (BankFilter(((Facet.PAPER, 1),)), [1, 3]),
        (BankFilter(((Facet.KIND, DocumentKind.ARTICLE),)), [2]),
        (BankFilter(((Facet.VERDICT, Verdict.VERBATIM),)), [1]),
        (BankFilter(((Facet.VERDICT, NOT_VERBATIM),)), [2]),
        (BankFilter(((Facet.VERDICT, NOT_COMPARED),)), [4]),
        (BankFilter(((Facet.NAMED, 2),)), [1, 2]),
        (BankFilter(((Facet.NAMED, 2), (Facet.PAPER, 1))), [1]),
        (BankFilter(((Facet.NAMED, 2), (Facet.PAPER, 6))), []),
        (BankFilter(text="QUAY posted"), [1]),
        (BankFilter(text="  quay   "), [1, 2]),
        (BankFilter(text="osei"), [3]),
        (BankFilter(text="compl. ¶ 38"), [1, 3]),
        (BankFilter(text="quay zebra"), []),
        (BankFilter(days=(dt.date(2026, 3, 1), dt.date(2026, 3, 31))), [1]),
        (BankFilter(days=(dt.date(2026, 3, 3), dt.date(2026, 3, 31))), []),
    ],
)
def test_what_is_asked_for_and_nothing_else(asked, left):
    assert ids(kept(ROWS, asked)) == left


def test_quotes_typed_straight_find_curly_ones():
    rows = prepare([BankRow(quote(1, "the Authority’s “rule” – 14"), None, None)])
    assert kept(rows, BankFilter(text='authority\'s "rule" - 14'))


def test_counts_leave_the_facet_itself_out_of_what_is_asked():
    asked = BankFilter(((Facet.NAMED, 2), (Facet.VERDICT, Verdict.ALTERED)))
    assert counts(ROWS, asked, Facet.VERDICT) == {
        Verdict.VERBATIM: 1, Verdict.ALTERED: 1, NOT_VERBATIM: 1,
    }  # fmt: skip
    assert counts(ROWS, asked, Facet.PAPER) == {5: 1}
    for facet in Facet:
        for value, number in counts(ROWS, BankFilter(), facet).items():
            assert len(kept(ROWS, BankFilter(((facet, value),)))) == number


def test_a_value_is_taken_back_by_none():
    asked = BankFilter().with_value(Facet.PAPER, 1).with_value(Facet.NAMED, 2)
    assert asked.with_value(Facet.PAPER, None) == BankFilter(((Facet.NAMED, 2),))
    assert asked.value(Facet.NAMED) == 2 and asked.value(Facet.KIND) is None


def test_the_day_is_that_of_the_sentence_before_that_of_the_paper():
    row = BankRow(quote(1, "x", date=dt.date(2026, 3, 9)), None, None)
    assert day_of(row) == (dt.date(2026, 3, 9), dt.date(2026, 3, 9))
    said = date(
        1, "March 2026", "2026-03", "x", earliest=dt.date(2026, 3, 1), latest=dt.date(2026, 3, 31)
    )
    assert day_of(replace(row, quote=replace(row.quote, said=said)))[1] == dt.date(2026, 3, 31)
    without = replace(row.quote, said=date(2, "then", None, "x"), date=None)
    assert day_of(replace(row, quote=without)) is None


@pytest.mark.parametrize(
    ("changes", "speaker"),
    [
        ({}, 1),
        ({"certainty": Certainty.UNATTRIBUTED}, NOBODY),
        ({"speaker": None, "speaker_name": None, "speaker_words": "her  sister"}, "her sister"),
        ({"speaker": None, "speaker_name": None, "speaker_words": None}, NOBODY),
    ],
)
def test_who_speaks(changes, speaker):
    assert speaker_of(BankRow(quote(1, "x", **changes), None, None)) == speaker


@pytest.mark.parametrize("grouping", Grouping)
def test_every_quotation_stands_once_under_any_grouping(grouping):
    book = make_book(many(200))
    lines = arrange(book.rows, book, grouping)
    quotes = [line.quote.id for line in lines if line.quote is not None]
    assert sorted(quotes) == list(range(1, 201))
    assert len({line.key for line in lines}) == len(lines)
    assert not lines[0].is_indented
    for line in lines:
        assert line_sentence(line)
        assert (line.form is LineForm.HEADING) == (not line.can_be_current)


def test_no_rows_are_no_lines():
    book = make_book(QuoteBank((), ()))
    assert all(len(arrange((), book, grouping)) == 0 for grouping in Grouping)


def test_speakers_with_most_quotations_stand_first_and_nobody_last():
    rows = [
        BankRow(quote(1, "a", certainty=Certainty.UNATTRIBUTED), None, None),
        BankRow(quote(2, "b", certainty=Certainty.UNATTRIBUTED), None, None),
        BankRow(quote(3, "c", speaker=None, speaker_name=None, speaker_words="a man"), None, None),
        BankRow(quote(4, "d", speaker=4, speaker_name="Osei"), None, None),
        BankRow(quote(5, "e", speaker=4, speaker_name="Osei"), None, None),
    ]
    book = make_book(QuoteBank(tuple(rows), ()))
    lines = arrange(book.rows, book, Grouping.SPEAKER)
    assert [line.words for line in lines if line.form is LineForm.HEADING] == [
        "Osei", "a man", "Nobody known",
    ]  # fmt: skip


# -- verdicts


def test_every_verdict_has_a_sign_a_name_two_colours_and_a_place():
    every = {*Verdict, None}
    assert set(SIGNS) == set(NAMES) == set(WORST_FIRST) == every
    assert len(set(SIGNS.values())) == len(every) and WORST_FIRST[0] is Verdict.ALTERED
    assert len({inks(verdict) for verdict in every}) == len(every)
    for palette in (LIGHT, DARK):
        for verdict in every:
            assert all(palette.color(name).isValid() for name in inks(verdict))


@pytest.mark.parametrize(
    ("verdict", "changed", "words"),
    [
        (Verdict.VERBATIM, 0, "verbatim in Compl. ¶ 38"),
        (Verdict.RESPELLED, 0, "case or punctuation differs from Compl. ¶ 38"),
        (Verdict.BRACKETS, 1, "every change is marked; see Compl. ¶ 38"),
        (Verdict.SHORTER, 0, "only a part stands in Compl. ¶ 38"),
        (Verdict.ALTERED, 1, "1 word differs from Compl. ¶ 38"),
        (Verdict.ALTERED, 7, "7 words differ from Compl. ¶ 38"),
        (Verdict.ALTERED, 0, "differs from Compl. ¶ 38"),
        (Verdict.NOT_FOUND, 0, "in no other paper"),
        (None, 0, ""),
    ],
)
def test_verdicts_in_words(verdict, changed, words):
    place = SameWords(pin(1), verdict or Verdict.VERBATIM, changed, "x")
    assert verdict_words(verdict, place) == words


def steps(*pairs):
    return tuple(WordStep(kind, ours, theirs) for kind, ours, theirs in pairs)


SAME, REPLACED = StepKind.SAME, StepKind.REPLACED


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ((), ""),
        (((SAME, "all ", "all "), (REPLACED, "paper", "notice")),
         "Compl. ¶ 38 says “notice”; Harbor Ledger at 1 has “paper”"),
        (((StepKind.LEFT_OUT, "", "not "), (REPLACED, "paper", "notice")),
         "Compl. ¶ 38 says “notice”; Harbor Ledger at 1 has “paper”; “not” is left out"),
        (((StepKind.LEFT_OUT, "", "not "),), "Against Compl. ¶ 38, “not” is left out"),
        (((StepKind.PUT_IN, "very", ""), (StepKind.LEFT_OUT, "", " ")),
         "Against Compl. ¶ 38, “very” is put in"),
        (((StepKind.CASE, "The", "the"), (StepKind.PUNCTUATION, ";", ",")),
         "a capital differs; punctuation differs"),
        (((StepKind.BRACKETED, "[the]", "its"), (StepKind.ELLIPSIS, "…", "all of it")),
         "brackets and an ellipsis tell of a change"),
        (((StepKind.ELLIPSIS, "…", "all of it"),), "an ellipsis tells of a change"),
        (((REPLACED, "a", "b"), (REPLACED, "c", "d")),
         "Compl. ¶ 38 says “b”; Harbor Ledger at 1 has “a”; “d” there is “c” here"),
    ],
)  # fmt: skip
def test_differences_in_words(made, words):
    row = BankRow(quote(1, "x", pin=pin(5, 10, 5, None)), Verdict.ALTERED, None)
    line = make_book(QuoteBank((row,), ())).line(1)
    line = replace(line, pin=replace(line.pin, place=pin(4).place))
    line = replace(line, pin=replace(line.pin, short_name="Harbor Ledger"))
    against = SameWords(pin(1), Verdict.ALTERED, 1, "y")
    assert difference_words(Shown(line, against, steps(*made))) == words


def test_damaged_words_are_shown_as_they_stand_and_told_beside():
    rows = tuple(
        BankRow(quote(at, words), Verdict.VERBATIM, None)
        for at, words in ((1, "P$3 ipes leak in the [T] own"), (2, "[P]ipes leak"))
    )
    book = make_book(QuoteBank(rows, ()))
    lines = {row.quote.id: book.line(row.quote.id) for row in rows}
    assert lines[1].words == "“P$3 ipes leak in the [T] own”"
    assert lines[1].note.endswith("looks damaged, likely “[P]ipes”, “[T]own”")
    assert "damaged" not in lines[2].note


def test_many_differences_are_counted():
    row = BankRow(quote(1, "x"), Verdict.ALTERED, None)
    line = make_book(QuoteBank((row,), ())).line(1)
    many_steps = steps(*((REPLACED, f"a{at}", f"b{at}") for at in range(9)))
    words = difference_words(Shown(line, SameWords(pin(1), Verdict.ALTERED, 9, "y"), many_steps))
    assert words.endswith("; 5 more differences")


def test_words_of_papers_are_never_markup_and_every_step_is_shown():
    row = BankRow(quote(1, "a <b> c", evidence="<i>how</i>"), Verdict.ALTERED, None)
    line = make_book(QuoteBank((row,), ())).line(1)
    made = steps((SAME, "a ", "a "), (REPLACED, "<b>", "<script>"), (SAME, " c", " c"))
    place = SameWords(pin(1), Verdict.ALTERED, 1, "a <script> c")
    for wide in (False, True):
        html = comparison_html(Shown(line, place, made, (place,)), wide=wide)
        assert "<script>" not in html and "<i>how" not in html
        assert "&lt;script&gt;" in html and "class='put'>&lt;b&gt;" in html


def test_the_style_sheet_is_of_the_theme():
    for palette in (LIGHT, DARK):
        sheet = style_sheet(palette, "Some Serif", 9.5)
        assert palette.added_ink in sheet and "'Some Serif'; font-size: 9.5pt" in sheet
