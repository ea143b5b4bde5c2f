"""Captions of many layouts, all invented: columns whole or line by line, every side, distractors."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.captions import Caption, read_caption
from importers.document import Metadata, MetadataValue
from importers.source_text import SourceText

BODY = (
    "\nPlaintiff alleges as follows upon information and belief and says that it was "
    "harmed:\n1. This is an action for damages that arises under the laws of the State.\n"
)


def read(text: str, metadata: Metadata | None = None) -> Caption:
    caption = read_caption(SourceText(text), metadata or Metadata())
    assert caption is not None
    for party in caption.parties:
        assert party.span.of(text).strip() == party.span.of(text)
    return caption


def sides(caption: Caption) -> list[tuple[str, str]]:
    return [(party.role, party.name) for party in caption.parties]


LAYOUTS = {
    "one column": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON
Nora Quist,
Plaintiff,
v.
Tidewater Ferries, Inc.,
Defendant.
Case No. 3:24-cv-00117
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Tidewater Ferries, Inc.")],
        "3:24-cv-00117",
    ),
    "bracket rule line by line": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF MAINE
NORA QUIST and )
ABEL ROWE, )
 ) Civil Action No. 2:23-cv-00411-XYZ
Plaintiffs, )
 )
v. ) COMPLAINT AND
 ) JURY DEMAND
HALYARD PRESS LLC, )
 )
Defendant. )
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Abel Rowe"),
            ("defendant", "Halyard Press LLC"),
        ],
        "2:23-cv-00411-XYZ",
    ),
    "columns whole": (
        """UNITED STATES DISTRICT COURT
