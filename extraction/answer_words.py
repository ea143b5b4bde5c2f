"""What the words of an answer say to an allegation: admitted, denied, neither (FRCP 8(b)).

Rules over the sentences of one response. A verb counts where the pleader speaks now ("Defendant denies",
"Denied."), so that an allegation repeated in the answer ("Defendant denied her request") is no response.
"""

import re
from dataclasses import dataclass

from extraction.responses import Response

__all__ = ["denies_the_rest", "only_admits", "response_of"]


# "neither admits nor denies", "not required to admit or deny", "insufficient … to admit or deny": no verbs
# of their own. They are taken out before the rest is looked at.
_NEITHER = re.compile(
    r"\b(?:neither\s+admits?\s+(?:n?or)\s+den(?:y|ies)"
    r"|(?:can\s*not|can(?:’|')?t|unable\s+to|can)\s+(?:neither\s+|either\s+)?admit\s+(?:n?or)\s+deny"
    r"|(?:does|do)\s+not\s+(?:either\s+)?admit\s+(?:n?or)\s+deny)\b"
)
_TO_ADMIT = re.compile(
    r"\b(?:to|or|may|must|whether\s+to|either|neither)\s+(?:either\s+|neither\s+)?(?:admit|deny)"
    r"(?:\s*,?\s*(?:n?or|and/or)\s+(?:to\s+)?(?:otherwise\s+)?(?:admit|deny|respond(?:\s+to)?|answer))?\b"
    r"|\badmit\s+or\s+deny\b|\badmit\s+nor\s+deny\b"
)
_EXCEPT_ADMITTED = re.compile(
    r"\b(?:except|unless|other\s+than|save)\s+(?:as|to\s+the\s+extent|for\s+(?:what|those|that|matters))?"
    r"[^.;]{0,60}?\badmitted\b(?:\s+(?:herein|above|below|hereinabove|in\s+this\s+answer))?"
    r"|\bnot\s+(?:\w+\s+){0,4}?admitted\b"
)
_DENIES_KNOWING = re.compile(  # as New York pleads it (CPLR 3018(a))
    r"\bden(?:y|ies)\s+(?:having\s+|any\s+|present\s+|sufficient\s+){0,2}(?:knowledge|information)\b"
)
_LACKS = re.compile(
    r"\b(?:lacks?|lacking|(?:is|are|being)\s+without|without|ha(?:s|ve)\s+(?:no|insufficient|inadequate)"
    r"|(?:does|do)\s+not\s+(?:have|possess)|insufficient|no)\s+(?:any\s+|the\s+|enough\s+|adequate\s+|such\s+)?"
    r"(?:present\s+|personal\s+|specific\s+|direct\s+|first-?hand\s+|independent\s+|sufficient\s+|insufficient\s+){0,2}"
    r"(?:knowledge|information|facts)\b"
    r"|\b(?:knowledge|information)\s+(?:or\s+(?:knowledge|information)\s+)?(?:is\s+)?insufficient\b"
    r"|\bleaves?\s+(?:the\s+)?plaintiffs?\s+to\s+(?:his|her|its|their)\s+proofs?\b"
)
_STRICT_PROOF = re.compile(r"\bstrict\s+proof\b")
# "… and on that basis denies": a denial that only says again what the want of knowledge does.
_SO_DENIES = re.compile(
    r"(?:,|;|\band\b)\s*(?:and\s+)?,?\s*(?:therefore|accordingly|thus|so|hence|consequently|as\s+such"
    r"|(?:up)?on\s+(?:that|this|such|which)\s+(?:basis|ground|bas[ei]s)|for\s+th(?:at|is)\s+reason"
    r"|based\s+(?:up)?on\s+(?:that|this|such|the\s+foregoing)[^,;.]{0,40}|in\s+reliance\s+thereon)?\s*,?\s*"
    r"(?:\w+\s+){0,3}?den(?:y|ies)\s+(?:them|it|the\s+same|same|those|such|these|said|each|the\s+allegations"
    r"|the\s+truth|that|this)\b(?:\s+(?:allegations?|averments?|statements?))?"
)
_IF_REQUIRED = re.compile(
    r"\b(?:to\s+the\s+extent|if|should)\b[^.]{0,30}\b(?:response|answer)\b[^.]{0,20}\brequired\b[^.]{0,60}?"
    r"\bden(?:y|ies|ied)\b"
)
_ADMITS = re.compile(
    r"\badmits?\b|\b(?:is|are|stands?)\s+(?:hereby\s+)?admitted\b"
    r"|(?:^|[.;:]\s*|belief,\s*)(?:it\s+is\s+)?admitted\b"
    r"|\b(?:does|do)\s+not\s+(?:dispute|deny|contest|challenge)\b"
)
_DENIES = re.compile(
    r"(?<!not )\bden(?:y|ies)\b|\b(?:is|are|stands?)\s+(?:\w+\s+){0,2}denied\b"
    r"|(?:^|[.;:,]\s*|\band\s+|\botherwise\s+)(?:it\s+is\s+)?(?:otherwise\s+|specifically\s+|expressly\s+)?denied\b"
)
_NOT_REQUIRED = re.compile(
    r"\bno\s+(?:further\s+|additional\s+)?(?:response|answer|responsive\s+pleading)\b[^.;]{0,60}?"
    r"\b(?:required|necessary|needed|made|warranted)\b"
    r"|\bnot\s+(?:require|call\s+for|need)\s+(?:a\s+|an\s+|any\s+)?(?:response|answer)\b"
    r"|\b(?:is|are)\s+not\s+(?:required|obligated|obliged)\s+to\b"
    r"|\bneed\s+not\s+(?:be\s+)?(?:answer(?:ed)?|respond(?:ed)?|admit(?:ted)?)\b"
    r"|\b(?:legal\s+)?(?:conclusions?|statements?|arguments?)\s+of\s+law\b|\blegal\s+(?:conclusions?|arguments?)\b"
    r"|\bspeaks?\s+for\s+(?:itself|themselves|himself|herself)\b"
    r"|\brefers?\s+(?:the\s+court\s+|plaintiffs?\s+)?to\s+(?:the|that|those|such|said)\b"
    r"|\b(?:re-?)?incorporates?\b|\brealleges?\b|\breasserts?\b|\brestates?\b|\brepeats?\b"
    r"|\bnot\s+(?:directed|addressed)\s+(?:to|at|against|toward)\b"
    r"|\b(?:contains?|makes?|states?|asserts?|sets?\s+forth)\s+no\s+(?:factual\s+)?allegations?\b"
    r"|\bdo(?:es)?\s+not\s+(?:contain|make|state|assert|allege|set\s+forth)\s+(?:any\s+)?(?:factual\s+)?"
    r"(?:allegations?|averments?|facts)\b"
)
# What an admission of the whole says; one that begins "admits that" may leave something out.
_WHOLE = re.compile(
    r"\badmits?(?:,?\s+(?:up)?on\s+information\s+and\s+belief,?)?\s+(?:to\s+)?(?:(?:the\s+)?truth\s+of\s+)?(?:all\s+(?:of\s+)?|each\s+(?:and\s+every\s+)?(?:of\s+)?)?"
    r"(?:the\s+|those\s+|these\s+|said\s+|such\s+)?(?:factual\s+)?"
    r"(?:allegations?|averments?|statements?|matters|facts|contents|same|paragraphs?|¶+|truth|it|them)\b"
    r"(?!\s+that\b)"
    r"|\badmits?\s*(?=[.;]|$)"
    r"|(?:^|[.;:]\s*|belief,\s*)(?:it\s+is\s+)?admitted\s*(?=[.;]|$|,?\s*(?:upon|on)\s+information)"
    r"|\ballegations?\b[^.;]{0,80}\b(?:is|are)\s+(?:hereby\s+)?admitted\b"
    r"|\bdo(?:es)?\s+not\s+(?:dispute|deny|contest|challenge)\s+(?:the\s+)?(?:truth\s+of\s+)?(?:the\s+)?allegations?\b"
    r"|^\W*admit(?:s|ted)?\W*$"
)
_PART_ONLY = re.compile(
    r"\b(?:sentences?|portions?|clauses?|phrases?|parts?|only|except|but|remaining|so\s+much|insofar|to\s+the\s+extent"
    r"|in\s+part|with\s+the\s+exception|subparagraphs?|otherwise)\b"
)

