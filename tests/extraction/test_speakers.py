"""Who says what, sentence by sentence and by the neighbourhood."""

import pytest

from extraction.findings import Certainty
from extraction.quotations import find_quotations
from extraction.reading import read
from extraction.speakers import attribute
from importers.source_text import Paragraph, SourceText, Span

STATED, INFERRED, NOBODY = Certainty.STATED, Certainty.INFERRED, Certainty.UNATTRIBUTED


def speakers(*paragraphs: str, court_paper: bool = False) -> list[tuple[str | None, Certainty]]:
    text = "\n\n".join(paragraphs)
    found, at = [], 0
    for paragraph in paragraphs:
        found.append(Paragraph(Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    reading = read(SourceText(text, (), tuple(found)))
    quotations = find_quotations(reading)
    return [
        (said.speaker.of(reading.text) if said.speaker else None, said.certainty)
        for quotation, said in zip(
            quotations, attribute(reading, quotations, court_paper=court_paper), strict=True
        )
        if quotation.nested_in is None
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"The roof leaked," Ana Ruiz said.', "Ana Ruiz"),
        ('"The roof leaked," said Ana Ruiz.', "Ana Ruiz"),
        ('"The roof leaked," she said.', "she"),
        ("“The roof leaked,” Ruiz told the board on Monday.", "Ruiz"),
        ("''The roof leaked,'' Mr. Poole wrote to his landlord.", "Mr. Poole"),
        ('"The roof leaked," the clerk, Ana Ruiz, said on Monday.', "the clerk"),
        ('"Did the roof leak?" asked Poole.', "Poole"),
        ('"It leaked!" Poole shouted.', "Poole"),
        ('"It leaked," said Thursday morning Jo Dale, the clerk.', "Jo Dale"),
        ('"The roof leaked," said a longtime tenant of the shop.', "a longtime tenant of the shop"),
        ('"The roof leaked" wrote one tenant.', "one tenant"),
        ('Ana Ruiz (the clerk): "I saw it."', "Ana Ruiz"),
        ('Ana Ruiz said, "The roof leaked."', "Ana Ruiz"),
        ('Ana Ruiz said: "The roof leaked."', "Ana Ruiz"),
        ('Ruiz said the landlord was "slow to answer".', "Ruiz"),
        ('In a letter, Poole called the lease "a trap for fools".', "Poole"),
        ('According to Ruiz, "the roof had leaked for a year".', "Ruiz"),
        ('The lease was described by Poole as "a trap for fools".', "Poole"),
        ('Ruiz was quoted as saying "the roof has leaked for years".', "Ruiz"),
        ('Poole, who wrote that "the roof leaks every winter", moved out.', "Poole"),
        ('The lease, the company said, "binds both sides until May".', "the company"),
        ('Ruiz left the room, adding, "I will not sign this."', "Ruiz"),
        ('Poole rejected her claim that "the roof leaks every winter".', "her"),
        ("RUIZ: “I never saw the lease.”", "RUIZ"),
        ("The roof leaked. RUIZ: “I never saw the lease.”", "RUIZ"),
        ('The clerk wrote down: (h) Ruiz said "the roof fell".', "Ruiz"),
        ('"I never saw the lease." — Ana Ruiz', "Ana Ruiz"),
        ('"You will pay," Poole went on.', "Poole"),
        ('Ruiz sent a letter saying "the rent is not owed".', "Ruiz"),
        ('Ruiz said she believed "the roof would hold until May".', "Ruiz"),
        ('The complaint alleges that Poole "knew of the leak in May".', "The complaint"),
        ('The court held that the lease was "void from the start".', "The court"),
        ('Orchard Pipe argues that the claim is "barred by the lease".', "Orchard Pipe"),
        ("He said Poole was “a liar” and said that Ruiz was “no better than he is.”", "He"),
        (
            'The tenants "have paid in full every month," their lawyer, Jo Dale, wrote.',
            "their lawyer",
        ),
    ],
)
def test_speaker_in_the_sentence(text, who):
    assert speakers(text)[0] == (who, STATED)


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "reform" failed.',
        'The words "as is where is" stand in the lease.',
        'Ruiz was asked, "Did the roof leak?"',
        '"The roof leaked in May and fell in June."',
        'Poole failed to say that the roof "was rotten through and through".',
        'The landlord must state that the roof "is safe for all who live below".',
        'The roof was described as "a danger to all who live below".',
    ],
)
def test_nobody_is_named(text):
    assert speakers(text)[0][1] is not STATED


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('Ruiz wanted the landlord to "mend the roof at once".', "Ruiz"),
        ('Poole was sure of one thing: "The roof will fall by June."', "Poole"),
        ('Ruiz feared that the roof would "fall on the children below".', "Ruiz"),
    ],
)
def test_verbs_of_thinking_only_suggest(text, who):
    assert speakers(text)[0] == (who, INFERRED)


