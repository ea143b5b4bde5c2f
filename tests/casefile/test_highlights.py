"""The sentence that a highlight shows on hover."""

from dataclasses import replace

import pytest

from casefile.highlights import _of_date, _of_party, _of_quote
from extraction.findings import Basis, Certainty


@pytest.fixture
def view(full):
    return full.view()


def test_a_party_is_told_by_its_role_else_its_kind(view):
    row = view.parties[0]
    assert (
        _of_party(replace(row, name="Marrow Ferry", role="plaintiff")) == "Marrow Ferry, plaintiff"
    )
    assert _of_party(replace(row, name="Marrow Ferry", role=None)) == f"Marrow Ferry ({row.kind})"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"speaker_name": None}, "Quote, speaker not named here"),
        ({"certainty": Certainty.STATED}, "Quote of Odile Vantreese"),
        (
            {"certainty": Certainty.INFERRED, "evidence": "the next quotation names her"},
            "Quote, probably of Odile Vantreese: the next quotation names her",
        ),
    ],
)
def test_a_quote_tells_its_speaker_and_how_sure_that_is(view, changes, told):
    row = replace(view.quotes[0], speaker_name="Odile Vantreese")
    assert _of_quote(replace(row, **changes)).startswith(told)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": None, "anchor": "the hearing"}, "Date counted from the hearing"),
        ({"value": None, "anchor": None}, "Date without a day"),
        ({"value": "2026-03-07"}, "Mar. 7, 2026"),
        (
            {
                "value": "2026-03-07",
                "basis": Basis.AMBIGUOUS,
                "alternatives": ("2026-07-03",),
                "reason": "month first",
            },
            "Mar. 7, 2026, or July 3, 2026: month first",
        ),
        (
            {"value": "2026-03-07", "basis": Basis.RELATIVE, "anchor": "2026-03-09"},
            "Mar. 7, 2026, counted from Mar. 9, 2026",
        ),
    ],
)
def test_a_date_tells_how_it_was_read(view, changes, told):
    assert _of_date(replace(view.dates[0], **changes)) == told
