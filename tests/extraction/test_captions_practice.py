"""Captions as practice lays them out, from bankruptcy to the Court of Federal Claims; all invented."""

import re

import pytest

from extraction.captions import Caption, read_caption
from importers.document import Metadata
from importers.source_text import SourceText

LAYOUTS = {
    "bankruptcy adversary, two captions": (
        """UNITED STATES BANKRUPTCY COURT
DISTRICT OF DELAWARE

In re:                                  )   Chapter 7
                                        )
HALYARD RETAIL HOLDINGS, INC., et al.,  )   Case No. 19-10234 (KBO)
                                        )
                    Debtors.            )   (Jointly Administered)
________________________________________)
LENA MARSH, solely in her capacity as   )
Chapter 7 Trustee for the Estate of     )
Halyard Retail Holdings, Inc.,          )
                                        )
                    Plaintiff,          )
                                        )
          v.                            )   Adv. Pro. No. 21-50321 (KBO)
                                        )
ROWE LOGISTICS, LLC; and TIDEWATER      )
CAPITAL PARTNERS II, L.P.,              )
                                        )
                    Defendants.         )

COMPLAINT TO AVOID AND RECOVER TRANSFERS
""",
        [
            ("debtor", "Halyard Retail Holdings, Inc."),
            ("plaintiff", "Lena Marsh"),
            ("defendant", "Rowe Logistics, LLC"),
            ("defendant", "Tidewater Capital Partners II, L.P."),
        ],
        "19-10234 (KBO)",
    ),
    "notice of removal": (
        """Lena Marsh (SBN 123456)
lmarsh@example.com
MARSH & ROWE LLP
100 Pier Street, Suite 200
Los Angeles, California 90017
Telephone: (213) 555-0100

Attorneys for Defendant
TIDEWATER STORES, INC.

UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA

NORA QUIST, an individual,

                    Plaintiff,

          vs.

TIDEWATER STORES, INC., a Delaware
corporation; ODD BERGE, an individual; and
DOES 1 through 50, inclusive,

                    Defendants.

Case No. 2:23-cv-04567

NOTICE OF REMOVAL OF ACTION
UNDER 28 U.S.C. §§ 1332, 1441, AND 1446
(DIVERSITY JURISDICTION)

[Removed from the Superior Court of California,
County of Los Angeles, Case No. 23STCV12345]

Complaint Filed: May 4, 2023
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Tidewater Stores, Inc."),
            ("defendant", "Odd Berge"),
            ("defendant", "Does 1 through 50"),
        ],
        "2:23-cv-04567",
    ),
    "collective action under the wage law": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE NORTHERN DISTRICT OF GEORGIA
ATLANTA DIVISION

NORA QUIST and ODD BERGE, on       §
behalf of themselves and all others   §
similarly situated,                   §
                                      §   Civil Action File
     Plaintiffs,                      §   No. 1:22-cv-01234-ABC
                                      §
v.                                    §   COLLECTIVE ACTION UNDER
                                      §   29 U.S.C. § 216(b)
ROWE GRILL OF GEORGIA, LLC, d/b/a     §
ROWE'S FISH CAMP; ROWE GRILL          §   JURY TRIAL DEMANDED
MANAGEMENT, LLC; and ABEL ROWE,       §
Individually,                         §
                                      §
     Defendants.                      §

COMPLAINT
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Odd Berge"),
            ("defendant", "Rowe Grill of Georgia, LLC"),
            ("defendant", "Rowe Grill Management, LLC"),
            ("defendant", "Abel Rowe"),
        ],
        "1:22-cv-01234-ABC",
    ),
    "qui tam, under seal": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MASSACHUSETTS

UNITED STATES OF AMERICA, and the
COMMONWEALTH OF MASSACHUSETTS,
ex rel. NORA QUIST,

          Plaintiffs,

     v.

HALYARD HOSPICE, INC.;
HALYARD HOME HEALTH OF BOSTON, LLC;
and DR. ODD BERGE, M.D.,

          Defendants.

Civil Action No. 1:20-cv-11234-ABC

FILED IN CAMERA AND UNDER SEAL
PURSUANT TO 31 U.S.C. § 3730(b)(2)

JURY TRIAL DEMANDED
""",
        [
            ("plaintiff", "United States of America"),
            ("plaintiff", "Commonwealth of Massachusetts"),
            ("plaintiff-relator", "Nora Quist"),
            ("defendant", "Halyard Hospice, Inc."),
            ("defendant", "Halyard Home Health of Boston, LLC"),
            ("defendant", "Odd Berge, M.D."),
        ],
        "1:20-cv-11234-ABC",
    ),
    "New York Supreme, index number and date": (
        """SUPREME COURT OF THE STATE OF NEW YORK
COUNTY OF KINGS
-----------------------------------------------------------------X
NORA QUIST, as Administratrix of the Estate of
ODD BERGE, Deceased, and NORA QUIST, Individually,     Index No.: 512345/2021

                              Plaintiff,               SUMMONS

               -against-                               Plaintiff designates
                                                       KINGS County as
THE CITY OF NEW YORK, NEW YORK CITY HEALTH             the place of trial
AND HOSPITALS CORPORATION, IDA MARSH, R.N., and
"JOHN DOE" and "JANE DOE" 1-5, the last two names      The basis of venue is
being fictitious, true names unknown to plaintiff,     Plaintiff's residence

                              Defendants.
-----------------------------------------------------------------X
To the above named Defendants:
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "City of New York"),
            ("defendant", "New York City Health and Hospitals Corporation"),
            ("defendant", "Ida Marsh, R.N."),
            ("defendant", "John Doe"),
            ("defendant", "Jane Doe 1-5"),
        ],
        "512345/2021",
    ),
    "Texas, cause number above, styled with section marks": (
        """CAUSE NO. 2021-45678

NORA QUIST, INDIVIDUALLY AND AS        §   IN THE DISTRICT COURT OF
NEXT FRIEND OF I.Q., A MINOR           §
                                       §
VS.                                    §   HARRIS COUNTY, TEXAS
                                       §
HALYARD TRUCKING CO., LTD. AND         §
ABEL ROWE                              §   157TH JUDICIAL DISTRICT

PLAINTIFF'S ORIGINAL PETITION AND REQUEST FOR DISCLOSURE
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Trucking Co., Ltd."),
            ("defendant", "Abel Rowe"),
        ],
        "2021-45678",
    ),
    "Texas, probate": (
        """NO. C-1-PB-21-000123

IN THE ESTATE OF               §     IN THE PROBATE COURT
                               §
ODD BERGE,                     §     NO. 1
                               §
DECEASED                       §     TRAVIS COUNTY, TEXAS

APPLICATION FOR PROBATE OF WILL AND ISSUANCE OF LETTERS TESTAMENTARY
""",
        [("in re", "Estate of Odd Berge")],
        "C-1-PB-21-000123",
    ),
    "Illinois, chancery": (
        """IN THE CIRCUIT COURT OF COOK COUNTY, ILLINOIS
COUNTY DEPARTMENT, CHANCERY DIVISION

TIDEWATER BANK, N.A., as Trustee for        )
the Registered Holders of Halyard Mortgage  )
Pass-Through Certificates, Series 2006-3,   )
                                            )   Case No. 2019 CH 04567
                 Plaintiff,                 )
                                            )   Calendar 60
        v.                                  )
                                            )   Property Address:
NORA QUIST A/K/A NORA M. QUIST; PIER        )   100 Pier Street
STREET CONDOMINIUM ASSOCIATION; UNKNOWN     )   Chicago, Illinois 60601
OWNERS AND NON-RECORD CLAIMANTS,            )
                                            )
                 Defendants.                )
COMPLAINT TO FORECLOSE MORTGAGE
""",
        [
            ("plaintiff", "Tidewater Bank, N.A."),
            ("defendant", "Nora Quist"),
            ("defendant", "Pier Street Condominium Association"),
            ("defendant", "Unknown Owners and Non-Record Claimants"),
        ],
        "2019 CH 04567",
    ),
    "Florida, circuit": (
        """IN THE CIRCUIT COURT OF THE 11TH JUDICIAL CIRCUIT
IN AND FOR MIAMI-DADE COUNTY, FLORIDA

CASE NO.: 2022-012345-CA-01

NORA QUIST, as Personal Representative
of the Estate of ODD BERGE, deceased,

     Plaintiff,

vs.

HALYARD RESORTS, LLC, a Florida limited
liability company, and TIDEWATER POOLS,
INC., a foreign profit corporation,

     Defendants.
_______________________________________/

COMPLAINT FOR DAMAGES AND DEMAND FOR JURY TRIAL
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Resorts, LLC"),
            ("defendant", "Tidewater Pools, Inc."),
        ],
        "2022-012345-CA-01",
    ),
    "Court of Federal Claims": (
        """In the United States Court of Federal Claims
No. 19-1234C
(Filed: March 3, 2021)

* * * * * * * * * * * * * * * * * *
                                   *
HALYARD SHIPBUILDING, INC.,        *
                                   *
               Plaintiff,          *
                                   *
v.                                 *
                                   *
THE UNITED STATES,                 *
                                   *
               Defendant,          *
                                   *
and                                *
                                   *
ROWE MARINE SYSTEMS, LLC,          *
                                   *
               Defendant-Intervenor. *
                                   *
* * * * * * * * * * * * * * * * * *
OPINION AND ORDER
MARSH, Judge
""",
        [
            ("plaintiff", "Halyard Shipbuilding, Inc."),
            ("defendant", "United States"),
            ("defendant-intervenor", "Rowe Marine Systems, LLC"),
        ],
        "19-1234C",
    ),
    "vaccine claim": (
        """In the United States Court of Federal Claims
OFFICE OF SPECIAL MASTERS
No. 18-1234V
Filed: May 4, 2021

*************************
NORA QUIST, as Mother and Natural
Guardian of I.Q., a Minor,
                                          Special Master Marsh
               Petitioner,

v.

SECRETARY OF HEALTH AND
HUMAN SERVICES,

               Respondent.
*************************
DECISION
""",
        [("petitioner", "Nora Quist"), ("respondent", "Secretary of Health and Human Services")],
        "18-1234V",
    ),
    "MDL, this document relates to a case": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF LOUISIANA

IN RE: HALYARD (DEXOPRIL) PRODUCTS      :   MDL NO. 2789
LIABILITY LITIGATION                    :
                                        :   SECTION L
                                        :
This Document Relates To:               :   JUDGE MARSH
                                        :   MAG. JUDGE ROWE
Quist v. Halyard Pharma, Inc., et al.,  :
Case No. 2:18-cv-01234                  :

ORDER AND REASONS
""",
        [("in re", "Halyard (Dexopril) Products Liability Litigation")],
        "2789",
    ),
    "interpleader of an insurer": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF OHIO
