"""Captions of appeals, of state trial courts and of boards; all invented, spaced as PDFium gives them."""

import pytest

from extraction.captions import read_caption
from importers.document import Metadata
from importers.source_text import SourceText

LAYOUTS = {
    "ninth circuit opinion, numbers below": (
        """FOR PUBLICATION

UNITED STATES COURT OF APPEALS
FOR THE NINTH CIRCUIT

NORA QUIST, an individual; ODD
BERGE, an individual,
Plaintiffs-Appellants,
v.
HALYARD TRANSIT, INC.; ROWE
HOLDINGS, LLC,
Defendants-Appellees.

No. 19-35123
D.C. No.
3:18-cv-01234-
ABC

OPINION

Appeal from the United States District Court
for the District of Oregon
Lena Marsh, District Judge, Presiding
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("plaintiff-appellant", "Odd Berge"),
            ("defendant-appellee", "Halyard Transit, Inc."),
            ("defendant-appellee", "Rowe Holdings, LLC"),
        ],
        "19-35123",
    ),
    "federal circuit": (
        """United States Court of Appeals
for the Federal Circuit
______________________

QUIST OPTICS CORP.,
Plaintiff-Appellant

v.

ROWE LENS INC., HALYARD IMAGING LLC,
Defendants-Cross-Appellants
______________________

2020-1234, 2020-1235
______________________

Appeals from the United States District Court for the
District of Delaware in No. 1:17-cv-00123-ABC, Judge Lena Marsh.
""",
        [
            ("plaintiff-appellant", "Quist Optics Corp."),
            ("defendant-cross-appellant", "Rowe Lens Inc."),
            ("defendant-cross-appellant", "Halyard Imaging LLC"),
        ],
        "2020-1234",
    ),
    "D.C. circuit": (
        """United States Court of Appeals
FOR THE DISTRICT OF COLUMBIA CIRCUIT

Argued March 3, 2021 Decided May 4, 2021

No. 19-5123

NORA QUIST,
APPELLANT

v.

UNITED STATES DEPARTMENT OF JUSTICE AND FEDERAL BUREAU OF
INVESTIGATION,
APPELLEES

Appeal from the United States District Court
for the District of Columbia
(No. 1:17-cv-01234)
""",
        [
            ("appellant", "Nora Quist"),
            ("appellee", "United States Department of Justice"),
            ("appellee", "Federal Bureau of Investigation"),
        ],
        "19-5123",
    ),
    "highest court, slip": (
        """SUPREME COURT OF THE UNITED STATES
_________________

No. 19–123
_________________

NORA QUIST, ET AL., PETITIONERS v. HALYARD PRESS, INC.

ON WRIT OF CERTIORARI TO THE UNITED STATES COURT OF
APPEALS FOR THE SECOND CIRCUIT
[May 4, 2021]

JUSTICE MARSH delivered the opinion of the Court.
""",
        [("petitioner", "Nora Quist"), ("respondent", "Halyard Press, Inc.")],
        "19-123",
    ),
    "California appeal": (
        """Filed 5/4/21
NOT TO BE PUBLISHED IN OFFICIAL REPORTS

IN THE COURT OF APPEAL OF THE STATE OF CALIFORNIA
FIRST APPELLATE DISTRICT
DIVISION TWO

NORA QUIST,
Plaintiff and Appellant,
v.
HALYARD PRESS, INC.,
Defendant and Respondent.

A123456

(San Francisco County
Super. Ct. No. CGC-19-123456)
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-respondent", "Halyard Press, Inc.")],
        "A123456",
    ),
    "New York, second department": (
        """Supreme Court of the State of New York
Appellate Division: Second Judicial Department

D12345
G/htr

AD3d Submitted - March 3, 2021

LENA MARSH, J.P.
ODD BERGE, JJ.

2019-01234 DECISION & ORDER

Nora Quist, respondent, v Halyard Press, Inc.,
appellant.

(Index No. 1234/15)
""",
        [("respondent", "Nora Quist"), ("appellant", "Halyard Press, Inc.")],
        "2019-01234",
    ),
    "Texas appeal": (
        """Opinion issued March 3, 2021

In The
Court of Appeals
For The
First District of Texas
————————————
NO. 01-19-00123-CV
———————————
NORA QUIST, Appellant
V.
HALYARD CHEMICALS, INC., Appellee

On Appeal from the 157th District Court
Harris County, Texas
Trial Court Case No. 2018-12345
""",
        [("appellant", "Nora Quist"), ("appellee", "Halyard Chemicals, Inc.")],
        "01-19-00123-CV",
    ),
    "Florida appeal": (
        """DISTRICT COURT OF APPEAL OF THE STATE OF FLORIDA
FOURTH DISTRICT

NORA QUIST,
Appellant,

v.

HALYARD BANK, N.A., as successor by merger to TIDEWATER BANK, N.A.,
and UNKNOWN TENANT #1,
Appellees.

No. 4D20-1234

[May 4, 2021]

Appeal from the Circuit Court for the Fifteenth Judicial Circuit
""",
        [
            ("appellant", "Nora Quist"),
            ("appellee", "Halyard Bank, N.A."),
            ("appellee", "Unknown Tenant #1"),
        ],
        "4D20-1234",
    ),
    "Illinois appeal": (
        """2021 IL App (1st) 191234-U
No. 1-19-1234
Order filed May 4, 2021
______________________________________________________________________________
IN THE
APPELLATE COURT OF ILLINOIS
FIRST DISTRICT
______________________________________________________________________________
NORA QUIST, ) Appeal from the
) Circuit Court of
Plaintiff-Appellant, ) Cook County.
)
v. ) No. 18 L 1234
)
HALYARD TRANSIT AUTHORITY, ) Honorable
) Lena Marsh,
Defendant-Appellee. ) Judge, presiding.
______________________________________________________________________________
JUSTICE BERGE delivered the judgment of the court.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "Halyard Transit Authority"),
        ],
        "1-19-1234",
    ),
    "Massachusetts superior": (
        """COMMONWEALTH OF MASSACHUSETTS

SUFFOLK, ss. SUPERIOR COURT DEPARTMENT
OF THE TRIAL COURT
CIVIL ACTION NO. 2184CV01234

____________________________________
)
NORA QUIST, )
Plaintiff, )
)
v. )
)
HALYARD PRESS, INC. and )
ABEL ROWE, )
Defendants. )
____________________________________)

