"""Captions of kinds that courts print less often, and noise of recognition; every name here is invented."""

import pytest

from extraction.captions import Caption, read_caption
from importers.document import Metadata
from importers.source_text import SourceText

PLAINTIFF, DEFENDANT = "plaintiff", "defendant"
QUIST = (PLAINTIFF, "Nora Quist")

LAYOUTS: dict[str, tuple[str, list[tuple[str, str]], tuple[str, ...]]] = {
    "bars for a rule": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF WISCONSIN
NORA QUIST,                      |
            Plaintiff,           |   Case No. 22-CV-417
                                 |
      v.                         |   COMPLAINT
                                 |
HALYARD DAIRY COOPERATIVE,       |   JURY TRIAL DEMANDED
            Defendant.           |
""",
        [QUIST, (DEFENDANT, "Halyard Dairy Cooperative")],
        ("22-CV-417",),
    ),
    "square brackets for a rule": (
        """IN THE DISTRICT COURT OF TULSA COUNTY
STATE OF OKLAHOMA
NORA QUIST and ODD BERGE,          ]
           Plaintiffs,             ]
vs.                                ]   Case No. CJ-2021-1234
ROWE DRILLING, L.L.C.,             ]
           Defendant.              ]
PETITION
""",
        [QUIST, (PLAINTIFF, "Odd Berge"), (DEFENDANT, "Rowe Drilling, L.L.C.")],
        ("CJ-2021-1234",),
    ),
    "names over two pages": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
-------------------------------------------x
NORA QUIST, ODD BERGE, LENA MARSH, and
IDA HOLM,
                     Plaintiffs,              21 Civ. 4417 (ABC)
       -against-
THE CITY OF TIDEWATER, POLICE OFFICER ABEL
ROWE (Shield No. 4417), POLICE OFFICER HAL
PELL (Shield No. 8812),
\f2
SERGEANT IVO STRAND, CAPTAIN TOM VALE, and JOHN
DOES #1-5,
                     Defendants.
-------------------------------------------x
AMENDED COMPLAINT
""",
        [
            QUIST,
            (PLAINTIFF, "Odd Berge"),
            (PLAINTIFF, "Lena Marsh"),
            (PLAINTIFF, "Ida Holm"),
            (DEFENDANT, "City of Tidewater"),
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Hal Pell"),
            (DEFENDANT, "Ivo Strand"),
            (DEFENDANT, "Tom Vale"),
            (DEFENDANT, "John Does #1-5"),
        ],
        ("21 Civ. 4417 (ABC)",),
    ),
    "one name a line, without a comma": (
        """United States District Court
District of Vermont
Nora Quist
Plaintiff
v.
Halyard Quarry
Abel Rowe
Lena Marsh
Tidewater Stone Co.
Pell Granite, Inc.
Defendants
Civil No. 2:19-cv-88
""",
        [
            QUIST,
            (DEFENDANT, "Halyard Quarry"),
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Lena Marsh"),
            (DEFENDANT, "Tidewater Stone Co."),
            (DEFENDANT, "Pell Granite, Inc."),
        ],
        ("2:19-cv-88",),
    ),
    "several aliases": (
        """UNITED STATES DISTRICT COURT
MIDDLE DISTRICT OF TENNESSEE
NORA QUIST a/k/a NORA BERGE,
     Plaintiff,
v.                                        No. 3:20-cv-00417
ROWE HOLDINGS, INC., d/b/a ROWE MOTORS, f/k/a ROWE
AND SONS AUTO; and LENA MARSH, n/k/a LENA HOLM,
     Defendants.
""",
        [QUIST, (DEFENDANT, "Rowe Holdings, Inc."), (DEFENDANT, "Lena Marsh")],
        ("3:20-cv-00417",),
    ),
    "Roes of several kinds": (
        """DISTRICT COURT
CLARK COUNTY, NEVADA
NORA QUIST, individually,
          Plaintiff,
vs.
ABEL ROWE, an individual; DOES I through X, inclusive; and ROE
CORPORATIONS XI through XX, inclusive,
          Defendants.
CASE NO.: A-21-834417-C
DEPT. NO.: 12
COMPLAINT
""",
        [
            QUIST,
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Does I through X"),
            (DEFENDANT, "Roe Corporations XI through XX"),
        ],
        ("A-21-834417-C",),
    ),
    "a pseudonym and a parent": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF KANSAS
JANE DOE, a minor, by and through her mother and
next friend, MARY ROE,
        Plaintiff,
v.                                       Case No. 22-4417-JAR-ADM
UNIFIED SCHOOL DISTRICT NO. 417,
        Defendant.
""",
        [(PLAINTIFF, "Jane Doe"), (DEFENDANT, "Unified School District No. 417")],
        ("22-4417-JAR-ADM",),
    ),
    "trustees of funds": (
        """UNITED STATES DISTRICT COURT
FOR THE NORTHERN DISTRICT OF ILLINOIS
EASTERN DIVISION
TRUSTEES OF THE TIDEWATER LABORERS’ PENSION
FUND, and ODD BERGE, Administrator of the Funds,
                        Plaintiffs,
          v.                                    Case No. 21 C 4417
ROWE PAVING CO., an Illinois corporation,       Judge Ida Marsh
                        Defendant.
""",
        [
            (PLAINTIFF, "Trustees of the Tidewater Laborers’ Pension Fund"),
            (PLAINTIFF, "Odd Berge"),
            (DEFENDANT, "Rowe Paving Co."),
        ],
        ("21 C 4417",),
    ),
    "bank as trustee for holders": (
        """IN THE CIRCUIT COURT OF THE 11TH JUDICIAL CIRCUIT
IN AND FOR TIDEWATER COUNTY, FLORIDA
CASE NO.: 2019-004417-CA-01
HALYARD NATIONAL BANK, AS TRUSTEE FOR
THE HOLDERS OF ROWE MORTGAGE TRUST
2006-4,
     Plaintiff,
vs.
ABEL ROWE; LENA ROWE; UNKNOWN TENANT #1;
PELICAN BAY ASSOCIATION, INC.,
     Defendants.
