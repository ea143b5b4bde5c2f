"""What one line of a caption can hold, told by its words: the patterns, each with an example."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

import resources
from extraction.docket_numbers import LABEL, numbers_in
from extraction.roles import ROLE_LINE, damaged_role
from importers.source_text import Span

__all__ = [
    "Cell",
    "Sort",
    "classify",
    "is_address",
    "may_continue_court",
    "paper_kind",
    "title_word",
]


class Sort(Enum):
    """What a line of a caption holds."""

    BLANK = "blank"
    RULE = "rule"
    COURT = "court"
    VERSUS = "versus"
    ROLE = "role"
    DOCKET = "docket"
    TITLE = "title"
    JUDGE = "judge"
    APPEAL = "appeal"
    IN_RE = "in re"
    COUNSEL = "counsel"
    NOISE = "noise"
    PROSE = "prose"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one column; ``text`` is what the text layer holds at ``span``.

    ``ends`` tells that an address follows, so that the next line begins another name.
    """

    span: Span
    text: str
    sort: Sort
    right: bool = False
    ends: bool = False


def _lines(*patterns: str) -> re.Pattern[str]:
    """Return one pattern for lines that begin like any of ``patterns``, letter case and indent aside."""
    return re.compile(rf"(?i)^\s*(?:{'|'.join(patterns)})")


_ONLY_RULE = re.compile(r"^[\W_]*[xX]?[\W_]*$")
# perhaps with the number of a pleading's line before it: "18 V."
_VERSUS = re.compile(
    r"(?i)^\s*(?:\d{1,2}\s+)?[\s\-–—_]*(?:vv?|vs|versus|against)[\s.\-–—_,:;\ufffe]*$"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
)
_DAY = rf"{_MONTH}\s+(?:\d{{1,2}},\s+\d{{4}}|term,?\s*\d{{4}})"

# Stamps of the courts' filing systems: Case 3:16-cv-05561 Document 1 Filed 06/24/16.
_STAMP = _lines(
    r"(?:usca\d*\s+)?case[:\s]+\S*\d.*\bdoc(?:ument|\.|:|\b)",
    r"appellate\s+case",
    r".*\bdocument:\s*\d+.*\bpage:",
    r".*dockets\.justia",
    r".*page\s*id\s*#",
    r"nyscef\s+doc|received\s+nyscef",
)
_IN_RE = _lines(
    r"in\s+re\b",
    r"in\s+the\s+matter\s+of\b",
    r"matter\s+of\b",
    r"ex\s+parte\b",
    r"in\s+the\s+(?:interest|estate|guardianship|conservatorship|marriage)\s+of\b",
)

