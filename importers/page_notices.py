"""What a reader says of a document's pages: which could not be read, and which a machine has read."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from importers.document import Notice
from importers.machine_page import PlacedWord
from importers.page_verdict import is_poorly_read
from importers.source_text import Page, PageSource, PageVerdict, SourceText

__all__ = ["page_notices", "page_range"]

_UNREAD_ONE = "until it is read by machine, nothing on it can be searched or found"
_UNREAD_MANY = "until they are read by machine, nothing on them can be searched or found"

# Verdicts told together while nothing has read the pages, with the notice's code and what is said of
# one page and of several.
_UNREAD = (
    (
        (PageVerdict.SCAN, PageVerdict.STAMPED_SCAN),
        "scan-pages",
        f"is a scan without readable text; {_UNREAD_ONE}",
        f"are scans without readable text; {_UNREAD_MANY}",
    ),
    (
        (PageVerdict.GARBLED,),
        "garbled-pages",
        "looks right but holds gibberish, since its fonts do not say which letters they show; "
        + _UNREAD_ONE,
        "look right but hold gibberish, since their fonts do not say which letters they show; "
        + _UNREAD_MANY,
    ),
)


def page_notices(
    source: SourceText, words: Sequence[PlacedWord], hard: Sequence[int] = ()
) -> Iterator[Notice]:
    """Yield what there is to say of pages.

    ``words`` are those that an engine read here, in order; ``hard`` are the pages that it read badly.
    """
    pages = source.pages
    for verdicts, code, one, many in _UNREAD:
        unread = [
            page.number
            for page in pages
            if page.verdict in verdicts and page.source is PageSource.DIGITAL
        ]
        yield from _told(code, unread, one, many)
    repaired = [page.number for page in pages if page.source is PageSource.REPAIRED]
    yield from _told(
        "repaired-pages",
        repaired,
        "holds gibberish that was put right by a rule; compare with the picture before you cite it",
        "hold gibberish that was put right by a rule; compare with the picture before you cite them",
    )
    confidences = _confidences(pages, words)
    layers = [
        page
        for page in pages
        if page.verdict is PageVerdict.OCR_LAYER and not confidences[page.number]
    ]
    poor = [page.number for page in layers if is_poorly_read(page.span.of(source.text))]
    yield from _told(
        "poor-ocr-layer",
        poor,
        "is a scan that some machine read badly: until it is read anew, most of its words cannot be "
        "searched or found",
        "are scans that some machine read badly: until they are read anew, most of their words cannot "
        "be searched or found",
    )
    yield from _told(
        "ocr-pages",
        [page.number for page in layers if page.number not in poor],
        "is a scan whose text was read by a machine; check its words against the picture",
        "are scans whose text was read by a machine; check their words against the pictures",
    )
    yield from _machine_notices(pages, confidences, hard)


def _confidences(pages: Sequence[Page], words: Sequence[PlacedWord]) -> dict[int, list[float]]:
    """Return by page how sure the engine was of each word that it read there."""
    found: dict[int, list[float]] = {}
    at = 0
    for page in pages:
        own = found[page.number] = []
        while at < len(words) and words[at].span.start < page.span.end:
            own.append(words[at].confidence)
            at += 1
    return found


def _machine_notices(
    pages: Sequence[Page], confidences: Mapping[int, Sequence[float]], hard: Sequence[int]
) -> Iterator[Notice]:
    read: list[int] = []
    empty: list[int] = []
    for page in pages:
        own = confidences[page.number]
        if own:
            read.append(page.number)
        elif page.source is PageSource.OCR and page.verdict is not PageVerdict.OCR_LAYER:
            empty.append(page.number)
    yield from _told(
        "machine-read",
        read,
        "was read by a machine from its picture; compare with the picture before you cite it",
        "were read by a machine from their pictures; compare with the pictures before you cite them",
    )
    yield from _told(
        "machine-read-badly",
        hard,
        "was hard to read by machine; expect wrong and missing words on it",
        "were hard to read by machine; expect wrong and missing words on them",
    )
    yield from _told(
        "machine-read-empty",
        empty,
        "is a picture on which the machine found no words; look at it",
        "are pictures on which the machine found no words; look at them",
    )


def _told(code: str, numbers: Sequence[int], one: str, many: str) -> Iterator[Notice]:
    if numbers:
        what = one if len(numbers) == 1 else many
        yield Notice(code, f"{page_range(numbers)} {what}.", tuple(numbers))


def page_range(numbers: Sequence[int]) -> str:
    """Name pages in words: "Page 3", "Pages 3–5 and 9"; numbers are 1-based and in order."""
    runs = []
    for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        members = [number for _, number in run]
        joined = "–" if len(members) > 2 else ", "
        runs.append(str(members[0]) if len(members) == 1 else f"{members[0]}{joined}{members[-1]}")
    if len(runs) == 1 and len(numbers) == 2:
        return f"Pages {numbers[0]} and {numbers[1]}"
    words = runs[0] if len(runs) == 1 else f"{', '.join(runs[:-1])} and {runs[-1]}"
    return f"Page {words}" if len(numbers) == 1 else f"Pages {words}"
