"""A case in memory: the part of the real one's interface that the window uses, on made-up rows.

The people, places and papers are invented.
"""

import contextlib
import datetime as dt
import re
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

from casefile.cite_form import CiteStyle
from casefile.errors import NoSuchFinding
from casefile.evidence_records import RowEvidence
from casefile.find_records import FoundInDocument
from casefile.import_records import FileOutcome, Progress, Stage
from casefile.party_network import Evidence
from casefile.party_records import (
    CardMention,
    InDocument,
    MergeProposal,
    NameReason,
    Neighbour,
    PartyCard,
)
from casefile.questions import LinkedView, Question, Tagged, as_question
from casefile.records import (
    ArchiveMember,
    DateRow,
    DocumentHits,
    DocumentRow,
    DocumentState,
    HitRow,
    PartyRow,
    Pin,
    Problem,
    QuoteRow,
    Ref,
    RefType,
    Relation,
    RelationKind,
    ReviewState,
    SameWords,
    SearchResults,
    Totals,
    Verdict,
)
from casefile.review_records import Person, ReviewFilter, Steps
from casefile.saved_views import SavedView
from casefile.search_records import Facet, KeptSearch, SearchOrder, Suggestion, SuggestionKind
from casefile.side_by_side import Share, SideBySide
from casefile.stretches import stretches_of
from extraction.date_wording import expression_words
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind, PartySource, QuoteKind
from importers.document import DamagedFile, Notice
from importers.machine_page import PlacedWord
from importers.source_text import Page, Place, SourceText, Span, Zone
from tests.ui import fake_review
from tests.ui.fake_exchange import FakeExchange
from tests.ui.fake_notes import FakeNotes

KINDS = {
    1: ("Compl.", "Complaint.pdf", DocumentKind.COMPLAINT, 24, dt.date(2026, 3, 9)),
    2: ("Summons", "Summons to the Port.pdf", DocumentKind.SUMMONS, 2, dt.date(2026, 3, 10)),
    3: ("Answer", "Answer.docx", DocumentKind.ANSWER, 18, dt.date(2026, 3, 30)),
    4: ("Order", "Order on motion.pdf", DocumentKind.ORDER, 9, dt.date(2026, 3, 20)),
    5: ("Harbor Ledger", "Harbor Ledger.html", DocumentKind.ARTICLE, 0, dt.date(2026, 3, 4)),
    6: ("Ex. C", "Exhibit C scan.pdf", DocumentKind.EXHIBIT, 3, None),
}


def document(number: int, **changes) -> DocumentRow:
    short, name, kind, pages, date = KINDS[number]
    row = DocumentRow(
        id=number,
        name=name,
        short_name=short,
        stored_name=f"{number:04} {name}",
        original_path=f"/papers/{name}",
        sha256=f"{number:064}",
        media_type="application/pdf",
        kind=kind,
        kind_reason="its caption",
        kind_confirmed=False,
        state=DocumentState.READY,
        failure=None,
        pages=pages,
        characters=2000,
        title=None,
        author=None,
        court="W.D. Wash." if number == 1 else None,
        docket_number="2:26-cv-00417" if number == 1 else None,
        filed=date,
        date=date,
        date_reason="e-filing stamp",
        machine_read=number == 6,
        notices=(Notice("scan-pages", "3 pages are scans and were machine-read."),)
        if number == 6
        else (),
    )
    return replace(row, **changes)


def pin(number: int = 1, start: int = 100, length: int = 20, paragraph: str | None = "38") -> Pin:
    short, _, kind, pages, _ = KINDS[number]
    page = Page(1, "1", Span(0, 5000)) if pages else None
    place = Place(page, page, paragraph, paragraph, None, None)
    return Pin(number, short, kind, Span(start, start + length), place, machine_read=number == 6)


def party(number: int, name: str, **changes) -> PartyRow:
    row = PartyRow(
        id=number,
        name=name,
        kind=PartyKind.ORGANIZATION,
        role=None,
        capacity=None,
        aliases=(),
        state=ReviewState.SUGGESTED,
        mentions=3,
        documents=1,
        confidence=0.8,
        first=pin(start=10 * number),
    )
    return replace(row, **changes)


