"""Reads from the parse of one masked passage who says each of its quotations.

Every rule answers with the words that name the speaker and the cue, both as spans of the mask, and
with the rule's own name; rules are tried from the surest to the weakest.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from extraction.cues import cue_forms, cue_nouns, strong_verbs, thought_verbs
from extraction.quote_masks import PLACEHOLDER
from extraction.speaker_subjects import (
    NO_SPEAKERS,
    can_speak,
    is_cue,
    is_unsaid,
    law_of,
    own_subject,
    phrase,
    speaker_of,
)
from extraction.speaker_wording import Beside, Said, Way, adjacent, labelled, quoted, section
from importers.source_text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = [
    "Said",
    "Way",
    "introducer",
    "is_doubtful",
    "is_only_owed",
    "reporter_before",
    "said_by",
    "sentence_before",
    "stands_alone",
]


# Sentences of data dumps and lists can be endless: how many words away from a quotation, and how many
# steps up the tree, a verb of saying is looked for.
_WINDOW = 100
_DEEPEST = 25

# What somebody does with a message of his own.
_PUTS_OUT = frozenset(
    {
        "release",
        "publish",
        "issue",
        "post",
        "send",
        "write",
        "make",
        "deliver",
        "call",
        "print",
        "update",
    }
)

# How many words a clause behind "statement that" may have before its quotation.
_CLAUSE = 25


def said_by(doc: "Doc", text: str, place: int) -> Said | None:
    """Return who says the quotation whose placeholder begins at ``place``, or ``None``.

    ``text`` is the document's own, which spaCy would put together anew at every question.
    """
    token = _token_at(doc, place)
    if token is None:
        return None
    if _in_parenthesis(token):
        return None
    end = token.idx + len(token)
    beside = Beside(text, _around(token).start_char, token.idx, end, token.i == token.sent.start)
    ends_with_comma = text.startswith(",", end)
    return (
        quoted(beside)
        or (adjacent(beside) if ends_with_comma else None)
        or _noun_that(token)
        or labelled(beside)
        or _after_colon(token)
        or _governed(token)
        or section(beside)
        or adjacent(beside)
        or _according(token)
        or _noun(token)
        or _noun_before(token)
        or _law(token)
        or _puts_it(token)
        or _near(token)
        or _subject(token)
    )


def _in_parenthesis(token: "Token") -> bool:
    """Tell whether a citation's parenthesis holds the quotation: 410 U.S. 12 (noting that "…")."""
    for word in _around(token):
        if word.i >= token.i:
            return False
        if word.text == "(" and word.nbor(1).tag_ == "VBG" and word.nbor(1).lower_ in cue_forms():
            return ")" not in [t.text for t in token.doc[word.i : token.i]]
    return False


def is_only_owed(doc: "Doc", place: int) -> bool:
    """Tell whether a quotation hangs on what somebody must yet say: they must show that it was so."""
    token = _token_at(doc, place)
    return token is not None and any(
        ancestor.dep_ != "acl" and is_unsaid(ancestor)
        for ancestor in islice(token.ancestors, _DEEPEST)
    )


def is_doubtful(doc: "Doc", cue: Span) -> bool:
    """Tell whether a verb of saying is denied or asked about: he did not say; did he say."""
    found = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if found is None:
        return False
    parts = list(found.root.children)
    subjects = [t.i for t in parts if t.dep_ == "nsubj"]
    asked = any(t.dep_ == "aux" and t.lemma_ == "do" and t.i < i for t in parts for i in subjects)
    return asked or any(t.dep_ == "neg" for t in parts)


def stands_alone(doc: "Doc", place: int) -> bool:
    """Tell whether the quotation is the whole of its sentence."""
    token = _token_at(doc, place)
    return token is not None and sum(other.is_alpha for other in _around(token)) <= 1


