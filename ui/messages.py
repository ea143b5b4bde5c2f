"""Rows and errors in the user's words: dates, relations, roles, verdicts, counts. Knows no widgets."""

import datetime as dt
from collections import Counter

from casefile.records import (
    DateRow,
    DocumentRow,
    DocumentState,
    Due,
    PartyRow,
    Pin,
    QuoteRow,
    Relation,
    RelationKind,
    ReviewState,
    Verdict,
)
from extraction.date_values import bounds
from extraction.date_wording import day_words, expression_words, value_words
from extraction.findings import Basis, Certainty, DocumentKind
from importers.source_text import PageSource
from reports.cites import bare_cite, pin_cite
from ui.enum_words import enum_word
from ui.import_queue import ImportQueue, Standing
from ui.language import tr

__all__ = [
    "KIND_HEADINGS",
    "MACHINE_READ",
    "basis_words",
    "count",
    "date_title",
    "document_note",
    "document_tooltip",
    "due_words",
    "marked_cite",
    "moment_words",
    "on_button",
    "party_note",
    "queue_offer",
    "queue_summary",
    "queue_told",
    "quote_note",
    "relation_words",
    "sentence_words",
    "source_mark",
    "source_words",
    "speaker_words",
    "stopped",
    "value_title",
    "verdict_badge",
]

KIND_HEADINGS: tuple[tuple[str, tuple[DocumentKind, ...]], ...] = (
    (tr("Pleadings"), (DocumentKind.COMPLAINT, DocumentKind.SUMMONS, DocumentKind.ANSWER)),
    (tr("Subpoenas"), (DocumentKind.SUBPOENA,)),
    (tr("Motions"), (DocumentKind.MOTION,)),
    (tr("Orders"), (DocumentKind.ORDER, DocumentKind.OPINION)),
    (tr("Articles"), (DocumentKind.ARTICLE,)),
    (tr("Mail"), (DocumentKind.EMAIL,)),
    (tr("Exhibits"), (DocumentKind.EXHIBIT,)),
    (tr("Other papers"), (DocumentKind.OTHER,)),
)


_MARKS = {PageSource.OCR: "OCR", PageSource.REPAIRED: "repaired"}
MACHINE_READ = tr("Read by machine from the page’s picture: compare before you cite it")
REPAIRED = tr(
    "The file’s letters were wrong here and were put right by a rule: compare with the page"
)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``count(2, "party", "parties")`` is "2 parties"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def on_button(words: str) -> str:
    """Return words as a button or menu takes them: Qt hides a single ampersand, as the mark of a key."""
    return words.replace("&", "&&")


def source_mark(pin: Pin) -> str:
    """Return the quiet mark of words that did not come with the file as they are: "OCR", "repaired"."""
    pages = (pin.place.first_page, pin.place.last_page)
    sources = {page.source for page in pages if page is not None}
    if pin.machine_read or PageSource.OCR in sources:
        return _MARKS[PageSource.OCR]
    return _MARKS[PageSource.REPAIRED] if PageSource.REPAIRED in sources else ""


def source_words(pin: Pin) -> str:
    """Return what the mark means, in a sentence; "" where there is none."""
    return {"OCR": MACHINE_READ, "repaired": REPAIRED}.get(source_mark(pin), "")


def marked_cite(pin: Pin) -> str:
    """Return a pin cite for a row, with the mark where a copied cite says "(machine-read)" at length."""
    mark = source_mark(pin)
    cite = bare_cite(pin)
    return f"{cite} · {mark}" if mark else cite


def date_title(row: DateRow) -> str:
    """Return a date's heading: its value in words, or its own words where it has no value."""
    return expression_words(row.text, row.value, row.operator)


def value_title(value: str) -> str:
    """Return an EDTF value in words; what has none, such as a quarter, by its first and last day."""
    words = value_words(value)
    days = None if words else bounds(value)
    return words or (f"{day_words(days[0])} – {day_words(days[1])}" if days else value)


def moment_words(moment: dt.datetime) -> str:
    """Return a moment in this computer's time: "Mar. 2, 2026, 2:05 p.m."."""
    local = moment.astimezone()
    return value_words(f"{local:%Y-%m-%dT%H:%M}") or f"{local:%Y-%m-%d %H:%M}"


def sentence_words(row: DateRow) -> str:
    """Return the sentence that a date governs, on one line, without the number of its paragraph.

    The number stands in the pin cite beside it.
    """
    words = " ".join(row.sentence[:500].split())
    number = row.pin.place.first_paragraph
    return words.removeprefix(f"{number}. ") if number else words


