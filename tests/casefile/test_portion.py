"""Some papers as a case of its own: all that is said of them, and no word of the others."""

import sqlite3
from contextlib import closing

import pytest

from casefile import portion
from casefile.case import Case
from casefile.errors import CaseExists, CaseUnreachable, NoSuchFinding
from casefile.note_records import Side
from casefile.records import Ref, RefType, ReviewState
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, paper

SECRET = """COMPLAINT in the matter of the hidden ledger.
Odile Vantreese, called Captain Nightjar, said “the ledger was burned behind the customs shed” on 2026-05-05.
"""


@pytest.fixture
def parted(full, tmp_path, workers):
    """Return the case of two papers, a third one added with everything that can be said of it."""
    list(full.ingest([paper(tmp_path, "Nightjar memo.txt", SECRET)]))
    return full


def opened(folder, workers, tmp_path):
    return Case.open(folder, workers, local=tmp_path / "other local")


def write(case, documents, target, **more):
    return list(case.write_portion(documents, target, **more))


def numbers(case):
    return {row.name: row.id for row in case.documents()}


def everything(folder):
    """Return every text and byte of a case file's rows, and the file's raw bytes."""
    with closing(sqlite3.connect(folder / "case.db")) as connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = [
            repr(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")
        ]
    raw = b"".join(path.read_bytes() for path in sorted(folder.glob("case.db*")))
    return "\n".join(rows) + raw.decode("utf-8", "replace")


def decide(case):
    """Say something of everything, of the paper that stays behind most of all."""
    memo = numbers(case)["Nightjar memo.txt"]
    quotes = {row.pin.document: row for row in case.view().quotes}
    dates = {row.pin.document: row for row in case.view().dates}
    case.accept([quotes[1].ref])
    case.edit_event([dates[1].id], short="Berth shut", tags=["berth"])
    case.edit_event([dates[memo].id], short="Nightjar burns it", tags=["nightjar"])
    case.add_note(dates[1].ref, "Ask about the berth.")
    case.add_note(dates[memo].ref, "Nightjar again.")
    issue = case.add_issue("Notice")
    case.link_evidence(issue, [quotes[1].ref], Side.FOR)
    other = case.add_issue("Nightjar’s fire")
    case.link_evidence(other, [quotes[memo].ref], Side.AGAINST)
    case.save_search("the fire", "nightjar")
    case.tag([Ref(RefType.DOCUMENT, memo)], "nightjar paper")


def test_the_papers_are_a_case_of_their_own(parted, tmp_path, workers):
    decide(parted)
    target = tmp_path / "Part.pincite"
    write(parted, [1, 2], target)
    with opened(target, workers, tmp_path) as case:
        assert (case.name, case.case_id != parted.case_id) == ("Part", True)
        assert [row.name for row in case.documents()] == ["Complaint.txt", "Ferry fight.txt"]
        assert case.check() == ()
        assert case.source(1).text == parted.source(1).text
        assert case.history() == () and case.saved_searches() == () and case.saved_views() == ()
        mine = [row for row in parted.view().quotes if row.pin.document in (1, 2)]
        assert [(row.id, row.text, row.state) for row in case.view().quotes] == [
            (row.id, row.text, row.state) for row in mine
        ]
        (berth,) = (row for row in case.chronology().rows if row.short)
        assert (berth.short, berth.tags) == ("Berth shut", ("berth",))
        assert [note.text for note in case.notes()] == ["Ask about the berth."]
        assert [(row.title, len(row.evidence)) for row in case.issues()] == [("Notice", 1)]
        assert [tag.name for tag in case.tags()] == ["berth"]
        assert case.view().quotes[0].same_words or case.view().quotes[1].same_words
        case.accept([case.view().dates[0].ref])
        assert case.undo()


def test_no_word_of_the_other_papers_goes_along(parted, tmp_path):
    decide(parted)
    parted.search("ledger")
    target = tmp_path / "Part.pincite"
    write(parted, [1, 2], target)
    assert sorted(path.name for path in (target / "documents").iterdir()) == [
        "0001 Complaint.txt",
        "0002 Ferry fight.txt",
    ]
    assert list((target / "backups").iterdir()) == []
    told = everything(target).casefold()
    assert "berth" in told
    for word in ("nightjar", "ledger", "customs shed", "the fire", "2026-05-05"):
        assert word not in told, word


def test_a_party_that_lives_on_in_one_of_another_paper_stands_by_itself(parted, tmp_path, workers):
    memo = numbers(parted)["Nightjar memo.txt"]
    text = parted.source(memo).text
    at = text.index("Captain Nightjar")
    captain = parted.add_party(
        memo, Span(at, at + len("Captain Nightjar")), parted.view().parties[0].kind
    )
    ferry = next(row for row in parted.view().parties if row.name.startswith("Marrow"))
    parted.merge_parties(captain, ferry.id)
    target = tmp_path / "Part.pincite"
    write(parted, [1], target)
    assert "nightjar" not in everything(target).casefold()
    with opened(target, workers, tmp_path) as case:
        names = {row.name: row.mentions for row in case.view().parties}
        assert names["Marrow Ferry Company, Inc."] > 0
        assert case.check() == ()


def test_own_words_can_stay_behind(parted, tmp_path, workers):
    decide(parted)
    target = tmp_path / "Bare.pincite"
    write(parted, [1], target, name="For the expert", own_words=False)
    with opened(target, workers, tmp_path) as case:
        assert case.name == "For the expert"
        assert (case.notes(), case.issues(), case.tags()) == ((), (), ())
        assert ReviewState.ACCEPTED in {row.state for row in case.view().quotes}


def test_an_archive_is_restored_as_a_case(parted, tmp_path, workers):
    write(parted, [2], tmp_path / "Part.zip")
    Case.restore(tmp_path / "Part.zip", tmp_path / "Restored.pincite")
    with opened(tmp_path / "Restored.pincite", workers, tmp_path) as case:
        assert [row.name for row in case.documents()] == ["Ferry fight.txt"]
        assert ARTICLE[:20] in case.source(2).text
    assert not list(tmp_path.glob(".p*")) and not list(tmp_path.glob(".Part*"))


def test_a_folder_with_something_in_it_is_left_alone(parted, tmp_path):
    (tmp_path / "Part.pincite").mkdir()
    (tmp_path / "Part.pincite" / "note.txt").write_text("mine")
    with pytest.raises(CaseExists):
        write(parted, [1], tmp_path / "Part.pincite")
    for chosen in ([], [99]):
        with pytest.raises(NoSuchFinding):
            write(parted, chosen, tmp_path / "Else.pincite")
    assert not (tmp_path / "Else.pincite").exists()


@pytest.mark.parametrize("name", ["Part.pincite", "Part.zip"])
def test_given_up_on_the_way_nothing_is_left(parted, tmp_path, name):
    """After whichever step it is given up, nothing lies there; with the last step all of it does."""
    before = sorted(path.name for path in tmp_path.iterdir())
    backups = sorted(parted.folder.glob("backups/*"))
    steps = len(write(parted, [1, 2], tmp_path / f"Whole {name}"))
    assert steps > 12
    before.append(f"Whole {name}")
    for count in range(1, steps):
        coming = parted.write_portion([1, 2], tmp_path / name)
        taken = [next(coming) for _ in range(count)]
        coming.close()
        assert all(step.done < step.total for step in taken)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)
        assert sorted(parted.folder.glob("backups/*")) == backups
    last = write(parted, [1, 2], tmp_path / name)[-1]
    assert last.done == last.total and (tmp_path / name).exists()


def test_a_disk_that_gives_out_while_papers_are_written_is_a_sentence(full, tmp_path, monkeypatch):
    def refuse(*_given, **_more):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_WRITE"
        raise error

    monkeypatch.setattr(portion, "attach", refuse)
    for name in ("Part", "Part.zip"):
        with pytest.raises(CaseUnreachable, match=f"that holds “{name}” does not answer"):
            list(full.write_portion([1], tmp_path / "out" / name))
    assert list((tmp_path / "out").iterdir()) == []
