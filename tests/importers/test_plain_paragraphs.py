"""Where paragraphs of bare text begin and end, by the lines alone."""

import pytest

from importers.plain_paragraphs import is_prose, legal_signs, split_paragraphs, zoned

LONG = (
    "A line that nobody wrapped runs on and on until its very end, however long that may take it, and "
    * 2
)

MET = "The board met on Monday evening in the old hall, and heard"
MAYOR = (
    "The mayor of the islands, who had come by boat, went home\nagain before the vote was taken."
)

SPLIT = [
    # One line each: every line end was chosen.
    (f"Headline\n{LONG}\n{LONG}", ["Headline", LONG.strip(), LONG.strip()]),
    # Hard-wrapped: blank lines part paragraphs.
    (
        f"{MET}\nthree speakers before it voted on the night\nruns.\n\nIt rose.",
        [f"{MET}\nthree speakers before it voted on the night\nruns.", "It rose."],
    ),
    # A short line in a block was ended on purpose.
    (f"{MET}\nnobody at all.\n{MAYOR}", [f"{MET}\nnobody at all.", MAYOR]),
    # A sentence that plainly goes on is never cut, even after a short line.
    (f"{MET}\nthe\nmayor of the islands, who had come by boat, and went home.", None),
    # Numbered paragraphs without blank lines between them.
    (
        "1. Plaintiff is a pilot who lives in Tarn and steers ferries.\n"
        "2. Defendant is a public body of this state, and runs piers.\n"
        "3. Both are known to the court from earlier cases of theirs.",
        [
            "1. Plaintiff is a pilot who lives in Tarn and steers ferries.",
            "2. Defendant is a public body of this state, and runs piers.",
            "3. Both are known to the court from earlier cases of theirs.",
        ],
    ),
    # Indented first lines.
    (
        f"    {MET}\nthree speakers in the course of the very long evening hours.\n    {MAYOR}",
        [f"{MET}\nthree speakers in the course of the very long evening hours.", MAYOR],
    ),
    ("\r\n\r\nonly this\r\n", ["only this"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_split(text, expected):
    found = [span.of(text) for span in split_paragraphs(text)]
    assert found == ([text] if expected is None else expected)


def test_double_spaced_pleading_is_not_cut_at_every_line():
    lines = [
        "1. On March 3, 2026, the board wrote to the pilot that the",
        "night runs between the two islands were over for good, and",
        "that no reasons would be given to anybody who might ask for",
        "them in the days to come.",
        "2. The pilot asked for reasons on the very next day, and did",
        "so in a letter that she had sent by the morning boat, with",
        "a copy to the mayor of the islands and to the harbour master",
        "who had signed the order.",
    ]
    text = "\n\n".join(lines)
    found = [span.of(text) for span in split_paragraphs(text)]
    assert [words[:2] for words in found] == ["1.", "2."]


LEGAL = [
    (["SUPERIOR COURT OF NORTH TARN", "x"], True),
    (["Haldora Vesk, Plaintiff,", "v.", "Board of Piers, Defendant."], True),
    (["MEMORANDUM OF LAW", "Case No. 3:26-cv-00077"], True),
    (["TO: the file", "FROM: O. Brandt"], True),
    (
        [
            "Supreme Court hears pilot's case against the board",
            "It was a long day in court for all.",
        ],
        False,
    ),
    (["Vesk v. Board: what the pilots want", "By Osk Palmgren"], False),
]


@pytest.mark.parametrize(("paragraphs", "expected"), LEGAL)
def test_legal_signs(paragraphs, expected):
    assert legal_signs(paragraphs) is expected


def test_prose():
    assert is_prose("The board met on Monday evening in the old hall and heard three speakers.")
    assert not is_prose("Board of Piers")
    assert not is_prose("THE BOARD MET ON MONDAY EVENING IN THE OLD HALL AND HEARD SPEAKERS.")


def test_few_numbers_make_no_paper():
    text = "Three things to see\n\n1. The pier.\n\n2. The gulls.\n\n3. The hall."
    assert [row.number for row in zoned(text, split_paragraphs(text))] == [None, "1", "2", "3"]
