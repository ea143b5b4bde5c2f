"""Docket number and filing date from the stamps of courts, on real papers and on made ones."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from importers.document import ImportContext, ImportedDocument
from importers.pdf import PdfImporter
from importers.source_text import PageVerdict

# As read from the pages by eye: the paper, its docket number, its filing dates in the order of the
# stamps, and the number of its pages that bear a stamp of their own.
REAL = [
    ("courts/ca1-opinion.pdf", "20-1507", ["2020-12-22"], 17),
    ("courts/ca5-opinion.pdf", "21-50498", ["2022-03-16"], 10),
    ("courts/cacd-order.pdf", "8:16-cv-01261-DOC-KES", ["2016-08-05"], 4),
    ("courts/cand-two-stamps.pdf", "4:08-cv-02214-SBA", ["2009-01-29", "2009-02-03"], 2),
    ("pleadings/deutsch-interpleader-complaint.pdf", "3:16-cv-05561-KLS", ["2016-06-24"], 14),
    ("pleadings/iqbal-first-amended-complaint.pdf", "1:04-cv-01809-JG-SMG", ["2004-09-30"], 54),
    ("pleadings/iqbal-second-amended-complaint.pdf", "1:04-cv-01809-JG-SMG", ["2005-10-20"], 57),
    ("pleadings/naacp-alamance-opinion.pdf", "1:20-cv-00613-CCE-LPA", ["2020-08-14"], 16),
    ("pleadings/sevier-motion-scan-with-stamp.pdf", "4:14-cv-00107-RH-CAS", ["2014-04-22"], 24),
    ("pleadings/sines-answer.pdf", "3:17-cv-00072-NKM-JCH", ["2019-10-01"], 48),
    ("pleadings/sines-motion-brief.pdf", "3:17-cv-00072-NKM-JCH", ["2018-01-26"], 12),
    ("pleadings/sines-second-amended-complaint.pdf", "3:17-cv-00072-NKM-JCH", ["2019-09-17"], 111),
    ("redactions/bad_cross_hatched_redactions.pdf", "1:19-cr-00725-JPO", ["2021-05-25"], 1),
    ("redactions/hidden_text_on_visible_text.pdf", "3:19-cv-00227-HRH", ["2019-08-20"], 1),
    ("redactions/multi_line_redaction_ok.pdf", "3:19-cv-05711-EMC", ["2021-04-12"], 1),
    ("redactions/rectangles_no.pdf", "1:21-cv-01061-KLM", ["2021-04-16"], 1),
    ("redactions/rectangles_yes.pdf", "1:21-cv-01061-KLM", ["2021-04-16"], 1),
]


def read(content: bytes) -> ImportedDocument:
    document = PdfImporter().read(content, ImportContext("paper.pdf"))
    document.source.validate()
    return document


def stamped(document: ImportedDocument) -> tuple[list[str], list[str]]:
    """Return the docket numbers and filing dates that stamps gave, each once, in order."""
    found: dict[str, dict[str, None]] = {"docket_number": {}, "filed": {}}
    for value in document.metadata.values:
        if "stamp" not in value.origin:
            continue
        found[value.field][value.value] = None
        assert value.span is not None
        inside = [zone for zone in document.source.zones if zone.span.contains(value.span)]
        assert [zone.reason in value.origin for zone in inside] == [True]
        if value.field == "docket_number":
            assert value.span.of(document.source.text) == value.value
    return list(found["docket_number"]), list(found["filed"])


@pytest.mark.parametrize(("name", "docket", "filed", "pages"), REAL)
def test_stamps_of_real_papers(shared: Path, name: str, docket: str, filed: list[str], pages: int):
    document = read((shared / "documents" / name).read_bytes())
    assert stamped(document) == ([docket], filed)
    stamps = [zone.span for zone in document.source.zones if zone.reason == "e-filing stamp"]
    marked = [page for page in document.source.pages if any(map(page.span.contains, stamps))]
    assert len(marked) == pages


def test_real_papers_without_a_stamp_have_none_invented(shared: Path):
    bearing = {name for name, _, _, _ in REAL}
    silent = 0
    for folder in ("courts", "pleadings", "redactions", "pdf"):
        for path in sorted((shared / "documents" / folder).glob("*.pdf")):
            name = f"{folder}/{path.name}"
            if name in bearing or path.name in ("empty.pdf", "unreadable-judiciary.pdf"):
                continue
            assert stamped(read(path.read_bytes())) == ([], []), name
            silent += 1
    assert silent > 30


DISTRICT = "2:26-cv-00123-ABC-DEF"
DAY = "2026-03-04"

# One line each, as courts print them at the head or foot of a page.
LINES = [
    (f"Case {DISTRICT} Document 45-2 Filed 03/04/26 Page 3 of 10 PageID #: 123", DISTRICT, DAY),
    (
        "Case: 1:26-cv-01234 Document #: 1 Filed: 03/04/26 Page 1 of 20 PageID #:1",
        "1:26-cv-01234",
        DAY,
    ),
    ("Case 4:26-cv-00042 Document 1 Filed on 03/04/26 in TXSD Page 1 of 20", "4:26-cv-00042", DAY),
    (
        "Case 1:26-cv-00123-RM Document 5 filed 03/04/26 USDC Colorado pg 1 of 3",
        "1:26-cv-00123-RM",
        DAY,
    ),
    (
        "Case 0:26-cv-60001-XX Document 1 Entered on FLSD Docket 03/04/2026 Page 1 of 9",
        "0:26-cv-60001-XX",
        DAY,
    ),
    ("CASE 0:26-cv-00123-ABC Doc. 1 Filed 03/04/26 Page 1 of 9", "0:26-cv-00123-ABC", DAY),
    (
        "Case: 2:26-cv-00123-ABC Doc #: 1 Filed: 03/04/26 1 of 9. PageID #: 1",
        "2:26-cv-00123-ABC",
        DAY,
    ),
    (f"Case {DISTRICT} ECF No. 1, PageID.1 Filed 03/04/26 Page 1 of 20", DISTRICT, DAY),
    ("Case MDL No. 2875 Document 1 Filed 03/04/26 Page 1 of 9", "MDL No. 2875", DAY),
    ("2:26-cv-00123-ABC Date Filed 03/04/26 Entry Number 1 Page 1 of 9", "2:26-cv-00123-ABC", DAY),
    ("2:26-cv-12345-AB-CD Doc # 1 Filed 03/04/26 Pg 1 of 20 Pg ID 1", "2:26-cv-12345-AB-CD", DAY),
    ("3:26-cv-03001-ABC-DEF # 1 Page 1 of 12", "3:26-cv-03001-ABC-DEF", None),
    (
        "Case 26-10001-abc Doc 12 Filed 03/04/26 Entered 03/05/26 10:11:12 Desc Main",
        "26-10001-abc",
        DAY,
    ),
    (
        "26-10001-abc Doc 12 Filed 03/04/26 Entered 03/05/26 10:11:12 Main Document Pg 1 of 5",
        "26-10001-abc",
        DAY,
    ),
    # appeals courts, in the order of the circuits
    (
        "Case: 26-1507 Document: 00117684624 Page: 1 Date Filed: 03/04/2026 Entry ID: 6390389",
        "26-1507",
        DAY,
    ),
    ("Case 26-1234, Document 45, 03/04/2026, 3045123, Page1 of 20", "26-1234", DAY),
    ("Case: 07-1234 Document: 003110 Page: 1 Date Filed: 05/06/2008", "07-1234", "2008-05-06"),
    ("USCA4 Appeal: 26-1234 Doc: 45 Filed: 03/04/2026 Pg: 1 of 20", "26-1234", DAY),
    ("Appeal: 12-1234 Doc: 45 Filed: 03/04/2026 Pg: 1 of 20", "12-1234", DAY),
    ("Case: 26-1234 Document: 45 Filed: 03/04/2026 Pages: 20", "26-1234", DAY),
    ("Appellate Case: 26-1234 Page: 1 Date Filed: 03/04/2026 Entry ID: 4567890", "26-1234", DAY),
    ("Case: 26-55555, 03/04/2026, ID: 12034567, DktEntry: 45-1, Page 1 of 20", "26-55555", DAY),
    ("Appellate Case: 26-1234 Document: 010110 Date Filed: 03/04/2026 Page: 1", "26-1234", DAY),
    ("USCA11 Case: 26-12345 Document: 45-1 Date Filed: 03/04/2026 Page: 1 of 20", "26-12345", DAY),
    ("Case: 12-12345 Date Filed: 03/04/2026 Page: 1 of 20", "12-12345", DAY),
    ("USCA Case #26-1234 Document #1234567 Filed: 03/04/2026 Page 1 of 20", "26-1234", DAY),
    ("Case: 26-1234 Document: 45 Page: 1 Filed: 03/04/2026", "26-1234", DAY),
    # states
    ("FILED: KINGS COUNTY CLERK 03/04/2026 05:12 PM INDEX NO. 500123/2026", "500123/2026", DAY),
    ("NYSCEF DOC. NO. 1 RECEIVED NYSCEF: 03/04/2026", None, DAY),
    ("Filing # 12345678 E-Filed 03/04/2026 05:12:00 PM", None, DAY),
    (
        "Electronically FILED by Superior Court of California, County of Pell on 03/04/2026 05:12 PM",
        None,
        DAY,
    ),
    ("E-FILED | 3/4/2026 5:12 PM", None, DAY),
    ("Received by the Clerk 3/4/2026 5:12 PM", None, DAY),
    ("RECEIVED by MCOA 3/4/2026 4:05:12 PM", None, DAY),
    ("FILED DATE: 3/4/2026 5:12 PM 2026L001234", "2026L001234", DAY),
    (
        "ATL-L-001234-26 03/04/2026 5:12:00 PM Pg 1 of 9 Trans ID: LCV2026123456",
        "ATL-L-001234-26",
        DAY,
    ),
    (
        "EFiled: Mar 04 2026 05:12PM EST Transaction ID 66391234 Case No. 2026-0123-ABC",
        "2026-0123-ABC",
        DAY,
    ),
    ("ELECTRONICALLY FILED 2026 Mar 04 PM 5:12 CASE NUMBER: 2026-CV-000123", "2026-CV-000123", DAY),
]

BODY = [
    "The ferry left the harbor at noon, as its log says, and Captain Quill signed the log on",
    "March 1, 2025. On 02/03/2025 it was filed away with the papers of the harbor office, where",
    "the clerk received it; nobody has seen it since, and nobody was asked about it before.",
]


def page_with(*stamps: tuple[str, float, float], size: float = 9) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for words, left, baseline in stamps:
            canvas.drawString(left, 792 - baseline, words)
        canvas.setFont("Times-Roman", 12)
        for at, words in enumerate(BODY):
            canvas.drawString(72, 400 - 28 * at, words)

    return draw


@pytest.mark.parametrize("baseline", [22, 776])
@pytest.mark.parametrize(("words", "docket", "filed"), LINES)
def test_stamps_of_one_line(drawn, words: str, docket: str | None, filed: str | None, baseline):
    document = read(drawn(page_with((words, 60, baseline))))
    assert stamped(document) == ([docket] if docket else [], [filed] if filed else [])
    assert [zone.span.of(document.source.text).strip() for zone in document.source.zones] == [words]


# Blocks of short lines in the upper right corner of the first page.
BLOCKS = [
    (["FILED", "March 4, 2026", "Ada Quill, Clerk"], None, DAY),
    (["Court of Appeals", "FILED", "MAR. 4, 2026", "A. Quill, Clerk"], None, DAY),
    (["Electronically Filed", "3/4/2026 5:12 PM", "Ada D. Quill", "CLERK OF THE COURT"], None, DAY),
    (["E-FILED", "Wednesday, 04 March, 2026 04:13:06 PM", "Clerk, U.S. District Court"], None, DAY),
    (
        [
            "3/4/2026 5:12 PM",
            "Ada Quill - District Clerk",
            "By: B. Pell",
            "Filed: 3/4/2026 5:12 PM",
        ],
        None,
        DAY,
    ),
    (
        ["Date Filed 3/4/2026 5:12 PM", "Superior Court - Pell", "Docket Number 2684CV00123"],
        "2684CV00123",
        DAY,
    ),
    (["RECEIVED", "04 MAR 2026", "Office of the Clerk"], None, DAY),
    (
        ["EFiled: Mar 04 2026 05:12PM EST", "Transaction ID 66391234", "Case No. 2026-0123-ABC"],
        "2026-0123-ABC",
        DAY,
    ),
    (
        ["ELECTRONICALLY FILED", "2026 Mar 04 PM 5:12", "CASE NUMBER: 2026-CV-000123"],
        "2026-CV-000123",
        DAY,
    ),
    (["CLERKS OFFICE U.S. DIST. COURT", "AT PELL HARBOR, VA", "FILED", "03/04/2026"], None, DAY),
]


@pytest.mark.parametrize(("block", "docket", "filed"), BLOCKS)
def test_stamps_of_several_lines(drawn, block: list[str], docket: str | None, filed: str | None):
    lines = [(words, 400.0, 60.0 + 12 * at) for at, words in enumerate(block)]
    document = read(drawn(page_with(*lines)))
    assert stamped(document) == ([docket] if docket else [], [filed] if filed else [])
    marked = [zone.span.of(document.source.text).strip() for zone in document.source.zones]
    assert marked == block


def test_two_overlaid_stamps_are_both_read(drawn):
    first = f"Case {DISTRICT} Document 26 Filed 03/04/26 Page 1 of 2"
    second = f"Case {DISTRICT} Document 27 Filed 03/09/26 Page 1 of 2"
    document = read(drawn(page_with((first, 60, 22), (second, 68, 22))))
    assert stamped(document) == ([DISTRICT], [DAY, "2026-03-09"])


def test_an_appeal_record_bears_two_courts_stamps(drawn):
    below = f"Case {DISTRICT} Document 26 Filed 03/04/26 Page 1 of 2"
    above = "USCA4 Appeal: 26-1234 Doc: 45 Filed: 05/06/2026 Pg: 7 of 20"
    document = read(drawn(page_with((above, 60, 14), (below, 60, 34))))
    assert stamped(document) == (["26-1234", DISTRICT], ["2026-05-06", DAY])


def test_a_stamp_on_a_scan_is_read_and_is_no_text(drawn):
    from PIL import Image

    stamp = f"Case {DISTRICT} Document 26 Filed 03/04/26 Page 1 of 2"
    target = io.BytesIO()
    Image.new("RGB", (60, 80), "#ddd").save(target, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(target.getvalue())), 0, 0, 612, 792)
        canvas.drawString(60, 772, stamp)

    document = read(drawn(draw))
    assert stamped(document) == ([DISTRICT], [DAY])
    assert document.source.pages[0].verdict is PageVerdict.STAMPED_SCAN


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_stamp_on_a_turned_page_is_read_where_it_is_seen(drawn, changed, turn: int):
    stamp = f"Case {DISTRICT} Document 26 Filed 03/04/26 Page 1 of 2"

    def draw(canvas: Canvas) -> None:  # drawn so that the turned page shows all upright
        width, height = (612, 792) if turn == 180 else (792, 612)
        canvas.translate(*{90: (612, 0), 180: (612, 792), 270: (0, 792)}[turn])
        canvas.rotate(turn)
        canvas.drawString(60, height - 20, stamp)
        for at, words in enumerate(BODY):
            canvas.drawString(72, height / 2 - 20 * at, words[: width // 8])

    def edit(writer: PdfWriter) -> None:
        writer.pages[0].rotate(turn)

    assert stamped(read(changed(drawn(draw), edit))) == ([DISTRICT], [DAY])


SAID = [
    "filed by the clerk on 03/04/2026 and was then sent to the harbor office in town, where",
    "Filed under seal on 03/04/2026 by order of the court, as the docket says, and by none",
    "electronically filed on 03/04/2026. The log of the harbor says otherwise, but nobody has",
    "received 3/4/2026 by the harbor office. The log of the harbor says otherwise, but",
    "Received from the harbor on March 4, 2026 were three crates and the log of the ferry.",
    "case 2:26-cv-00123-ABC, which was filed on 03/04/26, and which is Document 1, page 3",
    "Case No. 2:26-cv-00123-ABC, the court found that the ferry sank on 03/04/26. Page 3 says",
    "the log was taken from the harbor and is at Pell v. Bramble Ferry Company, Doc. 45",
    "entered in the log on 03/04/2026",
    "2:26-cv-00123-ABC, as the docket of 03/04/2026 says, Doc. 12",
]


@pytest.mark.parametrize("words", SAID)
def test_a_sentence_in_the_margin_that_speaks_of_filing_is_no_stamp(drawn, words: str):
    for baseline in (84, 740):
        document = read(drawn(page_with((words, 72, baseline))))
        assert stamped(document) == ([], [])
        assert [zone.reason for zone in document.source.zones] == []


def test_what_a_law_firm_received_was_not_filed(drawn):
    lines = [("RECEIVED", 420, 60), ("MAR 4, 2026", 420, 74), ("Quill & Pell LLP", 420, 88)]
    document = read(drawn(page_with(*lines)))
    assert stamped(document) == ([], [])
    assert {zone.reason for zone in document.source.zones} == {"clerk's stamp"}


def test_a_captions_right_column_is_no_clerks_stamp(drawn):
    lines = [
        ("Case No. 2:26-cv-00123", 330, 130),
        ("COMPLAINT", 330, 144),
        ("Filed: March 4, 2026", 330, 158),
        ("JURY TRIAL DEMANDED", 330, 172),
    ]
    assert read(drawn(page_with(*lines))).source.zones == ()
