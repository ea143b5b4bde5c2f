"""Finds the turns of transcripts: depositions (``Q.``, ``A.``), hearings (``THE COURT:``), broadcasts.

A label stands before each turn and nothing behind it: a turn ends where the next one begins, at a stage
direction in parentheses, or at a heading. Who ``A.`` is, the head of the examination says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from extraction.hyphens import Hyphens
from extraction.printed_lines import PrintedLine, printed_lines
from extraction.transcript_people import People, is_head, people_of
from importers.source_text import SourceText, Span
from resources import words

__all__ = ["Turn", "find_turns"]

# Code points between the labels of two turns that still belong to one conversation.
_LONGEST_TURN = 12_000
_LONGEST_OF_NAMES = 3_000

# What a broadcast's speaker says runs over so many paragraphs at most; more are the article's own.
_MOST_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says at one go: ``span`` of the source without the label, ``reading`` unwrapped.

    ``speaker`` is where the source names whoever speaks, ``None`` where it does not.
    """

    span: Span
    reading: str
    speaker: Span | None
    reason: str


class _Kind(Enum):
    QUESTION = auto()
    ANSWER = auto()
    OFFICE = auto()
    PERSON = auto()
    NAME = auto()


@dataclass(frozen=True, slots=True)
class _Label:
    """The label of the turn that begins in line ``line`` with the words at ``begins``.

    ``by`` is the examiner whom some reporters name after ``Q.``.
    """

    line: int
    kind: _Kind
    who: str
    span: Span
    begins: int
    by: Span | None = None


_ASIDE = r"(?:\s+[(\[][^)\]\n]{1,40}[)\]])?"
_QA = re.compile(
    r"(?P<who>[QA])(?P<stop>[.:]|(?=\s))(?:\s+|$)"
    r"(?:[(\[]?(?i:by)\s+(?P<by>[A-Z][^:)\]\n]{2,40})[:)\]]+\s*)?"
)
_PERSON = re.compile(
    r"(?P<who>(?:(?i:mr|mrs|ms|miss|dr|prof|sen|rep|gov|hon|judge|justice|officer|detective)\.?)"
    rf"\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}}){_ASIDE}:(?:\s+|$)"
)
# An article may set marks around what it prints of one: "POOLE: Did you know?"
_NAME = re.compile(
    rf"[\"“]?(?P<who>[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]*){{0,3}}){_ASIDE}:(?:\s+(?=\D)|$)"
)

_DIRECTION = re.compile(r"[(\[](?:[A-Z]|\d\d?:\d\d)[^()\[\]]*$|[(\[][A-Z\d][^()\[\]]*[)\]]\.?$")
_SENTENCE_END = re.compile(r"(?:[.?!…]|--|[—–])[\"”’)\]]*$")
_MAY_HOLD_TURNS = re.compile(
    r"^\W*(?:\d{1,2}\s+)?(?:Q[.:]?\s|[A-Z][\w.'’ ()-]{1,60}:(?:\s|$))", re.MULTILINE
)


def find_turns(source: SourceText) -> tuple[Turn, ...]:
    """Return the turns of all transcripts in a paper, in order."""
    if not _MAY_HOLD_TURNS.search(source.text):
        return ()
    lines = printed_lines(source)
    talks = list(_talks(source.text, lines))
    if not talks:
        return ()
    people = people_of(source.text, lines)
    hyphens = Hyphens(source.text)
    return tuple(
        turn
        for talk in talks
        for label, stretch in _stretches(source.text, lines, talk)
        if (turn := _turn(source.text, label, stretch, people, hyphens)) is not None
    )


# -- labels ------------------------------------------------------------------------------------


@cache
def _office() -> re.Pattern[str]:
    names = "|".join(r"\s+".join(name.split()) for name in words("transcript_labels"))
    return re.compile(rf"(?P<who>(?i:{names})){_ASIDE}:(?:\s+|$)")


def _labels(text: str, lines: Sequence[PrintedLine]) -> Iterator[_Label]:
    patterns = ((_Kind.OFFICE, _office()), (_Kind.PERSON, _PERSON), (_Kind.NAME, _NAME))
    for at, line in enumerate(lines):
        asked = _QA.match(text, line.start, line.end)
        if asked is not None and _is_spoken(text, asked, line):
            kind = _Kind.QUESTION if asked["who"] == "Q" else _Kind.ANSWER
            by = Span(*asked.span("by")) if asked["by"] else None
            yield _Label(at, kind, asked["who"], Span(*asked.span("who")), asked.end(), by)
            continue
        for kind, pattern in patterns:
            found = pattern.match(text, line.start, line.end)
            if found and not (kind is _Kind.NAME and _names_nobody(found["who"])):
                who = " ".join(found["who"].upper().split())
                yield _Label(at, kind, who, Span(*found.span("who")), found.end())
                break


def _is_spoken(text: str, asked: re.Match[str], line: PrintedLine) -> bool:
    """Tell whether a letter without a stop is a label: a gap or a capital follows."""
    if asked["stop"]:
        return True
    following = text[asked.end() : line.end][:1]
    return following.isupper() or following in '"“([—-'