____________________________/
NOTICE OF LIS PENDENS
""",
        [
            (PLAINTIFF, "Halyard National Bank"),
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Lena Rowe"),
            (DEFENDANT, "Unknown Tenant #1"),
            (DEFENDANT, "Pelican Bay Association, Inc."),
        ],
        ("2019-004417-CA-01",),
    ),
    "representative of an estate": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE NORTHERN DISTRICT OF ALABAMA
LENA MARSH, as Administratrix of the Estate of
ODD MARSH, deceased,                              )
                                                  )
       Plaintiff,                                 )
v.                                                )   2:21-CV-417-RDP
SHERIFF HAL PELL, in his individual capacity,     )
       Defendant.                                 )
""",
        [(PLAINTIFF, "Lena Marsh"), (DEFENDANT, "Hal Pell")],
        ("2:21-CV-417-RDP",),
    ),
    "husband and wife": (
        """IN THE SUPERIOR COURT OF THE STATE OF WASHINGTON
IN AND FOR THE COUNTY OF KING
ODD BERGE and LENA BERGE, husband and wife,
and the marital community composed thereof,
                     Plaintiffs,
     v.                                       No. 21-2-04417-1 SEA
ROWE FERRIES, INC., a Washington corporation,
                     Defendant.
""",
        [(PLAINTIFF, "Odd Berge"), (PLAINTIFF, "Lena Berge"), (DEFENDANT, "Rowe Ferries, Inc.")],
        ("21-2-04417-1 SEA",),
    ),
    "one surname for two": (
        """STATE OF MICHIGAN
IN THE 17TH CIRCUIT COURT FOR THE COUNTY OF KENT
ODD AND LENA BERGE,
      Plaintiffs,                     Case No. 21-04417-CH
v                                     Hon. Ida Marsh
ROWE TOWNSHIP,
      Defendant.
""",
        [(PLAINTIFF, "Odd Berge"), (PLAINTIFF, "Lena Berge"), (DEFENDANT, "Rowe Township")],
        ("21-04417-CH",),
    ),
    "class and collective": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF NEW YORK
-----------------------------------------------------------X
NORA QUIST and ODD BERGE, on behalf of themselves and
all others similarly situated, and the FLSA Collective,
                              Plaintiffs,
               - against -                           Docket No.:
                                                     1:21-cv-4417
ROWE BAKERY CORP. d/b/a ROWE BREAD, and ABEL
ROWE, jointly and severally,
                              Defendants.
-----------------------------------------------------------X
""",
        [
            QUIST,
            (PLAINTIFF, "Odd Berge"),
            (DEFENDANT, "Rowe Bakery Corp."),
            (DEFENDANT, "Abel Rowe"),
        ],
        ("1:21-cv-4417",),
    ),
    "derivative suit": (
        """IN THE COURT OF CHANCERY OF THE STATE OF DELAWARE
NORA QUIST, derivatively on behalf of           )
HALYARD SOFTWARE, INC.,                         )
                Plaintiff,                      )
        v.                                      ) C.A. No. 2021-0417-JTL
ABEL ROWE, HAL PELL, and LENA MARSH,            )
                Defendants,                     )
        and                                     )
HALYARD SOFTWARE, INC., a Delaware Corporation, )
                Nominal Defendant.              )
