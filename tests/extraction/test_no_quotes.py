"""What stands between marks and is nobody's words, and what looks so and is somebody's."""

import pytest

from extraction.findings import QuoteKind
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span

D, P, S = QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.SCARE
TITLE, TERM = QuoteKind.TITLE, QuoteKind.TERM


def kinds(text: str) -> list[tuple[QuoteKind, str]]:
    found, at = [], 0
    for words in text.split("\n\n"):
        found.append(Paragraph(Span(at, at + len(words))))
        at += len(words) + 2
    quotes = find_quotes(read(SourceText(text, (), tuple(found))), ())
    return [(quote.kind, quote.text) for quote in quotes]


NOTHING = [
    "The door is 6'8\" by 3'0\".",
    "He stands 5'10\" and she 5' 4\".",
    'A 12" pipe met a 4" pipe.',
    'The sheet is 8.5" x 11".',
    'The screen (27") broke.',
    "The plot lies at 40° 26′ 46″ N, 79° 58′ 56″ W.",
    "A board of 10′ 6″ and one of 4′.",
    "The '90s were dry; the '80s were not.",
    "The ’90s were dry; so was the summer of ’76.",
    "The plaintiffs' motion and the defendants' answer were filed.",
    "The plaintiffs’ motion and the defendants’ answer were filed.",
    "Rock 'n' roll was played at the tenants' party.",
    "'Twas the landlord's fault, not the tenants'.",
    "Don't, won't and can't are the O'Neills' words.",
    "He got 'em in '04, 'cause they were cheap.",
    "James's and Jones' roofs leaked.",
    "The users' right to the yard is the owners' duty.",
    '<a href="https://elm.example/lease" class="big">the lease</a>',
    '<img src="roof.png" alt="the roof"/>',
    '<p style="color: red">Wet.</p>',
    '{"rent": 900, "late": true, "tenants": ["r", "p"]}',
    'data-id="4" data-name="roof"',
    'May 4   "   "   900',
    '" " "',
    "''",
    'It rained. " It rained on.',
    'Total:  $4,000.00  (see 3")',
]

TERMS = [
    ('Orchard Pipe, Inc. ("Orchard") sells pipe.', "Orchard"),
    ("Orchard Pipe, Inc. (“Orchard”) sells pipe.", "Orchard"),
    ('Orchard Pipe, Inc. (the "Company") sells pipe.', "Company"),
    ('Orchard Pipe, Inc. ("Orchard Pipe" or "the Company") sells pipe.', "Orchard Pipe"),
    ('(collectively, the "Defendants")', "Defendants"),
    ('(together, "Tenants")', "Tenants"),
    ('(each a "Tenant" and together the "Tenants")', "Tenant"),
    ('(hereinafter "Lease")', "Lease"),
    ('(hereinafter referred to as the "Lease")', "Lease"),
    ('Ana Ruiz, hereinafter the "Tenant", signed.', "Tenant"),
    ('Land Agency ("LA" or "Agency") moved.', "LA"),
    ("the lease of May 4, 2018 (as amended, the “Lease”)", "Lease"),
    ('The term "premises" means the shop.', "premises"),
    ("The word “shop” includes the yard.", "shop"),
    ('"Premises" means the shop and the yard.', "Premises"),
    ('"Rent" shall mean the sum of all fees.', "Rent"),
    ('"Yard" includes the gate.', "Yard"),
    ('the phrase "as is" is short', "as is"),
    ('The yard is defined as "common land".', "common land"),
    ('Jo Dale, also known as "Red", left.', "Red"),
    ('Jo Dale a/k/a "Red" left.', "Red"),
    ('We refer to these four papers as the "yard orders".', "yard orders"),
    ('They used names like "soymilk," "nutmilk," and "ricemilk," since 1999.', "soymilk,"),
    ('the hashtag "#roof" was used', "#roof"),
]

