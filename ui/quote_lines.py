"""The quote bank as lines of a list: quotations under headings, or under the source of their words.

Knows no Qt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, overload

from typing_extensions import override

from casefile.pieces import each_of
from casefile.quote_records import BankRow, GroupMember, QuoteBank, QuoteGroup
from casefile.records import CheckedQuote, Pin, QuoteRow, SameWords, Verdict
from casefile.same_words import SHORTEST, fold_words
from casefile.turns import in_turns
from extraction.damage import find_damage
from extraction.date_wording import day_words
from reports.cites import pin_cite
from ui import messages
from ui.language import tr
from ui.quote_filter import NOBODY, Prepared, prepare, speaker_of
from ui.quote_sizes import LONGEST, Letters, LineSizes, letters_of, letters_of_member
from ui.quote_verdicts import NAMES, WORST_FIRST, verdict_words

__all__ = [
    "Grouping",
    "Key",
    "LineForm",
    "Lines",
    "QuoteBook",
    "QuoteLine",
    "arrange",
    "checked_lines",
    "line_letters",
    "line_sentence",
    "make_book",
    "place_key",
]

_MOST_DAMAGED = 3
"""Damaged words told in one row."""


class Grouping(StrEnum):
    """What the lines are put together by."""

    PAPER = tr("By paper")
    SPEAKER = tr("By speaker")
    WORDS = tr("By same words")
    VERDICT = tr("What differs first")


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
    letters: Letters | None = None
    """How many letters its parts have, about; counted from the words themselves where it is ``None``."""

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


Entry: TypeAlias = QuoteLine | int | tuple[int, int]
"""A line; a quotation by its number; an appearance by its group and its place in it."""


@dataclass(frozen=True)
class QuoteBook:
    """The bank made ready for the list, off the window's thread; lines are made as they are looked at.

    ``banked`` are the rows by their quotation, ``groups`` those of several appearances by their number.
    """

    rows: tuple[Prepared, ...] = ()
    banked: Mapping[int, Prepared] = field(default_factory=dict)
    groups: Mapping[int, QuoteGroup] = field(default_factory=dict)
    bank: QuoteBank | None = None
    """What it was made of."""
    more: int = 0
    """Quotations of a large case that are still being read."""
    made: dict[Entry, QuoteLine] = field(default_factory=dict)
    measured: dict[tuple[LineSizes, int], dict[int | tuple[int, int], int]] = field(
        default_factory=dict
    )
    """How tall the lines of quotations and appearances are, in a list of the width asked for last."""

    def row(self, number: int | None) -> BankRow | None:
        """Return a quotation's row, if it is in the bank."""
        found = self.banked.get(number) if number is not None else None
        return found.row if found is not None else None

    def line(self, entry: Entry) -> QuoteLine:
        """Return the line of an entry."""
        if isinstance(entry, QuoteLine):
            return entry
        known = self.made.get(entry)
        if known is None:
            if isinstance(entry, int):
                known = _line(self.banked[entry].row)
            else:
                known = _group_line(self.groups[entry[0]], entry[1], self)
            self.made[entry] = known
        return known

    def letters(self, entry: Entry) -> Letters | None:
        """Return how many letters an entry's parts have, about; ``None`` for a heading."""
        if isinstance(entry, int):
            return letters_of(self.banked[entry].row)
        if isinstance(entry, QuoteLine):
            return line_letters(entry)
        member = self.groups[entry[0]].members[entry[1]]
        return letters_of_member(member, self.row(member.quote), is_source=not entry[1])

    def is_measured(self, sizes: LineSizes, width: int) -> bool:
        """Tell whether the heights of all quotations' lines are known for a width."""
        return len(self.measured.get((sizes, width), ())) >= len(self.rows)

    def heights(
        self, entries: Sequence[Entry], sizes: LineSizes, width: int
    ) -> dict[int | tuple[int, int], int]:
        """Return how tall the lines of entries are, headings apart; what is known is not counted again."""
        known = self.measured.get((sizes, width))
        if known is None:
            self.measured.clear()
            known = self.measured[sizes, width] = {}
        plain, under = sizes.measure(width), sizes.measure(width, indented=True)
        for entry in each_of(entries):
            if isinstance(entry, QuoteLine) or entry in known:
                continue
            letters = self.letters(entry)
            if letters is not None:
                is_under = not isinstance(entry, int) and bool(entry[1])
                known[entry] = (under if is_under else plain)(letters)
        return known


