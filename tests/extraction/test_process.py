"""Filled summonses and subpoenas in every medium: each value, and each value's place in the text."""

import pytest

from extraction.extract import extract
from extraction.findings import DocumentKind
from extraction.kinds import recognise_kind
from extraction.options import ExtractionContext
from extraction.process import Addressee, Attorney, Counting, Process, ProcessKind, Written
from extraction.process_parties import process_parties
from extraction.process_reading import find_process, read_process
from importers import ocr
from importers.document import ImportContext, ImportedDocument
from importers.pdf_pages import PdfPages
from importers.registry import read_content
from importers.source_text import SourceText
from tests.extraction import process_papers as papers

SUMMONS = {
    "district": "District of Oregon",
    "plaintiffs": "NORA QUIST and\nABEL ROWE",
    "number": "3:24-cv-00117-MO",
    "defendants": "HALYARD PRESS LLC,\nIDA WARD HOLM, and\nTIDEWATER FERRY CO.",
    "to": "Halyard Press LLC\n100 Pier Street\nPortland, Oregon 97204",
    "attorney": "Lena Marsh (OSB No. 123456)\nMarsh & Ostrow LLP\n5 Dock Road, Suite 200\n"
    "Portland, OR 97205\n(503) 555-0142\nlmarsh@marshostrow.example",
    "clerk": "ORLA DUNNE",
    "date": "03/13/2026",
}
SUBPOENA = {
    "district": "Western District of Washington",
    "plaintiffs": "TIDEWATER FERRY CO.",
    "number": "2:25-cv-00981-JCC",
    "defendants": "PORT OF SELBY",
    "to": "Custodian of Records, Brightline Telecom, Inc., 40 Signal Way, Tacoma, WA 98402",
    "demanded": "All call detail records for 206-555-0187 from\nJanuary 1, 2024 to March 31, 2024.",
    "place": "Marsh & Ostrow LLP\n5 Dock Road, Seattle, WA 98101",
    "when": "May 6, 2026, 10:00 a.m.",
    "date": "April 2, 2026",
    "signature": "s/ Lena Marsh",
    "for": "Tidewater Ferry Co.",
    "attorney": "Lena Marsh, Marsh & Ostrow LLP, 5 Dock Road, Seattle, WA 98101\n"
    "lmarsh@marshostrow.example, (206) 555-0142",
}
CUSTOMS = {
    "to": "Chirp, Inc.\n1200 Harbor Boulevard\nSan Francisco, CA 94103",
    "before": "Adan Hollis, Special Agent in Charge\n300 Anchor Drive, Suite 10\nLaguna Park, CA 92677\n"
    "(949) 555-0107",
    "when": "March 13, 2026 at 11:45 a.m.",
    "demanded": "All records regarding the account of the harbor master, to include user names,\n"
    "account login, phone numbers, mailing addresses, and I.P. addresses.",
    "server": "Special Agent Cal Huxley",
    "date": "March 9, 2026",
    "issuer": "Adan Hollis, Special Agent in Charge",
}
CALIFORNIA = {
    "defendants": "HALYARD PRESS LLC; IDA WARD HOLM; and DOES 1 to 20, inclusive",
    "plaintiffs": "NORA QUIST",
    "court": "Superior Court of California, County of Alameda\n1 Court Street\nOakland, CA 94612",
    "number": "24CV081234",
    "attorney": "Lena Marsh (SBN 234567), Marsh & Ostrow LLP\n5 Dock Road, Oakland, CA 94607\n(510) 555-0142",
    "date": "March 4, 2024",
    "clerk": "R. Dunne",
}
NEW_YORK = {
    "county": "KINGS",
    "plaintiffs": "NORA QUIST",
    "number": "512345/2024",
    "defendants": "HALYARD PRESS LLC and IDA WARD HOLM",
    "date": "March 4, 2024",
    "signed": "MARSH & OSTROW LLP\nBy: /s/ Lena Marsh\nLena Marsh\nAttorneys for Plaintiff\n5 Dock Road\n"
    "Brooklyn, New York 11201\n(718) 555-0142",
    "to": "HALYARD PRESS LLC\n100 Pier Street\nBrooklyn, New York 11231\n\nIDA WARD HOLM\n12 Elm Court\n"
    "Albany, New York 12203",
}
TEXAS = {
    "number": "D-1-GN-24-001234",
    "plaintiffs": "NORA QUIST",
    "defendants": "HALYARD PRESS LLC",
    "to": "HALYARD PRESS LLC, 100 Pier Street, Austin, Texas 78701",
    "court": "250th Judicial District Court of Travis County, Texas",
    "date": "March 4, 2024",
    "attorney": "Lena Marsh\nMarsh & Ostrow LLP\n5 Dock Road\nAustin, Texas 78702\nState Bar No. 24012345",
    "clerk": "ORLA DUNNE\nTravis County District Clerk",
}
FORMS = {
    "AO 440": papers.ao440(SUMMONS),
    "AO 88": papers.ao88(SUBPOENA, ""),
    "AO 88A": papers.ao88(SUBPOENA, "A"),
    "AO 88B": papers.ao88(SUBPOENA, "B"),
    "CBP Form 3115": papers.cbp3115(CUSTOMS),
    "SUM-100": papers.california(CALIFORNIA),
    "New York": papers.new_york(NEW_YORK),
    "Texas": papers.texas(TEXAS),
}
SCANNED = ("AO 440", "AO 88B", "CBP Form 3115", "SUM-100", "Texas")
UNITED_STATES = "the United States, its agency, officer or employee"

