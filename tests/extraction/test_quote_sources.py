"""Citations behind quotations."""

import pytest

from extraction.citations import cited_places
from extraction.findings import Certainty, DocumentKind
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span


def cited(
    *paragraphs: str, kind: DocumentKind = DocumentKind.MOTION
) -> list[tuple[str | None, str | None]]:
    """Return each quotation's citation and what it repeats, in the words of the text."""
    text = "\n\n".join(paragraphs)
    found, at = [], 0
    for paragraph in paragraphs:
        found.append(Paragraph(Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    reading = read(SourceText(text, (), tuple(found)))
    quotes = find_quotes(reading, (), kind, cited_places(reading))
    return [
        (q.citation and q.citation.of(text), q.authority and q.authority.of(text))
        for q in quotes
        if q.kind.is_quotation
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'It is "more than a bare guess at harm." Hill Elec. Co. v. Dale, 410 U.S. 12, 14 (1999).',
            "Hill Elec. Co. v. Dale, 410 U.S. 12, 14 (1999)",
        ),
        (
            'It is "more than a bare guess at harm." See, e.g., Hill v. Dale, 4 F.3d 1, 2 (9th Cir. 1999).',
            "Hill v. Dale, 4 F.3d 1, 2 (9th Cir. 1999)",
        ),
        (
            'It is "more than a bare guess at harm" (emphasis added). Hill v. Dale, 410 U.S. 12 (1999).',
            "Hill v. Dale, 410 U.S. 12 (1999)",
        ),
        (
            'It is "more than a guess at harm," In re Orchard Pipe, 3 F.3d 9, 11 (2d Cir. 2001), and so on.',
            "In re Orchard Pipe, 3 F.3d 9, 11 (2d Cir. 2001)",
        ),
        (
            'It is "more than a bare guess at harm." Hill, 410 U.S. at 14.',
            "Hill, 410 U.S. at 14",
        ),
        (
            'A roof "shall keep the rain out of the house." 47 U.S.C. § 251(a).',
            "47 U.S.C. § 251(a)",
        ),
        (
            'A pleading needs "a short and plain statement of it." Fed. R. Civ. P. 8(a)(2).',
            "Fed. R. Civ. P. 8(a)(2)",
        ),
        ('The roof "was rotten through and through." (Compl. ¶ 4.)', "Compl. ¶ 4"),
        ('The roof "was rotten through and through." Poole Compl. ¶ 4.', "Poole Compl. ¶ 4"),
        ('The roof "was rotten through and through." Vale Decl. ¶ 4.', "Vale Decl. ¶ 4"),
        ('The roof "was rotten through and through" (Dkt. 12 at 4).', "Dkt. 12 at 4"),
        ('The roof "was rotten through and through." ECF No. 12-3 at 2.', "ECF No. 12-3 at 2"),
        ('The roof "was rotten through and through." See Ex. C at 3.', "Ex. C at 3"),
        (
            'Poole said it was "rotten through and through" when he left. Ex. C at 3.',
            "Ex. C at 3",
        ),
        (
            'In May "the roof leaked" and in June it "leaked twice as much," or so he said. (Compl. ¶ 9.)',
            "Compl. ¶ 9",
        ),
        (
            "See Hill v. Dale, 410 U.S. 12, 14 (1999) (per curiam) (noting that “a roof is a roof”).",
            "Hill v. Dale, 410 U.S. 12, 14 (1999)",
        ),
        (
            'Indeed, "the roofs leak every winter." Jo Dale, Roofs of the County, May 2003, p. 2.',
            "Jo Dale, Roofs of the County, May 2003, p. 2",
        ),
        (
            'Indeed, "the roofs leak every winter." Tenants of Elm, Lessons From 1996: A Year of Rain, p. 2.',
            "Tenants of Elm, Lessons From 1996: A Year of Rain, p. 2",
        ),
        (
            'Indeed, "the roofs leak." Jo Dale, Roofs of the County, 2003. He left the room on p. 4.',
            "Jo Dale, Roofs of the County, 2003",
        ),
        (
            'He feared "the worst winter." Letter to the Board of Elm Street dated May 3, 2003, p. 2.',
            "Letter to the Board of Elm Street dated May 3, 2003, p. 2",
        ),
        ('"The roof leaks every winter." Poole left the room in May 2003, at 4.', None),
        ('"The roof leaks every winter," Ruiz said. The house was sold. Ex. C at 3.', None),
        ('He said "the roof leaks every winter." The rest is told below. Ex. C at 3.', None),
        ('Poole wrote that "the roof leaks every winter" and that Mr. Dale knew. Ex. C.', "Ex. C"),
        ('He wrote that "the roof leaks every winter" in No. 17-1234 of the docket.', None),
    ],
)
def test_the_citation_of_a_quotation(text, expected):
    assert cited(text)[0] == (expected, None)


