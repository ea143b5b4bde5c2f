"""The import's list: each file once, with how far it is; thousands cost nothing."""

from pathlib import Path

import pytest

from casefile.import_records import FileOutcome, Progress, Stage
from tests.counting import steps_of
from ui.import_queue import ImportQueue, QueueRow, Standing
from ui.messages import queue_told
from ui.models.queue import QueueModel
from ui.panels.imports import ImportsPanel


def step(path=None, stage=None, document=None, outcome=None, waiting=()):
    return Progress(0, 0, "…", outcome, document, path, stage, waiting)


def end(path, status="imported", document=None, *, locked=False, doubtful=False):
    return step(outcome=FileOutcome(path, status, "Told.", document, locked, doubtful))


def standings(queue):
    return [(row.name, row.standing) for row in queue.rows]


def test_a_file_goes_its_way():
    queue = ImportQueue()
    queue.wait([Path("/p/a.pdf")])
    seen = [queue.rows[0].standing]
    for stage, document in zip(Stage, (None, 7, None, 7, 7), strict=True):
        assert queue.take(step("/p/a.pdf", stage, document)) == {0}
        seen.append(queue.rows[0].standing)
    assert not queue.take(step("/p/a.pdf", Stage.FINDING, 7))  # nothing new: nothing to repaint
    queue.take(end("/p/a.pdf", document=7))
    seen.append(queue.rows[0].standing)
    told = ["waiting", "copying", "copied", "reading", "read", "searchable", "ready"]
    assert [standing.value for standing in seen] == told
    assert (queue.total, queue.ended, queue.needing) == (1, 1, 0)


def test_a_folder_gives_way_to_its_files():
    queue = ImportQueue()
    queue.wait([Path("/p/folder"), Path("/p/x.pdf")])
    queue.take(step(waiting=("/p/folder/a.pdf", "/p/folder/b.pdf", "/p/x.pdf")))
    assert [row.path for row in queue.rows] == ["/p/x.pdf", "/p/folder/a.pdf", "/p/folder/b.pdf"]


@pytest.mark.parametrize(
    ("status", "locked", "standing", "needs"),
    [
        ("imported", False, Standing.READY, False),
        ("duplicate", False, Standing.DUPLICATE, False),
        ("skipped", False, Standing.LEFT_OUT, False),
        ("unpacked", False, Standing.UNPACKED, False),
        ("unpacked", True, Standing.LOCKED, True),
        ("cancelled", False, Standing.STOPPED, False),
        ("failed", False, Standing.FAILED, True),
        ("failed", True, Standing.LOCKED, True),
        ("never heard of", False, Standing.FAILED, True),
    ],
)
def test_outcomes(status, locked, standing, needs):
    queue = ImportQueue()
    queue.take(end("/p/a", status, locked=locked))
    assert queue.rows[0].standing is standing
    assert queue.rows[0].needs_you is needs
    assert queue.needing == needs
    assert queue.ended == 1


def test_a_paper_that_was_not_read_whole_is_marked_and_counts_as_imported():
    queue = ImportQueue()
    queue.take(end("/p/a.pdf", document=1, doubtful=True))
    queue.take(end("/p/b.pdf", document=2))
    queue.take(end("/p/c.pdf", "duplicate", document=2, doubtful=True))
    assert [row.standing for row in queue.rows] == [
        Standing.DOUBTFUL,
        Standing.READY,
        Standing.DUPLICATE,
    ]
    assert queue.needing == 0
    assert queue_told(queue) == "2 papers imported · 1 with a warning · 1 already here"


def test_a_paper_that_is_unlocked_keeps_its_row_under_another_path():
    queue = ImportQueue()
    queue.take(end("/p/a.pdf", "failed", 3, locked=True))
    queue.take(step("/case/0003 a.pdf", Stage.READING, 3))
    assert queue.rows == [QueueRow("/p/a.pdf", Standing.READING, "", 3)]
    queue.take(end("/case/0003 a.pdf", document=3))
    assert standings(queue) == [("a.pdf", Standing.READY)]
    assert queue.needing == 0


def test_a_duplicate_does_not_take_over_the_row_of_what_it_repeats():
    queue = ImportQueue()
    queue.take(end("/p/a.pdf", document=3))
    queue.take(end("/p/copy.pdf", "duplicate", 3))
    assert standings(queue) == [("a.pdf", Standing.READY), ("copy.pdf", Standing.DUPLICATE)]


