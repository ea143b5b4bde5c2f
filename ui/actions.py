"""Every command of the window: its name, key and hint, once, for menus, tooltips and the palette."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

__all__ = ["COMMANDS", "Command", "build_actions", "tooltip"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``key`` names the handler; ``keys`` are shortcuts, the first of which is shown.

    ``in_rows`` keeps the shortcuts to the lists of rows and hits, where the same keys mean something else
    elsewhere: Return searches in the search field, Space presses a button. Commands of one ``choice``
    are checked one at a time; those with ``switch`` are on or off.
    """

    key: str
    name: str
    hint: str
    keys: tuple[str, ...] = ()
    needs_case: bool = True
    in_rows: bool = False
    choice: str = ""
    switch: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("new", "New case…", "Start a case in a folder of its own", ("Ctrl+N",), False),
    Command("open", "Open case…", "Open a case folder", ("Ctrl+O",), False),
    Command("sample", "Open the sample case…", "A small made-up case to try things on", (), False),
    Command("close_case", "Close case", "Back to the first screen"),
    Command("import_files", "Import files…", "Add papers to the case", ("Ctrl+I",)),
    Command("import_folder", "Import folder…", "Add a folder with everything in it"),
    Command("finish_import", "Finish the import", "Go on with the papers that are not read yet"),
    Command(
        "pause", "Pause or go on", "Have the import or the reading of scans wait", ("Ctrl+Shift+P",)
    ),
    Command("stop_import", "Stop the import", "What has come in stays; the rest can be finished"),
    Command(
        "outcomes",
        "What the import did",
        "One line for each file, and what needs you",
        ("Ctrl+Shift+I",),
    ),
    Command(
        "scans_again", "Read failed scans again", "Try pages that could not be read by machine"
    ),
    Command(
        "scans_rapidocr",
        "Read scans by the built-in engine",
        "Scans are read in the background, on this computer",
        (),
        False,
        choice="scans",
    ),
    Command(
        "scans_tesseract",
        "Read scans by Tesseract",
        "Faster and less exact; it must be installed on this computer",
        (),
        False,
        choice="scans",
    ),
    Command(
        "scans_off",
        "Do not read scans",
        "Scans stay pictures: nothing in them is found by a search",
        (),
        False,
        choice="scans",
    ),
    Command(
        "compare",
        "Compare with…",
        "What changed between the paper on screen and another one",
        ("Ctrl+D",),
    ),
    Command(
        "side_by_side",
        "Compare side by side…",
        "Two parties or papers: what only one has, what both share, where they meet",
        ("Shift+C",),
    ),
    Command(
        "network",
        "Who with whom",
        "A picture of the parties that are named together, with its evidence",
        ("W",),
    ),
    Command(
        "chronology", "Chronology", "What happened when, with what the parties say of it", ("H",)
    ),
    Command("timeline", "Timeline", "The chronology drawn along an axis", ("L",)),
    Command("outline", "Issues", "What has to be shown, and the evidence for and against", ("I",)),
    Command("quotes", "Quote bank", "Who said what, and how it compares with other papers", ("Q",)),
    Command(
        "check_quotes", "Check quotes", "Every quote, those first whose words differ elsewhere"
    ),
    Command(
        "check_brief",
        "Check a brief…",
        "Every quotation of a brief, held against the papers of the case",
        ("Ctrl+B",),
    ),
    Command(
        "find",
        "Find",
        "In the reader: find words in its paper; elsewhere: search all papers of the case",
        ("Ctrl+F",),
    ),
    Command("search", "Search all papers", "Search all papers of the case", ("Ctrl+Shift+F",)),
    Command(
        "palette",
        "Command palette",
        "A command, paper or party by name, or a place by its cite",
        ("Ctrl+K",),
        False,
    ),
    Command(
        "go_to",
        "Go to page, paragraph or line…",
        "In the paper on top: p. 12, ¶ 38, 4:17",
        ("Ctrl+G",),
    ),
    Command("view", "Page, text or both", "What of the paper on top is shown", ("Shift+V",)),
    Command(
        "open_in_tab",
        "Open in a new tab",
        "Beside the papers that are open already",
        ("Ctrl+Return", "Ctrl+Enter"),
    ),
    Command(
        "tab_keep", "Keep the paper open", "The next one opens in a tab of its own", ("Shift+K",)
    ),
    Command("tab_next", "Next open paper", "Go to the next tab", ("Ctrl+Tab",)),
    Command(
        "tab_previous",
        "Previous open paper",
        "Go to the previous tab",
        ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"),
    ),
    Command("tab_close", "Close the paper", "Close the tab on top", ("Ctrl+W",)),
    Command("tab_reopen", "Open the last closed paper", "Where it was left", ("Ctrl+Shift+T",)),
    Command(
        "beside",
        "Open beside",
        "Two papers side by side, or two places of one",
        ("Ctrl+Shift+B",),
    ),
    Command(
        "next_finding",
        "Next finding in the paper",
        "Go to it and see what is linked with it; Tab does so for what is in view",
        (".",),
    ),
    Command(
        "previous_finding", "Previous finding in the paper", "Go back to the one before", (",",)
    ),
    Command("small_pages", "Small pages", "Show or hide the pages beside the paper", ("F9",)),
    Command("larger", "Larger", "Show the paper larger", ("Ctrl++", "Ctrl+=")),
    Command("smaller", "Smaller", "Show the paper smaller", ("Ctrl+-",)),
    Command("page_width", "Page width", "Show pages as wide as the reader", ("Ctrl+0",)),
    Command("whole_page", "Whole page", "Show whole pages", ("Ctrl+9",)),
    Command("full_size", "Full size", "Show pages as large as they are printed", ("Ctrl+8",)),
    Command("other_side", "Other side", "Go to the paper on the other side", ("F6",)),
    Command("one_side", "One side only", "Close the papers on the other side"),
    Command(
        "second_window",
        "Second window",
        "A reader for a second screen, with its own papers",
        ("Ctrl+Shift+O",),
    ),
    Command("accept", "Accept", "This finding is right", ("A",)),
    Command("reject", "Reject", "This finding is wrong; it is hidden", ("X",)),
    Command("edit", "Edit…", "Correct this finding", ("E",)),
    Command("card", "Party card", "Everything about this party, and why it is one", ("P",)),
    Command("merge", "Merge parties…", "Two parties are one and the same", ("M",)),
    Command("split", "Split party…", "Take out what was joined wrongly", ("Shift+M",)),
    Command(
        "kind", "Kind of party…", "Person, organization, agency, court or account", ("Shift+T",)
    ),
    Command("note", "Note…", "Your own words on what is selected: a row, paper or passage", ("N",)),
    Command("tags", "Tags…", "Tags of what is selected: a row, paper or passage", ("T",)),
    Command(
        "all_tags", "Tags of the case…", "Rename them, make two one, remove one", ("Ctrl+Shift+G",)
    ),
    Command(
        "link_issue",
        "Link to an issue…",
        "What is selected speaks for an issue, or against it",
        ("Shift+I",),
    ),
    Command(
        "add_party", "Add as party…", "The words selected in the reader name a party", ("Shift+P",)
    ),
    Command("add_quote", "Add as quote…", "Somebody said the words selected", ("Shift+Q",)),
    Command("add_date", "Add as date…", "The words selected name a day", ("Shift+D",)),
    Command("same_speaker", "Same speaker again", "Who was chosen last says this, too", ("R",)),
    Command(
        "review",
        "Review…",
        "One suggestion after the other with its evidence, the most useful first",
        ("Ctrl+R",),
    ),
    Command(
        "review_paper",
        "Review this paper",
        "Go through what stands in the paper that the reader shows",
        ("Ctrl+Shift+R",),
    ),
    Command(
        "next_unreviewed",
        "Next paper to review",
        "The next paper in the list with something that nobody has decided on",
        ("Ctrl+Alt+R",),
    ),
    Command(
        "duplicate_parties",
        "Possible duplicates…",
        "Parties that may be one, with the reason",
        ("Ctrl+Shift+M",),
    ),
    Command("switch", "Switch reading", "Read an ambiguous date the other way", ("S",)),
    Command("copy", "Copy with cite", "Copy the words with their pin cite", ("C",)),
    Command(
        "open_source",
        "Open source",
        "Show where this stands in the paper",
        ("Return", "Enter"),
        in_rows=True,
    ),
    Command(
        "other_place",
        "Open the other place",
        "Show the words that a quote is held against",
        ("Shift+Return", "Shift+Enter"),
        in_rows=True,
    ),
    Command(
        "narrow", "Narrow to this", "Show only what is linked to this row", ("Space",), in_rows=True
    ),
    Command(
        "order_rows",
        "Sort and group…",
        "In what order the rows of this column stand, and what they are put together by",
        ("O",),
    ),
    Command("fold_rows", "Fold or unfold groups", "Show the headings of this column alone, or all"),
    Command("next", "Next row", "Go to the next row", ("J",)),
    Command("previous", "Previous row", "Go to the previous row", ("K",)),
    Command(
        "next_hit",
        "Next hit",
        "Go to the next place that was found, then to the next paper",
        ("F3",),
    ),
    Command("previous_hit", "Previous hit", "Go to the previous hit", ("Shift+F3",)),
    Command("back", "Back", "Where you were before", ("Alt+Left",)),
    Command("forward", "Forward", "Where you went back from", ("Alt+Right",)),
    Command(
        "narrow_by",
        "Narrow by…",
        "A party, paper, month, kind of paper, tag or issue, found by typing",
        ("F",),
    ),
    Command(
        "join",
        "All or any of the chips",
        "Rows linked to all that was chosen, or to any one of it",
        ("B",),
    ),
    Command(
        "relations",
        "By which relation…",
        "Speaks, is mentioned, same words, sentence, paragraph or paper",
        ("Shift+F",),
    ),
    Command("unreviewed", "Unreviewed only", "Only what nobody has decided on yet", ("U",)),
    Command("save_view", "Save this view…", "Keep what the chips ask under a name", ("Ctrl+S",)),
    Command("views", "Saved views…", "Open, rename or remove a view kept under a name", ("V",)),
    Command(
        "loosen",
        "Loosen",
        "Take the last chip away, leave the search, close the find bar",
        ("Esc", "Backspace"),
    ),
    Command("undo", "Undo", "Take the last decision back", ("Ctrl+Z",)),
    Command("redo", "Redo", "Do again what was undone", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("rejected", "Show rejected", "Show findings that were rejected, too", switch=True),
    Command("report", "Report…", "Choose a report, see its pages, save it", ("Ctrl+P",)),
    Command("report_chronology", "Chronology…", "What happened when, with pin cites"),
    Command("report_parties", "Who’s who…", "The parties, their roles and names"),
    Command("report_quotes", "Quote bank…", "Who said what, with pin cites"),
    Command("report_checked", "Quotations checked…", "Quotations held against the papers"),
    Command("report_hits", "Hits of a search…", "Every hit of the search on screen"),
    Command("report_dossier", "Dossier of a party…", "All about one witness, on paper"),
    Command("report_documents", "Papers of the case…", "Every paper, with its fingerprint"),
    Command("report_deadlines", "Deadlines…", "What has to be done by when"),
    Command("report_outline", "Issues and evidence…", "What proves what, and what nothing proves"),
    Command("report_overview", "Overview of the case…", "Numbers, cast, dates, what is open"),
    Command("binder", "Binder…", "Papers together as one PDF, with index and Bates numbers"),
    Command("history", "History…", "Every decision in this case"),
    Command("check", "Check the case", "Verify originals, database and pin cites"),
    Command("backup", "Back up…", "Write the whole case to one file"),
    Command(
        "cites_bluebook",
        "Cites as in Bluebook",
        "Compl. ¶ 38, Order at 4:17; kept with the case",
        choice="cites",
    ),
    Command(
        "cites_plain",
        "Cites in plain words",
        "Complaint, paragraph 38; kept with the case",
        choice="cites",
    ),
    Command(
        "cites_docket",
        "Cites by docket number",
        "ECF No. 12-1 at 4, where a paper has a number; kept with the case",
        choice="cites",
    ),
    Command(
        "theme_system",
        "Colours of the system",
        "Follow the system's light or dark",
        (),
        False,
        choice="theme",
    ),
    Command("theme_light", "Light colours", "Dark ink on light ground", (), False, choice="theme"),
    Command("theme_dark", "Dark colours", "Light ink on dark ground", (), False, choice="theme"),
    Command("messages", "Messages…", "Everything that was said in this session", ("F8",), False),
    Command("help", "Help", "The guide, at what you are doing", ("F1",), False),
    Command(
        "larger_text",
        "Larger text",
        "All text of the window one size larger",
        ("Ctrl+Alt+=",),
        False,
    ),
    Command(
        "smaller_text",
        "Smaller text",
        "All text of the window one size smaller",
        ("Ctrl+Alt+-",),
        False,
    ),
    Command(
        "usual_text",
        "Usual text",
        "Text of the window as large as the system’s",
        ("Ctrl+Alt+0",),
        False,
    ),
    Command("less_movement", "Less movement", "Nothing moves by itself", (), False, switch=True),
    Command("tour", "Take the tour", "Five steps through the window", (), False),
    Command("keys", "Keys", "What every key does", ("Shift+F1",), False),
    Command("quit", "Quit", "Leave Pincite", ("Ctrl+Q",), False),
)


def tooltip(command: Command) -> str:
    """Return a command's hint with its key: "This finding is right (A)"."""
    return f"{command.hint} ({command.keys[0]})" if command.keys else command.hint


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
