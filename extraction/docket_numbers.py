"""Docket numbers: the forms in which federal and state courts print them."""

import re

__all__ = ["FEDERAL", "LABEL", "LABELLED", "normal_docket_number", "numbers_in", "same_docket"]

_HYPHENS = "–‑\u00ad\ufffe-"
_HYPHEN = f"[{_HYPHENS}]"
# Judges' initials and other codes after a number, as in 1:20-cv-00613-ABC-DEF or 04 CV 1809 (AB)(CDE).
_JUDGES = (
    rf"(?:{_HYPHEN}[A-Z0-9][A-Z0-9a-z]{{0,5}}\b)*"
    r"(?:\s[A-Z]{2,4}\b(?=\s*(?:\(|$)))?(?:[\s-]?\([A-Za-z]{2,5}(?:/[A-Za-z]{2,5})?\))*"
)
FEDERAL = re.compile(
    rf"(?<![\w/])(?:[A-Z]{{1,2}}-)?(?:\d{{1,2}}:)?\d{{2,4}}\s?{_HYPHEN}?\s?(?i:cv|civ\.?|ca|cr\.?|crim\.?|cvs|cvd|crs|md|mdl|mc|mj|ml|ap|bk|po|misc\.?)"
    rf"\s?{_HYPHEN}?\s?\d{{1,6}}(?!\d){_JUDGES}"
    rf"|(?<![\w/-])(?:(?:SA|ED|LA)?C[VR]|MC|ML|MDL)[-\s]\d{{2}}{_HYPHEN}\d{{1,6}}(?!\d){_JUDGES}"
)
# The same, or what other courts print after a label: "ED108783", "MDL 15-02641-PHX-DGC", "652345/2019",
# "D-1-GN-20-001234", "CGC-19-573452", "L-001234-19", "20-1507", "CV 19-1234 JLS", "19 C 1234".
_NUMBER = (
    rf"(?:{FEDERAL.pattern}"
    r"|\d{1,4},\s(?:19|20)\d\d(?!\d)"
    rf"|(?:(?i:civ\.\s?a\.)\s?)?(?:(?:MDL|CV|CR|CIV|CA|SC|A|B|C|L|D|F|G|H|No)\.?\s)?(?=[\w.:/{_HYPHENS}]*\d)[A-Z0-9][\w:/]*(?:(?:{_HYPHEN}|\.(?=\d))[\w:/]+)*"
    rf"(?:\s[A-Z]{{1,3}}\s\d{{2,6}})?(?:\s(?!AND\b|THE\b|FOR\b|OR\b|VS?\b|ET\b)[A-Z]{{2,3}}\b(?=\s*$))?"
    rf"(?:[\s-]?\([A-Za-z]{{2,5}}(?:/[A-Za-z]{{2,5}})?\))*)"
)
LABEL = (
    r"(?<!\w)(?:(?i:civil|civ\.?|criminal|crim\.?|case|docket|cause|index|appeal|file|action|adversary|bankruptcy|bankr\.?|"
    r"misc\.?|miscellaneous|master|court|state|c\.a\.|ca|matter|proceeding|investigation|claim|mdl|estate|opinion|adv\.?|proc\.?|pro\.?|cr\.?|app\.?)\s*)*"
    r"(?i:nos?\.?|numbers?|\#)(?!\w)\s*[.:]*\s*"
)
_BARE_LABEL = r"(?i:(?:civil\s+action|case|docket|cause|index|civil\s+case)\s*:\s*)"
# Labels whose numbers are no docket's.
_OTHER_LABEL = re.compile(
    r"(?i)(?:\bbar|\bsbn|\bid|\bi\.d\.|\becf|\bsuite|\batt[’']y|\batty\.|\battorney|\bdoc\.|\breg(?:istration|\.)|\bshield|\bbadge|\btax|\bid\.|\bstar)\s*$"
)
LABELLED = re.compile(rf"(?<![\w-])(?:{LABEL}|{_BARE_LABEL})(?P<number>{_NUMBER})")

# A number alone on its line, as courts of appeals print it: "2020-1234", "20-1112"; and
# the forms of other courts where they stand so: "43417/2020E", "A164417", "DC-0752-19-0417-I-1".
_BARE_NUMBER = re.compile(
    r"^\s*(?:and\s+|&\s+)?(?P<number>(?:\d{2}|(?:19|20)\d\d)[-–]\d{3,6}(?:-[a-z]{2})?"
    r"|\d{4,6}/(?:19|20)\d\d[A-Z]?|[A-H]\d{6}"
    r"|(?:IPR|CBM|PGR|DER)\d{4}-\d{5}|(?=(?:[^\s\d]*\d){6})(?=\S*[A-Z])[A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6}){2,5})(?:\s*\(\w+\))?[,;]?(?:\s+DECISION\b.*)?\s*$"
)
# Several appeals that were heard together: "2020-1234, 2020-1235".
_BARE_LIST = re.compile(r"^\s*(?:19|20)\d\d-\d{4}(?:,\s+(?:19|20)\d\d-\d{4})+\s*$")
# The number of a person's file with the immigration service.
_PERSONS_FILE = re.compile(r"A\s?\#?\s?\d{2,3}[-\s]?\d{3}[-\s]?\d{3}\b")


def normal_docket_number(printed: str) -> str:
    """Return a docket number with plain hyphens and single spaces, as one would type it.

    A soft hyphen or a hyphen at a line's end is a hyphen here: numbers are not broken by syllables.
    """
    text = re.sub(
        r"[–‑\u00ad\ufffe]|(?<=\d)ñ(?=\d)", "-", printed
    )  # ñ: a dash of another code page
    return re.sub(r"\s+", " ", text).strip(" .,;:-")


def numbers_in(line: str) -> list[tuple[int, int]]:
    """Return where docket numbers stand in a line of a caption, labelled or in the federal form."""
    bare = _BARE_NUMBER.match(line)
    if bare:
        return [bare.span("number")]
    if _BARE_LIST.match(line):
        return [m.span() for m in re.finditer(r"\d{4}-\d{4}", line)]
    found = [
        (m.start("number"), m.end("number")) for m in LABELLED.finditer(line) if _is_docket(line, m)
    ]
    for match in FEDERAL.finditer(line):
        if not any(start < match.end() and match.start() < end for start, end in found):
            found.append(match.span())
    return sorted(found)


def _is_docket(line: str, match: re.Match[str]) -> bool:
    """Tell a docket number from a count ("Officers Nos. 1-19") and from numbers of other things."""
    if _OTHER_LABEL.search(line, 0, match.start()):
        return False
    if _PERSONS_FILE.match(line, match.start("number")):
        return False
    label = match.group()[: match.start("number") - match.start()]
    if re.match(r"(?i)\s*(?:nos?\.?|numbers?|#)", label):
        return sum(c.isdigit() for c in str(match["number"])) >= 4
    return True


def same_docket(a: str, b: str) -> bool:
    """Tell whether two docket numbers name one case: the last two numbers in them agree.

    >>> same_docket("04 CV 1809 (AB)", "1:04-cv-01809-AB")
    True
    """
    first, second = ([int(n) for n in re.findall(r"\d+", text)][-2:] for text in (a, b))
    return bool(first) and first == second
