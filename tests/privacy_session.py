"""A session with confidential papers, from making a case to a crash, in a program of its own.

Run by ``test_privacy`` as ``python -m tests.privacy_session PLACE``, watched from outside. It makes two
papers that hold words which stand nowhere else, and does with them what an attorney does.
"""

import sys
from pathlib import Path

from tests.sessions import go_through_the_window, kill_import, write_pdf

SECRET = "zubrowkanite"
NAMED = "Hallerpapers"
"""A word of the text, and one of the papers' names."""

_PAPER = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

{named} LLC, Plaintiff, v. Wenzel Tamsin, Defendant.

COMPLAINT

1. On March 3, 2026, Mr. Tamsin wrote: “The {secret} was never ours to sell.”

2. {named} LLC asked for the {secret} on April 6, 2026. “We shall not return it,” said Mr. Tamsin.
"""


def main() -> None:
    """Go through the session; whatever fails ends the program with a status of its own."""
    from main import main as pincite

    place = Path(sys.argv[1])
    papers, out, case = place / "papers", place / "out", place / "cases" / "Sealed.pincite"
    for folder in (papers, out):
        folder.mkdir()
    text = _PAPER.format(secret=SECRET, named=NAMED)
    (papers / f"{NAMED} complaint.txt").write_text(text, encoding="utf-8")
    write_pdf(papers / f"{NAMED} exhibit.pdf", text)

    def done(*arguments: object) -> None:
        status = pincite([str(each) for each in arguments])
        assert status == 0, (arguments, status)

    done("new", case)
    done("import", case, papers)
    done("search", case, SECRET)
    done("report", case, "chronology", "-o", out / "chronology.docx")
    done("report", case, "quotes", "-o", out / "quotes.pdf")
    done("binder", case, "-o", out / "binder.pdf")
    done("backup", case, out / "backup.zip")
    done("restore", out / "backup.zip", place / "cases" / "Restored.pincite")
    done("check", case)
    _in_the_window(case)
    _crash(case, papers)
    done("check", case)  # the next start
    gone = place / "cases" / "Gone v. Case.pincite"
    done("new", gone)
    done("import", gone, papers / f"{NAMED} complaint.txt")
    _in_the_window(gone)
    done("forget", gone)
    sys.stdout.write("session done\n")


def _in_the_window(case: Path) -> None:
    """Open the case as the program does, search, decide, take it back, and close."""
    steps = (
        lambda window: window.search.ask(SECRET, False),
        lambda window: window.search.leave(),
        lambda window: window.navigator.show_document(1),
        lambda window: window.navigator.show_document(2),  # pages are drawn
        lambda window: window.columns.focus_last(),
        lambda window: window.actions_by_key["accept"].trigger(),
        lambda window: window.actions_by_key["undo"].trigger(),
        lambda window: window.actions_by_key["quotes"].trigger(),
        lambda window: window.window().close(),
    )
    go_through_the_window(case, steps, 120)


def _crash(case: Path, papers: Path) -> None:
    """Kill an import, its processes with it, while it copies and reads."""
    more = papers / "more"
    more.mkdir()
    for number in range(30):
        text = _PAPER.format(secret=SECRET, named=NAMED) + f"\n3. This is one more: {number}.\n"
        (more / f"{NAMED} more {number}.txt").write_text(text * 20, encoding="utf-8")
    kill_import(case, more)


if __name__ == "__main__":
    main()
