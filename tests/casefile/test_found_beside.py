"""What a search finds beside the papers: quotations, parties by name, notes; and the attorney's tags."""

import datetime as dt

import pytest

from casefile.found_beside import Beside
from casefile.records import Ref, RefType
from index import memory
from index.query import parse
from tests.casefile.helpers import paper
from tests.casefile.test_notes import COMPANY, SAID, WITNESS, party, passage, quote

PORT, ACCOUNT = "Tidewater Port Commission", "@TidewaterPort"


def beside(case, query, **options):
    """The words of the quotations, the names of the parties, the texts of the notes."""
    found = case.search(query, **options)
    return (
        [" ".join(row.reading.split()[:3]) for row in found.quotes],
        [row.name for row in found.parties],
        [hit.note.text for hit in found.notes],
    )


@pytest.fixture
def noted(full):
    """Notes on a passage of the complaint, a quote of the article, a party and the article."""
    full.set_document(1, date=dt.date(2026, 4, 1))
    full.add_note(passage(full, SAID), "No notice: due process, cf. § 1983.")
    full.add_note(quote(full, "service").ref, "Contradicts the closing.")
    full.add_note(
        party(full, WITNESS).ref, "Depose her about the berth; due in May. Process server?"
    )
    full.add_note(full.document(2).ref, "Ask the paper for the full quotation.")
    return full


NOTE = ["No notice: due process, cf. § 1983.", "Contradicts the closing.",
        "Depose her about the berth; due in May. Process server?",
        "Ask the paper for the full quotation."]  # fmt: skip
CLOSED, CLOSED_TOO = "the berth was", "the berth was"

CASES = [
    ("closing", (["we regret the"], [], [NOTE[1]])),
    ("berth", ([CLOSED_TOO, CLOSED], [], [NOTE[2]])),
    ('"closed without any"', ([CLOSED], [], [])),
    ("marrow", ([], [COMPANY], [])),
    ("TPC", ([], [PORT], [])),  # an alias
    ("port comm*", ([], [PORT], [])),
    ("tidewater vantreese", ([], [], [])),  # in one name
    ("tidewater OR vantreese", ([], [WITNESS, PORT], [])),
    ("odile /s vantreese", ([], [WITNESS], [])),
    ('"due process"', ([], [], [NOTE[0]])),  # not over two sentences' words
    ("due process", ([], [], [NOTE[0], NOTE[2]])),
    ("berth NOT depose", ([CLOSED_TOO, CLOSED], [], [])),
    ("kind:complaint closing", (["we regret the"], [], [])),
    ("kind:article closing", ([], [], [NOTE[1]])),
    ("kind:article vantreese", ([], [], [])),
    ("kind:complaint vantreese", ([], [WITNESS], [])),
    ("kind:complaint berth", ([CLOSED], [], [NOTE[2]])),  # she is named there
    ("kind:article quotation", ([], [], [NOTE[3]])),
    ("NOT kind:article berth", ([CLOSED], [], [NOTE[2]])),
    ("speaker:vantreese berth", ([CLOSED], [], [])),
    ("speaker:nobodyknown berth", ([], [], [])),
    ("party:vantreese odile", ([], [WITNESS], [])),
    ("party:marrow odile", ([], [], [])),
    ("date:2026-03-08 notice", ([CLOSED], [], [])),  # its sentence is of that day
    ("in:quotes berth", ([CLOSED_TOO, CLOSED], [], [])),
    ("in:notes berth", ([], [], [NOTE[2]])),
    ("in:notes", ([], [], NOTE)),
    ("in:notes kind:article", ([], [], [NOTE[1], NOTE[3]])),
    ("berth NOT in:notes", ([CLOSED_TOO, CLOSED], [], [])),
    ("kind:article", ([], [], [])),
    ("NOT berth", ([], [], [])),
    ("", ([], [], [])),
    ("—", ([], [], [])),
]  # fmt: skip


def test_one_query_finds_quotations_names_and_notes(noted):
    assert {query: beside(noted, query) for query, _ in CASES} == dict(CASES)


def test_words_in_notes_are_marked_and_found_in_no_paper(noted):
    found = noted.search("in:notes berth")
    assert found.total == 0 and found.documents == () and found.warnings == ()
    (hit,) = found.notes
    assert [mark.of(hit.note.text) for mark in hit.marks] == ["berth"]
    assert hit.note.ref == party(noted, WITNESS).ref


def test_what_was_rejected_is_never_found(noted):
    noted.reject([quote(noted, "regret").ref, party(noted, PORT).ref])
    assert beside(noted, "closing") == ([], [], [NOTE[1]])
    assert beside(noted, "TPC")[1] == []
    noted.undo()
    assert beside(noted, "closing")[0] == ["we regret the"]