# "IN THE CIRCUIT COURT OF COOK COUNTY, ILLINOIS", "United States Court of Appeals"
_COURT = re.compile(
    r"(?i)^\s*(?:in\s+the\s+|in\s+|before\s+the\s+|[a-z]+:\s+in\s+the\s+)?(?:[\w.’',\s&-]*\b)?"
    r"(?:courts?|judicial\s+panel|tribunal|board\s+of\s+(?:immigration|veterans.?)\s+appeals|industrial\s+commission|compensation\s+(?:board|commission|appeals))\b"
    r"(?![\s-]*(?:reporter|order|appointed|approved|costs|use\s+only))[\w\s,.’'():/-]*$"
)
# The same as recognition may give it, without its blanks: "UNITEDSTATESDISTRICTCOURT"
_COURT_RUN_TOGETHER = re.compile(
    r"(?i)^\s*[a-z]*(?:district|superior|circuit|bankruptcy|county|supreme)court[a-z]*\s*$"
)
# Lines with a court in them that head no caption: "Clerk of Court", "The Court GRANTS …"
_NO_COURT = re.compile(
    r"(?i)\b(?:clerk|filed|appeal\s+from|v\.|judge|hon\.|honorable|of\s+record|this\s+court|the\s+court\b(?!\s+of)|attorney|office|hearing|"
    r"court\s+(?:street|st\.|use)|grant|den(?:y|ied)|appealed)\b|\d{5}"
)
_PLACES = "|".join(
    re.escape(entry.partition("=")[0].strip()).replace(r"\ ", r"\s+")
    for entry in resources.words("court_places")
)
_GOVERNMENT = r"(?:state|commonwealth|territory|people)\s+of\s+[\w\s]+"
_COURT_MORE = _lines(
    r"(?:(?:in\s+and\s+)?for\s+the\s+|at\s+|for\s+)?[\w.’'&\s-]*\b(?:district|division|circuit|county|parish|borough|department|part|term|session|remedies\s+section)\b[\w\s.,:’'()-]*$",
    rf"(?:for\s+the\s+|in\s+the\s+)?{_GOVERNMENT}[,.]?\s*$",
    r"at\s+[\w\s]+$",
    r"[\w.’'&\s-]*\bcourthouse\b[\w\s-]*$",
    r"office\s+of\s+(?:the\s+)?special\s+masters\s*$",
    r"(?:for|of)\s+the\s*$",
    r"of\s+the\s+state\s+of\s+[\w\s]+$",
    rf"of\s+(?:{_PLACES})\s*$",
    r"[\w\s-]+,\s+ss\.?:?[\w\s]*$",
    r"in\s+and\s+for\s*$",
)
# Lines that name the judge: Honorable Ida Marsh; Judge MARSH; Assigned to …
_BLANK_NUMBER = re.compile(rf"(?i)^\s*{LABEL}[\s_]*$")  # "Case No. ______"
# An honorable who holds another office is a party: "HONORABLE ABEL ROWE, SECRETARY OF THE".
_OTHER_OFFICE = (
    r"(?i:.*,\s*(?:[\w.]+\s+){0,4}?(?:secretary|governor|mayor|attorney\s+general|commissioner|director|"
    r"administrator|sheriff|president|speaker|senator|superintendent)\b)"
)
_JUDGE = re.compile(
    rf"^\s*[\[(]?(?!{_OTHER_OFFICE})"
    r"(?:(?i:(?:before\s+)?(?:the\s+)?)(?:Hon(?:\.|orable\b)|HON(?:\.|ORABLE\b))|(?i:assigned\s+(?:to|for)\b|administrative\s+law\s+judge)"
    r"|(?i:(?:chief\s+|senior\s+)*(?:circuit|district)\s+judges?[\s.,:*]*$)"
    r"|[A-Z][A-Z.’' -]+,\s+(?:J\.\s?P|JJ)\.\s*$"
    r"|(?i:(?:assigned\s+to|before|presiding)?:?\s*(?:(?:chief|district|senior|magistrate|circuit)\s+)*judge\b)\s*:?\s*[A-Z])"
)
# Lines about the court below: Appeal from the Circuit Court; USDC No. 3:20-CV-257; CERTIORARI TO …
_LOWER_COURT = (
    r"(?:usdc|super\.\s+ct\.|d\.?\s?c\.?|l\.?\s?t\.?|c\.?\s?p\.?\s?c\.?|lower|trial|superior|bia|agency|district|"
    r"circuit|county|municipal)"
)
_APPEAL = _lines(
    r"(?:on\s+)?(?:direct\s+)?appeal(?:s|ed)?\s+(?:from|by)",
    r"on\s+(?:appeal|petition|writ|discretionary|certification|certified|further|review|rehearing)\b",
    r"certiorari\s+to",
    r"\(?removed\s+from\b",
    r"petition\s+for\s+(?:review|writ\s+of\s+certiorari)",
    rf"\(?{_LOWER_COURT}\s+(?:tribunal\s+|court\s+)?(?:case\s+|ct\.?\s+|docket\s+)?(?:nos?\.|\#)",
)
# "Attorneys for Plaintiff"
_COUNSEL = _lines(r"\W*(?:lead\s+|local\s+|co-)?(?:attorneys?|counsel|solicitors?)\s+for\b")
# Stamps, notices and addresses among the columns.
_NOISE = _lines(
    r"\(?(?:e-?)?filed\b.*$",
    r"electronically\s+.*$",
    r"\(?(?:received|entered|argued|submitted|decided|reissued|re-issued|refiled|dated)\b.*$",
    r"present:.*$",
    r"(?:district\s+|dc\s+|originating\s+)?(?:case|docket|court|judge)\s*(?:number|\#)?\s*:.*$",
    r"(?:deputy\s+)?clerk.*$|.*\bclerk(?:\s+of\b.*)?\s*$",
    r"(?:by|for|serve|served|through):\s.*$",
    r"(?:date|time|dept\.?|department|courtroom|hearing|section|division|mag(?:istrate)?|panel|term)\b\.?\s?[:\d\"“(].*$",
    r"section\b.*$|hearing\b.*$",
    r"\W*(?:(?:un)?redacted|sealed|public|confidential)\s+(?:redacted\s+)?(?:version|copy)\b.*$",
    r"\W*(?:(?:document\S*\s+)?sought\s+to\s+be\s+(?:sealed|redacted)|filed\s+under\s+seal|under\s+seal)\b.*$",
    r"\W*(?:highly\s+)?confidential\W*$|\W*attorneys?[’']?\s+eyes\s+only\W*$",
    r"complaint\s+filed.*$|case\s+type:.*$",
    r"\(?(?:demand\s+for\s+(?:a\s+)?jury|jury\s+(?:trial\s+)?demand(?:ed)?|jury\s+trial|trial\s+by\s+jury)\b.*$",
    r"[\[(]?(?:not\s+for\s+publication|\[?do\s+not\s+publish|en\s+banc|not\s+precedential|unpublished|published|for\s+publication|regular\s+calendar|accelerated\s+calendar)\)?.*$",
    r"(?:ecf\s+case|opinion\s+filed.*|wo|o|class\s+action|civil\s+action|commissioner|court\s+use\s+only|at\s+law|in\s+(?:equity|admiralty|chancery))\s*$",
    r"(?:un)?limited\s+(?:civil\s+)?(?:jurisdiction|case).*$",
    r"chapter\s+\d+\s*$",
    r"\d+\s+(?-i:[A-Z])[\w.]*(?:\s?[\w.]+){0,2}\s+[\d,]+\s*(?:\([^)]*\))?\s*$",  # "610 F.2d 528"
    rf"{_DAY}\s*$|\w+\s+term,?\s+\d{{4}}\s*$|.*\boctober\s+term\b.*$",
    r"\(?(?:caption\s+continued|additional\s+(?:parties|counsel)|continued\s+on).*$",
    r"\[?cite\s+as\b.*$|page\s+\d+.*$|(?:mag(?:istrate)?\.?\s+)?judge:?\s*[\w_]*\s*$",
    r"\(tort\b.*$|\(non-.*$|\(slip\s+opinion\).*$|syllabus\s*$",
    r"[▲△Δ].*$",
    r"D\d{4,6}\s*$|(?-i:[A-Z]/[a-z]{2,4})\s*$|_*AD[23]d_*\b.*$",  # the printer's marks of an appeal
    r"\d{4}[-\s](?-i:[A-Z][A-Za-z]{1,7})(?:[-\s](?-i:[A-Z]+))?[-\s]\d+\s*$",  # "2022-Ohio-123"
)
# Lines of an address: 123 Main Street; Milwaukee, WI 53202; c/o Registered Agent; a telephone number.
_ADDRESS = re.compile(
    r"(?i)^(?!.*\b(?:corp(?:oration)?|inc|llc|l\.l\.c|company|associates|realty|partners(?:hip)?|trust)\b)\s*(?:\d+\s+[\w.’'\s-]+\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|way|court|ct|place|pl|plaza|parkway|pkwy|highway|hwy|square|floor)\b\.?.*|"
    r"(?:suite|ste\.|apt\.|unit|room|floor|p\.?\s?o\.?\s+box)\s+#?(?:\d|[a-z]\b).*|c/o\s.*|(?-i:(?:[A-Z][a-z’'-]+\s+){1,3}(?:Avenue|Street|Boulevard|Road|Square))[,;.]?|[\w.\s’'-]+,\s+(?-i:[A-Z]{2}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+)\s+\d{5}(?:-\d{4})?[,;.]?|[\d()+.\s-]{10,})\s*$"
)
# "I. INTRODUCTION", "1. Plaintiff is", "COMES NOW", "Before HOWARD, Chief Judge", "Per Curiam"
_ARGUES = (
    r"alleges?|brings?|complain|states?|by\s+(?:and\s+through|his|her|their|its)|through|hereby|"
    r"moves?|sues?|aver|appeals?|respectfully|for\s+(?:his|her|their|its)"
)
_PROSE = re.compile(
    r"^\s*(?:\d{1,3}\.\s+[A-Z][a-z]|I\.\s|(?i:comes?\s+now|now\s+comes?|pursuant\s+to|upon\s+|whereas|you\s+are\s+hereby|per\s+curiam|to\s+the\s+(?:honorable|above)|"
    r"this\s+(?:matter|case|action|is|lawsuit|court|appeal|cause)|before\s*$|b\se\sf\so\sr\se\b|before[:\s]\s*(?-i:[A-Z])[\w.]+\s*,|before\s+the\s+court\b|"
    r"the\s+(?:plaintiffs?|defendants?|court|parties|united\s+states\s+of\s+america,?\s+by)\b.*[a-z]{2}\s+[a-z]+|"
    rf"(?:plaintiffs?|petitioners?|defendants?|appellants?)\b.*\b(?:{_ARGUES}))|"
    r"(?i:dear\s)|(?i:for\s+(?:plaintiff|defendant|petitioner|respondent|appell)[\w-]*s?:)|"
    r"[A-Z][\w.\s]+,\s+(?i:(?:chief\s+|senior\s+|magistrate\s+)?(?:(?:u\.s\.|united\s+states)\s+)?"
    r"(?:district|circuit|magistrate|bankruptcy)\s+judges?)[.:]?\s*$|"
    r"[A-Z][\w.\s]+,\s+(?:P\.\s?J|C\.\s?J|J)\.)"
)
# Words of a description, which may run on as long as prose does.
_DESCRIBES_PARTY = re.compile(
    r"(?i)\b(?:individual|capacit|behalf|similarly\s+situated|corporation|company|partnership|minor|guardian|friend|trustee|inclusive|fictitious|"
    r"[adfn]/?k/?a\b|deceased|estate|husband|wife|resident|successor|doing\s+business|known\s+as|representative|association|municipal)"
)
# A line of words that only qualify a title belongs to it: "SECOND AMENDED".
_TITLE_QUALIFIER = re.compile(
    r"(?i)^\W*(?:(?:first|second|third|fourth|fifth|consolidated|corrected|amended|verified|supplemental|class|collective|action|original|proposed|joint|"
    r"and|jury|trial|demand(?:ed)?|for|civil|redacted|public|version|declaratory|injunctive|relief)\W*)+$"
)


