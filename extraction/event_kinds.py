"""What sort of thing a date dates: something that happened, a paper, a deadline, or the law that is cited.

Rules over the clause around a date: the verbs of filing and of duty that govern it, the parenthesis of a
citation. What no rule claims is an event.
"""

import re

from extraction.date_words import fold
from extraction.findings import DateExpression, EventKind

__all__ = ["event_kind"]

# How far before and after a date the words are that govern it.
_REACH = 110
# Where another clause begins, which may have its own verb.
_BOUNDARY = re.compile(
    r"[;:]|\.\s+(?=[\"'(]?\S)|,\s+(?:and|but|who|which|whom|while|when|where|after|before|since|because"
    r"|although|until)\s|\s(?:who|which|after|before|when|while|because|although)\s"
)

# The date of a page, of a visit, of a statute's making: it belongs to what is cited.
_CITED_AFTER = re.compile(
    r",?\s{0,3}(?:[\w']+\s){0,3},?\s{0,3}(?:pp?\.|pgs?\.|at\s[a-z]?\d|part\s\d|vol\.|ed\.)"
)
_CITED_BEFORE = re.compile(
    r"\b(?:(?:last\s)?(?:visited|accessed|viewed|updated|checked)|retrieved)(?:\son)?:?\s{1,3}$"
)
_LAW_MADE = re.compile(
    r"\b(?:enacted|codified|promulgated|ratified|repealed|signed\sinto\slaw|took\seffect"
    r"|(?:was|were|as|been|last|congress|legislature)\s(?:last\s)?amended|(?:congress|legislature)\spassed)\b"
)
_LAW = re.compile(
    r"\b(?:congress|legislature|statutes?|(?:the|this|an?)\s(?:[\w']+\s){0,4}act|amendment|code"
    r"|regulations?|rules?|constitution|ordinance)\b"
)
_CASE_NAME = re.compile(r"\sv\.?\s")
# (9th Cir. May 3, 2007), (decided May 3, 2007)
_OPEN_PARENTHESIS = re.compile(r"\([^()]{0,60}$")
_ACT_OF = re.compile(r"\b(?:act|statutes?|laws?|code)\sof\s{1,3}$")

# Right before a date these make it a day to act by.
_DUE = re.compile(
    r"\b(?:(?:no|not)\slater\sthan|on\sor\sbefore|deadlines?(?:\s(?:of|is|was|to|for|on)(?:\s[\w']+){0,5})?:?"
    r"|due(?:\sdate)?(?:\s(?:on|by|is|was|in\sfull|and\spayable)){0,3}:?"
    r"|(?:has|have|had)\suntil|(?:extended|continued|adjourned|postponed)(?:\s[\w']+){0,3}\s(?:to|until)"
    r"|returnable(?:\son)?|expires?(?:\son)?|expired(?:\son)?|expiring(?:\son)?|cut-?off(?:\s(?:of|is|date))*"
    r"|bar\sdate(?:\s(?:of|is|was))?)(?:\s(?:the|or\sabout|about|on))?\s{1,3}$"
)
_DUTY = re.compile(
    r"\b(?:shall|must|ordered|directed|required|demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|obligat(?:ed|ion)|is\sto|are\sto|was\sto"
    r"|were\sto|agree[sd]?\sto|may\s(?:file|serve|amend|move|respond|appeal|oppose|object|opt))\b"
)
_BY = re.compile(r"\b(?:by|before|until|through|within)(?:\s(?:the|on|or\sbefore))?\s{1,3}$")
_WITHIN = re.compile(r"\bwithin\s{1,3}$")

