"""Made-up rows of the quote bank: a handful to look at, or thousands to scroll through."""

import datetime as dt
import random

from casefile.quote_records import BankRow, CitedPaper, GroupMember, QuoteBank, QuoteGroup
from casefile.records import ReviewState, SameWords, Verdict
from extraction.findings import Certainty
from tests.ui.fake_case import date, pin, quote

RULE = "no notice critical of the quay shall be posted on Commission property"
_WORDS = ("the", "harbor", "commission", "permit", "notice", "quay", "posted", "ferry", "winter", "stalls",
          "agitators", "yard", "racks", "editor", "meeting", "adopted", "rule", "hearing")  # fmt: skip


def sample_bank(rows) -> QuoteBank:
    """Return a bank of the four quotations of the fake case and one more."""
    by_id = {row.id: row for row in rows}
    source = SameWords(pin(1, 140, 70), Verdict.ALTERED, 3, RULE)
    made = []
    for row in sorted(by_id.values(), key=lambda row: (row.pin.document, row.id)):
        if row.id == 1:
            place = SameWords(pin(4, 700, 70), Verdict.VERBATIM, 0, RULE)
            cited = CitedPaper(pin(1, 220, 12), "Order at 4", 4)
            made.append(BankRow(row, Verdict.VERBATIM, place, (2,), 1, cited))
        elif row.id == 2:
            made.append(BankRow(row, Verdict.ALTERED, source, (2,), 1))
        elif row.id == 4:
            made.append(BankRow(row, None, None))
        else:
            made.append(BankRow(row, Verdict.NOT_FOUND, None, (3,)))
    members = [
        GroupMember(1, pin(1, 140, 70), RULE, dt.date(2026, 3, 9), Verdict.VERBATIM),
        GroupMember(None, pin(4, 700, 70), RULE, dt.date(2026, 3, 20), Verdict.VERBATIM),
        GroupMember(2, pin(5, 300, 50, None), "no paper critical", None, Verdict.ALTERED),
    ]
    return QuoteBank(tuple(made), (QuoteGroup(1, tuple(members)),))


def many(number: int, seed: int = 1) -> QuoteBank:
    """Return a bank of ``number`` quotations of all verdicts, in six papers, every fourth in a group."""
    dice = random.Random(seed)
    rows, groups = [], []
    verdicts = [*Verdict, Verdict.NOT_FOUND, None]
    for at in range(1, number + 1):
        words = " ".join(dice.choice(_WORDS) for _ in range(dice.randrange(3, 60)))
        paper = 1 + at * 6 // (number + 1)
        verdict = dice.choice(verdicts)
        speaker = dice.randrange(1, 30)
        row = quote(
            at,
            words,
            speaker=speaker,
            speaker_name=f"Speaker {speaker}",
            certainty=dice.choice(list(Certainty)),
            state=dice.choice([ReviewState.SUGGESTED, ReviewState.ACCEPTED]),
            date=dt.date(2026, 1, 1) + dt.timedelta(days=at % 300),
            said=date(at, "March 2, 2026", "2026-03-02", "On March 2.") if at % 9 == 0 else None,
            pin=pin(paper, 50 * at, len(words), str(at) if paper == 1 else None),
        )
        found = verdict not in (Verdict.NOT_FOUND, None)
        place = SameWords(pin(2, 10 * at, 40), verdict, at % 4, words) if found else None
        group = at - at % 4 + 1 if at % 4 in (1, 2) else None
        rows.append(BankRow(row, verdict, place, (at % 7 + 1,), group))
    known = {row.group for row in rows} - {None}
    for first in sorted(known):
        two = [row for row in rows if row.group == first]
        members = tuple(
            GroupMember(row.quote.id, row.quote.pin, row.quote.text, None, Verdict.VERBATIM)
            for row in two
        )
        groups.append(QuoteGroup(first, members))
    return QuoteBank(tuple(rows), tuple(groups))