WESTERN DIVISION

TIDEWATER LIFE INSURANCE        :   Case No. 1:21-cv-00456
COMPANY,                        :
                                :   Judge Lena Marsh
     Interpleader Plaintiff,    :
                                :
v.                              :
                                :
NORA QUIST, IDA QUIST, and      :
ABEL ROWE, as Administrator of  :
the Estate of ODD BERGE,        :
                                :
     Interpleader Defendants.   :

COMPLAINT IN INTERPLEADER
""",
        [
            ("interpleader plaintiff", "Tidewater Life Insurance Company"),
            ("interpleader defendant", "Nora Quist"),
            ("interpleader defendant", "Ida Quist"),
            ("interpleader defendant", "Abel Rowe"),
        ],
        "1:21-cv-00456",
    ),
    "habeas, warden and officers": (
        """UNITED STATES DISTRICT COURT
WESTERN DISTRICT OF WASHINGTON
AT SEATTLE

ODD BERGE,
                         Petitioner,
     v.
LENA MARSH, Field Office Director, Seattle Field Office,
U.S. Immigration and Customs Enforcement; ABEL ROWE,
Warden, Tidewater Detention Center; and ATTORNEY GENERAL
OF THE UNITED STATES,
                         Respondents.

Case No. 2:21-cv-00789-ABC-DEF

