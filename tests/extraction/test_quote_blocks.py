"""What is set in or brought in with a colon, and what only looks so."""

import pytest

from extraction.quotations import Quotation, find_quotations
from extraction.reading import Reading, read
from importers.document import ImportContext
from importers.registry import read_content
from importers.source_text import Paragraph, SourceText, Span, Zone

BODY, SET_IN, HEAD, FOOT, NOTE = (
    Zone.BODY,
    Zone.BLOCK_QUOTE,
    Zone.HEADING,
    Zone.PAGE_FURNITURE,
    Zone.FOOTNOTE,
)


def laid_out(*passages: tuple[Zone, str], number: str | None = None) -> Reading:
    found, at = [], 0
    for zone, words in passages:
        found.append(Paragraph(Span(at, at + len(words)), number, zone))
        at += len(words) + 1
    return read(SourceText("\n".join(words for _, words in passages), (), tuple(found)))


def blocks(reading: Reading) -> list[str]:
    return [q.words(reading.text) for q in find_quotations(reading) if q.is_block]


LONG = "The tenant shall keep the roof dry and the yard swept."


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([(BODY, "The lease provides as follows:"), (SET_IN, LONG)], [LONG]),
        ([(BODY, "The lease provides as follows:"), (BODY, LONG)], [LONG]),
        ([(BODY, "The court held:"), (BODY, LONG)], [LONG]),
        ([(BODY, "The notice reads, in relevant part:"), (BODY, LONG)], [LONG]),
        ([(BODY, "The lease says, in part:"), (BODY, LONG)], [LONG]),
        ([(BODY, "It fails, in part, because:"), (BODY, LONG)], []),
        ([(BODY, "The claims are these:"), (BODY, LONG)], []),
        (
            [(BODY, "The court held that"), (SET_IN, "tenants may keep the yard.")],
            ["tenants may keep the yard."],
        ),
        ([(BODY, "He wrote:"), (FOOT, "12"), (SET_IN, LONG)], [LONG]),
        ([(BODY, "He wrote:"), (HEAD, "12 "), (SET_IN, LONG)], [LONG]),
        (
            [
                (HEAD, "VI. CAUSE OF ACTION"),
                (SET_IN, "Cite the statute under which you are filing the case."),
            ],
            [],
        ),
        (
            [
                (BODY, "II. Place. The place is set forth below."),
                (SET_IN, "Elm Street. (1) The shop lies there."),
            ],
            [],
        ),
        (
            [
                (BODY, "I.(a) Names. Enter names. Use "),
                (SET_IN, "only the full name or what is short for it."),
            ],
            [],
        ),
        (
            [
                (BODY, "Use the boxes."),
                (SET_IN, "Old cases. (2) Cases that began in another court."),
            ],
            [],
        ),
        (
            [(BODY, "The appeal fails."), (SET_IN, "II. Remand is needed here to mend the error.")],
            [],
        ),
        (
            [
                (BODY, "He wrote: "),
                (BODY, "Now, what happens next? Our side is not ready for"),
                (SET_IN, "a march."),
            ],
            ["Now, what happens next? Our side is not ready for a march."],
        ),
        (
            [
                (BODY, "It said:"),
                (SET_IN, LONG),
                (BODY, "The roof is wet."),
                (SET_IN, "It will fall soon."),
            ],
            [LONG, "The roof is wet. It will fall soon."],
        ),
        (
            [(BODY, "It said:"), (SET_IN, LONG), (BODY, "The form says:"), (SET_IN, "Sign here.")],
            [LONG, "Sign here."],
        ),
        (
            [
                (BODY, "It said:"),
                (SET_IN, LONG),
                (BODY, "Ruiz sued in May."),
                (BODY, "Dale answered."),
            ],
            [LONG],
        ),
    ],
)
def test_blocks(passages, expected):
    assert blocks(laid_out(*passages)) == expected


FULL = "August the fourth is going to be heard of around the"


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (
            [(BODY, "It stated more."), (BODY, FULL), (SET_IN, "world. So be it.")],
            [f"{FULL} world. So be it."],
        ),
        (
            [(BODY, "It stated more."), (BODY, f"“{FULL}"), (SET_IN, "world. So be it.”")],
            [f"{FULL} world. So be it."],
        ),
        (
            [
                (BODY, "It held in May of last year, in its own words, that"),
                (SET_IN, "no roof leaks."),
            ],
            ["no roof leaks."],
        ),
        ([(BODY, "Ruiz sues on behalf of the following class:"), (SET_IN, LONG)], []),
        ([(BODY, "Those channels included:"), (SET_IN, "#roof #yard #rain")], []),
        ([(BODY, "Comments:"), (SET_IN, LONG)], []),
        ([(BODY, "She wrote:"), (SET_IN, LONG)], [LONG]),
        ([(BODY, "They wrote on it:"), (SET_IN, "● “Bring no wrench to the march.”")], []),
        ([(BODY, "They wrote on it:"), (SET_IN, "Tyrone: “What if we want them to show up?”")], []),
        (
            [(BODY, "They wrote on it:"), (SET_IN, "“What if we want them to show up?”")],
            ["What if we want them to show up?"],
        ),
    ],
)
def test_lines_lists_and_marked_lines(passages, expected):
    assert blocks(laid_out(*passages)) == expected