""",
        [
            QUIST,
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Hal Pell"),
            (DEFENDANT, "Lena Marsh"),
            ("nominal defendant", "Halyard Software, Inc."),
        ],
        ("2021-0417-JTL",),
    ),
    "interpleader": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MINNESOTA
HALYARD LIFE INSURANCE COMPANY,         Civil No. 21-417 (DWF/BRT)
          Plaintiff-in-Interpleader,
v.
LENA MARSH; ODD MARSH; and THE ESTATE OF
IVO MARSH,
          Defendants-in-Interpleader.
""",
        [
            ("plaintiff-in-interpleader", "Halyard Life Insurance Company"),
            ("defendant-in-interpleader", "Lena Marsh"),
            ("defendant-in-interpleader", "Odd Marsh"),
            ("defendant-in-interpleader", "Estate of Ivo Marsh"),
        ],
        ("21-417 (DWF/BRT)",),
    ),
    "joined appeals, a block for each": (
        """UNITED STATES COURT OF APPEALS
FOR THE FIRST CIRCUIT

No. 19-1417

NORA QUIST,
Plaintiff, Appellant,

v.

ROWE SHIPPING CORP.,
Defendant, Appellee.
__________________

No. 19-1428

ODD BERGE,
Plaintiff, Appellant,

v.

PELL TOWING, INC.,
Defendant, Appellee.
__________________

APPEALS FROM THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF MAINE
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "Rowe Shipping Corp."),
            ("plaintiff-appellant", "Odd Berge"),
            ("defendant-appellee", "Pell Towing, Inc."),
        ],
        ("19-1417", "19-1428"),
    ),
    "joined cases, the titles between": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
HALYARD CHIPS LLC,
Plaintiff,
v.
ROWE PHONES, INC.,
Defendant.
Case No. 3:17-cv-01417-ABC
JOINT BRIEF REGARDING CLAIM CONSTRUCTION
Date: June 20, 2019
Time: 2:00 p.m.
Judge: Hon. Ida Marsh
HALYARD CHIPS LLC,
Plaintiff,
v.
PELL TABLETS LLC,
Defendant.
Case No. 3:17-cv-01418-ABC
""",
        [
            (PLAINTIFF, "Halyard Chips LLC"),
            (DEFENDANT, "Rowe Phones, Inc."),
            (DEFENDANT, "Pell Tablets LLC"),
        ],
        ("3:17-cv-01417-ABC", "3:17-cv-01418-ABC"),
    ),
    "names that go on after a footnote": (
        """UNITED STATES COURT OF APPEALS
FOR THE SECOND CIRCUIT
NORA QUIST,
          Plaintiff-Appellee,
     v.                                             No. 19-1417-cv
CITY OF ROWE, PELL, Police Officer and/or Sergeant,
          Defendants-Appellants,
HAL VALE, Police Officers, IVO STRAND, Police Officer,

     * The Honorable Ida Marsh recused herself from participating in the decision
of this case, which is decided by the remaining members of the panel, who are in agreement. See
Local Rules.
                              1
          Defendants.
""",
        [
            ("plaintiff-appellee", "Nora Quist"),
            ("defendant-appellant", "City of Rowe"),
            ("defendant-appellant", "Pell"),
            (DEFENDANT, "Hal Vale"),
            (DEFENDANT, "Ivo Strand"),
        ],
        ("19-1417-cv",),
    ),
    "marks of footnotes within names": (
        """UNITED STATES COURT OF APPEALS
FOR THE NINTH CIRCUIT
NORA QUIST,
          Petitioner,
     v.                              No. 19-71417
ABEL ROWE,1 Attorney General,        Agency No. A123-456-789
          Respondent.2
ON PETITION FOR REVIEW OF AN ORDER OF THE
BOARD OF IMMIGRATION APPEALS
""",
        [("petitioner", "Nora Quist"), ("respondent", "Abel Rowe")],
        ("19-71417",),
    ),
    "tax court": (
        """T.C. Memo. 2021-41
UNITED STATES TAX COURT
ODD BERGE AND LENA BERGE, Petitioners v.
COMMISSIONER OF INTERNAL REVENUE, Respondent
Docket No. 4417-19.                    Filed April 5, 2021.
Lena Berge, pro se.
MEMORANDUM FINDINGS OF FACT AND OPINION
""",
        [
            ("petitioner", "Odd Berge"),
            ("petitioner", "Lena Berge"),
            ("respondent", "Commissioner of Internal Revenue"),
        ],
        ("4417-19",),
    ),
    "federal claims with an intervenor": (
        """In the United States Court of Federal Claims
No. 21-417C
(Filed Under Seal: May 3, 2021)
(Reissued: May 17, 2021)
* * * * * * * * * * * * * * * * *
HALYARD SYSTEMS, INC.,          *
               Plaintiff,       *
 v.                             *
THE UNITED STATES,              *
               Defendant,       *
 and                            *
ROWE AVIONICS, LLC,             *
               Defendant-Intervenor. *
* * * * * * * * * * * * * * * * *
""",
        [
            (PLAINTIFF, "Halyard Systems, Inc."),
            (DEFENDANT, "United States"),
            ("defendant-intervenor", "Rowe Avionics, LLC"),
        ],
        ("21-417C",),
    ),
    "an employee's appeal": (
        """UNITED STATES OF AMERICA
MERIT SYSTEMS PROTECTION BOARD
NORA QUIST,                     DOCKET NUMBER
              Appellant,        DC-0752-19-0417-I-1
              v.
DEPARTMENT OF THE NAVY,         DATE: May 3, 2021
              Agency.
""",
        [("appellant", "Nora Quist"), ("agency", "Department of the Navy")],
        ("DC-0752-19-0417-I-1",),
    ),
    "an agency whose name ends in the word": (
        """UNITED STATES COURT OF APPEALS
FOR THE DISTRICT OF COLUMBIA CIRCUIT
No. 19-1417
HALYARD RIVERKEEPER,
PETITIONER
v.
ENVIRONMENTAL PROTECTION
AGENCY,
RESPONDENT
ROWE REFINING COMPANY,
INTERVENOR
On Petition for Review of Action of the Environmental Protection Agency
""",
        [
            ("petitioner", "Halyard Riverkeeper"),
            ("respondent", "Environmental Protection Agency"),
            ("intervenor", "Rowe Refining Company"),
        ],
        ("19-1417",),
    ),
    "money as defendant": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
UNITED STATES OF AMERICA,                 )
          Plaintiff,                      )
     v.                                   )  Civil No. 2:21-cv-00417
$14,417.00 IN UNITED STATES CURRENCY,     )
          Defendant in rem.               )
ABEL ROWE,                                )
          Claimant.                       )
""",
        [
            (PLAINTIFF, "United States of America"),
            ("defendant in rem", "$14,417.00 in United States Currency"),
            ("claimant", "Abel Rowe"),
        ],
        ("2:21-cv-00417",),
    ),
    "land as defendant": (
        """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF OHIO
UNITED STATES OF AMERICA,
     Plaintiff,
v.                               Case No. 1:21-cv-417
ONE PARCEL OF REAL PROPERTY LOCATED AT 41 PIER
STREET, TIDEWATER, OHIO, WITH ALL APPURTENANCES
AND IMPROVEMENTS THEREON,
     Defendant.
""",
        [
            (PLAINTIFF, "United States of America"),
            (DEFENDANT, "One Parcel of Real Property Located at 41 Pier Street, Tidewater, Ohio"),
        ],
        ("1:21-cv-417",),
    ),
    "a ship and its owner": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF LOUISIANA
HALYARD BUNKERS LTD.                        CIVIL ACTION
VERSUS                                      NO. 21-417
M/V ROWE STAR, her engines, tackle,         SECTION: "L"
apparel, etc., in rem; and ROWE SHIPPING
S.A., in personam
""",
        [
            (PLAINTIFF, "Halyard Bunkers Ltd."),
            (DEFENDANT, "M/V Rowe Star"),
            (DEFENDANT, "Rowe Shipping S.A."),
        ],
        ("21-417",),
    ),
    "relator of a state": (
        """IN THE SUPREME COURT OF OHIO
STATE OF OHIO EX REL. NORA QUIST,     :
          Relator,                    :   Case No. 2021-0417
     v.                               :
TIDEWATER BOARD OF ELECTIONS,         :   Original Action in Mandamus
          Respondent.                 :
""",
        [
            ("relator", "State of Ohio"),
            ("relator", "Nora Quist"),
            ("respondent", "Tidewater Board of Elections"),
        ],
        ("2021-0417",),
    ),
    "relators between commas": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF SOUTH CAROLINA
UNITED STATES OF AMERICA, ex rel.,
NORA QUIST and ODD BERGE,
          Plaintiffs,
v.                              C/A No. 3:21-cv-00417-MBS
HALYARD HOSPICE, INC.,
          Defendant.
""",
        [
            (PLAINTIFF, "United States of America"),
            ("plaintiff-relator", "Nora Quist"),
            (PLAINTIFF, "Odd Berge"),
            (DEFENDANT, "Halyard Hospice, Inc."),
        ],
        ("3:21-cv-00417-MBS",),
    ),
    "third parties and cross-claims": (
        """SUPREME COURT OF THE STATE OF NEW YORK
COUNTY OF BRONX
------------------------------------------------x
NORA QUIST,
                         Plaintiff,
        -against-                                   Index No. 24417/2019E