def test_the_speaker_of_the_main_clause_beats_one_who_only_thinks():
    assert speakers('Dale said Poole wanted to "mend the roof at once".') == [("Dale", STATED)]


def test_nothing_inside_a_quotation_is_taken_for_its_speaker():
    assert speakers('"Poole said he would pay," Ruiz testified.') == [("Ruiz", STATED)]


def test_the_next_quotation_of_a_paragraph_is_only_inferred_to_have_the_same_speaker():
    assert speakers('"It leaked," Ruiz said. "It fell in May."') == [
        ("Ruiz", STATED),
        ("Ruiz", INFERRED),
    ]


def test_the_first_quotation_of_a_paragraph_goes_with_the_second():
    found = speakers('"It fell in May." "Nobody came," Ruiz said.')
    assert found == [("Ruiz", INFERRED), ("Ruiz", STATED)]


def test_a_name_with_a_dash_signs_the_paragraph_above():
    assert speakers('"The roof has leaked since May."', "- Ana Ruiz.") == [("Ana Ruiz", STATED)]


def test_a_quotation_after_a_sentence_about_somebody_is_only_inferred_to_be_theirs():
    text = 'Ana Ruiz praised the tenants. "They paid every month."'
    assert speakers(text) == [("Ana Ruiz", INFERRED)]


def test_an_interrupted_quotation_has_one_speaker():
    found = speakers('"The roof," Ruiz said, "has leaked since May."')
    assert [who for who, _ in found] == ["Ruiz", "Ruiz"]


def test_a_paragraph_with_a_colon_introduces_the_next():
    assert speakers("Ruiz testified:", '"The roof leaked."') == [("Ruiz", STATED)]


def test_a_chain_keeps_its_speaker():
    found = speakers('Ruiz said: "It leaked.', '"It fell in May."')
    assert found == [("Ruiz", STATED), ("Ruiz", STATED)]


def test_a_quotation_far_from_any_speaker_has_none():
    plain = ["The roof is slate.", "The walls are brick.", "The yard is paved."]
    found = speakers('"It leaked," Ruiz said.', *plain, '"It fell in May."')
    assert found[1] == (None, NOBODY)


def test_a_sentence_may_go_on_with_the_report_of_the_one_before():
    text = (
        'The petition stated that tenants had left. They did so to avoid "mould, damp and worse".'
    )
    assert speakers(text) == [("The petition", INFERRED)]


def test_nobody_speaks_in_a_data_dump():
    assert set(speakers('"Ruiz said","42",' * 300)) == {(None, NOBODY)}


def test_a_quotation_beyond_what_the_model_reads_is_kept_without_a_speaker():
    text = "The roof is old. " * 2000 + '"It leaked," Ruiz said.'
    assert speakers(text) == [(None, NOBODY)]


def test_every_attribution_says_why():
    text = '"It leaked," Ruiz said. "It fell." Poole wanted "a new roof by May".'
    reading = read(SourceText(text, (), (Paragraph(Span(0, len(text))),)))
    for said in attribute(reading, find_quotations(reading)):
        assert bool(said.speaker) == bool(said.evidence)
        assert 0 < said.confidence <= 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Defendants deny any allegation that they “moderated” the forum.", (None, NOBODY)),
        ("Defendants admit that the persons “attended and took part” in it.", (None, NOBODY)),
        ("The clerk must show “a meeting of the minds” (emphasis added).", (None, NOBODY)),
        ("They met with “no prayers here” by Defendant Vance.", ("Defendant Vance", INFERRED)),
    ],
)  # fmt: skip
def test_a_pleading_that_answers_words_does_not_say_them(text, said):
    assert speakers(text, court_paper=True) == [said]


def test_one_of_several_is_named_with_them():
    assert speakers("When she asked, one of them told her that “nobody reads it”.") == [
        ("one of them", STATED)
    ]


