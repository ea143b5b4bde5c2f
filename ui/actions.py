"""Every command of the window, and the actions that are made of them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.case_actions import FILLING, HANDING_OUT, PROTECTING
from ui.command import Command, tooltip
from ui.language import tr

__all__ = ["COMMANDS", "build_actions"]

COMMANDS: tuple[Command, ...] = (
    *FILLING,
    Command(
        "compare",
        tr("Compare with…"),
        tr("What changed between the paper on screen and another one"),
        ("Ctrl+D",),
    ),
    Command(
        "side_by_side",
        tr("Compare side by side…"),
        tr("Two parties or papers: what only one has, what both share, where they meet"),
        ("Shift+C",),
    ),
    Command(
        "network",
        tr("Who with whom"),
        tr("A picture of the parties that are named together, with its evidence"),
        ("W",),
    ),
    Command(
        "chronology",
        tr("Chronology"),
        tr("What happened when, with what the parties say of it"),
        ("H",),
    ),
    Command("timeline", tr("Timeline"), tr("The chronology drawn along an axis"), ("L",)),
    Command(
        "outline",
        tr("Issues"),
        tr("What has to be shown, and the evidence for and against"),
        ("I",),
    ),
    Command(
        "quotes",
        tr("Quote bank"),
        tr("Who said what, and how it compares with other papers"),
        ("Q",),
    ),
    Command(
        "check_quotes",
        tr("Check quotes"),
        tr("Every quote, those first whose words differ elsewhere"),
    ),
    Command(
        "check_brief",
        tr("Check a brief…"),
        tr("Every quotation of a brief, held against the papers of the case"),
        ("Ctrl+B",),
    ),
    Command(
        "find",
        tr("Find"),
        tr("In the reader: find words in its paper; elsewhere: search all papers of the case"),
        ("Ctrl+F",),
    ),
    Command(
        "search", tr("Search all papers"), tr("Search all papers of the case"), ("Ctrl+Shift+F",)
    ),
    Command(
        "palette",
        tr("Command palette"),
        tr("A command, paper or party by name, or a place by its cite"),
        ("Ctrl+K",),
        False,
    ),
    Command(
        "go_to",
        tr("Go to page, paragraph or line…"),
        tr("In the paper on top: p. 12, ¶ 38, 4:17"),
        ("Ctrl+G",),
    ),
    Command(
        "view", tr("Page, text or both"), tr("What of the paper on top is shown"), ("Shift+V",)
    ),
    Command(
        "open_in_tab",
        tr("Open in a new tab"),
        tr("Beside the papers that are open already"),
        ("Ctrl+Return", "Ctrl+Enter"),
    ),
    Command(
        "tab_keep",
        tr("Keep the paper open"),
        tr("The next one opens in a tab of its own"),
        ("Shift+K",),
    ),
    Command("tab_next", tr("Next open paper"), tr("Go to the next tab"), ("Ctrl+Tab",)),
    Command(
        "tab_previous",
        tr("Previous open paper"),
        tr("Go to the previous tab"),
        ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"),
    ),
    Command("tab_close", tr("Close the paper"), tr("Close the tab on top"), ("Ctrl+W",)),
    Command(
        "tab_reopen", tr("Open the last closed paper"), tr("Where it was left"), ("Ctrl+Shift+T",)
    ),
    Command(
        "beside",
        tr("Open beside"),
        tr("Two papers side by side, or two places of one"),
        ("Ctrl+Shift+B",),
    ),
    Command(
        "next_finding",
        tr("Next finding in the paper"),
        tr("Go to it and see what is linked with it; Tab does so for what is in view"),
        (".",),
    ),
    Command(
        "previous_finding",
        tr("Previous finding in the paper"),
        tr("Go back to the one before"),
        (",",),
    ),
    Command(
        "small_pages", tr("Small pages"), tr("Show or hide the pages beside the paper"), ("F9",)
    ),
    Command("larger", tr("Larger"), tr("Show the paper larger"), ("Ctrl++", "Ctrl+=")),
    Command("smaller", tr("Smaller"), tr("Show the paper smaller"), ("Ctrl+-",)),
    Command("page_width", tr("Page width"), tr("Show pages as wide as the reader"), ("Ctrl+0",)),
    Command("whole_page", tr("Whole page"), tr("Show whole pages"), ("Ctrl+9",)),
    Command(
        "full_size", tr("Full size"), tr("Show pages as large as they are printed"), ("Ctrl+8",)
    ),
    Command("other_side", tr("Other side"), tr("Go to the paper on the other side"), ("F6",)),
    Command("one_side", tr("One side only"), tr("Close the papers on the other side")),
    Command(
        "second_window",
        tr("Second window"),
        tr("A reader for a second screen, with its own papers"),
        ("Ctrl+Shift+O",),
    ),
    Command("accept", tr("Accept"), tr("This finding is right"), ("A",)),
    Command("reject", tr("Reject"), tr("This finding is wrong; it is hidden"), ("X",)),
    Command("edit", tr("Edit…"), tr("Correct this finding"), ("E",)),
    Command("card", tr("Party card"), tr("Everything about this party, and why it is one"), ("P",)),
    Command("merge", tr("Merge parties…"), tr("Two parties are one and the same"), ("M",)),
    Command("split", tr("Split party…"), tr("Take out what was joined wrongly"), ("Shift+M",)),
    Command(
        "kind",
        tr("Kind of party…"),
        tr("Person, organization, agency, court or account"),
        ("Shift+T",),
    ),
    Command(
        "note",
        tr("Note…"),
        tr("Your own words on what is selected: a row, paper or passage"),
        ("N",),
    ),
    Command("tags", tr("Tags…"), tr("Tags of what is selected: a row, paper or passage"), ("T",)),
    Command(
        "all_tags",
        tr("Tags of the case…"),
        tr("Rename them, make two one, remove one"),
        ("Ctrl+Shift+G",),
    ),
    Command(
        "link_issue",
        tr("Link to an issue…"),
        tr("What is selected speaks for an issue, or against it"),
        ("Shift+I",),
    ),
    Command(
        "add_party",
        tr("Add as party…"),
        tr("The words selected in the reader name a party"),
        ("Shift+P",),
    ),
    Command("add_quote", tr("Add as quote…"), tr("Somebody said the words selected"), ("Shift+Q",)),
    Command("add_date", tr("Add as date…"), tr("The words selected name a day"), ("Shift+D",)),
    Command(
        "same_speaker", tr("Same speaker again"), tr("Who was chosen last says this, too"), ("R",)
    ),
    Command(
        "review",
        tr("Review…"),
        tr("One suggestion after the other with its evidence, the most useful first"),
        ("Ctrl+R",),
    ),
    Command(
        "review_paper",
        tr("Review this paper"),
        tr("Go through what stands in the paper that the reader shows"),
        ("Ctrl+Shift+R",),
    ),
    Command(
        "next_unreviewed",
        tr("Next paper to review"),
        tr("The next paper in the list with something that nobody has decided on"),
        ("Ctrl+Alt+R",),
    ),
    Command(
        "duplicate_parties",
        tr("Possible duplicates…"),
        tr("Parties that may be one, with the reason"),
        ("Ctrl+Shift+M",),
    ),
    Command("switch", tr("Switch reading"), tr("Read an ambiguous date the other way"), ("S",)),
    Command("copy", tr("Copy with cite"), tr("Copy the words with their pin cite"), ("C",)),
    Command(
        "open_source",
        tr("Open source"),
        tr("Show where this stands in the paper"),
        ("Return", "Enter"),
        in_rows=True,
    ),
    Command(
        "other_place",
        tr("Open the other place"),
        tr("Show the words that a quote is held against"),
        ("Shift+Return", "Shift+Enter"),
        in_rows=True,
    ),
    Command(
        "narrow",
        tr("Narrow to this"),
        tr("Show only what is linked to this row"),
        ("Space",),
        in_rows=True,
    ),
    Command(
        "order_rows",
        tr("Sort and group…"),
        tr("In what order the rows of this column stand, and what they are put together by"),
        ("O",),
    ),
    Command(
        "fold_rows",
        tr("Fold or unfold groups"),
        tr("Show the headings of this column alone, or all"),
    ),
    Command("next", tr("Next row"), tr("Go to the next row"), ("J",)),
    Command("previous", tr("Previous row"), tr("Go to the previous row"), ("K",)),
    Command(
        "next_hit",
        tr("Next hit"),
        tr("Go to the next place that was found, then to the next paper"),
        ("F3",),
    ),
    Command("previous_hit", tr("Previous hit"), tr("Go to the previous hit"), ("Shift+F3",)),
    Command("back", tr("Back"), tr("Where you were before"), ("Alt+Left",)),
    Command("forward", tr("Forward"), tr("Where you went back from"), ("Alt+Right",)),
    Command(
        "narrow_by",
        tr("Narrow by…"),
        tr("A party, paper, month, kind of paper, tag or issue, found by typing"),
        ("F",),
    ),
    Command(
        "join",
        tr("All or any of the chips"),
        tr("Rows linked to all that was chosen, or to any one of it"),
        ("B",),
    ),
    Command(
        "relations",
        tr("By which relation…"),
        tr("Speaks, is mentioned, same words, sentence, paragraph or paper"),
        ("Shift+F",),
    ),
    Command("unreviewed", tr("Unreviewed only"), tr("Only what nobody has decided on yet"), ("U",)),
    Command(
        "save_view", tr("Save this view…"), tr("Keep what the chips ask under a name"), ("Ctrl+S",)
    ),
    Command(
        "views", tr("Saved views…"), tr("Open, rename or remove a view kept under a name"), ("V",)
    ),
    Command(
        "loosen",
        tr("Loosen"),
        tr("Take the last chip away, leave the search, close the find bar"),
        ("Esc", "Backspace"),
    ),
    Command("undo", tr("Undo"), tr("Take the last decision back"), ("Ctrl+Z",)),
    Command("redo", tr("Redo"), tr("Do again what was undone"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command(
        "rejected", tr("Show rejected"), tr("Show findings that were rejected, too"), switch=True
    ),
    *HANDING_OUT,
    *PROTECTING,
    Command(
        "theme_system",
        tr("Colors of the system"),
        tr("Follow the system’s light or dark"),
        (),
        False,
        choice="theme",
    ),
    Command(
        "theme_light",
        tr("Light colors"),
        tr("Dark ink on light ground"),
        (),
        False,
        choice="theme",
    ),
    Command(
        "theme_dark", tr("Dark colors"), tr("Light ink on dark ground"), (), False, choice="theme"
    ),
    Command(
        "messages", tr("Messages…"), tr("Everything that was said in this session"), ("F8",), False
    ),
    Command("help", tr("Help"), tr("The guide, at what you are doing"), ("F1",), False),
    Command(
        "larger_text",
        tr("Larger text"),
        tr("All text of the window one size larger"),
        ("Ctrl+Alt+=",),
        False,
    ),
    Command(
        "smaller_text",
        tr("Smaller text"),
        tr("All text of the window one size smaller"),
        ("Ctrl+Alt+-",),
        False,
    ),
    Command(
        "usual_text",
        tr("Usual text"),
        tr("Text of the window as large as the system’s"),
        ("Ctrl+Alt+0",),
        False,
    ),
    Command(
        "less_movement", tr("Less movement"), tr("Nothing moves by itself"), (), False, switch=True
    ),
    Command("tour", tr("Take the tour"), tr("Five steps through the window"), (), False),
    Command("keys", tr("Keys"), tr("What every key does"), ("Shift+F1",), False),
    Command(
        "self_check",
        tr("Check the program…"),
        tr("Put every part of Pincite to work on the sample case"),
        (),
        False,
    ),
    Command("about", tr("About Pincite"), tr("Version, licenses, and where things lie"), (), False),
    Command("quit", tr("Quit"), tr("Leave Pincite"), ("Ctrl+Q",), False),
)


def build_actions(
    window: QWidget, lists: Sequence[QWidget], handlers: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Return one action for each command, connected to its handler, added to the window or ``lists``.

    Raises:
        KeyError: if a command has no handler.
    """
    made: dict[str, QAction] = {}
    choices: dict[str, QActionGroup] = {}
    for command in COMMANDS:
        handler = handlers[command.key]
        action = QAction(command.name, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setToolTip(tooltip(command))
        action.setStatusTip(command.hint)
        action.setCheckable(command.switch or bool(command.choice))
        if command.choice:
            choices.setdefault(command.choice, QActionGroup(window)).addAction(action)
        action.triggered.connect(lambda _checked=False, act=handler: act())
        if command.in_rows:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for rows in lists:
                rows.addAction(action)
        else:
            window.addAction(action)
        made[command.key] = action
    return made
