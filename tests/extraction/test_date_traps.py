"""What looks like a date in court papers and is none, and dates that hide: each row with all that is found.

A row is a sentence and the words and EDTF value of every time expression in it. The paper is of Friday,
April 7, 2017.
"""

import datetime as dt

import pytest

from extraction.citations import find_citations
from extraction.dates import find_dates
from extraction.reading import read
from importers.source_text import SourceText

DAY = dt.date(2017, 4, 7)

# Sections, titles, rules, regulations, statutes with their years, public laws
LAW = [
    "Lund violated 42 U.S.C. § 1983 and § 1985.",
    "Under 28 U.S.C. §§ 1331, 1367 and 2201 this Court may hear it.",
    "See 17 C.F.R. § 240.10b-5.",
    "Section 2004 of the Revised Statutes applies.",
    "Title 18, Sections 1961 through 1968, is the statute.",
    "He pleads a violation of Cal. Civ. Code § 1942.",
    "Rule 2004 examinations are common in bankruptcy.",
    "Fed. R. Civ. P. 26(a)(2) governs, as does Rule 12(b)(6).",
    "See Fed. R. Evid. 803(6) and 902(11).",
    "L.R. 7-1 and L.R. 56-1 require a statement.",
    "It was published at 82 Fed. Reg. 1990.",
    "Pub. L. No. 104-191, § 1171, governs.",
    "Article 2 of the UCC, § 2-207, controls.",
    "Chapter 2016 of the ordinance forbids it.",
    "N.Y. C.P.L.R. 3211(a)(7) governs.",
    "Part 1910 of the standard sets the limit.",
    "The claim lies under § 1692e(2)(A).",
    "Sec. 1701.59 of the Code sets the duty.",
    "It breached ORS 2012 in terms.",
    "The officer cited Penal Code 1203.4.",
    "Standing Order 2015 is in force.",
    "The Securities Act of 1933 and the Exchange Act of 1934 forbid it.",
    "Regulation 1402 and Reg. 1604.11 apply.",
]

# Reporters, dockets, orders, neutral citations, Westlaw numbers; the years in them are the decisions'
CITED = [
    "Bell Atl. Corp. v. Twombly, 550 U.S. 544 (2007), controls.",
    "See Ashcroft v. Iqbal, 556 U.S. 662, 678 (2009).",
    "Smith v. Jones, 123 F.3d 456 (9th Cir. 1997), is apt.",
    "Osei v. Lund, No. 14-cv-2016, 2016 WL 2015432 (S.D.N.Y. May 4, 2016).",
    "Case No. 2:17-cv-02016-JMV was reassigned.",
    "No. 1:16-cv-1999 is before this Court.",
    "Index No. 650123/2015 is the state case.",
    "Civil Action No. 2012-1809 was closed.",
    "Dkt. No. 2014 at 3 says otherwise.",
    "ECF No. 1999 shows the exhibit.",
    "Doc. 2001 at 4 is the motion.",
    "Case 3:15-cr-2010-WHA was tried.",
    "In re Adoption, 2014-Ohio-1883, so held.",
    "State v. Hull, 2022-NCSC-1, is cited.",
    "The journal, 97 Harv. L. Rev. 4 (1983), explains it.",
    "See 127 S. Ct. 1955 and 129 S. Ct. 1937.",
    "Docket 2015-00123 was consolidated.",
    "Claim 2013-447 was denied.",
    "Petition No. 2011 was withdrawn.",
    "See 890 F.2d 1999 for the rule.",
    "Compare 12 Cal. 5th 1001 with the rest.",
    "Case No. CV-2015-1204 was dismissed.",
]