_SUBPOENA_SAYS = {
    "to": [("Custodian of Records, Brightline Telecom, Inc.", "40 Signal Way, Tacoma, WA 98402")],
    "court_name": "United States District Court for the Western District of Washington",
    "docket": "2:25-cv-00981-JCC",
    "issuer": ("Lena Marsh", None),
    "issued": "2026-04-02",
    "answer": [],
    "attorney": {
        "name": "Lena Marsh",
        "firm": "Marsh & Ostrow LLP",
        "address": "5 Dock Road, Seattle, WA 98101",
        "telephone": "(206) 555-0142",
        "email": "lmarsh@marshostrow.example",
        "bar_number": None,
    },
    "demanded": "All call detail records for 206-555-0187 from January 1, 2024 to March 31, 2024.",
    "place": "Marsh & Ostrow LLP 5 Dock Road, Seattle, WA 98101",
    "when": "May 6, 2026, 10:00 a.m.",
    "due": "2026-05-06",
    "authority": None,
}
SAYS = {
    "AO 440": {
        "kind": ProcessKind.SUMMONS,
        "to": [("Halyard Press LLC", "100 Pier Street Portland, Oregon 97204")],
        "court_name": "United States District Court for the District of Oregon",
        "docket": "3:24-cv-00117-MO",
        "issuer": ("ORLA DUNNE", "CLERK OF COURT"),
        "issued": "2026-03-13",
        "answer": [(21, None, Counting.DAYS), (60, UNITED_STATES, Counting.DAYS)],
        "attorney": {
            "name": "Lena Marsh",
            "firm": "Marsh & Ostrow LLP",
            "address": "5 Dock Road, Suite 200 Portland, OR 97205",
            "telephone": "(503) 555-0142",
            "email": "lmarsh@marshostrow.example",
            "bar_number": "123456",
        },
        "demanded": None,
        "place": "",
        "when": None,
        "due": None,
        "authority": None,
    },
    "AO 88": {"kind": ProcessKind.TRIAL, **_SUBPOENA_SAYS},
    "AO 88A": {"kind": ProcessKind.DEPOSITION, **_SUBPOENA_SAYS},
    "AO 88B": {"kind": ProcessKind.PRODUCTION, **_SUBPOENA_SAYS},
    "CBP Form 3115": {
        "kind": ProcessKind.ADMINISTRATIVE,
        "to": [("Chirp, Inc.", "1200 Harbor Boulevard San Francisco, CA 94103")],
        "court_name": None,
        "docket": None,
        "issuer": ("Adan Hollis", "Special Agent in Charge"),
        "issued": "2026-03-09",
        "answer": [],
        "attorney": None,
        "demanded": "All records regarding the account of the harbor master, to include user names, account "
        "login, phone numbers, mailing addresses, and I.P. addresses.",
        "place": "Adan Hollis, Special Agent in Charge 300 Anchor Drive, Suite 10 Laguna Park, CA 92677 "
        "(949) 555-0107",
        "when": "March 13, 2026 at 11:45 a.m.",
        "due": "2026-03-13",
        "authority": "19 U.S.C. 1509",
    },
    "SUM-100": {
        "kind": ProcessKind.SUMMONS,
        "to": [
            ("HALYARD PRESS LLC", None),
            ("IDA WARD HOLM", None),
            ("DOES 1 to 20, inclusive", None),
        ],
        "court_name": "Superior Court of California, County of Alameda",
        "docket": "24CV081234",
        "issuer": ("R. Dunne", None),
        "issued": "2024-03-04",
        "answer": [(30, None, Counting.DAYS)],
        "attorney": {
            "name": "Lena Marsh",
            "firm": "Marsh & Ostrow LLP",
            "address": "5 Dock Road, Oakland, CA 94607",
            "telephone": "(510) 555-0142",
            "email": None,
            "bar_number": "234567",
        },
        "demanded": None,
        "place": "",
        "when": None,
        "due": None,
        "authority": None,
    },
    "New York": {
        "kind": ProcessKind.SUMMONS,
        "to": [
            ("HALYARD PRESS LLC", "100 Pier Street Brooklyn, New York 11231"),
            ("IDA WARD HOLM", "12 Elm Court Albany, New York 12203"),
        ],
        "court_name": "SUPREME COURT OF THE STATE OF NEW YORK COUNTY OF KINGS",
        "docket": "512345/2024",
        "issuer": ("Lena Marsh", None),
        "issued": "2024-03-04",
        "answer": [(20, None, Counting.DAYS), (30, "if not delivered in person", Counting.DAYS)],
        "attorney": {
            "name": "Lena Marsh",
            "firm": "MARSH & OSTROW LLP",
            "address": "5 Dock Road Brooklyn, New York 11201",
            "telephone": "(718) 555-0142",
            "email": None,
            "bar_number": None,
        },
        "demanded": None,
        "place": "",
        "when": None,
        "due": None,
        "authority": None,
    },
    "Texas": {
        "kind": ProcessKind.SUMMONS,
        "to": [("HALYARD PRESS LLC", "100 Pier Street, Austin, Texas 78701")],
        "court_name": "250th Judicial District Court of Travis County, Texas",
        "docket": "D-1-GN-24-001234",
        "issuer": ("ORLA DUNNE", "Travis County District Clerk"),
        "issued": "2024-03-04",
        "answer": [(20, None, Counting.MONDAY_AFTER)],
        "attorney": {
            "name": "Lena Marsh",
            "firm": "Marsh & Ostrow LLP",
            "address": "5 Dock Road Austin, Texas 78702",
            "telephone": None,
            "email": None,
            "bar_number": "24012345",
        },
        "demanded": None,
        "place": "",
        "when": None,
        "due": None,
        "authority": None,
    },
}