COMPLAINT AND JURY DEMAND
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Press, Inc."),
            ("defendant", "Abel Rowe"),
        ],
        "2184CV01234",
    ),
    "Connecticut": (
        """DOCKET NO.: HHD-CV-20-1234567-S : SUPERIOR COURT
:
NORA QUIST : J.D. OF HARTFORD
:
V. : AT HARTFORD
:
HALYARD PRESS, INC. : MARCH 3, 2021

MEMORANDUM OF DECISION
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Halyard Press, Inc.")],
        "HHD-CV-20-1234567-S",
    ),
    "Ohio common pleas, addresses": (
        """IN THE COURT OF COMMON PLEAS
CUYAHOGA COUNTY, OHIO

NORA QUIST ) CASE NO. CV-21-123456
100 Pier Street )
Cleveland, OH 44114 ) JUDGE LENA MARSH
)
Plaintiff, )
)
-vs- )
)
HALYARD TRUCKING, INC. ) COMPLAINT
c/o Statutory Agent )
200 Alder Avenue )
Akron, OH 44301 )
)
and )
)
ABEL ROWE )
300 Dock Road )
Akron, OH 44302 )
)
Defendants. )
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Trucking, Inc."),
            ("defendant", "Abel Rowe"),
        ],
        "CV-21-123456",
    ),
    "Georgia state court": (
        """IN THE STATE COURT OF FULTON COUNTY
STATE OF GEORGIA

NORA QUIST,

Plaintiff, CIVIL ACTION

v. FILE NO. 21EV001234

HALYARD STORES SOUTHEAST, INC.,
and JOHN DOE 1-3,

Defendants.

COMPLAINT FOR DAMAGES
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Stores Southeast, Inc."),
            ("defendant", "John Doe 1-3"),
        ],
        "21EV001234",
    ),
    "Washington superior": (
        """IN THE SUPERIOR COURT OF THE STATE OF WASHINGTON
IN AND FOR THE COUNTY OF KING

NORA QUIST, a single person, No. 21-2-01234-5 SEA

Plaintiff,
COMPLAINT FOR DAMAGES
v.

HALYARD FERRIES, INC., a Washington
corporation; and ABEL ROWE and JANE DOE
ROWE, husband and wife, and the marital
community composed thereof,

Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Ferries, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "Jane Doe Rowe"),
        ],
        "21-2-01234-5 SEA",
    ),
    "Louisiana parish": (
        """22ND JUDICIAL DISTRICT COURT FOR THE PARISH OF ST. TAMMANY

STATE OF LOUISIANA

NO. 2021-12345 DIVISION "A"

NORA QUIST AND ODD BERGE

VERSUS

HALYARD PROPERTY AND CASUALTY INSURANCE COMPANY, ET AL.

FILED: ______________ ______________________
DEPUTY CLERK

PETITION FOR DAMAGES
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Odd Berge"),
            ("defendant", "Halyard Property and Casualty Insurance Company"),
        ],
        "2021-12345",
    ),
    "trade commission": (
        """UNITED STATES INTERNATIONAL TRADE COMMISSION
Washington, D.C.

In the Matter of

CERTAIN FERRY ENGINES AND
COMPONENTS THEREOF

Investigation No. 337-TA-1234

NOTICE OF INVESTIGATION
""",
        [("in re", "Certain Ferry Engines and Components Thereof")],
        "337-TA-1234",
    ),
    "securities commission": (
        """UNITED STATES OF AMERICA
Before the
SECURITIES AND EXCHANGE COMMISSION

ADMINISTRATIVE PROCEEDING
File No. 3-12345

In the Matter of

NORA QUIST and
HALYARD ADVISERS, LLC,

Respondents.

ORDER INSTITUTING ADMINISTRATIVE
PROCEEDINGS
""",
        [("respondent", "Nora Quist"), ("respondent", "Halyard Advisers, LLC")],
        "3-12345",
    ),
    "patent board": (
        """UNITED STATES PATENT AND TRADEMARK OFFICE
_______________
BEFORE THE PATENT TRIAL AND APPEAL BOARD
_______________
HALYARD ELECTRONICS, INC.,
Petitioner,

v.

QUIST IP LLC,
Patent Owner.
_______________
IPR2020-01234
Patent 9,123,456 B2
_______________
""",
        [("petitioner", "Halyard Electronics, Inc."), ("patent owner", "Quist IP LLC")],
        "IPR2020-01234",
    ),
    "arbitration": (
        """AMERICAN ARBITRATION ASSOCIATION
COMMERCIAL ARBITRATION TRIBUNAL

In the Matter of the Arbitration between

NORA QUIST,
Claimant,

-and-

HALYARD PRESS, INC.,
Respondent.

Case No. 01-20-0012-3456
""",
        [("claimant", "Nora Quist"), ("respondent", "Halyard Press, Inc.")],
        "01-20-0012-3456",
    ),
    "tax court": (
        """UNITED STATES TAX COURT
WASHINGTON, DC 20217

NORA QUIST AND ODD BERGE, )
)
Petitioners, )
)
v. ) Docket No. 1234-20.
)
COMMISSIONER OF INTERNAL REVENUE, )
)
Respondent. )

