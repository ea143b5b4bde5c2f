"""Captions in the ways of single states and courts, and with noise around them; all invented."""

import pytest

from extraction.captions import Caption, read_caption
from importers.document import Metadata
from importers.source_text import SourceText

LAYOUTS = {
    "Vermont compensation, no words for the sides": (
        """STATE OF VERMONT
DEPARTMENT OF LABOR
Nora Quist Opinion No. 12-20WC
v. By: Lena Marsh, Esq.
Administrative Law Judge
Rowe Poultry, Inc.
For: Odd Berge
Commissioner
State File No. KK-61234
OPINION AND ORDER
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Poultry, Inc.")],
        "12-20WC",
    ),
    "North Carolina": (
        """STATE OF NORTH CAROLINA IN THE GENERAL COURT OF JUSTICE
COUNTY OF WAKE SUPERIOR COURT DIVISION
20 CVS 1234
NORA QUIST, )
Plaintiff, )
v. ) COMPLAINT
ROWE TOBACCO COMPANY, )
Defendant. )
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Tobacco Company")],
        "20 CVS 1234",
    ),
    "Illinois": (
        """IN THE CIRCUIT COURT OF COOK COUNTY, ILLINOIS
COUNTY DEPARTMENT, LAW DIVISION
NORA QUIST, )
Plaintiff, )
v. ) No. 2020 L 001234
ROWE ELEVATORS, INC., )
Defendant. )
COMPLAINT AT LAW
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Elevators, Inc.")],
        "2020 L 001234",
    ),
    "Michigan, v without a stop and counsel below": (
        """STATE OF MICHIGAN
IN THE CIRCUIT COURT FOR THE COUNTY OF WAYNE
NORA QUIST,
Plaintiff, Case No. 20-001234-NO
v Hon. Odd Berge
ROWE PAVING, INC.,
Defendant.
_______________________________________/
LENA MARSH (P12345)
Attorney for Plaintiff
100 Pier Street
Detroit, MI 48201
_______________________________________/
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Paving, Inc.")],
        "20-001234-NO",
    ),
    "Maryland, stars for a rule": (
        """NORA QUIST * IN THE
Plaintiff * CIRCUIT COURT
v. * FOR
ROWE CRAB COMPANY * BALTIMORE COUNTY
Defendant * Case No.: 03-C-20-001234
* * * * * * * * * * *
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Crab Company")],
        "03-C-20-001234",
    ),
    "Virginia": (
        """VIRGINIA: IN THE CIRCUIT COURT FOR THE COUNTY OF FAIRFAX
NORA QUIST,
Plaintiff,
v. Case No. CL-2020-01234
ABEL ROWE,
Serve: 100 Pier Street
Fairfax, VA 22030
Defendant.
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Abel Rowe")],
        "CL-2020-01234",
    ),
    "Colorado, the side before the name": (
        """DISTRICT COURT, CITY AND COUNTY OF DENVER, COLORADO
1437 Bannock Street
Denver, CO 80202
Plaintiff: NORA QUIST,
v.
Defendants: ROWE LIFTS, LLC and ABEL ROWE.
COURT USE ONLY
Attorney for Plaintiff:
Lena Marsh, Atty. Reg. #12345
Case Number: 2020CV031234
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Lifts, LLC"), ("defendant", "Abel Rowe")],
        "2020CV031234",
    ),
    "the side on a line before the names": (
        """DISTRICT COURT, EL PASO COUNTY, STATE OF COLORADO
Plaintiffs:
NORA QUIST and ODD BERGE
v.
Defendant:
ROWE LIFTS, LLC
Case Number: 2021CV30123
COMPLAINT AND JURY DEMAND
""",
        [("plaintiff", "Nora Quist"), ("plaintiff", "Odd Berge"), ("defendant", "Rowe Lifts, LLC")],
        "2021CV30123",
    ),
    "Federal Circuit": (
        """United States Court of Appeals
for the Federal Circuit
______________________
NORA QUIST,
Plaintiff-Appellant
v.
UNITED STATES,
Defendant-Appellee
______________________
2020-1234
______________________
Appeal from the United States Court of Federal Claims
in No. 1:18-cv-00555-ABC, Judge Odd Berge.
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-appellee", "United States")],
        "2020-1234",
    ),
    "running head before the heading": (
        """20-1234-cv
Quist v. Rowe
UNITED STATES COURT OF APPEALS
FOR THE SECOND CIRCUIT
SUMMARY ORDER
NORA QUIST,
Plaintiff-Appellant,
No. 20-1234-cv
-v.-
ABEL ROWE,
Defendant-Appellee.
FOR PLAINTIFF-APPELLANT: LENA MARSH, Marsh & Ostrow LLP, New York, NY.
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-appellee", "Abel Rowe")],
        "20-1234-cv",
    ),
    "citation line before the heading": (
        """[Cite as Quist v. Rowe, 2021-Ohio-123.]
IN THE COURT OF APPEALS OF OHIO
TENTH APPELLATE DISTRICT
Nora Quist, :
Plaintiff-Appellant, : No. 20AP-123
v. : (C.P.C. No. 19CV-4567)
Abel Rowe, : (REGULAR CALENDAR)
Defendant-Appellee. :
D E C I S I O N
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-appellee", "Abel Rowe")],
        "20AP-123",
    ),
    "Louisiana": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF LOUISIANA
