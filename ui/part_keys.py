"""Keys that mean something of their own in one part of the window, and what they do there.

Together with the table of commands this is what "Keys", the help and docs/keys.md are made of; a test holds
it against the keys that the parts take.
"""

from dataclasses import dataclass

from ui.language import tr

__all__ = ["PART_KEYS", "PartKeys"]


@dataclass(frozen=True, slots=True)
class PartKeys:
    """The keys of the part whose class is ``part``: each line names the keys that do one thing."""

    part: str
    title: str
    lines: tuple[tuple[tuple[str, ...], str], ...]


PART_KEYS: tuple[PartKeys, ...] = (
    PartKeys(
        "LinkedViewPanel",
        tr("In the columns"),
        (
            (
                ("Ctrl+Click",),
                tr("Keep several rows as chips; on a heading of papers, narrow to it"),
            ),
            (("Shift+Up", "Shift+Down", "Shift+Click"), tr("Select several rows")),
            (("Left", "Right"), tr("Fold and open a group")),
            (("Delete",), tr("On a chip: take it away")),
        ),
    ),
    PartKeys(
        "SideBySidePanel",
        tr("In a comparison side by side"),
        ((("Ctrl+Left", "Ctrl+Right"), tr("Go across to what stands beside it")),),
    ),
    PartKeys(
        "ReviewPanel",
        tr("In the review"),
        (
            (("A", "X"), tr("Accept; reject. The next one is up at once")),
            (("Z",), tr("Take the last decision back")),
            (("E",), tr("Correct it")),
            (("R", "Shift+R"), tr("Who says a quote; the speaker chosen last")),
            (("T", "Shift+T"), tr("Role of a party; its kind")),
            (("D",), tr("Give a date its day")),
            (("S",), tr("Read an ambiguous date the other way")),
            (("M",), tr("Merge the party with another")),
            (("F",), tr("The next place where it stands")),
            (("Space",), tr("Decide later: it comes again at the end")),
            (("Shift+A", "Shift+X"), tr("Accept, or reject, all that are like it")),
        ),
    ),
    PartKeys(
        "DuplicatesPanel",
        tr("In possible duplicates"),
        (
            (("M", "N"), tr("The two are one party; they are different")),
            (("Space",), tr("Show the one and the other in the reader")),
            (("J", "K"), tr("Next and previous pair")),
        ),
    ),
    PartKeys(
        "QuoteBankPanel",
        tr("In the quote bank"),
        (
            (("/",), tr("Go to the field for words")),
            (("Left", "Right"), tr("Previous and next section")),
            (("Ctrl+A",), tr("Select all that is shown")),
            (("Shift+Return",), tr("Open the place that the quotation is held against")),
        ),
    ),
    PartKeys(
        "ChronologyPanel",
        tr("In the chronology and the timeline"),
        (
            (("D", "U", "Y", "O"), tr("Disputed, undisputed, admitted, open; again takes it back")),
            (("E", "F2"), tr("Tell the event in your own words")),
            (("T",), tr("Tags of the event")),
            (("+", "-"), tr("It helps you; it hurts. In the timeline: nearer, farther")),
            (("1", "2", "3", "4"), tr("An event, a filing, a deadline, a date in cited authority")),
            (("Shift+E",), tr("Edit the day")),
            (("S", "Shift+S"), tr("Read an ambiguous day the other way; all of its paper")),
            (("Shift+P",), tr("Set the date of the paper")),
            (("Alt+Up", "Alt+Down"), tr("Put events of one day in order")),
            (("M", "Shift+M"), tr("Join the selected events; take the current one out")),
            (("V",), tr("To the account of another day, and back")),
            (("R",), tr("What the answer says to the paragraph")),
            (
                ("Right", "Left"),
                tr("Unfold and fold the papers of an event; in the timeline, step"),
            ),
            (("Space", "C"), tr("Narrow the columns to it; copy with cites")),
            (("F", "Backspace"), tr("Go to the field for words; clear all filters")),
            (("L",), tr("Timeline or list")),
            (("0", "="), tr("In the timeline: show the whole; nearer")),
            (("Up", "Down"), tr("In the timeline: step through the lanes")),
            (("Shift+L",), tr("In the timeline: list only the days on screen")),
        ),
    ),
    PartKeys(
        "OutlinePanel",
        tr("In the outline of issues"),
        (
            (("+", "Insert"), tr("Write an issue")),
            (("Shift+N", "Shift+Insert"), tr("Write an element below the current one")),
            (("E", "F2"), tr("Edit title, law and note")),
            (("N",), tr("A note on the issue")),
            (("Alt+Up", "Alt+Down"), tr("Move it up or down")),
            (("Alt+Right", "Alt+Left"), tr("Move it in or out")),
            (("Delete",), tr("Remove the issue; in its evidence, take it away")),
            (("D",), tr("Draft issues from the pleadings")),
            (("Tab",), tr("Go to the evidence")),
            (("F", "G", "B"), tr("In the evidence: for, against, bears on")),
            (("Return",), tr("Open the passage")),
        ),
    ),
    PartKeys(
        "LinkForm",
        tr("As you link to an issue"),
        ((("Ctrl+1", "Ctrl+2", "Ctrl+3"), tr("For, against, bears on")),),
    ),
    PartKeys(
        "NetworkPanel",
        tr("In who with whom"),
        (
            (("Up", "Down", "Left", "Right"), tr("From party to party, from cell to cell")),
            (
                ("Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right"),
                tr("To the next cell that has some"),
            ),
            (("Return",), tr("The evidence; on a name, its surroundings")),
            (("+", "-", "0"), tr("Larger, smaller, whole table")),
        ),
    ),
    PartKeys(
        "ReaderPanel",
        tr("In the reader"),
        (
            (("Ctrl+C",), tr("Copy the selected words without a cite")),
            (("Tab", "Shift+Tab"), tr("Next and previous finding in view")),
            (("Shift+Left", "Shift+Right"), tr("Select more, or less; with Ctrl whole words")),
            (("Space", "Home", "End"), tr("On by a screen, to the beginning, to the end")),
            (("+", "-", "0"), tr("Larger, smaller, as wide as the reader")),
            (("Delete",), tr("On a tab: close it")),
            (("Return",), tr("On a finding: open what it is linked with")),
        ),
    ),
    PartKeys(
        "FindBar",
        tr("In the field that finds words in a paper"),
        (
            (("Return", "Down"), tr("Next place")),
            (("Shift+Return", "Up"), tr("Previous place")),
            (("Esc",), tr("Close it")),
        ),
    ),
    PartKeys(
        "GoToBar",
        tr("In the field that goes to a page or paragraph"),
        (
            (("Return",), tr("Go there; again, to the next that has the number")),
            (("Esc",), tr("Close it")),
        ),
    ),
    PartKeys(
        "SearchField",
        tr("In the search field"),
        (
            (("Up", "Down"), tr("What was asked before; what fits what is typed")),
            (("Return",), tr("Search for exactly what stands there")),
            (("F1",), tr("What can be typed")),
        ),
    ),
    PartKeys(
        "DifferencePanel",
        tr("In a comparison of versions"),
        (
            (("F3", "Shift+F3"), tr("Next and previous change")),
            (("J", "K"), tr("Next and previous paragraph")),
            (("Return", "Shift+Return"), tr("Open the place in the newer paper; in the older")),
            (("Ctrl+Return",), tr("Open it in both, side by side")),
            (("C", "Ctrl+C"), tr("Copy both sides with their cites")),
            (("Home", "End"), tr("First and last paragraph")),
        ),
    ),
    PartKeys(
        "ReportDialog",
        tr("In a report’s list of columns"),
        (
            (("Alt+Up", "Alt+Down"), tr("Move the column")),
            (("Space",), tr("Take it, or leave it out")),
        ),
    ),
    PartKeys(
        "NoteForm",
        tr("As you write a note"),
        ((("Ctrl+Return",), tr("Save")), (("Esc",), tr("Leave it as it was"))),
    ),
    PartKeys(
        "TagListDialog",
        tr("In the tags of the case"),
        (
            (("F2",), tr("Call it otherwise")),
            (("Delete",), tr("Take it off everything")),
            (("Return",), tr("Show what carries it")),
        ),
    ),
    PartKeys(
        "ConflictsDialog",
        tr("In conflicts with a colleague"),
        ((("M", "T"), tr("Yours; theirs. The next one is up at once")),),
    ),
    PartKeys(
        "TableImportDialog",
        tr("As a spreadsheet comes in"),
        ((("Space",), tr("Leave a row out, or take it again")),),
    ),
    PartKeys(
        "HelpDialog",
        tr("In the help"),
        (
            (("Ctrl+F", "/"), tr("Go to the field for words")),
            (("Alt+Left", "Alt+Right"), tr("Back, forward")),
            (("F3", "Shift+F3"), tr("Next and previous place with the words")),
            (("Ctrl+P",), tr("Print the page")),
            (("Ctrl+C",), tr("Copy what is selected")),
        ),
    ),
)
"""By part of the window, in the order in which the guide tells of them."""
