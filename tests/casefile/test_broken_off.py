"""What a decision has follow is made up for at the next opening, where the program ended in between."""

import datetime as dt

import pytest

from casefile import ingest
from casefile.case import Case
from importers.source_text import Span


class Ended(BaseException):
    """The program ends here."""


def broken_off(monkeypatch, step, work):
    """Have the program end where a step of what follows would begin."""

    def end(*_arguments, **_named):
        raise Ended

    with monkeypatch.context() as broken:
        broken.setattr(ingest, step, end)
        with pytest.raises(Ended):
            work()


@pytest.fixture
def again(full, workers, tmp_path):
    """Return the case as the next start of the program opens it, what was broken off done."""

    def again():
        full.close()
        opened = Case.open(full.folder, workers, local=tmp_path / "local")
        assert opened.unfinished() == 1
        list(opened.resume())
        assert opened.unfinished() == 0
        return opened

    return again


def weeks(case):
    return [row.value for row in case.view().dates if row.text == "Later that week"]


@pytest.mark.parametrize("step", ["extract_again", "link"])
def test_a_corrected_day_is_counted_from_after_all(full, again, monkeypatch, step):
    assert weeks(full) == []
    broken_off(monkeypatch, step, lambda: full.set_document(1, date=dt.date(2026, 4, 1)))
    with again() as case:
        assert weeks(case) == ["2026-04-01"]
        assert case.check() == ()


def test_taking_a_corrected_day_back_is_followed_after_all(full, again, monkeypatch):
    full.set_document(1, date=dt.date(2026, 4, 1))
    broken_off(monkeypatch, "extract_again", full.undo)
    with again() as case:
        assert weeks(case) == []


def test_a_quote_that_was_added_is_linked_after_all(full, again, monkeypatch):
    text = full.source(1).text
    start = text.index("the berth was closed without")
    broken_off(monkeypatch, "link", lambda: full.add_quote(1, Span(start, start + 60)))
    with again() as case:
        (quote,) = [row for row in case.view().quotes if row.pin.span == Span(start, start + 60)]
        assert quote.same_words


def test_a_paper_is_ready_again_when_its_new_quote_was_linked(full):
    full.add_quote(1, Span(0, 30))
    assert full.unfinished() == 0
