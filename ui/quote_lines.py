"""The quote bank as lines of a list: quotations under headings, or under the source of their words.

Knows no Qt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casefile.quote_records import BankRow, GroupMember, QuoteBank, QuoteGroup
from casefile.records import CheckedQuote, Pin, QuoteRow, SameWords, Verdict
from casefile.same_words import SHORTEST, fold_words
from extraction.damage import find_damage
from extraction.date_wording import day_words
from reports.cites import pin_cite
from ui import messages
from ui.quote_filter import NOBODY, Prepared, prepare, speaker_of
from ui.quote_verdicts import NAMES, WORST_FIRST, verdict_words

__all__ = [
    "Grouping",
    "LineForm",
    "QuoteBook",
    "QuoteLine",
    "arrange",
    "checked_lines",
    "line_sentence",
    "make_book",
]

_LONGEST = 700
"""As many letters of a quotation as a row can show."""

_MOST_DAMAGED = 3
"""Damaged words told in one row."""


class Grouping(StrEnum):
    """What the lines are put together by."""

    PAPER = "By paper"
    SPEAKER = "By speaker"
    WORDS = "By same words"
    VERDICT = "What differs first"


class LineForm(StrEnum):
    """What a line is."""

    HEADING = "heading"
    QUOTE = "quote"
    SOURCE = "source"
    """The first appearance of words that stand in several places."""
    MEMBER = "member"
    """Another appearance, under its source."""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line. ``told`` is how its words stand to ``against``, the place that they are held against.

    ``row`` is the quotation, if it is one of the case; ``checked`` one of a paper outside the case. ``key``
    names the line also after the case has answered anew.
    """

    key: str
    form: LineForm
    words: str
    note: str = ""
    told: str = ""
    verdict: Verdict | None = None
    pin: Pin | None = None
    row: BankRow | None = None
    against: SameWords | None = None
    checked: CheckedQuote | None = None
    text: str = ""
    """All the words, as they stand in the paper."""

    @property
    def quote(self) -> QuoteRow | None:
        """The quotation of the case that commands apply to, if it is one."""
        return self.row.quote if self.row is not None else None

    @property
    def can_be_current(self) -> bool:
        """Tell whether the keyboard stops here."""
        return self.form is not LineForm.HEADING

    @property
    def is_indented(self) -> bool:
        """Tell whether it stands under another one."""
        return self.form is LineForm.MEMBER


@dataclass(frozen=True)
class QuoteBook:
    """The bank made ready for the list, off the window's thread: its rows, their lines, those of groups."""

    rows: tuple[Prepared, ...] = ()
    lines: Mapping[int, QuoteLine] = field(default_factory=dict)
    groups: Mapping[int, tuple[QuoteLine, ...]] = field(default_factory=dict)


def make_book(bank: QuoteBank) -> QuoteBook:
    """Return the bank made ready; 3,000 quotations take a tenth of a second."""
    every = {row.quote.id: row for row in bank.rows}
    return QuoteBook(
        prepare(bank.rows),
        {number: _line(row) for number, row in every.items()},
        {
            group.id: tuple(_group_lines(group, every))
            for group in bank.groups
            if len(group.members) > 1
        },
    )


def arrange(rows: Sequence[Prepared], book: QuoteBook, grouping: Grouping) -> tuple[QuoteLine, ...]:
    """Return the lines for rows of a book."""
    plain = [each.row for each in rows]
    if grouping is Grouping.WORDS:
        return tuple(_by_words(plain, book))
    return tuple(_under_headings(_sections(plain, grouping), book))


def checked_lines(rows: Iterable[CheckedQuote]) -> tuple[QuoteLine, ...]:
    """Return the lines for the quotations of a paper outside the case, what differs first."""
    found: dict[Verdict | None, list[QuoteLine]] = {verdict: [] for verdict in WORST_FIRST}
    for at, row in enumerate(rows):
        best = row.same_words[0] if row.same_words else None
        verdict = best.verdict if best is not None else _without_place(row)
        line = QuoteLine(
            f"c{at}",
            LineForm.QUOTE,
            _quoted(row.reading or row.text),
            row.cite,
            verdict_words(verdict, best),
            verdict,
            best.pin if best is not None else None,
            against=best,
            checked=row,
            text=row.text,
        )
        found[verdict].append(line)
    lines: list[QuoteLine] = []
    for verdict, section in found.items():
        if section:
            lines += [_heading(str(verdict), NAMES[verdict], len(section)), *section]
    return tuple(lines)


def _without_place(row: CheckedQuote) -> Verdict | None:
    """Return the verdict where no paper has the words; none for words too few to be looked for."""
    long = len(fold_words(row.reading or row.text).folded) >= SHORTEST
    return Verdict.NOT_FOUND if long else None


def line_sentence(line: QuoteLine) -> str:
    """Return a line in words, for screen readers and tooltips."""
    parts = [line.words, line.note, line.told]
    if line.form is LineForm.SOURCE:
        parts.append("the source of what stands below")
    if line.pin is not None and messages.source_words(line.pin):
        parts.append(messages.source_words(line.pin))
    return "\n".join(part for part in parts if part)


# -- sections


