"""Captions whose faults showed on papers that no rule was made for; every name here is invented."""

import pytest

from extraction.captions import Caption, read_caption
from extraction.findings import DocumentKind
from extraction.kinds import recognise_kind
from importers.document import ImportedDocument, Metadata, MetadataValue
from importers.source_text import SourceText

FIRST = "UNITED STATES COURT OF APPEALS\nFOR THE FIRST CIRCUIT\nNo. 92-2462\n"
LAYOUTS = {
    "days of argument and decision in brackets": (
        """                    UNITED STATES COURT OF APPEALS
                       FOR THE SECOND CIRCUIT
                          August Term, 2018
(Argued: April 3, 2019                                Decided: March 19, 2020)
                  Docket No. 18-1330-cv(L); 18-1630-cv(XAP)
                        NORA QUIST,
                        Plaintiff-Appellee-Cross-Appellant,
                        v.
   CITY OF ROWE, IDA MARSH, individually, ZOE ANN HOLM,
   individually, and ODD BERGE, individually.
                        Defendants-Appellants-Cross-Appellees.
Before:
        ROWE and HALL, Circuit Judges
""",
        [
            ("plaintiff-appellee-cross-appellant", "Nora Quist"),
            ("defendant-appellant-cross-appellee", "City of Rowe"),
            ("defendant-appellant-cross-appellee", "Ida Marsh"),
            ("defendant-appellant-cross-appellee", "Zoe Ann Holm"),
            ("defendant-appellant-cross-appellee", "Odd Berge"),
        ],
        "18-1330-cv",
    ),
    "words for a side broken within third-party": (
        """UNITED STATES COURT OF APPEALS
FOR THE SECOND CIRCUIT
Docket No. 17-1480-cv
QUIST FILMS LLC,
Plaintiff-Counter-Defendant-Appellee,
-- v. --
ROWE HOLDINGS, INC. and ROWE SYSTEMS
CORPORATION,
Defendants-Counterclaim-Plaintiffs-Third-
Party Plaintiffs-Appellants,
-- v. --
HALYARD SALES, INC.,
Third-Party-Defendants-Appellees.
""",
        [
            ("plaintiff-counter-defendant-appellee", "Quist Films LLC"),
            (
                "defendant-counterclaim-plaintiff-third-party plaintiff-appellant",
                "Rowe Holdings, Inc.",
            ),
            (
                "defendant-counterclaim-plaintiff-third-party plaintiff-appellant",
                "Rowe Systems Corporation",
            ),
            ("third-party-defendant-appellee", "Halyard Sales, Inc."),
        ],
        "17-1480-cv",
    ),
    "the honorable who is no judge": (
        """UNITED STATES COURT OF APPEALS
FOR THE FIRST CIRCUIT
No. 92-2338
NORA QUIST,
Plaintiff, Appellant,
v.
HONORABLE ABEL ROWE, SECRETARY OF THE
UNITED STATES NAVY, ET AL.,
Defendants, Appellees.
APPEAL FROM THE UNITED STATES DISTRICT COURT
[Hon. Ida Marsh, U.S. District Judge]
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-appellee", "Abel Rowe")],
        "92-2338",
    ),
    "a courthouse under the heading": (
        """SUPERIOR COURT OF CALIFORNIA
COUNTY OF MARIN, EAST BAY JUDICIAL DISTRICT
TIDEWATER COURTHOUSE
QUIST FUNDING LLC,
Plaintiff
v.
ABEL ROWE,
and DOES 1 through 15 inclusive
Defendant( s).
CASE NO.: 23ABCD12345
WAIVER OF FEES
""",
        [
            ("plaintiff", "Quist Funding LLC"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Does 1 through 15"),
        ],
        "23ABCD12345",
    ),
    "a courthouse and its district": (
        """SUPERIOR COURT OF CALIFORNIA
COUNTY OF MARIN
TIDEWATER COURTHOUSE SOUTHEAST DISTRICT
QUIST CREDIT, INC.
Plaintiff,
vs.
ABEL ROWE;
and DOES 1 through 10, inclusive
Defendant.
""",
        [
            ("plaintiff", "Quist Credit, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "Does 1 through 10"),
        ],
        None,
    ),
    "the reporter's note above a slip opinion": (
        """(Bench Opinion) OCTOBER TERM, 2005 1
Syllabus
NOTE: Where it is feasible, a syllabus (headnote) will be released, as is being
done in connection with this case, at the time the opinion is issued. The syllabus
constitutes no part of the opinion of the Court but has been prepared by the Reporter
See Holm v. Berge Lumber Co., 200 U. S. 321, 337.
SUPREME COURT OF THE UNITED STATES
Syllabus
QUIST NORTHERN RAILWAY
CO. v. ROWE
CERTIORARI TO THE UNITED STATES COURT OF APPEALS FOR
THE SIXTH CIRCUIT
No. 05–259. Argued April 17, 2006—Decided June 22, 2006
The Act forbids a railway to punish those of its hands who complain of it to the
agency, and its words reach further than the place of work and the terms of it.
""",
        [("petitioner", "Quist Northern Railway Co."), ("respondent", "Rowe")],
        "05-259",
    ),
    "civil minutes": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA
CIVIL MINUTES - GENERAL JS-6
Case No. CV17-00016-ABC(JCx) Date October 13, 2017
Title NORA QUIST v. HALYARD, INC., ETC.; ET AL.
Present: The
Honorable
IDA M. MARSH, UNITED STATES DISTRICT JUDGE
Lena Holm Not Present
Deputy Clerk Court Reporter / Recorder
Attorneys Present for Plaintiffs: Attorneys Present for Defendants:
Proceedings: (IN CHAMBERS) - MEDIATION REPORT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Halyard, Inc.")],
        "CV17-00016-ABC(JCx)",
    ),
    "an In re in the running head": (
        """07-4641-bk
In re: Halyard Health Care, Inc. n/k/a HHC Holdings, Inc.

                          UNITED STATES COURT OF APPEALS
                               FOR THE SECOND CIRCUIT

                                August Term, 2008

(Argued: September 23, 2008                              Decided: March 26, 2009)

                            Docket No. 07-4641-bk

                  IN RE: HALYARD HEALTH SERVICES, INC.
                               N/K/A HHC HOLDINGS, INC.
                 ________________________________________

                          NORA QUIST,

                                             Appellant,

                                        v.

                       ROWE LIQUIDATION TRUST,

                                             Appellee.
Before: MARSH and HOLM, Circuit Judges.
""",
        [
            ("in re", "Halyard Health Services, Inc."),
            ("appellant", "Nora Quist"),
            ("appellee", "Rowe Liquidation Trust"),
        ],
        "07-4641-bk",
    ),
    "an In re in the running head alone": (
        f"""07-1657-bk
In Re: Nora & Ida Quist
{FIRST}
James Quist, Karen Quist,
Appellants,
v.
Abel Rowe,
Appellee.
""",
        [
            ("in re", "Nora & Ida Quist"),
            ("appellant", "James Quist"),
            ("appellant", "Karen Quist"),
            ("appellee", "Abel Rowe"),
        ],
        "07-1657-bk",
    ),
    "a notice of electronic filing": (
        """U.S. District Court
DISTRICT OF OREGON
Notice of Electronic Filing
The following transaction was entered on 3/5/2026 at 10:44 PM MST and filed on 3/5/2026
Case Name: Quist v. Rowe et al
Case Number: 2:25-cv-03367-ABC
Filer: Nora B Quist
""",
        [("plaintiff", "Quist"), ("defendant", "Rowe")],
        "2:25-cv-03367-ABC",
    ),
    "a letter about a case": (
        """OFFICE OF THE CLERK
UNITED STATES COURT OF APPEALS
21400 UNITED STATES COURTHOUSE
601 MARKET STREET
PHILADELPHIA, PA 19106-1790
TELEPHONE
Maria G. Holm
Holm Berge Nash & Reed
One Gull Place, Suite 1900
RE: Nora Quist, et al v. Rowe Shake Operations Inc
Case Number: 17-2678
District Case Number: 2-15-cv-00180
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Shake Operations Inc")],
        "17-2678",
    ),
    "a right column with a department before the names": (
        """SUPERIOR COURT OF THE STATE OF CALIFORNIA
IN AND FOR THE COUNTY OF MARIN
Case No. LC100234
PLAINTIFF’S CONSOLIDATED
MEMORANDUM OF POINTS AND
AUTHORITIES
Date: December 6, 2013
Time: 8:30 a.m.
Dept.: D
Judge: Hon. Ida Marsh
Complaint Filed: May 16, 2013
G. NORA QUIST,
Plaintiff,
v.
ABEL ROWE, as President of the Union and in his individual capacity,
Defendants.
""",
        [("plaintiff", "G. Nora Quist"), ("defendant", "Abel Rowe")],
        "LC100234",
    ),
    "trades of one company, and two sorts of Does": (
        f"""{FIRST}NORA QUIST,
Plaintiff,
v.
THE HOLM LIGHT AND POWER COMPANY, JOHN AND JANE DOES 1-10, ABEL ROWE and IDA ROWE,
Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "The Holm Light and Power Company"),
            ("defendant", "John and Jane Does 1-10"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Rowe"),
        ],
        None,
    ),
    "a transcript with its blanks drawn as dots": (
        """· · · · · · · · · · ·**CONFIDENTIAL**
·1· · · ·IN THE UNITED STATES DISTRICT COURT
· · · · · · ·FOR THE DISTRICT OF MARYLAND
·3· ·NORA QUIST,· · · · · ·:
· · · · · · · · · · · · · ·:
·4· · · · · Plaintiff,· · · ·:
·5· ·v.· · · · · · · · · · · : Civil Action No:
· · · · · · · · · · · · · · ·: 8:17-cv-01955-ABC
·6· ·HALYARD CAPITAL· · · · · :
· · ·PARTNERS, II, LLC,· · · :
·7· · · · · · · · · · · · · ·:
· · ·and· · · · · · · · · · ·:
12· ·ROWE SYSTEMS, LLC,· · · ·:
13· · · · · Defendants.· · · :
15· · CONFIDENTIAL DEPOSITION OF NORA M. QUIST
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Capital Partners, II, LLC"),
            ("defendant", "Rowe Systems, LLC"),
        ],
        "8:17-cv-01955-ABC",
    ),
    "small capitals parted from their first letters": (
        """07-4244-cv
Quist v. Rowe
                       UNITED STATES COURT OF APPEALS
                          F OR THE S ECOND C IRCUIT
                             August Term, 2008
                          Docket No. 07-4244-cv
                 N ORA J ANE Q UIST, H OLM & B ERGE INC.,
                                        Plaintiffs-Appellants,
                               —v.—
  T HE H ARBOR L IGHT A GENCY; A BEL E. R OWE, in his official capacity as
                 Director of the Harbor Light Agency,
                                        Defendants-Appellees.
Before:
        K ATZ and R EED, Circuit Judges
""",
        [
            ("plaintiff-appellant", "Nora Jane Quist"),
            ("plaintiff-appellant", "Holm & Berge Inc."),
            ("defendant-appellee", "Harbor Light Agency"),
            ("defendant-appellee", "Abel E. Rowe"),
        ],
        "07-4244-cv",
    ),
    "a corporation that begins with a title's word": (
        f"""{FIRST}NORA QUIST,
Plaintiff Appellant,
v.
FEDERAL DEPOSIT INSURANCE CORPORATION, ETC., ET AL.,
Defendants Appellees.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "Federal Deposit Insurance Corporation"),
        ],
        None,
    ),
    "an office in a line of its own": (
        f"""{FIRST}NORA QUIST,
Petitioner,
v.
ABEL H. ROWE, JR.,
ATTORNEY GENERAL OF THE UNITED STATES,
Respondent.
""",
        [("petitioner", "Nora Quist"), ("respondent", "Abel H. Rowe, Jr.")],
        None,
    ),
    "an office without its holder": (
        f"""{FIRST}NORA QUIST,
Petitioner, Appellant,
v.
WARDEN, NEW HOLM STATE PRISON,
Respondent, Appellee.
""",
        [
            ("petitioner-appellant", "Nora Quist"),
            ("respondent-appellee", "Warden, New Holm State Prison"),
        ],
        None,
    ),
    "an office of a department": (
        f"""{FIRST}QUIST COAL COMPANY
Petitioner
v.
IDA ROWE, survivor of Odd Rowe; DIRECTOR, OFFICE OF MINERS' HEALTH
PROGRAMS; COMMISSIONER OF INTERNAL REVENUE
Respondents
""",
        [
            ("petitioner", "Quist Coal Company"),
            ("respondent", "Ida Rowe"),
            ("respondent", "Director, Office of Miners' Health Programs"),
            ("respondent", "Commissioner of Internal Revenue"),
        ],
        None,
    ),
    "a rank and a service": (
        f"""{FIRST}ABEL F. ROWE, CAPTAIN, U.S. ARMY,
Plaintiff, Appellant,
v.
CITY OF HOLMFIELD, MASSACHUSETTS, ET AL.,
Defendants, Appellees.
""",
        [("plaintiff-appellant", "Abel F. Rowe"), ("defendant-appellee", "City of Holmfield")],
        None,
    ),
    "a company named like an address": (
        f"""{FIRST}NORA QUIST,
Plaintiff, Appellant,
v.
163 HARBOR STREET CORPORATION, ET AL.,
Defendants, Appellees.
APPEAL FROM THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF MASSACHUSETTS
[Hon. Ida Marsh, U.S. District Judge]
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "163 Harbor Street Corporation"),
        ],
        None,
    ),
    "an initial that looks like the word between the sides": (
        f"""{FIRST}NORA QUIST,
Plaintiff, Appellant,
v.
ABEL ROWE; GEORGE V. HOLM;
IDA MARSH,
Defendants, Appellees.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "Abel Rowe"),
            ("defendant-appellee", "George V. Holm"),
            ("defendant-appellee", "Ida Marsh"),
        ],
        None,
    ),
    "an initial before the word between the sides": (
        f"""{FIRST}JULIA V. QUIST AND ABEL ROWE,
Petitioners,
v.
ODD H. BERGE, JR., ATTORNEY GENERAL,
Respondent.
""",
        [
            ("petitioner", "Julia V. Quist"),
            ("petitioner", "Abel Rowe"),
            ("respondent", "Odd H. Berge, Jr."),
        ],
        None,
    ),
    "an agency with an and in its name": (
        f"""{FIRST}QUIST BUILDERS, INC.,
Petitioner,
v.
OCCUPATIONAL SAFETY AND HEALTH ADMINISTRATION,
Respondent.
""",
        [
            ("petitioner", "Quist Builders, Inc."),
            ("respondent", "Occupational Safety and Health Administration"),
        ],
        None,
    ),
    "other names in small letters": (
        f"""{FIRST}UNITED STATES OF AMERICA,
Appellee,
v.
ABEL ROWE-HOLM, a/k/a Gull, a/k/a Rafito, a/k/a Pike,
Defendant, Appellant.
""",
        [("appellee", "United States of America"), ("defendant-appellant", "Abel Rowe-Holm")],
        None,
    ),
    "a summary order": (
        """UNITED STATES COURT OF APPEALS
FOR THE SECOND CIRCUIT
SUMMARY ORDER
Rulings by summary order do not have precedential effect. Citation to a summary order filed on or
after January 1, 2007, is permitted and is governed by this rule and by the other rules of the
court, and a party must serve a copy of it on any party that is not represented by counsel.
At a stated Term of the United States Court of Appeals for the Second Circuit, held at the
Old Harbor United States Courthouse, at 500 Dock Street, in the City of New York,
on the 22nd day of April, two thousand ten.
Present:
RALPH K. MARSH
ROBERT A. HOLM,
Circuit Judges,
JED S. BERGE,
District Judge.*
____________________________________________________________
NORA QUIST-RAMIREZ,
Petitioner,
No. 09-2171-ag
- v.-
ABEL H. ROWE, JR., Attorney General of the United States,
Respondent.
____________________________________________________________
For Petitioner: Anne Reed, Buffalo, NY
""",
        [("petitioner", "Nora Quist-Ramirez"), ("respondent", "Abel H. Rowe, Jr.")],
        "09-2171-ag",
    ),
    "an appellee with an office joined to the word": (
        """ 1  UNITED STATES COURT OF APPEALS
 2  FOR THE SECOND CIRCUIT
 8  (Argued July 9, 2008)                 Decided September 24, 2008)
