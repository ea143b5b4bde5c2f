"""Commands about the attorney's own words: notes, tags, the outline of issues."""

import argparse
from typing import TYPE_CHECKING

from ui.command_line.doors import Doors
from ui.command_line.group import Group, print_json

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.issue_records import IssueRow
    from casefile.records import Note

__all__ = ["LISTS", "add_commands", "list_own_words", "note_line"]

LISTS = ("notes", "tags", "issues")
"""What ``list`` can list of the attorney's own words."""


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    drafts = group.add(
        "draft-issues", _draft, "tell what a complaint pleads, by its headings", json=True
    )
    drafts.add_argument("document", help="the paper's number, short name or file name")
    drafts.add_argument("--keep", action="store_true", help="put them into the outline of issues")


def list_own_words(case: "Case", what: str, *, as_json: bool) -> None:
    """Print notes, tags or issues."""
    from reports.to_json import row_json

    notes = case.notes() if what == "notes" else ()
    tags = case.tags() if what == "tags" else ()
    issues = case.issues() if what == "issues" else ()
    if as_json:
        print_json(row_json(notes or tags or issues))
        return
    for note in notes:
        print(note_line(case, note))
    for tag in tags:
        print(f"{tag.name}: {tag.count}")
    for row in issues:
        print(*_issue_lines(row), sep="\n")


def note_line(case: "Case", note: "Note") -> str:
    """Return a note on one line, behind what it is on."""
    from reports.cites import pin_cite

    on = case.label(note.ref) if note.ref else ""
    where = ", ".join(filter(None, (on, pin_cite(note.pin) if note.pin else "")))
    lost = " (its words are no longer in the paper)" if note.pin and note.pin.lost else ""
    tags = f"  [{', '.join(note.tags)}]" if note.tags else ""
    return f"{where}{lost}: {' '.join(note.text.split())}{tags}"


def _issue_lines(row: "IssueRow") -> list[str]:
    from reports.cites import pin_cite

    indent = "  " * row.depth
    law = f" ({row.law})" if row.law and row.law not in row.title else ""
    source = f", {pin_cite(row.source)}" if row.source else ""
    bare = ": no evidence" if row.is_bare else ""
    lines = [f"{indent}{row.number}  {row.title}{law}{source}{bare}"]
    for each in row.evidence:
        where = f", {pin_cite(each.pin)}" if each.pin else ""
        rejected = " (rejected)" if each.rejected else ""
        lines.append(f"{indent}     {each.side}: {' '.join(each.words.split())}{where}{rejected}")
    return lines


def _draft(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.naming import named
    from reports.cites import pin_cite
    from reports.to_json import row_json

    with doors.case(options.case) as case:
        drafts = case.draft_issues(named(case.documents(), options.document).id)
        new = [draft for draft in drafts if not draft.known]
        if options.keep:
            case.accept_drafts(new)
    if options.json:
        print_json(row_json(drafts))
        return 0
    for draft in drafts:
        known = " (in the outline)" if draft.known else ""
        print(f"{draft.title}, {pin_cite(draft.pin)}{known}")
    if not drafts:
        print("No headings such as “Count I” or “First Claim for Relief” were found in this paper.")
    elif options.keep:
        print(f"{len(new)} put into the outline of issues.")
    return 0
