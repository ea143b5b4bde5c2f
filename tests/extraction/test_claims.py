"""The claims of a complaint by their headings."""

import pytest

from extraction.claims import claims
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

H, B = Zone.HEADING, Zone.BODY


def pleading(*paragraphs: tuple[Zone, str], furniture: str = "") -> SourceText:
    """Paragraphs one below the other, the furniture marked wherever it stands."""
    text, found = "", []
    for zone, words in paragraphs:
        found.append(Paragraph(Span(len(text), len(text) + len(words)), None, zone))
        text += words + "\n"
    at = text.find(furniture) if furniture else -1
    marks = (ZoneSpan(Span(at, at + len(furniture)), Zone.PAGE_FURNITURE, ""),) if at >= 0 else ()
    return SourceText(text, (), tuple(found), marks)


def read(*paragraphs: tuple[Zone, str], furniture: str = "") -> list[tuple[str, str | None]]:
    source = pleading(*paragraphs, furniture=furniture)
    found = claims(source)
    assert [each.span for each in found] == sorted(each.span for each in found)
    return [(each.title, each.law) for each in found]


# One heading each, and what is read of it.
HEADINGS = [
    ("COUNT I: 42 U.S.C. § 1985(3)", "Count I: 42 U.S.C. § 1985(3)", "42 U.S.C. § 1985(3)"),
    ("Count 12 – Breach of Contract", "Count 12: Breach of Contract", None),
    ("COUNT ONE\n(Negligence)", "Count One: Negligence", None),
    ("FIRST CAUSE OF ACTION \n(Taking of the Pier – Fifth Amendment)",
     "First Cause of Action: Taking of the Pier – Fifth Amendment", None),
    ("TWENTY-SECOND CLAIM FOR RELIEF", "Twenty-second Claim for Relief", None),
    ("3rd Claim: Nuisance", "3rd Claim: Nuisance", None),
    ("As and for a Second Cause of Action: Fraud", "As and for a Second Cause of Action: Fraud", None),
    ("FIRST COUNTERCLAIM\n(Declaratory Judgment)", "First Counterclaim: Declaratory Judgment", None),
    ("FIRST AFFIRMATIVE DEFENSE\n(Failure to State a Claim)",
     "First Affirmative Defense: Failure to State a Claim", None),
    ("SECOND SEPARATE AND ADDITIONAL DEFENSE", "Second Separate and Additional Defense", None),
    ("Affirmative Defense No. 3: Waiver", "Affirmative Defense No. 3: Waiver", None),
    ("CLAIM NO. 2: Trespass", "Claim No. 2: Trespass", None),
    ("COUNT V: VIOLATION OF HARBOR CODE § 8.01-42.1", "Count V: VIOLATION OF HARBOR CODE § 8.01-42.1",
     "HARBOR CODE § 8.01-42.1"),
    ("COUNT II: Port Act § 1 - 15 U.S.C. §§ 1 and 2", "Count II: Port Act § 1 - 15 U.S.C. §§ 1 and 2",
     "15 U.S.C. §§ 1 and 2"),
    ("COUNT III: 15 U.S.C. § 1692, et seq. (against Lund)",
     "Count III: 15 U.S.C. § 1692, et seq. (against Lund)", "15 U.S.C. § 1692, et seq."),
    ("COUNT IV (Negligence) (Against All Defendants)",
     "Count IV: (Negligence) (Against All Defendants)", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "title", "law"), HEADINGS)
def test_a_heading_says_its_claim_and_its_statute(heading, title, law):
    assert read((H, heading), (B, "41. Plaintiffs repeat the allegations above.")) == [(title, law)]


NO_HEADINGS = [
    (B, "Count I of the complaint alleges a taking."),
    (B, "Count I. The court finds that nothing was taken."),
    (B, "The first claim: that the berth was closed."),
    (B, "first claim for relief\nin small letters"),
    (H, "COUNT I .......... 12"),
    (H, "Count I: Negligence   12"),
    (H, "COUNTING THE VOTES"),
    (H, "FIRST AMENDMENT"),
    (H, "CLAIMS FOR RELIEF"),
    (H, "AFFIRMATIVE DEFENSES"),
    (H, "COUNT I: " + "very long " * 50),
]


@pytest.mark.parametrize(("zone", "words"), NO_HEADINGS)
def test_what_only_looks_like_one_is_none(zone, words):
    assert read((zone, words)) == []


def test_headings_below_a_number_say_what_it_is():
    paragraphs = (
        (H, "FIRST CLAIM FOR RELIEF"),
        (H, "Retaliation in Violation of the First Amendment"),
        (H, "(42 U.S.C. § 1983)"),
        (B, "42. Plaintiffs repeat the allegations above."),
        (H, "COUNT II: Nuisance"),
        (H, "(Against Lund)"),
        (H, "Facts of the second count"),
        (H, "COUNT III"),
        (H, "COUNT IV"),
    )
    assert read(*paragraphs) == [
        ("First Claim for Relief: Retaliation in Violation of the First Amendment (42 U.S.C. § 1983)",
         "42 U.S.C. § 1983"),
        ("Count II: Nuisance (Against Lund)", None),
        ("Count III", None),
        ("Count IV", None),
    ]  # fmt: skip


def test_a_heading_of_the_section_above_is_no_part_of_the_claim():
    source = pleading((H, "CAUSES OF ACTION \nCOUNT I: Trespass"))
    (claim,) = claims(source)
    assert claim.title == "Count I: Trespass"
    assert claim.span.of(source.text) == "COUNT I: Trespass"


def test_page_furniture_is_left_out_of_the_words():
    furniture = "Case 3:26-cv-00417 Page 9"
    paragraphs = ((H, f"COUNT I\nTaking of \n{furniture}\nthe Pier"), (B, "40. On that day."))
    assert read(*paragraphs, furniture=furniture) == [("Count I: Taking of the Pier", None)]


def test_papers_without_claims_have_none():
    assert read() == [] and read((B, "Dear Odile,"), (B, "nothing is claimed.")) == []
