"""Questions kept under a name: they outlive merges, new extractions and renamed tags, and can be undone."""

import datetime as dt

import pytest

from casefile.errors import CaseFailure, NoSuchFinding
from casefile.questions import Days, Noted, OnIssue, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from extraction.findings import DocumentKind

MARCH = Days(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def party(case, name):
    return next(row for row in case.view().parties if row.name == name).ref


@pytest.fixture
def question(full):
    quote = full.view().quotes[0]
    full.tag([quote.ref], "Hot")
    issue = full.add_issue("Notice")
    return Question(
        (
            party(full, "Tidewater Port Commission"),
            quote.ref,
            full.view().dates[0].ref,
            Ref(RefType.DOCUMENT, 1),
            MARCH,
            PaperKind(DocumentKind.COMPLAINT),
            Tagged("Hot"),
            OnIssue(issue),
            Noted(),
        ),
        either=True,
        relations=frozenset({RelationKind.SPEAKS, RelationKind.SAME_SENTENCE}),
        unreviewed=True,
    )


def test_a_question_comes_back_as_it_was_saved(full, question):
    number = full.save_view("  Before the  deposition ", question)
    (view,) = full.saved_views()
    assert (view.id, view.name, view.question) == (number, "Before the deposition", question)
    assert dict(view.names)[question.constraints[0]] == "Tidewater Port Commission"
    assert full.view(view.question) == full.view(question)


def test_views_are_renamed_removed_and_all_of_it_is_undone(full):
    first = full.save_view("B", Question((MARCH,)))
    full.save_view("a", Question(unreviewed=True))
    assert [view.name for view in full.saved_views()] == ["a", "B"]
    full.rename_view(first, "Z")
    full.remove_view(first)
    assert [view.name for view in full.saved_views()] == ["a"]
    assert full.undo() == "Removed the view Z"
    assert full.undo() == "Renamed the view B to Z"
    assert [view.name for view in full.saved_views()] == ["a", "B"]
    full.undo()
    full.undo()
    assert full.saved_views() == ()
    full.redo()
    assert full.saved_views()[0].question == Question((MARCH,))


def test_a_name_given_again_keeps_the_newer_question(full):
    number = full.save_view("Witness", Question((MARCH,)))
    assert full.save_view("witness", Question(unreviewed=True)) == number
    (view,) = full.saved_views()
    assert (view.name, view.question) == ("witness", Question(unreviewed=True))
    assert full.undo() == "Saved anew the view witness"
    assert full.saved_views()[0].question == Question((MARCH,))


def test_names_are_words_and_stand_once(full):
    one, _ = full.save_view("One", Question((MARCH,))), full.save_view("Two", Question())
    with pytest.raises(CaseFailure, match="letter or a figure"):
        full.save_view(" — ", Question())
    with pytest.raises(CaseFailure, match="already"):
        full.rename_view(one, "TWO")
    full.rename_view(one, "ONE")
    for act in (full.remove_view, lambda number: full.rename_view(number, "x")):
        with pytest.raises(NoSuchFinding):
            act(999)


def test_a_view_of_merged_parties_means_the_one_they_live_on_in(full):
    keep, other = party(full, "Tidewater Port Commission"), party(full, "@TidewaterPort")
    full.save_view("Both", Question((other,)))
    full.merge_parties(keep.id, other.id)
    (view,) = full.saved_views()
    assert full.view(view.question).quotes == full.view([keep]).quotes
    full.undo()
    assert full.view(view.question).lost == ()


def test_what_a_view_names_outlives_a_new_extraction(full):
    row = next(row for row in full.view().quotes if row.pin.document == 1)
    full.save_view("Said", Question((row.ref,)))
    full.set_document(1, date=dt.date(2026, 5, 1))  # has its findings looked for anew
    (view,) = full.saved_views()
    assert full.view(view.question).lost == ()
    assert full.quote(row.id).text == row.text


def test_a_renamed_tag_is_followed_and_a_removed_one_is_told(full):
    full.tag([full.view().quotes[0].ref], "Hot")
    full.save_view("Hot ones", Question((Tagged("Hot"),)))
    full.rename_tag("Hot", "Key")
    assert full.saved_views()[0].question == Question((Tagged("Key"),))
    full.remove_tag("Key")
    (view,) = full.saved_views()
    assert full.view(view.question).lost == view.question.constraints
    assert full.view(view.question).quotes == ()


def test_a_view_of_what_is_gone_cannot_be_saved(full):
    with pytest.raises(NoSuchFinding):
        full.save_view("Gone", Question((Ref(RefType.QUOTE, 999),)))
    assert full.saved_views() == ()