# A part of a title: "SUPPORT OF PLAINTIFF’S", "TO DEFENDANTS’ MOTIONS"; no party is called so.
_OWN_PAPER = re.compile(
    r"\b(?:PLAINTIFF|DEFENDANT|PETITIONER|RESPONDENT)(?:S?[’']S?)(?!\w)(?!\s*$)|\bOF\s+(?:PLAINTIFF|DEFENDANT)(?:[’']S|S[’'])\s*$"
)
# A title with its letters set apart: "O R D E R".
_SPACED = re.compile(r"^\W*(?:[A-Z]\s){3,}[A-Z]\W*$")
# "FRATERNAL ORDER OF THE LAMP" orders nothing.
_ORDER_OF_MEN = re.compile(
    r"(?i)\b(?:fraternal|loyal|benevolent|independent|ancient|masonic|religious|teutonic|royal)\s+order$"
)


@cache
def _titles() -> dict[str, str]:
    pairs = (entry.split("=") for entry in resources.words("paper_titles"))
    return {word.strip(): kind.strip() for word, kind in pairs}


@cache
def _title_pattern() -> re.Pattern[str]:
    words = sorted(_titles(), key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?i)(?<![\w-])(?:{body})(?![a-z])")


def title_word(line: str) -> re.Match[str] | None:
    """Return the first words of a line that can title a paper ("MEMORANDUM OPINION"), or ``None``."""
    joined = re.sub(r"\s", "", line) if _SPACED.match(line) else line
    found = _title_pattern().search(joined)
    return None if found and _ORDER_OF_MEN.search(joined, 0, found.end()) else found


