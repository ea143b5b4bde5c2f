"""Answers: what their words say, and which paragraph of the complaint they say it to."""

import pytest

from extraction.answer_words import denies_the_rest, response_of
from extraction.answers import read_answer
from extraction.reading import read
from extraction.responses import Response
from importers.source_text import Paragraph, SourceText, Span, Zone

A, D, P = Response.ADMITTED, Response.DENIED, Response.PARTLY
K, N = Response.NO_KNOWLEDGE, Response.NO_ANSWER

WORDS = [
    ("Admitted.", A),
    ("Admit.", A),
    ("Defendant admits.", A),
    ("It is admitted.", A),
    ("Defendant admits the allegations of paragraph 12.", A),
    ("Defendant admits the allegations contained in Paragraph 12 of the Complaint.", A),
    ("Marrow Ferry admits all of the allegations set forth in this paragraph.", A),
    ("The allegations in paragraph 9 are admitted.", A),
    ("On information and belief, admitted.", A),
    ("Defendant does not dispute the allegations in paragraph 4.", A),
    ("Defendants do not deny the allegations of this paragraph.", A),
    ("Admitted, upon information and belief.", A),
    ("The City admits, upon information and belief, the allegations of this paragraph.", A),
    ("Admitted in part.", P),
    ("Admitted in part and denied in part.", P),
    ("Admitted that the berth was closed; otherwise denied.", P),
    ("Defendant admits that it closed the berth and otherwise denies the allegations.", P),
    ("Defendant admits the allegations of the first sentence and denies the rest.", P),
    ("Defendant admits the allegations in the first, third and fourth sentences.", P),
    ("Defendant admits only that a berth exists.", P),
    ("Defendant admits that it is a corporation.", P),
    ("Denies each and every allegation except admits that the ferry sailed.", P),
    ("Denied, except that Defendant admits owning the berth.", P),
    ("Defendant admits the ferry sailed, but lacks knowledge as to the passengers.", P),
    ("Defendant admits the allegations of paragraph 3 to the extent they concern the berth.", P),
    ("Admits that the letter was sent. The letter speaks for itself.", P),
    ("Denied.", D),
    ("Deny.", D),
    ("Denied as stated.", D),
    ("Defendant denies the allegations of paragraph 12.", D),
    ("Defendants deny.", D),
    ("It is denied that the berth was closed.", D),
    ("The allegations of this paragraph are specifically denied.", D),
    ("Defendant denies that it admitted anything.", D),
    ("Except as expressly admitted, Defendant denies the allegations.", D),
    ("This states a legal conclusion to which no response is required. To the extent that a response"
     " is required, denied.", D),
    ("Paragraph 9 states a legal conclusion; to the extent a response is required, Defendant denies"
     " the allegations.", D),
    ("Defendants deny the allegations of the first sentence to the extent that they apply to them."
     " Defendants lack sufficient information to admit or deny the remaining allegations.", D),
    ("Defendants lack sufficient information to admit or deny the allegations and demand strict proof. To the"
     " extent an answer is required, Defendants deny the allegations in Paragraph 39.", D),
    ("Denied for the reason that the berth was never closed.", D),
    ("Defendant lacks knowledge or information sufficient to form a belief as to the truth of the"
     " allegations.", K),
    ("Defendant lacks knowledge or information sufficient to form a belief, and therefore denies them.", K),
    ("Defendant is without knowledge or information sufficient to form a belief as to the truth of the"
     " allegations of paragraph 4 and on that basis denies the same.", K),
    ("Defendant has no knowledge of the matters alleged and, accordingly, denies the allegations.", K),
    ("Denies knowledge or information sufficient to form a belief as to the truth of the allegations.", K),
    ("Denies having knowledge or information sufficient to form a belief.", K),
    ("Defendant does not have sufficient information to admit or deny the allegations.", K),
    ("Defendant can neither admit nor deny the allegations.", K),
    ("Defendant neither admits nor denies the allegations.", K),
    ("After reasonable investigation, Defendant is without knowledge and leaves Plaintiff to its proofs.", K),
    ("Defendant cannot admit or deny the allegations and demands strict proof thereof.", K),
    ("Defendants are not required to admit or deny the allegations because they are not directed to"
     " them. In addition, Defendants lack sufficient information to admit or deny them.", K),
    ("Paragraph 9 states a legal conclusion to which no response is required.", N),
    ("Paragraph 9 calls for a legal conclusion.", N),
    ("The allegations are conclusions of law.", N),
    ("No response is required.", N),
    ("The contract speaks for itself.", N),
    ("Defendant refers the Court to the letter for its contents.", N),
    ("Defendants are not required to admit or deny the allegations because they merely state legal"
     " conclusions.", N),
    ("Defendant incorporates by reference its answers to paragraphs 1 through 12.", N),
    ("Defendant repeats and realleges its responses to the foregoing paragraphs.", N),
    ("This paragraph is not directed to this Defendant.", N),
    ("This paragraph does not contain any factual allegations.", N),
    ("The berth was open on that day.", None),
    ("Defendant denied her request on March 3.", None),
    ("She was admitted to the hospital.", None),
    ("The commission may admit or deny a boat.", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "response"), WORDS)