PETITION FOR WRIT OF HABEAS CORPUS
PURSUANT TO 28 U.S.C. § 2241
Agency No. A 012-345-678
""",
        [
            ("petitioner", "Odd Berge"),
            ("respondent", "Lena Marsh"),
            ("respondent", "Abel Rowe"),
            ("respondent", "Attorney General of the United States"),
        ],
        "2:21-cv-00789-ABC-DEF",
    ),
    "minors by parents and next friends": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF TENNESSEE
AT KNOXVILLE

S.B., a minor student, by and through    )
her parents, M.B. and L.H.;              )
M.K., a minor student, by and through    )
her parent, S.K.,                        )
                                         )
        Plaintiffs,                      )
                                         )
v.                                       )  No. 3:21-CV-00317
                                         )
GOVERNOR ODD BERGE, in his official      )
capacity as GOVERNOR OF TENNESSEE, and   )
ALDER COUNTY BOARD OF EDUCATION,         )
                                         )
        Defendants.                      )
""",
        [
            ("plaintiff", "S.B."),
            ("plaintiff", "M.K."),
            ("defendant", "Odd Berge"),
            ("defendant", "Alder County Board of Education"),
        ],
        "3:21-CV-00317",
    ),
    "trusts and their trustees": (
        """SUPERIOR COURT OF THE STATE OF CALIFORNIA
FOR THE COUNTY OF ORANGE - CENTRAL JUSTICE CENTER

NORA QUIST, as Trustee of the QUIST FAMILY
TRUST dated May 4, 1999; and THE MARSH 2004
IRREVOCABLE TRUST,
          Plaintiffs,
     v.
ABEL ROWE, an individual and as Co-Trustee of the
ROWE LIVING TRUST; PIER 7, LLC, a California
limited liability company; ALL PERSONS UNKNOWN,
CLAIMING ANY LEGAL OR EQUITABLE RIGHT, TITLE,
ESTATE, LIEN, OR INTEREST IN THE PROPERTY
DESCRIBED IN THE COMPLAINT; and DOES 1-20,
          Defendants.

Case No. 30-2021-01234567-CU-OR-CJC
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "The Marsh 2004 Irrevocable Trust"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Pier 7, LLC"),
            ("defendant", "All Persons Unknown"),
            ("defendant", "Does 1-20"),
        ],
        "30-2021-01234567-CU-OR-CJC",
    ),
    "a string of companies": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF TEXAS
MARSHALL DIVISION

QUIST IP, LLC,
     Plaintiff,
v.                                         Civil Action No. 2:21-cv-00123
                                           JURY TRIAL DEMANDED
HALYARD ELECTRONICS CO., LTD.,
HALYARD ELECTRONICS AMERICA, INC.,
HALYARD SEMICONDUCTOR, INC., ROWE
TELECOM AB, ROWE TELECOM INC.,
TIDEWATER S.P.A., and BERGE GMBH & CO. KG,
     Defendants.

COMPLAINT FOR PATENT INFRINGEMENT
""",
        [
            ("plaintiff", "Quist IP, LLC"),
            ("defendant", "Halyard Electronics Co., Ltd."),
            ("defendant", "Halyard Electronics America, Inc."),
            ("defendant", "Halyard Semiconductor, Inc."),
            ("defendant", "Rowe Telecom AB"),
            ("defendant", "Rowe Telecom Inc."),
            ("defendant", "Tidewater S.p.A."),
            ("defendant", "Berge GmbH & Co. KG"),
        ],
        "2:21-cv-00123",
    ),
    "foreign states and what belongs to them": (
        """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA

ESTATE OF NORA QUIST, by and through
its personal representative, IDA QUIST,
et al.,
               Plaintiffs,
     v.
ISLAMIC REPUBLIC OF IRAN,
Ministry of Foreign Affairs
Khomeini Avenue
Tehran, Iran,
     and
THE REPUBLIC OF SUDAN,
               Defendants.

Civil Action No. 18-1234 (ABC)
""",
        [
            ("plaintiff", "Estate of Nora Quist"),
            ("defendant", "Islamic Republic of Iran"),
            ("defendant", "Republic of Sudan"),
        ],
        "18-1234 (ABC)",
    ),
    "addresses of parties in the caption": (
        """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA

HALYARD PRESS GUILD
100 Pier Street, N.W.
Washington, D.C. 20005,

NORA QUIST
200 Alder Avenue
Bethesda, MD 20814,

               Plaintiffs,
     v.
U.S. DEPARTMENT OF STATE
2201 C Street, N.W.
Washington, D.C. 20520,

               Defendant.

Case No. 1:21-cv-01234
COMPLAINT FOR INJUNCTIVE RELIEF
""",
        [
            ("plaintiff", "Halyard Press Guild"),
            ("plaintiff", "Nora Quist"),
            ("defendant", "U.S. Department of State"),
        ],
        "1:21-cv-01234",
    ),
    "shareholders' derivative suit": (
        """IN THE COURT OF CHANCERY OF THE STATE OF DELAWARE

NORA QUIST, derivatively on behalf of    )
HALYARD BIOSCIENCES, INC.,               )
                                         )
               Plaintiff,                )
                                         )   C.A. No. 2021-0123-LWW
     v.                                  )
                                         )
ABEL ROWE, IDA MARSH, and TIDEWATER      )
VENTURES FUND IV, L.P.,                  )
                                         )
               Defendants,               )
                                         )
     and                                 )
                                         )
HALYARD BIOSCIENCES, INC.,               )
a Delaware corporation,                  )
                                         )
               Nominal Defendant.        )
VERIFIED STOCKHOLDER DERIVATIVE COMPLAINT
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Marsh"),
            ("defendant", "Tidewater Ventures Fund IV, L.P."),
            ("nominal defendant", "Halyard Biosciences, Inc."),
        ],
        "2021-0123-LWW",
    ),
    "vessel in rem": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF LOUISIANA

HALYARD BUNKERING, LLC            *   CIVIL ACTION NO. 21-456
                                  *
VERSUS                            *   SECTION "B" (2)
                                  *
M/V BERGE STAR, her engines,      *   JUDGE MARSH
tackle, apparel, etc., in rem,    *
and ROWE SHIPPING S.A.,           *   MAGISTRATE ROWE
in personam                       *
""",
        [
            ("plaintiff", "Halyard Bunkering, LLC"),
            ("defendant", "M/V Berge Star"),
            ("defendant", "Rowe Shipping S.A."),
        ],
        "21-456",
    ),
    "forfeiture of money and a car": (
        """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF NEVADA

UNITED STATES OF AMERICA,
               Plaintiff,
     v.
$45,678.00 IN UNITED STATES CURRENCY,
and ONE 2015 HALYARD PICKUP, VIN
1ABCD23E4FG567890,
               Defendants.

2:20-CV-00123-ABC-DEF
VERIFIED COMPLAINT FOR FORFEITURE IN REM
""",
        [
            ("plaintiff", "United States of America"),
            ("defendant", "$45,678.00 in United States Currency"),
            ("defendant", "One 2015 Halyard Pickup"),
        ],
        "2:20-CV-00123-ABC-DEF",
    ),
    "review of an agency's rule": (
        """No. 21-71234
IN THE UNITED STATES COURT OF APPEALS
FOR THE NINTH CIRCUIT

ALDER BAY WATERKEEPER; FRIENDS OF THE MARSH,
                                        Petitioners,
v.
UNITED STATES ENVIRONMENTAL PROTECTION AGENCY; MICHAEL ROWE,
in his official capacity as Administrator of the United States
Environmental Protection Agency,
                                        Respondents,
HALYARD CROPSCIENCE LP,
                                        Respondent-Intervenor.

ON PETITION FOR REVIEW OF AN ORDER OF THE
ENVIRONMENTAL PROTECTION AGENCY
""",
        [
            ("petitioner", "Alder Bay Waterkeeper"),
            ("petitioner", "Friends of the Marsh"),
            ("respondent", "United States Environmental Protection Agency"),
            ("respondent", "Michael Rowe"),
            ("respondent-intervenor", "Halyard Cropscience LP"),
        ],
        "21-71234",
    ),
    "counterclaims and third parties": (
        """STATE OF MINNESOTA                              DISTRICT COURT
COUNTY OF HENNEPIN                              FOURTH JUDICIAL DISTRICT

                                                Case Type: Contract
Quist Builders, Inc.,
                                                Court File No. 27-CV-21-1234
               Plaintiff and Counterclaim Defendant,
v.
Abel Rowe and Ida Rowe, husband and wife,
               Defendants, Counterclaim Plaintiffs,
               and Third-Party Plaintiffs,
v.
Tidewater Surety Company,
               Third-Party Defendant.

ANSWER, COUNTERCLAIM AND THIRD-PARTY COMPLAINT
""",
        [
            ("plaintiff-counterclaim defendant", "Quist Builders, Inc."),
            ("defendant-counterclaim plaintiff-third-party plaintiff", "Abel Rowe"),
            ("defendant-counterclaim plaintiff-third-party plaintiff", "Ida Rowe"),
            ("third-party defendant", "Tidewater Surety Company"),
        ],
        "27-CV-21-1234",
    ),
    "Pennsylvania, appellee below the name and appeals": (
        """IN THE SUPERIOR COURT OF PENNSYLVANIA
No. 123 EDA 2021

NORA QUIST, EXECUTRIX OF THE          :
ESTATE OF ODD BERGE, DECEASED         :
                                      :
             v.                       :
                                      :
ROWE HEALTHCARE, INC. D/B/A           :
TIDEWATER MANOR                       :
                                      :
APPEAL OF: ROWE HEALTHCARE, INC.      :
""",
        [("plaintiff", "Nora Quist"), ("defendant", "Rowe Healthcare, Inc.")],
        "123 EDA 2021",
    ),
    "New Jersey, civil part": (
        """NORA QUIST and ODD BERGE, h/w,          SUPERIOR COURT OF NEW JERSEY
                                        LAW DIVISION: BERGEN COUNTY
               Plaintiffs,              DOCKET NO.: BER-L-001234-21

     v.                                 CIVIL ACTION

HALYARD PROPERTIES, LLC, ABC            COMPLAINT AND JURY DEMAND
CORPORATIONS 1-10 (fictitious
entities), and JOHN DOES 1-10
(fictitious persons),

               Defendants.
""",
        [
            ("plaintiff", "Nora Quist"),
            ("plaintiff", "Odd Berge"),
            ("defendant", "Halyard Properties, LLC"),
            ("defendant", "ABC Corporations 1-10"),
            ("defendant", "John Does 1-10"),
        ],
        "BER-L-001234-21",
    ),
    "an appellant and appellee with places below": (
        """IN THE
INDIANA SUPREME COURT

STATE OF INDIANA,                    )
     Appellant (Plaintiff below),    )
                                     )
          v.                         )   No. 49S00-0401-DP-123
                                     )
ABEL ROWE,                           )
     Appellee (Defendant below).     )
""",
        [("appellant", "State of Indiana"), ("appellee", "Abel Rowe")],
        "49S00-0401-DP-123",
    ),
    "immigration court": (
        """UNITED STATES DEPARTMENT OF JUSTICE
EXECUTIVE OFFICE FOR IMMIGRATION REVIEW
IMMIGRATION COURT
SEATTLE, WASHINGTON

In the Matter of                )
                                )
NORA QUIST                      )   File No. A 012-345-678
                                )
In Removal Proceedings          )

MOTION TO CONTINUE
""",
        [("in re", "Nora Quist")],
        None,
    ),
    "consolidated with short captions after": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
