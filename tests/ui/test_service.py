"""The form for the day of service: what it shows of the paper, what it tells, what it refuses."""

import datetime as dt

import pytest

from casefile.deadlines import ServedPaper
from casefile.records import Due
from extraction.process import Addressee, AnswerPeriod, Process, ProcessKind, Written
from extraction.response_deadlines import Manner, Service, response_deadlines
from tests.ui.fake_case import document
from ui.dialogs.service import ServiceForm
from ui.messages import document_tooltip
from ui.timeline_entries import make_timeline


def words(text: str) -> Written:
    return Written(text, None)


SUMMONS = Process(
    ProcessKind.SUMMONS,
    "AO 440",
    to=(Addressee(words("Halyard Press LLC"), words("100 Pier Street")),),
    court_name="United States District Court for the District of Oregon",
    issued=words("03/13/2026"),
    answer=(
        AnswerPeriod(21, words("Within 21 days")),
        AnswerPeriod(60, words("60 days"), "the United States"),
    ),
)


@pytest.fixture
def form(qtbot):
    def make(process: Process = SUMMONS, service: Service | None = None) -> ServiceForm:
        made = ServiceForm(document(2), ServedPaper(2, process, service))
        qtbot.addWidget(made)
        made.told, made.questions = [], []
        made.chosen.connect(made.told.append)
        made.asked.connect(made.questions.append)
        made.show()
        return made

    return make


def test_a_typed_day_is_asked_about_and_told(form):
    made = form()
    assert "step by step" in made.proposed.text()
    made.day.setText("June 12, 2026")
    service = Service(dt.date(2026, 6, 12), Manner.IN_PERSON)
    assert made.questions == [service]
    made.show_proposed(response_deadlines(SUMMONS, service, None))
    shown = made.proposed.text()
    assert shown.startswith("<b>Monday, July 6, 2026: Answer or Rule 12 motion</b>")
    assert "FRCP 12(a)(1)(A)(i); verify" in shown
    assert "July 3, 2026 is Independence Day" in shown
    made.days.setCurrentIndex(2)
    assert made.questions[-1].days == 60
    assert made.days.itemText(2) == "60 days, the United States"
    made.submit()
    assert made.told == [Service(dt.date(2026, 6, 12), Manner.IN_PERSON, 60)]


@pytest.mark.parametrize("typed", ["some Tuesday", "June 2026", "March 1, 2026"])
def test_a_day_that_cannot_be_is_not_told(form, typed):
    made = form()
    made.day.setText(typed)
    made.submit()
    assert made.told == []
    assert made.problem.isVisible()


def test_an_emptied_day_takes_it_back(form):
    made = form(service=Service(dt.date(2026, 6, 12)))
    assert made.day.text() == "June 12, 2026"
    made.day.clear()
    made.submit()
    assert made.told == [None]


def test_a_request_for_waiver_asks_when_it_was_sent(form):
    made = form(Process(ProcessKind.WAIVER_REQUEST, "AO 398", docket_number=words("1:24-cv-1")))
    assert made.manner.value is Manner.WAIVER
    assert made.manner.parent() is None or not made.manner.isVisible()


def test_tooltip_and_timeline_mark_a_deadline_as_one_to_verify():
    due = Due(dt.date(2026, 7, 6), "Answer or Rule 12 motion", stated=False)
    row = document(2, served=dt.date(2026, 6, 12), due=(due,), date=None)
    told = document_tooltip(row)
    assert "Served: June 12, 2026" in told
    assert "Answer or Rule 12 motion by Mon, July 6, 2026 (counted, to be verified)" in told
    (entry,) = make_timeline((), (row,)).entries
    assert entry.label == "Due: Answer or Rule 12 motion (verify)"
    assert entry.first == due.day.toordinal()
    assert entry.ref == row.ref