@pytest.mark.parametrize(
    "added",
    [
        " (emphasis added)",
        " (Emphasis added.)",
        " (internal quotation marks and citations omitted).",
        " (citation omitted) [emphasis in original]",
    ],
)
def test_what_the_author_adds_behind_a_block_is_no_part_of_it(added):
    reading = laid_out((BODY, "The lease says:"), (SET_IN, LONG + added))
    assert blocks(reading) == [LONG]


def test_parentheses_of_the_quoted_words_stay():
    reading = laid_out((BODY, "The lease says:"), (SET_IN, "¶ 4. Mend the roof (and the yard)."))
    assert blocks(reading) == ["¶ 4. Mend the roof (and the yard)."]


def test_a_block_of_an_article():
    page = (
        "<html><body><article><h1>Roof falls on Elm Street</h1>"
        "<p>The roof of a shop on Elm Street fell on Tuesday, and nobody was hurt by it, they say.</p>"
        "<p>Ana Ruiz, the tenant, wrote to the board in March:</p>"
        "<blockquote><p>The roof leaks each time it rains.</p><p>Mend it.</p></blockquote>"
        "<p>The board did not answer her, and it met no more before the summer of the year.</p>"
        "</article></body></html>"
    )
    source = read_content(page.encode(), ImportContext("a.html")).source
    assert blocks(read(source)) == ["The roof leaks each time it rains.", "Mend it."]


def test_marks_in_a_list_set_in_are_read_as_marks():
    reading = laid_out(
        (BODY, "They wrote on it:"),
        (SET_IN, "● “Bring no wrench to the march.”"),
        (SET_IN, "Tyrone: “What if we want them to show up?”"),
    )
    assert words(reading) == ["Bring no wrench to the march.", "What if we want them to show up?"]


def test_lines_that_a_quotation_runs_over_one_by_one():
    reading = laid_out(
        (BODY, "He wrote: “We do not want, nor will we"),
        (BODY, "ever want, a march of the sort that was"),
        (BODY, "held in May.” Nobody came."),
    )
    assert words(reading) == [
        "We do not want, nor will we ever want, a march of the sort that was held in May."
    ]


def test_a_numbered_paragraph_is_no_block():
    assert blocks(laid_out((BODY, "The lease says:"), (BODY, LONG), number="4")) == []


def words(reading: Reading) -> list[str]:
    return [q.words(reading.text) for q in find_quotations(reading)]


@pytest.mark.parametrize(
    "between",
    [
        [(FOOT, "Case 3:21-cv-4 Page 5")],
        [(FOOT, "Case 3:21-cv-4 Page 5"), (HEAD, "15 ")],
        [(NOTE, "2 Hill said “no” to it.")],
        [(BODY, "2 Hill was not heard.")],
    ],
)
def test_a_quotation_broken_off_at_the_foot_of_a_page_is_one(between):
    reading = laid_out(
        (BODY, "Hill wrote: “We do not want (or any sort of"),
        *between,
        (BODY, "us) to think a “long war” would serve. So be it.”  Hill left."),
    )
    found = [q for q in find_quotations(reading) if q.nested_in is None and len(q.parts) > 1]
    assert [q.words(reading.text) for q in found] == [
        "We do not want (or any sort of us) to think a “long war” would serve. So be it."
    ]
    (whole,) = found
    span = reading.to_source(whole.span.start, whole.span.end)
    assert span.of(reading.source.text).startswith("We do not want")
    assert span.of(reading.source.text).endswith("So be it.")


def test_paragraphs_of_a_speech_stay_quotations_of_their_own():
    reading = laid_out((BODY, "“The roof leaked."), (BODY, "“It fell,” she said."))
    assert words(reading) == ["The roof leaked.", "It fell,"]
    assert all(isinstance(q, Quotation) and not q.parts for q in find_quotations(reading))


def test_words_whose_opening_mark_was_lost():
    reading = laid_out((NOTE, "1 [s]urely the landlord has the power.” Hill v. Dale, 4 Elm 5."))
    assert words(reading) == ["[s]urely the landlord has the power."]
    assert (
        words(laid_out((NOTE, "1 Surely the landlord has the power.” Hill v. Dale, 4 Elm 5.")))
        == []
    )