def quote(number: int, words: str, **changes) -> QuoteRow:
    row = QuoteRow(
        id=number,
        text=words,
        reading=words,
        kind=QuoteKind.DIRECT,
        zone=Zone.BODY,
        certainty=Certainty.STATED,
        speaker=1,
        speaker_name="Port Commission",
        speaker_words="the Commission",
        date=None,
        evidence="the clause “the Commission said”",
        state=ReviewState.SUGGESTED,
        confidence=0.9,
        pin=pin(start=100 + 40 * number, length=len(words)),
    )
    return replace(row, **changes)


def date(number: int, text: str, value: str | None, sentence: str, **changes) -> DateRow:
    exact = dt.date.fromisoformat(value) if value and len(value) == 10 else None
    row = DateRow(
        id=number,
        text=text,
        value=value,
        earliest=exact,
        latest=exact,
        basis=Basis.STATED,
        anchor=None,
        alternatives=(),
        operator=None,
        reason="",
        zone=Zone.BODY,
        sentence=sentence,
        state=ReviewState.SUGGESTED,
        confidence=0.9,
        pin=pin(start=900 + 30 * number, paragraph="36"),
    )
    return replace(row, **changes)


def sample_parties() -> list[PartyRow]:
    accepted = ReviewState.ACCEPTED
    return [
        party(1, "Port Commission", kind=PartyKind.AGENCY, role="defendant", state=accepted,
              mentions=42, aliases=("Commission", "the Port", "PCAB"), documents=4),
        party(2, "Larkspur Press LLC", role="plaintiff", state=accepted, mentions=38),
        party(3, "Ines Valdar", kind=PartyKind.PERSON, role="plaintiff’s editor", mentions=17),
        party(4, "Harbormaster T. Osei", kind=PartyKind.PERSON, role="witness", mentions=9),
        party(5, "Hon. M. Abara", kind=PartyKind.PERSON, role="judge", state=accepted),
        party(6, "@larkspur_press", kind=PartyKind.ACCOUNT, mentions=2),
    ]  # fmt: skip


def sample_quotes() -> list[QuoteRow]:
    same = (
        SameWords(pin(5), Verdict.VERBATIM, 0, "x"),
        SameWords(pin(6), Verdict.VERBATIM, 0, "x"),
    )
    altered = (SameWords(pin(1), Verdict.ALTERED, 4, "x"),)
    return [
        quote(1, "no notice critical of the quay shall be posted on Commission property",
              state=ReviewState.ACCEPTED, same_words=same, date=dt.date(2026, 3, 2)),
        quote(2, "no paper critical of the quay may be shown on port property",
              same_words=altered, pin=pin(5, 300, 50, None)),
        quote(3, "we will not renew stall permits for agitators", speaker=4,
              speaker_name="Harbormaster T. Osei",
              same_words=(SameWords(pin(3), Verdict.NOT_FOUND, 0, ""),)),
        quote(4, "take the boxes away before Friday", speaker=None, speaker_name=None,
              speaker_words=None, certainty=Certainty.UNATTRIBUTED, pin=pin(6, 40, 30, None)),
    ]  # fmt: skip


def sample_dates() -> list[DateRow]:
    return [
        date(1, "March 2, 2026", "2026-03-02", "On March 2, 2026, the Commission adopted the display "
             "rule at its regular meeting.", state=ReviewState.ACCEPTED),
        date(2, "the next day", "2026-03-03", "The next day, employees removed eleven boxes from Pier 4.",
             basis=Basis.RELATIVE, anchor="2026-03-02"),
        date(3, "March 2026", "2026-03", "The permits lapsed in March 2026.",
             earliest=dt.date(2026, 3, 1), latest=dt.date(2026, 3, 31)),
        date(4, "03/07/2026", "2026-03-07", "Stamped 03/07/2026.", basis=Basis.AMBIGUOUS,
             alternatives=("2026-07-03",), pin=pin(6, 20, 10, None)),
        date(5, "over the winter", None, "Talks went on over the winter."),
    ]  # fmt: skip