def reporter_before(doc: "Doc", place: int) -> Said | None:
    """Return who reports speech in the main clause of the nearest earlier sentence of the passage.

    "The complaint noted that … Naturally, they did so to avoid “harm”": the report goes on.
    """
    token = _token_at(doc, place)
    if token is None:
        return None
    at = token.sent.start - 1
    while at >= 0 and token.i - at < _WINDOW:
        sentence = doc[at].sent
        root, at = sentence.root, sentence.start - 1
        if root.lemma_.lower() in strong_verbs() and is_cue(root):
            speaker = own_subject(root)
            if speaker is not None and speaker.lower_ != PLACEHOLDER:
                return _said(speaker, root, Way.NEAR)
    return None


def sentence_before(doc: "Doc", place: int) -> Said | None:
    """Return whom the sentence right before a quotation is about: a name, or he or she."""
    token = _token_at(doc, place)
    if token is None or token.sent.start == 0:
        return None
    root = doc[token.sent.start - 1].sent.root
    for child in root.children:
        is_person = child.pos_ == "PROPN" or child.lower_ in ("he", "she")
        if child.dep_ == "nsubj" and is_person and child.lower_ != PLACEHOLDER:
            return _said(child, root if is_cue(root) else None, Way.SUBJECT)
    return None


def introducer(doc: "Doc") -> Said | None:
    """Return who speaks in what follows a passage that ends in a colon."""
    return _introduced(doc[len(doc) - 1].sent, len(doc)) if len(doc) else None


def _token_at(doc: "Doc", place: int) -> "Token | None":
    found = doc.char_span(place, place + len(PLACEHOLDER), alignment_mode="expand")
    return found[0] if found is not None and len(found) else None


def _around(token: "Token") -> "Sentence":
    """Return the token's sentence, or what of a very long one stands near it."""
    sentence = token.sent
    first = max(sentence.start, token.i - _WINDOW)
    return token.doc[first : min(sentence.end, token.i + _WINDOW)]


def _said(speaker: "Token", cue: "Token | None", way: Way) -> Said:
    cued = Span(cue.idx, cue.idx + len(cue)) if cue is not None else None
    return Said(phrase(speaker), cued, way)


def _governed(token: "Token") -> Said | None:
    """Read the verb of saying above the quotation; a verb of thinking yields to one of saying above it."""
    weak: Said | None = None
    for ancestor in islice(token.ancestors, _DEEPEST):
        if weak is None and ancestor.pos_ == "NOUN" and ancestor.lemma_.lower() in cue_nouns():
            owner = next((t for t in ancestor.children if t.dep_ == "poss"), None)
            if owner is not None:
                return _said(_antecedent(owner, ancestor), ancestor, Way.NOUN)
        if not is_cue(ancestor):
            continue
        is_strong = ancestor.lemma_.lower() in strong_verbs()
        if weak is not None and not is_strong:
            continue
        speaker = speaker_of(ancestor)
        if speaker is None or speaker.i == token.i or token.head == speaker:
            continue  # the marks "…" tell: words about, and not from, what they stand beside
        thinks = ancestor.lemma_.lower() in thought_verbs()
        found = _said(speaker, ancestor, Way.THOUGHT if thinks else Way.GOVERNED)
        if is_strong:
            return found
        weak = found
    return weak


def _antecedent(owner: "Token", noun: "Token") -> "Token":
    """Return the subject of the clause for "its" and "his": the board released its own poster."""
    if owner.pos_ != "PRON" or noun.dep_ not in ("dobj", "ccomp", "oprd"):
        return owner
    if noun.head.lemma_.lower() not in _PUTS_OUT:
        return owner  # Poole rejected her claim
    return own_subject(noun.head) or owner


def _after_colon(token: "Token") -> Said | None:
    """Read the clause whose colon brings the quotation: she was certain of one thing: "…"."""
    if token.i == 0 or token.nbor(-1).text != ":":
        return None
    return _introduced(token.nbor(-1).sent, token.i)


