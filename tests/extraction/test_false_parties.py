"""Words that look like names and name nobody, or name somebody else: one row for each class met in papers."""

import pytest

from extraction.captions import read_caption
from extraction.findings import DocumentKind, Party, PartyKind
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import FormField, ImportedDocument
from importers.source_text import SourceText, Span


def parties(text: str, kind: DocumentKind = DocumentKind.COMPLAINT) -> tuple[Party, ...]:
    document = ImportedDocument(SourceText(text), "text/plain", "t")
    caption = read_caption(document.source, document.metadata)
    return find_parties(document, read(document.source), kind, caption)


CAPTION = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

NORA QUIST,
          Plaintiff,
     v.
HALYARD PRESS LLC and CHRISTOPHER ROWE,
          Defendants.
COMPLAINT

"""
NOBODY = [
    ("1. The form is headed “Summons to Appear and/or Produce Records” in bold.", "and/or"),
    ("1. The letter went to the Custodian of Records at the clinic, who kept it.", "Custodian"),
    ("A. The Unlawful Acts By Defendants And Unnamed Co-Conspirators\n\nThey met.", "Unnamed"),
    ("B. Legal Support For Co-Conspirators\n\nThe money came in March.", "Support"),
    ("C. Defendants Promoted Attendance, Dread, and Imagery Designed to Threaten\n\n"
     "They promoted attendance with imagery designed for dread.", "Imagery"),
    ("1. The claim is barred by Res Judicata, as a Florida court found.", "Res Judicata"),
    ("1. He wrote to @everyone on the server, and to @here as well.", "@everyone"),
    ("1. The union holds that Unlawful Assembly is a crime; an unlawful assembly is not.", "Unlawful"),
    ("1. Quist's Credit Card Protection Act (CCPA) claim stays. The CCPA is a statute. His CCPA claim "
     "failed, and the CCPA users paid.", "CCPA"),
    ("1. The finding went to the Reviewing Authority, and to its Separation Authority.", "Authority"),
    ("1. Halyard planned the Harbor Pride rally in May. Many came to the Harbor Pride rally. After the "
     "Harbor Pride events, he left. Harbor Pride was a success.", "Harbor Pride"),
    ("1. Orla Dunne, Tarrow County District Clerk, signed it; the clerk was ill.", "Tarrow"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word"), NOBODY, ids=[word for _, word in NOBODY])
def test_names_nobody(text: str, word: str) -> None:
    found = [p.name for p in parties(CAPTION + text + "\n")]
    assert not [name for name in found if word in name]


def test_a_preposition_begins_no_name() -> None:
    found = [
        p.name
        for p in parties(CAPTION + "1. He lied.\n\nAgainst Tidewater Books P.C.\n\n2. It lied.\n")
    ]
    assert "Tidewater Books P.C." in found
    assert not [name for name in found if name.startswith("Against")]


def test_a_side_parts_what_stands_before_it_from_the_name() -> None:
    text = "1. Ida Holm was Harbor Master for Defendant Halyard Press LLC in 2017.\n"
    found = [p.name for p in parties(CAPTION + text)]
    assert not [name for name in found if "for Defendant" in name]


def test_a_person_before_and_is_no_part_of_the_company() -> None:
    text = "1. Christopher Rowe and Halyard Press LLC own it. Christopher Rowe and Halyard Press LLC pay.\n"
    found = [p.name for p in parties(CAPTION + text)]
    assert [n for n in found if " and " in n] == []


def test_the_short_given_name_is_the_same_persons() -> None:
    found = parties(CAPTION + "1. In May, Chris Rowe wrote to Ms. Quist. Then Chris Rowe came.\n")
    rowe = next(p for p in found if p.name == "Christopher Rowe")
    assert "Chris Rowe" in {m.text for m in rowe.mentions}
    assert not [p for p in found if p.name == "Chris Rowe"]


def test_the_last_name_of_an_alias_is_the_partys() -> None:
    text = CAPTION.replace("CHRISTOPHER ROWE", "CHRISTOPHER ROWE a/k/a EZRA MOSLEY")
    found = parties(text + "1. Defendant Mosley wrote. Defendant Mosley came. Mosley left.\n")
    assert not [p for p in found if p.name == "Mosley"]


def test_the_country_is_one_party_under_both_names() -> None:
    text = CAPTION.replace("NORA QUIST", "THE UNITED STATES OF AMERICA")
    found = parties(
        text + "1. The United States sues for the tax. The United States is owed more.\n"
    )
    assert (
        len(
            [
                p
                for p in found
                if p.name.startswith("United States") and p.kind is not PartyKind.COURT
            ]
        )
        == 1
    )


def test_the_judge_is_not_the_words_before_the_name() -> None:
    text = CAPTION.replace("COMPLAINT", "ORDER")
    text += "The motion is granted.\n\nSO ORDERED.\nSara Vale\nUnited States District Judge\n"
    document = ImportedDocument(SourceText(text), "text/plain", "t")
    caption = read_caption(document.source, document.metadata)
    assert caption is not None
    assert caption.judge == "Sara Vale"


def test_a_court_and_its_division_are_one() -> None:
    text = """IN THE MISSOURI COURT OF APPEALS
EASTERN DISTRICT
DIVISION THREE

NORA QUIST, Appellant,
v.
STATE OF MISSOURI, Respondent.
No. ED123456

1. The Missouri Court of Appeals hears it.
"""
    courts = [p.name for p in parties(text, DocumentKind.OPINION) if p.kind is PartyKind.COURT]
    assert len(courts) == 1


def test_a_blank_form_has_no_caption() -> None:
    text = (
        "UNITED STATES DISTRICT COURT\nfor the\n)\n)\nPlaintiff(s)\nv. Civil Action No.\nDefendant(s)\n"
        "SUBPOENA TO TESTIFY\nAT A HEARING OR TRIAL IN A CIVIL ACTION\nTo:\n(Name of person)\n"
        "YOU ARE COMMANDED to appear.\n"
    )
    document = ImportedDocument(SourceText(text), "text/plain", "t")
    assert read_caption(document.source, document.metadata) is None


def test_a_name_does_not_run_into_the_next_field_of_a_form() -> None:
    text = "Signature of attorney\ns/ Lena Marsh Tidewater Ferry Co.\nDate\n"
    at = text.index("Tidewater")
    field = FormField("party", "Tidewater Ferry Co.", 1, Span(at, at + 19))
    document = ImportedDocument(SourceText(text), "application/pdf", "t", form_fields=(field,))
    found = find_parties(document, read(document.source), DocumentKind.SUBPOENA, None)
    assert "Lena Marsh Tidewater Ferry Co." not in [p.name for p in found]


def test_an_attorney_general_who_is_called_honorable_is_no_judge() -> None:
    text = "1. A letter to The Honorable Abel J. Holm is here. Attorney General Abel Holm wrote back.\n"
    holm = next(p for p in parties(CAPTION + text) if "Holm" in p.name)
    assert holm.role is None