WESTERN DISTRICT OF WASHINGTON
AT TACOMA
NORA QUIST, an individual,
Plaintiff,
v.
HALYARD PRESS, LLC, a Washington limited
liability company; and DOES 1-10, inclusive,
Defendants.
)
)
)
)
)
)
NO. 3:22-cv-05001
COMPLAINT FOR DAMAGES
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Press, LLC"),
            ("defendant", "Does 1-10"),
        ],
        "3:22-cv-05001",
    ),
    "colon rule and x, New York": (
        """SUPREME COURT OF THE STATE OF NEW YORK
COUNTY OF KINGS
----------------------------------------x
NORA QUIST,                             :
                                        :   Index No. 501234/2021
                    Plaintiff,          :
                                        :   SUMMONS
        -against-                       :
                                        :
PELL STREET REALTY CORP. and            :
ABEL ROWE,                              :
                    Defendants.         :
----------------------------------------x
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Pell Street Realty Corp."),
            ("defendant", "Abel Rowe"),
        ],
        "501234/2021",
    ),
    "section rule, Texas, court at right": (
        """CAUSE NO. D-1-GN-20-001234
NORA QUIST,                 §    IN THE DISTRICT COURT OF
        Plaintiff,          §
                            §
v.                          §    TRAVIS COUNTY, TEXAS
                            §
GULF HALYARD, INC.,         §
        Defendant.          §    53RD JUDICIAL DISTRICT
PLAINTIFF'S ORIGINAL PETITION
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Gulf Halyard, Inc.")],
        "D-1-GN-20-001234",
    ),
    "Texas without the words for the sides": (
        """CAUSE NO. 2019-45678
NORA QUIST § IN THE DISTRICT COURT
 §
VS. § HARRIS COUNTY, TEXAS
 §
GULF HALYARD, INC. § 11TH JUDICIAL DISTRICT
PLAINTIFF'S FIRST AMENDED PETITION
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Gulf Halyard, Inc.")],
        "2019-45678",
    ),
    "California, counsel above": (
        """Lena Marsh (SBN 123456)
MARSH & OSTROW LLP
100 Pier Street, Suite 4
San Mateo, CA 94401
Telephone: (650) 555-0100
Attorneys for Plaintiff NORA QUIST

SUPERIOR COURT OF THE STATE OF CALIFORNIA
COUNTY OF SAN MATEO
UNLIMITED JURISDICTION

NORA QUIST, an individual,
            Plaintiff,
      vs.
BAYLINE TRANSIT, INC., a California
corporation; ABEL ROWE, an individual; and
DOES 1 through 50, inclusive,
            Defendants.

Case No. 21-CIV-01234
COMPLAINT FOR:
(1) NEGLIGENCE
DEMAND FOR JURY TRIAL
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Bayline Transit, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "Does 1 through 50"),
        ],
        "21-CIV-01234",
    ),
    "Florida": (
        """IN THE CIRCUIT COURT OF THE ELEVENTH JUDICIAL CIRCUIT
IN AND FOR MIAMI-DADE COUNTY, FLORIDA
CASE NO.: 2020-012345-CA-01
NORA QUIST,
     Plaintiff,
vs.
KEY HALYARD CONDOMINIUM ASSOCIATION, INC.,
a Florida not-for-profit corporation,
     Defendant.
_______________________________/
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Key Halyard Condominium Association, Inc.")],
        "2020-012345-CA-01",
    ),
    "Massachusetts": (
        """COMMONWEALTH OF MASSACHUSETTS
SUFFOLK, ss. SUPERIOR COURT DEPARTMENT
OF THE TRIAL COURT
CIVIL ACTION NO. 2084CV01234
NORA QUIST,
Plaintiff,
v.
CITY OF ALDER BAY,
Defendant.
COMPLAINT
""",
        [("plaintiff", "Nora Quist"), ("defendant", "City of Alder Bay")],
        "2084CV01234",
    ),
    "Pennsylvania": (
        """IN THE COURT OF COMMON PLEAS OF PHILADELPHIA COUNTY, PENNSYLVANIA
CIVIL TRIAL DIVISION
NORA QUIST : JUNE TERM, 2021
Plaintiff :
v. : No. 210601234
ABEL ROWE, M.D. and :
MERCY HALYARD HOSPITAL :
Defendants :
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Abel Rowe, M.D."),
            ("defendant", "Mercy Halyard Hospital"),
        ],
        "210601234",
    ),
    "New Jersey": (
        """NORA QUIST,
Plaintiff,
v.
ROWE BROTHERS CO.,
Defendant.
SUPERIOR COURT OF NEW JERSEY
LAW DIVISION: HUDSON COUNTY
DOCKET NO. L-001234-19
CIVIL ACTION
COMPLAINT AND JURY DEMAND
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Brothers Co.")],
        "L-001234-19",
    ),
    "Minnesota, two headings on a line": (
        """STATE OF MINNESOTA                    DISTRICT COURT
COUNTY OF RAMSEY              SECOND JUDICIAL DISTRICT
                              Court File No. 62-CV-20-1234
Nora Quist,
          Plaintiff,
vs.                           COMPLAINT
Rowe Grain Cooperative,
          Defendant.
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Grain Cooperative")],
        "62-CV-20-1234",
    ),
    "Delaware Chancery": (
        """IN THE COURT OF CHANCERY OF THE STATE OF DELAWARE
NORA QUIST, derivatively on behalf of HALYARD HOLDINGS, INC., )
 )
Plaintiff, )
 )
v. ) C.A. No. 2021-0123-ABC
 )
ABEL ROWE, LENA MARSH, and )
ODD BERGE, )
 )
Defendants, )
 )
and )
 )
HALYARD HOLDINGS, INC., )
 )
Nominal Defendant. )
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Lena Marsh"),
            ("defendant", "Odd Berge"),
            ("nominal defendant", "Halyard Holdings, Inc."),
        ],
        "2021-0123-ABC",
    ),
    "third party": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF OHIO
NORA QUIST,
Plaintiff,
v.
ROWE MOTORS LLC,
Defendant and Third-Party Plaintiff,
v.
BERGE TIRE CO.,
Third-Party Defendant.
Case No. 1:19-cv-02222
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant-third-party plaintiff", "Rowe Motors LLC"),
            ("third-party defendant", "Berge Tire Co."),
        ],
        "1:19-cv-02222",
    ),
    "counterclaim": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF UTAH
HALYARD PRESS, INC.,
Plaintiff and Counterclaim Defendant,
v.
NORA QUIST,
Defendant and Counterclaim Plaintiff.
Case No. 2:20-cv-00345
ANSWER AND COUNTERCLAIM
""",
        [
            ("plaintiff-counterclaim defendant", "Halyard Press, Inc."),
            ("defendant-counterclaim plaintiff", "Nora Quist"),
        ],
        "2:20-cv-00345",
    ),
    "intervenor": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MONTANA