# Page and line, paragraphs, exhibits, Bates numbers, forms, boxes, items
RECORD = [
    "Lund Dep. 14:22-15:3 says so.",
    "See Tr. 3:17 and Tr. 10:24-11:2.",
    "Osei Dep. at 12:5.",
    "Compl. ¶¶ 12-14 allege it.",
    "See ¶ 2016 of the index.",
    "Ex. 2014 was offered.",
    "Exhibit 1999 is the lease.",
    "Exhibits 5-7 and 12/13 were admitted.",
    "LUND002015 through LUND002018 were produced.",
    "Bates 2015-2018 were withheld.",
    "Documents OSEI-2001 to OSEI-2009 are privileged.",
    "Bates Nos. 1998 to 2004 were logged.",
    "Form 1099 and Form 1040 were filed.",
    "He signed Form W-2 and Form 2553.",
    "Schedule 2012 lists the creditors.",
    "Item 1980 on the inventory is a lathe.",
    "See page 2014 of the record.",
    "pp. 1999-2003 are missing.",
    "Line 2010 of the code was changed.",
    "Tab 2 and Tab 12/3 hold the maps.",
    "Id. at 1965.",
    "Interrogatory No. 17 and Request No. 2012 were answered.",
    "Table 2000 shows the doses.",
    "App. 1776 has the deed.",
]

# Amounts, counts, ages, ratios, measures, temperatures, scores
COUNTS = [
    "Lund owes $2,016 and $1999.99.",
    "He paid $ 2016 in rent.",
    "The settlement was 2,000 dollars.",
    "About 2000 employees lost their jobs.",
    "Some 1,950 people were in the hall.",
    "The crate weighed 2015 pounds.",
    "It ran at 1800 rpm.",
    "The lot has 1,900 square feet.",
    "A crowd of 2000 people gathered.",
    "The ratio was 3/4 of the whole.",
    "They split 50/50 and owned 1/2 each.",
    "A 7-2 decision, then a 5-4 one.",
    "He is 22 years old.",
    "The 45-year-old plaintiff fell.",
    "Her blood pressure was 120/80.",
    "Vision was 20/20 in both eyes.",
    "The jury voted 10-2.",
    "It seats 1700 passengers.",
    "The mixture is 5:1.",
    "Interest of 4.5% accrued.",
    "It holds 2016 units.",
    "He drove 1500 miles.",
    "They sold 2012 shares to Osei.",
    "The bolt is 3/8 inch wide.",
    "He works 24/7 for the firm.",
    "She measured 10-12 feet.",
    "The amperage was 15/20.",
    "The firm made 1600 calls.",
]

# Addresses, telephones, serial numbers, versions, models, names of things
NAMES = [
    "He lives at 2012 Main Street, Lowell.",
    "The shop is at 1900 Market St. in Salem.",
    "Her office, 1776 K Street, N.W., Suite 2000, is closed.",
    "P.O. Box 2014, Salem.",
    "Suite 2010, Tarrow Tower, Salem.",
    "Call (617) 555-2014 for help.",
    "His telephone is 555-2016.",
    "Fax: 617-555-1999.",
    "Apt. 12-4-17 is empty.",
    "He installed version 10.4.2017 of it.",
    "The firmware, v2.10.14, failed.",
    "The IP address was 10.12.20.16.",
    "Windows 2000 crashed.",
    "Serial No. 2014-08-77A was stamped on it.",
    "Badge 1984 was his.",
    "Flight 1549 was late.",
    "Room 2016 was locked.",
    "License plate 2014 ABC was seen.",
    "Order #2015 was void.",
    "Invoice No. 2016-04 was paid.",
    "Model 1911 pistols were seized.",
    "Account ending 2009 was frozen.",
    "State Bar No. 2011 is his.",
    "The PIN was 1999.",
    "It is on Interstate 2000.",
    "ZIP 02016 is Boston's.",
    "Salem, MA 01970 is his home.",
    "Policy 2013 was void.",
    "Unit 1808 leaked.",
    "Lot 1995 on the plat is hers.",
]

