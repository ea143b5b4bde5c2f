"""Complaints and answers of a case, paired, and what the answers say paragraph by paragraph (FRCP 8(b)).

Proposals: the attorney sees the answer's words beside each, and decides on the standing of an event.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from casefile.answer_json import FoundAnswer, FoundResponse
from casefile.event_records import Response, ResponseRow, Responses
from casefile.records import DocumentRow, Pin
from extraction.answer_sentences import response_to_sentence
from extraction.answer_words import only_admits
from extraction.docket_numbers import same_docket
from extraction.findings import DocumentKind
from extraction.sentences import split
from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from casefile.links import Image

__all__ = ["of_sentence", "pairs", "responses", "version_of"]

_Known = TypeVar("_Known", int, str)

_LEAST_SHARE = 0.5  # of the complaint's paragraphs that its answer answers
_MOST = 0.6  # from there on a paragraph that is passed over is told
_SAME_WORDS = 0.8  # of the paragraph's telling words that "admits that …" repeats

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_AMENDED = re.compile(
    rf"(?:\b(?P<word>{'|'.join(_ORDINALS)}|(?P<digit>\d)(?:st|nd|rd|th))\s+)?"
    r"(?:\w+\s+){0,2}?(?P<amended>amended|supplemental)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{3,}")
_EMPTY = frozenset(
    """
    the and that this with from for was were are has have had its his her their they not but who which
    defendant defendants plaintiff plaintiffs admit admits admitted paragraph complaint
    """.split()  # noqa: SIM905 - a list of forty quoted words is no easier to read
)


@dataclass(frozen=True, slots=True)
class _Complaint:
    """A complaint with the whole span of each numbered paragraph, in their order."""

    document: DocumentRow
    paragraphs: Mapping[str, Span]


def responses(image: "Image", source: Callable[[int], SourceText]) -> Responses:
    """Return what the answers of the case say to its complaints; kept with the image.

    ``source`` gives a document's text with its places.
    """
    if image.responses is None:
        found: dict[int, dict[str, list[ResponseRow]]] = {}
        for answer, complaint in pairs(image, source):
            text = source(complaint.document.id)
            rows = found.setdefault(
                complaint.document.id, {number: [] for number in complaint.paragraphs}
            )
            for row in _rows(complaint, text, answer):
                rows[row.number].append(row)
        image.responses = {
            complaint: {number: tuple(said) for number, said in rows.items() if said}
            for complaint, rows in found.items()
        }
    return image.responses


def of_sentence(
    said: Sequence[ResponseRow], at: Span, source: Callable[[int], SourceText]
) -> tuple[ResponseRow, ...]:
    """Return what answers say to the sentence of a complaint around ``at``, where they tell sentences apart.

    ``said`` is what they say to its paragraph; a response that takes the paragraph as a whole stays.
    """
    return tuple(
        _of_sentence(row, at, source(row.complaint.document).text)
        if row.response is Response.PARTLY
        else row
        for row in said
    )


def _of_sentence(row: ResponseRow, at: Span, text: str) -> ResponseRow:
    paragraph = row.complaint.span
    sentences = split(paragraph.of(text))
    place = at.start - paragraph.start
    number = next(
        (count for count, each in enumerate(sentences, 1) if each.start <= place < each.end), 0
    )
    words = row.text.removeprefix(f"{row.number}.").strip()
    found = response_to_sentence(words, number, len(sentences)) if number else None
    return replace(row, response=found[0], reason=f"“{found[1]}”") if found else row


# ------------------------------------------------------------------------------- which complaint


def pairs(
    image: "Image", source: Callable[[int], SourceText]
) -> Iterator[tuple[FoundAnswer, _Complaint]]:
    """Yield each answer with the one complaint that it answers; one that fits none or two is left out."""
    answers = [
        (paper.document, paper.answer)
        for paper in image.documents.values()
        if paper.answer is not None and any(said.response for said in paper.answer.said)
    ]
    if not answers:
        return
    complaints = [
        _Complaint(paper.document, _paragraphs(source(number)))
        for number, paper in image.documents.items()
        if paper.document.kind is DocumentKind.COMPLAINT
    ]
    for document, answer in answers:
        complaint = _answered(document, answer, complaints)
        if complaint is not None:
            yield answer, complaint


def _paragraphs(source: SourceText) -> dict[str, Span]:
    """Return the numbered paragraphs; one that block quotes interrupt is one."""
    found: dict[str, Span] = {}
    last: str | None = None
    for paragraph in source.paragraphs:
        number = paragraph.number
        if number is None:
            last = None
        elif number not in found:
            found[number] = paragraph.span
            last = number
        elif number == last:
            found[number] = Span(found[number].start, paragraph.span.end)
    return found


def _answered(
    document: DocumentRow, answer: FoundAnswer, complaints: Sequence[_Complaint]
) -> _Complaint | None:
    numbers = {number for said in answer.said for number in said.numbers}
    fitting: list[tuple[tuple[int, int, float], _Complaint]] = []
    for each in complaints:
        share = len(numbers & each.paragraphs.keys()) / max(1, len(each.paragraphs))
        docket = _agree(document.docket_number, each.document.docket_number, same_docket)
        version = _agree(
            version_of(document.title, of=True), version_of(each.document.title), _equal
        )
        later = document.date and each.document.date and document.date < each.document.date
        if share >= _LEAST_SHARE and docket >= 0 and version >= 0 and not later:
            fitting.append(((docket, version, round(share, 1)), each))
    if not fitting:
        return None
    best = max(rank for rank, _ in fitting)
    of_best = [each for rank, each in fitting if rank == best]
    sure = best[0] > 0 or best[1] > 0 or len(complaints) == 1
    return of_best[0] if len(of_best) == 1 and sure else None


def _agree(one: _Known | None, other: _Known | None, same: Callable[[_Known, _Known], bool]) -> int:
    """Return 1 where both are known and the same, 0 where one is not known, -1 where they differ."""
    if one is None or other is None:
        return 0
    return 1 if same(one, other) else -1


def _equal(one: int, other: int) -> bool:
    return one == other


def version_of(title: str | None, *, of: bool = False) -> int | None:
    """Return which complaint a title names: 0 the first one, 2 the second amended one; ``None``: none.

    ``of``: it is the title of an answer, which names the complaint behind "to".
    """
    words = (title or "").casefold()
    if of:
        words = words.partition(" to ")[2]
    if "complaint" not in words:
        return None
    found = _AMENDED.search(words)
    if found is None:
        return 0
    if found["digit"]:
        return int(found["digit"])
    return _ORDINALS.index(found["word"]) + 1 if found["word"] else 1


# ------------------------------------------------------------------------------- what is said


def _rows(complaint: _Complaint, text: SourceText, answer: FoundAnswer) -> Iterator[ResponseRow]:
    said: dict[str, FoundResponse] = {}
    for each in answer.said:
        for number in each.numbers:
            said.setdefault(number, each)
    answered = sum(number in said for number in complaint.paragraphs)
    told = answered >= _MOST * len(complaint.paragraphs)
    before = answer.said[0].pin
    for number, span in complaint.paragraphs.items():
        found = said.get(number)
        before = found.pin if found else before
        pin = complaint.document.pin(span, text.locate(span))
        row = _row(number, span.of(text.text), pin, found, answer.general)
        if row is not None:
            yield row
        elif found is None and told:
            reason = f"the answer says nothing of ¶ {number} and denies nothing in general"
            yield ResponseRow(number, Response.NOT_DENIED, pin, before, "", reason)


def _row(
    number: str,
    alleged: str,
    pin: Pin,
    found: FoundResponse | None,
    general: FoundResponse | None,
) -> ResponseRow | None:
    if found is None or found.response is None:
        if general is None:
            return None
        reason = f"{general.reason}, which denies what is not admitted"
        return ResponseRow(number, Response.DENIED, pin, general.pin, general.text, reason)
    row = ResponseRow(number, found.response, pin, found.pin, found.text, found.reason)
    if found.response is Response.PARTLY and only_admits(found.text):
        mine, theirs = _telling(alleged), _telling(found.text)
        if len(mine) > 2 and len(mine & theirs) >= _SAME_WORDS * len(mine):
            return replace(row, response=Response.ADMITTED)
    return row


def _telling(words: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(words.casefold()) if word not in _EMPTY)