def test_what_the_words_of_a_response_say(words, response):
    assert response_of(words) is response


GENERAL = [
    ("Any allegation not expressly admitted herein is hereby denied.", True),
    ("Any allegation not expressly and unequivocally admitted herein is hereby denied.", True),
    ("Except as expressly admitted above, Defendant denies each and every allegation.", True),
    ("Defendant denies each and every allegation not specifically admitted.", True),
    ("Defendant denies all allegations of the Complaint except as expressly admitted below.", True),
    ("Each allegation in the Complaint that is not specifically admitted in this Answer is denied.", True),
    ("Defendant denies each and every allegation of the Complaint.", True),
    ("Unless specifically admitted, all allegations are denied.", True),
    ("Defendant denies each and every allegation of paragraph 7 of the Complaint.", False),
    ("Except as so admitted, Defendant denies the allegations.", False),
    ("Except as admitted, Defendant denies each and every allegation of this paragraph.", False),
    ("Denied.", False),
    ("Defendant denies the allegations.", False),
    ("Defendant denies that it admitted the boat.", False),
    ("Admitted.", False),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "general"), GENERAL)
def test_a_general_denial(sentence, general):
    assert denies_the_rest(sentence) is general


def answer(*paragraphs, zones=None):
    """Read an answer whose paragraphs are numbered where they begin with a number and a stop."""
    text, made = "", []
    for at, words in enumerate(paragraphs):
        zone = (zones or {}).get(at, Zone.BODY)
        head = words.split(".")[0]
        number = head if head.isdigit() and zone is Zone.BODY else None
        made.append(Paragraph(Span(len(text), len(text) + len(words)), number, zone))
        text += words + "\n"
    source = SourceText(text, (), tuple(made))
    return source, read_answer(read(source))


def told(found):
    return {number: said.response for said in found.said for number in said.numbers}


def test_numbered_responses():
    source, found = answer(
        "Defendant answers the Complaint as follows:",
        "1. Admitted.",
        "2. Defendant denies the allegations of paragraph 2.",
        "3. Defendant lacks knowledge or information sufficient to form a belief.",
        "4. Defendant admits that it owns the berth.",
        "Defendant otherwise denies paragraph 4.",
        "5. The berth is made of wood.",
    )
    assert told(found) == {"1": A, "2": D, "3": K, "4": P, "5": None}
    assert found.said[1].span.of(source.text).startswith("2. Defendant denies")
    assert found.said[3].span.of(source.text).endswith("otherwise denies paragraph 4.")
    assert found.said[0].reason == "“Admitted.”"


def test_the_answers_own_number_wins_over_a_slip_inside():
    _, found = answer(
        "1. Defendant denies the allegations of paragraph 1.",
        "2. Defendant admits the allegations of paragraph 1.",
        "3. Defendant denies the allegations of paragraph 3.",
        "4. Defendant denies the allegations of paragraph 4.",
    )
    assert told(found) == {"1": D, "2": A, "3": D, "4": D}