DECISION
""",
        [
            ("petitioner", "Nora Quist"),
            ("petitioner", "Odd Berge"),
            ("respondent", "Commissioner of Internal Revenue"),
        ],
        "1234-20",
    ),
    "social security, a surname left out": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MINNESOTA

Nora Q., Case No. 21-cv-1234 (ABC/DEF)

Plaintiff,

v. ORDER

Ida Holm, Acting Commissioner of Social
Security,

Defendant.
""",
        [("plaintiff", "Nora Q."), ("defendant", "Ida Holm")],
        "21-cv-1234 (ABC/DEF)",
    ),
    "indictment": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
- - - - - - - - - - - - - - - - - x
UNITED STATES OF AMERICA
- v. - : INDICTMENT
ABEL ROWE,
a/k/a "Skip," and : 21 Cr. 123
IDA MARSH,
Defendants. :
- - - - - - - - - - - - - - - - - x
COUNT ONE
The Grand Jury charges:
""",
        [
            ("plaintiff", "United States of America"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Marsh"),
        ],
        "21 Cr. 123",
    ),
    "Delaware supreme, below": (
        """IN THE SUPREME COURT OF THE STATE OF DELAWARE

HALYARD CAPITAL, LLC, §
§ No. 123, 2021
Defendant Below, §
Appellant, § Court Below: Court of Chancery
§ of the State of Delaware
v. §
§ C.A. No. 2020-0123
NORA QUIST, §
§
Plaintiff Below, §
Appellee. §

