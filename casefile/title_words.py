"""Titles of court papers in the words of Bluebook table BT1, and in whole words: what a cite calls a paper.

A title is read from its first word that names a sort of paper. Whose it is comes before it ("Def.’s"), what
it is about behind it, as far as the words are known: "DEFENDANT PORT CO.’S MOTION TO DISMISS" is
``Def.’s Mot. Dismiss``. Articles and prepositions are left out, as BT1 has it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Called", "court_paper"]

# Bluebook table BT1, as far as titles of papers need it. What it leaves whole stands for itself.
_SORTS = {
    "affidavit": "Aff.",
    "answer": "Answer",
    "appendix": "App.",
    "application": "Appl.",
    "brief": "Br.",
    "certificate": "Certificate",
    "complaint": "Compl.",
    "counterclaim": "Countercl.",
    "counterclaims": "Countercls.",
    "declaration": "Decl.",
    "findings": "Findings",
    "interrogatories": "Interrogs.",
    "judgment": "J.",
    "memorandum": "Mem.",
    "motion": "Mot.",
    "notice": "Notice",
    "objection": "Obj.",
    "objections": "Objs.",
    "opposition": "Opp'n",
    "petition": "Pet.",
    "reply": "Reply",
    "report": "Rep.",
    "request": "Req.",
    "requests": "Reqs.",
    "response": "Resp.",
    "responses": "Resps.",
    "statement": "Statement",
    "stipulation": "Stip.",
    "verdict": "Verdict",
}
_BEFORE = {
    "amended": "Am.",
    "class": "",
    "action": "",
    "consolidated": "Consol.",
    "first": "First",
    "second": "Second",
    "third": "Third",
    "fourth": "Fourth",
    "fifth": "Fifth",
    "sixth": "Sixth",
    "initial": "Initial",
    "joint": "Joint",
    "opening": "Opening",
    "supplemental": "Suppl.",
    "third-party": "Third-Party",
    "verified": "Verified",
}
_BEHIND = {
    "adjourn": "Adjourn",
    "admission": "Admis.",
    "admissions": "Admis.",
    "alter": "Alter",
    "amend": "Amend",
    "appeal": "Appeal",
    "certify": "Certify",
    "class": "Class",
    "compel": "Compel",
    "complaint": "Compl.",
    "certification": "Certification",
    "continuance": "Continuance",
    "default": "Default",
    "deposition": "Dep.",
    "discovery": "Disc.",
    "dismiss": "Dismiss",
    "documents": "Docs.",
    "facts": "Facts",
    "fees": "Fees",
    "injunction": "Inj.",
    "interrogatories": "Interrogs.",
    "intervene": "Intervene",
    "judgment": "J.",
    "law": "Law",
    "leave": "Leave",
    "limine": "Limine",
    "matter": "Matter",
    "motion": "Mot.",
    "new": "New",
    "opposition": "Opp'n",
    "order": "Order",
    "pleadings": "Pleadings",
    "preliminary": "Prelim.",
    "production": "Produc.",
    "protective": "Protective",
    "quash": "Quash",
    "reconsider": "Recons.",
    "reconsideration": "Recons.",
    "rehearing": "Reh'g",
    "remand": "Remand",
    "removal": "Removal",
    "reply": "Reply",
    "response": "Resp.",
    "restraining": "Restraining",
    "sanctions": "Sanctions",
    "seal": "Seal",
    "stay": "Stay",
    "strike": "Strike",
    "summary": "Summ.",
    "support": "Supp.",
    "temporary": "Temp.",
    "transfer": "Transfer",
    "trial": "Trial",
    "undisputed": "Undisputed",
    "vacate": "Vacate",
    "venue": "Venue",
}
_SMALL = "a an and by for from her his in its moving of on or our the their to upon with"
_SKIPPED = frozenset(_SMALL.split())
_SIDES = {
    "plaintiff": ("Pl.'s", "Pls.'"),
    "defendant": ("Def.'s", "Defs.'"),
    "petitioner": ("Pet'r's", "Pet'rs'"),
    "respondent": ("Resp't's", "Resp'ts'"),
    "appellant": ("Appellant's", "Appellants'"),
    "appellee": ("Appellee's", "Appellees'"),
    "movant": ("Movant's", "Movants'"),
    "intervenor": ("Intervenor's", "Intervenors'"),
}
# Papers whose filer their title seldom needs: there is one of them, or what it is called tells.
_NOBODYS = frozenset({"complaint", "order", "judgment", "verdict", "report", "findings"})
_STATEMENTS = {"affidavit": "Aff.", "declaration": "Decl.", "deposition": "Dep."}
_STATED_BY = re.compile(
    r"(?:(?:transcript|video|videotaped|oral|remote|sworn|expert|supplemental|second|third|rebuttal|reply|of|the)"
    r"\s+)*(?P<sort>affidavit|declaration|deposition)(?:\s+transcript)?\s+(?:of|by)\s+(?P<name>.+)",
    re.IGNORECASE,
)
_STATED_SHORT = re.compile(
    r"(?P<name>\S.*?)\s+(?P<sort>affidavit|declaration|deposition|aff\.?|decl\.?|depo?\.?)"
    r"(?:\s+(?:transcript|tr\.?))?",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s*(?:[,;:(\[]|\s(?:in|dated|taken|volume|vol|pursuant|regarding|re|with|filed|under|as|on)\b|\s[-–—]\s).*",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXED = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|esq|m\.?d|ph\.?d|c\.?p\.?a)\.?$", re.IGNORECASE)
_TITLED = re.compile(r"^(?:(?:mr|mrs|ms|dr|prof|hon|rev)\.?\s+)+", re.IGNORECASE)
_HEARING = re.compile(
    r"\b(?P<what>hearing|trial)\b.*\btranscript\b|\btranscript\b.*?\b(?P<of>hearing|trial)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.-]*(?:['’]s?)?", re.UNICODE)
_LONGEST = 7
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Called:
    """What a paper is called: by Bluebook, and in whole words; ``sort`` is the word that names its sort."""

    bluebook: str
    plain: str
    sort: str


@lru_cache(maxsize=4096)
def court_paper(title: str) -> Called | None:
    """Return what a court paper is called after its title, ``None`` if no word tells its sort."""
    title = " ".join(title.replace("-in-", " in ").replace("-IN-", " IN ").split())
    return _statement(title) or _hearing(title) or _filing(title)


def _statement(title: str) -> Called | None:
    """Read a witness's statement: "DECLARATION OF JANE DOE IN SUPPORT …" is ``Doe Decl.``."""
    found = _STATED_BY.match(title) or _STATED_SHORT.fullmatch(title)
    if found is None:
        return None
    whole = _TITLED.sub("", _NAME_ENDS.sub("", _SUFFIXED.sub("", found["name"].strip()))).strip()
    names = _SUFFIXED.sub("", whole).split()
    if not 0 < len(names) <= _MOST_NAMES or not all(each[0].isalpha() for each in names):
        return None
    if any(each.casefold() in (*_SIDES, *_SORTS, *_SKIPPED) for each in names):
        return None
    begun = found["sort"].casefold()[:3]
    sort = next(each for each in _STATEMENTS if each.startswith(begun))
    names = [_capitalised(each) for each in names]
    return Called(
        f"{names[-1]} {_STATEMENTS[sort]}", f"{sort.capitalize()} of {' '.join(names)}", sort
    )


