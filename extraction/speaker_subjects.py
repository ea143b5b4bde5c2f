"""Finds the subject of a verb of saying in a dependency parse, wherever the clause keeps it.

A clause may name its own subject, lend it from the clause that it hangs on ("…, adding"), put it behind
the verb ("said Ruiz"), or hide it behind a message ("she sent a letter saying").
"""

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from extraction.cues import cue_forms, cue_nouns, cue_phrases, cue_verbs, strong_verbs
from extraction.quote_masks import PLACEHOLDER
from extraction.quote_papers import heads_paper
from importers.source_text import Span
from resources import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "NO_SPEAKERS",
    "can_speak",
    "is_cue",
    "is_unsaid",
    "law_of",
    "own_subject",
    "phrase",
    "speaker_of",
]

_NOMINAL = ("PROPN", "NOUN", "PRON")
_CHAINED = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"})
_NAME_PARTS = frozenset(
    {"compound", "det", "amod", "nmod", "poss", "nummod", "quantmod", "flat", "case", "appos"}
)
# When, and never who: said Thursday morning
_TIMES = frozenset(
    {"morning", "afternoon", "evening", "night", "week", "month", "year", "today", "yesterday"}
)
# X was quoted as saying: the one passive whose subject speaks
_QUOTED = frozenset({"quote", "cite", "hear", "record"})
# The plaintiff must plead "…" says nothing of what he pleaded.
_DUTIES = frozenset({"must", "should", "shall", "need"})
_REFUSALS = frozenset({"fail", "refuse", "decline", "neglect", "forget", "omit"})
# began deducting, continued to charge: with a verb that is not one of saying behind them, these say nothing
_PHASES = frozenset({"begin", "continue"})
# With a thing as their object these give it: provided no answer, issued the tickets.
_GIFTS = frozenset({"provide", "issue", "offer"})
# What a law, a rule or a lease does with words of its own.
_LAYS_DOWN = frozenset(
    (
        "prohibit",
        "forbid",
        "bar",
        "permit",
        "allow",
        "authorize",
        "protect",
        "limit",
        "mandate",
        "cover",
        "exempt",
    )
)
# What stands in commas behind a noun with one of these is its name, and no words of its own.
_NAMING = frozenset(
    {"call", "dub", "name", "term", "title", "entitle", "caption", "label", "nickname", "brand"}
)
_CAUSES = frozenset({"claim", "cause", "case"})
NO_SPEAKERS = frozenset({PLACEHOLDER, "that", "this", "what", "there", "which"})


def phrase(head: "Token") -> Span:
    """Return the span of a noun phrase without clauses and appositions after it."""
    first = head
    for child in head.children:
        if child.dep_ in _NAME_PARTS and child.i < head.i and _belongs(child):
            first = min(first, *child.subtree, key=lambda t: t.i)
    if first.is_digit and first.i < head.i and first.nbor(1).is_title:
        first = first.nbor(1)  # a footnote's number that the text layer leaves in the line
    if first.i and first.nbor(-1).text == "St.":
        first = first.nbor(-1)  # a saint's name that the parse cut in two
    last = head
    if head.pos_ == "NOUN" or head.lower_ in words(
        "cue_representatives"
    ):  # a spokesman for the board
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "at", "with"):
                objects = [t for t in child.children if t.dep_ == "pobj"]
                if objects and child.i == last.i + 1 and objects[0].lower_ != PLACEHOLDER:
                    last = objects[0]
                break
    return Span(first.idx, last.idx + len(last))


def _belongs(part: "Token") -> bool:
    """Tell whether a word before a name is part of it: no quotation, and no list letter."""
    within = list(part.subtree)
    if any(word.lower_ == PLACEHOLDER for word in within):
        return False
    return within[0].is_alpha or len(within) > 1 or within[0].like_num or part.dep_ == "poss"


def is_cue(token: "Token") -> bool:
    """Tell whether a token is a verb that can govern a quotation."""
    if token.pos_ not in ("VERB", "AUX") and not _is_misread(token):
        return False
    if is_unsaid(token) or _is_idle(token):
        return False
    if token.lemma_.lower() in cue_verbs() or token.lower_ in cue_forms():
        return True
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return f"{token.lemma_.lower()} {after}" in cue_phrases()


def _is_misread(token: "Token") -> bool:
    """Tell whether a verb was taken for a noun: Ruiz next claims that she was not told."""
    return token.dep_ == "ROOT" and any(
        t.dep_ == "nsubj" and t.i < token.i and token.i - t.i < 3 for t in token.children
    )


def _is_idle(verb: "Token") -> bool:
    """Tell whether a verb of saying says nothing here: stated a claim, began deducting, as explained."""
    lemma = verb.lemma_.lower()
    before = verb.nbor(-1).lower_ if verb.i else ""
    if verb.tag_ == "VBN" and before == "as":
        return not any(child.dep_ == "agent" for child in verb.children)
    if lemma in _PHASES:
        return any(child.dep_ == "xcomp" for child in verb.children)
    objects = [child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"]
    if lemma == "state":
        return any(word in _CAUSES for word in objects)
    if lemma in _GIFTS and not any(child.dep_ == "ccomp" for child in verb.children):
        if lemma == "provide" and verb.tag_ == "VBG":
            return True
        given = [child for child in verb.children if child.dep_ == "dobj"]
        return bool(given) and not any(
            word.lower_ == PLACEHOLDER for child in given for word in child.subtree
        )
    return False


def is_unsaid(verb: "Token") -> bool:
    """Tell whether the clause says that nothing was said: must plead, failed to state, in order to say."""
    helpers = {child.lemma_.lower() for child in verb.children if child.dep_ == "aux"}
    if helpers & _DUTIES:
        return True
    if "to" not in helpers:
        return False
    return verb.dep_ == "acl" or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _REFUSALS)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(day.split()[0].capitalize() for day in words("weekdays"))


