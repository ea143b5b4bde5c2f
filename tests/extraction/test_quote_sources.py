"""Citations behind quotations."""

import pytest

from extraction.findings import Certainty, DocumentKind
from extraction.quote_sources import SourceKind, cited_after
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('" Id. at 4.', SourceKind.SAME),
        ("; see id. at 3.", SourceKind.SAME),
        (" Ibid.", SourceKind.SAME),
        (".” Hill Elec. Co. v. Dale, 410 U.S. 12", SourceKind.LAW),
        (" See Hill v. Dale, 4 U.S. 1", SourceKind.LAW),
        (", In re Orchard Pipe, 3 F.3d 9", SourceKind.LAW),
        ("” 47 U.S.C. § 251.", SourceKind.LAW),
        (" (Compl. ¶ 4.)", SourceKind.LAW),
        (", ECF No. 4 at 2.", SourceKind.LAW),
        (" Fed. R. Civ. P. 8(a)(2).", SourceKind.LAW),
        ("” Jo Dale, Roofs of the County, May 2003, p. 2.", SourceKind.WORK),
        ("” Tenants of Elm Street, Report on Damp, 2004.", SourceKind.WORK),
        (" Ruiz left the room.", None),
        (" The court agreed. Hill v. Dale, 4 U.S. 1", None),
        (", Ruiz said.", None),
        ("", None),
    ],
)
def test_what_follows_a_quotation(text, kind):
    found = cited_after(text, 0, len(text))
    assert (found.kind if found else None) is kind


def test_the_author_of_a_work():
    text = "” Jo Dale, Roofs of the County, May 2003, p. 2."
    found = cited_after(text, 0, len(text))
    assert found is not None
    assert found.author is not None
    assert found.author.of(text) == "Jo Dale"


def speakers(*paragraphs: str) -> list[tuple[str | None, Certainty]]:
    text = "\n\n".join(paragraphs)
    found, at = [], 0
    for paragraph in paragraphs:
        found.append(Paragraph(Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    quotes = find_quotes(read(SourceText(text, (), tuple(found))), (), DocumentKind.COMPLAINT)
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
    line = "“the roof leaked" + "”" + "." * 250 + " 12"
    assert cited_after(line, line.index("”"), len(line)) is None