-------------------------------------x
NORA QUIST, Individually and On Behalf of All
Others Similarly Situated,
                    Plaintiff,               21 Civ. 1234 (ABC)
          -v-
HALYARD MEDIA GROUP, INC., ABEL ROWE, and
IDA MARSH,                                   CLASS ACTION COMPLAINT
                    Defendants.
-------------------------------------x
""",
        [
            ("plaintiff", "Nora Quist"),
            ("defendant", "Halyard Media Group, Inc."),
            ("defendant", "Abel Rowe"),
            ("defendant", "Ida Marsh"),
        ],
        "21 Civ. 1234 (ABC)",
    ),
    "union and pension funds by trustees": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF ILLINOIS
EASTERN DIVISION

TRUSTEES OF THE ALDER BAY CARPENTERS      )
PENSION FUND, TRUSTEES OF THE ALDER BAY   )
CARPENTERS WELFARE FUND, and LOCAL 12,    )
INTERNATIONAL UNION OF HARBOR WORKERS,    )
AFL-CIO,                                  )
               Plaintiffs,                ) Case No. 21-cv-1234
     v.                                   )
ROWE DRYWALL, INC., an Illinois           ) Judge Lena Marsh
corporation, and ABEL ROWE, individually  ) Magistrate Judge Odd Berge
and d/b/a ROWE INTERIORS,                 )
               Defendants.                )
""",
        [
            ("plaintiff", "Trustees of the Alder Bay Carpenters Pension Fund"),
            ("plaintiff", "Trustees of the Alder Bay Carpenters Welfare Fund"),
            ("plaintiff", "Local 12, International Union of Harbor Workers, AFL-CIO"),
            ("defendant", "Rowe Drywall, Inc."),
            ("defendant", "Abel Rowe"),
        ],
        "21-cv-1234",
    ),
}