ROWE GRAZING ASSOCIATION,
Plaintiff,
v.
BUREAU OF LAND MANAGEMENT,
Defendant,
and
FRIENDS OF ELK CREEK,
Defendant-Intervenor.
CV 20-55-M-ABC
ORDER
""",
        [
            ("plaintiff", "Rowe Grazing Association"),
            ("defendant", "Bureau of Land Management"),
            ("defendant-intervenor", "Friends of Elk Creek"),
        ],
        "CV 20-55-M-ABC",
    ),
    "criminal": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF NEW YORK
- - - - - - - - - - - - - - - - X
UNITED STATES OF AMERICA
- against -
ABEL ROWE,
    also known as "Skip,"
        Defendant.
- - - - - - - - - - - - - - - - X
I N D I C T M E N T
Cr. No. 21-123 (ABC)
""",
        [("plaintiff", "United States of America"), ("defendant", "Abel Rowe")],
        "21-123 (ABC)",
    ),
    "inline versus": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF TEXAS
NORA QUIST v. GULF HALYARD, INC.
Civil Action No. 4:21-cv-01010
ORDER
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Gulf Halyard, Inc.")],
        "4:21-cv-01010",
    ),
    "role at the end of the name's line": (
        """UNITED STATES BANKRUPTCY COURT
DISTRICT OF DELAWARE
Nora Quist, Plaintiff,
v.
Halyard Press LLC, Defendant.
Adversary No. 20-50123
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Halyard Press LLC")],
        "20-50123",
    ),
    "federal appeal": (
        """United States Court of Appeals
FOR THE NINTH CIRCUIT
NORA QUIST,
Plaintiff-Appellant,
v.
TIDEWATER FERRIES, INC.,
Defendant-Appellee.
No. 20-35123
D.C. No. 3:18-cv-00456-XYZ
OPINION
Appeal from the United States District Court
for the District of Oregon
""",
        [("plaintiff-appellant", "Nora Quist"), ("defendant-appellee", "Tidewater Ferries, Inc.")],
        "20-35123",
    ),
    "appeal, dashes and several": (
        """United States Court of Appeals
for the Eighth Circuit
___________________________
No. 19-2345
___________________________
Nora Quist; Abel Rowe
lllllllllllllllllllllPlaintiffs - Appellants
v.
Halyard Grain Company
lllllllllllllllllllllDefendant - Appellee
____________
Appeal from United States District Court
for the District of Minnesota
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("plaintiff-appellant", "Abel Rowe"),
            ("defendant-appellee", "Halyard Grain Company"),
        ],
        "19-2345",
    ),
    "Supreme Court of the United States": (
        """No. 19-999
IN THE
Supreme Court of the United States
NORA QUIST, PETITIONER
v.
ABEL ROWE, WARDEN
ON WRIT OF CERTIORARI TO THE UNITED STATES COURT OF APPEALS
FOR THE SIXTH CIRCUIT
""",
        [("petitioner", "Nora Quist"), ("respondent", "Abel Rowe")],
        "19-999",
    ),
    "state appeal with lower number": (
        """IN THE COURT OF APPEALS OF IOWA
No. 20-0123
Filed March 3, 2021
NORA QUIST,
Plaintiff-Appellee,
vs.
ROWE SEED COMPANY,
Defendant-Appellant.
Appeal from the Iowa District Court for Polk County, Ann Berge, Judge.
Lower Court No. LACV012345
""",
        [("plaintiff-appellee", "Nora Quist"), ("defendant-appellant", "Rowe Seed Company")],
        "20-0123",
    ),
    "state as a side": (
        """IN THE SUPREME COURT OF OHIO
STATE OF OHIO,
Appellee,
v.
ABEL ROWE,
Appellant.
Case No. 2020-0456
""",
        [("appellee", "State of Ohio"), ("appellant", "Abel Rowe")],
        "2020-0456",
    ),
    "in re bankruptcy": (
        """UNITED STATES BANKRUPTCY COURT
SOUTHERN DISTRICT OF NEW YORK
In re:
HALYARD RETAIL GROUP, INC., et al.,
                    Debtors.
Chapter 11
Case No. 21-10123 (ABC)
""",
        [("debtor", "Halyard Retail Group, Inc.")],
        "21-10123 (ABC)",
    ),
    "in re litigation": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF ILLINOIS
