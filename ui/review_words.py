"""One suggestion in words: what it is, why it deserves a look, the lines of its evidence. No widgets."""

from collections.abc import Iterator

from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState
from casefile.review_records import Alike, AlikeBy, Doubt, Finding, ReviewItem
from reports.cites import pin_cite
from ui import messages
from ui.language import tr
from ui.party_lines import CardView, Line, Look, review_lines

__all__ = [
    "alike_words",
    "decided_words",
    "doubt_sentence",
    "item_lines",
    "kind_words",
    "rest_words",
    "short_title",
    "spoken",
    "state_words",
    "title",
    "under_title",
]

_LONGEST = 80


def title(row: Finding) -> str:
    """Return what stands large: a name, the quoted words, the day that a date is read as."""
    if isinstance(row, PartyRow):
        return row.name
    if isinstance(row, QuoteRow):
        return f"“{' '.join((row.reading or row.text).split())}”"
    return messages.date_title(row)


def short_title(row: Finding) -> str:
    """Return a title for a sentence or a row, at most 80 characters of it."""
    words = title(row)
    if len(words) <= _LONGEST:
        return words
    end = "…”" if isinstance(row, QuoteRow) else "…"
    return f"{words[: _LONGEST - len(end)].rstrip()}{end}"


def under_title(row: Finding) -> str:
    """Return what stands under it: role and kind of a party, speaker of a quote, how a date was read."""
    if isinstance(row, PartyRow):
        what = (row.role, row.kind.value, row.capacity, row.post)
        times = messages.count(row.mentions, tr("mention"))
        papers = messages.count(row.documents, tr("paper"))
        return " · ".join(
            [
                *(part for part in what if part),
                tr("{times} in {papers}", times=times, papers=papers),
                _decided(row),
            ]
        )
    if isinstance(row, QuoteRow):
        parts = (messages.speaker_words(row), row.kind.value, messages.marked_cite(row.pin))
        return " · ".join([*parts, _decided(row)])
    basis = " ".join(messages.basis_words(row)[0].split())
    words = "" if " ".join(row.text.split()) == title(row) else f"“{' '.join(row.text.split())}”"
    deadline = tr("deadline") if row.is_deadline else ""
    told = (deadline, words, basis if basis != words else "", messages.marked_cite(row.pin))
    return " · ".join([*(part for part in told if part), _decided(row)])


def rest_words(row: Finding) -> str:
    """Return what a row of the list says behind its title."""
    if isinstance(row, PartyRow):
        return " · ".join(
            part for part in (row.role or row.kind.value, f"{row.mentions:,}×") if part
        )
    if isinstance(row, QuoteRow):
        return f"{messages.speaker_words(row)} · {messages.marked_cite(row.pin)}"
    return messages.marked_cite(row.pin)


def spoken(row: Finding) -> str:
    """Return a row for screen readers and tooltips."""
    parts = (kind_words(row.ref.type), title(row), rest_words(row), state_words(row.state))
    return ", ".join(parts)


def kind_words(kind: RefType) -> str:
    """Return a kind of finding as a word."""
    return {
        RefType.PARTY: tr("Party"),
        RefType.QUOTE: tr("Quote"),
        RefType.DATE: tr("Date"),
        RefType.DOCUMENT: tr("Paper"),
    }[kind]


def state_words(state: ReviewState) -> str:
    """Return what was decided."""
    return {
        ReviewState.SUGGESTED: tr("suggested"),
        ReviewState.ACCEPTED: tr("accepted"),
        ReviewState.EDITED: tr("corrected by you"),
        ReviewState.REJECTED: tr("rejected"),
    }[state]


def _decided(row: Finding) -> str:
    return tr("added by you") if row.added else state_words(row.state)


def doubt_sentence(doubt: Doubt, row: Finding) -> str:
    """Return why a finding deserves a look, in a sentence."""
    if doubt is Doubt.SEVERAL_READINGS and isinstance(row, DateRow):
        readings = " / ".join(messages.value_title(value) for value in row.alternatives[:3])
        return tr("It may also be {readings}: S switches", readings=readings)
    if doubt is Doubt.COUNTED and isinstance(row, DateRow) and row.anchor:
        anchor = messages.value_title(row.anchor)
        return tr("It was counted from {anchor}: check that day first", anchor=anchor)
    return {
        Doubt.SEVERAL_READINGS: tr("It can be read in several ways"),
        Doubt.COUNTED: tr("It was counted from another day"),
        Doubt.NO_DAY: tr("No day could be worked out: D gives it one"),
        Doubt.WORDS_ALTERED: tr("Another paper has these words otherwise"),
        Doubt.SPEAKER_INFERRED: tr("Who says it was inferred, not stated: R corrects it"),
        Doubt.NO_SPEAKER: tr("Nobody is known to have said it: R names a speaker"),
        Doubt.MAY_BE_TWO: tr("It may be the same as another party: M merges them"),
        Doubt.MACHINE_READ: tr("A machine read these words from the page’s picture"),
        Doubt.LOST: tr("The paper was read anew and has these words no more, or twice"),
        Doubt.UNSURE: tr("Findings of this kind are often wrong"),
    }[doubt]


def alike_words(alike: Alike, row: Finding, *, accept: bool) -> str:
    """Return what deciding on all that are alike does: "Accept all 14 quotes said by Ida Voss"."""
    what = _alike(alike, row)
    number = f"{len(alike.refs):,}"
    if accept:
        return tr("Accept all {number} {what}", number=number, what=what)
    return tr("Reject all {number} {what}", number=number, what=what)