ROWE REALTY LLC,
                         Defendant.
------------------------------------------------x
ROWE REALTY LLC,
                         Third-Party Plaintiff,
        -against-                                   Third-Party Index No.
                                                    43417/2020E
PELL SCAFFOLDS INC.,
                         Third-Party Defendant.
------------------------------------------------x
""",
        [
            QUIST,
            (DEFENDANT, "Rowe Realty LLC"),
            ("third-party plaintiff", "Rowe Realty LLC"),
            ("third-party defendant", "Pell Scaffolds Inc."),
        ],
        ("24417/2019E", "43417/2020E"),
    ),
    "cross-complaint in California": (
        """SUPERIOR COURT OF THE STATE OF CALIFORNIA
FOR THE COUNTY OF MARIN
NORA QUIST, an individual,
Plaintiff,
vs.
ROWE BUILDERS, INC., a California corporation;
and DOES 1 through 50, inclusive,
Defendants.
AND RELATED CROSS-ACTION.
Case No. CIV 2104417
CROSS-COMPLAINT FOR INDEMNITY
""",
        [QUIST, (DEFENDANT, "Rowe Builders, Inc."), (DEFENDANT, "Does 1 through 50")],
        ("CIV 2104417",),
    ),
    "real party in interest": (
        """IN THE COURT OF APPEAL OF THE STATE OF CALIFORNIA
FIRST APPELLATE DISTRICT
DIVISION TWO
ROWE BUILDERS, INC.,
     Petitioner,
v.                                       A164417
THE SUPERIOR COURT OF MARIN COUNTY,      (Marin County
     Respondent;                         Super. Ct. No. CIV2104417)
NORA QUIST,
     Real Party in Interest.
""",
        [
            ("petitioner", "Rowe Builders, Inc."),
            ("respondent", "Superior Court of Marin County"),
            ("real party in interest", "Nora Quist"),
        ],
        ("A164417",),
    ),
    "garnishment": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF MISSOURI
HALYARD CREDIT UNION,
     Plaintiff/Judgment Creditor,
v.                                      Case No. 4:21-mc-00417
ABEL ROWE,
     Defendant/Judgment Debtor,
PELL TRUCKING, LLC,
     Garnishee.
""",
        [
            ("plaintiff-judgment creditor", "Halyard Credit Union"),
            ("defendant-judgment debtor", "Abel Rowe"),
            ("garnishee", "Pell Trucking, LLC"),
        ],
        ("4:21-mc-00417",),
    ),
    "movant and respondent to a subpoena": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF COLUMBIA
HALYARD MEDIA GROUP, INC.,
               Movant,
     v.                                 Misc. Action No. 21-mc-0417 (RBW)
UNITED STATES DEPARTMENT OF JUSTICE,
               Respondent.
""",
        [
            ("movant", "Halyard Media Group, Inc."),
            ("respondent", "United States Department of Justice"),
        ],
        ("21-mc-0417 (RBW)",),
    ),
    "friends of the court": (
        """UNITED STATES COURT OF APPEALS
FOR THE FOURTH CIRCUIT
No. 21-1417
NORA QUIST,
                Plaintiff - Appellant,
          v.
TIDEWATER COUNTY SCHOOL BOARD,
                Defendant - Appellee.
------------------------------
HALYARD CIVIL LIBERTIES CENTER; NATIONAL
SCHOOL BOARDS ASSOCIATION,
                Amici Supporting Appellee.
Appeal from the United States District Court for the Eastern District of Virginia
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("defendant-appellee", "Tidewater County School Board"),
            ("amicus supporting appellee", "Halyard Civil Liberties Center"),
            ("amicus supporting appellee", "National School Boards Association"),
        ],
        ("21-1417",),
    ),
    "several matters in re": (
        """UNITED STATES BANKRUPTCY COURT
DISTRICT OF DELAWARE
In re:                                 )  Chapter 11
                                       )
HALYARD STORES, INC., et al.,1         )  Case No. 21-10417 (KBO)
                                       )
               Debtors.                )  (Jointly Administered)
""",
        [("debtor", "Halyard Stores, Inc.")],
        ("21-10417 (KBO)",),
    ),
    "adversary proceeding in a debtor's case": (
        """UNITED STATES BANKRUPTCY COURT
NORTHERN DISTRICT OF TEXAS
DALLAS DIVISION
IN RE:                                §
                                      §   CASE NO. 21-30417-sgj-7
ABEL ROWE,                            §
        Debtor.                       §   CHAPTER 7
____________________________________  §
NORA QUIST, Chapter 7 Trustee,        §
        Plaintiff,                    §
v.                                    §   ADVERSARY NO. 21-03041
LENA ROWE and ROWE FAMILY TRUST,      §
        Defendants.                   §
""",
        [
            ("debtor", "Abel Rowe"),
            QUIST,
            (DEFENDANT, "Lena Rowe"),
            (DEFENDANT, "Rowe Family Trust"),
        ],
        ("21-30417-sgj-7", "21-03041"),
    ),
    "multidistrict litigation and a member case": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE SOUTHERN DISTRICT OF WEST VIRGINIA
CHARLESTON DIVISION
IN RE: HALYARD PELVIC MESH PRODUCTS LIABILITY
LITIGATION                                        MDL No. 2417
------------------------------------------------
THIS DOCUMENT RELATES TO:
Nora Quist v. Halyard Medical, Inc.,
Case No. 2:14-cv-04417
PRETRIAL ORDER # 41
""",
        [("in re", "Halyard Pelvic Mesh Products Liability Litigation")],
        ("2417", "2:14-cv-04417"),
    ),
    "habeas, the warden in capitals": (
        """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF MICHIGAN
SOUTHERN DIVISION
ABEL ROWE, #417417,
          Petitioner,                  Case No. 2:21-CV-10417
                                       Hon. Ida Marsh
v.
HAL PELL, WARDEN,
          Respondent.
_______________________________/
OPINION AND ORDER DENYING PETITION FOR WRIT OF HABEAS CORPUS
""",
        [("petitioner", "Abel Rowe"), ("respondent", "Hal Pell")],
        ("2:21-CV-10417",),
    ),
    "immigration, the number of a person": (
        """UNITED STATES DEPARTMENT OF JUSTICE