10  Docket No. 07-1657-bk
12  --------------------------------------------x
13  Nora Quist, Ida Quist,
15  Appellants,
17  v.
19  Abel Rowe,
21  Trustee-Appellee.
22  --------------------------------------------x
24  B e f o r e:   MARSH and HOLM, Circuit Judges,
25  and BERGE, District Judge.*
""",
        [
            ("appellant", "Nora Quist"),
            ("appellant", "Ida Quist"),
            ("trustee-appellee", "Abel Rowe"),
        ],
        "07-1657-bk",
    ),
}


def read(text: str, metadata: Metadata | None = None) -> Caption:
    caption = read_caption(SourceText(text), metadata or Metadata())
    assert caption is not None
    return caption


def kind(text: str) -> DocumentKind:
    return recognise_kind(ImportedDocument(SourceText(text), "application/pdf", "t"))[0]


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_the_sides_and_the_number(name: str) -> None:
    text, expected, number = LAYOUTS[name]
    caption = read(text)
    assert [(party.role, party.name) for party in caption.parties] == expected
    if number is not None:
        assert caption.docket_number == number


HEAD = """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF OREGON
NORA QUIST,
Plaintiff,
v.
HALYARD PRESS LLC, FRATERNAL ORDER OF THE LAMP,
Defendants.
Case No. 3:24-cv-00117
"""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("COMPLAINT", DocumentKind.COMPLAINT),  # not the order of a fraternal order
        ("O R D E R", DocumentKind.ORDER),
        ("WAIVER OF FEES\nIN SUPPORT OF ENTRY OF\nDEFAULT JUDGMENT", DocumentKind.OTHER),
    ],
)
def test_kind(title: str, expected: DocumentKind) -> None:
    assert kind(f"{HEAD}{title}\nThe plaintiff states that it was so.\n") is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SUMMONS IN A CIVIL ACTION", "SUMMONS IN A CIVIL ACTION"),
        (
            "WAIVER OF FEES\nIN SUPPORT OF ENTRY OF\nDEFAULT JUDGMENT",
            "WAIVER OF FEES IN SUPPORT OF ENTRY OF DEFAULT JUDGMENT",
        ),
        (
            "LENA MARSH (Bar No. 87675) HOLM LLP\n106 South Street\nPortland, OR 97201\n"
            + "Attorney for Halyard Press LLC\n" * 16
            + "BRIEF IN SUPPORT OF MOTION TO DISMISS OF HALYARD\n",
            "BRIEF IN SUPPORT OF MOTION TO DISMISS OF HALYARD",
        ),
    ],
)
def test_title(title: str, expected: str) -> None:
    assert read(f"{HEAD}{title}\n").title == expected


def test_a_title_of_digits_in_the_file_is_none() -> None:
    from extraction.facts import document_facts

    metadata = Metadata((MetadataValue("title", "19113207936", "document properties"),))
    document = ImportedDocument(SourceText(HEAD), "application/pdf", "t", metadata)
    facts = document_facts(document, DocumentKind.OTHER, read(HEAD, metadata))
    assert facts.title is None


@pytest.mark.parametrize(
    ("below", "judge"),
    [
        ("MARSH, Circuit Judge.  This appeal is about a boat.\n", "Marsh"),
        ("Before\nMarsh, Circuit Judge,\nHolm, Senior Circuit Judge.\n", None),
        ("IDA M. MARSH, UNITED STATES DISTRICT JUDGE\n", "Ida M. Marsh"),
        (
            "IT IS ORDERED that the plaintiff shall appear before Judge Ida Marsh of this\n"
            "Division on Tuesday and show cause for the failure to sign.\n",
            None,
        ),
    ],
)
def test_judge(below: str, judge: str | None) -> None:
    assert read(HEAD.replace("3:24-cv-00117", "24-117") + "OPINION\n" + below).judge == judge


def test_a_judge_of_another_court_is_not_the_judge() -> None:
    text = f"{FIRST}NORA QUIST,\nAppellant,\nv.\nABEL ROWE,\nAppellee.\n"
    assert (
        read(f"{text}The Honorable Ida Marsh of the United States District Court\n").judge is None
    )


def test_blank_names_leave_no_party() -> None:
    text = """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF OREGON