def _names_nobody(label: str) -> bool:
    nobody = words("transcript_no_labels")
    return any(word.strip(".") in nobody for word in label.split())


# -- conversations -----------------------------------------------------------------------------


def _talks(text: str, lines: Sequence[PrintedLine]) -> Iterator[list[_Label]]:
    """Yield the labels of each stretch of a paper that is a conversation."""
    talk: list[_Label] = []
    for label in _labels(text, lines):
        reach = _LONGEST_OF_NAMES if label.kind is _Kind.NAME else _LONGEST_TURN
        if talk and label.span.start - talk[-1].span.start > reach:
            yield from _if_talk(talk)
            talk = []
        if label.kind is _Kind.ANSWER and not any(x.kind is _Kind.QUESTION for x in talk):
            continue  # "A. The Parties", the first heading of an outline
        talk.append(label)
    yield from _if_talk(talk)


def _if_talk(talk: list[_Label]) -> Iterator[list[_Label]]:
    if any(a.kind is _Kind.QUESTION and b.kind is _Kind.ANSWER for a, b in pairwise(talk)):
        yield talk
        return
    rest = [x for x in talk if x.kind not in (_Kind.QUESTION, _Kind.ANSWER)]
    who = [label.who for label in rest]
    if len(who) >= 3 and 1 < len(set(who)) < len(who):
        yield rest  # somebody speaks again after somebody else has


# -- turns -------------------------------------------------------------------------------------


def _stretches(
    text: str, lines: Sequence[PrintedLine], talk: Sequence[_Label]
) -> Iterator[tuple[_Label, list[PrintedLine]]]:
    """Yield the lines of each turn; one that a stage direction interrupts comes in two."""
    broadcast = all(label.kind is _Kind.NAME for label in talk)
    for number, label in enumerate(talk):
        last = number + 1 == len(talk)
        limit = len(lines) if last else talk[number + 1].line
        stretch = [lines[label.line]]
        directed = False
        for before, line in pairwise(lines[label.line : limit]):
            ended = bool(_SENTENCE_END.search(before.text))
            if is_head(text, line) or (last and ended and line.begins_paragraph):
                break
            if directed or (ended and _DIRECTION.match(line.text)):
                directed = line.text.rstrip(".")[-1:] not in ")]"
                if stretch:
                    yield label, stretch
                stretch = []
                continue
            stretch.append(line)
        if broadcast and sum(line.begins_paragraph for line in stretch) > _MOST_PARAGRAPHS:
            stretch = _first_paragraph(stretch)
        if stretch:
            yield label, stretch


def _first_paragraph(stretch: Sequence[PrintedLine]) -> list[PrintedLine]:
    end = next((n for n, line in enumerate(stretch) if n and line.begins_paragraph), len(stretch))
    return list(stretch[:end])


def _turn(
    text: str, label: _Label, stretch: Sequence[PrintedLine], people: People, hyphens: Hyphens
) -> Turn | None:
    pieces = [piece for line in stretch for piece in line.pieces if piece.end > label.begins]
    if pieces and pieces[0].start < label.begins:
        pieces[0] = Span(label.begins, pieces[0].end)
    if pieces and text[label.span.start - 1] in '"“' and pieces[-1].of(text)[-1:] in '"”':
        pieces[-1] = Span(pieces[-1].start, pieces[-1].end - 1)
    pieces = [piece for piece in pieces if piece.of(text).strip()]
    if not pieces:
        return None
    speaker, reason = _speaker(text, label, people)
    span = Span(pieces[0].start, pieces[-1].end)
    return Turn(span, _joined(text, pieces, hyphens), speaker, reason)


def _joined(text: str, pieces: Sequence[Span], hyphens: Hyphens) -> str:
    """Return the words of a turn on one line, words broken at a line's end made whole."""
    said = " ".join(pieces[0].of(text).split())
    for before, piece in pairwise(pieces):
        following = " ".join(piece.of(text).split())
        if said[-1:] in "-\u00ad\ufffe" and said[-2:-1].isalpha() and following[:1].isalnum():
            said = said[:-1] + hyphens.instead(before.end - 1, piece.start) + following
        else:
            said += " " + following
    return said


def _speaker(text: str, label: _Label, people: People) -> tuple[Span | None, str]:
    answers = label.kind is _Kind.ANSWER or label.who in ("THE WITNESS", "THE DEPONENT")
    if label.kind is _Kind.QUESTION:
        speaker = label.by or people.examiner(label.span.start)
        reason = (
            f"“{speaker.of(text)}” asks" if speaker else "who asks, no head of the transcript says"
        )
    elif answers:
        speaker = people.witness(label.span.start)
        reason = f"“{speaker.of(text)}” is the witness" if speaker else "no head names the witness"
        if speaker is None and label.kind is not _Kind.ANSWER:
            speaker = label.span
    else:
        speaker, reason = label.span, f"“{label.span.of(text)}” stands before the turn"
    return speaker, " ".join(reason.split())