EXECUTIVE OFFICE FOR IMMIGRATION REVIEW
IMMIGRATION COURT
TIDEWATER, TEXAS
In the Matter of:                  )
                                   )
ROWE, Abel                         )   File No. A 204-417-123
                                   )
Respondent                         )
IN REMOVAL PROCEEDINGS
""",
        [("respondent", "Abel Rowe")],
        (),
    ),
    "removal": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF NEW MEXICO
NORA QUIST, personal representative of the Wrongful
Death Estate of Odd Quist,
       Plaintiff,
vs.                                      No. 1:21-cv-00417
                                         (Removed from First Judicial District Court,
                                         Cause No. D-101-CV-2021-00417)
HALYARD NURSING CENTER, LLC, and JANE DOES 1-10,
       Defendants.
NOTICE OF REMOVAL
""",
        [QUIST, (DEFENDANT, "Halyard Nursing Center, LLC"), (DEFENDANT, "Jane Does 1-10")],
        ("1:21-cv-00417",),
    ),
    "small claims": (
        """STATE OF MAINE                       DISTRICT COURT
CUMBERLAND, ss.                      LOCATION: PORTLAND
                                     DOCKET NO. SC-2021-417
NORA QUIST,
     Plaintiff
v.                                   SMALL CLAIMS COMPLAINT
ROWE AUTO BODY,
     Defendant
""",
        [QUIST, (DEFENDANT, "Rowe Auto Body")],
        ("SC-2021-417",),
    ),
    "arbitration": (
        """AMERICAN ARBITRATION ASSOCIATION
Employment Arbitration Tribunal
In the Matter of the Arbitration between
NORA QUIST,
                 Claimant,
     and                              Case No. 01-21-0004-1741
HALYARD SOFTWARE, INC.,
                 Respondent.
""",
        [("claimant", "Nora Quist"), ("respondent", "Halyard Software, Inc.")],
        ("01-21-0004-1741",),
    ),
    "a stay of arbitration, New York": (
        """SUPREME COURT OF THE STATE OF NEW YORK
COUNTY OF NASSAU
-------------------------------------------------X
In the Matter of the Application of
HALYARD INDEMNITY COMPANY,
                              Petitioner,          Index No. 604417/2021
for an Order staying the arbitration sought by
                 -against-
ABEL ROWE,
                              Respondent.
-------------------------------------------------X
""",
        [("petitioner", "Halyard Indemnity Company"), ("respondent", "Abel Rowe")],
        ("604417/2021",),
    ),
    "family court": (
        """IN THE CIRCUIT COURT OF MULTNOMAH COUNTY
STATE OF OREGON
In the Matter of the Marriage of:        )
LENA MARSH,                              )   Case No. 21DR04417
          Petitioner,                    )
     and                                 )
ODD MARSH,                               )
          Respondent.                    )
""",
        [("petitioner", "Lena Marsh"), ("respondent", "Odd Marsh")],
        ("21DR04417",),
    ),
    "Pennsylvania, the court beside the names": (
        """NORA QUIST,                        :  IN THE COURT OF COMMON PLEAS OF
              Plaintiff            :  LANCASTER COUNTY, PENNSYLVANIA
                                   :
         v.                        :  CIVIL ACTION - LAW
                                   :
ROWE TOWNSHIP and                  :  NO. CI-21-04417
ABEL ROWE,                         :
              Defendants           :  JURY TRIAL DEMANDED
""",
        [QUIST, (DEFENDANT, "Rowe Township"), (DEFENDANT, "Abel Rowe")],
        ("CI-21-04417",),
    ),
    "New Jersey, the court beside the names": (
        """LENA MARSH, ESQ. (ID 041172001)
MARSH & HOLM, P.C.
41 Pier Street
Newark, New Jersey 07102
Attorneys for Plaintiff Nora Quist
__________________________________
NORA QUIST,                        : SUPERIOR COURT OF NEW JERSEY
                                   : LAW DIVISION: ESSEX COUNTY
                 Plaintiff,        : DOCKET NO. ESX-L-4417-21
        v.                         :
ROWE PHARMA, INC., ABC CORPS. 1-10 :        Civil Action
(fictitious entities) and JOHN     :
DOES 1-10 (fictitious persons),    : COMPLAINT AND JURY DEMAND
                 Defendants.       :
""",
        [
            QUIST,
            (DEFENDANT, "Rowe Pharma, Inc."),
            (DEFENDANT, "ABC Corps. 1-10"),
            (DEFENDANT, "John Does 1-10"),
        ],
        ("ESX-L-4417-21",),
    ),
    "Texas, the county beside the word between the sides": (
        """CAUSE NO. _______________
ODD AND LENA BERGE IN THE DISTRICT COURT OF
Plaintiffs,
V. HARBOR COUNTY, TEXAS
ROWE RIVER AUTHORITY
Defendant ____ JUDICIAL DISTRICT
PLAINTIFFS ORIGINAL PETITION
""",
        [(PLAINTIFF, "Odd Berge"), (PLAINTIFF, "Lena Berge"), (DEFENDANT, "Rowe River Authority")],
        (),
    ),
    "civil minutes with a page": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA
CIVIL MINUTES—GENERAL
Case No. CV 19-4417-ABC (DEFx) Date November 6, 2019
Title Nora Quist v. Rowe Foods, Inc. Page 1 of 3
Present: The Honorable IDA MARSH, UNITED STATES DISTRICT JUDGE
""",
        [QUIST, (DEFENDANT, "Rowe Foods, Inc.")],
        ("CV 19-4417-ABC (DEFx)",),
    ),
    "a title over three lines between the court and the names": (
        """SUPERIOR COURT OF THE STATE OF CALIFORNIA
IN AND FOR THE COUNTY OF MARIN
Case No. MA100417
PLAINTIFF’S EVIDENTIARY
OBJECTIONS TO DEFENDANTS HARBOR’S,
ROWE’S, AND MARSH’S EVIDENCE
SUBMITTED IN SUPPORT OF MOTIONS
Date: December 6, 2019
Dept.: D
NORA QUIST,
Plaintiff,
v.
ABEL ROWE, HARBOR LEAGUE, and LENA MARSH,
Defendants.
""",
        [
            QUIST,
            (DEFENDANT, "Abel Rowe"),
            (DEFENDANT, "Harbor League"),
            (DEFENDANT, "Lena Marsh"),
        ],
        ("MA100417",),
    ),
    "a day of filing in the corner": (
        """                                             FILED
                                             2021 MAY -3 PM 4:17
                                             CLERK, U.S. DISTRICT COURT
                                             WESTERN DISTRICT OF TEXAS