TITLES = [
    (
        "Dale went by a new name in the “Elm Roof Book Club,” where he said little.",
        "Elm Roof Book Club,",
    ),
    ('Her book, "The Long Winter," sold well.', "The Long Winter,"),
    ("His film “Roofs of Elm” was shown.", "Roofs of Elm"),
    ('He was on "Morning With Poole" on May 4.', "Morning With Poole"),
    ('An article titled "Who Owns the Roof?" appeared.', "Who Owns the Roof?"),
    (
        'An article entitled "The Roof: A Long Tale of Woe in Elm County" appeared.',
        "The Roof: A Long Tale of Woe in Elm County",
    ),
    ("She sang “Rain on Elm Street” on May 4.", "Rain on Elm Street"),
    ('On the May 8 "Roof Announcement Special" podcast, Poole spoke.', "Roof Announcement Special"),
    (
        'Poole wrote of it in "A Roof on Fire: My Account of my Winter in Elm."',
        "A Roof on Fire: My Account of my Winter in Elm.",
    ),
    (
        'His site published "The Roof is Finished Falling: No More Rain" in May.',
        "The Roof is Finished Falling: No More Rain",
    ),
    (
        'Drinks such as "Elm Pure Almond," "Elm Soy Vanilla," and "Elm Rice Milk" are sold.',
        "Elm Pure Almond,",
    ),
    ('"Tales of the Roof," a series that began in May, is back.', "Tales of the Roof,"),
    ('A site called "Roofs Of Elm Street" has a website called "Elm Street Roof News" too.', None),
]

SCARE_QUOTES = [
    ('the so-called "reform" of the board', "reform"),
    ('the supposed "help" of the board', "help"),
    ('A number of "helpers" came.', "helpers"),
    ("Their “investigation” took an hour.", "investigation"),
    ('The "repair" was a bucket.', "repair"),
    ("The self-described “roofer” left.", "roofer"),
]

WORDS = [
    ('Ruiz said the roof was "glad to be old".', P),
    ('"Stop!" Ruiz said.', D),
    ('Ruiz called him "a thief".', P),
    ("Ruiz was called “a thief” by Poole.", P),
    ("They screamed that he was a “Tenant.”", D),
    ("A museum listed it simply as “whereabouts unknown,” without more.", P),
    ('The notice described the roof as "rotten".', P),
    ('Ruiz said it was "6 feet" long.', P),
    ('Ruiz said, "It is 6\' long."', D),
    ('"The pipe is 12 inches," he said.', D),
    ('Ruiz said: "I Will Not Sign This."', D),
    ("Ruiz testified that “[t]he roof leaked.”", P),
    ('Ruiz asked, "Who?"', D),
    ('He wrote: "The \'90s were dry."', D),
    ("Ruiz said that “the tenants' roof leaked in May”.", P),
]


@pytest.mark.parametrize("text", NOTHING)
def test_marks_that_are_no_quotation_marks(text):
    assert [words for kind, words in kinds(text) if kind.is_quotation] == []


def test_measures_and_apostrophes_are_no_findings_at_all():
    for text in NOTHING[:17]:
        assert kinds(text) == [], text


@pytest.mark.parametrize(("text", "words"), TERMS)
def test_terms(text, words):
    assert kinds(text)[0] == (TERM, words)


@pytest.mark.parametrize(("text", "words"), TITLES)
def test_titles(text, words):
    found = kinds(text)
    assert found
    assert not any(kind.is_quotation for kind, _ in found)
    if words is not None:
        assert found[0] == (TITLE, words)


@pytest.mark.parametrize(("text", "words"), SCARE_QUOTES)
def test_words_kept_at_a_distance(text, words):
    assert kinds(text) == [(S, words)]


@pytest.mark.parametrize(("text", "kind"), WORDS)
def test_somebodys_words(text, kind):
    assert [found for found, _ in kinds(text)] == [kind]


def test_a_word_that_a_paper_keeps_at_a_distance_is_so_wherever_it_stands():
    text = (
        'The "rally" began at noon. Nobody stopped the "rally" then.\n\n'
        'The "rally" moved on.\n\nRuiz wrote of it, at the "rally," and Poole said, "It rained."'
    )
    assert [kind for kind, _ in kinds(text)] == [S, S, S, S, D]


def test_words_that_only_one_place_keeps_at_a_distance_may_be_spoken():
    text = 'The "rally" began at noon.\n\nRuiz called it a "rally".'
    assert kinds(text)[1] == (P, "rally")