def basis_words(row: DateRow) -> tuple[str, bool]:
    """Return how a date was read, in a word or two, and whether it is in doubt."""
    if row.basis is Basis.AMBIGUOUS and row.state is not ReviewState.EDITED:
        readings = [value_words(value) or value for value in row.alternatives[:2]]
        return (
            tr("or {readings}?", readings=tr(" or ").join(readings)) if readings else "ambiguous"
        ), True
    if row.state is ReviewState.EDITED:
        return "corrected", False
    if row.basis is Basis.RELATIVE:
        return (f"“{row.text}”" if row.value else "relative"), row.value is None
    if row.value is None:
        return tr("no day"), False
    if row.earliest is not None and row.latest is not None:
        return _precision(row.earliest, row.latest, row.value), False
    return "stated", False


def _precision(earliest: dt.date, latest: dt.date, value: str) -> str:
    if earliest == latest:
        return "stated"
    if "/" in value:
        return "period"
    days = (latest - earliest).days + 1
    for most, word in ((1, "stated"), (7, "week"), (31, "month"), (100, "season"), (366, "year")):
        if days <= most:
            return word
    return "period"


_RELATIONS = {
    RelationKind.SPEAKS: "speaks",
    RelationKind.MENTIONED_IN: tr("mentioned in"),
    RelationKind.SAME_WORDS: tr("same words"),
    RelationKind.SAME_SENTENCE: tr("same sentence"),
    RelationKind.SAME_PARAGRAPH: tr("same ¶"),
    RelationKind.IN_DOCUMENT: tr("same paper"),
}


def relation_words(relation: Relation | None) -> str:
    """Return a relation in words: "same ¶ 11×"; nothing where there is none."""
    if relation is None:
        return ""
    words = _RELATIONS[relation.kind]
    return words if relation.count < 2 else f"{words} {relation.count:,}×"


def party_note(row: PartyRow) -> str:
    """Return a party's second line without its role: relation, or what it is and its other names."""
    linked = relation_words(row.relation)
    if linked:
        return linked
    parts = [enum_word(row.kind)]
    if row.aliases:
        parts.append(count(len(row.aliases) + 1, tr("name")))
    if row.documents > 1:
        parts.append(count(row.documents, tr("paper")))
    if row.first is not None and source_mark(row.first):
        parts.append(source_mark(row.first))
    return " · ".join(parts)


def speaker_words(row: QuoteRow) -> str:
    """Return who says a quote and how that is known, where it is not stated plainly."""
    name = row.speaker_name or row.speaker_words
    if not name or row.certainty is Certainty.UNATTRIBUTED:
        return "unattributed"
    return tr("{name} (inferred)", name=name) if row.certainty is Certainty.INFERRED else name


def quote_note(row: QuoteRow) -> str:
    """Return a quote's line of evidence: speaker, day, pin cite, and what else is to be said.

    The day is that of the quote's own sentence. The paper's day is told as such, at the end, unless
    the cite has it.
    """
    cite = marked_cite(row.pin)
    parts = [speaker_words(row), date_title(row.said) if row.said else "", cite]
    altered = next((same for same in row.same_words if same.verdict is Verdict.ALTERED), None)
    if altered is not None and altered.words_changed:
        words = count(altered.words_changed, tr("word"))
        parts.append(
            tr("differs in {words} from {pin_cite}", words=words, pin_cite=pin_cite(altered.pin))
        )
    linked = relation_words(row.relation)
    if linked and (row.relation is None or row.relation.kind is not RelationKind.SPEAKS):
        parts.append(linked)
    if row.said is None and row.date is not None and day_words(row.date) not in cite:
        parts.append(tr("paper of {day_words}", day_words=day_words(row.date)))
    return " · ".join(part for part in parts if part)


def verdict_badge(row: QuoteRow) -> tuple[str, Verdict] | None:
    """Return the badge of a quote that was compared with its other appearances.

    The best appearance names it; where the words stand altered as well, the badge says so and wears that
    colour: "verbatim ×2, altered". Other papers are counted, each once; the quote's own proves nothing.
    """
    best_of: dict[int, Verdict] = {}
    for same in row.same_words:
        paper = same.pin.document
        if paper != row.pin.document:
            known = best_of.get(paper, same.verdict)
            best_of[paper] = min(known, same.verdict, key=_BEST_FIRST.index)
    counts = Counter(best_of.values())
    told = [verdict for verdict in _BEST_FIRST if counts[verdict]]
    if not told:
        return None
    best, altered = told[0], counts[Verdict.ALTERED]
    if best is Verdict.ALTERED or not altered:
        return (_times(best, counts[best]) if best is Verdict.VERBATIM else enum_word(best)), best
    words = f"{_times(best, counts[best])}, {_times(Verdict.ALTERED, altered)}"
    return words, Verdict.ALTERED


def _times(verdict: Verdict, number: int) -> str:
    return f"{enum_word(verdict)} ×{number}" if number > 1 else enum_word(verdict)