# Layouts whose columns only wide gaps part: without the gaps nothing tells them apart.
NEED_GAPS = {"New York Supreme, index number and date", "New Jersey, civil part"}


def read(text: str) -> Caption:
    caption = read_caption(SourceText(text), Metadata())
    assert caption is not None
    return caption


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_sides_and_number(name: str) -> None:
    text, sides, number = LAYOUTS[name]
    caption = read(text)
    assert [(p.role, p.name) for p in caption.parties] == sides
    assert caption.docket_number == number


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in NEED_GAPS])
def test_reads_the_same_without_wide_gaps(name: str) -> None:
    text, sides, number = LAYOUTS[name]
    lines = (re.sub(r" +", " ", line).strip() for line in text.split("\n"))
    caption = read("\n".join(line for line in lines if line))
    assert [(p.role, p.name) for p in caption.parties] == sides
    assert caption.docket_number == number


@pytest.mark.parametrize("name", LAYOUTS)
def test_names_stand_where_they_are_said_to_stand(name: str) -> None:
    text, _, _ = LAYOUTS[name]
    for party in read(text).parties:
        printed = re.sub(r"\W+", " ", party.span.of(text)).casefold()
        assert re.sub(r"\W+", " ", party.name).casefold().split()[0] in printed


def test_a_code_inside_a_number_is_no_judge() -> None:
    text, _, _ = LAYOUTS["an appellant and appellee with places below"]
    assert read(text).judge is None