def paper_kind(words: str) -> str:
    """Return the kind of paper that words found by ``title_word`` stand for."""
    return _titles()[re.sub(r"\s+", " ", words).casefold()]


def may_continue_court(text: str) -> bool:
    """Tell whether a line can go on with the heading of a court ("FOR THE DISTRICT OF OREGON")."""
    return bool(_COURT_MORE.match(text)) and not _VERSUS.match(text)


def is_address(text: str) -> bool:
    """Tell whether a line is one of an address ("100 Pier Street", "Alder Bay, ME 04330")."""
    return bool(_ADDRESS.match(text))


def _is_title(text: str) -> bool:
    """Tell whether a line titles the paper: capitals or capitalised words, a title word among them."""
    if _SPACED.match(text):
        return title_word(text) is not None
    words = [w for w in re.findall(r"[A-Za-z’']+", text) if len(w) > 3]
    if not words or len(text) > 140 or re.search(r";\s+(?:and\s|[A-Z])", text):
        return False
    raised = sum(w[0].isupper() for w in words) / len(words)
    if _TITLE_QUALIFIER.match(text) and raised == 1:
        return True
    found = title_word(text)
    if not found or raised < 0.75 or re.search(r"[a-z]\.\s*$|\bon\s+(?:the\s+)?briefs?\b", text):
        return False
    return text.isupper() or len(text[: found.start()].split()) <= 6


