"""Notes and tags: the attorney's own words, kept whatever becomes of what they are on."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile import documents, moving
from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.person import this_user
from casefile.records import Ref, RefType
from extraction.findings import DocumentFacts, Findings
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, imported
from tests.casefile.test_findings import read_again

COMPANY, WITNESS = "Marrow Ferry Company, Inc.", "Odile Vantreese"
SAID = "Nobody was told."


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def quote(case, words):
    return next(row for row in case.view(include_rejected=True).quotes if words in row.text)


def passage(case, words, document=1):
    source = case.source(document)
    at = source.text.index(words)
    span = Span(at, at + len(words))
    return case.document(document).pin(span, source.locate(span))


def everything_that_carries(case):
    return {
        "party": party(case, WITNESS).ref,
        "quote": quote(case, "regret").ref,
        "date": case.view().dates[0].ref,
        "document": case.document(2).ref,
        "passage": passage(case, SAID),
    }


SENTENCES = {
    "party": f"Note on {WITNESS}: “Call her.”",
    "quote": "Note on “we regret the closing”: “Call her.”",
    "date": "Note on Mar. 7, 2026: “Call her.”",
    "document": "Note on {second}: “Call her.”",
    "passage": "Note on a passage of Compl. ¶ 2: “Call her.”",
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_note_can_be_written_on_anything_changed_and_taken_away(full, kind):
    on = everything_that_carries(full)[kind]
    number = full.add_note(on, "  Call her.  \n")
    (note,) = full.notes(on)
    assert (note.id, note.text, note.who, note.tags) == (number, "Call her.", this_user(), ())
    assert abs(note.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert note.ref == (on if isinstance(on, Ref) else None)
    assert (note.pin is None) == (kind in ("party", "document"))
    assert full.history()[0].sentence == SENTENCES[kind].format(second=full.document(2).short_name)
    full.edit_note(number, "Call her\n\nbefore Friday.")
    assert [each.text for each in full.notes()] == ["Call her\n\nbefore Friday."]
    full.remove_notes([number])
    assert full.notes() == ()
    for told, texts in [
        ("Removed the note “Call her before Friday.”", ["Call her\n\nbefore Friday."]),
        ("Changed a note to “Call her before Friday.”", ["Call her."]),
        (full.history()[2].sentence, []),
    ]:
        assert full.undo() == told
        assert [each.text for each in full.notes()] == texts
    full.redo()
    assert [each.text for each in full.notes(on)] == ["Call her."]


def test_what_changes_no_note_is_no_entry(full):
    number = full.add_note(party(full, WITNESS).ref, "Call her.")
    full.edit_note(number, " Call her. ")
    full.remove_notes([])
    assert len(full.history()) == 1


def test_empty_notes_and_notes_on_nothing_are_refused_with_a_next_step(full):
    with pytest.raises(CaseFailure, match="The note is empty"):
        full.add_note(party(full, WITNESS).ref, " \n ")
    blank = replace(passage(full, SAID), span=Span(len(COMPLAINT) - 1, len(COMPLAINT)))
    with pytest.raises(CaseFailure, match="No words are selected"):
        full.add_note(blank, "Here.")
    for kind, number in [("party", 999), ("quote", 999), ("date", 999), ("document", 9)]:
        with pytest.raises(NoSuchFinding):
            full.add_note(Ref(RefType(kind), number), "Here.")
    with pytest.raises(NoSuchFinding):
        full.edit_note(1, "There is none.")
    number = full.add_note(party(full, WITNESS).ref, "Call her.")
    with pytest.raises(CaseFailure):
        full.edit_note(number, "")
    with pytest.raises(NoSuchFinding):
        full.remove_notes([number, 999])
    assert len(full.notes()) == 1
    full.remove_notes([number])
    with pytest.raises(NoSuchFinding):
        full.remove_notes([number])


def test_notes_of_a_document_are_those_on_it_and_in_it(full):
    for on in everything_that_carries(full).values():
        full.add_note(on, "Here.")
    first = {note.ref.type if note.ref else "passage" for note in full.notes(document=1)}
    assert first == {RefType.QUOTE, RefType.DATE, "passage"}
    assert [note.ref for note in full.notes(document=2)] == [full.document(2).ref]


def test_a_passage_is_the_words_without_blanks_and_one_however_often_it_is_marked(full):
    pin = passage(full, SAID)
    full.add_note(pin, "One.")
    full.tag([replace(pin, span=Span(pin.span.start - 1, pin.span.end + 1))], "notice")
    full.add_note(pin, "Two.")
    assert [note.text for note in full.notes(pin)] == ["One.", "Two."]
    assert full.tags_on(pin) == ("notice",)
    (note, _) = full.notes(pin)
    assert note.pin.span.of(full.source(1).text) == SAID
    assert note.pin.place.first_paragraph == "2" and not note.pin.lost


def test_a_passage_follows_its_words_into_a_new_layer_and_is_lost_only_where_they_are(full):
    pin = passage(full, SAID)
    full.add_note(pin, "Who?")
    full.tag([pin], "notice")
    read_again(full, 1, "Page 1 of 2\n" + COMPLAINT)
    (note,) = full.notes()
    assert note.pin.span.of(full.source(1).text) == SAID
    assert note.pin.place.first_paragraph == "3" and not note.pin.lost
    assert full.tags_on(note.pin) == ("notice",)
    read_again(full, 1, COMPLAINT.replace(SAID, ""), reader="fake 3")
    (lost,) = full.notes(document=1)
    assert lost.pin.lost and lost.text == "Who?"
    assert full.notes(lost.pin) == (lost,) and full.tags_on(lost.pin) == ("notice",)
    full.add_note(lost.pin, "Still asking.")
    assert [note.text for note in full.notes(lost.pin)] == ["Who?", "Still asking."]
    read_again(full, 1, COMPLAINT, reader="fake 4")
    assert [note.pin.lost for note in full.notes()] == [False, False]
    assert full.check() == ()


def test_a_passage_moves_with_a_new_layer_before_anything_is_found_in_it(full):
    full.add_note(passage(full, SAID), "Who?")
    with full._store.database.write() as connection:
        old = connection.execute("SELECT layer FROM document WHERE id = 1").fetchone()["layer"]
        text = "Page 1 of 2\n" + COMPLAINT
        new = documents.set_layer(connection, 1, imported(text, reader="fake 2"))
        moving.follow(connection, 1, old, new)
    full._store.memory.changed({1})
    (note,) = full.notes()
    assert note.pin.span.of(text) == SAID and note.pin.place.first_paragraph == "3"


def test_a_passage_that_could_stand_at_two_places_is_lost(full):
    full.add_note(passage(full, "Ferry fight", 2), "Which?")
    twice = "Ferry fight at the pier\nFerry fight at the quay\n" + ARTICLE.split("\n", 1)[1]
    read_again(full, 2, twice)
    assert [note.pin.lost for note in full.notes()] == [True]


def test_what_carries_a_word_stays_when_extraction_lets_it_go(full):
    noted, tagged, dated = quote(full, "regret"), quote(full, "notice to"), full.view().dates[0]
    full.add_note(noted.ref, "Apology?")
    full.tag([tagged.ref], "notice")
    full.add_note(dated.ref, "Check the log.")
    full.add_note(party(full, WITNESS).ref, "Call her.")
    read_again(full, 1, COMPLAINT, found=Findings(DocumentFacts()), reader="fake 2")
    left = full.view()
    assert {noted.id, tagged.id} <= {row.id for row in left.quotes}
    assert dated.id in {row.id for row in left.dates}
    assert [note.text for note in full.notes()] == ["Apology?", "Check the log.", "Call her."]
    full.undo()
    full.undo()
    full.undo()
    full.undo()
    assert noted.id not in {row.id for row in full.view().quotes}
    full.redo()
    assert noted.id in {row.id for row in full.view().quotes}


def test_a_party_keeps_its_own_and_those_of_the_parties_merged_into_it(full):
    one, other = party(full, COMPANY), party(full, WITNESS)
    full.add_note(other.ref, "Call her.")
    full.tag([other.ref], "client")
    full.merge_parties(one.id, other.id)
    assert [note.ref for note in full.notes(one.ref)] == [one.ref]
    assert full.notes(other.ref) == full.notes(one.ref)
    assert full.tags_on(one.ref) == ("client",)
    full.tag([one.ref], "Client")  # it has it
    assert [(tag.name, tag.count) for tag in full.tags()] == [("client", 1)]
    full.untag([one.ref], "CLIENT")
    assert full.tags_on(one.ref) == ()
    full.undo()
    full.undo()
    assert [note.ref for note in full.notes(other.ref)] == [other.ref]
    assert full.notes(one.ref) == () and full.tags_on(one.ref) == ()


def test_notes_and_tags_outlive_the_program_and_a_move(full, workers, tmp_path):
    full.add_note(passage(full, SAID), "Who?")
    full.tag(full.notes(), "open question")
    kept = full.notes()
    folder = full.folder
    full.close()
    moved = folder.rename(tmp_path / "Elsewhere.pincite")
    with Case.open(moved, workers, local=tmp_path / "other") as again:
        assert again.notes() == kept and kept[0].tags == ("open question",)
        assert again.undo() == "Tagged the note “Who?”: open question"
        assert again.notes()[0].tags == ()


def test_one_list_of_tags_for_everything_and_events_among_it(full):
    event = full.chronology().rows[0]
    full.edit_event([event.id], tags=["Berth"])
    full.tag([*everything_that_carries(full).values()], "berth")
    assert [(tag.name, tag.count) for tag in full.tags()] == [("Berth", 5)]
    assert full.history()[0].sentence == "Tagged 4 things: berth"
    full.tag([event.date.ref], "pier")
    assert full.chronology().rows[0].tags == ("Berth", "pier")
    assert full.tags_on(event.date.ref) == ("Berth", "pier")
    full.rename_tag("pier", "Quay")
    assert full.chronology().rows[0].tags == ("Berth", "Quay")
    full.edit_event([event.id], tags=["quay", "new"])
    assert full.chronology().rows[0].tags == ("Quay", "new")
    assert [(tag.name, tag.count) for tag in full.tags()] == [("Berth", 4), ("new", 1), ("Quay", 1)]


def test_what_carries_a_tag_is_told_in_the_order_that_it_got_it(full):
    carriers = everything_that_carries(full)
    full.add_note(carriers["party"], "Call her.")
    for on in (*carriers.values(), *full.notes()):
        full.tag([on], "notice")
    found = full.tagged("NOTICE")
    assert [each.words for each in found] == [
        WITNESS, "“we regret the closing”", "Mar. 7, 2026", full.document(2).short_name, SAID,
        "Call her.",
    ]  # fmt: skip
    assert [each.note is not None for each in found] == [False] * 5 + [True]
    assert found[4].pin.span == carriers["passage"].span and found[4].ref is None
    full.remove_notes([note.id for note in full.notes()])
    assert len(full.tagged("notice")) == 5
    with pytest.raises(NoSuchFinding, match="There is no tag “x” in the case"):
        full.tagged("x")


def test_tags_are_renamed_made_one_and_removed(full):
    one, other = party(full, COMPANY).ref, party(full, WITNESS).ref
    full.tag([one, other], "client")
    full.tag([other], "friendly")
    full.tag([other], "Ours")
    full.rename_tag("client", "Our client")
    assert full.tags_on(one) == ("Our client",)
    full.rename_tag("our client", "our client")  # capitals alone
    full.merge_tags("our client", "friendly", "ours")
    assert full.tags_on(other) == ("our client",)
    assert full.history()[0].sentence == "Made the tag friendly, Ours one with our client"
    full.undo()
    assert full.tags_on(other) == ("our client", "friendly", "Ours")
    full.rename_tag("friendly", "OURS")  # there is one called so
    assert full.tags_on(other) == ("our client", "Ours")
    full.remove_tag("ours")
    assert full.tags_on(other) == ("our client",)
    full.untag([one, other], "our client")
    assert (
        full.tags() == () and full.history()[0].sentence == "Took the tag our client off 2 things"
    )
    full.tag([one], "Our Client")  # nothing carries the old spelling any more
    assert full.tags_on(one) == ("Our Client",)
    for _ in range(4):
        full.undo()
    assert full.tags_on(other) == ("our client", "friendly", "Ours")


def test_a_tag_can_take_over_the_name_of_one_that_nothing_carries(full):
    one = party(full, COMPANY).ref
    full.tag([one], "old")
    full.untag([one], "old")
    full.tag([one], "new")
    full.rename_tag("new", "Old")
    assert full.tags_on(one) == ("Old",)
    for told in (("new",), (), ("old",)):
        full.undo()
        assert full.tags_on(one) == told


def test_bad_tags_are_refused(full):
    one = party(full, COMPANY).ref
    for name in ("", "  ", "—"):
        with pytest.raises(CaseFailure, match="needs a letter or a figure"):
            full.tag([one], name)
    full.tag([one], " two \n words ")
    assert full.tags_on(one) == ("two words",)
    full.tag([one], "two words")
    full.tag([], "three")
    full.untag([one], "three")
    assert len(full.history()) == 1
    for name in ("", "…"):
        with pytest.raises(CaseFailure):
            full.rename_tag("two words", name)
    for failing in (
        lambda: full.rename_tag("three", "four"),
        lambda: full.merge_tags("two words", "three"),
        lambda: full.remove_tag("three"),
    ):
        with pytest.raises(NoSuchFinding):
            failing()
    with pytest.raises(CaseFailure, match="one tag already"):
        full.merge_tags("two words", "Two words")


def test_own_words_that_hang_on_nothing_are_told_by_the_check(full):
    full.add_note(full.document(1).ref, "Here.")
    full.tag([full.document(1).ref, *full.notes()], "notice")
    full.link_evidence(full.add_issue("Damage"), [quote(full, "regret").ref])
    assert full.check() == ()
    with full._store.database.write() as connection:
        connection.execute("UPDATE note SET number = 99")
        connection.execute("UPDATE tagged SET number = 99 WHERE about = 'note'")
        connection.execute("UPDATE evidence SET number = 99")
    assert [problem.sentence.partition(".")[0] for problem in full.check()] == [
        f"{what} that belong to nothing in the case: 1"
        for what in ("Notes", "Tags", "Links to issues")
    ]
    full._store.memory.changed()
    assert full.notes() == () and full.issues()[0].evidence == ()  # nothing breaks
    assert [tag.count for tag in full.tags()] == [1]


# -- a note with its tags is one step


def test_a_note_with_new_tags_is_one_step_of_undo(full):
    ref = party(full, COMPANY).ref
    full.tag([ref], "old")
    before = len(full.history())
    full.write_note(ref, "Call her.", put=("berth", "Notice", "berth"), off=("old",))
    assert len(full.history()) == before + 1
    assert full.history()[0].sentence == (
        f"Note on {COMPANY}: “Call her.”; Tagged {COMPANY}: berth; Tagged {COMPANY}: Notice; "
        f"Took the tag old off {COMPANY}"
    )
    assert full.tags_on(ref) == ("berth", "Notice") and full.notes(ref)[0].text == "Call her."
    full.undo()
    assert full.tags_on(ref) == ("old",) and not full.notes(ref)
    full.redo()
    assert full.tags_on(ref) == ("berth", "Notice") and full.notes(ref)


def test_writing_a_note_anew_or_taking_it_away_with_its_tags(full):
    ref = party(full, COMPANY).ref
    full.write_note(ref, "One.")
    number = full.notes(ref)[0].id
    full.write_note(ref, "Two.", note=number, put=("a",))
    assert (full.notes(ref)[0].text, full.tags_on(ref)) == ("Two.", ("a",))
    full.write_note(ref, None, put=("b",))
    assert (full.notes(ref)[0].text, full.tags_on(ref)) == ("Two.", ("a", "b"))
    full.write_note(ref, "", note=number, off=("a", "b", "never"))
    assert not full.notes(ref) and not full.tags_on(ref)
    full.undo()
    assert full.notes(ref) and full.tags_on(ref) == ("a", "b")
    before = len(full.history())
    full.write_note(ref, "Two.", note=number)
    full.write_note(ref, "")
    assert len(full.history()) == before


def test_tags_of_several_things_are_changed_in_one_step(full):
    refs = [row.ref for row in full.view().quotes]
    full.tag(refs[:1], "a")
    full.retag(refs, ["b", "c"], ["a"])
    assert {full.tags_on(ref) for ref in refs} == {("b", "c")}
    assert [tag.count for tag in full.tags()] == [len(refs)] * 2
    full.undo()
    assert full.tags_on(refs[0]) == ("a",) and full.tags_on(refs[1]) == ()