def test_going_on_after_a_stop_does_not_call_what_came_in_a_duplicate():
    queue = ImportQueue()
    queue.take(end("/p/a.pdf", document=3))
    queue.wait([Path("/p/a.pdf"), Path("/p/b.pdf")])
    queue.take(end("/p/a.pdf", "duplicate", 3))
    queue.take(end("/p/b.pdf", "duplicate", 3))
    assert standings(queue) == [("a.pdf", Standing.READY), ("b.pdf", Standing.DUPLICATE)]


def test_names_and_places():
    row = QueueRow("/p/mail.eml → Exhibit A.pdf", Standing.READY, "“Exhibit A.pdf” is ready.")
    assert (row.name, row.where, row.note) == ("Exhibit A.pdf", "in mail.eml", "in mail.eml")
    assert row.file == Path("/p/mail.eml")
    failed = QueueRow("/p/a.pdf", Standing.FAILED, "“a.pdf” was kept, but not read. It is damaged.")
    assert failed.note == "Was kept, but not read. It is damaged."


def test_stopping_leaves_what_has_ended():
    queue = ImportQueue()
    queue.wait([Path("/p/a"), Path("/p/b")])
    queue.take(end("/p/a"))
    assert queue.rest() == {1}
    assert [row.standing for row in queue.rows] == [Standing.READY, Standing.STOPPED]


def test_a_locked_paper_on_which_a_password_was_tried_in_vain_stays_locked():
    queue = ImportQueue()
    queue.take(end("/p/a.pdf", "failed", 3, locked=True))
    locked = queue.rows[0]
    queue.take(step("/p/a.pdf", Stage.READING, 3))
    queue.rest()
    assert queue.rows == [locked]
    assert queue.needing == 1


def test_the_list_keeps_its_place_while_files_come_in(qtbot):
    queue = ImportQueue()
    model = QueueModel(queue)
    queue.wait([Path(f"/p/{number}") for number in range(3)])
    model.settle()
    changed, inserted, resets = [], [], []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.modelReset.connect(lambda: resets.append(1))
    queue.take(end("/p/1", "failed"))
    queue.take(end("/p/9"))
    model.settle()
    assert (changed, inserted, resets) == ([(1, 1)], [(3, 3)], [])
    model.show_needing_only(True)
    assert [model.row_at(model.index(at)).name for at in range(model.rowCount())] == ["1"]
    assert resets == [1]


def test_thousands_of_steps_reach_the_list_a_few_times_a_second(qtbot):
    queue = ImportQueue()
    model = QueueModel(queue)
    told = []
    model.dataChanged.connect(lambda *_: told.append(1))
    model.rowsInserted.connect(lambda *_: told.append(1))
    queue.take(step(waiting=tuple(f"/p/{number}" for number in range(2000))))
    for number in range(2000):
        for stage in Stage:
            queue.take(step(f"/p/{number}", stage, number))
            model.touch()
        queue.take(end(f"/p/{number}", document=number))
        model.touch()
    qtbot.wait_until(lambda: model.rowCount() == 2000)
    assert len(told) <= 2


def test_a_step_costs_the_same_however_many_files_there_are():
    def steps(number):
        queue = ImportQueue()
        queue.take(step(waiting=tuple(f"/p/{at}" for at in range(number))))
        model = QueueModel(queue)
        model.settle()

        def go():
            for at in range(100):
                for stage in Stage:
                    queue.take(step(f"/p/{at}", stage, at))
                queue.take(end(f"/p/{at}", document=at))

        return steps_of(go), steps_of(model.settle)

    (taken, shown), (more_taken, more_shown) = steps(200), steps(2000)
    assert more_taken < 1.1 * taken
    assert more_shown < 2000 * 10 + shown  # all rows are looked through once


def test_the_file_in_hand_is_followed_in_sight_only(qtbot, theme, monkeypatch):
    queue, scrolled = ImportQueue(), []
    panel = ImportsPanel(queue, theme)
    qtbot.addWidget(panel)
    monkeypatch.setattr(panel.list, "scrollTo", lambda index, hint: scrolled.append(index.row()))
    queue.wait([Path(f"/p/{at}.pdf") for at in range(30)])
    queue.take(step("/p/20.pdf", Stage.READING, 7))
    panel.settle()
    panel.show_state(busy=True, paused=False)
    assert scrolled == []
    panel.show()
    assert scrolled[-1] == 20
    queue.take(step("/p/20.pdf", Stage.READ, 7))
    queue.take(step("/p/21.pdf", Stage.READING, 8))
    panel.settle()
    assert scrolled[-1] == 21
