"""Review work goes from one copy of a case to another: as a file, a folder, a backup."""

import datetime as dt
import json

import pytest

from casefile import exchange_sheet
from casefile.case import Case
from casefile.errors import CaseDamaged, CaseFailure, CaseTooNew, NotACase
from casefile.questions import Days, Question
from casefile.records import ReviewState
from tests.casefile.attorney import sheet, words
from tests.casefile.helpers import paper
from tests.casefile.test_merge import base, copies, workers  # noqa: F401 - fixtures

DAY = dt.date(2026, 3, 7)
EXTRA = """A letter of Odile Vantreese.
Odile Vantreese wrote “the berth will open again next month” on 2026-04-01.
"""


def quotes(case):
    return case.view(include_rejected=True).quotes


@pytest.fixture
def both(copies):  # noqa: F811
    """Two open copies: the second rejected a quote, named its speaker otherwise, and wrote a note."""
    with copies.open("a") as a, copies.open("b") as b:
        b.reject([quotes(b)[2].ref])
        b.edit_party(b.view().parties[0].id, name="The Ferry")
        b.add_note(quotes(b)[1].ref, "Seen.")
        yield a, b


def test_review_work_alone_comes_in_from_a_file(both, tmp_path):
    a, b = both
    file = tmp_path / "Work of B.pincite-review"
    b.export_review(file)
    preview = a.preview_merge(file)
    assert [each.sentence for each in preview.decisions] == [
        each.sentence for each in reversed(b.history()[:3])
    ]
    assert not preview.conflicts and not preview.another_case
    last = list(a.merge(file))[-1]
    assert last.message == "3 decisions came in."
    assert words(a) == words(b)
    assert quotes(a)[2].state is ReviewState.REJECTED
    assert a.preview_merge(file).is_empty
    assert a.history()[0].sentence.startswith("Brought in 3 decisions of ")


def test_what_a_file_holds_is_what_was_written(both, tmp_path):
    _, b = both
    file = tmp_path / "work.pincite-review"
    b.export_review(file)
    from casefile import exchange_file

    read, written = exchange_file.read(file), sheet(b)
    assert (read.words, read.log, read.papers) == (written.words, written.log, written.papers)


def asked(case):
    return {view.name: case.view(view.question).quotes for view in case.saved_views()}


def test_views_of_one_name_that_ask_differently_are_both_kept(both):
    a, b = both
    a.save_view("Witness", Question((quotes(a)[0].ref,)))
    b.save_view("Witness", Question((quotes(b)[1].ref, Days(DAY, DAY)), either=True))
    b.save_view(
        "The two", Question((b.view().parties[0].ref, b.view().parties[1].ref)), compares=True
    )
    list(a.merge(b.folder))
    list(b.merge(a.folder))
    assert [view.name for view in a.saved_views()] == [
        "Before trial",
        "The two",
        "Witness",
        "Witness (2)",
    ]
    assert {name: [row.text for row in rows] for name, rows in asked(a).items()} == {
        name: [row.text for row in rows] for name, rows in asked(b).items()
    }
    assert [view.compares for view in a.saved_views()] == [False, True, False, False]
    assert not a.conflicts() and words(a) == words(b)
    second = next(view for view in a.saved_views() if view.name == "Witness (2)")
    assert a.save_view("witness (2)", Question(unreviewed=True)) == second.id
    assert len(a.saved_views()) == 4
    a.undo()
    assert a.undo().startswith("Brought in")
    assert [view.name for view in a.saved_views()] == ["Before trial", "Witness"]
    assert not a.check()


def test_views_of_one_name_that_ask_the_same_are_one(both):
    for case in both:
        case.save_view("Witness", Question((quotes(case)[0].ref,)))
    a, b = both
    list(a.merge(b.folder))
    assert [view.name for view in a.saved_views()] == ["Before trial", "Witness"]


def test_a_view_that_both_changed_is_in_conflict_until_one_is_chosen(both):
    a, b = both
    before = a.saved_views()[0]
    a.rename_view(before.id, "Mediation")
    b.save_view("Before trial", Question((quotes(b)[1].ref,)))
    list(a.merge(b.folder))
    (row,) = a.conflicts()
    assert row.about == "the view “Mediation”" and row.mine.startswith("Mediation: ")
    assert row.theirs.startswith(f"Before trial: “{quotes(b)[1].text[:20]}")
    a.settle_conflict(row.id, theirs=True)
    (view,) = a.saved_views()
    assert view.name == "Before trial" and a.view(view.question).lost == ()
    assert words(a) == words(b)