def _hearing(title: str) -> Called | None:
    found = _HEARING.search(title)
    if found is None:
        return None
    what = (found["what"] or found["of"]).casefold()
    short = "Hr’g Tr." if what == "hearing" else "Trial Tr."
    return Called(short, f"{what.capitalize()} Transcript", "transcript")


def _filing(title: str) -> Called | None:
    words = _WORD.findall(title)
    folded = [re.sub(r"['’]s?$", "", word.casefold()).rstrip(".") for word in words]
    at = next((at for at, word in enumerate(folded) if word in _SORTS), None)
    if at is None:
        return None
    sort = folded[at]
    if folded[at + 1 : at + 2] == ["opinion"]:  # a court's memorandum, which its kind names
        return None
    before = [word for word in folded[:at] if word in _BEFORE]
    if folded[at - 1 : at] == ["party"] and folded[at - 2 : at - 1] == ["third"]:
        before = [*(word for word in before if word != "third"), "third-party"]
    behind = [] if sort in _NOBODYS or sort == "answer" else _behind(folded[at + 1 :])
    owner = None if sort in _NOBODYS else _owner(folded[:at])
    bluebook = [*(_BEFORE[word] for word in before), _SORTS[sort]]
    bluebook += [_BEHIND[word] for word in behind if word in _BEHIND]
    plain = [word.title() for word in before if _BEFORE[word]] + [sort.title()]
    plain += [word if word in _SKIPPED else word.title() for word in behind]
    if owner is not None:
        side, several = owner
        bluebook.insert(0, _SIDES[side][several])
        plain.insert(0, f"{side.title()}{'s’' if several else '’s'}")
    return Called(" ".join(filter(None, bluebook)).replace("'", "’"), " ".join(plain), sort)


def _behind(words: list[str]) -> list[str]:
    """Return what a paper is about: the known words that follow its sort, small ones between them kept."""
    taken: list[str] = []
    for word in words:
        if word in _BEHIND or word in _SKIPPED:
            taken.append(word)
        elif word.rstrip("s") not in _SIDES:
            break
    known = [at for at, word in enumerate(taken) if word in _BEHIND][:_LONGEST]
    return [word for word in taken[: known[-1] + 1] if word != "moving"] if known else []


def _owner(words: list[str]) -> tuple[str, bool] | None:
    """Return the side whose paper it is, and whether it is several; the last one named owns it."""
    for word in reversed(words):
        if word in _SIDES:
            return word, False
        if word.endswith("s") and word[:-1] in _SIDES:
            return word[:-1], True
    return None


def _capitalised(name: str) -> str:
    """Return a name with its first letters large: captions print names in capitals."""
    if not name.isupper() or len(name.rstrip(".")) == 1:
        return name
    return re.sub(
        r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", name.title().replace("’S", "’s")
    )