UNITED STATES DISTRICT COURT
WESTERN DISTRICT OF TEXAS
AUSTIN DIVISION
NORA QUIST,                     §
     Plaintiff,                 §
v.                              §     A-21-CV-00417-LY
ROWE CHARTER SCHOOL,            §
     Defendant.                 §
""",
        [QUIST, (DEFENDANT, "Rowe Charter School")],
        ("A-21-CV-00417-LY",),
    ),
    "small capitals within a name": (
        """UNITED STATES COURT OF APPEALS
F OR THE S ECOND C IRCUIT
Docket No. 19-1417-cv
N ORA Q UIST, C ONSTANCE L AM ARCA,
Plaintiffs-Appellants,
— v.—
R OWE F LIGHT L INES, I NC.,
Defendant-Appellee.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("plaintiff-appellant", "Constance Lamarca"),
            ("defendant-appellee", "Rowe Flight Lines, Inc."),
        ],
        ("19-1417-cv",),
    ),
}


LAYOUTS |= {
    "as a reporter prints many sides": (
        """NORA QUIST AND ODD BERGE, PLAINTIFFS-RESPONDENTS-CROSS-APPELLANTS, AND IDA McHOLM, \
HAL PELL AND JOHN DOES I-III, PLAINTIFFS,
v.
THE BRIDGE POLICE SUPERIOR OFFICERS ASSOCIATION, DEFENDANT-CROSS-RESPONDENT, AND THE \
BRIDGE AUTHORITY OF MAINE AND VERMONT, DEFENDANT-APPELLANT-CROSS-RESPONDENT, AND \
LENA MARSH, JR., INDIVIDUALLY, AND AS AN OFFICER, DEFENDANTS.
Superior Court of New Jersey, Appellate Division.
""",
        [
            ("plaintiff-respondent-cross-appellant", "Nora Quist"),
            ("plaintiff-respondent-cross-appellant", "Odd Berge"),
            (PLAINTIFF, "Ida McHolm"),
            (PLAINTIFF, "Hal Pell"),
            (PLAINTIFF, "John Does I-III"),
            ("defendant-cross-respondent", "Bridge Police Superior Officers Association"),
            ("defendant-appellant-cross-respondent", "Bridge Authority of Maine and Vermont"),
            (DEFENDANT, "Lena Marsh, Jr."),
        ],
        (),
    ),
    "the party that appeals named again below": (
        """UNITED STATES COURT OF APPEALS
FOR THE THIRD CIRCUIT
No. 19-1417
THE HALYARD INDEMNITY COMPANY
v.
ROWE & CO., INC. and
TIDEWATER FLAVORS & SPICES INC.
ROWE & CO., INC.
v.
PELL BUSINESS INTERNATIONAL, INC.
and MARSH MUTUAL INSURANCE COMPANY
Tidewater Flavors & Spices Inc.,
 Appellant
On Appeal from the United States District Court
""",
        [
            (PLAINTIFF, "The Halyard Indemnity Company"),
            (DEFENDANT, "Rowe & Co., Inc."),
            (DEFENDANT, "Tidewater Flavors & Spices Inc."),
            (PLAINTIFF, "Rowe & Co., Inc."),
            (DEFENDANT, "Pell Business International, Inc."),
            (DEFENDANT, "Marsh Mutual Insurance Company"),
            ("appellant", "Tidewater Flavors & Spices Inc."),
        ],
        ("19-1417",),
    ),
    "a brace drawn in pieces, and a notice above the names": (
        """UNITED STATES COURT OF APPEALS
FOR THE NINTH CIRCUIT
REDACTED VERSION OF DOCUMENT SOUGHT TO BE SEALED
NORA QUIST, individually \uf8fc
and as representative of the class \uf8f4
of persons defined below;          \uf8fd  No. 07-55417
ODD BERGE,                         \uf8f4  D.C. No.
Plaintiffs-Appellants,             \uf8f4  CV-00-13417-DDP
v.                                 \uf8fe  OPINION
HAL PELL,
Defendant-Appellee.
""",
        [
            ("plaintiff-appellant", "Nora Quist"),
            ("plaintiff-appellant", "Odd Berge"),
            ("defendant-appellee", "Hal Pell"),
        ],
        ("07-55417",),
    ),
    "a county with its state": (
        """CASE NO.
D-1-GN-22-007417
HARBOR COUNTY, TEXAS, § IN THE DISTRICT COURT OF
Plaintiff, §
v. §
§ TRAVIS COUNTY, TEXAS
ABEL ROWE, ATTORNEY §
GENERAL OF THE STATE OF §
TEXAS, §
Defendant. § 201ST JUDICIAL DISTRICT
""",
        [(PLAINTIFF, "Harbor County, Texas"), (DEFENDANT, "Abel Rowe")],
        ("D-1-GN-22-007417",),
    ),
    "a division with its number between the sides": (
        """IN THE CIRCUIT COURT OF THE NINTH JUDICIAL CIRCUIT
IN AND FOR HARBOR COUNTY, FLORIDA
NORA QUIST,
Plaintiff,
v. CASE NO.: 2010-CA-10417
DIVISION: 34
LENA MARSH, HAL PELL, and TIM McROWE,
Defendants.
______________________________________/
""",
        [
            QUIST,
            (DEFENDANT, "Lena Marsh"),
            (DEFENDANT, "Hal Pell"),
            (DEFENDANT, "Tim McRowe"),
        ],
        ("2010-CA-10417",),
    ),
    "a section of the court under its division": (
        """IN THE CIRCUIT COURT OF HARBOR COUNTY, ILLINOIS
COUNTY DEPARTMENT, LAW DIVISION
TAX & MISCELLANEOUS REMEDIES SECTION
HALYARD RETAIL MERCHANTS ASSOCIATION; )
ROWE, LTD. d/b/a ROWE FOODS and TOYS; )
and PELL PRODUCE, INC., )
Plaintiffs, ) Case No. 2017 L 050417
v. )
THE HARBOR COUNTY DEPARTMENT OF )
REVENUE, )
Defendant. )
""",
        [
            (PLAINTIFF, "Halyard Retail Merchants Association"),
            (PLAINTIFF, "Rowe, Ltd."),
            (PLAINTIFF, "Pell Produce, Inc."),
            (DEFENDANT, "Harbor County Department of Revenue"),
        ],
        ("2017 L 050417",),
    ),
    "a transcript that names another case further down": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA
IN RE: HALYARD MOTOR CORPORATION )
UNINTENDED ACCELERATION )
LITIGATION ) ML 10-2417-ABC(FMOx)
___________________________________)
REPORTER'S TRANSCRIPT OF PROCEEDINGS
"""
        + "APPEARANCES OF COUNSEL\n" * 45
        + "THE CLERK: Calling\nPELL\nvs.\nHALYARD\nSACV 11-1417.\n",
        [("in re", "Halyard Motor Corporation Unintended Acceleration Litigation")],
        ("ML 10-2417-ABC(FMOx)",),
    ),
}

LAYOUTS |= {
    "a cited matter below a suit": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA
NORA QUIST, individually and on
behalf of all others similarly situated,
Plaintiff,
v.
HALYARD TELEVISION, LLC,
Defendant.
Case No. 5:16-cv-00417-ABC-(Ex)
PLAINTIFF’S OPPOSITION TO MOTION
TABLE OF AUTHORITIES
Page(s)
In re Rules Implementing the Calling Act of 1991,
7 F.C.C.R. 8752 (1992) .... passim
""",
        [QUIST, (DEFENDANT, "Halyard Television, LLC")],
        ("5:16-cv-00417-ABC-(Ex)",),
    ),
    "a company's name wrapped after two words": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA, WESTERN DIVISION