def test_what_a_view_of_a_colleague_names_outlives_a_new_extraction(both):
    a, b = both
    row = next(row for row in quotes(b) if row.pin.document == 1)
    b.save_view("Said", Question((row.ref,)))
    list(a.merge(b.folder))
    a.set_document(1, date=DAY)  # has its findings looked for anew
    view = next(view for view in a.saved_views() if view.name == "Said")
    assert a.view(view.question).lost == ()


def test_views_are_in_a_backup_and_a_damaged_one_is_told(both, copies, tmp_path):  # noqa: F811
    a, _ = both
    a.save_view("Said", Question((quotes(a)[0].ref,)))
    a.backup(tmp_path / "a.zip")
    kept = a.saved_views()
    Case.restore(tmp_path / "a.zip", tmp_path / "back.pincite")
    assert a.preview_merge(tmp_path / "back.pincite").is_empty
    with copies.open("c") as c:
        list(c.merge(tmp_path / "back.pincite"))
        assert [view.name for view in c.saved_views()] == [view.name for view in kept]
    with a._store.database.write() as connection:
        connection.execute("UPDATE saved_view SET question_given = '{}'")
    (problem,) = a.check()
    assert "saved view" in problem.sentence


def test_papers_of_the_other_copy_come_with_their_decisions(both, tmp_path):
    a, b = both
    list(b.ingest([paper(tmp_path / "new", "Letter.txt", EXTRA)]))
    new = next(row for row in quotes(b) if "open again" in row.text)
    b.accept([new.ref])
    folder = b.folder
    preview = a.preview_merge(folder)
    assert preview.papers == ("Letter.txt",)
    assert len(preview.decisions) == 4
    assert list(a.merge(folder))[-1].message == "4 decisions came in; 1 paper came with them."
    came = next(row for row in quotes(a) if "open again" in row.text)
    assert came.state is ReviewState.ACCEPTED
    assert words(a) == words(b)
    assert not a.check()


def test_decisions_on_papers_that_are_not_here_wait(both, tmp_path):
    a, b = both
    list(b.ingest([paper(tmp_path / "new", "Letter.txt", EXTRA)]))
    b.accept([next(row for row in quotes(b) if "open again" in row.text).ref])
    file = tmp_path / "work.pincite-review"
    b.export_review(file)
    preview = a.preview_merge(file)
    assert preview.absent == ("Letter.txt",)
    assert preview.waiting == 1
    list(a.merge(file))
    list(a.ingest([tmp_path / "new" / "Letter.txt"]))
    assert a.preview_merge(file).waiting == 0
    list(a.merge(file))
    assert words(a) == words(b)


def test_a_backup_comes_in(both, tmp_path):
    a, b = both
    b.backup(tmp_path / "b.zip")
    list(a.merge(tmp_path / "b.zip"))
    assert words(a) == words(b)


def test_a_conflict_is_listed_until_one_word_is_chosen(both):
    a, b = both
    a.accept([quotes(a)[2].ref])
    list(a.merge(b.folder))
    (row,) = a.conflicts()
    assert (row.word, row.mine, row.theirs) == ("decision", "accepted", "rejected")
    assert row.ref == quotes(a)[2].ref
    assert quotes(a)[2].text[:20] in row.about
    assert quotes(a)[2].state is ReviewState.ACCEPTED
    a.settle_conflict(row.id, theirs=True)
    assert quotes(a)[2].state is ReviewState.REJECTED
    assert not a.conflicts()
    a.undo()
    assert [each.id for each in a.conflicts()] == [row.id]
    a.settle_conflict(row.id, theirs=False)
    # the colleague gets what was chosen, without a conflict
    list(b.merge(a.folder))
    assert quotes(b)[2].state is ReviewState.ACCEPTED
    assert not b.conflicts()
    assert words(a) == words(b)


def test_an_open_conflict_is_one_for_the_colleague_too(both):
    a, b = both
    a.accept([quotes(a)[2].ref])
    list(a.merge(b.folder))
    list(b.merge(a.folder))
    (mine,), (theirs,) = a.conflicts(), b.conflicts()
    assert (mine.mine, mine.theirs) == (theirs.theirs, theirs.mine)
    b.settle_conflict(theirs.id, theirs=False)
    list(a.merge(b.folder))
    assert not a.conflicts()
    assert quotes(a)[2].state is ReviewState.REJECTED


def test_a_third_copy_learns_of_both(both, copies):  # noqa: F811
    a, b = both
    a.accept([quotes(a)[0].ref, quotes(a)[2].ref])
    list(a.merge(b.folder))
    with copies.open("c") as c:
        list(c.merge(a.folder))
        assert words(c) == words(a)
        assert [(row.mine, row.theirs) for row in c.conflicts()] == [("accepted", "rejected")]
        history = len(c.history())
        list(c.merge(b.folder))
        assert len(c.history()) == history