@pytest.fixture(scope="module")
def scanned() -> dict[str, ImportedDocument]:
    """Return forms as scans read by the real engine, each once."""
    read = {}
    scale = ocr.DOTS_PER_INCH / 72
    for name in SCANNED:
        content = papers.scan(papers.flat(FORMS[name]))
        with PdfPages(content) as pages:
            page = ocr.recognize(pages.render(1, scale), 1, scale, "rapidocr")
        read[name] = read_content(content, ImportContext("scan.pdf", machine_pages=(page,)))
    return read


def document_of(name: str, medium: str, tmp_path) -> ImportedDocument:
    form = FORMS[name]
    if medium == "word":
        path = papers.word(form, tmp_path / "form.docx")
        return read_content(path.read_bytes(), ImportContext("form.docx"))
    content = {
        "flat": lambda: papers.flat(form),
        "fields": lambda: papers.acroform(form),
        "filled last": lambda: papers.flat(form, filled_last=True),
    }[medium]()
    return read_content(content, ImportContext("form.pdf"))


def line(written: Written | None) -> str | None:
    return written.line if written else None


def said(process: Process) -> dict[str, object]:
    """Return all that a record says in plain values."""
    lawyer = process.attorney
    return {
        "kind": process.kind,
        "to": [(line(each.name), line(each.address)) for each in process.to],
        "court_name": process.court_name,
        "docket": process.docket,
        "issuer": (line(process.issuer), line(process.issuer_title)),
        "issued": process.issued_on.isoformat() if process.issued_on else None,
        "answer": [(each.days, each.who, each.counting) for each in process.answer],
        "attorney": {name: line(getattr(lawyer, name)) for name in Attorney.__slots__}
        if lawyer
        else None,
        "demanded": line(process.demanded),
        "place": " ".join(each.line for each in process.place),
        "when": line(process.when),
        "due": process.due_on.isoformat() if process.due_on else None,
        "authority": line(process.authority),
    }