def test_id_repeats_what_was_cited_last():
    text = (
        'It is "more than a bare guess at harm." Hill v. Dale, 410 U.S. 12, 14 (1999) (quoting Poole '
        'v. Orr, 3 U.S. 4 (1888)). It is also "less than a proof of it." Id. at 15. And it is "for the '
        'jury to say which of them." Id.'
    )
    hill = "Hill v. Dale, 410 U.S. 12, 14 (1999)"
    assert cited(text) == [(hill, None), ("Id. at 15", hill), ("Id.", hill)]


def test_id_is_no_law_that_a_sentence_only_names():
    text = (
        'He filed it as Exhibit F. Under Section 251 of the Act that was late. He wrote that it was "the '
        'best that he could do." Id.'
    )
    assert cited(text) == [("Id.", "Exhibit F")]


def test_a_citation_within_the_words_is_part_of_them():
    text = (
        'The order says: "We vacate 47 C.F.R. § 51 and nothing else." Hill v. Dale, 4 U.S. 1. '
        '"So be it then." Id.'
    )
    assert cited(text) == [("Hill v. Dale, 4 U.S. 1", None), ("Id.", "Hill v. Dale, 4 U.S. 1")]


def test_a_block_is_cited_by_the_paragraph_behind_it():
    found = cited(
        "4. The lease reads:",
        "No tenant shall keep a horse or a pig upon the roof of the said house.",
        "Ex. C at 3. The tenant kept two.",
    )
    assert found == [("Ex. C at 3", None)]


def test_works_are_looked_for_in_court_papers_alone():
    text = 'Indeed, "the roofs leak every winter." Jo Dale, Roofs of the County, May 2003, p. 2.'
    assert cited(text, kind=DocumentKind.ARTICLE) == [(None, None)]


def speakers(*paragraphs: str) -> list[tuple[str | None, Certainty]]:
    text = "\n\n".join(paragraphs)
    found, at = [], 0
    for paragraph in paragraphs:
        found.append(Paragraph(Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    reading = read(SourceText(text, (), tuple(found)))
    quotes = find_quotes(reading, (), DocumentKind.COMPLAINT, cited_places(reading))
    return [
        (
            quote.speaker.span.of(text) if quote.speaker and quote.speaker.span else None,
            quote.certainty,
        )
        for quote in quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '4. Indeed, "the roofs leak every winter." Jo Dale, Roofs of the County, 2003, p. 2.',
            ("Jo Dale", Certainty.INFERRED),
        ),
        (
            '4. A claim must be "more than a bare guess." Hill v. Dale, 410 U.S. 12 (1999).',
            (None, Certainty.UNATTRIBUTED),
        ),
        (
            '4. Poole wrote that "the roof leaks every winter." Ex. A at 3.',
            ("Poole", Certainty.STATED),
        ),
        (
            '4. The plaintiff must plead "more than a bare guess at harm". He did not.',
            (None, Certainty.UNATTRIBUTED),
        ),
        (
            '4. See Hill v. Dale, 410 U.S. 12, 14 (1999) (noting that "a roof is a roof").',
            (None, Certainty.UNATTRIBUTED),
        ),
    ],
)
def test_quotations_in_court_papers(text, expected):
    assert speakers(text)[0] == expected


def test_what_an_argument_is_about_is_not_whom_it_quotes():
    text = "4. This Court has the “power to mend the roof at once” in such a case."
    assert speakers(text) == [(None, Certainty.UNATTRIBUTED)]


def test_a_notes_number_is_no_part_of_a_name():
    text = '4. 2 Plaintiffs argued that the roof was "rotten through and through".'
    assert speakers(text) == [("Plaintiffs", Certainty.STATED)]


def test_id_points_back_to_the_source_before():
    text = (
        'Indeed, "the roofs leak every winter." Jo Dale, Roofs of the County, 2003, p. 2. '
        '"Nobody mends them before May." Id. at 4.'
    )
    assert [who for who, _ in speakers(text)] == ["Jo Dale", "Jo Dale"]


def test_no_speaker_carries_over_to_the_next_pleaded_paragraph():
    found = speakers('4. "The roof leaked," Ruiz said.', '5. "It fell in May and hurt nobody."')
    assert found == [("Ruiz", Certainty.STATED), (None, Certainty.UNATTRIBUTED)]


def test_the_dots_of_a_table_of_contents_are_passed_in_one_go():
    assert cited("“the roof leaked in May" + "”" + "." * 5000 + " 12") == [(None, None)]
