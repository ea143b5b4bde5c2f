"""Marks what a web site printed around an article: advertisements, link lists, other stories.

Nothing is removed: each marked paragraph keeps its text and gets a zone and the reason. Rules, in the
order of their weight: phrases that sites use; lists of links with dates; a headline printed twice;
and a story in between that shares neither names nor key words with the article.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import resources
from importers.bylines import is_date_line, is_headline
from importers.plain_paragraphs import is_prose
from importers.source_text import Span, Zone, ZoneSpan

__all__ = ["furniture_phrase", "mark", "mark_unrelated"]

_SHORT_LINE: Final = 14
_LONG_LINE: Final = 30
# An unrelated story is small beside its article, and shares at most this part of its words with it.
_SHARED_WORDS: Final = 0.08
_SHARED_NAMES: Final = 0.2
_LARGEST_STORY: Final = 0.35

_FEWEST_SIGNS: Final = 3

_END_MARK: Final = re.compile(r"[.!?][\"'”’)\]]*\s*$")
_WORD: Final = re.compile(r"[A-Za-z@][A-Za-z'’@_-]{2,}")
_NAME: Final = re.compile(
    r"(?<![.!?:] )(?<!^)(?<![\"“‘])\b[A-Z][A-Za-z]+(?:[A-Z][a-z]*)*\b|@\w+|\b[A-Z]{2,}\b"
)
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Capt|Lt|St)\.\s+")
# Function words, and names that every story may share.
_COMMON: Final = frozenset(
    """a about after again all also an and any are as at be been before being between but by can could
    did do does for from had has have having he her here his how if in into is it its just last may
    might more most new next not now of off on once one only or other our out over own said same says
    she should since so some such than that the their them then there these they this those through to
    today too two under until up us very was were what when where which while who whom whose why will
    with without would year years yesterday you your
    america american americans government president united states north south east west week month
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december""".split()  # noqa: SIM905 - one word list, read as prose
)


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
    keys = _key_words(words[: begin + 1])
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
            keys |= _key_words([line])


def _goes_on(lines: Sequence[str], keys: set[str]) -> bool:
    """Tell whether the article goes on at the first of two lines.

    It does with a sentence that shares the article's words, and with two paragraphs of sentences in
    a row: teasers have headlines between them.
    """
    if _is_link(lines[0]):
        return False
    if len(lines) == 2 and not any(_is_link(line) for line in lines):
        return True
    own = _key_words(lines[:1])
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


def mark_unrelated(
    text: str, paragraphs: Sequence[Span], skip: Iterable[int] = ()
) -> list[ZoneSpan]:
    """Return the stories in between that share neither names nor key words with the article.

    Such a story is a headline in the middle of the text with the sentences under it. A paragraph
    without a headline is never marked: an article may well turn to something else.
    """
    left_out = set(skip)
    rows = [at for at in range(len(paragraphs)) if at not in left_out]
    words = {at: paragraphs[at].of(text) for at in rows}
    prose = [at for at in rows if is_prose(words[at])]
    if len(prose) < 4:
        return []
    marked: list[ZoneSpan] = []
    for place, at in enumerate(rows[:-1]):
        if at <= prose[0] or not is_headline(words[at]) or is_prose(words[at]):
            continue
        story = _story(rows[place:], words)
        if story:
            marked += [
                ZoneSpan(
                    paragraphs[row], Zone.UNRELATED, "another story: no names or key words shared"
                )
                for row in story
            ]
    return marked


def _story(rows: Sequence[int], words: dict[int, str]) -> list[int]:
    """Return the rows of an unrelated story that begins at the first of ``rows``, or none."""
    story = [rows[0]]
    for at in rows[1:]:
        if not is_prose(words[at]) or not _is_foreign([*story, at], words):
            break
        story.append(at)
    size = sum(len(words[at].split()) for at in story)
    whole = sum(len(line.split()) for line in words.values())
    return story if len(story) > 1 and size <= _LARGEST_STORY * whole else []


def _is_foreign(story: Sequence[int], words: dict[int, str]) -> bool:
    """Tell whether the last paragraph of ``story`` belongs to its headline and not to the article."""
    rest = [line for at, line in words.items() if at not in story]
    spread = Counter(word for line in rest for word in _key_words([line]))
    keys = {word for word, count in spread.items() if count >= 2} | _key_words(rest[:1])
    headline, own = _key_words([words[story[0]]]), _key_words([words[story[-1]]])
    if headline & keys or len(own & keys) > _SHARED_WORDS * len(own):
        return False
    named, elsewhere = _names([words[story[-1]]]), _names(rest)
    if len(story) > 2:
        # The article may go on right here: what follows must be bound to the story, by names or words.
        before = [words[at] for at in story[:-1]]
        bound = named & _names(before) or len(own & _key_words(before)) > len(own & set(spread))
        return not named & elsewhere and bool(bound)
    return bool(named) and len(named & elsewhere) <= _SHARED_NAMES * len(named)


def _key_words(lines: Iterable[str]) -> set[str]:
    """Return the words that carry meaning, without the commonest endings."""
    return {
        _stem(word)
        for line in lines
        for word in _WORD.findall(line.lower().replace("’", "'"))
        if word not in _COMMON
    }


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _names(lines: Iterable[str]) -> set[str]:
    untitled = (_TITLE.sub("", line) for line in lines)
    return {
        name for line in untitled for name in _NAME.findall(line) if name.lower() not in _COMMON
    }