def can_speak(token: "Token", verb: "Token") -> bool:
    """Tell whether a token may be the speaker that ``verb`` asks for; "it" only says, it does not think."""
    lower = token.lower_
    if not token.is_alpha and not any(c.isalpha() for c in lower):
        return False
    if token.text == "i" or lower in _TIMES or lower.capitalize() in _weekdays():
        return False  # the first half of "id."; said Thursday morning
    if lower == "it":
        return verb.lemma_ in strong_verbs() or verb.lemma_ == "provide"
    return lower not in NO_SPEAKERS


def speaker_of(verb: "Token", depth: int = 0) -> "Token | None":
    """Return the head of the phrase that does the saying in the clause of ``verb``."""
    if depth > 4:
        return None
    if _is_passive(verb):
        return _agent(verb) or (own_subject(verb) if verb.lemma_ in _QUOTED else None)
    if verb.tag_ == "VBG" and verb.i > verb.sent.start and verb.nbor(-1).text == ",":
        main = own_subject(
            verb.sent.root
        )  # "…, adding" goes with the subject of the whole sentence
        if main is not None:
            return main
    return (
        own_subject(verb)
        or _agent(verb)
        or _borrowed_subject(verb, depth)
        or _inverted_subject(verb)
    )


def _is_passive(verb: "Token") -> bool:
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return bool(verb.tag_ == "VBN" and verb.dep_ == "acl")


def own_subject(verb: "Token") -> "Token | None":
    """Return the subject that stands in the verb's own clause, if it may speak."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            if child.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return _sender(verb.head, 0) or verb.head
            if child.lower_ == PLACEHOLDER:  # "…," the clerk, Ana Ruiz, said
                beside = next((t for t in child.rights if t.dep_ in ("appos", "conj")), None)
                if beside is not None and can_speak(beside, verb):
                    return beside
            if can_speak(child, verb):
                return child
        if child.dep_ == "nsubjpass" and verb.lemma_ in _QUOTED:
            return child
    return None


def _sender(noun: "Token", depth: int) -> "Token | None":
    """Return who sends the message that speaks: she sent a letter saying, he posted a video that says."""
    if noun.lemma_.lower() in cue_nouns() and noun.dep_ == "dobj":
        return _shared_subject(noun.head, depth + 1)
    return None


def _caller(noun: "Token") -> "Token | None":
    """Return who left a message at the place that a clause was hung on: a message at her number asking."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("at", "on", "to", "in"):
        return None
    above = noun.head.head
    if above.pos_ == "NOUN":
        return _sender(above, 0)
    sent = any(t.dep_ == "dobj" and t.lemma_.lower() in cue_nouns() for t in above.children)
    return own_subject(above) if sent else None


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def law_of(token: "Token") -> "tuple[Token, Token] | None":
    """Return the law or paper, with its verb, that prohibits, requires or covers what a token stands for."""
    for ancestor in islice(token.ancestors, 6):
        if ancestor.lemma_.lower() in _LAYS_DOWN and ancestor.pos_ == "VERB":
            if _is_passive(ancestor) or is_unsaid(ancestor):
                return None
            subject = own_subject(ancestor)
            if subject is not None and heads_paper(phrase(subject).of(token.doc.text)):
                return subject, ancestor
            return None
    return None


def _borrowed_subject(verb: "Token", depth: int) -> "Token | None":
    """Return the subject that a clause without one shares with the clause it hangs on."""
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.lemma_ in _NAMING:
        return None  # its chapters, called "…"
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and head.pos_ in _NOMINAL):
        sender = _sender(head, depth) or (_caller(head) if verb.tag_ == "VBG" else None)
        return sender or (head if head.lower_ not in NO_SPEAKERS else None)
    if verb.dep_ in _CHAINED:
        if verb.dep_ == "conj" and verb.tag_ == "VBG" and head.tag_ in ("VBD", "VBZ", "VBP"):
            twin = next((t for t in islice(head.ancestors, 4) if t.tag_ == "VBG"), None)
            if twin is not None:
                return _shared_subject(twin, depth + 1)  # recognizing that they …, and condemning
        for above in islice(head.ancestors, 12) if verb.dep_ == "conj" else ():
            if above.lemma_ == verb.lemma_ and own_subject(above) is not None:
                return own_subject(above)  # he said that she is …, and said that
        if head.dep_ == "prep" and head.head is not head:
            led = next((t for t in head.head.children if t.dep_ == "dobj"), None)
            if head.lower_ == "into" and led is not None:
                return led  # they misled the city into believing
            head = head.head
        if head.pos_ in ("VERB", "AUX"):
            return _shared_subject(head, depth + 1)
    return None


def _shared_subject(verb: "Token", depth: int) -> "Token | None":
    """Like ``speaker_of``, but what is done to the subject of a passive is no matter here."""
    if not _is_passive(verb):
        return speaker_of(verb, depth)
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and can_speak(child, verb):
            return child
    return _agent(verb)


def _inverted_subject(verb: "Token") -> "Token | None":
    """Return the subject of an inversion that was parsed as an object: "…," said Alvarez."""
    quoted_first = any(
        child.dep_ in ("nsubj", "dobj", "ccomp") and child.lower_ == PLACEHOLDER
        for child in verb.lefts
    )
    for child in verb.rights:
        if child.dep_ not in ("dobj", "attr", "npadvmod", "oprd") or not can_speak(child, verb):
            continue
        if child.pos_ == "PROPN" and (child.i == verb.i + 1 or verb.lemma_ in ("say", "add")):
            return child
        if quoted_first and child.pos_ in _NOMINAL and verb.lemma_ in strong_verbs():
            return child
    return None