def test_what_changes_is_found_at_once(noted, tmp_path):
    noted.add_note(noted.document(1).ref, "Berth again")
    assert beside(noted, "berth")[2] == ["Berth again", NOTE[2]]
    noted.edit_note(noted.notes()[-1].id, "Pier")
    assert beside(noted, "berth")[2] == [NOTE[2]]
    noted.edit_party(party(noted, WITNESS).id, name="Odile Berth")
    assert beside(noted, "berth")[1] == ["Odile Berth"]
    list(noted.ingest([paper(tmp_path, "More.txt", "Marrow said “no berth is left” today.\n")]))
    assert "no berth is" in beside(noted, "berth")[0]
    noted.merge_parties(party(noted, COMPANY).id, party(noted, "Odile Berth").id)
    assert beside(noted, "vantreese")[1] == [COMPANY]
    noted.remove_notes([note.id for note in noted.notes()])
    assert beside(noted, "in:notes") == ([], [], [])


def test_only_so_many_are_given(noted):
    found = noted.search("the OR notice", limit=1)
    assert (len(found.quotes), len(found.parties), len(found.notes)) == (1, 0, 1)


def test_texts_that_did_not_change_are_scanned_once(noted, monkeypatch):
    scanned = []
    section = memory.section

    def counted(texts):
        scanned.append(len(texts))
        return section(texts)

    monkeypatch.setattr(memory, "section", counted)
    kept = Beside()

    def find(query):
        with noted._store.database.read() as connection:
            return kept.find(connection, parse(query), noted._store.memory.image(), 200)

    assert len(find("berth").quotes) == 2
    assert len(scanned) == 3  # quotations, names, notes
    find("closing")
    noted.accept([quote(noted, "regret").ref])  # another image, the same words
    find("berth")
    assert len(scanned) == 3
    noted.edit_note(noted.notes()[0].id, "Another word.")
    assert [hit.note.text for hit in find("another").notes] == ["Another word."]
    assert len(scanned) == 4


def test_a_tag_finds_what_carries_it(noted):
    noted.tag([quote(noted, "regret").ref, passage(noted, SAID)], "apology")
    hits = noted.search("tag:Apology").documents
    assert [(each.document.id, each.count) for each in hits] == [(1, 2)]
    assert beside(noted, "tag:apology") == (["we regret the"], [], [NOTE[0]])
    assert noted.search("tag:apology told").total == 1
    assert noted.search("tag:apology berth").total == 0
    assert noted.search("told NOT tag:apology").total == 0
    assert beside(noted, "tag:apology closing") == (["we regret the"], [], [])
    found = noted.search("tag:none closing")
    assert found.warnings == ("Nothing in this case is known as tag “none”.",)
    assert noted.search("tag:").warnings == ("“tag:” needs a value, as in tag:damages.",)
    assert noted.search("tag:apology").understood == "tagged “apology”"


def test_a_tag_of_a_paper_a_date_a_party_and_a_note(noted):
    noted.tag([noted.document(2).ref], "press")
    assert [each.document.id for each in noted.search("tag:press berth").documents] == [2]
    assert beside(noted, "tag:press berth") == ([CLOSED_TOO], [], [])
    assert beside(noted, "tag:press")[2] == [NOTE[1], NOTE[3]]
    (event, *_) = noted.chronology().rows
    noted.tag([event.date.ref], "closure day")
    assert noted.search('tag:"closure day" commission').total == 1  # in its sentence
    noted.tag([party(noted, WITNESS).ref], "hostile")
    assert noted.search("tag:hostile").total == 0  # she is no place in a paper
    assert beside(noted, "tag:hostile") == ([], [WITNESS], [NOTE[2]])
    assert noted.search("tag:hostile ferry").total == 1  # where she is named
    noted.tag([noted.notes()[0]], "research")
    assert beside(noted, "tag:research") == ([], [], [NOTE[0]])
    assert noted.search("tag:research").total == 1  # the passage that it is on
    noted.tag([Ref(RefType.QUOTE, quote(noted, "regret").id)], "gone")
    noted.reject([quote(noted, "regret").ref])
    assert noted.search("tag:gone").total == 0
    assert beside(noted, "tag:gone") == ([], [], [])


def test_tags_are_suggested_behind_their_field(noted):
    noted.tag([noted.document(2).ref], "press")
    noted.tag([noted.document(1).ref, noted.document(2).ref], "open question")
    suggested = [(each.query, each.label, each.told) for each in noted.suggest("berth tag:")]
    assert suggested == [
        ('berth tag:"open question"', "open question", "2 things"),
        ('berth tag:"press"', "press", "1 thing"),
    ]
    assert [each.label for each in noted.suggest('tag:"Quest')] == ["open question"]
    assert noted.suggest("tag:berth") == ()
    assert noted.search(noted.suggest("tag:pre")[0].query).warnings == ()


def test_a_query_of_notes_is_told_of_the_words_of_notes(noted):
    assert noted.search("in:notes server").warnings == ()  # no paper has the word
    warnings = noted.search("in:notes servers").warnings
    assert warnings == ("“servers” does not occur; “server” does.",)
    assert noted.search("berths").warnings == ("“berths” does not occur; “berth” does.",)
    noted.remove_notes([note.id for note in noted.notes()])
    assert beside(noted, "in:notes server") == ([], [], [])