HALYARD FLIGHT
SOLUTIONS HOLDINGS INC. and
PELLEX, LLC,
Plaintiffs,
v.
ROWE TECHNOLOGIES AG, et al.,
Defendants.
""",
        [
            (PLAINTIFF, "Halyard Flight Solutions Holdings Inc."),
            (PLAINTIFF, "Pellex, LLC"),
            (DEFENDANT, "Rowe Technologies AG"),
        ],
        (),
    ),
    "sides over several lines, third parties after the titles": (
        """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA
QUIST USA, INC.,
Plaintiff and Counter\ufffeDefendant,
vs.
ROWE FOODS, INC.,
Defendant, Counter\ufffeClaimant, and Third Party
Plaintiff.
Case No. 2:16-cv-07417-ABC-DEF
APPLICATION TO FILE UNDER SEAL
QUIST CANADA, INC., and PELL
S.A.
Third-Party Defendants.
Judge Ida A. Marsh
""",
        [
            ("plaintiff-counter-defendant", "Quist USA, Inc."),
            ("defendant-counter-claimant-third-party-plaintiff", "Rowe Foods, Inc."),
            ("third-party defendant", "Quist Canada, Inc."),
            ("third-party defendant", "Pell S.A."),
        ],
        ("2:16-cv-07417-ABC-DEF",),
    ),
    "two companies of one stem": (
        """UNITED STATES DISTRICT COURT
FOR THE CENTRAL DISTRICT OF CALIFORNIA
NORA QUIST,
Plaintiff,
vs.
BANK OF HALYARD
CORPORATION, a Delaware
corporation, and BANK OF
HALYARD, N.A., a national banking
association,
Defendants.
""",
        [
            QUIST,
            (DEFENDANT, "Bank of Halyard Corporation"),
            (DEFENDANT, "Bank of Halyard, N.A."),
        ],
        (),
    ),
    "a party in interest with hyphens, and the bench above": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
Before The Honorable Ida H. Marsh, Judge
NORA QUIST, and TIDEWATER )
PUBLIC SCHOOLS, )
Plaintiffs, )
v. ) 2:18-cv-00417-ABC
NATIONAL FUND FOR )
VERSE, )
Defendant, )
THE MAINE VERSE COMMISSION )
Party-in-Interest. )
""",
        [
            QUIST,
            (PLAINTIFF, "Tidewater Public Schools"),
            (DEFENDANT, "National Fund for Verse"),
            ("party-in-interest", "Maine Verse Commission"),
        ],
        ("2:18-cv-00417-ABC",),
    ),
    "two states under a federal heading": (
        """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF PENNSYLVANIA
COMMONWEALTH OF PENNSYLVANIA
AND STATE OF NEW JERSEY,                 CIVIL ACTION
          Plaintiffs,
v.                                       NO. 17-4417
ABEL ROWE,
          Defendant.
""",
        [
            (PLAINTIFF, "Commonwealth of Pennsylvania"),
            (PLAINTIFF, "State of New Jersey"),
            (DEFENDANT, "Abel Rowe"),
        ],
        ("17-4417",),
    ),
    "a class action's title and jury demand before the names": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF NEW JERSEY

Case No.:

CLASS ACTION COMPLAINT FOR
VIOLATIONS OF THE FEDERAL
SECURITIES LAWS

JURY TRIAL DEMANDED

ODD AND LENA BERGE,
Individually and On Behalf of All Others
Similarly Situated,

Plaintiff,

v.

HALYARD BED & LINEN INC., ABEL J.
ROWE, and IDA A. MARSH,

