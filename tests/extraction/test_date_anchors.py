"""The document's own date: which evidence counts, and in which order."""

import datetime as dt

import pytest

from extraction.date_anchors import document_date
from importers.document import ImportedDocument, Metadata, MetadataValue
from importers.source_text import Paragraph, SourceText, Span, Zone

FILLER = "The shop sold bread and cake to people of the town, who liked it well. " * 30


def paper(text, *facts, zones=()):
    paragraphs, at = [], 0
    zone_of = dict(zones)
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            paragraphs.append(
                Paragraph(Span(at, at + len(line)), zone=zone_of.get(number, Zone.BODY))
            )
        at += len(line) + 1
    return ImportedDocument(
        SourceText(text, paragraphs=tuple(paragraphs)),
        "text/plain",
        "plain 1",
        Metadata(tuple(MetadataValue(*fact) for fact in facts)),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "A baker sues\nMaya Osei\nApril 7, 2017\nThe baker went to court on Thursday.",
            "2017-04-07",
        ),
        ("A baker sues\nPublished: 7 April 2017\nText.", "2017-04-07"),
        ("A baker sues\nUpdated on April 8, 2017 at 3:15 p.m.\nText.", "2017-04-08"),
        ("A baker sues\nMaya Osei | 07 Apr 2017\nText.", "2017-04-07"),
        ("A baker sues\nLISBON, April 7, 2017 (Wire) - The baker went to court.", "2017-04-07"),
        (
            "COMPLAINT\n" + FILLER + "\nDated: October 5, 2019\nRespectfully submitted,",
            "2019-10-05",
        ),
        ("ORDER\n" + FILLER + "\nIT IS SO ORDERED this 6th day of May, 2016.", "2016-05-06"),
        ("DECLARATION\n" + FILLER + "\nExecuted on March 4, 2015, at Lowell.", "2015-03-04"),
        ("SUPREME COURT\nNo. 363\nFiled 11 February 2022\nOSEI v. LUND\n" + FILLER, "2022-02-11"),
    ],
)
def test_read_from_the_text(text, day):
    found, reason = document_date(paper(text))
    assert found == dt.date.fromisoformat(day)
    assert reason


@pytest.mark.parametrize(
    "text",
    [
        "A baker sues\nJust a day after the firm said so, he sued.",
        "On April 7, 2017, the baker went to court, and this sentence goes on.",
        "A baker sues\n" + FILLER + "\n07/04/2017: Baker pushes back\nText.",
        "A baker sues\n" + FILLER + "\nSigned by nobody in May 2016.",
        "",
    ],
)
def test_not_known(text):
    assert document_date(paper(text))[0] is None


def test_furniture_tells_nothing():
    text = "A baker sues\nText of the story.\n16 Apr 2020"
    assert document_date(paper(text, zones=[(2, Zone.SITE_FURNITURE)]))[0] is None


def test_what_the_attorney_gave_wins():
    document = paper("April 7, 2017\nText", ("published", "2017-04-08", "meta tag"))
    assert document_date(document, dt.date(2016, 1, 1)) == (dt.date(2016, 1, 1), "given by you")


def test_metadata_before_the_text():
    document = paper("April 7, 2017\nText", ("published", "2017-04-08T09:00:00Z", "meta tag date"))
    found, reason = document_date(document)
    assert found == dt.date(2017, 4, 8)
    assert "meta tag date" in reason


def test_filing_before_publication():
    document = paper(
        "Text",
        ("published", "2017-04-08", "meta tag"),
        ("filed", "2017-04-06", "e-filing stamp on page 1"),
    )
    assert document_date(document)[0] == dt.date(2017, 4, 6)


def test_file_properties_count_last():
    weak = ("published", "2020-01-01", "PDF properties")
    assert document_date(paper("April 7, 2017\nText", weak))[0] == dt.date(2017, 4, 7)
    assert document_date(paper("Text", weak))[0] == dt.date(2020, 1, 1)


def test_metadata_that_is_no_date():
    assert document_date(paper("Text", ("published", "last spring", "byline")))[0] is None
    assert document_date(paper("Text", ("published", "2017-02-30", "byline")))[0] is None