_BEST_FIRST = tuple(Verdict)


_UNDER_WAY = {
    DocumentState.RECEIVED: "waiting",
    DocumentState.READ: "reading",
    DocumentState.SEARCHABLE: "searchable",
}


def document_note(row: DocumentRow, *, importing: bool = True) -> str:
    """Return the short state at a document's right: pages, machine-read, or what is the matter.

    While nothing is ``importing``, a paper under way is one that was left unfinished.
    """
    if row.state is DocumentState.FAILED:
        return "locked" if row.locked else tr("not read")
    if row.state in _UNDER_WAY:
        return _UNDER_WAY[row.state] if importing else "unfinished"
    if row.pages_waiting:
        return tr("{pages_waiting:,} unread", pages_waiting=row.pages_waiting)
    if row.machine_read:
        return tr("OCR · {pages} p", pages=row.pages) if row.pages > 1 else "OCR"
    return f"{row.pages} p" if row.pages else ""


def document_tooltip(row: DocumentRow) -> str:
    """Return everything known of a document, one fact a line."""
    lines = [row.name]
    if row.title and row.title != row.name:
        lines.append(row.title)
    reason = tr("confirmed by you") if row.kind_confirmed else row.kind_reason
    lines.append(
        tr("Kind: {value}", value=enum_word(row.kind)) + (f" ({reason})" if reason else "")
    )
    if row.date is not None:
        lines.append(
            tr("Date: {day_words}", day_words=day_words(row.date))
            + (f" ({row.date_reason})" if row.date_reason else "")
        )
    if row.docket_number:
        lines.append(
            tr("Docket: {docket_number}", docket_number=row.docket_number)
            + (f" · {row.court}" if row.court else "")
        )
    if row.served is not None:
        lines.append(tr("Served: {day_words}", day_words=day_words(row.served)))
    lines.extend(due_words(due) for due in row.due)
    if row.pages_waiting:
        waiting = tr(
            "{pages_waiting:,} of {pages}",
            pages_waiting=row.pages_waiting,
            pages=count(row.pages, tr("page")),
        )
        lines.append(
            tr("Pictures without text, not read by machine yet: {waiting}", waiting=waiting)
        )
    if row.machine_read:
        lines.append(MACHINE_READ)
    if row.failure:
        lines.append(row.failure)
    lines.extend(notice.sentence for notice in row.notices)
    return "\n".join(lines)


def due_words(due: Due) -> str:
    """Return a deadline in words, with whether it was counted or stands in the paper."""
    mark = tr("named by the paper") if due.stated else tr("counted, to be verified")
    return tr(
        "{act} by {day:%a}, {day_words} ({mark})",
        act=due.act,
        day=due.day,
        day_words=day_words(due.day),
        mark=mark,
    )


def stopped(unfinished: int) -> str:
    """Return what to say after an import was cancelled."""
    left = (
        tr(" with {unfinished} unfinished", unfinished=count(unfinished, tr("paper")))
        if unfinished
        else ""
    )
    return tr("Stopped{left}. Import › Finish the import goes on with the rest", left=left)


def queue_summary(queue: ImportQueue, *, busy: bool, paused: bool = False) -> str:
    """Return how far an import is: "12 of 40 done · 28 to go"; at rest, what became of its files."""
    if not queue.total:
        return tr("Getting ready…") if busy else ""
    left = queue.total - queue.ended
    parts = [tr("Paused")] if paused else []
    parts.append(
        tr(
            "{ended:,} of {total:,} done · {left:,} to go",
            ended=queue.ended,
            total=queue.total,
            left=left,
        )
    )
    return " · ".join([*(parts if busy else [queue_told(queue)]), *_needing(queue)])


def queue_told(queue: ImportQueue) -> str:
    """Return what became of an import's files, those left out that need the attorney."""
    numbers = Counter(row.standing for row in queue.rows)
    imported = numbers[Standing.READY] + numbers[Standing.DOUBTFUL]
    parts = [tr("{numbers} imported", numbers=count(imported, tr("paper")))]
    told = (Standing.DOUBTFUL, Standing.DUPLICATE, Standing.LEFT_OUT, Standing.STOPPED)
    parts += [f"{numbers[one]:,} {enum_word(one)}" for one in told if numbers[one]]
    return " · ".join(parts)


def _needing(queue: ImportQueue) -> list[str]:
    needing = queue.needing
    return (
        [tr("{needing:,} {value} you", needing=needing, value="needs" if needing == 1 else "need")]
        if needing
        else []
    )


def queue_offer(queue: ImportQueue) -> str:
    """Return what the status line offers beside an import: its list, by what needs the attorney first."""
    return next(iter(_needing(queue)), tr("Details") if queue.total else "")
