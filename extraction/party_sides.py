"""Sides that the running text gives: "Plaintiff X", "X is suing Y", judges by title."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extraction.findings import PartyKind
from extraction.party_mentions import Found
from extraction.party_roles import role_before, sides_in_prose
from extraction.reading import Reading
from extraction.roster import Roster

__all__ = ["give_sides"]

# What stands between the names of a list: ", ", " and ", ", and the ", " (aka “", "”) and ".
_LIST = re.compile(
    r"[”\"]?\)?,?\s+(?:and\s+)?(?:the\s+)?(?:\((?:[adfn]\W?[kb]\W?a\W?|also\s+known\s+as)\s+[“\"]?)?"
)

# A mention that begins with a judge's title makes its person one.
_JUDGE = re.compile(
    r"(?:(?:Chief|Senior|Presiding|District|Circuit|Magistrate|U\.S\.)\s+)*(?:Judge|Justice|Hon\.|Honorable)\s"
)

# Members of Congress and of governments are called honourable too.
_OTHER_HONOUR = re.compile(
    r"\b(?:Attorney\s+General|Senators?|Representatives?|Congress\w*|Governor|Mayor|Secretary|Commissioner)\b"
)

# Code points before a name in which its office may stand: "United States Attorney General John Roe".
_TITLE = 20

# "Defendants " before a name, "Parties, the " too.
_PLURAL_SIDE = re.compile(r"s\s*,?\s+(?:the\s+)?$")
# How many mentions a name may have for one "Defendants X" to give it a side.
_SELDOM = 8


def give_sides(
    roster: Roster, reading: Reading, found: Sequence[Found], *, has_caption: bool
) -> None:
    """Give roles from the text: "Plaintiff X" in court papers, "X is suing Y" in others."""
    text = reading.text
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    first: int | None = None
    shared: tuple[int, str | None] = (
        0,
        None,
    )  # the end of a list so far ("Defendants A, B") and its side
    for start, end, number in sorted(found):
        draft = roster.drafts[number]
        if draft.kind in (PartyKind.ACCOUNT, PartyKind.COURT):
            continue
        side = role_before(text, start)
        listed = side is None and bool(_LIST.fullmatch(text[shared[0] : start]))
        if listed:
            side = shared[1]
        if side is None and draft.kind is PartyKind.PERSON and _JUDGE.match(text, start):
            around = text[max(0, start - 60) : end + 60]
            side = None if _OTHER_HONOUR.search(around) else "judge"
        if side is not None:
            # "Defendants Anglin" alone may be a sentence; "Defendant X" and "Defendants X and Y" are not.
            alone = not listed and bool(_PLURAL_SIDE.search(text[max(0, start - 60) : start]))
            votes[number][side] += 1 if alone else 2
            if listed and first is not None:
                votes[first][side] += 1
        shared, first = (end, side), number
    counts = Counter(number for _, _, number in found)
    honoured = {
        number
        for start, end, number in found
        if _OTHER_HONOUR.search(text[max(0, start - _TITLE) : end])
    }
    for number, said in votes.items():
        side, times = said.most_common(1)[0]
        if side == "judge" and number in honoured:
            continue
        if times >= 2 or counts[number] <= _SELDOM or side == "judge":
            roster.drafts[number].role = roster.drafts[number].role or side
    if has_caption:
        return
    named = sorted(
        (start, end, str(number))
        for start, end, number in found
        if roster.drafts[number].kind not in (PartyKind.ACCOUNT, PartyKind.COURT)
    )
    for key, side in sides_in_prose(text, named).items():
        draft = roster.drafts[int(key)]
        draft.role = draft.role or side