IN RE: HALYARD PUMP PRODUCTS LIABILITY
LITIGATION
MDL No. 2999
Master Docket No. 1:20-cv-03333
""",
        [("in re", "Halyard Pump Products Liability Litigation")],
        "2999",
    ),
    "matter of an estate": (
        """IN THE PROBATE COURT OF LAMAR COUNTY
STATE OF GEORGIA
IN THE MATTER OF THE ESTATE OF ODD BERGE,
DECEASED
Estate No. 2021-ES-0077
PETITION FOR LETTERS
""",
        [("in re", "Estate of Odd Berge")],
        "2021-ES-0077",
    ),
    "adversary proceeding": (
        """UNITED STATES BANKRUPTCY COURT
DISTRICT OF NEVADA
In re:
HALYARD CASINOS LLC,
Debtor.
NORA QUIST, Trustee,
Plaintiff,
v.
ABEL ROWE,
Defendant.
Adv. Proc. No. 20-01055
""",
        [
            ("debtor", "Halyard Casinos LLC"),
            ("plaintiff", "Nora Quist"),
            ("defendant", "Abel Rowe"),
        ],
        "20-01055",
    ),
    "capacities": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF ARIZONA
NORA QUIST, individually and as personal
representative of the Estate of Odd Berge,
Plaintiff,
v.
ABEL ROWE, in his official capacity as Sheriff of
Pinal County; LENA MARSH, in her individual capacity; and COUNTY OF
PINAL,
Defendants.
No. CV-21-00123-PHX-ABC
COMPLAINT
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Lena Marsh"),
            ("defendant", "County of Pinal"),
        ],
        "CV-21-00123-PHX-ABC",
    ),
    "officials by office": (
        """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA
FRIENDS OF ELK CREEK, et al.,
Plaintiffs,
v.
LENA MARSH, Secretary, U.S. Department of Health
and Human Services, et al.,
Defendants.
Civil Action No. 20-1234 (ABC)
MEMORANDUM OPINION
""",
        [("plaintiff", "Friends of Elk Creek"), ("defendant", "Lena Marsh")],
        "20-1234 (ABC)",
    ),
    "agency with and": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF VERMONT
NORA QUIST,
Plaintiff,
v.
UNITED STATES DEPARTMENT OF HOUSING AND URBAN
DEVELOPMENT and ABEL ROWE, in his official capacity,
Defendants.
2:21-cv-44
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "United States Department of Housing and Urban Development"),
            ("defendant", "Abel Rowe"),
        ],
        "2:21-cv-44",
    ),
    "also known as, doing business as": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF KANSAS
NORA QUIST a/k/a NORA BERGE,
Plaintiff,
v.
ROWE ENTERPRISES, LLC d/b/a PRAIRIE HALYARD,
Defendant.
Case No. 21-cv-2020
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Enterprises, LLC")],
        "21-cv-2020",
    ),
    "guardian": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF HAWAII
A.B., a minor, by and through her mother and next friend, NORA QUIST,
Plaintiff,
v.
KAIMANA SCHOOL DISTRICT,
Defendant.
CIV. NO. 21-00055 ABC-DEF
""",
        [("plaintiff", "A.B."), ("defendant", "Kaimana School District")],
        "21-00055",
    ),
    "relator": (
        """UNITED STATES DISTRICT COURT
MIDDLE DISTRICT OF FLORIDA
UNITED STATES OF AMERICA ex rel. NORA QUIST,
Plaintiff,
v.
HALYARD CLINICS, P.A.,
Defendant.
Case No. 8:19-cv-1234-T-33ABC
""",
        [
            ("plaintiff", "United States of America"),
            ("plaintiff-relator", "Nora Quist"),
            ("defendant", "Halyard Clinics, P.A."),
        ],
        "8:19-cv-1234-T-33ABC",
    ),
    "suffixes after commas": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF NEBRASKA
