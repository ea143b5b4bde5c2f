"""Every broken, locked, empty or mislabelled paper gets one sentence that an attorney can act on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.import_records import FileOutcome
from casefile.workers import Workers
from extraction.findings import Findings
from extraction.options import ExtractionContext
from importers.document import ImportedDocument
from tests.casefile.helpers import extracted
from tests.importers.test_archive import locked, zipped

KEPT = "was kept, but not read."
NOT_TAKEN = "was not imported."

# The real papers: how the import ends for each, and every word that is shown.
REAL = {
    "courts/empty.pdf": (
        "failed",
        f"“empty.pdf” {NOT_TAKEN} It is empty. If a cloud service keeps it online, download it first; "
        "otherwise ask for it again from where you got it.",
    ),
    "courts/broken-mime.pdf": ("imported", "“broken-mime.pdf” is ready."),
    "courts/opinion.wpd": (
        "failed",
        f"“opinion.wpd” {KEPT} This is a WordPerfect file, which Pincite cannot read. Open it in "
        "WordPerfect or LibreOffice, save it as PDF and import that.",
    ),
    "pleadings/damaged-slaven.pdf": (
        "imported",
        "“damaged-slaven.pdf” was imported. Pages 1–3 are damaged inside the file: words may be missing or "
        "wrong there. Ask for a fresh copy before you rely on them. No text was found in this PDF: its pages "
        "are blank, drawn, or damaged. Look at the original.",
    ),
    "pleadings/unreadable-judiciary.pdf": (
        "failed",
        f"“unreadable-judiciary.pdf” {KEPT} This PDF is damaged and cannot be opened. Ask the sender for a "
        "fresh copy.",
    ),
    "pleadings/damaged.docx": (
        "imported",
        "“damaged.docx” was imported. The name damaged.docx says otherwise, but this file is plain text; it "
        "was read as that. Ask for the original if its layout matters.",
    ),
    "office/testWORD_truncated.docx": (
        "failed",
        f"“testWORD_truncated.docx” {KEPT} This Word file is damaged or was cut off. Ask for it again, or "
        "open and save it anew in the program it was made with and import that.",
    ),
    "office/testWORD_protected_passtika.docx": (
        "failed",
        f"“testWORD_protected_passtika.docx” {KEPT} This Office file is locked with a password. Enter its "
        "password, or open it in Office, save it without the password and import that.",
    ),
    "office/testODTEncrypted.odt": (
        "failed",
        f"“testODTEncrypted.odt” {KEPT} This OpenDocument file is protected with a password. Open it, save "
        "it without the password and import that.",
    ),
    "pdf/testPDF_malformedXFA.pdf": (
        "imported",
        "“testPDF_malformedXFA.pdf” was imported. This PDF is damaged in part: its text was read, but not "
        "its page labels, properties, attachments and form fields. No text was found in this PDF: its pages "
        "are blank, drawn, or damaged. Look at the original.",
    ),
}

# Made for this test.
MADE = {
    "Ferry.url": (
        b"[InternetShortcut]\r\nURL=https://paper.example/\r\n",
        "failed",
        f"“Ferry.url” {NOT_TAKEN} It is only a link to a page. Pincite never goes online: open it in your "
        "browser, save the page (as HTML, .mht or PDF) and import that.",
    ),
    "Vol 3.rar": (
        b"Rar!\x1a\x07\x01\x00rest",
        "failed",
        f"“Vol 3.rar” {NOT_TAKEN} It is a RAR archive, which Pincite cannot unpack. Unpack it yourself and "
        "import the papers inside.",
    ),
    "Old mail.pst": (
        b"!BDN" + bytes(60),
        "failed",
        f"“Old mail.pst” {NOT_TAKEN} It is a whole mail store of Outlook, which Pincite cannot read. Export "
        "the messages that matter as .eml or .msg files (or as .mbox) and import those.",
    ),
    "cut.zip": (
        b"PK\x03\x04 and then nothing",
        "failed",
        f"“cut.zip” {NOT_TAKEN} This archive is damaged or was cut off. Ask for it again, or try to unpack "
        "it yourself and import the papers that come out.",
    ),
    "sealed.zip": (
        locked("a.txt", b"the terms", b"sesame"),
        "failed",
        f"“sealed.zip” {NOT_TAKEN} It is locked with a password. Enter its password, or unpack it yourself "
        "and import the papers inside.",
    ),
    "Exhibits.zip": (
        zipped({"Ex. A.txt": b"The berth was closed.", "Ex. B.pdf": b"", ".DS_Store": b"x"}),
        "unpacked",
        "“Exhibits.zip” held 3 files: 1 was imported, 2 were left out.",
    ),
    "page.mht": (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/\r\n"
        b"Content-Type: multipart/related; boundary=abc\r\n\r\nnothing",
        "failed",
        f"“page.mht” {KEPT} No page can be found in this web archive: it is damaged or was cut off. Save "
        "the page again from your browser (as HTML or PDF) and import that.",
    ),
    "run.exe": (
        b"MZ\x90\x00" + bytes(100),
        "failed",
        f"“run.exe” {NOT_TAKEN} This is a program, which Pincite cannot read. Import papers only.",
    ),
    "data.bin": (
        bytes(range(256)) * 9,
        "failed",
        f"“data.bin” {NOT_TAKEN} This file is of a kind Pincite does not know. Open it, save it as PDF and "
        "import that.",
    ),
}


class ReadingWorkers(Workers):
    """Real readers; findings by simple rules, since none are asked for here."""

    def extract(self, document: ImportedDocument, context: ExtractionContext) -> Findings:
        return extracted(document, context)


@pytest.fixture(scope="module")
def workers() -> Iterator[ReadingWorkers]:
    made = ReadingWorkers()
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


@pytest.fixture(scope="module")
def case(folder: Path, workers: ReadingWorkers) -> Iterator[Case]:
    with Case.create(folder / "Bad", workers, local=folder / "local") as made:
        yield made


@pytest.fixture(scope="module")
def outcomes(case: Case, folder: Path, shared: Path) -> dict[str, FileOutcome]:
    """Import everything at once; outcomes by the last part of the path."""
    papers = folder / "papers"
    papers.mkdir()
    for name, (content, _, _) in MADE.items():
        (papers / name).write_bytes(content)
    paths = [papers, *(shared / "documents" / name for name in REAL)]
    found = [step.outcome for step in case.ingest(paths) if step.outcome]
    return {Path(outcome.path).name: outcome for outcome in found}


@pytest.mark.parametrize("name", [*REAL, *MADE])
def test_the_sentence_that_the_attorney_reads(name, outcomes):
    status, sentence = REAL[name] if name in REAL else MADE[name][1:]
    outcome = outcomes[Path(name).name]
    assert (outcome.status, outcome.sentence) == (status, sentence)
    assert outcome.doubtful == (status == "imported" and " was imported." in sentence)


def test_which_of_them_want_a_password(outcomes, case):
    assert {name for name, outcome in outcomes.items() if outcome.locked} == {
        "testWORD_protected_passtika.docx",
        "sealed.zip",
    }
    assert [row.name for row in case.documents() if row.locked] == [
        "testWORD_protected_passtika.docx"
    ]


def test_nothing_is_reported_as_done_that_is_not(outcomes, case):
    for outcome in outcomes.values():
        if outcome.status == "imported":
            assert outcome.document is not None
            assert case.document(outcome.document).failure is None
    assert case.unfinished() == 0 and case.check() == ()


def test_the_password_opens_what_was_kept(outcomes, case):
    (row,) = [row for row in case.documents() if row.locked]
    wrong = [step.outcome for step in case.unlock(row.id, "sesame") if step.outcome]
    assert wrong[0].sentence == (
        f"“{row.name}” {KEPT} That password does not open this Office file. Try another one, or save the "
        "file without the password and import that."
    )
    right = [step.outcome for step in case.unlock(row.id, "tika") if step.outcome]
    assert [outcome.status for outcome in right] == ["imported"]
    assert len(case.source(row.id).text) > 20
