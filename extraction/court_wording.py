"""Names of federal courts as lawyers shorten them: "W.D. Wash.", "9th Cir.".

Short forms follow Bluebook tables T7 and T10; a district is written closed up before one-letter-and-period
states ("S.D.N.Y.") and with a space before others. Any other court keeps its printed name.
"""

import re
from functools import cache

import resources

__all__ = ["court_words"]

_DISTRICT = re.compile(
    r"\b(?:United\s+States|U\.?\s?S\.?)\s+District\s+Court\b(?:,|\s|\bfor\b|\bin\b|\bthe\b)*"
    r"(?:(?P<part>Northern|Southern|Eastern|Western|Middle|Central)\s+)?"
    r"District\s+of\s+(?:the\s+)?(?P<place>\w+(?:\s+\w+)?)",
    re.I,
)
_CIRCUIT = re.compile(
    r"\bCourt\s+of\s+Appeals\b(?:,|\s|\bfor\b|\bthe\b)*(?P<which>[\w.]+(?:\s+of\s+Columbia)?)\s+Circuit\b",
    re.I,
)
_ORDINALS = {
    "first": "1st", "second": "2d", "third": "3d", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th",
    "federal": "Fed.", "district of columbia": "D.C.",
}  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


def court_words(court: str) -> str:
    """Return a court's short form, or the name itself where it has none."""
    words = " ".join(court.split())
    circuit = _CIRCUIT.search(words)
    if circuit:
        which = _ORDINALS.get(circuit["which"].casefold())
        return f"{which} Cir." if which else words
    district = _DISTRICT.search(words)
    if district is None:
        return words
    named = district["place"].casefold()
    short = _places().get(named) or _places().get(named.split()[0])
    if short is None:
        return words
    if short == "D.C.":
        return "D.D.C."
    start = f"{district['part'][0].upper()}.D." if district["part"] else "D."
    return start + ("" if _INITIALS.fullmatch(short) else " ") + short


@cache
def _places() -> dict[str, str]:
    pairs = (line.partition(" = ") for line in resources.words("court_places"))
    return {name.casefold(): short for name, _, short in pairs}
