"""Words of two copies of a case for the eye: what a conflict is about, what each attorney says."""

from collections.abc import Callable, Iterable, Mapping

from casefile import exchange_views
from casefile.exchange_words import Entry, Key, Subject, Value
from casefile.review import shortened
from extraction.date_wording import value_words

__all__ = ["about_words", "counted", "people", "said_words"]

_NOBODY = "somebody"


def counted(count: int, what: str) -> str:
    """Return a number of things: "1 decision", "41 decisions"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def people(entries: Iterable[Entry]) -> str:
    """Return whose decisions they are, in the order of the alphabet."""
    names = sorted({entry.who for entry in entries if entry.who}) or [_NOBODY]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def about_words(key: Key, subjects: Mapping[Key, Subject], papers: Mapping[str, str]) -> str:
    """Return what a thing is called, with the paper that it stands in."""
    table, subject = str(key[0]), subjects.get(key)
    body: Mapping[str, object] = subject.body if subject else {}
    words: Mapping[str, Value] = subject.words if subject else {}
    if table == "document":
        return papers.get(str(key[1]), "a paper")
    if table in ("quote", "date_expression", "mention_given", "passage"):
        text = shortened(str(body.get("text", "")))
        return f"“{text}” in {papers.get(str(key[1]), 'a paper')}"
    if table == "party":
        given = words.get("name")
        return str(given[0]) if given else str(body.get("name", "a party"))
    if table in _CALLED_BY:
        noun, word = _CALLED_BY[table]
        given = words.get(word)
        return f"the {noun} “{shortened(str(given[0]))}”" if given else f"a {noun}"
    inner = [
        about_words(part, subjects, papers)
        for part in key[1:]
        if isinstance(part, tuple) and part and isinstance(part[0], str)
    ]
    if table == "party_split" and key[3:] and key[3] is not None:
        return f"the name “{key[3]}” of {inner[0]}"
    return " and ".join(inner)


def said_words(table: str, word: str, value: Value | None, called: Callable[[Key], str]) -> str:
    """Return what an attorney says in a word; ``called`` names things."""
    if value is None:
        return _NOTHING.get((table, word), "nothing said")
    first = value[0]
    if (table, word) in _NAMED:
        return _NAMED[table, word]
    if word == "view" and len(value) > 1 and isinstance(value[1], tuple):
        asked = ", ".join(exchange_views.named_in(value[1], called))
        return shortened(f"{first}: {asked}" if asked else str(first))
    if word == "date" and table == "date_expression":
        return value_words(str(first)) or str(first)
    if word == "same event":
        return "one with other events" if first else "like no other event"
    if isinstance(first, tuple):
        prefix = {"part of": "is ", "speaker": "said by ", "place below": "below "}.get(word, "")
        return f"{prefix}{called(first)}"
    if first == 0:
        return "nobody known" if word == "speaker" else "nobody" if word == "party" else "0"
    if word == "order of day and month":
        return "day first" if first else "month first"
    if first == "":
        return "none"
    return shortened(str(first))


_CALLED_BY = {
    "tag": ("tag", "name"),
    "issue": ("issue", "title"),
    "note": ("note", "note"),
    "saved_view": ("view", "view"),
}
"""What a thing with words of its own is called, and which of its words says more."""
_NOTHING = {
    ("party", "decision"): "not reviewed",
    ("quote", "decision"): "not reviewed",
    ("date_expression", "decision"): "not reviewed",
    ("party", "part of"): "a party of its own",
    ("party_apart", "apart"): "not kept apart",
    ("note", "note"): "taken away",
    ("tag", "name"): "taken away",
    ("tagged", "tagged"): "taken off",
    ("issue", "title"): "taken away",
    ("saved_view", "view"): "taken away",
    ("evidence", "side"): "taken away",
    ("quote", "speaker"): "as found",
    ("date_expression", "date"): "as found",
    ("mention_given", "party"): "as found",
    ("party_split", "party"): "as found",
}
_NAMED = {
    ("party_apart", "apart"): "not the same",
    ("tagged", "tagged"): "tagged",
}