def check(name: str, document: ImportedDocument) -> None:
    process = read_process(document)
    assert process is not None
    assert said(process) == SAYS[name]
    text = document.source.text
    assert process.written()
    for each in process.written():
        assert each.span is not None
        assert each.span.of(text) == each.text


@pytest.mark.parametrize(
    ("name", "medium"),
    [
        *((name, "flat") for name in FORMS),
        *((name, "word") for name in FORMS),
        ("AO 440", "fields"),
        ("AO 88", "fields"),
        ("AO 88A", "fields"),
        ("AO 88B", "fields"),
        ("CBP Form 3115", "fields"),
        ("SUM-100", "fields"),
        ("AO 440", "filled last"),
    ],
)
def test_a_filled_form_is_read_whole(name, medium, tmp_path):
    check(name, document_of(name, medium, tmp_path))


@pytest.mark.parametrize("name", SCANNED)
def test_a_scanned_form_is_read_whole(name, scanned):
    check(name, scanned[name])


@pytest.mark.parametrize("name", FORMS)
def test_its_kind_is_told(name, tmp_path):
    document = document_of(name, "flat", tmp_path)
    kind, reason = recognise_kind(document)
    expected = DocumentKind.SUBPOENA if name.startswith("AO 88") else DocumentKind.SUMMONS
    assert kind is expected, reason
    assert find_process(document, kind) is not None


@pytest.mark.parametrize("name", ["AO 88A", "AO 88B", "CBP Form 3115", "SUM-100"])
def test_values_that_stand_behind_the_form_are_not_put_in_wrong_places(name, tmp_path):
    process = read_process(document_of(name, "filled last", tmp_path))
    if process is None:
        return
    told = said(process)
    for key, expected in SAYS[name].items():
        blank = told[key] in (None, "", [], (None, None))
        assert blank or told[key] == expected, key


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_says_nothing(name):
    blank = tuple(item for item in FORMS[name] if isinstance(item, papers.Print))
    if name in (
        "New York",
        "Texas",
    ):  # these have no blanks: an attorney or a clerk writes them whole
        return
    document = read_content(papers.flat(blank), ImportContext("form.pdf"))
    assert read_process(document) is None


def read_text(text: str) -> Process | None:
    return read_process(ImportedDocument(SourceText(text), "text/plain", "t"))