Submitted: March 3, 2021
Decided: May 4, 2021
""",
        [("defendant-appellant", "Halyard Capital, LLC"), ("plaintiff-appellee", "Nora Quist")],
        "123, 2021",
    ),
    "New Jersey appellate": (
        """NOT FOR PUBLICATION WITHOUT THE
APPROVAL OF THE APPELLATE DIVISION

SUPERIOR COURT OF NEW JERSEY
APPELLATE DIVISION
DOCKET NO. A-1234-19

NORA QUIST,

Plaintiff-Respondent,

v.

HALYARD BUS LINES and
ABEL ROWE,

Defendants-Appellants,

and

ODD BERGE,

Defendant.
_________________________

Submitted March 3, 2021 – Decided May 4, 2021
""",
        [
            ("plaintiff-respondent", "Nora Quist"),
            ("defendant-appellant", "Halyard Bus Lines"),
            ("defendant-appellant", "Abel Rowe"),
            ("defendant", "Odd Berge"),
        ],
        "A-1234-19",
    ),
    "Maryland special appeals, two lines": (
        """REPORTED
IN THE COURT OF SPECIAL APPEALS
OF MARYLAND
No. 1234
September Term, 2019
______________________________________
NORA QUIST
v.
HALYARD CRAB HOUSE, LLC, ET AL.
______________________________________
Marsh,
Rowe,
Berge,
JJ.
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Halyard Crab House, LLC")],
        "1234",
    ),
    "family court, initials": (
        """FAMILY COURT OF THE STATE OF NEW YORK
COUNTY OF KINGS
------------------------------------------X
In the Matter of a Proceeding under
Article 6 of the Family Court Act

NORA Q.,
Petitioner,
-against-
ABEL R.,
Respondent.
------------------------------------------X
Docket No. V-01234-20
""",
        [("petitioner", "Nora Q."), ("respondent", "Abel R.")],
        "V-01234-20",
    ),
    "marriage": (
        """SUPERIOR COURT OF CALIFORNIA
COUNTY OF SAN DIEGO

In re the Marriage of:

Petitioner: NORA QUIST

and

Respondent: ABEL ROWE

Case No. 21FL001234C
""",
        [("petitioner", "Nora Quist"), ("respondent", "Abel Rowe")],
        "21FL001234C",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_sides_and_number(name: str) -> None:
    text, sides, number = LAYOUTS[name]
    caption = read_caption(SourceText(text), Metadata())
    assert caption is not None
    assert [(p.role, p.name) for p in caption.parties] == sides
    assert caption.docket_number == number