# May, March, August, April, June, Sunday, second, fall, spring, sun, sat
WORDS = [
    "Plaintiff may amend as of right.",
    "May it please the Court, he erred.",
    "The Court may, in its discretion, stay it.",
    "Ms. May said so.",
    "Theresa May signed the letter.",
    "They march on the capitol.",
    "The march on Salem was peaceful.",
    "Protesters march slowly to the hall.",
    "Fredric March played the part.",
    "An august body heard it.",
    "August Lund sued him.",
    "Judge August presided.",
    "April Osei testified.",
    "June Carter was deposed.",
    "She told April about it.",
    "The second defendant moved to dismiss.",
    "The Second Amended Complaint says so.",
    "In the second cause of action he pleads fraud.",
    "A third party took it.",
    "The First Amendment forbids it.",
    "The Second Circuit affirmed.",
    "Prices fall and claims fall with them.",
    "His fall broke a hip.",
    "The spring in the door broke.",
    "Claims spring from the lease.",
    "The sun was in his eyes.",
    "He sat in the dock.",
    "They wed in secret.",
    "The Lowell Sun reported it.",
    "The Sunday Times reported it.",
    "Ruby Tuesday leased the lot.",
    "The Day Company sued.",
    "The decision will mar the record.",
    "Dec. of Lund supports it.",
    "Now comes the plaintiff, by counsel.",
    "NOW THEREFORE, it is ordered.",
    "It is well known.",
    "The former president left.",
    "Time is of the essence.",
    "He gave a quarter of it away.",
    "One half of the estate is hers.",
    "A second opinion was sought.",
    "In the first place, he lied.",
    "USA Today ran the story.",
]

MORE = [
    "Plaintiff incorporates paragraphs 1 through 2010 above.",
    "The deed is recorded at Book 2012, Page 1987.",
    "See Restatement (Second) of Torts § 402A (1965).",
    "The contract price was USD 2015 per ton.",
    "Respondent's fleet had 2014 trucks.",
    "Defendants Does 1 through 2000 are unknown.",
    "Under Local Civil Rule 56.1(a), facts are admitted.",
    "Restated at N.J.S.A. 10:5-12.",
    "John 3:16 was carved on it.",
    "A 2005 Honda Civic struck him.",
    "See Op. Att'y Gen. 1999-14.",
    "Claim Nos. 2014 and 2015 were denied.",
    "Lund served Requests 1-25 on him.",
    "The May Company leased it.",
    "March, Lund & Osei LLP appeared.",
    "Dr. April Hull examined him.",
    "She was to fall in line.",
    "He had a second heart attack.",
    "The winter coat was torn.",
    "Route 2002 is closed.",
    "Her grade was 98/100.",
    "He owns 1/12 of the share.",
    "The 9/11 attacks changed it.",
    "S. Rep. No. 95-1002 explains.",
    "H.R. 1628, 115th Cong. (2017), failed.",
    "Exec. Order No. 13,769, 82 Fed. Reg. 8977 (Jan. 27, 2017).",
    "20160502",
    "AO 440 (Rev. 06/12) Summons in a Civil Action",
    "Page 3 of 2014",
    "Osei, 2014 WL 123456, at *3.",
    "His salary rose to 1950 a month.",
    "The 1st defendant and the 2nd defendant pleaded.",
    "A 30(b)(6) deposition was set.",
    "Judgment of $1,945.00 was entered.",
    "Between 1,900 and 2,000 units were sold.",
    "He bought 1800 to 2000 shares.",
    "The building has 1900 rooms.",
    "Lund was No. 1999 on the list.",
    "Chapter 7 and Chapter 11 cases.",
    "Article III, § 2.",
    "in his twenties",
    "in her early thirties",
    "the Class of plaintiffs",
    "the Twentieth Judicial District",
    "AUGUST TERM 2016",
]

KNOWN_WRONG = [
    "Friday's leased the restaurant.",
    "He filed a Monday morning quarterback's brief.",
    "The plaintiff, a minor, by March Lund, his guardian, sues.",
]
"""Read as dates: here only the sense of the sentence tells a name from a day."""

NOT_DATES = [*LAW, *CITED, *RECORD, *COUNTS, *NAMES, *WORDS, *MORE]