def _is_court(text: str) -> bool:
    printed = _COURT.match(text) and not _NO_COURT.search(text) and len(text) < 110
    return bool(printed or _COURT_RUN_TOGETHER.match(text))


def _is_docket_line(text: str) -> bool:
    found = numbers_in(text)
    if not found:
        return bool(_BLANK_NUMBER.match(text))
    if re.match(r"(?i)\s*docket\s+nos?\.", text):
        return True
    before = re.sub(rf"{LABEL}$", "", text[: found[0][0]])
    after = text[found[-1][1] :]
    return not re.search(r"[A-Za-z]{4,}", before) and not re.search(
        r"[A-Za-z]{4,}.*[A-Za-z]{4,}.*[A-Za-z]{4,}", after
    )


def _runs_on(text: str) -> bool:
    """Tell whether a line is a piece of running text: long, and most of its words small."""
    words = re.findall(r"[A-Za-z][\w’']*", text)
    small = sum(word[0].islower() for word in words)
    return (
        len(text) >= 55
        and len(words) >= 8
        and small >= 0.6 * len(words)
        and not _DESCRIBES_PARTY.search(text)
    )


_IN_ORDER: tuple[tuple[re.Pattern[str], Sort], ...] = (
    (_ONLY_RULE, Sort.RULE),
    (_STAMP, Sort.NOISE),
    (_VERSUS, Sort.VERSUS),
    (ROLE_LINE, Sort.ROLE),
    (_APPEAL, Sort.APPEAL),
    (_IN_RE, Sort.IN_RE),
)


def classify(text: str) -> Sort:
    """Tell what one line of a caption holds, by the line alone."""
    if not text.strip():
        return Sort.BLANK
    for pattern, sort in _IN_ORDER:
        if pattern.match(text):
            return sort
    if damaged_role(text):
        return Sort.ROLE
    if _is_docket_line(text):
        return Sort.DOCKET
    if _JUDGE.match(text):
        return Sort.JUDGE
    if _is_court(text):
        return Sort.COURT
    if _COUNSEL.match(text):
        return Sort.COUNSEL
    if _OWN_PAPER.search(text) and text.upper() == text:
        return Sort.TITLE
    if _NOISE.match(text) or _ADDRESS.match(text):
        return Sort.NOISE
    if _is_title(text):
        return Sort.TITLE
    return Sort.PROSE if _PROSE.match(text) or _runs_on(text) else Sort.NAME