class Lines(Sequence[QuoteLine]):
    """Lines of which each quotation's is made when it is looked at."""

    def __init__(self, entries: Sequence[Entry] = (), book: QuoteBook | None = None) -> None:
        self.entries = tuple(entries)
        self.book = book or QuoteBook()

    @override
    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, at: int) -> QuoteLine: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[QuoteLine, ...]: ...

    @override
    def __getitem__(self, at: int | slice) -> QuoteLine | tuple[QuoteLine, ...]:
        if isinstance(at, slice):
            return tuple(self.book.line(entry) for entry in self.entries[at])
        return self.book.line(self.entries[at])

    def form(self, at: int) -> LineForm:
        """Tell what a line is without making it."""
        entry = self.entries[at]
        if isinstance(entry, QuoteLine):
            return entry.form
        if isinstance(entry, int):
            return LineForm.QUOTE
        return LineForm.MEMBER if entry[1] else LineForm.SOURCE


Key: TypeAlias = str | int | tuple[int, int]
"""What an entry is found by: a quotation's number, a group's with the place in it, else its line's key."""


def place_key(key: str) -> Key:
    """Return what the line of a key is found by among the places of lines."""
    first, _, second = key[1:].partition(".")
    if key.startswith("q") and first.isdecimal():
        return int(first)
    if key.startswith("g") and first.isdecimal() and second.isdecimal():
        return int(first), int(second)
    return key


def line_letters(line: QuoteLine) -> Letters | None:
    """Return how many letters a line's parts have; ``None`` for a heading."""
    if line.form is LineForm.HEADING:
        return None
    return line.letters or Letters(len(line.words), len(line.note), len(line.told), is_bold=False)


def make_book(bank: QuoteBank, before: QuoteBook | None = None, more: int = 0) -> QuoteBook:
    """Return the bank made ready; what the book ``before`` knows of equal rows is kept.

    ``more`` says how many quotations follow once a large case has been read.
    """
    if before is not None and before.bank is bank:
        return before
    known = before.banked if before is not None else {}
    rows = prepare(bank.rows, known)
    book = QuoteBook(
        rows,
        {row.row.quote.id: row for row in each_of(rows)},
        {group.id: group for group in bank.groups if len(group.members) > 1},
        bank,
        more,
    )
    for wish, heights in before.measured.items() if before is not None else ():
        book.measured[wish] = {
            number: heights[number]
            for number, row in in_turns(book.banked.items())
            if known.get(number) is row and number in heights
        }
    return book


def arrange(rows: Sequence[Prepared], book: QuoteBook, grouping: Grouping) -> Lines:
    """Return the lines for rows of a book."""
    plain = [each.row for each in each_of(rows)]
    if grouping is Grouping.WORDS:
        return Lines(tuple(_by_words(plain, book)), book)
    return Lines(tuple(_under_headings(_sections(plain, grouping))), book)


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
        parts.append(tr("the source of what stands below"))
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
        for row in each_of(rows):
            found[row.verdict].append(row)
        return [
            (str(verdict), NAMES[verdict], found[verdict])
            for verdict in WORST_FIRST
            if found[verdict]
        ]
    if grouping is Grouping.SPEAKER:
        for row in each_of(rows):
            found.setdefault(speaker_of(row), []).append(row)
        ordered = sorted(found.items(), key=lambda pair: (pair[0] == NOBODY, -len(pair[1])))
        return [
            (f"s{speaker}", _speaker_heading(section[0]), section) for speaker, section in ordered
        ]
    for row in each_of(rows):
        found.setdefault(row.quote.pin.document, []).append(row)
    return [
        (f"d{document}", section[0].quote.pin.short_name, section)
        for document, section in found.items()
    ]


