"""Days that are counted from an event: what "two weeks after" means once the event's day is known.

And which events are the filing of the suit, whose day a case may know from its complaint.
"""

import datetime as dt
import re

from extraction.date_counting import exactly
from extraction.date_words import fold, number, unit_name

__all__ = ["days_from", "is_filing_of_the_suit"]

_OFFSET = re.compile(
    r"(?P<about>(?:about|approximately|around|roughly|nearly|almost|some)\s+)?(?:(?:just|only|exactly|within)\s+)?"
    r"(?P<n>the|an?|\d+|[a-z]+(?:-[a-z]+)?)(?:\s+\(\d+\))?\s+(?P<u>(?:calendar\s+)?days?|weeks?|months?|years?)\s+"
    r"(?P<k>after|following|from|before|prior\s+to|preceding)"
)
_SAME_DAY = re.compile(
    r"(?:on\s+)?(?:the\s+)?(?:very\s+|same\s+)?day(?:\s+of)?|the\s+(?:very|same)\s+day"
)
_EVE = re.compile(r"the\s+night\s+before")

_SUIT = r"(?:law)?suit|action|complaint|case|proceedings?|litigation"
_THIS = r"(?:the|this|the\s+(?:present|instant|original|initial)|plaintiffs?'?s?'?|(?:his|her|its|their))"
_FILING = re.compile(
    rf"\b(?:filing|commencement|institution|bringing)\s+of\s+{_THIS}\s+(?:{_SUIT})\b"
    rf"|\b{_THIS}\s+(?:{_SUIT})\s+(?:was|were|had\s+been|is)\s+(?:filed|commenced|brought|instituted)\b"
    rf"|\b(?:filed|commenced|brought|instituted)\s+{_THIS}\s+(?:{_SUIT})\b"
)
_OTHER_PAPER = re.compile(
    r"\b(?:amended|supplemental|third-party|cross|counter-?claim|criminal|administrative|charge|answer|motion"
    r"|ethics|earlier|prior|previous|other|related|second|another|first)\b|\b(?:19|20)\d\d\b"
)


def is_filing_of_the_suit(words: str) -> bool:
    """Tell whether the words of an event are the filing of the suit that the paper belongs to."""
    folded = fold(words)
    return bool(_FILING.search(folded)) and not _OTHER_PAPER.search(folded)


def days_from(words: str, day: dt.date) -> str | None:
    """Return as an EDTF value what "a day after" or "about two weeks before" means, counted from a day.

    ``None`` where it cannot be counted: "several days after", "within ten business days of". "About" gives
    an approximate day.
    """
    folded = " ".join(fold(words).split())
    if _SAME_DAY.fullmatch(folded):
        return day.isoformat()
    if _EVE.fullmatch(folded):
        return (day - dt.timedelta(1)).isoformat()
    found = _OFFSET.fullmatch(folded)
    if found is None:
        return None
    count = 1.0 if found["n"] == "the" else number(found["n"])
    if not count or count != int(count):
        return None
    back = found["k"] in ("before", "preceding") or found["k"].startswith("prior")
    at = exactly(day, -int(count) if back else int(count), unit_name(found["u"]))
    return None if at is None else at.isoformat() + ("~" if found["about"] else "")
