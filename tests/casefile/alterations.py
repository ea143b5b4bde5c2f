"""Quotations made from a paper's words, each altered in one known way.

What the right verdict is follows from how a quotation was made, never from the code under test.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from casefile.records import Verdict

__all__ = ["KINDS", "Case", "cases", "passages"]


@dataclass(frozen=True)
class Case:
    """A quotation made from ``[start, end)`` of a text, what was done to it, and the verdicts that are right.

    ``paper`` is the text it is to be looked for in: the paper, or the paper as a scan or a printer has it.
    """

    kind: str
    quote: str
    paper: str
    right: tuple[Verdict, ...]
    is_scan: bool = False


V, R, B, S, A = (
    Verdict.VERBATIM,
    Verdict.RESPELLED,
    Verdict.BRACKETS,
    Verdict.SHORTER,
    Verdict.ALTERED,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_OTHERS: Final = (
    "walnut",
    "seldom",
    "glacier",
    "borrowed",
    "quarterly",
    "velvet",
    "upstairs",
    "orchard",
)
_NOISE: Final = {"m": "rn", "l": "1", "o": "0", "w": "vv", "e": "c", "i": "l", "s": "5", "d": "cl"}
_PASSAGE: Final = re.compile(r"(?<=[a-z,;] )[A-Za-z][^\n.?!\[\]“”\"‘’()…*]{40,220}(?= [a-z])")
_NEGATIONS: Final = ("not", "no", "never", "without", "nor")


def passages(text: str, count: int, seed: int) -> list[tuple[int, int]]:
    """Return stretches of 8 to 40 whole words within one line that the paper has once, spread over it."""
    found = []
    running = _running(text)
    for match in _PASSAGE.finditer(text):
        start, end = match.span()
        words = match.group().split()
        once = running.count(_running(match.group())) == 1
        if (
            once
            and 8 <= len(words) <= 40
            and all(re.fullmatch(r"[\w’'-]+[,;:]?", word) for word in words)
        ):
            found.append((start, end))
    random.Random(seed).shuffle(found)
    return found[:count]


def cases(text: str, spans: list[tuple[int, int]], seed: int) -> Iterator[Case]:
    """Yield for each stretch one quotation of every kind that can be made of it."""
    dice = random.Random(seed)
    running = _running(text)
    for start, end in spans:
        for kind, make in KINDS.items():
            made = make(text, start, end, dice)
            # A changed number may make words that the paper has in another place.
            if made is not None and (V in made.right or _running(made.quote) not in running):
                yield replace(made, kind=kind)


def _running(text: str) -> str:
    return " ".join(text.split()).casefold()


_Make = Callable[[str, int, int, random.Random], Case | None]


def _inner(words: list[str]) -> list[int]:
    """Return the words that are neither at an edge nor next to one."""
    return list(range(2, len(words) - 2))


def _of_words(
    right: tuple[Verdict, ...], change: Callable[[list[str], random.Random], list[str] | None]
) -> _Make:
    """Return what makes a quotation by changing the words of a stretch."""

    def make(text: str, start: int, end: int, dice: random.Random) -> Case | None:
        words = change(text[start:end].split(), dice)
        return None if words is None else Case("", " ".join(words), text, right)

    return make


def _in_the_paper(
    right: tuple[Verdict, ...],
    change: Callable[[str, random.Random], str | None],
    *,
    is_scan: bool = False,
) -> _Make:
    """Return what leaves a quotation as it is and changes the paper around its words."""

    def make(text: str, start: int, end: int, dice: random.Random) -> Case | None:
        printed = change(text[start:end], dice)
        if printed is None:
            return None
        return Case("", text[start:end], text[:start] + printed + text[end:], right, is_scan)

    return make


def _pick(words: list[str], dice: random.Random, fits: Callable[[str], bool]) -> int | None:
    found = [at for at in _inner(words) if fits(words[at])]
    return dice.choice(found) if found else None


def _plain(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and len(word) > 2


def _swapped_word(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, _plain)
    return None if at is None else [*words[:at], dice.choice(_OTHERS), *words[at + 1 :]]


def _dropped_word(words: list[str], dice: random.Random) -> list[str] | None:
    found = [
        at for at in _inner(words) if words[at] != words[at + 1] and words[at] != words[at - 1]
    ]
    found = [at for at in found if _plain(words[at])]
    if not found:
        return None
    at = dice.choice(found)
    return [*words[:at], *words[at + 1 :]]


def _put_in_word(words: list[str], dice: random.Random) -> list[str] | None:
    at = dice.choice(_inner(words))
    return [*words[:at], dice.choice(_OTHERS), *words[at:]]


def _two_exchanged(words: list[str], dice: random.Random) -> list[str] | None:
    found = [at for at in _inner(words)[:-1] if words[at].lower() != words[at + 1].lower()]
    found = [at for at in found if _plain(words[at]) and _plain(words[at + 1])]
    if not found:
        return None
    at = dice.choice(found)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _negation_dropped(words: list[str], _: random.Random) -> list[str] | None:
    at = next((at for at in _inner(words) if words[at] in _NEGATIONS), None)
    return None if at is None else [*words[:at], *words[at + 1 :]]


def _negation_put_in(words: list[str], _: random.Random) -> list[str] | None:
    verbs = (
        "is",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "did",
        "may",
        "can",
        "will",
        "shall",
        "should",
    )
    at = next((at for at in _inner(words) if words[at] in verbs), None)
    return (
        None
        if at is None or words[at + 1] == "not"
        else [*words[: at + 1], "not", *words[at + 1 :]]
    )


def _number_changed(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, lambda word: any(letter.isdigit() for letter in word))
    if at is None:
        return None
    places = [place for place, letter in enumerate(words[at]) if letter.isdigit()]
    place = dice.choice(places)
    digit = dice.choice([each for each in "123456789" if each != words[at][place]])
    return [*words[:at], words[at][:place] + digit + words[at][place + 1 :], *words[at + 1 :]]


def _plural_changed(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, lambda word: _plain(word) and len(word) > 4 and not word.endswith("ss"))
    if at is None:
        return None
    word = words[at]
    return [*words[:at], word[:-1] if word.endswith("s") else f"{word}s", *words[at + 1 :]]


def _bracketed_ending(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, lambda word: _plain(word) and len(word) > 5)
    return None if at is None else [*words[:at], f"{words[at][:-2]}[ing]", *words[at + 1 :]]


def _bracketed_name(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, _plain)
    return None if at is None else [*words[:at], "[the owner]", *words[at + 1 :]]


def _bracketed_addition(words: list[str], dice: random.Random) -> list[str]:
    at = dice.choice(_inner(words))
    return [*words[:at], dice.choice(("[sic]", "[then]", "[emphasis added]")), *words[at:]]


def _bracketed_case(words: list[str], _: random.Random) -> list[str] | None:
    first = words[0]
    if not first[0].isalpha() or len(first) < 2:
        return None
    return [f"[{first[0].swapcase()}]{first[1:]}", *words[1:]]


def _elided(words: list[str], dice: random.Random) -> list[str] | None:
    if len(words) < 11:
        return None
    at = dice.randrange(4, len(words) - 5)
    mark = dice.choice(("…", ". . .", "...", "* * *", "[…]", "[...]"))
    return [*words[:at], mark, *words[at + dice.randrange(1, 3) :]]


def _elided_and_swapped(words: list[str], dice: random.Random) -> list[str] | None:
    made = _elided(words, dice)
    if made is None or len(made) < 12 or not _plain(made[2]):
        return None
    return [*made[:2], dice.choice(_OTHERS), *made[3:]]


def _bracket_and_dropped_negation(words: list[str], dice: random.Random) -> list[str] | None:
    made = _negation_dropped(words, dice)
    return None if made is None else _bracketed_case(made, dice)


def _case_changed(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, _plain)
    return None if at is None else [*words[:at], words[at].swapcase(), *words[at + 1 :]]


def _first_letter(words: list[str], _: random.Random) -> list[str] | None:
    return [words[0][0].swapcase() + words[0][1:], *words[1:]] if words[0][0].isalpha() else None


def _comma_changed(words: list[str], dice: random.Random) -> list[str] | None:
    at = _pick(words, dice, lambda word: word[-1] not in ".:;")
    if at is None:
        return None
    word = words[at]
    return [*words[:at], word[:-1] if word.endswith(",") else f"{word},", *words[at + 1 :]]


def _american_mark(words: list[str], dice: random.Random) -> list[str]:
    return [*words[:-1], words[-1].rstrip(",;:") + dice.choice((",", "."))]


def _remark(words: list[str], dice: random.Random) -> list[str]:
    remark = dice.choice(("(emphasis added)", "(citations omitted)", "(cleaned up)"))
    return [*words[:-1], words[-1].rstrip(",;:"), remark]


def _truncated(words: list[str], dice: random.Random) -> list[str] | None:
    keep = dice.randrange(6, len(words))
    return [*words[: keep - 1], words[keep - 1].rstrip(",;:")]


def _wrapped(words: str, dice: random.Random) -> str:
    return "".join(
        dice.choice(("\n", "  ", "\n    ", "\t", " ")) if letter == " " else letter
        for letter in words
    )


def _hyphenated(words: str, dice: random.Random) -> str | None:
    long = [match for match in _WORD.finditer(words) if len(match.group()) > 7]
    if not long:
        return None
    match = dice.choice(long)
    at = match.start() + dice.randrange(3, len(match.group()) - 2)
    mark = dice.choice(("-\n", "\u00ad", "\ufffe\n", "-\n   "))
    return words[:at] + mark + words[at:]


def _ligatures(words: str, _: random.Random) -> str | None:
    printed = words.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    return printed if printed != words else None


def _footnoted(words: str, dice: random.Random) -> str | None:
    places = [match.end() for match in re.finditer(r"[a-z]{3}[,;]", words)]
    if not places:
        return None
    at = dice.choice(places)
    return words[:at] + dice.choice(("3", "12", "¹⁴", "[7]")) + words[at:]


def _misread(words: str, dice: random.Random) -> str | None:
    found = [
        match
        for match in _WORD.finditer(words, 12, len(words) - 12)
        if len(match.group()) > 3 and any(letter in _NOISE for letter in match.group())
    ]
    if not found:
        return None
    match = dice.choice(found)
    place = dice.choice([at for at, letter in enumerate(match.group()) if letter in _NOISE])
    at = match.start() + place
    return words[:at] + _NOISE[words[at]] + words[at + 1 :]


KINDS: Final[dict[str, _Make]] = {
    "as it is": _of_words((V,), lambda words, _: words),
    "broken lines": _in_the_paper((V,), _wrapped),
    "broken words": _in_the_paper((V,), _hyphenated),
    "ligatures": _in_the_paper((V,), _ligatures),
    "a footnote's number": _in_the_paper((V,), _footnoted),
    "the mark inside": _of_words((V,), _american_mark),
    "cut short": _of_words((V,), _truncated),
    "capitals": _of_words((R,), _case_changed),
    "the first letter": _of_words((R,), _first_letter),
    "a comma": _of_words((R,), _comma_changed),
    "a letter in brackets": _of_words((B,), _bracketed_case),
    "an ending in brackets": _of_words((B,), _bracketed_ending),
    "a name in brackets": _of_words((B,), _bracketed_name),
    "an addition in brackets": _of_words((B,), _bracketed_addition),
    "an ellipsis": _of_words((B,), _elided),
    "a remark": _of_words((B,), _remark),
    "a word swapped": _of_words((A,), _swapped_word),
    "a word dropped": _of_words((A,), _dropped_word),
    "a word put in": _of_words((A,), _put_in_word),
    "two words exchanged": _of_words((A,), _two_exchanged),
    "a negation dropped": _of_words((A,), _negation_dropped),
    "a negation put in": _of_words((A,), _negation_put_in),
    "a number changed": _of_words((A,), _number_changed),
    "plural and singular": _of_words((A,), _plural_changed),
    "an ellipsis and a word": _of_words((A,), _elided_and_swapped),
    "a bracket and a negation": _of_words((A,), _bracket_and_dropped_negation),
    "misread by a machine": _in_the_paper((R, A), _misread, is_scan=True),
    "misread elsewhere": _in_the_paper((A,), _misread),
}
