"""Kinds of events: what happened, a paper's own date, a deadline, the law that is cited."""

import datetime as dt

import pytest

from extraction.citations import find_citations
from extraction.dates import find_dates
from extraction.events import find_events
from extraction.findings import EventKind
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

EVENT, FILING, AUTHORITY, DEADLINE = (
    EventKind.EVENT,
    EventKind.FILING,
    EventKind.AUTHORITY,
    EventKind.DEADLINE,
)

KINDS: list[tuple[str, list[EventKind]]] = [
    ("On May 2, 2016, Osei fell from the pier.", [EVENT]),
    ("Lund fired her on May 2, 2016.", [EVENT]),
    ("The parties signed the lease on May 2, 2016.", [EVENT]),
    ("In March 2015 the firm issued 2,000 shares to Lund.", [EVENT]),
    ("Osei entered the shop on May 2, 2016.", [EVENT]),
    ("She was released from hospital on May 9, 2016.", [EVENT]),
    ("A hearing was held on May 2, 2016.", [EVENT]),
    ("The ferry sank before May 2, 2016.", [EVENT]),
    ("He worked there until June 2014.", [EVENT]),
    ("By June 2014 the roof leaked.", [EVENT]),
    ("On May 2, 2016, Lund fired Osei, who filed a charge.", [EVENT]),
    ("She was hired on May 2, 2016, and the suit was filed on June 3, 2017.", [EVENT, FILING]),
    ("After the suit was filed on June 3, 2017, the pier burned.", [FILING]),
    ("Osei moved to Lowell in June 2014.", [EVENT]),
    ("He wrote to her in June 2014.", [EVENT]),
    ("In May 2016 he appeared in court for trial on the charge.", [EVENT]),
    ("He removed the ivy without notice to her in October 2015.", [EVENT]),
    ("He amended his ways in 2015 by rules of his own.", [EVENT]),
    # papers
    ("Osei filed this action on May 2, 2016.", [FILING]),
    ("On May 2, 2016, Osei filed a complaint.", [FILING]),
    ("The complaint was filed under seal on May 2, 2016.", [FILING]),
    ("Lund was served with the summons on May 2, 2016.", [FILING]),
    ("On May 2, 2016, the court entered judgment.", [FILING]),
    ("The magistrate issued her report on May 2, 2016.", [FILING]),
    ("In a letter dated May 2, 2016, Lund refused.", [FILING]),
    ("Lund sent Osei a letter on May 2, 2016.", [FILING]),
    ("The May 2, 2016 order stays the case.", [FILING]),
    ("The June 2014 press release praised it.", [FILING]),
    ("The paper published the story on May 2, 2016.", [FILING]),
    ("She posted a video on May 2, 2016.", [FILING]),
    ("The deed was recorded on May 2, 2016.", [FILING]),
    ("The motion was denied on May 2, 2016.", [FILING]),
    ("The study appeared in 2014.", [FILING]),
    ("Lund moved to dismiss the complaint on May 2, 2016.", [FILING]),
    # days to act by
    ("Defendant shall answer no later than June 3, 2017.", [DEADLINE]),
    ("The answer is due on June 3, 2017.", [DEADLINE]),
    ("The answer was due June 3, 2017.", [DEADLINE]),
    ("Lund has until June 3, 2017 to answer.", [DEADLINE]),
    ("All motions must be filed by June 3, 2017.", [DEADLINE]),
    ("The deadline is June 3, 2017.", [DEADLINE]),
    ("The June 3, 2017 deadline was missed.", [DEADLINE]),
    ("The deadline to amend was June 3, 2017.", [DEADLINE]),
    ("Plaintiff is ordered to reply on or before June 3, 2017.", [DEADLINE]),
    ("The time to answer was extended to June 3, 2017.", [DEADLINE]),
    ("He must pay within thirty days after June 3, 2017.", [DEADLINE]),
    ("The option expires on June 3, 2017.", [DEADLINE]),
    ("Osei demanded that he pay by June 3, 2017.", [DEADLINE]),
    ("Any party may appeal before June 3, 2017.", [DEADLINE]),
    ("The bar date was June 3, 2017.", [DEADLINE]),
    # the law
    ("Congress enacted the Clean Docks Act in 1972.", [AUTHORITY]),
    ("The statute was amended on May 2, 2008.", [AUTHORITY]),
    ("The rule, promulgated in 1994, applies.", [AUTHORITY]),
    ("She swore to it in ECF No. 12 (dated May 2, 2008).", [FILING]),
    ("So held Osei v. Lund (decided May 2, 2008).", [AUTHORITY]),
    ("See the page of the firm (last visited Apr. 6, 2017).", [AUTHORITY]),
    ("Osei, They Sue, Lowell Sun, Nov. 11, 2002, Commentary pg. 20.", [AUTHORITY]),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds(text: str, expected: list[EventKind]) -> None:
    reading = read(SourceText(text))
    citations = find_citations(reading)
    dates = find_dates(reading, citations=citations, document_date=dt.date(2017, 4, 7))
    events = find_events(reading, dates, (Span(0, len(text)),))
    assert [event.kind for event in events] == expected


def test_a_stamp_inside_a_sentence_files_nothing() -> None:
    stamp = "Case 1:04-cv-01809 Document 35 Filed 09/30/2004 Page 2 of 54"
    text = f"Osei fell from\n{stamp}\nthe pier on May 2, 2003."
    begin = text.index(stamp)
    zones = (ZoneSpan(Span(begin, begin + len(stamp)), Zone.PAGE_FURNITURE, "stamp"),)
    source = SourceText(text, paragraphs=(Paragraph(Span(0, len(text))),), zones=zones)
    dates = find_dates(read(source))
    kinds = {
        dates[event.date].text: event.kind
        for event in find_events(read(source), dates, (Span(0, len(text)),))
    }
    assert kinds == {"May 2, 2003": EVENT}
