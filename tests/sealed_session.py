"""A session with a protected case, from making it to a crash, in a program of its own.

Run by ``test_sealed_case`` as ``python -m tests.sealed_session PLACE [--scans] [--window]``, the last two for
longer. Each paper, name and note holds a word that stands nowhere else; ``PLACE/papers`` and ``PLACE/out``
are outside the case. Afterwards ``PLACE/cases/Protected later.pincite`` was filled first and protected then,
and with ``--unprotect`` in a second run is made plain again, so that a scan has something to find.
"""

import email.message
import io
import sys
import zipfile
from pathlib import Path

from tests.sessions import go_through_the_window, kill_import, write_pdf

WORDS = {
    "text": "quillfeather",
    "pdf": "marrowgate",
    "docx": "thistlebank",
    "mail": "ambervale",
    "attachment": "windlestraw",
    "archive": "larkhollow",
    "name of a file": "copperbight",
    "name of an attachment": "gorsemantle",
    "party": "cloverhithe",
    "quotation": "vellichorate",
    "note": "snapdrift",
    "tag": "thistlewane",
    "query": "fernmoorish",
    "crash": "oakensward",
}
SCANNED = "LANTERNWORT"
"""The word of a picture that a machine reads."""
PASSPHRASE = "mint harbor cello ninety"

_PAPER = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

{party} LLC, Plaintiff, v. Wenzel Tamsin, Defendant.

COMPLAINT

1. On March 3, 2026, Mr. Tamsin wrote: “The {quotation} was never ours to sell, nor was the {word}.”