ABEL ROWE, JR., LENA MARSH, PH.D., and ROWE & SONS, L.L.C.,
Plaintiffs,
v.
FIRST HALYARD BANK, N.A., and BERGE, MARSH & CO., LTD.,
Defendants.
8:20CV123
""",
        [
            ("plaintiff", "Abel Rowe, Jr."),
            ("plaintiff", "Lena Marsh, Ph.D."),
            ("plaintiff", "Rowe & Sons, L.L.C."),
            ("defendant", "First Halyard Bank, N.A."),
            ("defendant", "Berge, Marsh & Co., Ltd."),
        ],
        "8:20CV123",
    ),
    "one name per line": (
        """SUPERIOR COURT OF WASHINGTON
FOR KING COUNTY
NORA QUIST
ABEL ROWE
ODD BERGE
Plaintiffs,
v.
HALYARD MARINE LLC
TIDEWATER CRANE INC.
PUGET ROPE CO.
Defendants.
No. 21-2-01234-5 SEA
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Abel Rowe"),
            ("plaintiff", "Odd Berge"),
            ("defendant", "Halyard Marine LLC"),
            ("defendant", "Tidewater Crane Inc."),
            ("defendant", "Puget Rope Co."),
        ],
        "21-2-01234-5 SEA",
    ),
    "name and the name": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF IDAHO
NORA QUIST and the HALYARD GALLERY,
Plaintiffs,
v.
THE BOARD OF TRUSTEES OF BOISE COLLEGE and THE CITY OF BOISE,
Defendants.
Case No. 1:20-cv-00077
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Halyard Gallery"),
            ("defendant", "Board of Trustees of Boise College"),
            ("defendant", "City of Boise"),
        ],
        "1:20-cv-00077",
    ),
    "workers' compensation": (
        """BEFORE THE WORKERS' COMPENSATION COURT
STATE OF OKLAHOMA
NORA QUIST,
Employee,
v.
ROWE POULTRY, INC.,
Employer,
and
PRAIRIE MUTUAL INSURANCE COMPANY,
Insurance Carrier.
File No. 2019-01234
""",
        [
            ("employee", "Nora Quist"),
            ("employer", "Rowe Poultry, Inc."),
            ("insurance carrier", "Prairie Mutual Insurance Company"),
        ],
        "2019-01234",
    ),
    "habeas": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF MICHIGAN
SOUTHERN DIVISION
ABEL ROWE,
Petitioner,
v.
WARDEN LENA MARSH,
Respondent.
Case No. 20-12345
Hon. Odd Berge
OPINION AND ORDER
""",
        [("petitioner", "Abel Rowe"), ("respondent", "Lena Marsh")],
        "20-12345",
    ),
    "clerk's stamp in front": (
        """FILED
2021 MAR 04 09:00 AM
KING COUNTY
SUPERIOR COURT CLERK
E-FILED
CASE #: 21-2-04567-8 SEA
IN THE SUPERIOR COURT OF THE STATE OF WASHINGTON
IN AND FOR KING COUNTY
NORA QUIST, a single woman,
Plaintiff,
vs.
ABEL ROWE and JANE DOE ROWE, husband and wife,
Defendants.
NO.
COMPLAINT FOR DAMAGES
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Abel Rowe"), ("defendant", "Jane Doe Rowe")],
        "21-2-04567-8 SEA",
    ),
    "plural in brackets": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF ALASKA
Nora Quist
Plaintiff(s),
v.
Kenai Halyard, LLC
Defendant(s).
Case Number 3:21-cv-00099
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Kenai Halyard, LLC")],
        "3:21-cv-00099",
    ),
    "hyphen taken for the typesetter's": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
NORA QUIST,
Plaintiff,
 -against\ufffeABEL ROWE,
