"""What a paper says of its parties beside their names: the office of a person, the whole of a part."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from extraction import agencies
from extraction.findings import PartyKind
from extraction.party_mentions import Found
from extraction.party_posts import Post, post_after, post_before
from extraction.party_reasons import place_words
from extraction.party_wholes import listed_whole, wholes_said
from extraction.reading import Reading
from extraction.roster import Draft, Roster

__all__ = ["add_posts", "add_wholes"]

# Code points behind a name in which the words for an office end.
_REACH = 160
_BODIES = frozenset({PartyKind.ORGANIZATION, PartyKind.AGENCY, PartyKind.OTHER})


def add_posts(roster: Roster, reading: Reading, found: Sequence[Found]) -> None:
    """Give persons the office that the text beside their name says, with the place that says it.

    The first clear apposition counts, else the title that stands before the name most often.
    """
    text = reading.text
    titled: dict[int, Counter[str]] = {}
    first: dict[tuple[int, str], Post] = {}
    named = sorted(found)
    people = sorted(s for s, _, n in named if roster.drafts[n].kind is PartyKind.PERSON)
    for start, end, number in named:
        draft = roster.drafts[number]
        if draft.kind is not PartyKind.PERSON or draft.role in ("judge", "court"):
            continue
        blank = text.find("\n\n", end, end + _REACH)
        stop = blank if blank >= 0 else min(len(text), end + _REACH)
        post = post_after(text, end, stop) if not draft.post else None
        whole = post is not None and (post.end < stop or blank >= 0 or stop == len(text))
        # "…, Attorney General Ida Holm": the office of the next in a list
        if post is not None and whole and not _one_between(text, people, post):
            _hold(draft, reading, post)
            continue
        post = post_before(text, start, end)
        if post is not None:
            titled.setdefault(number, Counter())[post.words] += 1
            first.setdefault((number, post.words), post)
    for number, said in titled.items():
        if not roster.drafts[number].post:
            _hold(roster.drafts[number], reading, first[number, said.most_common(1)[0][0]])


def _one_between(text: str, starts: Sequence[int], post: Post) -> bool:
    """Tell whether a person is named within an office, other than as what it is of ("mayor of …")."""
    at = bisect_left(starts, post.start)
    if at == len(starts) or starts[at] >= post.end:
        return False
    return re.search(r"\b(?:of|for|at)\s+(?:the\s+)?$", text[post.start : starts[at]]) is None


def _hold(draft: Draft, reading: Reading, post: Post) -> None:
    draft.post = post.words
    draft.post_reason = (
        f"said {place_words(reading.source, reading.to_source(post.start, post.end))}"
    )


def add_wholes(roster: Roster, reading: Reading, found: Sequence[Found]) -> None:
    """Tell of which body each body is a part: as the paper says, else as our list of agencies knows."""
    bodies = frozenset(
        number
        for number, draft in enumerate(roster.drafts)
        if draft.kind in _BODIES and not agencies.is_country(draft.name)
    )
    said = wholes_said(reading.text, sorted(found), bodies)
    for number, (whole, start, end) in said.items():
        place = place_words(reading.source, reading.to_source(start, end))
        draft = roster.drafts[number]
        draft.whole, draft.whole_reason = roster.drafts[whole].name, f"said {place}"
    for draft in roster.drafts:
        whole_name = listed_whole(draft.name) if draft.kind is PartyKind.AGENCY else None
        if whole_name is not None and not draft.whole:
            known = roster.find(whole_name, PartyKind.AGENCY)
            draft.whole = known.name if known is not None else whole_name
            draft.whole_reason = "so listed among the federal agencies"