_ALLEGATION = r"(?:allegations?|averments?|statements?|matters?|paragraphs?|claims?|thing)"
_GENERAL = (
    # "any allegation not expressly admitted … is denied"
    re.compile(
        rf"\b(?:each|every|any|all|those|the)\b[^.]{{0,80}}?\b{_ALLEGATION}\b[^.]{{0,140}}?\bnot\b[^.]{{0,80}}?"
        r"\b(?:admitted|responded\s+to|answered|addressed)\b[^.]{0,90}?\bdenied\b"
    ),
    # "Except as expressly admitted, Defendant denies each and every allegation"
    re.compile(
        r"\b(?:except|unless|save|other\s+than)\b[^.]{0,90}?\badmitted\b[^.]{0,140}?\bden(?:y|ies|ied)\b"
    ),
    # "denies each and every allegation … except as expressly admitted"
    re.compile(
        rf"\bden(?:y|ies)\b[^.]{{0,60}}?\b(?:each|every|any|all)\b[^.]{{0,60}}?\b{_ALLEGATION}\b[^.]{{0,160}}?"
        r"\b(?:not|except|unless|save)\b[^.]{0,80}?\b(?:admitted|responded|answered|addressed)\b"
    ),
    # "denies each and every allegation of the Complaint", and of no paragraph of it
    re.compile(
        r"\b(?:generally\s+)?den(?:y|ies)\b[^.]{0,40}?\beach\s+and\s+every\b[^.]{0,30}?\b(?:allegation|averment)s?\b"
        r"(?![^.]*\b(?:paragraphs?|sentences?|¶)\W*\d)[^.]{0,60}?\bcomplaint\b"
    ),
)
# "Except as so admitted, Defendant denies the allegations" of a paragraph denies the rest of that one alone.
_OF_ONE = re.compile(r"\b(?:this|said)\s+paragraph\b|(?:\bparagraphs?|¶+)\s*\W?\d")
_OF_ALL = re.compile(r"\b(?:each|every|any|all|complaint|herein)\b")