NORA QUIST CIVIL ACTION
VERSUS NO. 20-1234
ROWE DREDGING, L.L.C., ET AL. SECTION: "A" (1)
ORDER AND REASONS
Before the Court is a motion to dismiss filed by the defendant.
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Dredging, L.L.C.")],
        "20-1234",
    ),
    "Arizona": (
        """IN THE SUPERIOR COURT OF THE STATE OF ARIZONA
IN AND FOR THE COUNTY OF MARICOPA
NORA QUIST, a married woman, No. CV2020-012345
Plaintiff,
v. COMPLAINT
ROWE POOLS, INC., an Arizona corporation; (Tort - Non-Motor Vehicle)
JOHN DOES I-X; and BLACK CORPORATIONS I-X,
Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Rowe Pools, Inc."),
            ("defendant", "John Does I-X"),
            ("defendant", "Black Corporations I-X"),
        ],
        "CV2020-012345",
    ),
    "Connecticut": (
        """DOCKET NO. FBT-CV20-6012345-S : SUPERIOR COURT
NORA QUIST : J.D. OF FAIRFIELD
V. : AT BRIDGEPORT
ROWE ROOFING, INC. : MARCH 3, 2021
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Roofing, Inc.")],
        "FBT-CV20-6012345-S",
    ),
    "Wisconsin, with addresses": (
        """STATE OF WISCONSIN : CIRCUIT COURT : MILWAUKEE COUNTY
NORA QUIST,
123 Main Street
Milwaukee, WI 53202,
Plaintiff,
v. Case No. 20-CV-1234
ROWE BREWING COMPANY,
c/o Registered Agent
400 Lake Avenue, Suite 5
Milwaukee, WI 53202,
Defendant.
SUMMONS
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Brewing Company")],
        "20-CV-1234",
    ),
    "Kentucky": (
        """COMMONWEALTH OF KENTUCKY
JEFFERSON CIRCUIT COURT
DIVISION ONE (1)
CIVIL ACTION NO. 20-CI-001234
NORA QUIST PLAINTIFF
v. COMPLAINT
ROWE DISTILLERY, INC. DEFENDANT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Distillery, Inc.")],
        "20-CI-001234",
    ),
    "Mississippi": (
        """IN THE CIRCUIT COURT OF HINDS COUNTY, MISSISSIPPI
NORA QUIST PLAINTIFF
VS. CAUSE NO. 25CI1:20-cv-00123
ROWE CASINO, LLC AND JOHN DOES 1-5 DEFENDANTS
COMPLAINT
(JURY TRIAL DEMANDED)
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Rowe Casino, LLC"),
            ("defendant", "John Does 1-5"),
        ],
        None,
    ),
    "people of the state": (
        """SUPREME COURT OF THE STATE OF NEW YORK
COUNTY OF NEW YORK
THE PEOPLE OF THE STATE OF NEW YORK, by LENA
MARSH, Attorney General of the State of New York,
Plaintiff,
-against-
HALYARD TICKETS, INC., ABEL ROWE, and JOHN DOES 1–10,
Defendants.
Index No. 451234/2020
""",
        [
            ("plaintiff", "People of the State of New York"),
            ("defendant", "Halyard Tickets, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "John Does 1–10"),
        ],
        "451234/2020",
    ),
    "all capitals, descriptions too": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF NEW MEXICO
NORA QUIST, AN INDIVIDUAL, AND HALYARD TRUST,
PLAINTIFFS,
V.
MESA GRANDE, INC., A DELAWARE CORPORATION, AND
ABEL ROWE, AN INDIVIDUAL,
DEFENDANTS.
CASE NO. 1:21-CV-00012
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Halyard Trust"),
            ("defendant", "Mesa Grande, Inc."),
            ("defendant", "Abel Rowe"),
        ],
        "1:21-CV-00012",
    ),
    "marks over letters": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF PUERTO RICO
JOSÉ PEÑA-O’NEILL; ÉLODIE D’ANGELO,
Plaintiffs,
v.
MUNICIPALITY OF RÍO ALTO,
Defendant.
CIVIL NO. 21-1044 (ABC)
""",
        [
            ("plaintiff", "José Peña-O’Neill"),
            ("plaintiff", "Élodie D’Angelo"),
            ("defendant", "Municipality of Río Alto"),
        ],
        "21-1044 (ABC)",
    ),
    "trust and trustee": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF RHODE ISLAND