Defendant.
20 Civ. 1234 (ABC)
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Abel Rowe")],
        "20 Civ. 1234 (ABC)",
    ),
    "pleading paper": (
        "1\n2\n3\n4\n5\n6\n7\n8\nUNITED STATES DISTRICT COURT\nCENTRAL DISTRICT OF "
        "CALIFORNIA\nNORA QUIST,\nPlaintiff,\nv.\n"
        "CITY OF ALDER BAY; ALDER BAY\nPOLICE DEPARTMENT; and OFFICER\nABEL ROWE,\n"
        "Defendants.\nCase No. 2:21-cv-01234-ABC (DEFx)\nCOMPLAINT\n",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "City of Alder Bay"),
            ("defendant", "Alder Bay Police Department"),
            ("defendant", "Abel Rowe"),
        ],
        "2:21-cv-01234-ABC (DEFx)",
    ),
    "small letters": (
        """United States District Court
for the
District of Wyoming
Nora Quist, Abel Rowe and Odd Berge,
Plaintiffs
v.
Elk Creek Cattle Company and Marsh and Sons Trucking, Inc.,
Defendants
Civil Action No. 21-cv-00042
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Abel Rowe"),
            ("plaintiff", "Odd Berge"),
            ("defendant", "Elk Creek Cattle Company"),
            ("defendant", "Marsh and Sons Trucking, Inc."),
        ],
        "21-cv-00042",
    ),
    "several docket numbers": (
        """United States Court of Appeals
For the First Circuit
Nos. 20-1111
20-1112
NORA QUIST; ABEL ROWE,
Plaintiffs, Appellants,
v.
TOWN OF HALYARD,
Defendant, Appellee,
ODD BERGE,
Defendant.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("plaintiff-appellant", "Abel Rowe"),
            ("defendant-appellee", "Town of Halyard"),
            ("defendant", "Odd Berge"),
        ],
        "20-1111",
    ),
    "class action": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
NORA QUIST and ABEL ROWE, on behalf of
themselves and all others similarly situated,
Plaintiffs,
v.
HALYARD APPS, INC.,
Defendant.
Case No. 5:21-cv-00001
CLASS ACTION COMPLAINT
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Abel Rowe"),
            ("defendant", "Halyard Apps, Inc."),
        ],
        "5:21-cv-00001",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_the_sides_and_the_number(name: str) -> None:
    text, expected, number = LAYOUTS[name]
    caption = read(text + BODY)
    assert sides(caption) == expected
    assert caption.docket_number == number


def test_every_layout_without_final_text_reads_alike() -> None:
    for text, expected, _ in LAYOUTS.values():
        assert sides(read(text)) == expected


def test_capacities_and_aliases_stay_with_their_names() -> None:
    caption = read(LAYOUTS["capacities"][0])
    assert [party.capacity for party in caption.parties] == [
        "individually and as personal representative of the Estate of Odd Berge",
        "in his official capacity as Sheriff of Pinal County",
        "in her individual capacity",
        None,
    ]
    caption = read(LAYOUTS["also known as, doing business as"][0])
    assert [party.aliases for party in caption.parties] == [("Nora Berge",), ("Prairie Halyard",)]
    assert read(LAYOUTS["criminal"][0]).parties[1].aliases == ("Skip",)


def test_title_judge_and_jury() -> None:
    caption = read(LAYOUTS["bracket rule line by line"][0])
    assert caption.title == "COMPLAINT AND JURY DEMAND"
    assert caption.jury_demand
    assert read(LAYOUTS["habeas"][0]).judge == "Odd Berge"
    assert read(LAYOUTS["in re bankruptcy"][0]).judge == "ABC"


def test_court_is_read_over_its_lines() -> None:
    assert read(LAYOUTS["bracket rule line by line"][0]).court == (
        "United States District Court for the District of Maine"
    )
    assert read(LAYOUTS["Florida"][0]).court == (
        "Circuit Court of the Eleventh Judicial Circuit in and for Miami-Dade County, Florida"
    )
    assert read(LAYOUTS["section rule, Texas, court at right"][0]).court == (
        "District Court of Travis County, Texas"
    )


