"""Date expressions: where they stand, what they mean, what is none."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.citations import find_citations
from extraction.date_values import bounds
from extraction.dates import find_dates, tells_a_story
from extraction.findings import Basis, DocumentKind
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from tests.counting import steps_of

DAY = dt.date(2017, 4, 7)  # a Friday


def found(text, day=DAY, **options):
    reading = read(text if isinstance(text, SourceText) else SourceText(text))
    dates = find_dates(reading, citations=find_citations(reading), document_date=day, **options)
    for date in dates:
        assert date.span.of(reading.source.text) == date.text
        if date.value and not date.value.endswith("/.."):
            assert bounds(date.value) == (date.earliest, date.latest)
    return dates


def pairs(text, day=DAY, **options):
    return [(date.text, date.value) for date in found(text, day, **options)]


STATED = [
    ("On April 7, 2017, Rivera called.", "April 7, 2017", "2017-04-07"),
    ("APRIL 7, 2017", "APRIL 7, 2017", "2017-04-07"),
    ("It was Thursday, April 6, 2017.", "Thursday, April 6, 2017", "2017-04-06"),
    ("Filed Apr. 6th, 2017", "Apr. 6th, 2017", "2017-04-06"),
    ("on the 6th day of April, 2017", "the 6th day of April, 2017", "2017-04-06"),
    ("this 6th day of May, two thousand ten.", "this 6th day of May, two thousand ten", "2010-05-06"),
    ("the sixth day of May 2016", "the sixth day of May 2016", "2016-05-06"),
    ("the twenty-second of June, 1999", "the twenty-second of June, 1999", "1999-06-22"),
    ("on March 1, in the year 1901", "March 1, in the year 1901", "1901-03-01"),
    ("On March 01 , 2008 it rose", "March 01 , 2008", "2008-03-01"),
    ("born 13 Sept. 1972", "13 Sept. 1972", "1972-09-13"),
    ("04th Jan 2019", "04th Jan 2019", "2019-01-04"),
    ("stamped 07-Apr-2017", "07-Apr-2017", "2017-04-07"),
    ("stamped Sep-23-2020", "Sep-23-2020", "2020-09-23"),
    ("at 2017-04-07T15:30 sharp", "2017-04-07T15:30", "2017-04-07T15:30"),
    ("scan_2017-04-05.pdf", "2017-04-05", "2017-04-05"),
    ("filed 04/13/2017", "04/13/2017", "2017-04-13"),
    ("filed 13.04.2017", "13.04.2017", "2017-04-13"),
    ("filed 5/5/17", "5/5/17", "2017-05-05"),
    ("her birthday, 10/31/62", "10/31/62", "1962-10-31"),
    ("in April 2017", "April 2017", "2017-04"),
    ("in April of 2017", "April of 2017", "2017-04"),
    ("in Sept. 2016", "Sept. 2016", "2016-09"),
    ("the month of May, 2016", "the month of May, 2016", "2016-05"),
    ("paid for 12/2015", "12/2015", "2015-12"),
    ("in 1987", "1987", "1987"),
    ("the year 2008", "the year 2008", "2008"),
    ("in nineteen eighty-four", "nineteen eighty-four", "1984"),
    ("since two thousand seventeen.", "two thousand seventeen", "2017"),
    ("in early March 2016", "early March 2016", "2016-03"),
    ("by mid-2014 it", "mid-2014", "2014"),
    ("at the end of 2013", "the end of 2013", "2013"),
    ("throughout the 1990s", "the 1990s", "199X"),
    ("in the late '80s", "the late '80s", "198X"),
    ("the 19th century", "the 19th century", "18XX"),
    ("in the first quarter of 2016", "the first quarter of 2016", "2016-33"),
    ("in Q3 2015", "Q3 2015", "2015-35"),
    ("2014 Q4 results", "2014 Q4", "2014-36"),
    ("H1 2016", "H1 2016", "2016-40"),
    ("the summer of 2016", "the summer of 2016", "2016-22"),
    ("fiscal year 2016", "fiscal year 2016", "2016"),
    ("the fiscal year ended June 30, 2016", "the fiscal year ended June 30, 2016", "2015-07-01/2016-06-30"),
    ("the quarter ended March 31, 2016", "the quarter ended March 31, 2016", "2016-01-01/2016-03-31"),
    ("the week of April 3, 2017", "the week of April 3, 2017", "2017-04-03/2017-04-09"),
    ("the week ending April 7, 2017", "the week ending April 7, 2017", "2017-04-01/2017-04-07"),
    ("the first Monday of May 2016", "the first Monday of May 2016", "2016-05-02"),
    ("the last week of March 2017", "the last week of March 2017", "2017-03-27/2017-04-02"),
    ("on Thanksgiving 2015", "Thanksgiving 2015", "2015-11-26"),
    ("At 3:15 p.m. on March 4, 2017, he", "3:15 p.m. on March 4, 2017", "2017-03-04T15:15"),
    ("March 4, 2017, at about 9:05 a.m. EST", "March 4, 2017, at about 9:05 a.m. EST", "2017-03-04T09:05"),
    ("between May 3, 2016 and May 5, 2017", "between May 3, 2016 and May 5, 2017", "2016-05-03/2017-05-05"),
    ("from March 3 to April 5, 2017", "from March 3 to April 5, 2017", "2017-03-03/2017-04-05"),
    ("from Nov. 30 to Jan. 4, 2017", "from Nov. 30 to Jan. 4, 2017", "2016-11-30/2017-01-04"),
    ("March 3-5, 2017", "March 3-5, 2017", "2017-03-03/2017-03-05"),
    ("3–5 March 2017", "3–5 March 2017", "2017-03-03/2017-03-05"),
    ("from November 2016 to March 2017", "from November 2016 to March 2017", "2016-11/2017-03"),
    ("January through June 2016", "January through June 2016", "2016-01/2016-06"),
    ("The years 2014-2016", "2014-2016", "2014/2016"),
    ("the 1998-99 season", "1998-99", "1998/1999"),
    ("from 2014 to 2016", "from 2014 to 2016", "2014/2016"),
    ("Sunday, March 5-9, 2017", "Sunday, March 5-9, 2017", "2017-03-05/2017-03-09"),
    ("Friday, 04/14/2017", "Friday, 04/14/2017", "2017-04-14"),
    ("at 1500 hours on 6 April 2017", "1500 hours on 6 April 2017", "2017-04-06T15:00"),
    ("Sent: Thu, 06 Apr 2017 14:03", "Thu, 06 Apr 2017 14:03", "2017-04-06T14:03"),
    ("10/1/2015-10/7/2015", "10/1/2015-10/7/2015", "2015-10-01/2015-10-07"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), STATED)
def test_stated(text, words, value):
    assert pairs(text, None) == [(words, value)]


RELATIVE = [
    ("It filed suit on Thursday.", "Thursday", "2017-04-06"),
    ("It posted that on Thursday afternoon.", "Thursday afternoon", "2017-04-06"),
    ("He was arrested on Friday.", "Friday", "2017-04-07"),
    ("The hearing will be held on Monday.", "Monday", "2017-04-10"),
    ("He left last Friday.", "last Friday", "2017-03-31"),
    ("He leaves next Monday.", "next Monday", "2017-04-10"),
    ("It ended Tuesday of last week.", "Tuesday of last week", "2017-03-28"),
    ("He called yesterday.", "yesterday", "2017-04-06"),
    ("the day before yesterday", "the day before yesterday", "2017-04-05"),
    ("They sent it last month.", "last month", "2017-03"),
    ("next year", "next year", "2018"),
    ("later this week", "later this week", "2017-04-03/2017-04-09"),
    ("the month before last", "the month before last", "2017-02"),
    ("three days ago", "three days ago", "2017-04-04"),
    ("two weeks ago", "two weeks ago", "2017-03-20/2017-03-26"),
    ("six months ago", "six months ago", "2016-10"),
    ("ten years ago", "ten years ago", "2007"),
    ("It began in March.", "March", "2017-03"),
    ("The trial is scheduled to begin on June 12.", "June 12", "2017-06-12"),
    ("They met on November 3.", "November 3", "2016-11-03"),
    ("Last March they met.", "Last March", "2017-03"),
    ("March of last year", "March of last year", "2016-03"),
    ("last summer", "last summer", "2016-22"),
    ("over the past two years", "the past two years", "2015-04-07/2017-04-06"),
    ("He spoke last night.", "last night", "2017-04-06"),
    ("They came the Friday before last.", "Friday before last", "2017-03-24"),
    ("It opens the Monday after next.", "Monday after next", "2017-04-17"),
    ("The yard has until the end of May, he said.", "the end of May", "2017-05"),
    ("by the 18th of this month", "the 18th of this month", "2017-04-18"),
    ("from March 2014 to the present", "from March 2014 to the present", "2014-03/2017-04-07"),
    ("between May 2014 and the present", "between May 2014 and the present", "2014-05/2017-04-07"),
    ("It was Tuesday the eleventh.", "Tuesday the eleventh", "2017-04-11"),
]


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE)
def test_relative_to_the_document_date(text, words, value):
    (date,) = found(text)
    assert (date.text, date.value, date.basis) == (words, value, Basis.RELATIVE)
    assert date.anchor == "2017-04-07"
    assert date.reason


@pytest.mark.parametrize(("text", "words"), [row[:2] for row in RELATIVE if "2014" not in row[0]])
def test_without_a_document_date_nothing_is_guessed(text, words):
    (date,) = found(text, None)
    assert (date.text, date.value, date.earliest, date.latest) == (words, None, None, None)
    assert date.basis is Basis.RELATIVE
    assert date.reason


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("Two days later she wrote.", "2017-03-05"),
        ("The following day she wrote.", "2017-03-04"),
        ("The next day she wrote.", "2017-03-04"),
        ("The same day she wrote.", "2017-03-03"),
        ("The previous month she had written.", "2017-02"),
        ("A week later she wrote.", "2017-03-06/2017-03-12"),
        ("The day before, she had written.", "2017-03-02"),
        ("That evening she wrote.", "2017-03-03"),
    ],
)
def test_relative_to_the_date_named_before(later, value):
    first, second = found(f"On March 3, 2017 he called. {later}")
    assert first.value == "2017-03-03"
    assert (second.value, second.anchor) == (value, "2017-03-03")


@pytest.mark.parametrize(
    ("text", "words", "anchor"),
    [
        ("just a day after the firm said it would sue, it", "just a day after", "the firm said it would sue"),
        ("the day before the hearing.", "the day before", "the hearing"),
        ("within two weeks after Mr. Osei was released.", "two weeks after", "Mr. Osei was released"),
        ("the same day that the summons issued.", "the same day", "that the summons issued"),
        ("many years ago.", "many years ago", "2017-04-07"),
    ],
)  # fmt: skip
def test_what_cannot_be_resolved_keeps_its_anchor_and_no_value(text, words, anchor):
    (date,) = found("On March 3, 2017 he called. " + text)[1:]
    assert (date.text, date.value, date.anchor) == (words, None, anchor)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("two days after April 3, 2017", "two days after April 3, 2017", "2017-04-05"),
        ("thirty (30) days after May 1, 2016", "thirty (30) days after May 1, 2016", "2016-05-31"),
        ("three weeks before June 30, 2016", "three weeks before June 30, 2016", "2016-06-09"),
        ("one year from January 31, 2015", "one year from January 31, 2015", "2016-01-31"),
        ("the day after Christmas 2016", "the day after Christmas 2016", "2016-12-26"),
    ],
)
def test_counted_from_the_date_named_with_it(text, words, value):
    (date,) = found(text, None)
    assert (date.text, date.value, date.basis) == (words, value, Basis.RELATIVE)


def test_business_days_are_not_counted():
    (_, date) = found("Served May 5, 2016. Ten business days later it defaulted.")
    assert date.value is None
    assert "holidays" in date.reason


@pytest.mark.parametrize(
    "text",
    [
        "for thirty (30) days",
        "several weeks of work",
        "every Monday",
        "twice a year",
        "a three-year term",
        "He recently moved.",
        "at all relevant times",
        "open Monday through Friday",
        "within 72 hours",
        "per day",
    ],
)
def test_durations_sets_and_vague_words_have_no_value(text):
    (date,) = found(text)
    assert (date.value, date.earliest, date.latest) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "operator"),
    [
        ("on or about ", "around"), ("in or around ", "around"), ("approximately ", "around"),
        ("before ", "before"), ("prior to ", "before"), ("no later than ", "before"), ("by ", "before"),
        ("after ", "after"), ("since ", "since"), ("as of ", "since"), ("until ", "until"),
        ("through ", "until"), ("on ", None), ("post-", "after"),
    ],
)  # fmt: skip
def test_operators(before, operator):
    (date,) = found(f"It stood {before}March 3, 2017.")
    assert date.operator == operator
    assert date.value == ("2017-03-03~" if operator == "around" else "2017-03-03")
    assert date.text == "March 3, 2017"


def test_about_inside_an_expression():
    (date,) = found("He left about two years ago.")
    assert (date.text, date.value, date.operator) == ("about two years ago", "2015~", "around")


def test_operators_after_the_date():
    assert [date.operator for date in found("2012 or later; 2014 and before")] == [
        "since",
        "before",
    ]


NO_DATES = [
    "under 19 U.S.C. § 1509 and Section 1983, he moved",
    "Section 2015 of the Code applies. See § 2000e-5.",
    "Rule 12(b)(6) and Rules 2017, 2018 govern.",
    "Case No. 3:17-cv-01916-XYZ was assigned.",
    "Index No. 650123/2015 is closed.",
    "Bates numbers OSEI 002015-002018 were produced.",
    "He paid $2015 and then $1,999.00 in fees.",
    "550 U.S. 544 (2007) and 82 Fed. Reg. 2017",
    "459 F. Supp. 3d 273, 283- 288 (D. Me. 2020)",
    "Osei v. Lund (4th Cir. 2013), as amended (9th Cir. Jan. 9, 2019)",
    "2022-NCSC-1 holds so",
    "the Telecommunications Act of 1996",
    "Windows 2000 and Office 2010 were installed.",
    "version 10.4.2017 was released",
    "1900 Main Street, Suite 2010",
    "at 2015 Harbor View Road",
    "17 March Road",
    "about 1800 employees and 2000 homes",
    "The 1900 block of Elm Street",
    "Flight 1850 left. Flight No. 2017.",
    "This may or may not be right. You may not. May I ask?",
    "the march on the capitol; protesters march",
    "April May and June Carter testified. August Wilson wrote plays.",
    "Judge May ruled. Ms. April Jones left. Mr. March agreed.",
    "a second chance, a minute detail",
    "Room 1984, Box 2001",
    "page 2015 of the transcript, line 12",
    "Tr. 14:22-15:3 and 3:17 of the record",
    "Isaiah 3:16; John 3:16",
    "The Second Circuit, the Ninth Amendment, the 9th Circuit",
    "Phone 555-2017 or +1 202-555-2014",
    "SSN 123-12-1234",
    "a 1/2 interest, 24/7, 3/4 of the shares",
    "at least 2000 feet, 1,950 pages",
    "ID #: 2001 and #2015",
    "www.example.com/2017/index",
    "He was 2017th in line",
    "the Sunday Times, the Daily Mail, Communications Daily",
    "day after day, year after year",
    "form 1099 and Form 2015",
    "Exhibit 2017; Ex. 1999",
    "a fall from the roof; the spring of the mattress",
    "address 10.12.2017.1",
    "order no. 2017-05-12345",
    "P.O. Box 1999",
    "in the second half of the brief",
    "Section 10(b), Title 18, Part 1910",
    "ratio 10-12-15 and score 21-14",
    "HR 1984 is pending",
    "Comes now Plaintiff; now, therefore, it is ordered",
    "as soon as possible",
    "Feb. 30 and April 31 are no days",
    "China Eastern and the eastern shore",
    "ECF No. 2017 at 12; Dkt. 1999",
    "He relies on 1623(c)'s reference to it.",
    "550 U.S. at 555, 127 S.Ct. 1955. To satisfy this",
    "P.R. Laws Ann. tit. 25, 2058-2059; see also",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text):
    assert pairs(text) == []


def test_the_last_of_several_nights_is_not_last_night():
    assert [value for _, value in pairs("The last night boat left the isle.")] == [None]


class TestAmbiguousNumericDates:
    def one(self, text, day=None, **options):
        (date,) = [date for date in found(text, day, **options) if date.basis is Basis.AMBIGUOUS]
        return date.value, date.alternatives, date.reason

    def test_month_first_where_nothing_decides(self):
        value, others, reason = self.one("Sent 07/04/2017.")
        assert (value, others) == ("2017-07-04", ("2017-04-07",))
        assert "nothing here decides" in reason

    def test_another_numeric_date_decides(self):
        assert self.one("Sent 07/04/2017, read 23/04/2017.")[0] == "2017-04-07"
        assert self.one("Sent 07/04/2017, read 04/23/2017.")[0] == "2017-07-04"

    def test_the_style_of_written_dates_decides(self):
        assert self.one("Sent 07/04/2017. Updated 9 May 2017.")[0] == "2017-04-07"
        assert self.one("Sent 07/04/2017. Updated May 9, 2017.")[0] == "2017-07-04"

    def test_british_spelling_decides(self):
        value, _, reason = self.one("Sent 07/04/2017, criticised at the centre.")
        assert value == "2017-04-07"
        assert "British" in reason

    def test_nearness_to_the_document_decides(self):
        assert self.one("Sent 07/04/2017.", DAY)[0] == "2017-04-07"

    def test_the_attorney_decides(self):
        assert self.one("Sent 07/04/2017, read 04/23/2017.", day_first=True)[0] == "2017-04-07"

    def test_one_order_for_the_whole_document(self):
        dates = found("Sent 03/02/2017, 05/04/2017 and 22/03/2017.", None)
        assert [date.value for date in dates] == ["2017-02-03", "2017-04-05", "2017-03-22"]

    def test_a_range_keeps_its_other_reading(self):
        (date,) = found("from 03/02/2017 to 05/04/2017", None)
        assert (date.value, date.alternatives) == (
            "2017-03-02/2017-05-04",
            ("2017-02-03/2017-04-05",),
        )

    def test_an_e_filing_stamp_is_stated(self):
        text = "Case 3:17-cv-01916 Document 1 Filed 04/06/17 Page 1 of 19\nOsei sues Lund."
        source = SourceText(
            text,
            paragraphs=(Paragraph(Span(58, len(text))),),
            zones=(ZoneSpan(Span(0, 57), Zone.PAGE_FURNITURE, "stamp"),),
        )
        (date,) = found(source)
        assert (date.value, date.basis, date.zone) == (
            "2017-04-06",
            Basis.STATED,
            Zone.PAGE_FURNITURE,
        )


def test_days_of_a_list_share_month_and_year():
    assert pairs("on March 3, 5 and 9, 2017") == [
        ("March 3", "2017-03-03"),
        ("5", "2017-03-05"),
        ("9, 2017", "2017-03-09"),
    ]


def test_dates_of_a_list_share_the_year_at_its_end():
    text = "On May 1, June 2, and July 3, 2014, and on August 4, 2015"
    assert [date.value for date in found(text)] == [
        "2014-05-01",
        "2014-06-02",
        "2014-07-03",
        "2015-08-04",
    ]


def test_a_weekday_that_does_not_fit_is_told():
    (date,) = found("Friday, April 6, 2017")
    assert date.value == "2017-04-06"
    assert "Thursday" in date.reason


def test_a_weekday_finds_the_year():
    (date,) = found("It was Tuesday, March 7, that they met.", dt.date(2019, 1, 15))
    assert date.value == "2017-03-07"


class TestNarrative:
    """Court papers tell a story: what lacks a year follows the date named last."""

    def test_the_year_of_the_dates_around_it(self):
        dates = found(
            "In November 2015 he joined. On January 3, he left. On March 9 he sued.",
            dt.date(2019, 6, 1),
            narrative=True,
        )
        assert [date.value for date in dates] == ["2015-11", "2016-01-03", "2016-03-09"]
        assert dates[1].basis is Basis.RELATIVE

    def test_a_weekday_without_a_near_date_stays_open(self):
        (date,) = found("He left on Thursday.", narrative=True)
        assert date.value is None

    def test_a_weekday_follows_the_date_named_last(self):
        dates = found("He came on August 9, 2017. On Friday he left.", narrative=True)
        assert dates[1].value == "2017-08-11"

    def test_furniture_does_not_move_the_story(self):
        text = "On March 3, 2016 he came.\nFiled 09/17/19\nTwo days later he left."
        source = SourceText(
            text,
            paragraphs=(Paragraph(Span(0, 25)), Paragraph(Span(41, len(text)))),
            zones=(ZoneSpan(Span(26, 40), Zone.PAGE_FURNITURE, "stamp"),),
        )
        values = [(date.value, date.zone) for date in found(source, None, narrative=True)]
        assert values[-1] == ("2016-03-05", Zone.BODY)

    @pytest.mark.parametrize(
        ("kind", "story"),
        [
            (DocumentKind.COMPLAINT, True),
            (DocumentKind.OPINION, True),
            (DocumentKind.ARTICLE, False),
            (DocumentKind.EXHIBIT, False),
        ],
    )
    def test_kinds(self, kind, story):
        assert tells_a_story(kind, read(SourceText("On May 1 he left."))) is story


def test_an_open_period_keeps_its_beginning():
    (date,) = found("from March 2014 to the present", None)
    assert (date.value, date.earliest) == ("2014-03/..", dt.date(2014, 3, 1))


def test_over_line_ends_and_page_furniture():
    text = "He left on April\n12\n6, 2017 by car."
    source = SourceText(
        text,
        paragraphs=(Paragraph(Span(0, len(text))),),
        zones=(ZoneSpan(Span(17, 19), Zone.PAGE_FURNITURE, "page number"),),
    )
    (date,) = found(source)
    assert (date.text, date.value) == ("April\n12\n6, 2017", "2017-04-06")


def test_a_new_document_date_resolves_everything_anew():
    text = "He left on Thursday, having come last month."
    assert [date.value for date in found(text, dt.date(2017, 4, 7))] == ["2017-04-06", "2017-03"]
    assert [date.value for date in found(text, dt.date(2019, 1, 2))] == ["2018-12-27", "2018-12"]


def test_a_day_keeps_the_year_that_the_paper_gives_it():
    text = (
        "The rally of August 11, 2017 began at noon. It was the largest since the first one. In 1967 a "
        "man was shot.\n\nOn August 11, Quist came. On September 4, he left."
    )
    assert [date.value for date in found(text, narrative=True)][-2:] == ["2017-08-11", "2017-09-04"]


def test_a_day_with_two_years_has_none_given():
    text = "On May 5, 2010 and on May 5, 2012 he paid. On June 1, 2012 he fell. On May 5 he wept."
    assert found(text, narrative=True)[-1].reason != "the paper states the year of this day"


def test_a_day_that_is_named_again_and_again_is_of_the_storys_year():
    march = "On March 12, Osei spoke."
    told = " ".join(["Lund founded it in 2013.", march, "They met in June 2019.", march] * 2)
    for stated in (
        "April 2, 2017, and May 3, 2017",
        "March 12, 2017, on March 12, 2018, and May 3, 2017",
    ):
        text = f"It rained on {stated}. {told}"
        dates = [each for each in found(text, narrative=True) if each.text == "March 12"]
        assert {each.value for each in dates} == {"2017-03-12"} and len(dates) == 4
    rare = "It rained on April 2, 2017, and May 3, 2017. It ended in June 2019. On March 12, Osei spoke."
    assert found(rare, narrative=True)[-1].value != "2017-03-12"
    undecided = f"It rained on April 2, 2017, and May 3, 2018. {told}"
    reasons = {each.reason for each in found(undecided, narrative=True) if each.text == "March 12"}
    assert "the paper states the year of this day" not in reasons


def test_dates_are_in_order_and_apart():
    dates = found("\n".join(row[0] for row in STATED + RELATIVE))
    assert all(a.span.end <= b.span.start for a, b in pairwise(dates))
    assert len(dates) >= len(STATED) + len(RELATIVE) - 4


WORDS = st.sampled_from(
    [
        "on",
        "by",
        "from",
        "to",
        "between",
        "and",
        "the",
        "of",
        ",",
        ".",
        "-",
        "/",
        "§",
        "\n",
        "é",
        "April",
        "May",
        "March",
        "7",
        "6th",
        "31",
        "2017",
        "1999",
        "'98",
        "07/04/2017",
        "1990s",
        "Thursday",
        "first",
        "Monday",
        "last",
        "next",
        "week",
        "month",
        "year",
        "fiscal",
        "quarter",
        "two",
        "days",
        "later",
        "ago",
        "after",
        "before",
        "early",
        "noon",
        "3:15",
        "p.m.",
        "–",
        "“",
        "”",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " "]), st.booleans())
def test_every_finding_is_at_its_span(parts, joint, narrative):
    found(joint.join(parts), narrative=narrative)


def test_the_work_grows_with_the_length_of_a_paper():
    """Characters a second are in ``benchmarks.dating``."""
    rows = "\n".join(row[0] for row in STATED + RELATIVE)
    text = f"{rows}\n{'Nothing happened here at all. ' * 200}"

    def steps(times):
        reading = read(SourceText(text * times))
        return steps_of(lambda: find_dates(reading, document_date=DAY))

    steps(1)  # what is kept from one reading to the next is made
    some, more = steps(2), steps(4)
    assert more < 2.3 * some


@pytest.mark.parametrize(
    "unit", ["March 3, ", "March 3, 4 and 5. ", "twenty ", "2017-", "the last ", "1/"]
)
def test_endless_repetition_is_no_burden(unit):
    """What goes on inside a pattern cannot be counted: like a hang, it is told by a bound far away."""
    text = unit * (20_000 // len(unit))
    start = time.process_time()
    find_dates(read(SourceText(text)), document_date=DAY)
    assert time.process_time() - start < 5  # a third of a second at most
