"""Turns of depositions, hearings and broadcasts, and what only looks like one."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from extraction.findings import Certainty, QuoteKind
from extraction.quotes import find_quotes
from extraction.reading import read
from extraction.transcripts import find_turns
from importers.document import ImportContext
from importers.registry import read_content
from importers.source_text import SourceText, Zone

FIRST_PAGE = """\
                 DEPOSITION OF ANA MARIA RUIZ
                     Tuesday, March 2, 2021

APPEARANCES:
For the Plaintiff:  JOHN VALE, ESQ.
For the Defendant:  CORA POOLE, ESQ.
"""
SECOND_PAGE = """\
          ANA MARIA RUIZ,
having been duly sworn, testified as follows:
                 EXAMINATION
BY MR. VALE:
     Q.   Good morning, Ms. Ruiz.  Would you state
your full name for the record?
     A.   Ana Maria Ruiz.
     Q.   And when did you first see water in the
warehouse?
     A.   It was in May of 2018.  I told Mr. Dale
that "the roof has gone," and he said he would
mend it.
          MS. POOLE:  Objection.
          THE WITNESS:  He never did.
     Q.   Did you write to him?
     A.   Yes.  I wrote to him twice in June, and
once more after the wall had begun to"""
THIRD_PAGE = """\
lean toward the yard.
          (Whereupon, Exhibit 4 was marked for
identification.)
     A.   That is my letter.
                 CROSS-EXAMINATION
BY MS. POOLE:
     Q.   You never measured the water, did you?
     A.   I did not measure it, no.  A ruler would
have been of no use.

          CERTIFICATE OF REPORTER
I certify that the foregoing is true."""

PAGES = [page.split("\n") for page in (FIRST_PAGE, SECOND_PAGE, THIRD_PAGE)]

TURNS = [
    ("MR. VALE", "Good morning, Ms. Ruiz. Would you state your full name for the record?"),
    ("ANA MARIA RUIZ", "Ana Maria Ruiz."),
    ("MR. VALE", "And when did you first see water in the warehouse?"),
    (
        "ANA MARIA RUIZ",
        'It was in May of 2018. I told Mr. Dale that "the roof has gone," and he said he would mend it.',
    ),
    ("MS. POOLE", "Objection."),
    ("ANA MARIA RUIZ", "He never did."),
    ("MR. VALE", "Did you write to him?"),
    (
        "ANA MARIA RUIZ",
        "Yes. I wrote to him twice in June, and once more after the wall had begun to lean toward the yard.",
    ),
    ("ANA MARIA RUIZ", "That is my letter."),
    ("MS. POOLE", "You never measured the water, did you?"),
    ("ANA MARIA RUIZ", "I did not measure it, no. A ruler would have been of no use."),
]


def said(source: SourceText) -> list[tuple[str | None, str]]:
    return [
        (turn.speaker.of(source.text) if turn.speaker else None, turn.reading)
        for turn in find_turns(source)
    ]


def imported(content: bytes, name: str) -> SourceText:
    return read_content(content, ImportContext(name)).source


def printed(*, numbered: bool) -> bytes:
    """Draw the deposition on transcript paper, 25 lines a page, with a foot on each page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER)
    for number, lines in enumerate(PAGES, 1):
        canvas.setFont("Courier", 11)
        canvas.drawRightString(540, 750, str(number))
        for row in range(25):
            baseline = 720 - 25 * row
            if numbered:
                canvas.drawRightString(85, baseline, str(row + 1))
            if row < len(lines) and lines[row]:
                canvas.drawString(110, baseline, lines[row])
        canvas.drawCentredString(306, 50, "ELM REPORTING SERVICE  555-0100")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def typed(*, numbered: bool) -> bytes:
    """Type it as plain text, as reporters send it."""
    pages = []
    for number, lines in enumerate(PAGES, 1):
        rows = [*lines, *[""] * (25 - len(lines))]
        text = [f"{at:>2}   {row}" if numbered else row for at, row in enumerate(rows, 1)]
        pages.append(f"{number:>60}\n" + "\n".join(text))
    return "\f".join(pages).encode()


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("form", ["pdf", "txt"])
def test_a_deposition_on_paper_and_in_plain_text(form, numbered):
    content = printed(numbered=numbered) if form == "pdf" else typed(numbered=numbered)
    source = imported(content, f"Ruiz.{form}")
    assert said(source) == TURNS
    for turn in find_turns(source):
        words = turn.span.of(source.text)
        assert words == words.strip()
        assert words.split()[0] == turn.reading.split()[0]
        assert words.split()[-1] == turn.reading.split()[-1]


def test_turns_are_quotes_of_the_body_with_their_speakers():
    source = imported(printed(numbered=True), "Ruiz.pdf")
    quotes = find_quotes(read(source), ())
    assert len(quotes) == len(TURNS)  # the quotation in an answer is a part of it
    assert {(quote.kind, quote.certainty, quote.zone) for quote in quotes} == {
        (QuoteKind.DIRECT, Certainty.STATED, Zone.BODY)
    }
    for quote in quotes:
        assert quote.span.of(source.text) == quote.text
    assert quotes[1].evidence == "“ANA MARIA RUIZ” is the witness"


HEARING = """TRANSCRIPT OF PROCEEDINGS

THE COURT: Good morning. Mr. Vale, why should I not
dismiss the second count?

MR. VALE: Because the lease says, "Tenant shall have quiet enjoyment."

And nobody denies it.

(A recess was taken.)

THE COURT: The motion is denied.

Signed on May 5.
"""