def _introduced(sentence: "Sentence", before: int) -> Said | None:
    clause = list(sentence.doc[max(sentence.start, before - _WINDOW) : min(sentence.end, before)])
    for word in [sentence.root, *reversed(clause)]:
        if word.i < before and is_cue(word):
            speaker = speaker_of(word)
            if speaker is not None and speaker.i < before and speaker.lower_ not in NO_SPEAKERS:
                sure = word.lemma_.lower() in strong_verbs()
                return _said(speaker, word, Way.GOVERNED if sure else Way.NEAR)
    for child in sentence.root.children:
        if child.dep_ == "nsubj" and child.i < before and can_speak(child, sentence.root):
            return _said(child, None, Way.COLON)
    return None


def _law(token: "Token") -> Said | None:
    """Read the law that lays the words down: the rule forbids "…"."""
    found = law_of(token)
    return _said(*found, Way.GOVERNED) if found is not None else None


def _puts_it(token: "Token") -> Said | None:
    """Read "as she put it"."""
    for word in _around(token):
        if word.lemma_ == "put" and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "it":
            speaker = own_subject(word)
            if speaker is not None:
                return _said(speaker, word, Way.NEAR)
    return None


def _noun_before(token: "Token") -> Said | None:
    """Read a noun of saying right before the quotation: her remark that "…", the motto "…"."""
    at = token.i - 1
    while at > token.sent.start and token.i - at < 4:
        word = token.doc[at]
        if word.pos_ == "NOUN" and word.lemma_.lower() in cue_nouns():
            owner = _owner(word)
            return _said(owner, word, Way.NOUN) if owner is not None else None
        if word.lower_ not in ("that", ":", ",", "of", "to", "the", "a", "-", "–", "—"):
            return None
        at -= 1
    return None


def _noun_that(token: "Token") -> Said | None:
    """Read a noun of saying with its clause: counsel’s statements that, if she left, it would be "…"."""
    for word in reversed(list(_around(token))):
        if word.i >= token.i:
            continue
        if is_cue(word) or token.i - word.i > _CLAUSE:
            return None
        if word.lower_ == "that" and word.i > 0:
            noun = word.nbor(-1)
            if noun.pos_ != "NOUN" or noun.lemma_.lower() not in cue_nouns():
                return None
            owner = next((t for t in noun.children if t.dep_ == "poss" and t.pos_ != "PRON"), None)
            return _said(owner, noun, Way.NOUN) if owner is not None else None
    return None


def _according(token: "Token") -> Said | None:
    for word in _around(token):
        if word.lower_ == "to" and word.i > 0 and word.nbor(-1).lower_ == "according":
            for child in word.children:
                if child.dep_ == "pobj" and child.i != token.i:
                    return _said(child, word.nbor(-1), Way.ACCORDING)
    return None


def _noun(token: "Token") -> Said | None:
    """Read "his claim that …" and "a statement by the board: …"."""
    for ancestor in islice(token.ancestors, _DEEPEST):
        if ancestor.pos_ == "NOUN" and ancestor.lemma_.lower() in cue_nouns():
            owner = _owner(ancestor)
            if owner is not None and owner.i != token.i:
                return _said(owner, ancestor, Way.NOUN)
    return None


def _owner(noun: "Token") -> "Token | None":
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def _near(token: "Token") -> Said | None:
    for cue in _cues_by_distance(token):
        speaker = speaker_of(cue)
        if speaker is not None and speaker.i != token.i and speaker.lower_ != PLACEHOLDER:
            return _said(speaker, cue, Way.NEAR)
    return None


def _cues_by_distance(token: "Token") -> Iterator["Token"]:
    cues = [t for t in _around(token) if t.pos_ == "VERB" and is_cue(t) and t.i != token.i]
    yield from sorted(cues, key=lambda t: abs(t.i - token.i))


def _subject(token: "Token") -> Said | None:
    for child in token.sent.root.children:
        if child.dep_ not in ("nsubj", "nsubjpass") or child.i == token.i:
            continue
        if child.lower_ == "it" and child.dep_ == "nsubjpass":
            continue  # it is said that
        if child.pos_ in ("PROPN", "PRON") and child.lower_ not in NO_SPEAKERS:
            return _said(child, None, Way.SUBJECT)
    return None
