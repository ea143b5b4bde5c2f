"""A document whose text changes while it is open: the place in view stays, and no stale place is cited."""

from dataclasses import replace

import pytest

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.machine_page import PlacedWord
from importers.source_text import Page, PageSource, SourceText, Span
from tests.ui.fake_case import FakeCase, pin
from ui.panels.reader import ReaderPanel
from ui.panels.reader_renewal import same_finding, same_place

SCAN = "Motion\n"
READ = "Motion\nto seal the harbor log\n"
LAST = "Order of the court\n"


def text(first: str, source: PageSource = PageSource.DIGITAL) -> SourceText:
    whole = first + LAST
    return SourceText(
        whole,
        (
            Page(1, "1", Span(0, len(first)), source),
            Page(2, "2", Span(len(first), len(whole))),
        ),
    )


BEFORE, AFTER = text(SCAN), text(READ, PageSource.OCR)
PARTY = Ref(RefType.PARTY, 7)


def mark(span: Span, ref: Ref = PARTY) -> Highlight:
    return Highlight(ref, span, ReviewState.SUGGESTED, "the court")


@pytest.mark.parametrize(
    ("offset", "kept"),
    [
        (0, 0),
        (3, 3),
        (len(SCAN), len(READ)),
        (len(SCAN) + 9, len(READ) + 9),
        (999, len(READ + LAST)),
    ],
)
def test_a_place_is_as_far_into_its_page(offset, kept):
    assert same_place(BEFORE, AFTER, offset) == kept


def at(source: SourceText, words: str) -> Span:
    start = source.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("span", "marks", "found"),
    [
        (at(BEFORE, "court"), [mark(at(AFTER, "court"))], at(AFTER, "court")),
        (at(BEFORE, "Motion"), [], Span(0, 6)),  # nothing before it has changed
        (at(BEFORE, "court"), [], None),
        (at(BEFORE, "court"), [mark(at(AFTER, "Order"))], None),  # other words now
        (at(BEFORE, "court"), [mark(at(AFTER, "court"), Ref(RefType.DATE, 7))], None),
        (None, [], None),
    ],
)
def test_the_place_shown_moves_with_its_finding_or_is_given_up(span, marks, found):
    assert same_finding(BEFORE, AFTER, span, PARTY, marks) == found


class Growing(FakeCase):
    """A case whose sixth paper is read by machine while it is open."""

    def __init__(self, folder):
        super().__init__(folder)
        self.text = BEFORE
        self.rows = [replace(row, machine_read=False) for row in self.rows]

    def source(self, document):
        return self.text

    def page_sizes(self, document):
        return ()

    def highlights(self, document):
        return (mark(at(self.text, "court")),)

    def read_by_machine(self):
        self.text = AFTER
        self.rows = [replace(row, machine_read=row.id == 6) for row in self.rows]
        self.words = (
            PlacedWord(at(AFTER, "harbor"), (0, 0, 1, 1), 0.62),
            PlacedWord(at(AFTER, "seal"), (0, 0, 1, 1), 0.97),
        )


@pytest.fixture
def reader(qtbot, jobs, theme, tmp_path):
    made = ReaderPanel(jobs, theme, None)
    qtbot.add_widget(made)
    made.resize(420, 300)
    made.show()
    case = Growing(tmp_path)
    made.set_case(case)
    made.show_pin(replace(pin(6), span=at(BEFORE, "court")), PARTY)
    qtbot.wait_until(lambda: made.document == 6 and not jobs.busy)
    return made, case


def test_text_that_arrives_keeps_the_place_and_marks_what_is_unsure(reader, qtbot, jobs):
    made, case = reader
    assert "machine-read" not in made._place.text()
    case.read_by_machine()
    made.refresh(6)
    qtbot.wait_until(lambda: not jobs.busy)
    qtbot.wait_until(lambda: made._text.toPlainText() == AFTER.text)
    assert [word.span for word in made._text._unsure.within(Span(0, len(AFTER.text)))] == [
        at(AFTER, "harbor")
    ]
    qtbot.wait_until(
        lambda: any(one.cursor.selectedText() == "harbor" for one in made._text.extraSelections())
    )
    with qtbot.wait_signal(made.copy_requested) as caught:
        made.copy_current()
    assert caught.args[0].span == at(AFTER, "court")
    assert not caught.args[0].machine_read  # its page came with the file


def test_a_refresh_without_another_text_leaves_everything_alone(reader, qtbot, jobs):
    made, _case = reader
    before = made._opened
    made.refresh(6)
    qtbot.wait_until(lambda: not jobs.busy)
    assert made._opened.source is before.source
    assert made._opened.heads == {}
    assert made._shown == at(BEFORE, "court")


def test_machine_read_and_repaired_pages_say_so_above_them(reader, qtbot, jobs):
    made, case = reader
    case.text = text(READ, PageSource.REPAIRED)
    made.refresh(6)
    qtbot.wait_until(lambda: not jobs.busy)
    assert list(made._opened.heads) == [1]
    assert "Repaired" in made._opened.heads[1]