2. {party} LLC asked for the {word} on April 6, 2026. “We shall not return it,” said Mr. Tamsin.
"""


def main() -> None:
    """Go through the session; whatever fails ends the program with a status of its own."""
    from casefile import case_key
    from casefile.protection import Cost

    case_key.COST = Cost(1, 1, 64)  # what a try costs is another test's
    place = Path(sys.argv[1])
    secret = place / "papers" / "secret"
    later = place / "cases" / "Protected later.pincite"
    if "--unprotect" in sys.argv:
        _done("unprotect", later, "--unlock", secret)
        _done("search", later, WORDS["text"])
        sys.stdout.write("session done\n")
        return
    papers, out, case = place / "papers", place / "out", place / "cases" / "Sealed.pincite"
    for folder in (papers, papers / "in", out):
        folder.mkdir()
    secret.write_text(PASSPHRASE)
    _write_papers(papers / "in", scanned="--scans" in sys.argv)
    by_file = ("--unlock", secret)
    _done("new", case, "--passphrase-file", secret, "--no-recovery-key")
    _done("import", case, papers / "in", *by_file)
    _review(case)
    _done("search", case, WORDS["query"], *by_file)
    _done("report", case, "quotes", "-o", out / "quotes.pdf", *by_file)
    _done("backup", case, place / "cases" / "backup.zip", *by_file)
    _crash(case, papers, secret)
    _done("new", later)
    _done("import", later, papers / "in", "--no-scans")
    _done("protect", later, "--passphrase-file", secret, "--no-recovery-key")
    if "--window" in sys.argv:
        _in_the_window(case)
    sys.stdout.write("session done\n")


def _done(*arguments: object) -> None:
    from main import main as pincite

    status = pincite([str(each) for each in arguments])
    assert status == 0, (arguments, status)


def _paper(word: str) -> str:
    return _PAPER.format(
        party=WORDS["party"].title(), quotation=WORDS["quotation"], word=word.title()
    )


def _write_papers(folder: Path, *, scanned: bool) -> None:
    from docx import Document
    from reportlab import rl_config

    rl_config.useA85 = 0  # a page is only deflated
    (folder / f"{WORDS['name of a file']} complaint.txt").write_text(
        _paper(WORDS["text"]), encoding="utf-8"
    )
    write_pdf(folder / "exhibit.pdf", _paper(WORDS["pdf"]), deflated=True)
    document = Document()
    for line in _paper(WORDS["docx"]).splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "answer.docx"))
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Papers"
    mail["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    mail.set_content(_paper(WORDS["mail"]))
    mail.add_attachment(
        _paper(WORDS["attachment"]), filename=f"{WORDS['name of an attachment']}.txt"
    )
    (folder / "letter.eml").write_bytes(mail.as_bytes())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("production/one.txt", _paper(WORDS["archive"]))
    (folder / "production.zip").write_bytes(packed.getvalue())
    if scanned:
        _write_scan(folder / "scan.png")


def _write_scan(file: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1200, 500), 255)
    font = ImageFont.load_default(size=60)
    ImageDraw.Draw(page).text((80, 120), f"The {SCANNED} was sold\nin the harbor.", 0, font=font)
    page.save(file)


def _review(case: Path) -> None:
    """Decide, write, tag, and look at pages, as the window has it done."""
    from casefile.case import Case
    from casefile.workers import Workers

    workers = Workers()
    try:
        with Case.open(case, workers, secret=PASSPHRASE) as opened:
            view = opened.view()
            quote, date = view.quotes[0].ref, view.dates[0].ref
            opened.accept([quote, date])
            opened.add_note(quote, f"Ask about the {WORDS['note']}.")
            opened.tag([quote], WORDS["tag"])
            opened.note_search(WORDS["query"])
            opened.save_search(WORDS["query"], WORDS["query"])
            opened.undo()
            for row in opened.documents():
                if row.pages and row.name.endswith(".pdf"):
                    opened.page_image(row.id, 1, 1.0)
            opened.quote_bank()
            opened.chronology()
            assert opened.check() == ()
    finally:
        workers.close()


def _crash(case: Path, papers: Path, secret: Path) -> None:
    """Kill an import, its processes with it, while it copies and reads; then go on as the next start does."""
    more = papers / "more"
    more.mkdir()
    for number in range(12):
        text = _paper(WORDS["crash"]) + f"\n3. This is one more: {number}.\n"
        (more / f"{WORDS['crash']} {number}.txt").write_text(text * 3, encoding="utf-8")
    kill_import(case, more, "--unlock", str(secret))
    _scan(case.parent.parent, "after the kill")
    _done("check", case, "--unlock", secret)


def _scan(place: Path, when: str) -> None:
    """Look for the words while nothing was put in order yet."""
    from tests.byte_scan import found_words

    found = [
        each
        for name in ("cases", "data", "config", "tmp", "home", "cache")
        for each in found_words(place / name, [*WORDS.values(), SCANNED, PASSPHRASE])
    ]
    assert not found, (when, found[:10])


def _in_the_window(case: Path) -> None:
    """Open the case as the program does, by its passphrase; search, decide, lock, come back, and close."""
    from ui.dialogs.protecting import SecretForm
    from ui.main_window import MainWindow

    def unlock(window: MainWindow) -> bool:
        form = next((each for each in window.findChildren(SecretForm) if each.isVisible()), None)
        if form is not None:
            if form.do_button.isEnabled():
                form.passphrase.setText(PASSPHRASE)
                form.submit()
            return True
        desk = window.desk
        if window.locking.is_locked and desk.case is None and not desk.jobs.busy:
            window.locking.ask()
            return True
        return False

    steps = (
        lambda window: window.search.ask(WORDS["text"], False),
        lambda window: window.search.leave(),
        lambda window: window.navigator.show_document(1),
        lambda window: window.navigator.show_document(2),  # pages are drawn
        lambda window: window.columns.focus_last(),
        lambda window: window.actions_by_key["accept"].trigger(),
        lambda window: window.actions_by_key["quotes"].trigger(),
        lambda window: window.locking.lock(),
        lambda window: window.window().close(),
    )
    go_through_the_window(case, steps, 600, unlock)


if __name__ == "__main__":
    main()