,
Plaintiff,
v.
,
Defendant.
Case No.: CV-25-03367-ABC
[PROPOSED] ORDER OF DEFAULT
"""
    assert read_caption(SourceText(text), Metadata()) is None


def test_slip_opinions_and_lists_of_counsel() -> None:
    assert kind("(Bench Opinion) OCTOBER TERM, 2005 1\nSyllabus\nThe Act forbids it.\n") is (
        DocumentKind.OPINION
    )
    counsel = "Ida Holm, Assistant United States Attorney, on the brief), for Lena Marsh,\n"
    text = (
        f"{FIRST}NORA QUIST,\nAppellant,\nv.\nABEL ROWE,\nAppellee.\nBefore: HOLM, Circuit Judges\n"
    )
    assert kind(f"{text}{counsel}We affirm.\n") is DocumentKind.OPINION


def test_a_dash_of_another_code_page_in_a_number() -> None:
    text = "SUPREME COURT OF THE UNITED STATES\nQUIST v. ROWE\nNo. 05ñ1259.\n"
    assert read(text).docket_number == "05-1259"


def test_the_court_below_the_names() -> None:
    caption = read(
        "NORA QUIST and ABEL ROWE, Plaintiffs,\nv.\nHALYARD PRESS, INC., Defendant.\n"
        "Civil Action No. 18-1698.\nJanuary 31, 2020.\nUnited States District Court, D. Oregon.\n"
        "MEMORANDUM OPINION\n"
    )
    assert caption.court == "United States District Court, D. Oregon"
