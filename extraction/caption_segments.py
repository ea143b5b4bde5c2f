"""Where one name ends and the next begins, before a block of names is cut at its commas and "and"s.

Lists with one name a line, things that are sued ("one parcel of land known as …"), and given names that
share one surname ("ODD AND LENA BERGE").
"""

import re
from functools import cache

import resources
from extraction import names

__all__ = [
    "DEGREE",
    "EDGE",
    "FOLDED",
    "one_name_per_line",
    "shared_surname",
    "thing",
    "with_locals",
    "without_claims",
]

# ", Jr.", ", M.D.", ", Inc.", ", II, LLC": what follows a comma but belongs to the name before it.
DEGREE = r"(?i:jr|sr|esq|m\.?\s?d|ph\.?d|d\.?o|d\.?d\.?s|d\.?p\.?m|r\.?n|j\.?d|c\.?p\.?a|ii|iii|iv)"
FOLDED = rf"(?:(?:,\s*|\s+)[IVX]{{1,4}}(?={names.ENDING})|{names.ENDING}|(?:,\s*|\s+){DEGREE}\b\.?)"
EDGE = ' \t\r\n,.;:–—-_“”"*'

_JOINED = re.compile(r"(?i)\sand$")
# Property that is itself the defendant; its commas and "and"s are those of an address or an inventory.
_THING = re.compile(
    r"(?i)\W*(?:the\s+|all\s+|any\s+|certain\s+|various\s+)*(?:(?:one|two|three|four|five|six)\b[^,;]{0,40}?\b)?"
    r"(?:real\s+property|parcels?\s+of|premises\s+(?:known|located|at)|lands?\s+and\s+buildings?|tracts?\s+of|lots?\s+of|contents\s+of)\b"
)
# What only widens the description of the thing.
_THING_ENDS = re.compile(
    r"(?i),?\s+(?:together\s+with|with\s+all|including\s+all|and\s+all|more\s+or\s+less|(?:and\s+)?any\s+and\s+all)\b"
    r"|,\s+(?:county|city)\s*,|,?\s+and\s+(?=[“\"]?john\b)"
)


def one_name_per_line(text: str) -> list[tuple[int, int]] | None:
    """Return the lines of a block without separators in which each line is a whole name by itself.

    In a list of four or more a few lines may be of another shape ("Rowe Quay"), or only introduce
    the next ("Parent of:").
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip(EDGE)]
    if len(lines) < 2 or ";" in text or re.search(r",\s*(?!\n|$)", re.sub(FOLDED, " ", text)):
        return None
    names_in = [line for line in lines if not text[slice(*line)].rstrip().endswith(":")]
    printed = [text[slice(*line)].strip(" ,") for line in names_in]
    if any(_goes_back(line) for line in printed[1:]):
        return None
    joined = next((i for i, line in enumerate(printed) if _JOINED.search(line)), 0)
    if any(not text[slice(*line)].rstrip().endswith(",") for line in names_in[:joined]):
        return None  # "HALYARD FLIGHT" / "LINES INC. and" / "ROWE, LLC": a name is wrapped
    odd = [i for i, line in enumerate(printed) if not _is_whole_name(line)]
    if len(names_in) >= 4:
        few = len(odd) <= len(names_in) // 4
        return names_in if few and not any(_goes_on(printed, i) for i in odd) else None
    first = text[slice(*names_in[0])] if names_in else ""
    of_two = len(names_in) == 2 and not first.rstrip().endswith(",")
    if odd or (of_two and not names.has_company_ending(printed[0])):
        return None
    return names_in


def _goes_back(line: str) -> bool:
    """Tell whether a line belongs to the one before it: an office, or the legal form of a company."""
    return line.split()[0].casefold() in _offices() or bool(re.match(names.ENDING, f" {line}"))


def _is_whole_name(line: str) -> bool:
    line = re.sub(r"(?i)^and\s+|\s+and$", "", line)
    return names.looks_like_person(line) or names.has_company_ending(line)


def _goes_on(lines: list[str], at: int) -> bool:
    """Tell whether a line is a part of a longer name: "THE QUIST FUND FOR" / "HARBOR WORKERS"."""
    joint = r"(?:of|for|and|the|in|to|&|de|a|an)"
    before = at > 0 and re.search(rf"(?i)\b{joint}$", lines[at - 1])
    return bool(before or re.search(rf"(?i)^{joint}\b|\b{joint}$", lines[at]))


def thing(text: str, start: int, end: int) -> int | None:
    """Return where the description of a thing that is sued ends, if a segment is one, else ``None``."""
    if not _THING.match(text, start, end):
        return None
    stop = _THING_ENDS.search(text, start, end)
    return stop.start() if stop else end


def shared_surname(left: str, right: str) -> str | None:
    """Return the surname that two given names share: "ODD" and "LENA BERGE" are both Berges.

    ``None`` where the words before "and" are a whole name, or part of an organization's.
    """
    words = left.split()
    given = 1 <= len(words) <= 2 and all(re.fullmatch(r"[A-Z][\w’'-]*|[A-Z]\.", w) for w in words)
    initial = len(words) == 1 or bool(re.fullmatch(r"[A-Z]\.?", words[-1]))
    company = names.has_company_ending(right) or re.match(r"(?i)(?:sons?|bros|brothers)\b", right)
    if not (given and initial) or company or not names.looks_like_person(right.split(",")[0]):
        return None
    if left.casefold() in {"john", "jane"} or names.has_organization_word(left):
        return None
    return names.person_surname(right.split(",")[0])


# What unknown claimants claim is a sentence of its own: "all persons unknown, claiming any right, title, …".
_CLAIMING = re.compile(
    r"(?i),?\s+(?:(?:who\s+)?claim(?:ing|s)?|asserting|having\s+or\s+claiming)(?:\s+to\s+have)?\s+(?:any|some|an?)\b"
    r"(?:(?!,?\s+and\s+(?:(?:john|jane)\s+)?(?:does?|roes?)\b)[^;])*"
)


def without_claims(text: str) -> str:
    """Return a block with blanks for what unknown persons claim, all offsets kept."""
    return _CLAIMING.sub(lambda m: " " * len(m.group()), text)


_LOCAL = (
    r"(?i:(?:local|lodge|district\s+council|council|chapter|post)(?:\s+(?:union|lodge))?"
    r"(?:\s+no\.?)?\s+\d[\w-]*)"
)
_UNION = re.compile(
    r"(?i)\b(?:union|brotherhood|teamsters|workers|employees|association|federation|machinists|alliance)\b"
)


def with_locals(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put a union and its local together again: "LOCAL 12, UNION OF HARBOR WORKERS, AFL-CIO"."""
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        part = text[start:end].strip(EDGE)
        before = text[slice(*out[-1])].strip(EDGE) if out else ""
        local = re.fullmatch(rf".*\b{_LOCAL}", before, re.S) and _UNION.search(part)
        of_union = re.fullmatch(_LOCAL, part) and _UNION.search(before)
        if out and (local or of_union or re.match(r"(?:AFL|CIO|CLC)\b", part)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


@cache
def _offices() -> frozenset[str]:
    return frozenset(word.casefold() for word in resources.words("offices"))