def _under_headings(sections: Iterable[tuple[str, str, list[BankRow]]]) -> list[Entry]:
    found: list[Entry] = []
    for key, words, section in in_turns(sections):
        found.append(_heading(key, words, len(section)))
        found += [row.quote.id for row in section]
    return found


def _heading(key: str, words: str, number: int) -> QuoteLine:
    return QuoteLine(f"h{key}", LineForm.HEADING, words, messages.count(number, tr("quote")))


def _speaker_heading(row: BankRow) -> str:
    speaker = speaker_of(row)
    if isinstance(speaker, str):
        return speaker
    return tr("Nobody known") if speaker == NOBODY else row.quote.speaker_name or ""


# -- same words


def _by_words(rows: Sequence[BankRow], book: QuoteBook) -> Iterator[Entry]:
    """Yield each group of which a quotation was asked for, whole, then what stands in one place only."""
    seen: set[int] = set()
    alone: list[BankRow] = []
    for row in each_of(rows):
        if row.group is None or row.group not in book.groups:
            alone.append(row)
        elif row.group not in seen:
            seen.add(row.group)
            yield from ((row.group, at) for at in range(len(book.groups[row.group].members)))
    yield from _under_headings([("alone", tr("In one place only"), alone)] if alone else [])


def _group_line(group: QuoteGroup, at: int, book: QuoteBook) -> QuoteLine:
    """Return the line of a group's source, or of another appearance, which stands under it."""
    member = group.members[at]
    row = book.row(member.quote)
    against = _against(member, row, group.source) if at else None
    more = messages.count(len(group.members) - 1, tr("more appearance"))
    words = _quoted(row.quote.reading or row.quote.text if row is not None else member.text)
    note = _note(row.quote) if row is not None else _member_note(member)
    told = (
        verdict_words(member.verdict, against) if at else tr("the source; {more} below", more=more)
    )
    return QuoteLine(
        f"g{group.id}.{at}",
        LineForm.MEMBER if at else LineForm.SOURCE,
        words,
        note,
        told,
        member.verdict if at else None,
        member.pin,
        row,
        against,
        text=row.quote.text if row is not None else member.text,
        letters=letters_of_member(member, row, is_source=not at),
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
        letters=letters_of(row),
    )


def _quoted(words: str) -> str:
    return f"“{' '.join(words[:LONGEST].split())}”"


def _note(row: QuoteRow) -> str:
    """Return who says it, the day that its own sentence gives, where it stands, the paper's day."""
    cite = messages.marked_cite(row.pin)
    parts = [messages.speaker_words(row), messages.date_title(row.said) if row.said else "", cite]
    if row.said is None and row.date is not None and day_words(row.date) not in cite:
        parts.append(tr("paper of {day_words}", day_words=day_words(row.date)))
    parts.append(_likely(row.reading or row.text))
    return " · ".join(part for part in parts if part)


def _likely(words: str) -> str:
    """Return how damaged words were likely printed; what is shown stays as it stands in the paper."""
    shown = [each.likely.strip('"“”') for each in find_damage(words)[:_MOST_DAMAGED]]
    likely = ", ".join(f"“{word}”" for word in shown)
    return tr("looks damaged, likely {likely}", likely=likely) if likely else ""


def _member_note(member: GroupMember) -> str:
    """Return where words stand that are no quotation of the bank."""
    what = tr("without quotation marks") if member.quote is None else ""
    day = (
        tr("paper of {day_words}", day_words=day_words(member.day))
        if member.day is not None
        else ""
    )
    return " · ".join(part for part in (pin_cite(member.pin), day, what) if part)