DATES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # forms of the bar
    ("on the 6th day of April, 2017", [("the 6th day of April, 2017", "2017-04-06")]),
    ("DATED this 3rd day of May 2016.", [("this 3rd day of May 2016", "2016-05-03")]),
    (
        "the first day of June, two thousand sixteen",
        [("the first day of June, two thousand sixteen", "2016-06-01")],
    ),
    ("On or about March 5, 2014, he fell.", [("March 5, 2014", "2014-03-05~")]),
    ("In or around June 2014 he moved.", [("June 2014", "2014-06~")]),
    ("In or about 2012 it began.", [("2012", "2012~")]),
    ("At all times relevant hereto she was a resident.", [("At all times", None)]),
    ("at all relevant times", [("at all relevant times", None)]),
    ("No later than June 30, 2017, he shall answer.", [("June 30, 2017", "2017-06-30")]),
    ("He had until May 1, 2017.", [("May 1, 2017", "2017-05-01")]),
    ("as of December 31, 2015", [("December 31, 2015", "2015-12-31")]),
    ("A.D. 2016", [("2016", "2016")]),
    ("the 4th of July, A.D. 1976", [("the 4th of July, A.D. 1976", "1976-07-04")]),
    ("in the year of our Lord 1999", [("1999", "1999")]),
    ("Executed on 04/07/2017 at Salem.", [("04/07/2017", "2017-04-07")]),
    ("DOB: 10/31/62", [("10/31/62", "1962-10-31")]),
    ("dated 3-5-14", [("3-5-14", "2014-03-05")]),
    ("2017-04-07", [("2017-04-07", "2017-04-07")]),
    ("07-Apr-2017", [("07-Apr-2017", "2017-04-07")]),
    ("12 JUN 2016", [("12 JUN 2016", "2016-06-12")]),
    ("APRIL 7, 2017", [("APRIL 7, 2017", "2017-04-07")]),
    ("April 7th, 2017", [("April 7th, 2017", "2017-04-07")]),
    ("Apr. 7, 2017", [("Apr. 7, 2017", "2017-04-07")]),
    ("7 April 2017", [("7 April 2017", "2017-04-07")]),
    ("April\n7, 2017", [("April\n7, 2017", "2017-04-07")]),
    ("Thursday, April 6, 2017", [("Thursday, April 6, 2017", "2017-04-06")]),
    # parts and periods
    ("in mid-June 2014", [("mid-June 2014", "2014-06")]),
    ("by the end of 2013", [("the end of 2013", "2013")]),
    ("in Q2 2016", [("Q2 2016", "2016-34")]),
    ("in FY2015", [("FY2015", "2015")]),
    ("in fiscal year 2016", [("fiscal year 2016", "2016")]),
    ("the third quarter of 2015", [("the third quarter of 2015", "2015-35")]),
    ("the first six months of 2016", [("the first six months of 2016", "2016-01/2016-06")]),
    ("the first two quarters of 2015", [("the first two quarters of 2015", "2015-01/2015-06")]),
    ("during the 1980s", [("the 1980s", "198X")]),
    ("in the late 1990s", [("the late 1990s", "199X")]),
    ("in the nineteenth century", [("the nineteenth century", "18XX")]),
    ("in the spring of 2015", [("the spring of 2015", "2015-21")]),
    ("in the fall of 2014", [("the fall of 2014", "2014-23")]),
    ("tax year 2013", [("tax year 2013", "2013")]),
    ("in May 2016", [("May 2016", "2016-05")]),
    ("in March, 2015", [("March, 2015", "2015-03")]),
    ("August 2013", [("August 2013", "2013-08")]),
    ("in 2012", [("2012", "2012")]),
    ("a 2014 agreement between them", [("2014", "2014")]),
    ("the week of March 6, 2017", [("the week of March 6, 2017", "2017-03-06/2017-03-12")]),
    # ranges
    (
        "from May 1, 2015 to June 3, 2015",
        [("from May 1, 2015 to June 3, 2015", "2015-05-01/2015-06-03")],
    ),
    ("between 2010 and 2014", [("between 2010 and 2014", "2010/2014")]),
    ("March 3-5, 2017", [("March 3-5, 2017", "2017-03-03/2017-03-05")]),
    ("2012-2015", [("2012-2015", "2012/2015")]),
    ("from January through March 2016", [("from January through March 2016", "2016-01/2016-03")]),
    ("10/1-11/2/2016", [("10/1-11/2/2016", "2016-10-01/2016-11-02")]),
    ("from 2014 to the present", [("from 2014 to the present", "2014/2017-04-07")]),
    ("between now and May 1, 2017", [("between now and May 1, 2017", "2017-04-07/2017-05-01")]),
    (
        "for two weeks beginning May 1, 2016",
        [("two weeks beginning May 1, 2016", "2016-05-01/2016-05-14")],
    ),
    (
        "March 3, 5 and 9, 2017",
        [("March 3", "2017-03-03"), ("5", "2017-03-05"), ("9, 2017", "2017-03-09")],
    ),
    # clocks
    ("On May 2, 2016, at 3:15 p.m., he fell.", [("May 2, 2016, at 3:15 p.m.", "2016-05-02T15:15")]),
    ("at 1430 hours on May 2, 2016", [("1430 hours on May 2, 2016", "2016-05-02T14:30")]),
    ("at 0800 UTC on May 2, 2016", [("0800 UTC on May 2, 2016", "2016-05-02T08:00")]),
    ("at 9 a.m.", [("9 a.m.", None)]),
    # durations and sets name no day
    ("within thirty (30) days", [("thirty (30) days", None)]),
    ("for three years", [("three years", None)]),
    ("every Monday", [("every Monday", None)]),
    ("weekly", [("weekly", None)]),
    # counted
    ("thirty days after April 3, 2017", [("thirty days after April 3, 2017", "2017-05-03")]),
    (
        "On May 2, 2016, he fell. Two days later he died.",
        [("May 2, 2016", "2016-05-02"), ("Two days later", "2016-05-04")],
    ),
    (
        "On May 2, 2016, he fell. He was seen the same day.",
        [("May 2, 2016", "2016-05-02"), ("the same day", "2016-05-02")],
    ),
    (
        "On May 2, 2016, he fell. The following Monday he left.",
        [("May 2, 2016", "2016-05-02"), ("The following Monday", "2016-05-09")],
    ),
    ("He quit a day after the suit was filed.", [("a day after", None)]),
    ("He came two weeks ago.", [("two weeks ago", "2017-03-20/2017-03-26")]),
    ("Memorial Day weekend of 2016", [("Memorial Day weekend of 2016", "2016-05-28/2016-05-30")]),
    ("on Christmas Day 2015", [("Christmas Day 2015", "2015-12-25")]),
    ("the last Friday of May 2016", [("the last Friday of May 2016", "2016-05-27")]),
    # the modal and the month in one sentence
    ("Lund may file in May 2016.", [("May 2016", "2016-05")]),
    ("They march on March 3, 2016.", [("March 3, 2016", "2016-03-03")]),
    ("In August 2014 August Lund died.", [("August 2014", "2014-08")]),
    (
        "On Sunday, May 1, 2016, the Sunday Times wrote of it.",
        [("Sunday, May 1, 2016", "2016-05-01")],
    ),
    # beside what is none
    ("On May 2, 2016, he paid $2,016 under § 2016.", [("May 2, 2016", "2016-05-02")]),
    ("Form 1099 for 2015 was sent.", [("2015", "2015")]),
    ("He lived at 2012 Main Street in 2012.", [("2012", "2012")]),
    ("Lund Dep., May 2, 2016, at 14:22.", [("May 2, 2016", "2016-05-02")]),
    # of every kind, written after the grammar
    ("Counsel's bill was for 12.5 hours at $350.", [("12.5 hours", None)]),
    ("The meeting lasted from 9:00 to 10:30.", [("9:00 to 10:30", None)]),
    (
        "The judge ruled on Jan. 5 and 6, 2016.",
        [("Jan. 5", "2016-01-05"), ("6, 2016", "2016-01-06")],
    ),
    ("on this, the 9th of May, 2016", [("the 9th of May, 2016", "2016-05-09")]),
    ("Dated: New York, New York\nApril 3, 2017", [("April 3, 2017", "2017-04-03")]),
    ("By letter of 3/4/2016 he refused.", [("3/4/2016", "2016-03-04")]),
    ("on the evening of May 2, 2016", [("May 2, 2016", "2016-05-02")]),
    (
        "at approximately 10:15 p.m. on May 2, 2016",
        [("10:15 p.m. on May 2, 2016", "2016-05-02T22:15~")],
    ),
    ("since at least 2011", [("2011", "2011")]),
    ("during 2011 and 2012", [("2011", "2011"), ("2012", "2012")]),
    ("in 2011, 2012, and 2013", [("2011", "2011"), ("2012", "2012"), ("2013", "2013")]),
    ("in or before June 2015", [("June 2015", "2015-06")]),
    ("early 2014", [("early 2014", "2014")]),
    ("the summer of '98", [("the summer of '98", "1998-22")]),
    ("class of 2004", [("2004", "2004")]),
    ("Sept. 11, 2001", [("Sept. 11, 2001", "2001-09-11")]),
    ("11 September 2001", [("11 September 2001", "2001-09-11")]),
    ("the close of business on May 5, 2016", [("May 5, 2016", "2016-05-05")]),
    ("no sooner than 14 days before trial", [("14 days before", None)]),
    (
        "January 1, 2015 through December 31, 2015",
        [("January 1, 2015 through December 31, 2015", "2015-01-01/2015-12-31")],
    ),
    ("May-June 2014", [("May-June 2014", "2014-05/2014-06")]),
    ("2014/15 season", [("2014/15", "2014/2015")]),
    ("the 2014-15 school year", [("2014-15", "2014/2015")]),
    ("twenty-first day of May, 2016", [("twenty-first day of May, 2016", "2016-05-21")]),
    ("Monday the 6th of March, 2017", [("Monday the 6th of March, 2017", "2017-03-06")]),
    ("March of 2016", [("March of 2016", "2016-03")]),
    ("03/2016", [("03/2016", "2016-03")]),
    ("5.2.2016", [("5.2.2016", "2016-05-02")]),
    ("May 2nd 2016", [("May 2nd 2016", "2016-05-02")]),
    ("2 May, 2016", [("2 May, 2016", "2016-05-02")]),
    ("this 2d day of May, 2016", [("this 2d day of May, 2016", "2016-05-02")]),
    ("May 2d, 2016", [("May 2d, 2016", "2016-05-02")]),
    ("Nov. 3rd, '14", [("Nov. 3rd, '14", "2014-11-03")]),
    ("on or before the 30th day of June 2016", [("the 30th day of June 2016", "2016-06-30")]),
    ("The lease ran month to month after June 2013.", [("June 2013", "2013-06")]),
    ("He was paid bi-weekly.", [("bi-weekly", None)]),
    ("The notes are due January 15, 2019.", [("January 15, 2019", "2019-01-15")]),
    ("Interest accrues from and after May 1, 2015.", [("May 1, 2015", "2015-05-01")]),
    ("See Minute Entry dated 05-03-2016.", [("05-03-2016", "2016-05-03")]),
    ("(last visited Apr. 3, 2017)", [("Apr. 3, 2017", "2017-04-03")]),
    ("Rev. 12/2012", [("12/2012", "2012-12")]),
    ("In 1999 Lund moved.", [("1999", "1999")]),
    ("By 2003, he had left.", [("2003", "2003")]),
    ("The 2016 election was near.", [("2016", "2016")]),
    ("the December 2015 board meeting", [("December 2015", "2015-12")]),
    ("The letter came on May 5.", [("May 5", "2016-05-05")]),
    ("his June 3, 2014 e-mail", [("June 3, 2014", "2014-06-03")]),
    ("the March 2016 Agreement", [("March 2016", "2016-03")]),
    ("On 5 May 2016 at noon he left.", [("5 May 2016 at noon", "2016-05-05T12:00")]),
    ("at 2:00 PM EST on June 3, 2014", [("2:00 PM EST on June 3, 2014", "2014-06-03T14:00")]),
    ("Sent: Monday, June 6, 2016 4:15 PM", [("Monday, June 6, 2016 4:15 PM", "2016-06-06T16:15")]),
    ("Date: Mon, 6 Jun 2016 16:15:02 -0400", [("Mon, 6 Jun 2016 16:15:02", "2016-06-06T16:15")]),
    ("Filed 06/03/14 Page 1 of 12", [("06/03/14", "2014-06-03")]),
    ("Case 1:14-cv-01234 Document 12 Filed 06/03/14", [("06/03/14", "2014-06-03")]),
    ("He fell on the Fourth of July.", [("the Fourth of July", "2016-07-04")]),
    ("He turned 21 on May 5, 2016.", [("May 5, 2016", "2016-05-05")]),
    ("over the past five years", [("the past five years", "2012-04-07/2017-04-06")]),
    ("In the two years preceding the filing he sold nothing.", [("two years", None)]),
    (
        "sixty (60) days prior to May 1, 2016",
        [("sixty (60) days prior to May 1, 2016", "2016-03-02")],
    ),
    ("from 2011 through 2014", [("from 2011 through 2014", "2011/2014")]),
    (
        "from on or about May 1, 2014 through on or about June 1, 2014",
        [
            (
                "from on or about May 1, 2014 through on or about June 1, 2014",
                "2014-05-01/2014-06-01",
            )
        ],
    ),
    (
        "from May 2014 until his firing in June 2015",
        [("May 2014", "2014-05"), ("June 2015", "2015-06")],
    ),
    ("Jan-Mar 2014", [("Jan-Mar 2014", "2014-01/2014-03")]),
    ("week ending May 6, 2016", [("week ending May 6, 2016", "2016-04-30/2016-05-06")]),
    (
        "effective as of 12:01 a.m. January 1, 2016",
        [("12:01 a.m. January 1, 2016", "2016-01-01T00:01")],
    ),
    ("the years 2012, 2013 and 2014", [("2012", "2012"), ("2013", "2013"), ("2014", "2014")]),
    ("in either 2012 or 2013", [("2012", "2012"), ("2013", "2013")]),
    ("Spring 2015", [("Spring 2015", "2015-21")]),
    ("December, 1998", [("December, 1998", "1998-12")]),
    ("New Year's Eve 2015", [("New Year's Eve 2015", "2015-12-31")]),
    ("He has been there 10 years.", [("10 years", None)]),
    ("a ten-year lease", [("ten-year", None)]),
    ("a two-day trial", [("two-day", None)]),
    ("on Tuesday last", [("Tuesday", None)]),
    ("ten days hence", [("ten days hence", "2017-04-17")]),
    # a misread scan is declined, and so is a day that no calendar has
    ("Apri1 6, 2O17", []),
    ("on February 30, 2016", []),
    ("on 13/32/2016", []),
    ("the 31st of June, 2016", []),
]


def pairs(text: str) -> list[tuple[str, str | None]]:
    """Return the words and value of each date of a story."""
    reading = read(SourceText(text))
    dates = find_dates(
        reading, citations=find_citations(reading), document_date=DAY, narrative=True
    )
    return [(date.text, date.value) for date in dates]


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("text", KNOWN_WRONG)
def test_what_only_the_sense_would_tell(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_of_court_papers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


def test_the_table_is_long_enough() -> None:
    assert len(NOT_DATES) + len(DATES) >= 200
    assert len(set(NOT_DATES)) == len(NOT_DATES)