def test_named_paragraphs_win_where_the_answer_counts_for_itself():
    _, found = answer(
        "1. Answering paragraphs 1–3 of the Complaint, Defendant admits the allegations.",
        "2. Defendant denies the allegations of paragraphs 4, 6 and 7.",
        "3. Defendant lacks knowledge or information as to paragraph 5.",
        "4. As to paragraph 8, Defendant admits that it owns the berth and denies the rest.",
    )
    assert told(found) == {
        "1": A, "2": A, "3": A, "4": D, "6": D, "7": D, "5": K, "8": P
    }  # fmt: skip


def test_several_paragraphs_in_one_sentence():
    _, found = answer(
        "Defendant admits the allegations of paragraphs 1 and 2, denies the allegations of paragraphs 3"
        " through 5, and lacks knowledge as to paragraph 6.",
        "In answer to ¶¶ 7–8, Defendant denies them.",
    )
    assert told(found) == {"1": A, "2": A, "3": D, "4": D, "5": D, "6": K, "7": D, "8": D}


def test_numbers_in_quotation_marks_and_a_rest_that_is_denied():
    _, found = answer(
        "Defendant admits the allegations contained in paragraphs “1”, “2” and “3” of the complaint.",
        'Denies knowledge or information sufficient to form a belief as to paragraphs "4" through "6".',
        "Answering paragraph 7, defendant admits it is a corporation. Except as so admitted, defendant denies"
        " the allegations.",
    )
    assert told(found) == {**dict.fromkeys("123", A), **dict.fromkeys("456", K), "7": P}
    assert found.general is None


def test_allegations_that_are_repeated_before_the_word_answer():
    _, found = answer(
        "1. Defendant denied her request and admits it.",
        "ANSWER: Denied.",
        "2. Plaintiff was admitted to the hospital. RESPONSE: Defendant admits the allegations.",
        "3. The berth was closed, as Defendant admits.",
        "Answer to Paragraph 3: Defendant is without knowledge or information sufficient to form a belief.",
        "4. Nobody was told.",
    )
    assert told(found) == {"1": D, "2": A, "3": K}


def test_defenses_and_counterclaims_that_count_anew_are_no_responses():
    _, found = answer(
        "FIRST AFFIRMATIVE DEFENSE",
        "1. The Complaint states no claim.",
        "2. The Complaint is too late.",
        "RESPONSES",
        "1. Admitted.",
        "2. Denied.",
        "3. Denied.",
        "COUNTERCLAIM",
        "1. Counterclaimant denies that anything was paid.",
        "2. The Port admits boats by lot.",
        zones={0: Zone.HEADING, 3: Zone.HEADING, 7: Zone.HEADING},
    )
    assert told(found) == {"1": A, "2": D, "3": D}


def test_ranges_lead_and_headings_are_answered_apart():
    _, found = answer(
        "1. Denied.",
        "Captions I and A on page 19: Defendant admits the allegations set forth in the captions.",
        "2 through 5. Denied.",
        "6. Admitted.",
        "2017. was a year.",
        "7. Admitted.",
        "8. – 9. Denied.",
        "10.-11. Admitted.",
    )
    assert told(found) == {
        **dict.fromkeys("12345", D), "6": A, "7": A, "8": D, "9": D, "10": A, "11": A
    }  # fmt: skip


def test_the_general_denial_is_found_wherever_it_stands():
    source, found = answer(
        "Except as expressly admitted below, Defendant denies each and every allegation.",
        "1. Admitted.",
        "2. Denied.",
    )
    assert found.general is not None
    assert found.general.span.of(source.text).startswith("Except as")
    assert told(found) == {"1": A, "2": D}
    assert answer("1. Admitted.", "2. Denied.")[1].general is None


def test_papers_that_answer_nothing():
    assert answer("The berth was closed.", "Nobody was told.")[1].said == ()
    assert told(answer("1. The berth was closed.", "2. Nobody was told.")[1]) == {}
    empty = read_answer(read(SourceText("")))
    assert empty.said == () and empty.general is None
