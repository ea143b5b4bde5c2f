"""From the words that name a speaker to the party."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.findings import Mention, Party, PartyKind, PartySource
from extraction.quote_parties import Cast
from importers.source_text import Span

KINDS = {
    "Ana Ruiz": PartyKind.PERSON,
    "Jo Dale": PartyKind.PERSON,
    "Tom Poole": PartyKind.PERSON,
    "Orchard Pipe": PartyKind.ORGANIZATION,
    "Land Agency": PartyKind.AGENCY,
    "@leaks": PartyKind.ACCOUNT,
    "Superior Court": PartyKind.COURT,
}


def cast(text: str, roles: dict[str, str] | None = None) -> Cast:
    parties = []
    for name, kind in KINDS.items():
        found = [Mention(Span(*m.span()), m.group()) for m in re.finditer(re.escape(name), text)]
        if found:
            role = (roles or {}).get(name)
            parties.append(Party(name, name, kind, role, PartySource.BODY, mentions=tuple(found)))
    return Cast(text, tuple(parties))


def resolve(text: str, words: str, last: str | None = None, **roles: str) -> str | None:
    at = text.index(words) if text.startswith(words) else text.rindex(words)
    made = cast(text, {name.replace("_", " "): role for name, role in roles.items()})
    return made.resolve(Span(at, at + len(words)), last).party


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Ana Ruiz said so.", "Ana Ruiz", "Ana Ruiz"),
        ("Two Land Agency inspectors said so.", "Two Land Agency inspectors", "Land Agency"),
        ("A spokesman for Orchard Pipe said so.", "A spokesman for Orchard Pipe", "Orchard Pipe"),
        ("Ana Ruiz sued. She said so.", "She", "Ana Ruiz"),
        ("Ana Ruiz sued Orchard Pipe. She said so.", "She", "Ana Ruiz"),
        ("Ana Ruiz sued Orchard Pipe. The company said so.", "The company", "Orchard Pipe"),
        ("Orchard Pipe met Land Agency. The agency said so.", "The agency", "Land Agency"),
        ("Ana Ruiz runs @leaks. The account said so.", "The account", "@leaks"),
        ("Orchard Pipe rose. It said so.", "It", "Orchard Pipe"),
        ("Ana Ruiz met Jo Dale. She said so.", "She", "Ana Ruiz"),
        ("The Land Agency’s director, Jo Dale, said so.", "The Land Agency’s director", "Jo Dale"),
        ("The clerk, Jo Dale, said so.", "The clerk", "Jo Dale"),
        ("The clerk, Jo Dale, and Ana Ruiz said so.", "The clerk", None),
        ("The clerk, Orchard Pipe, said so.", "The clerk", None),
        ("A bystander said so.", "A bystander", None),
        ("The County Court Judge Jo Dale slept. The court said so.", "The court", None),
        ("The Superior Court met. The *20 Court said so.", "The *20 Court", "Superior Court"),
        ("Ana Ruiz met Jo Dale, the clerk. The clerk said so.", "The clerk", "Jo Dale"),
        (
            "In May the clerk, Jo Dale, met the clerk, Ana Ruiz. The clerk said so.",
            "The clerk",
            None,
        ),
        ("Supporters of Ana Ruiz said so.", "Supporters of Ana Ruiz", None),
        ("Ana Ruiz’s lawyer said so.", "Ana Ruiz’s lawyer", None),
        ("Ana Ruiz's letter said so.", "Ana Ruiz's letter", "Ana Ruiz"),
        ("A statement from Ana Ruiz said so.", "A statement from Ana Ruiz", "Ana Ruiz"),
        ("The lawyer for Ana Ruiz said so.", "The lawyer for Ana Ruiz", None),
        ("Orchard Pipe's lawyers said so.", "Orchard Pipe's lawyers", "Orchard Pipe"),
        ("Critics of Orchard Pipe said so.", "Critics of Orchard Pipe", None),
        ("Ana Ruiz of the county said so.", "Ana Ruiz of the county", "Ana Ruiz"),
        ("Clerk Ana Ruiz said so.", "Clerk Ana Ruiz", "Ana Ruiz"),
        ("Tom Poole met Ana Ruiz. She said so.", "She", "Ana Ruiz"),
        ("Ana Ruiz met Tom Poole. He said so.", "He", "Tom Poole"),
        ("Tom Poole slept. She said so.", "She", None),
        ("Tom Poole met Mrs. Jo Dale. She said so.", "She", "Jo Dale"),
        ("Nobody was there. She said so.", "She", None),
        (
            "Orchard Pipe filed a lawsuit in May. The complaint said so.",
            "The complaint",
            "Orchard Pipe",
        ),
        ("Orchard Pipe is suing. The filing said so.", "The filing", "Orchard Pipe"),
        ("Land Agency issued a summons. The summons said so.", "The summons", "Land Agency"),
        (
            "Land Agency issued the subpoena. It cost much. The subpoena said so.",
            "The subpoena",
            "Land Agency",
        ),
        ("The Superior Court met. The order said so.", "The order", "Superior Court"),
        ("Jo Dale slept. The complaint said so.", "The complaint", None),
        ("Land Agency made a rule. The rule is short. It said so.", "It", None),
        ("The rule is new. Land Agency made the rule. It said so.", "It", "Land Agency"),
        ("The letter came from Land Agency. It said so.", "It", None),
        ("Land Agency sent Ana Ruiz a letter. The letter said so.", "The letter", "Land Agency"),
        ("Ana Ruiz wrote a letter. Jo Dale sent a letter. The letter said so.", "The letter", None),
        ("Ana Ruiz received a letter. The letter said so.", "The letter", None),
        ("Ana Ruiz was sent a letter. The letter said so.", "The letter", None),
        ("The letter said so. Ana Ruiz wrote the letter.", "The letter", None),
        ("Orchard Pipe’s website said so.", "Orchard Pipe’s website", "Orchard Pipe"),
        ("Orchard Pipe’s lease said so.", "Orchard Pipe’s lease", None),
        ("Ana Ruiz v. Orchard Pipe said so.", "Ana Ruiz v. Orchard Pipe", None),
        ("The Superior Court met. The Ohio court’s order said so.", "The Ohio court’s order", None),
        (
            "The Superior Court met. The Ohio court’s order came. The order said so.",
            "The order",
            None,
        ),
        (
            "The Superior Court met. The Roof Board decision said so.",
            "The Roof Board decision",
            None,
        ),
        (
            "The Superior Court met. The recent decision said so.",
            "The recent decision",
            "Superior Court",
        ),
        ("Ana Ruiz came; Jo Dale wept when she said so.", "she", "Jo Dale"),
        (
            "Orchard Pipe filed suit. Land Agency filed a petition. The complaint said so.",
            "The complaint",
            None,
        ),
    ],
)
def test_words_to_party(text, words, party):
    assert resolve(text, words) == party


@given(
    st.lists(
        st.sampled_from(
            ["Ana Ruiz", "Orchard Pipe", "of", "the", "'s", "’s", ",", "lawyer", "for", "she", "-"]
        )
    )
)
def test_any_words_resolve_to_a_known_party_or_none(words):
    text = " ".join(words) + " ."
    made = cast(text)
    for start in range(0, len(text), 3):
        assert made.resolve(Span(start, len(text)), None).party in {*KINDS, None}


def test_roles_outrank_deeds():
    text = "Jo Dale filed a lawsuit. Ana Ruiz watched. The complaint said so."
    assert resolve(text, "The complaint", **{"Ana_Ruiz": "plaintiff"}) == "Ana Ruiz"


def test_a_role_that_one_party_has_names_it():
    text = "Jo Dale met Ana Ruiz. Defendant said so."
    assert (
        resolve(text, "Defendant", **{"Jo_Dale": "defendant", "Ana_Ruiz": "plaintiff"}) == "Jo Dale"
    )


def test_a_role_that_two_have_names_none():
    text = "Jo Dale met Ana Ruiz. Defendant said so."
    assert resolve(text, "Defendant", **{"Jo_Dale": "defendant", "Ana_Ruiz": "defendant"}) is None


def test_the_speaker_before_keeps_the_pronoun():
    text = "Jo Dale came. Ana Ruiz met her and spoke. She said so."
    assert resolve(text, "She", last="Ana Ruiz") == "Ana Ruiz"


def test_the_reason_is_given_in_words():
    text = "Ana Ruiz sued. She said so."
    made = cast(text)
    at = text.index("She")
    assert "Ana Ruiz" in made.resolve(Span(at, at + 3), None).reason
    assert made.resolve(Span(0, 8), None).reason == ""


@pytest.mark.parametrize(
    ("text", "words", "sure"),
    [
        ("Ana Ruiz said so.", "Ana Ruiz", True),
        ("Ana Ruiz came. She said so.", "She", True),
        ("Ana Ruiz’s letter said so.", "Ana Ruiz’s letter", False),
        ("Orchard Pipe filed a lawsuit. The complaint said so.", "The complaint", False),
        ("Land Agency sent a letter. It said so.", "It", False),
        ("Land Agency sent a letter. The letter said so.", "The letter", False),
        ("Land Agency’s website said so.", "Land Agency’s website", False),
    ],
)
def test_a_paper_speaks_for_its_maker_only_by_inference(text, words, sure):
    at = text.rindex(words)
    found = cast(text).resolve(Span(at, at + len(words)), None)
    assert found.party is not None
    assert found.sure is sure


@pytest.mark.parametrize("cue", ["reads", "read"])
def test_only_a_paper_reads(cue):
    text = f"Land Agency made it in May. It {cue}: nothing."
    at = text.rindex("It")
    assert cast(text).resolve(Span(at, at + 2), None, cue).party is None
