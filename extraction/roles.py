"""The words by which papers call the sides of a case, and sentences that say who sues whom."""

import re

from rapidfuzz.distance import Levenshtein

import resources

__all__ = ["ROLE", "ROLE_LINE", "damaged_role", "line_role", "normal_role", "role_at_end"]

_WORDS = "|".join(
    re.escape(word).replace(r"\ ", r"[\s-]+")
    for word in sorted(resources.words("caption_role_words"), key=len, reverse=True)
)
# "Counter-", "Third-Party ", "Nominal "
_BEFORE = (
    r"(?:(?:counter|cross|third[-\s]party|fourth[-\s]party|intervenor|nominal|involuntary|proposed|putative|"
    r"lead|consolidated|alleged|judgment|real|interpleader|counterclaim|crossclaim|counter-claim|cross-claim)[-\s–‑\ufffe]{0,2})*"
)
# Endings such as -in-Interpleader, in Intervention, (s), below.
_DASH = r"[-\s–‑\ufffe]+"
_AFTER = (
    rf"(?:\(\s?s\s?\)|s|[’']s)?(?:{_DASH}in{_DASH}(?:interpleader|intervention|counterclaim|error|rem|personam))?"
    r"(?:[,\s]+below|\s*\([a-z]+(?:[-\s/]+[a-z]+)?\s+below\))?"
)
# one word for a side, with a lost ligature ("Plaintif") allowed
_ONE = rf"{_BEFORE}(?:{_WORDS}|plaintif)(?:ies)?{_AFTER}"
# "Amici Curiae Supporting Appellee", a friend of one side
_FRIEND = r"amic(?:us|i)(?:\s+curiae)?(?:\s+(?:supporting|in\s+support\s+of)\s+(?:the\s+)?\w+)?"
_ONE = rf"(?:{_FRIEND}|{_ONE})"
_JOIN = r"\s*(?:[-–—‑\ufffe/&]|,?\s+and\s|,\s)\s*"
# "Plaintiff-Appellant", "Defendants and Third-Party Plaintiffs", "Plaintiff, Appellant"
ROLE = rf"(?i:(?<![\w@]){_ONE}(?:{_JOIN}{_ONE})*(?![\w]))"
# A line that holds nothing but words for a side: "Defendants-Appellees," or "Petitioner(s),"
# "third-party" may be broken between two such lines.
ROLE_LINE = re.compile(
    rf"^[\W_]*(?i:and\s+)?(?P<role>(?i:party\s+)?{ROLE}(?:\s+(?i:{_ONE}))?(?i:[-–]\s?(?:third|fourth|counter|cross)(?=[-–]\s*$)|,?\s+(?:and\s+)?(?:third|fourth)[-\s]party(?=\s*$))?)[\W_]*$"
)
# A name with its side at the end of the same line: "Nora Quist, Plaintiff,"
_ROLE_AT_END = re.compile(rf",?\s+(?P<role>{ROLE})[\s.,;:)]*$")

_OFTEN_MISREAD = ("plaintiff", "defendant", "petitioner", "respondent", "appellant", "appellee")
_ONE_WORD = re.compile(r"^[\W_]*(?P<word>[A-Za-z0-9]{7,12})[\W_]*$")

# "Attorney for Plaintiff" names no plaintiff.
_NO_NAME_BEFORE = re.compile(
    r"(?i)\b(?:for|of|by|the|to|against|attorneys?|counsel|each|all|and|unknown|other|non[-–]?\s?record)$"
)

_SEPARATOR = re.compile(r"\s*(?:[–—‑\ufffe/&]|,?\s+and\s+|,\s+|-)\s*", re.I)
_INNER_HYPHEN = re.compile(
    r"(?i)\b(counter|cross|third|fourth|intervenor|self)[-\s–‑\ufffe]+(?=\w)|[-\s–‑\ufffe]+in[-\s–‑\ufffe]+(?=interpl|interv|counter|error)"
)
_PLURAL_KEPT = frozenset({"amicus curiae"})


def role_at_end(text: str) -> re.Match[str] | None:
    """Return the words for a side at the end of a line that begins with a name, or ``None``."""
    match = _ROLE_AT_END.search(text)
    return None if match and _NO_NAME_BEFORE.search(text, 0, match.start()) else match


def line_role(line: str) -> str | None:
    """Return the side that a line names when it holds nothing else, as ``normal_role`` gives it."""
    match = ROLE_LINE.match(line)
    return normal_role(match["role"]) if match else damaged_role(line)


def damaged_role(line: str) -> str | None:
    """Return the side whose word recognition has misread by one letter, alone on its line ("Defendaut.")."""
    word = _ONE_WORD.match(line)
    if word is None:
        return None
    read = word["word"].casefold()
    for side in _OFTEN_MISREAD:
        if read != side and Levenshtein.distance(read.removesuffix("s"), side, score_cutoff=1) <= 1:
            return side
    return None


def normal_role(printed: str) -> str:
    """Return a side in small letters and the singular, its parts joined by hyphens.

    >>> normal_role("Defendants—Appellees")
    'defendant-appellee'
    """
    text = re.sub(r"\(\s?s\s?\)", "", re.sub(r"\s+", " ", printed.casefold())).strip(" .,;:")
    text = re.sub(r"\s*\([a-z /-]+ below\)|\s+below\b", "", text)
    text = re.sub(r"[’']s?\b", "", text)
    text = re.sub(
        r"(?<=[a-z])(?<!supporting)(?<!\band)\s+(?=appell)", "-", text
    )  # "Plaintiff Appellant"
    text = _INNER_HYPHEN.sub(
        lambda m: f"{m[1]}\0" if m[1] else "\0in\0",
        text,
    )
    parts = [_singular(part.strip()) for part in _SEPARATOR.split(text) if part.strip()]
    return "-".join(parts).replace("\0", "-")


def _singular(word: str) -> str:
    head, joined, tail = word.partition("\0in\0")
    head = re.sub(r"\bamici\b", "amicus", re.sub(r"\bparties\b", "party", head))
    if head.endswith("ies"):
        head = head[:-3] + "y"
    elif head.endswith("s") and head not in _PLURAL_KEPT:
        head = head[:-1]
    head = re.sub(r"plaintif$", "plaintiff", head)
    return head + joined + tail