FLORIDA = """IN THE CIRCUIT COURT OF THE ELEVENTH JUDICIAL CIRCUIT
IN AND FOR MIAMI-DADE COUNTY, FLORIDA
CASE NO.: 2024-004512-CA-01
NORA QUIST, Plaintiff, vs. HALYARD PRESS LLC, Defendant.
SUMMONS
YOU ARE COMMANDED to serve this summons and a copy of the complaint or petition in this action on
defendant HALYARD PRESS LLC, 100 Pier Street, Miami, FL 33130.
Each defendant is required to serve written defenses to the complaint or petition on Lena Marsh, Esq.,
plaintiff's attorney, whose address is 5 Dock Road, Miami, FL 33131, within 20 days after service of this
summons on that defendant, exclusive of the day of service.
DATED on March 4, 2024
R. DUNNE
As Clerk of the Court
"""
ILLINOIS = """IN THE CIRCUIT COURT OF COOK COUNTY, ILLINOIS
NORA QUIST, Plaintiff, v. HALYARD PRESS LLC, Defendant.
Case No. 2024-L-001234
SUMMONS
To each Defendant: HALYARD PRESS LLC, 100 Pier Street, Chicago, IL 60601
YOU ARE SUMMONED and required to file an answer to the complaint in this case, or otherwise file your
appearance within 30 days after service of this summons, not counting the day of service.
Witness: March 4, 2024
IRIS DUNNE, Clerk of Court
Plaintiff's attorney: Lena Marsh, Marsh & Ostrow LLP, 5 Dock Road, Chicago, IL 60602, (312) 555-0142
"""
TAX = """Summons
In the matter of Halyard Press LLC
Internal Revenue Service (Division): Small Business/Self-Employed
The Commissioner of Internal Revenue
To: Brightline Bank, N.A.
At: 40 Signal Way, Tacoma, WA 98402
You are hereby summoned and required to appear before Adan Hollis, Revenue Agent
an officer of the Internal Revenue Service, to give testimony and to produce for examination the following
books, records, papers, and other data concerning the person identified above for the periods shown.
All account statements of Halyard Press LLC for the years 2021 and 2022.
Do not write in this space
Place and time for appearance at 300 Anchor Drive, Seattle, WA 98101
on the 13th day of April, 2026 at 9:00 o'clock a.m.
Issued under authority of the Internal Revenue Code this 9th day of March, 2026
Signature of issuing officer Adan Hollis Title Revenue Agent
"""
WAIVER = """AO 398 (Rev. 01/09) Notice of a Lawsuit and Request to Waive Service of a Summons
UNITED STATES DISTRICT COURT
for the
District of Oregon
Civil Action No. 3:24-cv-00117-MO
NOTICE OF A LAWSUIT AND REQUEST TO WAIVE SERVICE OF A SUMMONS
To: Halyard Press LLC
(Name of the defendant or if the defendant is a corporation, an officer or agent)
Why are you getting this?
A lawsuit has been filed against you, or the entity you represent, in this court.
What happens next?
If you return the signed waiver, you will have 60 days from the date this notice is sent to answer the
complaint (or 90 days if this notice is sent to you outside any judicial district of the United States).
Date: 03/13/2026
Signature of the attorney or unrepresented party
Lena Marsh
Printed name
"""


def test_a_form_without_a_caption_names_the_plaintiffs(tmp_path):
    process = read_process(document_of("SUM-100", "flat", tmp_path))
    assert [each.text for each in process.plaintiffs] == ["NORA QUIST"]


def test_florida():
    told = said(read_text(FLORIDA))
    assert told["to"] == [("HALYARD PRESS LLC", "100 Pier Street, Miami, FL 33130")]
    assert told["docket"] == "2024-004512-CA-01"
    assert told["answer"] == [(20, None, Counting.DAYS)]
    assert told["attorney"]["name"] == "Lena Marsh"
    assert told["attorney"]["address"] == "5 Dock Road, Miami, FL 33131"
    assert told["issuer"] == ("R. DUNNE", "As Clerk of the Court")
    assert told["issued"] == "2024-03-04"


def test_illinois():
    told = said(read_text(ILLINOIS))
    assert told["to"] == [("HALYARD PRESS LLC", "100 Pier Street, Chicago, IL 60601")]
    assert told["answer"] == [(30, None, Counting.DAYS)]
    assert told["attorney"]["telephone"] == "(312) 555-0142"
    assert (told["issuer"], told["issued"]) == (("IRIS DUNNE", "Clerk of Court"), "2024-03-04")


def test_a_summons_of_the_tax_office():
    told = said(read_text(TAX))
    assert told["kind"] is ProcessKind.ADMINISTRATIVE
    assert told["to"] == [("Brightline Bank, N.A.", "40 Signal Way, Tacoma, WA 98402")]
    assert told["issuer"] == ("Adan Hollis", "Revenue Agent")
    assert (told["issued"], told["due"]) == ("2026-03-09", "2026-04-13")
    assert (
        told["demanded"]
        == "All account statements of Halyard Press LLC for the years 2021 and 2022."
    )
    assert told["attorney"] is None


def test_a_request_to_waive_service():
    told = said(read_text(WAIVER))
    assert told["kind"] is ProcessKind.WAIVER_REQUEST
    assert told["to"] == [("Halyard Press LLC", None)]
    assert told["answer"] == [
        (60, None, Counting.DAYS),
        (90, "if sent outside the United States", Counting.DAYS),
    ]
    assert (told["attorney"]["name"], told["issued"]) == ("Lena Marsh", "2026-03-13")


