"""What colleagues ask a case all day: searches, linked views, the reader, lists, reports. Nothing changes."""

import datetime as dt
from itertools import islice
from pathlib import Path

from benchmarks.load.colleague import Colleague
from benchmarks.load.decisions import tagged_with
from casefile.questions import Constraint, Days, OnIssue, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from casefile.review_records import ReviewFilter
from casefile.search_records import SearchOrder
from extraction.findings import DocumentKind
from reports.binder import make_binder
from reports.binder_choice import BinderChoice
from reports.export import export
from reports.options import ReportOptions

__all__ = ["ASKED", "typed"]

_REPORTS = ("chronology", "parties", "quotes", "documents", "hits")
_SUFFIXES = (".docx", ".xlsx", ".pdf", ".csv", ".json", ".html")


def typed(who: Colleague) -> str:
    """Return a query about words that a paper of the case has."""
    paper = who.any.choice(who.rows.papers)
    text = who.case.source(paper).text

    def words(count: int) -> str:
        return " ".join(who.words_of(paper, count).of(text).replace('"', "").split())

    one, other = words(1), words(1)
    return who.any.choice(
        (
            one,
            f'"{words(3)}"',
            f"{one} AND {other}",
            f"{one} w/10 {other}",
            f"{one[:5]}*",
            f"{one} AND kind:email",
            f'party:"{who.any.choice(who.rows.names)}"',
            "date:2021-03",
            f"{one} OR {words(1)} NOT {other}",
            f'tag:"{tagged_with(who)}"',
        )
    )


def search(who: Colleague) -> None:
    """Search, and look into a paper that was found."""
    query, order = typed(who), who.any.choice(list(SearchOrder))

    def work() -> None:
        found = who.case.search(query, order=order)
        if found.documents:
            who.case.find_in(found.documents[0].document.id, query)

    who.ask("search", work)


def type_search(who: Colleague) -> None:
    """Type a word letter by letter."""
    word = typed(who).split()[0]

    def work() -> None:
        for end in range(2, min(len(word), 6)):
            who.case.suggest(word[:end])
            who.case.search(word[:end], typing=True, limit=20)

    who.ask("search while typing", work)


def keep_search(who: Colleague) -> None:
    """Remember a search, and save one under a name."""
    query = typed(who)
    who.ask("note a search", lambda: who.case.note_search(query))
    who.ask("save a search", lambda: who.case.save_search(who.any.choice(("A", "B", "C")), query))


def _constraints(who: Colleague) -> list[Constraint]:
    day = dt.date(2019, 1, 1) + dt.timedelta(days=who.any.randrange(2000))
    party = who.party()
    found: list[Constraint] = [
        who.finding(),
        Ref(RefType.DOCUMENT, who.any.choice(who.rows.papers)),
        Days(day, day + dt.timedelta(days=30)),
        PaperKind(who.any.choice(list(DocumentKind))),
        Tagged(tagged_with(who)),
    ]
    found += [Ref(RefType.PARTY, party)] * 3 if party is not None else []
    found += [OnIssue(row.id) for row in who.case.issues()[:1]]
    return found


def linked_view(who: Colleague) -> None:
    """Ask what is linked, with the evidence of the rows on screen."""
    chosen = who.any.sample(_constraints(who), who.any.choice((1, 1, 2, 3)))
    relations = frozenset(who.any.sample(list(RelationKind), 2)) if who.any.random() < 0.2 else None
    question = Question(
        tuple(dict.fromkeys(chosen)),
        either=who.any.random() < 0.3,
        relations=relations or frozenset(),
        unreviewed=who.any.random() < 0.1,
    )

    def work() -> None:
        view = who.case.view(question)
        rows = [row.ref for row in (*islice(view.quotes, 15), *islice(view.dates, 15))]
        who.case.evidence(question, rows)

    who.ask("linked view", work)


def everything(who: Colleague) -> None:
    """Ask for all rows, and what each relation would leave."""
    party = who.party()
    who.ask("everything", who.case.view)
    if party is not None:
        asked = [Ref(RefType.PARTY, party)]
        who.ask("relations counted", lambda: who.case.relation_counts(asked))


def read(who: Colleague) -> None:
    """Open a paper at a place: its text, its findings, a page's picture, boxes."""
    paper = who.any.choice(who.rows.papers)

    def work() -> None:
        row = who.case.document(paper)
        who.case.source(paper)
        found = who.case.highlights(paper)
        who.case.own_words(paper)
        if row.media_type == "application/pdf":
            page = who.any.randint(1, row.pages)
            who.case.page_image(paper, page, 1.0)
            who.case.boxes(paper, page, [each.span for each in found[:20]])

    who.ask("open a paper", work)


def review(who: Colleague) -> None:
    """Go through the queue."""

    def work() -> None:
        kind = who.any.choice([None, RefType.PARTY, RefType.QUOTE, RefType.DATE])
        queue = who.case.review_queue(ReviewFilter(kind=kind), limit=200)
        for row in queue.rows[:3]:
            who.case.review_item(row.ref)
            who.case.alike_to(row.ref)

    who.ask("review queue", work)


def lists(who: Colleague) -> None:
    """Look at one of the lists of the case."""
    case, party = who.case, who.party()
    paper = who.any.choice(who.rows.papers)
    chosen = {
        "quote bank": case.quote_bank,
        "chronology": case.chronology,
        "network": case.party_network,
        "tags": case.tags,
        "notes": case.notes,
        "outline": case.issues,
        "own words": case.own_words,
        "cast": case.cast,
        "history": case.history,
        "merge proposals": lambda: case.merge_proposals(party),
        "stretches": case.stretches,
        "progress of the review": case.review_progress,
        "versions": case.version_groups,
        "deadlines": case.deadlines,
        "quotes of a paper": lambda: case.check_own_quotes([paper]),
        **({"party card": lambda: case.party_card(party)} if party is not None else {}),
    }
    name = who.any.choice(list(chosen))
    who.ask(name, chosen[name])


def report(who: Colleague, out: Path) -> None:
    """Write a report of some papers."""
    name, suffix = who.any.choice(_REPORTS), who.any.choice(_SUFFIXES)
    papers = frozenset(who.any.sample(who.rows.papers, min(25, len(who.rows.papers))))
    options = ReportOptions(documents=papers, query=typed(who) if name == "hits" else "", most=500)
    who.ask("report of 25 papers", lambda: export(who.case, name, out / f"report{suffix}", options))


def binder(who: Colleague, out: Path) -> None:
    """Make a binder of some short papers."""
    some = who.any.sample(who.rows.papers, min(40, len(who.rows.papers)))
    papers = [each for each in some if who.case.document(each).pages < 30][:6]
    choice = BinderChoice(title=who.new("Binder"), documents=tuple(papers))
    if papers:
        who.ask("binder of 6 papers", lambda: make_binder(who.case, out / "binder.pdf", choice))


ASKED = (
    (search, 20),
    (type_search, 5),
    (keep_search, 2),
    (linked_view, 25),
    (everything, 3),
    (read, 15),
    (review, 6),
    (lists, 14),
)
"""What is asked, how often."""
