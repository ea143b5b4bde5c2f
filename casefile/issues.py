"""The outline of issues and their elements: written, moved, removed, and linked to evidence.

Issues hang below one another; those of one parent have an order. An issue that is removed goes with all
that is below it, and comes back with it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casefile import history, notes
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.history import Patch, Value
from casefile.issue_records import EvidenceRow, IssueDraft, IssueRow
from casefile.links import Image
from casefile.marks import Carrier, Places, called, thing, things, touch
from casefile.note_records import About, Side, Thing
from casefile.records import DocumentRow, Note, Pin, Ref, RefType, ReviewState
from casefile.review import recorded
from extraction.claims import claims
from importers.source_text import SourceText

__all__ = [
    "accept",
    "add",
    "drafts",
    "edit",
    "link",
    "linked_by_title",
    "links",
    "move",
    "remove",
    "rows",
    "unlink",
]

_SIDES = {
    Side.FOR: ("speaks for", "speak for"),
    Side.AGAINST: ("speaks against", "speak against"),
    Side.NEUTRAL: ("bears on", "bear on"),
}


def add(
    connection: sqlite3.Connection,
    title: str,
    *,
    parent: int | None,
    before: int | None,
    law: str | None,
    note: str,
) -> tuple[tuple[Patch, ...], int]:
    """Write an issue below ``parent``, before another one of its or at the end; returns its number too.

    Raises:
        CaseFailure: if the title is empty, or ``before`` stands elsewhere.
        NoSuchFinding: if ``parent`` or ``before`` is not in the outline.
    """
    title = _titled(title)
    outline = _Outline(connection)
    number = _new(connection)
    after: dict[str, Value] = {"title_given": title, "law_given": law or None}
    after |= {"note_given": note.strip() or None, "parent_given": parent}
    patches = outline.placed(number, parent, before, after)
    return recorded(connection, f"Added the issue {title}", patches), number


def edit(
    connection: sqlite3.Connection,
    number: int,
    *,
    title: str | None,
    law: str | None,
    note: str | None,
) -> tuple[Patch, ...]:
    """Write an issue anew; ``None`` leaves a field as it is, empty ``law`` and ``note`` take theirs away.

    Raises:
        CaseFailure: if the title is empty.
        NoSuchFinding: if there is no such issue.
    """
    before = _Outline(connection).title(number)
    after: dict[str, Value] = {}
    if title is not None:
        after["title_given"] = _titled(title)
    if law is not None:
        after["law_given"] = " ".join(law.split()) or None
    if note is not None:
        after["note_given"] = note.strip() or None
    patch = history.patch(connection, "issue", number, after) if after else None
    renamed = patch is not None and "title_given" in patch.after
    told = (
        f"Renamed the issue {before} to {after['title_given']}"
        if renamed
        else f"Edited the issue {before}"
    )
    return recorded(connection, told, [patch])


def move(
    connection: sqlite3.Connection, number: int, parent: int | None, before: int | None
) -> tuple[Patch, ...]:
    """Put an issue, with all below it, below ``parent``, before another one of its or at the end.

    Raises:
        CaseFailure: if ``parent`` is the issue itself or below it, or ``before`` stands elsewhere.
        NoSuchFinding: if one of them is not in the outline.
    """
    outline = _Outline(connection)
    title = outline.title(number)
    if parent is not None and parent in outline.with_below(number):
        raise CaseFailure("An issue cannot be put below itself. Move what is below it first.")
    if before == number:
        return ()
    patches = outline.placed(number, parent, before, {"parent_given": parent})
    return recorded(connection, f"Moved the issue {title}", patches)


def remove(connection: sqlite3.Connection, numbers: Collection[int]) -> tuple[Patch, ...]:
    """Take issues out of the outline with all that is below them, as one decision.

    Raises:
        NoSuchFinding: if there is no such issue.
    """
    outline = _Outline(connection)
    titles = [outline.title(number) for number in numbers]
    gone = dict.fromkeys(each for number in numbers for each in outline.with_below(number))
    patches = [history.patch(connection, "issue", each, {"title_given": None}) for each in gone]
    what = f"the issue {titles[0]}" if len(titles) == 1 else f"{len(titles)} issues"
    more = len(gone) - len(set(numbers))
    return recorded(connection, f"Removed {what}{f' with {more} below' if more else ''}", patches)


def link(
    connection: sqlite3.Connection, image: Image, issue: int, on: Sequence[Carrier], side: Side
) -> tuple[Patch, ...]:
    """Say what things do for an issue, as one decision; what was linked to it changes its side.

    Raises:
        CaseFailure: if a passage holds no words.
        NoSuchFinding: if the issue, or one of the things, is no longer in the case.
    """
    title = _Outline(connection).title(issue)
    patches: list[Patch | None] = []
    done: list[Carrier] = []
    for each in dict.fromkeys(on):
        known = [_row(connection, issue, one) for one in things(connection, image, each)]
        standing = [row for row in known if row is not None and row["side_given"] is not None]
        if standing:
            own = [
                history.patch(connection, "evidence", row["id"], {"side_given": side})
                for row in standing
            ]
        else:
            own = [_linked(connection, issue, thing(connection, image, each), side)]
        if any(own):
            done.append(each)
            patches += own
    one, several = _SIDES[side]
    what = f"{called(image, done[0])} {one}" if len(done) == 1 else f"{len(done)} things {several}"
    told = f"{what} {title}"
    return recorded(connection, told[:1].upper() + told[1:], patches)


def linked_by_title(
    connection: sqlite3.Connection, wanted: Mapping[Thing, Iterable[str]]
) -> list[Patch | None]:
    """Return the patches by which things are evidence on issues named by title, for a larger decision.

    Evidence that stands keeps its side. A title that no issue has becomes one at the end of the outline.
    """
    outline = _Outline(connection)
    numbers = {str(row["title_given"]).casefold(): each for each, row in outline.issues.items()}
    patches: list[Patch | None] = []
    last = len(outline.children.get(None, ()))
    for target, titles in wanted.items():
        for title in map(_titled, titles):
            if title.casefold() not in numbers:
                last += 1
                numbers[title.casefold()] = made = _new(connection)
                after: dict[str, Value] = {"title_given": title, "order_given": last}
                patches.append(history.patch(connection, "issue", made, after))
            number = numbers[title.casefold()]
            row = _row(connection, number, target)
            if row is None or row["side_given"] is None:
                touch(connection, target)
                patches.append(_linked(connection, number, target, Side.NEUTRAL))
    return patches


def unlink(
    connection: sqlite3.Connection, image: Image, issue: int, on: Sequence[Carrier]
) -> tuple[Patch, ...]:
    """Take evidence away from an issue, as one decision.

    Raises:
        NoSuchFinding: if the issue, or one of the things, is no longer in the case.
    """
    title = _Outline(connection).title(issue)
    patches: list[Patch | None] = []
    done: list[Carrier] = []
    for each in dict.fromkeys(on):
        found = [_row(connection, issue, one) for one in things(connection, image, each)]
        own = [
            history.patch(connection, "evidence", row["id"], {"side_given": None})
            for row in found
            if row is not None
        ]
        if any(own):
            done.append(each)
            patches += own
    what = called(image, done[0]) if len(done) == 1 else f"{len(done)} things"
    return recorded(connection, f"Took {what} away from {title}", patches)


def rows(connection: sqlite3.Connection, image: Image) -> tuple[IssueRow, ...]:
    """Return the outline from top to bottom, each issue with its evidence in the order of linking."""
    outline = _Outline(connection)
    evidence = _evidence(connection, image)
    places = Places(connection, image)
    found: list[IssueRow] = []
    for entry in outline.walk():
        row = outline.issues[entry.issue]
        own = evidence.get(entry.issue, ())
        below = outline.with_below(entry.issue)
        source = row["passage"] and places.of(Thing(About.PASSAGE, row["passage"]))
        found.append(
            IssueRow(
                entry.issue,
                row["title_given"],
                row["law_given"],
                row["note_given"] or "",
                entry.parent,
                entry.depth,
                entry.number,
                source[1] if source else None,
                tuple(own),
                all(each.rejected for issue in below for each in evidence.get(issue, ())),
            )
        )
    return tuple(found)


def links(connection: sqlite3.Connection) -> list[tuple[int, Thing, Side]]:
    """Return every link of evidence to an issue that stands, in the order of linking."""
    return [
        (row["issue"], Thing(About(row["about"]), row["number"]), Side(row["side_given"]))
        for row in connection.execute(
            "SELECT evidence.* FROM evidence JOIN issue ON issue.id = evidence.issue"
            " WHERE side_given IS NOT NULL AND title_given IS NOT NULL ORDER BY evidence.id"
        )
    ]


def drafts(
    connection: sqlite3.Connection, document: DocumentRow, source: SourceText
) -> tuple[IssueDraft, ...]:
    """Return the claims of a paper by its headings, to be made issues; () for one that has none.

    One that is called as an issue is known, too, as in an amended complaint; "Count II" alone is no name.
    """
    known = {row["title_given"].casefold() for row in _Outline(connection).issues.values()}
    drafted = {
        (row["start"], row["end"])
        for row in connection.execute(
            'SELECT "start", "end" FROM passage JOIN issue ON issue.passage = passage.id'
            " WHERE passage.document = ? AND lost = 0 AND title_given IS NOT NULL",
            (document.id,),
        )
    }
    return tuple(
        IssueDraft(
            claim.title,
            claim.law,
            document.pin(claim.span, source.locate(claim.span)),
            (claim.span.start, claim.span.end) in drafted
            or (": " in claim.title and claim.title.casefold() in known),
        )
        for claim in claims(source)
    )


def accept(
    connection: sqlite3.Connection, image: Image, proposed: Sequence[IssueDraft]
) -> tuple[Patch, ...]:
    """Make issues of drafts, at the end of the outline and in their order, as one decision.

    Raises:
        CaseFailure: if the words of one are no longer in the paper.
        NoSuchFinding: if its paper is no longer in the case.
    """
    if not proposed:
        return ()
    outline = _Outline(connection)
    last = max((outline.issues[each]["order_given"] for each in outline.children[None]), default=0)
    patches: list[Patch | None] = []
    for at, draft in enumerate(proposed, last + 1):
        passage = thing(connection, image, draft.pin)
        after: dict[str, Value] = {"title_given": _titled(draft.title), "order_given": at}
        after["law_given"] = draft.law
        patches.append(history.patch(connection, "issue", _new(connection, passage.number), after))
    names = {draft.pin.document: draft.pin.short_name for draft in proposed}
    what = f"the issue {proposed[0].title}" if len(proposed) == 1 else f"{len(proposed)} issues"
    return recorded(connection, f"Drafted {what} from {', '.join(names.values())}", patches)


@dataclass(frozen=True, slots=True)
class _Entry:
    issue: int
    parent: int | None
    depth: int
    number: str


@dataclass
class _Outline:
    """The issues that stand, by their parents."""

    connection: sqlite3.Connection
    issues: dict[int, sqlite3.Row] = field(init=False)
    children: dict[int | None, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        found = self.connection.execute(
            "SELECT * FROM issue WHERE title_given IS NOT NULL ORDER BY order_given, id"
        ).fetchall()
        self.issues = {row["id"]: row for row in found}
        self.children = defaultdict(list)
        for row in found:
            self.children[self._parent(row)].append(row["id"])

    def _parent(self, row: sqlite3.Row) -> int | None:
        """Return the parent, none for an issue whose parent does not stand, or that is below itself."""
        parent, seen = row["parent_given"], {row["id"]}
        while parent in self.issues:
            if parent in seen:
                return None
            seen.add(parent)
            parent = self.issues[parent]["parent_given"]
        own = row["parent_given"]
        return own if own in self.issues else None

    def title(self, number: int) -> str:
        """Return an issue's title.

        Raises:
            NoSuchFinding: if there is no such issue.
        """
        row = self.issues.get(number)
        if row is None:
            raise NoSuchFinding("That issue is no longer in the outline.")
        return str(row["title_given"])

    def with_below(self, number: int) -> list[int]:
        """Return an issue and all below it."""
        found = [number]
        for each in found:
            found += self.children.get(each, ())
        return found

    def walk(self, parent: int | None = None, depth: int = 0, number: str = "") -> Iterator[_Entry]:
        """Yield every issue from top to bottom."""
        for at, issue in enumerate(self.children.get(parent, ()), 1):
            own = f"{number}.{at}" if number else str(at)
            yield _Entry(issue, parent, depth, own)
            yield from self.walk(issue, depth + 1, own)

    def placed(
        self, number: int, parent: int | None, before: int | None, after: dict[str, Value]
    ) -> list[Patch | None]:
        """Return the patches that put an issue in its place, and make room for it there."""
        if parent is not None:
            self.title(parent)
        beside = [each for each in self.children.get(parent, ()) if each != number]
        if before is not None:
            self.title(before)
            if before not in beside:
                raise CaseFailure("These issues do not stand below the same one.")
        beside.insert(len(beside) if before is None else beside.index(before), number)
        return [
            history.patch(
                self.connection,
                "issue",
                each,
                {**(after if each == number else {}), "order_given": at},
            )
            for at, each in enumerate(beside, 1)
        ]


def _evidence(connection: sqlite3.Connection, image: Image) -> dict[int, list[EvidenceRow]]:
    places = Places(connection, image)
    written = {note.id: note for note in notes.rows(connection, image)}
    found: dict[int, list[EvidenceRow]] = {}
    seen: set[tuple[int, Thing]] = set()
    for row in connection.execute(
        "SELECT * FROM evidence WHERE side_given IS NOT NULL ORDER BY id"
    ).fetchall():
        target = Thing(About(row["about"]), row["number"])
        if target.about is About.PARTY:
            target = Thing(About.PARTY, image.roots.get(target.number, target.number))
        note = written.get(target.number) if target.about is About.NOTE else None
        place = _place(places, target, note)
        key = row["issue"], target
        if place is None or key in seen:
            continue
        seen.add(key)
        ref, pin = place
        words = note.text if note else places.words(target)
        rejected = note is None and _is_rejected(image, ref)
        found.setdefault(row["issue"], []).append(
            EvidenceRow(
                row["id"], row["issue"], Side(row["side_given"]), ref, pin, note, words, rejected
            )
        )
    return found


def _place(
    places: Places, target: Thing, note: Note | None
) -> tuple[Ref | None, Pin | None] | None:
    if target.about is About.NOTE:
        return None if note is None else (note.ref, note.pin)
    return places.of(target)


def _is_rejected(image: Image, ref: Ref | None) -> bool:
    """Tell whether a finding was rejected; passages and whole documents cannot be."""
    if ref is None or ref.type is RefType.DOCUMENT:
        return False
    if ref.type is RefType.PARTY:
        party = image.parties.get(ref.id)
        return party is not None and party.state is ReviewState.REJECTED
    row = image.quotes[ref.id] if ref.type is RefType.QUOTE else image.dates[ref.id]
    return row.state is ReviewState.REJECTED


def _row(connection: sqlite3.Connection, issue: int, target: Thing) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM evidence WHERE issue = ? AND about = ? AND number = ?",
        (issue, target.about, target.number),
    ).fetchone()
    return row


def _linked(connection: sqlite3.Connection, issue: int, target: Thing, side: Side) -> Patch | None:
    connection.execute(
        "INSERT OR IGNORE INTO evidence (issue, about, number) VALUES (?, ?, ?)",
        (issue, target.about, target.number),
    )
    row = _row(connection, issue, target)
    if row is None:
        raise NoSuchFinding("That issue is no longer in the outline.")
    return history.patch(connection, "evidence", row["id"], {"side_given": side})


def _new(connection: sqlite3.Connection, passage: int | None = None) -> int:
    made = connection.execute("INSERT INTO issue (passage) VALUES (?)", (passage,))
    return int(made.lastrowid or 0)


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not any(map(str.isalnum, title)):
        raise CaseFailure("An issue needs a title. Write what has to be shown.")
    return title
