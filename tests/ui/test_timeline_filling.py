"""The strip of dates follows the columns: made and laid out by a job, and only where something changed."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from casefile.questions import Question
from casefile.records import Ref, RefType, ReviewState
from casefile.stretches import Stretches, stretches_of
from tests.ui.driving import settled
from tests.ui.fake_case import date, document, sample_dates
from tests.ui.test_timeline import wheel
from ui import timeline_filling
from ui.narrowing import Narrowing
from ui.panels import timeline
from ui.timeline_entries import book_of, make_timeline
from ui.timeline_filling import _Made
from ui.timeline_shown import Stand

MARCH = Ref(RefType.DATE, 1)


@pytest.fixture
def strip(opened, qtbot):
    qtbot.wait_until(lambda: opened.timeline.center_of(MARCH) is not None)
    settled(opened, qtbot)
    return opened.timeline


class Told:
    """A case that tells these dates; a stretch that stands is the very same object."""

    def __init__(self, rows):
        self.told = Stretches()
        self.take(rows)

    def take(self, rows):
        was, now = self.told.stretches, stretches_of(rows)
        kept = tuple(next((old for old in was if old == each), each) for each in now.stretches)
        self.told = self.told if kept == was else replace(now, stretches=kept)

    def stretches(self):
        return self.told


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_decided_the_timeline_is_as_if_made_anew(seed):
    chance = random.Random(seed)
    rows = [
        date(number, "x", f"2026-0{chance.randrange(1, 4)}-0{chance.randrange(1, 8)}", "It rained.")
        for number in range(60)
    ]
    papers = [document(number) for number in range(1, 7)]
    case, made = Told(rows), _Made()
    for _ in range(40):
        at, paper = chance.randrange(len(rows)), chance.randrange(len(papers))
        if chance.random() < 0.7:
            rows[at] = replace(rows[at], state=chance.choice(list(ReviewState)))
        elif chance.random() < 0.5:
            rows.append(
                date(100 + len(rows), "x", f"2026-05-0{chance.randrange(1, 8)}", "It snowed.")
            )
        else:
            papers[paper] = replace(papers[paper], date=rows[at].earliest)
        case.take(rows)
        made = made.renewed(case, None, tuple(papers))
        anew = make_timeline(rows, tuple(papers))
        assert made.book.entries == anew.entries
        for ref in [each.ref for each in (*rows, *papers)]:
            assert made.book.place_of(ref) == anew.place_of(ref)


def test_nothing_is_made_where_the_dates_are_those_that_are_shown():
    case, papers = Told(sample_dates()), (document(1), document(2))
    first = _Made().renewed(case, None, papers)
    again = first.renewed(case, None, tuple(papers))
    assert again.book is first.book
    narrowed = again.renewed(case, rows := sample_dates()[:1], papers)
    assert narrowed.renewed(case, rows, papers).book is narrowed.book


def test_what_did_not_change_is_used_again():
    rows, papers = sample_dates(), (document(1), document(2))
    told = stretches_of(rows)
    before = book_of(told, papers)
    other = date(99, "May 5", "2027-05-05", "It opened again.", state=ReviewState.ACCEPTED)
    stretches = (*told.stretches, *stretches_of([other]).stretches)
    after = book_of(Stretches(stretches, {}), papers, before)
    kept = {id(entry) for entry in before.entries}
    assert [entry.ref for entry in after.entries if id(entry) not in kept] == [other.ref]


def test_of_a_narrowed_question_the_linked_rows_alone_are_looked_at(
    strip, opened, qtbot, monkeypatch
):
    looked_at = []

    def count(rows):
        looked_at.append([row.id for row in rows])
        return stretches_of(rows)

    monkeypatch.setattr(timeline_filling, "stretches_of", count)
    opened.desk.narrow(Narrowing.to(Ref(RefType.PARTY, 1)))
    settled(opened, qtbot)
    linked = opened.desk.case.view(Question((Ref(RefType.PARTY, 1),))).dates
    qtbot.wait_until(lambda: strip.laid.book.dates.keys() == {row.id for row in linked})
    assert looked_at == [[row.id for row in linked]]
    opened.desk.narrow(Narrowing())
    settled(opened, qtbot)
    qtbot.wait_until(lambda: len(strip.laid.book.dates) > len(linked))
    assert len(looked_at) == 1, "all dates are those that the case keeps"


def test_the_window_takes_what_the_job_laid_out(strip, opened, qtbot, monkeypatch):
    laid = []
    monkeypatch.setattr(timeline, "lay_out_strip", lambda *given: laid.append(given))
    opened.desk.narrow(Narrowing.to(MARCH))
    settled(opened, qtbot)
    qtbot.wait_until(lambda: bool(strip.laid.chosen))
    assert not laid
    (at,) = strip.laid.chosen
    assert strip.laid.shown[at].ref == MARCH


def test_whoever_zooms_meanwhile_keeps_the_stretch_of_time(strip, opened, qtbot):
    """The job has laid out what was on screen when it was asked."""
    opened.desk.narrow(Narrowing.to(MARCH))
    with qtbot.wait_signal(opened.desk.columns_read):
        pass
    wheel(strip, QPointF(300, 40), 240)
    zoomed = strip.stand.window
    settled(opened, qtbot)
    qtbot.wait_until(lambda: bool(strip.laid.chosen))
    assert strip.stand.window == zoomed == strip.laid.window


def test_nothing_is_laid_out_again_that_stands(strip, opened, qtbot, monkeypatch):
    before = strip.laid
    for module in (timeline_filling, timeline):
        monkeypatch.setattr(module, "lay_out_strip", None)  # to call it would fail
    with qtbot.wait_signal(opened.desk.columns_read):
        opened.desk.change(lambda case: case.accept([Ref(RefType.PARTY, 1)]))
    qtbot.wait(120)
    settled(opened, qtbot)
    opened.chronology.open_timeline()
    opened.chronology.leave()
    qtbot.wait(120)
    settled(opened, qtbot)
    assert strip.laid is before


def test_the_strip_does_not_repeat_the_large_timeline(strip, opened, qtbot):
    high = strip.height()
    opened.chronology.open_timeline()
    assert strip.isHidden()
    kept = opened.down.saveState()
    opened.chronology.panel.show_timeline(False)
    assert strip.isVisible() and strip.height() == high
    assert opened.down.restoreState(kept), "as at the next start"
    assert strip.height() == high
    opened.chronology.panel.toggle_timeline()
    assert strip.isHidden()
    opened.chronology.leave()
    assert strip.isVisible() and strip.height() == high
    opened.chronology.open()
    assert strip.isHidden(), "the chronology was left as a timeline"


def test_a_hidden_strip_asks_when_it_comes_back(strip, opened, qtbot):
    opened.chronology.open_timeline()
    settled(opened, qtbot)
    before = strip.laid
    opened.desk.change(lambda case: case.reject([MARCH]))
    settled(opened, qtbot)
    qtbot.wait(120)
    assert strip.laid is before
    opened.chronology.leave()
    qtbot.wait_until(lambda: strip.center_of(MARCH) is None)


def test_the_stretch_of_time_is_that_of_the_whole_until_somebody_zooms():
    book = make_timeline(sample_dates(), [document(1)])
    stand = Stand().showing(book, whole=True)
    assert stand.window == stand.home == stand.whole == book.whole
    near = stand.moved_to(book.whole.zoomed(0.5, book.whole.first))
    assert near.showing(book, whole=True) == near
    assert near.showing(make_timeline([], []), whole=True).whole is None