def denies_the_rest(sentence: str) -> bool:
    """Tell whether a sentence denies whatever the answer does not admit: a general denial (FRCP 8(b)(3))."""
    words = sentence.casefold()
    if _OF_ONE.search(words) or not _OF_ALL.search(words):
        return False
    return any(pattern.search(words) for pattern in _GENERAL)


def response_of(words: str) -> Response | None:
    """Return what the words of a response say, ``None`` where they neither admit nor deny in known words.

    A part admitted and a part denied is ``PARTLY``; so is "admits that …" alone, since it may leave out
    some of what was alleged. "Not required, but denied" is denied; "lacks knowledge and therefore denies"
    lacks knowledge.
    """
    found = _found(words)
    if found.admits:
        partly = found.denies or found.lacks or not found.whole
        return Response.PARTLY if partly else Response.ADMITTED
    if found.denies:
        return Response.DENIED
    if found.lacks or (found.proof and not found.excused):
        return Response.NO_KNOWLEDGE
    return Response.NO_ANSWER if found.excused else None


def only_admits(words: str) -> bool:
    """Tell whether a response admits something and denies or leaves open nothing: "admits that …"."""
    found = _found(words)
    return found.admits and not (found.denies or found.lacks or found.excused or found.part)


@dataclass(frozen=True, slots=True)
class _Found:
    """What of a response's words was found."""

    admits: bool
    whole: bool
    part: bool
    denies: bool
    lacks: bool
    excused: bool
    proof: bool


def _found(words: str) -> _Found:
    text = " ".join(words.casefold().replace("’", "'").split())
    lacks = any(each.search(text) for each in (_LACKS, _NEITHER, _DENIES_KNOWING))
    plain = _SO_DENIES.sub(" ", text) if lacks else text
    for pattern in (_EXCEPT_ADMITTED, _NEITHER, _TO_ADMIT, _DENIES_KNOWING):
        plain = pattern.sub(" … ", plain)
    part = bool(_PART_ONLY.search(plain))
    return _Found(
        admits=bool(_ADMITS.search(plain)),
        whole=bool(_WHOLE.search(plain)) and not part,
        part=part,
        denies=bool(_DENIES.search(plain) or _IF_REQUIRED.search(text)),
        lacks=lacks,
        excused=bool(_NOT_REQUIRED.search(text)),
        proof=bool(_STRICT_PROOF.search(text)),
    )