Defendants.
""",
        [
            (PLAINTIFF, "Odd Berge"),
            (PLAINTIFF, "Lena Berge"),
            (DEFENDANT, "Halyard Bed & Linen Inc."),
            (DEFENDANT, "Abel J. Rowe"),
            (DEFENDANT, "Ida A. Marsh"),
        ],
        (),
    ),
    "v. before the first side's word, with the number of its line": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA, SAN JOSE DIVISION
QUIST, INC., a Delaware Corporation,
18 V.
Plaintiff,
ROWE SYSTEMS, INC., a California
Corporation,
Defendant.
Case No. 5:17-cv-00417-ABC
""",
        [(PLAINTIFF, "Quist, Inc."), (DEFENDANT, "Rowe Systems, Inc.")],
        ("5:17-cv-00417-ABC",),
    ),
    "a matter, and what the paper relates to": (
        """UNITED STATES DISTRICT COURT FOR THE
CENTRAL DISTRICT OF CALIFORNIA
IN RE: HALYARD, INC., CONSUMER PRIVACY LITIGATION
This document relates to:
ALL ACTIONS
Case No. 8:16-ml-02417- ABC (DEFx)
""",
        [("in re", "Halyard, Inc., Consumer Privacy Litigation")],
        ("8:16-ml-02417",),
    ),
    "numbers of joined appeals with an agenda": (
        """Docket Nos. 78417, 78418 cons.--Agenda 5--January 1996.
NORA QUIST et al., Appellants, v. ABEL SAMUEL ROWE, Appellee.
Opinion filed June 20, 1996.
""",
        [("appellant", "Nora Quist"), ("appellee", "Abel Samuel Rowe")],
        ("78417",),
    ),
}

# What recognition of scans makes of the same captions: each may lose something, none may invent anybody.
NOISE: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "the rule is lost": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST,
Plaintiff, Case No. 2:21-cv-00417
v.
ROWE SHIPPING CORP.,
Defendant.
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
    "a comma after v, and a lost f": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST,
Plaintifi,
v,
ROWE SHIPPING CORP.
Defendant,
Case No. 2:21-cv-00417
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
    "commas read as stops": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST.
Plaintiff.
v.
ROWE SHIPPING CORP..
Defendant.
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
    "no commas between names": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST
ODD BERGE
LENA MARSH
Plaintiffs
v
ROWE SHIPPING CORP
Defendant
""",
        {
            QUIST,
            (PLAINTIFF, "Odd Berge"),
            (PLAINTIFF, "Lena Marsh"),
            (DEFENDANT, "Rowe Shipping Corp"),
        },
    ),
    "brackets read as letters": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST,                    J
            Plaintiff,         )
                               1
      v.                       )   Civil No. 2:21-cv-00417
ROWE SHIPPING CORP.,           ]
            Defendant.         )
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
    "words run together": (
        """UNITEDSTATESDISTRICTCOURT
DISTRICT OF MAINE
NORA QUIST,
Plaintiff,
v.
ROWE SHIPPING CORP.,
Defendants.
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
    "the sides' words damaged": (
        """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE
NORA QUIST,
Plaintif,
vs.
ROWE SHIPPING CORP.,
Defendaut.
Case No. 2:21-cv-00417
""",
        {QUIST, (DEFENDANT, "Rowe Shipping Corp.")},
    ),
}


@pytest.mark.parametrize("name", NOISE)
def test_noise_of_recognition_invents_nobody(name: str) -> None:
    text, right = NOISE[name]
    caption = read_caption(SourceText(text + BODY), Metadata())
    found = set(sides(caption)) if caption else set()
    assert found <= right, found - right
    assert len(found) >= len(right) - 1


def read(text: str) -> Caption:
    caption = read_caption(SourceText(text), Metadata())
    assert caption is not None
    return caption


def sides(caption: Caption) -> list[tuple[str, str]]:
    return [(party.role, party.name) for party in caption.parties]


BODY = (
    "\nPlaintiff alleges as follows upon information and belief and says that it was "
    "harmed:\n1. This is an action for damages that arises under the laws of the State.\n"
)


ROOTER = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
HALYARD ROOTER AND PLUMBING,
INC., individually and on behalf of all others,
Plaintiff,
v.
ROWE MERCHANTS, LLC,
Defendant.
"""


def test_the_body_tells_that_and_stands_inside_a_name() -> None:
    joint = "Halyard Rooter and Plumbing, Inc."
    whole = f"Plaintiff {joint} is a company. It says that {joint} was harmed.\n"
    assert sides(read(ROOTER + whole))[0] == (PLAINTIFF, "Halyard Rooter and Plumbing, Inc.")
    apart = f"{joint} sue. Both say that {joint} were harmed, since Plumbing sells.\n"
    assert len(sides(read(ROOTER + apart))) == 3


def test_sides_as_a_publisher_prints_them() -> None:
    caption = read(
        "THE HALYARD SUN COMPANY; Odd Berge, Plaintiffs-Appellants, v. Abel J. ROWE, Jr., in his official "
        "capacity as Governor of Maine, Defendants-Appellees. Leonard Pell, Movant, The Tidewater Post; "
        "Marsh Inc., Amici Supporting Appellants.\nOPINION\n"
    )
    assert sides(caption) == [
        ("plaintiff-appellant", "The Halyard Sun Company"),
        ("plaintiff-appellant", "Odd Berge"),
        ("defendant-appellee", "Abel J. Rowe, Jr."),
        ("movant", "Leonard Pell"),
        ("amicus supporting appellant", "Tidewater Post"),
        ("amicus supporting appellant", "Marsh Inc."),
    ]


def test_what_else_a_caption_says() -> None:
    caption = read(LAYOUTS["names over two pages"][0] + BODY)
    assert caption.court == "United States District Court Southern District of New York"
    assert caption.title == "AMENDED COMPLAINT"
    caption = read(LAYOUTS["bars for a rule"][0] + BODY)
    assert caption.jury_demand
    caption = read(LAYOUTS["several aliases"][0] + BODY)
    assert [party.aliases for party in caption.parties] == [
        ("Nora Berge",),
        ("Rowe Motors", "Rowe and Sons Auto"),
        ("Lena Holm",),
    ]
    caption = read(LAYOUTS["representative of an estate"][0] + BODY)
    assert caption.parties[0].capacity is not None
    assert "Administratrix" in caption.parties[0].capacity
    assert caption.parties[1].capacity == "in his individual capacity"
    caption = read(LAYOUTS["an employee's appeal"][0] + BODY)
    assert caption.court == "Merit Systems Protection Board"


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_sides_numbers_and_places(name: str) -> None:
    text, expected, numbers = LAYOUTS[name]
    caption = read(text + BODY)
    assert sides(caption) == expected
    assert caption.docket_numbers == numbers
    for party in caption.parties:
        printed = party.span.of(text)
        assert printed == printed.strip()
        given = party.name.split()[0].casefold()
        assert given in printed.replace(" ", "").replace("\n", " ").casefold(), party