def test_in_a_story_a_denial_is_said():
    assert speakers("Ruiz denied that it was “a trap”.") == [("Ruiz", STATED)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # what nobody can say
        ("Promissory estoppel requires “evidence of a promise”.", (None, NOBODY)),
        ("Even so, the public interest demands “a quick and clean end” to it.", (None, NOBODY)),
        ("The test asks “whether the roof was sound in May”.", (None, NOBODY)),
        ("The scarcity of papers in the record argues for “a second look”.", (None, NOBODY)),
        ("The pact discharges all claims “arising from the roof in any way”.", (None, NOBODY)),
        # papers and laws keep their words
        ("Rule 14-C provides that “no roof shall be mended at night”.", ("Rule 14-C", STATED)),
        ("The Roof Act requires “a sound roof in every season”.", ("The Roof Act", STATED)),
        (
            "The notice of the meeting says “bring your own chair”.",
            ("The notice of the meeting", STATED),
        ),
        # cases
        ("In Vale, Ltd. v. Orr, 3 F.3d 9 (4th Cir. 2002), (“a roof is a roof”).", (None, NOBODY)),
        (
            "Mending a roof, see Vale Tiles, Ltd. v. Orr, 3 F.3d 9 (1999), “surely serves” all.",
            (None, NOBODY),
        ),
        ("Hill v. Dale held that a roof is “a part of the house”.", ("Hill v. Dale", STATED)),
        ("“A street is a street.” Orr, 3 U.S. at 9; accord Dale.", (None, NOBODY)),
        (
            "Ruiz argues so. Cruz v. Dale, 3 F.3d 9, 12 (Tex. 2012) (“The law binds every landlord.”).",
            (None, NOBODY),
        ),
        (
            "Orr v. Vale, 3 U.S. 9 (1905) (noting courts’ duty when a law lacks “a real relation” to it).",
            (None, NOBODY),
        ),
        # duties and idioms
        (
            "The tenants contend that it fell. The tenants must show that the harm is “real, not guessed”.",
            (None, NOBODY),
        ),
        ("A passing guest has stated a “right to dwell” claim.", (None, NOBODY)),
        ("The City began deducting nine dollars for “Roof Cover After Tax”.", (None, NOBODY)),
        (
            "Nor was she called by anyone providing authority to act for the “heirs of the house”.",
            (None, NOBODY),
        ),
        (
            "The City has power over this “action in the nature of a suit”, as explained below.",
            (None, NOBODY),
        ),
        (
            "Romero does not allege that she fell at this “all too merry” march.",
            ("Romero", INFERRED),
        ),
        ("In May, Standard told the City “to mend the roof”.", ("Standard", STATED)),
        ("Standard told the City “to mend the roof”.", ("Standard", STATED)),
        ("Equity demands “a sound roof for all”.", (None, NOBODY)),
        ("The house standards say “no hens at night”.", ("The house standards", STATED)),
        (
            "Section 4 of the lease states that tenants “shall not keep hens”.",
            ("Section 4 of the lease", STATED),
        ),
        (
            "Dale has provided no answer, nor was Ruiz met by one acting for the “heirs of it”.",
            (None, NOBODY),
        ),
        (
            "Defendants have refused to let out the “local yard and stairs” on fair terms.",
            (None, NOBODY),
        ),
        ("Poole agrees that the marks “soft milk” tell what it is.", ("Poole", STATED)),
        (
            "Plaintiffs, in an effort to hide it, claimed harm from “a leak in May”.",
            ("Plaintiffs", STATED),
        ),
        (
            "They were barred from providing lines that ended outside the “local yard and stairs”.",
            (None, NOBODY),
        ),
        (
            "Section 9 of the Act requires “clear and timely notice” of it.",
            ("Section 9 of the Act", STATED),
        ),
        ("Due process requires “a chance to be heard first”.", (None, NOBODY)),
        (
            "Executive Order 28, issued in March, directed all to “stay at their homes”.",
            ("Executive Order 28", STATED),
        ),
        ("The Act defines a cover as “any roof of a house”.", ("The Act", STATED)),
        (
            "The Amendment guarantees that no State shall “take any roof away”.",
            ("The Amendment", STATED),
        ),
        ("Counsel for Ruiz objected: “Asked and answered.”", ("Counsel for Ruiz", STATED)),
        ("Q. Did you say “never again to anyone”?", ("you", INFERRED)),
        (
            "This Court has power over the “action in the nature of a suit” pursuant to 28 U.S.C. § 1(a),"
            " because two or more tenants are of different states as that term is defined by 28 U.S.C. § 14.",
            (None, NOBODY),
        ),
        # names
        ("See Exhibit F. Andrew stated that “the house holds proper title”.", ("Andrew", STATED)),
        (
            "Specifically, the Court stated: “We decline the request to vacate the order.”",
            ("the Court", STATED),
        ),
        ("It was late. St. Orban stated that “the roof was sound”.", ("St. Orban", STATED)),
        (
            "Clare left a message at Ruiz’s home phone number asking her to call “about an urgent matter”.",
            ("Clare", STATED),
        ),
        (
            "They misled the City into believing “that they would mend the roof”.",
            ("the City", INFERRED),
        ),
    ],
)
def test_court_papers_name_nobody_who_does_not_speak(text, said):
    assert speakers(text, court_paper=True)[-1] == said


def test_a_colon_in_a_court_paper_needs_a_verb_of_saying():
    block = "All persons who live in the house and have paid their rent."
    found = speakers(
        "Plaintiffs sue on behalf of the following class:", f"“{block}”", court_paper=True
    )
    assert found == [(None, NOBODY)]