ODD BERGE, as Trustee of the Berge Family Trust,
Plaintiff,
v.
OCEAN STATE BANK, N.A., f/k/a NARRAGANSETT SAVINGS BANK; and ABEL ROWE, JR.,
Defendants.
C.A. No. 21-044-ABC
""",
        [
            ("plaintiff", "Odd Berge"),
            ("defendant", "Ocean State Bank, N.A."),
            ("defendant", "Abel Rowe, Jr."),
        ],
        "21-044-ABC",
    ),
    "officials with titles before and after": (
        """UNITED STATES DISTRICT COURT
WESTERN DISTRICT OF KENTUCKY
ABEL ROWE
Plaintiff
v.
LT. LENA MARSH; SGT. ODD BERGE; NURSE NORA QUIST; DR. IDA
HOLM; UNKNOWN OFFICERS
Defendants
CIVIL ACTION NO. 3:21-CV-P12-ABC
""",
        [
            ("plaintiff", "Abel Rowe"),
            ("defendant", "Lena Marsh"),
            ("defendant", "Odd Berge"),
            ("defendant", "Nora Quist"),
            ("defendant", "Ida Holm"),
            ("defendant", "Unknown Officers"),
        ],
        "3:21-CV-P12-ABC",
    ),
    "department and its secretary": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MARYLAND
NORA QUIST,
Plaintiff,
v.
U.S. DEPARTMENT OF HEALTH AND HUMAN SERVICES; IDA HOLM, in her official capacity as
Secretary of Health and Human Services; FOOD AND DRUG ADMINISTRATION; and UNITED
STATES OF AMERICA,
Defendants.
Civil No. 8:21-cv-00999
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "U.S. Department of Health and Human Services"),
            ("defendant", "Ida Holm"),
            ("defendant", "Food and Drug Administration"),
            ("defendant", "United States of America"),
        ],
        "8:21-cv-00999",
    ),
    "right column whole, before the left one": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF CALIFORNIA
Case No.: 21-CV-0123-ABC-DEF
ORDER GRANTING MOTION TO
REMAND
NORA QUIST,
Plaintiff,
v.
SUNRISE SURF, INC.,
Defendant.
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Sunrise Surf, Inc.")],
        "21-CV-0123-ABC-DEF",
    ),
    "arbitration petition": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF COLUMBIA
HALYARD MINING S.A.,
Petitioner,
v.
REPUBLIC OF ALTAMIRA,
Respondent.
Civil Action No. 1:21-cv-00321
PETITION TO CONFIRM ARBITRATION AWARD
""",
        [("petitioner", "Halyard Mining S.A."), ("respondent", "Republic of Altamira")],
        "1:21-cv-00321",
    ),
    "margin numbers kept by a copy": (
        """1 Lena Marsh (SBN 123456)
2 MARSH & OSTROW LLP
3 Attorneys for Plaintiff
4 UNITED STATES DISTRICT COURT
5 EASTERN DISTRICT OF CALIFORNIA
6 NORA QUIST,
7 Plaintiff, Case No. 2:18-at-01539
8
9 v. COMPLAINT FOR DECLARATORY
AND INJUNCTIVE RELIEF
10 THE CITY OF ALDER BAY;
ABEL ROWE,
11 Mayor of Alder Bay, in his Official
Capacity, and IDA HOLM,
12 Harbor Master of Alder Bay,
13 Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "City of Alder Bay"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Holm"),
        ],
        "2:18-at-01539",
    ),
    "title between the sides, number blank": (
        """Robert V. Marsh (SBN 123456)
Attorneys for Plaintiff Nora Quist
UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
Case No. ___________
NORA QUIST, Individually and on Behalf of
All Others Similarly Situated,
Plaintiff,
CLASS ACTION COMPLAINT FOR
VIOLATIONS OF THE FEDERAL
SECURITIES LAWS
v.
DEMAND FOR JURY TRIAL
HALYARD APPS, INC., ABEL ROWE, and
IDA HOLM,
Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Apps, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Holm"),
        ],
        None,
    ),
    "a firm as a side, names by turns": (
        """IN THE CIRCUIT COURT OF LAMAR COUNTY, MISSISSIPPI
MARSH, OSTROW, HOLM,
BERGE & LEE, PLLC
PLAINTIFF
V. CIVIL ACTION NO. L07-135
ABEL ROWE, Individually; ROWE LAW FIRM, P.A.;
NUTT & McADAM, PLLC;
and LOVELACE LAW FIRM, P.A.
DEFENDANTS
SECOND AMENDED COMPLAINT
""",
        [
            ("plaintiff", "Marsh, Ostrow, Holm, Berge & Lee, PLLC"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Rowe Law Firm, P.A."),
            ("defendant", "Nutt & McAdam, PLLC"),
            ("defendant", "Lovelace Law Firm, P.A."),
        ],
        "L07-135",
    ),
    "addresses in the capital": (
        """U.S. DISTRICT COURT FOR THE DISTRICT OF COLUMBIA
)
HALYARD FOUNDATION )
1629 Pier Street, NW, Suite 300 )
Washington, D.C. 20006, )
)
Plaintiff, )
v. )
)
FEDERAL ELECTION COMMISSION, )
1050 Dock Street, NE )
Washington, DC 20463, )
)
Defendant, )
_______________________________________)
VERIFIED COMPLAINT
""",
        [("plaintiff", "Halyard Foundation"), ("defendant", "Federal Election Commission")],
        None,
    ),
    "blank judge between the sides": (
        """UNITED STATES DISTRICT COURT
MIDDLE DISTRICT OF LOUISIANA
NORA QUIST, an individual, and
IDA HOLM, an individual,
CIVIL ACTION NO.:
Plaintiffs
VERSUS
ABEL ROWE, in his official capacity as
The Secretary of State of Louisiana,
JUDGE ________________________
MAG. JUDGE __________________
Defendant
COMPLAINT
INTRODUCTION
""",
        [("plaintiff", "Nora Quist"), ("plaintiff", "Ida Holm"), ("defendant", "Abel Rowe")],
        None,
    ),
    "as a reporter prints it": (
        """610 F.2d 528

Nora QUIST, Appellant,
v.
ROWE d/b/a Rowe Arms, Inc. of Utah, Appellee.

No. 79-1298.

United States Court of Appeals,
Eighth Circuit.

Submitted Sept. 10, 1979.
""",
        [("appellant", "Nora Quist"), ("appellee", "Rowe")],
        "79-1298",
    ),
    "slip opinion": (
        """(Slip Opinion) OCTOBER TERM, 2020 1
SUPREME COURT OF THE UNITED STATES
QUIST v. ROWE, WARDEN
CERTIORARI TO THE UNITED STATES COURT OF APPEALS FOR
THE SIXTH CIRCUIT
No. 19–999. Argued October 6, 2020—Decided January 14, 2021
""",
        [("petitioner", "Quist"), ("respondent", "Rowe")],
        "19-999",
    ),
}


def read(text: str) -> Caption:
    caption = read_caption(SourceText(text), Metadata())
    assert caption is not None
    return caption


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_the_sides_and_the_number(name: str) -> None:
    text, expected, number = LAYOUTS[name]
    caption = read(text)
    assert [(party.role, party.name) for party in caption.parties] == expected
    if number is not None:
        assert caption.docket_number == number
