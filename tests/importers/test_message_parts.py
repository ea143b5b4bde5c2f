"""Whose words each line of a message is."""

import pytest

from importers.message_parts import Line, Part, divide, is_standing_notice
from importers.plain_paragraphs import lines_of

OWN, REPLY, FORWARD, SIGNATURE = Part.OWN, Part.REPLY, Part.FORWARD, Part.SIGNATURE


def parts(body: str, subject: str = "", set_in: tuple[int, ...] = ()) -> list[Part]:
    lines = [
        Line(span, span.of(body), at in set_in) for at, span in enumerate(lines_of(body)) if span
    ]
    return list(divide(lines, subject))


ROWS = [
    ("I agree.\n> We offer ten.\n>> Offer?\nAnd more.", "", [OWN, REPLY, REPLY, OWN]),
    (
        "Yes.\nOn Mon, 6 Sep 2010 at 10:02, Ida Moss <ida@moss.example> wrote:\n> We offer ten.",
        "",
        [OWN, OWN, REPLY],
    ),
    # The line that says who wrote may itself be wrapped.
    (
        "On Mon, 6 Sep 2010 at 10:02,\nIda Moss <ida@moss.example>\nwrote:\n> Ten.\nNo.",
        "",
        [OWN, OWN, OWN, REPLY, OWN],
    ),
    # Without marks, an address or the hour says that a program wrote it: all below is the earlier mail.
    (
        "Yes.\nOn 6 Sep 2010 at 10:02 AM, Ida Moss <ida@moss.example> wrote:\nWe offer ten.\nIda",
        "",
        [OWN, OWN, REPLY, REPLY],
    ),
    # A sentence of the sender's own that ends so.
    (
        "On the day of the storm, the harbor master wrote:\nNo ferry leaves.\nI disagree.",
        "",
        [OWN, OWN, OWN],
    ),
    ("No.\n-----Original Message-----\nFrom: Ida\nTen.", "RE: offer", [OWN, REPLY, REPLY, REPLY]),
    (
        "FYI\n---------- Forwarded message ---------\nFrom: Ida\n> old\nTen.",
        "Fwd: offer",
        [OWN, FORWARD, FORWARD, REPLY, FORWARD],
    ),
    ("See below.\nBegin forwarded message:\nTen.", "", [OWN, FORWARD, FORWARD]),
    (
        "No.\n________________________________\nFrom: Ida Moss\nSent: Monday\nTo: Ole\nSubject: x\nTen.",
        "RE: x",
        [OWN] + [REPLY] * 6,
    ),
    (
        "FYI\nFrom: Ida Moss\nSent: Monday\nTo: Ole\nSubject: x\nTen.",
        "FW: x",
        [OWN] + [FORWARD] * 5,
    ),
    # A memorandum line alone is no header block.
    ("From: the harbor\nTen boats came.", "", [OWN, OWN]),
    ("Yes.\n-- \nIda Moss\nMoss & Co.\n> old", "", [OWN, SIGNATURE, SIGNATURE, SIGNATURE, REPLY]),
    ("a -- b\n--\n", "", [OWN, OWN]),
    ("", "", []),
]


@pytest.mark.parametrize(("body", "subject", "expected"), ROWS)
def test_divide(body, subject, expected):
    assert parts(body, subject) == expected


def test_quotations_of_a_page_are_replies_only_below_the_line_that_says_who_wrote():
    body = (
        "Yes.\nOn 6 Sep 2010 at 10:02, Ida Moss wrote:\nTen.\nNo.\nThe rule says:\nNo ferry leaves."
    )
    assert parts(body, set_in=(2, 5)) == [OWN, OWN, REPLY, OWN, OWN, OWN]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CONFIDENTIALITY NOTICE: This e-mail may be privileged.", True),
        ("*This email and any attachments* are for Ida Moss.", True),
        ("The confidentiality agreement was signed on Monday.", False),
        ("This email is what I mean: he knew.", False),
    ],
)
def test_standing_notice(words, expected):
    assert is_standing_notice(words) is expected
