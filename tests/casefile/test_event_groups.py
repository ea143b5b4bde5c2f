"""Which events are one and which disagree: by tables of made-up sentences, and by labels of real papers."""

import datetime as dt
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.event_groups import propose, tell_apart
from casefile.event_records import EventRow, Leaning, Standing
from casefile.event_words import stem, telling
from casefile.records import DateRow, ReviewState
from extraction.extract import extract
from extraction.findings import Basis, EventKind
from importers.source_text import Place, Span, Zone
from tests.casefile.helpers import FakeWorkers, paper, really_read
from tests.casefile.rows import document_row

_NOWHERE = Place(None, None, None, None, None, None)
_NAMES = {1: frozenset({"osei"}), 2: frozenset({"lund"}), 3: frozenset({"harbor", "trust"})}


def event(number, text, value, document=1, **changes):
    """Return an event; ``value`` is a day, a month, or first and last day."""
    first, _, last = value.partition("/")
    if len(first) == 7:
        start = dt.date.fromisoformat(f"{first}-01")
        end = (start + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
    else:
        start = dt.date.fromisoformat(first)
        end = dt.date.fromisoformat(last or first)
    date = {
        "operator": changes.pop("operator", None),
        "alternatives": changes.pop("alternatives", ()),
        "state": changes.pop("state", ReviewState.SUGGESTED),
        "text": changes.pop("day", value),
    }
    row = DateRow(
        id=number,
        value=value,
        earliest=start,
        latest=end,
        basis=Basis.STATED,
        anchor=None,
        reason="",
        zone=Zone.BODY,
        sentence=text,
        confidence=0.9,
        pin=document_row(document).pin(Span(number, number + 1), _NOWHERE),
        **date,
    )
    parties = tuple(
        party
        for party, words in _NAMES.items()
        if words & {stem(word) for word in text.lower().replace(".", "").split()}
    )
    known = {
        "date": row, "kind": EventKind.EVENT, "kind_given": False, "text": text, "short": None,
        "parties": parties, "quotes": (), "standing": Standing.OPEN, "standing_given": False,
        "responses": (), "leaning": Leaning.NONE, "tags": (), "group": number,
    }  # fmt: skip
    return EventRow(**{**known, **changes})


def story(*rows, given=None, quoted=()):
    proposals = propose(rows, lambda party: _NAMES[party], quoted)
    return tell_apart(rows, given or {}, proposals)


# What else the case holds, so that words have their weights.
REST = [
    event(90 + at, text, f"2019-0{at + 1}-10", 9)
    for at, text in enumerate(
        (
            "The board met at the harbor and elected a new chair.",
            "A storm damaged the roof of the warehouse on the pier.",
            "Osei wrote to Lund about the payment of the rent.",
            "The court granted the motion and ordered a new hearing.",
            "Lund paid the invoice by check and sent a receipt.",
            "The union called a strike at the pier.",
        )
    )
]

D, M = "2020-03-05", "2020-03"
PAIRS = [
    # in two papers, one day
    ("Lund terminated the lease of the pier.", D, "Lund terminated the lease.", D, 2, "same"),
    ("Lund terminated the lease of the pier without notice.", D,
     "The lease was terminated without any notice by Lund.", D, 2, "same"),
    ("Two guards carried Osei from the warehouse.", D,
     "Guards had carried him out of the warehouse, he said.", D, 2, "same"),
    ("Lund terminated the lease of the pier.", D, "Osei bought a boat.", D, 2, "neither"),
    ("Lund terminated the lease of the pier.", D, "The board met and elected Lund chair.", D, 2, "neither"),
    ("Lund was arrested for theft at the station.", D, "Osei was arrested.", D, 2, "neither"),
    # in one paper
    ("Guards carried Osei out of the burning warehouse.", D,
     "As told above, guards carried Osei out of the burning warehouse.", D, 1, "same"),
    ("Osei marched peacefully against the planned closing.", D,
     "Lund marched peacefully against the planned closing.", D, 1, "neither"),
    ("The first boat left the pier at dawn with coal.", D,
     "The second boat left the pier at dawn with coal.", D, 1, "neither"),
    ("Guards searched the cell.", D, "Guards searched the kitchen for knives and drugs.", D, 1, "neither"),
    # stretches of time
    ("Lund terminated the lease of the pier.", M, "Lund terminated the lease of the pier.", D, 2, "same"),
    ("Lund wrote a letter about the lease.", M, "Lund bought a boat in a hurry.", D, 2, "neither"),
    ("Osei lived on the pier in a rented boat.", "2020-01-01/2020-12-31",
     "Osei sold a rented boat.", D, 2, "neither"),
    # other days
    ("Guards carried Osei out of the burning warehouse.", "2020-03-06",
     "On that day guards carried Osei out of the burning warehouse.", D, 2, "conflict"),
    ("Lund terminated the lease of the pier by letter.", "2020-03-15",
     "By letter Lund terminated the lease of the pier.", D, 2, "conflict"),
    ("Lund terminated the lease of the pier by letter.", "2020-04",
     "By letter Lund terminated the lease of the pier.", D, 2, "conflict"),
    ("Lund terminated the lease of the pier by letter.", M,
     "Lund did terminate the lease of the pier by letter.", D, 2, "same"),
    ("Guards carried Osei out of the burning warehouse.", "2020-03-06",
     "Guards carried Lund out of the burning warehouse.", D, 2, "neither"),
    ("Guards carried Osei out of the burning warehouse.", "2020-03-06",
     "Guards carried Osei out of the burning warehouse.", D, 1, "neither"),
    ("Lund called Osei.", "2020-03-06", "Lund called Osei.", D, 1, "neither"),
    ("Lund paid the rent of the pier by check.", "2018-03-06",
     "Lund paid the rent of the pier by check.", "2020-03-06", 2, "neither"),
]  # fmt: skip


def verdict(found, one, other):
    if found.groups.get(one, one) == found.groups.get(other, other):
        return "same"
    pairs = {frozenset((each.one, each.other)) for each in found.conflicts}
    return "conflict" if frozenset((one, other)) in pairs else "neither"


@pytest.mark.parametrize(("text", "day", "other", "other_day", "paper", "label"), PAIRS)
def test_two_accounts(text, day, other, other_day, paper, label):
    rows = [event(1, text, day), event(2, other, other_day, paper), *REST]
    assert verdict(story(*rows), 1, 2) == label
    assert verdict(story(*reversed(rows)), 1, 2) == label


def test_the_likest_account_of_a_day_is_taken():
    rows = [
        event(1, "The guards locked the gate and carried Osei away.", D),
        event(2, "Guards carried Osei away from the gate.", D, 2),
        event(3, "The gate was painted by guards.", D, 2),
        *REST,
    ]
    assert verdict(story(*rows), 1, 2) == "same"
    assert verdict(story(*rows), 1, 3) == "neither"


def test_before_and_after_a_day_is_not_the_day():
    one = event(1, "Guards carried Osei out of the burning warehouse.", D)
    text = "Afterwards guards carried Osei out of the burning warehouse."
    for operator, label in ((None, "same"), ("around", "same"), ("after", "neither")):
        assert verdict(story(one, event(2, text, D, 2, operator=operator), *REST), 1, 2) == label


def test_what_recurs_on_many_days_is_in_conflict_with_nothing():
    searches = [
        event(at, "Guards searched the cell of Osei and took letters.", f"2020-03-0{at}")
        for at in (1, 2, 3)
    ]
    other = event(9, "Guards searched the cell of Osei and took some letters.", "2020-04-09", 2)
    assert story(*searches, other, *REST).conflicts == ()


def test_an_account_that_has_its_fellow_disagrees_with_nothing():
    rows = [
        event(1, "The claim of Osei was presented to the board.", "2020-03-05"),
        event(2, "The claim of Osei was presented to the board again.", "2020-05-05", 2),
        event(3, "The claim of Osei was presented to the board.", "2020-03-05", 2),
        *REST,
    ]
    found = story(*rows)
    assert verdict(found, 1, 3) == "same" and found.conflicts == ()


def test_a_sentence_of_two_versions_that_differs_in_its_day_alone():
    one = event(1, "80. Osei was arrested on 2020-03-06 by agents.", "2020-03-06")
    other = event(2, "81. Osei was arrested on 2020-03-09 by agents.", "2020-03-09", 2)
    (conflict,) = story(one, other, *REST).conflicts
    assert (conflict.one, conflict.other) == (1, 2)
    assert conflict.reason == "the same sentence but for the day"
    again = event(3, "82. Osei was arrested on 2020-05-01 by agents.", "2020-05-01", 2)
    assert story(one, other, again, *REST).conflicts == ()
    short = event(4, "Closed on 2020-03-06.", "2020-03-06")
    assert story(short, event(5, "Closed on 2020-03-09.", "2020-03-09", 2)).conflicts == ()


def test_a_conflict_says_why():
    rows = [
        event(1, "Guards carried Osei out of the burning warehouse.", "2020-03-06"),
        event(2, "They say guards carried Osei out of the burning warehouse.", D, 2),
        *REST,
    ]
    (conflict,) = story(*rows).conflicts
    assert (conflict.one, conflict.other) == (1, 2)
    assert conflict.reason == "both tell of “burning”, “carried”, “Guards”, “warehouse”"
    assert story(*rows).conflicting == {1: (2,), 2: (1,)}


def test_the_same_figures_read_in_two_ways():
    rows = [
        event(1, "A review was set.", "2020-03-07", day="03/07/2020", alternatives=("2020-07-03",)),
        event(2, "The review is on it.", "2020-07-03", 2, day="03/07/2020", alternatives=("2020-03-07",)),
        event(3, "A boat left.", "2020-07-03", 3, day="03/07/2020", alternatives=("2020-03-07",)),
    ]  # fmt: skip
    (conflict,) = story(*rows).conflicts
    assert (conflict.one, conflict.other) == (1, 2)
    assert "“03/07/2020” is read as Mar. 7, 2020" in conflict.reason


def test_one_quotation_with_two_days():
    rows = [
        event(1, "Come on Friday!", "2020-03-06"),
        event(2, "“Come on Friday!”", "2020-03-13", 2),
    ]
    (conflict,) = story(*rows, quoted=[(2, 1), (1, 2)]).conflicts
    assert conflict.reason == "the same quotation in both papers"
    assert story(*rows).conflicts == ()


def test_the_attorneys_word_goes_over_proposals():
    rows = [
        event(1, "Lund terminated the lease of the pier.", D),
        event(2, "Lund terminated the lease.", D, 2),
        event(3, "The board met without Lund.", "2020-06-01", 3),
        *REST,
    ]
    assert story(*rows).groups == {1: 1, 2: 1}
    assert story(*rows, given={2: 0}).groups == {}
    joined = story(*rows, given={2: 5, 3: 5})
    assert joined.groups == {1: 1, 2: 1, 3: 1}
    assert [each.reason for each in joined.conflicts] == ["you said that they are one event"]
    assert story(*rows, given={1: 4, 2: 5, 3: 5}).groups == {2: 2, 3: 2}


def test_rejected_events_are_in_no_group_and_no_conflict():
    rows = [
        event(1, "Lund terminated the lease of the pier.", D),
        event(2, "Lund terminated the lease.", D, 2, state=ReviewState.REJECTED),
    ]
    assert story(*rows, *REST).groups == {}


STEMS = [
    ("adopted", "adopts"), ("carried", "carry"), ("took", "take"), ("printing", "printed"),
    ("racks", "rack"), ("wrote", "write"), ("stopped", "stop"), ("boxes", "box"), ("notices", "notice"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), STEMS)
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


def test_telling_words_leave_out_days_and_little_words():
    words = telling(
        "12. On the 3rd of March 2020, a Friday, Lund’s guards carried 340 copies away."
    )
    assert words == {"lund", "guard", "carry", "340", stem("copies"), "away"}


# ------------------------------------------------------------------------------- labelled papers

_SAMPLE = {
    "dispatch": "2026-03-06 Dispatch - Ferry quarrel.txt",
    "courier": "2026-03-14 Courier - Ferry sues city.html",
    "complaint": "Complaint.pdf",
    "order": "Order on TRO.docx",
    "summons": "Summons - Authority.pdf",
}
_SHARED = {
    "iqbal1": "iqbal-first-amended-complaint.pdf",
    "iqbal2": "iqbal-second-amended-complaint.pdf",
    "exam": "exam-2016-complaint.pdf",
}
_FOLDER = Path(__file__).parents[2] / "resources/sample/papers"


class Real(FakeWorkers):
    """The real importers and extractors, in this process."""

    def read(self, path, context, key=None):
        return really_read(path, key)

    def extract(self, document, context):
        return extract(document, context)


def labelled(papers, tmp_path, names):
    """Return what is said of each labelled pair of these papers, and how many conflicts there are in all."""
    rows = [
        line.split("\t")
        for line in (Path(__file__).parent / "labels/events.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
        if not line.startswith("#")
    ]
    workers = Real()
    with Case.create(tmp_path / "Labels", workers, local=tmp_path / "local") as case:
        list(case.ingest(papers))
        stems = dict(zip((row.id for row in case.documents()), names, strict=True))
        found = case.chronology()
        keys: dict[str, int] = {}
        for row in sorted(found.rows, key=lambda row: (row.pin.document, row.pin.span)):
            place = row.pin.place.first_paragraph or ""
            value = (row.date.value or "").split("/")[0].rstrip("~")[:10]
            for at in range(1, 9):
                key = f"{stems[row.pin.document]}:{place}:{value}:{at}"
                if key not in keys:
                    keys[key] = row.id
                    break
        groups = {row.id: row.group for row in found.rows}
        pairs = {frozenset((each.one, each.other)) for each in found.conflicts}
        said = []
        for one, other, label in rows:
            if one.split(":")[0] in names and other.split(":")[0] in names:
                first, second = keys[one], keys[other]
                told = "same" if groups[first] == groups[second] else "neither"
                if frozenset((first, second)) in pairs:
                    told = "conflict"
                said.append((one, other, label, told))
        count = len(found.conflicts)
    workers.close()
    return said, count


def measured(said):
    same = [(label, told) for *_, label, told in said if "same" in (label, told)]
    right = sum(label == told for label, told in same)
    precision = right / max(1, sum(told == "same" for _, told in same))
    recall = right / max(1, sum(label == "same" for label, _ in same))
    return precision, recall


def test_labelled_events_of_the_sample_case(tmp_path):
    said, conflicts = labelled(
        [_FOLDER / name for name in _SAMPLE.values()], tmp_path, list(_SAMPLE)
    )
    assert len(said) >= 40
    precision, recall = measured(said)
    wrong = [row for row in said if row[2] != row[3]]
    assert precision == 1.0, wrong
    assert recall >= 0.6, wrong
    assert {row[3] for row in said if row[2] == "conflict"} == {"conflict"}, wrong
    assert not [row for row in wrong if row[3] == "conflict"]
    assert conflicts == 4


def test_labelled_events_of_pleadings(tmp_path, shared):
    folder = shared / "documents/pleadings"
    said, conflicts = labelled(
        [folder / name for name in _SHARED.values()], tmp_path, list(_SHARED)
    )
    assert len(said) >= 40
    precision, recall = measured(said)
    wrong = [row for row in said if row[2] != row[3]]
    assert precision >= 0.95, wrong
    assert recall >= 0.9, wrong
    assert conflicts == 0


def test_a_new_day_of_a_paper_resolves_all_that_is_counted_from_it(tmp_path):
    text = (
        "Ferry news\n\nThe harbor board met on Thursday and closed the berth. Two days later the ferry was"
        " sold to Lund Holdings. It had been built on May 5, 2020, by a yard in Maine.\n"
    )
    source = paper(tmp_path / "in", "Ferry news.txt", text)
    workers = Real()
    with Case.create(tmp_path / "Day", workers, local=tmp_path / "local") as case:
        list(case.ingest([source]))

        def days():
            return [str(row.earliest) for row in case.chronology().rows]

        case.set_document(1, date=dt.date(2026, 3, 7))
        assert days() == ["2020-05-05", "2026-03-05", "2026-03-07"]
        met = case.chronology().rows[1]
        case.accept([met.date.ref])
        case.edit_event([met.id], short="Berth closed", standing=Standing.DISPUTED)
        case.set_document(1, date=dt.date(2026, 3, 14))
        assert days() == ["2020-05-05", "2026-03-12", "2026-03-14"]
        moved = case.chronology().rows[1]
        assert (moved.id, moved.words, moved.standing) == (
            met.id,
            "Berth closed",
            Standing.DISPUTED,
        )
        assert moved.state is ReviewState.ACCEPTED
        case.undo()
        assert days() == ["2020-05-05", "2026-03-05", "2026-03-07"]
    workers.close()