def test_an_unchanged_copy_brings_nothing(both, copies):  # noqa: F811
    _, b = both
    before, history = words(b), len(b.history())
    with copies.open("c") as c:
        assert b.preview_merge(c.folder).is_empty
        list(b.merge(c.folder))
    assert (words(b), len(b.history())) == (before, history)
    with pytest.raises(CaseFailure, match="this case itself"):
        b.preview_merge(b.folder)


def test_a_paper_with_other_bytes_is_refused(both, tmp_path):
    a, b = both
    list(b.ingest([paper(tmp_path / "new", "Letter.txt", EXTRA)]))
    original = b.original(b.documents()[-1].id)
    original.chmod(0o644)
    original.write_text("Something else.", encoding="utf-8")
    with pytest.raises(CaseDamaged, match="Letter"):
        list(a.merge(b.folder))
    assert len(a.documents()) == 4


def _with(change):
    def changed(found):
        change(found)
        return json.dumps(found)

    return changed


def _view_of(found):
    return next(each for each in found["subjects"] if each[0][0] == "saved_view")


def _asking(constraint):
    """Put what no question asks for into a view."""
    return _with(lambda found: _view_of(found)[2]["view"][1][4].append(constraint))


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_with(lambda found: found.update(version=99)), CaseTooNew),
        (_with(lambda found: found.pop("log")), CaseDamaged),
        (_with(lambda found: found.update(papers={"x": "y"})), CaseDamaged),
        (_with(lambda found: found["subjects"][0].__setitem__(0, ["history", 1])), CaseDamaged),
        (_with(lambda found: found["subjects"][0][1].update(layer=1)), CaseDamaged),
        (_with(lambda found: found["subjects"][0][2].update(kind=["no kind"])), CaseDamaged),
        (_with(lambda found: found["subjects"][0][1].update(name="\ud800")), CaseDamaged),
        (_with(lambda found: _view_of(found)[2]["view"].__setitem__(1, [])), CaseDamaged),
        (_with(lambda found: _view_of(found)[2]["view"][1].__setitem__(3, ["kin"])), CaseDamaged),
        (_asking(["days", 1, 2]), CaseDamaged),
        (_asking(["kind", "x"]), CaseDamaged),
        (_asking(["names", "quote", [], "x"]), CaseDamaged),
        (_asking(["names", "tag", None, 1]), CaseDamaged),
        (_asking("tag"), CaseDamaged),
        (_with(lambda found: found["log"][1][0].__setitem__(0, ["../../x"])), CaseDamaged),
        (_with(lambda found: found["log"][1][0].__setitem__(1, "yesterday")), CaseDamaged),
        (_with(lambda found: found["log"][0].__setitem__(0, [["party"]] * 3)), CaseDamaged),
        (lambda found: json.dumps(found)[:-9], CaseDamaged),
        (lambda _: '{"format": "Pincite review work", "version": ' + "[" * 100_000, CaseDamaged),
        (lambda _: "PK no archive", NotACase),
        (lambda _: "", NotACase),
    ],
)  # fmt: skip
def test_what_pincite_never_wrote_is_refused_whole(damage, error, both, tmp_path):
    a, b = both
    file = tmp_path / "work.pincite-review"
    b.export_review(file)
    file.write_text(damage(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    before = words(a)
    with pytest.raises(error):
        list(a.merge(file))
    assert words(a) == before


def test_a_sheet_names_no_row_by_its_number(both):
    a, _ = both
    with a._store.database.read() as connection:
        found = exchange_sheet.read(connection)
    assert all(key[0] != "passage" or len(key) == 5 for key in found.subjects)
    assert isinstance(a, Case)


def test_given_up_on_the_way_no_word_comes_in(both):
    a, b = both
    before, count = words(a), len(a.history())
    messages = [step.message for step in b.merge(a.folder)]
    assert messages[:3] == [
        "Reading the other copy",
        "Looking at the other copy",
        "Reading what was decided here",
    ]
    taken = 0
    for wanted in range(1, 30):
        steps = a.merge(b.folder)
        taken = sum(1 for _ in zip(range(wanted), steps, strict=False))
        steps.close()
        if taken < wanted:
            break
        if len(a.history()) > count:
            break
        assert words(a) == before
    assert len(a.history()) == count + 1 and words(a) == words(b)
    assert taken > 6  # steps, each of which was the last one once