def sample_card(case, row: PartyRow) -> PartyCard:
    """Return a card with something in every section."""

    def mentions(number, count):
        places = (pin(number, 100 + 400 * step, 8, str(12 + step)) for step in range(count))
        return tuple(CardMention(place, row.name, added=False) for place in places)

    papers = (
        InDocument(1, "Compl.", row.name, row.kind, row.role, None, PartySource.CAPTION, "",
                   mentions(1, 9)),
        InDocument(3, "Answer", row.name.upper(), row.kind, row.role, "in its official capacity",
                   PartySource.CAPTION, "same name", mentions(3, 2)),
    )  # fmt: skip
    names = (
        NameReason(row.name, "caption", 1),
        *(NameReason(name, "defined in ¶ 3", 1) for name in row.aliases),
    )
    others = [other for other in case.parties if other.id != row.id]
    return PartyCard(
        row, names, papers, tuple(others[:1]), tuple(case.quotes[:2]), tuple(case.quotes[2:3]),
        tuple(case.dates[:2]), tuple(Neighbour(other, 9 - other.id, 12) for other in others),
        case.merge_proposals(row.id),
    )  # fmt: skip


class FakeCase(FakeNotes, FakeExchange):
    """Answers at once, or waits for ``gate`` where a test sets one."""

    def __init__(self, folder: Path, name: str = "Larkspur Press v. Port Commission") -> None:
        self.folder = folder
        self.name = name
        self.case_id = "fake"
        self.is_protected = False
        self.rows = [document(number) for number in KINDS]
        self.parties = sample_parties()
        self.quotes = sample_quotes()
        self.dates = sample_dates()
        self.calls: list[tuple] = []
        self.quiet_calls: list[str] = []
        self.searches: list[KeptSearch] = []
        self.orders: list[SearchOrder] = []
        self.closed = False
        self.style = CiteStyle.BLUEBOOK
        self.called = ""
        self.searchable = True
        self.gate: threading.Event | None = None
        self.waiting = 0
        self.broken_archives = False
        self.scans_left = 0
        self.scan_gate: threading.Event | None = None
        self.words: tuple[PlacedWord, ...] = ()
        self.alike = [(1, 4, "same office"), (2, 6, "an account with its name")]
        self.different: set[tuple[int, int]] = set()
        self.told: dict[Ref, RowEvidence] = {}
        self.begin_notes()
        self.begin_exchange()
        # What each finding is linked to; a finding is always linked to itself.
        self.views: list[SavedView] = []
        self.links: dict[Ref, set[Ref]] = {
            Ref(RefType.PARTY, 1): {Ref(RefType.PARTY, 2), Ref(RefType.QUOTE, 1),
                                    Ref(RefType.QUOTE, 2), Ref(RefType.DATE, 1)},
            Ref(RefType.QUOTE, 1): {Ref(RefType.PARTY, 1), Ref(RefType.DATE, 1)},
            Ref(RefType.QUOTE, 2): {Ref(RefType.PARTY, 1)},
            Ref(RefType.DATE, 1): {Ref(RefType.PARTY, 1), Ref(RefType.QUOTE, 1)},
        }  # fmt: skip

    def close(self) -> None:
        self.closed = True

    def cite_style(self) -> CiteStyle:
        return self.style

    def set_cite_style(self, style: CiteStyle) -> None:
        self.calls.append(("set_cite_style", style))
        self.style = style

    def documents(self):
        return tuple(self.rows)

    def document(self, document: int):
        return next(row for row in self.rows if row.id == document)

    def source(self, document: int) -> SourceText:
        return SourceText("".join(chr(97 + place % 26) for place in range(5000)))

    def readable_original(self, document: int) -> Path:
        return self.original(document)

    def original(self, document: int) -> Path:
        return self.folder / "documents" / self.document(document).stored_name

    def set_document(self, document: int, **changes) -> None:
        self.calls.append(("set_document", document, changes))
        self.rows = [replace(row, **changes) if row.id == document else row for row in self.rows]

    def has_been_read(self) -> bool:
        return True

    def first_view(self, asked: Question | None = None) -> LinkedView | None:
        return None

    def first_events(self, wanted: object) -> object:
        """Return nothing: it is a small case."""
        return None

    def make_ready(self) -> None:
        self.quiet_calls.append("make_ready")

    def take_in(self) -> bool:
        self.quiet_calls.append("take_in")
        return True

    def keep_daily_copy(self) -> None:
        self.quiet_calls.append("keep_daily_copy")

    def view(self, asked=(), *, include_rejected: bool = False) -> LinkedView:
        """Answer by the links alone: of days, kinds, tags and relations the case itself knows more."""
        if self.gate is not None:
            assert self.gate.wait(10)
        question = as_question(asked)
        refs, join = question.refs, any if question.either else all

        def kept(rows):
            chosen = [
                row
                for row in rows
                if row.ref in refs
                or not refs
                or join(row.ref in self.links.get(ref, ()) for ref in refs)
            ]
            relation = Relation(RelationKind.SAME_PARAGRAPH, 11) if refs else None
            return tuple(
                row if row.ref in refs else replace(row, relation=relation)
                for row in chosen
                if (include_rejected or row.state is not ReviewState.REJECTED)
                and (not question.unreviewed or row.state is ReviewState.SUGGESTED)
            )

        everything = (*self.parties, *self.quotes, *self.dates)
        totals = Totals(
            len(self.parties), len(self.quotes), len(self.dates),
            sum(row.state is ReviewState.SUGGESTED for row in everything),
        )  # fmt: skip
        there = {row.ref for row in everything} | {row.ref for row in self.rows}
        lost = tuple(ref for ref in refs if ref not in there)
        parties, quotes, dates = kept(self.parties), kept(self.quotes), kept(self.dates)
        papers = None if question.is_everything else Counter(
            row.pin.document for row in (*quotes, *dates)
        )  # fmt: skip
        return LinkedView(question, parties, quotes, dates, totals, papers, lost)

    def stretches(self):
        return stretches_of(self.dates)

    def relation_counts(self, asked, *, include_rejected: bool = False):
        view = self.view(asked, include_rejected=include_rejected)
        return Counter(
            row.relation.kind for row in (*view.parties, *view.quotes, *view.dates) if row.relation
        )

    def constraint_names(self, constraints):
        names = {}
        for each in constraints:
            if isinstance(each, Ref):
                with contextlib.suppress(NoSuchFinding, StopIteration):
                    names[each] = self.label(each)
            elif isinstance(each, Tagged):
                names[each] = each.tag
        return names

    def evidence(self, asked, refs):
        self.calls.append(("evidence", asked, refs))
        return {ref: self.told[ref] for ref in refs if ref in self.told}

    def evidence_places(self, asked, ref):
        if ref in self.told:
            return (
                self.told[ref].pin,
                *(pin(2, 300 + 50 * at) for at in range(self.told[ref].others)),
            )
        row = self._find(ref)
        return self.mentions(row.id) if ref.type is RefType.PARTY else (row.pin,)

    def side_by_side(self, one, other):
        self.calls.append(("side_by_side", one, other))
        names = tuple(
            self._find(ref).name if ref.type is RefType.PARTY else KINDS[ref.id][0]
            for ref in (one, other)
        )
        views = [self.view((ref,)) for ref in (one, other)]
        both = Share((self.parties[4],), tuple(self.quotes[:1]), ())
        only = tuple(
            Share(
                tuple(row for row in view.parties if row.ref not in (one, other)),
                tuple(row for row in view.quotes if row.id > 2),
                view.dates,
            )
            for view in views
        )
        joins = () if one.type is RefType.DOCUMENT else (pin(1, 500, 30, "12"), pin(3, 80, 12, "7"))
        rows = tuple(HitRow(place, "Both met on the quay.", (Span(0, 4),), ()) for place in joins)
        about = ((self.quotes[1],), ()) if joins else ((), ())
        meetings = tuple(Evidence(place, ()) for place in joins)
        return SideBySide((one, other), names, only, both, about, meetings), rows

    def same_word_groups(self):
        return {1: 1, 2: 1}

    def issues(self):
        return ()

    def saved_views(self) -> tuple[SavedView, ...]:
        return tuple(self.views)

    def save_view(self, name: str, question: Question, *, compares: bool = False) -> int:
        names = tuple(self.constraint_names(question.constraints).items())
        self.views.append(SavedView(len(self.views) + 1, name, question, names, compares))
        return len(self.views)

    def rename_view(self, number: int, name: str) -> None:
        self.views = [
            replace(each, name=name) if each.id == number else each for each in self.views
        ]

    def remove_view(self, number: int) -> None:
        self.views = [each for each in self.views if each.id != number]

    def highlights(self, document: int):
        return ()

    def _find(self, ref: Ref):
        for row in (*self.parties, *self.quotes, *self.dates):
            if row.ref == ref:
                return row
        raise NoSuchFinding("It is no longer in the case.")

    def party(self, number: int):
        return self._find(Ref(RefType.PARTY, number))

    def quote(self, number: int):
        return self._find(Ref(RefType.QUOTE, number))

    def date(self, number: int):
        return self._find(Ref(RefType.DATE, number))

    def mentions(self, party: int):
        return tuple(pin(1, 10 * party + 400 * step, 8) for step in range(3))

    def label(self, ref: Ref) -> str:
        if ref.type is RefType.DOCUMENT:
            return self.document(ref.id).short_name
        row = self._find(ref)
        if isinstance(row, DateRow):
            return expression_words(row.text, row.value, row.operator)
        return row.name if isinstance(row, PartyRow) else row.text

    def _set_state(self, refs, state) -> None:
        for name in ("parties", "quotes", "dates"):
            rows = getattr(self, name)
            changed = [replace(row, state=state) if row.ref in refs else row for row in rows]
            setattr(self, name, changed)

    def accept(self, refs) -> None:
        self.calls.append(("accept", tuple(refs)))
        self._set_state(refs, ReviewState.ACCEPTED)

    def reject(self, refs) -> None:
        self.calls.append(("reject", tuple(refs)))
        self._set_state(refs, ReviewState.REJECTED)

    def edit_party(self, number: int, **changes) -> None:
        self.calls.append(("edit_party", number, changes))

    def edit_parties(self, numbers, **changes) -> None:
        self.calls.append(("edit_parties", tuple(numbers), changes))

    def edit_quote(self, number: int, *, speaker) -> None:
        self.calls.append(("edit_quote", number, speaker))

    def edit_quotes(self, numbers, *, speaker) -> None:
        self.calls.append(("edit_quotes", tuple(numbers), speaker))
        name = next((row.name for row in self.parties if row.id == speaker), None)
        self.quotes = [
            replace(row, speaker=speaker, speaker_name=name, state=ReviewState.EDITED)
            if row.id in numbers
            else row
            for row in self.quotes
        ]

    def edit_date(self, number: int, *, value: str) -> None:
        self.calls.append(("edit_date", number, value))

    def switch_reading(self, number: int) -> None:
        self.calls.append(("switch_reading", number))
        row = self.date(number)
        other = replace(row, value=row.alternatives[0], alternatives=(row.value,))
        self.dates = [other if each is row else each for each in self.dates]

    def merge_parties(self, keep: int, *others: int) -> None:
        self.calls.append(("merge_parties", keep, *others))
        self.parties = [row for row in self.parties if row.id not in others]

    def accept_proposal(self, proposal) -> None:
        self.calls.append(("accept_proposal", proposal.keep.id, proposal.other.id))
        self.parties = [row for row in self.parties if row.id != proposal.other.id]

    def not_the_same(self, one: int, other: int) -> None:
        self.calls.append(("not_the_same", one, other))
        self.different.add((one, other))

    def merge_proposals(self, party: int | None = None):
        known = {row.id: row for row in self.parties}
        return tuple(
            MergeProposal(known[keep], known[other], reason, 0.8)
            for keep, other, reason in self.alike
            if keep in known and other in known and (keep, other) not in self.different
            and party in (None, keep, other)
        )  # fmt: skip

    def split_party(self, party: int, *, documents=(), names=(), to=None) -> int:
        self.calls.append(("split_party", party, tuple(documents), tuple(names), to))
        return to or party

    def add_party(self, document: int, span, kind, role=None, *, name=None) -> int:
        self.calls.append(("add_party", document, span, kind, role, name))
        self.parties.append(party(99, name, kind=kind, role=role, added=True))
        return 99

    def add_mention(self, party: int, document: int, span) -> None:
        self.calls.append(("add_mention", party, document, span))

    def remove_mention(self, document: int, span) -> None:
        self.calls.append(("remove_mention", document, span))

    def party_card(self, number: int):
        return sample_card(self, self.party(number))

    def in_context(self, pins):
        self.calls.append(("in_context", len(pins)))
        return tuple(
            HitRow(place, f"On the third day the Port closed the quay (sentence {place.span.start}).",
                   (Span(21, 25),), (place.span,))
            for place in pins
        )  # fmt: skip

    def together(self, one: int, other: int):
        return (pin(1, 700, 60), pin(3, 800, 60))

    def review_queue(self, asked=None, only=None, limit=None):
        return fake_review.queue(self, asked or ReviewFilter(), only, limit)

    def review_item(self, ref: Ref):
        return fake_review.item(self, ref)

    def alike_to(self, ref: Ref):
        return fake_review.alike(self, ref)

    def review_progress(self):
        return fake_review.progress(self)

    def undo(self):
        self.calls.append(("undo",))
        return "accepted Port Commission"

    def redo(self):
        self.calls.append(("redo",))

    def steps(self) -> Steps:
        return Steps("Accepted Port Commission", None)

    def history(self, limit: int = 200, asked=None):
        return fake_review.history(self, limit, asked)

    def people(self) -> tuple[str, ...]:
        return ("A. Marsh", "ab")

    def person(self) -> Person:
        return Person(self.called or "ab", "ab")

    def be_called(self, name: str) -> None:
        self.calls.append(("be_called", name))
        self.called = name

    def travels(self, change: int) -> tuple[int, int]:
        return 3 - change, change

    def undo_since(self, change: int) -> tuple[str, ...]:
        self.calls.append(("undo_since", change))
        return ("one", "two")

    def redo_until(self, change: int) -> tuple[str, ...]:
        self.calls.append(("redo_until", change))
        return ("one",)

    def suggest(self, typed: str, *, limit: int = 10) -> tuple[Suggestion, ...]:
        words = [word for word in ("permit", "permission", "commission") if word.startswith(typed)]
        return tuple(
            Suggestion(SuggestionKind.WORD, word, word, "2 papers") for word in words[:limit]
        )

    def note_search(self, query: str) -> None:
        self.calls.append(("note search", query))

    def search_history(self, limit: int = 50) -> tuple[KeptSearch, ...]:
        return tuple(self.searches)

    def saved_searches(self) -> tuple[KeptSearch, ...]:
        return tuple(each for each in self.searches if each.name)

    def save_search(self, name: str, query: str) -> int:
        self.searches.append(
            KeptSearch(len(self.searches) + 1, query, name, dt.datetime.now(dt.UTC))
        )
        return len(self.searches)

    def forget_search(self, number: int) -> None:
        self.searches = [each for each in self.searches if each.id != number]

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        typing: bool = False,
        order: SearchOrder = SearchOrder.RELEVANCE,
    ) -> SearchResults:
        self.calls.append(("search", query))
        self.orders.append(order)
        snippet = "The Commission removed eleven boxes from Pier 4 and placed them in a yard."
        hits = tuple(
            HitRow(pin(1, 50 * step, 8), snippet, (Span(4, 14),), (Span(50 * step, 50 * step + 8),))
            for step in range(3)
        )
        found = (DocumentHits(document(1), 3, hits), DocumentHits(document(5), 9, hits[:1]))
        warnings = ("“the” is too common to search for.",) if "the" in query.split() else ()
        facets = (
            Facet("kind", "order", "kind:order", 1),
            Facet("party", "Port Commission", 'party:"Port Commission"', 1),
        )
        return SearchResults(query, query.upper(), warnings, found, 12, facets)

    def find_in(self, document: int, query: str, *, typing: bool = False) -> FoundInDocument:
        """Find each word in the text, a word's beginning while it is typed; "elsewhere" is in two papers."""
        self.calls.append(("find in", document, query, typing))
        text, words = self.source(document).text, query.strip('"')
        end = "" if typing and words == query else r"(?!\w)"
        found = re.finditer(rf"(?<!\w){re.escape(words)}{end}", text, re.IGNORECASE)
        hits = tuple((Span(*match.span()),) for match in found)
        elsewhere = 2 if words == "elsewhere" else 0
        return FoundInDocument(
            document, query, f"“{words}”", (), hits, len(hits), elsewhere, self.searchable
        )

    def checking(self):
        self.calls.append(("check",))
        yield from self.steps_of_check
        return self.problems

    def look_at_originals(self, today, most):
        self.calls.append(("look at originals", today, most))
        yield from self.looks

    def cautions(self):
        return ()

    def backing_up(self, file: Path, protection=None):
        self.calls.append(("backup", file, protection))
        yield Progress(1, 1, "Written")

    def ingest(self, paths, *, kind=None, date=None, passwords=None, members=None):
        paths = list(paths)
        self.calls.append(("ingest", paths, dict(passwords or {})))
        if members:
            self.calls.append(("members", dict(members)))
        yield Progress(0, len(paths), "Looking", waiting=tuple(str(path) for path in paths))
        for number, path in enumerate(paths):
            yield Progress(
                number, len(paths), f"Reading {path.name}", path=str(path), stage=Stage.READING
            )
            if self.gate is not None:
                self.waiting += 1
                assert self.gate.wait(10)
            locked = path.suffix == ".locked" and str(path) not in (passwords or {})
            failed = path.suffix == ".bad" or locked
            sentence = f"{path.name} is damaged." if failed else f"{path.name} was imported."
            status = "failed" if failed else "imported"
            outcome = FileOutcome(str(path), status, sentence, None if locked else 1, locked)
            yield Progress(number + 1, len(paths), sentence, outcome, 1)

    def archives(self, paths):
        return tuple(path for path in paths if path.suffix == ".zip")

    def archive_contents(self, path: Path, password: str | None = None):
        self.calls.append(("archive_contents", path, password))
        if self.broken_archives:
            raise DamagedFile("This archive is damaged.")
        locked = None if password == "right" else "It is locked with a password."
        return (
            ArchiveMember("Vol 1/a.pdf", 2_400_000, "PDF"),
            ArchiveMember("Vol 1/b.docx", 24_000, "Word"),
            ArchiveMember("Vol 2/inner.zip → c.eml", 900, "E-mail"),
            ArchiveMember("Vol 2/d.pdf", 900, "PDF", locked, locked=locked is not None),
            ArchiveMember("../../evil.pdf", 900, "PDF", "Its name leads out of the archive."),
        )

    def unlock(self, document: int, password: str):
        self.calls.append(("unlock", document, password))
        right = password == "right"
        path = self.document(document).original_path
        yield Progress(0, 1, "Reading", path=path, stage=Stage.READING)
        if right:
            self.rows = [
                replace(row, state=DocumentState.READY, locked=False) if row.locked else row
                for row in self.rows
            ]
        outcome = FileOutcome(
            path, "imported" if right else "failed", "Told.", document, locked=not right
        )
        yield Progress(1, 1, "Told.", outcome, document)

    def read_again(self, document: int):
        self.calls.append(("read_again", document))
        path = self.document(document).original_path
        yield Progress(0, 1, "Reading", path=path, stage=Stage.READING)
        yield Progress(1, 1, "Read.", FileOutcome(path, "imported", "Read.", document), document)

    def pages_to_read(self) -> int:
        return self.scans_left

    def read_scans(self, engine: str = "rapidocr", *, retry: bool = False):
        self.calls.append(("read_scans", engine, *(["retry"] if retry else [])))
        total = self.scans_left
        while self.scans_left:
            done = total - self.scans_left
            yield Progress(
                done, total, f"Reading page {done + 1} of {total} of “Motion” by machine"
            )
            if self.scan_gate is not None:
                assert self.scan_gate.wait(10)
            self.scans_left -= 1
            yield Progress(done + 1, total, "Read", document=6)

    def machine_words(self, document: int):
        return self.words if document == 6 else ()

    index_wanting = False
    index_steps: tuple[Progress, ...] = ()
    steps_of_check: tuple[Progress, ...] = ()
    problems: tuple[Problem, ...] = ()
    looks: tuple[Progress, ...] = ()

    def keep_index(self):
        self.calls.append(("keep_index",))
        self.index_wanting = False
        yield from self.index_steps

    def unfinished(self) -> int:
        return 0

    def resume(self):
        yield from ()
