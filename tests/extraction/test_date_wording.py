"""EDTF values in words."""

import datetime as dt

import pytest

from extraction.date_wording import day_words, value_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026", "2026"),
        ("2026-03", "Mar. 2026"),
        ("2026-03-02", "Mar. 2, 2026"),
        ("2026-05~", "about May 2026"),
        ("2025-21", "Spring 2025"),
        ("2026-02-24T23:40", "Feb. 24, 2026, 11:40 p.m."),
        ("2026-02-24T00:05", "Feb. 24, 2026, 12:05 a.m."),
        ("2026-02-25/2026-03-08", "Feb. 25, 2026 – Mar. 8, 2026"),
        ("2021-06/..", "from June 2021"),
        ("../2021", "until 2021"),
        ("2026-13", None),
        ("198X", None),
        ("", None),
        ("../..", None),
    ],
)
def test_value_words(value: str, words: str | None) -> None:
    assert value_words(value) == words


def test_day_words() -> None:
    assert day_words(dt.date(2026, 9, 4)) == "Sept. 4, 2026"
