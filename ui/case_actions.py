"""The commands that are about the case as a whole: made, filled, kept, shared, written out."""

from ui.command import Command
from ui.language import tr

__all__ = ["FILLING", "HANDING_OUT", "PROTECTING"]

FILLING: tuple[Command, ...] = (
    Command("new", tr("New case…"), tr("Start a case in a folder of its own"), ("Ctrl+N",), False),
    Command("open", tr("Open case…"), tr("Open a case folder"), ("Ctrl+O",), False),
    Command(
        "sample",
        tr("Open the sample case…"),
        tr("A small made-up case to try things on"),
        (),
        False,
    ),
    Command(
        "restore",
        tr("Restore a backup…"),
        tr("Make a case of a backup, in a folder of its own"),
        (),
        False,
    ),
    Command("close_case", tr("Close case"), tr("Back to the first screen")),
    Command(
        "forget",
        tr("Forget this case on this computer…"),
        tr("Closes it and removes its search index and its traces here; its folder stays"),
    ),
    Command("import_files", tr("Import files…"), tr("Add papers to the case"), ("Ctrl+I",)),
    Command("import_folder", tr("Import folder…"), tr("Add a folder with everything in it")),
    Command(
        "import_table",
        tr("Import a chronology or cast…"),
        tr("From Excel or CSV: you match the columns and see every row first"),
    ),
    Command(
        "finish_import", tr("Finish the import"), tr("Go on with the papers that are not read yet")
    ),
    Command(
        "pause",
        tr("Pause or go on"),
        tr("Have the import or the reading of scans wait"),
        ("Ctrl+Shift+P",),
    ),
    Command(
        "stop_import", tr("Stop the import"), tr("What has come in stays; the rest can be finished")
    ),
    Command(
        "outcomes",
        tr("What the import did"),
        tr("One line for each file, and what needs you"),
        ("Ctrl+Shift+I",),
    ),
    Command(
        "scans_again",
        tr("Read failed scans again"),
        tr("Try pages that could not be read by machine"),
    ),
    Command(
        "scans_rapidocr",
        tr("Read scans by the built-in engine"),
        tr("Scans are read in the background, on this computer"),
        (),
        False,
        choice="scans",
    ),
    Command(
        "scans_tesseract",
        tr("Read scans by Tesseract"),
        tr("Faster and less exact; it must be installed on this computer"),
        (),
        False,
        choice="scans",
    ),
    Command(
        "scans_off",
        tr("Do not read scans"),
        tr("Scans stay pictures: nothing in them is found by a search"),
        (),
        False,
        choice="scans",
    ),
)
"""Making and opening a case, and bringing papers in."""

HANDING_OUT: tuple[Command, ...] = (
    Command("report", tr("Report…"), tr("Choose a report, see its pages, save it"), ("Ctrl+P",)),
    Command("report_chronology", tr("Chronology…"), tr("What happened when, with pin cites")),
    Command("report_parties", tr("Who’s who…"), tr("The parties, their roles and names")),
    Command("report_quotes", tr("Quote bank…"), tr("Who said what, with pin cites")),
    Command("report_checked", tr("Quotations checked…"), tr("Quotations held against the papers")),
    Command("report_hits", tr("Hits of a search…"), tr("Every hit of the search on screen")),
    Command("report_dossier", tr("Dossier of a party…"), tr("All about one witness, on paper")),
    Command("report_documents", tr("Papers of the case…"), tr("Every paper, with its fingerprint")),
    Command("report_deadlines", tr("Deadlines…"), tr("What has to be done by when")),
    Command(
        "report_outline",
        tr("Issues and evidence…"),
        tr("What proves what, and what nothing proves"),
    ),
    Command(
        "report_overview", tr("Overview of the case…"), tr("Numbers, cast, dates, what is open")
    ),
    Command(
        "binder", tr("Binder…"), tr("Papers together as one PDF, with index and Bates numbers")
    ),
    Command("history", tr("History…"), tr("Every decision in this case")),
    Command("check", tr("Check the case"), tr("Verify originals, database and pin cites")),
    Command(
        "bring_in",
        tr("Bring in a colleague’s work…"),
        tr("From another copy of this case; you see first what would come"),
    ),
    Command(
        "hand_out",
        tr("Save review work for a colleague…"),
        tr("Your decisions in a small file, without papers"),
    ),
    Command(
        "settle",
        tr("Conflicts with a colleague…"),
        tr("What the two of you decided differently, to choose from"),
    ),
    Command(
        "part",
        tr("Papers as a case of their own…"),
        tr("Some papers for an expert or colleague, and no word of the others"),
    ),
    Command(
        "backup", tr("Back up…"), tr("Write the whole case to one file, protected if you wish")
    ),
    Command(
        "cites_bluebook",
        tr("Cites as in Bluebook"),
        tr("Compl. ¶ 38, Order at 4:17; kept with the case"),
        choice="cites",
    ),
    Command(
        "cites_plain",
        tr("Cites in plain words"),
        tr("Complaint, paragraph 38; kept with the case"),
        choice="cites",
    ),
    Command(
        "cites_docket",
        tr("Cites by docket number"),
        tr("ECF No. 12-1 at 4, where a paper has a number; kept with the case"),
        choice="cites",
    ),
)
"""Reports, the case's care, and what goes to others."""

PROTECTING: tuple[Command, ...] = (
    Command(
        "protect",
        tr("Protect this case…"),
        tr("Encrypt it on the disk: a passphrase alone opens it then"),
    ),
    Command(
        "change_passphrase",
        tr("Change the passphrase…"),
        tr("Another passphrase and recovery key open the case from then on"),
    ),
    Command(
        "unprotect",
        tr("Take the protection away…"),
        tr("Have the case lie on the disk as any other"),
    ),
    Command(
        "lock",
        tr("Lock the case"),
        tr("Hide and close it until its passphrase is given"),
        ("Ctrl+Shift+L",),
    ),
    Command(
        "lock_soon",
        tr("Lock after 5 minutes"),
        tr("A protected case is locked when it was not used for so long"),
        (),
        False,
        choice="lock",
    ),
    Command(
        "lock_quarter",
        tr("Lock after 15 minutes"),
        tr("A protected case is locked when it was not used for so long"),
        (),
        False,
        choice="lock",
    ),
    Command(
        "lock_hour",
        tr("Lock after an hour"),
        tr("A protected case is locked when it was not used for so long"),
        (),
        False,
        choice="lock",
    ),
    Command(
        "lock_never",
        tr("Do not lock by itself"),
        tr("A protected case stays open until you lock or close it"),
        (),
        False,
        choice="lock",
    ),
)
"""The passphrase of a case, and its lock."""
