"""What the search field may become while somebody types: words, parties, tags, searches asked before."""

import re
from collections.abc import Iterable, Iterator, Sequence

from casefile.links import Image
from casefile.note_records import Tag
from casefile.records import ReviewState
from casefile.search_records import KeptSearch, Suggestion, SuggestionKind
from extraction import names

__all__ = ["asks_for_tag", "last_word", "suggestions"]

_LAST_WORD = re.compile(r"[^\s()\"“”„«»:]+\Z")
# A name that is being typed behind its field: speaker:"Jane D
_NAME_FIELD = re.compile(r"\b((?:party|speaker):)\s*[\"“]?([^\"”()]*)\Z", re.IGNORECASE)
# A tag that is being typed behind its field; all are shown before its first letter.
_TAG_FIELD = re.compile(r"\b(tag:)\s*[\"“]?([^\"”()]*)\Z", re.IGNORECASE)
_MOST_OF_A_KIND = 4
_FEWEST_LETTERS = 2


def last_word(typed: str) -> str:
    """Return the word that is being typed, "" after a space; what stands behind a field counts too."""
    found = _LAST_WORD.search(typed)
    return found.group() if found else ""


def suggestions(
    typed: str,
    words: Iterable[tuple[str, int]],
    image: Image,
    kept: Sequence[KeptSearch],
    limit: int,
    tags: Sequence[Tag] = (),
) -> tuple[Suggestion, ...]:
    """Return what ``typed`` may become, searches first, then parties or tags, then words of the index.

    ``words`` begin with the last word, each with the number of papers that hold it, most of them first.
    """
    if asks_for_tag(typed):
        return tuple(_tags(typed, tags))[:limit]
    last = last_word(typed)
    head = typed[: len(typed) - len(last)]
    found = [
        *_searches(typed, kept),
        *_parties(typed, last, image),
        *(
            Suggestion(SuggestionKind.WORD, head + word, word, _papers(count))
            for word, count in words
            if word != names.fold(last) and not _NAME_FIELD.search(typed)
        ),
    ]
    unique = {each.query: each for each in reversed(found)}
    return tuple(each for each in found if unique.get(each.query) is each)[:limit]


def _searches(typed: str, kept: Sequence[KeptSearch]) -> list[Suggestion]:
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return []
    fitting = [
        each
        for each in kept
        if each.query.casefold() != wanted
        and (
            each.query.casefold().startswith(wanted)
            or (each.name is not None and wanted in each.name.casefold())
        )
    ]
    fitting.sort(key=lambda each: each.name is None)
    return [
        Suggestion(SuggestionKind.SAVED, each.query, each.name, each.query)
        if each.name is not None
        else Suggestion(SuggestionKind.ASKED, each.query, each.query, "asked before")
        for each in fitting[:_MOST_OF_A_KIND]
    ]


def _parties(typed: str, last: str, image: Image) -> list[Suggestion]:
    field = _NAME_FIELD.search(typed)
    wanted = names.fold(field[2] if field else last).removeprefix("@").strip()
    if len(wanted) < _FEWEST_LETTERS:
        return []
    begins = re.compile(rf"(?<!\w){re.escape(wanted)}").search
    rows = [
        row
        for row in image.parties.values()
        if row.state is not ReviewState.REJECTED
        and any(begins(names.fold(name)) for name in (row.name, *row.aliases))
    ]
    rows.sort(key=lambda row: (-row.mentions, row.name))
    before = typed[: field.start()] + field[1] if field else typed[: -len(last)] + "party:"
    return [
        Suggestion(SuggestionKind.PARTY, f'{before}"{row.name}"', row.name, row.role or row.kind)
        for row in rows[:_MOST_OF_A_KIND]
    ]


def asks_for_tag(typed: str) -> bool:
    """Tell whether the name of a tag is being typed, behind ``tag:``."""
    return _TAG_FIELD.search(typed) is not None


def _tags(typed: str, tags: Iterable[Tag]) -> Iterator[Suggestion]:
    field = _TAG_FIELD.search(typed)
    if field is None:
        return
    wanted = " ".join(names.fold(field[2]).split())
    for tag in tags:
        if wanted in names.fold(tag.name):
            carry = "1 thing" if tag.count == 1 else f"{tag.count:,} things"
            query = f'{typed[: field.start()]}tag:"{tag.name}"'
            yield Suggestion(SuggestionKind.TAG, query, tag.name, carry)


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"