_PAPER = (
    r"(?:complaints?|petitions?|actions?|suits?|lawsuits?|motions?|answers?|briefs?|memorand(?:um|a)|orders?"
    r"|opinions?|decisions?|rulings?|judgments?|verdicts?|reports?|recommendations?|notices?|letters?|e-?mails?"
    r"|affidavits?|declarations?|articles?|stor(?:y|ies)|statements?|press\sreleases?|releases?|summons(?:es)?"
    r"|subpoenas?|warrants?|indictments?|charges?|pleadings?|filings?|memos?|posts?|tweets?|stud(?:y|ies)"
    r"|papers?|deeds?|liens?|patents?|applications?|forms?|10-[kq]s?|8-ks?|invoices?|transcripts?|minutes"
    r"|books?|columns?|editorials?|reviews?|surveys?|guidelines?|bulletins?|stipulations?|responses?|replies"
    r"|reply|oppositions?|objections?|appeals?|claims?)"
)
_FILED = re.compile(
    r"\b(?:(?:re|e-|cross-)?-?filed|filing|files|lodged|docketed|served|published|publishes|posted|reposted"
    r"|tweeted|uploaded|reprinted|recorded|unsealed|dated|stamped|captioned)\b"
)
# These make a paper's date only with a paper: an order is issued, and so are shares.
_ISSUED = re.compile(
    r"\b(?:issued|issues|entered|enters|released|releases|submitted|sent|mailed|e-?mailed|wrote|written"
    r"|signed|rendered|handed\sdown|denied|granted|printed|transmitted|noticed"
    r"|moved\s(?:to|for)|(?:stud(?:y|ies)|article|story|report|book|paper|column)\sappeared)\b"
)
_PAPER_WORD = re.compile(rf"\b{_PAPER}\b")
# the May 5, 2016 order; the June 2014 press release
_NAMED_PAPER = re.compile(
    rf"\s{{1,3}}(?:(?:amended|verified|final|first|second|third|initial|written|internal|joint|unsigned"
    rf"|supplemental|annual|quarterly|demand|scheduling|protective|cease-and-desist)\s){{0,2}}{_PAPER}\b"
)


def event_kind(before: str, date: DateExpression, after: str) -> EventKind:
    """Return the kind of what a date dates, from the words of its sentence before and after it.

    Lines are unwrapped and page furniture left out. Dates inside citations are no findings to begin with.
    """
    before, after = fold(before), fold(after)
    inner_before, inner_after = _clause_before(before), _clause_after(after)
    if _NAMED_PAPER.match(after):
        return EventKind.FILING
    if _is_authority(before, after, inner_before, inner_after):
        return EventKind.AUTHORITY
    if _is_deadline(inner_before, inner_after, date):
        return EventKind.DEADLINE
    if _is_paper(inner_before, inner_after):
        return EventKind.FILING
    return EventKind.EVENT


def _clause_before(before: str) -> str:
    clause = before[-_REACH:]
    for boundary in list(_BOUNDARY.finditer(clause)):
        if clause[boundary.end() :].strip():
            clause = " " * boundary.end() + clause[boundary.end() :]
    return clause


def _clause_after(after: str) -> str:
    clause = after[:_REACH]
    boundary = _BOUNDARY.search(clause)
    return clause[: boundary.start()] if boundary else clause


def _is_authority(before: str, after: str, inner_before: str, inner_after: str) -> bool:
    if _CITED_AFTER.match(after) or _CITED_BEFORE.search(before) or _ACT_OF.search(before):
        return True
    inside = _OPEN_PARENTHESIS.search(before) and re.match(r"[^()]{0,30}\)", after)
    if inside and _CASE_NAME.search(before):
        return True
    clause = f"{inner_before} | {inner_after}"
    return bool(_LAW_MADE.search(clause) and _LAW.search(clause))


def _is_deadline(before: str, after: str, date: DateExpression) -> bool:
    if _DUE.search(before):
        return True
    if _WITHIN.search(before) and re.search(r"\b(?:days?|weeks?|months?)\b", date.text):
        return bool(_DUTY.search(before) or re.search(r"\b(?:after|of|from)\b", date.text))
    if re.match(r",?\s{1,3}(?:deadline|due\sdate|cut-?off)\b", after):
        return True
    return bool(_BY.search(before) and _DUTY.search(before))


def _is_paper(before: str, after: str) -> bool:
    """Tell whether a date is a paper's: "filed a motion on …", "On …, the court issued an order"."""
    for clause in (before, after):
        if _FILED.search(clause):
            return True
        if _ISSUED.search(clause) and _PAPER_WORD.search(clause):
            return True
    return False
