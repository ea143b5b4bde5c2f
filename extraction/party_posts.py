"""The office a person holds, as the words beside the name say it: "Ida Holm, the company's treasurer,".

Only a clear apposition counts: one that ends at a comma or the end of the sentence and has an office for
its head. Titles before the name count where they are an office ("Governor"), and not where they are mere
courtesy ("Ms.").
"""

import re
from dataclasses import dataclass
from functools import cache

import resources
from extraction import names

__all__ = ["Post", "post_after", "post_before"]


@dataclass(frozen=True, slots=True)
class Post:
    """The words for an office with their place in the reading copy."""

    start: int
    end: int
    words: str


# Offices in small letters; what stands before them may be anybody's: "the company's chief financial officer".
_OFFICE = (
    r"(?:(?:chief|executive|managing|general|deputy|assistant|associate|senior|vice|regional|acting|interim|"
    r"financial|operating|legal|information|technology|compliance|human|resources|special|police|district|"
    r"city|county|state|attorney|prime|press|co-?)[\s-]+)*"
    r"(?:officer|president|vice[\s-]president|director|manager|chair(?:man|woman|person)?|treasurer|"
    r"secretary|commissioner|administrator|warden|sheriff|governor|mayor|general|"
    r"attorney|counsel|partner|owner|founder|principal|superintendent|supervisor|inspector|"
    r"detective|captain|lieutenant|sergeant|deputy|agent|professor|dean|editor|"
    r"spokes(?:man|woman|person)|controller|comptroller|trustee|clerk|registrar|pastor|bishop|"
    r"minister|senator|representative|ambassador|engineer|physician|surgeon|nurse|"
    r"C[EFOT]O|CIO|head|chief|employee|member)"
)
_LEAD = (
    r"(?:(?:the|an?|its|their|his|her|then|then-|former|formerly|currently|current|acting|"
    r"at\s+all\s+relevant\s+times)\s+)*"
)
_OF = (
    r"(?:[,\s]+(?:of|for|at|in\s+charge\s+of|with)\s+(?:the\s+)?[A-Z“][\w.&’'-]*"
    r"(?:(?:,\s+Inc\.?|,\s+LLC|\s+(?:and|of|the|for|&)\b|\s+[A-Z][\w.&’'-]*)){0,9})"
)
_POST = re.compile(
    rf",\s+(?P<post>(?i:{_LEAD})(?:[A-Z][\w.&’'-]*\s+|[\w’'-]+['’]s?\s+){{0,5}}(?i:{_OFFICE})"
    rf"(?:\s+(?i:in\s+charge))?(?:\s+[A-Z][\w’'-]+){{0,2}}{_OF}?)(?=\s*(?:[,.;:)]|$|\s(?:said|who|and\s+(?:a|the)\b)))"
)
# What goes on is a list of people rather than a word about the one before: ", the mayor, and Ida Holm".
_LIST_GOES_ON = re.compile(r",\s+and\s+(?!(?:is|was|has|had|who)\b)")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Inc|Corp|Co|Ltd|Jr|Sr|Dept|Div)\.$")
_COURTESY = frozenset(
    {
        *(
            "mr",
            "mr.",
            "mrs",
            "mrs.",
            "ms",
            "ms.",
            "miss",
            "dr",
            "dr.",
            "doctor",
            "sir",
            "hon",
            "hon.",
        ),
        *("honorable", "lord", "father", "sister", "judge", "justice", "former"),
    }
)


def post_after(text: str, end: int, stop: int) -> Post | None:
    """Return the office in the apposition that begins at ``end``, before ``stop``; ``None`` if unclear."""
    found = _POST.match(text, end, stop)
    if found is None:
        return None
    start, last = found.span("post")
    if text[last - 1] == "." and not _ABBREVIATED.search(text[start:last]):
        last -= 1
    words = " ".join(text[start:last].split())
    if _LIST_GOES_ON.match(text, last) and re.match(r"(?:the|an?)\s+[a-z]", words):
        return None
    if re.match(r"(?i)an?\s+(?:member|employee)$", words):
        return None
    return Post(start, last, _clean(words))


def post_before(text: str, start: int, end: int) -> Post | None:
    """Return the office that stands before the name within a mention: "Governor Ida Holm"."""
    mention = text[start:end]
    _, titles = names.without_titles(" ".join(mention.split()))
    if not titles or not _is_office(titles):
        return None
    last = start + len(titles)
    return Post(start, last, _clean(titles)) if text[start:last] == titles else None


def _clean(words: str) -> str:
    """Return the words of an office without article and side, in the letter case of prose."""
    words = re.sub(r"^(?:the|an?)\s+(?=\S)", "", words)
    words = re.sub(r"\b(?:Plaintiff|Defendant|Petitioner|Respondent)s?\s+(?=[A-Z])", "", words)
    return names.proper_case(words)


def _is_office(titles: str) -> bool:
    words = [word.casefold() for word in titles.split()]
    return not all(word in _COURTESY for word in words) and any(w in _offices() for w in words)


@cache
def _offices() -> frozenset[str]:
    """Return the single words of titles that are an office or a rank, in small letters."""
    listed = (*resources.words("titles"), *resources.words("offices"))
    words = {word.casefold() for title in listed for word in title.split()}
    return frozenset(
        words - _COURTESY - {"the", "in", "of", "senior", "special", "federal", "acting"}
    )