def test_filing_day_comes_from_the_stamp_before_the_lines() -> None:
    text = LAYOUTS["one column"][0] + "Filed: March 3, 2024\n"
    assert read(text).filed == dt.date(2024, 3, 3)
    stamp = Metadata(
        (
            MetadataValue("filed", "2024-03-01", "e-filing stamp on page 1"),
            MetadataValue("docket_number", "3:24-cv-00117-AB", "e-filing stamp on page 1"),
        )
    )
    caption = read(text, stamp)
    assert caption.filed == dt.date(2024, 3, 1)
    assert caption.docket_number == "3:24-cv-00117"


def test_the_stamp_gives_the_number_where_the_caption_is_blank() -> None:
    text = LAYOUTS["one column"][0].replace("Case No. 3:24-cv-00117", "No. ____")
    stamp = Metadata(
        (MetadataValue("docket_number", "3:24-cv-00117-AB", "e-filing stamp on page 1"),)
    )
    assert read(text).docket_number is None
    assert read(text, stamp).docket_number == "3:24-cv-00117-AB"


def test_names_in_capitals_take_the_case_of_the_body() -> None:
    text = LAYOUTS["one column"][0].replace("Tidewater Ferries", "TIDEWATERFERRIES.COM")
    text = text.replace("Inc.", "INC.") + "\nThe boats of TidewaterFerries.com, Inc. run daily.\n"
    assert ("defendant", "TidewaterFerries.com, Inc.") in sides(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Nora,\nthe boat is late. Rowe v. Wade is not on board.\nYours\nOdd",
        "Printer sues harbor board\n\nNora Quist v. the harbor board is a case that people "
        "here will talk about for years, one lawyer said.",
        "The Court of Appeals held in Quist v. Rowe, 512 F.3d 9 (2008), that boats float and "
        "that they are therefore subject to the law.",
        "1. Milk\n2. Rope\n",
    ],
)
def test_papers_without_a_caption(text: str) -> None:
    assert read_caption(SourceText(text), Metadata()) is None


def test_furniture_is_no_part_of_a_name() -> None:
    from importers.source_text import Span, Zone, ZoneSpan

    stamp = "Case 3:24-cv-00117 Document 1 Filed 03/01/24 Page 1 of 9"
    text = LAYOUTS["one column"][0].replace("Tidewater", f"{stamp}\nTidewater")
    at = text.index(stamp)
    source = SourceText(
        text, zones=(ZoneSpan(Span(at, at + len(stamp)), Zone.PAGE_FURNITURE, "stamp"),)
    )
    caption = read_caption(source, Metadata())
    assert caption is not None
    assert sides(caption)[1] == ("defendant", "Tidewater Ferries, Inc.")


_PIECES = [
    "PLAINTIFF,",
    "v.",
    "NORA QUIST",
    ";",
    ")",
    ":",
    "\n",
    "IN RE",
    "COURT OF APPEALS",
    "No. 1-23",
    "and",
    "Defendants",
    "a/k/a",
    "(",
    "“x”",
    " ",
    "\ufffe",
    "et al.",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_heap_of_pieces_breaks_the_reader(pieces: list[str]) -> None:
    text = "UNITED STATES DISTRICT COURT\n" + " ".join(pieces)
    caption = read_caption(SourceText(text), Metadata())
    for party in caption.parties if caption else ():
        assert 0 <= party.span.start < party.span.end <= len(text)


def test_real_captions_are_whole(shared: Path) -> None:
    from importers.document import ImportContext
    from importers.registry import read_file

    counts = {
        "pleadings/iqbal-second-amended-complaint.pdf": 38,
        "pleadings/deutsch-interpleader-complaint.pdf": 6,
        "pleadings/ang-order.pdf": 6,
        "courts/ca5-opinion.pdf": 3,
    }
    for path, count in counts.items():
        document = read_file(shared / "documents" / path, ImportContext(Path(path).name))
        caption = read_caption(document.source, document.metadata)
        assert caption is not None
        assert len(caption.parties) == count
        assert caption.docket_number is not None