def test_misread_words_of_the_form_are_known_all_the_same():
    text = (
        "SUMMONS lN A CIVIL ACTlON\nUNITED STATES DISTRICT COURT\nDistrict of Oregon\n"
        "Civil Action No. 3:24-cv-00117\n"
        "To:(Defendants name and addres) Halyard Press LLC\n100 Pier Street\nPortland, Oregon 97204\n"
        "A lawsuit hasbeen filed agalnst you.\n"
        "Within 21 days after service of this summons on you you must serve on the plaintiff an answer or a "
        "motion under Rule 12 of the Federal Rules. The answer must be served on the plaintiff’s attorney, "
        "whose name and adress are:\nLena Marsh\n5 Dock Road\nPortland, OR 97205\n"
        "If you fail to respond, judgrnent by default wi11 be entered against you for the relief.\n"
    )
    told = said(read_text(text))
    assert told["to"] == [("Halyard Press LLC", "100 Pier Street Portland, Oregon 97204")]
    assert told["attorney"]["address"] == "5 Dock Road Portland, OR 97205"


@pytest.mark.parametrize(
    "text",
    [
        "On March 9 the agency issued a summons to the company. It was served within two days.",
        "MOTION TO QUASH SUBPOENA DUCES TECUM\nThe subpoena says nothing of the kind.",
        "",
        "The court issued its order within 21 days after service.",
    ],
)
def test_papers_that_tell_of_a_summons_are_none(text):
    assert read_text(text) is None


def test_blank_forms_of_the_rules_say_nothing(shared):
    path = shared / "documents" / "pleadings" / "frcp-forms.pdf"
    content = path.read_bytes()
    document = read_content(content, ImportContext(path.name))
    process = find_process(document, recognise_kind(document)[0])
    assert process is None or not (process.to or process.docket or process.issued_on)


def words(text: str) -> Written:
    return Written(text, None)


@pytest.mark.parametrize(
    ("kind", "to", "expected"),
    [
        (ProcessKind.SUMMONS, "Halyard Press LLC", [("Halyard Press LLC", "defendant")]),
        (
            ProcessKind.SUMMONS,
            "Halyard Press LLC, by serving its registered agent, Ida Ward Holm",
            [("Halyard Press LLC", "defendant")],
        ),
        (
            ProcessKind.PRODUCTION,
            "Custodian of Records, Brightline Telecom, Inc.",
            [("Brightline Telecom, Inc.", "witness")],
        ),
        (ProcessKind.PRODUCTION, "Custodian of Records", []),
        (ProcessKind.SUMMONS, "DOES 1 to 20, inclusive", []),
        (ProcessKind.ADMINISTRATIVE, "Chirp, Inc.", [("Chirp, Inc.", "summoned")]),
        (ProcessKind.WAIVER, "Ida Ward Holm", [("Ida Ward Holm", "defendant")]),
    ],
)
def test_who_is_summoned_is_a_party(kind, to, expected):
    process = Process(kind, to=(Addressee(words(to)),))
    assert [(party.name, party.role) for party in process_parties(process)] == expected


def test_counsel_and_the_officer_are_parties():
    process = Process(
        ProcessKind.ADMINISTRATIVE,
        issuer=words("Adan Hollis"),
        attorney=Attorney(words("Lena Marsh")),
    )
    assert [(party.name, party.role) for party in process_parties(process)] == [
        ("Adan Hollis", "issuing officer"),
        ("Lena Marsh", "counsel"),
    ]


def sides(document: ImportedDocument) -> set[tuple[str, str | None]]:
    found = extract(document, ExtractionContext())
    assert found.process is not None
    assert found.facts.docket_number == "3:24-cv-00117-MO"
    return {
        (party.name, party.role) for party in found.parties if party.role not in (None, "court")
    }


@pytest.mark.parametrize("medium", ["flat", "fields", "filled last", "word", "scan"])
def test_several_parties_on_each_side_of_a_summons(medium, tmp_path, scanned):
    document = scanned["AO 440"] if medium == "scan" else document_of("AO 440", medium, tmp_path)
    assert sides(document) == {
        ("Nora Quist", "plaintiff"),
        ("Abel Rowe", "plaintiff"),
        ("Halyard Press LLC", "defendant"),
        ("Ida Ward Holm", "defendant"),
        ("Tidewater Ferry Co.", "defendant"),
        ("Lena Marsh", "counsel for plaintiff"),
        ("Marsh & Ostrow LLP", "counsel for plaintiff"),
    }
