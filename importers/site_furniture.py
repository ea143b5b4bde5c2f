"""Marks what a web site printed around an article: advertisements, link lists, other stories.

Nothing is removed: each marked paragraph keeps its text and gets a zone and the reason. Rules, in the
order of their weight: phrases that sites use; lists of links with dates; a headline printed twice;
and a story in between that shares nothing with the article (``other_stories``).
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import resources
from importers.bylines import is_date_line
from importers.other_stories import key_words, mark_unrelated
from importers.plain_paragraphs import is_prose
from importers.source_text import Span, Zone, ZoneSpan

__all__ = ["furniture_phrase", "mark"]

# Words of a line that a phrase at its beginning may mark: as a fragment, and as a sentence.
_SHORT_LINE: Final = 14
_LONG_LINE: Final = 30
_FEWEST_SIGNS: Final = 3

_END_MARK: Final = re.compile(r"[.!?][\"'”’)\]]*\s*$")


def mark(text: str, paragraphs: Sequence[Span]) -> tuple[ZoneSpan, ...]:
    """Return the furniture and unrelated stories among an article's paragraphs, in order.

    Each marked stretch is one whole paragraph of ``paragraphs``.
    """
    words = [span.of(text) for span in paragraphs]
    reasons: dict[int, str] = {}
    for at, line in enumerate(words):
        phrase = furniture_phrase(line)
        if phrase:
            reasons[at] = phrase
    _mark_link_lists(words, reasons)
    _mark_dated_lists(words, reasons)
    _mark_repeats(words, reasons)
    marked = [ZoneSpan(paragraphs[at], Zone.SITE_FURNITURE, why) for at, why in reasons.items()]
    marked += mark_unrelated(text, paragraphs, skip=reasons)
    return tuple(sorted(marked, key=lambda zone: zone.span))


def furniture_phrase(line: str) -> str | None:
    """Return why a line is furniture by its words alone, or ``None``."""
    bare = _bare(line)
    count = len(bare.split())
    if not bare or count > _LONG_LINE:
        return None
    if bare in resources.words("site_furniture_lines"):
        return "a web site's own words"
    if bare.startswith(resources.words("site_furniture_sentences")):
        return "a web site's own words"
    if (
        count <= _SHORT_LINE
        and not _END_MARK.search(line)
        and bare.startswith(resources.words("site_furniture_starts"))
    ):
        return "a web site's own words"
    return None


def _bare(line: str) -> str:
    """Return a line in lower case with straight apostrophes, without marks at its ends."""
    return " ".join(line.lower().replace("’", "'").split()).strip(" \t.!?:»›>→|•*-–—")


def _is_list_heading(line: str) -> bool:
    return _bare(line) in resources.words("site_list_headings")


def _is_link(line: str) -> bool:
    """Tell whether a line could be a link in a list: a headline, a teaser, a section or a date."""
    return len(line.split()) <= 25 and not (is_prose(line) and _END_MARK.search(line))


def _mark_link_lists(words: Sequence[str], reasons: dict[int, str]) -> None:
    """Mark what follows headings such as "Most Popular" until the article goes on."""
    begin = next((at for at, line in enumerate(words) if is_prose(line)), len(words))
    keys = key_words(words[: begin + 1])
    heading: str | None = None
    first = 0
    for at in range(begin, len(words)):
        line = words[at]
        if _is_list_heading(line):
            heading, first = " ".join(line.split()), at
        elif heading and _goes_on(words[at : at + 2], keys):
            _leave_subheading(words, reasons, first, at)
            heading = None
        if heading:
            reasons.setdefault(at, f"stands under “{heading}”")
        elif at not in reasons:
            keys |= key_words([line])


def _goes_on(lines: Sequence[str], keys: set[str]) -> bool:
    """Tell whether the article goes on at the first of two lines.

    It does with a sentence that shares the article's words, and with two paragraphs of sentences in
    a row: teasers have headlines between them.
    """
    if _is_link(lines[0]):
        return False
    if len(lines) == 2 and not any(_is_link(line) for line in lines):
        return True
    own = key_words(lines[:1])
    return len(lines[0].split()) > 20 and len(own & keys) >= 0.15 * len(own)


def _leave_subheading(words: Sequence[str], reasons: dict[int, str], first: int, at: int) -> None:
    """Give back the short line right before the article goes on: it heads what follows."""
    before = at - 1
    line = words[before]
    if (
        before > first + 1
        and len(line.split()) <= 4
        and not is_date_line(line)
        and not furniture_phrase(line)
    ):
        reasons.pop(before, None)


def _mark_dated_lists(words: Sequence[str], reasons: dict[int, str]) -> None:
    """Mark runs of headlines with dates between them that no heading announces."""
    begin = next((at for at, line in enumerate(words) if is_prose(line)), len(words))
    run: list[int] = []
    for at in range(begin, len(words) + 1):
        if at < len(words) and (
            at in reasons or (_is_link(words[at]) and not _END_MARK.search(words[at]))
        ):
            run.append(at)
            continue
        dated = [row for row in run if is_date_line(words[row])]
        if len(dated) >= 2 and len(dated) * 4 >= len(run):
            for row in run:
                reasons.setdefault(row, "in a list of other stories with dates")
        run = []


def _mark_repeats(words: Sequence[str], reasons: dict[int, str]) -> None:
    bare = [_bare(line) for line in words]
    count = Counter(bare)
    headline = next((at for at in range(len(words)) if at not in reasons), None)
    # A text without a site around it may repeat its own lines: a refrain, a recipe, a form.
    has_site = len(reasons) >= _FEWEST_SIGNS
    for at, line in enumerate(words):
        if at in reasons or at == headline or count[bare[at]] < 2 or len(bare[at].split()) < 2:
            continue
        if headline is not None and bare[at] == bare[headline]:
            reasons[at] = "the headline printed again"
        elif has_site and not (
            is_prose(line) or _END_MARK.search(line) or line.rstrip().endswith(":")
        ):
            reasons[at] = "a line printed more than once"