def _alike(alike: Alike, row: Finding) -> str:
    if alike.by is AlikeBy.SPEAKER and isinstance(row, QuoteRow):
        return tr("quotes said by {name}", name=messages.speaker_words(row))
    if alike.by is AlikeBy.ROLE and isinstance(row, PartyRow):
        return tr("parties with the role “{role}”", role=row.role or "")
    if alike.by is AlikeBy.PASSING and isinstance(row, PartyRow):
        return tr("parties named in passing ({kind})", kind=row.kind.value)
    form = " ".join(row.text.split()) if isinstance(row, DateRow) else ""
    if alike.by is AlikeBy.FORM_IN_PAPER and isinstance(row, DateRow):
        paper = row.pin.short_name
        return tr("dates of {paper} written like “{form}”", paper=paper, form=form)
    if alike.by is AlikeBy.FORM:
        return tr("dates written like “{form}”", form=form)
    return tr("quotes of the same words")


# -- the evidence, as lines


def item_lines(item: ReviewItem, view: CardView | None) -> Iterator[Line]:
    """Yield what helps to decide; ``view`` is the card of a party with what was opened of it."""
    yield from _doubt_lines(item)
    if view is not None:
        yield from review_lines(view)
        return
    row = item.row
    if isinstance(row, PartyRow):
        return
    yield from _sentence(item, row)
    yield from _how_read(row)
    yield from _before(item)
    if isinstance(row, QuoteRow):
        yield from _same_words(row)
    yield from _linked(item)


def _doubt_lines(item: ReviewItem) -> Iterator[Line]:
    for doubt in item.doubts:
        yield Line(Look.REASON, f"doubt:{doubt}", doubt_sentence(doubt, item.row), sign="!")


def _sentence(item: ReviewItem, row: QuoteRow | DateRow) -> Iterator[Line]:
    hit = item.context
    if hit is not None and hit.snippet:
        note = pin_cite(row.pin)
        yield Line(
            Look.SNIPPET,
            "sentence",
            hit.snippet,
            note=note,
            pin=row.pin,
            ref=row.ref,
            marks=hit.marks,
        )


def _how_read(row: QuoteRow | DateRow) -> Iterator[Line]:
    why = row.evidence if isinstance(row, QuoteRow) else row.reason
    if why and why.casefold() != "stated":
        head = tr("Who says it") if isinstance(row, QuoteRow) else tr("How it was read")
        yield Line(Look.HEADING, "head:why", head)
        yield Line(Look.REASON, "why", f"{why[:1].upper()}{why[1:]}")
    if isinstance(row, DateRow) and row.alternatives:
        yield Line(Look.HEADING, "head:readings", tr("Its other readings"))
        for value in row.alternatives:
            yield Line(Look.PLAIN, f"reading:{value}", messages.value_title(value))


def _before(item: ReviewItem) -> Iterator[Line]:
    if item.before:
        yield Line(Look.HEADING, "head:before", tr("You decided on the same words before"))
    for row in item.before:
        if isinstance(row, PartyRow):
            continue
        said = messages.speaker_words(row) if isinstance(row, QuoteRow) else title(row)
        words = f"{state_words(row.state)[:1].upper()}{state_words(row.state)[1:]} · {said}"
        cite = messages.marked_cite(row.pin)
        yield Line(Look.PLAIN, f"before:{row.id}", words, right=cite, pin=row.pin, ref=row.ref)


def _same_words(row: QuoteRow) -> Iterator[Line]:
    others = [same for same in row.same_words if same.pin.document != row.pin.document]
    if others:
        yield Line(Look.HEADING, "head:same", tr("The same words in other papers"))
    for at, same in enumerate(others[:6]):
        yield Line(
            Look.PLAIN,
            f"same:{at}",
            same.verdict.value,
            note=" ".join(same.text.split())[:300],
            right=messages.marked_cite(same.pin),
            pin=same.pin,
        )


def _linked(item: ReviewItem) -> Iterator[Line]:
    if item.linked:
        yield Line(Look.HEADING, "head:linked", tr("Beside it"))
    for row in item.linked:
        ref = row.ref
        if isinstance(row, PartyRow):
            yield Line(
                Look.PLAIN,
                f"linked:{ref.type}:{row.id}",
                row.name,
                note=" · ".join(part for part in (row.role, row.kind.value) if part),
                pin=row.first,
                ref=ref,
                kind=row.kind,
            )
        else:
            yield _linked_line(row, ref)


def _linked_line(row: QuoteRow | DateRow, ref: Ref) -> Line:
    is_quote = isinstance(row, QuoteRow)
    return Line(
        Look.QUOTE if is_quote else Look.PLAIN,
        f"linked:{ref.type}:{row.id}",
        short_title(row),
        note=rest_words(row) if is_quote else "",
        right="" if is_quote else messages.marked_cite(row.pin),
        pin=row.pin,
        ref=ref,
    )


def decided_words(row: Finding, number: int, *, accept: bool) -> str:
    """Return the quiet line after a decision."""
    what = short_title(row) if number == 1 else tr("{number} findings", number=f"{number:,}")
    if accept:
        return tr("Accepted {what} · Z takes it back", what=what)
    return tr("Rejected {what} · Z takes it back", what=what)