def _sections(
    rows: Sequence[BankRow], grouping: Grouping
) -> Iterable[tuple[str, str, list[BankRow]]]:
    """Return key, heading and rows of each section in order."""
    found: dict[object, list[BankRow]] = {}
    if grouping is Grouping.VERDICT:
        found = {verdict: [] for verdict in WORST_FIRST}
        for row in rows:
            found[row.verdict].append(row)
        return [
            (str(verdict), NAMES[verdict], found[verdict])
            for verdict in WORST_FIRST
            if found[verdict]
        ]
    if grouping is Grouping.SPEAKER:
        for row in rows:
            found.setdefault(speaker_of(row), []).append(row)
        ordered = sorted(found.items(), key=lambda pair: (pair[0] == NOBODY, -len(pair[1])))
        return [
            (f"s{speaker}", _speaker_heading(section[0]), section) for speaker, section in ordered
        ]
    for row in rows:
        found.setdefault(row.quote.pin.document, []).append(row)
    return [
        (f"d{document}", section[0].quote.pin.short_name, section)
        for document, section in found.items()
    ]


def _under_headings(
    sections: Iterable[tuple[str, str, list[BankRow]]], book: QuoteBook
) -> Iterator[QuoteLine]:
    for key, words, section in sections:
        yield _heading(key, words, len(section))
        for row in section:
            yield book.lines[row.quote.id]


def _heading(key: str, words: str, number: int) -> QuoteLine:
    return QuoteLine(f"h{key}", LineForm.HEADING, words, messages.count(number, "quote"))


def _speaker_heading(row: BankRow) -> str:
    speaker = speaker_of(row)
    if isinstance(speaker, str):
        return speaker
    return "Nobody known" if speaker == NOBODY else row.quote.speaker_name or ""


# -- same words


def _by_words(rows: Sequence[BankRow], book: QuoteBook) -> Iterator[QuoteLine]:
    """Yield each group of which a quotation was asked for, whole, then what stands in one place only."""
    seen: set[int] = set()
    alone: list[BankRow] = []
    for row in rows:
        if row.group is None or row.group not in book.groups:
            alone.append(row)
        elif row.group not in seen:
            seen.add(row.group)
            yield from book.groups[row.group]
    yield from _under_headings([("alone", "In one place only", alone)] if alone else [], book)


def _group_lines(group: QuoteGroup, rows: Mapping[int, BankRow]) -> Iterator[QuoteLine]:
    """Yield the source and, under it, every other appearance."""
    for at, member in enumerate(group.members):
        row = rows.get(member.quote) if member.quote is not None else None
        against = _against(member, row, group.source) if at else None
        more = messages.count(len(group.members) - 1, "more appearance")
        yield QuoteLine(
            f"g{group.id}.{at}",
            LineForm.MEMBER if at else LineForm.SOURCE,
            _quoted(row.quote.reading or row.quote.text if row is not None else member.text),
            _note(row.quote) if row is not None else _member_note(member),
            verdict_words(member.verdict, against) if at else f"the source; {more} below",
            member.verdict if at else None,
            member.pin,
            row,
            against,
            text=row.quote.text if row is not None else member.text,
        )


def _against(member: GroupMember, row: BankRow | None, source: GroupMember) -> SameWords:
    """Return the group's source as the place that a member is held against, its changes counted if known."""
    same = row.quote.same_words if row is not None else ()
    for place in same:
        if place.pin.document == source.pin.document and place.pin.span.overlaps(source.pin.span):
            return place
    return SameWords(source.pin, member.verdict, 0, source.text)


# -- one line


def _line(row: BankRow) -> QuoteLine:
    quote = row.quote
    return QuoteLine(
        f"q{quote.id}",
        LineForm.QUOTE,
        _quoted(quote.reading or quote.text),
        _note(quote),
        verdict_words(row.verdict, row.source),
        row.verdict,
        quote.pin,
        row,
        row.source,
        text=quote.text,
    )


def _quoted(words: str) -> str:
    return f"“{' '.join(words[:_LONGEST].split())}”"


def _note(row: QuoteRow) -> str:
    """Return who says it, the day that its own sentence gives, where it stands, the paper's day."""
    cite = messages.marked_cite(row.pin)
    parts = [messages.speaker_words(row), messages.date_title(row.said) if row.said else "", cite]
    if row.said is None and row.date is not None and day_words(row.date) not in cite:
        parts.append(f"paper of {day_words(row.date)}")
    parts.append(_likely(row.reading or row.text))
    return " · ".join(part for part in parts if part)


def _likely(words: str) -> str:
    """Return how damaged words were likely printed; what is shown stays as it stands in the paper."""
    shown = [each.likely.strip('"“”') for each in find_damage(words)[:_MOST_DAMAGED]]
    likely = ", ".join(f"“{word}”" for word in shown)
    return f"looks damaged, likely {likely}" if likely else ""


def _member_note(member: GroupMember) -> str:
    """Return where words stand that are no quotation of the bank."""
    what = "without quotation marks" if member.quote is None else ""
    day = f"paper of {day_words(member.day)}" if member.day is not None else ""
    return " · ".join(part for part in (pin_cite(member.pin), day, what) if part)