def test_a_hearing():
    assert said(imported(HEARING.encode(), "hearing.txt")) == [
        ("THE COURT", "Good morning. Mr. Vale, why should I not dismiss the second count?"),
        (
            "MR. VALE",
            'Because the lease says, "Tenant shall have quiet enjoyment." And nobody denies it.',
        ),
        ("THE COURT", "The motion is denied."),
    ]


def test_a_turn_goes_on_after_a_stage_direction():
    text = "Q. Is it yours?\nA. Let me see.\n(Pause.)\nYes, it is.\nQ. Thank you.\nA. Sure."
    assert [words for _, words in said(SourceText(text))][1:3] == ["Let me see.", "Yes, it is."]


def test_a_broadcast_in_an_article():
    text = (
        'Dale spoke on "Morning Roof." A partial transcript follows:\n\n'
        "POOLE: Mr. Dale, did you know?\n\nDALE: I knew it was old.\n\nNobody told me more.\n\n"
        "POOLE: Ms. Ruiz says she wrote.\n\nDALE: Let her show the letters.\n\nHe then left the studio."
    )
    assert said(imported(text.encode(), "a.txt")) == [
        ("POOLE", "Mr. Dale, did you know?"),
        ("DALE", "I knew it was old. Nobody told me more."),
        ("POOLE", "Ms. Ruiz says she wrote."),
        ("DALE", "Let her show the letters."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: Why?\nA: Because.", [(None, "Why?"), (None, "Because.")]),
        ("Q Why not?\nA Because.", [(None, "Why not?"), (None, "Because.")]),
        ("Q. (By Mr. Vale) Why?\nA. So.", [("Mr. Vale", "Why?"), (None, "So.")]),
        ("Q. BY MR. VALE: Why?\nA. So.", [("MR. VALE", "Why?"), (None, "So.")]),
        ("Q.\nWhy?\nA.\nSo.", [(None, "Why?"), (None, "So.")]),
        (
            "DIRECT EXAMINATION OF ANA RUIZ BY MR. VALE\nQ. Why?\nA. So.",
            [("MR. VALE", "Why?"), ("ANA RUIZ", "So.")],
        ),
        (
            "Ana Ruiz, called as a witness, was sworn.\nQ. Why?\nA. So.",
            [(None, "Why?"), ("Ana Ruiz", "So.")],
        ),
        (
            "TESTIMONY OF:\nANA RUIZ\nQ. Why?\nA. So.\nTESTIMONY OF JO DALE\nQ. And?\nA. No.",
            [(None, "Why?"), ("ANA RUIZ", "So."), (None, "And?"), ("JO DALE", "No.")],
        ),
        (
            '"POOLE: Why?"\n\n"DALE: So."\n\n"POOLE: Ah."',
            [("POOLE", "Why?"), ("DALE", "So."), ("POOLE", "Ah.")],
        ),
        (
            "JUSTICE ELM: Why?\n\nMS. POOLE: So.\n\nJUSTICE ELM: I see.",
            [("JUSTICE ELM", "Why?"), ("MS. POOLE", "So."), ("JUSTICE ELM", "I see.")],
        ),
        (
            "THE COURT: Where is the ware-\nhouse?\nMS. POOLE (by video): A warehouse?\nTHE COURT: So.",
            [("THE COURT", "Where is the warehouse?"), ("MS. POOLE", "A warehouse?"), ("THE COURT", "So.")],
        ),
    ],
)  # fmt: skip
def test_labels(text, expected):
    assert said(SourceText(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A. The Parties\nRuiz owns the shop.\nB. The Lease\nIt is old.",
        "A. The Parties\n\nQ. is no heading of anything here.",
        "TO: Ana Ruiz\nFROM: Jo Dale\nDATE: May 4, 2021\nRE: The roof\n\nPlease mend it.",
        "To: Ana\nTo: Jo\nSubject: roof\nTo: Poole",
        "PLAINTIFF: Ana Ruiz\nDEFENDANT: Jo Dale",
        "TENANT: Ana Ruiz\nLANDLORD: Jo Dale\nPREMISES: 4 Elm Street",
        "NOTE: mend it.\nWARNING: wet.\nNOTE: paint it.",
        "REQUEST NO. 1: Admit it.\nRESPONSE: Denied.\nREQUEST NO. 2: Admit it.\nRESPONSE: Denied.",
        "QUESTION: Why?\nANSWER: So.\nQUESTION: And?\nANSWER: No.",
        "TIME: 10:30\nPLACE: Elm Street\nTIME: 11:30",
        "MR. VALE: I ask for a day more.\n\nHe sat down.",
        "A man came. A Federal agent left.\nA Federal court sat.",
        "Dear Mr. Vale:\n\nI write about the roof.",
        "",
    ],
)
def test_what_only_looks_like_a_transcript(text):
    assert said(SourceText(text)) == []


def test_an_outline_after_an_excerpt_is_no_answer_of_long_ago():
    rest = "The brief argues on and on.\n\n" * 500
    text = f"Q. Why?\n\nA. So.\n\n{rest}A. The Parties\n\nQ. no."
    assert said(imported(text.encode(), "brief.txt")) == [(None, "Why?"), (None, "So.")]


PIECES = st.sampled_from(
    ["Q. ", "A. ", "Q ", "\n", "\n\n", "\f", "THE COURT: ", "MR. VALE: ", "DALE: ", "(Pause.)", "said ",
     "Yes.", "BY MR. VALE:", " 4  ", "It fell, ", "ware-\nhouse", "\u00ad", "“"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_turns_lie_in_order_in_the_text_and_hold_their_words(text):
    turns = find_turns(SourceText(text))
    at = 0
    for turn in turns:
        assert at <= turn.span.start < turn.span.end <= len(text)
        at = turn.span.end
        words = turn.span.of(text)
        assert words == words.strip()
        assert turn.reading
